//! Lemmas: edit rules that the network chooses among (Straka 2018), and the lexicon that what they make is checked against.

use super::inflection::{IRREGULAR, PREFIXES, irregular_compound, nouns_of, prefixed_past, verbs_of};
use super::{Upos, Xpos};
use rustc_hash::FxHashSet;

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
            // most words are their own lemma
            Edit::Affixes { prefix_cut: 0, prefix, suffix_cut: 0, suffix }
                if form.is_ascii()
                    && prefix.is_empty()
                    && suffix.is_empty()
                    && self.casing == Casing::Keep =>
            {
                return form.to_owned();
            }
            Edit::Affixes { prefix_cut, prefix, suffix_cut, suffix } if form.is_ascii() => {
                let end = form.len().checked_sub(*suffix_cut);
                let Some(kept) = end.and_then(|end| form.get(*prefix_cut..end)) else {
                    return form.to_owned();
                };
                [prefix, kept.to_ascii_lowercase().as_str(), suffix].concat()
            }
            Edit::Affixes { prefix_cut, prefix, suffix_cut, suffix } => {
                let lower: Vec<char> = form.to_lowercase().chars().collect();
                let end = lower.len().checked_sub(*suffix_cut);
                let Some(kept) = end.and_then(|end| lower.get(*prefix_cut..end)) else {
                    return form.to_owned();
                };
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

    /// `lemma`, or what it should be. Of hyphenated words the last part counts. `xpos` is the form's tag of the Penn Treebank.
    pub(super) fn check(&self, form: &str, upos: Upos, xpos: Xpos, lemma: String) -> String {
        if !matches!(upos, Upos::Verb | Upos::Noun) || self.verbs.is_empty() {
            return lemma;
        }
        let lower = form.to_lowercase();
        let (prefix, last) = match lower.rfind('-') {
            Some(at) => lower.split_at(at.saturating_add(1)),
            None => ("", lower.as_str()),
        };
        let own = lemma.strip_prefix(prefix).unwrap_or(&lemma);
        let better = match upos {
            Upos::Verb => self.verb(last, xpos, own),
            _ => self.noun(last, own),
        };
        better.map(|better| format!("{prefix}{better}")).unwrap_or(lemma)
    }

    /// What is better than `own` as a verb's lemma: irregular forms are listed; of a regular form's possible lemmas the one that
    /// is spelled as most verbs are counts, then `own` and the others, those first that are known.
    fn verb(&self, form: &str, xpos: Xpos, own: &str) -> Option<String> {
        // a verb without ending is its own lemma; *overran* has one, whatever its tag
        if matches!(xpos, Xpos::Vb | Xpos::Vbp) && form.chars().all(char::is_alphabetic) {
            let past = IRREGULAR.get(form).map(|&lemma| lemma.to_owned()).or_else(|| prefixed_past(form));
            let past = past.filter(|lemma| lemma != form && !self.verbs.contains(form));
            let kept = self.verbs.contains(own) || own == form;
            return past.or_else(|| (!kept).then(|| form.to_owned()));
        }
        let past = matches!(xpos, Xpos::Vbd | Xpos::Vbn);
        if let Some(irregular) =
            IRREGULAR.get(form).filter(|_| past || xpos == Xpos::Vbz || !self.verbs.contains(own))
        {
            return Some((*irregular).to_owned());
        }
        if past && !form.ends_with("ed") && !self.verbs.contains(own) {
            // *widen*, taken for a past form: what is no past form that is known is the verb itself
            return irregular_compound(form).or_else(|| Some(form.to_owned()));
        }
        let possible = verbs_of(form, xpos);
        let first = possible.first()?;
        if self.verbs.contains(first.as_str()) {
            return Some(first.clone());
        }
        if self.verbs.contains(own) && possible.iter().any(|word| word == own) {
            return None;
        }
        // of *rebutted* *rebut*, not *re* and *butt*
        let chosen = self.known_of(&possible, &self.verbs).filter(|word| self.verbs.contains(word.as_str()));
        Some(chosen.unwrap_or(first).clone())
    }

    /// What is better than `own` as a noun's lemma.
    fn noun(&self, form: &str, own: &str) -> Option<String> {
        if self.nouns.contains(own) {
            return None;
        }
        let possible = nouns_of(form);
        let odd = !possible.iter().any(|word| word == own);
        self.known_of(&possible, &self.nouns).or_else(|| possible.first().filter(|_| odd)).cloned()
    }

    /// The first of some words that is known, or whose other spelling, noun or stem is.
    fn known_of<'w>(&self, possible: &'w [String], known: &FxHashSet<Box<str>>) -> Option<&'w String> {
        let is_known = |word: &str| known.contains(word);
        let derived = |word: &str| {
            let stem = |prefix: &&str| word.strip_prefix(prefix).filter(|stem| stem.len() > 2);
            PREFIXES.iter().filter_map(stem).any(|stem| is_known(stem) || self.nouns.contains(stem))
        };
        let mut found = possible.iter().find(|word| is_known(word));
        found = found.or_else(|| {
            possible.iter().find(|word| other_spelling(word).is_some_and(|other| is_known(&other)))
        });
        found = found.or_else(|| possible.iter().find(|word| self.nouns.contains(word.as_str())));
        found.or_else(|| possible.iter().find(|word| derived(word)))
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
        assert_eq!(apply("k|0||0|", "McBerg"), "McBerg");
        assert_eq!(apply("l|0||4|", "\u{c9}tudes"), "\u{e9}t");
        assert_eq!(apply("k|0||1|", "\u{c9}tats"), "\u{c9}tat");
        assert_eq!(LemmaRule::parse("x|0||0|"), None);
    }

    #[test]
    fn regular_forms_are_checked_against_the_lexicon() {
        let verbs = ["chair", "praise", "commit", "visit", "create", "tell", "deny", "name", "organize"];
        let lexicon = Lexicon::new(verbs.into_iter(), ["harbour", "cause"].into_iter());
        let check =
            |form: &str, upos, lemma: &str| lexicon.check(form, upos, Xpos::Unknown, lemma.to_owned());
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
        let third = |form: &str, lemma: &str| lexicon.check(form, Upos::Verb, Xpos::Vbz, lemma.to_owned());
        assert_eq!(third("denies", "denie"), "deny");
        assert_eq!(third("glorifies", "glorifie"), "glorify");
        assert_eq!(third("praises", "prais"), "praise");
        assert_eq!(third("criticises", "criticis"), "criticise");
        assert_eq!(third("watches", "watche"), "watch");
        assert_eq!(lexicon.check("jettison", Upos::Verb, Xpos::Vb, "jettis".to_owned()), "jettison");
    }
}
