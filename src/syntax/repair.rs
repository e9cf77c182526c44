//! The one door of repairs: trees and labels as the network gives them to those that grammar allows.

use super::attachment::{attach_comments, attach_elect};
use super::clauses::correct_clauses;
use super::draft::Draft;
use super::naming::correct_names;
use super::{
    BaseRelation, Dependency, DependencyRelation, Likeness, MentionLabel, NamePosition, Parsed, agree,
};
use crate::mentions::Kind;
use crate::morphology::Morphology;
use crate::rules::{Action, Applied, Bound, Effect, Rules, Stage, first_match};
use crate::span::WordId;
use crate::text::Segmented;

/// The crate's own groups of repairs, which what is left as code counts on: of names, of clauses of saying, and of phrases.
const NAMES: &str = "name";
const SAYING: &str = "saying";
const OWN: &str = "repair";

/// Where trees and labels come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The network, which errs in ways that are known.
    Network,
    /// A treebank or another program: the rules in data are the user's wish, all else is theirs.
    Given,
}

/// What is known of the words of a document before its trees are repaired.
pub(crate) struct Unrepaired {
    pub(crate) segmented: Segmented,
    pub(crate) morphology: Vec<Morphology>,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) mention_labels: Vec<MentionLabel>,
    pub(crate) likenesses: Vec<Likeness>,
}

impl From<Parsed> for Unrepaired {
    fn from(parsed: Parsed) -> Self {
        let Parsed { segmented, morphology, dependencies, mention_labels, likenesses, .. } = parsed;
        Self { segmented, morphology, dependencies, mention_labels, likenesses }
    }
}

/// Repairs the trees and labels of a document, and puts it together; it knows which rules fired where.
pub(crate) fn repair(unrepaired: Unrepaired, origin: Origin, rules: &Rules) -> Parsed {
    let Unrepaired { segmented, mut morphology, mut dependencies, mut mention_labels, likenesses } =
        unrepaired;
    let read = dependencies.len();
    let mut draft = Draft {
        words: segmented.words.get(..read).unwrap_or(&segmented.words),
        sentences: &segmented.sentences,
        morphology: &mut morphology,
        labels: &mut mention_labels,
        dependencies: &mut dependencies,
    };
    let applied = match origin {
        Origin::Network => repair_read(&mut draft, rules),
        Origin::Given => apply_groups(&mut draft, rules, |_| true),
    };
    let mut parsed = Parsed::new(segmented, morphology, dependencies, mention_labels);
    (parsed.likenesses, parsed.applied) = (likenesses, applied);
    if origin == Origin::Network {
        agree(&mut parsed);
    }
    parsed
}

/// The repairs of what the network read; rules in data and what is left as code take turns.
fn repair_read(draft: &mut Draft<'_>, rules: &Rules) -> Vec<Applied> {
    let mut applied = Vec::new();
    attach_elect(draft);
    correct_names(draft);
    apply_group(draft, rules, NAMES, &mut applied);
    apply_group(draft, rules, SAYING, &mut applied);
    correct_clauses(draft);
    apply_group(draft, rules, OWN, &mut applied);
    attach_comments(draft);
    applied.extend(apply_groups(draft, rules, |group| ![NAMES, SAYING, OWN].contains(&group)));
    applied
}

/// Applies the groups of rules that are wanted, in their order.
fn apply_groups(draft: &mut Draft<'_>, rules: &Rules, wanted: impl Fn(&str) -> bool) -> Vec<Applied> {
    let mut applied = Vec::new();
    for group in rules.groups(Stage::Tree).filter(|group| wanted(group)) {
        apply_group(draft, rules, group, &mut applied);
    }
    applied
}

