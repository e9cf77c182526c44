//! Names compared: which forms can be the same person, organization or place.

use crate::lexicon::{
    COUNTRIES, HONORIFICS, INSTITUTIONS, LEGAL_FORMS, NAME_LINKS, NICKNAMES, ORGANIZATION_NOUNS, PLACE_NOUNS,
    TITLES, TYPE_WORDS, is_name_suffix, is_small_name_head,
};
use crate::mentions::Kind;

/// A name cut into comparable words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Lower-case words without periods, possessive ending, legal form and nicknames.
    pub(crate) words: Vec<String>,
    /// The first letters of its capitalised words, in upper case.
    initials: String,
    /// The letters, where it is written as an acronym (`U.N.`, `WHO`).
    acronym: Option<String>,
    /// The country it names, if one.
    country: Option<&'static str>,
    /// The legal form of a company behind it, if one.
    legal_form: Option<&'static str>,
    /// What stands in quotation marks or brackets amid it (*Olav “Ole” Berg*), in lower case.
    nicknames: Vec<String>,
}

/// A word of a name in lower case without periods; a country's initials (`U.S.`) are written out.
fn comparable(token: &str) -> Vec<String> {
    let initials = token.chars().all(|c| c.is_uppercase() || c == '.');
    match COUNTRIES.get(token).filter(|_| initials) {
        Some(country) => country.split(' ').map(str::to_lowercase).collect(),
        None => vec![token.replace('.', "").trim_matches(',').to_lowercase()],
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

/// The tokens of a name and apart from them the nicknames amid it: *Olav “Ole” Berg*, *Olav (Ole) Berg*.
fn without_nicknames(plain: &str) -> (Vec<&str>, Vec<String>) {
    let tokens: Vec<&str> =
        plain.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    let marked = |t: &str| {
        t.starts_with(['"', '“', '(', '\'']) && t.ends_with(['"', '”', ')', '\'']) && t.chars().count() > 2
    };
    let last = tokens.len().saturating_sub(1);
    let inner = |(i, token): &(usize, &str)| *i > 0 && *i < last && marked(token);
    let (amid, own): (Vec<_>, Vec<_>) = tokens.into_iter().enumerate().partition(inner);
    let letters = |token: &str| token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let nicknames = amid.into_iter().map(|(_, token)| letters(token)).collect();
    (own.into_iter().map(|(_, token)| token).collect(), nicknames)
}

/// The legal form at the end of the tokens (*Inc.*, *GmbH*), which is taken from them.
fn take_legal_form(tokens: &mut Vec<&str>) -> Option<&'static str> {
    let last = tokens.last().filter(|_| tokens.len() > 1)?;
    let form = LEGAL_FORMS.get(last.trim_end_matches('.')).copied()?;
    tokens.pop();
    Some(form)
}

/// Whether the given name `short` is a short form of `full` (*Bob* of *Robert*).
fn is_short_for(short: &str, full: &str) -> bool {
    NICKNAMES.get(short).is_some_and(|all| all.split(',').any(|one| one == full))
}

impl Name {
    pub(crate) fn new(text: &str) -> Self {
        let plain = text.replace(['’', '‘'], "'");
        let plain = plain.strip_suffix("'s").unwrap_or(&plain);
        let country = COUNTRIES.get(plain.strip_prefix("the ").unwrap_or(plain)).copied();
        let (mut tokens, nicknames) = without_nicknames(plain);
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
        let legal_form = take_legal_form(&mut tokens);
        // *Kestrel Air group*: what is written small behind a name only says what it is
        while tokens.len() > 1
            && tokens.last().is_some_and(|t| INSTITUTIONS.contains_key(t) || *t == "television")
            && tokens.first().is_some_and(|t| t.contains(char::is_uppercase))
        {
            tokens.pop();
        }
        let words = tokens.iter().flat_map(|t| comparable(t)).collect();
        Self { words, initials, acronym, country, legal_form, nicknames }
    }

    /// The country it names, by the first of its names in the list.
    pub(crate) fn country(&self) -> Option<&'static str> {
        self.country
    }

    /// The legal form of a company behind it.
    pub(crate) fn legal_form(&self) -> Option<&'static str> {
        self.legal_form
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
        self.words.get(own..).unwrap_or_default()
    }

    /// Those words without *Jr.* and the like behind them.
    fn core(&self) -> &[String] {
        let own = self.personal();
        match own.split_last() {
            Some((_, before)) if !before.is_empty() && self.suffix().is_some() => before,
            _ => own,
        }
    }

    /// Given and family name without titles before, initials between and suffixes behind.
    fn first_and_last(&self) -> Option<(&str, &str)> {
        match self.core() {
            [first, .., last] => Some((first, last)),
            _ => None,
        }
    }

    /// The words that have digits: what tells *Flight 12* and *Flight 19* apart.
    fn numbers(&self) -> Vec<&str> {
        let number = |w: &&String| w.chars().any(|c| c.is_ascii_digit());
        self.words.iter().filter(number).map(String::as_str).collect()
    }

    /// Whether each has a number that the other lacks.
    fn numbers_differ(&self, other: &Self) -> bool {
        let (a, b) = (self.numbers(), other.numbers());
        a.iter().any(|n| !b.contains(n)) && b.iter().any(|n| !a.contains(n))
    }

    /// How `self`, a form met later or shorter, agrees with `other`; `None` where they are different names.
    pub(crate) fn agrees(&self, other: &Self, kind: Kind) -> Option<Agreement> {
        if self.words.is_empty() || other.words.is_empty() {
            return None;
        }
        if conflict(self.legal_form, other.legal_form) && kind != Kind::Person || self.numbers_differ(other) {
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
        let (a, b) = (without_article(&short.words), without_article(&long.words));
        if a == b {
            return Some(Agreement::Same);
        }
        if without_type(a, b) {
            return Some(Agreement::Part);
        }
        let contained = match kind {
            Kind::Place | Kind::Time => false,
            Kind::Organization | Kind::Group => {
                let home = without_country(b);
                (a.len() >= 2 && b.ends_with(a))
                    || (b.starts_with(a) && a.len() < b.len() && !has_own_body(a, b))
                    || home.len() < b.len() && home.starts_with(a)
                    || (is_body_of_state(a) || is_team(a)) && b.ends_with(a)
            }
            _ => a.len() >= 2 && (b.ends_with(a) || b.starts_with(a) || is_drawn_together(a, b)),
        };
        contained.then_some(Agreement::Part)
    }

    /// What two names that agree have in common at least one of: a word, the country, the letters of an acronym.
    pub(crate) fn keys(&self) -> Vec<String> {
        let mut keys = self.words.clone();
        keys.extend(self.country.map(str::to_owned));
        keys.extend(self.acronym.clone());
        keys.extend((self.initials.len() > 1).then(|| self.initials.clone()));
        keys.extend(self.nicknames.iter().cloned());
        keys.sort_unstable();
        keys.dedup();
        keys.retain(|key| !NAME_LINKS.contains(key.as_str()));
        keys
    }

    /// Whether it is the first words of a longer name, fewer than all (*Brevik* of *Brevik Marine*).
    pub(crate) fn begins(&self, longer: &Self) -> bool {
        let (own, long) = (without_article(&self.words), without_article(&longer.words));
        self.country.is_none() && !own.is_empty() && own.len() < long.len() && long.starts_with(own)
    }

    /// Whether one of the two only says what the other is the name of (*Space Shuttle Pelican*, *Pelican*).
    pub(crate) fn is_typed_form(&self, other: &Self) -> bool {
        let (a, b) = (without_article(&self.words), without_article(&other.words));
        without_type(a, b) || without_type(b, a)
    }

    fn agrees_as_person(&self, other: &Self) -> Option<Agreement> {
        let shorter = self.core().len() < other.core().len();
        let (short, long) = if shorter { (self, other) } else { (other, self) };
        if conflict(short.suffix(), long.suffix()) || conflict(short.middle_initial(), long.middle_initial())
        {
            return None;
        }
        if short.core() == long.core() {
            return Some(Agreement::Same);
        }
        if let [single] = short.core() {
            let (first, last) = long.first_and_last()?;
            let whole = !Self::is_initial(single) && !HONORIFICS.contains_key(single.as_str());
            let called = single == last || single == first || long.nicknames.contains(single);
            return (whole && called).then_some(Agreement::Part);
        }
        let (a, b) = (short.first_and_last()?, long.first_and_last()?);
        let given = a.0 == b.0
            || (Self::is_initial(a.0) && b.0.starts_with(a.0))
            || (Self::is_initial(b.0) && a.0.starts_with(b.0))
            || is_short_for(a.0, b.0)
            || is_short_for(b.0, a.0)
            || long.nicknames.iter().any(|n| n == a.0)
            || short.nicknames.iter().any(|n| n == b.0);
        let tail = long.core().ends_with(short.core());
        ((a.1 == b.1 && given) || tail).then_some(Agreement::Part)
    }
}

