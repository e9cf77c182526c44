//! The one reader of `data/words`: closed classes of the language and of the world, as sets and maps.
//!
//! Each file is tab-separated, `#` begins a comment; its head says what it holds, its columns and its source.

mod classes;
mod meanings;
mod naming;
mod senses;
mod types;
mod words;

pub use classes::*;
pub use meanings::{Meaning, alike, meaning, noun};
pub use naming::*;
pub use senses::{Kinship, Sense, content, kinship, may_be_person, senses};
pub use types::{Effect, Gender, OfficeState, Shell, Stance, Weather};
pub use words::{WordMap, WordSet, lowered};

use rustc_hash::{FxHashMap, FxHashSet};
use std::str::FromStr;
use std::sync::Arc;

/// A set of words from a file's first column.
#[must_use]
pub fn set(file: &'static str) -> FxHashSet<&'static str> {
    rows(file).filter_map(|row| row.first().copied()).collect()
}

/// A map from a file's first column to its second (the empty string where there is none).
#[must_use]
pub fn map(file: &'static str) -> FxHashMap<&'static str, &'static str> {
    rows(file).filter_map(|row| Some((*row.first()?, row.get(1).copied().unwrap_or("")))).collect()
}

/// A map from a file's first column to the value that the second stands for; rows in which it stands for none are left out (a test
/// finds them).
pub fn told<T: FromStr>(file: &'static str) -> FxHashMap<&'static str, T> {
    rows(file).filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect()
}

/// The same where the second column may be empty.
pub fn maybe_told<T: FromStr>(file: &'static str) -> FxHashMap<&'static str, Option<T>> {
    rows(file)
        .filter_map(|row| Some((*row.first()?, row.get(1).and_then(|told| told.parse().ok()))))
        .collect()
}

/// The rows of a file, as their columns; empty lines and comments are left out.
pub fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// Sets of words, each from the file of `data/words` with that name.
macro_rules! sets {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {$(
        $(#[$doc])*
        static $name: $crate::lexicon::WordSet = $crate::lexicon::WordSet::new(|| {
            $crate::lexicon::set(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/words/", $file, ".tsv")))
        });
    )*};
}
pub(crate) use sets;

/// A list as rules see it: each word with its further columns.
type NamedList = Arc<FxHashMap<String, Vec<String>>>;

/// The list of `data/words` with that name; `demonyms` are the second column of `countries`.
pub(crate) fn list(name: &str) -> Option<NamedList> {
    if name == "demonyms" {
        return Some(Arc::new(
            DEMONYMS.iter().map(|(w, c)| ((*w).to_owned(), vec![(*c).to_owned()])).collect(),
        ));
    }
    if name == "countries" {
        return Some(Arc::new(
            COUNTRIES.iter().map(|(w, c)| ((*w).to_owned(), vec![(*c).to_owned()])).collect(),
        ));
    }
    let (_, file) = FILES.iter().find(|(n, _)| *n == name)?;
    let mut list: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for row in rows(file) {
        let Some((word, columns)) = row.split_first() else { continue };
        list.entry((*word).to_owned()).or_default().extend(columns.iter().map(|c| (*c).to_owned()));
    }
    Some(Arc::new(list))
}

/// All lists, by the names of their files.
const FILES: &[(&str, &str)] = &[
    ("abbreviations", include_str!("../../data/words/abbreviations.tsv")),
    ("accusing", include_str!("../../data/words/accusing.tsv")),
    ("addressee_verbs", include_str!("../../data/words/addressee_verbs.tsv")),
    ("adverbs", include_str!("../../data/words/adverbs.tsv")),
    ("agent_verbs", include_str!("../../data/words/agent_verbs.tsv")),
    ("appointing", include_str!("../../data/words/appointing.tsv")),
    ("capitals", include_str!("../../data/words/capitals.tsv")),
    ("company_forms", include_str!("../../data/words/company_forms.tsv")),
    ("classes", include_str!("../../data/words/classes.tsv")),
    ("comparisons", include_str!("../../data/words/comparisons.tsv")),
    ("complements", include_str!("../../data/words/complements.tsv")),
    ("condition_marks", include_str!("../../data/words/condition_marks.tsv")),
    ("contractions", include_str!("../../data/words/contractions.tsv")),
    ("control", include_str!("../../data/words/control.tsv")),
    ("countries", include_str!("../../data/words/countries.tsv")),
    ("currencies", include_str!("../../data/words/currencies.tsv")),
    ("effect_verbs", include_str!("../../data/words/effect_verbs.tsv")),
    ("engaging_verbs", include_str!("../../data/words/engaging_verbs.tsv")),
    ("event_nouns", include_str!("../../data/words/event_nouns.tsv")),
    ("factive_adjectives", include_str!("../../data/words/factive_adjectives.tsv")),
    ("fields", include_str!("../../data/words/fields.tsv")),
    ("gendered_nouns", include_str!("../../data/words/gendered_nouns.tsv")),
    ("given_names", include_str!("../../data/words/given_names.tsv")),
    ("giving_verbs", include_str!("../../data/words/giving_verbs.tsv")),
    ("governing_verbs", include_str!("../../data/words/governing_verbs.tsv")),
    ("headline_passives", include_str!("../../data/words/headline_passives.tsv")),
    ("honorifics", include_str!("../../data/words/honorifics.tsv")),
    ("institutions", include_str!("../../data/words/institutions.tsv")),
    ("irregular_verbs", include_str!("../../data/words/irregular_verbs.tsv")),
    ("light_verbs", include_str!("../../data/words/light_verbs.tsv")),
    ("linking_phrases", include_str!("../../data/words/linking_phrases.tsv")),
    ("measure_nouns", include_str!("../../data/words/measure_nouns.tsv")),
    ("modal_adjectives", include_str!("../../data/words/modal_adjectives.tsv")),
    ("modal_adverbs", include_str!("../../data/words/modal_adverbs.tsv")),
    ("modal_auxiliaries", include_str!("../../data/words/modal_auxiliaries.tsv")),
    ("modal_heads", include_str!("../../data/words/modal_heads.tsv")),
    ("name_parts", include_str!("../../data/words/name_parts.tsv")),
    ("negatives", include_str!("../../data/words/negatives.tsv")),
    ("noun_prepositions", include_str!("../../data/words/noun_prepositions.tsv")),
    ("numerals", include_str!("../../data/words/numerals.tsv")),
    ("office_states", include_str!("../../data/words/office_states.tsv")),
    ("organization_nouns", include_str!("../../data/words/organization_nouns.tsv")),
    ("organization_parts", include_str!("../../data/words/organization_parts.tsv")),
    ("personal_verbs", include_str!("../../data/words/personal_verbs.tsv")),
    ("place_nouns", include_str!("../../data/words/place_nouns.tsv")),
    ("place_parts", include_str!("../../data/words/place_parts.tsv")),
    ("prefixes", include_str!("../../data/words/prefixes.tsv")),
    ("prepositions", include_str!("../../data/words/prepositions.tsv")),
    ("pronouns", include_str!("../../data/words/pronouns.tsv")),
    ("reporting", include_str!("../../data/words/reporting.tsv")),
    ("reporting_nouns", include_str!("../../data/words/reporting_nouns.tsv")),
    ("seats", include_str!("../../data/words/seats.tsv")),
    ("sentence_starters", include_str!("../../data/words/sentence_starters.tsv")),
    ("shell_nouns", include_str!("../../data/words/shell_nouns.tsv")),
    ("ship_prefixes", include_str!("../../data/words/ship_prefixes.tsv")),
    ("symmetric", include_str!("../../data/words/symmetric.tsv")),
    ("times", include_str!("../../data/words/times.tsv")),
    ("titles", include_str!("../../data/words/titles.tsv")),
    ("town_parts", include_str!("../../data/words/town_parts.tsv")),
    ("weather", include_str!("../../data/words/weather.tsv")),
];

/// Honorifics in lower case, with their gender.
pub static HONORIFICS: WordMap<Option<Gender>> =
    WordMap::new(|| maybe_told(include_str!("../../data/words/honorifics.tsv")));

/// Given names to their gender.
pub static GIVEN_NAMES: WordMap<Gender> =
    WordMap::new(|| told(include_str!("../../data/words/given_names.tsv")));

/// Nouns of persons, as lemmas, that tell a gender.
pub static GENDERED_NOUNS: WordMap<Gender> =
    WordMap::new(|| told(include_str!("../../data/words/gendered_nouns.tsv")));

/// Whether the word, in lower case without period, tells people of one name apart (*Jr.*, *III*).
#[must_use]
pub fn is_name_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Adverbs that are a verb's particles.
pub static PARTICLES: WordSet = WordSet::new(|| set(include_str!("../../data/words/particles.tsv")));

/// Roles of people, in lower case, to the field of life they belong to.
pub static ROLE_FIELDS: WordMap<&'static str> =
    WordMap::new(|| map(include_str!("../../data/words/role_fields.tsv")));

/// Roles of people, as lemmas, with what else who has one may have been called.
pub static KINDRED_ROLES: WordMap<Vec<&'static str>> = WordMap::new(|| {
    let rows = rows(include_str!("../../data/words/kindred_roles.tsv"));
    rows.filter_map(|row| Some((*row.first()?, row.get(1)?.split(',').collect()))).collect()
});

/// Roles of people, as lemmas, that they have by a deed: whether they are its object, and its verbs.
pub static DEEDS_OF_ROLES: WordMap<(bool, Vec<&'static str>)> = WordMap::new(|| {
    let rows = rows(include_str!("../../data/words/deeds_of_roles.tsv"));
    let deed = |row: &[&'static str]| Some((*row.get(1)? == "object", row.get(2)?.split(',').collect()));
    rows.filter_map(|row| Some((*row.first()?, deed(&row)?))).collect()
});

/// Titles of office as lower-case lemmas.
pub static TITLES: WordSet = WordSet::new(|| set(include_str!("../../data/words/titles.tsv")));

/// Abbreviated titles with the words they stand for.
pub static ABBREVIATED_TITLES: WordMap<&'static str> = WordMap::new(|| {
    let rows = rows(include_str!("../../data/words/titles.tsv"));
    rows.filter_map(|row| Some((*row.first()?, *row.get(2)?))).collect()
});

/// The names of countries to their first name in the list.
pub static COUNTRIES: WordMap<&'static str> = WordMap::new(|| {
    let mut names = FxHashMap::default();
    for row in rows(include_str!("../../data/words/countries.tsv")) {
        let Some(&name) = row.first() else { continue };
        names.insert(name, name);
        for other in row.get(2).iter().flat_map(|others| others.split(',')).filter(|o| !o.is_empty()) {
            names.insert(other, name);
        }
    }
    names
});

