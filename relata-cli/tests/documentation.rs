//! The pages that teach the program tell the truth: their commands run as they stand, and what they show comes.
#![cfg(target_os = "linux")] // where the program knows what a shell's redirected file is called

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_relata");
const MEETING: &str = "Greta Lund met Olav Berg in Oslo. The council did not invite Mr. Berg.\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The blocks of a page in one language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// A folder with the files that the pages speak of.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    let article = read(root().join("examples/articles/harbour.txt"))
        + "The ferry Pelican left Bergen. Mr. Holm's attack on the ferry angered Ms. Lund.\n";
    let html = format!(
        "<html><head><title>Treaty</title></head><body><article><p>{article}</p></article></body></html>"
    );
    let lines = format!(
        "{{\"id\": \"monday\", \"text\": {MEETING:?}}}\n{{\"id\": \"tuesday\", \"text\": {article:?}}}\n"
    );
    let files = [
        ("article.txt", article.as_str()),
        ("article.html", &html),
        ("articles.jsonl", &lines),
        ("monday.txt", MEETING),
        ("tuesday.txt", "Ms. Lund visited Kaja Tamm in Lisbon.\n"),
        ("question.rq", "SELECT ?a ?b { ?a predicate:meet ?b }"),
        ("people.csv", "iri,name,kind\nhttps://example.org/who/lund,Greta Lund,person\n"),
        (
            "terms.toml",
            "[prefixes]\nschema = \"https://schema.org/\"\n[[property]]\niri = \"ex:spouse\"\npatterns = [{ predicates = [\"marry\"] }]\n",
        ),
    ];
    for (name, text) in files {
        fs::write(desk.path().join(name), text).expect("room on the disk");
    }
    desk
}

fn shell(line: &str, folder: &Path) -> Output {
    let path = std::env::var("PATH").unwrap_or_default();
    let programs = Path::new(PROGRAM).parent().expect("a folder").display();
    Command::new("bash")
        .args(["-euo", "pipefail", "-c", line])
        .current_dir(folder)
        .env("PATH", format!("{programs}:{path}"))
        .env("HOME", folder)
        .output()
        .expect("a shell")
}

/// Runs a command that is to end well and to have written something: to the file behind `>`, or to standard output.
fn runs(line: &str, folder: &Path) {
    let ran = shell(line, folder);
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && !told.contains("warning"), "{line}\n{told}");
    let written = match line.split_once("> ") {
        Some((_, name)) => read(folder.join(name.trim())),
        None => String::from_utf8_lossy(&ran.stdout).into_owned(),
    };
    assert!(!written.is_empty() || line.contains(" -o") || line.contains("--out"), "{line}\n{told}");
    for (ending, begins) in [(".svg", "<svg "), (".html", "<!DOCTYPE html>")] {
        assert!(!line.ends_with(ending) || written.starts_with(begins), "{line}\n{written:.80}");
    }
}

/// The lines of a block that call the program, without comments.
fn calls(block: &str) -> impl Iterator<Item = &str> {
    let line = |line: &'_ str| line.find(" #").unwrap_or(line.len());
    block.lines().map(move |text| text[..line(text)].trim()).filter(|line| line.starts_with("relata "))
}

#[test]
fn the_commands_of_all_pages_run() {
    let mut found = 0;
    for page in ["README.md", "docs/program.md", "docs/scale.md", "relata-cli/README.md"] {
        let desk = desk();
        runs("relata graph article.txt --format nquads > graph.nq", desk.path());
        fs::create_dir(desk.path().join("facts")).expect("room on the disk");
        if page == "docs/program.md" {
            fs::rename(desk.path().join("graph.nq"), desk.path().join("facts/graph.nq")).expect("the disk");
        } else {
            fs::remove_file(desk.path().join("graph.nq")).expect("the disk");
        }
        for block in blocks(&read(root().join(page)), "bash") {
            for line in calls(&block) {
                runs(line, desk.path());
                found += 1;
            }
        }
    }
    assert!(found > 15, "commands are found: {found}");
}

/// What stands in running text as a whole command: without words for what the reader puts there.
#[test]
fn the_commands_within_sentences_run() {
    let desk = desk();
    fs::write(desk.path().join("a.txt"), MEETING).expect("room on the disk");
    let corrections = blocks(&read(root().join("docs/program.md")), "json").join("");
    fs::write(desk.path().join("list.json"), corrections).expect("room on the disk");
    let page = read(root().join("docs/program.md"));
    let prose: String = page.split("```").step_by(2).collect();
    let commands: Vec<String> = prose
        .split('`')
        .skip(1)
        .step_by(2)
        .map(|command| command.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|command| command.strip_prefix("relata ").is_some_and(|rest| rest.contains(' ')))
        .filter(|command| !command.contains(|c: char| c == '…' || c.is_ascii_uppercase()))
        .collect();
    assert!(commands.len() > 3, "{commands:?}");
    for command in commands {
        let ran = shell(&command, desk.path());
        assert!(ran.status.success(), "{command}\n{}", String::from_utf8_lossy(&ran.stderr));
    }
    assert!(read(desk.path().join("a.html")).starts_with("<!DOCTYPE html>"));
    let manual = desk.path().join(".local/share/man/man1/relata.1");
    assert!(manual.exists(), "manual pages lie where the page says");
}

#[test]
fn corrections_are_those_that_the_page_shows() {
    let desk = desk();
    let list = blocks(&read(root().join("docs/program.md")), "json").join("");
    let count = list.matches("\"correction\"").count();
    fs::write(desk.path().join("list.json"), list).expect("room on the disk");
    let ran = shell("relata graph article.txt --corrections list.json", desk.path());
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{told}");
    assert!(count > 3);
    assert_eq!(told.lines().count(), count, "what each correction did is told: {told}");
}

#[test]
fn what_a_session_at_a_terminal_shows_comes() {
    let desk = desk();
    let page = read(root().join("docs/program.md"));
    let sessions = blocks(&page, "console");
    assert!(!sessions.is_empty());
    for session in sessions {
        let (command, shown) = session.split_once('\n').expect("a command and what it says");
        let ran = shell(command.trim_start_matches("$ "), desk.path());
        let said = [ran.stdout, ran.stderr].concat();
        assert_eq!(String::from_utf8_lossy(&said), shown);
    }
    fs::write(desk.path().join("article.txt"), MEETING).expect("room on the disk");
    let facts = shell("relata graph article.txt", desk.path());
    assert_eq!(blocks(&page, "text"), [String::from_utf8_lossy(&facts.stdout)]);
}
