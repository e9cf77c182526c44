//! From clusters to entities: canonical name, aliases, kind, members.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::clusters::{Cluster, Clusters};
use super::types::{ClauseLink, ClauseReason, Entity, Link, Resolved};
use crate::lexicon::{LINKING_ADVERBS, ORGANIZATION_NOUNS, SHELL_NOUNS};
use crate::mentions::{Form, Kind, Mention, Mentioned, is_people};
use crate::morphology::Upos;
use crate::span::{EntityId, MentionId, WordId, WordSpan};
use crate::syntax::BaseRelation;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What is resolved of a document, without it.
pub(super) struct Parts {
    entities: Vec<Entity>,
    entity_of: Vec<EntityId>,
    links: Vec<Link>,
    clause_links: Vec<ClauseLink>,
}

/// The entities of finished clusters, in the order of their first mentions; coordinations that nothing takes up (*Lund and
/// Berg*, where no *they* follows) come last.
pub(super) fn describe(clusters: Clusters<'_>) -> Parts {
    let mentioned = clusters.mentioned;
    let mut entities: Vec<Entity> = Vec::new();
    let mut groups: BTreeMap<EntityId, Vec<MentionId>> = BTreeMap::new();
    let reasons: FxHashMap<MentionId, ClauseReason> =
        clusters.clause_links.iter().map(|l| (l.mention, l.reason)).collect();
    let mut entity_of = vec![EntityId(0); mentioned.mentions.len()];
    let headline = super::headline::has_headline(mentioned);
    let joint = |c: &&Cluster| match c.mentions.as_slice() {
        [only] => !mentioned.mention(*only).members.is_empty(),
        _ => false,
    };
    let all = || clusters.clusters.iter().filter(|c| !c.mentions.is_empty());
    for cluster in all().filter(|c| !joint(c)).chain(all().filter(joint)) {
        let id = EntityId::from_index(entities.len());
        for m in &cluster.mentions {
            entity_of[m.index()] = id;
        }
        let mut described = entity(mentioned, id, &cluster.mentions, headline);
        described.clause = cluster.clause;
        let pronouns = cluster.mentions.iter().all(|&m| mentioned.mention(m).form == Form::Pronoun);
        if pronouns && !cluster.members.is_empty() {
            groups.insert(id, cluster.members.clone());
        }
        // what takes up a clause is what the clause says, whatever the network took the word for
        let takes_up = |m: &MentionId| match reasons.get(m) {
            Some(&reason) => {
                let m = mentioned.mention(*m);
                let shell = SHELL_NOUNS.get(mentioned.parsed.lemma(m.head).to_lowercase().as_str());
                m.form == Form::Pronoun
                    || reason == ClauseReason::Derivation
                    || shell.is_some_and(|s| s.class == "event")
            }
            None => false,
        };
        if cluster.clause.is_some() && !described.named && cluster.mentions.iter().any(takes_up) {
            described.kind = Kind::Event;
        }
        entities.push(described);
    }
    for entity in &mut entities {
        let members = entity.mentions.iter().flat_map(|&m| &mentioned.mention(m).members);
        let together = groups.get(&entity.id).into_iter().flatten();
        let mut members: Vec<EntityId> = members.chain(together).map(|m| entity_of[m.index()]).collect();
        members.sort_unstable();
        members.dedup();
        entity.members = members;
    }
    // *they*, who were named apart
    for id in groups.into_keys() {
        let label: Vec<&str> =
            entities[id.index()].members.iter().map(|m| entities[m.index()].label.as_str()).collect();
        let label = label.join(" and ");
        entities[id.index()].label = label;
        entities[id.index()].kind = Kind::Person;
    }
    Parts { entities, entity_of, links: clusters.links, clause_links: clusters.clause_links }
}

