//! Whether rules do what their sentences say.

use super::collection::Rules;
use super::types::{Example, Rule, Stage};
use crate::entities::{Link, Resolved};
use crate::propositions::{Proposition, Propositions};
use crate::span::WordId;

/// A sentence for which a rule does not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFailure {
    /// The rule's name.
    pub rule: String,
    /// The name of the text of rules, and the sentence's line there.
    pub place: (String, usize),
    /// The sentence.
    pub sentence: String,
    /// What is wrong.
    pub problem: String,
}

impl std::fmt::Display for RuleFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (file, line) = &self.place;
        write!(f, "{} ({file}, line {line}): {}: {}", self.rule, self.problem, self.sentence)
    }
}

/// Reads the sentences of all rules with `read`.
pub(crate) fn check(rules: &Rules, read: impl Fn(&str) -> (Resolved, Propositions)) -> Vec<RuleFailure> {
    let mut failures = Vec::new();
    for rule in rules.iter() {
        let mut fail = |line: usize, sentence: &str, problem: String| {
            let place = (rule.file.to_string(), line);
            let (rule, sentence) = (rule.name.to_string(), sentence.to_owned());
            failures.push(RuleFailure { rule, place, sentence, problem });
        };
        for (examples, wanted) in [(&rule.fires, true), (&rule.silent, false)] {
            if examples.is_empty() {
                let kind = if wanted { "fires" } else { "is silent" };
                fail(rule.line, "", format!("no sentence for which it {kind}"));
            }
            for example in examples {
                let (resolved, propositions) = read(&example.text);
                if let Some(problem) = problem(rule, example, wanted, &resolved, &propositions) {
                    fail(example.line, &example.text, problem);
                }
            }
        }
    }
    failures
}

fn problem(
    rule: &Rule,
    example: &Example,
    wanted: bool,
    resolved: &Resolved,
    propositions: &Propositions,
) -> Option<String> {
    let own = resolved.parsed().applied.iter().chain(&resolved.applied).chain(&propositions.applied);
    let fired = own.clone().any(|a| a.rule == rule.name);
    // where the network was right by itself there is nothing to repair, and nothing to say against it
    let right = matches!(rule.stage, Stage::Tree | Stage::Kind) && wanted && !example.gives.is_empty();
    if fired != wanted && !right {
        return Some(if wanted { "it does not fire" } else { "it fires" }.to_owned());
    }
    let given = given(rule, resolved, propositions);
    let missing = example.gives.iter().find(|wanted| !given.iter().any(|there| is_same(wanted, there)))?;
    Some(format!("it does not give {missing:?}, but {given:?}"))
}

/// What there is after the rule's stage, in the way examples write it.
fn given(rule: &Rule, resolved: &Resolved, propositions: &Propositions) -> Vec<String> {
    let parsed = resolved.parsed();
    let said = |words: &[WordId]| words.iter().map(|&w| parsed.form(w)).collect::<Vec<_>>().join(" ");
    match rule.stage {
        Stage::Tree => parsed
            .words()
            .map(|w| {
                let head = parsed.head(w).map_or("root", |h| parsed.form(h));
                format!("{} {} {head}", parsed.form(w), parsed.relation(w))
            })
            .collect(),
        Stage::Fact => {
            let own = propositions.all.iter().filter(|p| p.rule == rule.name);
            let line = |p: &Proposition| {
                let object = p.object.as_ref().map(|o| said(&o.words)).unwrap_or_default();
                written(&format!("{} | {} | {object}", said(&p.subject.words), p.predicate.lemma))
            };
            own.map(line).collect()
        }
        Stage::Kind => {
            let named = resolved.mentioned.mentions.iter().filter_map(|m| Some((m.name?, m.kind)));
            named.map(|(name, kind)| format!("{} {kind}", parsed.text_of(name))).collect()
        }
        Stage::Identity => resolved.links.iter().map(|l| one(resolved, l)).collect(),
        Stage::Standing => propositions.all.iter().flat_map(|p| standing(resolved, p)).collect(),
    }
}

/// Two mentions that were joined.
fn one(resolved: &Resolved, link: &Link) -> String {
    let [mention, antecedent] = [link.mention, link.antecedent].map(|m| resolved.mentioned.text(m));
    format!("{mention} = {antecedent}")
}

fn standing(resolved: &Resolved, proposition: &Proposition) -> Vec<String> {
    let parsed = resolved.parsed();
    let head = parsed.form(proposition.predicate.head);
    let mut found = vec![format!("{head} {}", proposition.modality.as_str())];
    found.push(format!("{head} {}", proposition.polarity.as_str()));
    if let Some(source) = &proposition.attribution {
        let words: Vec<&str> = source.words.iter().map(|&w| parsed.form(w)).collect();
        found.push(written(&format!("{head} by {}", words.join(" "))));
    } else {
        found.push(format!("{head} by article"));
    }
    found
}

/// The same but for white space, which words here have between them where the text has none (*Brevik - owned*).
fn is_same(wanted: &str, there: &str) -> bool {
    let ink = |c: &char| !c.is_whitespace();
    wanted.chars().filter(ink).eq(there.chars().filter(ink))
}

/// As it is written: a possessive ending stands at its word.
fn written(words: &str) -> String {
    words.replace(" 's", "'s").replace(" ’s", "’s")
}
