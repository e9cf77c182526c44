//! Rules by the tag and relation of their anchors, so that a word of the text is tried with few.

use super::types::{Rule, Stage};
use crate::morphology::Upos;
use crate::syntax::BaseRelation;
use std::ops::Range;
use std::sync::Arc;

const RELATIONS: usize = BaseRelation::ALL.len();
const CELLS: usize = Upos::ALL.len() * RELATIONS;

/// The rules of one stage and group, by anchor.
#[derive(Clone, Debug)]
struct Table {
    stage: Stage,
    group: String,
    /// For each tag and relation, its part of `rules`.
    cells: Vec<Range<u32>>,
    rules: Vec<u16>,
}

/// All tables, in the order of their first rules.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    tables: Vec<Table>,
}

impl Index {
    pub(super) fn of(rules: &[Arc<Rule>]) -> Self {
        let mut tables: Vec<Table> = Vec::new();
        for rule in rules {
            if !tables.iter().any(|t| t.stage == rule.stage && t.group == rule.group()) {
                tables.push(Table::of(rules, rule.stage, rule.group()));
            }
        }
        Self { tables }
    }

    /// The groups of a stage, in the order of their first rules.
    pub(super) fn groups(&self, stage: Stage) -> impl Iterator<Item = &str> {
        self.tables.iter().filter(move |t| t.stage == stage).map(|t| t.group.as_str())
    }

    /// The rules whose anchor a word with that tag and relation may be.
    pub(super) fn at(&self, table: usize, upos: Upos, relation: BaseRelation) -> &[u16] {
        self.tables.get(table).map_or(&[], |t| t.at(upos, relation))
    }

    pub(super) fn table(&self, stage: Stage, group: &str) -> Option<usize> {
        self.tables.iter().position(|t| t.stage == stage && t.group == group)
    }
}

impl Table {
    fn of(rules: &[Arc<Rule>], stage: Stage, group: &str) -> Self {
        let mut table =
            Self { stage, group: group.to_owned(), cells: Vec::with_capacity(CELLS), rules: Vec::new() };
        for upos in Upos::ALL.iter().copied() {
            for relation in BaseRelation::ALL.iter().copied() {
                let start = table.rules.len();
                for (number, rule) in rules.iter().enumerate() {
                    let own = rule.stage == stage && rule.group() == group;
                    let fits = || {
                        let anchor = rule.words.first();
                        anchor.is_some_and(|a| a.conditions.iter().all(|c| c.admits(upos, relation)))
                    };
                    if own && fits() {
                        table.rules.extend(u16::try_from(number));
                    }
                }
                let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                table.cells.push(count(start)..count(table.rules.len()));
            }
        }
        table
    }

    fn at(&self, upos: Upos, relation: BaseRelation) -> &[u16] {
        let cell = (upos as usize).saturating_mul(RELATIONS).saturating_add(relation as usize);
        let range = self.cells.get(cell).map(|r| r.start as usize..r.end as usize);
        range.and_then(|r| self.rules.get(r)).unwrap_or(&[])
    }
}
