//! The text of rules to compiled rules; each name in them is checked.

use super::condition::{Condition, Label, Test, Text, Words};
use super::error::{RuleError, RuleProblem};
use super::matching::MOST_WORDS;
use super::tokens::{Token, tokens};
use super::types::{Action, Effect, Example, Presence, Rule, Slot, Source, Target, Word};
use crate::lexicon;
use crate::mentions::{Form, Kind};
use crate::morphology::Upos;
use crate::propositions::{Modality, Polarity, PropositionKind, Role};
use crate::syntax::{BaseRelation, Relation, Subtype};
use rustc_hash::FxHashMap;
use std::sync::Arc;

type Read<T> = Result<T, RuleProblem>;

/// The user's own lists, by name.
type Lists = FxHashMap<String, Arc<FxHashMap<String, Vec<String>>>>;

/// A line with the number of its first part; a line that ends with a comma goes on in the next.
struct Line {
    number: usize,
    keyword: String,
    rest: String,
}

fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(last) = found.last_mut().filter(|_| open) {
            last.rest = format!("{} {line}", last.rest);
        } else {
            let (keyword, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            let rest = rest.trim().to_owned();
            found.push(Line { number: number.saturating_add(1), keyword: keyword.to_owned(), rest });
        }
        let words = found.last().is_some_and(|l| !matches!(l.keyword.as_str(), "about" | "fires" | "silent"));
        open = words && line.ends_with(',');
    }
    found
}

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
    let all = tokens(rest);
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
    let mut pattern = Pattern { lists, names: Vec::new(), words: Vec::new() };
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
            _ => actions.push(action(line, &pattern.names).map_err(place)?),
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

/// The words of a pattern while its lines are read. A condition that speaks of a word of a later line is turned round and
/// given to that word.
struct Pattern<'l> {
    lists: &'l Lists,
    names: Vec<String>,
    words: Vec<Word>,
}

