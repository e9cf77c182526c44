//! Pictures: DOT is drawn by Graphviz, the page is clicked through in headless Chromium; where these are missing, a line on
//! standard error says so.

mod common;
#[path = "pictures/drawings.rs"]
mod drawings;
#[path = "pictures/large.rs"]
mod large;
#[path = "pictures/pages.rs"]
mod pages;
#[path = "pictures/words.rs"]
mod words;

use common::{HOSTILE, articles, graph};
use relata::graph::{EntityNode, GraphBuilder, KnowledgeGraph, Selection, Value};
use relata::output::DotLayout;
use relata::{DotOptions, EntityId, Extractor, Kind, PictureOptions};
use std::collections::{BTreeMap, BTreeSet};
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

fn read(text: &str) -> KnowledgeGraph {
    Extractor::new().expect("the embedded model loads").extract(text).expect("a graph")
}

fn all() -> PictureOptions {
    let mut options = PictureOptions::default();
    options.most_nodes = None;
    options
}

/// A picture as its DOT has it: labels by keys, and edges with their lines of DOT.
struct Drawn {
    nodes: BTreeMap<String, String>,
    edges: Vec<(String, String, String)>,
    dot: String,
}

fn label(line: &str) -> String {
    let from = line.split_once(" label=\"").map_or("", |(_, rest)| rest);
    from.split_once("\" ").map_or(from, |(label, _)| label).to_owned()
}

fn drawn(graph: &KnowledgeGraph, options: &PictureOptions) -> Drawn {
    let dot = graph.to_dot(options);
    let (mut nodes, mut edges) = (BTreeMap::new(), Vec::new());
    for line in dot.lines().map(str::trim).filter(|line| line.starts_with(['e', 'a', 't', 'd'])) {
        let Some((key, rest)) = line.split_once(' ') else { continue };
        if !key.chars().skip(1).all(|c| c.is_ascii_digit()) || key.len() < 2 {
            continue;
        }
        match rest.strip_prefix("-> ") {
            Some(rest) => {
                let to = rest.split_once(' ').map_or(rest, |(to, _)| to);
                // one that leads to the left is written from its end
                let (from, to) = if line.contains(" dir=back") { (to, key) } else { (key, to) };
                edges.push((from.to_owned(), to.to_owned(), line.to_owned()));
            }
            None => _ = nodes.insert(key.to_owned(), label(line)),
        }
    }
    Drawn { nodes, edges, dot }
}

impl Drawn {
    fn key(&self, name: &str) -> &str {
        let found = self.nodes.iter().find(|(_, label)| label.split("\\n").next() == Some(name));
        found.map_or_else(|| panic!("no node {name}: {}", self.dot), |(key, _)| key.as_str())
    }

    /// The lines of DOT between two nodes.
    fn between(&self, from: &str, to: &str) -> Vec<&str> {
        let (from, to) = (self.key(from), self.key(to));
        let joins = |(a, b, line): &&(String, String, String)| {
            a == from && b == to || a == to && b == from && line.contains(" dir=both")
        };
        self.edges.iter().filter(joins).map(|(_, _, line)| line.as_str()).collect()
    }

    /// Parts that no edge joins.
    fn islands(&self) -> usize {
        let mut left: BTreeSet<&str> = self.nodes.keys().map(String::as_str).collect();
        let mut islands = 0;
        while let Some(first) = left.pop_first() {
            islands += 1;
            let mut open = vec![first];
            while let Some(node) = open.pop() {
                for (a, b, _) in &self.edges {
                    for (from, to) in [(a, b), (b, a)] {
                        if from == node && left.remove(to.as_str()) {
                            open.push(to);
                        }
                    }
                }
            }
        }
        islands
    }
}

/// A graph of named persons and of facts (subject, label, object).
fn people(facts: &[(usize, &str, usize)]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::default();
    let last = facts.iter().map(|(a, _, b)| a.max(b)).max().copied().unwrap_or_default();
    for i in 0..=last {
        graph.add_entity(EntityNode::new(format!("Person {i}"), Kind::Person));
    }
    for (i, &(subject, label, object)) in facts.iter().enumerate() {
        let mut fact = common::relation(label, Value::Entity(EntityId(object as u32)));
        fact.subject = EntityId(subject as u32);
        fact.evidence[0].sentence = i;
        graph.add_relation(fact).expect("both are there");
    }
    graph
}

