//! What a text denies or leaves open without a *not*: claims it rejects, nouns that hold no fact, near misses, preferences
//! (factuality after Saurí and Pustejovsky 2009; implicatives after Karttunen 1971).

use super::negation::{denies, denies_argument};
use super::standing::{is_modal_head, modality};
use super::subject::subject;
use super::types::Modality;
use super::verb_forms::is_passive;
use crate::lexicon::{
    self, CHARGE_MARKS, CLAIM_PREPOSITIONS, DOUBT_NOUNS, OVERTURES, REPORTING, REPORTING_NOUNS, Stance,
    WordSet,
};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

lexicon::sets! {
    DENYING = "denying_verbs";
    HOLDING = "holding_verbs";
    FALSE = "false_predicates";
    FACTIVE_NOUNS = "factive_nouns";
    APPROXIMATORS = "approximators";
    FALSE_ADVERBS = "false_adverbs";
    CLEARING = "clearing_verbs";
}

/// Lemmas with a further condition: how what stands under them stands, and whether it is denied.
type Stated = FxHashMap<(&'static str, &'static str), (Modality, bool)>;

fn stated(file: &'static str) -> Stated {
    let rows = lexicon::rows(file);
    rows.filter_map(|row| {
        let said = (modality(row.get(2)?), row.get(3) == Some(&"negative"));
        Some(((*row.first()?, *row.get(1)?), said))
    })
    .collect()
}

static ACT_GOVERNORS: LazyLock<Stated> =
    LazyLock::new(|| stated(include_str!("../../data/words/act_governors.tsv")));
static JUDGEMENTS: LazyLock<Stated> =
    LazyLock::new(|| stated(include_str!("../../data/words/judgements.tsv")));

fn lemma_in(parsed: &Parsed, word: WordId, set: &WordSet) -> bool {
    set.contains(parsed.lower_lemma(word)) || set.contains(parsed.lower(word))
}

/// Whether a clause has the mark *that*, whatever the tree takes it for.
pub(super) fn has_that(parsed: &Parsed, clause: WordId) -> bool {
    let complete = |that: WordId| {
        let other = |base| parsed.children_by(clause, base).any(|w| w != that);
        other(BaseRelation::Nsubj) && other(BaseRelation::Obj)
    };
    parsed.children(clause).iter().any(|&m| {
        parsed.lower(m) == "that"
            && match parsed.relation(m).base {
                BaseRelation::Mark => true,
                // a clause that lacks nothing is no relative one
                BaseRelation::Obj | BaseRelation::Obl => complete(m),
                _ => false,
            }
    })
}

/// `denial.without-not`: *no longer works*, *nearly missed*, *all but forgot*, *rather than sign*, *anything but signed*.
pub(super) fn without_not(parsed: &Parsed, predicate: WordId) -> bool {
    let before = |w: WordId| w.0.checked_sub(1).map(|w| parsed.lower(WordId(w))).unwrap_or_default();
    let after = |w: WordId| {
        let next = w.next();
        if next.index() < parsed.len() { parsed.lower(next) } else { "" }
    };
    parsed.children(predicate).iter().any(|&c| {
        let word = parsed.lower(c);
        match parsed.relation(c).base {
            BaseRelation::Advmod if word == "longer" => before(c) == "no",
            BaseRelation::Advmod if APPROXIMATORS.contains(word) => c < predicate,
            BaseRelation::Advmod | BaseRelation::Cc | BaseRelation::Mark | BaseRelation::Case => {
                let preferred = word == "rather" && after(c) == "than" && c < predicate;
                preferred || word == "than" && before(c) == "rather" && c < predicate
            }
            _ => false,
        }
    }) || all_but(parsed, predicate)
}

/// *all but destroyed*: the two words right in front of the verb, however the tree hangs them.
fn all_but(parsed: &Parsed, verb: WordId) -> bool {
    let at = |back: u32| verb.minus(back);
    let (Some(but), Some(all)) = (at(1), at(2)) else { return false };
    parsed.upos(verb) == Upos::Verb && parsed.lower(but) == "but" && parsed.lower(all) == "all"
}

/// `denial.yet-to`: *has yet to sign*, *is yet to sign*, *remains to be signed*.
pub(super) fn yet_to(parsed: &Parsed, matrix: WordId, infinitive: WordId) -> bool {
    let yet = parsed
        .children(matrix)
        .iter()
        .chain(parsed.children(infinitive))
        .any(|&w| parsed.lower(w) == "yet" && w < infinitive);
    let passive = parsed.children_by(infinitive, BaseRelation::Aux).any(|a| parsed.lower(a) == "be");
    yet && matches!(parsed.lemma(matrix), "have" | "be") || parsed.lemma(matrix) == "remain" && passive
}