impl Pattern<'_> {
    fn declare(&mut self, line: &Line) -> Read<()> {
        let presence = match line.keyword.as_str() {
            "word" => Presence::Required,
            "maybe" => Presence::Optional,
            _ => Presence::Forbidden,
        };
        let name = match presence {
            // what must not be there has no name
            Presence::Forbidden => format!("no {}", line.rest),
            _ => line.rest.split_whitespace().next().unwrap_or_default().to_owned(),
        };
        if name.is_empty() {
            return Err(RuleProblem::Missing("a word's name"));
        }
        if self.names.contains(&name) {
            return Err(RuleProblem::NamedTwice(name));
        }
        if self.names.len() == MOST_WORDS {
            return Err(RuleProblem::TooManyWords(MOST_WORDS));
        }
        self.names.push(name);
        let source = Source::SentenceOf(0);
        self.words.push(Word { presence, source, last: false, conditions: Vec::new() });
        Ok(())
    }

    fn conditions(&mut self, own: usize, line: &Line) -> Read<()> {
        let all = tokens(&line.rest);
        let mut items = Items(&all);
        if line.keyword != "no" {
            items.word("a word's name")?;
        }
        while !items.0.is_empty() {
            if items.take(&Token::Comma) {
                continue;
            }
            if items.keyword("last") {
                if let Some(word) = self.words.get_mut(own) {
                    word.last = true;
                }
                continue;
            }
            let condition = self.condition(&mut items)?;
            let (at, condition) = turned(condition, own);
            self.words.get_mut(at).into_iter().for_each(|w| w.conditions.push(condition.clone()));
        }
        Ok(())
    }

    fn condition(&self, items: &mut Items<'_>) -> Read<Condition> {
        let mut negated = items.keyword("not");
        let first = items.word("a condition")?;
        let test = match first.as_str() {
            "lemma" => Test::Text { of: Text::Lemma, words: self.text(items)? },
            "form" => Test::Text { of: Text::Form, words: self.text(items)? },
            "exact" => Test::Text { of: Text::Exact, words: self.text(items)? },
            "kind" if items.keyword("none") => {
                negated = !negated;
                Test::Kind(Vec::new())
            }
            "kind" => Test::Kind(kinds(items)?),
            "likely" => Test::LikelyKind(kinds(items)?),
            "begins" if items.keyword("name") => Test::Begins(Vec::new()),
            "begins" => Test::Begins(kinds(items)?),
            "inside" => {
                items.expect("name")?;
                Test::InsideName
            }
            "named" => Test::Reference(Form::Named),
            "described" => Test::Reference(Form::Nominal),
            "pronoun" => Test::Reference(Form::Pronoun),
            "capitalised" => Test::Capitalised,
            "childless" => Test::Childless,
            "either" => {
                let mut conditions = vec![self.condition(items)?];
                while items.keyword("or") {
                    conditions.push(self.condition(items)?);
                }
                Test::Either(conditions)
            }
            "feature" => {
                let pair = items.word("a feature")?;
                let (name, value) = pair.split_once('=').ok_or(RuleProblem::Missing("a feature's value"))?;
                Test::Feature { name: name.to_owned(), value: value.to_owned() }
            }
            "head" => {
                items.expect("of")?;
                Test::Governs { labels: Vec::new(), word: self.word(items)? }
            }
            "before" => Test::Before(self.word(items)?),
            "behind" => Test::Behind(self.word(items)?),
            "right" => {
                if items.keyword("before") {
                    Test::RightBefore(self.word(items)?)
                } else {
                    items.expect("behind")?;
                    Test::RightBehind(self.word(items)?)
                }
            }
            "phrase" => {
                items.expect("right")?;
                items.expect("behind")?;
                Test::PhraseRightBehind(self.word(items)?)
            }
            "above" => Test::Above(self.word(items)?),
            "under" => Test::Under(self.word(items)?),
            "with" | "without" => {
                negated ^= first == "without";
                let labels = items.alternatives()?.iter().map(|l| label(l)).collect::<Read<Vec<_>>>()?;
                let mut conditions = Vec::new();
                while !items.0.is_empty() && items.0.first() != Some(&Token::Comma) {
                    conditions.push(self.condition(items)?);
                }
                Test::Child { labels, conditions }
            }
            _ => {
                let alternatives = items.more(first)?;
                self.tags_or_relation(&alternatives, items)?
            }
        };
        Ok(Condition { negated, test })
    }

    fn tags_or_relation(&self, alternatives: &[String], items: &mut Items<'_>) -> Read<Test> {
        let first = alternatives.first().map_or("", String::as_str);
        if first.starts_with(char::is_uppercase) {
            let (mut universal, mut penn) = (Vec::new(), Vec::new());
            for name in alternatives {
                match Upos::ALL.into_iter().find(|u| u.as_str() == name) {
                    Some(upos) => universal.push(upos),
                    None if PENN.contains(&name.as_str()) => penn.push(name.clone()),
                    None => return Err(RuleProblem::UnknownTag(name.clone())),
                }
            }
            return Ok(Test::Tags { universal, penn });
        }
        let labels = alternatives.iter().map(|l| label(l)).collect::<Read<Vec<_>>>()?;
        let of = if items.keyword("of") { Some(self.word(items)?) } else { None };
        Ok(Test::Relation { labels, of })
    }

    fn text(&self, items: &mut Items<'_>) -> Read<Words> {
        if items.keyword("starting") {
            return Ok(Words::Starting(items.alternatives()?));
        }
        if items.keyword("ending") {
            return Ok(Words::Ending(items.alternatives()?));
        }
        // *in* is a word, too
        let listed = matches!(items.0.get(1), Some(Token::Bare(_))) && items.keyword("in");
        if !listed {
            return Ok(Words::These(items.alternatives()?));
        }
        let all = items.alternatives()?;
        let (name, class) = all.first().map_or(("", None), |f| {
            f.split_once(':').map_or((f.as_str(), None), |(name, class)| (name, Some(class.to_owned())))
        });
        let classes = class.into_iter().chain(all.iter().skip(1).cloned()).collect();
        let list = self.lists.get(name).cloned().or_else(|| lexicon::list(name));
        list.map(|l| Words::Listed(l, classes)).ok_or_else(|| RuleProblem::UnknownList(name.to_owned()))
    }

    fn word(&self, items: &mut Items<'_>) -> Read<usize> {
        let name = items.word("a word's name")?;
        number(&self.names, &name)
    }

    /// The words with where each is looked for.
    fn finish(mut self) -> Read<Vec<Word>> {
        for at in 0..self.words.len() {
            let Some(word) = self.words.get_mut(at) else { break };
            let found = if at == 0 { Some(Source::Anchor) } else { source(&word.conditions) };
            match found {
                Some(source) => word.source = source,
                None => return Err(RuleProblem::Untied(self.names.get(at).cloned().unwrap_or_default())),
            }
        }
        Ok(self.words)
    }
}

