//! Clauses and their arguments over Universal Dependencies (after ClausIE, Del Corro and Gemulla 2013).

use super::appointing::appoint;
use super::arguments::{antecedent, clausal, conjuncts, is_empty_pronoun, marker, nominal, phrase};
use super::control::behind_preposition;
use super::objects::objects;
use super::subject::subject;
use super::types::{Argument, Predicate, PropositionKind, Qualifier, Role};
use super::verb_forms::is_passive;
use super::{cleft, predicate, qualifiers};
use crate::entities::Resolved;
use crate::mentions::Form;
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// A clause with its arguments, before they are told apart.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) head: WordId,
    pub(super) kind: PropositionKind,
    pub(super) subjects: Vec<Argument>,
    pub(super) predicate: Predicate,
    pub(super) objects: Vec<Argument>,
    pub(super) qualifiers: Vec<Qualifier>,
}

/// Whether the word heads a clause of its own.
pub(super) fn is_predicate(parsed: &Parsed, word: WordId) -> bool {
    let relation = parsed.relation(word).base;
    let copula = parsed.child_by(word, BaseRelation::Cop).is_some();
    let verb = parsed.upos(word) == Upos::Verb
        && !matches!(
            relation,
            BaseRelation::Amod
                | BaseRelation::Compound
                | BaseRelation::Case
                | BaseRelation::Mark
                | BaseRelation::Fixed
                | BaseRelation::Flat
        );
    copula || verb || completed_quality(parsed, word)
}

/// Whether an adjective is said of the subject by a verb and completed by a phrase (*was found guilty of fraud*, *remained loyal to
/// Lund*): verb and adjective are one predicate.
fn completed_quality(parsed: &Parsed, word: WordId) -> bool {
    let completes =
        |o: WordId| o > word && parsed.relation(o).subtype == Subtype::None && !marker(parsed, o).is_empty();
    parsed.upos(word) == Upos::Adj
        && parsed.is(word, BaseRelation::Xcomp)
        && parsed
            .head(word)
            .is_some_and(|verb| parsed.child_by(verb, BaseRelation::Obj).is_none() && verb < word)
        && parsed.children_by(word, BaseRelation::Obl).any(completes)
}

/// The clause of `head`; `None` where it has no subject that can be told.
pub(super) fn clause(resolved: &Resolved, head: WordId) -> Option<Clause> {
    let parsed = resolved.parsed();
    // a matrix verb whose infinitive goes on with the same subject is part of the infinitive's predicate; what a cleft says, its
    // second half says
    if continued(parsed, head).is_some()
        || crate::mentions::cleft(parsed, head).is_some()
        || is_empty_clause(parsed, head)
    {
        return None;
    }
    let kind = kind(parsed, head);
    let focus = cleft::pseudo(parsed, head);
    let mut subject = subject(parsed, head, 0).or(focus)?;
    // *it surprised Berg that Lund left*: what surprised him is that
    if resolved.mentioned.is_expletive(subject) {
        subject = parsed.child_by(head, BaseRelation::Csubj)?;
    }
    let mut subjects = subjects(resolved, subject);
    if subjects.is_empty() {
        return None;
    }
    // *the decision was to withdraw the offer*: the infinitive has its own object
    let copula = parsed.child_by(head, BaseRelation::Cop).is_some()
        && !is_infinitive(parsed, head)
        && !is_sentence(parsed, head);
    let mut parts = Parts::of(resolved, head, subject, copula);
    if parts.objects.is_empty() && focus != Some(subject) {
        parts.objects.extend(focus.map(|f| nominal(resolved, f)));
    }
    appoint(resolved, head, &mut parts.objects, &mut parts.qualifiers);
    parts.share(resolved, head);
    if copula {
        parts.predicate(resolved, head);
    }
    if kind == PropositionKind::Relative && parts.objects.is_empty() && !copula {
        parts.objects.extend(missing(resolved, head, &subjects, &parts.qualifiers));
    }
    second_complements(resolved, head, &parts.objects, &mut parts.qualifiers);
    if kind == PropositionKind::Relative {
        relative(resolved, head, &mut parts.objects, &mut parts.qualifiers);
    }
    let Parts { group, mut objects, mut qualifiers, prepositional } = parts;
    let kind = cleft::join(resolved, head, &mut objects, &mut qualifiers).unwrap_or(kind);
    qualifiers.sort_by_key(|q| q.argument.head);
    // *is worth 3 million*
    let measured = objects.iter().any(|o| parsed.is(o.head, BaseRelation::Obj));
    let complete = prepositional || copula && !objects.is_empty() && !measured;
    let mut predicate = predicate::describe(parsed, head, group, complete);
    predicate.passive |= kind == PropositionKind::Participle && passive_participle(parsed, head);
    if copula && lists_names(resolved, &subjects, &objects) {
        // *the winners were Lund, Renn and Dahl*: each was among them
        std::mem::swap(&mut subjects, &mut objects);
        predicate.label.push_str(" among");
    }
    Some(Clause { head, kind, subjects, predicate, objects, qualifiers })
}

