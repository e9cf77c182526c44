//! Names over the whole document: what is surely a name in one place is one in the other places, and of one kind.

use super::Kind;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, NamePosition, Parsed, Subtype};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the network must have said, summed over a document, before a name is carried to where it said nothing.
const SURE: f32 = 0.6;
/// Words of the longest names that are carried.
const LONGEST: usize = 8;

/// Gives names of one spelling one kind, the one that most is to be said for, and labels names of several words, and
/// single proper nouns, also where the network saw none.
pub(super) fn spread(parsed: &mut Parsed) {
    let mut known: FxHashMap<Vec<String>, [f32; 11]> = FxHashMap::default();
    let spans = spans(parsed);
    for &(start, end, kind) in &spans {
        let weight = parsed.mention_labels[start].name_confidence;
        known.entry(forms(parsed, start, end)).or_default()[kind as usize] += weight;
    }
    known
        .retain(|forms, _| forms.len() <= LONGEST && forms.iter().any(|f| f.starts_with(char::is_uppercase)));
    for &(start, end, _) in &spans {
        if let Some(votes) = known.get(&forms(parsed, start, end)) {
            label(parsed, start, end, best(votes).0);
        }
    }
    families(parsed, &known);
    // by first word, the longest first
    let mut by_first: FxHashMap<&str, Vec<(&[String], Kind)>> = FxHashMap::default();
    for (forms, votes) in &known {
        let (kind, weight) = best(votes);
        if let Some(first) = forms.first().filter(|_| weight >= SURE) {
            by_first.entry(first).or_default().push((forms, kind));
        }
    }
    for names in by_first.values_mut() {
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(b.0)));
    }
    let mut at = 0;
    while at < parsed.len() {
        let names = by_first.get(parsed.form(WordId::from_index(at)));
        let found = names.into_iter().flatten().find(|(forms, _)| fits(parsed, at, forms)).copied();
        match found {
            Some((forms, kind)) => {
                label(parsed, at, at + forms.len(), kind);
                at += forms.len();
            }
            None => at += 1,
        }
    }
}

/// Where *Vera London* is a person, *London* that does something is her, not the place (*London said*, *London’s lawyer*).
fn families(parsed: &mut Parsed, known: &FxHashMap<Vec<String>, [f32; 11]>) {
    let persons = known.iter().filter(|(forms, votes)| {
        let (kind, weight) = best(votes);
        forms.len() > 1 && kind == Kind::Person && weight >= SURE
    });
    let family: FxHashSet<&str> = persons.filter_map(|(forms, _)| forms.last().map(String::as_str)).collect();
    for (start, end, kind) in spans(parsed) {
        let word = WordId::from_index(start);
        let acts = parsed.is(word, BaseRelation::Nsubj) || parsed.relation(word).subtype == Subtype::Poss;
        let close = matches!(kind, Kind::Place | Kind::Person);
        if end == start + 1 && close && acts && family.contains(parsed.form(word)) {
            label(parsed, start, end, Kind::Person);
            parsed.mention_labels[start].name_confidence = 1.0;
        }
    }
}

fn forms(parsed: &Parsed, start: usize, end: usize) -> Vec<String> {
    (start..end).map(|w| parsed.form(WordId::from_index(w)).to_owned()).collect()
}

/// The names the network saw, but for times and amounts.
fn spans(parsed: &Parsed) -> Vec<(usize, usize, Kind)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Kind)> = None;
    for (at, label) in parsed.mention_labels.iter().enumerate() {
        if !matches!(label.name, NamePosition::Inside(_)) {
            found.extend(open.take().map(|(start, kind)| (start, at, kind)));
        }
        if let NamePosition::Begin(kind) = label.name
            && !matches!(kind, Kind::Time | Kind::Money | Kind::Quantity)
        {
            open = Some((at, kind));
        }
    }
    found.extend(open.map(|(start, kind)| (start, parsed.mention_labels.len(), kind)));
    found
}

fn best(votes: &[f32; 11]) -> (Kind, f32) {
    let mut best = Kind::Person;
    for kind in Kind::ALL {
        if votes[kind as usize] > votes[best as usize] {
            best = kind;
        }
    }
    (best, votes[best as usize])
}

/// Whether these words stand at `at`, in one sentence, and the network saw no name there.
fn fits(parsed: &Parsed, at: usize, forms: &[String]) -> bool {
    let end = at + forms.len();
    let words = (at..end.min(parsed.len())).map(WordId::from_index);
    let first = WordId::from_index(at);
    end <= parsed.len()
        && words.clone().zip(forms).all(|(w, form)| {
            parsed.form(w) == form
                && parsed.sentence_of(w) == parsed.sentence_of(first)
                && parsed.mention_labels[w.index()].name == NamePosition::Outside
        })
        && (forms.len() > 1 || parsed.upos(first) == Upos::Propn)
        && parsed.mention_labels.get(end).is_none_or(|next| !matches!(next.name, NamePosition::Inside(_)))
}

fn label(parsed: &mut Parsed, start: usize, end: usize, kind: Kind) {
    for (offset, label) in parsed.mention_labels[start..end].iter_mut().enumerate() {
        label.name = if offset == 0 { NamePosition::Begin(kind) } else { NamePosition::Inside(kind) };
        label.name_confidence = label.name_confidence.max(SURE);
    }
}
