//! English inflection backwards: what a form of a verb or noun can be a form of, by its spelling.

use crate::lexicon::{self, WordMap};
use crate::morphology::Xpos;

/// Irregular forms of verbs to their lemmas.
pub(super) static IRREGULAR: WordMap<&'static str> =
    WordMap::new(|| lexicon::map(include_str!("../../data/words/irregular_verbs.tsv")));

/// Endings of what is left of verbs without *-ed* and *-ing* to how the verb is spelled; `^` is a word's beginning.
static SPELLINGS: WordMap<&'static str> =
    WordMap::new(|| lexicon::map(include_str!("../../data/words/verb_spellings.tsv")));

/// Prefixes that make verbs of verbs.
pub(super) const PREFIXES: [&str; 14] = [
    "re", "un", "dis", "mis", "over", "under", "out", "pre", "de", "co", "inter", "counter", "fore", "super",
];

/// Whether the word is an irregular verb's past form and no form of its present (*met*, *sold*).
pub(super) fn is_irregular_past(form: &str) -> bool {
    IRREGULAR.get(form).is_some_and(|lemma| *lemma != form)
}

/// The lemma of a past form whose end is an irregular form: *overran*, *resold*, *withstood*, *babysat*.
pub(super) fn irregular_compound(form: &str) -> Option<String> {
    let starts =
        form.char_indices().map(|(at, _)| at).skip(2).take_while(|at| form.len().saturating_sub(*at) > 2);
    starts
        .filter_map(|at| Some((at, *IRREGULAR.get(form.get(at..)?)?)))
        .filter_map(|(at, lemma)| Some((form.get(..at)?, lemma)))
        .find(|(prefix, _)| prefix.contains(is_vowel))
        .map(|(prefix, lemma)| format!("{prefix}{lemma}"))
}

/// The lemma of a form that is a prefix before an irregular past form, and before nothing else: *outran*, but not *rebound*.
pub(super) fn prefixed_past(form: &str) -> Option<String> {
    let mut parted = PREFIXES.iter().filter_map(|prefix| Some((*prefix, form.strip_prefix(*prefix)?)));
    let (prefix, rest) = parted.find(|(_, rest)| rest.len() > 2 && IRREGULAR.contains_key(rest))?;
    let alone =
        !matches!(rest, "bound" | "found" | "ground" | "wound" | "lay" | "fell" | "saw" | "left" | "felt");
    IRREGULAR.get(rest).filter(|_| alone).map(|lemma| format!("{prefix}{lemma}"))
}

/// What a verb's regular form can be a form of, the likeliest first; empty where it has no regular ending.
pub(super) fn verbs_of(form: &str, xpos: Xpos) -> Vec<String> {
    let ending = |ending: &str| form.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2);
    if xpos == Xpos::Vbz {
        return match (ending("ies"), ending("es"), ending("s")) {
            (Some(stem), ..) => of_y(stem),
            (None, Some(stem), _) => {
                let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| stem.ends_with(end));
                let plain = hissing && spelling(stem) != "e";
                let pair = [stem.to_owned(), format!("{stem}e")];
                if plain {
                    pair.to_vec()
                } else {
                    pair.into_iter().rev().take(if hissing { 2 } else { 1 }).collect()
                }
            }
            (None, None, Some(stem)) if !stem.ends_with('s') => vec![stem.to_owned()],
            _ => Vec::new(),
        };
    }
    if let Some(stem) = form.strip_suffix("ied").or_else(|| form.strip_suffix("ying")) {
        return of_y(stem);
    }
    let Some(stem) = ending("ed").or_else(|| ending("ing")) else { return Vec::new() };
    let shorter = || {
        let mut characters = stem.chars();
        characters.next_back();
        characters.as_str().to_owned()
    };
    let mut back = stem.chars().rev();
    let (last, before) = (back.next(), back.next());
    // *panicked*, not *kicked*
    let hard = ["nick", "mick", "olick", "fick", "itick"].iter().any(|end| stem.ends_with(end));
    let mut found = vec![match spelling(stem) {
        _ if hard && stem.chars().filter(|&c| is_vowel(c)).count() > 1 => shorter(),
        "e" => format!("{stem}e"),
        "single" if last == before => shorter(),
        _ => stem.to_owned(),
    }];
    // one vowel before one consonant that is not doubled is a silent *e*'s: *sited*, not of *sit*
    let short = stem.chars().filter(|&c| is_vowel(c)).count() == 1
        && before.is_some_and(is_vowel)
        && last.is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    let double = last == before && last.is_some_and(|c| !is_vowel(c));
    if double {
        found.extend([shorter(), stem.to_owned()]);
    } else if short {
        found.push(format!("{stem}e"));
    } else {
        found.extend([format!("{stem}e"), stem.to_owned()]);
    }
    found
}

