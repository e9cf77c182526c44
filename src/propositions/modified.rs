//! What the noun or clause that a clause modifies says of it: purposes, claims, charges, risks, times yet to come.

use super::auxiliaries::by_auxiliaries;
use super::complements::of_complement;
use super::conditions::{condition_mark, inverted_condition};
use super::control::{behind_preposition, called_for};
use super::negation::negated;
use super::qualifiers::is_outcome;
use super::standing::{HEADS, Standing};
use super::types::Modality;
use super::verb_forms::{imperative, is_infinitive, is_passive};
use super::{cleft, denial};
use crate::lexicon::{self, GERUND_MARKS, RESULT_VERBS, WordMap};
use crate::mentions::is_ranked;
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

static TEMPORAL_MARKS: WordMap<&'static str> =
    WordMap::new(|| lexicon::map(include_str!("../../data/words/temporal_marks.tsv")));

/// What the noun or clause that a clause modifies says of it.
pub(super) fn under_modified(
    parsed: &Parsed,
    head: WordId,
    child: WordId,
    predicate: WordId,
    standing: &mut Standing,
) {
    let mark = |word: &str| parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == word);
    let noun = parsed.is(child, BaseRelation::Acl);
    standing.condition(condition_mark(parsed, child));
    if inverted_condition(parsed, child) {
        standing.condition(Some(Modality::Conditional));
    }
    // *the first woman to lead the bank* led it; any other infinitive is what for
    if is_infinitive(parsed, child) {
        if is_outcome(parsed, child) {
            return;
        }
        let (said, turned) = of_infinitive(parsed, head, child);
        standing.add(said, turned);
        return;
    }
    if noun && parsed.is_noun(head) && denial::has_that(parsed, child) {
        let (said, turned) = of_noun(parsed, head, child);
        standing.add(said, turned);
    } else if noun && denial::of_nothing(parsed, head) {
        standing.deny();
    }
    // *it was not Lund who signed*
    if cleft::focus(parsed, child) == Some(head) {
        standing.add(by_auxiliaries(parsed, head), negated(parsed, head));
    }
    let (said, turned) = yet_to_come(parsed, head, child);
    standing.add(said, turned);
    standing.add(of_result(parsed, head, child), false);
    if noun && is_bare_participle(parsed, child) {
        // *announced a strike starting on Monday*
        standing.add(denial::act(parsed, head).0, false);
    }
    gerund_of(parsed, head, child, standing);
    // *could help by paying*: the means share what is said of the act
    if ["by", "toward", "towards"].into_iter().any(mark) {
        standing.add(by_auxiliaries(parsed, head), false);
        if parsed.is(head, BaseRelation::Xcomp) {
            let matrix = parsed.head(head);
            standing.add(matrix.map_or(Modality::Actual, |m| of_complement(parsed, m, head).0), false);
        }
        // *working toward freeing them*
        if !mark("by") {
            standing.add(Modality::Planned, false);
        }
    }
    if child == predicate && mark("as") && fixed_if(parsed, child) {
        standing.add(Modality::Possible, false);
    }
}

/// What the noun or clause above says of its infinitive.
fn of_infinitive(parsed: &Parsed, head: WordId, child: WordId) -> (Modality, bool) {
    let noun = parsed.is(child, BaseRelation::Acl);
    // *called on Lund to resign*, *called for the minister to resign*
    let verb = if noun { parsed.head(head) } else { Some(head) };
    let asked = verb.and_then(|v| {
        let other = behind_preposition(parsed, v, child).filter(|&(other, _)| !noun || other == head);
        other.map(|(_, modality)| modality).or_else(|| called_for(parsed, v, child))
    });
    if let Some(asked) = asked {
        return (asked, false);
    }
    let done = noun && is_ranked(parsed, head);
    let lemma = parsed.lower_lemma(head);
    // *the failure to pay*: it was not paid
    match HEADS.get(lemma).filter(|&&(_, turned)| noun && turned) {
        Some(&said) => said,
        None => (if done { Modality::Actual } else { Modality::Planned }, false),
    }
}

/// What a noun says of its clause with *that*.
fn of_noun(parsed: &Parsed, noun: WordId, clause: WordId) -> (Modality, bool) {
    let lemma = parsed.lower_lemma(noun);
    let known = parsed.relation(clause).subtype != Subtype::Relcl
        || lexicon::REPORTING_NOUNS.contains_key(lemma)
        || HEADS.contains_key(lemma)
        || denial::is_factive_noun(lemma);
    match lemma {
        // *on condition that …*
        "condition" => (Modality::Conditional, false),
        _ if known => denial::under_noun(parsed, noun),
        _ => (Modality::Actual, false),
    }
}

/// A participle in *-ing* without mark, auxiliary and subject of its own.
fn is_bare_participle(parsed: &Parsed, clause: WordId) -> bool {
    let own = |c: &WordId| {
        matches!(
            parsed.relation(*c).base,
            BaseRelation::Mark | BaseRelation::Nsubj | BaseRelation::Aux | BaseRelation::Cop
        )
    };
    parsed.xpos(clause) == Xpos::Vbg && !parsed.children(clause).iter().any(own)
}

