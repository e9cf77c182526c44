//! Whether people of one name in several articles are one: what their articles say of their roles, homes, years, sex and of whom
//! they have to do with. A name alone joins where nothing speaks against it; a mayor and a violinist of two towns stay apart.

use super::identity::Group;
use super::profile::{gender, normal};
use crate::error::named_values;
use crate::graph::knowledge_graph::KnowledgeGraph;
use crate::graph::types::{EntityNode, Relation, Value};
use crate::lexicon::{Gender, ORIGIN, RESIDENCE, ROLE_FIELDS, TITLES};
use crate::mentions::Kind;
use crate::propositions::{Polarity, PropositionKind, Role};
use crate::span::EntityId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What speaks against a merge that was made all the same.
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
pub enum MergeDoubt {
    /// Their roles are of different fields (*the mayor*, *the violinist*).
    Roles,
    /// They belong to different places.
    Places,
}

named_values!(MergeDoubt, "doubt about a merge");

impl MergeDoubt {
    /// How sure a merge can be at most, 0 to 1: a rank, not measured.
    #[must_use]
    pub fn confidence(self) -> f32 {
        match self {
            Self::Roles => 0.5,
            Self::Places => 0.6,
        }
    }
}

/// What of two people is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// They have more in common than a name: an office, a home; or else somebody they have to do with.
    Same {
        surely: bool,
    },
    /// Nothing is known of one of them.
    Unknown,
    Doubt(MergeDoubt),
    Apart,
}

/// An article's years tell two lives apart where they are further from each other than that.
const LIFE: i16 = 70;

/// What an article says of a person.
#[derive(Clone, Debug, Default)]
pub(super) struct Portrait {
    /// Roles with where they are held.
    roles: BTreeSet<(String, Option<String>)>,
    fields: BTreeSet<&'static str>,
    /// The places a person belongs to.
    homes: BTreeSet<String>,
    /// People and organizations the person has to do with.
    neighbours: BTreeSet<String>,
    /// The first and last of the years that are told of the person.
    years: Option<(i16, i16)>,
    gender: Option<Gender>,
}

impl Portrait {
    pub(super) fn of(article: &KnowledgeGraph, entity: &EntityNode) -> Self {
        let mut portrait = Self { gender: gender(entity), ..Self::default() };
        for relation in article.relations_of(entity.id) {
            portrait.look_at(article, entity.id, relation);
        }
        let titles = entity.aliases.iter().chain([&entity.label]);
        for word in titles.filter_map(|name| name.split(' ').next()) {
            portrait.role(&word.to_lowercase(), None);
        }
        portrait
    }

    fn role(&mut self, title: &str, at: Option<String>) {
        let title = title.to_lowercase();
        let last = title.rsplit([' ', '-']).next().unwrap_or_default();
        let field = ROLE_FIELDS.get(last).or_else(|| ROLE_FIELDS.get(title.as_str())).copied();
        self.fields.extend(field);
        if field.is_some() || TITLES.contains(last) {
            self.roles.insert((last.to_owned(), at));
        }
    }

