//! Writing CoNLL-U: a resolved document to lines, mentions and names in MISC.

use super::Comments;
use crate::entities::Resolved;
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::{Upos, Xpos};
use crate::span::{SentenceId, WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed};
use crate::text::{Segmented, Token};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;

/// Writes a document as CoNLL-U of ten columns. Mentions, and the clauses that mentions take up, stand in MISC as `Entity=(4-person-named` … `Entity=4)`,
/// names as `NER=B-person` and `NER=I-person`. Kept comments are written as they were; a document's name, a
/// sentence's `# sent_id` and `# text` are made where they are missing, and `# newpar` where the document has no
/// kept comments at all.
#[must_use]
pub fn write(document: &Resolved, comments: &Comments) -> String {
    let segmented = &document.parsed().segmented;
    let misc = misc(document);
    let mut out = String::with_capacity(segmented.words.len().saturating_mul(64));
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let id = SentenceId::from_index(number);
        write_comments(&mut out, segmented, id, comments);
        for (index, token) in
            segmented.tokens.iter().enumerate().take(sentence.tokens.1).skip(sentence.tokens.0)
        {
            let glued = !token.space_after && index.saturating_add(1) < segmented.tokens.len();
            write_token(&mut out, document, token, sentence.words, glued, &misc);
        }
        out.push('\n');
    }
    out
}

fn write_comments(out: &mut String, segmented: &Segmented, id: SentenceId, comments: &Comments) {
    let Some(sentence) = segmented.sentences.get(id.index()) else { return };
    let kept = comments.sentences.get(id.index()).map_or(&[][..], Vec::as_slice);
    let has = |name: &str| {
        kept.iter()
            .any(|c| c.trim_start_matches(['#', ' ']).split([' ', '=']).next().is_some_and(|n| n == name))
    };
    if id.index() == 0 && !comments.document.is_empty() && !has("newdoc") {
        push_line(out, &format!("# newdoc id = {}", comments.document));
    }
    let first_of_paragraph = segmented.paragraphs.get(sentence.paragraph).is_some_and(|p| p.start == id);
    if comments.sentences.is_empty() && first_of_paragraph {
        push_line(out, "# newpar");
    }
    for comment in kept {
        push_line(out, comment);
    }
    if !has("sent_id") {
        let document = if comments.document.is_empty() { "sentence" } else { &comments.document };
        push_line(out, &format!("# sent_id = {document}-{}", id.index().saturating_add(1)));
    }
    if !has("text") {
        push_line(out, &format!("# text = {}", segmented.read(sentence.span)));
    }
}

/// A line of its own: what would break it is written as a space.
fn push_line(out: &mut String, line: &str) {
    out.extend(line.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
    out.push('\n');
}

/// A form or lemma as a column may hold it: no tab or line break, never empty.
fn column(text: &str) -> String {
    let clean: String = text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
    if clean.trim().is_empty() { "_".to_owned() } else { clean }
}

fn write_token(
    out: &mut String,
    document: &Resolved,
    token: &Token,
    sentence: WordSpan,
    glued: bool,
    misc: &[String],
) {
    let parsed = document.parsed();
    let number = |w: WordId| w.index().saturating_sub(sentence.start.index()).saturating_add(1);
    let many = token.words.len() > 1;
    if many {
        let form = column(token.span.of(parsed.text()));
        let (first, last) = (number(token.words.start), number(token.words.end).saturating_sub(1));
        let space = if glued { "SpaceAfter=No" } else { "_" };
        // writing to a String does not fail
        let _ = writeln!(out, "{first}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{space}");
    }
    for w in token.words.words() {
        let Some(morphology) = parsed.morphology.get(w.index()) else { continue };
        let or_none = |text: &str| if text.is_empty() { "_".to_owned() } else { text.to_owned() };
        let mut items = misc.get(w.index()).cloned().unwrap_or_default();
        if glued && !many {
            items.push_str(if items.is_empty() { "SpaceAfter=No" } else { "|SpaceAfter=No" });
        }
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{}",
            number(w),
            column(parsed.form(w)),
            column(&morphology.lemma),
            morphology.upos.as_str(),
            morphology.xpos.as_str(),
            or_none(&morphology.features.0),
            parsed.head(w).map_or(0, number),
            parsed.relation(w),
            or_none(&items),
        );
    }
}

