//! Pictures: DOT is drawn by Graphviz, the page is clicked through in headless Chromium; where these are missing, a line on
//! standard error says so.

mod common;

use common::{HOSTILE, articles, graph};
use relata::graph::{KnowledgeGraph, Selection};
use relata::output::DotLayout;
use relata::{DotOptions, Kind};
use std::process::{Command, Stdio};

fn has(program: &str, argument: &str) -> bool {
    let found = Command::new(program)
        .arg(argument)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        eprintln!("{program} is not installed: its part of the test is left out");
    }
    found
}

#[test]
fn graphviz_draws_every_label() {
    if !has("dot", "-V") {
        return;
    }
    for name in HOSTILE {
        for layout in [DotLayout::LeftToRight, DotLayout::TopToBottom, DotLayout::Force] {
            let mut options = DotOptions::default();
            options.layout = layout;
            options.clusters = layout == DotLayout::TopToBottom;
            options.label_width = 1000;
            options.most_characters = 1000;
            let mut dot = Command::new("dot");
            dot.args(["-Tplain", "-y"]).stderr(Stdio::null());
            let dot_text = graph(name, "Olav Berg", name, name).to_dot(&options);
            let plain = common::run(dot, dot_text.as_bytes());
            assert_eq!(
                plain.lines().filter(|l| l.starts_with("node ")).count(),
                3 + 2,
                "{name:?}\n{dot_text}"
            );
            assert!(plain.lines().filter(|l| l.starts_with("edge ")).count() >= 4, "{name:?}");
        }
    }
}