/// The subject with its conjuncts, but for those that stand for nothing.
fn subjects(resolved: &Resolved, subject: WordId) -> Vec<Argument> {
    let parsed = resolved.parsed();
    let each = conjuncts(parsed, subject).into_iter().map(|s| antecedent(parsed, s));
    each.filter(|&s| !is_empty_pronoun(resolved, s))
        .map(|s| if is_clausal(parsed, s) { clausal(resolved, s) } else { nominal(resolved, s) })
        .collect()
}

/// What a clause has beside its subjects.
struct Parts {
    /// The words of the verb group.
    group: Vec<WordId>,
    objects: Vec<Argument>,
    qualifiers: Vec<Qualifier>,
    /// Whether the copula predicates a phrase with a preposition.
    prepositional: bool,
}

impl Parts {
    /// What the verb has of its own.
    fn of(resolved: &Resolved, head: WordId, subject: WordId, copula: bool) -> Self {
        let parsed = resolved.parsed();
        let mut qualifiers = qualifiers::of_predicate(resolved, head);
        let objects = if copula { Vec::new() } else { objects(resolved, head, subject) };
        if is_passive(parsed, head) {
            qualifiers.extend(agent_inside(resolved, head, &objects, &qualifiers));
        }
        let mut group = predicate::verb_group(parsed, head);
        if is_sentence(parsed, head) {
            group.retain(|&w| w > subject || subject > head);
        }
        Self { group, objects, qualifiers, prepositional: false }
    }

    /// Adjuncts that the clause shares with the first of its conjuncts, and with the matrix verb, whose qualify the whole.
    fn share(&mut self, resolved: &Resolved, head: WordId) {
        self.qualifiers.extend(fronted(resolved, head));
        for matrix in chain(resolved.parsed(), head) {
            let outer = qualifiers::of_predicate(resolved, matrix);
            let whole = |q: &Qualifier| !q.argument.clausal && !q.argument.words.contains(&head);
            self.qualifiers.extend(outer.into_iter().filter(whole));
        }
    }

    /// What the copula predicates.
    fn predicate(&mut self, resolved: &Resolved, head: WordId) {
        let parsed = resolved.parsed();
        if let Some(object) = copular(resolved, head, &mut self.qualifiers) {
            self.group.retain(|&w| !object.words.contains(&w));
            self.objects.push(object);
            self.objects.extend(more_predicated(resolved, head));
        } else if !marker(parsed, head).is_empty() {
            // what is predicated with a preposition is the first adjunct, not the predicate's word
            self.prepositional = true;
            let said = phrase(parsed, head);
            self.group.retain(|w| !said.contains(w));
        }
    }
}

/// *the winners were Lund, Renn and Dahl*: further nouns behind a copula.
fn more_predicated(resolved: &Resolved, head: WordId) -> Vec<Argument> {
    let parsed = resolved.parsed();
    if !parsed.is_noun(head) {
        return Vec::new();
    }
    let own = |w: WordId| parsed.child_by(w, BaseRelation::Cop).is_none() && marker(parsed, w).is_empty();
    conjuncts(parsed, head).into_iter().skip(1).filter(|&w| own(w)).map(|w| nominal(resolved, w)).collect()
}

