//! The stage's entry: every clause and every nominal fact of a document, told apart by conjuncts, with its standing.

use super::attribution::Source;
use super::clause::{Clause, clause, is_predicate};
use super::confidence::{Confidence, Estimate};
use super::negation::{denies_alone, denies_argument};
use super::types::{Argument, Polarity, Proposition, PropositionKind, Propositions, Role};
use super::{attribution, ellipsis, gapping, modality, nominal, ruled};
use crate::entities::{Quotations, Resolved};
use crate::lexicon::REPORTING;
use crate::mentions::{Form, Kind};
use crate::rules::{RuleName, Rules};
use crate::span::{PropositionId, WordId};
use crate::syntax::BaseRelation;
use rustc_hash::FxHashMap;

/// The most facts that come from one clause.
const MOST_FACTS: usize = 64;

/// Reads the facts of a document, in text order.
///
/// A proposition of the kind `Clause` and the like has the conjuncts of its subjects and objects told apart; adjuncts
/// stay together as qualifiers. What is negated, planned, possible, demanded, conditional or somebody's word says so.
#[must_use]
pub fn extract(resolved: &Resolved) -> Propositions {
    extract_with(resolved, Rules::english())
}

/// As [`extract`], with rules of one's own.
#[must_use]
pub fn extract_with(resolved: &Resolved, rules: &Rules) -> Propositions {
    let parsed = resolved.parsed();
    let quotations = Quotations::of(parsed);
    let mut all: Vec<Proposition> = Vec::new();
    let mut applied = Vec::new();
    let ruled = ruled::standings(resolved, rules, &mut applied);
    for word in parsed.words() {
        let elided = ellipsis::elided(resolved, word);
        if elided.is_none()
            && is_predicate(parsed, word)
            && let Some(clause) = clause(resolved, word)
        {
            let parts = gapping::split(resolved, clause);
            for (i, clause) in parts.into_iter().enumerate() {
                let rule = if i > 0 { "clause/gapped" } else { construction(&clause) };
                from_clause(resolved, &clause, rule, &quotations, &mut all);
            }
        }
        if let Some(clause) = elided {
            from_clause(resolved, &clause, "clause/elided", &quotations, &mut all);
        }
        for fact in nominal::facts(resolved, word) {
            let source = attribution::source(resolved, fact.at, &quotations);
            let fact_place = (fact.subject.clone(), fact.predicate.lemma.clone());
            all.push(Proposition {
                id: PropositionId(0),
                sentence: parsed.sentence_of(word),
                kind: fact.kind,
                rule: RuleName::Borrowed(fact.rule),
                subject: fact.subject,
                predicate: fact.predicate,
                object: Some(fact.object),
                qualifiers: fact.qualifiers,
                polarity: fact.polarity,
                modality: fact.modality,
                presupposed: source.as_ref().is_some_and(|s| s.presupposed),
                // a title or office is the article's own word, also inside a quotation
                attribution: source
                    .filter(|_| !offices(fact.kind) && !tells_place(resolved, fact.kind, &fact_place))
                    .map(|s| s.who),
                confidence: 0.0,
            });
        }
        let before = all.len();
        ruled::facts(resolved, rules, word, &mut applied, &mut all);
        for fact in all.iter_mut().skip(before).filter(|f| f.attribution.is_none() && !offices(f.kind)) {
            let source = attribution::source(resolved, fact.predicate.head, &quotations);
            fact.presupposed = source.as_ref().is_some_and(|s| s.presupposed);
            fact.attribution = source.map(|s| s.who);
        }
    }
    if rules.leaves_any_out() {
        all.retain(|p| !rules.leaves_out(&p.rule));
    }
    let confidence = Confidence::of(resolved);
    for (i, proposition) in all.iter_mut().enumerate() {
        stand(proposition, &ruled);
        proposition.id = PropositionId::from_index(i);
        proposition.confidence = confidence.estimate(proposition, Estimate::Whole);
    }
    Propositions { all, applied }
}

/// *Holm, Iceland*; *the council in Holm*: where a named thing lies is nobody's word.
fn tells_place(resolved: &Resolved, kind: PropositionKind, (subject, lemma): &(Argument, String)) -> bool {
    let named = |m| resolved.mentioned.mention(m).form == Form::Named;
    let nested = matches!(kind, PropositionKind::Nested | PropositionKind::Possessive);
    nested && matches!(lemma.as_str(), "in" | "near" | "at") && subject.mention.is_some_and(named)
}

/// Whether the kind says who somebody is.
fn offices(kind: PropositionKind) -> bool {
    !matches!(kind, PropositionKind::EventNoun | PropositionKind::Including | PropositionKind::Nested)
}