/// Whether a verb of saying is called false (*falsely claimed that …*).
pub(super) fn falsely(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children_by(verb, BaseRelation::Advmod).any(|a| FALSE_ADVERBS.contains(parsed.lower(a)))
}

/// Whether the noun is one whose clause with *that* the text takes as true.
pub(super) fn is_factive_noun(lemma: &str) -> bool {
    FACTIVE_NOUNS.contains(lemma)
}

/// Whether the verb says that a claim is not true.
pub(super) fn is_denying(parsed: &Parsed, verb: WordId) -> bool {
    lemma_in(parsed, verb, &DENYING)
}

/// Whether the clause under a verb like *acquit* is what somebody did not do.
pub(super) fn clears(parsed: &Parsed, verb: WordId, clause: WordId) -> bool {
    lemma_in(parsed, verb, &CLEARING)
        && parsed.children_by(clause, BaseRelation::Mark).any(|m| parsed.lower(m) == "of")
}

/// `denial.judged`: what an adjective or noun says of the sentence it is predicated of: *it is false that …*, *it is not true
/// that …*, *it is unclear whether …*. `None` where it says nothing of its truth.
pub(super) fn judged(parsed: &Parsed, predicate: WordId, negated: bool) -> Option<(Modality, bool)> {
    if lemma_in(parsed, predicate, &FALSE) {
        return Some(if negated { (Modality::Possible, false) } else { (Modality::Actual, true) });
    }
    let lemma = parsed.lower_lemma(predicate);
    if matches!(lemma, "seem" | "appear") {
        return Some((Modality::Possible, negated));
    }
    let when = if negated { "denied" } else { "always" };
    JUDGEMENTS.get(&(lemma, when)).or_else(|| JUDGEMENTS.get(&(lemma, "always"))).copied()
}

/// `denial.no-such-thing`: a participle or relative clause of what there is not (*no damage caused by the storm*).
pub(super) fn of_nothing(parsed: &Parsed, noun: WordId) -> bool {
    let first = parsed.head(noun).filter(|_| parsed.is(noun, BaseRelation::Conj)).unwrap_or(noun);
    let Some(verb) = parsed.head(first) else { return false };
    let exists = parsed.child_by(verb, BaseRelation::Expl).is_some();
    let none = denies_argument(parsed, first) || denies_argument(parsed, noun);
    let not = exists && parsed.children_by(verb, BaseRelation::Advmod).any(|a| denies(parsed, a, "adverb"));
    (none && (exists || parsed.is(first, BaseRelation::Obj))) || not
}

/// `denial.noun-before-that`: *the rumour that the courier delivered it*: the noun in front of the mark, where the tree hangs the
/// first verb behind it somewhere else.
pub(super) fn noun_before_that(parsed: &Parsed, predicate: WordId) -> Option<WordId> {
    let sentence = parsed.sentence(parsed.sentence_of(predicate)).words;
    let mut before = (sentence.start.0..predicate.0).rev().map(WordId);
    let verbal =
        |w: WordId| matches!(parsed.upos(w), Upos::Verb | Upos::Aux) && parsed.head(w) != Some(predicate);
    let that = before.by_ref().take_while(|&w| !verbal(w)).find(|&w| parsed.lower(w) == "that")?;
    let noun = that.previous().filter(|&w| sentence.contains(w) && parsed.is_noun(w))?;
    let lemma = parsed.lower_lemma(noun);
    let holds = REPORTING_NOUNS.contains_key(lemma) || is_modal_head(lemma);
    (parsed.is(that, BaseRelation::Mark) && holds).then_some(noun)
}

/// `denial.under-noun`: what a noun says of its clause with *that* (*the claim that …*, *no evidence that …*).
pub(super) fn under_noun(parsed: &Parsed, noun: WordId) -> (Modality, bool) {
    let lemma = parsed.lower_lemma(noun);
    let stance = REPORTING_NOUNS.get(lemma).copied().flatten();
    if stance == Some(Stance::Demand) {
        return (Modality::Demanded, false);
    }
    if of_nothing(parsed, noun) || denies_argument(parsed, noun) {
        let sure = DOUBT_NOUNS.contains(lemma);
        return (if sure { Modality::Actual } else { Modality::Possible }, false);
    }
    if let Some(verb) = parsed.head(noun) {
        let base = parsed.relation(noun).base;
        let negated = parsed.children_by(verb, BaseRelation::Advmod).any(|a| denies(parsed, a, "adverb"));
        let suffers = base == BaseRelation::Obj || base == BaseRelation::Nsubj && is_passive(parsed, verb);
        if suffers && lemma_in(parsed, verb, &DENYING) {
            return if negated { (Modality::Possible, false) } else { (Modality::Actual, true) };
        }
        if base == BaseRelation::Nsubj && lemma_in(parsed, verb, &FALSE) {
            return if negated { (Modality::Possible, false) } else { (Modality::Actual, true) };
        }
        if negated && base == BaseRelation::Obj {
            return (Modality::Possible, false);
        }
    }
    let answered = FACTIVE_NOUNS.contains(lemma) || owner(parsed, noun).is_some();
    (if answered { Modality::Actual } else { Modality::Possible }, false)
}

