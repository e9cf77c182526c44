//! Names of files for documents, whose ids come from strangers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Letters of a name at most, as systems allow no more than 255 bytes.
const MOST: usize = 100;

/// The folder of a path, and the name in it.
pub fn parts(path: &Path) -> (PathBuf, String) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder.to_owned(), path.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

/// Gives each document a name of its own.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name without ending, in which nothing leads out of a folder; the same id twice gives two names.
    pub fn of(&mut self, id: &str) -> String {
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let name: String = id.chars().take(MOST).map(safe).collect();
        let name = name.trim_start_matches('.');
        let name = if name.is_empty() { "document" } else { name };
        let numbered = |n: usize| if n < 2 { name.to_owned() } else { format!("{name}-{n}") };
        // systems that do not tell capitals apart would write one over the other
        let free = (1..).map(numbered).find(|name| self.taken.insert(name.to_lowercase()));
        free.unwrap_or_else(|| name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder_or_comes_twice() {
        let mut names = Names::default();
        assert_eq!(names.of("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(names.of("a"), "a");
        assert_eq!(names.of("A"), "A-2");
        assert_eq!(names.of(""), "document");
        assert_eq!(names.of("https://a.example/b?c"), "https___a.example_b_c");
    }
}
