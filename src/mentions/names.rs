//! Names over the whole document: what is surely a name in one place is one in the other places, and of one kind.

use super::Kind;
use crate::lexicon::{
    CAPITALS, COMPANY_FORMS, COUNTRIES, GIVEN_NAMES, INSTITUTIONS, ORGANIZATION_NOUNS, TYPE_WORDS,
};
use crate::morphology::Upos;
use crate::rules::Rules;
use crate::span::WordId;
use crate::syntax::{BaseRelation, NamePosition, Parsed, Subtype};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the network must have said, summed over a document, before a name is carried to where it said nothing.
const SURE: f32 = 0.6;
/// Words of the longest names that are carried.
const LONGEST: usize = 8;

/// Gives names of one spelling one kind, the one that most is to be said for, and labels names of several words, and
/// single proper nouns, also where the network saw none.
pub(super) fn spread(parsed: &mut Parsed, rules: &Rules) {
    acronyms(parsed);
    let spans = spans(parsed);
    let signs = signs(parsed, &spans, rules);
    let mut known = known(parsed, &spans, &signs);
    short_forms(&mut known, &located(parsed, &spans));
    overrule_all(parsed, &spans, &known, &signs);
    families(parsed, &known);
    first_told(parsed);
    carry(parsed, &known);
}

/// What is said for each kind of a name, by the name's words.
type Votes = FxHashMap<Vec<String>, Weights>;

/// What is said for each kind.
#[derive(Clone, Copy, Default)]
struct Weights([f32; Kind::ALL.len()]);

impl Weights {
    fn of(&self, kind: Kind) -> f32 {
        self.0.get(kind as usize).copied().unwrap_or(0.0)
    }

    fn add(&mut self, kind: Kind, weight: f32) {
        self.0.get_mut(kind as usize).into_iter().for_each(|own| *own += weight);
    }

    fn sum(&self) -> f32 {
        self.0.iter().sum()
    }

    /// What was said for one kind is said for the other, and surely.
    fn pass(&mut self, from: Kind, to: Kind) {
        self.add(to, self.of(from) + super::kinds::SIGN);
        self.add(from, -self.of(from));
    }
}

/// A name's first word, the one behind its last, and what the network takes it for.
type Span = (usize, usize, Kind);

/// What the words around names say of their kinds.
fn signs(parsed: &mut Parsed, spans: &[Span], rules: &Rules) -> Votes {
    let mut signs = Votes::default();
    let mut applied = Vec::new();
    for &(start, end, kind) in spans {
        if let Some((kind, weight)) = super::kinds::told(parsed, (start, end, kind), rules, &mut applied) {
            signs.entry(forms(parsed, start, end)).or_default().add(kind, weight);
        }
    }
    parsed.applied.extend(applied);
    signs
}

/// What the network and the signs say of names.
fn known(parsed: &Parsed, spans: &[Span], signs: &Votes) -> Votes {
    let mut known = Votes::default();
    for &(start, end, kind) in spans {
        let confidence = parsed.label(WordId::from_index(start)).name_confidence;
        known.entry(forms(parsed, start, end)).or_default().add(kind, confidence);
    }
    // a sign that no other contradicts says more than the network over and over
    for (forms, signs) in signs {
        let (kind, weight) = best(signs);
        let Some(votes) = known.get_mut(forms) else { continue };
        let clear = 2.0 * weight > signs.sum();
        if clear {
            votes.add(kind, weight + 0.5 * votes.sum());
        }
    }
    known.retain(|forms, _| forms.len() <= LONGEST && forms.iter().any(|f| f.contains(char::is_uppercase)));
    known
}

/// The single words that stand where a place stands.
fn located(parsed: &Parsed, spans: &[Span]) -> FxHashSet<String> {
    let single = spans.iter().filter(|(start, end, _)| *end == start.saturating_add(1));
    let words = single.map(|(start, ..)| WordId::from_index(*start));
    words.filter(|&w| super::kinds::is_located(parsed, w)).map(|w| parsed.form(w).to_owned()).collect()
}