/// Whose the claim or thought is: *the mayor's claim*, *the fear of the crew*, *repeated the claim*, *came to the conclusion*; of a
/// rejected one, who rejects it.
pub(super) fn owner(parsed: &Parsed, noun: WordId) -> Option<WordId> {
    if !REPORTING_NOUNS.contains_key(parsed.lower_lemma(noun)) {
        return None;
    }
    // *the judge rejected the firm's claim that …*: that it is not so the judge says
    let rejects = parsed.head(noun).filter(|&v| {
        parsed.is(noun, BaseRelation::Obj) && lemma_in(parsed, v, &DENYING) && !is_passive(parsed, v)
    });
    if let Some(verb) = rejects {
        return subject(parsed, verb, 0);
    }
    let own = parsed.children_by(noun, BaseRelation::Nmod).find(|&c| {
        parsed.relation(c).subtype == Subtype::Poss
            || matches!(parsed.child_form(c, BaseRelation::Case), "of" | "by")
    });
    if own.is_some() {
        return own;
    }
    let verb = parsed.head(noun).filter(|&v| parsed.upos(v) == Upos::Verb)?;
    let holds = match parsed.relation(noun).base {
        BaseRelation::Obj => {
            lemma_in(parsed, verb, &HOLDING)
                || lemma_in(parsed, verb, &DENYING)
                || REPORTING.contains_key(parsed.lemma(verb))
        }
        // *came to the conclusion*, *left in the belief that*, *was jailed on the pretext that*
        BaseRelation::Obl => CLAIM_PREPOSITIONS.contains(parsed.child_form(noun, BaseRelation::Case)),
        _ => false,
    };
    if !holds {
        return None;
    }
    if is_passive(parsed, verb) {
        return None;
    }
    subject(parsed, verb, 0)
}

/// `denial.conjunct`: *never signed or ratified the treaty*: the denial reaches what *or* and *nor* join.
pub(super) fn reaches(parsed: &Parsed, conjunct: WordId) -> bool {
    parsed.children_by(conjunct, BaseRelation::Cc).any(|c| matches!(parsed.lower(c), "or" | "nor"))
}

/// Whether a noun of an act stands for something that did not take place or is open: *no meeting*, *without a visit*,
/// *called for the arrest*, *the possibility of a sale*.
pub(super) fn act(parsed: &Parsed, noun: WordId) -> (Modality, bool) {
    let case = parsed.child_form(noun, BaseRelation::Case);
    if denies_argument(parsed, noun) || of_nothing(parsed, noun) || case == "without" {
        return (Modality::Actual, true);
    }
    let Some(head) = parsed.head(noun) else { return (Modality::Actual, false) };
    let how = match (parsed.relation(noun).base, case) {
        (BaseRelation::Obj, _) if parsed.upos(head) == Upos::Verb => "object",
        (BaseRelation::Obl, "for") if parsed.upos(head) == Upos::Verb => "verb-for",
        (BaseRelation::Nmod, "for") => "noun-for",
        (BaseRelation::Nmod, "of") => "noun-of",
        _ => return (Modality::Actual, false),
    };
    let lemma = parsed.lower_lemma(head);
    let stated = ACT_GOVERNORS.get(&(lemma, how)).copied().unwrap_or((Modality::Actual, false));
    // *rejected Halden's bid for the mill*: it was made
    if stated.1 && OVERTURES.contains(parsed.lower_lemma(noun)) { (Modality::Actual, false) } else { stated }
}

/// Whether the clause under a verb of accusing is the charge (*with taking*, *of taking*), not when or why.
pub(super) fn accuses(parsed: &Parsed, clause: WordId) -> bool {
    parsed.children_by(clause, BaseRelation::Mark).all(|m| CHARGE_MARKS.contains(parsed.lower(m)))
}
