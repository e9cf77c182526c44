//! The example `corpus`: killed and resumed it gives the same bytes, and two hundred nasty files give two hundred results or
//! reasons.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

/// The example, built as these tests are.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let own = std::env::current_exe().expect("this test has a path");
    let profile = own.parent().and_then(Path::parent).expect("it lies in deps");
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--example", "corpus"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    if profile.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success());
    profile.join("examples").join("corpus")
});

fn corpus(input: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(&*PROGRAM);
    command.arg(input).arg("--out").arg(out).args(["--quiet", "--threads", "2"]).args(more);
    command
}

fn run(input: &Path, out: &Path, more: &[&str]) -> Output {
    corpus(input, out, more).output().expect("the example runs")
}

/// All files of an output but the lock, with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .filter(|path| !path.ends_with("lock"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("a file"))
        })
        .collect()
}

fn manifest(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).expect("a manifest")).expect("JSON")
}

fn sum(folder: &Path, field: &str) -> u64 {
    let manifest = manifest(folder);
    let shards = manifest["shards"].as_array().expect("shards");
    shards.iter().map(|shard| shard[field].as_u64().expect("a number")).sum()
}

/// JSON lines of varied documents.
fn json_lines(folder: &Path, count: usize) -> PathBuf {
    let people = ["Greta Lund", "Olav Berg", "Inês Caldeira", "Tom Achebe"];
    let places = ["Oslo", "Lisbon", "Antwerp"];
    let lines = (0..count).map(|i| {
        let (one, other, place) = (people[i % 4], people[(i / 4 + 1) % 4], places[i % 3]);
        let text = format!("{one} met {other} in {place} on day {i}. She did not thank the envoy. ");
        serde_json::json!({"id": format!("article-{i}"), "text": text.repeat(1 + i % 7)}).to_string() + "\n"
    });
    let path = folder.join("articles.jsonl");
    fs::write(&path, lines.collect::<String>()).expect("room on the disk");
    path
}

#[test]
fn killed_at_any_time_it_goes_on_and_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = json_lines(folder.path(), 300);
    let (whole, killed) = (folder.path().join("whole"), folder.path().join("killed"));
    for format in ["nquads", "jsonl"] {
        let options = ["--format", format, "--shard", "20"];
        assert!(run(&input, &whole, &options).status.success());
        let mut kills = 0;
        for wait in [40, 90, 60, 150, 30, 110, 200] {
            let mut child = corpus(&input, &killed, &options).spawn().expect("the example runs");
            std::thread::sleep(Duration::from_millis(wait));
            if child.try_wait().expect("a status").is_none() {
                kills += 1;
                child.kill().expect("it was running");
            }
            child.wait().expect("it ends");
        }
        assert!(kills > 0, "nothing was killed, so nothing was tested");
        assert!(run(&input, &killed, &options).status.success());
        let found = files(&killed);
        assert!(found.keys().all(|name| !name.ends_with(".part")), "{:?}", found.keys());
        assert_eq!(found, files(&whole));
        assert_eq!((sum(&killed, "documents"), sum(&killed, "failures")), (300, 0));
        // once more has nothing to do and changes nothing
        assert!(run(&input, &killed, &options).status.success());
        assert_eq!(files(&killed), found);
        fs::remove_dir_all(&whole).expect("it is there");
        fs::remove_dir_all(&killed).expect("it is there");
    }
}

#[test]
fn another_input_or_another_format_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 30), folder.path().join("out"));
    assert!(run(&input, &out, &["--shard", "10"]).status.success());
    let before = files(&out);
    let text = fs::read_to_string(&input).expect("the input").replacen("Oslo", "Bergen", 1);
    fs::write(&input, text).expect("room on the disk");
    let other = run(&input, &out, &["--shard", "10"]);
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&other.stderr).contains("the input is another one"));
    assert_eq!(run(&input, &out, &["--shard", "10", "--format", "jsonl"]).status.code(), Some(1));
    assert_eq!(files(&out), before);
}

#[test]
fn lines_that_cannot_be_read_are_failures_with_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "{\"text\": \"Greta Lund left.\"}\nno json\n\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"x\", \"published\": \"soon\"}\n";
    let out = folder.path().join("out");
    let mut child = corpus(Path::new("-"), &out, &["--format", "jsonl"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the example runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), lines.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success());
    assert_eq!((sum(&out, "documents"), sum(&out, "failures")), (4, 3));
    let failures = fs::read_to_string(out.join("failures.jsonl")).expect("a report");
    for part in ["stdin-2", "no line with a text", "soon"] {
        assert!(failures.contains(part), "{part}: {failures}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_and_no_half_shard() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 60), folder.path().join("out"));
    // files of at most 8 blocks of 512 bytes: writing fails as it does on a full disk
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let mut limited = Command::new("bash");
    limited.args(["-c", script, "bash"]).arg(&*PROGRAM).arg(&input);
    limited.arg("--out").arg(&out).args(["--quiet", "--threads", "2", "--shard", "30"]);
    let full = limited.output().expect("bash runs");
    assert_eq!(full.status.code(), Some(1), "{}", String::from_utf8_lossy(&full.stderr));
    assert!(files(&out).keys().all(|name| !name.ends_with(".nq")));
    assert!(run(&input, &out, &["--shard", "30"]).status.success());
    assert_eq!(sum(&out, "documents"), 60);
}

#[test]
fn control_c_finishes_the_shard_at_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 2000), folder.path().join("out"));
    let mut child = corpus(&input, &out, &["--shard", "25"]).stderr(Stdio::null()).spawn().expect("it runs");
    while !out.join("manifest.json").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupted.expect("kill runs").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let done = sum(&out, "documents");
    assert!((25..2000).contains(&done) && done.is_multiple_of(25), "{done}");
    assert!(files(&out).keys().all(|name| !name.ends_with(".part")));
}

