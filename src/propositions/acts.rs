//! What nouns of acts say with their arguments: *Lund's visit to Oslo*, *talks between Berg and Lund*.

use super::arguments::{antecedent, conjuncts, marker, nominal};
use super::nominal_fact::{NominalFact, fact, leads};
use super::predicate::is_symmetric;
use super::subject::subject;
use super::types::{Modality, Polarity, Predicate, PropositionKind};
use super::{denial, modality, qualifiers};
use crate::entities::Resolved;
use crate::lexicon::LIGHT_VERBS;
use crate::mentions::Kind;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// An act that a noun names, with the phrases around it.
struct Act<'r> {
    resolved: &'r Resolved,
    noun: WordId,
    predicate: Predicate,
    polarity: Polarity,
    modality: Modality,
    /// The phrases behind the noun, with their prepositions.
    phrases: Vec<(WordId, &'r str)>,
}

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
    let mut act = Act::new(resolved, noun, verb, light);
    let agent = act.agent(of_agent, light);
    if let Some((pair, _)) = act.phrases.iter().find(|(_, case)| *case == "between") {
        if let [first, second, ..] = conjuncts(parsed, *pair).as_slice() {
            act.predicate.label.push_str(" with");
            found.push(NominalFact { rule: "nominal/act-between", ..act.fact(*first, *second) });
        }
        return;
    }
    let Some(agent) = agent else { return };
    // *a subsidy of two million*
    let measures =
        |w: WordId| matches!(kind_at(resolved, w), Some(Kind::Money | Kind::Quantity | Kind::Time));
    let of = act.phrases.iter().find(|(w, case)| *case == "of" && !measures(*w));
    let led = |(w, case): &&(WordId, &str)| leads(case, 2) && !measures(*w);
    if let Some((object, case)) = of.or_else(|| act.phrases.iter().find(led)) {
        let object = *object;
        act.predicate.label = format!("{} {case}", act.predicate.label);
        act.predicate.preposition = marker(parsed, object);
        for subject in conjuncts(parsed, agent) {
            found.extend(conjuncts(parsed, object).into_iter().map(|object| act.fact(subject, object)));
        }
    }
}

fn kind_at(resolved: &Resolved, word: WordId) -> Option<Kind> {
    resolved.mentioned.headed_by(word).map(|m| resolved.mentioned.mention(m).kind)
}

impl<'r> Act<'r> {
    fn new(resolved: &'r Resolved, noun: WordId, verb: &str, light: Option<WordId>) -> Self {
        let parsed = resolved.parsed();
        let phrases = parsed
            .children_by(noun, BaseRelation::Nmod)
            .chain(light.into_iter().flat_map(|v| parsed.children_by(v, BaseRelation::Obl)))
            .filter(|&c| c > noun)
            .map(|c| (c, parsed.child_form(c, BaseRelation::Case)))
            .collect();
        let predicate = Predicate {
            head: noun,
            words: vec![noun],
            preposition: Vec::new(),
            lemma: verb.to_owned(),
            label: parsed.lower(noun).to_owned(),
            implied: true,
            passive: false,
            symmetric: is_symmetric(verb),
            tenure: None,
        };
        // what a clause states with a light verb stands as the clause does
        let standing = light.map(|v| modality::standing(parsed, v));
        let (said, denied) = denial::act(parsed, noun);
        let negative = denied || standing.is_some_and(|s| s.polarity == Polarity::Negative);
        let lent = [modality::of_noun(parsed, noun), standing.map_or(Modality::Actual, |s| s.modality), said];
        Self {
            resolved,
            noun,
            predicate,
            polarity: if negative { Polarity::Negative } else { Polarity::Affirmative },
            modality: lent.into_iter().find(|&m| m != Modality::Actual).unwrap_or(Modality::Actual),
            phrases,
        }
    }

    /// Takes the phrase with that preposition.
    fn take(&mut self, preposition: &str) -> Option<WordId> {
        let at = self.phrases.iter().position(|(_, case)| *case == preposition)?;
        Some(self.phrases.remove(at).0)
    }

    /// Who acts; a phrase that says so is no longer among the others.
    fn agent(&mut self, of_agent: bool, light: Option<WordId>) -> Option<WordId> {
        let resolved = self.resolved;
        let parsed = resolved.parsed();
        // *an increase by 40 crowns*
        let measures =
            |w: WordId| matches!(kind_at(resolved, w), Some(Kind::Money | Kind::Quantity | Kind::Time));
        let noun = self.noun;
        parsed
            .children_by(noun, BaseRelation::Nmod)
            .find(|&c| parsed.relation(c).subtype == Subtype::Poss && c < noun)
            .or_else(|| self.take("by").filter(|&by| !measures(by)))
            .or_else(|| of_agent.then(|| self.take("of")).flatten())
            .or_else(|| light.and_then(|v| subject(parsed, v, 0)))
            .map(|p| antecedent(parsed, p))
    }

    fn fact(&self, subject: WordId, object: WordId) -> NominalFact {
        let resolved = self.resolved;
        let adjunct = |(word, case): &&(WordId, &str)| {
            *word != object && *word != subject && !matches!(*case, "" | "of" | "between")
        };
        let qualifier = |&(word, _): &(WordId, &str)| {
            let marker = marker(resolved.parsed(), word);
            qualifiers::of_phrase(resolved, word, marker)
        };
        let who = nominal(resolved, subject);
        let kind = PropositionKind::EventNoun;
        NominalFact {
            qualifiers: self.phrases.iter().filter(adjunct).map(qualifier).collect(),
            modality: self.modality,
            polarity: self.polarity,
            ..fact(resolved, self.noun, kind, who, self.predicate.clone(), object)
        }
    }
}

/// The verb that says little beside the noun of the act it has as object (*made a visit*).
fn light_verb(parsed: &Parsed, noun: WordId) -> Option<WordId> {
    parsed.head(noun).filter(|&verb| {
        parsed.is(noun, BaseRelation::Obj)
            && parsed.upos(verb) == Upos::Verb
            && LIGHT_VERBS.contains(parsed.lower_lemma(verb))
    })
}

#[cfg(test)]
mod tests {
    use crate::lexicon;

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
