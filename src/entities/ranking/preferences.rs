//! Of two names alike likely, the one whose gender is known: what the ranker's training hardly shows.

use super::candidates::Candidate;
use super::ranker::Ranking;
use crate::entities::clusters::Clusters;
use crate::mentions::{Form, Mention};
use crate::syntax::BaseRelation;

/// *Mayor Tal praised Ada Lund. She left*: how many times as likely somebody is who is known to be a woman.
const KNOWN_GENDER: f32 = 3.0;
/// *Tal has a daughter. Ada Lund said her father left*: how many times as likely she is, where she is a subject of the pronoun's own sentence.
const KNOWN_SUBJECT: f32 = 12.0;

/// Makes the candidate likelier whose gender is known.
pub(in crate::entities) fn prefer(
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    ranking: &mut Ranking,
) {
    if let Some((at, times)) = known_gender(clusters, m, candidates, &ranking.shares) {
        ranking.prefer(at, times);
    }
}

/// `pronoun/known-gender`: the likeliest candidate that is known to be of the pronoun's gender, where the likeliest of all is a name of
/// which that is not known.
fn known_gender(
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    shares: &[f32],
) -> Option<(usize, f32)> {
    let class = clusters.cluster(m.id).gender.filter(|g| g.is_personal())?;
    if m.form != Form::Pronoun {
        return None;
    }
    let by_share = |a: &(usize, &Candidate), b: &(usize, &Candidate)| {
        let share = |i: usize| shares.get(i).copied().unwrap_or_default();
        share(a.0).total_cmp(&share(b.0))
    };
    let of = |c: &Candidate| clusters.cluster(c.mention);
    let top = candidates.iter().enumerate().max_by(by_share)?;
    // *Mart Berg said he …*: the subject of the sentence itself is rarely another
    let here = clusters.mentioned.mention(top.1.mention).sentence == m.sentence;
    if of(top.1).gender.is_some() || !of(top.1).is_named() || here {
        return None;
    }
    let near = |c: &Candidate| m.sentence.since(clusters.mentioned.mention(c.mention).sentence) <= 1;
    let known = candidates.iter().enumerate().filter(|(_, c)| of(c).gender == Some(class) && near(c));
    let parsed = &clusters.mentioned.parsed;
    known.max_by(by_share).map(|(at, c)| {
        let c = clusters.mentioned.mention(c.mention);
        let subject = c.sentence == m.sentence && parsed.is(c.head, BaseRelation::Nsubj);
        (at, if subject { KNOWN_SUBJECT } else { KNOWN_GENDER })
    })
}
