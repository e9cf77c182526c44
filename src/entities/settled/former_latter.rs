//! *The former*, *the latter*: of two who were named together.

use crate::entities::clusters::Clusters;
use crate::mentions::Mention;
use crate::span::MentionId;

/// `description/former-and-latter`: *Berg and Lund met. The former …*: the first of the two named together last, or the second.
pub(super) fn former_or_latter(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let profile = clusters.profile(m.id);
    let place = match profile.lower.as_str() {
        "former" => 0,
        "latter" => 1,
        _ => return None,
    };
    if !profile.has_article() || !m.members.is_empty() {
        return None;
    }
    let mut near = mentioned.before(m).take_while(|c| m.sentence.since(c.sentence) <= 1);
    let pair = near.find(|c| c.members.len() == 2 && !c.span.contains(m.head))?;
    let member = pair.members.get(place).copied()?;
    clusters.compatible(m.id, member).then_some(member)
}
