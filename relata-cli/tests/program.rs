//! The program as people meet it: what it reads, writes, says, and how it ends.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const MEETING: &str = "Greta Lund met Olav Berg in Oslo. The council did not invite Mr. Berg.\n";
const VISIT: &str = "Ms. Lund visited Kaja Tamm in Lisbon.\n";

/// A folder of files, and the program run in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        for (name, bytes) in files {
            let path = desk.path(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("room on the disk");
            fs::write(path, bytes).expect("room on the disk");
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relata"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("it runs"))
    }

    fn piped(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
        Ran::of(child.wait_with_output().expect("it ends"))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// What a run gave.
struct Ran {
    code: Option<i32>,
    out: String,
    told: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), told: text(output.stderr) }
    }

    /// It ended so, and said each of these once.
    #[track_caller]
    fn ended(self, code: i32, told: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.told);
        for part in told {
            assert_eq!(self.told.matches(part).count(), 1, "{part:?} in {:?}", self.told);
        }
        if told.is_empty() {
            assert_eq!(self.told, "");
        }
        self
    }
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn gzip(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(text.as_bytes()).expect("memory");
    out.finish().expect("memory")
}

fn zstd(text: &str) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn an_article_gives_its_facts_as_lines() {
    let desk = Desk::new(&[("article.txt", MEETING.as_bytes())]);
    let ran = desk.run(&["graph", "article.txt"]).ended(0, &[]);
    assert_eq!(ran.out, "Greta Lund -met- Olav Berg\ncouncil -not invite- Olav Berg [negative]\n");
}

#[test]
fn an_article_that_is_not_english_is_told() {
    let text = "Der Rat hat am Freitag beschlossen, dass der Hafen im Winter geschlossen wird, weil das Geld für die Reparatur fehlt. ".repeat(4);
    let desk = Desk::new(&[("hafen.txt", text.as_bytes())]);
    desk.run(&["graph", "hafen.txt"]).ended(0, &["hafen.txt", "does not seem to be English"]);
}

#[test]
fn the_ending_of_a_name_chooses_the_format() {
    let desk = Desk::new(&[("article.txt", MEETING.as_bytes())]);
    for (name, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.svg", "<svg "),
        ("a.dot", "digraph"),
        ("a.mmd", "---\ntitle: "),
        ("a.json", "{"),
        ("a.ttl", "PREFIX"),
        ("a.rdf", "<?xml"),
        ("a.graphml", "<?xml"),
        ("a.cypher", "CREATE CONSTRAINT"),
    ] {
        desk.run(&["graph", "article.txt", "-o", name]).ended(0, &[]);
        assert!(desk.read(name).starts_with(begins), "{name}: {:.80}", desk.read(name));
        assert!(!desk.path(&format!("{name}.part")).exists());
        if cfg!(target_os = "linux") {
            let redirected = format!("redirected-{name}");
            let file = fs::File::create(desk.path(&redirected)).expect("room on the disk");
            let status = desk.command(&["graph", "article.txt"]).stdout(file).status().expect("it runs");
            assert!(status.success());
            assert_eq!(desk.read(&redirected), desk.read(name));
        }
    }
    let named = desk.run(&["graph", "article.txt", "-f", "json"]).ended(0, &[]);
    assert_eq!(named.out, desk.read("a.json"));
    desk.run(&["graph", "article.txt", "-o", "a.xyz"]).ended(2, &["a.xyz", "--format"]);
    assert!(!desk.path("a.xyz").exists());
}

/// A summary, more of it, or everything.
#[test]
fn all_and_top_say_how_much_of_an_article_is_drawn() {
    let article = include_bytes!("../../examples/articles/harbour.txt");
    let desk = Desk::new(&[("article.txt", article)]);
    let nodes = |arguments: &[&str]| {
        let ran = desk.run(&[&["graph", "article.txt", "-f", "mermaid"], arguments].concat()).ended(0, &[]);
        ran.out.lines().filter(|line| line.contains(":::")).count()
    };
    let (few, more, all) = (nodes(&[]), nodes(&["--top", "30"]), nodes(&["--all"]));
    assert!((12..=20).contains(&few), "{few}");
    assert!(few < more && more <= 32 && more < all, "{few} {more} {all}");
}

