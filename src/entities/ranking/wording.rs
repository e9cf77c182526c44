//! Whether a description and what it may mean are told in the same words.

use crate::entities::clusters::Clusters;
use crate::entities::names::Name;
use crate::entities::profiles::Profile;
use crate::entities::types::LinkReason;
use crate::lexicon::{Kinship, Meaning, TITLES, UNREAL_ADJECTIVES, alike, kinship, meaning};
use crate::mentions::{Form, Kind, Mention};

/// So many late mentions of an entity are asked for their words, at most.
const MOST: usize = 12;

/// Whether a late description of the entity has that head.
pub(in crate::entities) fn describes(clusters: &Clusters<'_>, c: &Mention, lemma: &str) -> bool {
    let mut late = clusters.mentions(c.id).rev().take(MOST);
    late.any(|x| x.form == Form::Nominal && clusters.profile(x.id).lemma == lemma)
}

/// Whether a late mention of the entity, of whatever form, has that head.
pub(super) fn has_head(clusters: &Clusters<'_>, c: &Mention, lemma: &str) -> bool {
    clusters.mentions(c.id).rev().take(MOST).any(|x| clusters.profile(x.id).lemma == lemma)
}

/// Whether all words in front of the description's noun were said of the entity, or are in its names: *the burning ship*.
pub(super) fn are_in_entity(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let names = &clusters.cluster(c.id).names;
    clusters.profile(m.id).in_front.iter().all(|word| {
        names.iter().any(|name| name.words.contains(word))
            || clusters
                .mentions(c.id)
                .rev()
                .take(MOST)
                .any(|x| clusters.profile(x.id).modifiers.contains(word))
    })
}

/// Whether the entity is told of as what it once was, and the description not: *a former minister … the minister*.
pub(super) fn was_former(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let former = |x: &Mention| {
        clusters
            .profile(x.id)
            .in_front
            .iter()
            .any(|w| matches!(w.as_str(), "former" | "ex" | "onetime" | "retired"))
    };
    !former(m) && clusters.mentions(c.id).take(MOST).any(former)
}

/// So many late mentions of an entity are asked what their words mean, at most.
const MOST_MEANT: usize = 4;

/// How near the noun of `m` is to what the entity was last called.
pub(super) fn nearest(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> Kinship {
    let own = clusters.profile(m.id).senses;
    let mut nearest = Kinship::default();
    if own.is_empty() {
        return nearest;
    }
    let late = clusters.mentions(c.id).rev().take(MOST).map(|x| clusters.profile(x.id).senses);
    for other in late.filter(|senses| !senses.is_empty()).take(MOST_MEANT) {
        let found = kinship(own, other);
        nearest.likeness = nearest.likeness.max(found.likeness);
        nearest.broader = nearest.broader.max(found.broader);
        nearest.narrower = nearest.narrower.max(found.narrower);
    }
    nearest
}

/// What the entity was last called, by meaning.
pub(in crate::entities) fn called<'c>(
    clusters: &'c Clusters<'_>,
    c: &Mention,
) -> impl Iterator<Item = Meaning> + use<'c> {
    let late = clusters.mentions(c.id).rev().take(MOST);
    late.flat_map(|x| clusters.profile(x.id).meanings.iter()).take(MOST_CALLED)
}

/// So many nouns that an entity was called by are asked, at most.
const MOST_CALLED: usize = 8;

/// The noun by which the anaphor may take something up: a description's own; of a name what stands beside it (*Greta Lund, a teacher*,
/// *Judge Lund*).
pub(in crate::entities) fn own_meaning(clusters: &Clusters<'_>, m: &Mention) -> Option<Meaning> {
    if m.form == Form::Nominal {
        return clusters.profile(m.id).meanings.iter().next();
    }
    let mut beside =
        clusters.mentions(m.id).take(MOST).filter(|x| x.form == Form::Nominal && x.members.is_empty());
    let beside = beside.find_map(|x| clusters.profile(x.id).meanings.iter().next());
    beside.or_else(|| clusters.cluster(m.id).titles.iter().find_map(|title| meaning(title)))
}

/// Whether a name has beside it a noun or title that the entity was called by.
pub(super) fn is_called_so(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let titles = &clusters.cluster(m.id).titles;
    let beside = clusters.mentions(m.id).take(MOST).filter(|x| x.form == Form::Nominal);
    let mut nouns = titles.iter().chain(beside.map(|x| &clusters.profile(x.id).lemma));
    nouns.any(|noun| describes(clusters, c, noun))
}

/// How well the noun of the anaphor `m` takes up what the entity was last called, from -1 to 1.
pub(super) fn taken_up(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> f32 {
    let Some(own) = own_meaning(clusters, m) else { return 0.0 };
    called(clusters, c).map(|other| alike(own, other)).reduce(f32::max).unwrap_or(0.0)
}

/// Why the description `m` may be taken for `c` by words alone: the same head with no new modifier, or the office or last
/// word of a name.
pub(super) fn fits(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> Option<LinkReason> {
    if c.form == Form::Pronoun || !c.members.is_empty() {
        return None;
    }
    let (own, other) = (clusters.profile(m.id), clusters.profile(c.id));
    let definite = own.has_article() || own.points();
    let possessed = own.determiner().is_some() && !definite && !own.is_indefinite();
    if !definite && !possessed && own.determiner().is_some() {
        return None;
    }
    // *the meeting* that was held is not the *possible meeting* spoken of
    let unreal = |p: &Profile| p.in_front.iter().any(|w| UNREAL_ADJECTIVES.contains(w.as_str()));
    if unreal(other) && !unreal(own) {
        return None;
    }
    if c.form == Form::Nominal {
        if other.lemma != own.lemma || other.plural != own.plural {
            return None;
        }
        let fits = own.modifiers.iter().all(|x| other.modifiers.contains(x));
        let exact = fits && other.modifiers.len() == own.modifiers.len();
        // *Lund's special envoy* and *Lund's special envoy for the coast*: one holds an office
        let office = possessed && TITLES.contains(own.lemma.as_str()) && other.in_front == own.in_front;
        let enough =
            if definite { fits } else { (exact || office) && other.determiner() == own.determiner() };
        return enough.then_some(LinkReason::SameDescription);
    }
    let cluster = clusters.cluster(c.id);
    let person = c.kind == Kind::Person;
    // *the treaty*, where there is a *Northern Harbour Treaty*
    let ends = |n: &Name| {
        n.words.last() == Some(&own.lemma)
            && match own.in_front.as_slice() {
                [] => n.words.len() > 1,
                more => more.iter().all(|x| n.words.contains(x)),
            }
    };
    if definite && person && cluster.titles.contains(&own.lemma) {
        return Some(LinkReason::Office);
    }
    (definite && !person && cluster.names.iter().any(ends)).then_some(LinkReason::HeadMatch)
}