/// *the town in which …*: the antecedent stands for the phrase; a relative clause without pronoun lacks its object.
fn missing(
    resolved: &Resolved,
    head: WordId,
    subjects: &[Argument],
    qualifiers: &[Qualifier],
) -> Option<Argument> {
    let parsed = resolved.parsed();
    let lacks = |&a: &WordId| {
        let subject_is_antecedent = subjects.iter().any(|s| s.head == a);
        let qualified = qualifiers.iter().any(|q| q.argument.head == a);
        let complete = is_passive(parsed, head) || whose(parsed, head);
        !subject_is_antecedent
            && !qualified
            && !complete
            && parsed.is_noun(a)
            && !has_relative_word(parsed, head)
    };
    parsed.head(head).filter(lacks).map(|a| nominal(resolved, a))
}

/// *gave the councils a right*: to whom; *called the decision absurd*: what.
fn second_complements(
    resolved: &Resolved,
    head: WordId,
    objects: &[Argument],
    qualifiers: &mut Vec<Qualifier>,
) {
    let parsed = resolved.parsed();
    if objects.is_empty() {
        return;
    }
    let other = |w: WordId| objects.iter().all(|o| o.head != w);
    let given = parsed.children_by(head, BaseRelation::Iobj).flat_map(|o| conjuncts(parsed, o));
    for word in given.map(|o| antecedent(parsed, o)).filter(|&o| !is_empty_pronoun(resolved, o) && other(o)) {
        let argument = nominal(resolved, word);
        qualifiers.push(Qualifier { role: Role::Beneficiary, marker: Vec::new(), argument });
    }
    let quality = parsed.children_by(head, BaseRelation::Xcomp).find(|&x| {
        parsed.upos(x) != Upos::Verb && other(x) && parsed.child_by(x, BaseRelation::Cop).is_none()
    });
    if let Some(quality) = quality {
        // *found Lund guilty of fraud*
        let mut argument = nominal(resolved, quality);
        let of = parsed.children_by(quality, BaseRelation::Obl).filter(|&o| o > quality);
        argument.words.extend(of.flat_map(|o| [marker(parsed, o), phrase(parsed, o)].concat()));
        argument.words.sort_unstable();
        qualifiers.push(Qualifier { role: Role::Other, marker: Vec::new(), argument });
    }
}

/// Whether names are listed behind a copula whose subject says what they are.
fn lists_names(resolved: &Resolved, subjects: &[Argument], objects: &[Argument]) -> bool {
    let form = |a: &Argument| a.mention.map(|m| resolved.mentioned.mention(m).form);
    let described = |a: &Argument| {
        form(a) == Some(Form::Nominal) && resolved.parsed().feature(a.head, "Number") == Some("Plur")
    };
    matches!(subjects, [one] if described(one))
        && objects.len() > 1
        && objects.iter().all(|o| form(o) == Some(Form::Named))
}

/// *the warehouse where they were hidden* is where; *the donor that it had received the money from* is no second object.
fn relative(resolved: &Resolved, head: WordId, objects: &mut Vec<Argument>, qualifiers: &mut Vec<Qualifier>) {
    let parsed = resolved.parsed();
    let Some(noun) = parsed.head(head).filter(|&a| parsed.is_noun(a)) else { return };
    if objects.len() > 1 {
        objects.retain(|o| o.head != noun);
    }
    let adverb = parsed.children(head).iter().find(|&&c| parsed.xpos(c) == Xpos::Wrb);
    let role = match adverb.map(|&a| parsed.lower(a)) {
        Some("where") => Role::Place,
        Some("when") => Role::Time,
        _ => return,
    };
    qualifiers.push(Qualifier { role, marker: Vec::new(), argument: nominal(resolved, noun) });
}

/// Adjuncts in front of the first of several clauses with one subject are of all (*in 1970 he left and …*).
fn fronted(resolved: &Resolved, head: WordId) -> Vec<Qualifier> {
    let parsed = resolved.parsed();
    let beside = parsed.is(head, BaseRelation::Conj) && parsed.child_by(head, BaseRelation::Nsubj).is_none();
    let first = parsed.head(head).filter(|_| beside);
    let subject = first.and_then(|f| parsed.child_by(f, BaseRelation::Nsubj));
    let (Some(first), Some(subject)) = (first, subject) else { return Vec::new() };
    let in_front = |q: &Qualifier| !q.argument.clausal && q.argument.head < subject && subject < first;
    qualifiers::of_predicate(resolved, first).into_iter().filter(in_front).collect()
}

