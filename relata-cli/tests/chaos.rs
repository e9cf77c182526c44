//! `relata corpus` under attack: killed, its files damaged, its disk full, its signals sent, its inputs no files. Nothing it
//! wrote is silently lost.

mod common;

use common::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A finished output of four shards, its input, and its files.
struct Finished {
    _folder: tempfile::TempDir,
    input: PathBuf,
    out: PathBuf,
    files: std::collections::BTreeMap<String, Vec<u8>>,
}

const OPTIONS: [&str; 4] = ["--shard", "10", "--format", "jsonl"];

fn finished() -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 40), folder.path().join("out"));
    let done = run(&input, &out, &OPTIONS);
    assert!(done.status.success(), "{}", told(&done));
    let files = files(&out);
    Finished { _folder: folder, input, out, files }
}

fn truncate(path: &Path) {
    let bytes = fs::read(path).expect("a file");
    fs::write(path, &bytes[..bytes.len() / 2]).expect("room on the disk");
}

fn empty(path: &Path) {
    fs::write(path, "").expect("room on the disk");
}

fn delete(path: &Path) {
    fs::remove_file(path).expect("it is there");
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).expect("room on the disk");
}

#[test]
fn a_damaged_shard_is_noticed_and_made_anew() {
    let Finished { input, out, files: before, .. } = &finished();
    let verify = |out: &Path| {
        let mut command = Command::new(PROGRAM);
        command.args(["corpus", "--verify", "--out"]).arg(out).output().expect("it runs")
    };
    assert!(verify(out).status.success());
    type Damage = (&'static str, fn(&Path));
    let damages: [Damage; 6] = [
        ("shard-000001.jsonl", truncate),
        ("shard-000002.jsonl", empty),
        ("shard-000000.jsonl", delete),
        ("shard-000003.jsonl", flip),
        ("shard-000001.failures.jsonl", delete),
        ("shard-000002.documents.tsv", flip),
    ];
    for (name, damage) in damages {
        damage(&out.join(name));
        let damaged = files(out);
        let looked = verify(out);
        assert_eq!(looked.status.code(), Some(1));
        assert!(told(&looked).contains(name), "{}", told(&looked));
        assert_eq!(files(out), damaged, "--verify changes nothing");
        let again = run(input, out, &OPTIONS);
        assert!(again.status.success(), "{}", told(&again));
        assert!(told(&again).contains(name) && told(&again).contains("made anew"), "{}", told(&again));
        assert_eq!(&files(out), before, "{name}");
        assert!(verify(out).status.success());
    }
    // a damaged shard of another input is not made of that
    truncate(&out.join("shard-000001.jsonl"));
    let text = fs::read_to_string(input).expect("the input");
    fs::write(input, text.replace("on day 15", "on day 99")).expect("room on the disk");
    let refused = run(input, out, &OPTIONS);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("article-15 has changed"), "{}", told(&refused));
}

#[test]
fn merging_mends_what_is_damaged_first() {
    let Finished { input, out, .. } = &finished();
    let options = [&OPTIONS[..], &["--merge"]].concat();
    assert!(run(input, out, &options).status.success());
    let before = files(out);
    truncate(&out.join("shard-000002.jsonl"));
    let done = run(input, out, &options);
    assert!(done.status.success() && told(&done).contains("made anew"), "{}", told(&done));
    assert_eq!(files(out), before);
}

