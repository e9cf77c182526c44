//! The program fed with files made to bring it down, and run where it has not what it needs. It answers or says why not, and ends.

use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relata");

fn relata(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM).current_dir(folder).args(args).arg("--quiet").output().expect("it runs")
}

/// The exit code, which is none of a panic or a signal.
fn code(ended: &Output) -> i32 {
    let told = String::from_utf8_lossy(&ended.stderr);
    let code = ended.status.code();
    assert!(matches!(code, Some(0..=2)), "{code:?}: {told}");
    code.unwrap_or_default()
}

#[test]
#[cfg(feature = "query")]
fn answers_of_any_length_are_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let (long, short) = ("x".repeat(100_000), "<http://e.org/a> <http://e.org/p> 1 .\n");
    let many = (0..2000).map(|i| format!("<http://e.org/{i}> <http://e.org/p> 1 .\n")).collect::<String>();
    let graph = format!("<http://e.org/{long}> <http://e.org/p> 1 .\n{short}{many}");
    std::fs::write(folder.path().join("a.ttl"), &graph).expect("room on the disk");
    let asked = relata(folder.path(), &["query", "a.ttl", "SELECT ?s ?o { ?s ?p ?o }"]);
    assert_eq!(code(&asked), 0);
    let table = String::from_utf8(asked.stdout).expect("text");
    assert!(table.lines().any(|line| line == format!("http://e.org/{long}  1")));
    // what is long widens its own line alone
    assert!(table.len() < 2 * graph.len(), "{} bytes", table.len());
}

/// RDF that a parser without limits dies of, by the ending of its name.
#[cfg(feature = "query")]
fn deadly_rdf() -> Vec<(&'static str, String)> {
    const DEEP: usize = 20_000;
    let nested = |open: &str, inside: &str, close: &str| open.repeat(DEEP) + inside + &close.repeat(DEEP);
    let subject = "<http://e.org/s> <http://e.org/p> ";
    let terms = subject.to_owned()
        + &nested("<<( <http://e.org/s> <http://e.org/p> ", "<http://e.org/o>", " )>>")
        + " .\n";
    let fine = "<http://e.org/s> <http://e.org/p> <http://e.org/o> .\n";
    let xml = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e.org/\">";
    let entities = (1..9).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10)));
    let names = (0..60_000).map(|i| format!(" xmlns:n{i}=\"http://e.org/{i}\"")).collect::<String>();
    let prefix = "x".repeat(200_000);
    vec![
        ("jsonld", format!("{{\"http://e.org/p\":{}}}", nested("{\"@list\":[", "1", "]}"))),
        ("ttl", format!("{subject}{} .", nested("[ <http://e.org/p> ", "1", " ]"))),
        ("ttl", format!("@prefix p: <http://e.org/{prefix}/> .\n{}", "p:a p:b p:c .\n".repeat(2_000))),
        ("trig", format!("{{ {terms} }}")),
        ("nt", terms.clone()),
        ("nq", fine.repeat(40_000) + &terms),
        (
            "rdf",
            format!(
                "<!DOCTYPE rdf:RDF [<!ENTITY l0 \"lol\">{}]>{xml}<rdf:Description><e:a>&l8;</e:a></rdf:Description></rdf:RDF>",
                entities.collect::<String>()
            ),
        ),
        (
            "xml",
            format!("{xml}{}</rdf:RDF>", nested("<rdf:Description><e:a>", "", "</e:a></rdf:Description>")),
        ),
        ("rdf", xml.replacen('>', &format!("{names}/>"), 1)),
    ]
}

