//! Places in the text, each once: as NIF and Web Annotation have them, in characters, and in bytes.
#![expect(clippy::indexing_slicing, reason = "ids of the entities and terms of the same graph")]

use super::Detail;
use super::build::Builder;
use super::dataset::TermId;
use super::vocabulary::Name;
use crate::graph::{Evidence, MentionText, SentenceText};
use crate::span::{ByteSpan, EntityId};
use rustc_hash::FxHashMap;

/// A place something points to.
struct Position<'g> {
    bytes: (usize, usize),
    characters: Option<(usize, usize)>,
    term: TermId,
    sentence: usize,
    /// Whether a relation is read from it.
    evidence: bool,
    /// The words, where the graph has them.
    text: Option<&'g str>,
    /// What is mentioned there.
    entities: Vec<EntityId>,
}

/// All places, in the order they were met.
#[derive(Default)]
pub(super) struct Positions<'g> {
    at: FxHashMap<(usize, usize), usize>,
    all: Vec<Position<'g>>,
}

impl<'g> Builder<'g, '_> {
    pub(super) fn evidence(&mut self, evidence: &Evidence) -> TermId {
        let place = self.position((evidence.start, evidence.end), evidence.sentence);
        self.positions.all[place].evidence = true;
        self.positions.all[place].term
    }

    pub(super) fn words(&mut self, run: ByteSpan, sentence: usize) -> TermId {
        let place = self.position((run.start, run.end), sentence);
        self.positions.all[place].evidence = true;
        self.positions.all[place].term
    }

    pub(super) fn mention(&mut self, entity: EntityId, mention: &'g MentionText) {
        let place = self.position((mention.start, mention.end), mention.sentence);
        let position = &mut self.positions.all[place];
        position.text = Some(mention.text.as_str());
        if !position.entities.contains(&entity) {
            position.entities.push(entity);
        }
    }

    fn position(&mut self, bytes: (usize, usize), sentence: usize) -> usize {
        if let Some(&place) = self.positions.at.get(&bytes) {
            return place;
        }
        let graph = self.graph;
        let characters = graph.character_at(bytes.0).zip(graph.character_at(bytes.1));
        let text = graph
            .sentences()
            .get(sentence)
            .and_then(|s| s.text.get(bytes.0.checked_sub(s.start)?..bytes.1.checked_sub(s.start)?));
        let term = self.iri(self.names.position(characters, bytes));
        let place = self.positions.all.len();
        self.positions.at.insert(bytes, place);
        let entities = Vec::new();
        self.positions.all.push(Position {
            bytes,
            characters,
            term,
            sentence,
            evidence: false,
            text,
            entities,
        });
        place
    }

    /// Every sentence, and every place something points to, in the order of the text.
    pub(super) fn write_positions(&mut self) {
        let graph = self.graph;
        let full = self.options.detail == Detail::Full;
        let mut sentences_at: FxHashMap<(usize, usize), &SentenceText> = FxHashMap::default();
        let sentences = if full { graph.sentences() } else { &[] };
        for (number, sentence) in sentences.iter().enumerate() {
            let bytes = (sentence.start, sentence.end);
            self.position(bytes, number);
            sentences_at.insert(bytes, sentence);
        }
        let mut all = std::mem::take(&mut self.positions.all);
        all.sort_by_key(|p| (p.bytes.0, std::cmp::Reverse(p.bytes.1)));
        for position in all {
            let node = position.term;
            let sentence = sentences_at.get(&position.bytes).copied();
            self.class(node, Name::Place);
            if full {
                self.class(node, if sentence.is_some() { Name::NifSentence } else { Name::Phrase });
            }
            if let Some((start, end)) = position.characters.filter(|_| full) {
                self.class(node, Name::Rfc5147);
                if position.evidence {
                    self.class(node, Name::TextPosition);
                    self.natural(node, &[Name::BeginIndex, Name::OaStart], start);
                    self.natural(node, &[Name::EndIndex, Name::OaEnd], end);
                } else {
                    self.natural(node, &[Name::BeginIndex], start);
                    self.natural(node, &[Name::EndIndex], end);
                }
            } else if let Some(sentence) = sentence {
                // a graph of elsewhere may say another length than its text has
                self.natural(node, &[Name::BeginIndex], sentence.first_character);
            }
            self.integer(node, Name::StartByte, position.bytes.0);
            self.integer(node, Name::EndByte, position.bytes.1);
            self.integer(node, Name::SentenceNumber, position.sentence);
            if let Some(sentence) = sentence {
                self.integer(node, Name::Paragraph, sentence.paragraph);
            }
            if !full {
                continue;
            }
            if let Some(text) = position.text.or(sentence.map(|s| s.text.as_str())) {
                self.string(node, Name::AnchorOf, text);
            }
            self.add(node, Name::ReferenceContext, self.document);
            for entity in position.entities {
                let entity = self.entities[entity.index()];
                self.add(node, Name::TaIdentRef, entity);
            }
        }
    }
}
