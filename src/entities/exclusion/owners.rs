//! Whose the body is that a description speaks of: *the government of Estonia*, *Estonia's government*, *the Estonian government*; and which
//! office of several (*the finance minister*).

use crate::entities::clusters::{ClusterId, Clusters};
use crate::entities::names::Name;
use crate::lexicon::{DEMONYMS, FIELDS, INSTITUTIONS, TITLES};
use crate::mentions::{Form, Mention};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Subtype};

/// So many words of a mention are looked at, at most.
const MOST: usize = 300;
/// So many mentions of an entity say whose it is, at most.
const TOLD: usize = 12;

/// Whose something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::entities) enum Owner {
    Country(&'static str),
    Entity(ClusterId),
    Name(String),
}

/// Whether the word may tell whose the noun is: *Estonia's*, *of Estonia*, *Estonian*, *the Norland government*.
fn is_owner(clusters: &Clusters<'_>, word: WordId) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let relation = parsed.relation(word);
    let named = || clusters.mentioned.headed_by(word).map(|id| clusters.mentioned.mention(id));
    let proper = named().is_some_and(|c| c.form == Form::Named && c.members.is_empty());
    match relation.base {
        BaseRelation::Amod => DEMONYMS.contains_key(parsed.form(word)),
        BaseRelation::Compound => {
            proper || parsed.form(word).starts_with(char::is_uppercase) && parsed.is_noun(word)
        }
        BaseRelation::Nmod if relation.subtype == Subtype::Poss => proper,
        BaseRelation::Nmod => proper && parsed.child_form(word, BaseRelation::Case) == "of",
        _ => false,
    }
}

/// Whose the body of the description is, with the word that says it, if the text says it.
pub(in crate::entities) fn owner(clusters: &Clusters<'_>, m: &Mention) -> Option<(Owner, WordId)> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    if m.form != Form::Nominal || !m.members.is_empty() {
        return None;
    }
    INSTITUTIONS.get(clusters.profile(m.id).lemma.as_str())?;
    let word = parsed.children(m.head).iter().copied().find(|&w| is_owner(clusters, w))?;
    if let Some(country) = DEMONYMS.get(parsed.form(word)) {
        return Some((Owner::Country(country), word));
    }
    let Some(id) = mentioned.headed_by(word) else {
        return Some((Owner::Name(parsed.lower(word).to_owned()), word));
    };
    let country = clusters.cluster(id).names.iter().find_map(Name::country);
    Some((country.map_or(Owner::Entity(clusters.of(id)), Owner::Country), word))
}

/// `description/whose`: *the government of Estonia* is not *the Norland government*.
pub(in crate::entities) fn owners_differ(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let Some((own, _)) = owner(clusters, m) else { return false };
    let mut told = clusters.mentions(c.id).rev().take(TOLD).filter_map(|x| owner(clusters, x)).peekable();
    // *Norway's government* is rather another than *the government* told of before
    let anew = || c.form == Form::Nominal && !clusters.cluster(c.id).is_named();
    if told.peek().is_none() { anew() } else { told.all(|(other, _)| other != own) }
}

/// The fields of the offices that the mention tells: *Justice Minister Anja Berg*, *the minister of finance*.
fn fields<'d>(clusters: &Clusters<'d>, m: &Mention) -> Vec<&'d str> {
    let parsed = &clusters.mentioned.parsed;
    let office = |w: WordId| {
        parsed.head(w).is_some_and(|h| m.span.contains(h) && TITLES.contains(parsed.lower_lemma(h)))
    };
    let words = m.span.words().take(MOST).filter(|&w| office(w)).map(|w| parsed.lower(w));
    words.filter(|w| FIELDS.contains(w)).collect()
}

/// `description/field`: *the finance minister* is not *Justice Minister Anja Berg*.
pub(in crate::entities) fn fields_differ(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let own = if m.form == Form::Nominal { fields(clusters, m) } else { Vec::new() };
    if own.is_empty() {
        return false;
    }
    let told: Vec<&str> = clusters.mentions(c.id).take(TOLD).flat_map(|x| fields(clusters, x)).collect();
    !told.is_empty() && !told.iter().any(|field| own.contains(field))
}

/// `description/nation`: *the American firm* is not the one called *a German maker*.
pub(in crate::entities) fn nations_differ(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let nations = |x: &Mention| {
        let adjectives = parsed.children_by(x.head, BaseRelation::Amod);
        adjectives.filter_map(|w| DEMONYMS.get(parsed.form(w)).copied()).collect::<Vec<_>>()
    };
    let own = nations(m);
    let told = || clusters.mentions(c.id).take(TOLD).filter(|x| x.form == Form::Nominal).flat_map(nations);
    !own.is_empty() && told().next().is_some() && !told().any(|n| own.contains(&n))
}
