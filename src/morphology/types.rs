//! What is known about a word's morphology (Universal Dependencies v2).

use serde::{Deserialize, Serialize};
use std::sync::Arc;

macro_rules! upos {
    ($($variant:ident $name:literal)*) => {
        /// The universal part-of-speech tags.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        #[allow(missing_docs)]
        pub enum Upos { $($variant,)* #[default] X }

        impl Upos {
            /// All tags, in the order of the enum.
            pub const ALL: [Self; 17] = [$(Self::$variant,)* Self::X];

            /// The tag as CoNLL-U writes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* Self::X => "X" }
            }

            /// The tag with that name; anything unknown is `X`.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                match name { $($name => Self::$variant,)* _ => Self::X }
            }
        }
    };
}

upos! {
    Adj "ADJ" Adp "ADP" Adv "ADV" Aux "AUX" Cconj "CCONJ" Det "DET" Intj "INTJ" Noun "NOUN" Num "NUM" Part "PART"
    Pron "PRON" Propn "PROPN" Punct "PUNCT" Sconj "SCONJ" Sym "SYM" Verb "VERB"
}

/// A word's morphological features, as CoNLL-U writes them: `Number=Sing|Person=3`, or empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Features(pub Arc<str>);

impl Features {
    /// Features from their CoNLL-U form; `_` is none.
    #[must_use]
    pub fn parse(column: &str) -> Self {
        Self(Arc::from(if column == "_" { "" } else { column }))
    }

    /// The value of a feature.
    ///
    /// ```
    /// let features = relata::morphology::Features::parse("Number=Sing|Person=3");
    /// assert_eq!(features.get("Person"), Some("3"));
    /// ```
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// The same features with that value of that feature, in the order of names that CoNLL-U asks for.
    ///
    /// ```
    /// let features = relata::morphology::Features::parse("Number=Sing|Person=3");
    /// assert_eq!(&*features.with("Mood", "Ind").0, "Mood=Ind|Number=Sing|Person=3");
    /// ```
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let other = |pair: &&str| pair.split('=').next().is_some_and(|key| key != name && !key.is_empty());
        let mut pairs: Vec<String> = self.0.split('|').filter(other).map(str::to_owned).collect();
        pairs.push(format!("{name}={value}"));
        pairs.sort_by_cached_key(|pair| pair.split('=').next().unwrap_or_default().to_lowercase());
        Self(Arc::from(pairs.join("|")))
    }

    /// Whether a feature has that value.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

impl Default for Features {
    fn default() -> Self {
        Self(Arc::from(""))
    }
}

/// Tags, features and lemma of a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Morphology {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Arc<str>,
    /// Universal features.
    pub features: Features,
    /// Lemma.
    pub lemma: String,
}
