//! A headline and the text below it tell of the same: *River bursts its banks*, *The Osell river burst its banks*.
#![expect(clippy::indexing_slicing, reason = "ids of the mentions of the same document")]

use super::clusters::Clusters;
use super::types::LinkReason;
use crate::lexicon::CATEGORIES;
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// In so many sentences below a headline stands what it tells of.
const LEAD: u32 = 4;
/// So many words has the longest headline.
const LONGEST: usize = 25;

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
    if !has_headline(mentioned) {
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

/// Whether the document begins with a line that is no whole sentence.
pub(super) fn has_headline(mentioned: &Mentioned) -> bool {
    let parsed = &mentioned.parsed;
    let [first, second, ..] = parsed.segmented.sentences.as_slice() else { return false };
    let last = WordId(first.words.end.0.saturating_sub(1));
    first.paragraph != second.paragraph
        && first.words.words().count() <= LONGEST
        && parsed.upos(last) != Upos::Punct
}

/// Whether the mention is one thing described without an article.
fn is_bare(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let cluster = clusters.cluster(m.id);
    m.form == Form::Nominal
        && m.members.is_empty()
        && !matches!(m.kind, Kind::Time | Kind::Money | Kind::Quantity)
        && cluster.mentions.len() == 1
        && !clusters.is_plural(m.id)
        && clusters.determiner(m.id).is_none()
        && clusters.mentioned.parsed.is_noun(m.head)
        && !clusters.mentioned.parsed.is(m.head, BaseRelation::Compound)
}

/// The one thing below that agrees best.
fn told_below(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let below = mentioned.mentions[m.id.index()..].iter();
    let below = below.skip_while(|c| c.sentence.0 == 0).take_while(|c| c.sentence.0 <= LEAD);
    let mut found: Vec<(Agreement, MentionId)> = Vec::new();
    for c in below {
        clusters.compare();
        let new = !found.iter().any(|(_, x)| clusters.of(*x) == clusters.of(c.id));
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
    let before = (c.span.start.0..name.start.0).map(WordId);
    before.into_iter().any(|w| parsed.upos(w) == Upos::Noun && parsed.lemma(w) == lemma)
}

fn agrees(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> Option<Agreement> {
    if !c.members.is_empty() || c.form == Form::Pronoun || clusters.is_plural(c.id) {
        return None;
    }
    let lemma = clusters.head_lemma(m.id);
    let (own, other) = (clusters.modifiers_in_front(m.id), clusters.modifiers_in_front(c.id));
    let within = |a: &[String], b: &[String]| a.iter().all(|x| b.contains(x));
    let cluster = clusters.cluster(c.id);
    if c.form == Form::Named {
        let titled =
            c.kind == Kind::Person && (cluster.titles.contains(&lemma) || is_called(clusters, c, &lemma));
        let ends = |n: &super::names::Name| n.words.len() > 1 && n.words.last() == Some(&lemma);
        let called = c.kind != Kind::Person && own.is_empty() && cluster.names.iter().any(ends);
        return (titled || called).then_some(Agreement::Noun);
    }
    let anew =
        matches!(clusters.determiner(c.id).as_deref(), Some("another" | "no" | "any" | "every" | "each"));
    if anew {
        return None;
    }
    if clusters.head_lemma(c.id) == lemma {
        return (within(&own, &other) || within(&other, &own)).then_some(Agreement::Noun);
    }
    let sorts = CATEGORIES.get(lemma.as_str()).zip(CATEGORIES.get(clusters.head_lemma(c.id).as_str()));
    let alike = sorts.is_some_and(|(a, b)| a.shares(b)) && within(&own, &other);
    alike.then_some(Agreement::Sort)
}
