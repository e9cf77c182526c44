//! *They* who met: two whom no mention joins.

use crate::entities::clusters::Clusters;
use crate::mentions::{Form, Kind, Mention};
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// `pronoun/they-who-met`: *Berg met Lund. They signed*: the two whom the sentence before has as subject and as object or partner, where
/// it tells of nobody else that *they* may mean.
pub(in crate::entities) fn pair_before(clusters: &Clusters<'_>, m: &Mention) -> Option<[MentionId; 2]> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let profile = clusters.profile(m.id);
    if !profile.is_they() || profile.is_reflexive() {
        return None;
    }
    let before = m.sentence.previous()?;
    let near: Vec<&Mention> = mentioned.before(m).take_while(|c| c.sentence >= before).collect();
    let many = |c: &&&Mention| {
        clusters.is_plural(c.id) && clusters.cluster(c.id).kind != Some(Kind::Time)
            || matches!(c.kind, Kind::Group | Kind::Organization)
    };
    if near.iter().any(|c| many(&c)) {
        return None;
    }
    let person = |w: WordId| {
        let id = mentioned.headed_by(w)?;
        let c = mentioned.mention(id);
        let named = c.form == Form::Named && c.kind == Kind::Person && c.sentence == before;
        named.then_some(id)
    };
    let subject = near.iter().find(|c| {
        let verb = parsed.head(c.head);
        parsed.is(c.head, BaseRelation::Nsubj)
            && person(c.head).is_some()
            && verb.is_some_and(|v| parsed.is(v, BaseRelation::Root))
    })?;
    let verb = parsed.head(subject.head)?;
    let with = |w: &WordId| {
        parsed.is(*w, BaseRelation::Obj)
            || parsed.is(*w, BaseRelation::Obl) && parsed.child_form(*w, BaseRelation::Case) == "with"
    };
    let other = parsed.children(verb).iter().copied().filter(with).find_map(person)?;
    let (a, b) = (subject.id, other);
    (!clusters.are_one(a, b)).then_some([a, b])
}