/// A verb's stem before *-ies*, *-ied* or *-ying*, with *y*; the few that end in *ie* with that (*die*, *untie*, *belie*).
fn of_y(stem: &str) -> Vec<String> {
    const OF_IE: [&str; 4] = ["d", "l", "t", "v"];
    const COMPOUNDS: [&str; 5] = ["unt", "ret", "bel", "underl", "overl"];
    let end = if OF_IE.contains(&stem) || COMPOUNDS.contains(&stem) { "ie" } else { "y" };
    vec![format!("{stem}{end}")]
}

/// How a verb is spelled of which this is left without *-ed* or *-ing*: `same`, with `e`, or with its last consonant `single`.
fn spelling(stem: &str) -> &'static str {
    let whole = format!("^{stem}");
    let places = whole.char_indices().map(|(at, _)| at);
    places.filter_map(|at| SPELLINGS.get(whole.get(at..)?)).next().copied().unwrap_or("same")
}

/// What a noun's plural can be the plural of, the likeliest first; empty where it has no regular ending.
pub(super) fn nouns_of(form: &str) -> Vec<String> {
    let ending = |ending: &str| form.strip_suffix(ending).filter(|stem| stem.len() >= 2);
    if let Some(stem) = ending("ies") {
        return vec![format!("{stem}y"), format!("{stem}ie")];
    }
    if let Some(stem) = ending("es") {
        let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end));
        let both = [stem.to_owned(), format!("{stem}e")];
        return if sibilant { both.to_vec() } else { both.into_iter().rev().collect() };
    }
    ending("s").filter(|stem| !stem.ends_with(['s', 'u', 'i'])).map(str::to_owned).into_iter().collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_alone_tells_most_verbs() {
        let forms = [
            ("unfettered", "unfetter"),
            ("benefited", "benefit"),
            ("emitted", "emit"),
            ("concurred", "concur"),
            ("refuelled", "refuel"),
            ("fulfilled", "fulfill"),
            ("mopped", "mop"),
            ("buzzed", "buzz"),
            ("decreed", "decree"),
            ("guaranteed", "guarantee"),
            ("dyed", "dye"),
            ("levied", "levy"),
            ("vied", "vie"),
            ("untied", "untie"),
            ("mimicked", "mimic"),
            ("plucked", "pluck"),
            ("glided", "glide"),
            ("scoped", "scope"),
            ("queued", "queue"),
            ("lodged", "lodge"),
            ("bathed", "bathe"),
            ("waltzed", "waltz"),
            ("freighted", "freight"),
            ("chaired", "chair"),
            ("bartered", "barter"),
        ];
        for (form, lemma) in forms {
            assert_eq!(verbs_of(form, Xpos::Vbd).first().map(String::as_str), Some(lemma), "{form}");
        }
        let forms = [
            ("dying", "die"),
            ("allying", "ally"),
            ("decreeing", "decree"),
            ("jogging", "jog"),
            ("citing", "cite"),
        ];
        for (form, lemma) in forms {
            assert_eq!(verbs_of(form, Xpos::Vbg).first().map(String::as_str), Some(lemma), "{form}");
        }
        let forms =
            [("vetoes", "veto"), ("ratifies", "ratify"), ("scratches", "scratch"), ("hinges", "hinge")];
        for (form, lemma) in forms {
            assert_eq!(verbs_of(form, Xpos::Vbz).first().map(String::as_str), Some(lemma), "{form}");
        }
    }

    #[test]
    fn irregular_forms_stand_at_the_end_of_others() {
        let lemma = |form| irregular_compound(form);
        assert_eq!(lemma("outgrew").as_deref(), Some("outgrow"));
        assert_eq!(lemma("withstood").as_deref(), Some("withstand"));
        assert_eq!(lemma("ghostwrote").as_deref(), Some("ghostwrite"));
        assert_eq!(lemma("sprat"), None);
        assert_eq!(prefixed_past("resold").as_deref(), Some("resell"));
        assert_eq!(prefixed_past("rebound"), None);
    }
}