/// The nearest place where a word is looked for that fulfils the conditions.
fn source(conditions: &[Condition]) -> Option<Source> {
    let sources = conditions.iter().filter(|c| !c.negated).filter_map(|c| match c.test {
        Test::Governs { word, .. } => Some((0, Source::HeadOf(word))),
        Test::RightBehind(word) => Some((1, Source::Behind(word))),
        Test::RightBefore(word) => Some((1, Source::Before(word))),
        Test::Relation { of: Some(word), .. } => Some((2, Source::ChildOf(word))),
        Test::Above(word) => Some((3, Source::Above(word))),
        Test::Under(word) => Some((4, Source::Under(word))),
        Test::Before(word) | Test::Behind(word) => Some((5, Source::SentenceOf(word))),
        _ => None,
    });
    sources.min_by_key(|(rank, _)| *rank).map(|(_, source)| source)
}

/// A condition of the word `own`, or the same said of the later word that it speaks of; and whose it is.
fn turned(condition: Condition, own: usize) -> (usize, Condition) {
    let (at, test) = match condition.test {
        Test::Relation { labels, of: Some(of) } if of > own => (of, Test::Governs { labels, word: own }),
        Test::Governs { labels, word } if word > own => (
            word,
            if labels.is_empty() { Test::Under(own) } else { Test::Relation { labels, of: Some(own) } },
        ),
        Test::Before(word) if word > own => (word, Test::Behind(own)),
        Test::Behind(word) if word > own => (word, Test::Before(own)),
        Test::RightBefore(word) if word > own => (word, Test::RightBehind(own)),
        Test::RightBehind(word) if word > own => (word, Test::RightBefore(own)),
        Test::Above(word) if word > own => (word, Test::Under(own)),
        Test::Under(word) if word > own => (word, Test::Above(own)),
        test => (own, test),
    };
    (at, Condition { negated: condition.negated, test })
}

fn number(names: &[String], name: &str) -> Read<usize> {
    names.iter().position(|n| n == name).ok_or_else(|| RuleProblem::UnknownWord(name.to_owned()))
}

fn kinds(items: &mut Items<'_>) -> Read<Vec<Kind>> {
    items.alternatives()?.iter().map(|k| kind(k)).collect()
}

fn kind(name: &str) -> Read<Kind> {
    Kind::from_name(name).ok_or_else(|| RuleProblem::UnknownValue("kind of mention", name.to_owned()))
}

/// A relation as a pattern names it; `none` behind the colon is a relation without subtype.
fn label(name: &str) -> Read<Label> {
    let unknown = || RuleProblem::UnknownRelation(name.to_owned());
    let (base, subtype) = name.split_once(':').map_or((name, None), |(b, s)| (b, Some(s)));
    let base = BaseRelation::ALL.into_iter().find(|b| b.as_str() == base).ok_or_else(unknown)?;
    let subtype = match subtype {
        None => None,
        Some("none") => Some(Subtype::None),
        Some(name) => Some(
            Subtype::ALL.into_iter().find(|s| s.as_str() == name && !name.is_empty()).ok_or_else(unknown)?,
        ),
    };
    Ok(Label { base, subtype })
}

fn relation(name: &str) -> Read<Relation> {
    let label = label(name)?;
    Ok(Relation { base: label.base, subtype: label.subtype.unwrap_or(Subtype::None) })
}

/// The tags of the Penn Treebank, as UD English uses them.
const PENN: [&str; 48] = [
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT",
    "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "HYPH", "NFP", "ADD", "AFX", "GW", "XX", "``", "''", "-LRB-", "-RRB-",
    "$", ".",
];

