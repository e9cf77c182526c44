//! Many documents: [`Extractor::extract_all`] reads them on all cores, in bounded memory, and one that cannot be read is
//! one error, not the end.

#[cfg(feature = "arrow")]
pub mod arrow;
mod document;
mod extract_all;

pub use document::{Document, DocumentError};
pub use extract_all::{ExtractAll, ExtractAllOptions};

use crate::Extractor;

impl Extractor {
    /// The graphs of many documents, in their order, on all threads of rayon's global pool.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::scale::Document;
    /// let extractor = relata::Extractor::new()?;
    /// let texts = ["Greta Lund met Olav Berg.", "Olav Berg left Oslo."];
    /// let documents = texts.iter().zip(1..).map(|(text, i)| Document::new(format!("article-{i}"), *text));
    /// for graph in extractor.extract_all(documents) {
    ///     assert!(graph?.relations().count() > 0);
    /// }
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn extract_all<I>(&self, documents: I) -> ExtractAll<I::IntoIter>
    where
        I: IntoIterator,
        I::Item: Into<Result<Document, DocumentError>>,
    {
        self.extract_all_with(documents, ExtractAllOptions::default())
    }

    /// As [`Extractor::extract_all`], with options.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::scale::{Document, ExtractAllOptions};
    /// let mut options = ExtractAllOptions::default();
    /// options.ordered = false; // each as it is done
    /// let documents = [Document::new("a", "It rained."), Document::new("b", "Greta Lund left.")];
    /// assert_eq!(relata::Extractor::new()?.extract_all_with(documents, options).count(), 2);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn extract_all_with<I>(&self, documents: I, options: ExtractAllOptions) -> ExtractAll<I::IntoIter>
    where
        I: IntoIterator,
        I::Item: Into<Result<Document, DocumentError>>,
    {
        ExtractAll::new(self.clone(), documents.into_iter(), options)
    }
}
