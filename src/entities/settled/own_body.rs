//! The body that a spokesperson speaks for.

use crate::entities::clusters::Clusters;
use crate::entities::exclusion::bodies::another_body;
use crate::entities::profiles::held_of;
use crate::lexicon::{INSTITUTIONS, REPORTING};
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// `description/own-body`: *Brevik spokeswoman Lise Dahl said the agency will wait*: the body that a spokesperson speaks for.
pub(super) fn own_body(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = clusters.profile(m.id);
    if m.form != Form::Nominal || !own.has_article() || !own.modifiers.is_empty() {
        return None;
    }
    INSTITUTIONS.get(own.lemma.as_str())?;
    let speaker = parsed.ancestors(m.head).find_map(|verb| {
        let subject = parsed.child_by(verb, BaseRelation::Nsubj)?;
        REPORTING.contains_key(parsed.lemma(verb)).then_some(subject)
    })?;
    let office = parsed.subtree(speaker).into_iter().find(|&w| parsed.lemma(w).starts_with("spokes"))?;
    let body =
        held_of(parsed, office, &["of", "for"]).filter_map(|w| mentioned.headed_by(w)).find(|&id| {
            let c = mentioned.mention(id);
            c.head != m.head && matches!(c.kind, Kind::Organization | Kind::Group)
        })?;
    (!another_body(clusters, m, mentioned.mention(body)) && clusters.compatible(m.id, body)).then_some(body)
}
