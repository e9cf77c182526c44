//! The documentation holds together: what is public has examples, what the README links is there, on docs.rs, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        match path.extension() {
            _ if path.is_dir() => sources(&path, found),
            Some(ending) if ending == "rs" => found.push(path),
            _ => {}
        }
    }
}

/// The public methods of a type, with whether each has an example.
fn methods(text: &str, of: &str) -> Vec<(String, bool)> {
    let (mut inside, mut example, mut found) = (false, false, Vec::new());
    for line in text.lines() {
        if line.starts_with("impl") {
            let head = line
                .split_once('>')
                .map_or(line, |(before, after)| if before.contains('<') { after } else { line });
            inside = head.trim_start_matches("impl").trim().split([' ', '<']).next() == Some(of)
                && !line.contains(" for ");
        } else if line.starts_with('}') {
            inside = false;
        }
        let line = line.trim_start();
        if line.starts_with("///") {
            example |= line.contains("```");
        } else if !line.starts_with("#[") {
            let name = line.strip_prefix("pub fn ").or_else(|| line.strip_prefix("pub const fn "));
            if let Some(name) = name.filter(|_| inside) {
                let name = name.split(['(', '<']).next().unwrap_or_default();
                found.push((format!("{of}::{name}"), example));
            }
            example = false;
        }
    }
    found
}

#[test]
fn every_public_method_of_extractor_builders_and_graphs_has_an_example() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let types = ["Extractor", "ExtractorBuilder", "KnowledgeGraph", "GraphBuilder", "MergedGraph"];
    let found: Vec<(String, bool)> =
        files.iter().flat_map(|file| types.map(|of| methods(&read(file), of))).flatten().collect();
    assert!(found.len() > 90, "methods are found: {}", found.len());
    let without: Vec<&str> =
        found.iter().filter(|(_, example)| !example).map(|(name, _)| name.as_str()).collect();
    assert!(without.is_empty(), "without an example: {}", without.join(", "));
}

#[test]
fn a_method_without_an_example_is_found() {
    let text = "impl<'g> Graph<'g> {\n    /// Says.\n    pub fn one(&self) {}\n    /// ```\n    /// ```\n    #[must_use]\n    \
                pub fn two<T>(t: T) {}\n}\nimpl Clone for Graph<'_> {\n    pub fn three() {}\n}";
    assert_eq!(methods(text, "Graph"), [("Graph::one".to_owned(), false), ("Graph::two".to_owned(), true)]);
}

/// Base64, as data in an IRI has it.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { letter as char } else { '=' });
        }
    }
    out
}

#[test]
fn the_page_on_docs_rs_has_the_picture_and_all_documents() {
    let links = read("docs/links.md");
    let picture = base64(&fs::read(root().join("docs/picture.svg")).expect("the picture"));
    assert!(
        links.contains(&format!("[picture]: data:image/svg+xml;base64,{picture}\n")),
        "docs/links.md has another picture"
    );
    let (readme, guide) = (read("README.md"), read("src/guide.rs"));
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(root().join("docs")).expect("the folder") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if let Some(name) = name.strip_suffix(".md").filter(|name| *name != "links") {
            names.insert(name.to_owned());
        }
    }
    assert!(names.len() > 10);
    for name in names {
        assert!(guide.contains(&format!("include_str!(\"../docs/{name}.md\")")), "src/guide.rs lacks {name}");
        assert!(links.contains(&format!("[docs/{name}.md]: guide::{name}\n")), "docs/links.md lacks {name}");
        assert!(
            readme.contains(&format!("[docs/{name}.md]: docs/{name}.md")),
            "README.md does not link {name}"
        );
    }
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("\"/docs\"") && manifest.contains("--cfg\", \"docsrs"), "docs are packaged");
}

#[test]
fn no_two_public_types_have_one_name() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut places: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for file in files {
        for line in read(&file).lines() {
            let words: Vec<&str> = line.split([' ', '<', '(', ';', '{']).collect();
            if let ["pub", "struct" | "enum" | "trait" | "type", name, ..] = words.as_slice() {
                places.entry((*name).to_owned()).or_default().push(file.display().to_string());
            }
        }
    }
    // what pictures show of a fact is private to them
    places.remove("Fact");
    let twice: Vec<_> = places.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(places.len() > 100 && twice.is_empty(), "{twice:?}");
}
