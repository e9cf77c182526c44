//! Whether entities that come from elsewhere have their mentions in their document.

use super::types::Resolved;
use crate::checked::{checked, ensure};
use crate::span::{EntityId, MentionId};

checked!(Resolved);

impl Resolved {
    fn check(&self) -> Result<(), String> {
        let (words, mentions) = (self.parsed().len(), self.mentioned.mentions.len());
        let is_mention = |id: &MentionId| id.index() < mentions;
        let is_entity = |id: &EntityId| id.index() < self.entities.len();
        ensure(self.entity_of.len() == mentions && self.entity_of.iter().all(is_entity), || {
            format!("{mentions} mentions, but not their entities")
        })?;
        for (i, entity) in self.entities.iter().enumerate() {
            let own = entity.id.index() == i
                && !entity.mentions.is_empty()
                && entity.mentions.iter().all(is_mention)
                && entity.members.iter().all(is_entity)
                && entity.clause.is_none_or(|clause| clause.index() < words);
            ensure(own, || format!("entity {i} has an id, mention, member or clause that is not there"))?;
        }
        let linked = self.links.iter().all(|link| is_mention(&link.mention) && is_mention(&link.antecedent));
        ensure(linked, || "a link joins a mention that is not there".to_owned())?;
        let clauses = self.clause_links.iter();
        let mut ends = clauses.map(|link| is_mention(&link.mention) && link.clause.index() < words);
        ensure(ends.all(|there| there), || "a link joins a clause that is not there".to_owned())?;
        let mut applied = self.applied.iter().flat_map(|rule| &rule.words);
        ensure(applied.all(|word| word.index() < words), || {
            "a rule was applied to a word that is not there".to_owned()
        })
    }
}
