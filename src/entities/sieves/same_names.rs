//! Names met before: the same, a part of them, an acronym.

use crate::entities::clusters::{ClusterId, Clusters};
use crate::entities::names::{Agreement, Name};
use crate::entities::types::LinkReason;
use crate::lexicon::{HOUSE_SEATS, SENATE_SEATS, WordSet};
use crate::mentions::{Form, Kind, Mention, Mentioned, has_honorific, is_located};
use crate::span::MentionId;
use rustc_hash::FxHashMap;

/// The most entities that share a word with a name and are compared with it, the latest, which keeps time linear in the text.
const MOST_NAMES: usize = 50;

/// Names met before, by the words that can make two names agree; of each entity the mention met last.
#[derive(Default)]
struct Known {
    by_word: FxHashMap<String, Vec<ClusterId>>,
    /// The latest mention of each cluster.
    latest: FxHashMap<ClusterId, MentionId>,
}

impl Known {
    fn add(&mut self, name: &Name, cluster: ClusterId, mention: MentionId) {
        self.latest.insert(cluster, mention);
        for key in name.keys() {
            let clusters = self.by_word.entry(key).or_default();
            clusters.retain(|&c| c != cluster);
            clusters.push(cluster);
            if clusters.len() > MOST_NAMES {
                clusters.remove(0);
            }
        }
    }

