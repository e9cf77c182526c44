//! The last step: pronouns and descriptions, from left to right, each to the antecedent that ranks first.

use super::antecedents::{Antecedents, Candidate};
use super::categories::of_category;
use super::clusters::Clusters;
use super::discourse::{self, ClauseCandidate};
use super::features::FEATURES;
use super::owners::of_owner;
use super::persons::{of_anybody, of_client};
use super::preferences;
use super::profiles::{Profiles, own_body};
use super::pronouns::{self, cataphor, first_or_second, is_reflexive};
use super::quotation::{quotation, speaker};
use super::ranker::{RANKER, Ranking};
use super::types::LinkReason;
use crate::lexicon::PRONOUNS;
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;

/// A name that follows is taken where what precedes is not surer than this.
const SURE: f32 = 0.8;

/// *He*, *she* and *they* nearly always mean somebody named before: having no antecedent counts less than in training.
const PERSONAL_NONE: f32 = 0.15;
/// An *it* that is a mention is no expletive, either.
const NEUTER_NONE: f32 = 0.5;
/// The same for descriptions, measured on development data.
const DESCRIPTION_NONE: f32 = 0.7;

/// A description that shares no word with what it may mean is linked where the ranker is as sure as this.
const WORDLESS: f32 = 0.92;

/// So many times as likely, at most, is nearly as likely.
const NEARLY: f32 = 1.5;

/// Why the ranker's choice is one, in words.
fn reason(profiles: &Profiles, clusters: &Clusters<'_>, m: &Mention, antecedent: MentionId) -> LinkReason {
    if m.form == Form::Pronoun {
        return LinkReason::Pronoun;
    }
    let same_head = || {
        let lemma = &profiles.of(m.id).lemma;
        let mut mentions = clusters.cluster(antecedent).mentions.iter().rev().take(12);
        mentions.any(|&x| profiles.of(x).lemma == *lemma).then_some(LinkReason::SameDescription)
    };
    let fits = profiles.fits(clusters, m, clusters.mentioned.mention(antecedent));
    fits.or_else(same_head).unwrap_or(LinkReason::Description)
}

/// The name whose last word or title the description is, or the person whose role it was, where the ranker saw none.
fn named(
    profiles: &Profiles,
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
) -> Option<(MentionId, f32)> {
    if m.form != Form::Nominal {
        return None;
    }
    // of a large entity only the first mentions, so that time stays linear
    let fits = |c: &&Candidate| {
        let cluster = clusters.cluster(c.mention);
        let mut mentions = cluster.mentions.iter().take(12).map(|&x| clusters.mentioned.mention(x));
        !cluster.names.is_empty()
            && mentions.any(|x| {
                let role = m.kind == Kind::Person && x.kind == Kind::Person && x.form == Form::Nominal;
                (role || x.form == Form::Named) && profiles.fits(clusters, m, x).is_some()
            })
    };
    candidates.iter().find(fits).map(|c| (c.mention, 0.6))
}

/// What the description means, where its words settle that, and how sure it is.
fn settled(antecedents: &Antecedents, clusters: &Clusters<'_>, m: &Mention) -> Option<(MentionId, f32)> {
    let member = || pronouns::of_pair(clusters, m).map(|member| (member, 0.85));
    let body = || own_body(antecedents.profiles(), clusters, m).map(|body| (body, 0.8));
    let ranked = antecedents.is_ranked(clusters.mentioned, m);
    member().or_else(|| {
        let owned = || of_owner(clusters, m).map(|same| (same, 0.85));
        let words = || body().or_else(owned).or_else(|| of_category(antecedents, clusters, m));
        let client = || of_client(antecedents, clusters, m).map(|client| (client, 0.75));
        ranked.then(words).flatten().or_else(client).or_else(|| of_anybody(antecedents, clusters, m))
    })
}

