//! JSON lines: an article or a graph a line. A line that is neither is a failure with its number, never the end.

use super::{Item, articles};
use crate::message::{Message, Origin};
use std::io::{self, BufRead, Read};

/// The longest line.
const MOST_LINE: u64 = 256 << 20;

/// What the lines hold; what has no id is called by the file and the line's number.
pub fn items(mut reader: impl BufRead, name: String, origin: Origin) -> impl Iterator<Item = Item> {
    let mut number = 0_u64;
    let mut ended = false;
    std::iter::from_fn(move || {
        loop {
            if ended {
                return None;
            }
            number = number.saturating_add(1);
            let (id, origin) = (format!("{name}-{number}"), origin.clone().line(number));
            let failed = |problem: Message| Some(Item::failed(id.clone(), origin.clone(), problem));
            let mut line = Vec::new();
            match reader.by_ref().take(MOST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.len() as u64 == MOST_LINE && !line.ends_with(b"\n") => {
                    ended = skip_line(&mut reader).is_err();
                    return failed(Message::error(format!("a line of more than {MOST_LINE} bytes")));
                }
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => return Some(item(&line, number == 1, id, origin)),
                Err(error) => {
                    ended = true;
                    return failed(Message::error(error));
                }
            }
        }
    })
}

fn item(line: &[u8], is_first: bool, id: String, origin: Origin) -> Item {
    // a mark of the byte order, as some programs write it
    let line = if is_first { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
    let (own, content) = match serde_json::from_slice(line) {
        Ok(value) => articles::content(value),
        Err(error) => (None, Err(format!("no JSON: {}", without_line(&error)))),
    };
    Item::new(own.unwrap_or(id), origin, content.map_err(Message::error))
}

/// What is wrong, and the column; the line is known.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((problem, _)) => format!("{problem} at column {}", error.column()),
        None => text,
    }
}

/// Reads on to the end of a line.
fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let bytes = reader.fill_buf()?;
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(bytes.len(), |end| end.saturating_add(1));
        let ended = end.is_some() || length == 0;
        reader.consume(length);
        if ended {
            return Ok(());
        }
    }
}

/// How many lines are not blank.
pub fn count(mut reader: impl BufRead) -> io::Result<u64> {
    let (mut count, mut is_blank) = (0_u64, true);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            return Ok(count.saturating_add(u64::from(!is_blank)));
        }
        for byte in bytes {
            if *byte == b'\n' {
                count = count.saturating_add(u64::from(!is_blank));
                is_blank = true;
            } else {
                is_blank &= byte.is_ascii_whitespace();
            }
        }
        let length = bytes.len();
        reader.consume(length);
    }
}
