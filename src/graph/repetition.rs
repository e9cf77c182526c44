//! Statements that say the same: one relation with all their evidence.

use super::types::{Relation, Value};
use crate::propositions::{Modality, Polarity, Role, TimeInterval};
use crate::span::{ByteSpan, EntityId, RelationId};
use rustc_hash::FxHashMap;

/// Relations in the order of their first statements, each with the evidence of all that say the same.
#[derive(Default)]
pub(super) struct Said {
    all: Vec<Relation>,
    alike: FxHashMap<Key, Vec<usize>>,
}

impl Said {
    /// Adds a statement to the relation that speaks of the same occasion, or as a relation of its own; says which it is.
    pub(super) fn add(
        &mut self,
        relation: Relation,
        same: impl Fn(&Relation, &Relation) -> bool,
    ) -> RelationId {
        let alike = self.alike.entry(key(&relation)).or_default();
        let known =
            alike.iter().copied().find(|&at| self.all.get(at).is_some_and(|kept| same(kept, &relation)));
        let place = known.unwrap_or(self.all.len());
        match self.all.get_mut(place) {
            Some(kept) => add_evidence(kept, relation),
            None => {
                alike.push(place);
                self.all.push(relation);
            }
        }
        RelationId::from_index(place)
    }

    pub(super) fn into_relations(self) -> Vec<Relation> {
        self.all
    }
}

type Key = (EntityId, String, String, Value, Polarity, Modality, Option<Value>);

/// What two statements of one relation have in common.
fn key(relation: &Relation) -> Key {
    let (subject, object) = match relation.object {
        Value::Entity(object) if relation.symmetric && object < relation.subject => {
            (object, Value::Entity(relation.subject))
        }
        _ => (relation.subject, relation.object.clone()),
    };
    let object = match object {
        Value::Text(text) => Value::Text(text.to_lowercase()),
        entity => entity,
    };
    let attribution = relation.attribution.clone();
    let (predicate, marker) = (relation.predicate.clone(), relation.marker.clone());
    (subject, predicate, marker, object, relation.polarity, relation.modality, attribution)
}

/// Whether two statements of one relation speak of the same occasion: times that differ tell occasions apart, a statement
/// without time repeats one with it.
pub(super) fn same_occasion(a: &Relation, b: &Relation) -> bool {
    // *Minister Berg* and *the former minister*
    if a.has_ended() != b.has_ended() {
        return false;
    }
    let times = |r: &Relation| -> Vec<Value> {
        r.qualifiers.iter().filter(|q| q.role == Role::Time).map(|q| q.value.clone()).collect()
    };
    let (said, again) = (times(a), times(b));
    if said.is_empty() || again.is_empty() || said == again {
        return true;
    }
    intervals_fit(a, b)
}

/// Whether statements of two articles speak of the same occasion: *on Friday* need not be the same day in both, so where both
/// give a time the times must be placed and fit.
pub(super) fn same_occasion_across(a: &Relation, b: &Relation) -> bool {
    let timed = |r: &Relation| r.time.is_some() || r.qualifiers.iter().any(|q| q.role == Role::Time);
    a.has_ended() == b.has_ended() && (!timed(a) || !timed(b) || intervals_fit(a, b))
}

fn intervals_fit(a: &Relation, b: &Relation) -> bool {
    let within = |inner: &TimeInterval, outer: &TimeInterval| {
        inner.start.is_some() && inner.end.is_some() && inner.start >= outer.start && inner.end <= outer.end
    };
    matches!((&a.time, &b.time), (Some(x), Some(y)) if within(x, y) || within(y, x))
}

fn add_evidence(kept: &mut Relation, other: Relation) {
    for evidence in other.evidence {
        // evidence comes in text order
        match kept
            .evidence
            .last_mut()
            .filter(|last| (last.document, last.sentence) == (evidence.document, evidence.sentence))
        {
            Some(last) => last.words = joined(last.words.iter().chain(&evidence.words).copied().collect()),
            None => kept.evidence.push(evidence),
        }
    }
    for qualifier in other.qualifiers {
        if !kept.qualifiers.contains(&qualifier) {
            kept.qualifiers.push(qualifier);
        }
    }
    kept.time = kept.time.or(other.time);
    kept.confidence = kept.confidence.max(other.confidence);
}

/// Runs in text order, none touching another.
fn joined(mut runs: Vec<ByteSpan>) -> Vec<ByteSpan> {
    runs.sort_unstable();
    let mut out: Vec<ByteSpan> = Vec::new();
    for run in runs {
        match out.last_mut() {
            Some(last) if run.start <= last.end => *last = last.union(run),
            _ => out.push(run),
        }
    }
    out
}
