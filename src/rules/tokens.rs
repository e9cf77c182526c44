//! A line of rules as tokens.

/// A token of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A bare word.
    Bare(String),
    /// A word in quotation marks, without them.
    Quoted(String),
    /// A comma.
    Comma,
    /// A bar between alternatives.
    Bar,
}

/// The tokens of a line; what stands in quotation marks is one.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        rest = match first {
            ',' | '|' => {
                found.push(if first == ',' { Token::Comma } else { Token::Bar });
                after
            }
            '"' => {
                let (quoted, after) = after.split_once('"').unwrap_or((after, ""));
                found.push(Token::Quoted(quoted.to_owned()));
                after
            }
            _ => {
                let end =
                    rest.find(|c: char| c.is_whitespace() || c == ',' || c == '|').unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                found.push(Token::Bare(word.to_owned()));
                after
            }
        }
        .trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_commas_and_bars() {
        let bare = |w: &str| Token::Bare(w.to_owned());
        let found = tokens(r#"form ","|"a b", nmod:poss of x"#);
        let quoted = |w: &str| Token::Quoted(w.to_owned());
        let expected = [
            bare("form"),
            quoted(","),
            Token::Bar,
            quoted("a b"),
            Token::Comma,
            bare("nmod:poss"),
            bare("of"),
            bare("x"),
        ];
        assert_eq!(found, expected);
    }
}
