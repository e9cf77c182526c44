//! Tables are read back by parsers that are not the writers', also where names are hostile.

mod common;
#[path = "tables/queries.rs"]
mod queries;

use common::{HOSTILE, articles, graph};
use proptest::prelude::*;
use quick_xml::events::Event;
use relata::graph::{KnowledgeGraph, Node};
use relata::output::{CsvOptions, OutputFormat, OutputOptions};
use std::collections::BTreeSet;

/// The names of the nodes, in their order.
fn names(graph: &KnowledgeGraph) -> Vec<String> {
    let name = |node: &Node| match node {
        Node::Entity(entity) => entity.label.clone(),
        Node::Text(text) => text.clone(),
    };
    graph.as_petgraph().node_weights().map(name).collect()
}

fn labels(graph: &KnowledgeGraph) -> Vec<String> {
    graph.relations().map(|relation| relation.label.clone()).collect()
}

fn all() -> Vec<KnowledgeGraph> {
    articles().into_iter().chain(HOSTILE.map(|name| graph(name, "Olav Berg", name, name))).collect()
}

fn xml_carries(text: &str) -> String {
    let lost = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(lost).collect()
}

/// The data of a key in a GraphML file.
fn graphml_data(xml: &str, key: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut inside, mut found) = (false, Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => {
                let is = |a: quick_xml::events::attributes::Attribute<'_>| {
                    a.key.as_ref() == b"key" && a.unescape_value().expect("escaped") == key
                };
                inside = element.name().as_ref() == b"data" && element.attributes().flatten().any(is);
                if inside {
                    found.push(String::new());
                }
            }
            Event::Text(text) if inside => {
                found.last_mut().expect("begun").push_str(&text.unescape().expect("escaped"));
            }
            Event::End(_) => inside = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn graphml_holds(graph: &KnowledgeGraph) {
    let xml = graph.to_graphml().expect("GraphML");
    let expected = |names: Vec<String>| names.iter().map(|n| xml_carries(n)).collect::<Vec<_>>();
    assert_eq!(graphml_data(&xml, "node_label"), expected(names(graph)));
    assert_eq!(graphml_data(&xml, "edge_label"), expected(labels(graph)));
}

fn csv_holds(graph: &KnowledgeGraph) {
    let files = graph.to_neo4j_csv(&CsvOptions::default()).expect("CSV");
    let records = |text: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(text.as_bytes()).records().map(|r| r.expect("a record")).collect()
    };
    let column = |records: &[csv::StringRecord], i: usize| -> Vec<String> {
        records.iter().map(|r| r[i].to_owned()).collect()
    };
    let nodes = records(&files.nodes);
    assert_eq!(column(&nodes, 1), names(graph));
    let ids = column(&nodes, 0);
    let edges = records(&files.relationships);
    assert_eq!(column(&edges, 5), labels(graph));
    for (edge, relation) in edges.iter().zip(graph.relations()) {
        assert!(ids.iter().any(|id| *id == edge[0]) && ids.iter().any(|id| *id == edge[1]));
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        assert!(!edge[2].is_empty() && edge[2].chars().all(plain), "{:?}", &edge[2]);
        assert_eq!(&edge[2] == "NOT_ASSERTED", !relation.is_asserted());
    }
}

/// The string literals of a Cypher text, joined where `+` joins them, and what stands outside of them.
fn cypher_parts(line: &str) -> (Vec<String>, String) {
    let (mut strings, mut outside) = (Vec::new(), String::new());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c != '\'' {
            outside.push(c);
            continue;
        }
        let mut text = String::new();
        loop {
            match chars.next().expect("the string ends in its line") {
                '\'' => break,
                '\\' => match chars.next().expect("an escape") {
                    'n' => text.push('\n'),
                    'r' => text.push('\r'),
                    't' => text.push('\t'),
                    c @ ('\\' | '\'') => text.push(c),
                    other => panic!("\\{other} is no escape"),
                },
                c => text.push(c),
            }
        }
        match outside.strip_suffix("§ + ") {
            Some(before) => {
                let last: &mut String = strings.last_mut().expect("a string before");
                last.push_str(&text);
                outside = format!("{before}§");
            }
            None => {
                strings.push(text);
                outside.push('§');
            }
        }
    }
    (strings, outside)
}

