//! Words that deny, and what they reach: *not*, *no ship*, *neither the pilot nor the owner*.

use crate::grammar::{behind_denied_quantity, is_denial};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

/// Whether the word denies as a word of that class (see `negatives.tsv`); *not only* does not.
pub(super) fn denies(parsed: &Parsed, word: WordId, class: &str) -> bool {
    let next = word.next();
    let focused = next.index() < parsed.len() && is_denial(parsed.lower(next), "focus");
    is_denial(parsed.lower(word), class) && !(class == "adverb" && focused)
}

/// Whether a negative word depends on the predicate, or on its subject or object as `no`.
pub(super) fn negated(parsed: &Parsed, predicate: WordId) -> bool {
    // *Lund has agreed, Berg has not*: the denial right behind an auxiliary that stands alone is its own
    let next = predicate.next();
    let alone = parsed.upos(predicate) == Upos::Aux && next.index() < parsed.len();
    if alone && denies(parsed, next, "adverb") {
        return true;
    }
    parsed.children(predicate).iter().any(|&c| match parsed.relation(c).base {
        BaseRelation::Advmod | BaseRelation::Cc => {
            // *never before*
            denies(parsed, c, "adverb") && !stranded(parsed, c, predicate)
                // *is no bigger than a shoebox*
                || parsed.lower(c) == "no" && matches!(parsed.xpos(predicate), Xpos::Jjr | Xpos::Rbr)
                || parsed.children_by(c, BaseRelation::Advmod).any(|w| denies(parsed, w, "adverb"))
        }
        BaseRelation::Nsubj | BaseRelation::Iobj => denies_argument(parsed, c),
        // *won two medals and Spain none*: a second object is another's
        BaseRelation::Obj => {
            parsed.child_by(predicate, BaseRelation::Obj) == Some(c) && denies_argument(parsed, c)
        }
        BaseRelation::Obl => {
            // *in no case*, *at no point*
            parsed.children_by(c, BaseRelation::Det).any(|d| denies(parsed, d, "determiner"))
        }
        BaseRelation::Det => denies(parsed, c, "determiner"),
        _ => false,
    })
}

/// Whether a comma parts the denial from its predicate, and the auxiliary of another clause stands in front of it.
fn stranded(parsed: &Parsed, denial: WordId, predicate: WordId) -> bool {
    let comma = denial.next();
    let before = denial.previous();
    denial < predicate
        && comma < predicate
        && parsed.form(comma) == ","
        && before.is_some_and(|w| parsed.upos(w) == Upos::Aux && parsed.head(w) != Some(predicate))
}

/// Of whom nothing is true: *the ships* of *none of the ships*, *not one of the ships*; else the argument itself.
pub(super) fn denied_whole(parsed: &Parsed, argument: WordId) -> WordId {
    let lower = parsed.lower(argument);
    let quantity = ["least", "any"].iter().any(|&class| is_denial(lower, class));
    let none = denies(parsed, argument, "pronoun")
        || quantity && behind_denied_quantity(parsed, argument) == Some(argument);
    let whole = |c: &WordId| *c > argument && parsed.child_form(*c, BaseRelation::Case) == "of";
    let whole = parsed.children_by(argument, BaseRelation::Nmod).find(whole);
    whole.filter(|_| none).unwrap_or(argument)
}

/// *the savings but not the blame*: the *not* right in front of one of several things denies that one alone.
pub(super) fn denies_alone(parsed: &Parsed, argument: WordId) -> Option<WordId> {
    let contrasted = parsed.is(argument, BaseRelation::Conj);
    let thing =
        contrasted && parsed.is_noun(argument) && parsed.child_by(argument, BaseRelation::Cop).is_none();
    let not = |&c: &WordId| {
        matches!(parsed.relation(c).base, BaseRelation::Advmod | BaseRelation::Cc)
            && c < argument
            && denies(parsed, c, "adverb")
    };
    let found = parsed.children(argument).iter().copied().find(not);
    found.filter(|_| thing && behind_denied_quantity(parsed, argument).is_none())
}

/// *nobody*, *no ship*, *neither the pilot nor the owner*, *none of the crews*, *not a single ship*.
pub(super) fn denies_argument(parsed: &Parsed, argument: WordId) -> bool {
    denies(parsed, argument, "pronoun")
        || behind_denied_quantity(parsed, argument).is_some()
        || parsed.children(argument).iter().any(|&c| match parsed.relation(c).base {
            BaseRelation::Det => denies(parsed, c, "determiner"),
            BaseRelation::Cc | BaseRelation::Advmod => c < argument && denies(parsed, c, "pair"),
            _ => false,
        })
}
