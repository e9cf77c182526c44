//! Polarity and modality of a clause: auxiliaries, negation, what governs it, conditions (after MinIE; FactBank,
//! Saurí and Pustejovsky 2009; implicatives, Karttunen 1971).

use super::types::{Modality, Polarity};
use crate::lexicon;
pub(super) use crate::mentions::is_ranked;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static HEADS: LazyLock<FxHashMap<&'static str, (Modality, bool)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/modal_heads.tsv"))
        .filter_map(|row| Some((*row.first()?, (modality(row.get(1)?), row.get(2) == Some(&"negative")))))
        .collect()
});

static FACTIVE_ADJECTIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/factive_adjectives.tsv")));

static AUXILIARIES: LazyLock<FxHashMap<&'static str, Modality>> =
    LazyLock::new(|| modalities(include_str!("../../data/words/modal_auxiliaries.tsv")));

static ADVERBS: LazyLock<FxHashMap<&'static str, Modality>> =
    LazyLock::new(|| modalities(include_str!("../../data/words/modal_adverbs.tsv")));

static CONDITION_MARKS: LazyLock<FxHashMap<&'static str, Modality>> =
    LazyLock::new(|| modalities(include_str!("../../data/words/condition_marks.tsv")));

/// Words that deny, each with its classes.
static NEGATIVES: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/negatives.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