fn cypher_holds(graph: &KnowledgeGraph) {
    let carried = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_control() || *c >= '\u{80}' || matches!(c, '\n' | '\r' | '\t'))
            .collect()
    };
    let cypher = graph.to_cypher().expect("Cypher");
    assert!(!cypher.contains("\\u") && !cypher.contains("\\U"));
    let (mut found, mut statements, mut edges) = (BTreeSet::new(), 0, 0);
    for line in cypher.split_terminator('\n') {
        let (strings, outside) = cypher_parts(line);
        assert_eq!(outside.matches(';').count(), 1, "{outside}");
        let known = |c: char| c.is_ascii_alphanumeric() || " ();:{}[].,=-_<>`§\"*+".contains(c);
        assert!(outside.chars().all(known), "{outside}");
        found.extend(strings);
        statements += outside.matches("{iri: §, predicate: §").count();
        edges += outside.matches("{iri: §, a: §, b: §").count();
        let outside_of_type: String = outside.split('`').step_by(2).collect();
        assert!(!outside_of_type.contains("DELETE"));
    }
    for name in names(graph).into_iter().chain(labels(graph)) {
        assert!(found.contains(&carried(&name)), "{name:?}");
    }
    assert_eq!((statements, edges), (graph.relations().count(), graph.relations().count()));
}

fn json_lines_hold(graph: &KnowledgeGraph) {
    let text = graph.to_json_lines().expect("JSON lines");
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(value["type"].is_string());
        if value["type"] == "relation" {
            assert!(value["asserted"].is_boolean() && value["full_predicate"].is_string());
            assert!(value["subject_label"].is_string() && value["subject_iri"].is_string());
        }
    }
    assert_eq!(&KnowledgeGraph::from_json_lines(&text).expect("read back"), graph);
}

#[test]
fn each_format_has_a_name_and_writes_every_graph() {
    let manual = std::fs::read_to_string("docs/output.md").expect("the manual of the formats");
    for format in OutputFormat::ALL {
        assert_eq!(format.name().parse::<OutputFormat>().map(OutputFormat::name), Ok(format.name()));
        let quoted = format!("`{}`", format.name());
        assert!(manual.contains(&quoted), "docs/output.md does not name {quoted}");
        for graph in all() {
            let mut out = Vec::new();
            format.write(&graph, &OutputOptions::default(), &mut out).expect("it is written");
            assert!(std::str::from_utf8(&out).is_ok_and(|text| !text.is_empty()), "{quoted}");
        }
    }
}

#[test]
fn graphml_is_read_back() {
    all().iter().for_each(graphml_holds);
}

#[test]
fn csv_is_read_back() {
    all().iter().for_each(csv_holds);
}

#[test]
fn cypher_is_read_back() {
    all().iter().for_each(cypher_holds);
}

#[test]
fn json_lines_are_read_back() {
    all().iter().for_each(json_lines_hold);
}

#[test]
fn formulas_can_be_defused() {
    let mut options = CsvOptions::default();
    options.defuse_formulas = true;
    let files = graph("=1+1", "@SUM(1)", "meet", "-1").to_neo4j_csv(&options).expect("CSV");
    for text in [&files.nodes, &files.relationships] {
        for record in csv::Reader::from_reader(text.as_bytes()).records() {
            assert!(record.expect("a record").iter().all(|f| !f.starts_with(['=', '+', '-', '@'])));
        }
    }
}