#[test]
fn a_label_is_drawn_as_it_is() {
    if !has("dot", "-V") {
        return;
    }
    let name = "a \"b\" \\N {x|y} <b>&amp;</b> é 例";
    let mut dot = Command::new("dot");
    dot.arg("-Tsvg").stderr(Stdio::null());
    let mut options = DotOptions::default();
    options.label_width = 1000;
    let svg = common::run(dot, graph(name, "Olav Berg", "meet", "so").to_dot(&options).as_bytes());
    let mut reader = quick_xml::Reader::from_str(&svg);
    let mut texts = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Text(text) => {
                texts.push(text.unescape().expect("escaped").into_owned())
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(texts.iter().any(|text| text.replace('\u{a0}', " ") == name), "{texts:?}");
}

#[test]
fn what_is_not_so_looks_otherwise() {
    let dot = graph("Greta Lund", "Olav Berg", "meet", "so").to_dot(&DotOptions::default());
    let edge = |from_to: &str| dot.lines().filter(|l| l.contains(from_to)).collect::<Vec<_>>();
    assert!(edge("e0 -> e1")[0].contains("style=solid") && edge("e0 -> e1")[0].contains("dir=both"));
    assert!(edge("e0 -> e2").iter().any(|l| l.contains("arrowhead=tee") && l.contains("not: ")));
    assert!(edge("e0 -> e2").iter().any(|l| l.contains("says Olav Berg")));
    assert!(edge("e2 -> t").iter().any(|l| l.contains("style=dashed") && l.contains("(planned)")));
    assert!(dot.contains("“Greta Lund (meet) Olav Berg: so”"), "tooltips have the evidence");
}

#[test]
fn the_readmes_picture_shows_what_it_says() {
    let text = include_str!("../docs/picture.txt");
    let readme = include_str!("../README.md").replace('\n', " ");
    assert!(readme.contains(text.trim()), "README has the sentences of docs/picture.txt");
    let extractor = relata::Extractor::new().expect("the embedded model loads");
    let dot = extractor.extract(text).expect("a graph").to_dot(&DotOptions::default());
    for edge in [
        ["label=\"met\"", "dir=both"],
        ["not approve", "color=\"#B5330E\""],
        ["will travel to", "style=dashed"],
        ["could leave", "style=dotted color=\"#3B6FA0\""],
    ] {
        assert!(dot.lines().any(|line| edge.iter().all(|part| line.contains(part))), "{edge:?}\n{dot}");
    }
}

#[test]
fn parts_are_small() {
    let harbour = articles().swap_remove(0);
    let lund = harbour.entity_named("Greta Lund").expect("she is there").id;
    let count = |change: &dyn Fn(&mut Selection)| {
        let mut selection = Selection::default();
        change(&mut selection);
        let part = harbour.subgraph(&selection);
        (part.entities().count(), part.relations().count())
    };
    let (all, relations) = count(&|_| {});
    let (top, _) = count(&|s| s.top = Some(10));
    let (near, near_relations) = count(&|s| s.around = Some((lund, 1)));
    let (nearer, _) = count(&|s| s.around = Some((lund, 2)));
    assert!(top < all && near < nearer && nearer < all && near_relations < relations);
    assert_eq!(count(&|s| s.around = Some((lund, 0))).0, 1, "what is said of her in words");
    let people = {
        let mut selection = Selection::default();
        selection.kinds = vec![Kind::Person];
        selection.entities_only = true;
        harbour.subgraph(&selection)
    };
    assert!(people.relations().count() > 0);
    for relation in people.relations() {
        let subject = people.entity(relation.subject).expect("it is there");
        assert_eq!(subject.kind, Kind::Person);
    }
}

/// What the script finds on the page of a graph; `None` where Node, puppeteer-core or Chromium is missing.
fn clicked(graph: &KnowledgeGraph, name: &str, search: &str) -> Option<serde_json::Value> {
    let usable = has("node", "--version")
        && (std::env::var_os("CHROMIUM").is_some() || has("chromium", "--version"))
        && Command::new("node")
            .args(["-e", "require('puppeteer-core')"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
    if !usable {
        eprintln!("no Node with puppeteer-core, or no Chromium: the page is not opened");
        return None;
    }
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let page = folder.join("page.html");
    std::fs::write(&page, graph.to_html().expect("HTML")).expect("written");
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/page.js")).args([&page, &folder]);
    node.env("SEARCH", search);
    let found: serde_json::Value = serde_json::from_str(&common::run(node, b"")).expect("JSON");
    assert_eq!(found["errors"], serde_json::json!([]), "{name}");
    assert_eq!(found["requests"], serde_json::json!([]), "{name}");
    Some(found)
}

#[test]
fn the_page_can_be_used() {
    let graph = articles().swap_remove(0);
    let Some(found) = clicked(&graph, "harbour", "Figueira") else { return };
    let number = |name: &str| found[name].as_u64().unwrap_or_else(|| panic!("{name}: {}", found[name]));
    let facts = graph.relations().count() as u64;
    assert_eq!(found["title"], "A title");
    assert!(found["article"].as_str().expect("text").contains("a day after fishing boats blocked the port"));
    assert_eq!(number("facts"), facts);
    assert!((10..=40).contains(&number("nodes")) && number("edges") >= 10);
    let marked = found["marked"].as_str().expect("text");
    assert!(marked.contains("foreign minister"), "{marked}");
    assert!(number("pinned") > 0);
    assert_eq!(number("cleared"), 0);
    assert!(number("entityFacts") > 0 && number("entityFacts") < facts && number("entityMentions") > 0);
    assert!(number("searched") > 0 && number("searched") < facts / 2);
    assert_eq!(number("walked"), 1);
    let asserted = graph.relations().filter(|r| r.is_asserted()).count() as u64;
    assert_eq!(number("asserted"), asserted);
    let denied = graph.relations().filter(|r| r.polarity.as_str() == "negative").count() as u64;
    assert_eq!(number("denied"), denied);
    assert!(number("sure") < facts && number("withoutKind") < facts);
    assert_eq!(found["phone"], serde_json::json!([false, true, false]));
    assert_eq!(found["phoneFacts"], serde_json::json!([false, false, true]));
    assert_eq!(number("wide"), 390, "nothing sticks out on a phone");
}

#[test]
fn nothing_in_a_name_becomes_markup() {
    for (i, name) in HOSTILE.into_iter().enumerate().filter(|(_, n)| n.contains(['<', '"', '\u{202e}', '\\']))
    {
        let graph = graph(name, "Olav Berg", name, name);
        let html = graph.to_html().expect("HTML");
        assert_eq!(html.matches("</script").count(), 3, "{name:?}");
        let Some(found) = clicked(&graph, &format!("hostile-{i}"), "Berg") else { return };
        let text = found["first"].as_str().expect("text");
        let expected: String = format!("{name} {name} Olav Berg");
        assert!(text.starts_with(&expected), "{text:?}");
        let known = ["b", "button", "h3", "li", "mark", "p", "small", "span"];
        for element in found["elements"].as_array().expect("a list") {
            assert!(known.contains(&element.as_str().expect("a name")), "{element} came from {name:?}");
        }
    }
}

#[test]
fn a_page_loads_nothing() {
    let html = articles().swap_remove(1).to_html().expect("HTML");
    for loader in ["src=", "href=", "@import", "url(http", "fetch(", "XMLHttpRequest", "innerHTML", "eval("] {
        assert!(!html.replace("d3js.org", "").contains(loader), "{loader}");
    }
}
