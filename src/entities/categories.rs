//! Descriptions of named things by the sort of thing they are: *the ship* after *the ferry Pelican*, *the company* after *Brevik Inc.*
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::antecedents::Antecedents;
use super::clusters::Clusters;
use super::profiles::introduces;
use crate::lexicon::{CAPITALS, CATEGORIES, Category, DEMONYMS, ORGANIZATION_NOUNS, TYPE_WORDS};
use crate::mentions::{Form, Kind, Mention, Mentioned, brings_news};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed};

/// So many sentences back lies what a description means, where others are of its sort, too, or nothing says that it is of it.
const NEAR: u32 = 3;
/// The same where one thing alone is of its sort.
const FAR: u32 = 40;
/// So many mentions are looked at, at most, which keeps time linear in the text.
const MOST: usize = 300;
/// So many mentions of an entity say of what sort it is, at most.
const TOLD: usize = 12;

/// The kind of bodies, as categories have it.
const ORGANIZATION: &str = Kind::Organization.as_str();

/// Sorts whose things have names that do not say what they are.
const OPEN_SORTS: [&str; 8] = ["business", "media", "press", "club", "ship", "town", "drug", "party"];

/// Sorts of bodies by whose nouns parties are called, too.
pub(super) const PARTIES: [&str; 4] = ["union", "group", "league", "parliament"];

/// What is known of an entity beside the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// It was called by that very noun, or its name ends in it.
    Called,
    /// It was called so, or by a word of the same sort.
    Told,
    /// It was called something else.
    Other,
    /// Nothing says what it is.
    Open,
}

/// A named entity that the description may mean.
struct Named {
    /// Its latest mention before the description.
    mention: MentionId,
    distance: u32,
    subject: bool,
}

/// Of what sort the description `m` says that it is, where it says no more: *the ship*, *this airline*, *the Danish firm*.
fn category(antecedents: &Antecedents, clusters: &Clusters<'_>, m: &Mention) -> Option<&'static Category> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = antecedents.profiles().of(m.id);
    let category = CATEGORIES.get(own.lemma.as_str())?;
    let definite = matches!(own.determiner.as_deref(), Some("the" | "this"));
    let more = parsed.children(m.head).iter().any(|&c| {
        m.span.contains(c)
            && match parsed.relation(c).base {
                BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct => false,
                BaseRelation::Amod | BaseRelation::Compound if is_compound(parsed, c) => false,
                BaseRelation::Amod => !DEMONYMS.contains_key(parsed.form(c)),
                // *The ship, built in 1978, sank*
                BaseRelation::Acl | BaseRelation::Appos => parsed.form(WordId(m.head.0 + 1)) != ",",
                _ => true,
            }
    });
    let place = category.kind == Kind::Place.as_str();
    let fits = m.form == Form::Nominal
        && m.members.is_empty()
        && definite
        && !own.plural
        && !more
        && (!place || matches!(m.kind, Kind::Place | Kind::Organization))
        && !introduces(mentioned, m);
    fits.then_some(category)
}

/// *second-tier*, *Bremen-based*: what is said in passing of a thing already known.
fn is_compound(parsed: &Parsed, adjective: WordId) -> bool {
    let back = adjective.0.checked_sub(1).map(WordId);
    parsed.form(adjective).contains('-') || back.is_some_and(|w| parsed.form(w) == "-")
}

/// Whether a noun says that something is of the category that `lemma` names; `None` where it says nothing of that.
fn says(lemma: &str, category: &Category, noun: &str) -> Option<bool> {
    if noun == lemma {
        return Some(true);
    }
    let other = CATEGORIES.get(noun)?;
    Some(category.shares(other))
}

