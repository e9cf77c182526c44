//! Whether mentions that come from elsewhere lie in their document.

use super::Mentioned;
use crate::checked::{checked, ensure};

checked!(Mentioned);

impl Mentioned {
    fn check(&self) -> Result<(), String> {
        let (words, sentences) = (self.parsed.len(), &self.parsed.segmented.sentences);
        let is_mention = |id: crate::span::MentionId| id.index() < self.mentions.len();
        for (i, mention) in self.mentions.iter().enumerate() {
            let sentence = sentences.get(mention.sentence.index());
            let lies = sentence.is_some_and(|sentence| sentence.words.covers(mention.span))
                && mention.span.contains(mention.head)
                && mention.name.is_none_or(|name| !name.is_empty() && mention.span.covers(name));
            ensure(lies && mention.id.index() == i, || format!("mention {i} does not lie in its sentence"))?;
            ensure(mention.members.iter().all(|&m| is_mention(m)), || {
                format!("mention {i} has members that are not there")
            })?;
        }
        let heads = self.by_head.len() == words && self.by_head.iter().flatten().all(|&m| is_mention(m));
        ensure(heads, || format!("{words} words, but not the heads of their mentions"))?;
        let there = self.expletives.iter().all(|e| e.word.index() < words);
        ensure(there && self.expletives.is_sorted_by_key(|e| e.word), || {
            "an expletive is not there, or out of order".to_owned()
        })
    }
}
