//! Where grammar is surer than the parser: who is elected to an office, the clause that *which* comments on. What is a plain pattern
//! stands in `data/rules/repair.rules`.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::{BaseRelation, Dependency, MentionLabel, NamePosition, Relation, Subtype};
use crate::lexicon::{EFFECT_VERBS, PAST_COPULAS, SHELL_NOUNS, TITLES};
use crate::mentions::Kind;
use crate::morphology::{Morphology, Upos};
use crate::span::WordId;
use crate::text::Word;

/// *Lund hired Berg, which angered the council*: *which* is no person; and what moves somebody is rather that he was hired than a
/// time or place; *lost two ships, which is a problem* has no *are*. Such a relative clause comments on the clause in front. All lists have one item for each word of the document.
pub(crate) fn attach_comments(
    words: &[Word],
    morphology: &[Morphology],
    labels: &[MentionLabel],
    dependencies: &mut [Dependency],
) {
    let head_of = |dependencies: &[Dependency], w: usize| dependencies[w].head.map(WordId::index);
    for which in 2..words.len() {
        if !words[which].form.eq_ignore_ascii_case("which") {
            continue;
        }
        // *after which* has its preposition behind the comma
        let first = if dependencies[which - 1].relation.is(BaseRelation::Case) { which - 1 } else { which };
        if words[first.saturating_sub(1)].form != "," {
            continue;
        }
        let relative = |w: &usize| {
            dependencies[*w].relation.is(BaseRelation::Acl)
                && dependencies[*w].relation.subtype == Subtype::Relcl
        };
        let mut above = std::iter::successors(Some(which), |&w| head_of(dependencies, w)).take(12);
        let Some(verb) = above.find(relative) else { continue };
        let Some(noun) = head_of(dependencies, verb).filter(|&n| n < first) else { continue };
        let clause = std::iter::successors(head_of(dependencies, noun), |&w| head_of(dependencies, w))
            .take(12)
            .find(|&w| w < which && morphology[w].upos == Upos::Verb);
        let Some(clause) = clause else { continue };
        let kind = labels[noun].head_of.or(labels[noun].likely_kind);
        // the words of the verb group in front of the verb
        let group = || (which + 1..verb).filter(|&w| head_of(dependencies, w) == Some(verb));
        let copula = group().any(|w| dependencies[w].relation.is(BaseRelation::Cop));
        let lemma = morphology[verb].lemma.as_str();
        let effect = EFFECT_VERBS.get(lemma).copied().filter(|c| !copula && *c != "judging");
        let subject = dependencies[which].relation.is(BaseRelation::Nsubj);
        let summed_up = copula && SHELL_NOUNS.get(lemma).is_some_and(|s| s.definite);
        let temporal = matches!(words[first].form.as_str(), "after" | "before") && first < which;
        // *bad teachers, which is a problem*
        let singular =
            |w: usize| &*morphology[w].xpos == "VBZ" || PAST_COPULAS.contains(words[w].form.as_str());
        let joined = |w: usize| {
            dependencies[w].relation.is(BaseRelation::Conj) && head_of(dependencies, w) == Some(noun)
        };
        let disagrees = morphology[noun].upos == Upos::Noun
            && morphology[noun].features.has("Number", "Plur")
            && !words[noun].form.ends_with("ics")
            && !matches!(kind, Some(Kind::Money | Kind::Quantity))
            && std::iter::once(verb).chain(group()).any(singular)
            && !(noun..first).any(joined);
        let about_clause = match kind {
            _ if subject && (disagrees || lemma == "mean" && effect.is_some()) => true,
            Some(Kind::Person) => subject && (effect.is_some() || summed_up),
            Some(Kind::Time) => subject && effect.is_some() || temporal,
            Some(Kind::Place | Kind::Organization | Kind::Money | Kind::Quantity) => {
                subject && (effect == Some("psych") || summed_up) || temporal
            }
            _ => false,
        };
        if about_clause {
            dependencies[verb].head = Some(WordId::from_index(clause));
            dependencies[verb].relation = Relation { base: BaseRelation::Advcl, subtype: Subtype::Relcl };
        }
    }
}

/// *president-elect Lund*: the word behind the hyphen modifies the office, and what the parser or the labeler made of it, a name
/// or a noun, is the office's. All lists have one item for each word of the document.
pub(crate) fn attach_elect(
    words: &[Word],
    morphology: &mut [Morphology],
    labels: &mut [MentionLabel],
    dependencies: &mut [Dependency],
) {
    for elect in 2..dependencies.len() {
        let office = elect - 2;
        let joined = matches!(words[elect].form.as_str(), "elect" | "Elect" | "designate" | "Designate")
            && matches!(words[elect - 1].form.as_str(), "-" | "–")
            && words[office].sentence == words[elect].sentence
            && TITLES.contains(morphology[office].lemma.to_lowercase().as_str());
        if !joined {
            continue;
        }
        let above = std::iter::successors(dependencies[office].head, |w| dependencies[w.index()].head);
        if above.take(40).any(|w| w.index() == elect) {
            dependencies[office] = dependencies[elect];
        }
        let sentence = words[elect].sentence;
        let start = words[..elect].iter().rposition(|w| w.sentence != sentence).map_or(0, |w| w + 1);
        let end =
            words[elect..].iter().position(|w| w.sentence != sentence).map_or(words.len(), |w| elect + w);
        let own = WordId::from_index(office);
        let end = end.min(dependencies.len());
        for dependency in &mut dependencies[start..end] {
            if dependency.head.map(WordId::index) == Some(elect) {
                dependency.head = Some(own);
            }
        }
        for (word, relation) in [(elect - 1, BaseRelation::Punct), (elect, BaseRelation::Amod)] {
            dependencies[word].head = Some(own);
            dependencies[word].relation = Relation::of(relation);
        }
        morphology[elect].upos = Upos::Adj;
        morphology[elect].xpos = "JJ".into();
        labels[elect].name = NamePosition::Outside;
        labels[elect].head_of = None;
        if let Some(next) = labels.get_mut(elect + 1)
            && let NamePosition::Inside(kind) = next.name
        {
            next.name = NamePosition::Begin(kind);
        }
    }
}