    fn look_at(&mut self, article: &KnowledgeGraph, id: EntityId, relation: &Relation) {
        if relation.polarity == Polarity::Negative {
            return;
        }
        if let Some(time) = &relation.time {
            for year in [time.start, time.end].into_iter().flatten().map(|t| t.year()) {
                self.years = Some(self.years.map_or((year, year), |(a, b)| (a.min(year), b.max(year))));
            }
        }
        // *a violinist from Bergen* tells the kind of *Bergen* by nothing: a town may be taken for a club
        let from = relation.predicate == "from" || relation.marker == "from";
        let is_home = |kind: Kind| kind == Kind::Place || from && kind == Kind::Organization;
        let place = |value: &Value| {
            let node = article.entity(value.entity()?).filter(|node| node.named && is_home(node.kind))?;
            Some(normal(&node.label, None).join(" "))
        };
        let is_subject = relation.subject == id;
        let other = if is_subject { relation.object.entity() } else { Some(relation.subject) };
        let other = other.filter(|other| *other != id).and_then(|other| article.entity(other));
        let described = matches!(
            relation.construction,
            PropositionKind::Title
                | PropositionKind::Office
                | PropositionKind::Apposition
                | PropositionKind::Copula
        );
        if is_subject && described {
            let at = other.filter(|node| node.named).map(|node| normal(&node.label, None).join(" "));
            match &relation.object {
                // a place that is mentioned nowhere else may be words only
                Value::Text(text) if is_office(relation) => {
                    self.role(&relation.predicate, Some(normal(text, None).join(" ")));
                }
                Value::Text(text) => self.description(text),
                Value::Entity(_) => self.role(&relation.predicate, at),
            }
        }
        if is_subject && belongs(relation) {
            self.homes.extend(place(&relation.object));
        }
        if let Some(node) = other.filter(|node| node.named)
            && matches!(node.kind, Kind::Person | Kind::Organization)
        {
            self.neighbours.insert(normal(&node.label, Some(node.kind)).join(" "));
        }
        for qualifier in
            relation.qualifiers.iter().filter(|q| q.role == Role::Place && is_subject && described)
        {
            self.homes.extend(place(&qualifier.value));
        }
    }

    /// *a violinist from Bergen*: the role is the first word that is one.
    fn description(&mut self, text: &str) {
        let words: Vec<String> = text.split([' ', ',']).map(str::to_lowercase).collect();
        let is_role =
            |word: &&String| ROLE_FIELDS.contains_key(word.as_str()) || TITLES.contains(word.as_str());
        if let Some(word) = words.iter().find(is_role) {
            self.role(word, None);
        }
    }

    fn is_empty(&self) -> bool {
        self.roles.is_empty() && self.homes.is_empty() && self.neighbours.is_empty() && self.years.is_none()
    }

    fn compare(&self, other: &Self) -> Verdict {
        let years = |(a, b): ((i16, i16), (i16, i16))| {
            a.0.saturating_sub(b.1) > LIFE || b.0.saturating_sub(a.1) > LIFE
        };
        let lived_apart = self.years.zip(other.years).is_some_and(years);
        let sexes = self.gender.zip(other.gender).is_some_and(|(a, b)| a != b);
        if lived_apart || sexes {
            return Verdict::Apart;
        }
        let held = |a: &(String, Option<String>), b: &(String, Option<String>)| {
            a.0 == b.0 && a.1.is_some() && a.1 == b.1
        };
        let office = self.roles.iter().any(|a| other.roles.iter().any(|b| held(a, b)));
        let home = !self.places().is_disjoint(&other.places());
        if office || home {
            return Verdict::Same { surely: true };
        }
        if !self.neighbours.is_disjoint(&other.neighbours) {
            return Verdict::Same { surely: false };
        }
        let other_fields =
            !self.fields.is_empty() && !other.fields.is_empty() && self.fields.is_disjoint(&other.fields);
        let elsewhere = !self.places().is_empty() && !other.places().is_empty();
        let rival = |a: &(String, Option<String>), b: &(String, Option<String>)| {
            a.0 == b.0 && a.1.is_some() && b.1.is_some() && a.1 != b.1
        };
        // two mayors of two towns
        let rivals = self.roles.iter().any(|a| other.roles.iter().any(|b| rival(a, b)));
        match (other_fields, elsewhere) {
            (true, true) => Verdict::Apart,
            _ if rivals => Verdict::Apart,
            (true, false) => Verdict::Doubt(MergeDoubt::Roles),
            (false, true) => Verdict::Doubt(MergeDoubt::Places),
            _ if self.is_empty() || other.is_empty() => Verdict::Unknown,
            (false, false) => Verdict::Unknown,
        }
    }

    /// Homes, and where offices are held.
    fn places(&self) -> BTreeSet<&str> {
        let offices = self.roles.iter().filter_map(|(_, at)| at.as_deref());
        self.homes.iter().map(String::as_str).chain(offices).collect()
    }
}

/// Whether the predicate is an office and the object where it is held (*mayor of*), rather than the object the role.
fn is_office(relation: &Relation) -> bool {
    matches!(relation.construction, PropositionKind::Title | PropositionKind::Office)
        && relation.predicate != "role"
}

