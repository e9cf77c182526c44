//! A graph to triples: plain ones for what the article states as actual and affirmative, a statement node for every
//! relation. They come in the order of the document, all triples of a subject in a row.

use super::builder::{Builder, Intervals, Positions, Shape};
use super::dataset::{Dataset, Datatype, Object, Term, TermId, Triple};
use super::error::WriteError;
use super::names::{Distinct, Names, checked, predicate_slug, serde_name, slug};
use super::vocabulary::{Name, RELATA};
use super::{Detail, RdfOptions};
use crate::graph::{EntityNode, KnowledgeGraph, Relation, Value};
use crate::span::EntityId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Where the crate is described: the agent its statements come from.
const SOFTWARE: &str = env!("CARGO_PKG_REPOSITORY");

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
        positions: Positions::default(),
        intervals: Intervals::default(),
        numbered: !(options.mentions && options.detail == Detail::Full && in_order(graph)),
        roles: vec![Vec::new(); graph.entities().count()],
    };
    builder.all()?;
    Ok(builder.data)
}

/// Whether the entities come in the order of their first mentions, each at its own place.
fn in_order(graph: &KnowledgeGraph) -> bool {
    let first =
        |entity: &EntityNode| entity.mentions.iter().map(|m| (m.start, std::cmp::Reverse(m.end))).min();
    let mut firsts = graph.entities().map(first);
    let mut last = firsts.next().flatten();
    // of one entity the order is plain, but it needs a mention, too
    last.is_some()
        && firsts.all(|place| {
            let after = place.is_some() && place > last;
            last = place;
            after
        })
}

impl<'g> Builder<'g, '_> {
    fn all(&mut self) -> Result<(), WriteError> {
        let graph = self.graph;
        self.document();
        // in order of their numbers: those of the predicates do not depend on what is asserted
        let mut distinct = Distinct::default();
        for relation in graph.relations() {
            let known = (relation.predicate.as_str(), relation.marker.as_str());
            if !self.predicates.contains_key(&known) {
                let full = relation.full_predicate();
                let name = distinct.take(predicate_slug(&full));
                let id = self.iri(format!("{}predicate/{name}", self.names.base));
                self.predicates.insert(known, id);
                self.label(id, Name::Label, full);
                self.string(id, Name::Verb, &relation.predicate);
            }
        }
        for (number, relation) in graph.relations().enumerate() {
            self.hold(number, relation);
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
            let subject = self.term_of(entity.id);
            let mut seen: FxHashSet<(TermId, Cow<'g, Value>)> = FxHashSet::default();
            for (predicate, object) in facts {
                if seen.insert((predicate, object.clone())) {
                    let object = match object {
                        Cow::Borrowed(value) => self.value(value),
                        Cow::Owned(value) => match value.entity() {
                            Some(id) => self.term_of(id),
                            None => continue,
                        },
                    };
                    self.data.triples.push(Triple(subject, predicate, Object::Term(object)));
                }
            }
        }
        for (number, relation) in graph.relations().enumerate() {
            self.relation(number, relation)?;
        }
        self.write_positions();
        self.write_intervals();
        Ok(())
    }

    /// The plain triples of a relation, under their subjects: with its predicate, and with the property it is mapped to.
    fn facts(
        &mut self,
        relation: &'g Relation,
        facts: &mut [Vec<(TermId, Cow<'g, Value>)>],
    ) -> Result<(), WriteError> {
        let predicate = self.predicate(relation);
        let mut add = |subject: EntityId, predicate: TermId, object: Cow<'g, Value>| {
            facts.get_mut(subject.index()).into_iter().for_each(|own| own.push((predicate, object.clone())));
        };
        add(relation.subject, predicate, Cow::Borrowed(&relation.object));
        // a class of acts is what the statement is, nothing between the two
        let Some(property) = relation.property.as_ref().filter(|p| !p.action) else { return Ok(()) };
        let mapped = self.property(&property.iri)?;
        match (property.inverse, relation.object.entity()) {
            (false, _) => add(relation.subject, mapped, Cow::Borrowed(&relation.object)),
            (true, Some(object)) => {
                add(object, mapped, Cow::Owned(Value::Entity(relation.subject)));
            }
            // words are no subject
            (true, None) => {}
        }
        Ok(())
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
        self.label(software, Name::Label, concat!("relata ", env!("CARGO_PKG_VERSION")));
        let document = self.document;
        self.class(document, Name::Document);
        self.class(document, Name::SchemaArticle);
        self.string(document, Name::Identifier, &info.id);
        self.string(document, Name::Language, "en");
        if let Some(title) = &info.title {
            self.label(document, Name::Title, title);
        }
        if let Some(date) = &info.published {
            let date = self.literal(date, Datatype::Date);
            self.add(document, Name::Issued, date);
        }
        self.text();
        if let Some(publisher) = &info.publisher {
            let node = self.iri(format!("{}publisher/{}", self.names.base, slug(publisher, "publisher")));
            self.add(document, Name::Publisher, node);
            self.class(node, Name::Agent);
            self.label(node, Name::Label, publisher);
        }
    }
}
