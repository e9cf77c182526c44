//! What of an entity's names counts across articles.

use crate::entities::Name;
use crate::graph::types::EntityNode;
use crate::lexicon::{
    GIVEN_NAMES, Gender, HONORIFICS, NAME_PARTICLES, PRONOUNS, SMALL_WORDS_IN_NAMES, is_name_suffix,
};
use crate::mentions::Kind;
use std::collections::BTreeSet;

/// The words two names have in common where they are the same: lower case, without article, titles and honorifics.
pub(super) fn normal(text: &str, kind: Option<Kind>) -> Vec<String> {
    let name = Name::new(text);
    if kind == Some(Kind::Person) {
        return name.personal().to_vec();
    }
    if let Some(country) = name.country() {
        return country.split(' ').map(str::to_lowercase).collect();
    }
    let article = usize::from(name.words.len() > 1 && name.words.first().is_some_and(|w| w == "the"));
    let own = name.words.get(article..).unwrap_or_default().iter().cloned();
    // *Brevik GmbH* here is no *Brevik Ltd.* there
    own.chain(name.legal_form().map(str::to_owned)).collect()
}

/// What decides who an entity is; entities of one profile are one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Profile {
    /// A person by full names, without titles and suffix.
    Person {
        /// *jr*, which tells son from father.
        suffix: Option<String>,
        /// Names of two words and more.
        full: BTreeSet<Vec<String>>,
    },
    /// A person of whom an article has but a surname or given name.
    Lone(BTreeSet<String>),
    /// Another thing by its label; names of two words and more tell enough without a kind.
    Thing(Option<Kind>, Vec<String>),
    /// What is one with nothing: descriptions, groups, times, amounts.
    Own(usize),
}

impl Profile {
    /// The profile of the entity at `place`.
    pub(super) fn of(entity: &EntityNode, place: usize) -> Self {
        let timeless = !matches!(entity.kind, Kind::Time | Kind::Money | Kind::Quantity);
        if !entity.named || !entity.members.is_empty() || !timeless {
            return Self::Own(place);
        }
        if entity.kind != Kind::Person {
            let words = normal(&entity.label, None);
            return match words.len() {
                0 => Self::Own(place),
                1 => Self::Thing(Some(entity.kind), words),
                _ => Self::Thing(None, words),
            };
        }
        let (mut full, mut lone, mut suffixes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for text in names(entity) {
            let name = Name::new(text);
            suffixes.extend(name.suffix().map(str::to_owned));
            let own = name.personal();
            let own: Vec<String> = own.iter().filter(|w| !is_name_suffix(w)).cloned().collect();
            match own.as_slice() {
                [] => {}
                [word] => {
                    lone.insert(word.clone());
                }
                _ => {
                    full.insert(own);
                }
            }
        }
        if suffixes.len() > 1 || (full.is_empty() && lone.is_empty()) {
            Self::Own(place)
        } else if full.is_empty() {
            Self::Lone(lone)
        } else {
            Self::Person { suffix: suffixes.pop_first(), full }
        }
    }
}

/// Label and aliases that are names rather than descriptions or pronouns.
pub(super) fn names(entity: &EntityNode) -> impl Iterator<Item = &str> {
    let aliases = entity.aliases.iter().map(String::as_str).filter(|alias| is_name(alias, entity.kind));
    std::iter::once(entity.label.as_str()).chain(aliases)
}

fn is_name(text: &str, kind: Kind) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // *Greta Lund in Lisbon* is no name of hers
    let joint = |w: &str| kind != Kind::Person && SMALL_WORDS_IN_NAMES.contains(w);
    let small = |w: &str| joint(w) || particle(w);
    let capital = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let pronoun = words.len() == 1 && PRONOUNS.contains_key(text.to_lowercase().as_str());
    !pronoun
        && words.iter().any(|w| capital(w) && !w.eq_ignore_ascii_case("the"))
        && words.iter().all(|w| small(w) || capital(w))
}

/// Particles of surnames.
fn particle(word: &str) -> bool {
    NAME_PARTICLES.contains(word)
}

/// Masculine or feminine, by honorific or else given name.
pub(super) fn gender(entity: &EntityNode) -> Option<Gender> {
    let honorific = |name: &str| {
        let first = name.split_whitespace().next()?.to_lowercase();
        HONORIFICS.get(first.as_str()).copied().flatten()
    };
    let given = |name: &str| {
        let own = Name::new(name).personal().first()?.clone();
        let word = name.split_whitespace().find(|w| w.to_lowercase() == own)?;
        GIVEN_NAMES.get(word).copied()
    };
    let full = |name: &&str| Name::new(name).personal().len() > 1;
    names(entity).find_map(honorific).or_else(|| names(entity).filter(full).find_map(given))
}