/// Applies the rules of a group, word by word; a rule sees what those before it changed.
fn apply_group(draft: &mut Draft<'_>, rules: &Rules, group: &str, applied: &mut Vec<Applied>) {
    let Some(table) = rules.table(Stage::Tree, group) else { return };
    for word in (0..draft.len()).map(WordId::from_index) {
        let mut rest = rules.candidates(table, draft, word);
        while let Some((&number, behind)) = rest.split_first() {
            rest = behind;
            let Some(rule) = rules.numbered(number) else { break };
            let Some(bound) = first_match(rule, draft, word) else { continue };
            for action in &rule.actions {
                apply(draft, action, &bound);
            }
            applied.push(Applied { rule: rule.name.clone(), words: bound.words().collect() });
            // the word may be the anchor of others now
            let all = rules.candidates(table, draft, word);
            rest = all.get(all.partition_point(|&n| n <= number)..).unwrap_or_default();
        }
    }
}

/// Does what an action says; one that speaks of a word which was not found, or that would make a circle, does nothing.
fn apply(draft: &mut Draft<'_>, action: &Action, bound: &Bound) {
    let at = |number: usize| bound.get(number).map(WordId::index);
    match action {
        Effect::Attach { word, to, relation } => {
            let (Some(word), Some(to)) = (at(*word), at(*to)) else { return };
            if !draft.is_under(to, word) {
                draft.attach(word, to, relation.unwrap_or(draft.relation(word)));
            }
        }
        Effect::Relabel { word, relation } => {
            at(*word).into_iter().for_each(|w| draft.relabel(w, *relation));
        }
        Effect::Root { word } => {
            let dependency = at(*word).and_then(|w| draft.dependencies.get_mut(w));
            dependency
                .into_iter()
                .for_each(|d| (d.head, d.relation) = (None, DependencyRelation::of(BaseRelation::Root)));
        }
        Effect::Replace { word, by } => {
            if let (Some(word), Some(by)) = (at(*word), at(*by)) {
                draft.take_place(by, word);
            }
        }
        Effect::Move { from, to, before, behind } => {
            if let (Some(from), Some(to)) = (at(*from), at(*to)) {
                move_children(draft, from, to, before.and_then(at), behind.and_then(at));
            }
        }
        Effect::Kind { word, kind } => {
            let label = at(*word).and_then(|w| draft.labels.get_mut(w));
            label.into_iter().for_each(|label| give_kind(label, *kind));
        }
        Effect::Name { from, to, kind } => {
            if let (Some(from), Some(to)) = (at(*from), at(*to)) {
                name(draft, from, to, *kind);
            }
        }
        Effect::Tag { word, upos, xpos } => {
            at(*word).into_iter().for_each(|w| draft.retag(w, *upos, *xpos));
        }
        // of later stages
        Effect::Sign { .. }
        | Effect::Same { .. }
        | Effect::Modality { .. }
        | Effect::Polarity { .. }
        | Effect::Source { .. }
        | Effect::Fact(_) => {}
    }
}

/// Hangs the dependents of a word on another, those that stand between the bounds; none of them is above it.
fn move_children(
    draft: &mut Draft<'_>,
    from: usize,
    to: usize,
    before: Option<usize>,
    behind: Option<usize>,
) {
    let moved = |&w: &usize| {
        w != to && !draft.is_under(to, w) && before.is_none_or(|b| w < b) && behind.is_none_or(|b| w > b)
    };
    let given: Vec<usize> = draft.children(from).filter(moved).collect();
    for word in given {
        draft.attach(word, to, draft.relation(word));
    }
}

fn give_kind(label: &mut MentionLabel, kind: Kind) {
    label.likely_kind = Some(kind);
    label.head_of = label.head_of.and(Some(kind));
    label.name = match label.name {
        NamePosition::Begin(_) => NamePosition::Begin(kind),
        NamePosition::Inside(_) => NamePosition::Inside(kind),
        NamePosition::Outside => NamePosition::Outside,
    };
}

/// Labels the words from one to another, both included, as one name.
pub(super) fn name(draft: &mut Draft<'_>, from: usize, to: usize, kind: Kind) {
    for (place, label) in draft.labels.iter_mut().enumerate().take(to.saturating_add(1)).skip(from) {
        label.name = if place == from { NamePosition::Begin(kind) } else { NamePosition::Inside(kind) };
        label.name_confidence = label.name_confidence.max(0.9);
        label.likely_kind = Some(kind);
        label.head_of = label.head_of.and(Some(kind));
    }
}
