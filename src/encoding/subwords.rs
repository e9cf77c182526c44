//! Words to subwords, as BERT's uncased tokenizer cuts them (Wu et al. 2016), and to case shapes.

use rustc_hash::FxHashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Characters of a run that is cut; a longer one is unknown.
const LONGEST_CHUNK: usize = 100;

/// The vocabulary of subwords.
#[derive(Clone, Debug)]
pub(crate) struct Subwords {
    begins: FxHashMap<Box<str>, u32>,
    continues: FxHashMap<Box<str>, u32>,
    pub(crate) unknown: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
    most: usize,
}

impl Subwords {
    /// Reads a vocabulary; `None` where a special entry is missing.
    pub(crate) fn new(vocabulary: &[&str], most: usize) -> Option<Self> {
        let mut begins = FxHashMap::default();
        let mut continues = FxHashMap::default();
        for (id, piece) in (0_u32..).zip(vocabulary) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => continues.insert(Box::from(rest), id),
                _ => begins.insert(Box::from(*piece), id),
            };
        }
        let special = |name: &str| begins.get(name).copied();
        let (unknown, first, last) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Some(Self { begins, continues, unknown, first, last, most })
    }

    /// Appends the word's subwords to `ids`: at least one, at most the limit.
    pub(crate) fn cut(&self, word: &str, ids: &mut Vec<u32>) {
        if self.most > 0
            && let Some(id) = self.whole(word)
        {
            ids.push(id);
            return;
        }
        let start = ids.len();
        let end = start.saturating_add(self.most);
        let normal = normalise(word, self.most.saturating_mul(128));
        for chunk in chunks(&normal) {
            self.cut_chunk(chunk, ids);
            if ids.len() >= end {
                break;
            }
        }
        ids.truncate(end);
        if ids.len() == start {
            ids.push(self.unknown);
        }
    }

    /// A short word of plain letters that is a subword as a whole, as most words are: found without memory of its own.
    fn whole(&self, word: &str) -> Option<u32> {
        let mut lower = [0; 32];
        let lower = lower.get_mut(..word.len())?;
        if word.is_empty() || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.begins.get(std::str::from_utf8(lower).ok()?).copied()
    }

    fn cut_chunk(&self, chunk: &str, ids: &mut Vec<u32>) {
        let begin = ids.len();
        if chunk.chars().count() > LONGEST_CHUNK {
            ids.push(self.unknown);
            return;
        }
        let mut rest = chunk;
        while !rest.is_empty() {
            let table = if rest.len() == chunk.len() { &self.begins } else { &self.continues };
            let ends = rest.char_indices().rev().map(|(i, c)| i.saturating_add(c.len_utf8()));
            let mut cuts = ends.filter_map(|end| rest.split_at_checked(end));
            let found = cuts.find_map(|(piece, behind)| Some((behind, *table.get(piece)?)));
            let Some((behind, id)) = found else {
                ids.truncate(begin);
                ids.push(self.unknown);
                return;
            };
            ids.push(id);
            rest = behind;
        }
    }
}

/// Lower case, without accents, quotes and dashes made plain; at most about `limit` characters are looked at.
fn normalise(word: &str, limit: usize) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().take(limit) {
        match c {
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            '–' | '—' => out.push('-'),
            '…' => out.push_str("..."),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase)),
        }
    }
    out
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}')
}

/// Runs of other characters, and each mark alone; white space separates.
fn chunks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let alone = |c: char| is_punctuation(c) || is_ideograph(c);
        let end = if alone(first) {
            first.len_utf8()
        } else {
            rest.find(|c: char| alone(c) || c.is_whitespace()).unwrap_or(rest.len())
        };
        let (chunk, after) = rest.split_at(end);
        rest = after;
        Some(chunk)
    })
}

/// The case shape of a word, 1 to 9 (the recipe's README lists them).
fn shape(word: &str) -> usize {
    let digit = word.chars().any(char::is_numeric);
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return if digit { 2 } else { 1 } };
    if digit {
        return 3;
    }
    let (mut more, mut upper) = (0_usize, 0_usize);
    for c in letters {
        more = more.saturating_add(1);
        upper = upper.saturating_add(usize::from(c.is_uppercase()));
    }
    let begins_upper = first.is_uppercase();
    if begins_upper && more == 0 && word.trim_end_matches('.').chars().count() == 1 {
        4
    } else if begins_upper && more > 0 && upper == more {
        5
    } else if begins_upper && upper == 0 {
        6
    } else if !begins_upper && upper > 0 {
        7
    } else if begins_upper {
        8
    } else {
        9
    }
}

/// The case shapes of a sentence's words: 9 more up to and with the first word that is no mark.
pub(crate) fn shapes<'w>(words: impl Iterator<Item = &'w str>) -> Vec<usize> {
    let mut started = false;
    words
        .map(|word| {
            let shape = shape(word);
            let placed = if started { shape } else { shape.saturating_add(9) };
            started = started || shape != 1;
            placed
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_tell_case_and_place() {
        let words = ["“", "Ms.", "A.", "NATO", "iPad", "McBerg", "23rd", "50", "said"];
        assert_eq!(shapes(words.into_iter()), [10, 15, 4, 5, 7, 8, 3, 2, 9]);
    }

    #[test]
    fn words_are_cut_longest_first() {
        let subwords =
            Subwords::new(&["[UNK]", "[CLS]", "[SEP]", "no", "nor", "##d", "##sk", "'", "s"], 3).unwrap();
        let cut = |word| {
            let mut ids = Vec::new();
            subwords.cut(word, &mut ids);
            ids
        };
        assert_eq!(cut("Nord"), [4, 5]);
        assert_eq!(cut("Nö’s"), [3, 7, 8]);
        assert_eq!(cut("zebra"), [0]);
        assert_eq!(cut(""), [0]);
        assert_eq!(cut("s's's'"), [8, 7, 8]);
    }
}