#[test]
fn damaged_json_lines_name_their_line() {
    let text = graph("Greta Lund", "Olav Berg", "meet", "so").to_json_lines().expect("JSON lines");
    let lines: Vec<&str> = text.lines().collect();
    let without = |left_out: usize| -> String {
        lines.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, l)| format!("{l}\n")).collect()
    };
    let entity = lines.iter().position(|l| l.contains("\"type\":\"entity\"")).expect("an entity");
    let error = KnowledgeGraph::from_json_lines(&without(entity)).expect_err("an entity is not there");
    assert!(error.to_string().starts_with(&format!("line {}:", entity + 1)), "{error}");
    assert!(KnowledgeGraph::from_json_lines("{\"type\":\"other\"}").is_err());
    let no_relations: String =
        lines.iter().filter(|l| !l.contains("\"type\":\"relation\"")).map(|l| format!("{l}\n")).collect();
    let error = KnowledgeGraph::from_json_lines(&no_relations).expect_err("it stands for a relation");
    assert!(error.to_string().ends_with("stands for relation 1, which is not there"), "{error}");
}

#[test]
fn networkx_reads_graphml() {
    let Some(mut python) = common::python("networkx") else { return };
    let graph = articles().swap_remove(0);
    let script = "import sys, networkx\ng = networkx.parse_graphml(sys.stdin.read())\n\
                  print(g.number_of_nodes(), g.number_of_edges(), sorted(d['label'] for _, d in g.nodes(data=True))[0])";
    python.args(["-c", script]);
    let printed = common::run(python, graph.to_graphml().expect("GraphML").as_bytes());
    let inner = graph.as_petgraph();
    assert!(printed.starts_with(&format!("{} {} ", inner.node_count(), inner.edge_count())), "{printed}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_names_are_read_back(first in any::<String>(), predicate in ".*", text in any::<String>()) {
        let graph = graph(&first, "Olav Berg", &predicate, &text);
        graphml_holds(&graph);
        csv_holds(&graph);
        cypher_holds(&graph);
        json_lines_hold(&graph);
    }
}

