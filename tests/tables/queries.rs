//! What is asked of the tables: the queries of the documentation.

use super::*;

/// The example of the documentation.
fn documented_query() -> &'static str {
    let (_, rest) = include_str!("../../docs/output.md").split_once("```sql\n").expect("a query");
    rest.split_once("```").expect("its end").0
}

/// What a Python with these modules prints that is given a folder of tables of the first article.
fn asked_of_tables(name: &str, modules: &str, script: &str, files: &[(&str, Vec<u8>)]) -> Option<String> {
    let mut python = common::python(modules)?;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (file, bytes) in files {
        std::fs::write(folder.join(file), bytes).expect("written");
    }
    python.current_dir(&folder).args(["-c", script]).arg(documented_query());
    Some(common::run(python, b""))
}

/// A row a relation in each; the documented query finds the vote that was cast, not the one somebody tells of.
#[test]
fn duckdb_asks_csv_and_json_lines() {
    let [graph, _] = two_articles();
    let files = graph.to_neo4j_csv(&CsvOptions::default()).expect("CSV");
    let lines = graph.to_json_lines().expect("JSON lines");
    let script = r#"
import duckdb
votes = duckdb.sql("SELECT \"asserted:boolean\", rule, attribution FROM read_csv('edges.csv') WHERE verb = 'vote' ORDER BY predicate").fetchall()
assert [v[0] for v in votes] == [False, True], votes
assert votes[0][2] == "Kaja Tamm" and votes[1][1].startswith("clause/"), votes
named = duckdb.sql("SELECT count(*) FROM read_csv('nodes.csv') WHERE name = 'Greta Lund'").fetchall()
assert named == [(1,)], named
told = duckdb.sql("SELECT subject_label, full_predicate, asserted, rule FROM read_json('graph.jsonl', format='newline_delimited') "
                  "WHERE type = 'relation' AND predicate = 'vote' ORDER BY full_predicate").fetchall()
assert [t[:3] for t in told] == [("Olav Berg", "vote against", False), ("Greta Lund", "vote for", True)], told
assert all(t[3].startswith("clause/") for t in told), told
print("asked")
"#;
    let files = [
        ("edges.csv", files.relationships.into()),
        ("nodes.csv", files.nodes.into()),
        ("graph.jsonl", lines.into()),
    ];
    let Some(printed) = asked_of_tables("duckdb", "duckdb", script, &files) else { return };
    assert!(printed.contains("asked"), "{printed}");
}

#[cfg(feature = "parquet")]
#[test]
fn duckdb_and_pyarrow_ask_parquet() {
    let [graph, _] = two_articles();
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    graph.write_parquet(&mut nodes, &mut edges).expect("written");
    let script = r#"
import sys, datetime, duckdb, pyarrow, pyarrow.parquet
found = duckdb.sql(sys.argv[1].rstrip().rstrip(";")).fetchall()
assert found == [("Greta Lund", "voted for", "bridge law")], found
table = pyarrow.parquet.read_table("edges.parquet")
types = {field.name: field.type for field in table.schema}
assert types["asserted"] == pyarrow.bool_() and types["rule"] == pyarrow.string(), types
assert types["time_start"] == pyarrow.timestamp("us"), types
role = types["qualifiers"].value_type.field("role")
assert role.type == pyarrow.string(), types
rows = table.to_pylist()
vote = next(row for row in rows if row["predicate"] == "vote for")
assert vote["time_start"] == datetime.datetime(2026, 5, 4), vote
assert vote["verb"] == "vote" and vote["asserted"] and vote["rule"].startswith("clause/"), vote
said = next(row for row in rows if row["predicate"] == "vote against")
assert not said["asserted"] and said["attribution"] == "Kaja Tamm" and said["attribution_iri"].endswith("/kaja-tamm"), said
ids = set(pyarrow.parquet.read_table("nodes.parquet").column("id").to_pylist())
assert all(row["subject"] in ids and row["object"] in ids for row in rows)
print("asked")
"#;
    let files = [("nodes.parquet", nodes), ("edges.parquet", edges)];
    let Some(printed) = asked_of_tables("pyarrow", "duckdb, pyarrow.parquet", script, &files) else { return };
    assert!(printed.contains("asked"), "{printed}");
}

