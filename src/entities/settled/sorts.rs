//! Of what sort something is, by the names and descriptions that the text has for it.

use crate::entities::clusters::{Cluster, Clusters};
use crate::entities::exclusion::bodies::is_state_agency;
use crate::entities::names::{Name, capital};
use crate::lexicon::{
    CAPITALS, CATEGORIES, Category, MOVEMENT_SORTS, ORGANIZATION_NOUNS, TYPE_WORDS, WRITTEN_SORTS,
};
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::syntax::BaseRelation;

/// So many mentions of an entity say of what sort it is, at most.
const TOLD: usize = 12;

/// What is known of an entity beside a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It was called by that very noun, or its name ends in it.
    Called,
    /// It was called so, or by a word of the same sort.
    Told,
    /// It was called something else.
    Other,
    /// Nothing says what it is.
    Open,
}

/// Whether the category is one of bodies.
pub(super) fn is_of_bodies(category: &Category) -> bool {
    category.kind == Kind::Organization
}

/// Whether the category may be said of any body of its sorts (*the company*).
pub(super) fn is_of_any_body(category: &Category) -> bool {
    category.general && is_of_bodies(category)
}

/// Whether a noun says that something is of the category that `lemma` names; `None` where it says nothing of that.
pub(super) fn says(lemma: &str, category: &Category, noun: &str) -> Option<bool> {
    if noun == lemma {
        return Some(true);
    }
    let other = CATEGORIES.get(noun)?;
    Some(category.shares(other))
}

/// What was said of an entity that bears on a description.
struct Told<'l> {
    /// The noun of the description, and what it says.
    lemma: &'l str,
    own: &'l Category,
    /// What is found so far, and whether it was called by that very noun.
    found: Fit,
    called: bool,
}

impl Told<'_> {
    fn note(&mut self, says: Option<bool>) {
        match says {
            Some(true) => self.found = Fit::Told,
            Some(false) if self.found == Fit::Open => self.found = Fit::Other,
            _ => {}
        }
    }

    /// By a noun that it was described with.
    fn description(&mut self, clusters: &Clusters<'_>, x: &Mention) {
        let profile = clusters.profile(x.id);
        let noun = profile.lemma.as_str();
        let category = CATEGORIES.get(noun);
        // *the agency* says no more of a ministry than that it is a body
        let vague = profile.has_article()
            && profile.modifiers.is_empty()
            && category.is_some_and(is_of_any_body)
            && !is_beside_name(clusters.mentioned, x);
        // *a group* is no broadcaster for that
        let wide = !self.own.general && noun != self.lemma && category.is_some_and(|c| c.general);
        self.note(says(self.lemma, self.own, noun).filter(|_| !vague && !wide));
        // whatever was meant by it before, any firm is *the company*; but *the operator* is who was introduced so
        let introduced = is_of_agent(noun) && is_beside_name(clusters.mentioned, x);
        self.called |= noun == self.lemma && (introduced || !is_of_any_body(self.own));
    }

    /// By the noun that stands right in front of its name (*chipmaker Drax*).
    fn noun_in_front(&mut self, mentioned: &Mentioned, x: &Mention) {
        let parsed = &mentioned.parsed;
        let Some(noun) = x.name.and_then(|name| name.start.previous()).filter(|&w| x.span.contains(w)) else {
            return;
        };
        let noun = parsed.lower_lemma(noun);
        self.note(says(self.lemma, self.own, noun).filter(|says| *says));
        self.called |= noun == self.lemma && (is_of_agent(noun) || !is_of_any_body(self.own));
    }

    /// By the nouns in a name of several words.
    fn long_name(&mut self, name: &Name) {
        let (lemma, own) = (self.lemma, self.own);
        let of = name.words.iter().position(|w| matches!(w.as_str(), "of" | "for")).filter(|&at| at > 0);
        let before = name.words.get(..of.unwrap_or(name.words.len())).unwrap_or_default();
        let head = before.last().map_or("", String::as_str);
        // *the Civic Union* may be a party
        let movement = own.sorts.contains(&"party")
            && CATEGORIES.get(head).is_some_and(|c| c.sorts.iter().any(|s| MOVEMENT_SORTS.contains(s)));
        let agency = own.sorts == ["business"] && is_state_agency(name);
        self.note(says(lemma, own, head).map(|says| says && !agency).filter(|says| *says || !movement));
        self.called |= head == lemma || head.strip_suffix('s') == Some(lemma);
        let sort = ORGANIZATION_NOUNS.get(capital(head).as_str()).copied().unwrap_or("");
        if WRITTEN_SORTS.contains(sort) {
            let same = own.sorts.contains(&sort) && is_of_bodies(own);
            self.called |= same && sort == lemma;
            // *the bank* need not be *Brevik Lines*
            self.note((own.general || !same || sort == lemma).then_some(same));
        }
        let typed = TYPE_WORDS.iter().find(|(words, _)| {
            words.len() < name.words.len()
                && words.iter().zip(&name.words).all(|(t, w)| t.to_lowercase() == *w)
        });
        if let Some(last) = typed.and_then(|(words, _)| words.last()) {
            self.note(says(lemma, own, &last.to_lowercase()));
        }
    }

    /// By what is known of a name as a whole: a firm, a country, a capital.
    fn whole_name(&mut self, name: &Name) {
        let own = self.own;
        if name.legal_form().is_some() {
            self.note(says(self.lemma, own, "company"));
        }
        if name.country().is_some() {
            self.note(Some(own.sorts.contains(&"country")));
        }
        let written = name.words.iter().map(|w| capital(w)).collect::<Vec<_>>().join(" ");
        if CAPITALS.contains_key(written.as_str()) {
            self.note(Some(own.sorts.contains(&"town") || own.sorts.contains(&"capital")));
        }
    }
}

/// What the names and descriptions of the cluster of `c` say of its sort.
pub(super) fn fit(clusters: &Clusters<'_>, c: &Mention, lemma: &str, own: &Category) -> Fit {
    let mut told = Told { lemma, own, found: Fit::Open, called: false };
    for x in clusters.mentions(c.id).take(TOLD).filter(|x| x.form == Form::Nominal && x.members.is_empty()) {
        told.description(clusters, x);
    }
    for x in clusters.mentions(c.id).take(TOLD).filter(|x| x.form == Form::Named) {
        told.noun_in_front(clusters.mentioned, x);
    }
    let Cluster { names, .. } = clusters.cluster(c.id);
    for name in names {
        if name.words.len() > 1 {
            told.long_name(name);
        }
        told.whole_name(name);
    }
    if told.called { Fit::Called } else { told.found }
}

/// Whether the noun says what somebody does (*operator*, *maker*), so that not everybody may be called so.
fn is_of_agent(noun: &str) -> bool {
    noun.ends_with("er") || noun.ends_with("or")
}

/// Whether the description stands right beside a name of what it describes.
fn is_beside_name(mentioned: &Mentioned, x: &Mention) -> bool {
    let parsed = &mentioned.parsed;
    parsed.is(x.head, BaseRelation::Appos) || parsed.child_by(x.head, BaseRelation::Appos).is_some()
}
