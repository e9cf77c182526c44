//! Lists about names: what their words tell of their kind, and which forms of them mean the same.

use super::{GIVEN_NAMES, Gender, WordMap, WordSet, map, rows, set, told};
use crate::mentions::Kind;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Legal forms of companies, without a final period, to what they are compared by.
pub static LEGAL_FORMS: WordMap<&'static str> = WordMap::new(|| {
    let rows = rows(include_str!("../../data/words/company_forms.tsv"));
    rows.filter_map(|row| Some((*row.first()?, row.get(1).copied().unwrap_or(*row.first()?)))).collect()
});

/// Given names that are common words or places, too.
pub static GIVEN_NAMES_ALSO_WORDS: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/given_names_also_words.tsv")));

/// Short forms of given names, in lower case, to the full names, comma between.
pub static NICKNAMES: WordMap<&'static str> =
    WordMap::new(|| map(include_str!("../../data/words/nicknames.tsv")));

/// Nouns at the end of a name, or before its *of*, to the kind of what is called so.
pub static NAME_HEADS: WordMap<Kind> = WordMap::new(|| told(include_str!("../../data/words/name_heads.tsv")));

/// Those of them, in lower case, that a short form of the name leaves out (*the Danube*).
static SMALL_NAME_HEADS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/words/name_heads.tsv"));
    rows.filter(|row| is_marked(row, "small")).filter_map(|row| Some(row.first()?.to_lowercase())).collect()
});

/// Whether the noun, in lower case, is one that a short form of the name leaves out.
#[must_use]
pub fn is_small_name_head(word: &str) -> bool {
    SMALL_NAME_HEADS.contains(word)
}

/// Those of them that are no club or firm, either.
pub static SURE_NAME_HEADS: WordSet = WordSet::new(|| {
    let rows = rows(include_str!("../../data/words/name_heads.tsv"));
    rows.filter(|row| is_marked(row, "sure")).filter_map(|row| row.first().copied()).collect()
});

fn is_marked(row: &[&'static str], mark: &str) -> bool {
    row.get(2).is_some_and(|marks| marks.split(',').any(|m| m == mark))
}

/// Words in front of a name that say what it is the name of, to its kind; the longest first.
pub static TYPE_WORDS: LazyLock<Vec<(Vec<&'static str>, Kind)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/words/type_words.tsv"));
    let mut all: Vec<(Vec<&str>, Kind)> =
        rows.filter_map(|row| Some((row.first()?.split(' ').collect(), row.get(1)?.parse().ok()?))).collect();
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    all
});

/// A noun of a body (*ministry*, *council*, *firm*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// The sorts of bodies it is said of.
    pub sorts: Vec<&'static str>,
    /// Whether it may mean any body of its sorts.
    pub general: bool,
}

/// Nouns of bodies, as lemmas.
pub static INSTITUTIONS: WordMap<Institution> = WordMap::new(|| {
    rows(include_str!("../../data/words/institutions.tsv"))
        .filter_map(|row| {
            let sorts = row.get(1)?.split(',').collect();
            Some((*row.first()?, Institution { sorts, general: row.get(2) == Some(&"general") }))
        })
        .collect()
});

/// Verbs of going somewhere, as lemmas.
pub static MOTION_VERBS: WordSet = WordSet::new(|| set(include_str!("../../data/words/motion_verbs.tsv")));

/// Titles of those who speak for or lead a body, as lemmas.
pub static BODY_TITLES: WordSet = WordSet::new(|| {
    let rows = rows(include_str!("../../data/words/titles.tsv"));
    rows.filter(|row| row.get(1) == Some(&"body")).filter_map(|row| row.first().copied()).collect()
});

/// Adjectives with which a town is a part of the named one, or another (*the old town of Arendal*).
pub static TOWN_PARTS: WordSet = WordSet::new(|| set(include_str!("../../data/words/town_parts.tsv")));

/// Words in front of a title that belong to it (*chief*, *prime*), in lower case.
pub static TITLE_PARTS: WordSet = WordSet::new(|| set(include_str!("../../data/words/title_parts.tsv")));

/// Words in front of a name that are part of it, though they look like titles (*St.*), in lower case.
pub static NAME_PARTS: WordSet = WordSet::new(|| set(include_str!("../../data/words/name_parts.tsv")));

/// The gender of a given name, also where it is written with other accents than in the list (*Íngrid*).
#[must_use]
pub fn given_name(form: &str) -> Option<Gender> {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ě' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' => 'n',
        'š' | 'ś' => 's',
        'ž' | 'ź' => 'z',
        'Á' | 'À' | 'Â' | 'Ä' => 'A',
        'É' | 'È' | 'Ê' => 'E',
        'Í' | 'Î' => 'I',
        'Ó' | 'Ö' => 'O',
        'Ú' | 'Ü' => 'U',
        other => other,
    };
    let found = GIVEN_NAMES.get(form).or_else(|| {
        let folded: String = form.chars().map(plain).collect();
        GIVEN_NAMES.get(folded.as_str())
    });
    found.copied()
}

/// Nouns beside a name that say what it is, as lemmas, to its kind.
pub static DESCRIBING_NOUNS: WordMap<Kind> =
    WordMap::new(|| told(include_str!("../../data/words/describing_nouns.tsv")));

/// A noun that says of what sort something is (*ship*, *airline*, *town*).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The kind of thing it is.
    pub kind: Kind,
    /// The sorts it is of.
    pub sorts: Vec<&'static str>,
    /// Whether it may mean any thing of its sorts.
    pub general: bool,
}

impl Category {
    /// Whether one thing may be called by both nouns.
    #[must_use]
    pub fn shares(&self, other: &Self) -> bool {
        self.kind == other.kind
            && (self.general || other.general)
            && self.sorts.iter().any(|sort| other.sorts.contains(sort))
    }
}

/// Nouns of bodies, things and places that say of what sort one is, as lemmas.
pub static CATEGORIES: WordMap<Category> = WordMap::new(|| {
    let bodies = INSTITUTIONS.iter().map(|(noun, body)| {
        (noun, Category { kind: Kind::Organization, sorts: body.sorts.clone(), general: body.general })
    });
    let things = rows(include_str!("../../data/words/describing_nouns.tsv")).filter_map(|row| {
        let general = row.get(3) == Some(&"general");
        Some((*row.first()?, Category { kind: row.get(1)?.parse().ok()?, sorts: vec![row.get(2)?], general }))
    });
    bodies.chain(things).collect()
});

/// States, provinces and regions of countries, and what newspapers shorten them to.
pub static STATES: WordSet = WordSet::new(|| {
    let rows = rows(include_str!("../../data/words/states.tsv"));
    rows.flatten().filter(|name| !name.is_empty()).collect()
});

/// Nouns of what places have and persons have not, as lemmas.
pub static PLACE_PARTS: WordSet = WordSet::new(|| set(include_str!("../../data/words/place_parts.tsv")));

/// Words written in capitals that are common nouns or abbreviations (*DVD*, *GDP*).
pub static ACRONYM_NOUNS: WordSet = WordSet::new(|| set(include_str!("../../data/words/acronym_nouns.tsv")));

/// Nouns that are said of anybody (*man*, *businesswoman*), as lemmas.
pub static ANYBODY: WordSet = WordSet::new(|| {
    let rows = rows(include_str!("../../data/words/gendered_nouns.tsv"));
    rows.filter(|row| row.get(2) == Some(&"anybody")).filter_map(|row| row.first().copied()).collect()
});