#[cfg(feature = "arrow")]
#[test]
fn arrow_batches_hold_the_names() {
    use arrow_array::cast::AsArray;
    for graph in all() {
        let (nodes, edges) = graph.to_record_batches().expect("batches");
        let column = |batch: &arrow_array::RecordBatch, name: &str| -> Vec<String> {
            let column = batch.column_by_name(name).expect("a column").as_string::<i32>();
            column.iter().map(|v| v.unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(column(&nodes, "name"), names(&graph));
        assert_eq!(column(&edges, "label"), labels(&graph));
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_files_are_read_back() {
    let graph = graph("=1\"\u{0}", "Olav Berg", "meet", "</b>'");
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.write_parquet(&mut nodes, &mut edges).expect("written");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, bytes) in [("nodes", &nodes), ("edges", &edges)] {
        std::fs::write(folder.join(name), bytes).expect("written");
        let file = std::fs::File::open(folder.join(name)).expect("it is there");
        let reader = parquet::file::reader::SerializedFileReader::new(file).expect("Parquet");
        use parquet::file::reader::FileReader;
        let rows = reader.metadata().file_metadata().num_rows();
        let inner = graph.as_petgraph();
        assert_eq!(rows, if name == "nodes" { inner.node_count() } else { inner.edge_count() } as i64);
        let cells: Vec<String> = reader
            .get_row_iter(None)
            .expect("rows")
            .map(|row| row.expect("a row").get_column_iter().nth(1).expect("a column").1.to_string())
            .collect();
        assert_eq!(cells.len() as i64, rows);
    }
    let Some(mut python) = common::python("duckdb") else { return };
    let script = "import sys, duckdb\nprint(duckdb.sql(f\"select count(*) from '{sys.argv[1]}' where name = 'Olav Berg'\").fetchall())";
    std::fs::copy(folder.join("nodes"), folder.join("nodes.parquet")).expect("copied");
    python.args(["-c", script]).arg(folder.join("nodes.parquet"));
    assert!(common::run(python, b"").contains('2'), "an entity and the words of an object");
}

/// *The two* has members, *the move* stands for a relation: tables name both by the ids their rows have.
#[test]
fn members_and_what_is_referred_to_are_ids_of_rows() {
    let extractor = relata::Extractor::new().expect("the embedded model loads");
    let text = "Greta Lund and Olav Berg met in Oslo. They signed a treaty. This angered the council.";
    let graph = extractor.extract(text).expect("a graph");
    assert!(graph.entities().any(|e| !e.members.is_empty()), "a pair that *they* takes up");
    assert!(graph.entities().any(|e| !e.refers_to.is_empty()), "what they did");
    let files = graph.to_neo4j_csv(&CsvOptions::default()).expect("CSV");
    let rows = |text: &str, wanted: [&str; 3]| -> Vec<[String; 3]> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().expect("a header").clone();
        let place = |name: &str| headers.iter().position(|h| h == name).expect("a column");
        let places = wanted.map(place);
        reader.records().map(|r| r.expect("a record")).map(|r| places.map(|at| r[at].to_owned())).collect()
    };
    let nodes = rows(&files.nodes, ["id:ID", "members:string[]", "refers_to:string[]"]);
    let edges = rows(&files.relationships, ["id", "predicate", "label"]);
    let ids = |list: &str| list.split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let members: Vec<String> = nodes.iter().flat_map(|n| ids(&n[1])).collect();
    let stated: Vec<String> = nodes.iter().flat_map(|n| ids(&n[2])).collect();
    assert!(members.len() >= 2 && members.iter().all(|m| nodes.iter().any(|n| n[0] == *m)));
    assert!(!stated.is_empty() && stated.iter().all(|s| edges.iter().any(|e| e[0] == *s)));
    let xml = graph.to_graphml().expect("GraphML");
    assert_eq!(graphml_data(&xml, "node_members").join(" ").split(' ').count(), members.len());
    assert_eq!(graphml_data(&xml, "node_refers_to").join(" ").split(' ').count(), stated.len());
    let cypher = graph.to_cypher().expect("Cypher");
    assert!(stated.iter().chain(&members).all(|id| cypher.contains(id.as_str())));
}

/// Two articles that speak of the same people, of votes for and against, of what is denied and what is said.
fn two_articles() -> [KnowledgeGraph; 2] {
    let read = |id: &str, text: &str| {
        let builder = relata::Extractor::builder().document_id(id).published("2026-05-06");
        builder.build().expect("the embedded model loads").extract(text).expect("a graph")
    };
    [
        read(
            "first",
            "Greta Lund, the mayor of Bergen, voted for the bridge law on May 4, 2026. Ms. Lund did not meet Olav Berg. \
             Kaja Tamm said that Olav Berg had voted against the bridge law.",
        ),
        read("second", "Greta Lund met Olav Berg in Oslo. Mayor Lund praised Kaja Tamm."),
    ]
}

#[test]
fn flat_tables_say_what_decides() {
    let [graph, _] = two_articles();
    let files = graph.to_neo4j_csv(&CsvOptions::default()).expect("CSV");
    let mut reader = csv::Reader::from_reader(files.relationships.as_bytes());
    let headers = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a record")).collect();
    let cell = |row: &csv::StringRecord, name: &str| {
        let place =
            headers.iter().position(|h| h.split(':').next() == Some(name) || h == name).expect("a column");
        row[place].to_owned()
    };
    let of = |predicate: &str| rows.iter().find(|r| cell(r, "predicate") == predicate).expect("a row");
    let vote = of("vote for");
    assert_eq!(cell(vote, ":TYPE"), "VOTE_FOR");
    assert_eq!((cell(vote, "verb").as_str(), cell(vote, "asserted").as_str()), ("vote", "true"));
    assert_eq!(cell(vote, "time_start"), "2026-05-04T00:00:00");
    assert_eq!(cell(vote, "time_unit"), "day");
    let said = of("vote against");
    assert_eq!((cell(said, "asserted").as_str(), cell(said, "attribution").as_str()), ("false", "Kaja Tamm"));
    assert!(cell(said, "speaker").ends_with("entity/kaja-tamm") && cell(said, ":TYPE") == "NOT_ASSERTED");
    assert_eq!(cell(of("meet"), "polarity"), "negative");
    let rules: Vec<String> = graph.relations().map(|r| r.rule.to_string()).collect();
    assert!(rules.iter().all(|rule| rule.contains('/')), "{rules:?}");
    assert_eq!(rows.iter().map(|row| cell(row, "rule")).collect::<Vec<_>>(), rules);
    let xml = graph.to_graphml().expect("GraphML");
    assert!(graphml_data(&xml, "edge_predicate").contains(&"vote for".to_owned()));
    assert!(graphml_data(&xml, "edge_verb").contains(&"vote".to_owned()));
    assert_eq!(graphml_data(&xml, "edge_rule"), rules);
    let lines = graph.to_json_lines().expect("JSON lines");
    let line = lines.lines().find(|l| l.contains("\"full_predicate\":\"vote against\"")).expect("a line");
    let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
    assert_eq!(value["predicate"], "vote");
    assert_eq!(value["asserted"], false);
    assert_eq!(value["source"], "Kaja Tamm");
    assert_eq!(value["object_label"], "bridge law");
    let against = graph.relations().find(|r| r.full_predicate() == "vote against").expect("a vote");
    assert_eq!(value["rule"], against.rule.as_ref());
    // JSON's predicate is the lemma, its preposition a field beside it
    let json: serde_json::Value = serde_json::from_str(&graph.to_json().expect("JSON")).expect("JSON");
    let votes = json["relations"].as_array().expect("relations").iter().filter(|r| r["predicate"] == "vote");
    let markers: Vec<&str> = votes.filter_map(|r| r["marker"].as_str()).collect();
    assert_eq!(markers, ["for", "against"]);
}

/// A relation that nobody read from a text has no rule, and no table makes one up.
#[test]
fn what_no_rule_read_has_none() {
    let mut graph = graph("Greta Lund", "Olav Berg", "meet", "so");
    let mut told = common::relation("know", relata::graph::Value::Entity(relata::EntityId(1)));
    told.rule = Default::default();
    let rows = graph.relations().count();
    graph.add_relation(told).expect("both are there");
    assert_eq!(graphml_data(&graph.to_graphml().expect("GraphML"), "edge_rule").len(), rows);
    assert_eq!(graph.to_cypher().expect("Cypher").matches("rule: ").count(), rows);
    json_lines_hold(&graph);
    csv_holds(&graph);
}

/// An openCypher engine (PyPI's graphqlite over pysqlite3-binary) loads two articles, the first twice.
#[test]
fn an_engine_loads_articles_twice_and_unites_them() {
    let Some(mut python) = common::python("pysqlite3, graphqlite") else { return };
    let script = r#"
import sys, json, pysqlite3
sys.modules["sqlite3"] = pysqlite3
import graphqlite
base = graphqlite.connect(":memory:")
first, second, third = json.load(sys.stdin)
def load(text):
    for line in text.splitlines():
        base.cypher(line.rstrip(";"))
def counts():
    nodes = list(base.cypher("MATCH (n) RETURN count(n) AS n"))[0]["n"]
    edges = list(base.cypher("MATCH ()-[r]->() RETURN count(r) AS n"))[0]["n"]
    return nodes, edges
load(first)
once = counts()
load(first)
assert counts() == once, (once, counts())
before = list(base.cypher("MATCH (n:Entity {name: 'Greta Lund'}) RETURN n.aliases AS a, n.kind AS k"))
load(second)
load(second)
after = list(base.cypher("MATCH (n:Entity {name: 'Greta Lund'}) RETURN n.aliases AS a, n.kind AS k"))
assert len(before) == len(after) == 1, (before, after)
assert set(before[0]["a"]) < set(after[0]["a"]), (before, after)
assert after[0]["k"] == "person"
def rows(query):
    return list(base.cypher(query))
assert rows("MATCH (a:Person)-[r:VOTE_FOR]->(b) RETURN a.name AS who, b.name AS what") == [{"who": "Greta Lund", "what": "bridge law"}]
assert rows("MATCH (a)-[r:VOTE_AGAINST]->(b) RETURN a.name AS who") == []
said = rows("MATCH (s:Statement {predicate: 'vote against'})-[:SAID_BY]->(n:Entity) RETURN n.name AS who, s.asserted AS a")
assert said == [{"who": "Kaja Tamm", "a": False}], said
stated = rows("MATCH (d:Document)<-[:PART_OF]-(t:Sentence)-[:STATES]->(s:Statement {predicate: 'vote for'}) RETURN d.id AS d, t.text AS t, s.rule AS r")
assert stated[0]["r"].startswith("clause/"), stated
assert len(stated) == 1 and stated[0]["d"] == "first" and "voted for" in stated[0]["t"], stated
both = rows("MATCH (d:Document)-[:MENTIONS]->(n:Entity {name: 'Greta Lund'}) RETURN d.id AS d ORDER BY d")
assert [r["d"] for r in both] == ["first", "second"], both
print("loaded", once, counts())
# two of three articles take her for a person, in whatever order they come
for order in [third, first, second], [first, second, third]:
    base = graphqlite.connect(":memory:")
    for text in order:
        load(text)
    kinds = rows("MATCH (n:Entity {name: 'Greta Lund'}) RETURN n.kind AS k")
    assert kinds == [{"k": "person"}], kinds
    assert rows("MATCH (n:Organization {name: 'Greta Lund'}) RETURN n.name AS who") == []
    assert rows("MATCH (n:Person {name: 'Greta Lund'}) RETURN n.name AS who") == [{"who": "Greta Lund"}]
"#;
    let articles = two_articles();
    // a third that takes her for an organization
    let mut third = serde_json::to_value(&articles[1]).expect("JSON");
    third["document"]["id"] = "third".into();
    let entities = third["entities"].as_array_mut().expect("entities");
    entities
        .iter_mut()
        .filter(|e| e["label"] == "Greta Lund")
        .for_each(|e| e["kind"] = "organization".into());
    let third: KnowledgeGraph = serde_json::from_value(third).expect("a graph");
    let third = third.to_cypher().expect("Cypher");
    let [first, second] = articles.map(|graph| graph.to_cypher().expect("Cypher"));
    assert!(first.lines().take(7).all(|line| line.starts_with("CREATE CONSTRAINT")));
    assert!(first.lines().count() < 80, "rows go in batches");
    python.args(["-c", script]);
    let printed =
        common::run(python, serde_json::to_string(&[first, second, third]).expect("JSON").as_bytes());
    assert!(printed.contains("loaded"), "{printed}");
}

#[cfg(feature = "arrow")]
#[test]
fn arrow_batches_have_typed_times_and_ids() {
    use arrow_array::Array;
    use arrow_array::cast::AsArray;
    use arrow_array::types::TimestampMicrosecondType;
    let [graph, _] = two_articles();
    let (_, edges) = graph.to_record_batches().expect("batches");
    let text = |name: &str| edges.column_by_name(name).expect("a column").as_string::<i32>().clone();
    let place = text("predicate").iter().position(|p| p == Some("vote for")).expect("a vote");
    assert_eq!(text("verb").value(place), "vote");
    assert!(edges.column_by_name("asserted").expect("a column").as_boolean().value(place));
    let start =
        edges.column_by_name("time_start").expect("a column").as_primitive::<TimestampMicrosecondType>();
    assert_eq!(start.value_as_datetime(place).map(|t| t.to_string()).as_deref(), Some("2026-05-04 00:00:00"));
    let said = text("predicate").iter().position(|p| p == Some("vote against")).expect("a vote");
    assert!(text("attribution_iri").value(said).ends_with("entity/kaja-tamm"));
    assert!(text("rule").iter().all(|rule| rule.is_some_and(|rule| rule.contains('/'))));
    assert!(edges.column_by_name("qualifiers").expect("a column").as_list::<i32>().len() == edges.num_rows());
}
