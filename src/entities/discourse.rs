//! Whether an anaphor takes up a clause and no noun (*This angered Berg*; *the move*): logistic regression over what is known of
//! it, weighed against what the ranker holds of the nouns before (after Marasović et al. 2017).
//!
//! `training/fit_references.py` makes the weights from GUM's clusters.
#![expect(clippy::indexing_slicing, reason = "ids of the mentions of the same document")]

use super::antecedents::Candidate;
use super::clauses;
use super::clusters::Clusters;
use super::profiles::Profiles;
use super::types::ClauseReason;
use crate::elementary::ln;
use crate::lexicon::{self, EFFECT_VERBS, PRONOUNS, REPORTING, SHELL_NOUNS};
use crate::mentions::{Form, Kind, Mention};
use crate::model::kernel;
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Subtype};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    lexicon::map(include_str!("../../data/references.tsv"))
        .into_iter()
        .filter_map(|(feature, weight)| Some((feature, weight.parse().ok()?)))
        .collect()
});

/// What sort of anaphor may take up a clause; the weights are of one sort each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// *this* or *that* alone.
    Demonstrative,
    /// *it*.
    Neuter,
    /// A noun with *this*, *that*, *such*, or *the*.
    Noun,
}

impl Sort {
    fn name(self) -> &'static str {
        match self {
            Self::Demonstrative => "demonstrative",
            Self::Neuter => "it",
            Self::Noun => "noun",
        }
    }
}

/// A clause that an anaphor may take up, and what is known of the pair.
#[derive(Clone, Debug)]
pub(super) struct ClauseCandidate {
    pub(super) sort: Sort,
    pub(super) clause: WordId,
    pub(super) reason: ClauseReason,
    /// How sure it is by grammar and verb alone, where these decide.
    pub(super) certain: Option<f32>,
    /// Names of features and their values.
    pub(super) features: Vec<(String, f32)>,
}

/// How sure a noun is to take up the clause of its verb.
const DERIVED: f32 = 0.8;
/// How sure *this* and *that* are to mean a clause where the verb asks for one (*this angered Berg*, *that is why …*),
/// and *it* in *do it*.
const ASKED_FOR: f32 = 0.75;

impl ClauseCandidate {
    /// How sure it is that the anaphor takes up a clause.
    pub(super) fn probability(&self) -> f32 {
        if let Some(certain) = self.certain {
            return certain;
        }
        let weight = |name: &str| WEIGHTS.get(name).copied().unwrap_or(0.0);
        let sum: f32 = self.features.iter().map(|(name, value)| weight(name) * value).sum();
        1.0 / (1.0 + kernel::exp(-sum))
    }

    /// From which probability on the anaphor is taken to mean the clause.
    pub(super) fn is_likely(&self) -> bool {
        let enough = match self.sort {
            Sort::Demonstrative | Sort::Noun => 0.45,
            Sort::Neuter => 0.6,
        };
        self.probability() >= enough
    }
}

/// What surely takes up a clause: *which* that comments on one, a noun that sums one up behind a comma.
pub(super) fn sure(
    clusters: &Clusters<'_>,
    profiles: &Profiles,
    m: &Mention,
) -> Option<(WordId, ClauseReason, f32)> {
    let parsed = &clusters.mentioned.parsed;
    let profile = profiles.of(m.id);
    if m.form == Form::Pronoun && profile.lower == "which" && parsed.form(m.head) == "which" {
        return clauses::commented(parsed, m.head).map(|c| (c, ClauseReason::Relative, 0.9));
    }
    let indefinite = matches!(profile.determiner.as_deref(), Some("a" | "an" | "another"));
    let event = SHELL_NOUNS.get(profile.lemma.as_str()).is_some_and(|s| s.definite);
    if m.form == Form::Nominal && indefinite && event && m.members.is_empty() {
        return clauses::summed_up(parsed, m).map(|c| (c, ClauseReason::Apposition, 0.8));
    }
    None
}