/// What the network holds of the words of names as heads of mentions, and how often the name stands.
fn heads(parsed: &Parsed, spans: &[Span]) -> FxHashMap<Vec<String>, (Weights, usize)> {
    let mut heads: FxHashMap<Vec<String>, (Weights, usize)> = FxHashMap::default();
    for &(start, end, _) in spans {
        let (votes, times) = heads.entry(forms(parsed, start, end)).or_default();
        *times = (*times).saturating_add(1);
        for label in parsed.mention_labels.iter().take(end).skip(start) {
            if let Some(kind) = label.head_of {
                votes.add(kind, label.head_confidence);
            }
        }
    }
    heads
}

/// Gives each name its kind, and its words as heads of mentions, where less is to be said for what they have.
fn overrule_all(parsed: &mut Parsed, spans: &[Span], known: &Votes, signs: &Votes) {
    let heads = heads(parsed, spans);
    for &(start, end, _) in spans {
        let forms = forms(parsed, start, end);
        if let (Some(votes), Some((heads, times))) = (known.get(&forms), heads.get(&forms)) {
            let (kind, weight) = best(votes);
            label(parsed, start, end, kind);
            // where the name stands but once, head and name weigh the same
            let single = if *times == 1 { 1.0 } else { 0.0 };
            let told =
                signs.get(&forms).is_some_and(|s| best(s).0 == kind && best(s).1 >= super::kinds::SIGN);
            overrule(parsed, start, end, told, |other| {
                told || 2.0 * (votes.of(other) + single * heads.of(other)) < weight + single * heads.of(kind)
            });
        }
    }
}

/// Labels what is surely a name elsewhere.
fn carry(parsed: &mut Parsed, known: &Votes) {
    // by first word, the longest first
    let mut by_first: FxHashMap<&str, Vec<(&[String], Kind)>> = FxHashMap::default();
    for (forms, votes) in known {
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
                let end = at.saturating_add(forms.len());
                label(parsed, at, end, kind);
                // *Falk and Ekdahl*, where there is a *Tomas Ekdahl*
                let located = super::kinds::is_located(parsed, WordId::from_index(at));
                if let Some(label) =
                    parsed.mention_labels.get_mut(at).filter(|_| forms.len() == 1 && !located)
                    && (kind, label.head_of) == (Kind::Person, Some(Kind::Place))
                {
                    label.head_of = Some(kind);
                }
                at = end;
            }
            None => at = at.saturating_add(1),
        }
    }
}

/// `kind/no-time`: *the regulator EMRA*: letters behind the noun of a body are no time.
fn acronyms(parsed: &mut Parsed) {
    for at in 1..parsed.len() {
        let word = WordId::from_index(at);
        let form = parsed.form(word);
        let letters = form.chars().count() >= 3 && form.chars().all(char::is_uppercase);
        let body = word.previous().is_some_and(|noun| INSTITUTIONS.contains_key(parsed.lemma(noun)));
        let time = NamePosition::Begin(Kind::Time);
        if let Some(label) = parsed.mention_labels.get_mut(at).filter(|l| letters && body && l.name == time) {
            label.name = NamePosition::Begin(Kind::Organization);
            label.head_of = label.head_of.and(Some(Kind::Organization));
        }
    }
}

/// `kind/short-form`: *Kestrel*, where there are *Kestrel Semiconductors* and nobody of that family or given name, is them and no
/// person or place; but not what a preposition leads to, which may be the town a firm is named for.
fn short_forms(known: &mut FxHashMap<Vec<String>, Weights>, located: &FxHashSet<String>) {
    // *the Lund Foundation* is named for somebody
    let memorial = |forms: &[String]| {
        let last = forms.last().map_or("", String::as_str);
        let sort = ORGANIZATION_NOUNS.get(last).copied();
        sort.is_some_and(|sort| !matches!(sort, "business" | "media")) && !COMPANY_FORMS.contains(last)
    };
    let whole = |kind: Kind, at: fn(&[String]) -> Option<&String>| -> FxHashSet<String> {
        let longer = known.iter().filter(|(forms, votes)| {
            forms.len() > 1 && best(votes).0 == kind && (kind == Kind::Person || !memorial(forms))
        });
        longer.filter_map(|(forms, _)| at(forms).cloned()).collect()
    };
    let firms = whole(Kind::Organization, |forms| forms.first());
    // *Meridian Inc.* is a firm by its legal form, so that *Meridian* is no town, either
    let legal = known.keys().filter(|forms| {
        forms.len() == 2 && forms.last().is_some_and(|f| COMPANY_FORMS.contains(f.trim_end_matches('.')))
    });
    let legal: FxHashSet<String> = legal.filter_map(|forms| forms.first().cloned()).collect();
    let (families, given) = (whole(Kind::Person, |f| f.last()), whole(Kind::Person, |f| f.first()));
    for (forms, votes) in known.iter_mut() {
        let [name] = forms.as_slice() else { continue };
        let kind = best(votes).0;
        let wrong = kind == Kind::Person && firms.contains(name) && !GIVEN_NAMES.contains_key(name.as_str())
            || matches!(kind, Kind::Person | Kind::Place | Kind::Abstract) && legal.contains(name);
        if wrong
            && !located.contains(name)
            && !families.contains(name)
            && !given.contains(name)
            && !COUNTRIES.contains_key(name.as_str())
        {
            votes.pass(kind, Kind::Organization);
        }
    }
    typed_forms(known, located);
}

