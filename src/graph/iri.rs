//! Parts of IRIs made from names.

use crate::iri::is_iri;
use crate::mentions::Kind;
use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Gives each name once: the second *x* is *x-2*.
#[derive(Default)]
pub(crate) struct Distinct {
    taken: FxHashMap<String, usize>,
}

impl Distinct {
    pub(crate) fn reserve(&mut self, name: &str) {
        self.taken.entry(name.to_owned()).or_insert(1);
    }

    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains_key(name)
    }

    pub(crate) fn take(&mut self, plain: String) -> String {
        let mut name = plain.clone();
        while self.taken.contains_key(&name) {
            let count = self.taken.entry(plain.clone()).or_insert(1);
            *count = count.saturating_add(1);
            name = format!("{plain}-{count}");
        }
        self.taken.insert(name.clone(), 1);
        name
    }
}

/// Whether a thing of that kind is another one in each article, whatever its name: *Friday*, *three million dollars*.
pub(crate) fn is_measure(kind: Kind) -> bool {
    matches!(kind, Kind::Time | Kind::Money | Kind::Quantity)
}

/// Lower-case letters and digits of any script, accents dropped, the rest a hyphen; at most 80 characters.
pub(crate) fn slug(text: &str, otherwise: &str) -> String {
    // what is ASCII has no accents
    let out = if text.is_ascii() {
        hyphenated(text.chars().map(|c| c.to_ascii_lowercase()))
    } else {
        hyphenated(text.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase))
    };
    let sure = out.is_ascii() || is_iri(&format!("https://example.org/{out}"));
    if out.is_empty() || !sure { otherwise.to_owned() } else { out }
}

/// Letters and digits as they are, a hyphen for what stands between them.
fn hyphenated(characters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut length = 0_usize;
    for c in characters.take(400) {
        if c.is_alphanumeric() && !is_private(c) {
            out.push(c);
            length = length.saturating_add(1);
        } else if !out.ends_with('-') && !out.is_empty() && !matches!(c, '.' | '’' | '\'') {
            out.push('-');
            length = length.saturating_add(1);
        }
        if length >= 80 {
            break;
        }
    }
    let end = out.trim_end_matches('-').len();
    out.truncate(end);
    out
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}
