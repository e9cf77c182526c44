//! The door of the crate: a loaded model and the options, and a method for each stretch of the road.

use crate::error::Error;
use crate::model::LoadError;
use crate::pipeline::Model;
use crate::syntax::Parsed;
use crate::text::Segmented;
use crate::{entities, entities::Resolved, mentions, text};
use std::path::Path;
use std::sync::Arc;

/// Reads texts. Cheap to clone and to share between threads; holds nothing that changes.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// let extractor = relata::Extractor::new()?;
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    model: Arc<Model>,
}

impl Extractor {
    /// An extractor with the embedded English model and the default options.
    ///
    /// # Errors
    /// [`Error::Model`] where the embedded model is damaged.
    #[cfg(feature = "embedded-model")]
    pub fn new() -> Result<Self, Error> {
        Self::from_model_bytes(relata_model_en::BYTES)
    }

    /// An extractor with the model of a file.
    ///
    /// # Errors
    /// [`Error::Model`] where the file cannot be read or is not a model this version can use.
    pub fn from_model(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path)
            .map_err(|e| LoadError::Io { path: path.display().to_string(), problem: e.to_string() })?;
        Self::from_model_bytes(&bytes)
    }

    /// An extractor with a model's bytes.
    ///
    /// # Errors
    /// [`Error::Model`] where the bytes are not a model this version can use.
    pub fn from_model_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self { model: Arc::new(Model::load(bytes)?) })
    }

    /// The model's name, language and checksum.
    #[must_use]
    pub fn model_name(&self) -> &str {
        &self.model.name
    }

    /// Tags and trees for a text that is segmented already (gold tokens, say).
    #[must_use]
    pub fn parse_segmented(&self, segmented: Segmented) -> Parsed {
        self.model.parse(segmented)
    }

    /// Mentions and entities of a text.
    #[must_use]
    pub fn analyze(&self, text: &str) -> Resolved {
        self.analyze_segmented(text::segment(text, &text::Limits::default()))
    }

    /// Mentions and entities for a text that is segmented already.
    #[must_use]
    pub fn analyze_segmented(&self, segmented: Segmented) -> Resolved {
        entities::resolve(mentions::detect(self.parse_segmented(segmented)))
    }
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Extractor>();
};
