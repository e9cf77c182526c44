//! What is known of each mention by itself, computed once, and whether one description may be taken for another.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::categories::PARTIES;
use super::clusters::Clusters;
use super::names::{Name, capital};
use super::pronouns;
use super::resolve::is_indefinite;
use super::types::LinkReason;
use crate::lexicon::{INSTITUTIONS, MODAL_ADJECTIVES, ORGANIZATION_NOUNS, REPORTING, TITLES};
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Subtype};

/// What is known of a mention by itself.
pub(super) struct Profile {
    /// Its head in lower case.
    pub(super) lower: String,
    /// Its head's lemma in lower case.
    pub(super) lemma: String,
    /// The lemmas of what modifies its head.
    pub(super) modifiers: Vec<String>,
    /// Those of them before the head.
    pub(super) in_front: Vec<String>,
    /// Its article, demonstrative or possessor.
    pub(super) determiner: Option<String>,
    pub(super) plural: bool,
    /// The predicate of the clause it stands in.
    pub(super) clause: Option<WordId>,
}

/// The profiles of a document's mentions.
pub(super) struct Profiles(Vec<Profile>);

impl Profiles {
    pub(super) fn new(clusters: &Clusters<'_>) -> Self {
        let parsed = &clusters.mentioned.parsed;
        let profile = |m: &Mention| Profile {
            lower: parsed.lower(m.head),
            lemma: clusters.head_lemma(m.id),
            modifiers: clusters.modifiers(m.id),
            in_front: clusters.modifiers_in_front(m.id),
            determiner: clusters.determiner(m.id),
            plural: clusters.is_plural(m.id),
            clause: pronouns::clause(parsed, m.head),
        };
        Self(clusters.mentioned.mentions.iter().map(profile).collect())
    }

    pub(super) fn of(&self, mention: MentionId) -> &Profile {
        &self.0[mention.index()]
    }

