//! What can be wrong with a rule, and where.

use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity, PropositionKind, Role};

/// A rule that cannot be used.
///
/// ```
/// use relata::rules::{RuleProblem, Rules};
/// let error = Rules::parse("mine", "rule my/rule\n  word a VERB, lemma in no_such_list\n").unwrap_err();
/// assert_eq!((error.file.as_str(), error.line), ("mine", 2));
/// assert!(matches!(error.problem, RuleProblem::UnknownList(_)));
/// assert_eq!(error.to_string(), "rules mine, line 2: no word list is called \"no_such_list\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rules {file}, line {line}: {problem}")]
pub struct RuleError {
    /// The name of the text of rules.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: RuleProblem,
}

/// That a value is none, and what there is.
fn no_value(what: &str, value: &str) -> String {
    fn listed<T: ToString>(values: &[T]) -> String {
        let names: Vec<String> = values.iter().map(ToString::to_string).collect();
        format!("; there are {}", names.join(", "))
    }
    let choices = match what {
        "kind of mention" => listed(Kind::ALL),
        "construction" => listed(PropositionKind::ALL),
        "modality" => listed(Modality::ALL),
        "polarity" => listed(Polarity::ALL),
        "role" => listed(Role::ALL),
        "confidence" => "; it is a number from 0 to 1".to_owned(),
        _ => String::new(),
    };
    format!("{value:?} is no {what}{choices}")
}

/// What is wrong in a line of rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleProblem {
    /// A line begins with no keyword.
    #[error("a line cannot begin with {0:?}; `docs/rules.md` has the keywords")]
    UnknownKeyword(String),
    /// A tag that is neither of Universal Dependencies nor of the Penn Treebank.
    #[error("no tag (such as NOUN, VERB, PROPN, VBD) is called {0:?}")]
    UnknownTag(String),
    /// A relation that is none of Universal Dependencies, or a condition that is none.
    #[error("no relation (such as nsubj, obl, nmod:poss) or condition is called {0:?}")]
    UnknownRelation(String),
    /// A list that is neither in `data/words` nor in the same text.
    #[error("no word list is called {0:?}")]
    UnknownList(String),
    /// A kind of mention, construction, modality or role that is none.
    #[error("{}", no_value(.0, .1))]
    UnknownValue(&'static str, String),
    /// A slot of a fact that is none.
    #[error(
        "a fact has no slot {0:?}, but subject, predicate, object, label, kind, modality, polarity, source, qualifier, symmetric"
    )]
    UnknownSlot(String),
    /// A word that no line of the rule names.
    #[error("no word of the rule is called {0:?}")]
    UnknownWord(String),
    /// A word named twice, or a rule.
    #[error("{0:?} is named twice")]
    NamedTwice(String),
    /// A word that is tied to no other word of the rule.
    #[error("the word {0:?} is tied to no other word of the rule")]
    Untied(String),
    /// Something is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Something stands where nothing can.
    #[error("{0:?} cannot stand there")]
    Unexpected(String),
    /// Actions of two stages of the road in one rule.
    #[error("a rule acts at one stage of the road only")]
    MixedStages,
    /// More words than a rule can have.
    #[error("a rule has at most {0} words")]
    TooManyWords(usize),
}
