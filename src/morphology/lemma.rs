//! Lemmas: edit rules that the network chooses among (Straka 2018), and the lexicon that what they make is checked against.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "shapes of the model and ids of the segmented text"
)]

use super::Upos;
use crate::lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Irregular forms of verbs to their lemmas.
static IRREGULAR: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| lexicon::map(include_str!("../../data/words/irregular_verbs.tsv")));

#[derive(Clone, Copy, Debug, PartialEq)]
enum Casing {
    Keep,
    Lower,
    FirstUpper,
}

#[derive(Clone, Debug, PartialEq)]
enum Edit {
    Whole(String),
    Affixes { prefix_cut: usize, prefix: String, suffix_cut: usize, suffix: String },
}

/// The edit that makes a lemma of a form; lengths count Unicode scalar values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LemmaRule {
    casing: Casing,
    edit: Edit,
}

impl LemmaRule {
    pub(super) fn parse(label: &str) -> Option<Self> {
        let (casing, rest) = label.split_once('|')?;
        let casing = match casing {
            "k" => Casing::Keep,
            "l" => Casing::Lower,
            "u" => Casing::FirstUpper,
            _ => return None,
        };
        let edit = match rest.strip_prefix("=|") {
            Some(lemma) => Edit::Whole(lemma.to_owned()),
            None => {
                let mut fields = rest.splitn(4, '|');
                Edit::Affixes {
                    prefix_cut: fields.next()?.parse().ok()?,
                    prefix: fields.next()?.to_owned(),
                    suffix_cut: fields.next()?.parse().ok()?,
                    suffix: fields.next()?.to_owned(),
                }
            }
        };
        Some(Self { casing, edit })
    }

    pub(super) fn apply(&self, form: &str) -> String {
        let text = match &self.edit {
            Edit::Whole(lemma) if self.casing == Casing::Lower => return lemma.clone(),
            Edit::Whole(lemma) => lemma.clone(),
            Edit::Affixes { prefix_cut, prefix, suffix_cut, suffix } => {
                let lower: Vec<char> = form.to_lowercase().chars().collect();
                if prefix_cut + suffix_cut > lower.len() {
                    return form.to_owned();
                }
                let kept = &lower[*prefix_cut..lower.len() - suffix_cut];
                prefix.chars().chain(kept.iter().copied()).chain(suffix.chars()).collect()
            }
        };
        let lemma = match self.casing {
            Casing::Lower => text,
            Casing::FirstUpper => {
                let mut chars = text.chars();
                chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
            }
            Casing::Keep => {
                let mut pattern = form.chars();
                let mut out = String::with_capacity(text.len());
                for c in text.chars() {
                    if pattern.next().is_some_and(char::is_uppercase) {
                        out.extend(c.to_uppercase());
                    } else {
                        out.push(c);
                    }
                }
                out
            }
        };
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }
}

/// Prefixes that make verbs of verbs.
const PREFIXES: [&str; 14] = [
    "re", "un", "dis", "mis", "over", "under", "out", "pre", "de", "co", "inter", "counter", "fore", "super",
];

/// The lemmas of verbs and nouns that the training text has.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    verbs: FxHashSet<Box<str>>,
    nouns: FxHashSet<Box<str>>,
}

impl Lexicon {
    pub(super) fn new<'w>(
        verbs: impl Iterator<Item = &'w str>,
        nouns: impl Iterator<Item = &'w str>,
    ) -> Self {
        Self { verbs: verbs.map(Box::from).collect(), nouns: nouns.map(Box::from).collect() }
    }

    /// `lemma`, or what it should be: of a regular form's possible lemmas, one that is known is better than one that is
    /// not, and one that is possible better than one that is not. Of hyphenated words the last part counts. `xpos` is the
    /// form's tag of the Penn Treebank.
    pub(super) fn check(&self, form: &str, upos: Upos, xpos: &str, lemma: String) -> String {
        if !matches!(upos, Upos::Verb | Upos::Noun) || self.verbs.is_empty() {
            return lemma;
        }
        let lower = form.to_lowercase();
        let (prefix, last) = match lower.rfind('-') {
            Some(at) => lower.split_at(at + 1),
            None => ("", lower.as_str()),
        };
        let own = lemma.strip_prefix(prefix).unwrap_or(&lemma);
        let known = |word: &str| match upos {
            Upos::Verb => self.verbs.contains(word),
            _ => self.nouns.contains(word),
        };
        if known(own) {
            return lemma;
        }
        if let Some(irregular) = IRREGULAR.get(last).filter(|_| upos == Upos::Verb) {
            return format!("{prefix}{irregular}");
        }
        // a verb without ending is its own lemma
        let bare = matches!(xpos, "VB" | "VBP") && last.chars().all(char::is_alphabetic);
        let possible = if bare { vec![last.to_owned()] } else { candidates(last, upos, xpos) };
        if possible.is_empty() {
            return lemma;
        }
        let derived = |word: &str| {
            let stem = |prefix: &&str| word.strip_prefix(prefix).filter(|stem| stem.len() > 2);
            PREFIXES.iter().filter_map(stem).any(|stem| known(stem) || self.nouns.contains(stem))
        };
        let chosen = possible
            .iter()
            .find(|word| known(word))
            .or_else(|| possible.iter().find(|word| other_spelling(word).is_some_and(|other| known(&other))))
            .or_else(|| possible.iter().find(|word| self.nouns.contains(word.as_str())))
            .or_else(|| possible.iter().find(|word| derived(word)));
        // nothing is known: *ceded* is no form of *ced*, whatever the network says
        let odd =
            !possible.iter().any(|word| word == own) || possible[0].len() == own.len() + 1 && own.len() <= 4;
        match chosen.or_else(|| possible.first().filter(|_| odd)) {
            Some(better) => format!("{prefix}{better}"),
            None => lemma,
        }
    }
}