#[test]
#[cfg(feature = "query")]
fn rdf_of_others_is_asked_within_the_limits() {
    let folder = tempfile::tempdir().expect("a folder");
    let ask = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("room on the disk");
        relata(folder.path(), &["query", name, "ASK { ?s ?p ?o }"])
    };
    for (ending, text) in deadly_rdf() {
        let asked = ask(&format!("a.{ending}"), &text);
        let told = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert_eq!(code(&asked), 1, "{ending}: {told}");
        assert!(told.contains(&format!("a.{ending}")) && told.contains("cannot read"), "{ending}: {told}");
        if ending == "nq" {
            assert!(told.contains("line 40001"), "{told}");
        }
    }
    // a node without a name is one node, however many lines lie between
    let lines =
        (0..40_000).map(|i| format!("_:n <http://e.org/{i}> <http://e.org/o> .\n")).collect::<String>();
    std::fs::write(folder.path().join("b.nt"), lines).expect("room on the disk");
    let asked = relata(folder.path(), &["query", "b.nt", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"]);
    assert_eq!(String::from_utf8_lossy(&asked.stdout).lines().last(), Some("1"));
}

#[test]
#[cfg(feature = "query")]
fn a_question_as_deep_as_it_pleases_is_a_usage_error() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.nt"), "<http://e.org/a> <http://e.org/p> <http://e.org/o> .\n")
        .expect("room on the disk");
    let ask = |question: &str| {
        std::fs::write(folder.path().join("q.rq"), question).expect("room on the disk");
        relata(folder.path(), &["query", "a.nt", "@q.rq"])
    };
    for deep in ["{", "(", "["] {
        assert_eq!(code(&ask(&format!("SELECT * {{ {}", deep.repeat(20_000)))), 2, "{deep}");
    }
    for signs in ["!".repeat(40_000) + "true", "1".to_owned() + &"+1".repeat(500), "-".repeat(40_000) + "1"] {
        assert!(code(&ask(&format!("ASK {{ ?s ?p ?o FILTER({signs}) }}"))) < 3);
    }
    assert_eq!(code(&ask(&"# a long question\n".repeat(10_000))), 2);
    let deep = ask(&format!("ASK {} ?s ?p ?o {}", "{".repeat(900), "}".repeat(900)));
    assert_eq!((code(&deep), deep.stdout.as_slice()), (0, &b"yes\n"[..]));
}

/// The program behind what a shell says first.
#[cfg(target_os = "linux")]
fn limited(folder: &Path, limit: &str, args: &[&str]) -> Output {
    let mut shell = Command::new("bash");
    shell.args(["-c", &format!("{limit} && exec \"$0\" \"$@\"")]).arg(PROGRAM).args(args);
    shell.current_dir(folder).output().expect("bash runs")
}

#[test]
#[cfg(target_os = "linux")]
fn a_limit_on_sizes_is_a_full_disk_and_no_end_by_a_signal() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Greta Lund met Olav Berg in Oslo. She did not thank the envoy. ".repeat(20);
    std::fs::write(folder.path().join("a.txt"), &text).expect("room on the disk");
    let names = || -> Vec<String> {
        let entries = std::fs::read_dir(folder.path().join("out")).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    };
    for args in [&["corpus", "a.txt", "--out", "out"][..], &["graph", "a.txt", "-o", "a.nq"]] {
        let ended = limited(folder.path(), "ulimit -f 8", args);
        assert_eq!(code(&ended), 1);
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(told.contains("make room") && told.contains(".nq"), "{told}");
    }
    assert!(names().iter().all(|name| !name.ends_with(".part")), "{:?}", names());
    assert!(!folder.path().join("a.nq").exists());
    assert_eq!(code(&limited(folder.path(), "true", &["corpus", "a.txt", "--out", "out"])), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn where_no_thread_may_be_started_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), "Greta Lund met Olav Berg.").expect("room on the disk");
    // a limit on address space that has room for the program, and none for stacks of gigabytes
    for args in [&["graph", "a.txt", "-f", "nquads"][..], &["corpus", "a.txt", "--out", "out"]] {
        let ended = limited(folder.path(), "export RUST_MIN_STACK=9000000000 && ulimit -v 4000000", args);
        assert_eq!(code(&ended), 1);
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(told.contains("no thread can be started"), "{told}");
    }
}

#[test]
fn what_is_packed_otherwise_is_told_with_what_unpacks_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for (bytes, told) in [
        (&b"\xfd7zXZ\0\0\x04\xff"[..], "xz -dc"),
        (b"BZh91AY&SY\xff", "bzip2 -dc"),
        (b"PK\x03\x04\x14\0\xff", "unzip -p"),
    ] {
        std::fs::write(folder.path().join("a.txt"), bytes).expect("room on the disk");
        let ended = relata(folder.path(), &["graph", "a.txt"]);
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(code(&ended), 1);
        assert!(
            said.contains("a.txt: packed by") && said.contains(told) && !said.contains("iconv"),
            "{said}"
        );
    }
}