fn entity(mentioned: &Mentioned, id: EntityId, mentions: &[MentionId], headline: bool) -> Entity {
    let all = || mentions.iter().map(|&m| mentioned.mention(m));
    let named = all().any(|m| m.form == Form::Named && m.members.is_empty());
    let kind = vote(mentioned, mentions);
    // what stands below a headline is told more fully
    let below = |m: &&Mention| m.sentence.0 > 0 && m.form == Form::Nominal;
    let skip = headline && !named && all().any(|m| below(&m));
    let label = all()
        .filter(|m| !skip || m.sentence.0 > 0)
        .filter(|m| !named || (m.form == Form::Named && m.members.is_empty()))
        .filter(|m| m.form != Form::Pronoun)
        .map(|m| shown(mentioned, m))
        .filter(|text| text.contains(char::is_alphanumeric))
        .reduce(|best, next| if better(&next, &best, named) { next } else { best })
        .unwrap_or_else(|| all().next().map_or_else(String::new, |m| mentioned.text(m.id).to_owned()));
    let mut aliases: Vec<String> = Vec::new();
    for m in all().filter(|m| m.form != Form::Pronoun) {
        let with_title = minimal(mentioned, m);
        for alias in [with_title, shown(mentioned, m)] {
            if alias != label && !alias.is_empty() && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
    }
    Entity { id, label, kind, named, aliases, mentions: mentions.to_vec(), members: Vec::new(), clause: None }
}

/// A fuller name is better, and one not written in capitals (*OSLO*); of descriptions the first.
fn better(next: &str, best: &str, named: bool) -> bool {
    let small = |s: &str| s.chars().any(char::is_lowercase);
    let size = |s: &str| (s.split_whitespace().count().min(6), s.len(), small(s));
    named && size(next) > size(best)
}

/// Whether the head of the description is a noun of organizations.
fn is_institution(mentioned: &Mentioned, m: &Mention) -> bool {
    let lemma = mentioned.parsed.lemma(m.head);
    let mut letters = lemma.chars();
    let large: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    ORGANIZATION_NOUNS.contains_key(large.as_str())
}

fn vote(mentioned: &Mentioned, mentions: &[MentionId]) -> Kind {
    let mut votes = [0.0_f32; 11];
    for m in mentions.iter().map(|&m| mentioned.mention(m)) {
        let weight = match m.form {
            Form::Named => 3.0,
            Form::Nominal => 1.0,
            Form::Pronoun => 0.2,
        };
        votes[m.kind as usize] += weight * (0.2 + m.confidence);
        // *the news agency Nordpress*, which the network takes for a person
        if m.form == Form::Nominal && m.kind == Kind::Organization && is_institution(mentioned, m) {
            votes[Kind::Organization as usize] += 6.0;
        }
    }
    let mut best = Kind::Person;
    for kind in Kind::ALL {
        if votes[kind as usize] > votes[best as usize] {
            best = kind;
        }
    }
    // *the Liberals*, *Muslims*
    let named = |m: &&Mention| m.form == Form::Named && m.members.is_empty();
    let mut names = mentions.iter().map(|&m| mentioned.mention(m)).filter(named).peekable();
    let many = names.peek().is_some();
    if best == Kind::Person && many && names.all(|m| is_people(&mentioned.parsed, m.head)) {
        return Kind::Group;
    }
    best
}

/// The name alone, or the description without determiner and what follows its head from a clause or comma on.
fn shown(mentioned: &Mentioned, m: &Mention) -> String {
    match m.name {
        // *March 2023* is more than the month
        Some(name) if m.form == Form::Named && m.kind != Kind::Time => {
            mentioned.parsed.text_of(name).to_owned()
        }
        _ => minimal(mentioned, m),
    }
}

/// The mention from its first content word to the end of its core: honorific and title stay, determiner, relative
/// clause, apposition and possessive ending go.
fn minimal(mentioned: &Mentioned, m: &Mention) -> String {
    let parsed = &mentioned.parsed;
    let mut start = m.span.start;
    // *also the streets*, *both ports*
    let links = |w: WordId| {
        parsed.is(w, BaseRelation::Cc)
            || parsed.is(w, BaseRelation::Advmod) && LINKING_ADVERBS.contains(parsed.lower(w).as_str())
    };
    // *half the city* is not the city
    // *a year later* is not *year later*
    let counts = |w: WordId| m.kind == Kind::Time && matches!(parsed.lower(w).as_str(), "a" | "an");
    let part = |w: WordId| parsed.lower(w) == "half" || counts(w);
    // *whose boat* is a boat, *of the Air Force* the Air Force
    // *at least 12 villagers*
    let of_number = |w: WordId| {
        let number = parsed.head(w).filter(|&least| least < m.head).and_then(|least| parsed.head(least));
        number.is_some_and(|n| parsed.upos(n) == Upos::Num && w < n)
    };
    let led = |w: WordId| {
        parsed.xpos(w) == "WP$"
            || parsed.upos(w) == Upos::Adp && parsed.is(w, BaseRelation::Case) && !of_number(w)
            || parsed.upos(w) == Upos::Cconj
    };
    let loose =
        |w: WordId| matches!(parsed.upos(w), Upos::Det | Upos::Punct) && !part(w) || links(w) || led(w);
    while start < m.head && loose(start) {
        start = WordId(start.0 + 1);
    }
    let mut end = m.span.end;
    if m.members.is_empty() {
        // up to the first clause, apposition or comma behind the head, whatever it hangs on
        let inner = (m.head.0 + 1..m.span.end.0).map(WordId).filter(|&w| {
            // *photographs of “unknowns”*: the quotation is what the preposition leads to
            let quote = matches!(parsed.form(w), "“" | "\"") && parsed.upos(WordId(w.0 - 1)) != Upos::Adp;
            let mark = quote || matches!(parsed.form(w), "," | ";" | ":" | "—" | "–" | "(");
            // *the arrest of union leader Rolf Berg*: the name is told with the leader
            let beside = parsed.is(w, BaseRelation::Appos) && parsed.head(w) == Some(m.head);
            mark || beside || matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Parataxis)
        });
        let firsts = inner.map(|w| match parsed.relation(w).base {
            BaseRelation::Punct => w,
            _ => parsed.subtree(w).first().copied().unwrap_or(w),
        });
        end = firsts.filter(|&w| w > m.head).fold(end, WordId::min);
        let conjunct =
            parsed.children_by(m.head, BaseRelation::Conj).filter_map(|c| parsed.subtree(c).first().copied());
        end = conjunct.filter(|&w| w > m.head).fold(end, WordId::min);
    }
    while end.0 > start.0 + 1 {
        let last = WordId(end.0 - 1);
        if parsed.upos(last) == Upos::Punct && parsed.form(last) != "." || parsed.xpos(last) == "POS" {
            end = last;
        } else {
            break;
        }
    }
    let text = parsed.text_of(WordSpan { start, end });
    // a quotation that goes on behind the cut
    let open = text.matches('“').count() != text.matches('”').count() || text.matches('"').count() % 2 == 1;
    let text = if open { text.replace(['“', '”', '"'], "") } else { text.to_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts the resolution together.
pub(super) fn finish(mentioned: Mentioned, parts: Parts) -> Resolved {
    let Parts { entities, entity_of, links, clause_links } = parts;
    Resolved { mentioned, entities, entity_of, links, clause_links }
}