fn without_article(words: &[String]) -> &[String] {
    match words {
        [article, rest @ ..] if article == "the" && !rest.is_empty() => rest,
        _ => words,
    }
}

/// *the United States Senate* at home is *the Senate*.
fn without_country(words: &[String]) -> &[String] {
    let behind_country = |n: usize| {
        let (country, rest) = words.split_at_checked(n)?;
        let name: Vec<String> = country.iter().map(|w| capital(w)).collect();
        COUNTRIES.contains_key(name.join(" ").as_str()).then_some(rest)
    };
    (1..words.len().min(4)).rev().find_map(behind_country).unwrap_or(words)
}

/// The word with its first letter in upper case.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// *the University of Arne* and *the University of Arne Press*: what goes on behind the name of a body is the name of another.
fn has_own_body(short: &[String], long: &[String]) -> bool {
    let body = |words: &[String]| words.iter().any(|w| ORGANIZATION_NOUNS.contains_key(capital(w).as_str()));
    let rest = long.get(short.len()..).unwrap_or_default();
    // *the Arne School District* is no *Arne*
    body(short) && body(rest) || rest.last().is_some_and(|w| PLACE_NOUNS.contains(w.as_str()))
}

/// *the Harbours Act* of the *Act on Harbours and Piers*, *the Coastal Act* of the *Coastal Protection Act*: some words of a longer name before what both are.
fn is_drawn_together(short: &[String], long: &[String]) -> bool {
    let Some((what, own)) = short.split_last() else { return false };
    let behind = |at: usize| long.get(at.saturating_add(1)).is_none_or(|w| NAME_LINKS.contains(w.as_str()));
    let at = long.iter().position(|w| w == what);
    !own.is_empty() && at.is_some_and(behind) && own.iter().all(|w| long.contains(w))
}

