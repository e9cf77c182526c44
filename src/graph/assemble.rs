//! Entities and propositions to a graph: arguments become entities or words, doubles one edge with all its evidence.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the entities of the same graph"
)]

use super::doubles::{Key, add_evidence, key, same_occasion};
use super::knowledge_graph::KnowledgeGraph;
use super::references::References;
use super::types::{
    DocumentInfo, EntityNode, Evidence, MentionText, Relation, RelationQualifier, SentenceText, Value,
};
use super::{completion, countries, groups, markers};
use crate::entities::{Entity, Resolved};
use crate::lexicon::PRONOUNS;
use crate::mentions::{Form, Kind};
use crate::morphology::Upos;
use crate::propositions::{
    Amount, Argument, Modality, Ontology, Proposition, PropositionKind, Propositions, Qualifier,
    RelationShape, Role, TimeInterval, time,
};
use crate::span::{ByteSpan, EntityId, RelationId, WordId};
use crate::syntax::BaseRelation;
use crate::text::{Segmented, Sentence};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What goes into the graph, and under which names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GraphOptions {
    /// Document id, base IRI, date of publication.
    pub document: DocumentInfo,
    /// Only relations whose subject and object entity are of these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Only relations with these predicates (lemmas); all where empty.
    pub predicates: Vec<String>,
    /// Maps predicates to properties, and says which are symmetric or another's converse.
    pub ontology: Option<Ontology>,
    /// Schema filter: only relations that the ontology maps to a property.
    pub mapped_only: bool,
    /// Relate persons and organizations to the countries whose adjectives they have (*the German minister*).
    pub nationalities: bool,
    /// Leave out what is only somebody's word.
    pub without_attributed: bool,
    /// Leave out what is not stated as actual.
    pub without_unrealised: bool,
}

/// The graph of a document. Ids of entities are those of [`Resolved`], whose last, the coordinations that nothing takes up, are left
/// out; relations come in text order.
///
/// A relation is left out where its subject is a pronoun that refers to nothing known, and a proposition that names words or mentions
/// the document does not have is passed over. An act without object takes its
/// first adjunct that is no time as object, its preposition in the label; one that has nothing but its subject (*the talks
/// failed*) has its own words as object. Behind the relations of the propositions come those
/// of named entities to countries: capitals that stand for them, and nationalities where they are wanted ([`country_links`](crate::entities::country_links)); a country that the text does not name is
/// an entity more.
#[must_use]
pub fn assemble(resolved: &Resolved, propositions: &Propositions, options: &GraphOptions) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(options.document.clone());
    let own;
    let propositions = if propositions.all.iter().all(|p| p.is_of(resolved)) {
        propositions
    } else {
        let all = propositions.all.iter().filter(|p| p.is_of(resolved)).cloned().collect();
        own = Propositions { all, applied: propositions.applied.clone() };
        &own
    };
    let parsed = resolved.parsed();
    let references = References::new(resolved, propositions);
    // what only lists others is no node of its own
    let lists = |e: &Entity| match e.mentions.as_slice() {
        [only] => !resolved.mentioned.mention(*only).members.is_empty(),
        _ => false,
    };
    for entity in resolved.entities.iter().take_while(|e| !lists(e)) {
        let mentions = entity.mentions.iter().map(|&m| {
            let mention = resolved.mentioned.mention(m);
            let span = parsed.bytes_of(mention.span);
            MentionText {
                document: 0,
                start: span.start,
                end: span.end,
                text: span.of(parsed.text()).to_owned(),
                sentence: mention.sentence.index(),
            }
        });
        graph.add_entity(EntityNode {
            id: entity.id,
            label: references.label(entity),
            kind: entity.kind,
            named: entity.named,
            aliases: entity.aliases.clone(),
            members: entity.members.clone(),
            refers_to: Vec::new(),
            same_as: Vec::new(),
            iri: None,
            mentions: mentions.collect(),
        });
    }
    let published = options.document.published.as_deref().and_then(|d| d.parse().ok());
    let published = published.or_else(|| time::dateline(parsed.text()));
    let mut relations: Vec<Relation> = Vec::new();
    let mut seen: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    // for each proposition the relations it became or was added to
    let mut became: Vec<Vec<RelationId>> = vec![Vec::new(); propositions.all.len()];
    let told_apart = propositions.all.iter().enumerate().flat_map(|(number, whole)| {
        let apart = completion::told_apart(resolved, whole).into_iter();
        apart.flat_map(|one| groups::each_member(resolved, one)).map(move |proposition| (number, proposition))
    });
    for (number, proposition) in told_apart {
        let Some(mut relation) = relation(resolved, &proposition, published) else { continue };
        if let Some(ontology) = &options.ontology {
            map(resolved, ontology, &proposition, &mut relation);
        }
        if !admitted(resolved, &relation, options) {
            continue;
        }
        let alike = seen.entry(key(&relation)).or_default();
        let place = match alike.iter().find(|&&at| same_occasion(&relations[at], &relation)) {
            Some(&at) => {
                add_evidence(&mut relations[at], relation);
                at
            }
            None => {
                alike.push(relations.len());
                relations.push(relation);
                relations.len() - 1
            }
        };
        became[number].push(RelationId::from_index(place));
    }
    for relation in relations {
        graph.add_relation(relation);
    }
    for (entity, stated) in references.all() {
        let own = |id: &RelationId| {
            // what an entity takes part in is not what it stands for
            graph.relation(*id).is_some_and(|r| r.subject != entity && r.object != Value::Entity(entity))
        };
        let stated: Vec<RelationId> = stated.flat_map(|p| became[p].iter().copied()).filter(own).collect();
        graph.refer_entity(entity, stated);
    }
    let mut ties = countries::relations(resolved);
    for (_, relation) in &mut ties {
        map_tie(resolved, options, relation);
    }
    let places = options.kinds.is_empty() || options.kinds.contains(&Kind::Place);
    let wanted = |r: &Relation| options.nationalities || r.construction != PropositionKind::Demonym;
    ties.retain(|(_, relation)| places && wanted(relation) && admitted(resolved, relation, options));
    countries::add(&mut graph, resolved, ties);
    graph.set_notices(parsed.segmented.notices.clone());
    graph.set_sentences(sentences(&parsed.segmented));
    graph
}

