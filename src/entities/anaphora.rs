//! The last step: pronouns, descriptions and names told for the first time, from left to right, each to the antecedent that ranks first or the clause it takes up.

use super::clusters::Clusters;
use super::discourse::deixis::{self, ClauseCandidate};
use super::quotation::{Quotations, speaker};
use super::ranking::candidates::{Candidate, candidates, is_ranked};
use super::ranking::cataphors::cataphor;
use super::ranking::choice::{chosen, reason};
use super::ranking::features::{AnaphorFeatures, Features};
use super::ranking::preferences::prefer;
use super::ranking::ranker::RANKER;
use super::settled::both::both_of;
use super::settled::settled;
use super::settled::they_who_met::pair_before;
use super::speakers::{Voices, first_or_second};
use super::types::{ClauseReason, LinkReason};
use crate::mentions::{Form, Mention};
use crate::span::{MentionId, WordId};

/// A name that follows is taken where what precedes is not surer than this.
const SURE: f32 = 0.8;

/// A name is taken for that of what was described before where the ranker is as sure as this.
const NAMED_LATER: f32 = 0.5;

/// Who is shown the choices on the way, for training them anew.
pub(in crate::entities) trait Watch {
    /// A choice of the ranker: the anaphor, the features of its having no antecedent, and the candidates.
    fn choice(&mut self, _: &Clusters<'_>, _: &Mention, _none: &Features, _: &[Candidate]) {}
    /// A clause that an anaphor may take up.
    fn clause(&mut self, _: &Mention, _: &ClauseCandidate) {}
}

/// Nobody watches.
impl Watch for () {}

/// What an anaphor means.
enum Decision {
    /// Nothing that was told before.
    New,
    /// The same as an earlier mention.
    SameAs { antecedent: MentionId, reason: LinkReason, confidence: f32 },
    /// What a clause says.
    Clause { clause: WordId, reason: ClauseReason, confidence: f32 },
    /// Two together, whom no mention joins.
    Together([MentionId; 2]),
}

impl Decision {
    /// Where it is nothing told before, perhaps two who were told apart.
    fn or_both(self, clusters: &Clusters<'_>, m: &Mention) -> Self {
        match self {
            Self::New => both_of(clusters, m).map_or(Self::New, Self::Together),
            found => found,
        }
    }

