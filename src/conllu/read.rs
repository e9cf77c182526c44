//! Reading CoNLL-U: lines to documents.

use super::{AnnotatedDocument, Comments};
use crate::span::ByteSpan;
use crate::text::{Assembly, MOST_GIVEN_WORDS};

/// What is wrong with a line of CoNLL-U, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct ConlluError {
    line: usize,
    column: usize,
    kind: ConlluErrorKind,
}

impl ConlluError {
    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The CoNLL-U column (ID is 1, FORM is 2), counted from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// What is wrong there.
    #[must_use]
    pub fn kind(&self) -> &ConlluErrorKind {
        &self.kind
    }
}

/// The kinds of [`ConlluError`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConlluErrorKind {
    /// A word line of one column.
    #[error("a word line needs at least two columns, separated by tabs")]
    MissingForm,
    /// A form without a visible character.
    #[error("the form is empty")]
    EmptyForm,
    /// An ID that is neither `7` nor `7-8` nor `7.1`.
    #[error("{found:?} is no word number, range or empty node")]
    InvalidId {
        /// What stands there.
        found: String,
    },
    /// An ID out of its order.
    #[error("word number {expected} was expected, found {found}")]
    IdOutOfOrder {
        /// The number that had to come.
        expected: usize,
        /// The number that came.
        found: usize,
    },
    /// A range that goes on after its sentence, begins inside of another, or runs backwards.
    #[error("the range {start}-{end} does not fit the words of its sentence")]
    InvalidRange {
        /// The range's first word.
        start: usize,
        /// The range's last word.
        end: usize,
    },
    /// A sentence so long that parsing it would take minutes and gigabytes, which grow by the square of its words.
    #[error("the sentence has more than {most} words")]
    SentenceTooLong {
        /// What a sentence may have.
        most: usize,
    },
}

/// A token as it stands in the file.
struct RawToken<'a> {
    form: &'a str,
    space_after: bool,
    words: Vec<(&'a str, &'a str)>,
}

#[derive(Default)]
struct RawSentence<'a> {
    comments: Vec<&'a str>,
    tokens: Vec<RawToken<'a>>,
    words: usize,
    /// First and last word and the line of the range that is being read.
    range: Option<(usize, usize, usize)>,
}

/// Reads CoNLL-U: full lines of ten columns, or shorter ones that have at least ID and FORM. Empty nodes are skipped;
/// comments other than `# newdoc`, `# newpar`, `# sent_id` and `# text` are dropped. The text of a sentence is that
/// of its `# text`, where its tokens fit it; else it is put together from the forms and `SpaceAfter=No`. Sentences are
/// joined by a space, paragraphs by a line break.
///
/// # Errors
/// Where a line's first two columns are not what CoNLL-U allows; the other columns are not judged here.
///
/// ```
/// let error = relata::conllu::read("1\tBirds\n3\tsing\n").unwrap_err();
/// assert_eq!((error.line(), error.column()), (2, 1));
/// ```
pub fn read(text: &str) -> Result<Vec<AnnotatedDocument>, ConlluError> {
    let mut documents: Vec<Vec<RawSentence<'_>>> = Vec::new();
    let mut sentence = RawSentence::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_end_matches(['\r', '\n']);
        if line.trim().is_empty() {
            end_sentence(&mut documents, &mut sentence)?;
        } else if line.starts_with('#') {
            sentence.comments.push(line);
        } else {
            word_line(&mut sentence, line, index.saturating_add(1))?;
        }
    }
    end_sentence(&mut documents, &mut sentence)?;
    Ok(documents.into_iter().map(assemble).collect())
}