/// `kind/typed-form`: *Pelican*, where there is a *Space Shuttle Pelican*, is that.
fn typed_forms(known: &mut FxHashMap<Vec<String>, Weights>, located: &FxHashSet<String>) {
    let typed = known.keys().filter_map(|forms| {
        let words: Vec<&str> = forms.iter().map(String::as_str).collect();
        let (first, kind) = TYPE_WORDS.iter().find(|(first, _)| words.starts_with(first))?;
        Some((forms.get(first.len()..).filter(|rest| !rest.is_empty())?.to_vec(), *kind))
    });
    let typed: FxHashMap<Vec<String>, Kind> = typed.collect();
    let persons = known.iter().filter(|(forms, votes)| forms.len() > 1 && best(votes).0 == Kind::Person);
    let people: FxHashSet<String> = persons.flat_map(|(forms, _)| forms.clone()).collect();
    for (forms, &kind) in &typed {
        let Some(votes) = known.get_mut(forms) else { continue };
        let other = best(votes).0;
        let Some(first) = forms.first() else { continue };
        let alone = forms.len() > 1 || !located.contains(first);
        let given = GIVEN_NAMES.contains_key(first.as_str()) && kind != Kind::Event || people.contains(first);
        let somebody = other == Kind::Person && (kind == Kind::Place || forms.len() > 1 || given);
        if alone && other != kind && !somebody {
            votes.pass(other, kind);
        }
    }
}

/// `kind/family`: where *Vera London* is a person, *London* is her (*London said*, *London’s lawyer*), but for what the words around
/// say of a place (*flew to London*) and for a firm of that name.
fn families(parsed: &mut Parsed, known: &FxHashMap<Vec<String>, Weights>) {
    let persons = known.iter().filter(|(forms, votes)| {
        let (kind, weight) = best(votes);
        let sure = weight >= SURE || forms.first().is_some_and(|f| GIVEN_NAMES.contains_key(f.as_str()));
        forms.len() > 1 && kind == Kind::Person && sure
    });
    let family: FxHashSet<&str> = persons.filter_map(|(forms, _)| forms.last().map(String::as_str)).collect();
    let firm = |form: &str| {
        let named = |(forms, votes): (&Vec<String>, &Weights)| {
            forms.len() > 1 && best(votes).0 == Kind::Organization && forms.first().is_some_and(|f| f == form)
        };
        known.iter().any(named)
    };
    for (start, end, kind) in spans(parsed) {
        let word = WordId::from_index(start);
        let form = parsed.form(word);
        if end != start.saturating_add(1) || !family.contains(form) {
            continue;
        }
        let acts = parsed.is(word, BaseRelation::Nsubj) || parsed.relation(word).subtype == Subtype::Poss;
        let place = super::kinds::is_located(parsed, word);
        let country = COUNTRIES.contains_key(form) || CAPITALS.contains_key(form);
        let close = match kind {
            Kind::Place => acts || !place && !country && !parsed.is(word, BaseRelation::Compound),
            // *the posts of Falk and Lauder*
            Kind::Person => {
                acts || !place
                    && !country
                    && parsed.label(WordId::from_index(start)).head_of == Some(Kind::Place)
            }
            Kind::Organization | Kind::Abstract | Kind::Object => !firm(form),
            _ => false,
        };
        if place && !acts && kind == Kind::Person && !super::has_honorific(parsed, word) {
            label(parsed, start, end, Kind::Place);
            let own = parsed.mention_labels.get_mut(start);
            own.into_iter().for_each(|own| own.head_of = own.head_of.and(Some(Kind::Place)));
        } else if close {
            label(parsed, start, end, Kind::Person);
            let own = parsed.mention_labels.get_mut(start);
            own.into_iter().for_each(|own| own.name_confidence = 1.0);
        }
    }
}

