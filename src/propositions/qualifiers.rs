//! Adjuncts and their roles, by preposition and kind of phrase.

use super::adjunct_nouns::{by_noun, role};
use super::amounts::is_currency;
use super::auxiliaries::elided_verb;
use super::control::{behind_preposition, called_for};
use super::coordination::shared_adjuncts;
use super::negation::denies;
use super::types::{Argument, Qualifier, Role};
use super::{arguments, attribution};
use crate::entities::Resolved;
use crate::lexicon::{self, ACCUSING, LEADING_ADVERBS, PLACING_VERBS, STATIVE_VERBS, WordMap, WordSet};
use crate::mentions::Kind;
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// Roles by preposition: with a time, a place, anything else, an amount, a clause, a thing that is none to touch.
static PREPOSITIONS: WordMap<[Role; 6]> = WordMap::new(|| {
    lexicon::rows(include_str!("../../data/words/prepositions.tsv"))
        .filter_map(|row| {
            Some((
                *row.first()?,
                [
                    role(row.get(1)?),
                    role(row.get(2)?),
                    role(row.get(3)?),
                    role(row.get(4)?),
                    role(row.get(5)?),
                    role(row.get(6).or(row.get(3))?),
                ],
            ))
        })
        .collect()
});

/// The roles of adverbs; `None` for those that are no adjuncts.
static ADVERBS: WordMap<Option<Role>> = WordMap::new(|| {
    let named = |name: &str| (name != "none").then(|| role(name));
    lexicon::map(include_str!("../../data/words/adverbs.tsv"))
        .into_iter()
        .map(|(w, name)| (w, named(name)))
        .collect()
});

static DIRECTIONS: WordSet = WordSet::new(|| lexicon::set(include_str!("../../data/words/directions.tsv")));

/// Phrases with a preposition that link, stress or hedge.
static PHRASES: WordSet = WordSet::new(|| lexicon::set(include_str!("../../data/words/linking_phrases.tsv")));

/// The role of a phrase with that preposition.
pub(super) fn role_of(resolved: &Resolved, head: WordId, marker: &[WordId]) -> Role {
    let parsed = resolved.parsed();
    // *charged Lund with negligence*
    let accused = parsed.head(head).is_some_and(|verb| ACCUSING.contains(parsed.lower_lemma(verb)));
    let with = || marker.iter().any(|&w| parsed.lower(w) == "with");
    if accused && with() && parsed.upos(head) == Upos::Noun && parsed.is(head, BaseRelation::Obl) {
        return Role::Topic;
    }
    if let Some(role) = by_noun(parsed, head, marker) {
        return role;
    }
    let kind = resolved.mentioned.headed_by(head).map(|m| resolved.entity(resolved.entity_of(m)).kind);
    let column = match kind {
        Some(Kind::Time) => 0,
        Some(Kind::Place | Kind::Organization) => 1,
        Some(Kind::Money | Kind::Quantity) => 3,
        // *with two of the aid workers*
        Some(Kind::Person | Kind::Group) => 2,
        _ if matches!(parsed.upos(head), Upos::Num | Upos::Sym) || is_currency(parsed.lower(head)) => 3,
        // *won by two votes*
        _ if marker.iter().any(|&w| parsed.lower(w) == "by")
            && parsed.child_by(head, BaseRelation::Nummod).is_some() =>
        {
            3
        }
        // *in damages*, but *in a car*
        Some(Kind::Abstract | Kind::Work) => 5,
        Some(Kind::Event) if marker.first().is_some_and(|&w| parsed.lower(w) == "in") => 5,
        Some(Kind::Object | Kind::Event) if !marker.iter().any(|&w| parsed.lower(w) == "in") => 5,
        _ => 2,
    };
    let Some(&first) = marker.first() else {
        return match kind {
            Some(Kind::Time) => Role::Time,
            _ if column == 3 || fined(parsed, head) => Role::Amount,
            _ => Role::Other,
        };
    };
    let whole = marker.iter().map(|&w| parsed.lower(w)).collect::<Vec<_>>().join(" ");
    match whole.as_str() {
        // *sentenced to six years*, *cut to three months*
        "to" if column == 0 && lasts(parsed, head) => return Role::Amount,
        // *parked by the gate*
        "by" if !matches!(kind, Some(Kind::Person | Kind::Organization | Kind::Group | Kind::Time))
            && parsed.head(head).is_some_and(|verb| PLACING_VERBS.contains(parsed.lower_lemma(verb))) =>
        {
            return Role::Place;
        }
        // *fired at the demonstrators*
        "at" if matches!(kind, Some(Kind::Person | Kind::Group)) => return Role::Destination,
        _ => {}
    }
    let roles = PREPOSITIONS.get(whole.as_str()).or_else(|| PREPOSITIONS.get(parsed.lower(first)));
    roles.and_then(|roles| roles.get(column)).copied().unwrap_or(Role::Other)
}

