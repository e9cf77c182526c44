//! The door of the crate: a loaded model and the options, and a method for each stretch of the road.

mod builder;
mod progress;

pub use builder::ExtractorBuilder;
pub use progress::{Progress, ProgressStage};

use crate::entities::{self, Resolved};
use crate::error::Error;
use crate::graph::{self, Generator, GraphOptions, KnowledgeGraph};
use crate::mentions::{self, Mentioned};
use crate::network::Model;
use crate::propositions::{self, Propositions};
use crate::rules::{RuleFailure, Rules, check};
use crate::scale::Document;
use crate::span::{ByteSpan, WordId};
use crate::syntax::{self, Parsed};
use crate::text::{self, Limits, Lines, Notice, NoticeKind, Segmented};
use crate::trace::span;
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
            .field("model", &self.model.identity.shown)
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
    ///
    /// ```
    /// assert!(relata::Extractor::new().is_ok());
    /// ```
    #[cfg(feature = "embedded-model")]
    pub fn new() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// An extractor with the model of a file.
    ///
    /// # Errors
    /// [`Error::Model`] where the file cannot be read or is not a model this version can use.
    ///
    /// ```
    /// let error = relata::Extractor::from_model("no/such.relata").unwrap_err();
    /// assert!(error.to_string().contains("no/such.relata"));
    /// ```
    pub fn from_model(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::builder().build_with_model(path)
    }

    /// A builder, for what people will want to set.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::builder().published("2026-05-04").build()?;
    /// let graph = extractor.extract("Greta Lund met Olav Berg on Friday.")?;
    /// let day = graph.relations().next().and_then(|met| met.time).and_then(|time| time.start);
    /// assert_eq!(day.map(|day| day.date().to_string()).as_deref(), Some("2026-05-01"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// The model's name, language and checksum, as a line; a graph has them one by one ([`KnowledgeGraph::generator`]).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// assert!(relata::Extractor::new()?.model_name().contains("checksum"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn model_name(&self) -> &str {
        &self.model.identity.shown
    }

    /// The graph of a text: the whole road. What was cut short is in the graph's notices, and that it does not seem to be English.
    ///
    /// # Errors
    /// [`Error::TooLong`] where the limit on texts was raised beyond 4 GiB and the text is as long.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let graph = relata::Extractor::new()?.extract("Greta Lund met Olav Berg.")?;
    /// assert_eq!(graph.facts().next().map(|fact| fact.to_string()).as_deref(), Some("Greta Lund -met- Olav Berg"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn extract(&self, text: &str) -> Result<KnowledgeGraph, Error> {
        self.read(text, &mut |_| {})
    }

    /// The whole road, telling how far it is.
    fn read(&self, text: &str, tell: &mut dyn FnMut(Progress)) -> Result<KnowledgeGraph, Error> {
        span!("extract", document = self.options.document.id.as_str(), bytes = text.len());
        let most = u32::MAX as usize;
        let readable = text.len().min(self.limits.text_bytes);
        if readable > most {
            return Err(Error::TooLong { bytes: readable, most });
        }
        let segmented = self.segment(text);
        let words = segmented.words.len();
        let mut words_parsed = 0;
        let parsed = self.parse_telling(segmented, &mut |done| {
            words_parsed = done;
            tell(Progress { stage: ProgressStage::Parsing, words_parsed, words });
        });
        let mut at = |stage| tell(Progress { stage, words_parsed, words });
        let mut resolved = self.resolve(parsed, &mut at);
        // mentions are made, and long texts need the room
        resolved.mentioned.parsed.mention_labels = Vec::new();
        at(ProgressStage::Propositions);
        let propositions = self.propositions(&resolved);
        at(ProgressStage::Graph);
        Ok(self.assemble(&resolved, &propositions))
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
        self.extract_with_progress(document, |_| {})
    }

    /// As [`Extractor::extract_document`], and tells how far it is: after some hundred words each while parsing, which takes most of
    /// the time, and at the beginning of each later stage.
    ///
    /// # Errors
    /// As [`Extractor::extract_document`].
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use relata::{Document, Extractor};
    /// let novel = Document::new("novel", "Greta Lund met Olav Berg. ".repeat(200));
    /// let mut last = 0;
    /// let graph = Extractor::new()?.extract_with_progress(&novel, |progress| {
    ///     let percent = progress.words_parsed * 100 / progress.words.max(1);
    ///     if percent > last {
    ///         last = percent; // draw it
    ///     }
    /// })?;
    /// assert_eq!((last, graph.facts().len()), (100, 1));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    pub fn extract_with_progress(
        &self,
        document: &Document,
        mut progress: impl FnMut(Progress),
    ) -> Result<KnowledgeGraph, Error> {
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
        own.read(&document.text, &mut progress)
    }

    /// Stage 1: paragraphs, sentences, tokens, words.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// assert_eq!(relata::Extractor::new()?.segment("It rained. Ms. Lund left.").sentences().len(), 2);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn segment(&self, text: &str) -> Segmented {
        text::segment_lines(text, &self.limits, self.lines)
    }

    /// Stages 1 to 3: tags and trees of a text.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let parsed = relata::Extractor::new()?.parse("The gulls were singing.");
    /// assert_eq!(parsed.lemma(relata::WordId(3)), "sing");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn parse(&self, text: &str) -> Parsed {
        self.parse_segmented(self.segment(text))
    }

    /// Stages 2 and 3 for a text that is segmented already (gold tokens, say).
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// let segmented = extractor.segment("Gulls sing.");
    /// assert_eq!(extractor.parse_segmented(segmented), extractor.parse("Gulls sing."));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn parse_segmented(&self, segmented: Segmented) -> Parsed {
        self.parse_telling(segmented, &mut |_| {})
    }

    fn parse_telling(&self, segmented: Segmented, tell: &mut dyn FnMut(usize)) -> Parsed {
        // WebAssembly without a system has no clock
        let clock = !cfg!(all(target_family = "wasm", target_os = "unknown"));
        let deadline = self.limits.time.filter(|_| clock).and_then(|time| Instant::now().checked_add(time));
        self.model.parse(segmented, deadline, &self.rules, tell)
    }

    /// What the encoder makes of each word: a vector for each, one after the other, all of one width. Nothing later in the
    /// road needs them; a new layer over them is trained with them.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// let segmented = extractor.segment("Gulls sing.");
    /// assert_eq!(extractor.word_vectors(&segmented).len() % segmented.words().len(), 0);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn word_vectors(&self, segmented: &Segmented) -> Vec<f32> {
        self.model.vectors(segmented)
    }

    /// The multiply-adds of int8 that [`Extractor::word_vectors`] takes, for measuring.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// assert!(extractor.multiply_adds(&extractor.segment("Gulls sing.")) > 1_000_000);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn multiply_adds(&self, segmented: &Segmented) -> u64 {
        self.model.multiply_adds(segmented)
    }

    /// Stages 1 to 5: mentions and entities of a text.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let resolved = relata::Extractor::new()?.analyze("Greta Lund left. Ms. Lund was tired.");
    /// assert_eq!(resolved.entities().iter().filter(|entity| entity.named).count(), 1);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn analyze(&self, text: &str) -> Resolved {
        self.analyze_segmented(self.segment(text))
    }

    /// Stages 2 to 5 for a text that is segmented already.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// let resolved = extractor.analyze_segmented(extractor.segment("Greta Lund left."));
    /// assert_eq!(resolved.entities().len(), 1);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn analyze_segmented(&self, segmented: Segmented) -> Resolved {
        self.resolve(self.parse_segmented(segmented), &mut |_| {})
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
        self.resolve(syntax::repair(parsed.into(), syntax::Origin::Given, &self.rules), &mut |_| {})
    }

    fn resolve(&self, parsed: Parsed, at: &mut dyn FnMut(ProgressStage)) -> Resolved {
        at(ProgressStage::Mentions);
        let mentioned = self.mentions(parsed);
        at(ProgressStage::Entities);
        span!("entities", mentions = mentioned.mentions.len());
        let mut resolved = entities::resolve_with(mentioned, &self.rules);
        // a quarter of what is known of a word, of no use from here on
        resolved.mentioned.parsed.likenesses = Vec::new();
        if self.merge_metonyms {
            entities::merge_metonyms(&mut resolved);
        }
        resolved
    }

    /// Stage 4, within the limit on mentions.
    fn mentions(&self, parsed: Parsed) -> Mentioned {
        span!("mentions", words = parsed.len());
        let mut mentioned = mentions::detect_with(parsed, &self.rules);
        if let Some(beyond) = mentioned.mentions.get(self.limits.mentions) {
            let start = beyond.span.start;
            mentioned = mentions::detect_with(without_rest(mentioned.parsed, start), &self.rules);
        }
        mentioned
    }

    /// Stage 6: the propositions of a resolved document.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// let propositions = extractor.propositions(&extractor.analyze("Greta Lund met Olav Berg."));
    /// assert_eq!(propositions.all()[0].predicate.lemma, "meet");
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn propositions(&self, resolved: &Resolved) -> Propositions {
        span!("propositions", entities = resolved.entities.len());
        propositions::extract_with(resolved, &self.rules)
    }

    /// The rules it reads with: those of the crate and the user's own.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// assert!(relata::Extractor::new()?.rules().iter().any(|rule| rule.name() == "nominal/owner-before-name"));
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
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
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// let extractor = relata::Extractor::new()?;
    /// let resolved = extractor.analyze("Greta Lund met Olav Berg.");
    /// let graph = extractor.assemble(&resolved, &extractor.propositions(&resolved));
    /// assert_eq!(graph, extractor.extract("Greta Lund met Olav Berg.")?);
    /// # }
    /// # Ok::<(), relata::Error>(())
    /// ```
    #[must_use]
    pub fn assemble(&self, resolved: &Resolved, propositions: &Propositions) -> KnowledgeGraph {
        span!("graph", propositions = propositions.all.len());
        let mut graph = graph::assemble(resolved, propositions, &self.options);
        let model = &self.model.identity;
        graph.set_generator(Some(Generator::new(&model.name, &model.language, &model.checksum)));
        graph
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
