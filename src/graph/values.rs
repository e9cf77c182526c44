//! Arguments as a graph has them: entities where they are known, else words, with their amounts and places.

use super::types::Value;
use crate::entities::Resolved;
use crate::lexicon::PRONOUNS;
use crate::mentions::{Form, Kind};
use crate::morphology::Upos;
use crate::propositions::{Amount, Argument, Proposition};
use crate::span::{ByteSpan, EntityId, MentionId, WordId};
use crate::syntax::BaseRelation;

/// The words of an argument, single spaces between, as they stand in the text where they are in a row.
pub(super) fn words_text(resolved: &Resolved, words: &[WordId]) -> String {
    let parsed = resolved.parsed();
    let mut out = String::new();
    let mut last = None;
    for &word in words {
        let bytes = parsed.bytes(word);
        if last.is_some_and(|end| end != bytes.start) {
            out.push(' ');
        }
        out.push_str(parsed.form(word));
        last = Some(bytes.end);
    }
    out
}

/// The entity an argument is; a pronoun counts only where it was resolved to something with a name or description.
pub(super) fn entity(resolved: &Resolved, argument: &Argument) -> Option<EntityId> {
    let mention = argument.mention.filter(|_| !argument.clausal)?;
    let id = resolved.entity_of(mention);
    let speaks = |m: &MentionId| resolved.mentioned.mention(*m).form != Form::Pronoun;
    let personal = PRONOUNS.get(resolved.parsed().lower(argument.head)).is_some_and(|p| p.person < 3);
    let entity = resolved.entity(id);
    (entity.mentions.iter().any(speaks) || personal || entity.clause.is_some()).then_some(id)
}

pub(super) fn value(resolved: &Resolved, argument: &Argument) -> Value {
    match entity(resolved, argument) {
        Some(id) => Value::Entity(id),
        None => {
            let parsed = resolved.parsed();
            let mark = |w: &WordId| {
                argument.clausal
                    && matches!(parsed.lower(*w), "that" | "to")
                    && parsed.head(*w) == Some(argument.head)
                    // *That is false*
                    && !parsed.is(*w, BaseRelation::Nsubj)
            };
            let words: Vec<WordId> = argument.words.iter().copied().skip_while(mark).collect();
            Value::Text(words_text(resolved, &words))
        }
    }
}

/// The amounts of an argument that is money or a quantity, also where they stand in brackets behind it.
pub(super) fn amounts(resolved: &Resolved, argument: &Argument) -> Vec<Amount> {
    let parsed = resolved.parsed();
    let kind = argument.mention.map(|m| resolved.mentioned.mention(m).kind);
    let counts = matches!(kind, Some(Kind::Money | Kind::Quantity))
        || matches!(parsed.upos(argument.head), Upos::Num | Upos::Sym)
        || parsed.child_by(argument.head, BaseRelation::Nummod).is_some();
    if argument.clausal || !counts || kind == Some(Kind::Time) {
        return Vec::new();
    }
    let clause = |w: WordId| matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Advcl);
    let first = parsed.subtree_where(argument.head, clause).into_iter().next().unwrap_or(argument.head);
    let last = parsed.children_by(argument.head, BaseRelation::Nummod).last();
    let last = last.map_or(argument.head, |w| w.max(argument.head));
    let (start, end) = (parsed.bytes(first).start, parsed.bytes(last).end);
    let bracket = parsed.text().get(end..).and_then(|t| t.trim_start().strip_prefix('(')?.split_once(')'));
    let end = bracket.map_or(end, |(_, after)| parsed.text().len().saturating_sub(after.len()));
    Amount::read(parsed.segmented.read(ByteSpan::new(start, end)))
}

/// The runs of the text that a proposition was read from, in text order.
pub(super) fn runs(resolved: &Resolved, proposition: &Proposition) -> Vec<ByteSpan> {
    let parsed = resolved.parsed();
    let predicate = &proposition.predicate;
    let arguments = [&proposition.subject].into_iter().chain(&proposition.object);
    let adjuncts = proposition.qualifiers.iter();
    let own = parsed.sentence(proposition.sentence).words;
    let mut words: Vec<WordId> = arguments
        .flat_map(|a| &a.words)
        .chain(&predicate.words)
        .chain(&predicate.preposition)
        .chain(adjuncts.flat_map(|q| q.marker.iter().chain(&q.argument.words)))
        .copied()
        // what a list has its subject from stands in another sentence
        .filter(|&w| own.contains(w))
        .collect();
    words.sort_unstable();
    words.dedup();
    let mut runs: Vec<ByteSpan> = Vec::new();
    let mut last: Option<WordId> = None;
    for word in words {
        let span = parsed.bytes(word);
        match runs.last_mut() {
            Some(run) if last.is_some_and(|l| l.next() == word) => *run = run.union(span),
            _ => runs.push(span),
        }
        last = Some(word);
    }
    runs
}
