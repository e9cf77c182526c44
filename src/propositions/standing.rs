//! How a clause stands in the view of its source, and the words that say so.

use super::types::{Modality, Polarity};
use crate::lexicon::{self, WordMap};
use rustc_hash::FxHashMap;

/// What is known of a clause's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

impl Standing {
    /// What something above says: how it stands, and whether that turns it round.
    pub(super) fn add(&mut self, said: Modality, turned: bool) {
        self.modality = weaker(self.modality, said);
        if turned {
            self.deny();
        }
    }

    pub(super) fn deny(&mut self) {
        self.polarity = match self.polarity {
            Polarity::Affirmative => Polarity::Negative,
            Polarity::Negative => Polarity::Affirmative,
        };
    }

    /// What stands under a condition is conditional, whatever else it is.
    pub(super) fn condition(&mut self, mark: Option<Modality>) {
        match mark {
            Some(Modality::Conditional) if self.modality != Modality::Demanded => {
                self.modality = Modality::Conditional;
            }
            // *asked whether she would leave*: what is asked is open, not planned
            Some(Modality::Possible) if self.modality != Modality::Demanded => {
                self.modality = Modality::Possible;
            }
            Some(mark) => self.modality = weaker(self.modality, mark),
            None => {}
        }
    }
}

/// The weaker of two: what is only possible or wished stays so, whatever it stands under.
fn weaker(inner: Modality, outer: Modality) -> Modality {
    if inner == Modality::Actual { outer } else { inner }
}

pub(super) fn modality(name: &str) -> Modality {
    match name {
        "planned" => Modality::Planned,
        "possible" => Modality::Possible,
        "demanded" => Modality::Demanded,
        "conditional" => Modality::Conditional,
        _ => Modality::Actual,
    }
}

pub(super) fn modalities(file: &'static str) -> FxHashMap<&'static str, Modality> {
    lexicon::map(file).into_iter().map(|(word, name)| (word, modality(name))).collect()
}

pub(super) static HEADS: WordMap<(Modality, bool)> = WordMap::new(|| {
    lexicon::rows(include_str!("../../data/words/modal_heads.tsv"))
        .filter_map(|row| Some((*row.first()?, (modality(row.get(1)?), row.get(2) == Some(&"negative")))))
        .collect()
});

/// Whether what stands under a word with that lemma is not stated as a fact.
pub(super) fn is_modal_head(lemma: &str) -> bool {
    HEADS.contains_key(lemma)
}
