//! A headline and the text below it tell of the same: *River bursts its banks*, *The Osell river burst its banks*.

use crate::entities::clusters::Clusters;
use crate::entities::names::Name;
use crate::entities::types::LinkReason;
use crate::lexicon::{CATEGORIES, EMPTY_DETERMINERS};
use crate::mentions::{Form, Kind, Mention, has_headline};
use crate::morphology::Upos;
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// What a headline tells of stands in this number of sentences below it.
const LEAD: u32 = 4;

/// How what is told below a headline agrees with its description.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    /// By its noun, title or last word.
    Noun,
    /// By a noun of the same sort.
    Sort,
}

/// `identity/headline`: a noun without article in a headline is what the first sentences below call so, if only one thing is.
pub(super) fn headlines(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    if !has_headline(&mentioned.parsed) {
        return;
    }
    let own = mentioned.mentions.iter().take_while(|m| m.sentence.0 == 0);
    let own: Vec<&Mention> = own.filter(|m| is_bare(clusters, m)).collect();
    for m in own {
        if let Some(same) = told_below(clusters, m) {
            clusters.join(same, m.id, LinkReason::HeadMatch, 0.7);
        }
    }
}

/// Whether the mention is one thing described without an article.
fn is_bare(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let cluster = clusters.cluster(m.id);
    m.form == Form::Nominal
        && m.members.is_empty()
        && !matches!(m.kind, Kind::Time | Kind::Money | Kind::Quantity)
        && cluster.mentions.len() == 1
        && !clusters.is_plural(m.id)
        && clusters.profile(m.id).determiner().is_none()
        && clusters.mentioned.parsed.is_noun(m.head)
        && !clusters.mentioned.parsed.is(m.head, BaseRelation::Compound)
}

/// The one thing below that agrees best.
fn told_below(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let below = mentioned.mentions.get(m.id.index()..).unwrap_or_default().iter();
    let below = below.skip_while(|c| c.sentence.0 == 0).take_while(|c| c.sentence.0 <= LEAD);
    let mut found: Vec<(Agreement, MentionId)> = Vec::new();
    for c in below {
        clusters.compare();
        let new = !found.iter().any(|(_, x)| clusters.are_one(*x, c.id));
        if let Some(agreement) = agrees(clusters, m, c).filter(|_| new && clusters.compatible(m.id, c.id)) {
            found.push((agreement, c.id));
        }
    }
    let best = found.iter().map(|(agreement, _)| *agreement).min()?;
    let mut found = found.into_iter().filter(|(agreement, _)| *agreement == best);
    found.next().filter(|_| found.next().is_none()).map(|(_, id)| id)
}

/// *the veteran cartoonist Lise Dahl*: whether the noun stands in front of the name.
fn is_called(clusters: &Clusters<'_>, c: &Mention, lemma: &str) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let Some(name) = c.name else { return false };
    let mut before = c.span.start.until(name.start);
    before.any(|w| parsed.upos(w) == Upos::Noun && parsed.lemma(w) == lemma)
}

fn agrees(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> Option<Agreement> {
    if !c.members.is_empty() || c.form == Form::Pronoun || clusters.is_plural(c.id) {
        return None;
    }
    let (own, other) = (clusters.profile(m.id), clusters.profile(c.id));
    let within = |a: &[String], b: &[String]| a.iter().all(|x| b.contains(x));
    let cluster = clusters.cluster(c.id);
    if c.form == Form::Named {
        let titled = c.kind == Kind::Person
            && (cluster.titles.contains(&own.lemma) || is_called(clusters, c, &own.lemma));
        let ends = |n: &Name| n.words.len() > 1 && n.words.last() == Some(&own.lemma);
        let called = c.kind != Kind::Person && own.in_front.is_empty() && cluster.names.iter().any(ends);
        return (titled || called).then_some(Agreement::Noun);
    }
    if other.determiner().is_some_and(|d| d == "another" || EMPTY_DETERMINERS.contains(d)) {
        return None;
    }
    let less = within(&own.in_front, &other.in_front);
    if other.lemma == own.lemma {
        return (less || within(&other.in_front, &own.in_front)).then_some(Agreement::Noun);
    }
    let sorts = CATEGORIES.get(own.lemma.as_str()).zip(CATEGORIES.get(other.lemma.as_str()));
    (less && sorts.is_some_and(|(a, b)| a.shares(b))).then_some(Agreement::Sort)
}
