//! The lines of a text of rules.

/// A line with the number of its first part; a line that ends with a comma goes on in the next.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) keyword: String,
    pub(super) rest: String,
}

/// The lines that say something, each with what goes on in the next ones.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(last) = found.last_mut().filter(|_| open) {
            last.rest = format!("{} {line}", last.rest);
        } else {
            let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let rest = rest.trim().to_owned();
            found.push(Line { number: number.saturating_add(1), keyword: keyword.to_owned(), rest });
        }
        let words = found.last().is_some_and(|l| !matches!(l.keyword.as_str(), "about" | "fires" | "silent"));
        open = words && line.ends_with(',');
    }
    found
}
