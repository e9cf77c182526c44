//! Polarity and modality of a clause: auxiliaries, negation, what governs it, conditions (after MinIE; FactBank,
//! Saurí and Pustejovsky 2009; implicatives, Karttunen 1971).

use super::attribution::heard;
use super::auxiliaries::{by_auxiliaries, by_shared_auxiliaries};
use super::complements::of_complement;
use super::conditions::{condition_above, condition_mark, inverted_condition};
use super::control::called_for;
use super::denial;
use super::modified::under_modified;
use super::negation::{denies, denies_argument, negated};
use super::standing::{HEADS, Standing, modalities};
use super::types::{Modality, Polarity};
use super::verb_forms::{imperative, is_indicative, is_infinitive, is_passive, is_to, reduced};
use crate::lexicon::{
    self, DECLARING_VERBS, NEGATION_RAISING_VERBS, SCHEDULED_PREPOSITIONS, SCHEDULING_VERBS, Stance, WordMap,
};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// The modality that adjectives of what is not, or not yet, the case lend to their nouns.
static MODAL_ADJECTIVES: WordMap<Modality> =
    WordMap::new(|| modalities(include_str!("../../data/words/modal_adjectives.tsv")));

static ADVERBS: WordMap<Modality> =
    WordMap::new(|| modalities(include_str!("../../data/words/modal_adverbs.tsv")));

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
                let asserted = parsed.lemma(head) == "insist" && is_indicative(parsed, child);
                let (said, turned) = match called_for(parsed, head, child) {
                    // *called for the mill to be closed*
                    Some(asked) => (asked, false),
                    None if asserted => (Modality::Actual, false),
                    None => reported(parsed, head),
                };
                // *doubts that it can*: perhaps it cannot; *doubts whether it can*: that is open
                let doubted = parsed.lemma(head) == "doubt" && turned;
                let open = doubted && condition_mark(parsed, child).is_some();
                standing.add(said, turned && !open);
                standing.condition(doubted.then_some(Modality::Possible));
                standing.add(condition_above(parsed, head), false);
                // beyond a report its source answers for the rest
                false
            }
            BaseRelation::Csubj if !is_infinitive(parsed, child) && parsed.xpos(child) != Xpos::Vbg => {
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

/// What the clause says of itself: auxiliaries, negation, its mark.
fn own(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut standing =
        Standing { polarity: Polarity::Affirmative, modality: by_auxiliaries(parsed, predicate) };
    // *the vote is to be held in May*, *the goal is to lower the fees*; *the driver was to blame* is told as it stands
    let to_blame = parsed.lemma(predicate) == "blame" && !is_passive(parsed, predicate);
    if is_infinitive(parsed, predicate) && is_to(parsed, predicate) && !to_blame {
        standing.add(Modality::Planned, false);
    }
    standing.condition(condition_mark(parsed, predicate));
    // *Should the bank close*: the auxiliary is the mark
    if inverted_condition(parsed, predicate) {
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
        && SCHEDULING_VERBS.contains(parsed.lemma(predicate))
        && parsed.child_by(predicate, BaseRelation::Xcomp).is_none()
        && parsed
            .children_by(predicate, BaseRelation::Obl)
            .any(|o| SCHEDULED_PREPOSITIONS.contains(parsed.child_form(o, BaseRelation::Case)));
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
        let reaches = parsed.xpos(child) == Xpos::Vb || denial::reaches(parsed, child);
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
    // *pleaded guilty*, *was declared unfit*: who says so makes it so
    let quality = parsed.upos(child) == Upos::Adj && parsed.child_by(child, BaseRelation::Cop).is_none();
    let made = quality && (said != Modality::Possible || DECLARING_VERBS.contains(parsed.lemma(head)));
    if !made || turned {
        standing.add(said, turned);
    }
    let own = by_shared_auxiliaries(parsed, head);
    // *may ask the party to join*: it need not be asked
    if said == Modality::Demanded && matches!(own, Modality::Possible | Modality::Conditional) {
        standing.modality = own;
    }
    standing.add(own, false);
    // *has not decided whether to sell*: that is open, and not denied
    let open = condition_mark(parsed, child) == Some(Modality::Possible);
    if !open && (negated(parsed, head) || denial::without_not(parsed, head)) {
        standing.deny();
    }
    if denial::yet_to(parsed, head, child) {
        standing.polarity = Polarity::Negative;
    }
    standing.condition(condition_mark(parsed, head));
    if inverted_condition(parsed, head) {
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
    if let Some(said) = adverbs.find_map(|a| ADVERBS.get(parsed.lower(a)).copied()) {
        standing.add(said, false);
    }
}

/// What a verb, adjective or noun says of the sentence it reports or judges.
fn reported(parsed: &Parsed, verb: WordId) -> (Modality, bool) {
    let lemma = parsed.lower_lemma(verb);
    let not = negated(parsed, verb);
    if parsed.upos(verb) != Upos::Verb || matches!(lemma, "seem" | "appear") {
        let stated = HEADS.get(lemma).copied().unwrap_or((Modality::Actual, false));
        return denial::judged(parsed, verb, not).unwrap_or(stated);
    }
    let falsely = denial::falsely(parsed, verb);
    // *the court was told that …*: told before it
    if !not && heard(parsed, verb).is_some() {
        return (Modality::Actual, falsely);
    }
    // *does not believe that they left*: they did not, she believes
    if not && !is_passive(parsed, verb) && NEGATION_RAISING_VERBS.contains(lemma) {
        return (if lemma == "expect" { Modality::Planned } else { Modality::Actual }, true);
    }
    match lexicon::REPORTING.get(lemma).copied() {
        Some(Stance::Demand) => (Modality::Demanded, false),
        Some(Stance::Deny) => (Modality::Actual, !not),
        Some(Stance::Wish) => (Modality::Planned, false),
        // *was told that …*: somebody says so, nobody is named
        Some(Stance::Plain | Stance::Evidential) if is_passive(parsed, verb) || not => {
            (Modality::Possible, falsely)
        }
        Some(_) => (Modality::Actual, falsely),
        // *rejected that …*
        None if denial::is_denying(parsed, verb) => (Modality::Actual, !not),
        None => {
            let stated = HEADS.get(lemma).copied().unwrap_or((Modality::Actual, falsely));
            denial::judged(parsed, verb, not).unwrap_or(stated)
        }
    }
}

/// Modality that an adjective lends to a noun of an act: *a possible visit*.
pub(super) fn of_noun(parsed: &Parsed, noun: WordId) -> Modality {
    let lent = parsed
        .children_by(noun, BaseRelation::Amod)
        .filter_map(|adjective| MODAL_ADJECTIVES.get(parsed.lower_lemma(adjective)).copied());
    lent.reduce(|_, last| last).unwrap_or(Modality::Actual)
}
