//! Binding (Chomsky 1981): what the place in a clause excludes.

use crate::entities::clusters::Clusters;
use crate::mentions::Mention;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// Whether binding (Chomsky 1981) lets `c` be what the pronoun `m` means: a reflexive is bound in its clause, another
/// pronoun is not.
pub(in crate::entities) fn may_bind(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let (own, other) = (clusters.profile(m.id), clusters.profile(c.id));
    let same_clause = m.sentence == c.sentence && own.clause == other.clause;
    let bound = same_clause && is_argument(parsed, m.head) && is_argument(parsed, c.head);
    if own.is_reflexive() {
        // *declared itself insolvent*: the subject may be that of the clause around
        let around = parsed.is(c.head, BaseRelation::Nsubj)
            && parsed.head(c.head).is_some_and(|verb| parsed.ancestors(m.head).any(|w| w == verb));
        return bound || around;
    }
    !bound && !beside(clusters, m, c)
}

/// Whether another argument of the pronoun's verb is what `c` means (*She congratulated Berg*, with Berg met before).
fn beside(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let Some(verb) = parsed.head(m.head).filter(|_| is_argument(parsed, m.head)) else { return false };
    let arguments = parsed.children(verb).iter().copied().filter(|&w| w != m.head && is_argument(parsed, w));
    // *issued a warning but raised it*: the subject is that of the first verb
    let first = parsed.head(verb).filter(|_| {
        parsed.is(verb, BaseRelation::Conj) && parsed.child_by(verb, BaseRelation::Nsubj).is_none()
    });
    let shared = first.and_then(|first| parsed.child_by(first, BaseRelation::Nsubj)).filter(|&s| s < m.head);
    // *two of her officers joined them*
    let part = |w: WordId| {
        let counted = matches!(parsed.upos(w), Upos::Num | Upos::Pron | Upos::Det | Upos::Adj);
        parsed.child_by(w, BaseRelation::Nmod).filter(|_| counted)
    };
    let parts: Vec<WordId> = arguments.clone().filter_map(part).collect();
    arguments
        .chain(shared)
        .chain(parts)
        .any(|w| mentioned.headed_by(w).is_some_and(|other| clusters.are_one(other, c.id)))
}

/// Principle C: whether a mention of what `c` means is the subject of a clause around `m`, where it is not described anew; `called` where it
/// may be taken up in a clause below its own (*Brevik fell after the firm …*).
pub(in crate::entities) fn commands(clusters: &Clusters<'_>, m: &Mention, c: &Mention, called: bool) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let commands = |x: &Mention| {
        let verb = parsed.head(x.head).filter(|_| parsed.is(x.head, BaseRelation::Nsubj));
        verb.is_some_and(|verb| {
            let mut above =
                parsed.ancestors(m.head).take_while(|&w| w == verb || !called || !is_clause(parsed, w));
            // *Brevik fell, but the firm paid*: a clause beside it is none below
            above.find(|&w| w == verb || is_beside(parsed, w)) == Some(verb)
        })
    };
    let before = clusters.mentions(c.id).rev().filter(|x| x.id < m.id);
    before.take_while(|x| x.sentence == m.sentence).any(commands)
}

/// Whether the word is the verb of a clause with its own subject beside another.
fn is_beside(parsed: &Parsed, word: WordId) -> bool {
    parsed.is(word, BaseRelation::Conj) && parsed.child_by(word, BaseRelation::Nsubj).is_some()
}

/// Whether the word is the verb of a clause of its own.
fn is_clause(parsed: &Parsed, word: WordId) -> bool {
    matches!(
        parsed.relation(word).base,
        BaseRelation::Advcl | BaseRelation::Ccomp | BaseRelation::Acl | BaseRelation::Parataxis
    )
}

fn is_argument(parsed: &Parsed, word: WordId) -> bool {
    matches!(
        parsed.relation(word).base,
        BaseRelation::Nsubj | BaseRelation::Obj | BaseRelation::Iobj | BaseRelation::Obl
    )
}
