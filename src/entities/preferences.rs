//! What news needs beside the ranker's choice, which was learned from texts of other kinds: some antecedents are so many times as likely.

use super::antecedents::{Antecedents, Candidate};
use super::clusters::Clusters;
use super::pronouns;
use super::ranker::Ranking;
use super::topics;
use crate::mentions::{Kind, Mention};
use crate::span::MentionId;

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

/// Makes the candidates that grammar or the verb speaks for likelier.
pub(super) fn prefer(
    clusters: &Clusters<'_>,
    antecedents: &Antecedents,
    m: &Mention,
    speaker: Option<MentionId>,
    candidates: &[Candidate],
    ranking: &mut Ranking,
) {
    let preferred = [
        (topics::speaks_on(clusters, m, antecedents.quoted()), SPEAKS_ON),
        (topics::with_officer(clusters, m), OFFICER),
        (topics::goes_on(clusters, m), TOPIC),
        (topics::controller(clusters, m), CONTROLLER),
        (topics::parallel(clusters, m), PARALLEL),
        (topics::relative(clusters, m), RELATIVE),
        (topics::reporter(clusters, m), REPORTER),
        (topics::accused(clusters, m, speaker), ACCUSED),
    ];
    for (one, times) in preferred {
        let same = |p: MentionId| candidates.iter().position(|c| clusters.of(c.mention) == clusters.of(p));
        if let Some(at) = one.and_then(same) {
            ranking.prefer(at, times);
        }
    }
    if topics::acts(clusters, m) {
        let body = |c: &Candidate| {
            matches!(clusters.cluster(c.mention).kind, Some(Kind::Organization | Kind::Group))
        };
        for (at, _) in candidates.iter().enumerate().filter(|(_, c)| body(c)) {
            ranking.prefer(at, AGENT);
        }
    }
    if let Some((at, times)) = pronouns::known_gender(clusters, m, candidates, &ranking.shares) {
        ranking.prefer(at, times);
    }
}
