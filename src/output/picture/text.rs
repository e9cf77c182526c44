//! Texts cut and broken to fit.

/// Breaks a text into lines of about `width` characters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
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
    lines
}

/// The beginning of a text, up to the end of a word.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(head, _)| head);
    format!("{}…", head.trim_end_matches([',', ';', ':']))
}