/// `kind/first-told`: *Corvell*, where *Corvell Health* was told of and the brothers Corvell are still to come, is the firm.
fn first_told(parsed: &mut Parsed) {
    let spans = spans(parsed);
    let mut firms: FxHashMap<&str, usize> = FxHashMap::default();
    let mut persons: FxHashMap<&str, usize> = FxHashMap::default();
    let form = |at: usize| parsed.form(WordId::from_index(at));
    for &(start, end, kind) in spans.iter().filter(|(start, end, _)| end.saturating_sub(*start) > 1) {
        match kind {
            Kind::Organization => {
                firms.entry(form(start)).or_insert(start);
            }
            Kind::Person => {
                persons.entry(form(end.saturating_sub(1))).or_insert(start);
            }
            _ => {}
        }
    }
    let told = |&(start, end, kind): &Span| {
        let (firm, person) = (firms.get(form(start)), persons.get(form(start)));
        let order = firm.is_some_and(|&f| f < start) && person.is_some_and(|&p| p > start);
        let honoured = super::has_honorific(parsed, WordId::from_index(start));
        let one = end.saturating_sub(start) == 1 && kind == Kind::Person && !honoured;
        (order && one).then_some(start)
    };
    let found: Vec<usize> = spans.iter().filter_map(told).collect();
    for start in found {
        label(parsed, start, start.saturating_add(1), Kind::Organization);
        if let Some(label) = parsed.mention_labels.get_mut(start) {
            label.head_of = label.head_of.and(Some(Kind::Organization));
        }
    }
}

/// Takes from the words of a name a kind that little speaks for in the document.
fn overrule(parsed: &mut Parsed, start: usize, end: usize, told: bool, weak: impl Fn(Kind) -> bool) {
    let close = |kind: Kind| told || matches!(kind, Kind::Person | Kind::Organization | Kind::Place);
    for word in (start..end).map(WordId::from_index) {
        // not of what is a place inside a name (*Berg of Norway*)
        if parsed.head(word).is_some_and(|h| (start..end).contains(&h.index())) {
            continue;
        }
        let Some(label) = parsed.mention_labels.get_mut(word.index()) else { continue };
        if let (NamePosition::Begin(kind) | NamePosition::Inside(kind), Some(other)) =
            (label.name, label.head_of)
            && close(kind)
            && close(other)
            && weak(other)
        {
            label.head_of = Some(kind);
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

fn best(votes: &Weights) -> (Kind, f32) {
    let mut best = Kind::Person;
    for &kind in Kind::ALL {
        if votes.of(kind) > votes.of(best) {
            best = kind;
        }
    }
    (best, votes.of(best))
}

/// Whether these words stand at `at`, in one sentence, and the network saw no name there.
fn fits(parsed: &Parsed, at: usize, forms: &[String]) -> bool {
    let end = at.saturating_add(forms.len());
    let words = (at..end.min(parsed.len())).map(WordId::from_index);
    let first = WordId::from_index(at);
    end <= parsed.len()
        && words.clone().zip(forms).all(|(w, form)| {
            parsed.form(w) == form
                && parsed.sentence_of(w) == parsed.sentence_of(first)
                && parsed.label(w).name == NamePosition::Outside
        })
        && (forms.len() > 1 || parsed.upos(first) == Upos::Propn)
        && parsed.mention_labels.get(end).is_none_or(|next| !matches!(next.name, NamePosition::Inside(_)))
}

fn label(parsed: &mut Parsed, start: usize, end: usize, kind: Kind) {
    for (at, label) in parsed.mention_labels.iter_mut().enumerate().take(end).skip(start) {
        label.name = if at == start { NamePosition::Begin(kind) } else { NamePosition::Inside(kind) };
        label.name_confidence = label.name_confidence.max(SURE);
    }
}