/// The names of capitals, with the countries whose governments they stand for, comma between.
pub static CAPITALS: WordMap<&'static str> =
    WordMap::new(|| map(include_str!("../../data/words/capitals.tsv")));

/// Buildings and streets of governments, without article, with the country.
pub static SEATS: WordMap<&'static str> = WordMap::new(|| map(include_str!("../../data/words/seats.tsv")));

/// Verbs whose object is told, asked or warned of something, as lemmas.
pub static ADDRESSEE_VERBS: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/addressee_verbs.tsv")));

/// Verbs of what bodies do, as lemmas.
pub static AGENT_VERBS: WordSet = WordSet::new(|| set(include_str!("../../data/words/agent_verbs.tsv")));

/// Verbs of what governments do, as lemmas.
pub static GOVERNING_VERBS: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/governing_verbs.tsv")));

/// Nouns that end the names of organizations, with `state` where it is a body of a country.
pub static ORGANIZATION_NOUNS: WordMap<&'static str> =
    WordMap::new(|| map(include_str!("../../data/words/organization_nouns.tsv")));

/// Signs and words of currencies, in lower case, with their ISO 4217 code.
pub static CURRENCIES: WordMap<&'static str> =
    WordMap::new(|| map(include_str!("../../data/words/currencies.tsv")));