#[test]
fn what_is_not_so_looks_otherwise() {
    let dot = graph("Greta Lund", "Olav Berg", "meet", "so").to_dot(&DotOptions::default());
    let edge = |from_to: &str| dot.lines().filter(|l| l.contains(from_to)).collect::<Vec<_>>();
    assert!(edge("e0 -> e1")[0].contains("style=solid") && edge("e0 -> e1")[0].contains("dir=both"));
    assert!(edge("e0 -> e2").iter().any(|l| l.contains("arrowhead=tee") && l.contains("not so")));
    assert!(edge("e2 -> t").iter().any(|l| l.contains("style=dashed") && l.contains("says so")));
    assert!(dot.contains("“Greta Lund (meet) Olav Berg: so”"), "tooltips have the evidence");
}

#[test]
fn a_denial_is_worded_as_one() {
    let text = "Nobody will lose a pension. Neither the mayor nor the council approved the bridge. No senator met Marta \
        Solheim. The victory was unlikely. The union never accepted the offer. Ivar Holm hasn't visited Lima. Ivar Holm said \
        that the clerk did not call the police. The radar had not been working since March. Ms. Solheim denied that the bank had sold the ferry. The company refused to \
        pay the fine. The parliament held a no-confidence vote. The port received not commitments but promises.";
    let graph = read(text);
    let html = graph.to_html().expect("HTML");
    let dot = graph.to_dot(&all());
    for said in [
        "did not approve",
        "did not meet",
        "never accepted",
        "has not visited",
        "did not call",
        "did not sell",
        "refused to pay",
        "will not lose",
        "held",
    ] {
        assert!(html.contains(&format!("\"label\":\"{said}\"")), "the list prints {said}\n{dot}");
        assert!(dot.contains(&format!("label=\"{said}")), "the picture prints {said}\n{dot}");
    }
    assert!(!dot.contains("not: ") && !html.contains("not: "));
    assert!(!dot.contains("not refused") && !dot.contains("label=\"Nobody") && !dot.contains("not held"));
    assert!(
        html.contains("\"label\":\"had not been working since\""),
        "the auxiliaries of the article\n{dot}"
    );
    let sold = drawn(&graph, &all());
    let line = sold.between("bank", "ferry")[0].to_owned();
    assert!(line.contains("#B5330E") && line.contains("says Marta Solheim"), "{line}");
    let unlikely = dot.lines().find(|line| line.contains("label=\"was\"")).expect("the victory was unlikely");
    assert!(!unlikely.contains("not "), "{unlikely}");
    // a negation inside a noun is no denial, and stays
    assert!(sold.nodes.values().any(|label| label == "no-confidence vote"), "{dot}");
    assert!(html.contains("\"label\":\"no-confidence vote\""));
    assert!(sold.nodes.values().any(|label| label == "not commitments"), "{dot}");
    let received = dot.lines().find(|line| line.contains("label=\"received\"")).expect("the port received");
    assert!(!received.contains("#B5330E"), "{received}");
}

#[test]
fn what_is_taken_as_true_is_no_mere_claim() {
    let seen = drawn(&read("Ivar Holm revealed that the bank sold the ferry."), &all());
    let line = seen.between("bank", "ferry")[0];
    assert!(!line.contains("#2F6AA3") && !line.contains("says"), "{line}");
    let seen = drawn(&read("Ivar Holm claimed that the bank sold the ferry."), &all());
    let line = seen.between("bank", "ferry")[0];
    assert!(line.contains("#2F6AA3") && line.contains("says Ivar Holm"), "{line}");
}

#[test]
fn double_arrows_stand_between_partners_only() {
    let seen = drawn(
        &read("Ivar Holm met Marta Solheim. The clerks met resistance. Olga Brandt met in Turin."),
        &all(),
    );
    assert!(seen.between("Ivar Holm", "Marta Solheim")[0].contains("dir=both"), "{}", seen.dot);
    assert!(!seen.between("clerks", "resistance")[0].contains("dir=both"), "{}", seen.dot);
    assert!(!seen.between("Olga Brandt", "Turin")[0].contains("dir=both"), "{}", seen.dot);
}

#[test]
fn a_picture_is_a_connected_summary() {
    for graph in articles().iter().take(3) {
        let few = drawn(graph, &PictureOptions::default());
        let whole = drawn(graph, &all());
        let id = &graph.document().id;
        assert!((12..=20).contains(&few.nodes.len()), "{id}: {} nodes", few.nodes.len());
        assert!(whole.nodes.len() > 2 * few.nodes.len() && whole.edges.len() > few.edges.len(), "{id}");
        if few.islands() > 1 {
            // an island only where nothing connects
            let connected: BTreeSet<&String> = few.nodes.keys().collect();
            for (a, b, line) in whole.edges.iter().filter(|(.., line)| !line.contains("label=\"= ")) {
                let both = connected.contains(a) && connected.contains(b);
                assert!(
                    !both || few.edges.iter().any(|(x, y, _)| x == a && y == b),
                    "{id} leaves out {line}"
                );
            }
        }
        assert!(few.dot.contains("<td align=\"left\"><font point-size=\"11\">stated"), "{id} has a legend");
        let mut plain = PictureOptions::default();
        plain.legend = false;
        assert!(!graph.to_dot(&plain).contains("<table"));
        for (a, b, line) in &few.edges {
            for end in [a, b] {
                let node = few.nodes.get(end).expect("an edge joins nodes");
                assert!(node.is_empty() || &label(line) != node, "{id} says {node} twice");
            }
        }
    }
    let harbour = &articles()[0];
    assert_eq!(drawn(harbour, &PictureOptions::default()).islands(), 1);
}

