//! The crate's error: joins those of its doors.

/// What can go wrong in making or running an [`Extractor`](crate::Extractor). No text is an error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] crate::model::LoadError),
    /// An option has a value it cannot have.
    #[error("option {option}: {problem}")]
    Option {
        /// The option's name.
        option: &'static str,
        /// What is wrong with its value.
        problem: String,
    },
}
