//! Numbers in figures and words: *1,200*, *23.8 billion*, *two dozen*, *half a million*, *forty-one*.

use crate::lexicon::{self, WordMap};

#[derive(Clone, Copy, Debug)]
enum Numeral {
    Unit(f64),
    Scale(f64),
}

static NUMERALS: WordMap<Numeral> = WordMap::new(|| {
    lexicon::rows(include_str!("../../data/words/numerals.tsv"))
        .filter_map(|row| {
            let value = row.get(1)?.parse().ok()?;
            let numeral =
                if row.get(2) == Some(&"scale") { Numeral::Scale(value) } else { Numeral::Unit(value) };
            Some((*row.first()?, numeral))
        })
        .collect()
});

/// The number a figure says: `1,200`, `23.8`, `-3`. No sign of a currency, no letters.
pub(super) fn figure(token: &str) -> Option<f64> {
    if !token.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || !token.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let mut parts = token.split(',');
    let first = parts.next()?;
    let mut digits = first.to_owned();
    for part in parts {
        let whole = part.split('.').next()?;
        if first.is_empty() || first.len() > 3 || whole.len() != 3 {
            return None;
        }
        digits.push_str(part);
    }
    if !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    digits.parse().ok().filter(|n: &f64| n.is_finite())
}

/// The number at the start of the tokens (lower case), and how many of them say it.
pub(super) fn number(tokens: &[&str]) -> Option<(f64, usize)> {
    let (mut total, mut group, mut used, mut figures) = (0.0, None, 0, false);
    while let Some(&token) = tokens.get(used) {
        let next = tokens.get(used.saturating_add(1)).and_then(|t| NUMERALS.get(t));
        match (figure(token), NUMERALS.get(token)) {
            (Some(value), _) if group.is_none() && total == 0.0 => (group, figures) = (Some(value), true),
            (None, Some(Numeral::Unit(value))) if !figures && *value < addable(group) => {
                group = Some(group.unwrap_or(0.0) + value);
            }
            (None, Some(Numeral::Scale(scale))) => {
                let scaled = group.unwrap_or(1.0) * scale;
                (total, group) =
                    if *scale >= 1000.0 { (total + scaled, None) } else { (total, Some(scaled)) };
                figures = false;
            }
            _ => {
                let goes_on = match (token, next) {
                    ("a" | "an", Some(Numeral::Scale(_))) => group.is_none_or(|g| g < 1.0),
                    ("-", Some(Numeral::Unit(value))) => {
                        !figures && group.is_some() && *value < addable(group)
                    }
                    ("and", Some(Numeral::Unit(_))) => {
                        !figures && (total > 0.0 || group.is_some_and(|g| g >= 100.0))
                    }
                    _ => false,
                };
                if !goes_on {
                    break;
                }
            }
        }
        used = used.saturating_add(1);
    }
    (used > 0).then_some((total + group.unwrap_or(0.0), used))
}

/// Below what a number in words may still be added: below 100 to hundreds, below 10 to tens.
fn addable(group: Option<f64>) -> f64 {
    match group {
        None => f64::INFINITY,
        Some(g) if g >= 100.0 && g % 100.0 == 0.0 => 100.0,
        Some(g) if g >= 20.0 && g % 10.0 == 0.0 => 10.0,
        Some(_) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_figures_and_words() {
        let table = [
            ("1,200 men", Some((1200.0, 1))),
            ("23.8 billion euros", Some((23_800_000_000.0, 2))),
            ("two dozen ships", Some((24.0, 2))),
            ("half a million people", Some((500_000.0, 3))),
            ("forty - one", Some((41.0, 3))),
            ("a hundred and five seats", Some((105.0, 4))),
            ("two hundred thousand", Some((200_000.0, 3))),
            ("one million two hundred", Some((1_000_200.0, 4))),
            ("a year", None),
            ("ships", None),
            ("1,20", None),
            ("3 4", Some((3.0, 1))),
            ("seven", Some((7.0, 1))),
        ];
        for (text, expected) in table {
            let tokens: Vec<&str> = text.split(' ').collect();
            assert_eq!(number(&tokens), expected, "{text}");
        }
    }
}