#[test]
fn what_is_made_of_all_shards_is_looked_after_too() {
    let Finished { input, out, .. } = &finished();
    let merging = [&OPTIONS[..], &["--merge"]].concat();
    let verified = || {
        let mut command = Command::new(PROGRAM);
        let looked = command.args(["corpus", "--verify", "--out"]).arg(out).output().expect("it runs");
        (looked.status.success(), told(&looked))
    };
    assert!(run(input, out, &merging).status.success() && verified().0);
    let whole = files(out);
    for (name, damage) in [
        ("merged.jsonl", truncate as fn(&Path)),
        ("merged.joined.jsonl", delete),
        ("failures.jsonl", |path| {
            fs::write(path, "x").expect("room on the disk");
        }),
    ] {
        damage(&out.join(name));
        let (fine, told_of) = verified();
        assert!(!fine && told_of.contains(name), "{told_of}");
        // a run without --merge leaves the merged graph as it is, and says so
        let again = told(&run(input, out, &OPTIONS));
        assert_eq!(again.contains(name) && again.contains("--merge"), name.starts_with("merged"), "{again}");
        assert!(run(input, out, &merging).status.success() && verified().0);
        assert_eq!(files(out), whole, "{name}");
    }
    // shards made anew of other documents are not those that were merged
    let text = fs::read_to_string(input).expect("the input");
    fs::write(input, text.replace("on day 15", "on day 99")).expect("room on the disk");
    let changed = [&OPTIONS[..], &["--accept-changes"]].concat();
    let told_of = told(&run(input, out, &changed));
    assert!(told_of.contains("the merged graph is of shards of before"), "{told_of}");
    assert!(!verified().0);
    assert!(run(input, out, &merging).status.success() && verified().0);
}

#[test]
fn a_damaged_manifest_is_an_error_that_says_what_to_do() {
    let Finished { input, out, files: before, .. } = &finished();
    let manifest = out.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    for damaged in
        [text.replacen("\"failures\": 0", "\"failures\": 1", 1), text[..100].to_owned(), String::new()]
    {
        fs::write(&manifest, damaged).expect("room on the disk");
        let refused = run(input, out, &OPTIONS);
        assert_eq!(refused.status.code(), Some(1));
        let told = told(&refused);
        assert!(told.contains("manifest.json: damaged") && told.contains("move it away"), "{told}");
    }
    fs::remove_file(&manifest).expect("it is there");
    assert!(run(input, out, &OPTIONS).status.success());
    assert_eq!(&files(out), before);
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 20), folder.path().join("out"));
    let precious = folder.path().join("precious");
    fs::write(&precious, "precious").expect("room on the disk");
    fs::create_dir(&out).expect("room on the disk");
    let names = ["manifest.json", "failures.jsonl", "shard-000000.jsonl", "shard-000001.failures.jsonl"];
    for name in names {
        symlink(&precious, out.join(format!("{name}.part"))).expect("room on the disk");
    }
    for name in &names[1..] {
        symlink(&precious, out.join(name)).expect("room on the disk");
    }
    let done = run(&input, &out, &OPTIONS);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(fs::read_to_string(&precious).expect("it is there"), "precious");
    for name in files(&out).keys() {
        assert!(fs::symlink_metadata(out.join(name)).expect("it is there").is_file(), "{name}");
    }
    // a shard that is a link now is none
    fs::rename(out.join("shard-000000.jsonl"), folder.path().join("moved")).expect("it is there");
    symlink(folder.path().join("moved"), out.join("shard-000000.jsonl")).expect("room on the disk");
    assert!(told(&run(&input, &out, &OPTIONS)).contains("shard-000000.jsonl"));
    // lock, manifest and the folder itself
    for name in ["lock", "manifest.json"] {
        fs::remove_file(out.join(name)).expect("it is there");
        symlink(&precious, out.join(name)).expect("room on the disk");
        let refused = run(&input, &out, &OPTIONS);
        assert_eq!(refused.status.code(), Some(1), "{name}");
        assert!(told(&refused).contains(name) && told(&refused).contains("link"), "{}", told(&refused));
        fs::remove_file(out.join(name)).expect("it is there");
    }
    assert_eq!(fs::read_to_string(&precious).expect("it is there"), "precious");
    let linked = folder.path().join("linked");
    symlink(&out, &linked).expect("room on the disk");
    let refused = run(&input, &linked, &OPTIONS);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("a link, not a folder"), "{}", told(&refused));
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_a_failure_and_nothing_waits_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir(&input).expect("room on the disk");
    fs::write(input.join("a.txt"), "Greta Lund left Oslo.").expect("room on the disk");
    let fifo = Command::new("mkfifo").arg(input.join("b.txt")).status().expect("mkfifo runs");
    assert!(fifo.success());
    std::os::unix::fs::symlink("/dev/zero", input.join("c.txt")).expect("room on the disk");
    std::os::unix::net::UnixListener::bind(input.join("d.txt")).expect("room on the disk");
    let done = run(&input, &out, &["--format", "jsonl"]);
    assert!(done.status.success(), "{}", told(&done));
    let failures = values(&out.join("failures.jsonl"));
    let reasons: Vec<&str> = failures.iter().filter_map(|f| f["reason"].as_str()).collect();
    assert_eq!((sum(&out, "documents"), failures.len()), (4, 3));
    assert!(reasons[0].contains("a FIFO") && reasons[1].contains("a device"), "{reasons:?}");
    // as the input itself
    for (name, remedy) in [("b.txt", ""), ("b.jsonl", "give - to read")] {
        let path = input.join(name);
        if !path.exists() {
            assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
        }
        let ended = run(&path, &folder.path().join(format!("of {name}")), &[]);
        assert!(told(&ended).contains(remedy), "{}", told(&ended));
    }
    // among the output's own files
    fs::remove_file(out.join("lock")).expect("it is there");
    assert!(Command::new("mkfifo").arg(out.join("lock")).status().expect("mkfifo runs").success());
    assert_eq!(run(&input, &out, &["--format", "jsonl"]).status.code(), Some(1));
}