    /// Why the description `m` may be taken for `c` by words alone: the same head with no new modifier, or the office or last
    /// word of a name.
    pub(super) fn fits(&self, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> Option<LinkReason> {
        if c.form == Form::Pronoun || !c.members.is_empty() {
            return None;
        }
        let (own, other) = (self.of(m.id), self.of(c.id));
        let determiner = own.determiner.as_deref();
        let definite = matches!(determiner, Some("the" | "this" | "that" | "these" | "those"));
        let possessed = determiner.is_some() && !definite && !is_indefinite(determiner);
        if !definite && !possessed && determiner.is_some() {
            return None;
        }
        // *the meeting* that was held is not the *possible meeting* spoken of
        let unreal = |words: &[String]| words.iter().any(|w| MODAL_ADJECTIVES.contains_key(w.as_str()));
        if unreal(&other.in_front) && !unreal(&own.in_front) {
            return None;
        }
        if c.form == Form::Nominal {
            if other.lemma != own.lemma || other.plural != own.plural {
                return None;
            }
            let fits = own.modifiers.iter().all(|x| other.modifiers.contains(x));
            let exact = fits && other.modifiers.len() == own.modifiers.len();
            // *Lund's special envoy* and *Lund's special envoy for the coast*: one holds an office
            let office = possessed && TITLES.contains(own.lemma.as_str()) && other.in_front == own.in_front;
            let enough =
                if definite { fits } else { (exact || office) && other.determiner == own.determiner };
            return enough.then_some(LinkReason::SameDescription);
        }
        let cluster = clusters.cluster(c.id);
        let thing = definite && c.kind != Kind::Person;
        let ends = |n: &Name| n.words.last() == Some(&own.lemma);
        if definite && c.kind == Kind::Person && cluster.titles.contains(&own.lemma) {
            Some(LinkReason::Office)
        } else if thing
            && cluster.names.iter().any(|n| {
                ends(n)
                    && if own.in_front.is_empty() {
                        n.words.len() > 1
                    } else {
                        own.in_front.iter().all(|x| n.words.contains(x))
                    }
            })
        {
            Some(LinkReason::HeadMatch)
        } else {
            None
        }
    }
}

/// Whether the lemma is that of a body of a state (*army*) and the cluster of `c` has names, none of which says so.
pub(super) fn state_body(clusters: &Clusters<'_>, c: &Mention, lemma: &str) -> bool {
    let cluster = clusters.cluster(c.id);
    let mut letters = lemma.chars();
    let large: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let says = |n: &Name| {
        let letters = n.is_acronym() && lemma != "government";
        n.words.iter().any(|w| w == lemma) || letters || n.country().is_some()
    };
    // *the government* is often meant by the name of its country or capital, but by that of no other body
    let body = cluster.kind == Some(Kind::Organization);
    !cluster.names.is_empty()
        && (lemma != "government" || body)
        && ORGANIZATION_NOUNS.get(large.as_str()) == Some(&"state")
        && !cluster.names.iter().any(says)
        && !cluster.mentions.iter().any(|&m| clusters.head_lemma(m) == lemma)
}

/// `description/another-body`: whether the description is of a body that is not the one of `c` by what they are called: *the ministry* is
/// no *union*, *the council* no *Harbour Bank*.
pub(super) fn another_body(profiles: &Profiles, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let Some(own) = INSTITUTIONS.get(profiles.of(m.id).lemma.as_str()) else { return false };
    let cluster = clusters.cluster(c.id);
    let lemma = profiles.of(m.id).lemma.as_str();
    let differs = |head: &str, general: bool, sorts: &[&str]| {
        let shared = own.sorts.iter().any(|sort| sorts.contains(sort));
        head != lemma && !(shared && (own.general || general))
    };
    let listed = |head: &str| INSTITUTIONS.get(head).map(|b| differs(head, b.general, &b.sorts));
    // *Brevik Herald*, *Brevik Foods*
    let written = |head: &str| match *ORGANIZATION_NOUNS.get(capital(head).as_str())? {
        "press" | "media" => Some(differs(head, true, &["press", "media", "business"])),
        "club" => Some(differs(head, true, &["club", "business"])),
        "business" => Some(differs(head, true, &["business"])),
        _ => None,
    };
    let described = cluster.mentions.iter().rev().take(12).map(|&x| clusters.mentioned.mention(x));
    let described = described.filter(|x| x.form == Form::Nominal).map(|x| profiles.of(x.id).lemma.as_str());
    let named = cluster.names.iter().filter_map(|n| n.words.last()).map(String::as_str);
    // *the Civic Union* may be a party
    let movement = |head: &str| {
        let sorts = INSTITUTIONS.get(head).map(|b| b.sorts.iter().any(|s| PARTIES.contains(s)));
        own.sorts.contains(&"party") && sorts == Some(true)
    };
    let named = named.filter(|head| !movement(head));
    let named = named.filter_map(|head| listed(head).or_else(|| written(head)));
    let mut differ = described.filter_map(listed).chain(named).peekable();
    differ.peek().is_some() && differ.all(|other| other)
}

/// `description/own-body`: *Brevik spokeswoman Lise Dahl said the agency will wait*: the body that a spokesperson speaks for.
pub(super) fn own_body(profiles: &Profiles, clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = profiles.of(m.id);
    if m.form != Form::Nominal || own.determiner.as_deref() != Some("the") || !own.modifiers.is_empty() {
        return None;
    }
    INSTITUTIONS.get(own.lemma.as_str())?;
    let speaker = parsed.ancestors(m.head).find_map(|verb| {
        let subject = parsed.child_by(verb, BaseRelation::Nsubj)?;
        REPORTING.contains_key(parsed.lemma(verb)).then_some(subject)
    })?;
    let office = parsed.subtree(speaker).into_iter().find(|&w| parsed.lemma(w).starts_with("spokes"))?;
    let held = parsed.children(office).iter().copied().filter(|&c| {
        let relation = parsed.relation(c);
        let led = matches!(parsed.child_form(c, BaseRelation::Case).as_str(), "of" | "for");
        relation.is(BaseRelation::Compound)
            || relation.is(BaseRelation::Nmod) && (relation.subtype == Subtype::Poss || led)
    });
    let body = held.filter_map(|w| mentioned.headed_by(w)).find(|&id| {
        let c = mentioned.mention(id);
        c.head != m.head && matches!(c.kind, Kind::Organization | Kind::Group)
    })?;
    (!another_body(profiles, clusters, m, mentioned.mention(body)) && clusters.compatible(m.id, body))
        .then_some(body)
}

/// *the website “Harbour Watch”*: the name behind it says which, so that nothing before is taken up.
pub(super) fn introduces(mentioned: &Mentioned, m: &Mention) -> bool {
    let parsed = &mentioned.parsed;
    parsed.children_by(m.head, BaseRelation::Appos).filter(|&a| a > m.head).any(|a| {
        let named = mentioned.headed_by(a).is_some_and(|a| mentioned.mention(a).form == Form::Named);
        let between = (m.head.0 + 1..a.0).map(WordId);
        named
            && between.clone().count() < 6
            && between.into_iter().all(|w| !matches!(parsed.form(w), "," | "("))
    })
}
