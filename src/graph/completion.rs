//! What becomes the object of an edge where a proposition has none: who suffers what the agent of a passive does, or the adjunct
//! that says most of an act. Conjuncts of it are edges of their own (*was paid for by the city and the state*).

use crate::entities::Resolved;
use crate::lexicon::{EMPTY_VERBS, MEANS, PARTICLES, PLACING_VERBS, PLAIN_SAYING, REPORTING};
use crate::mentions::Kind;
use crate::morphology::Upos;
use crate::propositions::{Argument, Proposition, PropositionKind, Qualifier, Role, TimeInterval};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use std::borrow::Cow;

/// The arguments of a proposition as an edge has them: a passive with its agent is turned round, and there is an object.
pub(super) struct Arranged<'p> {
    pub(super) subject: &'p Argument,
    pub(super) object: Cow<'p, Argument>,
    pub(super) label: String,
    /// The preposition that leads to the object.
    pub(super) marker: &'p [WordId],
    /// Whether a passive was turned round.
    pub(super) active: bool,
    /// What is left of the qualifiers, with their times.
    pub(super) qualifiers: Vec<(Cow<'p, Qualifier>, Option<TimeInterval>)>,
}

/// Arranges the arguments, given the times of the qualifiers; `None` where nothing can be the object.
pub(super) fn arrange<'p>(
    resolved: &Resolved,
    proposition: &'p Proposition,
    times: Vec<Option<TimeInterval>>,
) -> Option<Arranged<'p>> {
    let mut qualifiers: Vec<_> = proposition.qualifiers.iter().map(Cow::Borrowed).zip(times).collect();
    let own = proposition.object.as_ref().map(Cow::Borrowed);
    let chosen = |at: usize| proposition.qualifiers.get(at).map(|q| (at, q));
    if let Some((at, agent)) = agent(resolved, proposition).and_then(chosen) {
        qualifiers.remove(at);
        let suffers = &proposition.subject;
        if own.is_some() {
            // *X was offered a loan by Y*: Y offered it, to X
            let argument = suffers.clone();
            let recipient = Qualifier { role: Role::Beneficiary, marker: Vec::new(), argument };
            qualifiers.push((Cow::Owned(recipient), None));
        }
        return Some(Arranged {
            subject: &agent.argument,
            // *X was praised by Y*: Y praised X
            object: own.unwrap_or(Cow::Borrowed(suffers)),
            label: active(resolved, proposition),
            marker: &proposition.predicate.preposition,
            active: true,
            qualifiers,
        });
    }
    let mut marker = proposition.predicate.preposition.as_slice();
    let object = match own {
        Some(object) => object,
        None => match completing(resolved, proposition).and_then(chosen) {
            Some((at, qualifier)) => {
                qualifiers.remove(at);
                marker = &qualifier.marker;
                Cow::Borrowed(&qualifier.argument)
            }
            None => Cow::Owned(alone(resolved, proposition)?),
        },
    };
    let (subject, label) = (&proposition.subject, proposition.predicate.label.clone());
    Some(Arranged { subject, object, label, marker, active: false, qualifiers })
}

/// Which qualifier is the agent that becomes the subject: *by* somebody under a passive without object, or with a plain one.
fn agent(resolved: &Resolved, proposition: &Proposition) -> Option<usize> {
    let parsed = resolved.parsed();
    let turns = |o: &Argument| parsed.is(o.head, BaseRelation::Obj) && !o.clausal;
    if !proposition.predicate.passive || !proposition.object.as_ref().is_none_or(turns) {
        return None;
    }
    let kind = |q: &Qualifier| q.argument.mention.map(|m| resolved.entity(resolved.entity_of(m)).kind);
    // *by Thursday*, *by 5 percent*; but *by years of drought*
    let measures = |q: &Qualifier| {
        let head = q.argument.head;
        let filled = parsed.feature(head, "Number") == Some("Plur")
            && parsed.children_by(head, BaseRelation::Nmod).next().is_some();
        matches!(kind(q), Some(Kind::Time | Kind::Quantity | Kind::Money)) && !filled
    };
    // *was sent by mail by Berg*: who acts, before what with
    let acts = |q: &Qualifier| {
        matches!(kind(q), Some(Kind::Person | Kind::Organization | Kind::Group | Kind::Place))
    };
    // *was flown in by helicopter*
    let means = |q: &Qualifier| {
        let head = q.argument.head;
        MEANS.contains(parsed.lower(head)) && parsed.children(head).iter().all(|c| q.marker.contains(c))
    };
    // *was parked by the gate*
    let placed = |q: &Qualifier| {
        let somebody = matches!(kind(q), Some(Kind::Person | Kind::Organization | Kind::Group));
        PLACING_VERBS.contains(parsed.lemma(proposition.predicate.head)) && !somebody
    };
    let counted = |q: &Qualifier| parsed.child_by(q.argument.head, BaseRelation::Nummod).is_some();
    let by = |q: &Qualifier| {
        q.marker.first().is_some_and(|&m| parsed.lower(m) == "by")
            && q.argument.mention.is_some()
            && !measures(q)
            && !means(q)
            && !placed(q)
            && (acts(q) || !counted(q))
    };
    let qualifiers = &proposition.qualifiers;
    qualifiers.iter().position(|q| by(q) && acts(q)).or_else(|| qualifiers.iter().position(by))
}

