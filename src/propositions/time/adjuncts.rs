//! The times of a proposition's adjuncts, each from its place in the text.

use super::{Context, Outlook, TimeInterval};
use crate::entities::Resolved;
use crate::propositions::types::{Modality, Proposition, Qualifier, Role};
use crate::span::{ByteSpan, WordId};
use crate::syntax::{BaseRelation, Parsed};
use jiff::civil::Date;

/// No expression is longer, in bytes.
const LONGEST: usize = 160;

/// For each qualifier of the proposition, the interval it places the fact in, if it is a time that can be placed.
pub(crate) fn times(
    resolved: &Resolved,
    proposition: &Proposition,
    published: Option<Date>,
) -> Vec<Option<TimeInterval>> {
    let parsed = resolved.parsed();
    let context = Context { published, day: None, outlook: outlook(parsed, proposition) };
    let read = |context: Context| {
        let one = |q: &Qualifier| {
            (q.role == Role::Time && !q.argument.clausal).then(|| placed(parsed, q, context))?
        };
        proposition.qualifiers.iter().map(one).collect::<Vec<_>>()
    };
    let found = read(context);
    // *at 5 p.m.* belongs to the day another adjunct names
    let day = found.iter().flatten().filter(|t| !t.approximate).find_map(TimeInterval::single_day);
    if day.is_some() { read(Context { day, ..context }) } else { found }
}

fn placed(parsed: &Parsed, qualifier: &Qualifier, context: Context) -> Option<TimeInterval> {
    let head = qualifier.argument.head;
    let clause = |w: WordId| {
        matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Advcl | BaseRelation::Punct)
    };
    let near = |w: &WordId| head.0.abs_diff(w.0) <= 8;
    let first = parsed.subtree_where(head, clause).into_iter().find(near).unwrap_or(head);
    let first = qualifier.marker.first().copied().filter(|&m| m < first && near(&m)).unwrap_or(first);
    let start = parsed.bytes(first).start;
    let sentence = parsed.sentence(parsed.sentence_of(head)).span;
    let mut end = sentence.end.min(start.saturating_add(LONGEST)).max(start);
    while !parsed.text().is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let read = |end| parsed.segmented.read(ByteSpan::new(start, end));
    TimeInterval::read_at(read(end), context, read(parsed.bytes(head).start.max(start)).len())
}

/// What is not actual, or in the present tense, looks ahead.
fn outlook(parsed: &Parsed, proposition: &Proposition) -> Outlook {
    let words = &proposition.predicate.words;
    let perfect = words.iter().any(|&w| parsed.is(w, BaseRelation::Aux) && parsed.lemma(w) == "have");
    let finite = |&w: &WordId| parsed.feature(w, "VerbForm") == Some("Fin");
    let tense = words.iter().copied().find(finite).and_then(|w| parsed.feature(w, "Tense"));
    let ahead = match (proposition.modality, tense) {
        _ if perfect => false,
        (Modality::Actual, tense) => tense == Some("Pres"),
        (Modality::Planned | Modality::Demanded, _) => true,
        (_, tense) => tense != Some("Past"),
    };
    if ahead { Outlook::Ahead } else { Outlook::Back }
}
