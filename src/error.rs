//! The crate's error: joins those of its doors.

/// What can go wrong in making or running an [`Extractor`](crate::Extractor). No text is an error but one too long for
/// the crate's ids; what was cut short is in the graph's notices.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] crate::model::LoadError),
    /// A rule cannot be used.
    #[error(transparent)]
    Rule(#[from] crate::rules::RuleError),
    /// An option has a value it cannot have.
    #[error("option {option}: {problem}")]
    Option {
        /// The option's name.
        option: &'static str,
        /// What is wrong with its value.
        problem: String,
    },
    /// A text has more bytes than ids can count, and the limit on texts was raised beyond that.
    #[error("text of {bytes} bytes: at most {most} can be read")]
    TooLong {
        /// The text's length.
        bytes: usize,
        /// The most that can be read.
        most: usize,
    },
}
