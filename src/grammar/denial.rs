//! Quantities that deny: *not a single ballot*, *not one of the ships*, *hardly any member*.

use super::Tree;
use crate::lexicon;
use crate::span::WordId;
use crate::syntax::BaseRelation;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Denying words, and the smallest quantities, each with its classes.
static WORDS: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/negatives.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

/// Whether the word, in lower case, denies as a word of that class (see `negatives.tsv`).
pub(crate) fn is_denial(word: &str, class: &str) -> bool {
    WORDS.contains(&(word, class))
}

/// Of a phrase that denies by its quantity, the first word behind that (*ballot* in *not a single ballot*); the head itself where
/// it is the quantity (*one* in *not one of the ships*). `None` where nothing is denied: *not all ships*, *not one but two*.
pub(crate) fn behind_denied_quantity(tree: &impl Tree, head: WordId) -> Option<WordId> {
    let is = |word: WordId, class| is_denial(&tree.form(word).to_lowercase(), class);
    let before = tree.children(head).filter(|&c| c < head);
    // *not* hangs on the noun or on its number
    let denial = before.flat_map(|c| std::iter::once(c).chain(tree.children(c))).find(|&c| {
        c < head
            && matches!(tree.relation(c).base, BaseRelation::Advmod | BaseRelation::Cc)
            && is(c, "adverb")
    })?;
    let any = is(denial.next(), "any");
    let least = tree.form(denial).eq_ignore_ascii_case("not") && is(denial.next(), "least");
    let but = |w: WordId| tree.form(w).eq_ignore_ascii_case("but") && tree.is_within(w, head);
    if !any && !least || tree.sentence(head).words().any(but) {
        return None;
    }
    denial.next().until(head).find(|&w| !is(w, "any") && !is(w, "least")).or(Some(head))
}