fn action(line: &Line, names: &[String]) -> Read<Action> {
    let all = tokens(&line.rest);
    let mut items = Items(&all);
    let word = |items: &mut Items<'_>| number(names, &items.word("a word's name")?);
    let effect = match line.keyword.as_str() {
        "attach" => {
            let own = word(&mut items)?;
            items.expect("to")?;
            let to = word(&mut items)?;
            let named = items.keyword("as");
            let relation = if named { Some(relation(&items.word("a relation")?)?) } else { None };
            Effect::Attach { word: own, to, relation }
        }
        "relabel" => {
            let own = word(&mut items)?;
            items.expect("as")?;
            Effect::Relabel { word: own, relation: relation(&items.word("a relation")?)? }
        }
        "root" => Effect::Root { word: word(&mut items)? },
        "replace" => {
            let own = word(&mut items)?;
            items.expect("by")?;
            Effect::Replace { word: own, by: word(&mut items)? }
        }
        "move" => moved(&mut items, names)?,
        "kind" => {
            items.expect("of")?;
            let own = word(&mut items)?;
            items.expect("is")?;
            Effect::Kind { word: own, kind: kind(&items.word("a kind")?)? }
        }
        "name" => {
            let from = word(&mut items)?;
            items.expect("to")?;
            let to = word(&mut items)?;
            items.expect("is")?;
            Effect::Name { from, to, kind: kind(&items.word("a kind")?)? }
        }
        "tag" => {
            let own = word(&mut items)?;
            items.expect("as")?;
            let (upos, xpos) = (items.word("a tag")?, items.word("a Penn tag")?);
            let unknown = |tag: &str| RuleProblem::UnknownTag(tag.to_owned());
            let universal = Upos::ALL.into_iter().find(|u| u.as_str() == upos);
            let penn = PENN.contains(&xpos.as_str());
            let xpos = if penn { Arc::from(xpos) } else { return Err(unknown(&xpos)) };
            Effect::Tag { word: own, upos: universal.ok_or_else(|| unknown(&upos))?, xpos }
        }
        "modality" => {
            items.expect("of")?;
            let own = word(&mut items)?;
            items.expect("is")?;
            Effect::Modality { word: own, modality: modality(&items.word("a modality")?)? }
        }
        "polarity" => {
            items.expect("of")?;
            let own = word(&mut items)?;
            items.expect("is")?;
            Effect::Polarity { word: own, polarity: polarity(&items.word("a polarity")?)? }
        }
        "source" => {
            items.expect("of")?;
            let own = word(&mut items)?;
            items.expect("is")?;
            let article = items.keyword("article");
            let who = if article { None } else { Some(target(&mut items, names)?) };
            Effect::Source { word: own, who, presupposed: items.keyword("presupposed") }
        }
        "fact" => Effect::Fact(Box::new(fact(&mut items, names)?)),
        other => return Err(RuleProblem::UnknownKeyword(other.to_owned())),
    };
    items.end()?;
    Ok(effect)
}

/// `move children of X [behind Y] [before Z] to W`.
fn moved(items: &mut Items<'_>, names: &[String]) -> Read<Effect> {
    let word = |items: &mut Items<'_>| number(names, &items.word("a word's name")?);
    items.expect("children")?;
    items.expect("of")?;
    let from = word(items)?;
    let (mut before, mut behind) = (None, None);
    loop {
        if items.keyword("behind") {
            behind = Some(word(items)?);
        } else if items.keyword("before") {
            before = Some(word(items)?);
        } else {
            break;
        }
    }
    items.expect("to")?;
    Ok(Effect::Move { from, to: word(items)?, before, behind })
}

fn modality(name: &str) -> Read<Modality> {
    Modality::from_name(name).ok_or_else(|| RuleProblem::UnknownValue("modality", name.to_owned()))
}

fn polarity(name: &str) -> Read<Polarity> {
    Polarity::from_name(name).ok_or_else(|| RuleProblem::UnknownValue("polarity", name.to_owned()))
}

fn target(items: &mut Items<'_>, names: &[String]) -> Read<Target> {
    let (mut clause, mut text, mut single) = (false, false, false);
    loop {
        let before = items.0.len();
        clause |= items.keyword("clause");
        text |= items.keyword("words");
        single |= items.keyword("only");
        if items.0.len() == before {
            break;
        }
    }
    let word = number(names, &items.word("a word's name")?)?;
    Ok(Target { word, clause, text, single })
}

