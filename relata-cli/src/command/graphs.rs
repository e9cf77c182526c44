//! The graphs of documents, in their order: of articles by reading them on all threads, of graphs as they are.

use crate::input::{Content, Item};
use crate::message::{Message, Messages, Origin};
use relata::scale::{DocumentError, ExtractAllOptions};
use relata::text::NoticeKind;
use relata::{Extractor, KnowledgeGraph};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// What comes of a document.
pub struct Outcome {
    /// Where it stands.
    pub origin: Origin,
    /// Its graph, or why there is none.
    pub graph: Result<KnowledgeGraph, Message>,
}

/// What is known of a document that is on its way.
enum Slot {
    /// It is read.
    Article(Origin),
    /// There is nothing to read.
    Ready(Box<Outcome>),
}

/// The outcomes of documents in their order; at most so many are held as the options say.
pub fn graphs(
    extractor: &Extractor,
    items: impl Iterator<Item = Item>,
    options: ExtractAllOptions,
) -> impl Iterator<Item = Outcome> {
    let slots: Rc<RefCell<VecDeque<Slot>>> = Rc::default();
    let noted = Rc::clone(&slots);
    let documents = items.map(move |item| {
        let Item { id, origin, content } = item;
        let (slot, document) = match content {
            Ok(Content::Article(document)) => (Slot::Article(origin), Ok(document)),
            Ok(Content::Graph(graph)) => ready(origin, Ok(*graph), id),
            Err(problem) => ready(origin, Err(problem), id),
        };
        noted.borrow_mut().push_back(slot);
        document
    });
    extractor.extract_all_with(documents, options).filter_map(move |read| {
        Some(match slots.borrow_mut().pop_front()? {
            Slot::Ready(outcome) => *outcome,
            Slot::Article(origin) => {
                let graph = read.map_err(|error| problem(&error).at(&origin));
                Outcome { origin, graph }
            }
        })
    })
}

/// What needs no reading goes its way as a document that has none.
fn ready(
    origin: Origin,
    graph: Result<KnowledgeGraph, Message>,
    id: String,
) -> (Slot, Result<relata::Document, DocumentError>) {
    let slot = Slot::Ready(Box::new(Outcome { origin, graph }));
    (slot, Err(DocumentError::Unreadable { id, problem: String::new() }))
}

/// Why an article has no graph; the place is told apart.
fn problem(error: &DocumentError) -> Message {
    match error {
        DocumentError::Extraction { source: relata::Error::Option { option, problem }, .. } => {
            let field = if *option == "document_iri" { "url" } else { option };
            Message::error(format!("{field}: {problem}"))
        }
        DocumentError::Extraction { source, .. } => Message::error(source),
        DocumentError::Internal { problem, .. } => {
            Message::error(format!("internal error: {problem}")).help("please report it with the text")
        }
        other => Message::error(other),
    }
}

/// Tells what of a document was cut short, a message for each kind.
pub fn tell_notices(graph: &KnowledgeGraph, origin: &Origin, messages: Messages) {
    let mut told: Vec<NoticeKind> = Vec::new();
    for notice in graph.notices() {
        if told.contains(&notice.kind) {
            continue;
        }
        told.push(notice.kind);
        let count = graph.notices().iter().filter(|other| other.kind == notice.kind).count();
        let at = notice.span.start;
        let message = match notice.kind {
            NoticeKind::SentenceSplit => Message::note(format!(
                "sentences longer than the limit were split: {count}, the first at byte {at}"
            )),
            NoticeKind::TokenTruncated => {
                Message::note(format!("words too long to be read whole: {count}, the first at byte {at}"))
            }
            NoticeKind::TextTruncated => Message::warning(format!("too long: not read from byte {at} on")),
            NoticeKind::MentionsLimited => {
                Message::warning(format!("too many mentions: not read from byte {at} on"))
            }
            NoticeKind::TimeLimited => {
                Message::warning(format!("the time was over: not read from byte {at} on"))
            }
            NoticeKind::NotEnglish => {
                Message::warning("this does not seem to be English: what is read of it means little")
            }
            _ => Message::warning(format!("cut short at byte {at}")),
        };
        messages.tell(&message.at(origin));
    }
}