fn modalities(file: &'static str) -> FxHashMap<&'static str, Modality> {
    lexicon::map(file).into_iter().map(|(word, name)| (word, modality(name))).collect()
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

/// What is known of a clause's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

/// Whether the word denies as a word of that class (see `negatives.tsv`); *not only* does not.
pub(super) fn denies(parsed: &Parsed, word: WordId, class: &str) -> bool {
    let next = WordId(word.0.saturating_add(1));
    let focused = next.index() < parsed.len() && NEGATIVES.contains(&(parsed.lower(next).as_str(), "focus"));
    NEGATIVES.contains(&(parsed.lower(word).as_str(), class)) && !(class == "adverb" && focused)
}

/// Whether a negative word depends on the predicate, or on its subject or object as `no`.
fn negated(parsed: &Parsed, predicate: WordId) -> bool {
    parsed.children(predicate).iter().any(|&c| match parsed.relation(c).base {
        BaseRelation::Advmod | BaseRelation::Cc => {
            // *never before*
            denies(parsed, c, "adverb")
                || parsed.children_by(c, BaseRelation::Advmod).any(|w| denies(parsed, w, "adverb"))
        }
        BaseRelation::Nsubj | BaseRelation::Obj => denies_argument(parsed, c),
        BaseRelation::Obl => {
            // *in no case*, *at no point*
            parsed.children_by(c, BaseRelation::Det).any(|d| denies(parsed, d, "determiner"))
        }
        BaseRelation::Det => denies(parsed, c, "determiner"),
        _ => false,
    })
}

/// *nobody*, *no ship*, *neither the pilot nor the owner*, *none of the crews*.
pub(super) fn denies_argument(parsed: &Parsed, argument: WordId) -> bool {
    denies(parsed, argument, "pronoun")
        || parsed.children(argument).iter().any(|&c| match parsed.relation(c).base {
            BaseRelation::Det => denies(parsed, c, "determiner"),
            BaseRelation::Cc | BaseRelation::Advmod => c < argument && denies(parsed, c, "pair"),
            _ => false,
        })
}

fn by_auxiliaries(parsed: &Parsed, predicate: WordId) -> Modality {
    parsed
        .children_by(predicate, BaseRelation::Aux)
        .filter(|&aux| !parsed.lower(aux).ends_with('d') || parsed.xpos(aux) == "MD")
        .filter_map(|aux| AUXILIARIES.get(parsed.lower(aux).as_str()).copied())
        .next_back()
        .unwrap_or(Modality::Actual)
}

/// The weaker of two: what is only possible or wished stays so, whatever it stands under.
fn weaker(inner: Modality, outer: Modality) -> Modality {
    if inner == Modality::Actual { outer } else { inner }
}

/// What a verb or adjective says of its infinitive or participle `child`.
fn of_complement(parsed: &Parsed, head: WordId, child: WordId) -> (Modality, bool) {
    let lemma = parsed.lemma(head).to_lowercase();
    if let Some(&said) = HEADS.get(lemma.as_str()) {
        return said;
    }
    let reported =
        is_passive(parsed, head).then(|| lexicon::REPORTING.get(lemma.as_str()).copied()).flatten();
    // *is believed to live in Malta*: somebody says so, nobody is named
    if matches!(reported, Some("plain" | "wish" | "deny")) {
        return (Modality::Possible, reported == Some("deny"));
    }
    let infinitive = parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    let quality =
        infinitive && parsed.upos(head) == Upos::Adj && !FACTIVE_ADJECTIVES.contains(lemma.as_str());
    (if quality { Modality::Possible } else { Modality::Actual }, false)
}

/// Polarity and modality of the clause of `predicate`, in the view of its source.
pub(super) fn standing(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut negative = negated(parsed, predicate);
    let mut found = by_auxiliaries(parsed, predicate);
    // *admitted to being there*: before a gerund it is a preposition
    let gerund = parsed.xpos(predicate) == "VBG"
        || parsed.children_by(predicate, BaseRelation::Cop).any(|c| parsed.xpos(c) == "VBG");
    let infinitive =
        !gerund && parsed.children_by(predicate, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    // *the vote is to be held in May*, *the goal is to lower the fees*
    if infinitive && is_to(parsed, predicate) {
        found = weaker(found, Modality::Planned);
    }
    if let Some(mark) = condition_mark(parsed, predicate) {
        found = weaker(found, mark);
    }
    // *without asking*, *instead of leaving*
    let marks = parsed.children_by(predicate, BaseRelation::Mark);
    negative |= marks
        .chain(parsed.children_by(predicate, BaseRelation::Case))
        .any(|mark| denies(parsed, mark, "preposition"));
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
                    let shared =
                        parsed.children_by(head, BaseRelation::Nsubj).any(|s| denies_argument(parsed, s));
                    negative |= shared || negated(parsed, head) && parsed.xpos(child) == "VB";
                }
            }
            BaseRelation::Ccomp if !reduced(parsed, child) => {
                let (said, turned) = reported(parsed, head);
                found = weaker(found, said);
                negative ^= turned;
                // beyond a report its source answers for the rest
                break;
            }
            BaseRelation::Xcomp | BaseRelation::Csubj | BaseRelation::Ccomp => {
                let (said, turned) = of_complement(parsed, head, child);
                found = weaker(found, said);
                negative ^= turned;
                found = weaker(found, by_auxiliaries(parsed, head));
                negative ^= negated(parsed, head);
                if let Some(mark) = condition_mark(parsed, head) {
                    found = weaker(found, mark);
                }
            }
            // *the first woman to lead the bank* led it; any other infinitive is what for
            BaseRelation::Advcl | BaseRelation::Acl if infinitive && child == predicate => {
                let done = relation.is(BaseRelation::Acl) && is_ranked(parsed, head);
                found = weaker(found, if done { Modality::Actual } else { Modality::Planned });
                break;
            }
            BaseRelation::Advcl | BaseRelation::Acl => {
                if let Some(mark) = condition_mark(parsed, child) {
                    found = weaker(found, mark);
                }
                // *the recommendation that salt be iodised*
                if lexicon::REPORTING_NOUNS.get(parsed.lemma(head)) == Some(&"demand")
                    && parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == "that")
                {
                    found = weaker(found, Modality::Demanded);
                }
                // *it was not Lund who signed*
                if super::cleft::focus(parsed, child) == Some(head) {
                    found = weaker(found, by_auxiliaries(parsed, head));
                    negative ^= negated(parsed, head);
                }
                // *on condition that …*
                if relation.is(BaseRelation::Acl) && parsed.lemma(head) == "condition" {
                    found = weaker(found, Modality::Conditional);
                }
                // *stopped short of leaving*, *was barred from leaving*
                if let Some(&(said, turned)) = HEADS.get(parsed.lemma(head).to_lowercase().as_str())
                    && parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == "from")
                {
                    found = weaker(found, said);
                    negative ^= turned;
                }
                // *was charged with taking …*: nobody is named who says so, yet it is no fact
                if lexicon::ACCUSING.contains(parsed.lemma(head))
                    && is_passive(parsed, head)
                    && accuses(parsed, child)
                {
                    found = weaker(found, Modality::Possible);
                }
                // *could help by paying*: the means share what is said of the act
                if parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == "by") {
                    found = weaker(found, by_auxiliaries(parsed, head));
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
    let question = parsed.sentence(parsed.sentence_of(predicate)).words;
    let asked =
        question.words().last().is_some_and(|w| parsed.form(w) == "?") && parsed.head(predicate).is_none();
    if asked {
        found = weaker(found, Modality::Possible);
    }
    let mut adverbs = parsed.children_by(predicate, BaseRelation::Advmod);
    if let Some(said) = adverbs.find_map(|a| ADVERBS.get(parsed.lower(a).as_str()).copied()) {
        found = weaker(found, said);
    }
    Standing { polarity: if negative { Polarity::Negative } else { Polarity::Affirmative }, modality: found }
}