/// *was offered a contract by a club*: the agent, where it hangs on the object.
fn agent_inside(
    resolved: &Resolved,
    head: WordId,
    objects: &[Argument],
    qualifiers: &[Qualifier],
) -> Option<Qualifier> {
    let parsed = resolved.parsed();
    let by = |w: WordId| parsed.child_form(w, BaseRelation::Case) == "by";
    if qualifiers.iter().any(|q| by(q.argument.head)) {
        return None;
    }
    let inside =
        objects.last().map(|o| o.head).into_iter().chain(parsed.children_by(head, BaseRelation::Obl));
    let agent = inside
        .filter(|&w| w > head)
        .find_map(|w| parsed.children_by(w, BaseRelation::Nmod).find(|&c| by(c)))?;
    resolved.mentioned.headed_by(agent)?;
    let marker = marker(parsed, agent);
    Some(Qualifier { role: Role::Instrument, marker, argument: nominal(resolved, agent) })
}

/// Whether a whole sentence with its own subject stands behind the copula (*the reason is that people leave*).
fn is_sentence(parsed: &Parsed, head: WordId) -> bool {
    parsed.upos(head) == Upos::Verb
        && parsed.children_by(head, BaseRelation::Nsubj).any(|s| parsed.relation(s).subtype == Subtype::Outer)
        && parsed.children_by(head, BaseRelation::Nsubj).any(|s| parsed.relation(s).subtype != Subtype::Outer)
}

/// *how severe it is*: nothing is said of anything.
fn is_empty_clause(parsed: &Parsed, head: WordId) -> bool {
    let copula = parsed.child_by(head, BaseRelation::Cop).is_some();
    let asked = parsed.children_by(head, BaseRelation::Advmod).any(|a| parsed.lower(a) == "how");
    copula && (asked || parsed.upos(head) == Upos::Part) || tells_age(parsed, head)
}

/// *the suspects, aged 23 and 31*
fn tells_age(parsed: &Parsed, head: WordId) -> bool {
    parsed.lower(head) == "aged"
        && parsed.is(head, BaseRelation::Acl)
        && parsed.children(head).iter().any(|&c| matches!(parsed.upos(c), Upos::Num))
}

fn is_infinitive(parsed: &Parsed, head: WordId) -> bool {
    parsed.upos(head) == Upos::Verb
        && parsed.children_by(head, BaseRelation::Mark).any(|m| parsed.lower(m) == "to")
}

fn has_relative_word(parsed: &Parsed, head: WordId) -> bool {
    parsed.children(head).iter().any(|&c| matches!(parsed.xpos(c), Xpos::Wrb | Xpos::Wdt | Xpos::Wp))
}

/// Whether the relative clause begins with *whose*: the antecedent has its place in it.
fn whose(parsed: &Parsed, head: WordId) -> bool {
    parsed
        .children(head)
        .iter()
        .any(|&c| parsed.children(c).iter().any(|&w| parsed.xpos(w) == Xpos::WpPossessive))
}

