//! Pictures: DOT is drawn by Graphviz, the page is clicked through in headless Chromium; where these are missing, a line on
//! standard error says so.

mod common;

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
                edges.push((key.to_owned(), to.to_owned(), line.to_owned()));
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
        self.edges.iter().filter(|(a, b, _)| a == from && b == to).map(|(_, _, line)| line.as_str()).collect()
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
        that the clerk did not call the police. Ms. Solheim denied that the bank had sold the ferry. The company refused to \
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
        "will lose",
        "held",
    ] {
        assert!(html.contains(&format!("\"label\":\"{said}\"")), "the list prints {said}\n{dot}");
        assert!(dot.contains(&format!("label=\"{said}")), "the picture prints {said}\n{dot}");
    }
    assert!(!dot.contains("not: ") && !html.contains("not: "));
    assert!(!dot.contains("not refused") && !dot.contains("will not lose") && !dot.contains("not held"));
    let sold = drawn(&graph, &all());
    let line = sold.between("bank", "ferry")[0].to_owned();
    assert!(line.contains("#B5330E") && line.contains("says Marta Solheim"), "{line}");
    let unlikely = dot.lines().find(|line| line.contains("label=\"was\"")).expect("the victory was unlikely");
    assert!(!unlikely.contains("not "), "{unlikely}");
    // a negation inside a noun is no denial
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

/// The texts, and the boxes of a drawing of ours, of which none may touch another.
fn boxes(svg: &str) -> (Vec<String>, Vec<[f64; 4]>, [f64; 2]) {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut texts, mut boxes, mut size) = (Vec::new(), Vec::new(), [0.0, 0.0]);
    let mut inside = false;
    let number = |e: &quick_xml::events::BytesStart<'_>, name: &str| -> Option<f64> {
        let value = e.try_get_attribute(name).ok().flatten()?;
        std::str::from_utf8(&value.value).ok()?.parse().ok()
    };
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("well-formed") {
            Event::Start(e) if e.name().as_ref() == b"svg" => {
                size = [number(&e, "width").expect("a width"), number(&e, "height").expect("a height")];
            }
            Event::Start(e) if e.name().as_ref() == b"text" => inside = true,
            Event::Text(text) if inside => {
                texts.push(text.unescape().expect("escaped").into_owned());
                inside = false;
            }
            Event::End(_) => inside = false,
            Event::Empty(e) if e.name().as_ref() == b"rect" => {
                if let [Some(x), Some(y), Some(w), Some(h)] =
                    ["x", "y", "width", "height"].map(|n| number(&e, n))
                {
                    boxes.push([x, y, x + w, y + h]);
                }
            }
            Event::Empty(e) if e.name().as_ref() == b"polygon" => {
                let points = e.try_get_attribute("points").expect("attributes").expect("points");
                let points = String::from_utf8(points.value.into_owned()).expect("UTF-8");
                let all: Vec<(f64, f64)> = points
                    .split(' ')
                    .filter_map(|p| {
                        p.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)))
                    })
                    .collect();
                let low = |of: fn(&(f64, f64)) -> f64| all.iter().map(of).fold(f64::MAX, f64::min);
                let high = |of: fn(&(f64, f64)) -> f64| all.iter().map(of).fold(f64::MIN, f64::max);
                boxes.push([low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1)]);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    (texts, boxes, size)
}

