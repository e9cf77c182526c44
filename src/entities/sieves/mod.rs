//! The sieves (Raghunathan et al. 2010; Lee et al. 2013): what names and grammar alone say is one, the surest first.

mod abbreviations;
mod appositions;
mod headlines;
mod identities;
mod pairs;
mod predicates;
mod same_names;

use crate::entities::clusters::Clusters;
use crate::mentions::Mentioned;

/// A sieve joins what it is sure of.
type Sieve = fn(&mut Clusters<'_>);

/// All sieves, in their order.
const SIEVES: [Sieve; 12] = [
    same_names::names,
    abbreviations::abbreviations,
    appositions::appositions,
    appositions::joint_offices,
    identities::called,
    identities::places,
    identities::papers,
    identities::calls_itself,
    predicates::predicates,
    predicates::changes,
    pairs::pairs,
    headlines::headlines,
];

/// The mentions of a document, joined by all sieves.
pub(in crate::entities) fn sieves(mentioned: &Mentioned) -> Clusters<'_> {
    let mut clusters = Clusters::new(mentioned);
    for sieve in SIEVES {
        sieve(&mut clusters);
    }
    clusters
}
