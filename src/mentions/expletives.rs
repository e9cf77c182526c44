//! Pleonastic *it*: the pronoun that stands for nothing (Quirk et al. 1985, 6.17 and 18.33; Lappin and Leass 1994), by the parser's
//! label `expl` and where the parser has it as a subject or object nonetheless.

use crate::lexicon::{
    ADDRESSEE_VERBS, AMBIENT_PLACES, BECOMING_VERBS, CLOCK_WORDS, COMPLEMENTIZERS, DECIDING_VERBS,
    DISTANCE_UNITS, DURATION_MARKS, EFFECT_VERBS, Effect, HOURS_OF_LIGHT, LOCATIVE_PREPOSITIONS,
    RELATIVE_WORDS, REPORTING, SEEMING_VERBS, SIMULTANEOUS_MARKS, TIME_WORDS, WEATHER, Weather,
};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use serde::{Deserialize, Serialize};

/// Why a pronoun stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ExpletiveKind {
    /// A clause that follows is what is spoken of (*it is likely that Berg wins*, *they made it clear that …*).
    Extraposition,
    /// The frame of a cleft (*it was Berg who signed*).
    Cleft,
    /// The weather, the light of day (*it rained*).
    Weather,
    /// The time, a distance, a temperature (*it was midnight*, *it is time to go*).
    Time,
    /// An idiom (*take it for granted*).
    Idiom,
}

/// A pronoun that stands for nothing. It is no mention and no argument of a proposition.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use relata::mentions::ExpletiveKind;
/// let resolved = relata::Extractor::new()?.analyze("It rained when Greta Lund left Oslo.");
/// let found: Vec<ExpletiveKind> = resolved.mentioned().expletives().iter().map(|e| e.kind).collect();
/// assert_eq!(found, [ExpletiveKind::Weather]);
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expletive {
    /// The pronoun.
    pub word: WordId,
    /// Why it stands for nothing.
    pub kind: ExpletiveKind,
}

/// All pleonastic pronouns of a document, in text order.
pub(super) fn find(parsed: &Parsed) -> Vec<Expletive> {
    parsed.words().filter_map(|word| kind(parsed, word).map(|kind| Expletive { word, kind })).collect()
}

fn kind(parsed: &Parsed, word: WordId) -> Option<ExpletiveKind> {
    if parsed.upos(word) != Upos::Pron || parsed.lower(word) != "it" {
        return None;
    }
    let head = parsed.head(word)?;
    match parsed.relation(word).base {
        BaseRelation::Expl if is_cleft(parsed, head) => Some(ExpletiveKind::Cleft),
        BaseRelation::Expl => Some(ExpletiveKind::Extraposition),
        // *took it for granted*
        BaseRelation::Obj => {
            let granted = |&w: &WordId| parsed.lower(w) == "granted" && parsed.is_within(w, head);
            (parsed.lemma(head) == "take" && parsed.subtree(head).iter().any(granted))
                .then_some(ExpletiveKind::Idiom)
        }
        BaseRelation::Nsubj if word < head => subject(parsed, word, head),
        _ => None,
    }
}

/// Whether a relative clause under the predicate says what the copula's clause brings to the fore.
fn is_cleft(parsed: &Parsed, head: WordId) -> bool {
    parsed.child_by(head, BaseRelation::Cop).is_some()
        && parsed.children(head).iter().any(|&c| c > head && parsed.relation(c).subtype == Subtype::Relcl)
}

/// What the parser has as a subject.
fn subject(parsed: &Parsed, it: WordId, head: WordId) -> Option<ExpletiveKind> {
    let lemma = parsed.lower_lemma(head);
    if parsed.child_by(head, BaseRelation::Cop).is_some() {
        return if is_time(parsed, head) {
            Some(ExpletiveKind::Time)
        } else if is_weather(parsed, head, head) {
            Some(ExpletiveKind::Weather)
        } else if cleft(parsed, head).is_some() {
            Some(ExpletiveKind::Cleft)
        } else {
            is_extraposed(parsed, it, head).then_some(ExpletiveKind::Extraposition)
        };
    }
    if parsed.upos(head) != Upos::Verb {
        return None;
    }
    if WEATHER.get(lemma) == Some(&Weather::Verb) && parsed.child_by(head, BaseRelation::Obj).is_none() {
        return Some(ExpletiveKind::Weather);
    }
    // *it was getting dark*
    if BECOMING_VERBS.contains(lemma) {
        if becomes_known(parsed, head) {
            return Some(ExpletiveKind::Extraposition);
        }
        let quality = parsed.child_by(head, BaseRelation::Xcomp)?;
        let sky = HOURS_OF_LIGHT.contains(parsed.lower(quality));
        return (sky || is_weather(parsed, quality, head)).then_some(ExpletiveKind::Weather);
    }
    is_extraposed(parsed, it, head).then_some(ExpletiveKind::Extraposition)
}

