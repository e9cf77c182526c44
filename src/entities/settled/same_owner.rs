//! What the same owner has: *Estonia's government*, where *the government of Estonia* was told of.

use crate::entities::clusters::Clusters;
use crate::entities::exclusion::owners::owner;
use crate::mentions::{Form, Mention};
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// How many sentences back what is told again in other words lies at most, and how many mentions are looked at.
const FAR: u32 = 40;
const MOST: usize = 300;

/// `description/same-owner`: *Estonia's government* is *the government of Estonia* told of before, where neither says more.
pub(super) fn of_owner(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let plain = |m: &Mention, owner: WordId| {
        !clusters.is_plural(m.id)
            && parsed.children(m.head).iter().all(|&w| {
                let relation = parsed.relation(w).base;
                w == owner
                    || !m.span.contains(w)
                    || matches!(relation, BaseRelation::Case | BaseRelation::Punct | BaseRelation::Acl)
                    || relation == BaseRelation::Det && parsed.lower(w) == "the"
            })
    };
    let (own, _) = owner(clusters, m).filter(|(_, word)| plain(m, *word))?;
    let profile = clusters.profile(m.id);
    let alike = |c: &Mention| {
        let other = clusters.profile(c.id);
        other.lower == profile.lower && other.lemma == profile.lemma
    };
    let near = mentioned.before(m).take(MOST).take_while(|c| m.sentence.since(c.sentence) <= FAR);
    near.filter(|c| c.form == Form::Nominal && !clusters.are_one(c.id, m.id))
        .inspect(|_| clusters.compare())
        .filter(|c| alike(c))
        .filter(|c| owner(clusters, c).is_some_and(|(other, by)| other == own && plain(c, by)))
        .find(|c| clusters.compatible(m.id, c.id))
        .map(|c| c.id)
}