/// Two hundred files that nobody would call articles.
fn poison(folder: &Path) -> usize {
    let sentence = "Greta Lund met Olav Berg in Oslo. ";
    let mut nasty: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\0".repeat(5000),
        b"\xff\xfe".to_vec(),
        b"\xef\xbb\xbf".to_vec(),
        sentence.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        sentence.bytes().map(|b| b | 0x80).collect(),
        (0..=255).collect(),
        "\r".repeat(10_000).into_bytes(),
        "\u{2028}\u{2029}\u{85}\u{b}\u{c}".repeat(500).into_bytes(),
    ];
    let marks = [
        "(",
        ")",
        "“",
        "”",
        "\"",
        "'",
        "’",
        ".",
        "...",
        ",",
        ";",
        ":",
        "-",
        "—",
        "[",
        "]{",
        "<p>",
        "&amp;",
        "$",
        "%",
        "#",
        "@x ",
        "\\",
        "/",
        "|",
        "\t",
        "\u{a0}",
        "\u{200b}",
        "\u{200d}",
        "\u{202e}",
        "\u{feff}",
        "e\u{301}\u{302}\u{303}",
        "\u{301}",
        "👩‍👩‍👧‍👦",
        "🦀",
        "ﷺ",
        "漢",
        "ا",
        "ß",
        "İ",
        "ǆ",
        "x",
        "X",
        "9",
        "1.",
        "a b ",
        "A. ",
        "the ",
        "and ",
        "he said ",
        "that ",
        "of the ",
        "who ",
        "it ",
        "not ",
        "n't ",
        "Mr. ",
        "U.S. ",
        "Lund ",
        "Lund, ",
        "Lund and ",
        "“he said, ”",
        ".\n",
        "\n\n",
        "Lund met ",
        "by ",
    ];
    for mark in marks {
        for size in [300, 9000] {
            nasty.push(mark.repeat(size / mark.len() + 1).into_bytes());
        }
    }
    for n in 0.. {
        if nasty.len() == 198 {
            break;
        }
        // random bytes and random words, by a generator of Lehmer's
        let mut state = 48_271_u64 * (n + 1) % 2_147_483_647;
        let mut next = |most: usize| {
            state = state * 48_271 % 2_147_483_647;
            state as usize % most
        };
        nasty.push(match n % 3 {
            0 => (0..2000).map(|_| next(256) as u8).collect(),
            1 => (0..400).flat_map(|_| marks[next(marks.len())].bytes().collect::<Vec<_>>()).collect(),
            _ => sentence
                .repeat(20)
                .chars()
                .map(|c| if next(5) == 0 { 'q' } else { c })
                .collect::<String>()
                .into(),
        });
    }
    for (i, bytes) in nasty.iter().enumerate() {
        fs::write(folder.join(format!("nasty {i:03} ü'\".txt")), bytes).expect("room on the disk");
    }
    let count = nasty.len();
    fs::create_dir(folder.join("folder.txt")).expect("room on the disk");
    fs::write(folder.join("folder.txt/in it.txt"), sentence.repeat(3000)).expect("room on the disk");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/no/such/place", folder.join("dangling.txt")).expect("room on the disk");
    #[cfg(not(unix))]
    fs::write(folder.join("dangling.txt"), b"\xff").expect("room on the disk");
    count + 2
}

#[test]
fn two_hundred_nasty_files_give_two_hundred_results_or_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir(&input).expect("room on the disk");
    let count = poison(&input);
    assert_eq!(count, 200);
    let done = run(&input, &out, &["--format", "jsonl", "--shard", "64"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let lines = |name: &str| {
        let text = fs::read_to_string(out.join(name)).expect("a file");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<serde_json::Value>>()
    };
    let graphs: Vec<_> = (0..4).flat_map(|shard| lines(&format!("shard-{shard:06}.jsonl"))).collect();
    let failures = lines("failures.jsonl");
    assert_eq!((graphs.len() + failures.len(), sum(&out, "documents")), (200, 200));
    let reason = |failure: &serde_json::Value| failure["reason"].as_str().expect("a reason").to_owned();
    assert!(failures.iter().all(|f| !reason(f).contains("internal error")), "{failures:?}");
    assert!(failures.iter().any(|f| f["document"] == "dangling"));
    assert!(failures.iter().any(|f| reason(f).contains("not UTF-8")));
    let ids = graphs.iter().map(|g| &g["document"]["id"]).chain(failures.iter().map(|f| &f["document"]));
    let ids: std::collections::BTreeSet<_> = ids.map(|id| id.as_str().expect("an id")).collect();
    assert_eq!(ids.len(), 200, "each document once");
}
