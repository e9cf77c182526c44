//! Where grammar is surer than the parser: the partner of a verb of joint action, the subject before an apposition,
//! the holder of an office and who is elected to one, the clause that *which* comments on, *it* as a subject.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::{BaseRelation, Dependency, MentionLabel, NamePosition, Relation, Subtype};
use crate::lexicon::{EFFECT_VERBS, SHELL_NOUNS, TITLES};
use crate::mentions::Kind;
use crate::morphology::{Morphology, Upos};
use crate::span::WordId;
use crate::text::Word;

/// *Berg co-chaired the meeting with Lund*: a phrase with `with` and a name, behind the object of a verb in `co-`, depends
/// on the verb. All three lists have one item for each word of the document.
pub(crate) fn attach_companions(words: &[Word], morphology: &[Morphology], dependencies: &mut [Dependency]) {
    let head_of = |dependencies: &[Dependency], w: usize| dependencies[w].head.map(WordId::index);
    for case in 0..words.len() {
        if !dependencies[case].relation.is(BaseRelation::Case)
            || !words[case].form.eq_ignore_ascii_case("with")
        {
            continue;
        }
        let Some(name) = head_of(dependencies, case) else { continue };
        let Some(object) = head_of(dependencies, name) else { continue };
        let Some(verb) = head_of(dependencies, object) else { continue };
        let joint = morphology[verb].upos == Upos::Verb && morphology[verb].lemma.starts_with("co-");
        if joint
            && object < case
            && morphology[name].upos == Upos::Propn
            && dependencies[name].relation.is(BaseRelation::Nmod)
            && dependencies[object].relation.is(BaseRelation::Obj)
        {
            dependencies[name].head = Some(WordId::from_index(verb));
            dependencies[name].relation = Relation::of(BaseRelation::Obl);
        }
    }
}

/// *Berg, the envoy, left Oslo*: a finite verb that has no subject and stands behind the apposition of a noun, as an aside to
/// it, has that noun as its subject. All three lists have one item for each word of the document.
pub(crate) fn attach_subjects(words: &[Word], morphology: &[Morphology], dependencies: &mut [Dependency]) {
    for verb in 1..words.len() {
        let Some(noun) = dependencies[verb].head.map(WordId::index) else { continue };
        let finite = matches!(&*morphology[verb].xpos, "VBD" | "VBZ" | "VBP");
        if !finite
            || !dependencies[verb].relation.is(BaseRelation::Parataxis)
            || dependencies[noun].head.is_some()
            || noun >= verb
            || !matches!(morphology[noun].upos, Upos::Noun | Upos::Propn)
            || words[verb - 1].form != ","
        {
            continue;
        }
        let sentence = words[verb].sentence;
        let start = words[..noun].iter().rposition(|w| w.sentence != sentence).map_or(0, |w| w + 1);
        let end = words[verb..].iter().position(|w| w.sentence != sentence).map_or(words.len(), |w| verb + w);
        let child = |dependencies: &[Dependency], w: usize, of: usize, relation: BaseRelation| {
            dependencies[w].head.map(WordId::index) == Some(of) && dependencies[w].relation.is(relation)
        };
        let apposition = (noun..verb).any(|w| child(dependencies, w, noun, BaseRelation::Appos));
        let subject = (start..end).any(|w| {
            child(dependencies, w, verb, BaseRelation::Nsubj)
                || child(dependencies, w, verb, BaseRelation::Expl)
        });
        if !apposition || subject {
            continue;
        }
        dependencies[verb].head = None;
        dependencies[verb].relation = Relation::of(BaseRelation::Root);
        dependencies[noun].head = Some(WordId::from_index(verb));
        dependencies[noun].relation = Relation::of(BaseRelation::Nsubj);
        // what followed the noun's phrase follows the verb
        for dependency in &mut dependencies[verb + 1..end] {
            if dependency.head.map(WordId::index) == Some(noun) {
                dependency.head = Some(WordId::from_index(verb));
            }
        }
    }
}

/// *the mayor's adviser on energy, Berg*: a name beside a noun without determiner, in a phrase behind an office, is the name
/// of who holds it. All three lists have one item for each word of the document.
pub(crate) fn attach_appositions(words: &[Word], morphology: &[Morphology], dependencies: &mut [Dependency]) {
    let head_of = |dependencies: &[Dependency], w: usize| dependencies[w].head.map(WordId::index);
    for name in 1..words.len() {
        if !dependencies[name].relation.is(BaseRelation::Appos) || morphology[name].upos != Upos::Propn {
            continue;
        }
        let Some(noun) = head_of(dependencies, name) else { continue };
        let Some(office) = head_of(dependencies, noun) else { continue };
        let bare = |relation: BaseRelation| {
            relation != BaseRelation::Det
                && relation != BaseRelation::Nmod
                && relation != BaseRelation::Nummod
        };
        if office < noun
            && noun < name
            && words[name - 1].form == ","
            && morphology[noun].upos == Upos::Noun
            && dependencies[noun].relation.is(BaseRelation::Nmod)
            && !TITLES.contains(morphology[noun].lemma.as_str())
            && TITLES.contains(morphology[office].lemma.as_str())
            && (office..noun)
                .all(|w| head_of(dependencies, w) != Some(noun) || bare(dependencies[w].relation.base))
        {
            dependencies[name].head = Some(WordId::from_index(office));
        }
    }
}

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
            |w: usize| &*morphology[w].xpos == "VBZ" || matches!(words[w].form.as_str(), "was" | "’s" | "'s");
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

/// *it is likely to expand*, *it appears to level off*: before an infinitive that goes on with it, *it* is a subject and no
/// expletive. All three lists have one item for each word of the document.
pub(crate) fn attach_raised(words: &[Word], morphology: &[Morphology], dependencies: &mut [Dependency]) {
    for it in 0..words.len() {
        if !dependencies[it].relation.is(BaseRelation::Expl) {
            continue;
        }
        let Some(head) = dependencies[it].head.map(WordId::index).filter(|&h| it < h) else { continue };
        let raises = matches!(
            morphology[head].lemma.as_str(),
            "appear"
                | "seem"
                | "likely"
                | "unlikely"
                | "certain"
                | "sure"
                | "bound"
                | "set"
                | "due"
                | "ready"
                | "about"
        );
        if !raises {
            continue;
        }
        let sentence = words[it].sentence;
        let behind = (it + 1..words.len()).take_while(|&w| words[w].sentence == sentence);
        let below = behind.filter(|&w| dependencies[w].head.map(WordId::index) == Some(head));
        let (mut raised, mut clause) = (false, false);
        for w in below {
            raised |= dependencies[w].relation.is(BaseRelation::Xcomp) && morphology[w].upos == Upos::Verb;
            clause |= matches!(
                dependencies[w].relation.base,
                BaseRelation::Csubj | BaseRelation::Ccomp | BaseRelation::Advcl
            );
        }
        if raised && !clause {
            dependencies[it].relation = Relation::of(BaseRelation::Nsubj);
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