/// The sentences with their words, and where they begin in characters.
fn sentences(segmented: &Segmented) -> Vec<SentenceText> {
    let (mut byte, mut character) = (0, 0);
    let text = segmented.text.as_str();
    let of = |sentence: &Sentence| {
        character += ByteSpan::new(byte, sentence.span.start).of(text).chars().count();
        byte = sentence.span.start;
        SentenceText {
            start: sentence.span.start,
            end: sentence.span.end,
            first_character: character,
            paragraph: sentence.paragraph,
            text: sentence.span.of(text).to_owned(),
        }
    };
    segmented.sentences.iter().map(of).collect()
}

/// The runs of the text that a proposition was read from, in text order.
fn runs(resolved: &Resolved, proposition: &Proposition) -> Vec<ByteSpan> {
    let parsed = resolved.parsed();
    let predicate = &proposition.predicate;
    let arguments = [&proposition.subject].into_iter().chain(&proposition.object);
    let adjuncts = proposition.qualifiers.iter();
    let own = parsed.sentence(proposition.sentence).words;
    let mut words: Vec<WordId> = arguments
        .flat_map(|a| &a.words)
        .chain(&predicate.words)
        .chain(&predicate.preposition)
        .chain(adjuncts.flat_map(|q| q.marker.iter().chain(&q.argument.words)))
        .copied()
        // what a list has its subject from stands in another sentence
        .filter(|&w| own.contains(w))
        .collect();
    words.sort_unstable();
    words.dedup();
    let mut runs: Vec<ByteSpan> = Vec::new();
    let mut last: Option<WordId> = None;
    for word in words {
        let span = parsed.bytes(word);
        match runs.last_mut() {
            Some(run) if last.is_some_and(|l| l.index() + 1 == word.index()) => *run = run.union(span),
            _ => runs.push(span),
        }
        last = Some(word);
    }
    runs
}

/// Exchanges arguments where the ontology wants the converse, and finds the property.
fn map(resolved: &Resolved, ontology: &Ontology, proposition: &Proposition, relation: &mut Relation) {
    if let (Some(converse), Value::Entity(object)) =
        (ontology.converse(&relation.predicate), &relation.object)
    {
        let subject = std::mem::replace(&mut relation.subject, *object);
        relation.object = Value::Entity(subject);
        relation.predicate.clone_from(&converse.becomes);
        // *works for*: what follows the verb is its preposition
        relation.marker = converse.label.split_once(' ').map_or(String::new(), |(_, led)| led.to_owned());
        relation.label.clone_from(&converse.label);
    }
    relation.symmetric |= ontology.is_symmetric(&relation.predicate);
    let last = relation.label.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let parsed = resolved.parsed();
    let markers =
        proposition.qualifiers.iter().map(|q| &q.marker).chain([&proposition.predicate.preposition]);
    let led = markers.flatten().any(|&w| parsed.lower(w) == last);
    relation.property = ontology.property(RelationShape {
        predicate: &relation.predicate,
        preposition: if led || last == "of" { &last } else { "" },
        subject: resolved.entity(relation.subject).kind,
        object: relation.object.entity().map(|id| resolved.entity(id).kind),
        construction: relation.construction,
    });
}

