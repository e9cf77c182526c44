//! The words of a pattern and their conditions.

use super::items::Items;
use super::lines::Line;
use super::values::{kinds, label, number};
use super::{Lists, Read};
use crate::lexicon;
use crate::mentions::Form;
use crate::morphology::{Upos, Xpos};
use crate::rules::bound::MOST_WORDS;
use crate::rules::condition::{Condition, Test, Text, Words};
use crate::rules::error::RuleProblem;
use crate::rules::tokens::{Token, tokens};
use crate::rules::types::{Presence, Source, Word};

/// The words of a pattern while its lines are read. A condition that speaks of a word of a later line is turned round and
/// given to that word.
pub(super) struct Pattern<'l> {
    lists: &'l Lists,
    names: Vec<String>,
    words: Vec<Word>,
}

impl<'l> Pattern<'l> {
    pub(super) fn new(lists: &'l Lists) -> Self {
        Self { lists, names: Vec::new(), words: Vec::new() }
    }

    /// The names of its words, in their order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn declare(&mut self, line: &Line) -> Read<()> {
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

    pub(super) fn conditions(&mut self, own: usize, line: &Line) -> Read<()> {
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
            "single" => Test::SingleName,
            "given" => Test::GivenName,
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
            "with" | "without" => {
                negated ^= first == "without";
                let labels = items.alternatives()?.iter().map(|l| label(l)).collect::<Read<Vec<_>>>()?;
                let mut conditions = Vec::new();
                while !items.0.is_empty() && items.0.first() != Some(&Token::Comma) {
                    conditions.push(self.condition(items)?);
                }
                Test::Child { labels, conditions }
            }
            _ => match self.place(&first, items)? {
                Some(test) => test,
                None => {
                    let alternatives = items.more(first)?;
                    self.tags_or_relation(&alternatives, items)?
                }
            },
        };
        Ok(Condition { negated, test })
    }

    /// Where the word stands to another one, if the condition begins so.
    fn place(&self, first: &str, items: &mut Items<'_>) -> Read<Option<Test>> {
        Ok(Some(match first {
            "head" => {
                items.expect("of")?;
                Test::Governs { labels: Vec::new(), word: self.word(items)? }
            }
            "before" => Test::Before(self.word(items)?),
            "behind" => Test::Behind(self.word(items)?),
            "right" if items.keyword("before") => Test::RightBefore(self.word(items)?),
            "right" => {
                items.expect("behind")?;
                Test::RightBehind(self.word(items)?)
            }
            "phrase" => {
                items.expect("right")?;
                items.expect("behind")?;
                Test::PhraseRightBehind(self.word(items)?)
            }
            "above" => Test::Above(self.word(items)?),
            "under" => Test::Under(self.word(items)?),
            _ => return Ok(None),
        }))
    }

    fn tags_or_relation(&self, alternatives: &[String], items: &mut Items<'_>) -> Read<Test> {
        let first = alternatives.first().map_or("", String::as_str);
        if first.starts_with(char::is_uppercase) {
            let (mut universal, mut penn) = (Vec::new(), Vec::new());
            for name in alternatives {
                match (Upos::from_name(name), Xpos::from_name(name)) {
                    (Some(upos), _) => universal.push(upos),
                    (None, Some(xpos)) => penn.push(xpos),
                    (None, None) => return Err(RuleProblem::UnknownTag(name.clone())),
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
    pub(super) fn finish(mut self) -> Read<Vec<Word>> {
        for at in 0..self.words.len() {
            let Some(word) = self.words.get_mut(at) else { break };
            let found = if at == 0 { Some(Source::Anchor) } else { source(&word.conditions) };
            match found {
                Some(source) => word.source = source,
                None => return Err(RuleProblem::Untied(self.names.get(at).cloned().unwrap_or_default())),
            }
            word.conditions.sort_by_key(Condition::cost);
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
