//! How far a mention reaches, and the name in it.

use super::Kind;
use crate::grammar::is_denial;
use crate::lexicon::{GIVEN_NAMES, HONORIFICS, TITLES, is_name_suffix};
use crate::morphology::{Upos, Xpos};
use crate::span::{WordId, WordSpan};
use crate::syntax::{BaseRelation, NamePosition, Parsed, Subtype};

/// The contiguous phrase around `head`: its subtree without what is no part of the noun phrase.
pub(super) fn phrase(parsed: &Parsed, head: WordId) -> WordSpan {
    let sentence = parsed.sentence(parsed.sentence_of(head)).words;
    let predicate = parsed.child_by(head, BaseRelation::Cop).is_some();
    let skip = |child: WordId| {
        if parsed.head(child) != Some(head) {
            return false;
        }
        let relation = parsed.relation(child);
        match relation.base {
            BaseRelation::Case => parsed.xpos(child) != Xpos::Pos || parsed.head(child) == Some(head),
            BaseRelation::Cc => child > head || relation.subtype != Subtype::Preconj,
            BaseRelation::Conj
            | BaseRelation::Cop
            | BaseRelation::Aux
            | BaseRelation::Mark
            | BaseRelation::Nsubj
            | BaseRelation::Csubj
            | BaseRelation::Expl
            | BaseRelation::Parataxis
            | BaseRelation::Discourse
            | BaseRelation::Vocative
            | BaseRelation::Dislocated
            | BaseRelation::List
            | BaseRelation::Reparandum
            | BaseRelation::Orphan => true,
            BaseRelation::Advcl | BaseRelation::Ccomp => predicate || child < head,
            // *the savings but not the blame*
            BaseRelation::Advmod if parsed.is(head, BaseRelation::Conj) => {
                predicate || child < head && is_denial(parsed.lower(child), "adverb")
            }
            BaseRelation::Obl | BaseRelation::Advmod => predicate,
            // *Photo: Olav Berg*
            BaseRelation::Dep => child > head && parsed.form(head.next()) == ":",
            _ => false,
        }
    };
    let words = parsed.subtree_where(head, skip);
    // what is in a row with the head
    let (mut first, mut last) = (head, head);
    while let Some(before) = first.previous().filter(|w| words.binary_search(w).is_ok()) {
        first = before;
    }
    while words.binary_search(&last.next()).is_ok() {
        last = last.next();
    }
    let paired = |w: WordId| matches!(parsed.form(w), ")" | "]");
    while first < head && parsed.upos(first) == Upos::Punct {
        first = first.next();
    }
    while last > head
        && parsed.upos(last) == Upos::Punct
        && !paired(last)
        && let Some(before) = last.previous()
    {
        last = before;
    }
    WordSpan { start: first.max(sentence.start), end: last.next().min(sentence.end) }
}

/// The words of the name alone: the network's, if they hold the head, else the run of proper nouns around it.
pub(super) fn name_in(parsed: &Parsed, head: WordId, span: WordSpan, kind: Kind) -> Option<WordSpan> {
    let mut name = Name { parsed, head, phrase: span, kind, start: head, end: head.next() };
    if parsed.label(head).name != NamePosition::Outside {
        name.follow_labels();
    } else if parsed.upos(head) == Upos::Propn {
        name.follow_tree();
    } else {
        return None;
    }
    name.leave_out_what_leads();
    if kind == Kind::Person {
        name.leave_out_offices();
        if name.start >= name.end {
            return None;
        }
        name.leave_out_country();
    }
    while name.start.next() < name.end
        && let Some(last) = name.end.previous()
        && parsed.xpos(last) == Xpos::Pos
    {
        name.end = last;
    }
    Some(WordSpan { start: name.start, end: name.end })
}

/// A name whose ends are sought.
struct Name<'p> {
    parsed: &'p Parsed,
    head: WordId,
    /// The phrase it stands in.
    phrase: WordSpan,
    kind: Kind,
    start: WordId,
    end: WordId,
}