/// For each word, `Entity=` and `NER=` as far as it has them.
fn misc(document: &Resolved) -> Vec<String> {
    let mentions = &document.mentioned.mentions;
    let mut opening = vec![String::new(); document.parsed().len()];
    let mut closing = opening.clone();
    let of = |m: &Mention| document.entity_of.get(m.id.index()).map_or(0, |e| e.0);
    let mut spans: Vec<(WordSpan, u32, Kind, Form)> =
        mentions.iter().map(|m| (m.span, of(m), m.kind, m.form)).collect();
    spans.extend(clauses(document));
    spans.sort_by_key(|(span, ..)| std::cmp::Reverse(span.len()));
    for (span, entity, kind, form) in spans {
        let Some(last) = span.end.index().checked_sub(1) else { continue };
        let first = span.start.index();
        let cluster = entity.saturating_add(1);
        let (Some(open), true) = (opening.get_mut(first), first <= last) else { continue };
        let _ = write!(open, "({cluster}-{}-{}", kind.as_str(), form.as_str());
        if first == last {
            open.push(')');
        } else if let Some(close) = closing.get_mut(last) {
            // the mentions come longest first, so that what closes here before was opened outside of this one
            close.insert_str(0, &format!("{cluster})"));
        }
    }
    let mut out: Vec<String> =
        opening
            .into_iter()
            .zip(closing)
            .map(|(open, close)| {
                if open.len().saturating_add(close.len()) > 0 {
                    format!("Entity={open}{close}")
                } else {
                    open
                }
            })
            .collect();
    for (span, kind) in flat_names(mentions, document.parsed()) {
        for w in span.words() {
            let Some(item) = out.get_mut(w.index()) else { continue };
            let separator = if item.is_empty() { "" } else { "|" };
            let position = if w == span.start { 'B' } else { 'I' };
            let _ = write!(item, "{separator}NER={position}-{kind}");
        }
    }
    out
}

/// The clauses that mentions take up, which GUM has as mentions, too; without those that cross a mention.
fn clauses(document: &Resolved) -> Vec<(WordSpan, u32, Kind, Form)> {
    let parsed = document.parsed();
    let span = |clause: WordId| {
        let mut words = parsed.subtree(clause);
        let loose = |w: WordId| {
            parsed.upos(w) == Upos::Punct || parsed.head(w) == Some(clause) && parsed.is(w, BaseRelation::Cc)
        };
        let start = words.iter().position(|&w| !loose(w))?;
        while words.last().is_some_and(|&w| loose(w)) {
            words.pop();
        }
        Some(WordSpan { start: *words.get(start)?, end: WordId(words.last()?.0.saturating_add(1)) })
    };
    let crosses = |a: WordSpan, b: WordSpan| {
        a.start < b.start && b.start < a.end && a.end < b.end
            || b.start < a.start && a.start < b.end && b.end < a.end
    };
    let mentions = &document.mentioned.mentions;
    let mut found: Vec<(WordSpan, u32, Kind, Form)> = Vec::new();
    let mut written: FxHashMap<SentenceId, Vec<WordSpan>> = FxHashMap::default();
    for entity in &document.entities {
        let Some((clause, span)) = entity.clause.and_then(|c| Some((c, span(c)?))) else { continue };
        let sentence = parsed.sentence_of(clause);
        let start = mentions.partition_point(|m| m.sentence < sentence);
        let here = mentions.iter().skip(start).take_while(|m| m.sentence == sentence).map(|m| m.span);
        let before = written.entry(sentence).or_default();
        if !here.chain(before.iter().copied()).any(|other| crosses(span, other)) {
            before.push(span);
            found.push((span, entity.id.0, Kind::Event, Form::Nominal));
        }
    }
    found
}

/// The names of the mentions, without those that stand inside another.
fn flat_names(mentions: &[Mention], parsed: &Parsed) -> Vec<(WordSpan, Kind)> {
    let mut taken = vec![false; parsed.len()];
    let mut names: Vec<_> = mentions.iter().filter_map(|m| Some((m.name?, m.kind, m.span.len()))).collect();
    // of one name that several mentions share, the smallest mention's kind counts
    names.sort_by_key(|(name, _, mention)| (std::cmp::Reverse(name.len()), name.start, *mention));
    names.retain(|(name, _, _)| {
        let Some(own) = taken.get_mut(name.range()) else { return false };
        let free = !own.is_empty() && !own.contains(&true);
        if free {
            own.fill(true);
        }
        free
    });
    // a plural proper noun (*the Norwegians*) names a population, which is no person, though its members are
    let population = |name: WordSpan| name.len() == 1 && parsed.xpos(name.start) == Xpos::Nnps;
    let kind_of = |name, kind| if kind == Kind::Person && population(name) { Kind::Group } else { kind };
    names.into_iter().map(|(name, kind, _)| (name, kind_of(name, kind))).collect()
}
