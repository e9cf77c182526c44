//! When an office is held: *former minister*, *then-president*, *president-elect*, *was minister until 2019*, *served as mayor*.

use super::arguments::{marker, nominal};
use super::nominal_fact::NominalFact;
use super::types::{Argument, Modality, PropositionKind, Qualifier, Role, Tenure};
use crate::entities::Resolved;
use crate::lexicon::{END_PREPOSITIONS, OFFICE_STATES, OfficeState, SERVING_VERBS, TERM_PREPOSITIONS};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// The word beside an office that says when it is held; the office itself where it has it inside (*ex-president*).
pub(super) fn state(parsed: &Parsed, office: WordId) -> Option<WordId> {
    let is = |w: &WordId| OFFICE_STATES.contains_key(parsed.lower(*w));
    if parsed.lower(office).starts_with("ex-") {
        return Some(office);
    }
    let modifies = |w: &WordId| {
        matches!(parsed.relation(*w).base, BaseRelation::Amod | BaseRelation::Advmod | BaseRelation::Compound)
    };
    let before = parsed.children(office).iter().copied().find(|w| *w < office && modifies(w) && is(w));
    before.or_else(|| {
        // *president-elect*, whatever the tree makes of it
        let sentence = parsed.sentence(parsed.sentence_of(office)).words;
        let after = office.next().until(sentence.end);
        after
            .take(2)
            .find(|w| !matches!(parsed.form(*w), "-" | "–"))
            .filter(|w| matches!(parsed.lower(*w), "elect" | "designate"))
    })
}

/// What says that the copula's subject has the office no more (*is no longer minister*).
fn given_up(parsed: &Parsed, office: WordId) -> Option<Vec<WordId>> {
    let longer = parsed.children_by(office, BaseRelation::Advmod).find(|&w| parsed.lower(w) == "longer")?;
    let no = longer.previous().filter(|&w| parsed.lower(w) == "no")?;
    Some(vec![no, longer])
}

/// The verb of a clause that says who holds the office by its subject (*served as minister*).
pub(super) fn served(parsed: &Parsed, office: WordId) -> Option<WordId> {
    let verb = parsed.head(office).filter(|_| parsed.is(office, BaseRelation::Obl))?;
    let serves = SERVING_VERBS.contains(parsed.lemma(verb));
    (serves && parsed.child_form(office, BaseRelation::Case) == "as").then_some(verb)
}

/// Whether the clause that says who holds the office is in the past.
fn is_past(parsed: &Parsed, office: WordId) -> bool {
    let past = |w: WordId| parsed.xpos(w) == Xpos::Vbd;
    served(parsed, office).is_some_and(past) || parsed.children_by(office, BaseRelation::Cop).any(past)
}

/// *Lund, who was mayor*.
fn is_told_of_the_past(parsed: &Parsed, office: WordId) -> bool {
    parsed.relation(office).subtype == Subtype::Relcl
        && served(parsed, office).is_none()
        && is_past(parsed, office)
}

/// Times of the office with their prepositions: *from 2010 to 2015*, *until 2019*; and whether one is an end.
fn times(resolved: &Resolved, office: WordId) -> (Vec<Qualifier>, bool) {
    let parsed = resolved.parsed();
    let verb = served(parsed, office);
    let clause = |w: WordId| {
        matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Advcl | BaseRelation::Appos)
    };
    let mut words = parsed.subtree_where(office, clause);
    words.extend(verb.into_iter().flat_map(|v| parsed.children_by(v, BaseRelation::Obl)));
    words.sort_unstable();
    words.dedup();
    let mut found: Vec<Qualifier> = Vec::new();
    let mut ends = false;
    for word in words.into_iter().filter(|&w| w > office) {
        let kind = resolved.mentioned.headed_by(word).map(|m| resolved.mentioned.mention(m).kind);
        let marker = marker(parsed, word);
        let Some(&first) = marker.first().filter(|_| kind == Some(Kind::Time)) else { continue };
        let first = parsed.lower(first);
        if !TERM_PREPOSITIONS.contains(first) {
            continue;
        }
        ends |= END_PREPOSITIONS.contains(first);
        // *2010 to 2015* is a mention as a whole, and two times
        if let Some(outer) = found.last_mut().filter(|q| parsed.is_within(word, q.argument.head)) {
            outer.argument.mention = None;
        }
        found.push(Qualifier { role: Role::Time, marker, argument: nominal(resolved, word) });
    }
    (found, ends)
}

/// What a word beside an office says of when it is held.
fn tenure(word: &str) -> Option<Tenure> {
    Some(match OFFICE_STATES.get(word)? {
        OfficeState::Ended => Tenure::Former,
        OfficeState::Now => Tenure::Held,
        OfficeState::Coming => Tenure::Future,
    })
}

/// Says of the facts of an office when it is held: by the tenure of its predicate, by qualifiers of time, by the label where it is told
/// in the past, and by the modality where it is yet to come.
pub(super) fn mark(resolved: &Resolved, facts: &mut [NominalFact]) {
    for fact in facts {
        let office = matches!(
            fact.kind,
            PropositionKind::Title | PropositionKind::Office | PropositionKind::Apposition
        );
        if office && fact.predicate.lemma != "be" {
            mark_fact(resolved, fact.predicate.head, fact);
        }
    }
}

fn mark_fact(resolved: &Resolved, office: WordId, fact: &mut NominalFact) {
    let parsed = resolved.parsed();
    let state = state(parsed, office);
    // *ex-president*
    let left = |word: &str| word.starts_with("ex-").then_some(Tenure::Former);
    let beside = |word: &str| tenure(word).or_else(|| left(word));
    let said = state.map(|w| vec![w]).or_else(|| given_up(parsed, office));
    fact.predicate.tenure = match (state, &said) {
        (Some(word), _) => beside(parsed.lower(word)),
        (None, said) => said.as_ref().map(|_| Tenure::Former),
    };
    let (times, ends) = times(resolved, office);
    let role = fact.predicate.lemma == "role";
    if let Some(words) = said {
        if role && fact.object.words.len() > words.len() && !words.contains(&office) {
            // *role: minister*, *former*
            let hyphen =
                |w: WordId| parsed.upos(w) == Upos::Punct && words.iter().any(|s| s.0.abs_diff(w.0) == 1);
            fact.object.words.retain(|&w| !words.contains(&w) && !hyphen(w));
        }
        let head = words.last().copied().unwrap_or(office);
        let argument = Argument { head, words, mention: None, clausal: false };
        fact.qualifiers.push(Qualifier { role: Role::Time, marker: Vec::new(), argument });
    }
    if fact.predicate.tenure == Some(Tenure::Future) {
        fact.modality = Modality::Planned;
    }
    if fact.kind == PropositionKind::Office {
        fact.qualifiers.extend(times);
        let over = ends && is_past(parsed, office);
        if over {
            fact.predicate.tenure = Some(Tenure::Former);
        }
        if over || is_told_of_the_past(parsed, office) {
            fact.predicate.label = format!("was {}", fact.predicate.label);
        }
    }
}
