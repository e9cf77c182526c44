//! Two who were named together: *the two ministers*, *both men*.

use crate::entities::clusters::Clusters;
use crate::entities::types::LinkReason;
use crate::lexicon::PAIR_DETERMINERS;
use crate::mentions::{Form, Kind};
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// *The two ministers*, *both men*: the two that were named together before.
pub(super) fn pairs(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for m in mentioned.mentions.iter().filter(|m| m.form == Form::Nominal && m.members.is_empty()) {
        let two = parsed.children(m.head).iter().any(|&c| {
            c < m.head
                && (parsed.is(c, BaseRelation::Nummod) && parsed.lower(c) == "two"
                    || parsed.is(c, BaseRelation::Det) && parsed.lower(c) == "both")
        });
        let definite = clusters.profile(m.id).determiner().is_some_and(|d| PAIR_DETERMINERS.contains(d));
        if !two || !definite || clusters.cluster(m.id).mentions.len() > 1 {
            continue;
        }
        let named = |id: &MentionId| mentioned.mention(*id).form == Form::Named;
        let kind = |id: &MentionId| clusters.cluster(*id).kind == clusters.cluster(m.id).kind;
        let mut near = mentioned.before(m).take_while(|c| m.sentence.since(c.sentence) <= 2);
        let pair = near.find(|c| {
            c.members.len() == 2
                && c.members.iter().all(named)
                && c.members.iter().all(|x| kind(x) || clusters.cluster(m.id).kind == Some(Kind::Abstract))
        });
        if let Some(pair) = pair
            && clusters.compatible(m.id, pair.id)
        {
            clusters.join(m.id, pair.id, LinkReason::HeadMatch, 0.7);
        }
    }
}
