//! Times and amounts that were placed and counted, as nodes of their own.

use super::build::{Builder, serde_name};
use super::dataset::{Datatype, TermId};
use super::vocabulary::Name;
use crate::propositions::{Amount, TimeInterval};

impl<'g> Builder<'g, '_> {
    /// Points from a statement or qualifier to the nodes of its time and its amounts.
    pub(super) fn measures(
        &mut self,
        subject: TermId,
        name: &str,
        time: Option<&TimeInterval>,
        amounts: &[Amount],
    ) -> Vec<TermId> {
        let mut nodes = Vec::new();
        if time.is_some() {
            let node = self.iri(format!("{name}-time"));
            self.add(subject, Name::When, node);
            nodes.push(node);
        }
        for i in 0..amounts.len() {
            let node = self.iri(format!("{name}-amount-{i}"));
            self.add(subject, Name::HasAmount, node);
            nodes.push(node);
        }
        nodes
    }

    pub(super) fn write_measures(
        &mut self,
        nodes: Vec<TermId>,
        time: Option<&TimeInterval>,
        amounts: &'g [Amount],
    ) {
        let mut nodes = nodes.into_iter();
        if let Some((time, node)) = time.zip(if time.is_some() { nodes.next() } else { None }) {
            self.class(node, Name::Interval);
            for (property, instant) in [(Name::Starts, time.start), (Name::Ends, time.end)] {
                if let Some(instant) = instant {
                    self.typed(node, property, instant.to_string(), Datatype::DateTime);
                }
            }
            self.typed(node, Name::Granularity, serde_name(&time.granularity), Datatype::String);
            if time.approximate {
                self.boolean(node, Name::Approximate, true);
            }
        }
        for (i, (amount, node)) in amounts.iter().zip(nodes).enumerate() {
            self.class(node, Name::Amount);
            self.integer(node, Name::Number, i);
            for (property, number) in
                [(Name::AmountNumber, Some(amount.number)), (Name::UpperNumber, amount.upper)]
            {
                if let Some(number) = number.filter(|n| n.is_finite()) {
                    self.typed(node, property, number.to_string(), Datatype::Decimal);
                }
            }
            if let Some(unit) = &amount.unit {
                self.string(node, Name::Unit, unit);
            }
            if let Some(currency) = &amount.currency {
                self.string(node, Name::Currency, currency);
            }
            self.typed(node, Name::Comparison, serde_name(&amount.comparison), Datatype::String);
        }
    }
}
