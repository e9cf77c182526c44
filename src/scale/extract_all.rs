//! The iterator over the graphs of many documents.

use super::{Document, DocumentError};
use crate::{Extractor, KnowledgeGraph};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

/// How many documents are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ExtractAllOptions {
    /// Whether the graphs come in the order of the documents, as by default, or as they are done.
    pub ordered: bool,
    /// How many documents, with their graphs, are held at most: by default 8 for each thread that the machine runs at a time.
    pub in_flight: usize,
    /// The threads; rayon's global pool by default.
    pub pool: Option<Arc<rayon::ThreadPool>>,
}

impl Default for ExtractAllOptions {
    fn default() -> Self {
        // without asking rayon, whose pool would start here and panic where no thread can
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { ordered: true, in_flight: threads.saturating_mul(8), pool: None }
    }
}

type Outcome = Result<KnowledgeGraph, DocumentError>;

/// The graphs of many documents; made by [`Extractor::extract_all`]. Documents are taken from their iterator only as
/// graphs are taken from this one, so that memory stays bounded.
#[derive(Debug)]
pub struct ExtractAll<I> {
    extractor: Extractor,
    documents: std::iter::Fuse<I>,
    options: ExtractAllOptions,
    sender: Sender<(usize, Outcome)>,
    receiver: Receiver<(usize, Outcome)>,
    /// Documents that were begun.
    begun: usize,
    /// Graphs that were given.
    given: usize,
    /// Graphs that came before their turn.
    waiting: BTreeMap<usize, Outcome>,
}

impl<I: Iterator> ExtractAll<I> {
    pub(super) fn new(extractor: Extractor, documents: I, options: ExtractAllOptions) -> Self {
        let (sender, receiver) = channel();
        let documents = documents.fuse();
        Self { extractor, documents, options, sender, receiver, begun: 0, given: 0, waiting: BTreeMap::new() }
    }

    fn begin(&mut self, document: Result<Document, DocumentError>) {
        let number = self.begun;
        self.begun = self.begun.saturating_add(1);
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                self.waiting.insert(number, Err(error));
                return;
            }
        };
        let (extractor, sender) = (self.extractor.clone(), self.sender.clone());
        let task = move || {
            // nobody listens any more where the iterator was dropped
            let _ = sender.send((number, read(&extractor, document)));
        };
        match &self.options.pool {
            Some(pool) => pool.spawn(task),
            None => rayon::spawn(task),
        }
    }

    /// The next outcome that some thread sends.
    fn receive(&self) -> Option<(usize, Outcome)> {
        // on a thread of the pool waiting would keep it from the work that is waited for
        while rayon::current_thread_index().is_some() {
            match self.receiver.try_recv() {
                Ok(outcome) => return Some(outcome),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => {
                    if rayon::yield_now() != Some(rayon::Yield::Executed) {
                        std::thread::yield_now();
                    }
                }
            }
        }
        self.receiver.recv().ok()
    }
}

impl<I> Iterator for ExtractAll<I>
where
    I: Iterator,
    I::Item: Into<Result<Document, DocumentError>>,
{
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            while self.begun.saturating_sub(self.given) < self.options.in_flight.max(1) {
                let Some(document) = self.documents.next() else { break };
                self.begin(document.into());
            }
            let ready = match self.waiting.first_key_value() {
                Some((&number, _)) => !self.options.ordered || number == self.given,
                None => false,
            };
            if ready {
                self.given = self.given.saturating_add(1);
                return self.waiting.pop_first().map(|(_, outcome)| outcome);
            }
            if self.given == self.begun {
                return None;
            }
            let (number, outcome) = self.receive()?;
            self.waiting.insert(number, outcome);
        }
    }
}

/// The graph of one document; a panic, which no text should bring about, is an error like any other.
pub(super) fn read(extractor: &Extractor, document: Document) -> Outcome {
    match catch_unwind(AssertUnwindSafe(|| extractor.extract_document(&document))) {
        Ok(Ok(graph)) => Ok(graph),
        Ok(Err(source)) => Err(DocumentError::Extraction { id: document.id, source }),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(ToString::to_string);
            let problem = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(DocumentError::Internal { id: document.id, problem: problem.unwrap_or_default() })
        }
    }
}
