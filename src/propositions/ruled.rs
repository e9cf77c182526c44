//! What rules in data say of clauses, and the facts they read.

use super::arguments::{antecedent, clausal, conjuncts, nominal};
use super::nominal::noun_predicate;
use super::types::{Argument, Modality, Polarity, Predicate, Proposition, Qualifier};
use super::{arguments, predicate};
use crate::entities::Resolved;
use crate::morphology::Upos;
use crate::rules::{Applied, Bound, Effect, RuleName, Rules, Slot, Stage, Target, matches};
use crate::span::{PropositionId, WordId};
use crate::syntax::BaseRelation;
use rustc_hash::FxHashMap;

/// What rules say of the clause of a word; `None` where they say nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    pub(super) modality: Option<Modality>,
    pub(super) polarity: Option<Polarity>,
    /// Whose word it is, and whether that is presupposed; the article's own where nobody's.
    pub(super) source: Option<Option<(Argument, bool)>>,
}

/// All that rules say of clauses, by their words. Of two rules the later has the word.
pub(super) fn standings(
    resolved: &Resolved,
    rules: &Rules,
    applied: &mut Vec<Applied>,
) -> FxHashMap<WordId, Standing> {
    let mut found: FxHashMap<WordId, Standing> = FxHashMap::default();
    for group in rules.groups(Stage::Standing) {
        for word in resolved.parsed().words() {
            matches(rules, Stage::Standing, group, &resolved.mentioned, word, |rule, bound| {
                for action in &rule.actions {
                    stand(resolved, action, bound, &mut found);
                }
                applied.push(logged(&rule.name, bound));
            });
        }
    }
    found
}

fn logged(rule: &RuleName, bound: &Bound) -> Applied {
    Applied { rule: rule.clone(), words: bound.words().collect() }
}

fn stand(resolved: &Resolved, action: &Effect, bound: &Bound, found: &mut FxHashMap<WordId, Standing>) {
    match action {
        Effect::Modality { word, modality } => {
            let word = bound.get(*word);
            word.into_iter().for_each(|w| found.entry(w).or_default().modality = Some(*modality));
        }
        Effect::Polarity { word, polarity } => {
            let word = bound.get(*word);
            word.into_iter().for_each(|w| found.entry(w).or_default().polarity = Some(*polarity));
        }
        Effect::Source { word, who, presupposed } => {
            let Some(word) = bound.get(*word) else { return };
            let who = who.map(|who| argument(resolved, who, bound));
            let source = match who {
                None => Some(None),
                Some(Some(who)) => Some(Some((who, *presupposed))),
                // the word that it speaks of was not found
                Some(None) => return,
            };
            found.entry(word).or_default().source = source;
        }
        _ => {}
    }
}

/// The argument that a word of the pattern stands for.
fn argument(resolved: &Resolved, target: Target, bound: &Bound) -> Option<Argument> {
    let word = bound.get(target.word)?;
    Some(of_word(resolved, target, word))
}

fn of_word(resolved: &Resolved, target: Target, word: WordId) -> Argument {
    if target.clause {
        return clausal(resolved, word);
    }
    let mut argument = nominal(resolved, antecedent(resolved.parsed(), word));
    if target.text {
        argument.mention = None;
    }
    argument
}

/// The argument and those that stand beside it.
fn each(resolved: &Resolved, target: Target, bound: &Bound) -> Vec<Argument> {
    let Some(word) = bound.get(target.word) else { return Vec::new() };
    if target.clause || target.single {
        return vec![of_word(resolved, target, word)];
    }
    conjuncts(resolved.parsed(), word).into_iter().map(|w| of_word(resolved, target, w)).collect()
}

/// The facts that rules read at a word, in the order of the rules.
pub(super) fn facts(
    resolved: &Resolved,
    rules: &Rules,
    word: WordId,
    applied: &mut Vec<Applied>,
    found: &mut Vec<Proposition>,
) {
    for group in rules.groups(Stage::Fact) {
        matches(rules, Stage::Fact, group, &resolved.mentioned, word, |rule, bound| {
            for action in &rule.actions {
                if let Effect::Fact(slots) = action {
                    fact(resolved, slots, &rule.name, word, bound, found);
                }
            }
            applied.push(logged(&rule.name, bound));
        });
    }
}

fn fact(
    resolved: &Resolved,
    slots: &Slot,
    rule: &RuleName,
    anchor: WordId,
    bound: &Bound,
    found: &mut Vec<Proposition>,
) {
    let parsed = resolved.parsed();
    let head = slots.predicate.and_then(|p| bound.get(p));
    let predicate = predicate_of(resolved, slots, anchor, head);
    let qualifiers = slots.qualifiers.iter().filter_map(|&(role, target)| {
        let argument = argument(resolved, target, bound)?;
        Some(Qualifier { role, marker: arguments::marker(parsed, argument.head), argument })
    });
    let mut qualifiers: Vec<Qualifier> = qualifiers.collect();
    qualifiers.sort_by_key(|q| q.argument.head);
    let objects: Vec<Option<Argument>> = match slots.object {
        Some(object) => each(resolved, object, bound).into_iter().map(Some).collect(),
        None => vec![None],
    };
    for subject in each(resolved, slots.subject, bound) {
        for object in &objects {
            found.push(Proposition {
                id: PropositionId(0),
                sentence: parsed.sentence_of(anchor),
                kind: slots.kind,
                rule: rule.clone(),
                subject: subject.clone(),
                predicate: predicate.clone(),
                object: object.clone(),
                qualifiers: qualifiers.clone(),
                polarity: slots.polarity.unwrap_or(Polarity::Affirmative),
                modality: slots.modality.unwrap_or(Modality::Actual),
                attribution: slots.source.and_then(|s| argument(resolved, s, bound)),
                presupposed: false,
                confidence: 0.0,
            });
        }
    }
}

/// The predicate of a fact: a noun with its modifiers, a verb with its group, or words that the text does not have.
fn predicate_of(resolved: &Resolved, slots: &Slot, anchor: WordId, head: Option<WordId>) -> Predicate {
    let parsed = resolved.parsed();
    let mut made = match head {
        Some(noun) if parsed.upos(noun) == Upos::Noun => noun_predicate(parsed, noun),
        Some(verb) => {
            let group = predicate::verb_group(parsed, verb);
            let copula = slots.object.is_some() && parsed.child_by(verb, BaseRelation::Cop).is_some();
            predicate::describe(parsed, verb, group, copula)
        }
        None => Predicate {
            head: anchor,
            words: Vec::new(),
            preposition: Vec::new(),
            lemma: String::new(),
            label: String::new(),
            implied: true,
            passive: false,
            symmetric: false,
            tenure: None,
        },
    };
    // the slots say who does what to whom
    made.passive = false;
    made.symmetric |= slots.symmetric;
    if let Some(lemma) = &slots.lemma {
        made.lemma.clone_from(lemma);
        made.label.clone_from(lemma);
    }
    if let Some(label) = &slots.label {
        made.label.clone_from(label);
    }
    made
}