/// Whether this process, and so its children, ignores the signal, as far as the system says.
#[cfg(unix)]
fn is_ignored(signal: &str) -> bool {
    let number = match signal {
        "HUP" => 1,
        "INT" => 2,
        _ => 15,
    };
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|hex| u64::from_str_radix(hex.trim(), 16).ok()).unwrap_or(0);
    mask >> (number - 1) & 1 == 1
}

#[test]
#[cfg(unix)]
fn every_signal_finishes_the_shard_at_hand() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        // a shell's background job is to ignore SIGINT, and hands that down
        if is_ignored(signal) {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let (input, out) = (json_lines(folder.path(), 2000), folder.path().join("out"));
        let mut child =
            corpus(&input, &out, &["--shard", "25"]).stderr(Stdio::null()).spawn().expect("it runs");
        while !out.join("manifest.json").exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
        assert!(sent.expect("kill runs").success());
        assert_eq!(child.wait().expect("it ends").code(), Some(code), "{signal}");
        let done = sum(&out, "documents");
        assert!((25..2000).contains(&done) && done.is_multiple_of(25), "{done}");
        assert!(files(&out).keys().all(|name| !name.ends_with(".part")));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_hangup_that_is_to_be_ignored_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 200), folder.path().join("out"));
    let mut ignoring = Command::new("bash");
    ignoring
        .args(["-c", "trap '' HUP; exec \"$@\"", "bash"])
        .arg(PROGRAM)
        .arg("corpus")
        .arg(&input)
        .arg("--out")
        .arg(&out);
    let mut child = ignoring.args(["--quiet", "--shard", "20"]).spawn().expect("bash runs");
    while !out.join("manifest.json").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let _ = Command::new("kill").args(["-HUP", &child.id().to_string()]).status();
    assert!(child.wait().expect("it ends").success());
    assert_eq!(sum(&out, "documents"), 200);
}