    fn apply(self, clusters: &mut Clusters<'_>, mention: MentionId) {
        match self {
            Self::New => {}
            Self::SameAs { antecedent, reason, confidence } => {
                clusters.join(mention, antecedent, reason, confidence);
            }
            Self::Clause { clause, reason, confidence } => {
                let before = clusters.refer(mention, clause, reason, confidence);
                if let Some(same) = before.filter(|&same| clusters.compatible(mention, same)) {
                    clusters.join(mention, same, LinkReason::SameClause, confidence);
                }
            }
            Self::Together(members) => clusters.group(mention, members),
        }
    }
}

/// Links them all, those in quotations last, when it is known who speaks.
pub(in crate::entities) fn anaphora(clusters: &mut Clusters<'_>, watch: &mut impl Watch) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let quotations = Quotations::of(parsed);
    let is_quoted = |m: &Mention| m.form == Form::Pronoun && quotations.contain(m.head);
    let mut voices = Voices::default();
    for inside in [false, true] {
        for m in mentioned.mentions.iter().filter(|m| is_quoted(m) == inside) {
            // *“The minister lied,” said Berg*: who speaks is no *minister* in his own mouth, either
            let quoted = inside || m.form == Form::Nominal && quotations.contain(m.head);
            let speaker = if quoted { speaker(parsed, m.head, &quotations) } else { None };
            let speaker = speaker.and_then(|w| mentioned.headed_by(w));
            match clusters.profile(m.id).pronoun {
                Some(pronoun) if pronoun.person < 3 => {
                    first_or_second(clusters, m, pronoun, inside, speaker, &mut voices);
                }
                _ if clusters.is_first(m.id) => {
                    let decision = decide(clusters, &quotations, m, speaker, watch);
                    decision.or_both(clusters, m).apply(clusters, m.id);
                }
                _ => {}
            }
        }
    }
}

/// What the anaphor means: what is sure by itself, else what the ranker chooses.
fn decide(
    clusters: &Clusters<'_>,
    quotations: &Quotations,
    m: &Mention,
    speaker: Option<MentionId>,
    watch: &mut impl Watch,
) -> Decision {
    if m.form == Form::Named {
        return named_later(clusters, quotations, m, watch);
    }
    if let Some((clause, reason, confidence)) = deixis::sure(clusters, m) {
        return Decision::Clause { clause, reason, confidence };
    }
    let ranked = is_ranked(clusters, m);
    let own = |a: MentionId| m.form == Form::Nominal && speaker.is_some_and(|s| clusters.are_one(s, a));
    if let Some((antecedent, confidence)) = settled(clusters, m, ranked).filter(|s| !own(s.0)) {
        return Decision::SameAs { antecedent, reason: LinkReason::Description, confidence };
    }
    if !ranked {
        return Decision::New;
    }
    if let Some(pair) = pair_before(clusters, m) {
        return Decision::Together(pair);
    }
    ranked_first(clusters, quotations, m, speaker, watch)
}

/// Whether a name is that of somebody or something that was only described before.
fn named_later(
    clusters: &Clusters<'_>,
    quotations: &Quotations,
    m: &Mention,
    watch: &mut impl Watch,
) -> Decision {
    if !is_ranked(clusters, m) {
        return Decision::New;
    }
    let features = AnaphorFeatures::new(clusters, quotations, m, None);
    let candidates = candidates(clusters, quotations, m, &features, None);
    if candidates.is_empty() {
        return Decision::New;
    }
    let none = features.with_none();
    watch.choice(clusters, m, &none, &candidates);
    let best = RANKER.rank(&none, &candidates).best(0.0).filter(|b| b.1 >= NAMED_LATER);
    match best.and_then(|(c, confidence)| Some((candidates.get(c)?.mention, confidence))) {
        Some((antecedent, confidence)) => {
            let confidence = confidence.clamp(0.0, 0.97);
            Decision::SameAs { antecedent, reason: LinkReason::Description, confidence }
        }
        None => Decision::New,
    }
}

/// What the ranker chooses, or the clause that is likelier than what it holds of nouns.
fn ranked_first(
    clusters: &Clusters<'_>,
    quotations: &Quotations,
    m: &Mention,
    speaker: Option<MentionId>,
    watch: &mut impl Watch,
) -> Decision {
    let features = AnaphorFeatures::new(clusters, quotations, m, speaker);
    let candidates = candidates(clusters, quotations, m, &features, speaker);
    let none = features.with_none();
    watch.choice(clusters, m, &none, &candidates);
    let mut ranking = RANKER.rank(&none, &candidates);
    prefer(clusters, m, &candidates, &mut ranking);
    let top = ranking.best(0.0).and_then(|(c, _)| candidates.get(c));
    if let Some(found) = deixis::candidate(clusters, m, top.map(|c| c.mention), ranking.none) {
        watch.clause(m, &found);
        // *“That is wrong,” he said*: in a quotation it takes up what is said there
        let quoted = m.form == Form::Pronoun && quotations.contain(m.head);
        let outside = quoted && !quotations.contain(found.clause);
        if found.is_likely() && !outside {
            let (clause, reason, confidence) = (found.clause, found.reason, found.probability());
            return Decision::Clause { clause, reason, confidence };
        }
    }
    let best = chosen(clusters, m, &candidates, &ranking);
    let profile = clusters.profile(m.id);
    let unsure = best.is_none_or(|b| b.1 < SURE) && !profile.is_reflexive();
    let after = profile.pronoun.filter(|_| unsure).and_then(|p| cataphor(clusters, m, p));
    match (after, best) {
        (Some(antecedent), _) => {
            Decision::SameAs { antecedent, reason: LinkReason::Pronoun, confidence: 0.7 }
        }
        (None, Some((antecedent, probability))) => {
            let (reason, confidence) = (reason(clusters, m, antecedent), probability.clamp(0.0, 0.97));
            Decision::SameAs { antecedent, reason, confidence }
        }
        (None, None) => Decision::New,
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::super::sieves::sieves;
    use super::anaphora;
    use crate::Extractor;
    use crate::mentions::detect;

    /// An invented family name for each number.
    fn family(number: usize) -> String {
        let part = |n: usize| "bren dal kar mol tis ven rop".split(' ').nth(n % 7).unwrap_or_default();
        let [a, b, c] = [number, number / 7, number / 49].map(part);
        let (first, rest) = a.split_at(1);
        format!("{}{rest}{b}{c}", first.to_uppercase())
    }

    #[test]
    fn comparisons_grow_with_the_text() {
        let extractor = Extractor::new().expect("the embedded model loads");
        let comparisons = |count: usize| {
            let told =
                |n: usize| format!("Greta {} met Olav {}. She left the town.\n", family(n), family(n + 170));
            let text: String = (0..count).map(told).collect();
            let mentioned = detect(extractor.parse(&text));
            let mut clusters = sieves(&mentioned, crate::rules::Rules::english());
            anaphora(&mut clusters, &mut ());
            clusters.comparisons.get()
        };
        let (few, many) = (comparisons(70), comparisons(140));
        assert!(few > 100, "{few}");
        // twice the text: in proportion twice as many, in its square four times
        assert!(many < few * 3, "{few} {many}");
    }
}