/// Nouns of what organizations have and persons have not, as lemmas.
pub static ORGANIZATION_PARTS: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/organization_parts.tsv")));

/// Ships' prefixes, which begin their names.
pub static SHIP_PREFIXES: WordSet = WordSet::new(|| set(include_str!("../../data/words/ship_prefixes.tsv")));

/// What public authorities are in charge of, as their names say it, in lower case.
pub static FIELDS: WordSet = WordSet::new(|| set(include_str!("../../data/words/fields.tsv")));

/// Nouns that say with *of* what kind of place a name is, as lemmas.
pub static PLACE_NOUNS: WordSet = WordSet::new(|| set(include_str!("../../data/words/place_nouns.tsv")));

/// Those of [`PLACE_NOUNS`] that are the place itself (*the town of Arendal*), as lemmas; `bare` where that is so without an adjective only.
pub static PLACES_THEMSELVES: WordMap<&'static str> = WordMap::new(|| {
    let mut places = map(include_str!("../../data/words/place_nouns.tsv"));
    places.retain(|_, itself| !itself.is_empty());
    places
});

/// Verbs that headlines use of what is done to their subjects, as lemmas.
pub static HEADLINE_PASSIVES: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/headline_passives.tsv")));

/// Legal forms behind the names of companies, without a final period.
pub static COMPANY_FORMS: WordSet = WordSet::new(|| set(include_str!("../../data/words/company_forms.tsv")));

