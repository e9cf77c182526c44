//! Amounts: number, unit, currency and comparison of a phrase (*more than 21 billion euros ($23.8 billion)*).

use super::numerals::{figure, number};
use crate::error::named_values;
use crate::lexicon::{self, AMOUNT_LEADS, CURRENCIES, UNIT_ENDS};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How what is meant compares with the number the text gives.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Comparison {
    /// It is that number.
    #[default]
    Exactly,
    /// It is near it: *about*, *some*.
    About,
    /// It is above it: *more than*, *over*.
    More,
    /// It is below it: *less than*, *nearly*.
    Less,
    /// It is that number or more.
    AtLeast,
    /// It is that number or less: *up to*.
    AtMost,
}

named_values!(Comparison, "comparison");

/// An amount. A phrase may give one in several units; each is an amount of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The number, scales multiplied in (*23.8 billion* is 23,800,000,000); of a range, its lower end.
    pub number: f64,
    /// The upper end, where it is a range (*10 to 15 percent*).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<f64>,
    /// What is counted or measured, in lower case as the text has it (*euros*, *percent*, *soldiers*); `None` where the
    /// text leaves it out, and for a currency's sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The currency's ISO 4217 code, if it is money. A bare dollar is that of the United States.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What the words before it say of the number.
    #[serde(default, skip_serializing_if = "is_exact")]
    pub comparison: Comparison,
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_exact(comparison: &Comparison) -> bool {
    *comparison == Comparison::Exactly
}

static COMPARISONS: LazyLock<Vec<(Vec<&'static str>, Comparison)>> = LazyLock::new(|| {
    let mut all: Vec<(Vec<&'static str>, Comparison)> =
        lexicon::rows(include_str!("../../data/words/comparisons.tsv"))
            .filter_map(|row| {
                let comparison = match *row.get(1)? {
                    "more" => Comparison::More,
                    "less" => Comparison::Less,
                    "at-least" => Comparison::AtLeast,
                    "at-most" => Comparison::AtMost,
                    _ => Comparison::About,
                };
                Some((row.first()?.split(' ').collect(), comparison))
            })
            .collect();
    all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    all
});

/// Whether the word, in lower case, is a currency or its sign.
pub(super) fn is_currency(word: &str) -> bool {
    CURRENCIES.contains_key(word) || word.strip_suffix('s').is_some_and(|w| CURRENCIES.contains_key(w))
}

impl Amount {
    /// The amounts of a phrase, in text order; none where it has no number.
    ///
    /// ```
    /// use relata::propositions::{Amount, Comparison};
    /// let amounts = Amount::read("more than 21 billion euros ($23.8 billion)");
    /// assert_eq!((amounts[0].number, amounts[0].comparison), (21e9, Comparison::More));
    /// assert_eq!(amounts[0].currency.as_deref(), Some("EUR"));
    /// assert_eq!((amounts[1].number, amounts[1].currency.as_deref()), (23.8e9, Some("USD")));
    /// ```
    #[must_use]
    pub fn read(phrase: &str) -> Vec<Self> {
        let owned = tokens(phrase);
        let tokens: Vec<&str> = owned.iter().map(String::as_str).collect();
        let mut found: Vec<Self> = Vec::new();
        let mut comparison = Comparison::Exactly;
        let mut at = 0;
        while let Some((first, rest)) = tokens.get(at..).and_then(|rest| Some((*rest.first()?, rest))) {
            if let Some((words, said)) = COMPARISONS.iter().find(|(words, _)| rest.starts_with(words)) {
                comparison = *said;
                at = at.saturating_add(words.len());
                continue;
            }
            if let Some((mut amount, used)) = one(rest) {
                // the same amount in another currency is compared in the same way
                let opened = at.checked_sub(1).and_then(|before| tokens.get(before)) == Some(&"(");
                let bracketed = opened && comparison == Comparison::Exactly;
                amount.comparison = found.last().filter(|_| bracketed).map_or(comparison, |f| f.comparison);
                comparison = Comparison::Exactly;
                found.push(amount);
                at = at.saturating_add(used);
                continue;
            }
            if !AMOUNT_LEADS.contains(first) {
                comparison = Comparison::Exactly;
            }
            at = at.saturating_add(1);
        }
        found
    }
}

/// The amount at the start of the tokens, and how many of them it takes.
fn one(tokens: &[&str]) -> Option<(Amount, usize)> {
    let sign = tokens.first().filter(|t| !t.chars().all(char::is_alphabetic)).and_then(|t| CURRENCIES.get(t));
    let first = usize::from(sign.is_some());
    // *second*, *a*: no numbers; a year is none either, but nothing here can tell
    let (mut lower, used) = number(tokens.get(first..)?)?;
    let mut at = first.saturating_add(used);
    if sign.is_some() && tokens.get(at) == Some(&"m") {
        // *£40m*; without a sign it is metres
        (lower, at) = (lower * 1e6, at.saturating_add(1));
    }
    let mut upper = None;
    if let Some((high, plain, end)) = upper_bound(tokens, at).filter(|(high, ..)| *high > lower) {
        // *10 to 15 million*: the scale is of both
        let scale = plain.map_or(1.0, |plain| high / plain);
        if at == first.saturating_add(1) && scale > 1.0 {
            lower *= scale;
        }
        (upper, at) = (Some(high), end);
    }
    let alphabetic = |at: usize| tokens.get(at).is_some_and(|t| t.chars().all(char::is_alphabetic));
    while matches!(tokens.get(at), Some(&("-" | "of"))) && alphabetic(at.saturating_add(1)) {
        at = at.saturating_add(1);
    }
    let (mut unit, mut currency) = (None, sign.map(|c| (*c).to_owned()));
    let rest = tokens.get(at..).unwrap_or_default();
    if sign.is_none() {
        let (said, code, used) = unit_of(rest);
        (unit, currency) = (said, code.map(str::to_owned));
        at = at.saturating_add(used);
    }
    let amount = Amount { number: lower, upper, unit, currency, comparison: Comparison::Exactly };
    Some((amount, at))
}