/// *fined the airline 350,000 kroner*
fn fined(parsed: &Parsed, head: WordId) -> bool {
    parsed.child_by(head, BaseRelation::Nummod).is_some()
        && parsed.head(head).is_some_and(|verb| parsed.lemma(verb) == "fine")
}

/// Whether a time is a stretch (*six years*).
fn lasts(parsed: &Parsed, head: WordId) -> bool {
    parsed.upos(head) == Upos::Noun
        && (parsed.feature(head, "Number") == Some("Plur")
            || parsed.child_by(head, BaseRelation::Nummod).is_some())
}

/// *of course*, *at all*: a phrase that says nothing of the fact.
fn says_nothing(parsed: &Parsed, head: WordId, marker: &[WordId]) -> bool {
    let article = |c: WordId| matches!(parsed.lower(c), "the" | "that" | "same");
    let empty = |&c: &WordId| marker.contains(&c) || article(c) || parsed.upos(c) == Upos::Punct;
    if !parsed.children(head).iter().all(empty) {
        return false;
    }
    // *at the time*, *at the same time*
    let articles = parsed.children(head).iter().filter(|&&c| article(c));
    let words = marker.iter().chain(articles).chain([&head]).map(|&w| parsed.lower(w));
    PHRASES.contains(words.collect::<Vec<_>>().join(" ").as_str())
}

/// The adjuncts of a predicate, in text order; conjuncts are adjuncts of their own.
pub(super) fn of_predicate(resolved: &Resolved, predicate: WordId) -> Vec<Qualifier> {
    let parsed = resolved.parsed();
    let mut found = Vec::new();
    let shared = shared_adjuncts(parsed, predicate);
    for &child in parsed.children(predicate).iter().chain(&shared) {
        let relation = parsed.relation(child);
        match relation.base {
            BaseRelation::Obl if parsed.upos(child) == Upos::Adp => {}
            BaseRelation::Obl => oblique(resolved, child, &mut found),
            BaseRelation::Advmod => adverb(resolved, child, &mut found),
            BaseRelation::Advcl => found.extend(clause(resolved, predicate, child)),
            BaseRelation::Nmod if relation.subtype == Subtype::Unmarked && !is_reflexive(parsed, child) => {
                found.push(unmarked(resolved, role_of(resolved, child, &[]), child));
            }
            _ => {}
        }
    }
    found
}

fn is_reflexive(parsed: &Parsed, word: WordId) -> bool {
    let form = parsed.lower(word);
    parsed.upos(word) == Upos::Pron && (form.ends_with("self") || form.ends_with("selves"))
}

/// A phrase without a preposition.
fn unmarked(resolved: &Resolved, role: Role, head: WordId) -> Qualifier {
    Qualifier { role, marker: Vec::new(), argument: arguments::nominal(resolved, head) }
}

/// A phrase with its conjuncts.
fn oblique(resolved: &Resolved, child: WordId, found: &mut Vec<Qualifier>) {
    let parsed = resolved.parsed();
    let first_marker = arguments::marker(parsed, child);
    // *by no means* denies, and says nothing else
    let none = parsed.children_by(child, BaseRelation::Det).any(|d| denies(parsed, d, "determiner"));
    if none
        || first_marker.first().is_some_and(|&m| parsed.lower(m) == "according")
        || says_nothing(parsed, child, &first_marker)
    {
        return;
    }
    for head in arguments::conjuncts(parsed, child) {
        let target = arguments::antecedent(parsed, head);
        if arguments::is_empty_pronoun(resolved, target) {
            continue;
        }
        let own = arguments::marker(parsed, head);
        if measures_from(parsed, head) {
            continue;
        }
        // *signed the deal himself*: stress, no adjunct
        if own.is_empty() && first_marker.is_empty() && is_reflexive(parsed, head) {
            continue;
        }
        let marker = if own.is_empty() { first_marker.clone() } else { own };
        found.push(of_phrase(resolved, target, marker));
    }
}

