//! Whether a description is of a body that is not the one told of, by what both are called.

use crate::entities::clusters::Clusters;
use crate::entities::names::{Name, capital};
use crate::lexicon::{INSTITUTIONS, MOVEMENT_SORTS, NEWS_SORTS, ORGANIZATION_NOUNS, TRADING_AGENCIES};
use crate::mentions::{Form, Kind, Mention};

/// So many late descriptions of an entity say what it is, at most.
const MOST: usize = 12;

/// Whether the lemma is that of a body of a state (*army*) and the cluster of `c` has names, none of which says so.
pub(in crate::entities) fn state_body(clusters: &Clusters<'_>, c: &Mention, lemma: &str) -> bool {
    let cluster = clusters.cluster(c.id);
    let says = |n: &Name| {
        let letters = n.is_acronym() && lemma != "government";
        n.words.iter().any(|w| w == lemma) || letters || n.country().is_some()
    };
    // *the government* is often meant by the name of its country or capital, but by that of no other body
    let body = cluster.kind == Some(Kind::Organization);
    !cluster.names.is_empty()
        && (lemma != "government" || body)
        && ORGANIZATION_NOUNS.get(capital(lemma).as_str()) == Some(&"state")
        && !cluster.names.iter().any(says)
        && !cluster.mentions.iter().any(|&m| clusters.profile(m).lemma == lemma)
}

/// Whether the name is that of an agency of a state, which is no firm (*the National Water Agency*, unlike *the Halden News Agency*).
pub(in crate::entities) fn is_state_agency(name: &Name) -> bool {
    matches!(name.words.as_slice(), [.., before, last] if last == "agency" && !TRADING_AGENCIES.contains(before.as_str()))
}

/// `description/another-body`: whether the description is of a body that is not the one of `c` by what they are called: *the ministry* is
/// no *union*, *the council* no *Harbour Bank*.
pub(in crate::entities) fn another_body(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let lemma = clusters.profile(m.id).lemma.as_str();
    let Some(own) = INSTITUTIONS.get(lemma) else { return false };
    let shares = |is: &dyn Fn(&str) -> bool| own.sorts.iter().any(|&sort| is(sort));
    let listed = |head: &str| {
        let other = INSTITUTIONS.get(head)?;
        let shared = shares(&|sort| other.sorts.contains(&sort));
        Some(head != lemma && !(shared && (own.general || other.general)))
    };
    // *Brevik Herald*, *Brevik Foods*
    let written = |head: &str| {
        let shared = match *ORGANIZATION_NOUNS.get(capital(head).as_str())? {
            "press" | "media" => shares(&|sort| NEWS_SORTS.contains(sort)),
            "club" => shares(&|sort| matches!(sort, "club" | "business")),
            "business" => shares(&|sort| sort == "business"),
            _ => return None,
        };
        Some(head != lemma && !shared)
    };
    let described = || {
        let late = clusters.mentions(c.id).rev().take(MOST).filter(|x| x.form == Form::Nominal);
        late.map(|x| clusters.profile(x.id).lemma.as_str())
    };
    let names = &clusters.cluster(c.id).names;
    if own.sorts == ["business"] && names.iter().any(is_state_agency) {
        return true;
    }
    let named = names.iter().filter_map(|n| n.words.last()).map(String::as_str);
    // *the Civic Union* may be a party
    let movement = |head: &str| {
        let sorts = INSTITUTIONS.get(head).map(|b| b.sorts.iter().any(|s| MOVEMENT_SORTS.contains(s)));
        own.sorts.contains(&"party") && sorts == Some(true)
    };
    let named = named.filter(|head| !movement(head));
    let named = named.filter_map(|head| listed(head).or_else(|| written(head)));
    // *the army* is not *Lund's office*: what has no name was called so, or by a noun of bodies of that sort
    let unnamed = names.is_empty() && !own.general && c.form == Form::Nominal;
    if unnamed && described().all(|head| head != lemma && !INSTITUTIONS.contains_key(head)) {
        return true;
    }
    let mut differ = described().filter_map(listed).chain(named).peekable();
    differ.peek().is_some() && differ.all(|other| other)
}