impl Name<'_> {
    fn is_outside(&self, word: WordId) -> bool {
        self.parsed.label(word).name == NamePosition::Outside
    }

    fn is_inside(&self, word: WordId) -> bool {
        matches!(self.parsed.label(word).name, NamePosition::Inside(_))
    }

    fn is_proper(&self, word: WordId) -> bool {
        self.parsed.upos(word) == Upos::Propn
    }

    fn is_large(&self, word: WordId) -> bool {
        self.parsed.form(word).starts_with(char::is_uppercase)
    }

    /// Whether the word hangs on the head as part of its name.
    fn is_linked(&self, word: WordId) -> bool {
        let part = match self.parsed.relation(word).base {
            BaseRelation::Flat | BaseRelation::Compound => self.is_proper(word),
            // *the United Kingdom*: an adjective by its form, a part of the name by its tag
            BaseRelation::Amod => self.parsed.xpos(word) == Xpos::Nnp,
            _ => false,
        };
        part && self.parsed.head(word) == Some(self.head)
    }

    /// Takes the words in front that `part` says belong to the name, which now begins with the word it is told.
    fn grow_to_the_left(&mut self, part: impl Fn(&Self, WordId) -> bool) {
        while self.start > self.phrase.start
            && let Some(before) = self.start.previous()
            && part(self, before)
        {
            self.start = before;
        }
    }

    /// The network's name, and what the network left outside though it is written as part of it.
    fn follow_labels(&mut self) {
        let parsed = self.parsed;
        while self.start > self.phrase.start
            && self.is_inside(self.start)
            && let Some(before) = self.start.previous()
        {
            self.start = before;
        }
        while self.end < self.phrase.end && self.is_inside(self.end) {
            self.end = self.end.next();
        }
        if self.kind == Kind::Organization {
            self.end = self.end_of_organization();
        }
        self.grow_to_the_left(|name, w| name.is_linked(w) && name.is_outside(w));
        // *the United Harbour Office*, which the network began amid its words
        if self.kind != Kind::Person {
            self.grow_to_the_left(|name, w| {
                let part = parsed.is(w, BaseRelation::Amod) || parsed.is(w, BaseRelation::Compound);
                let within = |&h: &WordId| h >= name.start && h < name.head && name.is_proper(h);
                part && name.is_large(w) && name.is_outside(w) && parsed.head(w).as_ref().is_some_and(within)
            });
        }
        self.join_hyphens();
        // a flat word belongs to the name on its left, whatever the parser hung it on
        let sentence_end = parsed.sentence(parsed.sentence_of(self.head)).words.end;
        let flat = |w: WordId| self.is_proper(w) && parsed.is(w, BaseRelation::Flat) && self.is_outside(w);
        let suffix = |w: WordId| is_name_suffix(parsed.lower(w).trim_end_matches('.'));
        let mut end = self.end;
        while self.kind == Kind::Person && end < sentence_end && (flat(end) || suffix(end)) {
            end = end.next();
        }
        self.end = end;
    }

    /// *Kim Su-Won* up to the hyphen.
    fn join_hyphens(&mut self) {
        let parsed = self.parsed;
        while let (Some(last), next) = (self.end.previous(), self.end.next())
            && next < self.phrase.end
            && parsed.form(self.end) == "-"
            && parsed.bytes(last).end == parsed.bytes(self.end).start
            && parsed.bytes(self.end).end == parsed.bytes(next).start
            && parsed.form(next).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        {
            self.end = next.next();
        }
    }

    /// Where the name of an organization ends: *Court of Arbitration for Sport* goes on, *Institute for Energy in Stockholm*
    /// ends before the town.
    fn end_of_organization(&self) -> WordId {
        let (parsed, end, limit) = (self.parsed, self.end, self.phrase.end);
        let in_place = end.previous().filter(|&last| parsed.label(last).head_of == Some(Kind::Place));
        let town = in_place.and_then(|last| {
            self.start
                .next()
                .until(last)
                .find(|&w| w > self.head && parsed.lower(w) == "in" && parsed.upos(w) == Upos::Adp)
        });
        if let Some(town) = town {
            return town;
        }
        // *for Sport*, *for the Liberation of Azawad*
        let word = |w: WordId| if w < limit { parsed.lower(w) } else { "" };
        let article = u32::from(word(end.next()) == "the");
        let large = |w: WordId| w < limit && self.is_proper(w) && self.is_large(w);
        let free = |w: WordId| !matches!(parsed.label(w).name, NamePosition::Begin(_));
        let mut next = end.next().plus(article);
        let goes_on =
            end > self.head && word(end) == "for" && parsed.is(end, BaseRelation::Case) && large(next);
        if !goes_on || !free(next) {
            return end;
        }
        while large(next) && free(next) || word(next) == "of" && large(next.next()) {
            next = next.plus(if word(next) == "of" { 2 } else { 1 });
        }
        next
    }

    /// The run of proper nouns around the head.
    fn follow_tree(&mut self) {
        self.grow_to_the_left(Self::is_linked);
        while self.end < self.phrase.end && self.is_linked(self.end) {
            self.end = self.end.next();
        }
    }

    /// Leaves out what stands before the name: *the opposition Centre Party*, which the network begins with what is no name; articles
    /// and honorifics.
    fn leave_out_what_leads(&mut self) {
        let parsed = self.parsed;
        let small = |w: WordId| {
            matches!(parsed.upos(w), Upos::Noun | Upos::Adj) && parsed.form(w).chars().all(char::is_lowercase)
        };
        // *the coast guard* begins with nothing else
        let large = parsed.form(self.head).contains(char::is_uppercase);
        while large && self.start < self.head && small(self.start) {
            self.start = self.start.next();
        }
        self.leave_out_titles();
    }

    fn leave_out_titles(&mut self) {
        let parsed = self.parsed;
        let lead = |w: WordId| {
            HONORIFICS.contains_key(parsed.lower(w))
                || parsed.upos(w) == Upos::Det
                || self.kind == Kind::Person && TITLES.contains(parsed.lower(w))
        };
        let mut start = self.start;
        while start.next() < self.end && lead(start) {
            start = start.next();
        }
        self.start = start;
    }

    /// The name of a person begins behind the office.
    fn leave_out_offices(&mut self) {
        let parsed = self.parsed;
        // *Deputy Foreign Minister Viktor Berg*
        let called = |w: &WordId| TITLES.contains(parsed.lower(*w)) && self.is_proper(*w) && *w < self.head;
        let title = self.start.until(self.end.previous().unwrap_or(self.end)).rfind(called);
        if let Some(last) = title.filter(|_| !GIVEN_NAMES.contains_key(parsed.form(self.start))) {
            self.start = last.next();
            self.leave_out_titles();
        }
        // *Harbour Authority director General Olav Berg*
        let office = |&w: &WordId| parsed.upos(w) == Upos::Noun && TITLES.contains(parsed.form(w));
        if let Some(last) = self.start.until(self.end).rfind(office) {
            self.start = last.next();
            self.leave_out_titles();
        }
    }

    /// *John Berg of Norway*: the country is no part of a person's name.
    fn leave_out_country(&mut self) {
        let of = |&w: &WordId| w > self.head && self.parsed.lower(w) == "of";
        if let Some(of) = self.start.next().until(self.end).find(of) {
            self.end = of;
        }
    }
}
