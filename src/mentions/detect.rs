//! Finds the mentions of a parsed document in its trees, with kinds from the network and closed classes of the world.

use super::extent::{name_in, phrase};
use super::forms::form;
use super::heads::kind_of_head;
use super::{Form, Mention, Mentioned};
use crate::rules::Rules;
use crate::span::{MentionId, WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed};

/// Finds the mentions: names, nominal phrases, pronouns and coordinations of them.
///
/// A mention is the noun phrase of its head word with all that modifies it; two mentions nest or are apart. They come in
/// the order of their first words, the longer first. Expletive *it* and *there* are no mentions, nor are relative pronouns, but for *which* that
/// comments on a clause.
#[must_use]
pub fn detect(parsed: Parsed) -> Mentioned {
    detect_with(parsed, Rules::english())
}

/// As [`detect`], with these rules of what names are.
#[must_use]
pub fn detect_with(mut parsed: Parsed, rules: &Rules) -> Mentioned {
    super::names::spread(&mut parsed, rules);
    let expletives = super::expletives::find(&parsed);
    let common = super::headlines::common_nouns(&parsed);
    let stands_for_nothing = |w: WordId| expletives.binary_search_by_key(&w, |e| e.word).is_ok();
    let mut found: Vec<Mention> = Vec::new();
    for (sentence, words) in parsed.sentences() {
        let mut candidates: Vec<Mention> = Vec::new();
        for head in words.words.words().filter(|&w| !stands_for_nothing(w)) {
            if let Some((kind, confidence)) = kind_of_head(&parsed, head) {
                let span = phrase(&parsed, head);
                let name = name_in(&parsed, head, span, kind);
                let form =
                    if common.get(head.index()) == Some(&true) { Form::Nominal } else { form(&parsed, head) };
                let mention = |span, name, kind| Mention {
                    id: MentionId(0),
                    sentence,
                    span,
                    head,
                    kind,
                    form,
                    name,
                    members: Vec::new(),
                    confidence,
                };
                if form != Form::Pronoun
                    && let Some(last) = parsed.children_by(head, BaseRelation::Conj).last()
                    && kind_of_head(&parsed, last).is_some()
                {
                    let end = phrase(&parsed, last).end;
                    let joint = WordSpan { start: span.start, end };
                    candidates.push(Mention { form: Form::Nominal, ..mention(joint, None, kind) });
                }
                candidates.push(mention(span, name, kind));
            }
        }
        candidates.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.head));
        keep_nested(&mut candidates);
        found.extend(candidates);
    }
    for (i, mention) in found.iter_mut().enumerate() {
        mention.id = MentionId::from_index(i);
    }
    let mut mentioned = Mentioned { by_head: vec![None; parsed.len()], parsed, mentions: found, expletives };
    index_heads(&mut mentioned);
    mentioned
}

/// Drops what crosses a mention before it, and doubles.
fn keep_nested(sorted: &mut Vec<Mention>) {
    let mut open: Vec<WordSpan> = Vec::new();
    let mut last: Option<(WordSpan, WordId)> = None;
    sorted.retain(|m| {
        while open.last().is_some_and(|o| o.end <= m.span.start) {
            open.pop();
        }
        let fits = open.last().is_none_or(|o| o.covers(m.span)) && last.is_none_or(|l| l.0 != m.span);
        if fits {
            open.push(m.span);
            last = Some((m.span, m.head));
        }
        fits
    });
}

/// Fills `by_head` and the members of coordinations (the longer of two mentions with one head is the coordination).
fn index_heads(mentioned: &mut Mentioned) {
    let by_head = &mut mentioned.by_head;
    for mention in &mentioned.mentions {
        // of two mentions with the same head the coordination comes first, and the later one overwrites it
        if let Some(place) = by_head.get_mut(mention.head.index()) {
            *place = Some(mention.id);
        }
    }
    let headed = |w: WordId| by_head.get(w.index()).copied().flatten();
    for mention in &mut mentioned.mentions {
        if headed(mention.head) != Some(mention.id) {
            let conjuncts = mentioned.parsed.children_by(mention.head, BaseRelation::Conj);
            mention.members = std::iter::once(mention.head).chain(conjuncts).filter_map(headed).collect();
        }
    }
}
