//! A line of a rule, read from left to right.

use super::Read;
use crate::rules::error::RuleProblem;
use crate::rules::tokens::Token;

/// The tokens of a line that are not read yet.
pub(super) struct Items<'t>(pub(super) &'t [Token]);

impl Items<'_> {
    pub(super) fn take(&mut self, token: &Token) -> bool {
        let found = self.0.first() == Some(token);
        if found {
            self.0 = self.0.get(1..).unwrap_or(&[]);
        }
        found
    }

    pub(super) fn keyword(&mut self, word: &str) -> bool {
        let found = matches!(self.0.first(), Some(Token::Bare(w)) if w == word);
        if found {
            self.0 = self.0.get(1..).unwrap_or(&[]);
        }
        found
    }

    pub(super) fn expect(&mut self, word: &'static str) -> Read<()> {
        if self.keyword(word) { Ok(()) } else { Err(RuleProblem::Missing(word)) }
    }

    pub(super) fn word(&mut self, what: &'static str) -> Read<String> {
        match self.0.split_first() {
            Some((Token::Bare(word), rest)) => {
                self.0 = rest;
                Ok(word.clone())
            }
            Some((Token::Quoted(word), _)) => Err(RuleProblem::Unexpected(word.clone())),
            _ => Err(RuleProblem::Missing(what)),
        }
    }

    pub(super) fn quoted(&mut self) -> Option<String> {
        let Some((Token::Quoted(word), rest)) = self.0.split_first() else { return None };
        self.0 = rest;
        Some(word.clone())
    }

    /// Words with bars between, bare or in quotation marks.
    pub(super) fn alternatives(&mut self) -> Read<Vec<String>> {
        match self.0.split_first() {
            Some((Token::Bare(word) | Token::Quoted(word), rest)) => {
                self.0 = rest;
                self.more(word.clone())
            }
            _ => Err(RuleProblem::Missing("a word")),
        }
    }

    pub(super) fn more(&mut self, first: String) -> Read<Vec<String>> {
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

    pub(super) fn end(&self) -> Read<()> {
        match self.0.first() {
            None => Ok(()),
            Some(Token::Bare(word) | Token::Quoted(word)) => Err(RuleProblem::Unexpected(word.clone())),
            Some(_) => Err(RuleProblem::Unexpected(",".to_owned())),
        }
    }
}