/// Whether the relation says that its subject belongs to the place that is its object.
fn belongs(relation: &Relation) -> bool {
    let lives = RESIDENCE.contains(relation.predicate.as_str());
    let from = ORIGIN.contains(relation.predicate.as_str())
        || relation.predicate == "be" && matches!(relation.marker.as_str(), "from" | "of");
    lives || from || relation.construction == PropositionKind::Demonym
}

/// Groups of people by name, taken apart where their articles tell of several; with each group the doubts of its members.
pub(super) fn told_apart(
    groups: Vec<Group>,
    portrait: impl Fn(usize) -> Option<Portrait>,
) -> Vec<(Group, Vec<Option<MergeDoubt>>)> {
    let mut out = Vec::new();
    for group in groups {
        let portraits: Vec<Option<Portrait>> = if group.known.is_some() || group.members.len() < 2 {
            Vec::new()
        } else {
            group.members.iter().map(|&(member, _)| portrait(member)).collect()
        };
        let people: Option<Vec<Portrait>> = portraits.into_iter().collect();
        match people.filter(|people| people.len() > 1) {
            Some(people) => out.extend(parted(group, &people)),
            None => {
                let doubts = vec![None; group.members.len()];
                out.push((group, doubts));
            }
        }
    }
    out.sort_by_key(|(group, _)| group.members.first().map(|(member, _)| *member));
    out
}

fn parted(group: Group, people: &[Portrait]) -> Vec<(Group, Vec<Option<MergeDoubt>>)> {
    let verdicts: Vec<Vec<Verdict>> =
        people.iter().map(|a| people.iter().map(|b| a.compare(b)).collect()).collect();
    let verdict =
        |a: usize, b: usize| verdicts.get(a).and_then(|row| row.get(b)).copied().unwrap_or(Verdict::Unknown);
    let all: Vec<usize> = (0..people.len()).collect();
    let apart = |a: &usize, b: &usize| a != b && verdict(*a, *b) == Verdict::Apart;
    let torn = |set: &[usize]| set.iter().any(|a| set.iter().any(|b| apart(a, b)));
    let mut sets: Vec<Vec<usize>> = vec![all.clone()];
    if torn(&all) {
        // whom they share says less than where they are at home; with neither, each stands alone
        let same = |surely: bool| {
            move |a: usize, b: usize| match verdict(a, b) {
                Verdict::Same { surely: sure } => sure || !surely,
                _ => false,
            }
        };
        sets = components(people.len(), same(false));
        if sets.iter().any(|set| torn(set)) {
            sets = components(people.len(), same(true));
        }
        if sets.iter().any(|set| torn(set)) {
            sets = all.iter().map(|&one| vec![one]).collect();
        }
    }
    let many = sets.len() > 1;
    let make = |set: Vec<usize>| {
        let first = set.first().copied().unwrap_or_default();
        let doubt = |&member: &usize| {
            let found = set.iter().filter(|&&other| other != member).map(|&other| verdict(member, other));
            let mut doubts = BTreeSet::new();
            for verdict in found {
                match verdict {
                    Verdict::Same { .. } => return None,
                    Verdict::Doubt(doubt) => _ = doubts.insert(doubt),
                    _ => {}
                }
            }
            doubts.pop_first()
        };
        let doubts = set.iter().map(doubt).collect();
        let members = set.iter().filter_map(|&i| group.members.get(i).copied()).collect();
        // who could be either of two is nobody's namesake
        let unsure = many && set.len() == 1 && !all.iter().any(|other| apart(&first, other));
        (Group { members, known: None, partial: group.partial || unsure }, doubts)
    };
    sets.into_iter().map(make).collect()
}

/// The sets of numbers that are tied to each other, in the order of their first.
fn components(count: usize, tied: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for one in 0..count {
        let mut joined = vec![one];
        sets.retain(|set| {
            let near = set.iter().any(|&other| tied(one, other));
            if near {
                joined.extend(set);
            }
            !near
        });
        joined.sort_unstable();
        sets.push(joined);
    }
    sets.sort_unstable();
    sets
}
