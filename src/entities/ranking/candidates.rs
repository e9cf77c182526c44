//! The entities that an anaphor may mean.

use super::features::{AnaphorFeatures, Features};
use super::wording::describes;
use crate::entities::clusters::{ClusterId, Clusters};
use crate::entities::exclusion::descriptions::{is_told_anew, may_describe};
use crate::entities::exclusion::pronouns::may_mean;
use crate::entities::profiles::introduces;
use crate::entities::quotation::Quotations;
use crate::lexicon::{NEW_DETERMINERS, TITLES};
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// How many sentences back an entity may lie that shares no word with a description; pronouns reach as far.
const NEAR: u32 = 6;
/// How many sentences back an entity may lie that shares its head with a description.
const FAR: u32 = 40;
/// So many mentions are looked at, at most, which keeps time linear in the text.
const MOST: usize = 300;

/// An entity that an anaphor may mean.
#[derive(Clone, Debug)]
pub(in crate::entities) struct Candidate {
    /// Its latest mention before the anaphor.
    pub(in crate::entities) mention: MentionId,
    pub(in crate::entities) features: Features,
}

/// Whether the ranker decides of this mention: third person pronouns, demonstratives, descriptions, and names that are told for the first time.
pub(in crate::entities) fn is_ranked(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    let profile = clusters.profile(m.id);
    match m.form {
        Form::Pronoun => profile.pronoun.map_or_else(|| profile.is_demonstrative(), |p| p.person == 3),
        Form::Nominal => {
            let determiner = profile.determiner();
            // two amounts are not one, though both are in euros
            let counted =
                determiner.is_none() && mentioned.parsed.child_by(m.head, BaseRelation::Nummod).is_some();
            let new = |d: &str| NEW_DETERMINERS.contains(d) || matches!(d, "either" | "neither");
            m.members.is_empty()
                && mentioned.parsed.is_noun(m.head)
                && !introduces(mentioned, m)
                && !counted
                && !determiner.is_some_and(new)
                && !matches!(m.kind, Kind::Money | Kind::Quantity)
        }
        Form::Named => is_told_first(clusters, m),
    }
}

/// `name/told-first`: *A teacher died when a tree fell. Wilma Haskett, 72, …*: the first mention of a name, of a person the full one or one with a title,
/// may be of somebody who was only described.
fn is_told_first(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let cluster = clusters.cluster(m.id);
    let whole = || !cluster.titles.is_empty() || cluster.names.iter().any(|n| n.words.len() > 1);
    let kind = match m.kind {
        Kind::Person => whole(),
        Kind::Organization | Kind::Object | Kind::Work | Kind::Event => true,
        _ => false,
    };
    kind && m.members.is_empty() && cluster.kind == Some(m.kind)
}

/// Whether the entity of `c` was described, as one thing of that kind, and never named.
fn may_be_named(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let cluster = clusters.cluster(c.id);
    let described = clusters.mentions(c.id).take(2).any(|x| x.form == Form::Nominal && x.members.is_empty());
    described && !cluster.is_named() && !clusters.is_plural(c.id) && cluster.kind == Some(m.kind)
}

/// The entities that `m` may mean, the latest first; none that speaks the quotation `m` stands in.
pub(in crate::entities) fn candidates(
    clusters: &Clusters<'_>,
    quotations: &Quotations,
    m: &Mention,
    features: &AnaphorFeatures<'_>,
    speaker: Option<MentionId>,
) -> Vec<Candidate> {
    let reflexive = clusters.profile(m.id).is_reflexive();
    let speaks = speaker.filter(|_| !reflexive).map(|s| clusters.of(s));
    let reach = if m.form == Form::Nominal { FAR } else { NEAR };
    let mut met: Vec<ClusterId> = vec![clusters.of(m.id)];
    let mut found = Vec::new();
    let near = clusters.mentioned.before(m).take(MOST);
    for c in near.take_while(|c| m.sentence.since(c.sentence) <= reach) {
        let of = clusters.of(c.id);
        // *two daughters, Marta and Beatriz*: the daughters speak for both
        let told = !c.members.is_empty() && clusters.standing(c) != c.head;
        let far = m.sentence.since(c.sentence) > NEAR;
        if told || met.contains(&of) || far && !shares_head(clusters, m, c) {
            continue;
        }
        met.push(of);
        clusters.compare();
        if speaks != Some(of) && is_possible(clusters, quotations, m, c) {
            found.push(Candidate { mention: c.id, features: features.with(c, found.len()) });
        }
    }
    found
}

/// Whether a name, title or description of the entity has the head of the description.
fn shares_head(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let lemma = &clusters.profile(m.id).lemma;
    let cluster = clusters.cluster(c.id);
    clusters.profile(c.id).lemma == *lemma
        || c.form == Form::Named && describes(clusters, c, lemma)
        || cluster.titles.contains(lemma)
        || cluster.names.iter().any(|n| n.words.last() == Some(lemma))
}

/// What grammar excludes is no candidate.
fn is_possible(clusters: &Clusters<'_>, quotations: &Quotations, m: &Mention, c: &Mention) -> bool {
    let possible = match m.form {
        Form::Pronoun => may_mean(clusters, quotations, m, c),
        Form::Nominal => may_describe(clusters, m, c, false) && !is_told_anew(clusters, m, c),
        Form::Named => may_be_named(clusters, m, c),
    };
    possible && !is_bare_office(clusters, c) && clusters.compatible(m.id, c.id)
}

/// `antecedent/no-office`: *elected premier*, *as party leader*: an office without article is nobody.
fn is_bare_office(clusters: &Clusters<'_>, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let profile = clusters.profile(c.id);
    let bare =
        c.form == Form::Nominal && c.members.is_empty() && profile.determiner().is_none() && !profile.plural;
    let told =
        parsed.is(c.head, BaseRelation::Xcomp) || parsed.child_form(c.head, BaseRelation::Case) == "as";
    bare && told && TITLES.contains(profile.lemma.as_str()) && !clusters.cluster(c.id).is_named()
}