/// Texts with few names or none, whose facts hardly share anybody.
#[test]
fn an_article_without_names_has_one_picture_too() {
    let texts = [
        "Prices of firewood doubled in autumn. Foresters expect a shortage. Chimney sweeps have bought new brushes. The \
         ministry is weighing a subsidy for pensioners, and the opposition wants a tax on exports. Loggers said the sawmills \
         had raised their fees. The sawmills denied it. A storm felled half of the spruces. Carpenters lost their orders. \
         One baker in three burns pellets. Schools will close their gyms.",
        "Fog stopped the ferries for a third morning. Commuters slept in the terminal. The harbour master opened a kitchen, \
         and volunteers brought mattresses. A tanker had struck a pier in Molde on Sunday, but the crew was not hurt. Insurers \
         will inspect the hull. A fisherman found a lifeboat near the lighthouse. The coast guard rejected the criticism. \
         The pilots’ union blamed a broken radar. The radar was bought in May.",
    ];
    for text in texts {
        let graph = read(text);
        let mut names = graph.relations().filter(|r| {
            let named = |id: EntityId| graph.entity(id).is_some_and(|e| e.named);
            named(r.subject) && r.object.entity().is_some_and(named)
        });
        assert!(names.next().is_none(), "no fact between two names");
        assert!(drawn(&graph, &all()).islands() > 4, "what is told hangs together too well for this test");
        let seen = drawn(&graph, &PictureOptions::default());
        assert!((12..=20).contains(&seen.nodes.len()), "{} nodes: {}", seen.nodes.len(), seen.dot);
        assert_eq!(seen.islands(), 1, "{}", seen.dot);
        assert!(seen.dot.contains("label=\"the article\"") && seen.dot.contains(">told of<"), "{}", seen.dot);
        // each of its lines leads to a part of its own
        let article = seen.key("the article");
        let told = seen.edges.iter().filter(|(from, ..)| from == article).count();
        assert!((2..=8).contains(&told), "{told}: {}", seen.dot);
        for picture in
            [graph.to_svg(&PictureOptions::default()), graph.to_mermaid(&PictureOptions::default())]
        {
            assert!(picture.contains("the article"));
        }
    }
    // two facts of one line are no article
    let seen =
        drawn(&read("Ivar Holm met Marta Solheim. The bank sold a ferry."), &PictureOptions::default());
    assert_eq!(seen.islands(), 2);
}

/// Where no relation connects, places and speakers do; where one does, they are no lines of their own.
#[test]
fn ties_join_what_relations_do_not() {
    let mut facts = Vec::new();
    for i in 0..5 {
        facts.push((0, "praised", 10 + i));
        facts.push((1, "praised", 20 + i));
    }
    let mut graph = people(&facts);
    let id = |i: u32| EntityId(i);
    let mut met = common::relation("met", Value::Entity(id(10)));
    (met.subject, met.evidence[0].sentence) = (id(0), 40);
    met.qualifiers[0].value = Value::Entity(id(1));
    met.qualifiers[0].marker = "beside".to_owned();
    graph.add_relation(met).expect("both are there");
    let mut options = PictureOptions::default();
    options.most_nodes = Some(8);
    let seen = drawn(&graph, &options);
    assert_eq!(seen.islands(), 1, "{}", seen.dot);
    assert_eq!(label(seen.between("Person 0", "Person 1")[0]), "met … beside", "{}", seen.dot);
    let mut said = common::relation("sued", Value::Entity(id(21)));
    (said.subject, said.attribution, said.evidence[0].sentence) = (id(1), Some(Value::Entity(id(0))), 41);
    let mut graph = people(&facts);
    graph.add_relation(said).expect("both are there");
    let seen = drawn(&graph, &options);
    assert_eq!(label(seen.between("Person 0", "Person 1")[0]), "speaks of", "{}", seen.dot);
    let mut knows = common::relation("knows", Value::Entity(id(1)));
    (knows.subject, knows.evidence[0].sentence) = (id(0), 42);
    graph.add_relation(knows).expect("both are there");
    let seen = drawn(&graph, &options);
    assert_eq!(label(seen.between("Person 0", "Person 1")[0]), "knows", "{}", seen.dot);
    assert!(!seen.dot.contains("speaks of"), "{}", seen.dot);
}

