//! Names compared: which forms can be the same person, organization or place.
#![expect(clippy::indexing_slicing, reason = "ids of the mentions of the same document")]

use crate::lexicon::{COUNTRIES, HONORIFICS, TITLES, is_name_suffix};
use crate::mentions::Kind;

/// A name cut into comparable words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Lower-case words without periods and possessive ending.
    pub(crate) words: Vec<String>,
    /// The first letters of its capitalised words, in upper case.
    initials: String,
    /// The letters, where it is written as an acronym (`U.N.`, `WHO`).
    acronym: Option<String>,
    /// The country it names, if one.
    country: Option<&'static str>,
}

/// A word of a name in lower case without periods; a country's initials (`U.S.`) are written out.
fn comparable(token: &str) -> Vec<String> {
    let initials = token.chars().all(|c| c.is_uppercase() || c == '.');
    match COUNTRIES.get(token).filter(|_| initials) {
        Some(country) => country.split(' ').map(str::to_lowercase).collect(),
        None => vec![token.replace('.', "").to_lowercase()],
    }
}

fn conflict(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// How two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    Same,
    Part,
    Acronym,
}

impl Name {
    pub(crate) fn new(text: &str) -> Self {
        let plain = text.replace(['’', '‘'], "'");
        let plain = plain.strip_suffix("'s").unwrap_or(&plain);
        let country = COUNTRIES.get(plain).copied();
        let tokens: Vec<&str> =
            plain.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
        let letters: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
        let acronym =
            (tokens.len() == 1 && letters.chars().count() >= 2 && letters.chars().all(|c| c.is_uppercase()))
                .then_some(letters);
        let initials = tokens
            .iter()
            .flat_map(|t| t.split('-'))
            .filter_map(|t| t.chars().next())
            .filter(|c| c.is_uppercase())
            .collect();
        let words = tokens.iter().flat_map(|t| comparable(t)).collect();
        Self { words, initials, acronym, country }
    }

