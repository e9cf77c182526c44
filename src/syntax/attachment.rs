//! A preference that grammar is surer of than the parser: the partner of a verb of joint action.

use super::{BaseRelation, Dependency, Relation};
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