#[test]
fn the_most_salient_are_joined_by_those_between_them() {
    // two hubs that only somebody of no weight joins, and pairs apart
    let mut facts = Vec::new();
    for i in 0..7 {
        facts.push((0, "praised", 10 + i));
        facts.push((1, "praised", 20 + i));
    }
    facts.extend([(0, "called", 2), (2, "wrote to", 1), (3, "sued", 4), (5, "sued", 6)]);
    let graph = people(&facts);
    let mut options = PictureOptions::default();
    for most in [3, 6, 9] {
        options.most_nodes = Some(most);
        let seen = drawn(&graph, &options);
        assert!(seen.nodes.len() <= most && seen.nodes.len() >= most - 1, "{most}: {}", seen.dot);
        assert_eq!(seen.islands(), 1, "{most}: {}", seen.dot);
    }
    options.most_nodes = Some(9);
    let seen = drawn(&graph, &options);
    for hub in ["Person 0", "Person 2", "Person 1"] {
        seen.key(hub);
    }
    let mut selection = Selection::default();
    selection.top = Some(5);
    let part = graph.subgraph(&selection);
    assert_eq!(part.entities().count(), 5);
    assert_eq!(drawn(&part, &all()).islands(), 1, "a part hangs together, too");
    // where nothing connects there are islands
    selection.top = Some(graph.entities().count());
    assert_eq!(drawn(&graph.subgraph(&selection), &all()).islands(), 3);
}

#[test]
fn who_acts_together_has_one_line_to_the_act() {
    let seen = drawn(
        &read("Peru, Chile and Norway signed the treaty. Ivar Holm and Marta Solheim co-chaired the summit."),
        &all(),
    );
    let act = seen.key("signed").to_owned();
    assert!(act.starts_with('a'));
    for country in ["Peru", "Chile", "Norway"] {
        let lines = seen.between(country, "signed");
        assert!(lines.len() == 1 && lines[0].contains("label=\"\""), "{}", seen.dot);
    }
    assert_eq!(seen.between("signed", "treaty").len(), 1);
    for chair in ["Ivar Holm", "Marta Solheim"] {
        let own: Vec<_> = seen.edges.iter().filter(|(from, ..)| from == seen.key(chair)).collect();
        assert_eq!(own.len(), 1, "{}", seen.dot);
    }
    assert_eq!(seen.dot.matches("label=\"co-chaired\"").count(), 1);
}

#[test]
fn parallel_edges_are_one() {
    let graph = people(&[(0, "met", 1), (0, "praised", 1), (0, "met", 1), (1, "thanked", 0)]);
    let seen = drawn(&graph, &all());
    assert_eq!(seen.edges.len(), 2);
    assert_eq!(label(seen.between("Person 0", "Person 1")[0]), "met\\npraised");
}

#[test]
fn nothing_is_drawn_twice() {
    let text =
        "Ivar Holm, a brewer, said that the bank sold the ferry. Marta Solheim resigned. The verdict stands.";
    let graph = read(text);
    let seen = drawn(&graph, &all());
    assert!(graph.relations().any(|r| r.label == "said" && r.object.entity().is_none()), "the graph has it");
    assert!(!seen.dot.contains("label=\"said"), "what was said is drawn: {}", seen.dot);
    // a verb without object is its own node
    let verbs: Vec<&String> = seen.nodes.values().filter(|label| label.contains("resign")).collect();
    assert_eq!(verbs, ["resigned"]);
    let lone = seen.edges.iter().find(|(_, to, _)| seen.nodes[to] == "resigned").expect("she did");
    assert_eq!(label(&lone.2), "");
    // what somebody is stands in their node
    assert!(
        seen.nodes.values().any(|label| label.starts_with("Ivar Holm\\n") && label.contains("brewer")),
        "{}",
        seen.dot
    );
    // what a description says needs no second label
    let seen = drawn(&read("The members of the Coastal Union thanked Ivar Holm."), &all());
    assert!(!seen.edges.iter().any(|(_, _, line)| label(line).starts_with("members of")), "{}", seen.dot);
}

fn has_module(name: &str) -> bool {
    let found = Command::new("node")
        .args(["-e", &format!("require.resolve('{name}')")])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        eprintln!("Node has no {name}: its part of the test is left out");
    }
    found
}

fn opens_pages() -> bool {
    has("node", "--version")
        && (std::env::var_os("CHROMIUM").is_some() || has("chromium", "--version"))
        && has_module("puppeteer-core")
}
