//! The node of a relation: how it stands, who says so, and its adjuncts.

use super::Detail;
use super::builder::Builder;
use super::dataset::{Datatype, Object, TermId, Triple};
use super::entities::is_agent;
use super::error::WriteError;
use super::vocabulary::Name;
use crate::graph::{Relation, Value};
use crate::propositions::{Modality, Polarity, Property};
use crate::rules::construction_kind;

impl<'g> Builder<'g, '_> {
    pub(super) fn relation(&mut self, number: usize, relation: &'g Relation) -> Result<(), WriteError> {
        let name = self.names.statement(number);
        let statement = self.iri(name.clone());
        self.triple(statement, relation);
        self.label(statement, Name::Label, &relation.label);
        self.standing(statement, relation);
        if let Some(property) = &relation.property {
            self.mapped(statement, relation, property)?;
        }
        self.write_role(statement, relation);
        if relation.presupposed {
            self.boolean(statement, Name::Presupposed, true);
        }
        let said = self.source(statement, &name, relation);
        self.evidences(statement, relation);
        let measures = self.measures(statement, &name, relation.time.as_ref(), &relation.amounts);
        let nodes: Vec<TermId> =
            (0..relation.qualifiers.len()).map(|i| self.iri(format!("{name}-qualifier-{i}"))).collect();
        for &node in &nodes {
            self.add(statement, Name::HasQualifier, node);
        }
        if let Some((source, text)) = said {
            self.class(source, Name::Agent);
            self.label(source, Name::Label, text);
        }
        self.write_amounts(measures, &relation.amounts);
        self.qualifiers(&name, relation, nodes);
        Ok(())
    }

    /// Who does what to whom.
    fn triple(&mut self, statement: TermId, relation: &'g Relation) {
        let subject = self.term_of(relation.subject);
        let predicate = self.predicate(relation);
        let object = self.value(&relation.object);
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
    }

    /// How it stands, how sure it is, and what read it.
    fn standing(&mut self, statement: TermId, relation: &'g Relation) {
        let polarity = self.individual(relation.polarity.as_str());
        self.add(statement, Name::Polarity, polarity);
        let modality = self.individual(relation.modality.as_str());
        self.add(statement, Name::Modality, modality);
        let confidence = if relation.confidence.is_finite() { relation.confidence } else { 0.0 };
        self.typed(statement, Name::Confidence, confidence.to_string(), Datatype::Decimal);
        // most rules tell it
        if relation.construction != construction_kind(&relation.rule) {
            self.string(statement, Name::Construction, relation.construction.as_str());
        }
        if !relation.rule.is_empty() {
            self.string(statement, Name::Rule, &relation.rule);
        }
        if relation.symmetric {
            self.boolean(statement, Name::Symmetric, true);
        }
        if let Some(tenure) = relation.tenure {
            self.string(statement, Name::Tenure, tenure.as_str());
        }
    }

    /// The sentences that state it, then the words in them.
    fn evidences(&mut self, statement: TermId, relation: &'g Relation) {
        if self.options.detail == Detail::Facts {
            return;
        }
        for evidence in &relation.evidence {
            let place = self.evidence(evidence);
            self.add(statement, Name::Evidence, place);
        }
        if self.options.detail == Detail::Evidence {
            return;
        }
        for evidence in &relation.evidence {
            for &run in &evidence.words {
                let run = self.words(run, evidence.sentence);
                self.add(statement, Name::Words, run);
            }
        }
    }

    /// The property or the class of acts that somebody's ontology has for the relation.
    fn mapped(
        &mut self,
        statement: TermId,
        relation: &'g Relation,
        property: &'g Property,
    ) -> Result<(), WriteError> {
        let mapped = self.property(&property.iri)?;
        if !property.action {
            self.add(statement, Name::MappedTo, mapped);
            if property.inverse {
                self.boolean(statement, Name::Inverse, true);
            }
            return Ok(());
        }
        self.add(statement, Name::ActionType, mapped);
        // an act that is denied, doubted or only told by somebody is none
        let meant = relation.polarity == Polarity::Affirmative && relation.attribution.is_none();
        let status = match relation.modality {
            _ if relation.is_asserted() => Name::Completed,
            Modality::Planned if meant => Name::Potential,
            _ => return Ok(()),
        };
        self.add(statement, Name::Type, mapped);
        self.add(statement, Name::ActionStatus, TermId(status as u32));
        let object = self.value(&relation.object);
        let subject = self.term_of(relation.subject);
        self.add(statement, Name::ActionAgent, subject);
        self.add(statement, Name::ActionObject, object);
        Ok(())
    }

    /// Who says so: somebody, or a report, which PROV has another property for. Words that are no entity come back with the
    /// node that is to have them as its label.
    fn source(&mut self, statement: TermId, name: &str, relation: &'g Relation) -> Option<(TermId, &'g str)> {
        let graph = self.graph;
        let text = match relation.attribution.as_ref()? {
            Value::Entity(id) => match graph.entity(*id) {
                Some(entity) => {
                    let agent = is_agent(entity.kind);
                    let property = if agent { Name::WasAttributedTo } else { Name::PrimarySource };
                    self.add(statement, property, self.term_of(*id));
                    return None;
                }
                None => "",
            },
            Value::Text(text) => text.as_str(),
        };
        let source = self.iri(format!("{name}-source"));
        self.add(statement, Name::WasAttributedTo, source);
        Some((source, text))
    }

    fn qualifiers(&mut self, name: &str, relation: &'g Relation, nodes: Vec<TermId>) {
        for (i, (qualifier, node)) in relation.qualifiers.iter().zip(nodes).enumerate() {
            self.class(node, Name::Qualifier);
            let role = self.individual(qualifier.role.as_str());
            self.add(node, Name::Role, role);
            if !qualifier.marker.is_empty() {
                self.string(node, Name::Marker, &qualifier.marker);
            }
            let value = self.value(&qualifier.value);
            self.add(node, Name::Value, value);
            let (time, amounts) = (qualifier.time.as_ref(), qualifier.amounts.as_slice());
            let measures = self.measures(node, &format!("{name}-qualifier-{i}"), time, amounts);
            self.write_amounts(measures, amounts);
        }
    }
}
