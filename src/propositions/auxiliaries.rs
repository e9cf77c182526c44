//! What auxiliaries say of a clause: *may*, *must*, *will*, the many lives of *would*, and what one says that stands alone.

use super::conditions::{condition_mark, inverted_condition};
use super::standing::modalities;
use super::types::Modality;
use crate::lexicon::{self, NARRATED, Stance, WordMap, WordSet};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

static AUXILIARIES: WordMap<Modality> =
    WordMap::new(|| modalities(include_str!("../../data/words/modal_auxiliaries.tsv")));

static FORETELLING: WordSet =
    WordSet::new(|| lexicon::set(include_str!("../../data/words/foretelling_adverbs.tsv")));

pub(super) fn by_auxiliaries(parsed: &Parsed, predicate: WordId) -> Modality {
    parsed
        .children_by(predicate, BaseRelation::Aux)
        .filter(|&aux| !parsed.lower(aux).ends_with('d') || parsed.xpos(aux) == Xpos::Md)
        .filter_map(|aux| match parsed.lower(aux) {
            "would" | "’d" | "'d" => Some(would(parsed, predicate)),
            other => AUXILIARIES.get(other).copied(),
        })
        .next_back()
        .unwrap_or(Modality::Actual)
}

/// The same, of a verb behind *and* or *or* without its own also what those in front say (*may fine the firm or order a ban*).
pub(super) fn by_shared_auxiliaries(parsed: &Parsed, verb: WordId) -> Modality {
    let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj));
    let own = |base| parsed.child_by(verb, base).is_some();
    match first {
        Some(first) if !own(BaseRelation::Aux) && !own(BaseRelation::Nsubj) => by_auxiliaries(parsed, first),
        _ => by_auxiliaries(parsed, verb),
    }
}

/// `modality.would`: a future seen from the past (*said it would close the branch*, *named the towns that would get buses*) is
/// planned; what a narrative foretells (*two years later she would lead the party*) came true; all else hangs on a condition.
fn would(parsed: &Parsed, predicate: WordId) -> Modality {
    let conditional = parsed.children_by(predicate, BaseRelation::Aux).any(|a| parsed.lower(a) == "have")
        || parsed
            .children_by(predicate, BaseRelation::Advcl)
            .any(|c| condition_mark(parsed, c).is_some() || inverted_condition(parsed, c))
        || condition_mark(parsed, predicate).is_some();
    if conditional {
        return Modality::Conditional;
    }
    let first = std::iter::successors(Some(predicate), |&w| {
        parsed.head(w).filter(|_| parsed.is(w, BaseRelation::Conj))
    })
    .take(8)
    .last()
    .unwrap_or(predicate);
    let past = |w: WordId| parsed.xpos(w) == Xpos::Vbd;
    // *has said she would*, *adding that it would*
    let told = |w: WordId| past(w) || matches!(parsed.xpos(w), Xpos::Vbn | Xpos::Vbg);
    let Some(head) = parsed.head(first) else {
        return if foretold(parsed, predicate) || foretold(parsed, first) {
            Modality::Actual
        } else {
            Modality::Conditional
        };
    };
    let relative = parsed.relation(first).subtype == Subtype::Relcl
        && parsed.head(head).is_some_and(past)
        && matches!(parsed.relation(head).base, BaseRelation::Obj | BaseRelation::Obl);
    let reported = parsed.is(first, BaseRelation::Ccomp)
        && told(head)
        && lexicon::REPORTING.get(parsed.lemma(head)).is_some_and(|s| {
            matches!(s, Stance::Plain | Stance::Factive | Stance::Wish) || parsed.lemma(head) == "insist"
        });
    // *an assurance that the shop would stay*
    let claimed = parsed.is(first, BaseRelation::Acl)
        && lexicon::REPORTING_NOUNS.contains_key(parsed.lower_lemma(head));
    if relative || reported || claimed { Modality::Planned } else { Modality::Conditional }
}

/// Whether a clause with *would* is placed after what was told (*later*, *until 1998*, *for the next ten laps*).
fn foretold(parsed: &Parsed, predicate: WordId) -> bool {
    parsed.children(predicate).iter().any(|&c| match parsed.relation(c).base {
        BaseRelation::Advmod => FORETELLING.contains(parsed.lower(c)),
        BaseRelation::Obl => {
            let case = parsed.child_form(c, BaseRelation::Case);
            let next = parsed.children_by(c, BaseRelation::Amod).any(|a| parsed.lower(a) == "next");
            // *would end after just one lap*, *would lead for nine consecutive weeks*
            let number = parsed.child_by(c, BaseRelation::Nummod);
            let counted = number.is_some_and(|number| {
                let around = [c, number].into_iter().flat_map(|w| parsed.children(w));
                around.into_iter().any(|&w| NARRATED.contains(parsed.lower(w)))
            });
            case == "until"
                || matches!(case, "for" | "after") && counted
                || case == "for" && next
                || case.is_empty() && parsed.children(c).iter().any(|&w| parsed.lower(w) == "later")
        }
        _ => false,
    })
}

/// The verb that an auxiliary without one stands for.
pub(super) fn elided_verb(parsed: &Parsed, auxiliary: WordId) -> Option<WordId> {
    let beside = parsed.is(auxiliary, BaseRelation::Conj) || parsed.is(auxiliary, BaseRelation::Parataxis);
    let likewise = parsed.is(auxiliary, BaseRelation::Advcl)
        && parsed.children_by(auxiliary, BaseRelation::Mark).any(|m| parsed.lower(m) == "as");
    let alone = match parsed.upos(auxiliary) {
        Upos::Aux => true,
        Upos::Verb => parsed.lemma(auxiliary) == "do",
        _ => false,
    };
    let complete = parsed.children(auxiliary).iter().any(|&c| {
        matches!(
            parsed.relation(c).base,
            BaseRelation::Obj
                | BaseRelation::Xcomp
                | BaseRelation::Ccomp
                | BaseRelation::Obl
                | BaseRelation::Aux
        )
    });
    let verb = parsed.head(auxiliary).filter(|&v| parsed.upos(v) == Upos::Verb && v < auxiliary)?;
    ((beside || likewise) && alone && !complete).then_some(verb)
}
