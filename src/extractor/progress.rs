//! How far an article has been read.

/// What of the road a document is on, as [`Progress`] tells it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray,
)]
#[strum(serialize_all = "lowercase")]
#[non_exhaustive]
pub enum ProgressStage {
    /// Its words get tags and trees, which takes most of the time.
    Parsing,
    /// It is found what names, descriptions and pronouns there are.
    Mentions,
    /// It is found out who is whom.
    Entities,
    /// It is read who did what to whom.
    Propositions,
    /// Nodes and edges are made of it.
    Graph,
}

crate::error::named_values!(ProgressStage, "stage of reading");

/// How far a document has been read; what [`Extractor::extract_with_progress`](crate::Extractor::extract_with_progress) tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The stage it is in.
    pub stage: ProgressStage,
    /// How many words have tags and trees.
    pub words_parsed: usize,
    /// How many words the document has.
    pub words: usize,
}
