//! What the text says outright that something is called: *known as*, *dubbed*, *the town of Kidal*.

use crate::entities::clusters::Clusters;
use crate::entities::naming_nouns::{names_paper, names_place};
use crate::entities::types::LinkReason;
use crate::lexicon::NAMING_VERBS;
use crate::mentions::{Form, Kind};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::BaseRelation;

/// *the $14 billion project, known as Northern Gateway*: what a description is called.
pub(super) fn called(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for verb in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Acl) && parsed.xpos(w) == Xpos::Vbn) {
        let named = match parsed.lemma(verb) {
            "know" => parsed
                .children_by(verb, BaseRelation::Obl)
                .find(|&w| parsed.children_by(w, BaseRelation::Case).any(|c| parsed.lower(c) == "as")),
            lemma if NAMING_VERBS.contains(lemma) => parsed
                .child_by(verb, BaseRelation::Xcomp)
                .or_else(|| parsed.child_by(verb, BaseRelation::Obj)),
            _ => None,
        };
        let Some(mention) = named.and_then(|n| mentioned.headed_by(n)) else { continue };
        // *the trial of the drug, known as HLP*: the drug, which is nearer, unless it is a person
        let person = |w: WordId| parsed.label(w).head_of == Some(Kind::Person);
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
        if fits && clusters.profile(town).has_article() && clusters.compatible(name, town) {
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