/// The clause that the anaphor may take up, where it is of a sort that can.
///
/// `candidates` are the nouns it may mean, `best` the one that ranks first, `none` the ranker's probability that it means none.
pub(super) fn candidate(
    clusters: &Clusters<'_>,
    profiles: &Profiles,
    m: &Mention,
    best: Option<&Candidate>,
    none: f32,
) -> Option<ClauseCandidate> {
    let parsed = &clusters.mentioned.parsed;
    let profile = profiles.of(m.id);
    let determiner = profile.determiner.as_deref();
    let mut shell = None;
    let (sort, clause) = match m.form {
        Form::Pronoun if matches!(profile.lower.as_str(), "this" | "that") => {
            // *that of Berg*, *that under the bridge*
            if has_content(clusters, m) {
                return None;
            }
            (Sort::Demonstrative, clauses::preceding(parsed, m, false)?)
        }
        Form::Pronoun if profile.lower == "it" => (Sort::Neuter, clauses::preceding(parsed, m, false)?),
        Form::Nominal if m.members.is_empty() && !profile.plural && parsed.upos(m.head) == Upos::Noun => {
            let pointed = matches!(determiner, Some("this" | "that" | "such"));
            let article = determiner == Some("the");
            if has_content(clusters, m) {
                return None;
            }
            let known = best.is_some_and(|b| {
                profiles.of(clusters.mentioned.mention(b.mention).id).lemma == profile.lemma
            }) && none < 0.5;
            // *her resignation*, where she resigned
            let same = |c: &WordId| {
                pointed || article || possessor(clusters, m).is_some_and(|p| may_do(clusters, *c, p))
            };
            let derived = clauses::of_verb(parsed, m, &profile.lemma).filter(same);
            if let Some(clause) = derived.filter(|_| !known && profile.modifiers.is_empty()) {
                let (sort, reason) = (Sort::Noun, ClauseReason::Derivation);
                let certain = Some(DERIVED);
                return Some(ClauseCandidate { sort, clause, reason, certain, features: Vec::new() });
            }
            let noun = SHELL_NOUNS.get(profile.lemma.as_str());
            let bare = profile.modifiers.is_empty();
            let noun = noun.filter(|s| match determiner {
                Some("this" | "such") => true,
                Some("that") => bare,
                _ => article && s.definite && bare,
            })?;
            shell = Some(noun);
            let clause = clauses::preceding(parsed, m, noun.class == "speech")?;
            // *Lund resigned. This cost her a fortune. The move …*: what *this* is
            let subject = parsed.child_by(clause, BaseRelation::Nsubj);
            let subject = subject.and_then(|s| clusters.mentioned.headed_by(s));
            let taken = subject.filter(|_| noun.class == "event").and_then(|s| clusters.clause_of(s));
            (Sort::Noun, taken.unwrap_or(clause))
        }
        _ => return None,
    };
    let reason = ClauseReason::Preceding;
    let mut features: Vec<(String, f32)> = Vec::new();
    let mut add = |name: &str, value: f32| {
        if value != 0.0 {
            features.push((format!("{} {name}", sort.name()), value));
        }
    };
    let flag = |yes: bool| f32::from(u8::from(yes));
    add("bias", 1.0);
    let relation = parsed.relation(m.head).base;
    add("subject", flag(relation == BaseRelation::Nsubj));
    add("object", flag(relation == BaseRelation::Obj));
    add("oblique", flag(relation == BaseRelation::Obl));
    let governor = parsed.head(m.head);
    if let (Some(governor), true) = (governor, relation == BaseRelation::Nsubj) {
        let copula = parsed.child_by(governor, BaseRelation::Cop).is_some();
        let noun = parsed.is_noun(governor);
        add("copula noun", flag(copula && noun));
        // *it is likely to hire workers* is said of things and people
        let raised = parsed.child_by(governor, BaseRelation::Xcomp).is_some();
        add("copula adjective", flag(copula && !raised && parsed.upos(governor) == Upos::Adj));
        add("copula other", flag(copula && !noun && parsed.upos(governor) != Upos::Adj));
        // *that is why …*
        add("why", flag(copula && parsed.xpos(governor) == "WRB"));
        let class = EFFECT_VERBS.get(parsed.lemma(governor).to_lowercase().as_str()).copied();
        add("psych", flag(!copula && class == Some("psych")));
        add("causal", flag(!copula && class == Some("causal")));
        add("happening", flag(!copula && class == Some("happening")));
        let shell = SHELL_NOUNS.get(parsed.lemma(governor).to_lowercase().as_str());
        add("copula shell", flag(copula && shell.is_some()));
        let kind = parsed.mention_labels[governor.index()].likely_kind;
        add("copula abstract", flag(copula && noun && matches!(kind, Some(Kind::Abstract | Kind::Event))));
    }
    if let (Some(governor), true) = (governor, relation == BaseRelation::Obj) {
        let lemma = parsed.lemma(governor).to_lowercase();
        add("do", flag(lemma == "do"));
        let stance = REPORTING.get(lemma.as_str()).copied();
        add("reporting", flag(stance.is_some()));
        // weighed by no figure: whoever denies, denies what was said, and a deed is what is condemned
        add("denied", flag(stance == Some("deny")));
        add("judged", flag(EFFECT_VERBS.get(lemma.as_str()) == Some(&"judging")));
    }
    if relation == BaseRelation::Obl {
        // *after that*, *because of this*
        let case = parsed.child_form(m.head, BaseRelation::Case);
        add(
            "circumstance",
            flag(matches!(case.as_str(), "after" | "because" | "despite" | "due" | "following" | "since")),
        );
    }
    let first = parsed.sentence(m.sentence).words.start;
    add("first", flag(m.span.start == first));
    let same = parsed.sentence_of(clause) == m.sentence;
    add("same sentence", flag(same));
    add("that", flag(profile.lower == "that" || determiner == Some("that")));
    match sort {
        Sort::Noun => {
            add("the", flag(determiner == Some("the")));
            add("modified", flag(!profile.modifiers.is_empty()));
            if let Some(shell) = shell {
                add(&format!("class {}", shell.class), 1.0);
            }
        }
        Sort::Demonstrative | Sort::Neuter => add("spoken", flag(is_spoken(clusters, m))),
    }
    let none = none.clamp(0.002, 0.998);
    add("none", ln(none / (1.0 - none)));
    if let Some(best) = best {
        let c = clusters.mentioned.mention(best.mention);
        let kind = clusters.cluster(best.mention).kind;
        add("best event", flag(kind == Some(Kind::Event)));
        add("best abstract", flag(kind == Some(Kind::Abstract)));
        add("best pronoun", flag(c.form == Form::Pronoun));
        add("best clause", flag(clusters.clause_of(best.mention).is_some()));
        add("best same sentence", flag(c.sentence == m.sentence));
        add("best same head", flag(sort == Sort::Noun && profiles.of(c.id).lemma == profile.lemma));
    } else {
        add("no noun", 1.0);
    }
    let asks = |names: &[&str]| features.iter().any(|(name, _)| names.contains(&name.as_str()));
    let asked = match sort {
        Sort::Demonstrative => asks(&[
            "demonstrative psych",
            "demonstrative why",
            "demonstrative happening",
            "demonstrative denied",
            "demonstrative judged",
        ]),
        Sort::Neuter => asks(&["it do", "it denied"]),
        Sort::Noun => false,
    };
    Some(ClauseCandidate { sort, clause, reason, certain: asked.then_some(ASKED_FOR), features })
}