#[test]
fn tables_go_into_a_folder() {
    let desk = Desk::new(&[("article.txt", MEETING.as_bytes())]);
    desk.run(&["graph", "article.txt", "-f", "csv"]).ended(2, &["--output"]);
    desk.run(&["graph", "article.txt", "-f", "csv", "-o", "tables"]).ended(0, &[]);
    assert!(desk.read("tables/article.nodes.csv").contains("Greta Lund"));
    assert!(desk.read("tables/article.relationships.csv").contains("\"meet\""));
    let parquet = desk.run(&["graph", "article.txt", "-f", "parquet", "-o", "tables"]);
    if cfg!(feature = "parquet") {
        parquet.ended(0, &[]);
        assert!(desk.path("tables/article.edges.parquet").exists());
    } else {
        parquet.ended(2, &["--features parquet"]);
    }
}

#[test]
fn several_files_are_several_documents() {
    let desk = Desk::new(&[("one/a.txt", MEETING.as_bytes()), ("two/a.txt", VISIT.as_bytes())]);
    let ran = desk.run(&["graph", "one/a.txt", "two/a.txt"]).ended(0, &[]);
    assert!(
        ran.out.starts_with("# a\nGreta Lund -met") && ran.out.contains("\n\n# two/a.txt\n"),
        "{}",
        ran.out
    );
    let lines = desk.run(&["graph", "one/a.txt", "two/a.txt", "-f", "jsonl"]).ended(0, &[]);
    assert_eq!(lines.out.lines().map(json).filter(|graph| graph["relations"].is_array()).count(), 2);
    let quads = desk.run(&["graph", "one/a.txt", "two/a.txt", "-f", "nquads"]).ended(0, &[]);
    let graphs = |text: &str| text.lines().filter(|line| line.contains("vocabulary#Graph>")).count();
    assert_eq!(graphs(&quads.out), 2);
    // what has room for one says what to do, and writes nothing
    desk.run(&["graph", "one/a.txt", "two/a.txt", "-o", "both.svg"])
        .ended(2, &["holds one document", "relata merge"]);
    assert!(!desk.path("both.svg").exists());
    desk.run(&["graph", "one/a.txt", "two/a.txt", "-f", "svg", "-o", "pictures/"]).ended(0, &[]);
    assert_eq!(fs::read_dir(desk.path("pictures")).expect("a folder").count(), 2);
    // a page shows both
    let page = desk.run(&["graph", "one/a.txt", "two/a.txt", "-f", "html"]).ended(0, &[]);
    assert!(page.out.contains("\"id\":\"a\"") && page.out.contains("\"id\":\"two/a.txt\""));
}

#[test]
fn a_folder_is_read_in_the_order_of_names_and_says_what_it_passes_over() {
    let desk = Desk::new(&[
        ("news/b.md", b"# Visit\n\nKaja Tamm visited *Oslo*\nin May."),
        ("news/a.txt", MEETING.as_bytes()),
        ("news/below/c.jsonl.gz", &gzip("{\"id\": \"x\", \"text\": \"Olav Berg left Lisbon.\"}\n")),
        ("news/.hidden.txt", b"Olav Berg slept."),
        ("news/picture.png", b"\x89PNG"),
    ]);
    let ran = desk.run(&["graph", "news"]).ended(0, &["1 .png"]);
    let heads: Vec<&str> = ran.out.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(heads, ["# a", "# b", "# x"]);
    assert!(ran.out.contains("Kaja Tamm -visited- Oslo"), "{}", ran.out);
    desk.run(&["--quiet", "graph", "news"]).ended(0, &[]);
}

#[test]
fn standard_input_is_read_where_nothing_or_a_dash_is_named() {
    let desk = Desk::new(&[]);
    for arguments in [&["graph"][..], &["graph", "-"]] {
        let ran = desk.piped(arguments, MEETING.as_bytes()).ended(0, &[]);
        assert!(ran.out.starts_with("Greta Lund -met-"), "{}", ran.out);
    }
    let lines = b"{\"id\": \"x\", \"text\": \"Olav Berg left Lisbon.\"}\n";
    assert!(desk.piped(&["graph", "-f", "json"], lines).ended(0, &[]).out.contains("\"x\""));
    assert!(desk.piped(&["graph"], &gzip(MEETING)).ended(0, &[]).out.contains("-met-"));
    assert!(desk.piped(&["graph"], &zstd(MEETING)).ended(0, &[]).out.contains("-met-"));
}