fn fact(items: &mut Items<'_>, names: &[String]) -> Read<Slot> {
    let (mut subject, mut object, mut predicate, mut lemma, mut label) = (None, None, None, None, None);
    let (mut kind, mut modality_, mut polarity_, mut source) = (PropositionKind::Nested, None, None, None);
    let (mut qualifiers, mut symmetric) = (Vec::new(), false);
    while !items.0.is_empty() {
        if items.take(&Token::Comma) {
            continue;
        }
        let slot = items.word("a slot")?;
        match slot.as_str() {
            "subject" => subject = Some(target(items, names)?),
            "object" => object = Some(target(items, names)?),
            "predicate" => match items.quoted() {
                Some(words) => lemma = Some(words),
                None => {
                    predicate = Some(number(names, &items.word("a word's name")?)?);
                    if items.keyword("as") {
                        lemma = Some(
                            items.quoted().ok_or(RuleProblem::Missing("the predicate in quotation marks"))?,
                        );
                    }
                }
            },
            "label" => {
                label = Some(items.quoted().ok_or(RuleProblem::Missing("the label in quotation marks"))?)
            }
            "kind" => {
                let name = items.word("a construction")?;
                let read = serde_json::from_value(serde_json::Value::String(name.clone())).ok();
                kind = read.ok_or(RuleProblem::UnknownValue("construction", name))?;
            }
            "modality" => modality_ = Some(modality(&items.word("a modality")?)?),
            "polarity" => polarity_ = Some(polarity(&items.word("a polarity")?)?),
            "source" => source = Some(target(items, names)?),
            "qualifier" => {
                let name = items.word("a role")?;
                let role = Role::from_name(&name).ok_or(RuleProblem::UnknownValue("role", name))?;
                qualifiers.push((role, target(items, names)?));
            }
            "symmetric" => symmetric = true,
            other => return Err(RuleProblem::UnknownSlot(other.to_owned())),
        }
    }
    if predicate.is_none() && lemma.is_none() {
        return Err(RuleProblem::Missing("the predicate"));
    }
    Ok(Slot {
        subject: subject.ok_or(RuleProblem::Missing("the subject"))?,
        predicate,
        lemma,
        label,
        object,
        kind,
        modality: modality_,
        polarity: polarity_,
        source,
        qualifiers,
        symmetric,
    })
}

/// The tokens of a line that are not read yet.
struct Items<'t>(&'t [Token]);

impl Items<'_> {
    fn take(&mut self, token: &Token) -> bool {
        let found = self.0.first() == Some(token);
        if found {
            self.0 = self.0.get(1..).unwrap_or(&[]);
        }
        found
    }

    fn keyword(&mut self, word: &str) -> bool {
        let found = matches!(self.0.first(), Some(Token::Bare(w)) if w == word);
        if found {
            self.0 = self.0.get(1..).unwrap_or(&[]);
        }
        found
    }

    fn expect(&mut self, word: &'static str) -> Read<()> {
        if self.keyword(word) { Ok(()) } else { Err(RuleProblem::Missing(word)) }
    }

    fn word(&mut self, what: &'static str) -> Read<String> {
        match self.0.split_first() {
            Some((Token::Bare(word), rest)) => {
                self.0 = rest;
                Ok(word.clone())
            }
            Some((Token::Quoted(word), _)) => Err(RuleProblem::Unexpected(word.clone())),
            _ => Err(RuleProblem::Missing(what)),
        }
    }

    fn quoted(&mut self) -> Option<String> {
        let Some((Token::Quoted(word), rest)) = self.0.split_first() else { return None };
        self.0 = rest;
        Some(word.clone())
    }

    /// Words with bars between, bare or in quotation marks.
    fn alternatives(&mut self) -> Read<Vec<String>> {
        match self.0.split_first() {
            Some((Token::Bare(word) | Token::Quoted(word), rest)) => {
                self.0 = rest;
                self.more(word.clone())
            }
            _ => Err(RuleProblem::Missing("a word")),
        }
    }

    fn more(&mut self, first: String) -> Read<Vec<String>> {
        let mut found = vec![first];
        while self.take(&Token::Bar) {
            match self.0.split_first() {
                Some((Token::Bare(word) | Token::Quoted(word), rest)) => {
                    self.0 = rest;
                    found.push(word.clone());
                }
                _ => return Err(RuleProblem::Missing("an alternative behind |")),
            }
        }
        Ok(found)
    }

    fn end(&self) -> Read<()> {
        match self.0.first() {
            None => Ok(()),
            Some(Token::Bare(word) | Token::Quoted(word)) => Err(RuleProblem::Unexpected(word.clone())),
            Some(_) => Err(RuleProblem::Unexpected(",".to_owned())),
        }
    }
}