/// Of two ministers who may both be *the minister*, and nearly as likely, the one told of last.
fn latest(
    antecedents: &Antecedents,
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    shares: &[f32],
    best: (usize, f32),
) -> (usize, f32) {
    let fits = |c: &Candidate| {
        let c = clusters.mentioned.mention(c.mention);
        let lemma = &antecedents.profiles().of(m.id).lemma;
        m.form == Form::Nominal
            && !clusters.cluster(c.id).names.is_empty()
            && antecedents.describes(clusters, c, lemma)
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
fn chosen(
    antecedents: &Antecedents,
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    ranking: &Ranking,
    weight: f32,
) -> Option<(MentionId, f32)> {
    let profiles = antecedents.profiles();
    let best = ranking.best(weight);
    let best = best.map(|b| latest(antecedents, clusters, m, candidates, &ranking.shares, b));
    let best = best.and_then(|(c, p)| Some((candidates.get(c)?.mention, p)));
    let weak = |&(antecedent, probability): &(MentionId, f32)| {
        probability < WORDLESS && reason(profiles, clusters, m, antecedent) == LinkReason::Description
    };
    // *the general*, where nobody but *General Lund* is one, rather than a weak guess
    let titled =
        |b: &(MentionId, f32)| clusters.cluster(b.0).titles.iter().any(|t| *t == profiles.of(m.id).lemma);
    match best {
        // *the treaty*, where there is a *Northern Harbour Treaty*
        Some(b) if weak(&b) => {
            named(profiles, clusters, m, candidates).filter(|n| m.kind != Kind::Person || titled(n))
        }
        Some(b) => Some(b),
        None => named(profiles, clusters, m, candidates),
    }
}

/// Links them all, those in quotations last, when it is known who speaks. `watch` is shown each choice of the ranker: the
/// anaphor, the features of having no antecedent, and the candidates; `watch_clause` each clause that an anaphor may take up.
pub(super) fn anaphora(
    clusters: &mut Clusters<'_>,
    mut watch: impl FnMut(&Mention, &[f32; FEATURES], &[Candidate]),
    mut watch_clause: impl FnMut(&Mention, &ClauseCandidate),
) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let antecedents = Antecedents::new(clusters, quotation(parsed));
    let profiles = antecedents.profiles();
    let mut voices = pronouns::Voices::default();
    for inside in [false, true] {
        for m in mentioned.mentions.iter().filter(|m| m.form != Form::Named) {
            let quoted = m.form == Form::Pronoun && antecedents.is_quoted(m);
            if quoted != inside {
                continue;
            }
            let speaker = if inside { speaker(parsed, m.head, antecedents.quoted()) } else { None };
            let speaker = speaker.and_then(|w| mentioned.headed_by(w));
            let pronoun = PRONOUNS.get(profiles.of(m.id).lower.as_str()).filter(|_| m.form == Form::Pronoun);
            if let Some(pronoun) = pronoun.filter(|p| p.person < 3) {
                first_or_second(clusters, m, *pronoun, inside, speaker, &mut voices);
                continue;
            }
            if clusters.cluster(m.id).mentions.first() != Some(&m.id) {
                continue;
            }
            if let Some((clause, reason, confidence)) = discourse::sure(clusters, profiles, m) {
                clusters.refer(m.id, clause, reason, confidence);
                continue;
            }
            if let Some((settled, confidence)) = settled(&antecedents, clusters, m) {
                clusters.join(m.id, settled, LinkReason::Description, confidence);
                continue;
            }
            if !antecedents.is_ranked(mentioned, m) {
                continue;
            }
            if let Some(pair) = pronouns::pair_before(clusters, m) {
                clusters.group(m.id, pair);
                continue;
            }
            let candidates = antecedents.candidates(clusters, m, speaker);
            let none = antecedents.none(clusters, m);
            watch(m, &none, &candidates);
            let weight = match pronoun {
                Some(p) if p.class != "neuter" => PERSONAL_NONE,
                Some(_) => NEUTER_NONE,
                None => DESCRIPTION_NONE,
            };
            let mut ranking = RANKER.rank(&none, &candidates);
            preferences::prefer(clusters, &antecedents, m, speaker, &candidates, &mut ranking);
            let top = ranking.best(0.0).and_then(|(c, _)| candidates.get(c));
            if let Some(clause) = discourse::candidate(clusters, profiles, m, top, ranking.none) {
                watch_clause(m, &clause);
                // *“That is wrong,” he said*: in a quotation it takes up what is said there
                let outside = quoted && !antecedents.is_inside(clause.clause);
                if clause.is_likely() && !outside {
                    clusters.refer(m.id, clause.clause, clause.reason, clause.probability());
                    continue;
                }
            }
            let best = chosen(&antecedents, clusters, m, &candidates, &ranking, weight);
            let after = pronoun
                .filter(|_| best.is_none_or(|b| b.1 < SURE) && !is_reflexive(&profiles.of(m.id).lower))
                .and_then(|p| cataphor(clusters, m, *p));
            if let Some(after) = after {
                clusters.join(m.id, after, LinkReason::Pronoun, 0.7);
            } else if let Some((antecedent, probability)) = best {
                let reason = reason(profiles, clusters, m, antecedent);
                clusters.join(m.id, antecedent, reason, probability.clamp(0.0, 0.97));
            }
        }
    }
}
