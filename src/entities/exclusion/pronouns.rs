//! Whether a pronoun of the third person can mean what another mention means.

use super::binding::may_bind;
use crate::entities::clusters::Clusters;
use crate::entities::quotation::Quotations;
use crate::lexicon::{
    AGENT_VERBS, CURRENCIES, Gender, NEGATIVE_PRONOUNS, Pronoun, REPORTING, SHARED_CURRENCIES,
};
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::Upos;
use crate::syntax::{BaseRelation, Subtype};

/// Whether agreement, binding and who speaks let the pronoun `m` mean what `c` means.
pub(in crate::entities) fn may_mean(
    clusters: &Clusters<'_>,
    quotations: &Quotations,
    m: &Mention,
    c: &Mention,
) -> bool {
    let agree = clusters.profile(m.id).pronoun.is_none_or(|pronoun| agrees(clusters, m, c, pronoun));
    agree && may_bind(clusters, m, c) && !is_one(clusters, m, c) && !is_told_by(clusters, quotations, m, c)
}

/// Whether number, kind and class of the pronoun are those of `c`.
fn agrees(clusters: &Clusters<'_>, m: &Mention, c: &Mention, pronoun: Pronoun) -> bool {
    let (a, b) = (clusters.profile(m.id), clusters.profile(c.id));
    let anyone = pronoun.class == Gender::Any;
    // *he* is a person, *it* is none
    let person = clusters.cluster(c.id).kind.map(|kind| kind == Kind::Person);
    let personal = match pronoun.class {
        Gender::Masculine | Gender::Feminine => Some(true),
        Gender::Neuter => Some(false),
        _ => None,
    };
    // *nobody* is taken up by *they*, if at all; *no minister* is none
    let nobody = NEGATIVE_PRONOUNS.contains(b.lower.as_str()) || b.determiner() == Some("no");
    let differ = !anyone && a.plural != b.plural && c.form != Form::Named
        || person.zip(personal).is_some_and(|(is, must)| is != must)
        || nobody && !anyone
        || a.is_they() && is_no_many(clusters, c)
        || pronoun.class == Gender::Neuter && acts(clusters, m) && is_no_body(clusters, c)
        || b.pronoun.is_some_and(|other| other.person != 3 || other.class != pronoun.class);
    !differ
}

/// `pronoun/they-are-no-amount`: *they* are no sum of money and no time, and no single thing that is no person, body or place.
fn is_no_many(clusters: &Clusters<'_>, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let unit = parsed.lower_lemma(c.head);
    let sum = (CURRENCIES.contains_key(unit) || SHARED_CURRENCIES.contains(unit))
        && parsed.child_by(c.head, BaseRelation::Nummod).is_some();
    let number = sum || matches!(parsed.upos(c.head), Upos::Sym | Upos::Num);
    let time = matches!(c.kind, Kind::Money | Kind::Quantity | Kind::Time);
    let amount = c.form != Form::Pronoun && (sum || time || number && c.kind != Kind::Person);
    let single = c.form != Form::Pronoun && c.members.is_empty() && !clusters.is_plural(c.id);
    let many = matches!(c.kind, Kind::Person | Kind::Organization | Kind::Group | Kind::Place);
    amount || single && !many
}

/// Whether the pronoun is the subject of a verb of what only persons and bodies do.
fn acts(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let relation = parsed.relation(m.head);
    let verb = parsed.head(m.head).filter(|_| relation.is(BaseRelation::Nsubj));
    relation.subtype != Subtype::Pass && verb.is_some_and(|v| AGENT_VERBS.contains(parsed.lemma(v)))
}

/// `pronoun/it-that-acts`: *It plans to cut jobs*: no loan and no price does.
fn is_no_body(clusters: &Clusters<'_>, c: &Mention) -> bool {
    let kind = clusters.cluster(c.id).kind.unwrap_or(c.kind);
    matches!(
        kind,
        Kind::Money | Kind::Quantity | Kind::Time | Kind::Event | Kind::Abstract | Kind::Object | Kind::Work
    )
}

/// `pronoun/they-are-many`: *they* is not one person who has a name.
fn is_one(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let cluster = clusters.cluster(c.id);
    clusters.profile(m.id).is_they()
        && c.members.is_empty()
        && cluster.is_named()
        && cluster.kind == Some(Kind::Person)
        && !clusters.is_plural(c.id)
}

/// `pronoun/own-words`: *“There is a way,” she said*, *“We want water,” its director said*: what is told of in the speaker's words alone
/// is not the speaker, and not whose the speaker is.
fn is_told_by(clusters: &Clusters<'_>, quotations: &Quotations, m: &Mention, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let owned = parsed.head(m.head).filter(|_| parsed.relation(m.head).subtype == Subtype::Poss);
    let subject = owned.unwrap_or(m.head);
    let Some(verb) = parsed.head(subject).filter(|_| parsed.is(subject, BaseRelation::Nsubj)) else {
        return false;
    };
    let said = parsed.ancestors(c.head).take_while(|&w| w != verb).last();
    let under = said.is_some_and(|w| {
        parsed.head(w) == Some(verb)
            && matches!(parsed.relation(w).base, BaseRelation::Ccomp | BaseRelation::Parataxis)
    });
    let quoted = quotations.contain(c.head) && !quotations.contain(m.head);
    REPORTING.contains_key(parsed.lemma(verb))
        && clusters.is_first(c.id)
        && c.sentence == m.sentence
        && (under && owned.is_none() || quoted)
        && c.form != Form::Pronoun
}
