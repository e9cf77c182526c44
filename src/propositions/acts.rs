//! What nouns of acts say with their arguments: *Lund's visit to Oslo*, *talks between Berg and Lund*.

use super::arguments::{antecedent, conjuncts, marker, nominal};
use super::nominal_fact::{NominalFact, fact, leads};
use super::subject::subject;
use super::types::{Modality, Polarity, Predicate, PropositionKind, Qualifier};
use super::{denial, modality, qualifiers};
use crate::entities::Resolved;
use crate::lexicon;
use crate::mentions::Kind;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static LIGHT_VERBS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/light_verbs.tsv")));

/// *Lund's visit to Oslo in May*; *the meeting between Berg and Lund*; *the arrest of Berg by the police*; *Lund held
/// talks with Berg*.
pub(super) fn event(
    resolved: &Resolved,
    noun: WordId,
    verb: &str,
    of_agent: bool,
    found: &mut Vec<NominalFact>,
) {
    let parsed = resolved.parsed();
    let light = light_verb(parsed, noun);
    let mut phrases: Vec<(WordId, String)> = parsed
        .children_by(noun, BaseRelation::Nmod)
        .chain(light.into_iter().flat_map(|v| parsed.children_by(v, BaseRelation::Obl)))
        .filter(|&c| c > noun)
        .map(|c| (c, parsed.child_form(c, BaseRelation::Case)))
        .collect();
    let timed = |w: WordId| {
        resolved.mentioned.headed_by(w).is_some_and(|m| resolved.mentioned.mention(m).kind == Kind::Time)
    };
    // *an increase by 40 crowns*
    let measures = |w: WordId| {
        let kind = resolved.mentioned.headed_by(w).map(|m| resolved.mentioned.mention(m).kind);
        matches!(kind, Some(Kind::Money | Kind::Quantity | Kind::Time))
    };
    let mut take = |wanted: &str| {
        let at = phrases.iter().position(|(_, case)| case == wanted)?;
        Some(phrases.remove(at).0)
    };
    let possessor = parsed
        .children_by(noun, BaseRelation::Nmod)
        .find(|&c| parsed.relation(c).subtype == Subtype::Poss && c < noun)
        .or_else(|| take("by").filter(|&by| !measures(by)))
        .or_else(|| of_agent.then(|| take("of")).flatten())
        .or_else(|| light.and_then(|v| subject(parsed, v, 0)))
        .map(|p| antecedent(parsed, p));
    // what a clause states with a light verb stands as the clause does
    let standing = light.map(|v| modality::standing(parsed, v));
    let mut predicate = Predicate {
        head: noun,
        words: vec![noun],
        preposition: Vec::new(),
        lemma: verb.to_owned(),
        label: parsed.lower(noun),
        implied: true,
        passive: false,
        symmetric: super::predicate::is_symmetric(verb),
    };
    let (said, denied) = denial::act(parsed, noun);
    let negative = denied || standing.is_some_and(|s| s.polarity == Polarity::Negative);
    let polarity = if negative { Polarity::Negative } else { Polarity::Affirmative };
    let modality = [modality::of_noun(parsed, noun), standing.map_or(Modality::Actual, |s| s.modality), said]
        .into_iter()
        .find(|&m| m != Modality::Actual)
        .unwrap_or(Modality::Actual);
    let mut push = |subject: WordId, object: WordId, predicate: Predicate| {
        let others = phrases.iter().filter(|(c, case)| *c != object && *c != subject && !case.is_empty());
        let qualifiers = others
            .filter(|(_, case)| case != "of" && case != "between")
            .map(|&(c, _)| {
                let marker = marker(parsed, c);
                Qualifier {
                    role: qualifiers::role_of(resolved, c, &marker),
                    marker,
                    argument: nominal(resolved, c),
                }
            })
            .collect();
        let made =
            fact(resolved, noun, PropositionKind::EventNoun, nominal(resolved, subject), predicate, object);
        found.push(NominalFact { qualifiers, modality, polarity, ..made });
    };
    if let Some((pair, _)) = phrases.iter().find(|(_, case)| case == "between") {
        let both = conjuncts(parsed, *pair);
        if let [first, second, ..] = both.as_slice() {
            predicate.label = format!("{} with", predicate.label);
            push(*first, *second, predicate);
            found.iter_mut().rev().take(1).for_each(|f| f.rule = "nominal/act-between");
        }
        return;
    }
    let Some(possessor) = possessor else { return };
    let object = phrases
        .iter()
        .find(|(_, case)| case == "of")
        .or_else(|| phrases.iter().find(|(w, case)| leads(case, 2) && !timed(*w)));
    if let Some((object, case)) = object {
        predicate.label = format!("{} {case}", predicate.label);
        predicate.preposition = marker(parsed, *object);
        for subject in conjuncts(parsed, possessor) {
            for object in conjuncts(parsed, *object) {
                push(subject, object, predicate.clone());
            }
        }
    }
}

/// The verb that says little beside the noun of the act it has as object (*made a visit*).
fn light_verb(parsed: &Parsed, noun: WordId) -> Option<WordId> {
    parsed.head(noun).filter(|&verb| {
        parsed.is(noun, BaseRelation::Obj)
            && parsed.upos(verb) == Upos::Verb
            && LIGHT_VERBS.contains(parsed.lemma(verb).to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_acts_are_derived_from_their_verbs() {
        for row in lexicon::rows(include_str!("../../data/words/event_nouns.tsv")) {
            let &[noun, verb, ..] = row.as_slice() else { panic!("{row:?}") };
            let suppletive = row.get(2).is_some_and(|n| n.ends_with("suppletive"));
            let same_stem = noun.get(..2) == verb.get(..2);
            assert!(same_stem != suppletive, "{noun} {verb}");
        }
    }
}
