//! `relata corpus`: killed and resumed it gives the same bytes, and two hundred nasty files give two hundred results or
//! reasons.

mod common;

use common::*;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const FORMATS: &[&str] =
    if cfg!(feature = "parquet") { &["nquads", "jsonl", "parquet"] } else { &["nquads", "jsonl"] };

#[test]
fn killed_at_any_time_it_goes_on_and_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = json_lines(folder.path(), 300);
    let (whole, killed) = (folder.path().join("whole"), folder.path().join("killed"));
    for format in FORMATS {
        let options = ["--format", format, "--shard", "20"];
        assert!(run(&input, &whole, &options).status.success());
        let mut kills = 0;
        for wait in [40, 90, 60, 150, 30, 110, 200] {
            let mut child = corpus(&input, &killed, &options).spawn().expect("it runs");
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
    let told = String::from_utf8_lossy(&other.stderr);
    assert!(told.contains("the input is another one") && told.contains("article-0 has changed"), "{told}");
    assert!(told.contains("--accept-changes"), "{told}");
    assert_eq!(run(&input, &out, &["--shard", "10", "--format", "jsonl"]).status.code(), Some(1));
    assert_eq!(files(&out), before);
}

#[test]
fn lines_that_cannot_be_read_are_failures_with_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "{\"text\": \"Greta Lund left.\"}\nno json\n\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"x\", \"published\": \"soon\"}\n";
    let out = folder.path().join("out");
    let mut child =
        corpus(Path::new("-"), &out, &["--format", "jsonl"]).stdin(Stdio::piped()).spawn().expect("it runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), lines.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success());
    assert_eq!((sum(&out, "documents"), sum(&out, "failures")), (4, 3));
    let failures = fs::read_to_string(out.join("failures.jsonl")).expect("a report");
    for part in ["document-2", "standard input, line 2", "no article with a text", "soon"] {
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
    limited.args(["-c", script, "bash"]).arg(PROGRAM).arg("corpus").arg(&input);
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

#[test]
fn merging_gives_one_entity_to_a_name_of_all_shards() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("articles.jsonl");
    let lines = [
        r#"{"id": "a", "text": "Greta Lund met Olav Berg in Oslo."}"#,
        r#"{"id": "b", "text": "Ms. Lund praised the treaty in Oslo."}"#,
        r#"{"id": "c", "text": "Olav Berg left Antwerp."}"#,
        r#"{"id": "a", "text": "Tom Achebe left Lisbon."}"#,
    ];
    fs::write(&input, lines.join("\n")).expect("room on the disk");
    let known = folder.path().join("known.csv");
    fs::write(&known, "iri,name,kind\nhttps://example.org/lund,Greta Lund,person\n")
        .expect("room on the disk");
    let known = known.to_str().expect("a path of letters");
    let mut joined = Vec::new();
    for format in ["jsonl", "nquads"] {
        let out = folder.path().join(format);
        let options = ["--format", format, "--shard", "3", "--merge", "--known", known];
        let done = run(&input, &out, &options);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let left_out = values(&out.join("merged.failures.jsonl"));
        assert_eq!((left_out.len(), left_out[0]["document"].as_str()), (1, Some("a")));
        joined.push(values(&out.join("merged.joined.jsonl")));
        let before = files(&out);
        assert!(before.keys().all(|name| !name.ends_with(".part")));
        // from the shards alone, the same once more
        assert!(run(&input, &out, &options).status.success());
        assert_eq!(files(&out), before);
    }
    assert_eq!(joined[0], joined[1], "both formats hold the whole graph");
    let lund = joined[0].iter().find(|join| join["document"] == "b" && join["label"] == "Lund");
    assert_eq!(lund.expect("the one Lund")["into"], "https://example.org/lund");
    let graph = &values(&folder.path().join("jsonl/merged.jsonl"))[0];
    let entities = graph["entities"].as_array().expect("entities");
    for name in ["Oslo", "Olav Berg", "Greta Lund"] {
        assert_eq!(entities.iter().filter(|e| e["label"] == name).count(), 1, "{name}");
    }
    let quads = fs::read_to_string(folder.path().join("nquads/merged.nq")).expect("a file");
    let said: std::collections::BTreeSet<_> = quads
        .lines()
        .filter(|quad| quad.starts_with("<https://example.org/lund>\t"))
        .map(|quad| quad.rsplit('\t').nth(1).expect("a graph"))
        .collect();
    assert_eq!(said.len(), 2, "two articles say something of her: {said:?}");
}

#[test]
fn less_detail_makes_smaller_shards_that_merge_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = json_lines(folder.path(), 12);
    let mut sizes = Vec::new();
    let mut joined = Vec::new();
    for detail in ["full", "evidence", "facts"] {
        let out = folder.path().join(detail);
        assert!(run(&input, &out, &["--detail", detail, "--merge"]).status.success());
        sizes.push(sum(&out, "bytes"));
        joined.push(values(&out.join("merged.joined.jsonl")));
    }
    assert!(sizes[0] > 2 * sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
    assert!(!joined[0].is_empty());
    assert!(joined.iter().all(|join| *join == joined[0]));
    // another level of detail is another output
    assert_eq!(run(&input, &folder.path().join("facts"), &[]).status.code(), Some(1));
    let rows = run(&input, &folder.path().join("lines"), &["--format", "jsonl", "--detail", "facts"]);
    assert_eq!(rows.status.code(), Some(2));
}

#[test]
fn a_table_for_merging_that_cannot_be_read_stops_before_the_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 10), folder.path().join("out"));
    let table = folder.path().join("known.csv");
    fs::write(&table, "iri,name\nno IRI,Greta Lund\n").expect("room on the disk");
    let refused = run(&input, &out, &["--merge", "--known", table.to_str().expect("letters")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("line 2"));
    assert!(!out.exists());
}

