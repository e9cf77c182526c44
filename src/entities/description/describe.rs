//! From clusters to entities: canonical name, aliases, kind, members.

use super::kinds::vote;
use super::labels::{better, minimal, shown};
use crate::entities::clusters::{Cluster, Clusters};
use crate::entities::types::{ClauseLink, ClauseReason, Entity, Link, Resolved};
use crate::lexicon::{SHELL_NOUNS, Shell};
use crate::mentions::{Form, Kind, Mention, Mentioned, has_headline};
use crate::rules::Applied;
use crate::span::{EntityId, MentionId};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What is resolved of a document, without it.
pub(in crate::entities) struct Described {
    entities: Vec<Entity>,
    entity_of: Vec<EntityId>,
    links: Vec<Link>,
    clause_links: Vec<ClauseLink>,
    applied: Vec<Applied>,
}

impl Described {
    /// Puts the resolution together.
    pub(in crate::entities) fn with(self, mentioned: Mentioned) -> Resolved {
        let Self { entities, entity_of, links, clause_links, applied } = self;
        Resolved { mentioned, entities, entity_of, links, clause_links, applied }
    }
}

/// The entities of finished clusters, in the order of their first mentions; coordinations that nothing takes up (*Lund and
/// Berg*, where no *they* follows) come last.
pub(in crate::entities) fn describe(clusters: Clusters<'_>) -> Described {
    let mentioned = clusters.mentioned;
    let reasons: FxHashMap<MentionId, ClauseReason> =
        clusters.clause_links.iter().map(|l| (l.mention, l.reason)).collect();
    let headline = has_headline(&mentioned.parsed);
    let joint = |c: &&Cluster| match c.mentions.as_slice() {
        [only] => !mentioned.mention(*only).members.is_empty(),
        _ => false,
    };
    let mut entities: Vec<Entity> = Vec::new();
    let mut entity_of = vec![EntityId(0); mentioned.mentions.len()];
    let mut groups: BTreeMap<EntityId, Vec<MentionId>> = BTreeMap::new();
    for cluster in clusters.all().filter(|c| !joint(c)).chain(clusters.all().filter(joint)) {
        let id = EntityId::from_index(entities.len());
        for m in &cluster.mentions {
            if let Some(of) = entity_of.get_mut(m.index()) {
                *of = id;
            }
        }
        let mut described = entity(mentioned, id, &cluster.mentions, headline);
        described.clause = cluster.clause;
        if cluster.clause.is_some() && !described.named && is_act(mentioned, cluster, &reasons) {
            described.kind = Kind::Event;
        }
        entities.push(described);
        let joined = cluster.mentions.iter().any(|&m| !mentioned.mention(m).members.is_empty());
        if !joined && !cluster.members.is_empty() {
            groups.insert(id, cluster.members.clone());
        }
    }
    for entity in &mut entities {
        let members = entity.mentions.iter().flat_map(|&m| &mentioned.mention(m).members);
        let together = groups.get(&entity.id).into_iter().flatten();
        let mut members: Vec<EntityId> =
            members.chain(together).filter_map(|m| entity_of.get(m.index()).copied()).collect();
        members.sort_unstable();
        members.dedup();
        entity.members = members;
    }
    groups.into_keys().for_each(|id| name_together(&mut entities, id));
    let Clusters { links, clause_links, applied, .. } = clusters;
    Described { entities, entity_of, links, clause_links, applied }
}

/// Whether what takes up a clause is what the clause says, whatever the network took the word for.
fn is_act(mentioned: &Mentioned, cluster: &Cluster, reasons: &FxHashMap<MentionId, ClauseReason>) -> bool {
    cluster.mentions.iter().any(|m| {
        let Some(&reason) = reasons.get(m) else { return false };
        let m = mentioned.mention(*m);
        let shell = SHELL_NOUNS.get(mentioned.parsed.lower_lemma(m.head));
        m.form == Form::Pronoun
            || reason == ClauseReason::Derivation
            || shell.is_some_and(|s| s.class == Shell::Event)
    })
}

/// *they* or *both companies*, who were named apart.
fn name_together(entities: &mut [Entity], id: EntityId) {
    let members = entities.get(id.index()).map_or(&[][..], |group| &group.members);
    let labels = members.iter().filter_map(|m| entities.get(m.index())).map(|e| e.label.as_str());
    let label = labels.collect::<Vec<_>>().join(" and ");
    let kind = members.first().and_then(|m| entities.get(m.index())).map_or(Kind::Person, |e| e.kind);
    if let Some(group) = entities.get_mut(id.index()) {
        group.label = label;
        group.kind = kind;
    }
}

fn entity(mentioned: &Mentioned, id: EntityId, mentions: &[MentionId], headline: bool) -> Entity {
    let all = || mentions.iter().map(|&m| mentioned.mention(m));
    let named = all().any(|m| m.form == Form::Named && m.members.is_empty());
    let kind = vote(mentioned, mentions);
    // what stands below a headline is told more fully
    let below = |m: &&Mention| m.sentence.0 > 0 && m.form == Form::Nominal;
    let skip = headline && !named && all().any(|m| below(&m));
    let label = all()
        .filter(|m| !skip || m.sentence.0 > 0)
        .filter(|m| !named || (m.form == Form::Named && m.members.is_empty()))
        .filter(|m| m.form != Form::Pronoun)
        .map(|m| shown(mentioned, m))
        .filter(|text| text.contains(char::is_alphanumeric))
        .reduce(|best, next| if better(&next, &best, named) { next } else { best })
        .unwrap_or_else(|| all().next().map_or_else(String::new, |m| mentioned.text(m.id).to_owned()));
    let mut aliases: Vec<String> = Vec::new();
    for m in all().filter(|m| m.form != Form::Pronoun) {
        let with_title = minimal(mentioned, m);
        for alias in [with_title, shown(mentioned, m)] {
            if alias != label && !alias.is_empty() && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
    }
    Entity { id, label, kind, named, aliases, mentions: mentions.to_vec(), members: Vec::new(), clause: None }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use crate::Extractor;

    #[test]
    fn no_label_is_empty() {
        let extractor = Extractor::new().expect("the embedded model loads");
        let text = "(“—”). \"Of the,\" she said. The (…) of whose? — ‘’ !!! The 's 's. \"\" ( ) Mr. Of Dr.";
        for entity in extractor.analyze(text).entities {
            assert!(!entity.label.trim().is_empty(), "{entity:?}");
        }
    }
}