/// *it became known that Berg had left*: what the clause says became known.
fn becomes_known(parsed: &Parsed, verb: WordId) -> bool {
    let quality = parsed.child_by(verb, BaseRelation::Xcomp);
    let clause = [Some(verb), quality].into_iter().flatten().flat_map(|w| {
        parsed.children_by(w, BaseRelation::Ccomp).chain(parsed.children_by(w, BaseRelation::Csubj))
    });
    let linked = |c: WordId| {
        let marks =
            parsed.children_by(c, BaseRelation::Mark).chain(parsed.children_by(c, BaseRelation::Advmod));
        marks.into_iter().any(|m| COMPLEMENTIZERS.contains(parsed.lower(m)))
    };
    let adjective = |q: WordId| matches!(parsed.upos(q), Upos::Adj | Upos::Verb);
    quality.is_some_and(adjective) && clause.into_iter().any(|c| c > verb && linked(c))
}

/// Whether a clause behind the predicate is what the subject *it* stands for.
fn is_extraposed(parsed: &Parsed, it: WordId, head: WordId) -> bool {
    let behind = |base| parsed.children_by(head, base).find(|&c| c > head);
    if behind(BaseRelation::Csubj).is_some() {
        return true;
    }
    let passive = parsed.relation(it).subtype == Subtype::Pass;
    let infinitive = |w: WordId| parsed.children_by(w, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    let lemma = parsed.lower_lemma(head);
    if passive && ADDRESSEE_VERBS.contains(lemma) {
        return false;
    }
    if passive {
        // *it was decided to move the school*; *it was forced to close* says something of a thing
        let resolved = DECIDING_VERBS.contains(lemma);
        // *it was reported by the paper that …*, wherever the tree hangs the clause
        let that = |&w: &WordId| w > head && parsed.is(w, BaseRelation::Mark) && parsed.lower(w) == "that";
        return REPORTING.contains_key(lemma)
            && (behind(BaseRelation::Ccomp).is_some() || parsed.subtree(head).iter().any(that))
            || resolved && behind(BaseRelation::Xcomp).is_some_and(infinitive);
    }
    let Some(clause) = behind(BaseRelation::Ccomp).filter(|&c| !infinitive(c)) else { return false };
    let linked = parsed.children_by(clause, BaseRelation::Mark).any(|m| parsed.lower(m) == "that");
    // *it surprised Berg that Lund resigned*; *it seems the ship sank*
    linked && EFFECT_VERBS.get(lemma) == Some(&Effect::Psych) || SEEMING_VERBS.contains(lemma)
}

/// Whether the adjective is of the weather, and where it may be of a thing, a time or place beside `head` says it is not.
fn is_weather(parsed: &Parsed, adjective: WordId, head: WordId) -> bool {
    let beside = || {
        parsed.children(head).iter().any(|&c| match parsed.relation(c).base {
            BaseRelation::Obl => {
                parsed.relation(c).subtype == Subtype::Unmarked
                    || LOCATIVE_PREPOSITIONS.contains(parsed.child_form(c, BaseRelation::Case))
            }
            BaseRelation::Advmod => AMBIENT_PLACES.contains(parsed.lower(c)),
            BaseRelation::Advcl => parsed
                .children_by(c, BaseRelation::Advmod)
                .chain(parsed.children_by(c, BaseRelation::Mark))
                .any(|m| SIMULTANEOUS_MARKS.contains(parsed.lower(m))),
            _ => false,
        })
    };
    match WEATHER.get(parsed.lower_lemma(adjective)) {
        Some(Weather::Adjective) => true,
        Some(Weather::Ambient) => beside(),
        _ => false,
    }
}

/// Whether the predicate is a time, a distance or a temperature.
fn is_time(parsed: &Parsed, head: WordId) -> bool {
    let lower = parsed.lower(head);
    if parsed.child_by(head, BaseRelation::Case).is_some() {
        return false;
    }
    let det = parsed.child_by(head, BaseRelation::Det).map(|d| parsed.lower(d));
    let below = parsed.children(head).iter().copied();
    let counted = parsed.child_by(head, BaseRelation::Nummod).is_some();
    let clause = |w: WordId| {
        matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Advcl | BaseRelation::Xcomp)
    };
    if parsed.lemma(head) == "time" {
        // *it is time to go*, *it was the first time that …*
        let ordinal = parsed
            .children_by(head, BaseRelation::Amod)
            .any(|a| parsed.feature(a, "NumType") == Some("Ord") || parsed.lower(a) == "last");
        return (det.is_none() || ordinal) && below.clone().any(|c| c > head && clause(c));
    }
    let clock = |w: WordId| CLOCK_WORDS.contains(parsed.lower(w));
    if clock(head) || below.clone().any(clock) {
        return true;
    }
    match TIME_WORDS.get(lower).copied() {
        Some("weekday" | "month" | "season" | "holiday") => det.is_none_or(|d| matches!(d, "a" | "an")),
        Some("part") => det.is_none(),
        // *it has been ten years since …*
        Some("unit") if counted => {
            let since = |w: WordId| {
                let marks = parsed
                    .children_by(w, BaseRelation::Mark)
                    .chain(parsed.children_by(w, BaseRelation::Case));
                marks.into_iter().any(|m| DURATION_MARKS.contains(parsed.lower(m)))
            };
            below.clone().any(|c| c > head && since(c))
        }
        _ if counted => {
            let degrees = matches!(parsed.lemma(head), "degree");
            let length = DISTANCE_UNITS.contains(parsed.lemma(head));
            let way = |w: WordId| matches!(parsed.child_form(w, BaseRelation::Case), "to" | "from");
            degrees || length && below.clone().any(|c| c > head && way(c))
        }
        _ => false,
    }
}

