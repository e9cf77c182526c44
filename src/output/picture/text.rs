//! Texts cut and broken to fit.

/// Breaks a text into lines of about `width` characters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    /// A last line of so few letters (*of*, *since*) goes with the one before.
    const SHORT: usize = 5;
    let mut lines: Vec<String> = Vec::new();
    let mut column = 0_usize;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if column > 0 && length.saturating_add(column) < width => {
                line.push(' ');
                line.push_str(word);
                column = column.saturating_add(length).saturating_add(1);
            }
            _ => {
                lines.push(word.to_owned());
                column = length;
            }
        }
    }
    if let [.., before, last] = lines.as_mut_slice()
        && last.chars().count() <= SHORT
    {
        before.push(' ');
        before.push_str(last);
        lines.pop();
    }
    lines
}

/// What somebody is, without the article before it.
pub fn without_article(role: &str) -> &str {
    let role = role.trim();
    match role.split_once(char::is_whitespace) {
        Some((first, rest)) if matches!(first.to_lowercase().as_str(), "a" | "an") => rest,
        Some((first, rest)) if first.eq_ignore_ascii_case("the") => rest,
        _ => role,
    }
}

/// The beginning of a text, up to the end of a word.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':']))
}
