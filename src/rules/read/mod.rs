//! The text of rules to compiled rules; each name in them is checked.

mod action;
mod items;
mod lines;
mod pattern;
mod values;

use super::error::{RuleError, RuleProblem};
use super::types::{Action, Effect, Example, Rule};
use action::action;
use items::Items;
use lines::{Line, lines};
use pattern::Pattern;
use rustc_hash::FxHashMap;
use std::sync::Arc;

type Read<T> = Result<T, RuleProblem>;

/// The user's own lists, by name.
type Lists = FxHashMap<String, Arc<FxHashMap<String, Vec<String>>>>;

/// Reads and checks a text of rules.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Rule>, RuleError> {
    let error = |line: usize, problem: RuleProblem| RuleError { file: file.to_owned(), line, problem };
    let name: Arc<str> = Arc::from(file);
    let mut lists = Lists::default();
    let mut rules: Vec<Rule> = Vec::new();
    let lines = lines(text);
    let mut rest = lines.as_slice();
    while let Some((line, after)) = rest.split_first() {
        let end = after.iter().position(|l| matches!(l.keyword.as_str(), "rule" | "list"));
        let (own, next) = after.split_at(end.unwrap_or(after.len()));
        rest = next;
        match line.keyword.as_str() {
            "list" => {
                let (name, list) = own_list(&line.rest).map_err(|p| error(line.number, p))?;
                lists.insert(name, Arc::new(list));
            }
            "rule" => {
                let rule = rule(&name, line, own, &lists).map_err(|(n, p)| error(n, p))?;
                if rules.iter().any(|r| r.name == rule.name) {
                    return Err(error(line.number, RuleProblem::NamedTwice(rule.name.to_string())));
                }
                rules.push(rule);
            }
            other => return Err(error(line.number, RuleProblem::UnknownKeyword(other.to_owned()))),
        }
    }
    Ok(rules)
}

/// `list NAME word|word|"two words"`.
fn own_list(rest: &str) -> Read<(String, FxHashMap<String, Vec<String>>)> {
    let all = super::tokens::tokens(rest);
    let mut items = Items(&all);
    let name = items.word("the list's name")?;
    let list = items.alternatives()?.into_iter().map(|w| (w, Vec::new())).collect();
    items.end()?;
    Ok((name, list))
}

type Placed<T> = Result<T, (usize, RuleProblem)>;

fn rule(file: &Arc<str>, head: &Line, own: &[Line], lists: &Lists) -> Placed<Rule> {
    let name = head.rest.clone();
    if name.is_empty() || name.contains(char::is_whitespace) || !name.contains('/') {
        return Err((head.number, RuleProblem::Missing("a name of the form group/name")));
    }
    let mut pattern = Pattern::new(lists);
    for line in own.iter().filter(|l| matches!(l.keyword.as_str(), "word" | "maybe" | "no")) {
        pattern.declare(line).map_err(|p| (line.number, p))?;
    }
    let (mut at, mut about) = (0, String::new());
    let (mut actions, mut fires, mut silent): (Vec<Action>, _, _) = (Vec::new(), Vec::new(), Vec::new());
    for line in own {
        let place = |p| (line.number, p);
        match line.keyword.as_str() {
            "about" => about.clone_from(&line.rest),
            "word" | "maybe" | "no" => {
                pattern.conditions(at, line).map_err(place)?;
                at = at.saturating_add(1);
            }
            "fires" => fires.push(example(line)),
            "silent" => silent.push(example(line)),
            _ => actions.push(action(line, pattern.names()).map_err(place)?),
        }
    }
    let missing = |what| (head.number, RuleProblem::Missing(what));
    let stage = actions.first().map(Effect::stage).ok_or_else(|| missing("an action"))?;
    if actions.iter().any(|a| a.stage() != stage) {
        return Err((head.number, RuleProblem::MixedStages));
    }
    let words = pattern.finish().map_err(|p| (head.number, p))?;
    Ok(Rule {
        name: name.into(),
        about,
        file: Arc::clone(file),
        line: head.number,
        stage,
        words,
        actions,
        fires,
        silent,
    })
}

fn example(line: &Line) -> Example {
    let (text, gives) = line.rest.split_once("=>").unwrap_or((&line.rest, ""));
    let gives = gives.split(';').map(str::trim).filter(|g| !g.is_empty()).map(str::to_owned).collect();
    Example { text: text.trim().to_owned(), gives, line: line.number }
}