/// Words beside an office, in lower case, to when it is held.
pub static OFFICE_STATES: WordMap<OfficeState> =
    WordMap::new(|| told(include_str!("../../data/words/office_states.tsv")));

/// The adjectives of countries to the country's name.
pub static DEMONYMS: WordMap<&'static str> = WordMap::new(|| {
    let mut names = FxHashMap::default();
    for row in rows(include_str!("../../data/words/countries.tsv")) {
        let Some(&name) = row.first() else { continue };
        for adjective in row.get(1).iter().flat_map(|all| all.split(',')).filter(|a| !a.is_empty()) {
            names.insert(adjective, name);
        }
    }
    names
});

/// What one of a country's people is called, where the adjective is not it, to the country's name.
pub static PEOPLE: WordMap<&'static str> = WordMap::new(|| {
    let rows = rows(include_str!("../../data/words/countries.tsv"));
    let people = |row: Vec<&'static str>| {
        let [country, names] = [0, 3].map(|column| row.get(column).copied().unwrap_or_default());
        names.split(',').filter(|n| !n.is_empty()).map(move |n| (n, country)).collect::<Vec<_>>()
    };
    rows.flat_map(people).collect()
});

/// A personal pronoun's person, number and class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// First, second or third person.
    pub person: u8,
    /// Whether it is plural.
    pub plural: bool,
    /// Whom it stands for.
    pub class: Gender,
}

/// Personal, possessive and reflexive pronouns in lower case.
pub static PRONOUNS: WordMap<Pronoun> = WordMap::new(|| {
    rows(include_str!("../../data/words/pronouns.tsv"))
        .filter_map(|row| match row.as_slice() {
            [form, person, number, class, ..] => Some((
                *form,
                Pronoun {
                    person: person.parse().ok()?,
                    plural: *number == "plural",
                    class: class.parse().ok()?,
                },
            )),
            _ => None,
        })
        .collect()
});

/// Verbs and nouns of accusing, as lemmas: what stands under them is the accuser's word.
pub static ACCUSING: WordSet = WordSet::new(|| set(include_str!("../../data/words/accusing.tsv")));

/// Adverbs that link or focus and belong to no phrase, in lower case.
pub static LINKING_ADVERBS: WordSet = WordSet::new(|| {
    rows(include_str!("../../data/words/adverbs.tsv"))
        .filter(|row| row.get(2) == Some(&"linking"))
        .filter_map(|row| row.first().copied())
        .collect()
});

/// Adjectives of what is not, or not yet, the case, as lemmas.
pub static UNREAL_ADJECTIVES: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/modal_adjectives.tsv")));

/// Nouns of saying and thinking, as lemmas, with their stance where it is not plain.
pub static REPORTING_NOUNS: WordMap<Option<Stance>> =
    WordMap::new(|| maybe_told(include_str!("../../data/words/reporting_nouns.tsv")));

/// Nouns of acts, as lemmas, with the verb that says the same, and whether a phrase with *of* says who does it.
pub static EVENT_NOUNS: WordMap<(&'static str, bool)> = WordMap::new(|| {
    rows(include_str!("../../data/words/event_nouns.tsv"))
        .filter_map(|row| {
            Some((*row.first()?, (*row.get(1)?, row.get(2).is_some_and(|n| n.starts_with("agent")))))
        })
        .collect()
});

/// A noun that takes up what a clause said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShellNoun {
    /// What it takes up.
    pub class: Shell,
    /// Whether it does so with *the*, too, and not only with *this*, *that* and *such*.
    pub definite: bool,
}

impl ShellNoun {
    /// Whether it is a noun of what somebody does, says or thinks.
    #[must_use]
    pub fn is_act(&self) -> bool {
        matches!(self.class, Shell::Event | Shell::Speech | Shell::Thought)
    }
}