/// *the Senate*, which there is one of in a country.
fn is_body_of_state(words: &[String]) -> bool {
    match words {
        [one] => ORGANIZATION_NOUNS.get(capital(one).as_str()) == Some(&"state"),
        _ => false,
    }
}

/// *the Rovers*, *the Sox*: the plural that ends the name of a team.
fn is_team(words: &[String]) -> bool {
    let [one] = words else { return false };
    let sort = ORGANIZATION_NOUNS.get(capital(one).as_str());
    one.len() > 2 && one.ends_with(['s', 'x']) && !one.ends_with("ss") && sort.is_none_or(|s| *s == "club")
}

/// Whether the longer name only says what the shorter is the name of: *Lake Arne* and *Arne*, *the Arne River* and *the Arne*.
fn without_type(short: &[String], long: &[String]) -> bool {
    let says = |own: &[String], words: &[&str]| {
        own.len() == words.len()
            && own.iter().zip(words).all(|(a, b)| *a == b.to_lowercase().replace('.', ""))
    };
    let before = long.strip_suffix(short);
    let behind = long.strip_prefix(short);
    before.is_some_and(|own| TYPE_WORDS.iter().any(|(words, _)| says(own, words)))
        || matches!(behind, Some([head]) if is_small_name_head(head))
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
        assert_eq!(agrees("the U.S.", "America", Kind::Place), Some(Agreement::Same));
        assert_eq!(agrees("U.S.", "America", Kind::Place), Some(Agreement::Same));
        assert_eq!(agrees("York", "New York", Kind::Place), None);
        assert_eq!(agrees("Norway", "Norway Harbour Council", Kind::Organization), None);
        assert_eq!(
            agrees("Harbour Council", "Nordic Harbour Council", Kind::Organization),
            Some(Agreement::Part)
        );
    }

    #[test]
    fn legal_forms_numbers_and_types() {
        let agrees = |a: &str, b: &str, kind| Name::new(a).agrees(&Name::new(b), kind);
        let (firm, thing, place) = (Kind::Organization, Kind::Object, Kind::Place);
        assert_eq!(agrees("Brevik Inc.", "Brevik Incorporated", firm), Some(Agreement::Same));
        assert_eq!(agrees("Brevik", "Brevik GmbH", firm), Some(Agreement::Same));
        assert_eq!(agrees("Brevik Ltd.", "Brevik GmbH", firm), None);
        assert_eq!(agrees("Flight 12", "Flight 19", Kind::Event), None);
        assert_eq!(agrees("Route 7", "Route 7", place), Some(Agreement::Same));
        assert_eq!(agrees("Arne", "Lake Arne", place), Some(Agreement::Part));
        assert_eq!(agrees("Arne", "Arne River", place), Some(Agreement::Part));
        assert_eq!(agrees("Pelican", "Space Shuttle Pelican", thing), Some(Agreement::Part));
        assert_eq!(agrees("Senate", "U.S. Senate", firm), Some(Agreement::Part));
        assert_eq!(agrees("House", "U.S. House of Commons", firm), Some(Agreement::Part));
        assert_eq!(agrees("University of Arne", "University of Arne Press", firm), None);
        assert_eq!(agrees("Rovers", "Arne Rovers", firm), Some(Agreement::Part));
        assert_eq!(agrees("Airlines", "Arne Airlines", firm), None);
        assert_eq!(agrees("the Republic of Korea", "South Korea", place), Some(Agreement::Same));
    }

    #[test]
    fn pet_names_and_suffixes() {
        let agrees = |a: &str, b: &str| Name::new(a).agrees(&Name::new(b), Kind::Person);
        assert_eq!(agrees("Mr. Aske Jr.", "Lionel Aske Jr."), Some(Agreement::Part));
        assert_eq!(agrees("Aske Sr.", "Lionel Aske Jr."), None);
        assert_eq!(agrees("Pim Aske", "Lionel “Pim” Aske"), Some(Agreement::Part));
        assert_eq!(agrees("Aske", "Lionel (Pim) Aske"), Some(Agreement::Part));
        assert_eq!(agrees("Bob Aske", "Robert Aske"), Some(Agreement::Part));
        assert_eq!(agrees("Bob Aske", "Richard Aske"), None);
    }
}