/// The word as the other side of the Atlantic spells it (*criticise*, *criticize*; *favour*, *favor*).
fn other_spelling(word: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 4] = [("ise", "ize"), ("yse", "yze"), ("our", "or"), ("ll", "l")];
    PAIRS.iter().find_map(|(british, american)| {
        let (stem, ending) = match word.strip_suffix(british) {
            Some(stem) => (stem, american),
            None => (word.strip_suffix(american)?, british),
        };
        Some(format!("{stem}{ending}"))
    })
}

/// What a regular form can be a form of, the likeliest spelling first; empty where it has no regular ending.
fn candidates(form: &str, upos: Upos, xpos: &str) -> Vec<String> {
    let mut found = Vec::new();
    let ending = |ending: &str| form.strip_suffix(ending).filter(|stem| stem.len() >= 2);
    let joined = |stem: &str, end: &str| format!("{stem}{end}");
    if upos == Upos::Noun || xpos == "VBZ" {
        if let Some(stem) = ending("ies") {
            found.extend(endings_of_y(stem, upos));
        } else if let Some(stem) = ending("es") {
            let sibilant = stem.ends_with(['s', 'x', 'z']) || stem.ends_with("ch") || stem.ends_with("sh");
            let both = [joined(stem, ""), joined(stem, "e")];
            found.extend(if sibilant { both } else { [joined(stem, "e"), joined(stem, "")] });
            if upos == Upos::Verb {
                found
                    .retain(|word| if word.len() == stem.len() { !needs_e(word) } else { !takes_no_e(stem) });
            }
        } else if let Some(stem) = ending("s").filter(|stem| !stem.ends_with(['s', 'u', 'i'])) {
            found.push(stem.to_owned());
        }
        return found;
    }
    let stem = if let Some(stem) = ending("ied") {
        return endings_of_y(stem, upos);
    } else if let Some(stem) = ending("ying") {
        return endings_of_y(stem, upos);
    } else if let Some(stem) = ending("ed").or_else(|| ending("ing")) {
        stem
    } else {
        return found;
    };
    let (plain, with_e) = (joined(stem, ""), joined(stem, "e"));
    if needs_e(stem) {
        return vec![with_e];
    }
    if takes_no_e(stem) {
        // *panicked*
        let hard = stem.strip_suffix("ick").map(|start| joined(start, "ic"));
        return std::iter::once(plain).chain(hard).collect();
    }
    let mut back = stem.chars().rev();
    let (last, before) = (back.next(), back.next());
    let doubled = last == before && last.is_some_and(|c| !matches!(c, 'l' | 's' | 'z' | 'f' | 'e' | 'o'));
    let single = stem.char_indices().next_back().map_or(stem, |(at, _)| &stem[..at]);
    // one vowel before one consonant that is not doubled: *ceded*, *saved*
    let vowels = stem.chars().filter(|&c| is_vowel(c)).count();
    let short =
        vowels == 1 && before.is_some_and(is_vowel) && last.is_some_and(|c| !matches!(c, 'w' | 'x' | 'y'));
    // *praised*, *forced*, *urged*, *saved*, *argued*; *created*, *realized*
    let silent = short
        || stem.ends_with(['c', 'v', 'u', 'z'])
        || stem.ends_with("at")
        || stem.ends_with("dg")
        || stem.ends_with("rg")
        || stem.ends_with("ng") && stem.len() < 5
        || (last == Some('s') && !stem.ends_with("ss"));
    match (last == before, doubled) {
        (true, true) => found.extend([single.to_owned(), plain]),
        (true, false) => found.extend([plain, with_e, single.to_owned()]),
        _ if silent => found.extend([with_e, plain]),
        _ => found.extend([plain, with_e]),
    }
    found
}

