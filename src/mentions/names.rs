//! Names over the whole document: what is surely a name in one place is one in the other places, and of one kind.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::Kind;
use crate::lexicon::{
    CAPITALS, COMPANY_FORMS, COUNTRIES, GIVEN_NAMES, INSTITUTIONS, ORGANIZATION_NOUNS, TYPE_WORDS,
};
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
    acronyms(parsed);
    let mut known: FxHashMap<Vec<String>, [f32; 11]> = FxHashMap::default();
    let spans = spans(parsed);
    let mut signs: FxHashMap<Vec<String>, [f32; 11]> = FxHashMap::default();
    for &(start, end, kind) in &spans {
        let forms = forms(parsed, start, end);
        if let Some((kind, weight)) = super::kinds::told(parsed, start, end, kind) {
            signs.entry(forms.clone()).or_default()[kind as usize] += weight;
        }
        known.entry(forms).or_default()[kind as usize] += parsed.mention_labels[start].name_confidence;
    }
    // a sign that no other contradicts says more than the network over and over
    for (forms, signs) in &signs {
        let (kind, weight) = best(signs);
        let Some(votes) = known.get_mut(forms) else { continue };
        let clear = 2.0 * weight > signs.iter().sum::<f32>();
        votes[kind as usize] += if clear { weight + 0.5 * votes.iter().sum::<f32>() } else { 0.0 };
    }
    known.retain(|forms, _| forms.len() <= LONGEST && forms.iter().any(|f| f.contains(char::is_uppercase)));
    let located = |&(start, end, _): &(usize, usize, Kind)| {
        end == start + 1 && super::kinds::is_located(parsed, WordId::from_index(start))
    };
    let located: FxHashSet<String> = spans
        .iter()
        .filter(|s| located(s))
        .map(|s| parsed.form(WordId::from_index(s.0)).to_owned())
        .collect();
    short_forms(&mut known, &located);
    // what the network holds of the words as heads of mentions, beside the names
    let mut heads: FxHashMap<Vec<String>, ([f32; 11], usize)> = FxHashMap::default();
    for &(start, end, _) in &spans {
        let (votes, times) = heads.entry(forms(parsed, start, end)).or_default();
        *times += 1;
        for label in &parsed.mention_labels[start..end] {
            if let Some(kind) = label.head_of {
                votes[kind as usize] += label.head_confidence;
            }
        }
    }
    for &(start, end, _) in &spans {
        let forms = forms(parsed, start, end);
        if let (Some(votes), Some((heads, times))) = (known.get(&forms), heads.get(&forms)) {
            let (kind, weight) = best(votes);
            label(parsed, start, end, kind);
            // where the name stands but once, head and name weigh the same
            let single = if *times == 1 { 1.0 } else { 0.0 };
            let of = |votes: &[f32; 11], kind: Kind| votes[kind as usize];
            let told =
                signs.get(&forms).is_some_and(|s| best(s).0 == kind && best(s).1 >= super::kinds::SIGN);
            overrule(parsed, start, end, told, |other| {
                told || 2.0 * (of(votes, other) + single * of(heads, other))
                    < weight + single * of(heads, kind)
            });
        }
    }
    families(parsed, &known);
    first_told(parsed);
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
                // *Falk and Ekdahl*, where there is a *Tomas Ekdahl*
                let word = WordId::from_index(at);
                let head = parsed.mention_labels[at].head_of.filter(|&k| k != kind && forms.len() == 1);
                if kind == Kind::Person
                    && head == Some(Kind::Place)
                    && !super::kinds::is_located(parsed, word)
                {
                    parsed.mention_labels[at].head_of = Some(kind);
                }
                at += forms.len();
            }
            None => at += 1,
        }
    }
}

/// `kind/no-time`: *the regulator EMRA*: letters behind the noun of a body are no time.
fn acronyms(parsed: &mut Parsed) {
    for at in 1..parsed.len() {
        let (noun, word) = (WordId::from_index(at - 1), WordId::from_index(at));
        let form = parsed.form(word);
        let letters = form.chars().count() >= 3 && form.chars().all(char::is_uppercase);
        let time = parsed.mention_labels[at].name == NamePosition::Begin(Kind::Time);
        if time && letters && INSTITUTIONS.contains_key(parsed.lemma(noun)) {
            let label = &mut parsed.mention_labels[at];
            label.name = NamePosition::Begin(Kind::Organization);
            label.head_of = label.head_of.and(Some(Kind::Organization));
        }
    }
}

/// `kind/short-form`: *Kestrel*, where there are *Kestrel Semiconductors* and nobody of that family or given name, is them and no
/// person or place; but not what a preposition leads to, which may be the town a firm is named for.
fn short_forms(known: &mut FxHashMap<Vec<String>, [f32; 11]>, located: &FxHashSet<String>) {
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
            votes[Kind::Organization as usize] += votes[kind as usize] + super::kinds::SIGN;
            votes[kind as usize] = 0.0;
        }
    }
    typed_forms(known, located);
}

