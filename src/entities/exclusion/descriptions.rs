//! Whether a description can be of what another mention means.

use super::binding::commands;
use super::bodies::{another_body, state_body};
use super::owners::{fields_differ, nations_differ, owners_differ};
use crate::entities::clusters::Clusters;
use crate::entities::profiles::Profile;
use crate::lexicon::{CATEGORIES, COLLECTIVES};
use crate::mentions::{Form, Kind, Mention};

/// So many late mentions of an entity are compared with a description, at most.
const MOST: usize = 12;

/// Whether the description `m` is of what `c` means, by what grammar and the words say; `called` where `c` was called by such a word, so that
/// it may be taken up in a clause below its own (*Brevik fell after the firm …*).
pub(in crate::entities) fn may_describe(
    clusters: &Clusters<'_>,
    m: &Mention,
    c: &Mention,
    called: bool,
) -> bool {
    // a description takes up *he* or *it* only through what these mean
    let only_pronouns = clusters.mentions(c.id).all(|x| x.form == Form::Pronoun);
    !(only_pronouns
        || state_body(clusters, c, &clusters.profile(m.id).lemma)
        || !called && another_body(clusters, m, c)
        || numbers_differ(clusters, m, c)
        || nations_differ(clusters, m, c)
        || owners_differ(clusters, m, c)
        || fields_differ(clusters, m, c)
        || commands(clusters, m, c, called))
        && clusters.compatible(m.id, c.id)
}

/// `description/number`: *the judges* are no single judge, *the company* is not *the two companies*.
fn numbers_differ(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let (a, b) = (clusters.profile(m.id), clusters.profile(c.id));
    let described = c.form == Form::Nominal || clusters.cluster(c.id).kind == Some(Kind::Person);
    let alike = a.lemma == b.lemma || m.kind == Kind::Person;
    // *the companies* are not *Brevik Mills*
    let many = a.plural
        && c.form == Form::Named
        && c.members.is_empty()
        && c.kind == Kind::Organization
        && CATEGORIES.contains_key(a.lemma.as_str());
    let differ = described
        && c.form != Form::Pronoun
        && alike
        && a.plural != b.plural
        && ![a, b].iter().any(|p| COLLECTIVES.contains(p.lemma.as_str()));
    m.form == Form::Nominal && (many || differ)
}

/// Whether the description speaks of something else by its words: *the minister* is no treaty, *the red ship* not *the blue ship*.
pub(in crate::entities) fn is_told_anew(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let a = clusters.profile(m.id);
    let person = |kind: Kind| kind == Kind::Person;
    let someone = |kind: Kind| matches!(kind, Kind::Person | Kind::Group | Kind::Organization);
    let clash = |k: Kind| person(k) && !someone(m.kind) || person(m.kind) && !someone(k);
    // *climate change* is no journal of that name
    let bare = a.determiner().is_none() && !a.plural && !a.in_front.is_empty() && c.form == Form::Named;
    if clusters.cluster(c.id).kind.is_some_and(clash) || bare {
        return true;
    }
    // *the red ship* is not *the blue ship*, whatever that was called since
    let lacks = |x: &Profile, y: &Profile| x.in_front.iter().any(|w| !y.in_front.contains(w));
    let contrast = |x: &Mention| {
        let b = clusters.profile(x.id);
        x.form == Form::Nominal && a.lemma == b.lemma && lacks(a, b) && lacks(b, a)
    };
    // *his trusted envoy* may well be his *special envoy*
    contrast(c) || a.has_article() && clusters.mentions(c.id).rev().take(MOST).any(contrast)
}
