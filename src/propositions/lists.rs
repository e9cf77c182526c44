//! Lists behind a colon: *According to the complaint, the firm:* and a line for each item. What stands above is the subject of
//! items that begin with a verb, and its source is theirs.

use crate::morphology::Xpos;
use crate::span::SentenceId;
use crate::syntax::Parsed;

/// The most sentences that are looked through for the end and the head of a list.
const MOST: usize = 120;

/// How the lines of a list begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Bullet,
    Gerund,
    Past,
}

fn item(parsed: &Parsed, sentence: usize) -> Option<Item> {
    let sentences = &parsed.segmented.sentences;
    let own = sentences.get(sentence)?;
    let before = sentence.checked_sub(1).and_then(|s| sentences.get(s));
    if before.is_some_and(|b| b.paragraph == own.paragraph) {
        return None;
    }
    let first = own.words.words().next()?;
    if matches!(parsed.form(first), "-" | "–" | "—" | "•" | "*" | "·") {
        return Some(Item::Bullet);
    }
    match parsed.xpos(first) {
        Xpos::Vbg => Some(Item::Gerund),
        Xpos::Vbd | Xpos::Vbn => Some(Item::Past),
        _ => None,
    }
}

/// The sentence with the colon that opens the list this sentence stands in.
pub(super) fn opener(parsed: &Parsed, sentence: SentenceId) -> Option<SentenceId> {
    let sentences = &parsed.segmented.sentences;
    let own = sentence.index();
    let colon = |i: usize| {
        let last = sentences.get(i).and_then(|s| s.words.words().last());
        last.is_some_and(|w| parsed.form(w) == ":")
    };
    let opener = (own.saturating_sub(MOST)..own).rev().find(|&i| colon(i))?;
    let first = opener.saturating_add(1);
    let kind = item(parsed, first)?;
    // other lines between two items belong to the list
    let last = (first..first.saturating_add(MOST))
        .take_while(|&i| i < sentences.len())
        .filter(|&i| item(parsed, i) == Some(kind));
    let last = last.last().filter(|&last| last > first)?;
    let paragraph = sentences.get(last)?.paragraph;
    (sentences.get(own)?.paragraph <= paragraph).then(|| SentenceId::from_index(opener))
}
