//! What news needs beside the ranker's choice, which was learned from texts of other kinds: some antecedents are so many times as likely.

use super::candidates::Candidate;
use super::favourites;
use super::ranker::Ranking;
use crate::entities::clusters::Clusters;
use crate::entities::quotation::Quotations;
use crate::mentions::{Form, Mention};
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// *Ms. Lund said. She added*: so many times as likely is it that who spoke goes on.
const SPEAKS_ON: f32 = 4.0;
/// *The union sued the firm. Its leader …*: so many times as likely has the subject the leader.
const OFFICER: f32 = 6.0;
/// *Brevik said it would close*: so many times as likely is it Brevik.
const REPORTER: f32 = 2.5;
/// *Berg, who was shot outside her home*: so many times as likely is it Berg's.
const RELATIVE: f32 = 8.0;
/// *They told him, but they did not tell us*: so many times as likely are they the same.
const PARALLEL: f32 = 6.0;
/// *ordered Lund to sell his house*: so many times as likely is it Lund's.
const CONTROLLER: f32 = 3.0;
/// *Berg accused the railway. “They knew it,” she said*: so many times as likely are they the accused.
const ACCUSED: f32 = 12.0;
/// *It denied that*: so many times as likely is *it* a body.
const AGENT: f32 = 8.0;
/// So many times as likely does the subject of a sentence go on with that of the sentence before.
const TOPIC: f32 = 2.5;

/// *Mayor Tal praised Ada Lund. She left*: so many times as likely is who is known to be a woman.
const KNOWN_GENDER: f32 = 3.0;
/// *Tal has a daughter. Ada Lund said her father left*: so many times as likely, where she is a subject of the pronoun's own sentence.
const KNOWN_SUBJECT: f32 = 12.0;

/// Makes the candidates that grammar or the verb speaks for likelier.
pub(in crate::entities) fn prefer(
    clusters: &Clusters<'_>,
    quotations: &Quotations,
    m: &Mention,
    speaker: Option<MentionId>,
    candidates: &[Candidate],
    ranking: &mut Ranking,
) {
    let preferred = [
        (favourites::speaks_on(clusters, m, quotations), SPEAKS_ON),
        (favourites::with_officer(clusters, m), OFFICER),
        (favourites::goes_on(clusters, m), TOPIC),
        (favourites::controller(clusters, m), CONTROLLER),
        (favourites::parallel(clusters, m), PARALLEL),
        (favourites::relative(clusters, m), RELATIVE),
        (favourites::reporter(clusters, m), REPORTER),
        (favourites::accused(clusters, m, speaker), ACCUSED),
    ];
    for (one, times) in preferred {
        let same = |p: MentionId| candidates.iter().position(|c| clusters.are_one(c.mention, p));
        if let Some(at) = one.and_then(same) {
            ranking.prefer(at, times);
        }
    }
    if favourites::acts(clusters, m) {
        let body = |c: &Candidate| clusters.cluster(c.mention).is_body();
        for (at, _) in candidates.iter().enumerate().filter(|(_, c)| body(c)) {
            ranking.prefer(at, AGENT);
        }
    }
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