#[test]
fn changed_inputs_are_named_and_taken_where_they_are_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir(&input).expect("room on the disk");
    let write = |name: &str, text: &str| fs::write(input.join(name), text).expect("room on the disk");
    for i in 0..9 {
        write(&format!("{i}.txt"), &format!("Greta Lund left Oslo on day {i}."));
    }
    // a document that cannot be read: not UTF-8
    fs::write(input.join("5.txt"), b"K\xf6ln").expect("room on the disk");
    let options = ["--format", "jsonl", "--shard", "3"];
    let accepting = [&options[..], &["--accept-changes"]].concat();
    assert!(run(&input, &out, &options).status.success());
    assert_eq!(sum(&out, "failures"), 1);
    let fresh = |options: &[&str]| {
        let fresh = folder.path().join("fresh");
        let _ = fs::remove_dir_all(&fresh);
        assert!(run(&input, &fresh, options).status.success());
        files(&fresh)
    };
    let refused = |name: &str| {
        let before = files(&out);
        let refused = run(&input, &out, &options);
        assert_eq!(refused.status.code(), Some(1));
        let told = told(&refused);
        assert!(told.contains(name) && told.contains("--accept-changes"), "{told}");
        assert_eq!(files(&out), before);
    };
    let taken = |anew: usize| {
        let done = run(&input, &out, &accepting);
        assert!(done.status.success(), "{}", told(&done));
        assert_eq!(told(&done).matches("made anew").count(), anew, "{}", told(&done));
        assert_eq!(files(&out), fresh(&options));
        assert!(run(&input, &out, &options).status.success());
    };
    write("5.txt", "Greta Lund left Oslo on day 5.");
    refused("5 has changed");
    taken(1);
    write("1a.txt", "Olav Berg stayed.");
    refused("1a stands where 2 was");
    taken(3);
    fs::remove_file(input.join("7.txt")).expect("it is there");
    fs::remove_file(input.join("8.txt")).expect("it is there");
    refused("7");
    taken(1);
    fs::rename(&input, folder.path().join("renamed")).expect("it is there");
    let renamed = folder.path().join("renamed");
    let other = run(&renamed, &out, &options);
    assert!(
        told(&other).contains("the input was") && told(&other).contains("--accept-changes"),
        "{}",
        told(&other)
    );
    let before = files(&out);
    let done = run(&renamed, &out, &accepting);
    assert!(done.status.success() && !told(&done).contains("made anew"), "{}", told(&done));
    let shards = |files: std::collections::BTreeMap<String, Vec<u8>>| {
        files.into_iter().filter(|(name, _)| name.starts_with("shard")).collect::<Vec<_>>()
    };
    assert_eq!(shards(files(&out)), shards(before));
    // fewer shards than there were
    for i in 3..7 {
        fs::remove_file(renamed.join(format!("{i}.txt"))).expect("it is there");
    }
    assert!(told(&run(&renamed, &out, &options)).contains("--accept-changes"));
    let done = run(&renamed, &out, &accepting);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(sum(&out, "documents"), 4);
    assert!(!out.join("shard-000002.jsonl").exists());
}

#[test]
fn errors_name_the_file_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (json_lines(folder.path(), 20), folder.path().join("out"));
    assert!(run(&input, &out, &OPTIONS).status.success());
    let other = run(&input, &out, &["--shard", "20", "--format", "nquads"]);
    let told_other = told(&other);
    assert!(
        told_other.contains("--format was jsonl and is nquads, --shard was 10 and is 20"),
        "{told_other}"
    );
    assert!(!told_other.contains("Settings") && !told_other.contains("Some("), "{told_other}");
    let folder_as_shard = folder.path().join("other");
    fs::create_dir_all(folder_as_shard.join("shard-000000.jsonl.part")).expect("room on the disk");
    let refused = run(&input, &folder_as_shard, &OPTIONS);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("shard-000000.jsonl.part: ") && told(&refused).contains("move it away"));
    for (out, part) in [(input.clone(), "a file, not a folder"), (input.join("below"), "articles.jsonl")] {
        let refused = run(&input, &out, &OPTIONS);
        assert_eq!(refused.status.code(), Some(1));
        assert!(told(&refused).contains(part), "{}", told(&refused));
    }
    let missing = run(&folder.path().join("no such.jsonl"), &out, &OPTIONS);
    assert!(
        told(&missing).contains("no such.jsonl") && told(&missing).contains("see whether"),
        "{}",
        told(&missing)
    );
    let nothing = Command::new(PROGRAM)
        .args(["corpus", "--verify", "--out"])
        .arg(folder.path())
        .output()
        .expect("it runs");
    assert_eq!(nothing.status.code(), Some(1));
    assert!(told(&nothing).contains("nothing was finished here"), "{}", told(&nothing));
}

