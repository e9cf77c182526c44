//! What nouns mean as short vectors: how well one noun takes up another (*the decision* a ruling, *the striker* a player).

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A noun of the table, or the kind of what has a name: its row.
pub type Meaning = u16;

/// Numbers of a vector.
const SIZE: usize = 32;
/// The character of a file's zero; each step up or down is the next character.
const ZERO: u8 = b'O';

/// The vectors of `data/noun_meanings.tsv`, which `training/fit_ranker.py` learns from who is whom in marked texts, beginning with those
/// of a large encoder. Rows in capitals are kinds of things that have a name.
struct Meanings {
    rows: FxHashMap<&'static str, Meaning>,
    nouns: Vec<&'static str>,
    /// At length one.
    vectors: Vec<[f32; SIZE]>,
}

static MEANINGS: LazyLock<Meanings> =
    LazyLock::new(|| Meanings::read(include_str!("../../data/noun_meanings.tsv")));

impl Meanings {
    fn read(file: &'static str) -> Self {
        let mut meanings = Self { rows: FxHashMap::default(), nouns: Vec::new(), vectors: Vec::new() };
        for row in rows(file) {
            let [noun, steps] = row.as_slice() else { continue };
            let Ok(place) = Meaning::try_from(meanings.nouns.len()) else { break };
            let mut vector = [0.0; SIZE];
            for (number, step) in vector.iter_mut().zip(steps.bytes()) {
                *number = f32::from(step) - f32::from(ZERO);
            }
            let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt().max(1.0);
            vector.iter_mut().for_each(|x| *x /= length);
            meanings.rows.insert(noun, place);
            meanings.nouns.push(noun);
            meanings.vectors.push(vector);
        }
        meanings
    }
}

/// The meaning of a noun, its lemma in lower case, or of a kind in capitals.
pub fn meaning(noun: &str) -> Option<Meaning> {
    MEANINGS.rows.get(noun).copied()
}

/// The noun that has the meaning.
pub fn noun(meaning: Meaning) -> Option<&'static str> {
    MEANINGS.nouns.get(usize::from(meaning)).copied()
}

/// How well one noun takes up the other: the cosine of their vectors, from -1 to 1.
pub fn alike(one: Meaning, other: Meaning) -> f32 {
    let vector = |meaning: Meaning| MEANINGS.vectors.get(usize::from(meaning));
    let Some((one, other)) = vector(one).zip(vector(other)) else { return 0.0 };
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(one: &str, other: &str) -> f32 {
        meaning(one).zip(meaning(other)).map_or(0.0, |(one, other)| alike(one, other))
    }

    #[test]
    fn all_rows_are_whole() {
        for row in rows(include_str!("../../data/noun_meanings.tsv")) {
            let [noun, steps] = row.as_slice() else { panic!("{row:?}") };
            assert!(steps.len() == SIZE && steps.bytes().all(|b| b.abs_diff(ZERO) < 32), "{noun}");
        }
        assert_eq!(MEANINGS.rows.len(), MEANINGS.nouns.len(), "no noun twice");
    }

    #[test]
    fn words_for_one_thing_are_near() {
        assert!((of("blaze", "blaze") - 1.0).abs() < 1e-5);
        for (one, other, far) in
            [("blaze", "fire", "senator"), ("ruling", "decision", "ferry"), ("vessel", "ferry", "ruling")]
        {
            assert!(of(one, other) > of(one, far) + 0.3, "{one}, {other}, {far}");
        }
    }
}