    /// The latest mentions of the entities that share a word with the name, the latest first.
    fn like(&self, name: &Name) -> Vec<MentionId> {
        let clusters = name.keys().into_iter().filter_map(|key| self.by_word.get(&key)).flatten();
        let mut found: Vec<MentionId> = clusters.filter_map(|c| self.latest.get(c)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.reverse();
        found
    }
}

/// Names met before: the same, a part of them, an acronym. A full name looks first, so that short forms find it.
pub(super) fn names(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let mut known = Known::default();
    for m in mentioned.mentions.iter().filter(|m| m.form == Form::Named && m.members.is_empty()) {
        let own = clusters.cluster(m.id).names.first().cloned();
        let written = || m.name.map(|span| Name::new(mentioned.parsed.text_of(span)));
        let Some(name) = own.or_else(written) else { continue };
        if let Some((antecedent, agreement)) = named_before(clusters, &known, m, &name) {
            let (reason, confidence) = match agreement {
                Agreement::Same => (LinkReason::SameName, 0.98),
                Agreement::Part => (LinkReason::PartOfName, 0.93),
                Agreement::Acronym => (LinkReason::Acronym, 0.9),
            };
            clusters.join(m.id, antecedent, reason, confidence);
        }
        known.add(&name, clusters.of(m.id), m.id);
    }
}

/// The entity whose names agree best with the name of `m`, by its latest mention.
fn named_before(
    clusters: &Clusters<'_>,
    known: &Known,
    m: &Mention,
    name: &Name,
) -> Option<(MentionId, Agreement)> {
    let mut best: Option<(u8, MentionId, Agreement)> = None;
    for candidate in known.like(name) {
        clusters.compare();
        let short = || Some((SHORT, short_form(clusters, m, name, candidate)?));
        let Some((rank, agreement)) = agreement(clusters, m, name, candidate).or_else(short) else {
            continue;
        };
        let compatible = if rank == SHORT {
            clusters.compatible_but_names(m.id, candidate)
        } else {
            clusters.compatible(m.id, candidate)
        };
        if best.is_none_or(|b| rank < b.0) && compatible {
            best = Some((rank, candidate, agreement));
        }
    }
    best.map(|(_, candidate, agreement)| (candidate, agreement))
}

/// How the name of `m` agrees with those of the entity, and how much better others are: the less, the better.
fn agreement(
    clusters: &Clusters<'_>,
    m: &Mention,
    name: &Name,
    candidate: MentionId,
) -> Option<(u8, Agreement)> {
    let parsed = &clusters.mentioned.parsed;
    let (c, cluster) = (clusters.mentioned.mention(candidate), clusters.cluster(candidate));
    let courteous = has_honorific(parsed, m.head) || has_honorific(parsed, c.head);
    if !courteous && !may_be_of_one_kind(clusters, m, name, c) {
        return None;
    }
    let kind = match (c.kind, m.kind) {
        _ if courteous => Kind::Person,
        (Kind::Person, _) => Kind::Person,
        (other, Kind::Person) => other,
        (_, kind) => kind,
    };
    let agreement = cluster.names.iter().filter_map(|n| name.agrees(n, kind)).min_by_key(rank)?;
    // *Irving* the town is no *Irving School Board*
    let town = (c.kind == Kind::Place) != (m.kind == Kind::Place) && kind != Kind::Person;
    // *Space Shuttle Pelican*: where one name only says what the other is the name of, a kind that differs is an error
    let typed = || cluster.names.iter().any(|n| n.is_typed_form(name));
    let family = |n: &Name| n.words.last() == name.words.last();
    let apart = agreement == Agreement::Part && town && !typed()
        || c.kind != Kind::Person && courteous && !cluster.names.iter().any(family)
        || sit_apart(&clusters.cluster(m.id).titles, &cluster.titles);
    // *Ms. Berg* is rather Ada Berg than the firm Berg
    let body = if courteous && cluster.kind != Some(Kind::Person) { 3 } else { 0 };
    (!apart).then(|| (rank(&agreement).saturating_add(body), agreement))
}

/// What ranks behind whatever agrees in kind.
const SHORT: u8 = 6;

/// `name/short-form`: *Brevik* of *Brevik Marine*, where it is nobody's name and no town.
fn short_form(clusters: &Clusters<'_>, m: &Mention, name: &Name, candidate: MentionId) -> Option<Agreement> {
    let mentioned = clusters.mentioned;
    let (c, cluster) = (mentioned.mention(candidate), clusters.cluster(candidate));
    let kind = cluster.kind.unwrap_or(c.kind);
    let begins = kind == Kind::Organization
        && !matches!(m.kind, Kind::Organization | Kind::Group | Kind::Place)
        && !has_honorific(&mentioned.parsed, m.head)
        && !is_located(&mentioned.parsed, m.head)
        && cluster.names.iter().any(|longer| name.begins(longer));
    begins.then_some(Agreement::Part)
}

/// Whether both may be of one kind: kinds err, but not for the same name written twice.
fn may_be_of_one_kind(clusters: &Clusters<'_>, m: &Mention, name: &Name, c: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    // *in London*, where there is a *Vera London*
    let elsewhere = (c.kind == Kind::Person) != (m.kind == Kind::Person)
        && (is_located(&mentioned.parsed, m.head) || is_located(&mentioned.parsed, c.head));
    (c.kind == Kind::Person) == (m.kind == Kind::Person)
        || (same_text(mentioned, c, m) && !elsewhere)
        || (c.kind != Kind::Person && stands_for(clusters, name, c.id))
}

/// *Senator Berg* is no *Rep. Olav Berg*: one sits in one chamber.
fn sit_apart(a: &[String], b: &[String]) -> bool {
    let sits = |titles: &[String], seats: &WordSet| titles.iter().any(|t| seats.contains(t.as_str()));
    let [senator, other_senator] = [a, b].map(|titles| sits(titles, &SENATE_SEATS));
    let [member, other_member] = [a, b].map(|titles| sits(titles, &HOUSE_SEATS));
    senator && !member && other_member && !other_senator
        || member && !senator && other_senator && !other_member
}

/// The surer, the less.
fn rank(agreement: &Agreement) -> u8 {
    match agreement {
        Agreement::Same => 0,
        Agreement::Part => 1,
        Agreement::Acronym => 2,
    }
}

/// Whether the name is an acronym of one the candidate has.
fn stands_for(clusters: &Clusters<'_>, name: &Name, candidate: MentionId) -> bool {
    let names = &clusters.cluster(candidate).names;
    names.iter().any(|n| name.agrees(n, Kind::Organization) == Some(Agreement::Acronym))
}

fn same_text(mentioned: &Mentioned, a: &Mention, b: &Mention) -> bool {
    let text = |m: &Mention| m.name.map(|n| mentioned.parsed.text_of(n));
    text(a).is_some() && text(a) == text(b)
}
