//! A graph to triples: plain ones for what the article states as actual and affirmative, a statement node for every
//! relation. They come in the order of the document, all triples of a subject in a row.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the entities and terms of the same graph"
)]

use super::dataset::{Dataset, Datatype, Object, Term, TermId};
use super::error::WriteError;
use super::names::{Distinct, Names, checked, predicate_slug, slug};
use super::positions::Positions;
use super::vocabulary::{Name, RELATA};
use super::{Detail, RdfOptions, text};
use crate::graph::{EntityNode, KnowledgeGraph, Relation, Value};
use crate::mentions::Kind;
use rdf_types::Triple;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::borrow::Cow;

/// Where the crate is described: the agent its statements come from.
const SOFTWARE: &str = env!("CARGO_PKG_REPOSITORY");

/// How the triples are to be, beside the user's options.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Into the document's named graph.
    pub(super) named_graph: bool,
    /// Statements as triple terms of RDF 1.2.
    pub(super) triple_terms: bool,
    /// What literals the syntax can carry.
    pub(super) characters: text::Characters,
}

/// The triples of a graph.
pub(super) fn dataset<'g>(
    graph: &'g KnowledgeGraph,
    options: &RdfOptions,
    shape: Shape,
) -> Result<Dataset<'g>, WriteError> {
    if graph.documents().len() > 1 {
        return Err(WriteError::Documents(graph.documents().len()));
    }
    let names = Names::new(graph)?;
    checked(&options.vocabulary)?;
    let mut data = Dataset::default();
    for &name in Name::ALL {
        let (namespace, local) = name.parts();
        let namespace = if namespace == RELATA { options.vocabulary.as_str() } else { namespace };
        data.add(Term::Iri(format!("{namespace}{local}").into()));
    }
    let document = data.add(Term::Iri(names.document.clone().into()));
    let entities = names.entities.iter().map(|iri| data.add(Term::Iri(iri.clone().into()))).collect();
    let mut builder = Builder {
        graph,
        options,
        shape,
        names,
        data,
        document,
        entities,
        predicates: FxHashMap::default(),
        properties: FxHashMap::default(),
        individuals: FxHashMap::default(),
        lists: Vec::new(),
        positions: Positions::default(),
    };
    builder.all()?;
    Ok(builder.data)
}

pub(super) struct Builder<'g, 'o> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) options: &'o RdfOptions,
    shape: Shape,
    pub(super) names: Names,
    pub(super) data: Dataset<'g>,
    pub(super) document: TermId,
    pub(super) entities: Vec<TermId>,
    predicates: FxHashMap<&'g str, TermId>,
    properties: FxHashMap<&'g str, TermId>,
    individuals: FxHashMap<&'static str, TermId>,
    /// The cells of lists, their items and what follows: written after the entities they belong to.
    lists: Vec<[TermId; 3]>,
    pub(super) positions: Positions<'g>,
}