/// A stem before *-ies*, *-ied* or *-ying* with *y* and, where a word may end so (*die*, *untie*, *movie*), with *ie*.
fn endings_of_y(stem: &str, upos: Upos) -> Vec<String> {
    let both = upos == Upos::Noun || stem.ends_with(['d', 'l', 't', 'v']);
    let endings = if both { &["y", "ie"][..] } else { &["y"] };
    endings.iter().map(|end| format!("{stem}{end}")).collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether no English verb is spelled like the stem, only with an *e* behind it (*criticis*, *forc*, *argu*, *handl*).
fn needs_e(stem: &str) -> bool {
    let mut back = stem.chars().rev();
    let Some(last) = back.next() else { return false };
    let before = back.next();
    let consonant = before.is_some_and(|c| c.is_alphabetic() && !is_vowel(c));
    match last {
        'c' | 'v' => true,
        'u' => !stem.ends_with("ou"),
        'z' => before.is_some_and(|c| is_vowel(c) || c == 'y'),
        // *focus*, *bias*, *canvas*, *chorus*, *gas*, *bus*
        's' => {
            before != Some('s')
                && !["cus", "ias", "vas", "rus", "gas", "bus"].iter().any(|e| stem.ends_with(e))
        }
        'l' => consonant && !matches!(before, Some('l' | 'r' | 'w')),
        'g' => stem.ends_with("dg") || stem.ends_with("rg"),
        't' => {
            before == Some('a') && stem.chars().filter(|&c| is_vowel(c)).count() > 2 && !stem.ends_with("eat")
        }
        _ => false,
    }
}

/// Whether no English verb is spelled like the stem with an *e* behind it (*launch*, *push*, *fix*, *tool*, *remain*).
fn takes_no_e(stem: &str) -> bool {
    const CLUSTERS: [&str; 17] = [
        "nch", "tch", "rch", "sh", "ss", "ct", "pt", "nd", "nt", "rd", "rm", "rn", "ck", "lk", "nk", "rk",
        "sk",
    ];
    let long = stem.strip_suffix(['d', 'k', 'l', 'm', 'n', 'p', 'r', 't']).is_some_and(|start| {
        // but *create*
        ["ai", "ee", "oa", "oo"].iter().any(|pair| start.ends_with(pair))
            || start.ends_with("ea") && !stem.ends_with('t')
    });
    long || stem.ends_with(['x', 'y', 'w']) || CLUSTERS.iter().any(|end| stem.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_edit_and_keep_case() {
        let apply = |rule, form| LemmaRule::parse(rule).unwrap().apply(form);
        assert_eq!(apply("l|0||3|", "Walking"), "walk");
        assert_eq!(apply("l|0||1|y", "ladi"), "lady");
        assert_eq!(apply("k|0||1|", "NATOs"), "NATO");
        assert_eq!(apply("u|0||0|", "oslo"), "Oslo");
        assert_eq!(apply("l|=|be", "Was"), "be");
        assert_eq!(apply("l|3||4|", "it"), "it");
        assert_eq!(LemmaRule::parse("x|0||0|"), None);
    }

    #[test]
    fn regular_forms_are_checked_against_the_lexicon() {
        let verbs = ["chair", "praise", "commit", "visit", "create", "tell", "deny", "name", "organize"];
        let lexicon = Lexicon::new(verbs.into_iter(), ["harbour", "cause"].into_iter());
        let check = |form: &str, upos, lemma: &str| lexicon.check(form, upos, "", lemma.to_owned());
        assert_eq!(check("co-chaired", Upos::Verb, "co-chaire"), "co-chair");
        assert_eq!(check("Praised", Upos::Verb, "prais"), "praise");
        assert_eq!(check("committing", Upos::Verb, "committe"), "commit");
        assert_eq!(check("causing", Upos::Verb, "caus"), "cause");
        assert_eq!(check("told", Upos::Verb, "tell"), "tell");
        assert_eq!(check("lent", Upos::Verb, "le"), "lend");
        assert_eq!(check("ceded", Upos::Verb, "ced"), "cede");
        assert_eq!(check("glimmed", Upos::Verb, "glimme"), "glim");
        assert_eq!(check("harbours", Upos::Noun, "harbour"), "harbour");
        assert_eq!(check("quays", Upos::Noun, "quay"), "quay");
        assert_eq!(check("renamed", Upos::Verb, "renam"), "rename");
        assert_eq!(check("criticised", Upos::Verb, "criticis"), "criticise");
        assert_eq!(check("organising", Upos::Verb, "organis"), "organise");
        let third = |form: &str, lemma: &str| lexicon.check(form, Upos::Verb, "VBZ", lemma.to_owned());
        assert_eq!(third("denies", "denie"), "deny");
        assert_eq!(third("glorifies", "glorifie"), "glorify");
        assert_eq!(third("praises", "prais"), "praise");
        assert_eq!(third("criticises", "criticis"), "criticise");
        assert_eq!(third("watches", "watche"), "watch");
        assert_eq!(lexicon.check("jettison", Upos::Verb, "VB", "jettis".to_owned()), "jettison");
    }
}