/// What the names and descriptions of the cluster of `c` say of its sort.
fn fit(antecedents: &Antecedents, clusters: &Clusters<'_>, c: &Mention, lemma: &str, own: &Category) -> Fit {
    let cluster = clusters.cluster(c.id);
    let (mut found, mut called) = (Fit::Open, false);
    let mut note = |says: Option<bool>| match says {
        Some(true) => found = Fit::Told,
        Some(false) if found == Fit::Open => found = Fit::Other,
        _ => {}
    };
    for &x in cluster.mentions.iter().take(TOLD) {
        let x = clusters.mentioned.mention(x);
        if x.form == Form::Nominal && x.members.is_empty() {
            let profile = antecedents.profiles().of(x.id);
            let noun = profile.lemma.as_str();
            // *the agency* says no more of a ministry than that it is a body
            let vague = profile.determiner.as_deref() == Some("the")
                && profile.modifiers.is_empty()
                && CATEGORIES.get(noun).is_some_and(|c| c.general && c.kind == ORGANIZATION)
                && !beside_name(clusters.mentioned, x);
            // *a group* is no broadcaster for that
            let wide = !own.general && noun != lemma && CATEGORIES.get(noun).is_some_and(|c| c.general);
            note(says(lemma, own, noun).filter(|_| !vague && !wide));
            // whatever was meant by it before, any firm is *the company*
            called |= noun == lemma && !(own.general && own.kind == ORGANIZATION);
        }
    }
    for name in &cluster.names {
        let of = name.words.iter().position(|w| matches!(w.as_str(), "of" | "for")).filter(|&at| at > 0);
        if name.words.len() > 1 {
            let head = name.words.get(of.unwrap_or(name.words.len()) - 1).map_or("", String::as_str);
            // *the Civic Union* may be a party
            let movement = own.sorts.contains(&"party")
                && CATEGORIES.get(head).is_some_and(|c| c.sorts.iter().any(|s| PARTIES.contains(s)));
            note(says(lemma, own, head).filter(|says| *says || !movement));
            called |= head == lemma || head.strip_suffix('s') == Some(lemma);
            let sort = ORGANIZATION_NOUNS.get(super::names::capital(head).as_str()).copied().unwrap_or("");
            if matches!(sort, "business" | "press" | "media" | "club") {
                let same = own.sorts.contains(&sort) && own.kind == ORGANIZATION;
                called |= same && sort == lemma;
                // *the bank* need not be *Brevik Lines*
                note((own.general || !same || sort == lemma).then_some(same));
            }
            let typed = TYPE_WORDS.iter().find(|(words, _)| {
                words.len() < name.words.len()
                    && words.iter().zip(&name.words).all(|(t, w)| t.to_lowercase() == *w)
            });
            if let Some(last) = typed.and_then(|(words, _)| words.last()) {
                note(says(lemma, own, &last.to_lowercase()));
            }
        }
        if name.legal_form().is_some() {
            note(says(lemma, own, "company"));
        }
        if name.country().is_some() {
            note(Some(own.sorts.contains(&"country")));
        }
        let written = name.words.iter().map(|w| super::names::capital(w)).collect::<Vec<_>>().join(" ");
        if CAPITALS.contains_key(written.as_str()) {
            note(Some(own.sorts.contains(&"town") || own.sorts.contains(&"capital")));
        }
    }
    if called { Fit::Called } else { found }
}

/// Whether the description stands right beside a name of what it describes.
fn beside_name(mentioned: &Mentioned, x: &Mention) -> bool {
    let parsed = &mentioned.parsed;
    parsed.is(x.head, BaseRelation::Appos) || parsed.child_by(x.head, BaseRelation::Appos).is_some()
}

/// The one that the description means, if one stands out: the only one, or of the nearest the only one or the subject.
fn stands_out(all: &[Named], only: bool) -> Option<&Named> {
    if let [one] = all {
        return Some(one);
    }
    let nearest = all.iter().map(|n| n.distance).min().filter(|_| !only)?;
    let near = || all.iter().filter(move |n| n.distance == nearest);
    let subjects: Vec<&Named> = near().filter(|n| n.subject).collect();
    let near: Vec<&Named> = near().collect();
    match (near.as_slice(), subjects.as_slice()) {
        ([one], _) | (_, [one]) => Some(*one).filter(|n| n.distance <= NEAR),
        _ => None,
    }
}

