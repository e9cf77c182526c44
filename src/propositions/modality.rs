//! Polarity and modality of a clause: auxiliaries, negation, what governs it, conditions (after MinIE; FactBank,
//! Saurí and Pustejovsky 2009).

use super::types::{Modality, Polarity};
use crate::lexicon;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static HEADS: LazyLock<FxHashMap<&'static str, (&'static str, bool)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/modal_heads.tsv"))
        .filter_map(|row| Some((*row.first()?, (*row.get(1)?, row.get(2) == Some(&"negative")))))
        .collect()
});

/// What is known of a clause's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

fn modality(name: &str) -> Modality {
    match name {
        "planned" => Modality::Planned,
        "possible" => Modality::Possible,
        "demanded" => Modality::Demanded,
        "conditional" => Modality::Conditional,
        _ => Modality::Actual,
    }
}

/// Whether a negative word depends on the predicate, or on one of its arguments as `no`.
fn negated(parsed: &Parsed, predicate: WordId) -> bool {
    parsed.children(predicate).iter().any(|&c| {
        let negative = |w: WordId| {
            matches!(
                parsed.lower(w).as_str(),
                "not"
                    | "n't"
                    | "n’t"
                    | "never"
                    | "neither"
                    | "nor"
                    | "no"
                    | "nowhere"
                    | "hardly"
                    | "scarcely"
                    | "barely"
            )
        };
        match parsed.relation(c).base {
            BaseRelation::Advmod | BaseRelation::Cc => {
                // *never before*
                let inner = parsed.children_by(c, BaseRelation::Advmod).any(|w| parsed.lower(w) == "never");
                (negative(c) && parsed.lower(c) != "no") || inner
            }
            BaseRelation::Nsubj | BaseRelation::Obj => {
                let none = matches!(parsed.lower(c).as_str(), "nobody" | "none" | "nothing" | "neither");
                none || parsed
                    .children_by(c, BaseRelation::Det)
                    .any(|d| matches!(parsed.lower(d).as_str(), "no" | "neither"))
            }
            BaseRelation::Det => parsed.lower(c) == "no",
            _ => false,
        }
    })
}

fn by_auxiliaries(parsed: &Parsed, predicate: WordId) -> Modality {
    let mut found = Modality::Actual;
    for aux in parsed.children_by(predicate, BaseRelation::Aux) {
        found = match parsed.lower(aux).as_str() {
            "will" | "’ll" | "'ll" | "wo" | "shall" => Modality::Planned,
            "would" | "’d" | "'d" if parsed.xpos(aux) == "MD" => Modality::Conditional,
            "may" | "might" | "could" | "can" | "ca" => Modality::Possible,
            "must" | "should" | "ought" => Modality::Demanded,
            _ => found,
        };
    }
    found
}

/// The weaker of two: what is only possible or wished stays so, whatever it stands under.
fn weaker(inner: Modality, outer: Modality) -> Modality {
    if inner == Modality::Actual { outer } else { inner }
}

