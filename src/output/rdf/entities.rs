//! An entity's own triples: what it is, what it is called, what belongs to it.

use super::Detail;
use super::builder::{Builder, class_name};
use super::dataset::Datatype;
use super::error::WriteError;
use super::names::checked;
use super::text::carried;
use super::vocabulary::Name;
use crate::graph::EntityNode;
use crate::mentions::Kind;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The class that others know a kind by.
fn known_class(kind: Kind) -> Option<Name> {
    match kind {
        Kind::Person => Some(Name::SchemaPerson),
        Kind::Organization => Some(Name::SchemaOrganization),
        Kind::Place => Some(Name::SchemaPlace),
        Kind::Event => Some(Name::SchemaEvent),
        Kind::Work => Some(Name::SchemaWork),
        _ => None,
    }
}

/// Whether a thing of that kind can answer for what it says: a country can, a report or a meeting cannot.
pub(super) fn is_agent(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Group | Kind::Place)
}

impl<'g> Builder<'g, '_> {
    pub(super) fn entity(&mut self, entity: &'g EntityNode, source: bool) -> Result<(), WriteError> {
        let subject = self.term_of(entity.id);
        let class = self.individual(class_name(entity.kind));
        self.add(subject, Name::Type, class);
        if let Some(class) = known_class(entity.kind) {
            self.class(subject, class);
        }
        if source && is_agent(entity.kind) {
            self.class(subject, Name::Agent);
        }
        self.label(subject, Name::Label, &entity.label);
        for alias in &entity.aliases {
            self.label(subject, Name::AltLabel, alias);
        }
        if let Some(order) = self.alias_order(&entity.aliases) {
            self.typed(subject, Name::AliasOrder, order, Datatype::String);
        }
        if self.numbered {
            self.integer(subject, Name::Number, entity.id.index());
        }
        if entity.named {
            self.boolean(subject, Name::Named, true);
        }
        for &member in &entity.members {
            if let Some(&member) = self.entities.get(member.index()) {
                self.add(subject, Name::Member, member);
            }
        }
        for relation in &entity.refers_to {
            let statement = self.iri(self.names.statement(relation.index()));
            self.add(subject, Name::RefersTo, statement);
        }
        for iri in &entity.same_as {
            let other = self.iri(checked(iri)?);
            self.add(subject, Name::SameAs, other);
        }
        let roles = self.roles.get_mut(entity.id.index()).map(std::mem::take);
        for role in roles.into_iter().flatten() {
            self.add(subject, Name::RoleMember, role);
        }
        let mentions = self.options.mentions && self.options.detail == Detail::Full;
        let mentions = if mentions { entity.mentions.as_slice() } else { &[] };
        for mention in mentions {
            self.mention(entity.id, mention);
        }
        Ok(())
    }

    /// The places of the aliases in the order of their letters, which is all that `skos:altLabel` can tell of them; nothing
    /// where they are in that order.
    fn alias_order(&self, aliases: &[String]) -> Option<String> {
        let characters = self.shape.characters;
        let written: Vec<Cow<'_, str>> =
            aliases.iter().map(|a| carried(Cow::Borrowed(a.as_str()), characters)).collect();
        let sorted: Vec<&Cow<'_, str>> = written.iter().collect::<BTreeSet<_>>().into_iter().collect();
        let places: Vec<usize> = written.iter().filter_map(|a| sorted.binary_search(&a).ok()).collect();
        let same = sorted.len() == places.len() && places.iter().enumerate().all(|(i, &place)| i == place);
        let list = || places.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        (!same).then(list)
    }
}