/// `modality.result`: *agreed to buy it, creating the largest firm*, *will close, costing 300 jobs*: what comes of a deed is no
/// more real than that.
fn of_result(parsed: &Parsed, head: WordId, clause: WordId) -> Modality {
    let participle = parsed.is(clause, BaseRelation::Advcl)
        && is_bare_participle(parsed, clause)
        && head < clause
        && !lexicon::REPORTING.contains_key(parsed.lemma(clause));
    if !participle {
        return Modality::Actual;
    }
    let own = by_auxiliaries(parsed, head);
    if own != Modality::Actual && parsed.lemma(clause) != "cite" {
        return own;
    }
    // *plans a second trial, starting in March*
    let object = parsed.child_by(head, BaseRelation::Obj).filter(|&o| o < clause);
    let planned = object.map_or(Modality::Actual, |o| denial::act(parsed, o).0);
    if matches!(parsed.lemma(clause), "start" | "begin") {
        return planned;
    }
    if !RESULT_VERBS.contains(parsed.lemma(clause)) {
        return Modality::Actual;
    }
    let matrix = if parsed.is(head, BaseRelation::Xcomp) {
        parsed.head(head).map(|m| (m, head))
    } else {
        parsed.children_by(head, BaseRelation::Xcomp).find(|&x| x < clause).map(|x| (head, x))
    };
    matrix.map_or(Modality::Actual, |(matrix, infinitive)| of_complement(parsed, matrix, infinitive).0)
}

/// `modality.time-clause`: *will strike until the firm raises wages*, *will vote when they meet*: what a clause of time in the
/// present says is yet to come, as the clause above is; *until* also in the past (*was to stay until they paid*). *Stopped it until
/// the cause is known*, *before I have seen it*: it is not known yet; *died before she could speak*: she did not.
fn yet_to_come(parsed: &Parsed, head: WordId, clause: WordId) -> (Modality, bool) {
    let mark = parsed
        .children_by(clause, BaseRelation::Mark)
        .chain(parsed.children_by(clause, BaseRelation::Advmod));
    let Some((mark, class)) =
        mark.filter_map(|m| TEMPORAL_MARKS.get(parsed.lower(m)).map(|class| (parsed.lower(m), class))).next()
    else {
        return (Modality::Actual, false);
    };
    let present = |w: WordId| matches!(parsed.xpos(w), Xpos::Vbz | Xpos::Vbp);
    let now = present(clause)
        || parsed
            .children(clause)
            .iter()
            .any(|&c| matches!(parsed.relation(c).base, BaseRelation::Aux | BaseRelation::Cop) && present(c));
    let own = by_auxiliaries(parsed, head);
    let matrix =
        parsed.head(head).filter(|_| own == Modality::Actual && parsed.is(head, BaseRelation::Xcomp));
    let above = matrix.map_or(own, |m| of_complement(parsed, m, head).0);
    let above = if imperative(parsed, head) { Modality::Demanded } else { above };
    if above != Modality::Actual && (now || *class == "end") {
        // *told them to wait until it had tested the soil*: nobody asks for the test
        let told = above == Modality::Demanded;
        return (if told { Modality::Planned } else { above }, false);
    }
    let auxiliary = |form: &str| {
        parsed.children_by(clause, BaseRelation::Aux).any(|a| parsed.lower(a) == form && a < clause)
    };
    let perfect = parsed.xpos(clause) == Xpos::Vbn && (auxiliary("has") || auxiliary("have"));
    match *class {
        "end" if now && above == Modality::Actual => (Modality::Planned, false),
        _ if mark == "before" && perfect => (Modality::Planned, false),
        _ if mark == "before" && auxiliary("could") => (Modality::Actual, true),
        _ => (Modality::Actual, false),
    }
}

/// *as if*, *as though*: nothing is so.
fn fixed_if(parsed: &Parsed, clause: WordId) -> bool {
    parsed
        .children_by(clause, BaseRelation::Mark)
        .flat_map(|m| parsed.children_by(m, BaseRelation::Fixed).chain(std::iter::once(m)))
        .any(|w| matches!(parsed.lower(w), "if" | "though"))
}

/// *stopped short of leaving*, *was barred from leaving*, *was acquitted of taking*, *the risk of losing*.
fn gerund_of(parsed: &Parsed, head: WordId, child: WordId, standing: &mut Standing) {
    let leads = parsed.children_by(child, BaseRelation::Mark).any(|m| GERUND_MARKS.contains(parsed.lower(m)));
    if denial::clears(parsed, head, child) {
        standing.deny();
        return;
    }
    if denial::has_that(parsed, child) {
        return;
    }
    // *was charged with taking …*, *the man accused of taking …*: nobody is named who says so, yet it is no fact
    let lemma = parsed.lower_lemma(head);
    if lexicon::ACCUSING.contains(lemma) && denial::accuses(parsed, child) {
        if is_passive(parsed, head) || parsed.upos(head) != Upos::Verb || parsed.is(head, BaseRelation::Acl) {
            standing.add(Modality::Possible, false);
        }
        return;
    }
    // *the risk of the bank losing money*, where the tree has the bank, losing money, at risk
    let above = parsed.head(head).filter(|_| {
        parsed.is(head, BaseRelation::Nmod)
            && parsed.xpos(child) == Xpos::Vbg
            && parsed.child_form(head, BaseRelation::Case) == "of"
    });
    let open = above.and_then(|n| HEADS.get(parsed.lower_lemma(n)));
    if let Some(&(said, turned)) = open.filter(|_| !leads) {
        standing.add(said, turned);
    }
    let bare = parsed.is_noun(head)
        && parsed.xpos(child) == Xpos::Vbg
        && parsed
            .children_by(head, BaseRelation::Nmod)
            .any(|n| n < child && parsed.child_form(n, BaseRelation::Case) == "of");
    // *the risk of the club signing the striker*, whatever the tree makes of the club
    let next = head.next();
    let of = parsed.is_noun(head) && next < child && parsed.lower(next) == "of";
    if !leads && !bare && !of {
        return;
    }
    let claims = parsed.is_noun(head) && lexicon::REPORTING_NOUNS.contains_key(lemma);
    if let Some(&(said, turned)) = HEADS.get(lemma) {
        standing.add(said, turned);
    } else if claims {
        standing.add(Modality::Possible, false);
    }
}
