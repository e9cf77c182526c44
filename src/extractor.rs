//! The door of the crate: a loaded model and the options, and a method for each stretch of the road.

mod builder;

pub use builder::ExtractorBuilder;

use crate::entities::{self, Resolved};
use crate::error::Error;
use crate::graph::{self, GraphOptions, KnowledgeGraph};
use crate::mentions;
use crate::network::Model;
use crate::propositions::{self, Propositions};
use crate::rules::{RuleFailure, Rules, check};
use crate::scale::Document;
use crate::span::{ByteSpan, WordId};
use crate::syntax::{self, Parsed};
use crate::text::{self, Limits, Lines, Notice, NoticeKind, Segmented};
use builder::check_document;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Reads texts. Cheap to clone and to share between threads; holds nothing that changes.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// let extractor = relata::Extractor::new()?;
/// let graph = extractor.extract("The Nordic Council did not invite Greta Lund.")?;
/// let fact = graph.relations().next().expect("one fact");
/// assert_eq!((fact.predicate.as_str(), fact.is_asserted()), ("invite", false));
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone)]
pub struct Extractor {
    model: Arc<Model>,
    limits: Limits,
    lines: Lines,
    merge_metonyms: bool,
    options: GraphOptions,
    rules: Arc<Rules>,
}

/// The model's name and the options; no weights.
impl std::fmt::Debug for Extractor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Extractor")
            .field("model", &self.model.name)
            .field("limits", &self.limits)
            .field("lines", &self.lines)
            .field("merge_metonyms", &self.merge_metonyms)
            .field("document", &self.options.document)
            .field("kinds", &self.options.kinds)
            .field("predicates", &self.options.predicates)
            .field("ontology", &self.options.ontology.is_some())
            .field("rules", &self.rules.iter().count())
            .finish_non_exhaustive()
    }
}

impl Extractor {
    /// An extractor with the embedded English model and the default options.
    ///
    /// # Errors
    /// [`Error::Model`] where the embedded model is damaged.
    #[cfg(feature = "embedded-model")]
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// An extractor with the model of a file.
    ///
    /// # Errors
    /// [`Error::Model`] where the file cannot be read or is not a model this version can use.
    pub fn from_model(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::builder().build_with_model(path)
    }

    /// A builder, for what people will want to set.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// The model's name, language and checksum.
    #[must_use]
    pub fn model_name(&self) -> &str {
        &self.model.name
    }

    /// The graph of a text: the whole road. What was cut short is in the graph's notices.
    ///
    /// # Errors
    /// [`Error::TooLong`] where the limit on texts was raised beyond 4 GiB and the text is as long.
    pub fn extract(&self, text: &str) -> Result<KnowledgeGraph, Error> {
        let most = u32::MAX as usize;
        let readable = text.len().min(self.limits.text_bytes);
        if readable > most {
            return Err(Error::TooLong { bytes: readable, most });
        }
        let mut resolved = self.analyze(text);
        // mentions are made, and long texts need the room
        resolved.mentioned.parsed.mention_labels = Vec::new();
        Ok(self.assemble(&resolved, &self.propositions(&resolved)))
    }

