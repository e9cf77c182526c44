//! What speaks for an anaphor taking up a clause and no noun: logistic regression over what is known of it, weighed against what the ranker
//! holds of the nouns before (after Marasović et al. 2017).
//!
//! `training/fit_references.py` makes the weights from GUM's clusters.

use crate::elementary::ln;
use crate::entities::clusters::Clusters;
use crate::lexicon::{
    self, CIRCUMSTANCE_PREPOSITIONS, EFFECT_VERBS, Effect, PRONOUNS, REPORTING, SHELL_NOUNS, ShellNoun,
    Stance,
};
use crate::mentions::{Form, Kind, Mention};
use crate::model::kernel;
use crate::morphology::{Upos, Xpos};
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// For each sort of anaphor and feature its weight.
static WEIGHTS: LazyLock<FxHashMap<(&'static str, &'static str), f32>> = LazyLock::new(|| {
    lexicon::map(include_str!("../../../data/references.tsv"))
        .into_iter()
        .filter_map(|(feature, weight)| Some((feature.split_once(' ')?, weight.parse().ok()?)))
        .collect()
});

/// What sort of anaphor may take up a clause; the weights are of one sort each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::entities) enum Sort {
    /// *this* or *that* alone.
    Demonstrative,
    /// *it*.
    Neuter,
    /// A noun with *this*, *that*, *such*, or *the*.
    Noun,
}

impl Sort {
    pub(in crate::entities) fn name(self) -> &'static str {
        match self {
            Self::Demonstrative => "demonstrative",
            Self::Neuter => "it",
            Self::Noun => "noun",
        }
    }
}

/// What is known of an anaphor and the clause it may take up: names of features and their values, where these are not zero.
#[derive(Clone, Debug)]
pub(in crate::entities) struct Evidence {
    pub(in crate::entities) sort: Sort,
    pub(in crate::entities) features: Vec<(Cow<'static, str>, f32)>,
    /// Whether grammar and verb ask for a clause.
    pub(super) asked: bool,
}

impl Evidence {
    /// None yet.
    pub(super) fn new(sort: Sort) -> Self {
        Self { sort, features: Vec::new(), asked: false }
    }

    /// How sure it is that the anaphor takes up a clause, by the weights.
    pub(super) fn probability(&self) -> f32 {
        let weights: &FxHashMap<(&str, &str), f32> = &WEIGHTS;
        let weight = |name: &str| weights.get(&(self.sort.name(), name)).copied().unwrap_or(0.0);
        let sum: f32 = self.features.iter().map(|(name, value)| weight(name) * value).sum();
        1.0 / (1.0 + kernel::exp(-sum))
    }

    fn add(&mut self, name: impl Into<Cow<'static, str>>, value: f32) {
        if value != 0.0 {
            self.features.push((name.into(), value));
        }
    }

    fn flag(&mut self, name: &'static str, yes: bool) {
        self.add(name, f32::from(u8::from(yes)));
    }

    /// A flag that settles it for anaphors of these sorts.
    fn settle(&mut self, name: &'static str, yes: bool, sorts: &[Sort]) {
        self.flag(name, yes);
        self.asked |= yes && sorts.contains(&self.sort);
    }

    /// By the anaphor's place in its own clause.
    fn place(&mut self, clusters: &Clusters<'_>, m: &Mention) {
        let parsed = &clusters.mentioned.parsed;
        let relation = parsed.relation(m.head).base;
        self.flag("subject", relation == BaseRelation::Nsubj);
        self.flag("object", relation == BaseRelation::Obj);
        self.flag("oblique", relation == BaseRelation::Obl);
        match (parsed.head(m.head), relation) {
            (Some(governor), BaseRelation::Nsubj) => self.subject(clusters, governor),
            (Some(governor), BaseRelation::Obj) => self.object(clusters, governor),
            // *after that*, *because of this*
            (_, BaseRelation::Obl) => {
                let case = parsed.child_form(m.head, BaseRelation::Case);
                self.flag("circumstance", CIRCUMSTANCE_PREPOSITIONS.contains(case));
            }
            _ => {}
        }
    }