/// `kind/typed-form`: *Pelican*, where there is a *Space Shuttle Pelican*, is that.
fn typed_forms(known: &mut FxHashMap<Vec<String>, [f32; 11]>, located: &FxHashSet<String>) {
    let typed = known.keys().filter_map(|forms| {
        let words: Vec<&str> = forms.iter().map(String::as_str).collect();
        let (first, kind) = TYPE_WORDS.iter().find(|(first, _)| words.starts_with(first))?;
        Some((forms.get(first.len()..).filter(|rest| !rest.is_empty())?.to_vec(), Kind::from_name(kind)?))
    });
    let typed: FxHashMap<Vec<String>, Kind> = typed.collect();
    let persons = known.iter().filter(|(forms, votes)| forms.len() > 1 && best(votes).0 == Kind::Person);
    let people: FxHashSet<String> = persons.flat_map(|(forms, _)| forms.clone()).collect();
    for (forms, &kind) in &typed {
        let Some(votes) = known.get_mut(forms) else { continue };
        let other = best(votes).0;
        let alone = forms.len() > 1 || !located.contains(&forms[0]);
        let given =
            GIVEN_NAMES.contains_key(forms[0].as_str()) && kind != Kind::Event || people.contains(&forms[0]);
        let somebody = other == Kind::Person && (kind == Kind::Place || forms.len() > 1 || given);
        if alone && other != kind && !somebody {
            votes[kind as usize] += votes[other as usize] + super::kinds::SIGN;
            votes[other as usize] = 0.0;
        }
    }
}

/// `kind/family`: where *Vera London* is a person, *London* is her (*London said*, *London’s lawyer*), but for what the words around
/// say of a place (*flew to London*) and for a firm of that name.
fn families(parsed: &mut Parsed, known: &FxHashMap<Vec<String>, [f32; 11]>) {
    let persons = known.iter().filter(|(forms, votes)| {
        let (kind, weight) = best(votes);
        let sure = weight >= SURE || forms.first().is_some_and(|f| GIVEN_NAMES.contains_key(f.as_str()));
        forms.len() > 1 && kind == Kind::Person && sure
    });
    let family: FxHashSet<&str> = persons.filter_map(|(forms, _)| forms.last().map(String::as_str)).collect();
    let firm = |form: &str| {
        let named = |(forms, votes): (&Vec<String>, &[f32; 11])| {
            forms.len() > 1 && best(votes).0 == Kind::Organization && forms.first().is_some_and(|f| f == form)
        };
        known.iter().any(named)
    };
    for (start, end, kind) in spans(parsed) {
        let word = WordId::from_index(start);
        let form = parsed.form(word);
        if end != start + 1 || !family.contains(form) {
            continue;
        }
        let acts = parsed.is(word, BaseRelation::Nsubj) || parsed.relation(word).subtype == Subtype::Poss;
        let place = super::kinds::is_located(parsed, word);
        let country = COUNTRIES.contains_key(form) || CAPITALS.contains_key(form);
        let close = match kind {
            Kind::Place => acts || !place && !country && !parsed.is(word, BaseRelation::Compound),
            // *the posts of Falk and Lauder*
            Kind::Person => {
                acts || !place && !country && parsed.mention_labels[start].head_of == Some(Kind::Place)
            }
            Kind::Organization | Kind::Abstract | Kind::Object => !firm(form),
            _ => false,
        };
        if place && !acts && kind == Kind::Person && !super::has_honorific(parsed, word) {
            label(parsed, start, end, Kind::Place);
            let label = &mut parsed.mention_labels[start];
            label.head_of = label.head_of.and(Some(Kind::Place));
        } else if close {
            label(parsed, start, end, Kind::Person);
            parsed.mention_labels[start].name_confidence = 1.0;
        }
    }
}

/// `kind/first-told`: *Corvell*, where *Corvell Health* was told of and the brothers Corvell are still to come, is the firm.
fn first_told(parsed: &mut Parsed) {
    let spans = spans(parsed);
    let mut firms: FxHashMap<&str, usize> = FxHashMap::default();
    let mut persons: FxHashMap<&str, usize> = FxHashMap::default();
    for &(start, end, kind) in spans.iter().filter(|s| s.1 > s.0 + 1) {
        match kind {
            Kind::Organization => {
                firms.entry(parsed.form(WordId::from_index(start))).or_insert(start);
            }
            Kind::Person => {
                persons.entry(parsed.form(WordId::from_index(end - 1))).or_insert(start);
            }
            _ => {}
        }
    }
    let first = |map: &FxHashMap<&str, usize>, form: &str| map.get(form).copied();
    let told = |&(start, end, kind): &(usize, usize, Kind)| {
        let word = WordId::from_index(start);
        let (firm, person) = (first(&firms, parsed.form(word)), first(&persons, parsed.form(word)));
        let order = firm.is_some_and(|f| f < start) && person.is_some_and(|p| p > start);
        let one = end == start + 1 && kind == Kind::Person && !super::has_honorific(parsed, word);
        (order && one).then_some(start)
    };
    let found: Vec<usize> = spans.iter().filter_map(told).collect();
    for start in found {
        label(parsed, start, start + 1, Kind::Organization);
        let label = &mut parsed.mention_labels[start];
        label.head_of = label.head_of.and(Some(Kind::Organization));
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
        let label = &mut parsed.mention_labels[word.index()];
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
