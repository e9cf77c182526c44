//! What a sentence is about, and what the sentences before were: their subjects.

use super::clusters::Clusters;
use crate::mentions::{Kind, Mention};
use crate::span::{MentionId, SentenceId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// The subject of a verb that is not the subject of a clause around it.
pub(in crate::entities) fn subject(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    parsed.children_by(verb, BaseRelation::Nsubj).find(|&s| parsed.relation(s).subtype != Subtype::Outer)
}

/// What the whole sentence has as its subject.
pub(in crate::entities) fn of_sentence(clusters: &Clusters<'_>, sentence: SentenceId) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let words = parsed.segmented.sentences.get(sentence.index())?.words;
    let root = words.words().find(|&w| parsed.is(w, BaseRelation::Root))?;
    clusters.mentioned.headed_by(subject(parsed, root)?)
}

/// The body that is the subject of the latest sentence before in the paragraph, or in the one before it, which has one for a subject.
pub(in crate::entities) fn body_before(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let own = parsed.sentence(m.sentence).paragraph;
    let near = std::iter::successors(m.sentence.previous(), |s| s.previous()).take(3);
    let mut near = near.take_while(|&s| own.saturating_sub(parsed.sentence(s).paragraph) <= 1);
    near.find_map(|s| {
        of_sentence(clusters, s).filter(|&t| clusters.cluster(t).kind == Some(Kind::Organization))
    })
}