/// *hours after they had seized it*: the stretch of time in front of the mark is no time of the clause that the mark leads.
fn measures_from(parsed: &Parsed, time: WordId) -> bool {
    let behind = time.next();
    let clause = parsed.head(behind).filter(|_| parsed.is(behind, BaseRelation::Mark));
    clause.is_some_and(|c| {
        let beside =
            parsed.head(time) == parsed.head(c) && parsed.child_by(time, BaseRelation::Case).is_none();
        let stretch = parsed.is(time, BaseRelation::Obl);
        stretch
            && (parsed.head(time) == Some(c) || beside)
            && matches!(parsed.lower(behind), "after" | "before")
    })
}

/// The qualifier that a phrase with that preposition is. *In an attempt to persuade him*, *on condition that they stay*: the clause
/// of the noun says what for, or on what condition.
pub(super) fn of_phrase(resolved: &Resolved, head: WordId, marker: Vec<WordId>) -> Qualifier {
    let parsed = resolved.parsed();
    let role = role_of(resolved, head, &marker);
    let mark = |word: &str| match role {
        Role::Purpose => matches!(word, "to" | "that"),
        // *on the ground that the bank failed*
        Role::Condition | Role::Cause => word == "that",
        _ => false,
    };
    let led = |&c: &WordId| parsed.children_by(c, BaseRelation::Mark).any(|m| mark(parsed.lower(m)));
    let clause = parsed.children_by(head, BaseRelation::Acl).find(led);
    match clause.filter(|_| by_noun(parsed, head, &marker).is_some()) {
        Some(clause) if role == Role::Cause => {
            let mut argument = arguments::nominal(resolved, head);
            argument.words.extend(arguments::clausal(resolved, clause).words);
            argument.words.sort_unstable();
            Qualifier { role, marker, argument: Argument { mention: None, ..argument } }
        }
        Some(clause) => {
            Qualifier { role, marker: Vec::new(), argument: arguments::clausal(resolved, clause) }
        }
        None => Qualifier { role, marker, argument: arguments::nominal(resolved, head) },
    }
}

/// An adverb, or what it leads to (*lies 12 miles south of Oslo*).
fn adverb(resolved: &Resolved, child: WordId, found: &mut Vec<Qualifier>) {
    let parsed = resolved.parsed();
    let form = parsed.lower(child);
    if DIRECTIONS.contains(form)
        && let Some(from) = parsed.children_by(child, BaseRelation::Obl).find(|&o| o > child)
    {
        let mut marker = vec![child];
        marker.extend(arguments::marker(parsed, from));
        found.push(Qualifier { role: Role::Place, marker, argument: arguments::nominal(resolved, from) });
        let measures = parsed.children_by(child, BaseRelation::Obl).filter(|&o| o < child);
        found.extend(measures.map(|o| unmarked(resolved, Role::Amount, o)));
        return;
    }
    if ADVERBS.get(form) != Some(&Some(Role::Place)) {
        led_by_adverb(resolved, child, found);
    }
    let role = match ADVERBS.get(form) {
        Some(Some(role)) => *role,
        None if form.ends_with("ly") => Role::Manner,
        _ => return,
    };
    if parsed.upos(child) == Upos::Adv {
        found.push(unmarked(resolved, role, child));
    }
}

/// *came close to a deal*: what an adverb behind the verb leads to; a time behind it is the verb's (*early on Monday*).
fn led_by_adverb(resolved: &Resolved, adverb: WordId, found: &mut Vec<Qualifier>) {
    let parsed = resolved.parsed();
    let behind = parsed.head(adverb).is_some_and(|verb| verb < adverb && parsed.upos(verb) == Upos::Verb);
    let plain = matches!(parsed.xpos(adverb), Xpos::Rb) && parsed.lower(adverb) != "as";
    for led in parsed.children_by(adverb, BaseRelation::Obl).filter(|&o| o > adverb && behind && plain) {
        let own = arguments::marker(parsed, led);
        // *opened late or not at all*
        if own.is_empty()
            || own.first().is_some_and(|&m| parsed.lower(m) == "than")
            || says_nothing(parsed, led, &own)
        {
            continue;
        }
        let role = role_of(resolved, led, &own);
        let marker = if role == Role::Time { own } else { [vec![adverb], own].concat() };
        found.push(Qualifier { role, marker, argument: arguments::nominal(resolved, led) });
    }
}