fn kind(parsed: &Parsed, head: WordId) -> PropositionKind {
    let relation = parsed.relation(head);
    let infinitive = parsed.children_by(head, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    match relation.base {
        BaseRelation::Acl if relation.subtype == Subtype::Relcl => PropositionKind::Relative,
        _ if parsed.child_by(head, BaseRelation::Cop).is_some() && !is_sentence(parsed, head) => {
            PropositionKind::Copula
        }
        _ if infinitive => PropositionKind::Infinitive,
        BaseRelation::Acl | BaseRelation::Advcl if parsed.child_by(head, BaseRelation::Nsubj).is_none() => {
            PropositionKind::Participle
        }
        BaseRelation::Conj if is_second_participle(parsed, head) => PropositionKind::Participle,
        _ => PropositionKind::Clause,
    }
}

/// *a barn built in 1911 and sold in May*: the second of two participles without subject.
fn is_second_participle(parsed: &Parsed, head: WordId) -> bool {
    let own = parsed.child_by(head, BaseRelation::Nsubj).or(parsed.child_by(head, BaseRelation::Aux));
    let first = parsed.head(head).filter(|&first| parsed.xpos(first) == parsed.xpos(head));
    own.is_none()
        && matches!(parsed.xpos(head), Xpos::Vbn | Xpos::Vbg)
        && first.is_some_and(|first| kind(parsed, first) == PropositionKind::Participle)
}

/// Whether a participle without subject is passive (*built in May*).
fn passive_participle(parsed: &Parsed, head: WordId) -> bool {
    parsed.xpos(head) == Xpos::Vbn
        && parsed.children_by(head, BaseRelation::Aux).all(|a| parsed.relation(a).subtype == Subtype::Pass)
}

fn is_clausal(parsed: &Parsed, word: WordId) -> bool {
    matches!(parsed.upos(word), Upos::Verb) && parsed.is(word, BaseRelation::Csubj)
}

/// The infinitive that goes on with the subject of `head` (*plans* to *visit*), if `head` has no object that takes over.
fn continued(parsed: &Parsed, head: WordId) -> Option<WordId> {
    let verbal = |x: WordId| {
        parsed.upos(x) == Upos::Verb
            || parsed.child_by(x, BaseRelation::Cop).is_some()
            || completed_quality(parsed, x)
    };
    let own_object =
        parsed.child_by(head, BaseRelation::Obj).or_else(|| parsed.child_by(head, BaseRelation::Iobj));
    if own_object.is_some() {
        return None;
    }
    // *has not decided whether to sell*: that is what is decided
    let asked = |x: WordId| parsed.children_by(x, BaseRelation::Mark).any(|m| parsed.lower(m) == "whether");
    let goes_on = |&x: &WordId| verbal(x) && behind_preposition(parsed, head, x).is_none() && !asked(x);
    parsed.children_by(head, BaseRelation::Xcomp).find(goes_on)
}

/// The matrix verbs whose infinitive `head` is, the nearest first.
fn chain(parsed: &Parsed, head: WordId) -> Vec<WordId> {
    let mut found = Vec::new();
    let mut word = head;
    while parsed.is(word, BaseRelation::Xcomp) && found.len() < 8 {
        let Some(matrix) = parsed.head(word).filter(|&m| continued(parsed, m) == Some(word)) else { break };
        found.push(matrix);
        word = matrix;
    }
    found
}

/// What a copula predicates: a noun phrase is an object, an adjective with a complement part of the predicate, and
/// so is a phrase with preposition.
fn copular(resolved: &Resolved, head: WordId, qualifiers: &mut Vec<Qualifier>) -> Option<Argument> {
    let parsed = resolved.parsed();
    // *this is why Berg left*
    if parsed.xpos(head) == Xpos::Wrb {
        let clause = parsed.children(head).iter().find(|&&c| parsed.relation(c).subtype == Subtype::Relcl);
        return clause.map(|&c| clausal(resolved, c));
    }
    let prepositions = marker(parsed, head);
    if !prepositions.is_empty() {
        // *is in Oslo*: the phrase is what is said of the subject
        let role = qualifiers::role_of(resolved, head, &prepositions);
        qualifiers.insert(0, Qualifier { role, marker: prepositions, argument: nominal(resolved, head) });
        return None;
    }
    if parsed.is_noun(head) || matches!(parsed.upos(head), Upos::Pron | Upos::Num) {
        return Some(nominal(resolved, head));
    }
    // *is worth 3 million*
    if let Some(sum) = parsed.child_by(head, BaseRelation::Obj).filter(|&o| o > head) {
        return Some(nominal(resolved, sum));
    }
    // *is accessible since May* is complete without
    let timed = |o: WordId| qualifiers.iter().any(|q| q.argument.head == o && q.role == Role::Time);
    let completed =
        parsed.children_by(head, BaseRelation::Obl).any(|o| !marker(parsed, o).is_empty() && !timed(o))
            || parsed.child_by(head, BaseRelation::Ccomp).is_some()
            || parsed.child_by(head, BaseRelation::Xcomp).is_some();
    if let Some(complement) = parsed.child_by(head, BaseRelation::Ccomp) {
        return Some(clausal(resolved, complement));
    }
    (!completed).then(|| nominal(resolved, head))
}
