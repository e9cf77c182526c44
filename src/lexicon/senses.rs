//! Senses of nouns, each under a broader one, and how near two nouns are: *owl* is a *bird*, *row* and *dispute* are one.

use super::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One sense of a noun: its place among all, in the order of a walk from the broadest down.
pub type Sense = u16;

/// How two nouns stand to each other, by the senses in which they are nearest.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Kinship {
    /// How much of what the two say is said by both, from 0 to 1 (Lin 1998).
    pub likeness: f32,
    /// How much the first says, from 0 to about 1, where the second is a kind of it (*bird*, *owl*); else 0.
    pub broader: f32,
    /// The same with the second as the broader one.
    pub narrower: f32,
}

/// A sense with what surrounds it.
struct Node {
    above: Sense,
    /// The first sense behind it that is none of its own.
    end: Sense,
    /// Its information content: how rare it is among nouns (Resnik 1995), in tenths of a natural logarithm.
    content: f32,
}

struct Senses {
    nodes: Vec<Node>,
    nouns: FxHashMap<&'static str, Vec<Sense>>,
}

static SENSES: LazyLock<Senses> = LazyLock::new(|| Senses::read(include_str!("../../data/noun_senses.tsv")));

/// About the greatest information content of the file, by which it is divided.
const GREATEST: f32 = 150.0;

impl Senses {
    fn read(file: &'static str) -> Self {
        let mut senses = Self { nodes: Vec::new(), nouns: FxHashMap::default() };
        // the senses above the present one, the broadest first
        let mut path: Vec<Sense> = Vec::new();
        for row in rows(file) {
            let [depth, content, nouns @ ..] = row.as_slice() else { continue };
            let (Ok(depth), Ok(content), Ok(own)) =
                (depth.parse::<usize>(), content.parse(), Sense::try_from(senses.nodes.len()))
            else {
                continue;
            };
            senses.close(path.get(depth..).unwrap_or_default(), own);
            path.truncate(depth);
            senses.nodes.push(Node { above: path.last().copied().unwrap_or(own), end: own, content });
            for noun in nouns.iter().flat_map(|nouns| nouns.split(' ')).filter(|noun| !noun.is_empty()) {
                senses.nouns.entry(noun).or_default().push(own);
            }
            path.push(own);
        }
        let end = Sense::try_from(senses.nodes.len()).unwrap_or(Sense::MAX);
        senses.close(&path, end);
        senses
    }

    fn close(&mut self, ended: &[Sense], end: Sense) {
        for &sense in ended {
            if let Some(node) = self.nodes.get_mut(usize::from(sense)) {
                node.end = end;
            }
        }
    }

    fn node(&self, sense: Sense) -> Option<&Node> {
        self.nodes.get(usize::from(sense))
    }

    fn content(&self, sense: Sense) -> f32 {
        self.node(sense).map_or(0.0, |node| node.content)
    }

    /// The narrowest sense that has both under it; none where they have different roots.
    fn common(&self, one: Sense, other: Sense) -> Option<Sense> {
        let mut at = one;
        loop {
            let node = self.node(at)?;
            if at <= other && other < node.end {
                return Some(at);
            }
            if node.above == at {
                return None;
            }
            at = node.above;
        }
    }
}

/// The senses of a noun, its lemma in lower case.
pub fn senses(lemma: &str) -> &'static [Sense] {
    SENSES.nouns.get(lemma).map_or(&[], Vec::as_slice)
}

/// How much a noun says in its broadest sense, from 0 (*entity*) to 1.
pub fn content(senses: &[Sense]) -> f32 {
    let least = senses.iter().map(|&sense| SENSES.content(sense)).fold(GREATEST, f32::min);
    least / GREATEST
}

/// How near two nouns are, by their senses.
pub fn kinship(first: &[Sense], second: &[Sense]) -> Kinship {
    let mut nearest = Kinship::default();
    for (&one, &other) in first.iter().flat_map(|one| second.iter().map(move |other| (one, other))) {
        let Some(common) = SENSES.common(one, other) else { continue };
        let (own, others, both) = (SENSES.content(one), SENSES.content(other), SENSES.content(common));
        let likeness = if own + others > 0.0 { 2.0 * both / (own + others) } else { 0.0 };
        let share = both / GREATEST;
        nearest.likeness = nearest.likeness.max(likeness.min(1.0));
        if common == one {
            nearest.broader = nearest.broader.max(share);
        }
        if common == other {
            nearest.narrower = nearest.narrower.max(share);
        }
    }
    nearest
}

/// Whether the noun may mean a person; a noun without senses may.
pub fn may_be_person(senses: &[Sense]) -> bool {
    let Some(&person) = self::senses("person").first() else { return true };
    senses.is_empty() || senses.iter().any(|&sense| SENSES.common(person, sense) == Some(person))
}

#[cfg(test)]
mod tests {
    use super::{content, kinship, may_be_person, senses};

    fn of(one: &str, other: &str) -> super::Kinship {
        kinship(senses(one), senses(other))
    }

    #[test]
    fn kinds_stand_under_what_they_are() {
        let owl = of("bird", "owl");
        assert!(owl.broader > 0.3 && owl.narrower == 0.0 && owl.likeness > 0.7, "{owl:?}");
        assert!(of("owl", "bird").narrower > 0.3);
        assert!(of("vessel", "ferry").broader > 0.3);
    }

    #[test]
    fn words_for_one_thing_share_a_sense() {
        for (one, other) in [("pact", "treaty"), ("row", "dispute"), ("blaze", "fire")] {
            let same = of(one, other);
            assert!(same.likeness > 0.8, "{one} and {other}: {same:?}");
        }
    }

    #[test]
    fn a_board_is_nobody() {
        assert!(!may_be_person(senses("board")) && !may_be_person(senses("ministry")));
        assert!(may_be_person(senses("cyclist")) && may_be_person(senses("qqq")));
    }

    #[test]
    fn what_has_little_in_common_is_far_apart() {
        assert!(of("owl", "treaty").likeness < 0.2);
        assert!(content(senses("organization")) < content(senses("owl")));
        assert_eq!(of("ferry", "qqq"), super::Kinship::default());
    }
}
