//! *Both companies*: two whom no mention joins. (*The pair* is right in half of its cases only.)

use super::sorts::{Fit, fit};
use crate::entities::clusters::Clusters;
use crate::entities::ranking::wording::describes;
use crate::lexicon::{ANYBODY, CATEGORIES, GENDERED_NOUNS};
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// How many sentences back the two lie, at most.
const NEAR: u32 = 4;

/// `description/both`: *Brevik sued Holm. Both companies …*, *Berg met Lund. The two men …*: the two with names whom the nearest sentences tell of, if
/// they are called so or may be, and no third may.
pub(in crate::entities) fn both_of(clusters: &Clusters<'_>, m: &Mention) -> Option<[MentionId; 2]> {
    let mentioned = clusters.mentioned;
    if !is_of_two(clusters, m) {
        return None;
    }
    let mut found: Vec<MentionId> = Vec::new();
    let mut latest = m.sentence;
    for c in mentioned.before(m).take_while(|c| m.sentence.since(c.sentence) <= NEAR) {
        if c.sentence != latest && found.len() > 1 {
            break;
        }
        latest = c.sentence;
        let new = !c.span.covers(m.span) && !found.iter().any(|&f| clusters.are_one(f, c.id));
        if new && is_one_of(clusters, m, c) {
            found.push(c.id);
        }
    }
    found.reverse();
    found.try_into().ok()
}

/// Whether it says of two that they are so many: *both*, *the two*.
fn is_of_two(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let own = clusters.profile(m.id);
    let two =
        parsed.children_by(m.head, BaseRelation::Nummod).any(|w| w < m.head && parsed.lower(w) == "two");
    let counted = own.determiner() == Some("both") || own.has_article() && two;
    // *both companies in the town* are new
    let plain = parsed.children(m.head).iter().all(|&w| w < m.head || parsed.is(w, BaseRelation::Punct));
    m.form == Form::Nominal && m.members.is_empty() && own.plural && counted && plain
}

/// Whether `c` may be one of them.
fn is_one_of(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let cluster = clusters.cluster(c.id);
    let lemma = clusters.profile(m.id).lemma.as_str();
    if !cluster.is_named() || !c.members.is_empty() {
        return false;
    }
    clusters.compare();
    if let Some(category) = CATEGORIES.get(lemma) {
        let fit = fit(clusters, c, lemma, category);
        let open = fit == Fit::Open && category.general;
        return cluster.kind == Some(category.kind) && (open || matches!(fit, Fit::Called | Fit::Told));
    }
    if cluster.kind != Some(Kind::Person) {
        return false;
    }
    match GENDERED_NOUNS.get(lemma).filter(|_| ANYBODY.contains(lemma)) {
        Some(&gender) => cluster.gender == Some(gender),
        None => cluster.titles.iter().any(|t| t == lemma) || describes(clusters, c, lemma),
    }
}
