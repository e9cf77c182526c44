//! Whether a parsed document that comes from elsewhere keeps what [`Parsed`] promises.

use super::tree::Parsed;
use crate::checked::ensure;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl Serialize for Parsed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Parsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Self::deserialize(deserializer)?;
        read.put_together().map_err(serde::de::Error::custom)
    }
}

impl Parsed {
    /// The same with the walks over its trees, which are not read but made.
    fn put_together(self) -> Result<Self, String> {
        let words = self.segmented.words.len();
        for (what, count) in [
            ("tags", self.morphology.len()),
            ("heads", self.dependencies.len()),
            ("labels", self.mention_labels.len()),
        ] {
            ensure(count == words, || format!("{words} words have {what} for {count}"))?;
        }
        let likenesses = self.likenesses.len();
        ensure(likenesses == 0 || likenesses == words, || {
            format!("{words} words have likenesses for {likenesses}")
        })?;
        let beyond = self.applied.iter().find(|a| a.words.iter().any(|word| word.index() >= words));
        ensure(beyond.is_none(), || "a rule was applied to a word that is not there".to_owned())?;
        let heads: Vec<_> = self.dependencies.iter().map(|d| (d.head, d.relation)).collect();
        let Self { segmented, morphology, dependencies, mention_labels, likenesses, applied, .. } = self;
        let mut made = Self::new(segmented, morphology, dependencies, mention_labels);
        (made.likenesses, made.applied) = (likenesses, applied);
        let kept = made.dependencies.iter().map(|d| (d.head, d.relation)).eq(heads);
        ensure(kept, || "the heads of a sentence are no tree".to_owned())?;
        Ok(made)
    }
}
