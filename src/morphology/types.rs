//! What is known about a word's morphology (Universal Dependencies v2).

use crate::error::named_values;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The universal part-of-speech tags.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

named_values!(Upos, "universal tag");

/// The tags of the Penn Treebank, as English treebanks of Universal Dependencies use them.
///
/// ```
/// use relata::morphology::Xpos;
/// assert_eq!(Xpos::from_name("PRP$"), Some(Xpos::PrpPossessive));
/// assert_eq!(Xpos::Nnps.as_str(), "NNPS");
/// assert!("NE".parse::<Xpos>().is_err());
/// ```
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
#[allow(missing_docs)]
pub enum Xpos {
    Cc,
    Cd,
    Dt,
    Ex,
    Fw,
    In,
    Jj,
    Jjr,
    Jjs,
    Ls,
    Md,
    Nn,
    Nns,
    Nnp,
    Nnps,
    Pdt,
    Pos,
    Prp,
    #[serde(rename = "PRP$")]
    #[strum(serialize = "PRP$")]
    PrpPossessive,
    Rb,
    Rbr,
    Rbs,
    Rp,
    Sym,
    To,
    Uh,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wdt,
    Wp,
    #[serde(rename = "WP$")]
    #[strum(serialize = "WP$")]
    WpPossessive,
    Wrb,
    Hyph,
    Nfp,
    Add,
    Afx,
    Gw,
    Xx,
    #[serde(rename = "``")]
    #[strum(serialize = "``")]
    OpeningQuote,
    #[serde(rename = "''")]
    #[strum(serialize = "''")]
    ClosingQuote,
    #[serde(rename = "-LRB-")]
    #[strum(serialize = "-LRB-")]
    OpeningBracket,
    #[serde(rename = "-RRB-")]
    #[strum(serialize = "-RRB-")]
    ClosingBracket,
    #[serde(rename = "$")]
    #[strum(serialize = "$")]
    Currency,
    #[serde(rename = "#")]
    #[strum(serialize = "#")]
    Hash,
    #[serde(rename = ",")]
    #[strum(serialize = ",")]
    Comma,
    #[serde(rename = ":")]
    #[strum(serialize = ":")]
    Colon,
    #[serde(rename = ".")]
    #[strum(serialize = ".")]
    Stop,
    /// None: CoNLL-U has no tag there, or one of another tag set.
    #[default]
    #[serde(rename = "_")]
    #[strum(serialize = "_")]
    Unknown,
}

named_values!(Xpos, "Penn tag");

impl Xpos {
    /// Whether it is a verb's that agrees with a subject (*went*, *goes*, *go*).
    #[must_use]
    pub const fn is_finite_verb(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbz | Self::Vbp)
    }
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
    pub xpos: Xpos,
    /// Universal features.
    pub features: Features,
    /// Lemma.
    pub lemma: String,
}
