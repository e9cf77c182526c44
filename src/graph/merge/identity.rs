//! Which entities of many articles are one.
//!
//! Precision before coverage. Entities of the same profile are one. Two profiles whose names agree join only where everything
//! that agrees with either agrees with all of it: with *G. Lund* between *Greta Lund* and *Gunnar Lund*, nothing says whose
//! form it is. Nothing depends on the order of the entities but the order of the answer.

use super::known::KnownEntities;
use super::profile::{Profile, gender, names, normal};
use crate::entities::Name;
use crate::error::named_values;
use crate::graph::types::EntityNode;
use crate::lexicon::{Gender, NICKNAMES};
use crate::mentions::Kind;
use crate::sets::Sets;
use crate::table::Table;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why an entity of an article is one with those of others.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[non_exhaustive]
pub enum MergeReason {
    /// Both link to the same known entity.
    Known,
    /// The same full name, but for titles and honorifics.
    SameName,
    /// Forms of one full name: an initial more, a given name shortened to its letter.
    NameForm,
    /// An article gives one's name as the other's alias, such as its acronym.
    Alias,
    /// A surname alone that only one of all the full names has.
    LoneName,
    /// They have one IRI in the data that were read ([`MergedGraph::read_rdf`](super::MergedGraph::read_rdf)), which do not say why.
    SharedIri,
}

named_values!(MergeReason, "reason of a merge");

impl MergeReason {
    /// How sure such a merge is, 0 to 1: a rank of the reasons, not measured.
    #[must_use]
    pub fn confidence(self) -> f32 {
        match self {
            Self::Known => 0.99,
            Self::SameName => 0.97,
            Self::NameForm => 0.9,
            Self::Alias => 0.85,
            Self::LoneName => 0.75,
            Self::SharedIri => 1.0,
        }
    }
}

/// Entities that are one.
pub(super) struct Group {
    /// Their places among all entities, in order, each with what joins it to the first.
    pub(super) members: Vec<(usize, MergeReason)>,
    /// The known entity they are.
    pub(super) known: Option<usize>,
    /// Whether only a part of a name is known, so that the next *Lund* may be another.
    pub(super) partial: bool,
}

impl Group {
    /// The place of the first of its members.
    pub(super) fn first(&self) -> usize {
        self.members.first().map_or(usize::MAX, |(first, _)| *first)
    }
}

struct Node {
    profile: Profile,
    entities: Vec<usize>,
    genders: BTreeSet<Gender>,
}

impl Node {
    fn genders_fit(&self, other: &Self) -> bool {
        self.genders.is_empty() || other.genders.is_empty() || !self.genders.is_disjoint(&other.genders)
    }
}

/// Members of a group, the known entity they are, and whether only a part of a name is known.
type Members = (Vec<usize>, Option<usize>, bool);

/// The groups of all entities, in the order of their first members; of a pair in `apart` the second stays alone.
pub(super) fn groups(
    entities: &[&EntityNode],
    known: &KnownEntities,
    apart: &BTreeSet<(usize, usize)>,
) -> Vec<Group> {
    let nodes = nodes(entities);
    let mut sets = Sets::new(nodes.len());
    join_agreeing(&nodes, entities, &mut sets);
    let lone = join_lone_names(&nodes, &mut sets);
    let links: Table<Option<usize>> = entities.iter().map(|entity| known.of_entity(entity)).collect();
    let reason = reasons(&nodes, &sets, entities.len());
    let mut groups: Vec<Group> = Vec::new();
    for (mut members, known, partial) in linked(&nodes, &sets, &lone, &links) {
        members.sort_unstable();
        for &(kept, other) in apart {
            if members.binary_search(&kept).is_ok() && members.binary_search(&other).is_ok() {
                members.retain(|&m| m != other);
                groups.push(Group {
                    members: vec![(other, MergeReason::SameName)],
                    known: None,
                    partial: true,
                });
            }
        }
        let Some(&first) = members.first() else { continue };
        let members = members.into_iter().map(|m| (m, reason(first, m))).collect();
        groups.push(Group { members, known, partial });
    }
    groups.sort_by_key(Group::first);
    groups
}

