//! Letters in brackets: what they abbreviate.

use crate::entities::clusters::Clusters;
use crate::entities::types::LinkReason;
use crate::lexicon::{COUNTRIES, FOREIGN_SMALL_WORDS, SMALL_WORDS_IN_NAMES};
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId, WordSpan};

/// `identity/abbreviation`: *the Northern Harbour army (NHA)*: what stands in brackets behind the words it abbreviates, or behind the name
/// of an organization (*the Fuerzas del Norte (NF)*), whatever the tree has it for.
pub(super) fn abbreviations(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    for m in mentioned.mentions.iter().filter(|m| m.form == Form::Named && m.members.is_empty()) {
        let long = bracket(mentioned, m).and_then(|open| abbreviated(mentioned, m, open));
        if let Some(long) = long.filter(|&l| !clusters.are_one(l, m.id))
            && clusters.may_abbreviate(m.id, long)
        {
            clusters.join(m.id, long, LinkReason::Acronym, 0.9);
        }
    }
}

/// The opening bracket in front of the mention, where it is capitals in brackets and nothing else.
fn bracket(mentioned: &Mentioned, m: &Mention) -> Option<WordId> {
    let parsed = &mentioned.parsed;
    let open = m.head.previous().filter(|&w| parsed.form(w) == "(" && w.previous().is_some())?;
    let short = parsed.form(m.head);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let written = capitals >= 2 && !short.chars().any(char::is_whitespace) && short.len() <= 10;
    let closed = parsed.form(m.head.next()) == ")";
    (written && closed && !COUNTRIES.contains_key(short)).then_some(open)
}

/// What the mention behind the bracket abbreviates: the nearest whose words it does, else the nearest body.
fn abbreviated(mentioned: &Mentioned, m: &Mention, open: WordId) -> Option<MentionId> {
    let parsed = &mentioned.parsed;
    let near = mentioned.before(m).take_while(|c| c.sentence == m.sentence);
    let mut body: Option<MentionId> = None;
    for c in near.filter(|c| c.members.is_empty() && c.form != Form::Pronoun && c.head < open) {
        let start = c.name.map_or(c.span.start, |n| n.start.min(c.head));
        let told = WordSpan { start: first_word(mentioned, c).min(start), end: open };
        let ends = c.span.end >= open && open.0.saturating_sub(c.head.0) <= 8;
        if !ends || matches!(c.kind, Kind::Person | Kind::Time) {
            continue;
        }
        if abbreviates(parsed.form(m.head), parsed.text_of(told)) {
            return Some(c.id);
        }
        if c.form == Form::Named && c.kind == Kind::Organization && m.kind != Kind::Person {
            body = body.or(Some(c.id));
        }
    }
    body
}

/// The first word of the mention behind its determiner.
fn first_word(mentioned: &Mentioned, m: &Mention) -> WordId {
    let parsed = &mentioned.parsed;
    m.span.words().find(|&w| w >= m.head || parsed.upos(w) != Upos::Det).unwrap_or(m.head)
}

/// Whether the capitals of the short form are the first letters of the words (*of*, *and*, *the* may be left out).
fn abbreviates(short: &str, long: &str) -> bool {
    let small = |w: &str| {
        let w = w.to_lowercase();
        SMALL_WORDS_IN_NAMES.contains(w.as_str()) || FOREIGN_SMALL_WORDS.contains(w.as_str())
    };
    let words = || long.split([' ', '-', '\n']).filter(|w| w.starts_with(char::is_alphanumeric));
    let first = |w: &str| w.chars().next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    let letters: String =
        short.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let all: String = words().map(first).collect();
    let large: String = words().filter(|w| !small(w)).map(first).collect();
    letters.len() >= 2 && (letters == all || letters == large)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_letters_abbreviate() {
        assert!(abbreviates("NHA", "Northern Harbour army"));
        assert!(abbreviates("BHW", "Board of Health and Work"));
        assert!(abbreviates("B.H.W.", "Board of Health and Work"));
        assert!(abbreviates("BoHW", "Board of Health Work"));
        assert!(!abbreviates("NHA", "Northern Harbour council"));
        assert!(!abbreviates("N", "Northern"));
    }
}