/// Closes the sentence, if it has words, and files it under its document.
fn end_sentence<'a>(
    documents: &mut Vec<Vec<RawSentence<'a>>>,
    sentence: &mut RawSentence<'a>,
) -> Result<(), ConlluError> {
    if let Some((start, end, line)) = sentence.range.filter(|&(_, end, _)| end > sentence.words) {
        return Err(ConlluError { line, column: 1, kind: ConlluErrorKind::InvalidRange { start, end } });
    }
    if sentence.words == 0 {
        return Ok(()); // comments before an empty line still belong to what follows
    }
    let done = std::mem::take(sentence);
    let begins = done.comments.iter().any(|c| value(c, "newdoc").is_some());
    match documents.last_mut() {
        Some(document) if !begins => document.push(done),
        _ => documents.push(vec![done]),
    }
    Ok(())
}

fn word_line<'a>(sentence: &mut RawSentence<'a>, line: &'a str, number: usize) -> Result<(), ConlluError> {
    let error = |column, kind| Err(ConlluError { line: number, column, kind });
    let Some((id, after)) = line.split_once('\t') else { return error(2, ConlluErrorKind::MissingForm) };
    let (form, rest) = after.split_once('\t').unwrap_or((after, ""));
    let form = form.trim();
    if form.is_empty() {
        return error(2, ConlluErrorKind::EmptyForm);
    }
    let invalid = || ConlluErrorKind::InvalidId { found: id.chars().take(40).collect() };
    if let Some((word, node)) = id.split_once('.') {
        let fits = word.parse::<usize>().is_ok() && node.parse::<usize>().is_ok();
        return if fits { Ok(()) } else { error(1, invalid()) };
    }
    let expected = sentence.words.saturating_add(1);
    let space_after =
        !rest.split('\t').nth(7).is_some_and(|misc| misc.split('|').any(|m| m == "SpaceAfter=No"));
    let inside = sentence.range.is_some_and(|(_, end, _)| end >= expected);
    if let Some((start, end)) = id.split_once('-') {
        let (Ok(start), Ok(end)) = (start.parse::<usize>(), end.parse::<usize>()) else {
            return error(1, invalid());
        };
        if inside || start != expected || end < start {
            return error(1, ConlluErrorKind::InvalidRange { start, end });
        }
        sentence.range = Some((start, end, number));
        sentence.tokens.push(RawToken { form, space_after, words: Vec::new() });
        return Ok(());
    }
    let Ok(found) = id.parse::<usize>() else { return error(1, invalid()) };
    if found != expected {
        return error(1, ConlluErrorKind::IdOutOfOrder { expected, found });
    }
    if found > MOST_GIVEN_WORDS {
        return error(1, ConlluErrorKind::SentenceTooLong { most: MOST_GIVEN_WORDS });
    }
    sentence.words = found;
    match sentence.tokens.last_mut() {
        Some(token) if inside => token.words.push((form, rest)),
        _ => sentence.tokens.push(RawToken { form, space_after, words: vec![(form, rest)] }),
    }
    Ok(())
}

/// The value of a comment of that name (`# name = value`), empty where there is none.
fn value<'a>(comment: &'a str, name: &str) -> Option<&'a str> {
    let after = comment.strip_prefix('#')?.trim_start().strip_prefix(name)?;
    match after.chars().next() {
        None => Some(""),
        Some('=') => after.get(1..).map(str::trim),
        Some(c) if c.is_whitespace() => {
            let after = after.trim();
            let after = after.strip_prefix("id").map_or(after, str::trim_start);
            Some(after.strip_prefix('=').map_or("", str::trim))
        }
        Some(_) => None,
    }
}

/// Whether a comment is one of those that are kept.
fn is_kept(comment: &str) -> bool {
    ["newdoc", "newpar", "sent_id", "text"].into_iter().any(|name| value(comment, name).is_some())
}

