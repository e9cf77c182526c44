//! Makes the table of `docs/rules.md`: each rule with how often it fired on articles with gold facts, and how many of its
//! relations support a gold fact.
//!
//! `cargo run --release --example rule_table -- GOLD_DIR ARTICLE_DIR docs/rules.md` reads `GOLD_DIR/NAME.json` with
//! `ARTICLE_DIR/NAME.txt` and writes the part of the file behind its last heading anew. A relation supports a gold fact where
//! its subject and object are the fact's; as gold is one reader's choice, the share is a lower bound of how often a rule is right.

use relata::graph::{KnowledgeGraph, Relation, Value};
use relata::rules::{CONSTRUCTIONS, Stage};
use relata::{EntityId, Extractor};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

const HEADING: &str = "## The rules and how often they are right\n";

#[derive(Default, Clone, Copy)]
struct Count {
    fired: usize,
    relations: usize,
    supported: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [gold, articles, page] = arguments.as_slice() else {
        return Err("three arguments: a folder of gold facts, one of articles, the page".into());
    };
    let extractor = Extractor::new()?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut files: Vec<_> = std::fs::read_dir(gold)?.filter_map(|f| Some(f.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "json"));
    files.sort();
    for file in &files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let gold: Json = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let text = std::fs::read_to_string(Path::new(articles).join(format!("{stem}.txt")))?;
        count(&extractor, &gold, &text, &mut counts)?;
    }
    let old = std::fs::read_to_string(page)?;
    let guide = old.split_once(HEADING).map_or(old.as_str(), |(guide, _)| guide);
    std::fs::write(page, format!("{guide}{HEADING}\n{}", table(&extractor, &counts, files.len())))?;
    Ok(())
}

fn count(
    extractor: &Extractor,
    gold: &Json,
    text: &str,
    counts: &mut BTreeMap<String, Count>,
) -> Result<(), Box<dyn Error>> {
    let resolved = extractor.analyze(text);
    let propositions = extractor.propositions(&resolved);
    for applied in resolved.parsed().applied().iter().chain(resolved.applied()).chain(propositions.applied())
    {
        counts.entry(applied.rule.to_string()).or_default().fired += 1;
    }
    let graph = extractor.assemble(&resolved, &propositions);
    let facts = gold["facts"].as_array().map_or(&[] as &[_], Vec::as_slice);
    for relation in graph.relations() {
        let own = counts.entry(relation.rule.to_string()).or_default();
        own.relations += 1;
        own.supported += usize::from(facts.iter().any(|f| supports(&graph, relation, gold, f)));
    }
    Ok(())
}

/// Whether subject and object of the relation are those of the fact, in either direction.
fn supports(graph: &KnowledgeGraph, relation: &Relation, gold: &Json, fact: &Json) -> bool {
    let subject = Value::Entity(relation.subject);
    let is = |value: &Value, slot: &str| is_one_of(graph, relation, value, gold, &fact[slot]);
    is(&subject, "subject") && is(&relation.object, "object")
        || is(&subject, "object") && is(&relation.object, "subject")
        || is(&subject, "subject") && relation.qualifiers.iter().any(|q| is(&q.value, "object"))
}

fn is_one_of(graph: &KnowledgeGraph, relation: &Relation, value: &Value, gold: &Json, wanted: &Json) -> bool {
    let said = match value {
        Value::Text(text) => vec![text.clone()],
        Value::Entity(id) => names(graph, relation, *id),
    };
    let wanted = wanted.as_array().map_or(&[] as &[_], Vec::as_slice);
    wanted.iter().any(|w| {
        let texts = w["text"].as_array().into_iter().flatten().filter_map(Json::as_str);
        if texts.clone().any(|t| said.iter().any(|s| overlap(s, t) >= 0.6)) {
            return true;
        }
        let entity = gold["entities"].as_array().into_iter().flatten().find(|e| e["id"] == *w);
        let names = entity.and_then(|e| e["names"].as_array()).into_iter().flatten();
        names.filter_map(Json::as_str).any(|n| said.iter().any(|s| is_name(&words(s), &words(n))))
    })
}

/// The label of an entity, and what it is called in the relation's sentences.
fn names(graph: &KnowledgeGraph, relation: &Relation, id: EntityId) -> Vec<String> {
    let Some(entity) = graph.entity(id) else { return Vec::new() };
    let near = |start: usize| relation.evidence.iter().any(|e| e.start <= start && start < e.end);
    let here = entity.mentions.iter().filter(|m| near(m.start)).map(|m| m.text.clone());
    std::iter::once(entity.label.clone()).chain(here).collect()
}

/// The words in lower case, without determiner, possessive ending and marks.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“' | '”'));
    let mut found: Vec<String> = parts
        .map(|w| w.trim_end_matches("'s").trim_matches(['\'', '.']).to_owned())
        .filter(|w| !w.is_empty())
        .collect();
    if found
        .first()
        .is_some_and(|w| matches!(w.as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their"))
    {
        found.remove(0);
    }
    found
}

/// Whether a mention is the name, also with words of a title in front or a phrase behind.
fn is_name(mention: &[String], name: &[String]) -> bool {
    let link = |w: &String| {
        matches!(w.as_str(), "of" | "in" | "at" | "for" | "from" | "on" | "to" | "who" | "which" | "and")
    };
    let at = (0..mention.len()).find(|&i| mention.get(i..i + name.len()) == Some(name));
    at.is_some_and(|i| {
        !name.is_empty() && !mention.iter().take(i).any(link) && mention.get(i + name.len()).is_none_or(link)
    })
}

/// How much two phrases have in common: the share of their content words (Dice).
fn overlap(a: &str, b: &str) -> f64 {
    let content = |text: &str| {
        let mut found: Vec<String> =
            words(text).into_iter().filter(|w| w.len() > 3 || w.chars().any(char::is_numeric)).collect();
        found.sort();
        found.dedup();
        found
    };
    let (a, b) = (content(a), content(b));
    let both = a.iter().filter(|w| b.contains(w)).count();
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * both as f64 / (a.len() + b.len()) as f64 }
}

fn table(extractor: &Extractor, counts: &BTreeMap<String, Count>, articles: usize) -> String {
    let mut out = format!(
        "On {articles} articles with gold facts. *Fired*: how often the pattern fitted. *Relations*: relations of the graphs. \
         *Supported*: of these, the share whose subject and object are those of a gold fact, a lower bound of how often the \
         rule is right.\n\n| rule | reads | fired | relations | supported |\n| --- | --- | --- | --- | --- |\n"
    );
    let row = |out: &mut String, name: &str, about: &str, data: bool| {
        let count = counts.get(name).copied().unwrap_or_default();
        let fired = if data { count.fired.to_string() } else { String::new() };
        let (relations, share) = match count.relations {
            0 => (String::new(), String::new()),
            n => (n.to_string(), format!("{:.2}", count.supported as f64 / n as f64)),
        };
        let _ =
            writeln!(out, "| `{name}` | {} | {fired} | {relations} | {share} |", about.replace('|', "\\|"));
    };
    for (stage, title) in [
        (Stage::Tree, "repairs a tree"),
        (Stage::Kind, "says what a name is"),
        (Stage::Identity, "says what is one"),
        (Stage::Standing, "says how a clause stands"),
        (Stage::Fact, "reads a fact"),
    ] {
        for rule in extractor.rules().iter().filter(|r| r.stage() == stage) {
            row(&mut out, rule.name(), &format!("{title}: {}", rule.about()), true);
        }
    }
    for construction in CONSTRUCTIONS {
        row(&mut out, construction.name, construction.about, false);
    }
    out
}