/// The verb of the clause that the copula's clause at `head` splits in two, if it is a cleft's: *It was Lund who signed the
/// treaty* says what *Lund signed the treaty* says (Jespersen 1937; Lambrecht 2001).
pub(crate) fn cleft(parsed: &Parsed, head: WordId) -> Option<WordId> {
    parsed.child_by(head, BaseRelation::Cop)?;
    let subject = parsed
        .child_by(head, BaseRelation::Nsubj)
        .or_else(|| parsed.child_by(head, BaseRelation::Expl))
        .filter(|&s| s < head && parsed.lower(s) == "it")?;
    let clause = parsed
        .children_by(head, BaseRelation::Acl)
        .find(|&c| c > head && parsed.relation(c).subtype == Subtype::Relcl && linked(parsed, c))?;
    // *it is a plan that works*, *it was the first ship that sank*: *it* is a thing spoken of before
    let definite = parsed.upos(head) == Upos::Propn
        || matches!(parsed.xpos(head), Xpos::Prp | Xpos::Cd)
        || parsed.children_by(head, BaseRelation::Case).any(|c| c < head && parsed.xpos(c) != Xpos::Pos)
        || parsed.children_by(head, BaseRelation::Det).any(|d| parsed.lower(d) == "the")
            && !is_ranked(parsed, head)
            && parsed.children_by(head, BaseRelation::Amod).all(|a| parsed.xpos(a) != Xpos::Jjs);
    (parsed.is(subject, BaseRelation::Expl) || definite).then_some(clause)
}

/// Whether the relative clause begins with *who*, *that* or *which*.
fn linked(parsed: &Parsed, clause: WordId) -> bool {
    parsed.subtree(clause).first().is_some_and(|&w| RELATIVE_WORDS.contains(parsed.lower(w)))
}

/// Whether the noun is the first, last or only one of its kind.
pub(crate) fn is_ranked(parsed: &Parsed, noun: WordId) -> bool {
    let ranks =
        |w: WordId| parsed.feature(w, "NumType") == Some("Ord") || matches!(parsed.lemma(w), "last" | "only");
    ranks(noun) || parsed.children_by(noun, BaseRelation::Amod).any(ranks)
}
