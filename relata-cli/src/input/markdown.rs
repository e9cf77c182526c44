//! Markdown to the text that is read: headings, paragraphs and items, without code, tables, pictures and marks.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use relata::Document;

/// An article: its text, and what its front matter says; without a title there it has that of its first heading.
pub fn document(id: String, markdown: &str) -> Document {
    let mut reading = Reading::default();
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    Parser::new_ext(markdown, options).for_each(|event| reading.event(event));
    let mut document = Document::new(id, reading.text.trim_end());
    document.title = reading.field(&["title"]).or_else(|| reading.heading.clone());
    document.published = reading.field(&["published", "date"]).map(|date| super::date(&date));
    document.publisher = reading.field(&["publisher"]);
    document.iri = reading.field(&["url"]);
    document
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    text: String,
    front_matter: String,
    heading: Option<String>,
    /// Where the text of the first heading begins, while it is read.
    heading_start: Option<usize>,
    /// How many elements one is inside that are no prose.
    skipped: usize,
    in_front_matter: bool,
}

impl Reading {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_front_matter => self.front_matter.push_str(&text),
            Event::Text(text) | Event::Code(text) if self.skipped == 0 => self.text.push_str(&text),
            Event::SoftBreak if self.skipped == 0 => self.text.push(' '),
            Event::HardBreak if self.skipped == 0 => self.text.push('\n'),
            Event::Rule => self.part(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_) => self.skipped = self.skipped.saturating_add(1),
            Tag::Heading { level: HeadingLevel::H1, .. } if self.heading.is_none() => {
                self.heading_start = Some(self.text.len());
            }
            // an item that holds a list, say
            Tag::List(_) | Tag::Paragraph | Tag::BlockQuote(_) => self.part(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::Heading(_) => {
                let heading = self.heading_start.take().and_then(|start| self.text.get(start..));
                if let Some(heading) = heading.map(str::trim).filter(|heading| !heading.is_empty()) {
                    self.heading = Some(heading.to_owned());
                }
                self.part();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_) => self.part(),
            _ => {}
        }
    }

    /// Ends a paragraph, if one was begun.
    fn part(&mut self) {
        if self.skipped == 0 && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }

    /// The first of these fields that a line of the front matter has: `name: value` or `name = "value"`.
    fn field(&self, names: &[&str]) -> Option<String> {
        let value = |name: &&str| {
            self.front_matter.lines().find_map(|line| {
                let rest = line.trim_end().strip_prefix(name)?.trim_start();
                let value = rest.strip_prefix([':', '='])?.trim();
                let plain =
                    ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark));
                Some(plain.unwrap_or(value).to_owned()).filter(|value| !value.is_empty())
            })
        };
        names.iter().find_map(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_kept_and_marks_are_not() {
        let markdown = "---\ntitle: \"A *ferry* stops\"\ndate: 2026-05-04T10:00:00Z\nurl: https://a.example/1\n---\n\
            # Ferry stops\n\nThe *ferry* to [Tarnby](https://b.example)\nstopped &amp; waited.\n\n\
            ```\nlet x;\n```\n\n![a picture](p.png)\n\n- one thing\n- another\n\n| a | b |\n| - | - |\n| c | d |\n";
        let document = document("a".to_owned(), markdown);
        assert_eq!(
            document.text,
            "Ferry stops\n\nThe ferry to Tarnby stopped & waited.\n\none thing\n\nanother"
        );
        assert_eq!(document.title.as_deref(), Some("A *ferry* stops"));
        assert_eq!(document.published.as_deref(), Some("2026-05-04"));
        assert_eq!(document.iri.as_deref(), Some("https://a.example/1"));
    }

    #[test]
    fn the_first_heading_is_the_title_where_nothing_else_is() {
        assert_eq!(document("a".to_owned(), "Prose.\n\n# The ferry").title.as_deref(), Some("The ferry"));
        assert_eq!(document("a".to_owned(), "Prose.").title, None);
    }
}
