//! What a file holds, by its name or, where that does not tell, by how it begins.

use clap::ValueEnum;
use relata::RdfFormat;
use std::path::Path;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Plain text, an article (.txt)
    Text,
    /// Markdown, an article (.md); a title and a date may stand in its front matter
    Markdown,
    /// A page of HTML, of which the readable text is taken (.html)
    Html,
    /// JSON lines: an article a line, with the field text and, if known, id, title, url, published, publisher; or a graph a line (.jsonl)
    Jsonl,
    /// One JSON value: an article with these fields, a graph, or an array of them (.json)
    Json,
    /// Rows with these fields as columns (.parquet)
    Parquet,
    /// A graph as this program writes it.
    #[value(skip)]
    Rdf(RdfFormat),
}

/// Endings of files that are compressed.
const COMPRESSED: [&str; 3] = ["gz", "zst", "zstd"];

impl Kind {
    /// By the ending of a file's name, that of compression apart.
    pub fn of_name(path: &Path) -> Option<Self> {
        let name = uncompressed(path);
        let ending = Path::new(&name).extension()?.to_string_lossy().to_lowercase();
        Some(match ending.as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "jsonl" | "ndjson" => Self::Jsonl,
            "json" => Self::Json,
            "parquet" => Self::Parquet,
            ending => Self::Rdf(RdfFormat::from_file_extension(ending)?),
        })
    }

    /// By the first bytes of what a file holds.
    pub fn of_content(head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let begins = |mark: &str| {
            head.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
        };
        if head.starts_with(b"PAR1") {
            Self::Parquet
        } else if begins("<!doctype html") || begins("<html") {
            Self::Html
        } else if head.starts_with(b"{") {
            Self::Jsonl
        } else {
            Self::Text
        }
    }

    /// Whether files of this kind in a folder are read as articles; graphs are read only where they are named.
    pub fn is_article(self) -> bool {
        !matches!(self, Self::Json | Self::Rdf(_))
    }

    /// Whether a file of this kind is one document.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Html)
    }
}

/// The file's name without the ending of its compression.
fn uncompressed(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match name.rsplit_once('.') {
        Some((stem, ending)) if COMPRESSED.contains(&ending.to_lowercase().as_str()) => stem.to_owned(),
        _ => name.into_owned(),
    }
}

/// The file's name without its endings: the id of a document.
pub fn stem(path: &Path) -> String {
    let name = uncompressed(path);
    let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if stem.is_empty() || stem == "-" { "document".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_beginnings_tell_the_kind() {
        let of = |name: &str| Kind::of_name(Path::new(name));
        assert_eq!(of("a/b.TXT"), Some(Kind::Text));
        assert_eq!(of("b.jsonl.gz"), Some(Kind::Jsonl));
        assert_eq!(of("b.html.zst"), Some(Kind::Html));
        assert_eq!(of("b.nq"), Some(Kind::Rdf(RdfFormat::NQuads)));
        assert_eq!((of("b"), of("b.gz"), of("b.png")), (None, None, None));
        assert_eq!(stem(Path::new("a/harbour.v2.txt.gz")), "harbour.v2");
        assert_eq!(stem(Path::new("-")), "document");
        assert_eq!(Kind::of_content(b"\xef\xbb\xbf <!DOCTYPE HTML>"), Kind::Html);
        assert_eq!(Kind::of_content(b"\n{\"text\": 1}"), Kind::Jsonl);
        assert_eq!(Kind::of_content(b""), Kind::Text);
    }
}
