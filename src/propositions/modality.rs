//! Polarity and modality of a clause: auxiliaries, negation, what governs it, conditions (after MinIE; FactBank,
//! Saurí and Pustejovsky 2009; implicatives, Karttunen 1971).

use super::auxiliaries::by_auxiliaries;
use super::control::behind_preposition;
use super::denial;
use super::modified::under_modified;
use super::types::{Modality, Polarity};
use crate::lexicon;
pub(super) use crate::mentions::is_ranked;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

pub(super) static HEADS: LazyLock<FxHashMap<&'static str, (Modality, bool)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/modal_heads.tsv"))
        .filter_map(|row| Some((*row.first()?, (modality(row.get(1)?), row.get(2) == Some(&"negative")))))
        .collect()
});

static FACTIVE_ADJECTIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/factive_adjectives.tsv")));

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

pub(super) fn modalities(file: &'static str) -> FxHashMap<&'static str, Modality> {
    lexicon::map(file).into_iter().map(|(word, name)| (word, modality(name))).collect()
}

pub(super) fn modality(name: &str) -> Modality {
    match name {
        "planned" => Modality::Planned,
        "possible" => Modality::Possible,
        "demanded" => Modality::Demanded,
        "conditional" => Modality::Conditional,
        _ => Modality::Actual,
    }
}

/// Whether what stands under a word with that lemma is not stated as a fact.
pub(super) fn is_modal_head(lemma: &str) -> bool {
    HEADS.contains_key(lemma)
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
pub(super) fn negated(parsed: &Parsed, predicate: WordId) -> bool {
    // *Lund has agreed, Berg has not*: the denial right behind an auxiliary that stands alone is its own
    let next = WordId(predicate.0.saturating_add(1));
    let alone = parsed.upos(predicate) == Upos::Aux && next.index() < parsed.len();
    if alone && denies(parsed, next, "adverb") {
        return true;
    }
    parsed.children(predicate).iter().any(|&c| match parsed.relation(c).base {
        BaseRelation::Advmod | BaseRelation::Cc => {
            // *never before*
            denies(parsed, c, "adverb") && !stranded(parsed, c, predicate)
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

/// Whether a comma parts the denial from its predicate, and the auxiliary of another clause stands in front of it.
fn stranded(parsed: &Parsed, denial: WordId, predicate: WordId) -> bool {
    let comma = WordId(denial.0.saturating_add(1));
    let before = denial.0.checked_sub(1).map(WordId);
    denial < predicate
        && comma < predicate
        && parsed.form(comma) == ","
        && before.is_some_and(|w| parsed.upos(w) == Upos::Aux && parsed.head(w) != Some(predicate))
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

/// The weaker of two: what is only possible or wished stays so, whatever it stands under.
fn weaker(inner: Modality, outer: Modality) -> Modality {
    if inner == Modality::Actual { outer } else { inner }
}

/// What a verb or adjective says of its infinitive or participle `child`.
pub(super) fn of_complement(parsed: &Parsed, head: WordId, child: WordId) -> (Modality, bool) {
    let lemma = parsed.lemma(head).to_lowercase();
    if let Some((_, asked)) = behind_preposition(parsed, head, child) {
        return (asked, false);
    }
    if let Some(&said) = HEADS.get(lemma.as_str()) {
        return said;
    }
    // *was going to leave*, *is meant to leave*
    let ahead = lemma == "go" && parsed.xpos(head) == "VBG" || lemma == "mean" && is_passive(parsed, head);
    if ahead && is_infinitive(parsed, child) {
        return (Modality::Planned, false);
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

/// Polarity and modality of the clause of `predicate`, in the view of its source: first what it says itself, then what each
/// clause and noun above it says of it, up to the first that answers for the rest.
pub(super) fn standing(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut standing = own(parsed, predicate);
    let mut child = predicate;
    for _ in 0..8 {
        let Some(head) = parsed.head(child) else { break };
        let goes_on = match parsed.relation(child).base {
            BaseRelation::Conj => under_conjunct(parsed, head, child, &mut standing),
            BaseRelation::Ccomp if !reduced(parsed, child) => {
                let (said, turned) = reported(parsed, head);
                standing.add(said, turned);
                // beyond a report its source answers for the rest
                false
            }
            BaseRelation::Csubj if !is_infinitive(parsed, child) && parsed.xpos(child) != "VBG" => {
                let (said, turned) = reported(parsed, head);
                standing.add(said, turned);
                true
            }
            BaseRelation::Xcomp | BaseRelation::Csubj | BaseRelation::Ccomp => {
                under_verb(parsed, head, child, &mut standing);
                true
            }
            BaseRelation::Advcl | BaseRelation::Acl => {
                under_modified(parsed, head, child, predicate, &mut standing);
                false
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        child = head;
    }
    if standing == (Standing { polarity: Polarity::Affirmative, modality: Modality::Actual })
        && let Some(noun) = denial::noun_before_that(parsed, predicate)
    {
        let (said, turned) = denial::under_noun(parsed, noun);
        standing.add(said, turned);
    }
    at_last(parsed, predicate, &mut standing);
    standing
}

impl Standing {
    /// What something above says: how it stands, and whether that turns it round.
    pub(super) fn add(&mut self, said: Modality, turned: bool) {
        self.modality = weaker(self.modality, said);
        if turned {
            self.deny();
        }
    }

    pub(super) fn deny(&mut self) {
        self.polarity = match self.polarity {
            Polarity::Affirmative => Polarity::Negative,
            Polarity::Negative => Polarity::Affirmative,
        };
    }

    /// What stands under a condition is conditional, whatever else it is.
    pub(super) fn condition(&mut self, mark: Option<Modality>) {
        match mark {
            Some(Modality::Conditional) if self.modality != Modality::Demanded => {
                self.modality = Modality::Conditional;
            }
            Some(mark) => self.modality = weaker(self.modality, mark),
            None => {}
        }
    }
}

pub(super) fn is_infinitive(parsed: &Parsed, predicate: WordId) -> bool {
    // *admitted to being there*: before a gerund it is a preposition
    let gerund = parsed.xpos(predicate) == "VBG"
        || parsed.children(predicate).iter().any(|&c| {
            matches!(parsed.relation(c).base, BaseRelation::Cop | BaseRelation::Aux)
                && parsed.xpos(c) == "VBG"
        });
    !gerund && parsed.children_by(predicate, BaseRelation::Mark).any(|m| parsed.lower(m) == "to")
}

/// What the clause says of itself: auxiliaries, negation, its mark.
fn own(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut standing =
        Standing { polarity: Polarity::Affirmative, modality: by_auxiliaries(parsed, predicate) };
    // *the vote is to be held in May*, *the goal is to lower the fees*
    if is_infinitive(parsed, predicate) && is_to(parsed, predicate) {
        standing.add(Modality::Planned, false);
    }
    standing.condition(condition_mark(parsed, predicate));
    // *Should the bank close*: the auxiliary is the mark
    if denial::inverted_condition(parsed, predicate) {
        standing.modality = Modality::Conditional;
    }
    // *without asking*, *instead of leaving*
    let marks = parsed.children_by(predicate, BaseRelation::Mark);
    let without = marks
        .chain(parsed.children_by(predicate, BaseRelation::Case))
        .chain(parsed.children_by(predicate, BaseRelation::Cc))
        .any(|mark| denies(parsed, mark, "preposition"));
    if without || negated(parsed, predicate) || denial::without_not(parsed, predicate) {
        standing.deny();
    }
    if imperative(parsed, predicate) {
        standing.add(Modality::Demanded, false);
    }
    // *is scheduled for Friday*: it is yet to come
    let set_for = is_passive(parsed, predicate)
        && matches!(parsed.lemma(predicate), "schedule" | "plan" | "slate" | "expect" | "tip")
        && parsed.child_by(predicate, BaseRelation::Xcomp).is_none()
        && parsed.children_by(predicate, BaseRelation::Obl).any(|o| {
            matches!(parsed.child_form(o, BaseRelation::Case).as_str(), "for" | "on" | "in" | "at" | "next")
        });
    if set_for {
        standing.add(Modality::Planned, false);
    }
    standing
}

/// Conjuncts share what governs them, and the auxiliaries in front unless they have their own.
fn under_conjunct(parsed: &Parsed, head: WordId, child: WordId, standing: &mut Standing) -> bool {
    let own = parsed.child_by(child, BaseRelation::Nsubj).is_some()
        || parsed.child_by(child, BaseRelation::Aux).is_some();
    if !own && parsed.upos(head) == parsed.upos(child) {
        standing.add(by_auxiliaries(parsed, head), false);
        let shared = parsed.children_by(head, BaseRelation::Nsubj).any(|s| denies_argument(parsed, s));
        let reaches = parsed.xpos(child) == "VB" || denial::reaches(parsed, child);
        let without = parsed
            .children_by(head, BaseRelation::Mark)
            .chain(parsed.children_by(head, BaseRelation::Case))
            .any(|m| denies(parsed, m, "preposition"));
        if shared || (negated(parsed, head) && reaches) || without {
            standing.polarity = Polarity::Negative;
        }
    }
    true
}

/// What a verb or adjective says of the infinitive or participle under it, and what is said of the verb.
fn under_verb(parsed: &Parsed, head: WordId, child: WordId, standing: &mut Standing) {
    let (said, turned) = of_complement(parsed, head, child);
    standing.add(said, turned);
    standing.add(by_auxiliaries(parsed, head), false);
    if negated(parsed, head) || denial::without_not(parsed, head) {
        standing.deny();
    }
    if denial::yet_to(parsed, head, child) {
        standing.polarity = Polarity::Negative;
    }
    standing.condition(condition_mark(parsed, head));
    if denial::inverted_condition(parsed, head) {
        standing.condition(Some(Modality::Conditional));
    }
}

/// Mood, questions and adverbs, which say least.
fn at_last(parsed: &Parsed, predicate: WordId, standing: &mut Standing) {
    if parsed.feature(predicate, "Mood") == Some("Sub") {
        standing.add(Modality::Demanded, false);
    }
    let sentence = parsed.sentence(parsed.sentence_of(predicate)).words;
    let question = sentence.words().last().is_some_and(|w| parsed.form(w) == "?");
    if question && parsed.head(predicate).is_none() {
        standing.add(Modality::Possible, false);
    }
    let mut adverbs = parsed.children_by(predicate, BaseRelation::Advmod);
    if let Some(said) = adverbs.find_map(|a| ADVERBS.get(parsed.lower(a).as_str()).copied()) {
        standing.add(said, false);
    }
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

/// What a verb, adjective or noun says of the sentence it reports or judges.
fn reported(parsed: &Parsed, verb: WordId) -> (Modality, bool) {
    let lemma = parsed.lemma(verb).to_lowercase();
    let not = negated(parsed, verb);
    if parsed.upos(verb) != Upos::Verb || matches!(lemma.as_str(), "seem" | "appear") {
        let stated = HEADS.get(lemma.as_str()).copied().unwrap_or((Modality::Actual, false));
        return denial::judged(parsed, verb, not).unwrap_or(stated);
    }
    let falsely = denial::falsely(parsed, verb);
    match lexicon::REPORTING.get(lemma.as_str()).copied() {
        Some("demand") => (Modality::Demanded, false),
        Some("deny") => (Modality::Actual, !not),
        Some("wish") => (Modality::Planned, false),
        // *was told that …*: somebody says so, nobody is named
        Some("plain" | "evidential") if is_passive(parsed, verb) || not => (Modality::Possible, falsely),
        Some(_) => (Modality::Actual, falsely),
        // *rejected that …*
        None if denial::is_denying(parsed, verb) => (Modality::Actual, !not),
        None => HEADS.get(lemma.as_str()).copied().unwrap_or((Modality::Actual, falsely)),
    }
}

pub(super) fn condition_mark(parsed: &Parsed, predicate: WordId) -> Option<Modality> {
    let marks = parsed.children_by(predicate, BaseRelation::Mark);
    let mut words = marks.flat_map(|m| std::iter::once(m).chain(parsed.children_by(m, BaseRelation::Fixed)));
    // *even if*, *in case*, *as if*
    words.find_map(|m| CONDITION_MARKS.get(parsed.lower(m).as_str()).copied())
}

/// Whether the subject of the verb suffers what it says.
pub(super) fn is_passive(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children(verb).iter().any(|&c| parsed.relation(c).subtype == Subtype::Pass)
}

/// A bare verb at the root without subject.
pub(super) fn imperative(parsed: &Parsed, predicate: WordId) -> bool {
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