    /// By what is said of the anaphor as a subject.
    fn subject(&mut self, clusters: &Clusters<'_>, governor: WordId) {
        let parsed = &clusters.mentioned.parsed;
        let copula = parsed.child_by(governor, BaseRelation::Cop).is_some();
        let (noun, adjective) = (parsed.is_noun(governor), parsed.upos(governor) == Upos::Adj);
        let lemma = parsed.lower_lemma(governor);
        self.flag("copula noun", copula && noun);
        // *it is likely to hire workers* is said of things and people
        let raised = parsed.child_by(governor, BaseRelation::Xcomp).is_some();
        self.flag("copula adjective", copula && !raised && adjective);
        self.flag("copula other", copula && !noun && !adjective);
        // *that is why …*
        self.settle("why", copula && parsed.xpos(governor) == Xpos::Wrb, &[Sort::Demonstrative]);
        let class = EFFECT_VERBS.get(lemma).copied().filter(|_| !copula);
        self.settle("psych", class == Some(Effect::Psych), &[Sort::Demonstrative]);
        self.flag("causal", class == Some(Effect::Causal));
        self.settle("happening", class == Some(Effect::Happening), &[Sort::Demonstrative]);
        self.flag("copula shell", copula && SHELL_NOUNS.contains_key(lemma));
        let kind = parsed.label(governor).likely_kind;
        self.flag("copula abstract", copula && noun && matches!(kind, Some(Kind::Abstract | Kind::Event)));
    }

    /// By the verb whose object the anaphor is.
    fn object(&mut self, clusters: &Clusters<'_>, governor: WordId) {
        let lemma = clusters.mentioned.parsed.lower_lemma(governor);
        self.settle("do", lemma == "do", &[Sort::Neuter]);
        let stance = REPORTING.get(lemma).copied();
        self.flag("reporting", stance.is_some());
        // weighed by no figure: whoever denies, denies what was said, and a deed is what is condemned
        self.settle("denied", stance == Some(Stance::Deny), &[Sort::Demonstrative, Sort::Neuter]);
        let judged = EFFECT_VERBS.get(lemma) == Some(&Effect::Judging);
        self.settle("judged", judged, &[Sort::Demonstrative]);
    }

    /// By the noun that it may mean instead.
    fn noun(&mut self, clusters: &Clusters<'_>, m: &Mention, best: Option<MentionId>) {
        let Some(best) = best else {
            self.flag("no noun", true);
            return;
        };
        let c = clusters.mentioned.mention(best);
        let kind = clusters.cluster(best).kind;
        self.flag("best event", kind == Some(Kind::Event));
        self.flag("best abstract", kind == Some(Kind::Abstract));
        self.flag("best pronoun", c.form == Form::Pronoun);
        self.flag("best clause", clusters.clause_of(best).is_some());
        self.flag("best same sentence", c.sentence == m.sentence);
        let same_head = clusters.profile(c.id).lemma == clusters.profile(m.id).lemma;
        self.flag("best same head", self.sort == Sort::Noun && same_head);
    }

    /// All that is known of the anaphor `m` and the clause: `shell` is the noun that takes it up, `best` the noun that ranks first, `none` the
    /// ranker's probability that it means no noun.
    pub(super) fn of(
        clusters: &Clusters<'_>,
        m: &Mention,
        sort: Sort,
        clause: WordId,
        shell: Option<&ShellNoun>,
        (best, none): (Option<MentionId>, f32),
    ) -> Self {
        let parsed = &clusters.mentioned.parsed;
        let profile = clusters.profile(m.id);
        let mut evidence = Self::new(sort);
        evidence.flag("bias", true);
        evidence.place(clusters, m);
        evidence.flag("first", m.span.start == parsed.sentence(m.sentence).words.start);
        evidence.flag("same sentence", parsed.sentence_of(clause) == m.sentence);
        evidence.flag("that", profile.lower == "that" || profile.determiner() == Some("that"));
        if sort == Sort::Noun {
            evidence.flag("the", profile.has_article());
            evidence.flag("modified", !profile.modifiers.is_empty());
            if let Some(shell) = shell {
                evidence.add(format!("class {}", shell.class), 1.0);
            }
        } else {
            evidence.flag("spoken", is_spoken(clusters, m));
        }
        let none = none.clamp(0.002, 0.998);
        evidence.add("none", ln(none / (1.0 - none)));
        evidence.noun(clusters, m, best);
        evidence
    }
}

/// Whether somebody says *I*, *you* or *we* in the sentence: in talk, pronouns mean what stands before the speakers.
fn is_spoken(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let mut words = parsed.sentence(m.sentence).words.words();
    words.any(|w| PRONOUNS.get(parsed.lower(w)).is_some_and(|p| p.person < 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read() {
        let rows = lexicon::rows(include_str!("../../../data/references.tsv")).count();
        assert_eq!(WEIGHTS.len(), rows);
        assert!(WEIGHTS.contains_key(&("demonstrative", "bias")));
        assert!(WEIGHTS.get(&("noun", "that")) > WEIGHTS.get(&("noun", "the")));
    }
}
