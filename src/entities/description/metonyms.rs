//! Capitals that stand for their countries, made one with them.

use super::countries::{CountryTie, country_links};
use crate::entities::types::{Entity, Link, LinkReason, Resolved};
use crate::lexicon::PLACE_PREPOSITIONS;
use crate::span::{EntityId, MentionId};
use crate::syntax::BaseRelation;
use rustc_hash::FxHashMap;

/// Makes each capital that stands for its country one entity with it, where nothing in the text means the city.
///
/// The merge is a [`Link`] of the reason [`LinkReason::Metonym`], with the confidence of the tie. Where the text does not
/// name the country, the entity gets the country's name as its label.
pub(crate) fn merge_metonyms(resolved: &mut Resolved) {
    let links = country_links(resolved);
    let mut of: Vec<EntityId> = resolved.entities.iter().map(|e| e.id).collect();
    for link in links.iter().filter(|l| l.tie == CountryTie::Metonym) {
        if resolved.entity(link.entity).mentions.iter().any(|&m| is_place(resolved, m)) {
            continue;
        }
        // two capitals of a country (*Kyiv* and *Kiev*) meet in the first
        let earlier = || links.iter().find(|l| l.country == link.country && l.tie == link.tie);
        let target = link.country_entity.or_else(|| earlier().map(|l| l.entity)).unwrap_or(link.entity);
        if target == link.entity {
            if let Some(entity) = resolved.entities.get_mut(target.index()) {
                let capital = std::mem::replace(&mut entity.label, link.country.clone());
                entity.aliases.retain(|a| *a != link.country);
                entity.aliases.insert(0, capital);
            }
            continue;
        }
        let first = |id: EntityId| resolved.entity(id).mentions.first().copied();
        if let (Some(mention), Some(antecedent)) = (first(link.entity), first(target)) {
            let confidence = link.confidence;
            resolved.links.push(Link { mention, antecedent, reason: LinkReason::Metonym, confidence });
        }
        if let Some(of) = of.get_mut(link.entity.index()) {
            *of = target;
        }
    }
    renumber(resolved, &of);
}

/// Joins the entities that `of` sends to one, and numbers what is left by first mention.
fn renumber(resolved: &mut Resolved, of: &[EntityId]) {
    if of.iter().enumerate().all(|(i, id)| id.index() == i) {
        return;
    }
    let kept = |id: EntityId| of.get(id.index()).copied().unwrap_or(id);
    let given: Vec<Entity> = resolved.entities.iter().filter(|e| kept(e.id) != e.id).cloned().collect();
    for entity in given {
        if let Some(kept) = resolved.entities.get_mut(kept(entity.id).index()) {
            take_in(kept, entity);
        }
    }
    resolved.entities.retain(|e| kept(e.id) == e.id);
    resolved.entities.sort_by_key(|e| e.mentions.first().copied());
    let places = resolved.entities.iter().enumerate().map(|(i, e)| (e.id, EntityId::from_index(i)));
    let new: FxHashMap<EntityId, EntityId> = places.collect();
    let place = |id: EntityId| new.get(&kept(id)).copied().unwrap_or_default();
    for entity in &mut resolved.entities {
        entity.id = place(entity.id);
        for member in &mut entity.members {
            *member = place(*member);
        }
        entity.members.sort_unstable();
        entity.members.dedup();
    }
    for id in &mut resolved.entity_of {
        *id = place(*id);
    }
}

/// Makes the mentions and names of one entity those of another.
fn take_in(kept: &mut Entity, given: Entity) {
    kept.mentions.extend(given.mentions);
    kept.mentions.sort_unstable();
    for name in std::iter::once(given.label).chain(given.aliases) {
        if name != kept.label && !kept.aliases.contains(&name) {
            kept.aliases.push(name);
        }
    }
}

/// Whether the mention means the city: it stands behind a preposition of place, or an event has it as its place.
fn is_place(resolved: &Resolved, mention: MentionId) -> bool {
    let parsed = resolved.parsed();
    let head = resolved.mentioned.mention(mention).head;
    let case = parsed.child_form(head, BaseRelation::Case);
    let first = case.split(' ').next().unwrap_or_default();
    PLACE_PREPOSITIONS.contains(first)
}