/// Polarity and modality of the clause of `predicate`, in the view of its source.
pub(super) fn standing(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut negative = negated(parsed, predicate);
    let mut found = by_auxiliaries(parsed, predicate);
    let infinitive = parsed.children_by(predicate, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    if let Some(mark) = condition_mark(parsed, predicate) {
        found = weaker(found, if mark == "whether" { Modality::Possible } else { Modality::Conditional });
    }
    let without = parsed
        .children_by(predicate, BaseRelation::Mark)
        .chain(parsed.children_by(predicate, BaseRelation::Case));
    if without.into_iter().any(|m| matches!(parsed.lower(m).as_str(), "without" | "instead")) {
        negative = true;
    }
    if imperative(parsed, predicate) {
        found = weaker(found, Modality::Demanded);
    }
    let mut child = predicate;
    for _ in 0..8 {
        let Some(head) = parsed.head(child) else { break };
        let relation = parsed.relation(child);
        match relation.base {
            // conjuncts share what governs them, and the auxiliaries in front unless they have their own
            BaseRelation::Conj => {
                let own = parsed.child_by(child, BaseRelation::Nsubj).is_some()
                    || parsed.child_by(child, BaseRelation::Aux).is_some();
                if !own && parsed.upos(head) == parsed.upos(child) {
                    found = weaker(found, by_auxiliaries(parsed, head));
                    negative |= negated(parsed, head) && parsed.xpos(child) == "VB";
                }
            }
            BaseRelation::Xcomp | BaseRelation::Ccomp | BaseRelation::Csubj => {
                let lemma = parsed.lemma(head).to_lowercase();
                let reported = relation.is(BaseRelation::Ccomp);
                if reported {
                    match lexicon::REPORTING.get(lemma.as_str()).copied() {
                        Some("demand") => found = weaker(found, Modality::Demanded),
                        Some("deny") => negative = !negative,
                        Some("plain") if matches!(lemma.as_str(), "hope" | "expect") => {
                            found = weaker(found, Modality::Planned);
                        }
                        // *was told that …*: somebody says so, nobody is named
                        Some("plain") if is_passive(parsed, head) => {
                            found = weaker(found, Modality::Possible)
                        }
                        Some("plain") if negated(parsed, head) => found = weaker(found, Modality::Possible),
                        _ => {}
                    }
                    // beyond a report its source answers for the rest
                    if let Some((word, turn)) = HEADS.get(lemma.as_str()).copied()
                        && !lexicon::REPORTING.contains_key(lemma.as_str())
                    {
                        found = weaker(found, modality(word));
                        negative ^= turn;
                    }
                    break;
                }
                if let Some((word, turn)) = HEADS.get(lemma.as_str()).copied() {
                    found = weaker(found, modality(word));
                    negative ^= turn;
                }
                found = weaker(found, by_auxiliaries(parsed, head));
                negative ^= negated(parsed, head);
                if condition_mark(parsed, head).is_some() {
                    found = weaker(found, Modality::Conditional);
                }
            }
            BaseRelation::Advcl | BaseRelation::Acl if infinitive && child == predicate => {
                found = weaker(found, Modality::Planned);
                break;
            }
            BaseRelation::Advcl | BaseRelation::Acl => {
                if condition_mark(parsed, child).is_some() {
                    found = weaker(found, Modality::Conditional);
                }
                // *was charged with taking …*: nobody is named who says so, yet it is no fact
                if lexicon::ACCUSING.contains(parsed.lemma(head)) && is_passive(parsed, head) {
                    found = weaker(found, Modality::Possible);
                }
                break;
            }
            _ => break,
        }
        child = head;
    }
    if parsed.feature(predicate, "Mood") == Some("Sub") {
        found = weaker(found, Modality::Demanded);
    }
    let question = parsed.segmented.sentences[parsed.sentence_of(predicate).index()].words;
    let asked =
        question.words().last().is_some_and(|w| parsed.form(w) == "?") && parsed.head(predicate).is_none();
    if asked {
        found = weaker(found, Modality::Possible);
    }
    let adverb = parsed.children_by(predicate, BaseRelation::Advmod).any(|a| {
        matches!(
            parsed.lower(a).as_str(),
            "perhaps" | "maybe" | "possibly" | "probably" | "allegedly" | "reportedly" | "likely"
        )
    });
    if adverb {
        found = weaker(found, Modality::Possible);
    }
    Standing { polarity: if negative { Polarity::Negative } else { Polarity::Affirmative }, modality: found }
}

fn condition_mark(parsed: &Parsed, predicate: WordId) -> Option<&'static str> {
    parsed.children_by(predicate, BaseRelation::Mark).find_map(|m| match parsed.lower(m).as_str() {
        "if" | "unless" | "lest" => Some("if"),
        "whether" => Some("whether"),
        _ => None,
    })
}

/// Whether the subject of the verb suffers what it says.
pub(super) fn is_passive(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children(verb).iter().any(|&c| parsed.relation(c).subtype == crate::syntax::Subtype::Pass)
}

/// A bare verb at the root without subject.
fn imperative(parsed: &Parsed, predicate: WordId) -> bool {
    parsed.upos(predicate) == Upos::Verb
        && parsed.feature(predicate, "Mood") == Some("Imp")
        && parsed.child_by(predicate, BaseRelation::Nsubj).is_none()
}

/// Modality that an adjective lends to a noun of an act: *a possible visit*.
pub(super) fn of_noun(parsed: &Parsed, noun: WordId) -> Modality {
    let lent = parsed.children_by(noun, BaseRelation::Amod).filter_map(|adjective| {
        lexicon::MODAL_ADJECTIVES
            .get(parsed.lemma(adjective).to_lowercase().as_str())
            .map(|name| modality(name))
    });
    lent.reduce(|_, last| last).unwrap_or(Modality::Actual)
}