/// The upper end of a range behind its lower one: the number, what its first figure says, and where it ends.
fn upper_bound(tokens: &[&str], at: usize) -> Option<(f64, Option<f64>, usize)> {
    if !matches!(tokens.get(at), Some(&("to" | "-" | "–"))) {
        return None;
    }
    let next = at.saturating_add(1);
    let sign = tokens.get(next).is_some_and(|t| t.len() < 4 && CURRENCIES.contains_key(t));
    let from = next.saturating_add(usize::from(sign));
    let (high, used) = number(tokens.get(from..)?)?;
    Some((high, tokens.get(from).and_then(|t| figure(t)), from.saturating_add(used)))
}

/// The unit that the tokens begin with, its code where it is a currency, and how many tokens name it.
fn unit_of(tokens: &[&str]) -> (Option<String>, Option<&'static str>, usize) {
    for length in [3, 2, 1] {
        let Some(words) = tokens.get(..length) else { continue };
        let name = words.join(" ");
        let singular = name.strip_suffix('s').unwrap_or(&name);
        if let Some(code) = CURRENCIES.get(name.as_str()).or_else(|| CURRENCIES.get(singular)) {
            return (Some(name), Some(code), length);
        }
    }
    let words = unit_words(tokens);
    let name = tokens.get(..words).filter(|words| !words.is_empty()).map(|words| words.join(" "));
    let unit = name.map(|name| match name.as_str() {
        "%" | "per cent" => "percent".to_owned(),
        _ => name,
    });
    (unit, None, words)
}

/// How many tokens name the unit: up to the last of the words in a row, three at most.
fn unit_words(tokens: &[&str]) -> usize {
    if tokens.first() == Some(&"%") {
        return 1;
    }
    let ends = |t: &&&str| t.chars().all(|c| c.is_alphabetic() || c == '’') && !UNIT_ENDS.contains(t);
    if tokens.starts_with(&["per", "cent"]) {
        return 2;
    }
    tokens.iter().take(3).take_while(ends).count()
}

/// Lower-case words, figures and signs; a figure and the letters behind it are two (*40m*).
fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let digit_next = characters.peek().is_some_and(char::is_ascii_digit);
        let figure =
            open && found.last().is_some_and(|w| w.starts_with(|d: char| d.is_ascii_digit() || d == '.'));
        let goes_on = match c {
            ',' | '.' => figure && digit_next,
            '’' | '\'' => open && !figure,
            // *US$*
            '$' => open && !figure,
            c => open && c.is_alphanumeric() && figure == c.is_ascii_digit(),
        };
        let last = found.last_mut().filter(|_| goes_on);
        match (last, c) {
            (Some(word), '\'') => word.push('’'),
            (Some(word), c) => word.extend(c.to_lowercase()),
            (None, c) if c.is_whitespace() || (c == '.' && !digit_next) => {}
            (None, '–') => found.push("-".to_owned()),
            (None, c) => found.push(c.to_lowercase().collect()),
        }
        open = c.is_alphanumeric() || goes_on && c != '$' || c == '.' && digit_next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_phrases() {
        let shown = |phrase: &str| {
            let one = |a: &Amount| {
                let upper = a.upper.map_or(String::new(), |u| format!("..{u}"));
                let unit = a.unit.as_deref().unwrap_or("-");
                let code = a.currency.as_deref().map_or(String::new(), |c| format!(" {c}"));
                let comparison = if a.comparison == Comparison::Exactly {
                    String::new()
                } else {
                    format!(" {:?}", a.comparison)
                };
                format!("{}{upper} {unit}{code}{comparison}", a.number)
            };
            Amount::read(phrase).iter().map(one).collect::<Vec<_>>().join("; ")
        };
        let table = [
            (
                "more than 21 billion euros ($23.8 billion)",
                "21000000000 euros EUR More; 23800000000 - USD More",
            ),
            ("a loan of 12 million euros", "12000000 euros EUR"),
            ("about 300 soldiers", "300 soldiers About"),
            ("at least forty-one people", "41 people AtLeast"),
            ("nearly $1,200", "1200 - USD Less"),
            ("as many as two dozen ships", "24 ships AtMost"),
            ("10 percent", "10 percent"),
            ("4.5%", "4.5 percent"),
            ("10 to 15 percent of the crews", "10..15 percent"),
            ("10 to 15 million Norwegian kroner", "10000000..15000000 norwegian kroner NOK"),
            ("$10-15 million", "10000000..15000000 - USD"),
            ("£40m", "40000000 - GBP"),
            ("US$5 million", "5000000 - USD"),
            ("half a million Swiss francs", "500000 swiss francs CHF"),
            ("no fewer than three", "3 - AtLeast"),
            ("an estimated 2,000 homes", "2000 homes About"),
            ("a 30-year-old bridge", "30 year"),
            ("the harbour", ""),
            ("a million", "1000000 -"),
            ("", ""),
        ];
        for (phrase, expected) in table {
            assert_eq!(shown(phrase), expected, "{phrase}");
        }
    }
}
