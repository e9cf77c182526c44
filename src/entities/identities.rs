//! What the text says outright that something is called: *known as*, *dubbed*, *the town of Kidal*.
#![expect(clippy::indexing_slicing, reason = "ids of the words of the same document")]

use super::clusters::Clusters;
use super::types::LinkReason;
use crate::lexicon::{self, INSTITUTIONS, PLACES_THEMSELVES};
use crate::mentions::{Form, Kind};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Sorts of bodies whose noun behind a name says what it is.
const PRESS: [&str; 2] = ["press", "media"];

/// Adjectives with which a town is a part of the named one, or another.
static TOWN_PARTS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/town_parts.tsv")));

/// *the $14 billion project, known as Northern Gateway*: what a description is called.
pub(super) fn called(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for verb in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Acl) && parsed.xpos(w) == "VBN") {
        let named = match parsed.lemma(verb) {
            "know" => parsed
                .children_by(verb, BaseRelation::Obl)
                .find(|&w| parsed.children_by(w, BaseRelation::Case).any(|c| parsed.lower(c) == "as")),
            "call" | "name" | "dub" | "nickname" | "christen" | "codename" => parsed
                .child_by(verb, BaseRelation::Xcomp)
                .or_else(|| parsed.child_by(verb, BaseRelation::Obj)),
            _ => None,
        };
        let Some(mention) = named.and_then(|n| mentioned.headed_by(n)) else { continue };
        // *the trial of the drug, known as HLP*: the drug, which is nearer, unless it is a person
        let person = |w: WordId| parsed.mention_labels[w.index()].head_of == Some(Kind::Person);
        let first = parsed.subtree(verb).first().map_or(verb.0, |w| w.0);
        let near = (0..first).rev().map(WordId).find(|&w| parsed.upos(w) != Upos::Punct);
        let near = near.filter(|&w| {
            parsed.ancestors(w).any(|a| Some(a) == parsed.head(verb))
                && person(w) == (mentioned.mention(mention).kind == Kind::Person)
        });
        let Some(antecedent) = near.or(parsed.head(verb)).and_then(|h| mentioned.headed_by(h)) else {
            continue;
        };
        let (a, b) = (mentioned.mention(mention), mentioned.mention(antecedent));
        let fits = a.form == Form::Named && b.form != Form::Pronoun && a.members.is_empty();
        // two names, too: *Berg, dubbed the Harbour King*
        let one = clusters.compatible_but_names(mention, antecedent)
            && (b.form == Form::Named || clusters.compatible(mention, antecedent));
        if fits && a.kind != Kind::Time && b.kind != Kind::Time && one {
            clusters.join(mention, antecedent, LinkReason::Apposition, 0.85);
        }
    }
}

/// `identity/calls-itself`: *a group that calls itself Red Lantern*.
pub(super) fn calls_itself(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for oneself in parsed.words().filter(|&w| parsed.upos(w) == Upos::Pron && parsed.lower(w).contains("sel"))
    {
        let Some(verb) = parsed.head(oneself).filter(|&v| matches!(parsed.lemma(v), "call" | "name")) else {
            continue;
        };
        let name = parsed.children(verb).iter().copied().find(|&w| {
            let part = matches!(parsed.relation(w).base, BaseRelation::Xcomp | BaseRelation::Obj);
            part && w > oneself && parsed.upos(w) == Upos::Propn
        });
        let relative = parsed.is(verb, BaseRelation::Acl);
        let subject = || parsed.child_by(verb, BaseRelation::Nsubj);
        let who = if relative { parsed.head(verb) } else { subject() };
        let (Some(name), Some(who)) =
            (name.and_then(|n| mentioned.headed_by(n)), who.and_then(|w| mentioned.headed_by(w)))
        else {
            continue;
        };
        let (a, b) = (mentioned.mention(name), mentioned.mention(who));
        let fits = a.form == Form::Named && b.form == Form::Nominal && b.members.is_empty();
        if fits && clusters.compatible_but_nesting(name, who) {
            clusters.join(name, who, LinkReason::Apposition, 0.85);
        }
    }
}

/// `identity/place`: *the town of Kidal* is Kidal.
pub(super) fn places(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Nmod) && parsed.upos(w) == Upos::Propn)
    {
        let Some(noun) = parsed.head(word).filter(|&n| names_place(parsed, word, n)) else { continue };
        let (Some(name), Some(town)) = (mentioned.headed_by(word), mentioned.headed_by(noun)) else {
            continue;
        };
        let (a, b) = (mentioned.mention(name), mentioned.mention(town));
        let fits =
            a.kind == Kind::Place && a.members.is_empty() && b.form == Form::Nominal && b.members.is_empty();
        if fits && clusters.determiner(town).as_deref() == Some("the") && clusters.compatible(name, town) {
            clusters.join(name, town, LinkReason::Apposition, 0.9);
        }
    }
}

/// `identity/typed-behind`: *the El Faro newspaper* is El Faro.
pub(super) fn papers(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.upos(w) == Upos::Propn) {
        let Some(noun) = parsed.head(word).filter(|&n| names_paper(parsed, word, n)) else { continue };
        let (Some(name), Some(paper)) = (mentioned.headed_by(word), mentioned.headed_by(noun)) else {
            continue;
        };
        let (a, b) = (mentioned.mention(name), mentioned.mention(paper));
        let fits =
            a.form == Form::Named && a.members.is_empty() && b.form == Form::Nominal && b.members.is_empty();
        if fits && a.kind == Kind::Organization && clusters.compatible(name, paper) {
            clusters.join(name, paper, LinkReason::Apposition, 0.85);
        }
    }
}

/// Whether the noun right behind the name says that it is a newspaper or a broadcaster.
pub(super) fn names_paper(parsed: &Parsed, name: WordId, noun: WordId) -> bool {
    let press =
        INSTITUTIONS.get(parsed.lemma(noun)).is_some_and(|i| i.sorts.iter().all(|sort| PRESS.contains(sort)));
    let right = noun.0.checked_sub(1) == Some(name.0)
        || parsed.is(WordId(noun.0.saturating_sub(1)), BaseRelation::Flat);
    let plain = parsed.children(noun).iter().all(|&c| {
        c == name
            || matches!(parsed.relation(c).base, BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct)
    });
    press && right && plain && parsed.is(name, BaseRelation::Compound)
}

/// Whether the noun says with *of* what sort of place the name is (*the town of Kidal*), and no more.
pub(super) fn names_place(parsed: &Parsed, name: WordId, noun: WordId) -> bool {
    let Some(&itself) = PLACES_THEMSELVES.get(parsed.lemma(noun)) else { return false };
    let own = |c: WordId| match parsed.relation(c).base {
        BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct => true,
        // *the northern town of Arendal*, not *the old town of Arendal*
        BaseRelation::Amod | BaseRelation::Compound => {
            itself != "bare" && !TOWN_PARTS.contains(parsed.lower(c).as_str())
        }
        _ => false,
    };
    noun < name
        && parsed.child_form(name, BaseRelation::Case) == "of"
        && parsed.children(noun).iter().all(|&c| c >= name || own(c))
}