/// What stands on the edge where the passive is turned round: the verb with its particles (*picked up*).
fn active(resolved: &Resolved, proposition: &Proposition) -> String {
    let parsed = resolved.parsed();
    let verb = proposition.predicate.head;
    let particle = |w: WordId| parsed.relation(w).subtype == Subtype::Prt && parsed.head(w) == Some(verb);
    let words = proposition.predicate.words.iter().filter(|&&w| w == verb || particle(w));
    words.map(|&w| parsed.form(w)).collect::<Vec<_>>().join(" ")
}

/// Which qualifier completes a proposition without object.
fn completing(resolved: &Resolved, proposition: &Proposition) -> Option<usize> {
    let parsed = resolved.parsed();
    let qualifiers = &proposition.qualifiers;
    let wanted =
        |q: &Qualifier| !matches!(q.role, Role::Time | Role::Manner | Role::Condition) && !q.argument.clausal;
    // what follows the verb is nearer to it than what stands in front
    let behind = |q: &Qualifier| q.argument.head >= proposition.predicate.head;
    // *met in Antwerp with Lund*: whom, before where
    let partner = |q: &Qualifier| proposition.predicate.symmetric && q.role == Role::Accompanier;
    // *was on fire within minutes*: what is predicated
    let predicated = |q: &Qualifier| q.argument.head == proposition.predicate.head;
    // *is accused of lying*
    let charge = |q: &Qualifier| q.argument.clausal && q.role == Role::Topic;
    // *there are exhibits while …* says nothing of the exhibits
    let exists = parsed.child_by(proposition.predicate.head, BaseRelation::Expl).is_some();
    qualifiers
        .iter()
        .position(predicated)
        .or_else(|| qualifiers.iter().position(partner))
        .or_else(|| qualifiers.iter().position(|q| wanted(q) && !q.marker.is_empty() && behind(q)))
        .or_else(|| qualifiers.iter().position(|q| wanted(q) && !q.marker.is_empty()))
        .or_else(|| qualifiers.iter().position(|q| !q.marker.is_empty() && !q.argument.clausal))
        .or_else(|| qualifiers.iter().position(charge))
        .or_else(|| qualifiers.iter().position(|q| says_where_or_when(parsed, q)).filter(|_| !exists))
}

/// What without a preposition says more of an act than how it was done (*moved home*, *left last year*).
fn says_where_or_when(parsed: &Parsed, qualifier: &Qualifier) -> bool {
    !qualifier.argument.clausal && qualifier.role != Role::Manner && !is_adverb_of_time(parsed, qualifier)
}

/// *again*, *now*, *twice*: the act is told without.
fn is_adverb_of_time(parsed: &Parsed, qualifier: &Qualifier) -> bool {
    parsed.upos(qualifier.argument.head) == Upos::Adv && matches!(qualifier.role, Role::Time | Role::Other)
}

/// Whether what the verb reports stands beside it (*…, she agreed*; *“…”, she agreed*).
fn tells(parsed: &Parsed, verb: WordId) -> bool {
    let quote = |w: WordId| matches!(parsed.form(w), "“" | "”" | "\"" | "``" | "''");
    let sentence = parsed.sentence(parsed.sentence_of(verb)).words;
    parsed.is(verb, BaseRelation::Parataxis)
        || parsed.child_by(verb, BaseRelation::Parataxis).is_some()
        || sentence.words().any(|w| quote(w) && w.0.abs_diff(verb.0) < 4)
}