fn assemble(sentences: Vec<RawSentence<'_>>) -> AnnotatedDocument {
    let mut text = String::new();
    let mut spans: Vec<Vec<ByteSpan>> = Vec::with_capacity(sentences.len());
    let mut comments = Comments::default();
    let mut new_paragraphs = Vec::with_capacity(sentences.len());
    let mut space_before = false;
    for sentence in &sentences {
        let newdoc = sentence.comments.iter().find_map(|c| value(c, "newdoc"));
        let new_paragraph =
            newdoc.is_some() || sentence.comments.iter().any(|c| value(c, "newpar").is_some());
        if let Some(name) = newdoc {
            comments.document = name.to_owned();
        }
        if !text.is_empty() && new_paragraph {
            text.push('\n');
        } else if space_before {
            text.push(' ');
        }
        let forms = || sentence.tokens.iter().map(|t| t.form);
        let given = sentence.comments.iter().find_map(|c| value(c, "text"));
        let fitted = given.and_then(|given| Some((given.to_owned(), fit(given, forms())?)));
        let (own, own_spans) = fitted.unwrap_or_else(|| rebuild(&sentence.tokens));
        let base = text.len();
        spans.push(
            own_spans
                .iter()
                .map(|s| ByteSpan::new(s.start.saturating_add(base), s.end.saturating_add(base)))
                .collect(),
        );
        text.push_str(&own);
        space_before = sentence.tokens.last().is_some_and(|t| t.space_after);
        new_paragraphs.push(new_paragraph);
        comments
            .sentences
            .push(sentence.comments.iter().filter(|c| is_kept(c)).map(|&c| c.to_owned()).collect());
    }
    let mut rest = Vec::new();
    let mut assembly = Assembly::new(text, spans.iter().map(Vec::len).sum());
    for ((sentence, spans), new_paragraph) in sentences.iter().zip(spans).zip(new_paragraphs) {
        if new_paragraph {
            assembly.begin_paragraph();
        } else {
            assembly.begin_sentence();
        }
        for (token, span) in sentence.tokens.iter().zip(spans) {
            rest.extend(token.words.iter().map(|(_, rest)| (*rest).to_owned()));
            let own_spans = word_spans(token, span);
            assembly
                .token(span, token.words.iter().zip(own_spans).map(|((form, _), s)| ((*form).to_owned(), s)));
        }
    }
    AnnotatedDocument { comments, segmented: assembly.finish(), rest }
}

/// Where the forms stand in `text`, white space apart; nothing where they do not follow one another there to its end.
fn fit<'a>(text: &str, forms: impl Iterator<Item = &'a str>) -> Option<Vec<ByteSpan>> {
    let mut characters = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut spans = Vec::new();
    for form in forms {
        let mut span: Option<ByteSpan> = None;
        for wanted in form.chars().filter(|c| !c.is_whitespace()) {
            let (at, _) = characters.next().filter(|&(_, c)| c == wanted)?;
            let end = at.saturating_add(wanted.len_utf8());
            span = Some(ByteSpan::new(span.map_or(at, |s| s.start), end));
        }
        spans.push(span?);
    }
    characters.next().is_none().then_some(spans)
}

/// The text of a sentence from its forms, with the place of each.
fn rebuild(tokens: &[RawToken<'_>]) -> (String, Vec<ByteSpan>) {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(tokens.len());
    let mut space_before = false;
    for token in tokens {
        if space_before {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token.form);
        spans.push(ByteSpan::new(start, text.len()));
        space_before = token.space_after;
    }
    (text, spans)
}

/// The bytes of each word of a token: its own where the forms make up the token, else the token's.
fn word_spans(token: &RawToken<'_>, span: ByteSpan) -> Vec<ByteSpan> {
    let spelled = token.words.iter().map(|(form, _)| form.len()).sum::<usize>() == span.len()
        && token.words.iter().map(|(form, _)| *form).collect::<String>() == token.form;
    let mut at = span.start;
    token
        .words
        .iter()
        .map(|(form, _)| {
            if !spelled {
                return span;
            }
            let start = at;
            at = at.saturating_add(form.len());
            ByteSpan::new(start, at)
        })
        .collect()
}