/// An adverbial clause that says when, why or the like.
fn clause(resolved: &Resolved, predicate: WordId, child: WordId) -> Option<Qualifier> {
    let parsed = resolved.parsed();
    // *depends on what he does*
    let prepositions = arguments::marker(parsed, child);
    let object = parsed.children(child).iter().any(|&c| parsed.xpos(c) == Xpos::Wp);
    if object && !prepositions.is_empty() {
        let mut argument = arguments::clausal(resolved, child);
        argument.words.retain(|w| !prepositions.contains(w));
        let role = role_of(resolved, child, &prepositions);
        return Some(Qualifier { role, marker: prepositions, argument });
    }
    // *as Lund told reporters, …*: who says so; *as did Lund*, who did so, too; *called for the minister to resign* is what is
    // called for
    if attribution::names_source(parsed, child)
        || elided_verb(parsed, child).is_some()
        || called_for(parsed, predicate, child).is_some()
        || behind_preposition(parsed, predicate, child).is_some()
        || is_question(parsed, child)
        || is_outcome(parsed, child)
    {
        return None;
    }
    let mut marks: Vec<WordId> = parsed.children_by(child, BaseRelation::Mark).collect();
    if marks.is_empty() {
        marks.extend(leading_adverb(parsed, child));
    }
    let first = marks.first().map(|&m| parsed.lower(m)).unwrap_or_default();
    // *in order to leave*, *so as to leave*
    let purpose = marks.len() > 1 && marks.iter().any(|&m| parsed.lower(m) == "to");
    let role = match first {
        _ if purpose => Role::Purpose,
        "to" => Role::Purpose,
        "" => return None,
        // *cheered as she entered*, but *closed early as it was cold*
        "as" if is_act(parsed, child) => Role::Time,
        word => PREPOSITIONS.get(word).map_or(Role::Other, |roles| roles[4]),
    };
    let mut argument = arguments::clausal(resolved, child);
    // *a week before the talks began*: how long before is said by a phrase beside
    let stretch = marks.first().and_then(|m| m.previous()).filter(|&w| measures_from(parsed, w));
    argument.words.extend(stretch.into_iter().flat_map(|w| arguments::phrase(parsed, w)));
    argument.words.sort_unstable();
    argument.words.dedup();
    Some(Qualifier { role, marker: Vec::new(), argument })
}

/// *woke when people clapped*, *stayed where it was*: the adverb that the clause begins with.
fn leading_adverb(parsed: &Parsed, clause: WordId) -> Option<WordId> {
    let adverb = parsed.children_by(clause, BaseRelation::Advmod).find(|&a| parsed.xpos(a) == Xpos::Wrb)?;
    let leads = parsed.subtree(clause).iter().find(|&&w| parsed.upos(w) != Upos::Punct) == Some(&adverb);
    (leads && LEADING_ADVERBS.contains(parsed.lower(adverb))).then_some(adverb)
}

/// *decided in June whether to close it*: what is decided, wherever the tree hangs it.
pub(super) fn is_question(parsed: &Parsed, clause: WordId) -> bool {
    let whether = parsed.children_by(clause, BaseRelation::Mark).find(|&m| parsed.lower(m) == "whether");
    let aside = |m: WordId| m.previous().is_none_or(|w| parsed.upos(w) == Upos::Punct);
    parsed.is(clause, BaseRelation::Advcl)
        && whether.is_some_and(|m| parsed.head(clause).is_some_and(|verb| verb < m) && !aside(m))
}

/// *bid for it, only to withdraw*: what came of it, and not what for.
pub(super) fn is_outcome(parsed: &Parsed, clause: WordId) -> bool {
    let to = parsed.children_by(clause, BaseRelation::Mark).find(|&m| parsed.lower(m) == "to");
    let only = to.and_then(WordId::previous).filter(|&w| parsed.lower(w) == "only");
    parsed.is(clause, BaseRelation::Advcl)
        && only.and_then(WordId::previous).is_some_and(|w| parsed.form(w) == ",")
}

/// Whether a clause tells of an act, not of a state.
fn is_act(parsed: &Parsed, clause: WordId) -> bool {
    let stative = parsed.children(clause).iter().any(|&c| {
        parsed.is(c, BaseRelation::Cop) || parsed.is(c, BaseRelation::Aux) && parsed.xpos(c) == Xpos::Md
    });
    // *stood still as the verdict was read*
    let finite = |w: WordId| parsed.feature(w, "VerbForm") == Some("Fin");
    (finite(clause) || parsed.children_by(clause, BaseRelation::Aux).any(finite))
        && !stative
        && !STATIVE_VERBS.contains(parsed.lemma(clause))
}
