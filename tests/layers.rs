//! The source has layers: no modules import one another in a circle, but for pairs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A module, by its names from the crate's root.
type Module = Vec<String>;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn module(file: &Path, root: &Path) -> Module {
    let inside = file.strip_prefix(root).expect("below the root").with_extension("");
    let mut names: Module = inside.iter().map(|n| n.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|n| n == "mod" || n == "lib") {
        names.pop();
    }
    names
}

/// The paths that a use imports, its braces written out.
fn paths(import: &str) -> Vec<String> {
    let Some((before, inner)) = import.split_once('{') else { return vec![import.trim().to_owned()] };
    let inner = inner.trim_end().trim_end_matches('}');
    let (mut parts, mut depth) = (vec![String::new()], 0_i32);
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    let parts = parts.into_iter().filter(|p| !p.trim().is_empty());
    parts.flat_map(|part| paths(&format!("{}{}", before.trim(), part.trim()))).collect()
}

/// The names from the root of what a module calls `crate::…`, `super::…` or `self::…`; what it names otherwise is its own child or another crate's.
fn absolute(path: &str, own: &Module) -> Option<Module> {
    let mut names = path.split("::").map(|n| n.trim().to_owned()).peekable();
    let mut base = match names.next()?.as_str() {
        "crate" => Vec::new(),
        "self" => own.clone(),
        "super" => own[..own.len().saturating_sub(1)].to_vec(),
        _ => return None,
    };
    while names.next_if(|n| n == "super").is_some() {
        base.pop();
    }
    base.extend(names);
    Some(base)
}

/// For each module the modules that it imports, its tests left out.
fn imports(root: &Path) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut all = Vec::new();
    files(root, &mut all);
    let modules: BTreeSet<Module> = all.iter().map(|f| module(f, root)).collect();
    let mut imports = BTreeMap::new();
    for file in &all {
        let own = module(file, root);
        let text = std::fs::read_to_string(file).expect("a file of the source");
        let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let text = text.split("#[cfg(all(test").next().unwrap_or_default();
        let uses = text.split(';').filter_map(|s| s.rsplit_once("\nuse ").or(s.split_once("use ")));
        let named = uses.flat_map(|(_, import)| paths(import)).filter_map(|path| absolute(&path, &own));
        let found = named.filter_map(|path| {
            let parts = (1..=path.len()).rev().map(|n| path[..n].to_vec());
            parts.into_iter().find(|part| modules.contains(part))
        });
        let found: BTreeSet<Module> = found.filter(|m| *m != own).collect();
        imports.insert(own, found);
    }
    imports
}

/// All that a module imports, and what that imports, and so on.
fn reached<'m>(from: &'m Module, imports: &'m BTreeMap<Module, BTreeSet<Module>>) -> BTreeSet<&'m Module> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Module> = imports.get(from).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(imports.get(next).into_iter().flatten());
        }
    }
    found
}

#[test]
fn no_modules_import_one_another_in_a_circle() {
    let imports = imports(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let within: BTreeMap<&Module, BTreeSet<&Module>> =
        imports.keys().map(|m| (m, reached(m, &imports))).collect();
    assert!(within.values().any(|w| w.len() > 10), "imports are read");
    for (module, reached) in &within {
        let circle: Vec<String> =
            reached.iter().filter(|m| within[**m].contains(*module)).map(|m| m.join("/")).collect();
        assert!(circle.len() <= 2, "{} in a circle: {}", module.join("/"), circle.join(", "));
    }
}

#[test]
fn braces_are_written_out() {
    assert_eq!(paths("super::{a::{B, c::D}, e::F}"), ["super::a::B", "super::a::c::D", "super::e::F"]);
    let own: Module = ["x", "y", "z"].map(str::to_owned).to_vec();
    assert_eq!(absolute("super::super::w::V", &own), Some(["x", "w", "V"].map(str::to_owned).to_vec()));
}
