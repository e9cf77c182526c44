//! Where grammar is surer than the parser: who is elected to an office, the clause that *which* comments on. What is a plain pattern
//! stands in `data/rules/repair.rules`.

use super::draft::Draft;
use super::{BaseRelation, DependencyRelation, NamePosition, Subtype};
use crate::lexicon::{EFFECT_VERBS, Effect, PAST_COPULAS, SHELL_NOUNS, TITLES};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};

/// *Lund hired Berg, which angered the council*: *which* is no person; and what moves somebody is rather that he was hired than a
/// time or place; *lost two ships, which is a problem* has no *are*. Such a relative clause comments on the clause in front.
pub(super) fn attach_comments(draft: &mut Draft<'_>) {
    for which in 2..draft.len() {
        if let Some(Comment { verb, clause }) = comment(draft, which) {
            let relation = DependencyRelation { base: BaseRelation::Advcl, subtype: Subtype::Relcl };
            draft.attach(verb, clause, relation);
        }
    }
}

/// The verb of a clause that comments, and that of the clause it comments on.
struct Comment {
    verb: usize,
    clause: usize,
}

fn comment(draft: &Draft<'_>, which: usize) -> Option<Comment> {
    if !draft.form(which).eq_ignore_ascii_case("which") {
        return None;
    }
    // *after which* has its preposition behind the comma
    let first = which.checked_sub(1).filter(|&w| draft.is(w, BaseRelation::Case)).unwrap_or(which);
    if draft.form(first.saturating_sub(1)) != "," {
        return None;
    }
    let relative = |&w: &usize| {
        let relation = draft.relation(w);
        relation.is(BaseRelation::Acl) && relation.subtype == Subtype::Relcl
    };
    let above = |from: Option<usize>| std::iter::successors(from, |&w| draft.head(w)).take(12);
    let verb = above(Some(which)).find(relative)?;
    let noun = draft.head(verb).filter(|&n| n < first)?;
    let clause = above(draft.head(noun)).find(|&w| w < which && draft.upos(w) == Upos::Verb)?;
    is_about_clause(draft, which, first, verb, noun).then_some(Comment { verb, clause })
}

/// Whether the clause of `verb`, which begins with `first`, is about the clause in front and not about its noun.
fn is_about_clause(draft: &Draft<'_>, which: usize, first: usize, verb: usize, noun: usize) -> bool {
    // the words of the verb group in front of the verb
    let group = || (which..verb).skip(1).filter(|&w| draft.head(w) == Some(verb));
    let copula = group().any(|w| draft.is(w, BaseRelation::Cop));
    let lemma = draft.lemma(verb);
    let effect = EFFECT_VERBS.get(lemma).copied().filter(|c| !copula && *c != Effect::Judging);
    let subject = draft.is(which, BaseRelation::Nsubj);
    let summed_up = copula && SHELL_NOUNS.get(lemma).is_some_and(|s| s.definite);
    let temporal = matches!(draft.form(first), "after" | "before") && first < which;
    let kind = draft.labels.get(noun).and_then(|l| l.head_of.or(l.likely_kind));
    // *bad teachers, which is a problem*
    let singular = |w: usize| draft.xpos(w) == Xpos::Vbz || PAST_COPULAS.contains(draft.form(w));
    let joined = |w: usize| draft.is(w, BaseRelation::Conj) && draft.head(w) == Some(noun);
    let disagrees = || {
        draft.upos(noun) == Upos::Noun
            && draft.morphology.get(noun).is_some_and(|m| m.features.has("Number", "Plur"))
            && !draft.form(noun).ends_with("ics")
            && !matches!(kind, Some(Kind::Money | Kind::Quantity))
            && std::iter::once(verb).chain(group()).any(singular)
            && !(noun..first).any(joined)
    };
    match kind {
        _ if subject && (lemma == "mean" && effect.is_some() || disagrees()) => true,
        Some(Kind::Person) => subject && (effect.is_some() || summed_up),
        Some(Kind::Time) => subject && effect.is_some() || temporal,
        Some(Kind::Place | Kind::Organization | Kind::Money | Kind::Quantity) => {
            subject && (effect == Some(Effect::Psych) || summed_up) || temporal
        }
        _ => false,
    }
}

/// *president-elect Lund*: the word behind the hyphen modifies the office, and what the parser or the labeler made of it, a name
/// or a noun, is the office's.
pub(super) fn attach_elect(draft: &mut Draft<'_>) {
    for elect in 2..draft.len() {
        let (Some(office), Some(hyphen)) = (elect.checked_sub(2), elect.checked_sub(1)) else { continue };
        let joined = matches!(draft.form(elect), "elect" | "Elect" | "designate" | "Designate")
            && matches!(draft.form(hyphen), "-" | "–")
            && draft.sentence(elect).contains(&office)
            && TITLES.contains_lowered(draft.lemma(office));
        if joined {
            attach_to_office(draft, office, hyphen, elect);
        }
    }
}

fn attach_to_office(draft: &mut Draft<'_>, office: usize, hyphen: usize, elect: usize) {
    if draft.is_under(office, elect)
        && let Some(place) = draft.dependencies.get(elect).copied()
        && let Some(own) = draft.dependencies.get_mut(office)
    {
        *own = place;
    }
    let given: Vec<usize> = draft.children(elect).collect();
    for word in given {
        draft.attach(word, office, draft.relation(word));
    }
    draft.attach(hyphen, office, DependencyRelation::of(BaseRelation::Punct));
    draft.attach(elect, office, DependencyRelation::of(BaseRelation::Amod));
    if let Some(tags) = draft.morphology.get_mut(elect) {
        tags.upos = Upos::Adj;
        tags.xpos = Xpos::Jj;
    }
    if let Some(label) = draft.labels.get_mut(elect) {
        label.name = NamePosition::Outside;
        label.head_of = None;
    }
    if let Some(next) = draft.labels.get_mut(elect.saturating_add(1))
        && let NamePosition::Inside(kind) = next.name
    {
        next.name = NamePosition::Begin(kind);
    }
}
