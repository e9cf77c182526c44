//! Offices as schema.org has them: who holds what, where, from when until when.

use super::builder::Builder;
use super::dataset::{Datatype, TermId};
use super::vocabulary::Name;
use crate::graph::{KnowledgeGraph, Relation};
use crate::lexicon::TITLES;
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity, PropositionKind, Role, TimeUnit};
use jiff::civil::DateTime;

/// Whether the relation is an office that somebody has or had at an organization or in a country, as the article states.
fn is_office(graph: &KnowledgeGraph, relation: &Relation) -> bool {
    let construction = matches!(
        relation.construction,
        PropositionKind::Office
            | PropositionKind::Title
            | PropositionKind::Apposition
            | PropositionKind::Copula
    );
    let kind = |id| graph.entity(id).map(|entity| entity.kind);
    let at = relation.object.entity().and_then(kind);
    let titled = || {
        let last = relation.predicate.rsplit(' ').next().unwrap_or_default().to_lowercase();
        TITLES.contains(last.rsplit('-').next().unwrap_or_default()) || TITLES.contains(last.as_str())
    };
    construction
        && relation.polarity == Polarity::Affirmative
        && relation.modality == Modality::Actual
        && (relation.attribution.is_none() || relation.presupposed)
        && kind(relation.subject) == Some(Kind::Person)
        && matches!(at, Some(Kind::Organization | Kind::Place | Kind::Group))
        && titled()
}

/// When the office began and ended, by what the text says of its time.
fn bounds(relation: &Relation) -> [Option<(DateTime, TimeUnit)>; 2] {
    let mut found = [None, None];
    let times = || relation.qualifiers.iter().filter(|q| q.role == Role::Time);
    // *from 2010 to 2015* is one interval, told with its first part
    let whole = times().find(|q| q.marker.eq_ignore_ascii_case("from")).and_then(|q| q.time.as_ref());
    for qualifier in times() {
        let Some(time) = qualifier.time.as_ref().or(whole) else { continue };
        match qualifier.marker.to_lowercase().as_str() {
            "since" | "from" => found[0] = found[0].or(time.start.map(|at| (at, time.granularity))),
            // the end is the instant after
            "until" | "till" | "to" => {
                let last = time.end.and_then(|end| end.checked_sub(jiff::Span::new().seconds(1)).ok());
                found[1] = found[1].or(last.map(|at| (at, time.granularity)));
            }
            _ => {}
        }
    }
    found
}

impl<'g> Builder<'g, '_> {
    /// Notes the office with the entity it is held at, unless it is held no more.
    pub(super) fn hold(&mut self, number: usize, relation: &'g Relation) {
        if !is_office(self.graph, relation) || relation.has_ended() {
            return;
        }
        if let Some(at) = relation.object.entity().filter(|id| id.index() < self.roles.len()) {
            let statement = self.iri(self.names.statement(number));
            self.roles.get_mut(at.index()).into_iter().for_each(|own| own.push(statement));
        }
    }

    /// What makes a statement a role. `schema:member` leads from the organization to the role and from the role to its holder;
    /// an office that has ended has only the latter.
    pub(super) fn write_role(&mut self, statement: TermId, relation: &'g Relation) {
        if !is_office(self.graph, relation) {
            return;
        }
        self.class(statement, Name::OrganizationRole);
        let holder = self.term_of(relation.subject);
        self.add(statement, Name::RoleMember, holder);
        self.label(statement, Name::RoleName, &relation.predicate);
        if relation.has_ended() {
            self.boolean(statement, Name::Ended, true);
        }
        for (property, bound) in [Name::StartDate, Name::EndDate].into_iter().zip(bounds(relation)) {
            let Some((at, unit)) = bound else { continue };
            let day = at.date().to_string();
            let shorter = |parts: usize| {
                day.rsplitn(4_usize.saturating_sub(parts), '-').last().unwrap_or_default().to_owned()
            };
            let (text, datatype) = match unit {
                TimeUnit::Year => (shorter(1), Datatype::GYear),
                TimeUnit::Month => (shorter(2), Datatype::GYearMonth),
                _ => (day.clone(), Datatype::Date),
            };
            self.typed(statement, property, text, datatype);
        }
    }
}
