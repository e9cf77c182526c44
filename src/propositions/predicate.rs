//! The predicate: its words, its lemma, and what a person reads on the edge.

use super::control::behind_preposition;
use super::negation::denies;
use super::types::Predicate;
use super::verb_forms::is_passive;
use crate::lexicon::{self, HEADLINE_PASSIVES, PARTICLES, WordSet};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

static SYMMETRIC: WordSet = WordSet::new(|| lexicon::set(include_str!("../../data/words/symmetric.tsv")));

/// Whether subject and object of a predicate with that lemma can change places.
pub(super) fn is_symmetric(lemma: &str) -> bool {
    SYMMETRIC.contains(lemma)
}

/// Words of the verb group, in text order: auxiliaries, copula, negation, particles, matrix verbs and `to`.
pub(super) fn verb_group(parsed: &Parsed, head: WordId) -> Vec<WordId> {
    let mut words = vec![head];
    let mut word = head;
    for depth in 0..8 {
        for &child in parsed.children(word) {
            let relation = parsed.relation(child);
            let take = match relation.base {
                BaseRelation::Aux | BaseRelation::Cop => true,
                // *take part*
                BaseRelation::Compound => {
                    relation.subtype == Subtype::Prt
                        || hyphenated(parsed, child, word)
                        || child == word.next() && parsed.upos(word) == Upos::Verb
                }
                // *was laughed at*, *has been dealt with*: the preposition that its object left behind
                BaseRelation::Obl | BaseRelation::Advmod if parsed.upos(child) == Upos::Adp => {
                    child == word.next() && is_passive(parsed, word)
                }
                BaseRelation::Punct => parsed.form(child) == "-" && hyphenated(parsed, child, word),
                BaseRelation::Advmod => denies(parsed, child, "adverb") || tells_sense(parsed, word, child),
                BaseRelation::Mark => {
                    let copular = parsed.child_by(word, BaseRelation::Cop).is_some();
                    let verb = parsed.upos(word) == Upos::Verb;
                    parsed.lower(child) == "to" && (parsed.is(word, BaseRelation::Xcomp) || copular && verb)
                }
                BaseRelation::Expl => false,
                _ => false,
            };
            if take {
                words.push(child);
                words.extend(parsed.children_by(child, BaseRelation::Fixed));
            }
        }
        // *was sold and renamed*, *will have to sell or merge*: the second shares what leads to the first
        let chain = std::iter::successors(leading_conjunct(parsed, word), |&w| leading_conjunct(parsed, w));
        if let Some(first) = chain.take(8).last() {
            let infinitive = |&m: &WordId| parsed.lower(m) == "to" && parsed.is(first, BaseRelation::Xcomp);
            words.extend(parsed.children_by(first, BaseRelation::Aux));
            words.extend(parsed.children_by(first, BaseRelation::Mark).filter(infinitive));
            word = first;
        }
        let Some(matrix) = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Xcomp)) else { break };
        let takes_over = parsed.child_by(matrix, BaseRelation::Obj).is_some()
            || parsed.child_by(matrix, BaseRelation::Iobj).is_some()
            || behind_preposition(parsed, matrix, word).is_some();
        if takes_over || depth == 7 {
            break;
        }
        words.push(matrix);
        word = matrix;
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// *backed away from the deal*: whether the adverb tells the verb's sense as a particle does.
fn tells_sense(parsed: &Parsed, verb: WordId, adverb: WordId) -> bool {
    adverb == verb.next()
        && parsed.upos(verb) == Upos::Verb
        && PARTICLES.contains(parsed.lower(adverb))
        && parsed.children(adverb).is_empty()
}

/// The first of the conjuncts that share subject and auxiliaries, where `verb` is a later one without its own.
fn leading_conjunct(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let own = parsed.children(verb).iter().any(|&c| {
        matches!(
            parsed.relation(c).base,
            BaseRelation::Aux | BaseRelation::Nsubj | BaseRelation::Cop | BaseRelation::Mark
        )
    });
    parsed.head(verb).filter(|&first| {
        parsed.is(verb, BaseRelation::Conj)
            && !own
            && parsed.xpos(first) == parsed.xpos(verb)
            && matches!(parsed.xpos(verb), Xpos::Vb | Xpos::Vbn | Xpos::Vbg)
    })
}

