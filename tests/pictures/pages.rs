//! The page with its script, clicked through in headless Chromium.

use super::drawings::boxes;
use super::*;

/// What the script finds on the page of a graph; `None` where Node, puppeteer-core or Chromium is missing.
fn clicked(graph: &KnowledgeGraph, name: &str, search: &str) -> Option<serde_json::Value> {
    if !opens_pages() {
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
    // the one word stands in the fact, the other in its sentence
    let Some(found) = clicked(&graph, "harbour", "figueira blocked") else { return };
    let number = |name: &str| found[name].as_u64().unwrap_or_else(|| panic!("{name}: {}", found[name]));
    let facts = graph.relations().count() as u64;
    assert_eq!(found["title"], "A title");
    assert!(found["article"].as_str().expect("text").contains("a day after fishing boats blocked the port"));
    assert_eq!(number("facts"), facts);
    assert!((10..=40).contains(&number("nodes")) && number("edges") >= 10);
    let [hidden, labels] = [0, 1].map(|i| found["hidden"][i].as_u64().expect("a count"));
    assert!(labels >= 10 && hidden * 20 <= labels, "{hidden} of {labels} labels lie below nodes or others");
    assert_eq!((number("below"), number("buttons")), (0, 0), "lines below nodes, nodes below buttons");
    assert!(found["letters"].as_f64() >= Some(9.0), "letters of {} pixels", found["letters"]);
    let marked = found["marked"].as_str().expect("text");
    assert!(marked.contains("foreign minister"), "{marked}");
    assert!(number("pinned") > 0);
    assert_eq!(number("cleared"), 0);
    assert!(number("entityFacts") > 0 && number("entityFacts") < facts && number("entityMentions") > 0);
    assert!(number("searched") > 0 && number("searched") < facts / 4);
    assert_eq!(number("sentences"), 1);
    assert!(found["address"].as_str().is_some_and(|address| address.starts_with("#entity-")));
    assert_eq!(number("walked"), 1);
    let asserted = graph.relations().filter(|r| r.is_asserted()).count() as u64;
    assert_eq!(number("asserted"), asserted);
    let denied = graph.relations().filter(|r| r.polarity.as_str() == "negative").count() as u64;
    assert_eq!(number("denied"), denied);
    assert_eq!(found["deniedLooks"].as_array().map(Vec::len), Some(1), "{}", found["deniedLooks"]);
    let said = |r: &relata::graph::Relation| r.polarity.as_str() == "negative" && r.attribution.is_some();
    assert!(graph.relations().any(said), "somebody denies something");
    assert!(found["looks"].as_array().is_some_and(|looks| looks.len() > 1), "{}", found["looks"]);
    assert!(number("sure") < facts && number("withoutKind") < facts);
    assert_eq!(found["phone"], serde_json::json!([false, true, false]));
    assert_eq!(found["phoneFacts"], serde_json::json!([false, false, true]));
    assert_eq!(number("wide"), 390, "nothing sticks out on a phone");
    for held in ["moved", "stays", "stable"] {
        assert_eq!(found[held], true, "{held}: {found}");
    }
    let svg = found["svg"].as_str().expect("text");
    let drawn = boxes(&svg.replace("&amp;nbsp;", " ")).0;
    assert!(
        drawn.iter().any(|text| text == "Greta Lund") && svg.contains("fill: rgb"),
        "a file has its colours"
    );
    assert_eq!(found["files"], serde_json::json!(["harbour.svg", "image/png", "harbour.png", "PNG"]));
    assert_eq!(found["reached"], serde_json::json!([true, 1, true]));
    let second = graph.relations().nth(1).expect("facts").label.clone();
    assert!(
        found["linkedFact"][0].as_str().is_some_and(|text| text.contains(&second)),
        "{}",
        found["linkedFact"]
    );
    assert!(found["linkedFact"][1].as_u64() > Some(0));
    assert_eq!(found["linkedEntity"], graph.entities().next().expect("entities").label.as_str());
    assert_eq!(found["printed"], serde_json::json!([true, false, true]));
    assert!(found["noscript"].as_str().is_some_and(|text| text.contains("JavaScript")));
    assert_eq!(found["phoneTap"][0], true, "the graph stays");
    assert_eq!(
        (&found["phoneTap"][1], &found["phoneTap"][2]),
        (&true.into(), &true.into()),
        "the fact with its words"
    );
    assert_eq!(found["phoneClosed"], true);
    for look in ["axe", "axeDark", "axePhone"] {
        assert!(found[look].is_null() || found[look] == serde_json::json!([]), "{look}: {}", found[look]);
    }
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
        let known = ["b", "button", "h2", "li", "mark", "p", "small", "span"];
        for element in found["elements"].as_array().expect("a list") {
            assert!(known.contains(&element.as_str().expect("a name")), "{element} came from {name:?}");
        }
    }
}