/// Shell nouns, as lemmas.
pub static SHELL_NOUNS: WordMap<ShellNoun> = WordMap::new(|| {
    rows(include_str!("../../data/words/shell_nouns.tsv"))
        .filter_map(|row| {
            let definite = row.get(2) == Some(&"definite");
            Some((*row.first()?, ShellNoun { class: row.get(1)?.parse().ok()?, definite }))
        })
        .collect()
});

/// Words of the weather, as lemmas.
pub static WEATHER: WordMap<Weather> = WordMap::new(|| told(include_str!("../../data/words/weather.tsv")));

/// Verbs of what facts do or of what is done to them, as lemmas.
pub static EFFECT_VERBS: WordMap<Effect> =
    WordMap::new(|| told(include_str!("../../data/words/effect_verbs.tsv")));

/// Words of time expressions, in lower case without periods, to their class.
pub static TIME_WORDS: WordMap<&'static str> =
    WordMap::new(|| map(include_str!("../../data/words/times.tsv")));

/// Verbs that say little beside a noun of an act, as lemmas (*held talks*).
pub static LIGHT_VERBS: WordSet = WordSet::new(|| set(include_str!("../../data/words/light_verbs.tsv")));

/// Nouns of what is said in public, as lemmas (*issued a statement*).
pub static STATEMENT_NOUNS: WordSet =
    WordSet::new(|| set(include_str!("../../data/words/statement_nouns.tsv")));

/// Verbs of saying, thinking and knowing, as lemmas, with their stance.
pub static REPORTING: WordMap<Stance> = WordMap::new(|| told(include_str!("../../data/words/reporting.tsv")));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Kind;

    /// The rows whose second column stands for no value.
    fn unknown<T: FromStr>(file: &'static str, may_be_empty: bool) -> Vec<Vec<&'static str>> {
        let known = |row: &Vec<&str>| match row.get(1) {
            None | Some(&"") => may_be_empty,
            Some(told) => told.parse::<T>().is_ok(),
        };
        rows(file).filter(|row| !known(row)).collect()
    }

    #[test]
    fn every_row_says_something_that_is_known() {
        let none: [Vec<&str>; 0] = [];
        assert_eq!(unknown::<Gender>(include_str!("../../data/words/honorifics.tsv"), true), none);
        assert_eq!(unknown::<Gender>(include_str!("../../data/words/given_names.tsv"), false), none);
        assert_eq!(unknown::<Gender>(include_str!("../../data/words/gendered_nouns.tsv"), false), none);
        assert_eq!(unknown::<Stance>(include_str!("../../data/words/reporting.tsv"), false), none);
        assert_eq!(unknown::<Effect>(include_str!("../../data/words/effect_verbs.tsv"), false), none);
        assert_eq!(unknown::<Weather>(include_str!("../../data/words/weather.tsv"), false), none);
        assert_eq!(unknown::<Shell>(include_str!("../../data/words/shell_nouns.tsv"), false), none);
        assert_eq!(unknown::<OfficeState>(include_str!("../../data/words/office_states.tsv"), false), none);
        assert_eq!(unknown::<Kind>(include_str!("../../data/words/name_heads.tsv"), false), none);
        assert_eq!(unknown::<Kind>(include_str!("../../data/words/describing_nouns.tsv"), false), none);
        assert_eq!(unknown::<Kind>(include_str!("../../data/words/type_words.tsv"), false), none);
        assert!(
            rows(include_str!("../../data/words/pronouns.tsv"))
                .all(|row| row.first().is_some_and(|form| PRONOUNS.contains_key(form)))
        );
        assert_eq!(
            rows(include_str!("../../data/words/reporting_nouns.tsv"))
                .filter(|r| r.get(1) == Some(&"demand"))
                .count(),
            REPORTING_NOUNS.iter().filter(|(_, stance)| **stance == Some(Stance::Demand)).count()
        );
        assert_eq!(unknown::<u8>("a\tb\nc\t1\nd", false), [vec!["a", "b"], vec!["d"]]);
    }

    #[test]
    fn capitals_and_seats_are_those_of_listed_countries() {
        for (place, countries) in CAPITALS.iter().chain(SEATS.iter()) {
            for country in countries.split(',') {
                assert!(
                    COUNTRIES.get(country) == Some(&country) || country == "European Union",
                    "{place} {country}"
                );
            }
            assert!(!COUNTRIES.contains_key(place), "{place}");
        }
    }
}