#[test]
fn json_lines_bring_their_fields() {
    let line = r#"{"id": 7, "text": "Greta Lund left Oslo on Friday.", "title": "A parting", "url": "https://a.example/7",
        "published": "2026-05-04T09:00:00Z", "publisher": "Courier", "other": [1]}"#;
    let desk = Desk::new(&[("a.jsonl", line.replace('\n', " ").as_bytes())]);
    let graph = json(&desk.run(&["graph", "a.jsonl", "-f", "json"]).ended(0, &[]).out);
    let document = &graph["document"];
    for (field, value) in [
        ("id", "7"),
        ("title", "A parting"),
        ("iri", "https://a.example/7"),
        ("published", "2026-05-04"),
        ("publisher", "Courier"),
    ] {
        assert_eq!(document[field], value, "{document}");
    }
    let options = ["--publisher", "Gazette", "--title", "No"];
    let graph =
        json(&desk.run(&[&["graph", "a.jsonl", "-f", "json"], &options[..]].concat()).ended(0, &[]).out);
    assert_eq!(graph["document"]["publisher"], "Courier", "what the article says itself counts");
}

#[test]
fn lines_that_cannot_be_read_are_told_with_their_numbers_and_the_others_are_read() {
    let lines = "{\"text\": \"Greta Lund left Oslo.\"}\nno json\n\n{\"id\": \"b\"}\n{\"text\": \"x\", \"published\": \"soon\"}\n\
                 {\"text\": \"x\", \"url\": \"no iri\"}\n{\"text\": \"Olav Berg slept.\"}\n";
    let desk = Desk::new(&[("a.jsonl", lines.as_bytes())]);
    let parts = [
        "a.jsonl, line 2: no JSON",
        "line 4: no article with a text",
        "line 5: published: \"soon\"",
        "line 6: url",
    ];
    let ran = desk.run(&["graph", "a.jsonl"]).ended(1, &parts);
    assert_eq!(ran.told.lines().count(), 4, "{}", ran.told);
    assert!(ran.out.contains("# a-1\n") && ran.out.contains("# a-7\n"), "{}", ran.out);
    let told = desk
        .run(&["--message-format", "json", "graph", "a.jsonl"])
        .ended(1, &["no article with a text"])
        .told;
    let messages: Vec<_> = told.lines().map(json).collect();
    assert_eq!(
        (messages.len(), &messages[0]["level"], &messages[0]["line"]),
        (4, &"error".into(), &2.into())
    );
    assert_eq!(messages[0]["file"], "a.jsonl");
}

#[test]
fn an_id_that_comes_twice_is_told() {
    let line = "{\"id\": \"x\", \"text\": \"Olav Berg left Lisbon.\"}\n";
    let desk = Desk::new(&[("a.jsonl", line.repeat(2).as_bytes())]);
    let ran =
        desk.run(&["graph", "a.jsonl"]).ended(0, &["warning: a.jsonl, line 2: the id \"x\" came before"]);
    assert_eq!(ran.out.matches("-left- Lisbon").count(), 2);
    desk.run(&["merge", "a.jsonl"]).ended(1, &["a.jsonl, line 2: an article with the id \"x\""]);
}

#[test]
fn files_that_cannot_be_read_are_told_and_the_others_are_read() {
    let desk = Desk::new(&[("latin.txt", b"Greta\nLund left K\xf6ln."), ("a.txt", MEETING.as_bytes())]);
    let ran = desk.run(&["graph", "missing.txt", "latin.txt", "a.txt"]);
    let parts = [
        "missing.txt: ",
        "see whether the name is right",
        "latin.txt: not UTF-8 from byte 17 on, in line 2",
        "iconv",
    ];
    assert!(ran.ended(1, &parts).out.contains("-met-"));
    // where there is nothing to write, no file is made
    desk.run(&["graph", "missing.txt", "-o", "out.html"]).ended(1, &["missing.txt"]);
    assert!(!desk.path("out.html").exists());
    desk.run(&["graph", "a.txt", "-o", "no/such/folder/a.html"]).ended(1, &["no/such/folder"]);
}

