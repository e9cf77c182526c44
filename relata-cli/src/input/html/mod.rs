//! A page of HTML to the text a person reads on it, without menus, advertisements and comments.

mod tree;

use dom_smoothie::{Article, Config, Readability, TextMode};
use relata::Document;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The article of a page, with what the page says of itself; otherwise why there is none.
pub fn document(id: String, html: &str) -> Result<Document, String> {
    let article = catch_unwind(AssertUnwindSafe(|| read(html)));
    let article = article.unwrap_or_else(|_| Err("the reader of HTML failed on this page".to_owned()))?;
    let text = paragraphs(&article.text_content);
    if text.is_empty() {
        return Err("no readable text was found on the page".to_owned());
    }
    let given = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let mut document = Document::new(id, text);
    document.title = given(Some(article.title));
    document.publisher = given(article.site_name);
    document.published = given(article.published_time).map(|time| super::date(&time)).filter(|d| is_date(d));
    document.iri = given(article.url).filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    Ok(document)
}

fn read(html: &str) -> Result<Article, String> {
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: tree::MOST_ELEMENTS,
        ..Config::default()
    };
    let page = Readability::with_document(tree::of_page(html)?, None, Some(config));
    let readable = page.and_then(|mut page| page.parse());
    readable.map_err(|error| format!("no article can be read from the page: {error}"))
}

/// Lines with text, a paragraph each, and an empty line between them.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Whether it is `YYYY-MM-DD`: what pages say of themselves is often wrong, and no reason to refuse them.
fn is_date(text: &str) -> bool {
    let digit =
        |(place, c): (usize, char)| if matches!(place, 4 | 7) { c == '-' } else { c.is_ascii_digit() };
    text.len() == 10 && text.chars().enumerate().all(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        let story =
            "<p>The council of Tarnby met Olav Berg on Friday, and it did not approve the loan, he said.</p>";
        format!(
            "<!DOCTYPE html><html><head><title>Council meets</title><meta property='og:site_name' content='Courier'>\
             <meta property='article:published_time' content='2026-05-04T08:00:00Z'>\
             <link rel='canonical' href='https://courier.example/council'></head><body>\
             <nav><a href='/'>Home</a> <a href='/x'>Subscribe now</a></nav><article><h1>Council meets</h1>{}{body}</article>\
             <footer>All rights reserved</footer></body></html>",
            story.repeat(6)
        )
    }

    #[test]
    fn the_article_is_read_and_what_surrounds_it_is_not() {
        let document =
            document("a".to_owned(), &page("<p>Ms. Lund <b>left</b> the\nroom &amp; the town.</p>"))
                .expect("an article");
        assert!(document.text.contains("\n\nMs. Lund left the room & the town."), "{}", document.text);
        assert!(
            !document.text.contains("Subscribe") && !document.text.contains("All rights"),
            "{}",
            document.text
        );
        assert_eq!(document.title.as_deref(), Some("Council meets"));
        assert_eq!(document.publisher.as_deref(), Some("Courier"));
        assert_eq!(document.published.as_deref(), Some("2026-05-04"));
    }

    #[test]
    fn hostile_pages_are_errors_or_text() {
        assert!(document("a".to_owned(), "").is_err());
        assert!(document("a".to_owned(), "<html><body></body></html>").is_err());
        for deep in [
            "<div>",
            "<div/>",
            "<div title='</x>'>",
            "<div><!-- </div> -->",
            "<div><script>'</div>'</script>",
        ] {
            let error = document("a".to_owned(), &page(&deep.repeat(30_000))).expect_err(deep);
            assert!(error.contains("inside each other"), "{deep}: {error}");
        }
        // each paragraph opens again what was left open before it
        let fonts = (0..1_500).map(|i| format!("<font a{i}=1>")).collect::<String>();
        let again = format!("<p>{fonts}{}", "<p>x".repeat(50_000));
        let error = document("a".to_owned(), &page(&again)).expect_err("fonts");
        assert!(error.contains("elements"), "{error}");
        assert!(document("a".to_owned(), &page(&"<i></i>".repeat(250_000))).is_err());
        assert!(document("a".to_owned(), &page(&"<div>".repeat(1_500))).is_ok());
        let _ = document("a".to_owned(), &page(&"<table><tr><td>".repeat(300)));
        let _ = document("a".to_owned(), &page("<script>x</script><svg><p></svg><![CDATA[<!--\0\u{feff}"));
    }
}