/// The groups of entities that have one IRI, by their places, in the order of their first members. An entity that is the same as another
/// of its article is in the other's group.
pub(super) fn groups_by_iri(
    entities: &[&EntityNode],
    iris: &[String],
    document: impl Fn(usize) -> usize,
) -> Vec<Group> {
    let own: BTreeSet<(usize, &str)> =
        iris.iter().enumerate().map(|(place, iri)| (document(place), iri.as_str())).collect();
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for (place, (entity, iri)) in entities.iter().zip(iris).enumerate() {
        let other = entity.same_as.iter().map(String::as_str);
        let other = other.filter(|other| other != iri).find(|other| own.contains(&(document(place), other)));
        let group = groups.entry(other.unwrap_or(iri));
        let group = group.or_insert_with(|| Group { members: Vec::new(), known: None, partial: false });
        group.members.push((place, MergeReason::SharedIri));
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by_key(Group::first);
    groups
}

/// Joins what agrees with all that agrees with it.
fn join_agreeing(nodes: &[Node], entities: &[&EntityNode], sets: &mut Sets) {
    let edges = agreeing(nodes, entities);
    for (a, near) in edges.iter().enumerate() {
        for &b in near.range(a.saturating_add(1)..) {
            // closed neighbourhoods that are both cliques are the same
            if edges[b] == *near && near.iter().all(|n| near.is_subset(&edges[*n])) {
                sets.join(a, b);
            }
        }
    }
}

/// The joined sets, told apart or joined further by what they link to.
fn linked(nodes: &[Node], sets: &Sets, lone: &BTreeSet<usize>, links: &Table<Option<usize>>) -> Vec<Members> {
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes.len() {
        components.entry(sets.root(node)).or_default().push(node);
    }
    let mut out: Vec<Members> = Vec::new();
    let mut by_known: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for component in components.into_values() {
        let members: Vec<usize> =
            component.iter().filter_map(|&n| nodes.get(n)).flat_map(|n| n.entities.clone()).collect();
        let linked: BTreeSet<usize> = members.iter().filter_map(|&m| links[m]).collect();
        let single = matches!(component.as_slice(), [only] if lone.contains(only));
        match linked.len() {
            0 if single => out.extend(members.into_iter().map(|m| (vec![m], None, true))),
            0 => out.push((members, None, false)),
            1 if !single => {
                by_known.entry(linked.into_iter().next().unwrap_or_default()).or_default().extend(members);
            }
            // known to be several: what is not linked belongs to none of them
            _ => {
                for member in members {
                    match links[member] {
                        Some(link) => by_known.entry(link).or_default().push(member),
                        None => out.push((vec![member], None, true)),
                    }
                }
            }
        }
    }
    out.extend(by_known.into_iter().map(|(link, members)| (members, Some(link), false)));
    out
}

/// Why an entity is one with the first of its group.
fn reasons(nodes: &[Node], sets: &Sets, entities: usize) -> impl Fn(usize, usize) -> MergeReason {
    let mut node_of = Table::new(0, entities);
    for (n, node) in nodes.iter().enumerate() {
        node.entities.iter().for_each(|&e| node_of[e] = n);
    }
    move |first, member| {
        let (a, b) = (node_of[first], node_of[member]);
        if a == b {
            MergeReason::SameName
        } else if sets.root(a) != sets.root(b) {
            MergeReason::Known
        } else {
            match (nodes.get(a).map(|n| &n.profile), nodes.get(b).map(|n| &n.profile)) {
                (Some(Profile::Lone(_)), _) | (_, Some(Profile::Lone(_))) => MergeReason::LoneName,
                (Some(Profile::Thing(..)), _) => MergeReason::Alias,
                _ => MergeReason::NameForm,
            }
        }
    }
}

fn nodes(entities: &[&EntityNode]) -> Vec<Node> {
    let mut by_profile: BTreeMap<Profile, Vec<usize>> = BTreeMap::new();
    for (place, entity) in entities.iter().enumerate() {
        by_profile.entry(Profile::of(entity, place)).or_default().push(place);
    }
    let node = |(profile, places): (Profile, Vec<usize>)| {
        let person = matches!(profile, Profile::Person { .. } | Profile::Lone(_));
        let genders = places.iter().filter(|_| person).filter_map(|&place| gender(entities.get(place)?));
        Node { genders: genders.collect(), profile, entities: places }
    };
    by_profile.into_iter().map(node).collect()
}

/// For each node itself and the nodes that may be the same.
fn agreeing(nodes: &[Node], entities: &[&EntityNode]) -> Table<BTreeSet<usize>> {
    let mut edges: Table<BTreeSet<usize>> = (0..nodes.len()).map(|n| BTreeSet::from([n])).collect();
    let mut join = |a: usize, b: usize| {
        edges[a].insert(b);
        edges[b].insert(a);
    };
    for block in blocks(nodes).into_values() {
        for (i, &a) in block.iter().enumerate() {
            for &b in block.iter().skip(i.saturating_add(1)) {
                if nodes.get(a).zip(nodes.get(b)).is_some_and(|(a, b)| persons_agree(a, b)) {
                    join(a, b);
                }
            }
        }
    }
    let labels: BTreeMap<(Option<Kind>, &[String]), usize> = nodes
        .iter()
        .enumerate()
        .filter_map(|(n, node)| match &node.profile {
            Profile::Thing(kind, words) => Some(((*kind, words.as_slice()), n)),
            _ => None,
        })
        .collect();
    for (n, node) in nodes.iter().enumerate() {
        if !matches!(node.profile, Profile::Thing(..)) {
            continue;
        }
        for entity in node.entities.iter().filter_map(|&e| entities.get(e)) {
            for alias in names(entity).skip(1).filter(|alias| is_form_of(alias, entity)) {
                let words = normal(alias, None);
                let kind = (words.len() < 2).then_some(entity.kind);
                if let Some(&other) = labels.get(&(kind, words.as_slice())) {
                    join(n, other);
                }
            }
        }
    }
    edges
}

/// Whether an alias is so near the label that it means the same elsewhere: its acronym, or a part of it. The first word of
/// *Ministry of Defence* is any ministry.
fn is_form_of(alias: &str, entity: &EntityNode) -> bool {
    let (short, long) = (Name::new(alias), Name::new(&entity.label));
    if short.is_acronym() || long.is_acronym() {
        return true;
    }
    let generic = |a: &Name, b: &Name| a.words.len() == 1 && b.words.iter().any(|w| w == "of");
    !generic(&short, &long) && !generic(&long, &short) && short.agrees(&long, entity.kind).is_some()
}

/// Persons whose names can agree: of one last word, and of one first letter of another word.
fn blocks(nodes: &[Node]) -> BTreeMap<(&str, char), Vec<usize>> {
    let mut blocks: BTreeMap<(&str, char), Vec<usize>> = BTreeMap::new();
    for (n, node) in nodes.iter().enumerate() {
        let Profile::Person { full, .. } = &node.profile else { continue };
        for name in full {
            let Some((last, before)) = name.split_last() else { continue };
            // *Bob* may be a *Robert*
            let whole =
                before.iter().filter_map(|w| NICKNAMES.get(w.as_str())).flat_map(|all| all.split(','));
            let forms = before.iter().map(String::as_str).chain(whole);
            for letter in forms.filter_map(|w| w.chars().next()) {
                let block = blocks.entry((last.as_str(), letter)).or_default();
                if block.last() != Some(&n) {
                    block.push(n);
                }
            }
        }
    }
    blocks
}

/// Whether all full names of two persons agree.
fn persons_agree(a: &Node, b: &Node) -> bool {
    let (Profile::Person { suffix, full }, Profile::Person { suffix: other_suffix, full: others }) =
        (&a.profile, &b.profile)
    else {
        return false;
    };
    let agree = |one: &Vec<String>, other: &Vec<String>| {
        Name::new(&one.join(" ")).agrees(&Name::new(&other.join(" ")), Kind::Person).is_some()
    };
    // a name without *Jr.* may be the father's
    suffix == other_suffix
        && a.genders_fit(b)
        && full.iter().all(|one| others.iter().all(|other| agree(one, other)))
}

/// Joins a lone surname where only one person has it; returns the nodes of lone names. A given name alone says too little,
/// but may stand beside the surname.
fn join_lone_names(nodes: &[Node], sets: &mut Sets) -> BTreeSet<usize> {
    let mut persons: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut surnames: BTreeSet<(&str, usize)> = BTreeSet::new();
    for (n, node) in nodes.iter().enumerate() {
        let Profile::Person { full, .. } = &node.profile else { continue };
        for name in full {
            for word in [name.first(), name.last()].into_iter().flatten() {
                persons.entry(word).or_default().insert(n);
            }
            surnames.extend(name.last().map(|word| (word.as_str(), sets.root(n))));
        }
    }
    let mut lone = BTreeSet::new();
    let mut found = Vec::new();
    for (n, node) in nodes.iter().enumerate() {
        let Profile::Lone(words) = &node.profile else { continue };
        lone.insert(n);
        let mut bearers: Option<BTreeSet<usize>> = None;
        for word in words {
            let of = persons.get(word.as_str()).into_iter().flatten();
            let of: BTreeSet<usize> = of
                .filter(|p| nodes.get(**p).is_some_and(|p| p.genders_fit(node)))
                .map(|p| sets.root(*p))
                .collect();
            bearers = Some(match bearers {
                Some(before) => before.intersection(&of).copied().collect(),
                None => of,
            });
        }
        let surname = |p: &usize| words.iter().any(|word| surnames.contains(&(word.as_str(), *p)));
        let bearers = bearers.filter(|b| b.iter().all(surname));
        if let [only] = bearers.unwrap_or_default().into_iter().collect::<Vec<_>>().as_slice() {
            found.push((n, *only));
        }
    }
    for (n, person) in found {
        sets.join(n, person);
    }
    lone
}