impl<'g> Builder<'g, '_> {
    pub(super) fn add(&mut self, subject: TermId, predicate: Name, object: TermId) {
        self.data.triples.push(Triple(subject, TermId(predicate as u32), Object::Term(object)));
    }

    pub(super) fn class(&mut self, subject: TermId, class: Name) {
        self.add(subject, Name::Type, TermId(class as u32));
    }

    pub(super) fn iri(&mut self, iri: String) -> TermId {
        self.data.add(Term::Iri(iri.into()))
    }

    fn literal(&mut self, text: &'g str, datatype: Datatype) -> TermId {
        let text = text::carried(text, self.shape.characters);
        self.data.add(Term::Literal(text, datatype))
    }

    pub(super) fn string(&mut self, subject: TermId, predicate: Name, text: &'g str) {
        let object = self.literal(text, Datatype::String);
        self.add(subject, predicate, object);
    }

    pub(super) fn typed(&mut self, subject: TermId, predicate: Name, value: String, datatype: Datatype) {
        let object = self.data.add(Term::Literal(value.into(), datatype));
        self.add(subject, predicate, object);
    }

    pub(super) fn integer(&mut self, subject: TermId, predicate: Name, value: usize) {
        self.typed(subject, predicate, value.to_string(), Datatype::Integer);
    }

    pub(super) fn natural(&mut self, subject: TermId, predicates: &[Name], value: usize) {
        let object = self.data.add(Term::Literal(value.to_string().into(), Datatype::NonNegativeInteger));
        for &predicate in predicates {
            self.add(subject, predicate, object);
        }
    }

    pub(super) fn boolean(&mut self, subject: TermId, predicate: Name, value: bool) {
        let object = self.literal(if value { "true" } else { "false" }, Datatype::Boolean);
        self.add(subject, predicate, object);
    }

    /// A term of our own that is a value: a kind, role, polarity or modality.
    fn individual(&mut self, name: &'static str) -> TermId {
        if let Some(&id) = self.individuals.get(name) {
            return id;
        }
        let id = self.data.add(Term::Iri(format!("{}{name}", self.options.vocabulary).into()));
        self.individuals.insert(name, id);
        id
    }

    fn all(&mut self) -> Result<(), WriteError> {
        let graph = self.graph;
        self.document();
        // in order of their numbers: those of the predicates do not depend on what is asserted
        let mut distinct = Distinct::default();
        for relation in graph.relations() {
            if !self.predicates.contains_key(relation.predicate.as_str()) {
                let name = distinct.take(predicate_slug(&relation.predicate));
                let iri = format!("{}predicate/{name}", self.names.base);
                let id = self.iri(iri);
                self.predicates.insert(&relation.predicate, id);
                self.class(id, Name::Property);
                self.string(id, Name::Label, &relation.predicate);
            }
        }
        let mut facts: Vec<Vec<(TermId, Cow<'g, Value>)>> = vec![Vec::new(); self.entities.len()];
        let mut sources: FxHashSet<usize> = FxHashSet::default();
        for relation in graph.relations() {
            // what is denied, planned, possible, demanded, conditional or only said is never a plain triple
            if relation.is_asserted() {
                self.facts(relation, &mut facts)?;
            }
            sources.extend(relation.attribution.iter().filter_map(Value::entity).map(|id| id.index()));
        }
        for (entity, facts) in graph.entities().zip(facts) {
            self.entity(entity, sources.contains(&entity.id.index()))?;
            let subject = self.entities[entity.id.index()];
            let mut seen: FxHashSet<(TermId, Cow<'g, Value>)> = FxHashSet::default();
            for (predicate, object) in facts {
                if seen.insert((predicate, object.clone())) {
                    let object = match object {
                        Cow::Borrowed(value) => self.value(value),
                        Cow::Owned(value) => match value.entity() {
                            Some(id) => self.entities[id.index()],
                            None => continue,
                        },
                    };
                    self.data.triples.push(Triple(subject, predicate, Object::Term(object)));
                }
            }
        }
        for [cell, item, next] in std::mem::take(&mut self.lists) {
            self.add(cell, Name::First, item);
            self.add(cell, Name::Rest, next);
        }
        for (number, relation) in graph.relations().enumerate() {
            self.relation(number, relation)?;
        }
        self.write_positions();
        Ok(())
    }

    /// The plain triples of a relation, under their subjects: with its predicate, and with the property it is mapped to.
    fn facts(
        &mut self,
        relation: &'g Relation,
        facts: &mut [Vec<(TermId, Cow<'g, Value>)>],
    ) -> Result<(), WriteError> {
        let predicate = self.predicates[relation.predicate.as_str()];
        let subject = relation.subject.index();
        facts[subject].push((predicate, Cow::Borrowed(&relation.object)));
        let Some(property) = &relation.property else { return Ok(()) };
        let mapped = self.property(&property.iri)?;
        match (property.inverse, relation.object.entity()) {
            (false, _) => facts[subject].push((mapped, Cow::Borrowed(&relation.object))),
            (true, Some(object)) => {
                facts[object.index()].push((mapped, Cow::Owned(Value::Entity(relation.subject))));
            }
            // words are no subject
            (true, None) => {}
        }
        Ok(())
    }

    /// The property of somebody's ontology.
    fn property(&mut self, iri: &'g str) -> Result<TermId, WriteError> {
        if let Some(&id) = self.properties.get(iri) {
            return Ok(id);
        }
        let id = self.iri(checked(iri)?);
        self.properties.insert(iri, id);
        Ok(id)
    }

    fn document(&mut self) {
        let graph = self.graph;
        let info = graph.document();
        let own = self.iri(self.names.graph.clone());
        if self.shape.named_graph {
            self.data.graph = Some(own);
        }
        self.class(own, Name::Graph);
        self.string(own, Name::UriSpace, &info.base_iri);
        self.add(own, Name::WasDerivedFrom, self.document);
        let software = self.iri(SOFTWARE.to_owned());
        self.add(own, Name::WasAttributedTo, software);
        let notices: Vec<TermId> = (0..graph.notices().len())
            .map(|i| self.iri(format!("{}notice/{}-{i}", self.names.base, self.names.slug)))
            .collect();
        for &node in &notices {
            self.add(own, Name::HasNotice, node);
        }
        for (i, (notice, node)) in graph.notices().iter().zip(notices).enumerate() {
            self.class(node, Name::Notice);
            self.integer(node, Name::Number, i);
            self.typed(node, Name::NoticeKind, serde_name(&notice.kind), Datatype::String);
            self.integer(node, Name::StartByte, notice.span.start);
            self.integer(node, Name::EndByte, notice.span.end);
        }
        self.class(software, Name::SoftwareAgent);
        self.string(software, Name::Label, concat!("relata ", env!("CARGO_PKG_VERSION")));
        let document = self.document;
        self.class(document, Name::Document);
        self.class(document, Name::Context);
        self.string(document, Name::Identifier, &info.id);
        self.string(document, Name::Language, "en");
        if let Some(title) = &info.title {
            self.string(document, Name::Title, title);
        }
        if let Some(date) = &info.published {
            let date = self.literal(date, Datatype::Date);
            self.add(document, Name::Issued, date);
        }
        if let Some(publisher) = &info.publisher {
            let node = self.iri(format!("{}publisher/{}", self.names.base, slug(publisher, "publisher")));
            self.add(document, Name::Publisher, node);
            self.class(node, Name::Agent);
            self.string(node, Name::Label, publisher);
        }
    }

    fn entity(&mut self, entity: &'g EntityNode, source: bool) -> Result<(), WriteError> {
        let subject = self.entities[entity.id.index()];
        let class = self.individual(class_name(entity.kind));
        self.add(subject, Name::Type, class);
        if source {
            self.class(subject, Name::Agent);
        }
        self.string(subject, Name::Label, &entity.label);
        for alias in &entity.aliases {
            self.string(subject, Name::AltLabel, alias);
        }
        self.integer(subject, Name::Number, entity.id.index());
        self.boolean(subject, Name::Named, entity.named);
        for &member in &entity.members {
            if let Some(&member) = self.entities.get(member.index()) {
                self.add(subject, Name::Member, member);
            }
        }
        for relation in &entity.refers_to {
            let statement = self.iri(self.names.statement(relation.index()));
            self.add(subject, Name::RefersTo, statement);
        }
        for iri in &entity.same_as {
            let other = checked(iri)?;
            let other = self.iri(other);
            self.add(subject, Name::SameAs, other);
        }
        let mentions = self.options.mentions && self.options.detail == Detail::Full;
        let mentions = if mentions { entity.mentions.as_slice() } else { &[] };
        for mention in mentions {
            self.mention(entity.id, mention);
        }
        if entity.aliases.len() > 1 {
            self.aliases(subject, entity);
        }
        Ok(())
    }

    /// The order of the aliases, which `skos:altLabel` does not have; its list's nodes have names, too.
    fn aliases(&mut self, subject: TermId, entity: &'g EntityNode) {
        let whole = self.names.entities[entity.id.index()].as_str();
        let local = whole.strip_prefix(&format!("{}entity/", self.names.base)).unwrap_or("entity").to_owned();
        let scope = if entity.named { format!("{}__{local}", self.names.slug) } else { local };
        let start = format!("{}aliases/{scope}", self.names.base);
        let node = |i: usize| format!("{start}-{i}");
        let mut cell = self.iri(node(0));
        self.add(subject, Name::Aliases, cell);
        for (i, alias) in entity.aliases.iter().enumerate() {
            let next =
                if i + 1 == entity.aliases.len() { TermId(Name::Nil as u32) } else { self.iri(node(i + 1)) };
            let alias = self.literal(alias, Datatype::String);
            self.lists.push([cell, alias, next]);
            cell = next;
        }
    }

    fn value(&mut self, value: &'g Value) -> TermId {
        match value {
            Value::Entity(id) => match self.entities.get(id.index()) {
                Some(&term) => term,
                None => self.literal("", Datatype::String),
            },
            Value::Text(text) => self.literal(text, Datatype::String),
        }
    }

    fn relation(&mut self, number: usize, relation: &'g Relation) -> Result<(), WriteError> {
        let subject = self.entities[relation.subject.index()];
        let predicate = self.predicates[relation.predicate.as_str()];
        let object = self.value(&relation.object);
        let name = self.names.statement(number);
        let statement = self.iri(name.clone());
        if self.shape.triple_terms {
            let triple = Object::Triple([subject, predicate, object]);
            self.data.triples.push(Triple(statement, TermId(Name::Reifies as u32), triple));
            self.class(statement, Name::Statement);
        } else {
            self.class(statement, Name::Statement);
            self.add(statement, Name::Subject, subject);
            self.add(statement, Name::Predicate, predicate);
            self.add(statement, Name::Object, object);
        }
        self.string(statement, Name::Label, &relation.label);
        self.integer(statement, Name::Number, number);
        let polarity = self.individual(relation.polarity.as_str());
        self.add(statement, Name::Polarity, polarity);
        let modality = self.individual(relation.modality.as_str());
        self.add(statement, Name::Modality, modality);
        let confidence = if relation.confidence.is_finite() { relation.confidence } else { 0.0 };
        self.typed(statement, Name::Confidence, confidence.to_string(), Datatype::Decimal);
        self.typed(statement, Name::Construction, serde_name(&relation.construction), Datatype::String);
        if !relation.rule.is_empty() {
            self.string(statement, Name::Rule, &relation.rule);
        }
        if relation.symmetric {
            self.boolean(statement, Name::Symmetric, true);
        }
        if let Some(property) = &relation.property {
            let mapped = self.property(&property.iri)?;
            self.add(statement, Name::MappedTo, mapped);
            if property.inverse {
                self.boolean(statement, Name::Inverse, true);
            }
        }
        if relation.presupposed {
            self.boolean(statement, Name::Presupposed, true);
        }
        self.add(statement, Name::WasDerivedFrom, self.document);
        let said = relation.attribution.as_ref().map(|source| match source {
            Value::Entity(id) if id.index() < self.entities.len() => (self.entities[id.index()], None),
            Value::Entity(_) => (self.iri(format!("{name}-source")), Some("")),
            Value::Text(text) => (self.iri(format!("{name}-source")), Some(text.as_str())),
        });
        if let Some((source, _)) = said {
            self.add(statement, Name::WasAttributedTo, source);
        }
        let (evidence, runs) = match self.options.detail {
            Detail::Facts => (&[] as &[_], &[] as &[_]),
            Detail::Evidence => (relation.evidence.as_slice(), &[] as &[_]),
            Detail::Full => (relation.evidence.as_slice(), relation.evidence.as_slice()),
        };
        for evidence in evidence {
            let place = self.evidence(evidence);
            self.add(statement, Name::Evidence, place);
        }
        for evidence in runs {
            for &run in &evidence.words {
                let run = self.words(run, evidence.sentence);
                self.add(statement, Name::Words, run);
            }
        }
        let measures = self.measures(statement, &name, relation.time.as_ref(), &relation.amounts);
        let nodes: Vec<TermId> =
            (0..relation.qualifiers.len()).map(|i| self.iri(format!("{name}-qualifier-{i}"))).collect();
        for &node in &nodes {
            self.add(statement, Name::HasQualifier, node);
        }
        if let Some((source, Some(text))) = said {
            self.class(source, Name::Agent);
            self.string(source, Name::Label, text);
        }
        self.write_measures(measures, relation.time.as_ref(), &relation.amounts);
        for (i, (qualifier, node)) in relation.qualifiers.iter().zip(nodes).enumerate() {
            self.class(node, Name::Qualifier);
            self.integer(node, Name::Number, i);
            let role = self.individual(qualifier.role.as_str());
            self.add(node, Name::Role, role);
            if !qualifier.marker.is_empty() {
                self.string(node, Name::Marker, &qualifier.marker);
            }
            let value = self.value(&qualifier.value);
            self.add(node, Name::Value, value);
            let (time, amounts) = (qualifier.time.as_ref(), qualifier.amounts.as_slice());
            let measures = self.measures(node, &format!("{name}-qualifier-{i}"), time, amounts);
            self.write_measures(measures, time, amounts);
        }
        Ok(())
    }
}

/// The name a unit variant has in the interchange formats.
pub(super) fn serde_name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The class of a kind.
pub(super) fn class_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Organization => "Organization",
        Kind::Place => "Place",
        Kind::Event => "Event",
        Kind::Time => "Time",
        Kind::Money => "Money",
        Kind::Quantity => "Quantity",
        Kind::Group => "Group",
        Kind::Work => "Work",
        Kind::Object => "Object",
        Kind::Abstract => "Abstract",
    }
}