/// Gives a proposition the standing that rules say its clause has.
fn stand(proposition: &mut Proposition, ruled: &FxHashMap<WordId, ruled::Standing>) {
    let Some(standing) = ruled.get(&proposition.predicate.head) else { return };
    proposition.modality = standing.modality.unwrap_or(proposition.modality);
    proposition.polarity = standing.polarity.unwrap_or(proposition.polarity);
    match &standing.source {
        None => {}
        Some(None) => (proposition.attribution, proposition.presupposed) = (None, false),
        Some(Some((who, presupposed))) => {
            (proposition.attribution, proposition.presupposed) = (Some(who.clone()), *presupposed);
        }
    }
}

/// The name of the construction of a clause.
fn construction(clause: &Clause) -> &'static str {
    match clause.kind {
        PropositionKind::Copula => "clause/copula",
        PropositionKind::Relative => "clause/relative",
        PropositionKind::Participle => "clause/participle",
        PropositionKind::Infinitive => "clause/infinitive",
        PropositionKind::Existential => "clause/existential",
        _ if clause.predicate.passive => "clause/passive",
        _ if clause.objects.iter().any(|o| o.clausal) => "clause/complement",
        _ if clause.objects.is_empty() => "clause/intransitive",
        _ => "clause/transitive",
    }
}

fn from_clause(
    resolved: &Resolved,
    clause: &Clause,
    rule: &'static str,
    quotations: &Quotations,
    all: &mut Vec<Proposition>,
) {
    let parsed = resolved.parsed();
    let standing = modality::standing(parsed, clause.head);
    let source = attribution::source(resolved, clause.head, quotations);
    // *“I think …,” she said*: of her own words and thoughts the speaker is no source
    let reports =
        REPORTING.contains_key(parsed.lemma(clause.head)) && clause.objects.iter().any(|o| o.clausal);
    let of_himself = |subject: &Argument, source: &Source| {
        let entity = |a: &Argument| a.mention.map(|m| resolved.entity_of(m));
        // *I was told that …*
        let tells = !clause.predicate.passive;
        reports && tells && entity(subject).is_some() && entity(subject) == entity(&source.who)
    };
    let make = |subject: &Argument, object: Option<&Argument>| {
        let source = source.as_ref().filter(|s| !of_himself(subject, s));
        let mut standing = standing;
        // *wants the savings but not the blame*; *nobody was charged with cutting it*: nobody cut it
        let alone = object.is_some_and(|o| !o.clausal && denies_alone(parsed, o.head).is_some());
        let nobody = parsed.is(clause.head, BaseRelation::Advcl)
            && clause.kind == PropositionKind::Participle
            && standing.polarity == Polarity::Affirmative
            && denies_argument(parsed, subject.head);
        if alone || nobody {
            standing.deny();
        }
        Proposition {
            id: PropositionId(0),
            sentence: parsed.sentence_of(clause.head),
            kind: clause.kind,
            rule: RuleName::Borrowed(rule),
            subject: subject.clone(),
            predicate: clause.predicate.clone(),
            object: object.cloned(),
            qualifiers: clause.qualifiers.clone(),
            polarity: standing.polarity,
            modality: standing.modality,
            attribution: source.map(|s| s.who.clone()),
            presupposed: source.is_some_and(|s| s.presupposed),
            confidence: 0.0,
        }
    };
    // *Berg and Lund met*: one joint act, unless both met with others
    if clause.predicate.symmetric
        && !clause.qualifiers.iter().any(|q| q.role == Role::Accompanier)
        && clause.objects.is_empty()
        && let [first, second, ..] = clause.subjects.as_slice()
    {
        all.push(Proposition { rule: RuleName::Borrowed("clause/joint"), ..make(first, Some(second)) });
        return;
    }
    let before = all.len();
    for subject in &clause.subjects {
        if clause.objects.is_empty() {
            all.push(make(subject, None));
        }
        for object in &clause.objects {
            all.push(make(subject, Some(object)));
        }
        if all.len() > before.saturating_add(MOST_FACTS) {
            break;
        }
    }
    companions(resolved, clause, &make, all);
}

/// *Berg co-chaired the meeting with Lund*: Lund co-chaired it, too.
fn companions(
    resolved: &Resolved,
    clause: &Clause,
    make: &impl Fn(&Argument, Option<&Argument>) -> Proposition,
    all: &mut Vec<Proposition>,
) {
    if !clause.predicate.symmetric || clause.objects.is_empty() {
        return;
    }
    let person = |w: WordId| {
        resolved.mentioned.headed_by(w).is_some_and(|m| {
            matches!(
                resolved.entity(resolved.entity_of(m)).kind,
                Kind::Person | Kind::Organization | Kind::Place
            )
        })
    };
    for (i, companion) in clause.qualifiers.iter().enumerate() {
        if companion.role != Role::Accompanier || !person(companion.argument.head) {
            continue;
        }
        for object in &clause.objects {
            let mut joint = make(&companion.argument, Some(object));
            joint.rule = RuleName::Borrowed("clause/companion");
            if let (Some(own), Some(first)) = (joint.qualifiers.get_mut(i), clause.subjects.first()) {
                own.argument = first.clone();
            }
            all.push(joint);
        }
    }
}