/// `description/category`: the named entity that alone is of the sort that the description says (*the ship* after *the ferry Pelican*,
/// *the airline* after *Nordair, a carrier*), or of which nothing else is known, with how sure that is.
pub(super) fn of_category(
    antecedents: &Antecedents,
    clusters: &Clusters<'_>,
    m: &Mention,
) -> Option<(MentionId, f32)> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = category(antecedents, clusters, m)?;
    let lemma = antecedents.profiles().of(m.id).lemma.as_str();
    let adjective = |&c: &WordId| parsed.is(c, BaseRelation::Amod) || is_compound(parsed, c);
    let contrast = parsed.children(m.head).iter().any(|c| *c < m.head && adjective(c));
    let mut met: Vec<usize> = vec![clusters.of(m.id)];
    let (mut called, mut told, mut open) = (Vec::<Named>::new(), Vec::<Named>::new(), Vec::<Named>::new());
    let (mut rival, mut told_anew) = (u32::MAX, false);
    for c in mentioned.mentions[..m.id.index()].iter().rev().take(MOST) {
        let distance = m.sentence.0 - c.sentence.0;
        let of = clusters.of(c.id);
        if distance > FAR {
            break;
        }
        if met.contains(&of) || !c.members.is_empty() {
            continue;
        }
        met.push(of);
        clusters.compare();
        let cluster = clusters.cluster(c.id);
        if cluster.names.is_empty() {
            let same = c.form == Form::Nominal && !clusters.is_plural(c.id);
            let alike = same && says(lemma, own, &antecedents.profiles().of(c.id).lemma) == Some(true);
            rival = rival.min(if alike { distance } else { u32::MAX });
            told_anew |= same && antecedents.profiles().of(c.id).lemma == lemma;
            continue;
        }
        let kind = cluster.kind.unwrap_or(c.kind);
        let fit = fit(antecedents, clusters, c, lemma, own);
        let kinds = kind.as_str() == own.kind || own.kind == ORGANIZATION && kind == Kind::Group;
        let subject = parsed.is(super::pronouns::standing(clusters, c), BaseRelation::Nsubj);
        let named = Named { mention: c.id, distance, subject };
        let described = matches!(fit, Fit::Called | Fit::Told) && kind != Kind::Person;
        if described && antecedents.may_describe(clusters, m, c, true) {
            if fit == Fit::Called { called.push(named) } else { told.push(named) }
        } else if fit == Fit::Open
            && kinds
            && !brings_news(parsed, c.span)
            && antecedents.may_describe(clusters, m, c, false)
        {
            open.push(named);
        }
    }
    // *the bank* is *Brevik Bank* rather than a lender of another name, and *a consortium* that was told of rather than some firm
    let by_noun = !called.is_empty();
    let told = if by_noun { called } else { told };
    if told_anew && !own.general && !by_noun {
        return None;
    }
    if let Some(one) = stands_out(&told, contrast) {
        return (one.distance < rival).then_some((one.mention, if told.len() == 1 { 0.85 } else { 0.75 }));
    }
    // of what else a name alone may be that of, it is said by chance only
    let any =
        own.kind == ORGANIZATION && own.general || own.sorts.iter().any(|sort| OPEN_SORTS.contains(sort));
    let alike = m.kind.as_str() == own.kind || own.kind == ORGANIZATION && m.kind == Kind::Group;
    let more = parsed.children(m.head).iter().any(|&c| c < m.head && is_compound(parsed, c));
    if !told.is_empty() || !any || !alike || more {
        return None;
    }
    let topic = || {
        let first = parsed.is(m.head, BaseRelation::Nsubj).then(|| super::topics::before(clusters, m))??;
        open.iter().find(|n| clusters.of(n.mention) == clusters.of(first))
    };
    let one = stands_out(&open, true).or_else(topic);
    let one = one.filter(|one| one.distance <= NEAR && one.distance < rival)?;
    Some((one.mention, 0.6))
}
