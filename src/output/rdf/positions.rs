//! Places in the text, each once: as NIF has them, in characters; in bytes where the sentences do not tell them.

use super::Detail;
use super::builder::{Builder, Position};
use super::dataset::{Term, TermId};
use super::sentences::{Line, Lines};
use super::text::carried;
use super::vocabulary::Name;
use crate::graph::{Evidence, MentionText, SentenceText};
use crate::span::{ByteSpan, EntityId};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

impl<'g> Builder<'g, '_> {
    pub(super) fn evidence(&mut self, evidence: &Evidence) -> TermId {
        let place = self.position((evidence.start, evidence.end), evidence.sentence);
        place.evidence = true;
        place.term
    }

    pub(super) fn words(&mut self, run: ByteSpan, sentence: usize) -> TermId {
        self.position((run.start, run.end), sentence).term
    }

    pub(super) fn mention(&mut self, entity: EntityId, mention: &'g MentionText) {
        let position = self.position((mention.start, mention.end), mention.sentence);
        position.text = Some(mention.text.as_str());
        if !position.entities.contains(&entity) {
            position.entities.push(entity);
        }
    }

    fn position(&mut self, bytes: (usize, usize), sentence: usize) -> &mut Position<'g> {
        let Self { graph, names, data, positions, .. } = self;
        positions.entry(bytes).or_insert_with(|| {
            let characters = graph.character_at(bytes.0).zip(graph.character_at(bytes.1));
            let term = data.add(Term::Iri(names.position(characters, bytes).into()));
            Position { bytes, characters, term, sentence, evidence: false, text: None, entities: Vec::new() }
        })
    }

    /// The whole text of the document, put together from its sentences, where these say their places rightly; what
    /// stands between them is white space.
    pub(super) fn text(&mut self) {
        let graph = self.graph;
        if self.options.detail < Detail::Full || graph.sentences().is_empty() {
            return;
        }
        let mut text = String::new();
        let (mut characters, mut paragraph) = (0_usize, 0);
        for sentence in graph.sentences() {
            let Some(gap) = sentence.first_character.checked_sub(characters).filter(|gap| *gap < 10_000)
            else {
                return;
            };
            let filling = if sentence.paragraph == paragraph { " " } else { "\n" };
            text.push_str(&filling.repeat(gap));
            text.push_str(&sentence.text);
            characters = sentence.first_character.saturating_add(sentence.text.chars().count());
            paragraph = sentence.paragraph;
        }
        let text = match carried(Cow::Owned(text), self.shape.characters) {
            Cow::Owned(text) if text.chars().count() == characters => text,
            // places would not be those of the text
            _ => return,
        };
        self.class(self.document, Name::Context);
        self.typed(self.document, Name::IsString, text, super::dataset::Datatype::String);
        self.integer(self.document, Name::BeginIndex, 0);
        self.integer(self.document, Name::EndIndex, characters);
    }

    /// Every sentence, and every place something points to, in the order of the text.
    pub(super) fn write_positions(&mut self) {
        let graph = self.graph;
        let full = self.options.detail == Detail::Full;
        let mut sentences_at: FxHashMap<(usize, usize), &'g SentenceText> = FxHashMap::default();
        let sentences = if full { graph.sentences() } else { &[] };
        for (number, sentence) in sentences.iter().enumerate() {
            let bytes = (sentence.start, sentence.end);
            self.position(bytes, number);
            sentences_at.insert(bytes, sentence);
        }
        let mut all: Vec<Position<'g>> = std::mem::take(&mut self.positions).into_values().collect();
        all.sort_by_key(|p| (p.bytes.0, std::cmp::Reverse(p.bytes.1)));
        // the sentences as a reader finds them
        let line = |position: &Position<'g>| {
            let sentence = sentences_at.get(&position.bytes)?;
            Some(Line {
                number: position.sentence,
                character: position.characters.map_or(sentence.first_character, |(start, _)| start),
                byte: position.bytes.0,
                text: carried(Cow::Borrowed(sentence.text.as_str()), self.shape.characters),
            })
        };
        let lines = Lines::new(all.iter().filter_map(line).collect());
        for position in all {
            match sentences_at.get(&position.bytes) {
                Some(sentence) => self.sentence(&position, sentence),
                None => self.phrase(&position, &lines),
            }
            // what lies in a sentence lies in its document, as its IRI says, too
            if full && sentences_at.contains_key(&position.bytes) {
                self.add(position.term, Name::ReferenceContext, self.document);
            }
            for entity in position.entities {
                let entity = self.term_of(entity);
                self.add(position.term, Name::TaIdentRef, entity);
            }
        }
    }

    fn sentence(&mut self, position: &Position<'g>, sentence: &'g SentenceText) {
        let node = position.term;
        self.class(node, Name::NifSentence);
        self.in_bytes(position);
        // a graph of elsewhere may say another length than its text has
        let end = position.characters.map(|(_, end)| end);
        let begin = position.characters.map_or(sentence.first_character, |(start, _)| start);
        self.integer(node, Name::BeginIndex, begin);
        if let Some(end) = end {
            self.integer(node, Name::EndIndex, end);
        }
        self.integer(node, Name::Paragraph, sentence.paragraph);
        self.string(node, Name::AnchorOf, &sentence.text);
    }

    fn phrase(&mut self, position: &Position<'g>, lines: &Lines<'g>) {
        let node = position.term;
        if self.options.detail < Detail::Full {
            self.in_bytes(position);
            return;
        }
        let found = position.characters.and_then(|(start, end)| lines.locate(start, end));
        if let Some((start, end)) = position.characters {
            self.integer(node, Name::BeginIndex, start);
            self.integer(node, Name::EndIndex, end);
        }
        let told = found.is_some_and(|f| (f.bytes, f.sentence) == (position.bytes, position.sentence));
        if position.evidence || !told {
            self.in_bytes(position);
        }
        let words = found.filter(|_| told).map(|found| found.text);
        if let Some(text) = position.text.filter(|text| Some(*text) != words) {
            self.string(node, Name::AnchorOf, text);
        }
    }

    fn in_bytes(&mut self, position: &Position<'g>) {
        self.integer(position.term, Name::StartByte, position.bytes.0);
        self.integer(position.term, Name::EndByte, position.bytes.1);
        self.integer(position.term, Name::SentenceNumber, position.sentence);
    }
}
