//! The engine: finds the words of a pattern around an anchor, on the stack.

use super::bound::Bound;
use super::collection::Rules;
use super::types::{Presence, Rule, Source, Stage, Word};
use crate::grammar::Tree;
use crate::span::WordId;
use std::ops::ControlFlow;

/// Calls `found` with each way in which a rule of the stage and group fits around the word, in the order of the rules.
pub(crate) fn matches<'r, T: Tree>(
    rules: &'r Rules,
    stage: Stage,
    group: &str,
    tree: &T,
    word: WordId,
    mut found: impl FnMut(&'r Rule, &Bound),
) {
    let Some(table) = rules.index.table(stage, group) else { return };
    for &number in rules.index.at(table, tree.upos(word), tree.relation(word).base) {
        let Some(rule) = rules.rules.get(usize::from(number)) else { continue };
        let _ = fit(rule, tree, word, &mut |bound| {
            found(rule, bound);
            ControlFlow::Continue(())
        });
    }
}

/// The first way in which a rule fits around the word.
pub(crate) fn first_match<T: Tree>(rule: &Rule, tree: &T, word: WordId) -> Option<Bound> {
    let mut first = None;
    let _ = fit(rule, tree, word, &mut |bound| {
        first = Some(*bound);
        ControlFlow::Break(())
    });
    first
}

impl Rules {
    /// The groups of a stage, in the order of their first rules.
    pub(crate) fn groups(&self, stage: Stage) -> impl Iterator<Item = &str> {
        self.index.groups(stage)
    }

    /// The place of the rules of a stage and group.
    pub(crate) fn table(&self, stage: Stage, group: &str) -> Option<usize> {
        self.index.table(stage, group)
    }

    /// The numbers of the rules whose anchor the word may be, as it is now, in rising order.
    pub(crate) fn candidates<T: Tree>(&self, table: usize, tree: &T, word: WordId) -> &[u16] {
        self.index.at(table, tree.upos(word), tree.relation(word).base)
    }

    /// The rule of a number.
    pub(crate) fn numbered(&self, number: u16) -> Option<&Rule> {
        self.rules.get(usize::from(number)).map(std::convert::AsRef::as_ref)
    }
}

type Found<'f> = &'f mut dyn FnMut(&Bound) -> ControlFlow<()>;

fn fit<T: Tree>(rule: &Rule, tree: &T, anchor: WordId, found: Found<'_>) -> ControlFlow<()> {
    let mut bound = Bound::default();
    bound.set(0, Some(anchor));
    let first = rule.words.first();
    if !first.is_some_and(|w| w.conditions.iter().all(|c| c.holds(tree, anchor, &bound))) {
        return ControlFlow::Continue(());
    }
    rest(rule, tree, 1, &mut bound, found)
}

/// Finds the words of the pattern from number `at` on.
fn rest<T: Tree>(rule: &Rule, tree: &T, at: usize, bound: &mut Bound, found: Found<'_>) -> ControlFlow<()> {
    let Some(wanted) = rule.words.get(at) else { return found(bound) };
    let next = at.saturating_add(1);
    match wanted.presence {
        Presence::Required => {
            // each candidate is tried with a copy: what stands behind it may not fit
            let before = *bound;
            each(wanted, tree, &before, &mut |word| {
                bound.set(at, Some(word));
                let end = rest(rule, tree, next, bound, found);
                bound.set(at, None);
                end
            })
        }
        Presence::Optional | Presence::Forbidden => {
            let mut first = None;
            let _ = each(wanted, tree, bound, &mut |word| {
                first = Some(word);
                ControlFlow::Break(())
            });
            if wanted.presence == Presence::Forbidden && first.is_some() {
                return ControlFlow::Continue(());
            }
            bound.set(at, first.filter(|_| wanted.presence == Presence::Optional));
            let end = rest(rule, tree, next, bound, found);
            bound.set(at, None);
            end
        }
    }
}

/// Calls `take` with each word that may be the wanted one, from left to right, or from right to left.
fn each<T: Tree>(
    wanted: &Word,
    tree: &T,
    bound: &Bound,
    take: &mut dyn FnMut(WordId) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut try_word = |word: WordId| {
        let free = bound.words().all(|w| w != word);
        if free && wanted.conditions.iter().all(|c| c.holds(tree, word, bound)) {
            return take(word);
        }
        ControlFlow::Continue(())
    };
    let base = |number: usize| bound.get(number);
    match wanted.source {
        Source::Anchor => ControlFlow::Continue(()),
        Source::HeadOf(n) => base(n).and_then(|w| tree.head(w)).map_or(ControlFlow::Continue(()), try_word),
        Source::Behind(n) => {
            let word = base(n).and_then(|w| w.0.checked_add(1)).map(WordId);
            word.filter(|&w| base(n).is_some_and(|b| tree.sentence(b).contains(w)))
                .map_or(ControlFlow::Continue(()), try_word)
        }
        Source::Before(n) => {
            let word = base(n).and_then(|w| w.0.checked_sub(1)).map(WordId);
            word.filter(|&w| base(n).is_some_and(|b| tree.sentence(b).contains(w)))
                .map_or(ControlFlow::Continue(()), try_word)
        }
        Source::ChildOf(n) => match base(n) {
            Some(head) if wanted.last => tree.children(head).rev().try_for_each(try_word),
            Some(head) => tree.children(head).try_for_each(try_word),
            None => ControlFlow::Continue(()),
        },
        Source::Above(n) => match base(n) {
            Some(below) => tree.ancestors(below).try_for_each(try_word),
            None => ControlFlow::Continue(()),
        },
        Source::Under(n) | Source::SentenceOf(n) => match base(n) {
            Some(above) if wanted.last => tree.sentence(above).words().rev().try_for_each(&mut try_word),
            Some(above) => tree.sentence(above).words().try_for_each(&mut try_word),
            None => ControlFlow::Continue(()),
        },
    }
}