/// The property of a relation to a country.
fn map_tie(resolved: &Resolved, options: &GraphOptions, relation: &mut Relation) {
    let Some(ontology) = &options.ontology else { return };
    relation.property = ontology.property(RelationShape {
        predicate: &relation.predicate,
        preposition: "",
        subject: resolved.entity(relation.subject).kind,
        object: Some(Kind::Place),
        construction: relation.construction,
    });
}

fn admitted(resolved: &Resolved, relation: &Relation, options: &GraphOptions) -> bool {
    let kind = |id: EntityId| options.kinds.is_empty() || options.kinds.contains(&resolved.entity(id).kind);
    kind(relation.subject)
        && relation.object.entity().is_none_or(kind)
        && (options.predicates.is_empty() || options.predicates.contains(&relation.predicate))
        && !(options.mapped_only && relation.property.is_none())
        && !(options.without_attributed && relation.attribution.is_some() && !relation.presupposed)
        && !(options.without_unrealised && relation.modality != Modality::Actual)
}

/// The words of an argument, single spaces between, as they stand in the text where they are in a row.
pub(super) fn words_text(resolved: &Resolved, words: &[WordId]) -> String {
    let parsed = resolved.parsed();
    let mut out = String::new();
    for (i, &word) in words.iter().enumerate() {
        if i > 0 && parsed.bytes(words[i - 1]).end != parsed.bytes(word).start {
            out.push(' ');
        }
        out.push_str(parsed.form(word));
    }
    out
}

/// The entity an argument is; a pronoun counts only where it was resolved to something with a name or description.
fn entity(resolved: &Resolved, argument: &Argument) -> Option<EntityId> {
    let mention = argument.mention.filter(|_| !argument.clausal)?;
    let id = resolved.entity_of(mention);
    let speaks = |m: &crate::span::MentionId| resolved.mentioned.mention(*m).form != Form::Pronoun;
    let personal =
        PRONOUNS.get(resolved.parsed().lower(argument.head).as_str()).is_some_and(|p| p.person < 3);
    let entity = resolved.entity(id);
    (entity.mentions.iter().any(speaks) || personal || entity.clause.is_some()).then_some(id)
}

fn value(resolved: &Resolved, argument: &Argument) -> Value {
    match entity(resolved, argument) {
        Some(id) => Value::Entity(id),
        None => {
            let parsed = resolved.parsed();
            let mark = |w: &WordId| {
                argument.clausal
                    && matches!(parsed.lower(*w).as_str(), "that" | "to")
                    && parsed.head(*w) == Some(argument.head)
            };
            let words: Vec<WordId> = argument.words.iter().copied().skip_while(mark).collect();
            Value::Text(words_text(resolved, &words))
        }
    }
}

/// The amounts of an argument that is money or a quantity, also where they stand in brackets behind it.
fn amounts(resolved: &Resolved, argument: &Argument) -> Vec<Amount> {
    let parsed = resolved.parsed();
    let kind = argument.mention.map(|m| resolved.mentioned.mention(m).kind);
    let counts = matches!(kind, Some(Kind::Money | Kind::Quantity))
        || matches!(parsed.upos(argument.head), Upos::Num | Upos::Sym)
        || parsed.child_by(argument.head, BaseRelation::Nummod).is_some();
    if argument.clausal || !counts || kind == Some(Kind::Time) {
        return Vec::new();
    }
    let clause = |w: WordId| matches!(parsed.relation(w).base, BaseRelation::Acl | BaseRelation::Advcl);
    let first = parsed.subtree_where(argument.head, clause).into_iter().next().unwrap_or(argument.head);
    let last = parsed.children_by(argument.head, BaseRelation::Nummod).last();
    let last = last.map_or(argument.head, |w| w.max(argument.head));
    let (start, end) = (parsed.bytes(first).start, parsed.bytes(last).end);
    let bracket = parsed.text().get(end..).and_then(|t| t.trim_start().strip_prefix('(')?.split_once(')'));
    let end = bracket.map_or(end, |(_, after)| parsed.text().len() - after.len());
    Amount::read(parsed.segmented.read(ByteSpan::new(start, end)))
}

