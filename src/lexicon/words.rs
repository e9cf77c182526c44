//! A list of words with what is asked of it; how it is kept is nobody else's business.

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A class of words, read when it is first asked.
#[derive(Debug)]
pub struct WordSet(LazyLock<FxHashSet<&'static str>>);

impl WordSet {
    pub const fn new(read: fn() -> FxHashSet<&'static str>) -> Self {
        Self(LazyLock::new(read))
    }

    /// Whether the word is of the class, as it is written.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether the word, in lower case, is of the class.
    pub fn contains_lowered(&self, word: &str) -> bool {
        lowered(word, |word| self.contains(word))
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Words with what is told of each, read when it is first asked.
#[derive(Debug)]
pub struct WordMap<T: 'static>(LazyLock<FxHashMap<&'static str, T>>);

impl<T> WordMap<T> {
    pub const fn new(read: fn() -> FxHashMap<&'static str, T>) -> Self {
        Self(LazyLock::new(read))
    }

    /// What is told of the word, as it is written.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.0.get(word)
    }

    /// The word as the list has it, with what is told of it.
    pub fn get_key_value(&self, word: &str) -> Option<(&'static str, &T)> {
        self.0.get_key_value(word).map(|(word, told)| (*word, told))
    }

    /// Whether something is told of the word, as it is written.
    pub fn contains_key(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// Whether something is told of the word in lower case.
    pub fn contains_lowered(&self, word: &str) -> bool {
        lowered(word, |word| self.contains_key(word))
    }

    /// All words, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &T)> {
        self.0.iter().map(|(word, told)| (*word, told))
    }
}

/// Asks of a word in lower case, without memory of its own where it is short.
pub fn lowered(word: &str, ask: impl FnOnce(&str) -> bool) -> bool {
    let mut short = [0_u8; 40];
    match short.get_mut(..word.len()) {
        _ if !word.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) => ask(word),
        Some(own) if word.is_ascii() => {
            own.copy_from_slice(word.as_bytes());
            own.make_ascii_lowercase();
            std::str::from_utf8(own).is_ok_and(ask)
        }
        _ => ask(&word.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::lowered;

    #[test]
    fn a_word_is_asked_for_in_lower_case_whatever_its_length_and_letters() {
        let long = "A".repeat(60);
        for word in ["mayor", "Mayor", "MAYOR", "\u{c9}tat", "Stra\u{df}e", "\u{130}zmir", "", long.as_str()]
        {
            assert!(lowered(word, |lower| lower == word.to_lowercase()), "{word}");
        }
    }
}
