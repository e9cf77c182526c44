//! Whether an anaphor takes up a clause and no noun (*This angered Berg*; *the move*).

use super::clauses;
use super::evidence::{Evidence, Sort};
use crate::entities::clusters::Clusters;
use crate::entities::types::ClauseReason;
use crate::lexicon::{NEW_DETERMINERS, POINTING_DETERMINERS, SHELL_NOUNS, Shell, ShellNoun};
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Subtype};

/// How sure a noun is to take up the clause of its verb.
const DERIVED: f32 = 0.8;
/// How sure *this* and *that* are to mean a clause where the verb asks for one (*this angered Berg*, *that is why …*),
/// and *it* in *do it*.
const ASKED_FOR: f32 = 0.75;

/// A clause that an anaphor may take up, and what is known of the pair.
#[derive(Clone, Debug)]
pub(in crate::entities) struct ClauseCandidate {
    pub(in crate::entities) clause: WordId,
    pub(in crate::entities) reason: ClauseReason,
    /// How sure it is by grammar and verb alone, where these decide.
    certain: Option<f32>,
    pub(in crate::entities) evidence: Evidence,
}

impl ClauseCandidate {
    /// How sure it is that the anaphor takes up a clause.
    pub(in crate::entities) fn probability(&self) -> f32 {
        self.certain.unwrap_or_else(|| self.evidence.probability())
    }

    /// From which probability on the anaphor is taken to mean the clause.
    pub(in crate::entities) fn is_likely(&self) -> bool {
        let enough = match self.evidence.sort {
            Sort::Demonstrative | Sort::Noun => 0.45,
            Sort::Neuter => 0.6,
        };
        self.probability() >= enough
    }
}

/// What surely takes up a clause: *which* that comments on one, a noun that sums one up behind a comma.
pub(in crate::entities) fn sure(clusters: &Clusters<'_>, m: &Mention) -> Option<(WordId, ClauseReason, f32)> {
    let parsed = &clusters.mentioned.parsed;
    let profile = clusters.profile(m.id);
    if m.form == Form::Pronoun && profile.lower == "which" && parsed.form(m.head) == "which" {
        return clauses::commented(parsed, m.head).map(|c| (c, ClauseReason::Relative, 0.9));
    }
    let new = profile.determiner().is_some_and(|d| NEW_DETERMINERS.contains(d));
    let event = SHELL_NOUNS.get(profile.lemma.as_str()).is_some_and(|s| s.definite);
    if m.form == Form::Nominal && new && event && m.members.is_empty() {
        return clauses::summed_up(parsed, m).map(|c| (c, ClauseReason::Apposition, 0.8));
    }
    None
}

/// The clause that the anaphor may take up, where it is of a sort that can.
///
/// `best` is the noun it may mean that ranks first, `none` the ranker's probability that it means none.
pub(in crate::entities) fn candidate(
    clusters: &Clusters<'_>,
    m: &Mention,
    best: Option<MentionId>,
    none: f32,
) -> Option<ClauseCandidate> {
    let profile = clusters.profile(m.id);
    if m.form == Form::Nominal {
        if !may_stand_for_a_clause(clusters, m) {
            return None;
        }
        let known = best.is_some_and(|b| clusters.profile(b).lemma == profile.lemma) && none < 0.5;
        let derived = derivation(clusters, m).filter(|_| !known && profile.modifiers.is_empty());
        if let Some(clause) = derived {
            let (reason, evidence) = (ClauseReason::Derivation, Evidence::new(Sort::Noun));
            return Some(ClauseCandidate { clause, reason, certain: Some(DERIVED), evidence });
        }
    }
    let (sort, clause, shell) = preceding(clusters, m)?;
    let evidence = Evidence::of(clusters, m, sort, clause, shell, (best, none));
    let certain = evidence.asked.then_some(ASKED_FOR);
    Some(ClauseCandidate { clause, reason: ClauseReason::Preceding, certain, evidence })
}

/// The clause just said that the anaphor would take up, with the sort of anaphor and the noun that it is.
fn preceding(clusters: &Clusters<'_>, m: &Mention) -> Option<(Sort, WordId, Option<&'static ShellNoun>)> {
    let parsed = &clusters.mentioned.parsed;
    let profile = clusters.profile(m.id);
    match (m.form, profile.lower.as_str()) {
        // *that of Berg*, *that under the bridge*
        (Form::Pronoun, "this" | "that") if !has_content(clusters, m) => {
            Some((Sort::Demonstrative, clauses::preceding(parsed, m, false)?, None))
        }
        (Form::Pronoun, "it") => Some((Sort::Neuter, clauses::preceding(parsed, m, false)?, None)),
        (Form::Nominal, _) => {
            let noun = shell_noun(clusters, m)?;
            let clause = clauses::preceding(parsed, m, noun.class == Shell::Speech)?;
            // *Lund resigned. This cost her a fortune. The move …*: what *this* is
            let subject = parsed.child_by(clause, BaseRelation::Nsubj);
            let subject = subject.and_then(|s| clusters.mentioned.headed_by(s));
            let taken = subject.filter(|_| noun.class == Shell::Event).and_then(|s| clusters.clause_of(s));
            Some((Sort::Noun, taken.unwrap_or(clause), Some(noun)))
        }
        _ => None,
    }
}

/// Whether the description is one noun that leaves open what it is about.
fn may_stand_for_a_clause(clusters: &Clusters<'_>, m: &Mention) -> bool {
    m.members.is_empty()
        && !clusters.is_plural(m.id)
        && clusters.mentioned.parsed.upos(m.head) == Upos::Noun
        && !has_content(clusters, m)
}

/// The clause of the verb that the noun is derived from: with an article, or of who does it (*her resignation*, where she resigned).
fn derivation(clusters: &Clusters<'_>, m: &Mention) -> Option<WordId> {
    let profile = clusters.profile(m.id);
    let definite =
        profile.has_article() || profile.determiner().is_some_and(|d| POINTING_DETERMINERS.contains(d));
    let clause = clauses::of_verb(&clusters.mentioned.parsed, m, &profile.lemma)?;
    let same = definite || possessor(clusters, m).is_some_and(|p| may_do(clusters, clause, p));
    same.then_some(clause)
}

/// The shell noun that the description is, where its determiner lets it take up a clause.
fn shell_noun(clusters: &Clusters<'_>, m: &Mention) -> Option<&'static ShellNoun> {
    let profile = clusters.profile(m.id);
    let noun = SHELL_NOUNS.get(profile.lemma.as_str())?;
    let bare = profile.modifiers.is_empty();
    let takes_up = match profile.determiner() {
        Some("this" | "such") => true,
        Some("that") => bare,
        _ => profile.has_article() && noun.definite && bare,
    };
    takes_up.then_some(noun)
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
    clusters.are_one(subject, who) || open && agree()
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