    /// As [`Extractor::extract`], with the document's own id, title, publisher, IRI and date of publication. Title, publisher and
    /// date are the extractor's where the document has none; the IRI is not, as two documents cannot share one.
    ///
    /// # Errors
    /// As [`Extractor::extract`], and [`Error::Option`] where the date is none or the IRI is not absolute.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Document, Extractor};
    /// let extractor = Extractor::builder().publisher("Harbour Courier").build()?;
    /// let graph = extractor.extract_document(&Document::new("a", "Greta Lund met Olav Berg.").title("Two meet"))?;
    /// let about = graph.document();
    /// assert_eq!((about.title.as_deref(), about.publisher.as_deref()), (Some("Two meet"), Some("Harbour Courier")));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn extract_document(&self, document: &Document) -> Result<KnowledgeGraph, Error> {
        let mut own = self.clone();
        let about = &mut own.options.document;
        about.id.clone_from(&document.id);
        about.iri.clone_from(&document.iri);
        for (given, default) in [
            (&document.title, &mut about.title),
            (&document.publisher, &mut about.publisher),
            (&document.published, &mut about.published),
        ] {
            if given.is_some() {
                default.clone_from(given);
            }
        }
        check_document(about)?;
        own.extract(&document.text)
    }

    /// Stage 1: paragraphs, sentences, tokens, words.
    #[must_use]
    pub fn segment(&self, text: &str) -> Segmented {
        text::segment_lines(text, &self.limits, self.lines)
    }

    /// Stages 1 to 3: tags and trees of a text.
    #[must_use]
    pub fn parse(&self, text: &str) -> Parsed {
        self.parse_segmented(self.segment(text))
    }

    /// Stages 2 and 3 for a text that is segmented already (gold tokens, say).
    #[must_use]
    pub fn parse_segmented(&self, segmented: Segmented) -> Parsed {
        // WebAssembly without a system has no clock
        let clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
        let deadline = self.limits.time.filter(|_| clock).and_then(|time| Instant::now().checked_add(time));
        self.model.parse(segmented, deadline, &self.rules)
    }

    /// What the encoder makes of each word: a vector for each, one after the other, all of one width. Nothing later in the
    /// road needs them; a new layer over them is trained with them.
    #[must_use]
    pub fn word_vectors(&self, segmented: &Segmented) -> Vec<f32> {
        self.model.vectors(segmented)
    }

    /// The multiply-adds of int8 that [`Extractor::word_vectors`] takes, for measuring.
    #[must_use]
    pub fn multiply_adds(&self, segmented: &Segmented) -> u64 {
        self.model.multiply_adds(segmented)
    }

    /// Stages 1 to 5: mentions and entities of a text.
    #[must_use]
    pub fn analyze(&self, text: &str) -> Resolved {
        self.analyze_segmented(self.segment(text))
    }

    /// Stages 2 to 5 for a text that is segmented already.
    #[must_use]
    pub fn analyze_segmented(&self, segmented: Segmented) -> Resolved {
        self.resolve(self.parse_segmented(segmented))
    }

    /// Stages 4 and 5 for a document whose trees are given: gold ones, or another parser's. The rules in data repair them first.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let text = "1\tGulls\tgull\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tsing\tsing\tVERB\tVBP\t_\t0\troot\t_\t_\n\n";
    /// let parsed = relata::conllu::read(text)?[0].gold().expect("tags and heads");
    /// let extractor = relata::Extractor::new()?;
    /// let propositions = extractor.propositions(&extractor.analyze_parsed(parsed));
    /// assert_eq!(propositions.all()[0].predicate.lemma, "sing");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn analyze_parsed(&self, parsed: Parsed) -> Resolved {
        self.resolve(syntax::repair(parsed.into(), syntax::Origin::Given, &self.rules))
    }

    fn resolve(&self, parsed: Parsed) -> Resolved {
        let mut mentioned = mentions::detect_with(parsed, &self.rules);
        if let Some(beyond) = mentioned.mentions.get(self.limits.mentions) {
            let start = beyond.span.start;
            mentioned = mentions::detect_with(without_rest(mentioned.parsed, start), &self.rules);
        }
        let mut resolved = entities::resolve_with(mentioned, &self.rules);
        // a quarter of what is known of a word, of no use from here on
        resolved.mentioned.parsed.likenesses = Vec::new();
        if self.merge_metonyms {
            entities::merge_metonyms(&mut resolved);
        }
        resolved
    }

    /// Stage 6: the propositions of a resolved document.
    #[must_use]
    pub fn propositions(&self, resolved: &Resolved) -> Propositions {
        propositions::extract_with(resolved, &self.rules)
    }

    /// The rules it reads with: those of the crate and the user's own.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads the sentences beside all rules, and says which rule does not do what its sentences say.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let wrong = "
    ///     rule birds/sing
    ///       word    verb  VERB, lemma sing
    ///       word    bird  nsubj of verb
    ///       fact    subject bird, predicate verb
    ///       fires   The fish swims.
    ///       silent  The gull flies.
    /// ";
    /// let extractor = relata::Extractor::builder().rules(wrong).build()?;
    /// let failures = extractor.check_rules();
    /// assert_eq!((failures.len(), failures[0].rule.as_str()), (1, "birds/sing"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn check_rules(&self) -> Vec<RuleFailure> {
        let read = |sentence: &str| {
            let resolved = self.analyze(sentence);
            let propositions = self.propositions(&resolved);
            (resolved, propositions)
        };
        check(&self.rules, read)
    }

    /// Stage 7: the graph of a resolved document and its propositions.
    #[must_use]
    pub fn assemble(&self, resolved: &Resolved, propositions: &Propositions) -> KnowledgeGraph {
        graph::assemble(resolved, propositions, &self.options)
    }
}

/// The document as if nothing had been read from the sentence with `word` on.
fn without_rest(parsed: Parsed, word: WordId) -> Parsed {
    let Parsed { mut segmented, mut morphology, mut dependencies, mut mention_labels, likenesses, .. } =
        parsed;
    let sentence =
        segmented.words.get(word.index()).and_then(|w| segmented.sentences.get(w.sentence.index()));
    let Some(sentence) = sentence else {
        let mut parsed = Parsed::new(segmented, morphology, dependencies, mention_labels);
        parsed.likenesses = likenesses;
        return parsed;
    };
    let span = ByteSpan::new(sentence.span.start, segmented.text.len());
    let first = sentence.words.start.index();
    morphology.truncate(first);
    dependencies.truncate(first);
    mention_labels.truncate(first);
    segmented.notices.push(Notice { span, kind: NoticeKind::MentionsLimited });
    let mut parsed = Parsed::new(segmented, morphology, dependencies, mention_labels);
    parsed.likenesses = likenesses;
    parsed
}

const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Extractor>();
};
