//! Names and descriptions side by side: *Anna Berg, the envoy*; *founder and chairwoman Lise Dahl*.

use crate::entities::clusters::Clusters;
use crate::entities::types::LinkReason;
use crate::lexicon::{INSTITUTIONS, TITLES};
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// `identity/joint-offices`: *founder and chairwoman Lise Dahl*: both offices are hers, if the second has no article of its own.
pub(super) fn joint_offices(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Conj) && parsed.upos(w) == Upos::Noun) {
        let Some(first) = parsed.head(word).filter(|&h| h < word && parsed.upos(h) == Upos::Noun) else {
            continue;
        };
        let name = parsed
            .children_by(first, BaseRelation::Appos)
            .chain(parsed.children_by(word, BaseRelation::Appos))
            .find(|&n| n == word.next());
        let Some(name) = name.and_then(|n| mentioned.headed_by(n)) else { continue };
        let (Some(a), Some(b)) = (mentioned.headed_by(first), mentioned.headed_by(word)) else { continue };
        let office = |id: MentionId| {
            let m = mentioned.mention(id);
            m.form == Form::Nominal && m.kind == Kind::Person && !clusters.is_plural(id)
        };
        let person = mentioned.mention(name).kind == Kind::Person;
        if person && office(a) && office(b) && clusters.profile(b).determiner().is_none() {
            for description in [a, b] {
                if clusters.compatible(description, name) {
                    clusters.join(description, name, LinkReason::Apposition, 0.85);
                }
            }
        }
    }
}

/// *Anna Berg, the envoy*; *the council (NHC)*. Two names side by side are one only where one abbreviates the other.
pub(super) fn appositions(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words() {
        let head = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Appos));
        let head = head.or_else(|| described_before(mentioned, word));
        let (Some(head), Some(mention)) = (head, mentioned.headed_by(word)) else { continue };
        let Some(antecedent) = mentioned.headed_by(head) else { continue };
        let (a, b) = (mentioned.mention(mention), mentioned.mention(antecedent));
        // *two daughters, Marta and Beatriz*: the group has the members told
        // *The suspects, two men and a woman*
        let group = clusters.is_plural(antecedent) && b.form == Form::Nominal && a.form != Form::Pronoun;
        let near = mentioned.mentions.get(antecedent.index()..=mention.index()).unwrap_or_default();
        let joint = near.iter().find(|x| group && x.head == a.head && !x.members.is_empty());
        if let Some(joint) = joint.filter(|x| clusters.compatible(x.id, antecedent)) {
            clusters.join(joint.id, antecedent, LinkReason::Apposition, 0.85);
            continue;
        }
        let both_named = a.form == Form::Named && b.form == Form::Named;
        // *Norbane, the state railway*
        let place = |m: &Mention| m.kind == Kind::Place && !is_body(clusters, m);
        let body = |m: &Mention| m.kind == Kind::Organization || is_body(clusters, m);
        let place_and_other = place(a) != place(b) && !(body(a) && body(b))
            || matches!(a.kind, Kind::Time | Kind::Money | Kind::Quantity) && a.kind != b.kind;
        if !both_named
            && !place_and_other
            && !is_aside(clusters, mention, antecedent)
            && clusters.compatible(mention, antecedent)
        {
            clusters.join(mention, antecedent, LinkReason::Apposition, 0.9);
        }
    }
}

/// Whether the description's noun is one of bodies (*railway*), whatever the network takes it for.
fn is_body(clusters: &Clusters<'_>, m: &Mention) -> bool {
    m.form == Form::Nominal && INSTITUTIONS.contains_key(clusters.profile(m.id).lemma.as_str())
}

/// *Director of the school board Vera London said*: the description before the name, where the tree has two subjects.
fn described_before(mentioned: &Mentioned, word: WordId) -> Option<WordId> {
    let parsed = &mentioned.parsed;
    let verb = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Nsubj))?;
    let first = parsed.children_by(verb, BaseRelation::Nsubj).next().filter(|&f| f < word)?;
    let (a, b) = (mentioned.headed_by(first)?, mentioned.headed_by(word)?);
    let (a, b) = (mentioned.mention(a), mentioned.mention(b));
    let person = a.kind == Kind::Person && b.kind == Kind::Person;
    (person && a.form == Form::Nominal && b.form == Form::Named && a.span.end == b.span.start)
        .then_some(first)
}

/// Whether the second phrase is no other name of the first, though the tree has it as an apposition: one of a list, an aside,
/// an abbreviation of something else in brackets.
fn is_aside(clusters: &Clusters<'_>, mention: MentionId, antecedent: MentionId) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let (a, b) = (mentioned.mention(mention), mentioned.mention(antecedent));
    // *two ports, the repair of a bridge*; names of organizations and places have a number of their own
    let counts = |m: &Mention| m.form == Form::Nominal || m.kind == Kind::Person;
    let unequal = counts(a) && counts(b) && clusters.is_plural(mention) != clusters.is_plural(antecedent);
    // *the papers (BBC and others)*
    let bracketed = b.form == Form::Nominal
        && a.form == Form::Named
        && a.span.start.previous().is_some_and(|w| matches!(parsed.form(w), "(" | "["));
    // *a change, Justice Berg said*
    let person = |m: &Mention| m.form == Form::Named && m.kind == Kind::Person;
    let no_person = |m: &Mention| {
        m.form == Form::Nominal
            && matches!(m.kind, Kind::Abstract | Kind::Event | Kind::Object | Kind::Work | Kind::Time)
            && m.confidence > 0.5
    };
    // *the author of the treaty, the trade minister*
    let office = |m: &Mention| {
        let lemma = clusters.profile(m.id).lemma.as_str();
        m.form == Form::Nominal && m.kind == Kind::Person && TITLES.contains(lemma)
    };
    let someone = |m: &Mention| person(m) || office(m);
    // *buy Brevik, the largest purchase in its history*
    let happening = |m: &Mention| m.form == Form::Nominal && m.kind == Kind::Event && m.confidence > 0.5;
    let body = |m: &Mention| m.form == Form::Named && m.kind == Kind::Organization;
    let apart = happening(a) && body(b) || happening(b) && body(a);
    apart || unequal || bracketed || (someone(a) && no_person(b)) || (someone(b) && no_person(a))
}