/// Whether a form of *be* stands before the *to* of the infinitive.
fn is_to(parsed: &Parsed, predicate: WordId) -> bool {
    let to = parsed.children_by(predicate, BaseRelation::Mark).find(|&m| parsed.lower(m) == "to");
    let be = |w: WordId| parsed.lemma(w) == "be" && to.is_some_and(|to| w.0.saturating_add(1) == to.0);
    parsed
        .children(predicate)
        .iter()
        .any(|&c| matches!(parsed.relation(c).base, BaseRelation::Cop | BaseRelation::Aux) && be(c))
}

/// Whether the clause under a verb of accusing is the charge (*with taking*, *of taking*), not when or why.
pub(super) fn accuses(parsed: &Parsed, clause: WordId) -> bool {
    parsed
        .children_by(clause, BaseRelation::Mark)
        .all(|m| matches!(parsed.lower(m).as_str(), "with" | "of" | "that"))
}

/// Whether a complement clause is no more than a participle (*denies selling data*).
fn reduced(parsed: &Parsed, clause: WordId) -> bool {
    parsed.xpos(clause) == "VBG"
        && parsed.child_by(clause, BaseRelation::Nsubj).is_none()
        && parsed.child_by(clause, BaseRelation::Aux).is_none()
}

/// What a verb says of the clause it reports.
fn reported(parsed: &Parsed, verb: WordId) -> (Modality, bool) {
    let lemma = parsed.lemma(verb).to_lowercase();
    let no_head = (Modality::Actual, false);
    match lexicon::REPORTING.get(lemma.as_str()).copied() {
        Some("demand") => (Modality::Demanded, false),
        Some("deny") => (Modality::Actual, true),
        Some("wish") => (Modality::Planned, false),
        // *was told that …*: somebody says so, nobody is named
        Some("plain") if is_passive(parsed, verb) || negated(parsed, verb) => (Modality::Possible, false),
        Some(_) => no_head,
        None => HEADS.get(lemma.as_str()).copied().unwrap_or(no_head),
    }
}

fn condition_mark(parsed: &Parsed, predicate: WordId) -> Option<Modality> {
    parsed
        .children_by(predicate, BaseRelation::Mark)
        .find_map(|m| CONDITION_MARKS.get(parsed.lower(m).as_str()).copied())
}

/// Whether the subject of the verb suffers what it says.
pub(super) fn is_passive(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children(verb).iter().any(|&c| parsed.relation(c).subtype == Subtype::Pass)
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