/// What decides what may be made of a relation stands in each table, under the table's own name for it.
#[test]
fn each_table_has_what_decides() {
    let [graph, _] = two_articles();
    let files = graph.to_neo4j_csv(&CsvOptions::default()).expect("CSV");
    let header: Vec<String> =
        files.relationships.lines().next().expect("a header").split(',').map(str::to_owned).collect();
    let csv: Vec<&str> = header.iter().filter_map(|h| h.split(':').next()).collect();
    let xml = graph.to_graphml().expect("GraphML");
    let lines = graph.to_json_lines().expect("JSON lines");
    let said = lines.lines().find(|l| l.contains("\"full_predicate\":\"vote against\"")).expect("a vote");
    let said: serde_json::Value = serde_json::from_str(said).expect("JSON");
    let cypher = graph.to_cypher().expect("Cypher");
    for name in [
        "id",
        "predicate",
        "verb",
        "label",
        "asserted",
        "polarity",
        "modality",
        "attribution",
        "speaker",
        "time_start",
        "time_end",
        "time_unit",
        "qualifiers",
        "rule",
        "confidence",
        "evidence",
        "document",
    ] {
        assert!(csv.contains(&name), "CSV has no {name}: {csv:?}");
        // the id is the edge's own
        let key = format!("id=\"edge_{name}\"");
        assert!(name == "id" || xml.contains(&key), "GraphML has no {name}");
        // what a statement leads to is an edge there
        let told = match name {
            "id" => cypher.contains("{iri: "),
            "speaker" => cypher.contains(":SAID_BY"),
            _ => cypher.contains(&format!("{name}: ")) || cypher.contains(&format!(".{name} = ")),
        };
        assert!(told, "Cypher has no {name}");
    }
    for name in [
        "iri",
        "subject",
        "subject_iri",
        "subject_label",
        "object",
        "object_iri",
        "object_label",
        "predicate",
        "full_predicate",
        "label",
        "asserted",
        "polarity",
        "modality",
        "attribution",
        "source",
        "source_iri",
        "qualifiers",
        "rule",
        "confidence",
        "evidence",
    ] {
        assert!(said.get(name).is_some(), "JSON lines have no {name}: {said}");
    }
    let dated = lines.lines().find(|l| l.contains("\"full_predicate\":\"vote for\"")).expect("a vote");
    assert!(dated.contains("\"time\":{") && dated.contains("2026-05-04"), "{dated}");
}

#[cfg(feature = "arrow")]
#[test]
fn each_table_of_arrow_has_what_decides() {
    let [graph, _] = two_articles();
    let (_, edges) = graph.to_record_batches().expect("batches");
    let facts = relata::scale::arrow::facts(std::slice::from_ref(&graph)).expect("facts");
    let shared = [
        "predicate",
        "verb",
        "label",
        "asserted",
        "polarity",
        "modality",
        "attribution",
        "attribution_iri",
        "time_start",
        "time_end",
        "time_unit",
        "qualifiers",
        "rule",
        "confidence",
        "document",
    ];
    let names = |batch: &arrow_array::RecordBatch| -> Vec<String> {
        batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    };
    for (table, own) in [
        (names(&edges), ["id", "subject", "object", "subject_label", "object_label"].as_slice()),
        (names(&facts), ["subject", "object", "subject_iri", "object_iri"].as_slice()),
    ] {
        for name in shared.iter().chain(own) {
            assert!(table.iter().any(|column| column == name), "no {name} in {table:?}");
        }
    }
}

/// What is copied from the documentation must not take for a fact what is denied or only said.
#[test]
fn documented_queries_ask_for_what_is_asserted() {
    let mut queries = 0;
    for page in [
        include_str!("../../docs/output.md"),
        include_str!("../../docs/scale.md"),
        include_str!("../../README.md"),
    ] {
        for line in page.lines().filter(|line| line.contains("SELECT ") && line.contains(" FROM ")) {
            assert!(line.contains("asserted"), "{line}");
            queries += 1;
        }
    }
    assert!(queries >= 2);
}
