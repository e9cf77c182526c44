//! Clauses as antecedents: which one an anaphor takes up, if it takes up one (discourse deixis: Webber 1991).

use crate::lexicon::{EVENT_NOUNS, REPORTING, SHELL_NOUNS, Stance, TURN_NOUNS};
use crate::mentions::Mention;
use crate::morphology::Upos;
use crate::span::{SentenceId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// How many sentences back a clause may lie that a noun of its verb takes up (*visited … the visit*).
const FAR: u32 = 3;

/// Whether the word is the predicate of a clause.
pub(super) fn is_clause(parsed: &Parsed, word: WordId) -> bool {
    let verb = parsed.upos(word) == Upos::Verb
        && !matches!(
            parsed.relation(word).base,
            BaseRelation::Amod | BaseRelation::Compound | BaseRelation::Case | BaseRelation::Mark
        );
    verb || parsed.child_by(word, BaseRelation::Cop).is_some()
}

/// Whether the verb states that something happened or is wanted: it has a subject of its own, shares one, or goes on with one.
fn is_stated(parsed: &Parsed, verb: WordId) -> bool {
    let subject = |w: WordId| parsed.child_by(w, BaseRelation::Nsubj).is_some();
    is_clause(parsed, verb)
        && (subject(verb)
            || parsed.is(verb, BaseRelation::Conj) && parsed.head(verb).is_some_and(subject)
            || parsed.is(verb, BaseRelation::Xcomp))
}

/// The clause of a sentence that says what it is about: its main one, or what that one reports.
fn main_clause(parsed: &Parsed, sentence: SentenceId, speech: bool) -> Option<WordId> {
    let root = parsed.root(sentence).filter(|&r| is_clause(parsed, r))?;
    Some(if speech { root } else { reported(parsed, root) })
}

/// What a verb of saying reports, where the word is one.
fn reported(parsed: &Parsed, word: WordId) -> WordId {
    let says = matches!(
        REPORTING.get(parsed.lower_lemma(word)),
        Some(Stance::Plain | Stance::Factive | Stance::Evidential)
    );
    let content = parsed.child_by(word, BaseRelation::Ccomp).filter(|&c| is_clause(parsed, c));
    content.filter(|_| says).unwrap_or(word)
}

/// The clause that a pronoun or noun takes up when it takes up what was just said: one before it in its sentence, beside or
/// around its own, or else the main clause of the sentence before. `speech` is for nouns of saying, which take up the act.
pub(super) fn preceding(parsed: &Parsed, m: &Mention, speech: bool) -> Option<WordId> {
    let own = parsed.ancestors(m.head).find(|&w| is_clause(parsed, w));
    let own = own.or_else(|| is_clause(parsed, m.head).then_some(m.head));
    let mut clause = own;
    while let Some(c) = clause {
        // *when Lund resigned, this angered Berg*
        let fronted = parsed.children_by(c, BaseRelation::Advcl).find(|&a| {
            a < m.span.start
                && !parsed.is_within(m.head, a)
                && is_clause(parsed, a)
                && parsed.child_by(a, BaseRelation::Nsubj).is_some()
        });
        if fronted.is_some() && parsed.is(m.head, BaseRelation::Nsubj) && own == Some(c) {
            return fronted;
        }
        let above = parsed.head(c).filter(|&h| h < m.span.start && is_clause(parsed, h));
        match parsed.relation(c).base {
            BaseRelation::Conj => {
                if let Some(first) = above {
                    // of several clauses in a row the last before
                    let last = parsed.children_by(first, BaseRelation::Conj).take_while(|&x| x < c).last();
                    let last = last.filter(|&x| is_clause(parsed, x)).unwrap_or(first);
                    return Some(if speech { last } else { reported(parsed, last) });
                }
            }
            BaseRelation::Parataxis if above.is_some() => return above,
            _ => {}
        }
        clause = parsed.ancestors(c).find(|&w| is_clause(parsed, w));
    }
    main_clause(parsed, m.sentence.previous()?, speech)
}

/// The clause whose verb the noun is derived from, the nearest before it.
pub(super) fn of_verb(parsed: &Parsed, m: &Mention, lemma: &str) -> Option<WordId> {
    // *planned … the plan*
    let own = SHELL_NOUNS.get(lemma).filter(|s| s.is_act()).map(|_| lemma);
    let verb = EVENT_NOUNS.get(lemma).map(|(verb, _)| *verb).or(own)?;
    let first = parsed.sentence(SentenceId(m.sentence.0.saturating_sub(FAR))).words.start;
    first.until(m.span.start).rev().find(|&w| {
        parsed.lemma(w).eq_ignore_ascii_case(verb)
            && parsed.upos(w) == Upos::Verb
            && is_stated(parsed, w)
            && parsed.sentence_of(w) != m.sentence
    })
}

/// The clause that a relative clause of *which* comments on (*Lund resigned, which angered Berg*).
pub(super) fn commented(parsed: &Parsed, which: WordId) -> Option<WordId> {
    let relative = parsed.ancestors(which).find(|&w| parsed.relation(w).subtype == Subtype::Relcl)?;
    let above = parsed.head(relative).filter(|_| parsed.is(relative, BaseRelation::Advcl))?;
    (above < which && is_clause(parsed, above)).then_some(above)
}

/// The clause that a noun phrase behind it sums up (*Lund resigned, a move that angered Berg*), or one with *in* beside it (*in a
/// surprise move, Lund resigned*).
pub(super) fn summed_up(parsed: &Parsed, m: &Mention) -> Option<WordId> {
    if parsed.is(m.head, BaseRelation::Obl) && parsed.child_form(m.head, BaseRelation::Case) == "in" {
        // *was involved in a deal*, *in an effort to* are no such phrases
        let turn = TURN_NOUNS.contains(parsed.lemma(m.head));
        let modified = parsed.children(m.head).iter().any(|&c| {
            matches!(parsed.relation(c).base, BaseRelation::Acl | BaseRelation::Amod | BaseRelation::Compound)
        });
        // *resulted in a shift*
        let complete = |verb: WordId| m.head < verb || parsed.child_by(verb, BaseRelation::Obj).is_some();
        let clause = parsed.head(m.head).filter(|&h| is_clause(parsed, h) && complete(h));
        return clause.filter(|_| turn && modified);
    }
    let comma = m.span.start.previous()?;
    let loose = matches!(
        parsed.relation(m.head).base,
        BaseRelation::Appos
            | BaseRelation::Parataxis
            | BaseRelation::Advcl
            | BaseRelation::Obl
            | BaseRelation::Obj
            | BaseRelation::Conj
            | BaseRelation::Dep
            | BaseRelation::Nmod
            | BaseRelation::Dislocated
    );
    let described = parsed.children_by(m.head, BaseRelation::Acl).next().is_some()
        || parsed.children_by(m.head, BaseRelation::Amod).next().is_some();
    let marked = matches!(parsed.form(comma), "," | "–" | "—" | "-");
    let listed = parsed.child_by(m.head, BaseRelation::Cc).is_some()
        || parsed.child_by(m.head, BaseRelation::Case).is_some();
    if !marked || !loose || !described || listed {
        return None;
    }
    parsed.ancestors(m.head).find(|&w| w < m.head && is_clause(parsed, w))
}