/// A file system of a size of its own, while it lives.
#[cfg(target_os = "linux")]
struct SmallDisk(PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn new(at: &Path, kilobytes: usize) -> Option<Self> {
        fs::create_dir_all(at).expect("room on the disk");
        let size = format!("size={kilobytes}k");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output();
        mount.is_ok_and(|done| done.status.success()).then(|| Self(at.to_owned()))
    }

    fn resize(&self, kilobytes: usize) {
        let size = format!("remount,size={kilobytes}k");
        assert!(
            Command::new("mount").args(["-o", &size]).arg(&self.0).status().expect("mount runs").success()
        );
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_is_full_at_any_write_tears_nothing() {
    let Finished { input, files: whole, _folder: folder, .. } = &finished();
    let all: usize = whole.values().map(Vec::len).sum();
    let mut full = 0;
    for step in 1..=20 {
        let kilobytes = 4 * (1 + all * step / 20 / 4096);
        let Some(disk) = SmallDisk::new(&folder.path().join(format!("disk-{step}")), kilobytes) else {
            eprintln!("no tmpfs can be mounted here: a full disk was not tried");
            return;
        };
        let out = disk.0.join("out");
        let done = run(input, &out, &OPTIONS);
        match done.status.code() {
            Some(0) => {}
            Some(1) => {
                full += 1;
                let told = told(&done);
                assert!(told.contains("make room") && told.contains("disk-"), "{kilobytes} kB: {told}");
                for (name, bytes) in files(&out) {
                    let torn = name.starts_with("shard") && whole.get(&name) != Some(&bytes);
                    assert!(!torn && !name.ends_with(".part"), "{kilobytes} kB: {name}");
                }
            }
            other => panic!("{kilobytes} kB: {other:?}: {}", told(&done)),
        }
        disk.resize(64 * 1024);
        let done = run(input, &out, &OPTIONS);
        assert!(done.status.success(), "{}", told(&done));
        assert_eq!(&files(&out), whole, "{kilobytes} kB");
    }
    assert!(full >= 10, "only {full} disks were full");
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_cannot_be_written_is_an_error_with_a_remedy() {
    let Finished { input, _folder: folder, .. } = &finished();
    let Some(disk) = SmallDisk::new(&folder.path().join("fixed"), 1024) else {
        eprintln!("no tmpfs can be mounted here: a disk that cannot be written was not tried");
        return;
    };
    let fixed = Command::new("mount").args(["-o", "remount,ro"]).arg(&disk.0).status();
    assert!(fixed.expect("mount runs").success());
    let refused = run(input, &disk.0.join("out"), &OPTIONS);
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("take another place"), "{}", told(&refused));
}

#[test]
fn ten_kills_a_cut_and_a_link_later_it_is_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = json_lines(folder.path(), 200);
    let (whole, killed) = (folder.path().join("whole"), folder.path().join("killed"));
    let options = ["--format", "nquads", "--shard", "10"];
    assert!(run(&input, &whole, &options).status.success());
    let mut kills = 0;
    for wait in [70, 40, 130, 90, 20, 160, 60, 110, 30, 80] {
        let mut child = corpus(&input, &killed, &options).stderr(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis(wait));
        if child.try_wait().expect("a status").is_none() {
            kills += 1;
            child.kill().expect("it was running");
        }
        child.wait().expect("it ends");
        if wait == 160 && killed.join("shard-000000.nq").exists() {
            truncate(&killed.join("shard-000000.nq"));
        }
    }
    assert!(kills > 0, "nothing was killed, so nothing was tested");
    let done = run(&input, &killed, &options);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(files(&killed), files(&whole));
}