/// What stands for the object of an act that has nothing but its subject (*the talks failed*): the act itself.
fn alone(resolved: &Resolved, proposition: &Proposition) -> Option<Argument> {
    let parsed = resolved.parsed();
    let verb = proposition.predicate.head;
    // what only modifies, or lacks its object, is no act told
    // *is expected to attend*, *refused to resign*: told of the subject with the verb in front
    let led = proposition.kind == PropositionKind::Infinitive
        && parsed.is(verb, BaseRelation::Xcomp)
        && !EMPTY_VERBS.contains(parsed.lemma(verb))
        && proposition.predicate.words.iter().any(|&w| w < verb && parsed.head(verb) == Some(w));
    // *called for the minister to resign*
    let own = proposition.kind == PropositionKind::Infinitive
        && parsed.children_by(verb, BaseRelation::Nsubj).any(|s| s == proposition.subject.head);
    // *forced the mayor to resign*, *called on the mayor to resign*
    let told = proposition.kind == PropositionKind::Infinitive
        && parsed.is(verb, BaseRelation::Xcomp)
        && matches!(parsed.relation(proposition.subject.head).base, BaseRelation::Obj | BaseRelation::Obl)
        && parsed.head(verb) == parsed.head(proposition.subject.head)
        && !EMPTY_VERBS.contains(parsed.lemma(verb));
    let clause = proposition.kind == PropositionKind::Clause || led || own || told;
    let says = clause
        && proposition.qualifiers.iter().all(|q| q.argument.clausal || !says_where_or_when(parsed, q))
        && parsed.upos(verb) == Upos::Verb
        && parsed.child_by(verb, BaseRelation::Expl).is_none()
        && !PLAIN_SAYING.contains(parsed.lemma(verb))
        && !(REPORTING.contains_key(parsed.lemma(verb)) && tells(parsed, verb));
    let words = proposition.predicate.words.iter().copied();
    let words: Vec<WordId> = words
        .filter(|&w| {
            // *stepped aside*
            let particle = w > verb && PARTICLES.contains(parsed.lower(w));
            w == verb || particle || (!led || w > verb) && matches!(parsed.upos(w), Upos::Verb | Upos::Adp)
        })
        .collect();
    says.then_some(Argument { head: verb, words, mention: None, clausal: false })
}

/// The proposition once for each conjunct of what becomes its subject or object.
pub(super) fn told_apart<'p>(resolved: &Resolved, proposition: &'p Proposition) -> Vec<Cow<'p, Proposition>> {
    let parsed = resolved.parsed();
    let chosen = agent(resolved, proposition)
        .or_else(|| completing(resolved, proposition).filter(|_| proposition.object.is_none()));
    let joined = |q: &Qualifier, first: &Qualifier| {
        parsed.is(q.argument.head, BaseRelation::Conj)
            && parsed.head(q.argument.head) == Some(first.argument.head)
    };
    let Some((at, first)) = chosen.and_then(|at| Some((at, proposition.qualifiers.get(at)?))) else {
        return vec![Cow::Borrowed(proposition)];
    };
    let others = proposition.qualifiers.iter().enumerate().filter(|(_, q)| joined(q, first));
    let alternatives: Vec<usize> = std::iter::once(at).chain(others.map(|(i, _)| i)).collect();
    if alternatives.len() == 1 || first.argument.clausal {
        return vec![Cow::Borrowed(proposition)];
    }
    // *in Vienna on Monday and in Prague on Tuesday*: each has the time behind it, if the first has
    let place = |i: usize| proposition.qualifiers.get(i).map(|q| q.argument.head);
    let belongs = |i: usize| {
        let before = alternatives.iter().rposition(|&a| place(a) < place(i));
        before.filter(|_| proposition.qualifiers.get(i).is_some_and(|q| q.role == Role::Time))
    };
    let shared = !(0..proposition.qualifiers.len())
        .any(|i| belongs(i).is_some_and(|a| a.saturating_add(1) < alternatives.len()));
    let with = |kept: usize| {
        let mut own = proposition.clone();
        let mut index = 0_usize;
        own.qualifiers.retain(|_| {
            let i = index;
            index = index.saturating_add(1);
            let other = alternatives.contains(&i);
            i == kept || !other && (shared || belongs(i).is_none_or(|a| alternatives.get(a) == Some(&kept)))
        });
        Cow::Owned(own)
    };
    alternatives.iter().map(|&kept| with(kept)).collect()
}