#[test]
fn a_page_of_html_is_read_without_what_surrounds_the_article() {
    let story =
        "<p>Greta Lund met Olav Berg in Oslo on Monday, and the two spoke of the harbour for an hour.</p>";
    let page = format!(
        "<!DOCTYPE html><html><head><title>A meeting</title><meta property='og:site_name' content='Courier'></head>\
         <body><nav><a href='/'>Sofia Brandt won a prize</a></nav><article><h1>A meeting</h1>{}</article></body></html>",
        story.repeat(8)
    );
    let desk = Desk::new(&[("a.html", page.as_bytes()), ("empty.html", b"<html><body></body></html>")]);
    let ran = desk.run(&["graph", "a.html"]).ended(0, &[]);
    assert!(ran.out.contains("Greta Lund -met- Olav Berg") && !ran.out.contains("Brandt"), "{}", ran.out);
    let piped = desk.piped(&["graph", "-f", "json"], page.as_bytes()).ended(0, &[]);
    assert_eq!(json(&piped.out)["document"]["publisher"], "Courier");
    desk.run(&["graph", "empty.html"]).ended(1, &["empty.html: no"]);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let text = MEETING.repeat(2000);
    let desk = Desk::new(&[("a.txt", text.as_bytes())]);
    let long: Vec<&str> = std::iter::once("graph").chain(std::iter::repeat_n("a.txt", 3)).collect();
    for arguments in
        [&[&long[..], &["-f", "nquads"]].concat()[..], &["parse", "a.txt"], &["--help"], &["man"]]
    {
        let mut command = desk.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let ran = Ran::of(child.wait_with_output().expect("it ends"));
        assert_eq!((ran.code, ran.told.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn options_that_cannot_be_used_are_usage_errors_that_say_what_can() {
    let wrong = "[[property]]\niri = \"ex:spouse\"\npatterns = [{ predicate = [\"marry\"] }]\n";
    let desk = Desk::new(&[
        ("a.txt", MEETING.as_bytes()),
        ("field.toml", wrong.as_bytes()),
        ("prefix.toml", b"[[property]]\niri = \"ex:spouse\"\n"),
        ("kind.toml", b"[[property]]\niri = \"urn:a\"\npatterns = [{ subject = [\"hero\"] }]"),
        ("wrong.rules", b"rule a/b\n  about *x*\n  word x NOTATAG\n"),
    ]);
    let cases: &[(&[&str], &[&str])] = &[
        (&["--ontology", "no.toml"], &["no.toml", "see whether"]),
        (&["--ontology", "field.toml"], &["field.toml: ", "line 3", "predicates"]),
        (&["--ontology", "prefix.toml"], &["prefix.toml: ", "line 2", "ex:spouse"]),
        (&["--ontology", "kind.toml"], &["kind.toml: ", "line 3", "\"hero\"", "person, organization"]),
        (&["--rules", "wrong.rules"], &["wrong.rules"]),
        (&["--without-rule", "no/rule"], &["--without-rule: ", "no/rule"]),
        (&["--published", "soon"], &["--published: ", "YYYY-MM-DD"]),
        (&["--base", "here"], &["--base: "]),
        (&["--model", "a.txt"], &["a.txt: "]),
        (&["--format", "png"], &["'png'"]),
        (&["--min-confidence", "2"], &["0 to 1"]),
        (&["--mapped-only"], &["--ontology"]),
        (&["--nonsense"], &["unexpected argument"]),
    ];
    for (options, told) in cases {
        let arguments = [&["graph", "a.txt"], *options].concat();
        let ran = desk.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{options:?} {}", ran.told);
        for part in *told {
            assert!(ran.told.contains(part), "{part:?} in {:?}", ran.told);
        }
        let as_json = desk
            .run(&[&["--message-format=json"], &arguments[..]].concat())
            .ended(2, &["\"level\":\"error\""]);
        assert_eq!(json(&as_json.told)["level"], "error");
    }
    desk.run(&["graph", "a.txt", "a.txt", "--url", "https://a.example"]).ended(2, &["one article"]);
    desk.run(&["nonsense"]).ended(2, &["unrecognized subcommand"]);
}

#[test]
fn a_part_of_a_graph_and_who_is_not_in_it() {
    let desk = Desk::new(&[("a.txt", format!("{MEETING}{VISIT}").as_bytes())]);
    let ran = desk.run(&["graph", "a.txt", "--focus", "Kaja Tamm"]).ended(0, &[]);
    assert_eq!(ran.out, "Greta Lund -visited- Kaja Tamm\n");
    assert!(!desk.run(&["graph", "a.txt", "--asserted"]).ended(0, &[]).out.contains("invite"));
    assert_eq!(desk.run(&["graph", "a.txt", "--min-confidence", "1"]).ended(0, &[]).out, "");
    desk.run(&["graph", "a.txt", "--focus", "Tom Tamm"])
        .ended(1, &["no entity is called \"Tom Tamm\"", "there are Kaja Tamm\n"]);
}

#[test]
fn corrections_are_made_and_told() {
    let list = r#"[{"correction": "rename-entity", "entity": 0, "label": "Greta Tamm"}, {"correction": "remove-relation", "relation": 1}]"#;
    let desk = Desk::new(&[
        ("a.txt", MEETING.as_bytes()),
        ("list.json", list.as_bytes()),
        ("bad.json", b"[\n{\"correction\": \"forget\"}]"),
        ("gone.json", br#"[{"correction": "remove-entity", "entity": 99}]"#),
    ]);
    let told = ["note: Greta Lund is called Greta Tamm", "note: council -not invite- Olav Berg was removed"];
    let ran = desk.run(&["graph", "a.txt", "--corrections", "list.json"]).ended(0, &told);
    assert_eq!(ran.out, "Greta Tamm -met- Olav Berg\n");
    desk.run(&["graph", "a.txt", "--corrections", "bad.json"])
        .ended(2, &["bad.json, line 2: ", "merge-entities"]);
    desk.run(&["graph", "a.txt", "--corrections", "gone.json"]).ended(1, &["a.txt: correction 1: "]);
    desk.run(&["graph", "a.txt", "a.txt", "--corrections", "list.json"]).ended(2, &["one article"]);
}

#[test]
fn explanations_name_rules_and_words() {
    let desk = Desk::new(&[("a.txt", MEETING.as_bytes())]);
    let ran = desk.run(&["graph", "--explain", "a.txt"]).ended(0, &[]);
    let facts: Vec<Vec<&str>> = ran.out.lines().map(|line| line.split('\t').collect()).collect();
    let met = facts.iter().find(|fields| fields[1] == "Greta Lund -met- Olav Berg").expect("they met");
    assert_eq!((met[0], met[2], met[4]), ("fact", "clause/transitive", "Greta Lund met Olav Berg in Oslo"));
    let without =
        desk.run(&["graph", "--explain", "a.txt", "--without-rule", "clause/transitive"]).ended(0, &[]);
    assert!(!without.out.contains("clause/transitive"), "{}", without.out);
}

#[test]
fn graphs_are_read_back_and_merged() {
    let desk = Desk::new(&[("a.txt", MEETING.as_bytes()), ("b.txt", VISIT.as_bytes())]);
    for (name, format) in [("a.json", "json"), ("a.nq", "nquads"), ("a.jsonl", "jsonl"), ("a.ttl", "turtle")]
    {
        desk.run(&["graph", "a.txt", "-f", format, "-o", name]).ended(0, &[]);
        let again = desk.run(&["graph", name, "-f", "json"]).ended(0, &[]);
        assert_eq!(json(&again.out)["relations"].as_array().map(Vec::len), Some(2), "{name}");
    }
    let merged = desk.run(&["merge", "a.nq", "b.txt", "-f", "json"]).ended(0, &[]);
    let labels: Vec<_> = json(&merged.out)["entities"].as_array().expect("entities").clone();
    assert_eq!(labels.iter().filter(|entity| entity["label"] == "Greta Lund").count(), 1);
    let joined = desk.run(&["merge", "a.txt", "b.txt", "--explain"]).ended(0, &[]);
    assert!(joined.out.starts_with("Lund\tb\tGreta Lund\tLoneName\t"), "{}", joined.out);
    let page = desk.run(&["page", "a.txt", "b.txt"]).ended(0, &[]);
    assert!(page.out.starts_with("<!DOCTYPE html>") && page.out.contains("\"id\":\"b\""));
    desk.run(&["merge", "missing.txt"]).ended(1, &["missing.txt", "no document could be read"]);
    desk.run(&["merge", "a.txt", "--known", "a.txt"]).ended(2, &["a.txt: no table of that kind"]);
}

#[test]
#[cfg(feature = "query")]
fn questions_are_answered() {
    let desk = Desk::new(&[("a.txt", MEETING.as_bytes()), ("q.rq", b"ASK { ?a predicate:meet ?b }")]);
    let question =
        "SELECT ?who ?whom { ?a predicate:meet ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom } ORDER BY ?who";
    let ran = desk.run(&["query", "a.txt", question]).ended(0, &[]);
    assert!(ran.out.contains("Greta Lund  Olav Berg\n"), "{}", ran.out);
    desk.run(&["graph", "a.txt", "-o", "a.nq"]).ended(0, &[]);
    assert_eq!(desk.run(&["query", "a.nq", question]).ended(0, &[]).out, ran.out);
    let csv = desk.run(&["query", "a.txt", question, "--answers", "csv"]).ended(0, &[]);
    assert!(csv.out.starts_with("who,whom\r\n"), "{:?}", csv.out);
    assert_eq!(desk.run(&["query", "a.txt", "@q.rq"]).ended(0, &[]).out, "yes\n");
    assert_eq!(desk.run(&["query", "missing.txt", "@q.rq"]).ended(1, &["missing.txt"]).out, "no\n");
    desk.run(&["query", "a.txt", "SELECT nonsense"]).ended(2, &["no SPARQL"]);
}

#[test]
fn parses_are_conllu_and_keep_given_tokens() {
    let desk = Desk::new(&[("a.txt", MEETING.as_bytes()), ("b.txt", VISIT.as_bytes())]);
    let ran = desk.run(&["parse", "a.txt", "b.txt"]).ended(0, &[]);
    assert!(ran.out.starts_with("# newdoc id = a\n") && ran.out.contains("# newdoc id = b\n"), "{}", ran.out);
    fs::write(desk.path("tokens.conllu"), "1\tGulls\n2\tcan\n3\tnot\n4\tsing\n\n").expect("room on the disk");
    let ran = desk.run(&["parse", "--pretokenized", "tokens.conllu"]).ended(0, &[]);
    assert_eq!(ran.out.lines().filter(|line| line.contains('\t')).count(), 4, "{}", ran.out);
    fs::write(desk.path("bad.conllu"), "x\tGulls\n\n").expect("room on the disk");
    desk.run(&["parse", "--pretokenized", "bad.conllu"]).ended(1, &["bad.conllu: ", "line 1"]);
}

#[test]
fn help_teaches_and_shells_and_manuals_are_served() {
    let desk = Desk::new(&[]);
    assert!(desk.run(&["--help"]).ended(0, &[]).out.contains("Examples:\n"));
    for command in ["graph", "merge", "page", "corpus", "query", "parse"] {
        let help = desk.run(&[command, "--help"]).ended(0, &[]).out;
        assert!(help.contains("Examples:\n  relata "), "{command}: {help}");
        assert!(desk.run(&["man", command]).ended(0, &[]).out.starts_with(".ie"), "{command}");
    }
    assert!(desk.run(&["completions", "bash"]).ended(0, &[]).out.contains("_relata"));
    desk.run(&["man", "--dir", "man"]).ended(0, &[]);
    assert!(Path::new(&desk.path("man/relata-graph.1")).exists() && desk.path("man/relata.1").exists());
    desk.run(&["man", "nonsense"]).ended(2, &["nonsense", "there are graph"]);
    assert!(desk.run(&["--version"]).ended(0, &[]).out.starts_with("relata "));
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let desk = Desk::new(&[]);
    for variable in [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
        let mut command = desk.command(&["graph", "missing.txt"]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env(variable.0, variable.1);
        let ran = Ran::of(command.output().expect("it runs"));
        assert_eq!(ran.told.contains('\u{1b}'), variable.0 == "CLICOLOR_FORCE", "{:?}", ran.told);
    }
}

#[test]
#[cfg(unix)]
fn pipes_and_devices_are_read_and_written_where_they_are_named() {
    let desk = Desk::new(&[("a.txt", MEETING.as_bytes())]);
    let script = format!("{} graph <(cat a.txt) -o /dev/stderr -f text", env!("CARGO_BIN_EXE_relata"));
    let output = Command::new("bash").args(["-c", &script]).current_dir(desk.0.path()).output();
    let ran = Ran::of(output.expect("bash runs"));
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.told);
    assert!(ran.told.starts_with("Greta Lund -met-"), "{}", ran.told);
}