#[test]
fn svg_needs_no_other_program_and_fits_a_slide() {
    let mut options = PictureOptions::default();
    // samples of the legend are boxes, too, but outside of the drawing
    options.legend = false;
    for graph in articles() {
        let id = graph.document().id.clone();
        let (_, _, [width, height]) = boxes(&graph.to_svg(&PictureOptions::default()));
        let scale = (1600.0 / width).min(900.0 / height);
        assert!(
            12.0 * scale >= 10.0,
            "{id} is {width} by {height}: its smallest letters are hard to read on a slide"
        );
        for options in [options.clone(), {
            let mut o = all();
            o.legend = false;
            o
        }] {
            let (texts, boxes, [width, height]) = boxes(&graph.to_svg(&options));
            for node in drawn(&graph, &options).nodes.values() {
                let first =
                    node.split("\\n").next().expect("a line").replace("&amp;", "&").replace("\\\"", "\"");
                assert!(texts.contains(&first), "{id} shows {first:?}");
            }
            for (i, a) in boxes.iter().enumerate() {
                assert!(
                    a[0] > -40.0 && a[1] > -1.0 && a[2] < width && a[3] < height,
                    "{id}: {a:?} sticks out"
                );
                for b in boxes.iter().skip(i + 1) {
                    let apart =
                        a[2] <= b[0] + 0.2 || b[2] <= a[0] + 0.2 || a[3] <= b[1] + 0.2 || b[3] <= a[1] + 0.2;
                    assert!(apart, "{id}: {a:?} and {b:?} touch");
                }
            }
        }
    }
}

#[test]
fn svg_is_well_formed_whatever_the_names() {
    for name in HOSTILE {
        let graph = graph(name, "Olav Berg", name, name);
        for layout in [DotLayout::LeftToRight, DotLayout::TopToBottom, DotLayout::Force] {
            let mut options = PictureOptions::default();
            options.layout = layout;
            let (texts, ..) = boxes(&graph.to_svg(&options));
            assert!(texts.iter().any(|text| text == "Olav Berg"), "{name:?}");
        }
    }
    let (texts, ..) = boxes(&KnowledgeGraph::default().to_svg(&PictureOptions::default()));
    assert!(texts.is_empty());
}

#[test]
fn a_drawing_is_the_same_every_time_and_large_ones_end() {
    let mut facts = Vec::new();
    for i in 0_usize..500 {
        facts.push((i, "praised", (i * 7 + 3) % 400));
    }
    let graph = people(&facts);
    let begun = std::time::Instant::now();
    let svg = graph.to_svg(&all());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    assert_eq!(svg, people(&facts).to_svg(&all()));
}

#[test]
fn mermaid_draws_every_node() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("mermaid");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut graphs: Vec<KnowledgeGraph> =
        HOSTILE.iter().map(|name| graph(name, "Olav Berg", name, name)).collect();
    graphs.extend(articles().into_iter().take(2));
    let mut files = Vec::new();
    for (i, graph) in graphs.iter().enumerate() {
        let text = graph.to_mermaid(&PictureOptions::default());
        assert!(text.contains("flowchart LR\n"));
        let few = drawn(graph, &PictureOptions::default());
        for (a, b, _) in &few.edges {
            let joins =
                |line: &&str| line.trim().starts_with(&format!("{a} ")) && line.ends_with(&format!(" {b}"));
            assert!(text.lines().any(|line| joins(&line)), "{a} to {b} in {text}");
        }
        let file = folder.join(format!("{i}.mmd"));
        std::fs::write(&file, text).expect("written");
        files.push((file, few));
    }
    if !opens_pages() || !has_module("mermaid") {
        return;
    }
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/mermaid.js"));
    node.args(files.iter().map(|(file, _)| file));
    let found: serde_json::Value = serde_json::from_str(&common::run(node, b"")).expect("JSON");
    for (found, (file, few)) in found.as_array().expect("a list").iter().zip(&files) {
        let nodes = found["nodes"].as_array().unwrap_or_else(|| panic!("{}: {found}", file.display()));
        assert_eq!(nodes.len(), few.nodes.len(), "{}", file.display());
        assert_eq!(found["edges"].as_u64(), Some(few.edges.len() as u64), "{}", file.display());
        assert!(
            nodes.iter().any(|text| text == "Olav Berg" || text == "Rein Kallas" || text == "Greta Lund"),
            "{found}"
        );
    }
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
        ["did not approve", "color=\"#B5330E\""],
        ["will travel to", "style=dashed"],
        ["could leave", "style=dotted color=\"#2F6AA3\""],
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
    let tamm = harbour.entity_named("Kaja Tamm").expect("she is there").id;
    assert_eq!(count(&|s| s.around = Some((tamm, 0))).0, 1, "what is said of her in words");
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
    assert!(labels >= 10 && hidden * 10 <= labels, "{hidden} of {labels} labels lie below nodes");
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