/// Whether the word is written into `head` with a hyphen (*co-chaired*).
fn hyphenated(parsed: &Parsed, word: WordId, head: WordId) -> bool {
    let next = word.next();
    if word >= head || head > next.next() {
        return false;
    }
    let hyphen = if next == head { 0 } else { parsed.bytes(next).len() };
    parsed.bytes(word).end.saturating_add(hyphen) == parsed.bytes(head).start
}

/// The predicate of a clause from its words.
pub(super) fn describe(
    parsed: &Parsed,
    head: WordId,
    words: Vec<WordId>,
    copula_with_object: bool,
) -> Predicate {
    let content: Vec<WordId> = words
        .iter()
        .copied()
        .filter(|&w| {
            w == head
                || (parsed.is(w, BaseRelation::Compound) && parsed.head(w) == Some(head))
                || (parsed.is(w, BaseRelation::Punct) && parsed.head(w) == Some(head))
        })
        .collect();
    let mut lemma = join_lemmas(parsed, &content);
    // *was north of Oslo*
    let placed = parsed.upos(head) == Upos::Adv && parsed.child_by(head, BaseRelation::Cop).is_some();
    if copula_with_object || placed {
        lemma = "be".to_owned();
    }
    let passive = words.iter().any(|&w| {
        parsed.relation(w).base == BaseRelation::Aux && parsed.relation(w).subtype == Subtype::Pass
    }) || is_passive(parsed, head);
    let label = label(parsed, head, &words, passive);
    Predicate {
        head,
        symmetric: is_symmetric(&lemma),
        words,
        preposition: Vec::new(),
        lemma,
        label,
        implied: false,
        passive,
        tenure: None,
    }
}

/// What a person reads of the predicate.
fn label(parsed: &Parsed, head: WordId, words: &[WordId], passive: bool) -> String {
    // the auxiliaries of tense in front are left out, what stands between verbs stays (*appears to have started*)
    let tense = |w: &WordId| {
        parsed.is(*w, BaseRelation::Aux)
            && parsed.relation(*w).subtype != Subtype::Pass
            && parsed.xpos(*w) != Xpos::Md
            && parsed.lemma(*w) != "not"
    };
    let mut shown: Vec<&str> = Vec::new();
    let mut leads = true;
    for w in words {
        if !(leads && tense(w)) {
            let been = leads && parsed.lower(*w) == "been";
            // *had not been told*: was not told
            let denied =
                shown.len() == 1 && been && words.iter().any(|n| denies(parsed, *n, "adverb") && n < w);
            let at = if denied { 0 } else { shown.len() };
            shown.insert(at, if been { "was" } else { parsed.form(*w) });
        }
        leads = leads && (tense(w) || parsed.is(*w, BaseRelation::Advmod));
    }
    // *Banker jailed for fraud*: headlines leave the auxiliary out
    let sentence = parsed.sentence_of(head);
    let unended = || {
        let last = parsed.sentence(sentence).words.words().last();
        last.is_some_and(|w| parsed.upos(w) != Upos::Punct)
    };
    let bare = passive
        && shown.first() == Some(&parsed.form(head))
        && sentence.index() == 0
        && HEADLINE_PASSIVES.contains(parsed.lemma(head))
        && unended()
        && parsed.child_by(head, BaseRelation::Nsubj).is_some();
    if bare {
        shown.insert(0, "was");
    }
    let shown = shown.join(" ").replace(" - ", "-").replace(" n’t", "n’t").replace(" n't", "n't");
    // *chlorine-containing*, cut behind the noun
    shown.trim_start_matches(['-', ' ']).to_owned()
}

/// Lemmas in a row; what is hyphenated stays so.
pub(super) fn join_lemmas(parsed: &Parsed, words: &[WordId]) -> String {
    let mut out = String::new();
    let mut last = None;
    for &w in words {
        let bytes = parsed.bytes(w);
        if last.is_some_and(|end| end != bytes.start) {
            out.push(' ');
        }
        last = Some(bytes.end);
        if parsed.upos(w) == Upos::Punct {
            out.push('-');
        } else {
            out.push_str(parsed.lower_lemma(w));
        }
    }
    out
}