#[test]
fn a_page_loads_nothing() {
    let html = articles().swap_remove(1).to_html().expect("HTML");
    for loader in
        [" src=\"", " href=\"", "@import", "url(http", "fetch(", "XMLHttpRequest", "innerHTML", "eval("]
    {
        assert!(!html.replace("d3js.org", "").contains(loader), "{loader}");
    }
}

#[test]
fn a_page_of_500_nodes_answers() {
    if !opens_pages() {
        return;
    }
    let facts: Vec<(usize, &str, usize)> =
        (0_usize..700).map(|i| (i % 520, "praised", (i * 7 + 3) % 520)).collect();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("large");
    std::fs::create_dir_all(&folder).expect("a folder");
    let page = folder.join("page.html");
    std::fs::write(&page, people(&facts).to_html().expect("HTML")).expect("written");
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/large.js")).arg(&page);
    let found: serde_json::Value = serde_json::from_str(&common::run(node, b"")).expect("JSON");
    assert_eq!(found["errors"], serde_json::json!([]));
    assert!(found["nodes"].as_u64() >= Some(500), "{found}");
    // laid out at one go, the page would not answer all the time
    let (longest, total) = (found["longest"].as_f64(), found["total"].as_f64());
    assert!(longest < total.map(|total| total * 0.7), "{found}");
    assert!(found["listed"].as_u64() > Some(0), "{found}");
    // ten letters, one look
    assert!(found["shown"].as_u64().is_some_and(|shown| (1..=3).contains(&shown)), "{found}");
}

/// Facts of one look between the same two share a line; what is said twice, and *of* beside *mayor of*, is not written again.
#[test]
fn facts_between_the_same_two_share_a_line() {
    if !opens_pages() {
        return;
    }
    let facts =
        [(0, "met", 1), (0, "thanked", 1), (0, "met", 1), (1, "met", 0), (0, "mayor of", 2), (0, "of", 2)];
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("shared");
    std::fs::create_dir_all(&folder).expect("a folder");
    let page = folder.join("page.html");
    std::fs::write(&page, people(&facts).to_html().expect("HTML")).expect("written");
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/lines.js")).arg(&page);
    let found: serde_json::Value = serde_json::from_str(&common::run(node, b"")).expect("JSON");
    assert_eq!(found["errors"], serde_json::json!([]));
    assert_eq!(found["lines"], 3, "{found}");
    assert_eq!(found["labels"], serde_json::json!(["mayor of", "met", "met", "thanked"]), "{found}");
    // a label below another chooses its own fact
    assert_eq!(found["chosen"], "Person 0 thanked Person 1", "{found}");
}

#[test]
fn a_corpus_has_one_page() {
    let mut builder = GraphBuilder::new();
    for (id, published, text) in [
        ("monday", "2026-01-05", "Marta Solheim met Ivar Holm. The town did not sell the ferry."),
        ("tuesday", "2026-03-06", "Marta Solheim praised Ivar Holm. Marta Solheim met Ivar Holm."),
    ] {
        let extractor =
            Extractor::builder().document_id(id).title(format!("News of {id}")).published(published);
        builder
            .add(extractor.build().expect("the embedded model loads").extract(text).expect("a graph"))
            .expect("new");
    }
    let merged = builder.finish();
    let html = merged.to_html().expect("HTML");
    assert!(html.contains("\"label\":\"did not sell\""), "the auxiliary is found in the article");
    if !opens_pages() {
        return;
    }
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    std::fs::create_dir_all(&folder).expect("a folder");
    let page = folder.join("page.html");
    std::fs::write(&page, html).expect("written");
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/corpus.js")).args([&page, &folder]);
    let found: serde_json::Value = serde_json::from_str(&common::run(node, b"")).expect("JSON");
    assert_eq!(found["errors"], serde_json::json!([]));
    assert_eq!(found["shelf"], serde_json::json!(["News of monday", "News of tuesday"]));
    assert!(found["first"].as_str().is_some_and(|text| text.contains("sell the ferry")));
    assert!(found["second"].as_str().is_some_and(|text| text.contains("praised") && !text.contains("ferry")));
    assert_eq!(found["facts"].as_u64(), Some(merged.graph().relations().count() as u64));
    let of = |what: &str| -> Vec<Vec<String>> { serde_json::from_value(found[what].clone()).expect("lists") };
    assert!(of("tags").iter().all(|tags| !tags.is_empty()), "each fact names its articles");
    assert!(of("tags").iter().any(|tags| tags.len() == 2), "who met whom is told twice: {found}");
    let only = |what: &str, title: &str| {
        let tags = of(what);
        assert!(!tags.is_empty() && tags.len() < of("tags").len(), "{what}: {found}");
        assert!(tags.iter().all(|tags| tags.iter().any(|tag| tag == title)), "{what}: {found}");
    };
    only("ofFirst", "News of monday");
    only("since", "News of tuesday");
    only("until", "News of monday");
    assert!(found["turned"].as_str().is_some_and(|text| text.contains("sell the ferry")));
    assert!(found["marked"].as_u64() > Some(0));
}
