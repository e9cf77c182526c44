//! How well an antecedent serves a pronoun, by salience (Lappin and Leass 1994).

use crate::elementary::ln;
use crate::entities::clusters::Clusters;
use crate::entities::exclusion::binding::may_bind;
use crate::lexicon::{Gender, Pronoun};
use crate::mentions::{Form, Kind, Mention};
use crate::syntax::{BaseRelation, DependencyRelation, Subtype};

/// How well `c` serves as antecedent of the pronoun `m`; `None` where it cannot.
pub(super) fn salience(
    clusters: &Clusters<'_>,
    m: &Mention,
    c: &Mention,
    pronoun: Pronoun,
    distance: u32,
) -> Option<f32> {
    if is_around(clusters, m, c) || !agrees(clusters, c, pronoun) || !may_bind(clusters, m, c) {
        return None;
    }
    let parsed = &clusters.mentioned.parsed;
    let mut score = -0.9 * distance as f32;
    if distance == 0 {
        let gap = m.head.0.saturating_sub(c.head.0) as f32;
        score -= (gap / 30.0).min(0.6);
    }
    let relation = parsed.relation(clusters.standing(c));
    score += of_relation(relation);
    if is_subject(relation) && parsed.is(m.head, BaseRelation::Nsubj) {
        score += 0.3;
    }
    match c.form {
        Form::Named => score += 0.4,
        Form::Pronoun => score += 0.5,
        Form::Nominal => {
            if clusters.profile(c.id).is_indefinite() && pronoun.class == Gender::Neuter {
                score -= 0.1;
            }
        }
    }
    score += ln(clusters.cluster(c.id).mentions.len() as f32) * 0.35;
    if matches!(c.kind, Kind::Abstract) && pronoun.class == Gender::Neuter {
        score -= 0.3;
    }
    Some(score)
}

/// Whether the pronoun stands inside the mention, and in no clause about it.
fn is_around(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let mut clauses = parsed.ancestors(m.head).filter(|&w| parsed.is(w, BaseRelation::Acl));
    c.span.covers(m.span) && !clauses.any(|w| parsed.head(w) == Some(c.head))
}

/// Whether what `c` is may be told by such a pronoun.
fn agrees(clusters: &Clusters<'_>, c: &Mention, pronoun: Pronoun) -> bool {
    if c.form == Form::Pronoun {
        return clusters.profile(c.id).pronoun.is_some_and(|other| {
            other.person == 3 && other.plural == pronoun.plural && other.class == pronoun.class
        });
    }
    let plural = clusters.is_plural(c.id);
    let one = !plural && c.members.is_empty();
    let kind = clusters.cluster(c.id).kind.unwrap_or(c.kind);
    let amount = matches!(kind, Kind::Time | Kind::Money | Kind::Quantity);
    match pronoun.class {
        Gender::Masculine | Gender::Feminine => kind == Kind::Person && one,
        Gender::Neuter => !matches!(kind, Kind::Person | Kind::Time) && one,
        _ => (plural || matches!(kind, Kind::Group | Kind::Organization)) && !amount,
    }
}

/// Whether the relation is that of a subject.
pub(super) fn is_subject(relation: DependencyRelation) -> bool {
    relation.is(BaseRelation::Nsubj) || relation.is(BaseRelation::Csubj)
}

/// What the antecedent's place in its clause adds.
fn of_relation(relation: DependencyRelation) -> f32 {
    match relation.base {
        _ if is_subject(relation) => 0.9,
        BaseRelation::Obj | BaseRelation::Iobj => 0.3,
        BaseRelation::Root | BaseRelation::Conj | BaseRelation::Obl => 0.0,
        BaseRelation::Nmod if relation.subtype == Subtype::Poss => 0.0,
        BaseRelation::Compound => -1.5,
        _ => -0.4,
    }
}