/// Whether somebody says *I*, *you* or *we* in the sentence: in talk, pronouns mean what stands before the speakers.
fn is_spoken(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let mut words = parsed.sentence(m.sentence).words.words();
    words.any(|w| PRONOUNS.get(parsed.lower(w).as_str()).is_some_and(|p| p.person < 3))
}

/// Whose the noun is (*her resignation*).
fn possessor(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let mut owners = parsed.children_by(m.head, BaseRelation::Nmod);
    let owner = owners.find(|&c| parsed.relation(c).subtype == Subtype::Poss)?;
    clusters.mentioned.headed_by(owner)
}

/// Whether the one that `who` means does what the clause says; a pronoun that is still to be linked may mean whom it agrees with.
fn may_do(clusters: &Clusters<'_>, clause: WordId, who: MentionId) -> bool {
    let subject = clusters.mentioned.parsed.child_by(clause, BaseRelation::Nsubj);
    let Some(subject) = subject.and_then(|s| clusters.mentioned.headed_by(s)) else { return false };
    let m = clusters.mentioned.mention(who);
    let open = m.form == Form::Pronoun && clusters.cluster(who).mentions.len() == 1;
    let agree = || {
        let person = clusters.cluster(subject).kind == Some(Kind::Person);
        clusters.is_plural(subject) == clusters.is_plural(who)
            && person == (m.kind == Kind::Person)
            && clusters.compatible(subject, who)
    };
    clusters.of(subject) == clusters.of(who) || open && agree()
}

/// Whether the noun's own phrase says what it is about (*the decision to leave*, *the attack on Berg*).
fn has_content(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    parsed.children(m.head).iter().any(|&c| {
        c > m.head
            && matches!(
                parsed.relation(c).base,
                BaseRelation::Acl
                    | BaseRelation::Nmod
                    | BaseRelation::Ccomp
                    | BaseRelation::Appos
                    | BaseRelation::Conj
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = lexicon::rows(include_str!("../../data/references.tsv")).count();
        assert_eq!(WEIGHTS.len(), rows);
        assert!(WEIGHTS.contains_key("demonstrative bias") && WEIGHTS["noun that"] > WEIGHTS["noun the"]);
    }
}