    /// The country it names, by the first of its names in the list.
    pub(crate) fn country(&self) -> Option<&'static str> {
        self.country
    }

    /// Whether it is written as an acronym.
    pub(crate) fn is_acronym(&self) -> bool {
        self.acronym.is_some()
    }

    fn is_initial(word: &str) -> bool {
        word.chars().count() == 1
    }

    /// What tells father and son apart, if it is written.
    pub(crate) fn suffix(&self) -> Option<&str> {
        self.words.last().map(String::as_str).filter(|w| is_name_suffix(w))
    }

    /// The initial between given and family name, if there is one.
    fn middle_initial(&self) -> Option<&str> {
        self.words.get(1).map(String::as_str).filter(|w| self.words.len() > 2 && Self::is_initial(w))
    }

    /// The words of a person's name behind honorifics and titles of office.
    pub(crate) fn personal(&self) -> &[String] {
        let title = |w: &String| {
            TITLES.contains(w.as_str())
                || HONORIFICS.contains_key(w.as_str())
                || HONORIFICS.contains_key(format!("{w}.").as_str())
        };
        let own = self.words.iter().take_while(|w| title(w)).count().min(self.words.len().saturating_sub(1));
        &self.words[own..]
    }

    /// Given and family name without titles before, initials between and suffixes behind.
    fn first_and_last(&self) -> Option<(&str, &str)> {
        let kept: Vec<&str> =
            self.personal().iter().map(String::as_str).filter(|w| !is_name_suffix(w)).collect();
        match kept.as_slice() {
            [first, .., last] => Some((first, last)),
            _ => None,
        }
    }

    /// How `self`, a form met later or shorter, agrees with `other`; `None` where they are different names.
    pub(crate) fn agrees(&self, other: &Self, kind: Kind) -> Option<Agreement> {
        if self.words.is_empty() || other.words.is_empty() {
            return None;
        }
        if self.words == other.words || (self.country.is_some() && self.country == other.country) {
            return Some(Agreement::Same);
        }
        if kind == Kind::Person {
            return self.agrees_as_person(other);
        }
        // a country is no part of another thing's name, but for its acronym
        if self.country.is_some() || other.country.is_some() {
            return None;
        }
        let stands_for = |short: &Self, long: &Self| {
            short.acronym.as_ref().is_some_and(|a| long.words.len() >= 2 && *a == long.initials)
        };
        if stands_for(self, other) || stands_for(other, self) {
            return Some(Agreement::Acronym);
        }
        let (short, long) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        let strip = |words: &[String]| -> Vec<String> {
            let article = usize::from(words.first().is_some_and(|w| w == "the"));
            words[article..].to_vec()
        };
        let (a, b) = (strip(&short.words), strip(&long.words));
        if a == b {
            return Some(Agreement::Same);
        }
        let contained = match kind {
            Kind::Place | Kind::Time => false,
            Kind::Organization | Kind::Group => {
                (a.len() >= 2 && b.ends_with(&a)) || (b.starts_with(&a) && a.len() < b.len())
            }
            _ => a.len() >= 2 && (b.ends_with(&a) || b.starts_with(&a)),
        };
        contained.then_some(Agreement::Part)
    }

    fn agrees_as_person(&self, other: &Self) -> Option<Agreement> {
        let shorter = self.personal().len() < other.personal().len();
        let (short, long) = if shorter { (self, other) } else { (other, self) };
        if short.personal() == long.personal() {
            return Some(Agreement::Same);
        }
        if let [single] = short.personal() {
            let (first, last) = long.first_and_last()?;
            let whole = !Self::is_initial(single) && !HONORIFICS.contains_key(single.as_str());
            return (whole && (single == last || single == first)).then_some(Agreement::Part);
        }
        if conflict(short.suffix(), long.suffix()) || conflict(short.middle_initial(), long.middle_initial())
        {
            return None;
        }
        let (a, b) = (short.first_and_last()?, long.first_and_last()?);
        let given = a.0 == b.0
            || (Self::is_initial(a.0) && b.0.starts_with(a.0))
            || (Self::is_initial(b.0) && a.0.starts_with(b.0));
        let tail = long.personal().ends_with(short.personal());
        ((a.1 == b.1 && given) || tail).then_some(Agreement::Part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_of_one_surname_stay_apart() {
        let agrees = |a: &str, b: &str, kind| Name::new(a).agrees(&Name::new(b), kind);
        assert_eq!(agrees("Lund", "Greta Lund", Kind::Person), Some(Agreement::Part));
        assert_eq!(agrees("Greta A. Lund", "Greta Lund", Kind::Person), Some(Agreement::Part));
        assert_eq!(agrees("General Lund", "Greta Lund", Kind::Person), Some(Agreement::Part));
        assert_eq!(agrees("General Greta Lund", "GRETA LUND", Kind::Person), Some(Agreement::Same));
        assert_eq!(agrees("Olav Lund", "Greta Lund", Kind::Person), None);
        assert_eq!(agrees("U.S. Senate", "United States Senate", Kind::Organization), Some(Agreement::Same));
        assert_eq!(agrees("Olav Lund Jr.", "Olav Lund Sr.", Kind::Person), None);
        assert_eq!(agrees("Olav P. Lund", "Olav T. Lund", Kind::Person), None);
        assert_eq!(agrees("U.N.", "United Nations", Kind::Organization), Some(Agreement::Acronym));
        assert_eq!(agrees("the U.S.", "America", Kind::Place), None);
        assert_eq!(agrees("U.S.", "America", Kind::Place), Some(Agreement::Same));
        assert_eq!(agrees("York", "New York", Kind::Place), None);
        assert_eq!(agrees("Norway", "Norway Harbour Council", Kind::Organization), None);
        assert_eq!(
            agrees("Harbour Council", "Nordic Harbour Council", Kind::Organization),
            Some(Agreement::Part)
        );
    }
}
