//! Times and amounts that were placed and counted, as nodes of their own. A time is named after what it means, so that the same
//! day is the same node wherever it is spoken of.

use super::builder::Builder;
use super::dataset::{Datatype, TermId};
use super::names::serde_name;
use super::vocabulary::Name;
use crate::propositions::{Amount, TimeInterval};
use jiff::civil::DateTime;
use rustc_hash::FxHashMap;

/// A point in time as part of an IRI: midnight is left out.
fn point(time: DateTime) -> String {
    let text = time.to_string();
    text.strip_suffix("T00:00:00").unwrap_or(&text).to_owned()
}

impl<'g> Builder<'g, '_> {
    fn interval(&mut self, time: TimeInterval) -> TermId {
        if let Some(&term) = self.intervals.of.get(&time) {
            return term;
        }
        let side = |time: Option<DateTime>| time.map_or_else(|| "open".to_owned(), point);
        let about = if time.approximate { "-about" } else { "" };
        let unit = serde_name(&time.granularity);
        let name = format!("{}_{}_{unit}{about}", side(time.start), side(time.end));
        let term = self.iri(format!("{}interval/{name}", self.names.base));
        self.intervals.of.insert(time, term);
        self.intervals.all.push((time, term));
        term
    }

    /// Points from a statement or qualifier to the nodes of its time and its amounts; returns the latter.
    pub(super) fn measures(
        &mut self,
        subject: TermId,
        name: &str,
        time: Option<&TimeInterval>,
        amounts: &[Amount],
    ) -> Vec<TermId> {
        if let Some(&time) = time {
            let node = self.interval(time);
            self.add(subject, Name::When, node);
        }
        let mut nodes = Vec::new();
        for i in 0..amounts.len() {
            let node = self.iri(format!("{name}-amount-{i}"));
            self.add(subject, Name::HasAmount, node);
            nodes.push(node);
        }
        nodes
    }

    pub(super) fn write_amounts(&mut self, nodes: Vec<TermId>, amounts: &'g [Amount]) {
        for (amount, node) in amounts.iter().zip(nodes) {
            self.class(node, Name::Amount);
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

    /// The times, with our bounds and those of OWL-Time.
    pub(super) fn write_intervals(&mut self) {
        let mut instants: FxHashMap<DateTime, TermId> = FxHashMap::default();
        let mut order: Vec<(DateTime, TermId)> = Vec::new();
        for (time, node) in std::mem::take(&mut self.intervals.all) {
            self.class(node, Name::Interval);
            self.class(node, Name::ProperInterval);
            let bounds =
                [(Name::Starts, Name::HasBeginning, time.start), (Name::Ends, Name::HasEnd, time.end)];
            for (property, bound, at) in bounds {
                let Some(at) = at else { continue };
                self.typed(node, property, at.to_string(), Datatype::DateTime);
                let instant = match instants.get(&at) {
                    Some(&instant) => instant,
                    None => {
                        let term = self.iri(format!("{}instant/{}", self.names.base, point(at)));
                        instants.insert(at, term);
                        order.push((at, term));
                        term
                    }
                };
                self.add(node, bound, instant);
            }
            self.typed(node, Name::Granularity, serde_name(&time.granularity), Datatype::String);
            if time.approximate {
                self.boolean(node, Name::Approximate, true);
            }
        }
        for (at, instant) in order {
            self.class(instant, Name::Instant);
            self.typed(instant, Name::InDateTime, at.to_string(), Datatype::DateTime);
        }
    }
}