#[cfg(feature = "parquet")]
mod parquet_files {
    use super::*;
    use arrow_array::cast::AsArray;
    use arrow_array::{ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use std::sync::Arc;

    const TEXTS: [Option<&str>; 3] =
        [Some("Greta Lund met Olav Berg in Oslo."), None, Some("The envoy left Antwerp on Friday.")];

    fn write(path: &Path, columns: Vec<(&str, ArrayRef)>) {
        let columns = columns.into_iter().map(|(name, column)| (name, column, true));
        let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("a batch");
        let file = fs::File::create(path).expect("room on the disk");
        let mut writer = ArrowWriter::try_new(file, batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("written");
        writer.close().expect("written");
    }

    #[test]
    fn rows_of_a_parquet_file_are_documents_and_a_row_without_text_is_a_failure() {
        let folder = tempfile::tempdir().expect("a folder");
        let layouts: [ArrayRef; 3] = [
            Arc::new(StringArray::from(TEXTS.to_vec())),
            Arc::new(LargeStringArray::from(TEXTS.to_vec())),
            Arc::new(StringViewArray::from(TEXTS.to_vec())),
        ];
        let mut outputs = Vec::new();
        for (i, texts) in layouts.into_iter().enumerate() {
            let (input, out) =
                (folder.path().join("articles.parquet"), folder.path().join(format!("out-{i}")));
            let ids: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), Some("b"), None]));
            let dates: ArrayRef = Arc::new(StringArray::from(vec![None, None, Some("2026-03-04")]));
            write(&input, vec![("id", ids), ("text", texts), ("published", dates)]);
            assert!(run(&input, &out, &["--format", "jsonl"]).status.success());
            assert_eq!((sum(&out, "documents"), sum(&out, "failures")), (3, 1));
            let failures = values(&out.join("failures.jsonl"));
            assert_eq!(failures[0]["document"], "b");
            assert!(failures[0]["reason"].as_str().is_some_and(|r| r.contains("no text")));
            outputs.push(fs::read(out.join("shard-000000.jsonl")).expect("a shard"));
        }
        let graphs: Vec<serde_json::Value> = outputs[0]
            .split(|&b| b == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).expect("JSON"))
            .collect();
        assert_eq!(graphs[0]["document"]["id"], "a");
        assert_eq!(graphs[1]["document"]["id"], "articles-3");
        assert_eq!(graphs[1]["document"]["published"], "2026-03-04");
        assert!(outputs.iter().all(|output| *output == outputs[0]));
    }

    #[test]
    fn bytes_that_are_no_parquet_file_are_an_error_with_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let input = folder.path().join("broken.parquet");
        fs::write(&input, "PAR1 and nothing more PAR1").expect("room on the disk");
        let refused = run(&input, &folder.path().join("out"), &[]);
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains("broken.parquet"));
    }

    #[test]
    fn rows_of_facts_hold_what_the_graphs_hold() {
        let folder = tempfile::tempdir().expect("a folder");
        let input = json_lines(folder.path(), 50);
        let (rows, lines) = (folder.path().join("rows"), folder.path().join("lines"));
        assert!(run(&input, &rows, &["--format", "parquet", "--shard", "25"]).status.success());
        assert!(run(&input, &lines, &["--format", "jsonl", "--shard", "25"]).status.success());
        for shard in 0..2 {
            let file = fs::File::open(rows.join(format!("shard-{shard:06}.parquet"))).expect("a shard");
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet").build();
            let found: Vec<(String, String)> = reader
                .expect("Parquet")
                .flat_map(|batch| {
                    let batch = batch.expect("a batch");
                    let column = |name: &str| -> Vec<String> {
                        let column = batch.column_by_name(name).expect("a column").as_string::<i32>();
                        column.iter().map(|value| value.expect("no null").to_owned()).collect()
                    };
                    column("document").into_iter().zip(column("predicate")).collect::<Vec<_>>()
                })
                .collect();
            let graphs = values(&lines.join(format!("shard-{shard:06}.jsonl")));
            let expected: Vec<(String, String)> = graphs
                .iter()
                .flat_map(|graph| {
                    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
                    let relations = graph["relations"].as_array().expect("relations");
                    relations.iter().map(move |r| (text(&graph["document"]["id"]), text(&r["predicate"])))
                })
                .collect();
            assert!(!expected.is_empty());
            assert_eq!(found, expected);
        }
        let refused = run(&input, &folder.path().join("out"), &["--format", "parquet", "--merge"]);
        assert_eq!(refused.status.code(), Some(1));
    }
}
