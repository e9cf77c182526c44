//! The sieves (Raghunathan et al. 2010; Lee et al. 2013): what names and grammar alone say is one, the surest first.

mod abbreviations;
mod appositions;
mod headlines;
mod identities;
mod pairs;
mod ruled;
mod same_names;

use crate::entities::clusters::Clusters;
use crate::mentions::Mentioned;
use crate::rules::Rules;

/// A sieve joins what it is sure of.
enum Sieve {
    Code(fn(&mut Clusters<'_>)),
    /// A group of the rules in `data/rules/identity.rules`.
    Rules(&'static str),
}

/// All sieves, in their order; groups of rules that are not named here, a user's own, come last.
const SIEVES: [Sieve; 12] = [
    Sieve::Code(same_names::names),
    Sieve::Code(abbreviations::abbreviations),
    Sieve::Code(appositions::appositions),
    Sieve::Code(appositions::joint_offices),
    Sieve::Code(identities::called),
    Sieve::Code(identities::places),
    Sieve::Code(identities::papers),
    Sieve::Rules("naming"),
    Sieve::Rules("predicate"),
    Sieve::Rules("becoming"),
    Sieve::Code(pairs::pairs),
    Sieve::Code(headlines::headlines),
];

/// The mentions of a document, joined by all sieves.
pub(in crate::entities) fn sieves<'m>(mentioned: &'m Mentioned, rules: &Rules) -> Clusters<'m> {
    let mut clusters = Clusters::new(mentioned);
    for sieve in &SIEVES {
        match sieve {
            Sieve::Code(join) => join(&mut clusters),
            Sieve::Rules(group) => ruled::group(&mut clusters, rules, group),
        }
    }
    let named = |group: &str| SIEVES.iter().any(|s| matches!(s, Sieve::Rules(own) if *own == group));
    ruled::groups(&mut clusters, rules, |group| !named(group));
    clusters
}
