//! Whether a description can be of what another mention means.

use super::binding::commands;
use super::bodies::{another_body, state_body};
use super::owners::{fields_differ, nations_differ, owners_differ};
use crate::entities::clusters::Clusters;
use crate::entities::profiles::Profile;
use crate::lexicon::{
    AMOUNT_NOUNS, CATEGORIES, COLLECTIVES, INSTITUTIONS, NEW_BODIES, SHELL_NOUNS, Shell, may_be_person,
};
use crate::mentions::{Form, Kind, Mention};
use crate::syntax::BaseRelation;

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

/// `description/number`: *the judges* are no single judge, *the two ministers* no Ida Lund, *the company* is not *the two companies*.
fn numbers_differ(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let (a, b) = (clusters.profile(m.id), clusters.profile(c.id));
    let person = clusters.cluster(c.id).kind == Some(Kind::Person);
    let described = c.form == Form::Nominal || person;
    let alike = a.lemma == b.lemma || m.kind == Kind::Person || person && m.kind == Kind::Group;
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

/// `description/of-another`: *the town of Kidal* is not *the town of Arne*.
fn named_of_differ(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let of = |x: &Mention| {
        let mut phrases = parsed.children_by(x.head, BaseRelation::Nmod);
        let named = phrases.find(|&w| w > x.head && parsed.child_form(w, BaseRelation::Case) == "of")?;
        mentioned.headed_by(named).filter(|&id| mentioned.mention(id).form == Form::Named)
    };
    let same_noun = clusters.profile(m.id).lemma == clusters.profile(c.id).lemma;
    same_noun && of(m).zip(of(c)).is_some_and(|(a, b)| !clusters.are_one(a, b))
}

/// `description/act-and-amount`: *the deal* is no *premium of 31 percent*.
fn is_act_and_amount(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let lemma = clusters.profile(m.id).lemma.as_str();
    let act = SHELL_NOUNS.get(lemma).is_some_and(|s| s.class == Shell::Event);
    let amount = |x: &Mention| {
        matches!(x.kind, Kind::Money | Kind::Quantity)
            || AMOUNT_NOUNS.contains(clusters.profile(x.id).lemma.as_str())
    };
    let called = |x: &Mention| x.form == Form::Named || clusters.profile(x.id).lemma == lemma;
    act && clusters.mentions(c.id).take(MOST).any(amount) && !clusters.mentions(c.id).take(MOST).any(called)
}

/// `description/national-side`: *the Danish national team* is no club that was told of.
fn is_national_side(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let national = |x: &Mention| clusters.profile(x.id).in_front.iter().any(|w| w == "national");
    let club =
        INSTITUTIONS.get(clusters.profile(m.id).lemma.as_str()).is_some_and(|b| b.sorts.contains(&"club"));
    club && national(m) && !clusters.mentions(c.id).rev().take(MOST).any(national)
}

/// Whether the description speaks of something else by its words: *the minister* is no treaty, *the red ship* not *the blue ship*.
pub(in crate::entities) fn is_told_anew(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let a = clusters.profile(m.id);
    let person = |kind: Kind| kind == Kind::Person;
    let someone = |kind: Kind| matches!(kind, Kind::Person | Kind::Group | Kind::Organization);
    // `description/nobody`: *the board* is no person
    let body = || m.kind == Kind::Organization && !may_be_person(a.senses);
    let clash = |k: Kind| person(k) && (body() || !someone(m.kind)) || person(m.kind) && !someone(k);
    // *climate change* is no journal of that name
    let bare = a.determiner().is_none() && !a.plural && !a.in_front.is_empty() && c.form == Form::Named;
    if clusters.cluster(c.id).kind.is_some_and(clash) || bare {
        return true;
    }
    if is_act_and_amount(clusters, m, c) || is_national_side(clusters, m, c) {
        return true;
    }
    // *the combined company* is none of those told of
    let new = |p: &Profile| p.in_front.iter().any(|w| NEW_BODIES.contains(w.as_str()));
    let business = INSTITUTIONS.get(a.lemma.as_str()).is_some_and(|b| b.sorts.contains(&"business"));
    if a.has_article()
        && business
        && new(a)
        && !clusters.mentions(c.id).rev().take(MOST).any(|x| new(clusters.profile(x.id)))
    {
        return true;
    }
    // *the red ship* is not *the blue ship*, whatever that was called since
    let lacks = |x: &Profile, y: &Profile| x.in_front.iter().any(|w| !y.in_front.contains(w));
    let contrast = |x: &Mention| {
        let b = clusters.profile(x.id);
        x.form == Form::Nominal && a.lemma == b.lemma && lacks(a, b) && lacks(b, a)
    };
    let of_others = |x: &Mention| x.form == Form::Nominal && named_of_differ(clusters, m, x);
    if clusters.mentions(c.id).rev().take(MOST).any(of_others) {
        return true;
    }
    // *his trusted envoy* may well be his *special envoy*
    contrast(c) || a.has_article() && clusters.mentions(c.id).rev().take(MOST).any(contrast)
}