fn relation(resolved: &Resolved, proposition: &Proposition, published: Option<Date>) -> Option<Relation> {
    let parsed = resolved.parsed();
    let times = time::times(resolved, proposition, published);
    let when = times.iter().flatten().next().copied();
    let mut qualifiers: Vec<(&Qualifier, Option<TimeInterval>)> =
        proposition.qualifiers.iter().zip(times).collect();
    let mut subject = &proposition.subject;
    let mut object = proposition.object.as_ref();
    let alone: Argument;
    let mut label = proposition.predicate.label.clone();
    let agent = completion::agent(resolved, proposition);
    let mut active = false;
    let recipient = proposition.object.as_ref().map(|_| Qualifier {
        role: Role::Beneficiary,
        marker: Vec::new(),
        argument: proposition.subject.clone(),
    });
    if let Some(at) = agent {
        let suffers = subject;
        subject = &qualifiers.remove(at).0.argument;
        label = completion::active(resolved, proposition);
        active = true;
        match &recipient {
            // *X was offered a loan by Y*: Y offered it, to X
            Some(recipient) => qualifiers.push((recipient, None)),
            // *X was praised by Y*: Y praised X
            None => object = Some(suffers),
        }
    }
    let mut marker = proposition.predicate.preposition.as_slice();
    if object.is_none() {
        match completion::completing(resolved, proposition) {
            Some(at) => {
                let (qualifier, _) = qualifiers.remove(at);
                object = Some(&qualifier.argument);
                marker = &qualifier.marker;
            }
            None => {
                alone = completion::alone(resolved, proposition)?;
                object = Some(&alone);
            }
        }
    }
    let object = object?;
    let subject_id = entity(resolved, subject)?;
    // *aid to Oslo*, *the lawsuit against Norway* tell something of what has no name, *officials in Oslo*, *two days before Easter* nothing
    let nameless = resolved.entity(subject_id);
    let told = nameless.named
        || !matches!(nameless.kind, Kind::Person | Kind::Group | Kind::Time | Kind::Quantity | Kind::Money);
    if proposition.kind == PropositionKind::Nested && !told {
        return None;
    }
    let personal = |id: EntityId| {
        let entity = resolved.entity(id);
        let pronoun = |&m: &crate::span::MentionId| resolved.mentioned.mention(m).form == Form::Pronoun;
        entity.clause.is_none() && entity.mentions.iter().all(pronoun)
    };
    // *I*, *we*, *you* of nobody known, *it*: nothing is said of anybody
    if personal(subject_id) && parsed.upos(subject.head) == Upos::Pron {
        return None;
    }
    let object_value = value(resolved, object);
    if object_value == Value::Entity(subject_id) || object_value == Value::Text(String::new()) {
        // *Berg, the envoy, is the envoy*: nothing is said, but a description predicated of a name is an office
        // (*became the first woman to lead the navy*, too)
        let linked = parsed.is(object.head, BaseRelation::Xcomp);
        if proposition.kind != PropositionKind::Copula && !linked {
            return None;
        }
    }
    let object_value = if object_value == Value::Entity(subject_id) {
        // *the winner was Agnes Tiberg* says of her that she is the winner
        let described = parsed.upos(object.head) == Upos::Propn && parsed.upos(subject.head) != Upos::Propn;
        Value::Text(words_text(resolved, if described { &subject.words } else { &object.words }))
    } else {
        object_value
    };
    // *our members*: of nobody known
    let owner = parsed.xpos(object.head) == "PRP$" && object_value.entity().is_none_or(personal);
    if owner && proposition.predicate.implied {
        return None;
    }
    // *met in Oslo*, *discussed the plan*: only partners can change places
    let partner = object_value.entity().is_some_and(|id| {
        let kind = resolved.entity(id).kind;
        let led = marker.first().map(|&m| parsed.lower(m));
        matches!(kind, Kind::Person | Kind::Organization | Kind::Group | Kind::Place)
            && led.is_none_or(|m| matches!(m.as_str(), "with" | "to" | "between" | "and"))
    });
    let said = matches!(proposition.kind, PropositionKind::EventNoun | PropositionKind::Including);
    if !marker.is_empty() && !active && !said {
        let words: Vec<&str> = marker.iter().map(|&w| parsed.form(w)).collect();
        let own = words.join(" ");
        if !label.ends_with(&own) {
            label = format!("{label} {own}");
        }
    }
    // the preposition of a passive turned round is not the verb's
    let led = if active || said { &[] } else { marker };
    let marker = markers::marker(resolved, proposition, led);
    let sentence = parsed.sentence(proposition.sentence);
    // *raised its rates in a move that …*: the move is that itself
    let itself = |q: &Qualifier| {
        let entity = entity(resolved, &q.argument).map(|id| resolved.entity(id));
        entity.is_some_and(|e| e.clause == Some(proposition.predicate.head))
    };
    let qualifiers = qualifiers
        .into_iter()
        .filter(|(q, _)| !itself(q))
        .map(|(q, time)| RelationQualifier {
            role: q.role,
            marker: words_text(resolved, &q.marker),
            value: value(resolved, &q.argument),
            time,
            amounts: amounts(resolved, &q.argument),
        })
        .filter(|q| q.value != Value::Text(String::new()))
        .collect();
    Some(Relation {
        subject: subject_id,
        predicate: proposition.predicate.lemma.clone(),
        // whom one meets meets one, where one meets does not
        symmetric: proposition.predicate.symmetric && partner && marker.is_empty(),
        marker,
        property: None,
        label: label.trim().to_owned(),
        object: object_value,
        time: when,
        amounts: amounts(resolved, object),
        qualifiers,
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
