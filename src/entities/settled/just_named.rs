//! The body that the sentence before named first: *Holm Partners … The private equity firm declined to comment*.

use super::sorts::{Fit, fit, is_of_bodies};
use crate::entities::clusters::Clusters;
use crate::entities::exclusion::descriptions::may_describe;
use crate::entities::profiles::introduces;
use crate::lexicon::{CATEGORIES, NEW_BODIES};
use crate::mentions::{Form, Kind, Mention, brings_news};
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// So many mentions are looked at, at most, which keeps time linear in the text.
const MOST: usize = 300;
/// So many sentences back nothing may have been called by the same noun.
const FAR: u32 = 40;

/// `description/just-named`: the subject says anew what a body is, with *the* and more than a noun: the one body whose name the sentence before told first, if nothing says that it is something else.
pub(super) fn of_just_named(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let own = clusters.profile(m.id);
    let category = CATEGORIES.get(own.lemma.as_str()).filter(|c| is_of_bodies(c))?;
    if own.in_front.is_empty() || !is_plain_subject(clusters, m) || introduces(mentioned, m) {
        return None;
    }
    let mut found = None;
    for c in mentioned.before(m).take(MOST).take_while(|c| m.sentence.since(c.sentence) <= FAR) {
        clusters.compare();
        // *a retailer … the retailer* speaks of that one
        if c.form == Form::Nominal && clusters.profile(c.id).lemma == own.lemma {
            return None;
        }
        let kind = clusters.cluster(c.id).kind;
        let body =
            matches!(kind, Some(Kind::Organization | Kind::Group)) && clusters.cluster(c.id).is_named();
        let first = clusters.mentions(c.id).next().is_some_and(|first| m.sentence.since(first.sentence) == 1);
        let fit = if body { fit(clusters, c, &own.lemma, category) } else { Fit::Other };
        // *the Baltic Bank … the old bank*
        if fit == Fit::Called && !first {
            return None;
        }
        let fits = first
            && c.members.is_empty()
            && !brings_news(&mentioned.parsed, c.span)
            && fit != Fit::Other
            && may_describe(clusters, m, c, false);
        if !fits {
            continue;
        }
        match found {
            None => found = Some(c.id),
            Some(other) if clusters.are_one(other, c.id) => {}
            Some(_) => return None,
        }
    }
    found
}

/// Whether it is a subject in the singular with *the*, with nothing behind it but asides, which does not tell of something new or another.
fn is_plain_subject(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let own = clusters.profile(m.id);
    let aside = |c: WordId| match parsed.relation(c).base {
        BaseRelation::Acl | BaseRelation::Appos => parsed.form(m.head.next()) == ",",
        BaseRelation::Punct => true,
        _ => c < m.head,
    };
    m.form == Form::Nominal
        && m.members.is_empty()
        && own.has_article()
        && !own.plural
        && parsed.is(m.head, BaseRelation::Nsubj)
        && !own.in_front.iter().any(|w| NEW_BODIES.contains(w.as_str()))
        && parsed.children(m.head).iter().all(|&c| !m.span.contains(c) || aside(c))
}
