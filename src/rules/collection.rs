//! All rules, those of the crate and a user's.

use super::index::Index;
use super::types::Rule;
use std::sync::{Arc, LazyLock};

/// Rules of all stages, compiled and checked.
///
/// ```
/// use relata::rules::{Rules, Stage};
/// let rules = Rules::english();
/// assert!(rules.iter().all(|r| !r.fires().is_empty() && !r.silent().is_empty()));
/// let mine = Rules::parse("mine", "
/// rule football/scored-against
///   about   *Lund scored against Harwick*
///   word    scored  VERB, lemma score
///   word    player  nsubj of scored
///   word    club    obl of scored, with case form against
///   fact    subject player, predicate scored as \"score against\", object club
///   fires   Ingrid Lund scored twice against Harwick Town.
///   silent  Ingrid Lund scored twice.
/// ")?;
/// assert_eq!(mine.iter().next().map(|r| r.stage()), Some(Stage::Fact));
/// # Ok::<(), relata::rules::RuleError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Rules {
    pub(super) rules: Vec<Arc<Rule>>,
    pub(super) index: Index,
    /// The constructions of the code that are left out.
    pub(super) left_out: Vec<String>,
}

/// The texts of the rules that come with the crate, in the order in which they are tried.
const ENGLISH: &[(&str, &str)] = &[
    ("name", include_str!("../../data/rules/name.rules")),
    ("saying", include_str!("../../data/rules/saying.rules")),
    ("repair", include_str!("../../data/rules/repair.rules")),
    ("kind", include_str!("../../data/rules/kind.rules")),
    ("identity", include_str!("../../data/rules/identity.rules")),
    ("nominal", include_str!("../../data/rules/nominal.rules")),
];

static BUILT_IN: LazyLock<Result<Rules, super::RuleError>> = LazyLock::new(|| {
    let mut all = Rules::default();
    for (file, text) in ENGLISH {
        all.join(Rules { rules: read(file, text)?, ..Rules::default() })?;
    }
    all.index = Index::of(&all.rules);
    Ok(all)
});

/// The rules of a text, compiled.
fn read(file: &str, text: &str) -> Result<Vec<Arc<Rule>>, super::RuleError> {
    Ok(super::read::read(file, text)?.into_iter().map(Arc::new).collect())
}

impl Rules {
    /// The rules that come with the crate.
    #[must_use]
    pub fn english() -> &'static Self {
        static NONE: LazyLock<Rules> = LazyLock::new(Rules::default);
        BUILT_IN.as_ref().unwrap_or(&NONE)
    }

    /// As [`Rules::english`], with what is wrong in them, if anything is.
    pub(crate) fn checked() -> Result<&'static Self, super::RuleError> {
        BUILT_IN.as_ref().map_err(Clone::clone)
    }

    /// The rules of a text; `file` is its name in errors.
    ///
    /// # Errors
    /// The first line that cannot be read, and why.
    pub fn parse(file: &str, text: &str) -> Result<Self, super::RuleError> {
        let mut all = Self { rules: read(file, text)?, ..Self::default() };
        all.index = Index::of(&all.rules);
        Ok(all)
    }

    /// Puts the rules of another text behind these.
    ///
    /// # Errors
    /// Where a name is given twice.
    pub fn add(&mut self, other: Self) -> Result<(), super::RuleError> {
        self.join(other)?;
        self.index = Index::of(&self.rules);
        Ok(())
    }

    /// The same without an index of all.
    fn join(&mut self, other: Self) -> Result<(), super::RuleError> {
        for rule in &other.rules {
            if self.rules.iter().any(|r| r.name == rule.name) {
                let problem = super::RuleProblem::NamedTwice(rule.name.to_string());
                return Err(super::RuleError { file: rule.file.to_string(), line: rule.line, problem });
            }
        }
        self.rules.extend(other.rules);
        self.left_out.extend(other.left_out);
        Ok(())
    }

    /// Leaves out the rules of that name, or of that group (`nominal/*`), those of the code among them ([`CONSTRUCTIONS`](super::CONSTRUCTIONS));
    /// says whether there is any.
    pub fn leave_out(&mut self, name: &str) -> bool {
        let meant = |other: &str| match name.strip_suffix('*') {
            Some(group) => other.starts_with(group),
            None => other == name,
        };
        let before = self.rules.len();
        self.rules.retain(|r| !meant(&r.name));
        self.index = Index::of(&self.rules);
        let constructions = super::CONSTRUCTIONS.iter().map(|c| c.name).filter(|n| meant(n));
        let own: Vec<String> = constructions.map(str::to_owned).collect();
        let found = before != self.rules.len() || !own.is_empty();
        self.left_out.extend(own);
        found
    }

    /// Whether the construction of the code with that name is left out.
    pub(crate) fn leaves_out(&self, name: &str) -> bool {
        self.left_out.iter().any(|n| n == name)
    }

    /// Whether a construction of the code is left out.
    pub(crate) fn leaves_any_out(&self) -> bool {
        !self.left_out.is_empty()
    }

    /// All rules, in the order in which they are tried.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(Arc::as_ref)
    }
}
