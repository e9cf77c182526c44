//! Which candidate is chosen, and why.

use super::candidates::Candidate;
use super::ranker::Ranking;
use super::wording::{describes, fits, has_head};
use crate::entities::clusters::Clusters;
use crate::entities::types::LinkReason;
use crate::lexicon::Gender;
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;

/// *It* and descriptions, measured on development data: having no antecedent counts less than in training.
const NONE: f32 = 0.7;
/// *He* and *she*, who are hardly ever nobody: on marked articles that nothing was learned from 13 more are right, 8 more wrong.
const NOBODY: f32 = 0.3;

/// A description that shares no word with what it may mean is linked where the ranker is as sure as this.
const WORDLESS: f32 = 0.55;

/// So many times as likely, at most, is nearly as likely.
const NEARLY: f32 = 1.5;

/// Why the ranker's choice is one, in words.
pub(in crate::entities) fn reason(clusters: &Clusters<'_>, m: &Mention, antecedent: MentionId) -> LinkReason {
    if m.form == Form::Pronoun {
        return LinkReason::Pronoun;
    }
    let c = clusters.mentioned.mention(antecedent);
    let same_head = has_head(clusters, c, &clusters.profile(m.id).lemma);
    let same = || same_head.then_some(LinkReason::SameDescription);
    fits(clusters, m, c).or_else(same).unwrap_or(LinkReason::Description)
}

/// The name whose last word or title the description is, or the person whose role it was, where the ranker saw none.
fn named(clusters: &Clusters<'_>, m: &Mention, candidates: &[Candidate]) -> Option<(MentionId, f32)> {
    if m.form != Form::Nominal {
        return None;
    }
    // of a large entity only the first mentions, so that time stays linear
    let fits = |c: &&Candidate| {
        clusters.cluster(c.mention).is_named()
            && clusters.mentions(c.mention).take(12).any(|x| {
                let role = m.kind == Kind::Person && x.kind == Kind::Person && x.form == Form::Nominal;
                (role || x.form == Form::Named) && fits(clusters, m, x).is_some()
            })
    };
    candidates.iter().find(fits).map(|c| (c.mention, 0.6))
}

/// How much it counts that the ranker holds the anaphor to have no antecedent.
fn weight_of_none(clusters: &Clusters<'_>, m: &Mention) -> f32 {
    match clusters.profile(m.id).pronoun {
        Some(p) if p.class.is_personal() => NOBODY,
        Some(p) if p.class != Gender::Neuter => 1.0,
        _ => NONE,
    }
}

/// Of two ministers who may both be *the minister*, and nearly as likely, the one told of last.
fn latest(
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    shares: &[f32],
    best: (usize, f32),
) -> (usize, f32) {
    let fits = |c: &Candidate| {
        let c = clusters.mentioned.mention(c.mention);
        m.form == Form::Nominal
            && clusters.cluster(c.id).is_named()
            && describes(clusters, c, &clusters.profile(m.id).lemma)
    };
    if !candidates.get(best.0).is_some_and(fits) {
        return best;
    }
    let mut later = candidates.iter().zip(shares).take(best.0).enumerate();
    later
        .find(|(_, (c, share))| **share * NEARLY > best.1 && fits(c))
        .map_or(best, |(at, (_, &share))| (at, share))
}

/// The ranker's choice, where it is no weak guess; else the name or title that the description is.
pub(in crate::entities) fn chosen(
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    ranking: &Ranking,
) -> Option<(MentionId, f32)> {
    let best = ranking.best(weight_of_none(clusters, m));
    let best = best.map(|b| latest(clusters, m, candidates, &ranking.shares, b));
    let best = best.and_then(|(c, p)| Some((candidates.get(c)?.mention, p)));
    let weak = |&(antecedent, probability): &(MentionId, f32)| {
        probability < WORDLESS && reason(clusters, m, antecedent) == LinkReason::Description
    };
    // *the general*, where nobody but *General Lund* is one, rather than a weak guess
    let titled = |b: &(MentionId, f32)| {
        clusters.cluster(b.0).titles.iter().any(|t| *t == clusters.profile(m.id).lemma)
    };
    match best {
        // *the treaty*, where there is a *Northern Harbour Treaty*
        Some(b) if weak(&b) => named(clusters, m, candidates).filter(|n| m.kind != Kind::Person || titled(n)),
        Some(b) => Some(b),
        None => named(clusters, m, candidates),
    }
}
