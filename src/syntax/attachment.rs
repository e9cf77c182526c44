//! Where grammar is surer than the parser: the partner of a verb of joint action, the subject before an apposition,
//! the holder of an office.

use super::{BaseRelation, Dependency, Relation};
use crate::lexicon::TITLES;
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
