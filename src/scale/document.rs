//! A document of many, and what can go wrong with it.

use crate::Error;

/// A text with its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// Its id, the last part of its IRI.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its own IRI, such as the address it was published under; `None` is one made of base IRI and id.
    pub iri: Option<String>,
    /// Its headline; `None` is the extractor's.
    pub title: Option<String>,
    /// Who published it; `None` is the extractor's.
    pub publisher: Option<String>,
    /// Date of publication, `YYYY-MM-DD`; `None` is the extractor's.
    pub published: Option<String>,
}

impl Document {
    /// A document of which no more is known.
    ///
    /// ```
    /// let document = relata::Document::new("harbour", "Greta Lund met Olav Berg.")
    ///     .title("A meeting at the harbour")
    ///     .publisher("Harbour Courier")
    ///     .iri("https://news.example/2026/05/04/harbour")
    ///     .published("2026-05-04");
    /// assert_eq!(document.publisher.as_deref(), Some("Harbour Courier"));
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { id: id.into(), text: text.into(), ..Self::default() }
    }

    /// A document from bytes, which have to be UTF-8.
    ///
    /// ```
    /// use relata::scale::{Document, DocumentError};
    /// let error = Document::from_bytes("a", b"K\xf6ln".to_vec()).unwrap_err();
    /// assert!(matches!(error, DocumentError::NotText { valid_up_to: 1, .. }));
    /// ```
    ///
    /// # Errors
    /// [`DocumentError::NotText`] with the place of the first byte that is not.
    pub fn from_bytes(id: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DocumentError> {
        let id = id.into();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(id, text)),
            Err(error) => {
                let valid_up_to = error.utf8_error().valid_up_to();
                Err(DocumentError::NotText { id, valid_up_to })
            }
        }
    }

    /// The document with an IRI of its own.
    #[must_use]
    pub fn iri(mut self, iri: impl Into<String>) -> Self {
        self.iri = Some(iri.into());
        self
    }

    /// The document with a headline.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The document with its publisher.
    #[must_use]
    pub fn publisher(mut self, name: impl Into<String>) -> Self {
        self.publisher = Some(name.into());
        self
    }

    /// The document with a date of publication, `YYYY-MM-DD`.
    #[must_use]
    pub fn published(mut self, date: impl Into<String>) -> Self {
        self.published = Some(date.into());
        self
    }
}

impl From<Document> for Result<Document, DocumentError> {
    fn from(document: Document) -> Self {
        Ok(document)
    }
}

/// Why there is no graph of a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes are not UTF-8.
    #[error("document {id}: not UTF-8 from byte {valid_up_to} on")]
    NotText {
        /// The document.
        id: String,
        /// How many bytes are.
        valid_up_to: usize,
    },
    /// The document could not be had from where it lies.
    #[error("document {id}: {problem}")]
    Unreadable {
        /// The document, as far as it is known.
        id: String,
        /// What is wrong.
        problem: String,
    },
    /// The extractor refused it.
    #[error("document {id}: {source}")]
    Extraction {
        /// The document.
        id: String,
        /// Why.
        source: Error,
    },
    /// The extractor panicked, which is an error in this crate: please report the text.
    #[error("document {id}: internal error: {problem}")]
    Internal {
        /// The document.
        id: String,
        /// The panic's message.
        problem: String,
    },
}

impl DocumentError {
    /// The id of the document.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::NotText { id, .. }
            | Self::Unreadable { id, .. }
            | Self::Extraction { id, .. }
            | Self::Internal { id, .. } => id,
        }
    }
}
