//! A proposition to a relation: its arguments as the edge has them, and whether it says anything of anybody.

use super::completion::{Arranged, arrange};
use super::markers;
use super::types::{Evidence, Relation, RelationQualifier, Value};
use super::values::{amounts, entity, runs, value, words_text};
use crate::entities::Resolved;
use crate::lexicon::PARTNER_PREPOSITIONS;
use crate::mentions::{Form, Kind};
use crate::morphology::{Upos, Xpos};
use crate::propositions::{Argument, Proposition, PropositionKind, Qualifier, time};
use crate::span::{EntityId, MentionId, RelationId, WordId};
use crate::syntax::BaseRelation;
use jiff::civil::Date;

/// The relation that a proposition is; `None` where its subject is nobody known, or nothing is said of it.
pub(super) fn relation(
    resolved: &Resolved,
    proposition: &Proposition,
    published: Option<Date>,
) -> Option<Relation> {
    let times = time::times(resolved, proposition, published);
    let when = times.iter().flatten().next().copied();
    let parts = arrange(resolved, proposition, times)?;
    let subject = entity(resolved, parts.subject)?;
    if !is_known(resolved, proposition, parts.subject, subject) {
        return None;
    }
    let object = object(resolved, proposition, &parts, subject)?;
    let said = matches!(proposition.kind, PropositionKind::EventNoun | PropositionKind::Including);
    // the preposition of a passive turned round is not the verb's
    let led = if parts.active || said { &[] } else { parts.marker };
    let marker = markers::marker(resolved, proposition, led);
    let sentence = resolved.parsed().sentence(proposition.sentence);
    Some(Relation {
        // given when it is added
        id: RelationId(0),
        subject,
        predicate: proposition.predicate.lemma.clone(),
        // whom one meets meets one, where one meets does not
        symmetric: proposition.predicate.symmetric
            && is_partner(resolved, &object, parts.marker)
            && marker.is_empty(),
        marker,
        tenure: proposition.predicate.tenure,
        property: None,
        label: label(resolved, &parts.label, led),
        time: when,
        amounts: amounts(resolved, &parts.object),
        qualifiers: qualifiers(resolved, proposition, &parts),
        object,
        polarity: proposition.polarity,
        modality: proposition.modality,
        attribution: proposition.attribution.as_ref().map(|a| value(resolved, a)),
        presupposed: proposition.attribution.is_some() && proposition.presupposed,
        construction: proposition.kind,
        rule: proposition.rule.clone(),
        confidence: (proposition.confidence * 1000.0).round() / 1000.0,
        evidence: vec![Evidence {
            document: 0,
            start: sentence.span.start,
            end: sentence.span.end,
            sentence: proposition.sentence.index(),
            words: runs(resolved, proposition),
        }],
    })
}

/// Whether the entity is but a pronoun of nobody known.
fn is_personal(resolved: &Resolved, id: EntityId) -> bool {
    let entity = resolved.entity(id);
    let pronoun = |&m: &MentionId| resolved.mentioned.mention(m).form == Form::Pronoun;
    entity.clause.is_none() && entity.mentions.iter().all(pronoun)
}

/// Whether something may be said of the subject.
fn is_known(resolved: &Resolved, proposition: &Proposition, subject: &Argument, id: EntityId) -> bool {
    // *aid to Oslo*, *the lawsuit against Norway* tell something of what has no name, *officials in Oslo*, *two days before Easter* nothing
    let nameless = resolved.entity(id);
    let told = nameless.named
        || !matches!(nameless.kind, Kind::Person | Kind::Group | Kind::Time | Kind::Quantity | Kind::Money);
    if proposition.kind == PropositionKind::Nested && !told {
        return false;
    }
    // *I*, *we*, *you* of nobody known, *it*: nothing is said of anybody
    !(is_personal(resolved, id) && resolved.parsed().upos(subject.head) == Upos::Pron)
}

/// What the relation has as object; `None` where it says nothing.
fn object(resolved: &Resolved, proposition: &Proposition, parts: &Arranged, id: EntityId) -> Option<Value> {
    let parsed = resolved.parsed();
    let (subject, object) = (parts.subject, &parts.object);
    let found = value(resolved, object);
    let itself = found == Value::Entity(id);
    if itself || found == Value::Text(String::new()) {
        // *Berg, the envoy, is the envoy*: nothing is said, but a description predicated of a name is an office
        // (*became the first woman to lead the navy*, too)
        let linked = parsed.is(object.head, BaseRelation::Xcomp);
        if proposition.kind != PropositionKind::Copula && !linked {
            return None;
        }
    }
    let found = if itself {
        // *the winner was Agnes Tiberg* says of her that she is the winner
        let described = parsed.upos(object.head) == Upos::Propn && parsed.upos(subject.head) != Upos::Propn;
        Value::Text(words_text(resolved, if described { &subject.words } else { &object.words }))
    } else {
        found
    };
    // *our members*: of nobody known
    let owner = parsed.xpos(object.head) == Xpos::PrpPossessive
        && found.entity().is_none_or(|id| is_personal(resolved, id));
    (!owner || !proposition.predicate.implied).then_some(found)
}

/// *met in Oslo*, *discussed the plan*: only partners can change places.
fn is_partner(resolved: &Resolved, object: &Value, marker: &[WordId]) -> bool {
    object.entity().is_some_and(|id| {
        let kind = resolved.entity(id).kind;
        let led = marker.first().map(|&m| resolved.parsed().lower(m));
        matches!(kind, Kind::Person | Kind::Organization | Kind::Group | Kind::Place)
            && led.is_none_or(|m| PARTNER_PREPOSITIONS.contains(m))
    })
}

/// What stands on the edge: the predicate's words, and the preposition that leads to the object.
fn label(resolved: &Resolved, predicate: &str, led: &[WordId]) -> String {
    let words: Vec<&str> = led.iter().map(|&w| resolved.parsed().form(w)).collect();
    let own = words.join(" ");
    let label = if predicate.ends_with(&own) { predicate.to_owned() } else { format!("{predicate} {own}") };
    label.trim().to_owned()
}

fn qualifiers(resolved: &Resolved, proposition: &Proposition, parts: &Arranged) -> Vec<RelationQualifier> {
    // *raised its rates in a move that …*: the move is that itself
    let itself = |q: &Qualifier| {
        let entity = entity(resolved, &q.argument).map(|id| resolved.entity(id));
        entity.is_some_and(|e| e.clause == Some(proposition.predicate.head))
    };
    let others = parts.qualifiers.iter().filter(|(q, _)| !itself(q));
    others
        .map(|(q, time)| RelationQualifier {
            role: q.role,
            marker: words_text(resolved, &q.marker),
            value: value(resolved, &q.argument),
            time: *time,
            amounts: amounts(resolved, &q.argument),
        })
        .filter(|q| q.value != Value::Text(String::new()))
        .collect()
}
