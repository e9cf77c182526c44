//! Triples to a graph: the way back.

use super::builder::class_name;
use super::error::ReadError;
use super::format::RdfFormat;
use super::limits::ReadOptions;
use super::parse::{Found, Nodes, parse, parse_graphs};
use super::sentences::{Line, Lines};
use super::vocabulary::{FORMER, Name, RELATA};
use crate::graph::{
    DocumentInfo, EntityNode, Evidence, KnowledgeGraph, MentionText, Relation, RelationQualifier,
    SentenceText, Value,
};
use crate::mentions::Kind;
use crate::propositions::{Amount, Property, Tenure, TimeInterval};
use crate::rules::construction_kind;
use crate::span::{ByteSpan, EntityId, RelationId};
use crate::text::Notice;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::str::FromStr;

pub(super) fn read(
    bytes: &[u8],
    format: RdfFormat,
    options: &ReadOptions,
) -> Result<KnowledgeGraph, ReadError> {
    graph(&parse(bytes, format, options)?, options)
}

/// The articles of a dataset, each of its named graph.
pub(super) fn read_articles(
    bytes: &[u8],
    format: RdfFormat,
    options: &ReadOptions,
) -> Result<Vec<KnowledgeGraph>, ReadError> {
    parse_graphs(bytes, format, options)?.iter().map(|nodes| graph(nodes, options)).collect()
}

fn graph(nodes: &Nodes, options: &ReadOptions) -> Result<KnowledgeGraph, ReadError> {
    let vocabulary = namespace(nodes, &options.vocabulary);
    let iris = Name::ALL.iter().map(|name| {
        let (namespace, local) = name.parts();
        format!("{}{local}", if namespace == RELATA { vocabulary } else { namespace })
    });
    let iris: Vec<String> = iris.collect();
    let (entities, lines) = (FxHashMap::default(), Lines::default());
    Reader { nodes, iris: &iris, vocabulary, entities, lines }.graph()
}

/// Where the data's own terms lie: in files of before in another namespace than the usual one.
fn namespace<'o>(nodes: &Nodes, wanted: &'o str) -> &'o str {
    let has_graphs = |namespace: &str| {
        let (rdf, class) = (Name::Type.parts(), Name::Graph.parts().1);
        let class = Found::Node(format!("{namespace}{class}"));
        !nodes.with(&format!("{}{}", rdf.0, rdf.1), &class).is_empty()
    };
    if wanted == RELATA && !has_graphs(RELATA) && has_graphs(FORMER) { FORMER } else { wanted }
}

struct Reader<'n> {
    nodes: &'n Nodes,
    iris: &'n [String],
    vocabulary: &'n str,
    entities: FxHashMap<&'n str, EntityId>,
    lines: Lines<'n>,
}

impl<'n> Reader<'n> {
    /// The IRI of a name; there is one for each.
    fn iri(&self, name: Name) -> &'n str {
        self.iris.get(name as usize).map_or("", String::as_str)
    }

    fn all(&self, node: &str, property: Name) -> &'n [Found] {
        self.nodes.all(node, self.iri(property))
    }

    fn literals(&self, node: &str, property: Name) -> impl Iterator<Item = &'n str> {
        self.all(node, property).iter().filter_map(|value| match value {
            Found::Literal(text) => Some(text.as_str()),
            _ => None,
        })
    }

    fn nodes(&self, node: &str, property: Name) -> impl Iterator<Item = &'n str> {
        self.all(node, property).iter().filter_map(|value| match value {
            Found::Node(iri) => Some(iri.as_str()),
            _ => None,
        })
    }

    fn missing(node: &str, property: Name) -> ReadError {
        ReadError::Missing { node: node.to_owned(), property: property.parts().1 }
    }

    fn wrong(node: &str, property: Name, value: &str) -> ReadError {
        ReadError::Value { node: node.to_owned(), property: property.parts().1, value: value.to_owned() }
    }

    fn text(&self, node: &str, property: Name) -> Result<&'n str, ReadError> {
        self.literals(node, property).next().ok_or_else(|| Self::missing(node, property))
    }

    fn node(&self, node: &str, property: Name) -> Result<&'n str, ReadError> {
        self.nodes(node, property).next().ok_or_else(|| Self::missing(node, property))
    }

    fn parsed<T: FromStr>(&self, node: &str, property: Name) -> Result<T, ReadError> {
        let text = self.text(node, property)?;
        text.trim().parse().map_err(|_| Self::wrong(node, property, text))
    }

    fn class(&self, class: Name) -> Vec<&'n str> {
        let class = Found::Node(self.iri(class).to_owned());
        self.nodes.with(self.iri(Name::Type), &class)
    }

    /// The nodes in the order of their numbers, which stand beside them or at the end of their names; those without one come
    /// last.
    fn in_order(&self, mut nodes: Vec<&'n str>) -> Vec<&'n str> {
        let number = |node: &str| {
            let ends = node.rsplit('-').next().unwrap_or_default();
            self.parsed::<usize>(node, Name::Number).or_else(|_| ends.parse()).unwrap_or(usize::MAX)
        };
        nodes.sort_by_cached_key(|n| (number(n), *n));
        nodes
    }

    /// A variant by the name it has in the interchange formats.
    fn variant<T: DeserializeOwned>(node: &str, property: Name, name: &str) -> Result<T, ReadError> {
        serde_json::from_value(serde_json::Value::String(name.to_owned()))
            .map_err(|_| Self::wrong(node, property, name))
    }

    /// A variant that is a term of the vocabulary.
    fn individual<T: DeserializeOwned>(&self, node: &str, property: Name) -> Result<T, ReadError> {
        let iri = self.node(node, property)?;
        let name = iri.strip_prefix(self.vocabulary).ok_or_else(|| Self::wrong(node, property, iri))?;
        Self::variant(node, property, name)
    }

    fn graph(mut self) -> Result<KnowledgeGraph, ReadError> {
        let graphs = self.class(Name::Graph);
        let [own] = graphs.as_slice() else { return Err(ReadError::Documents(graphs.len())) };
        let mut graph = KnowledgeGraph::new(self.document(own)?);
        self.lines = self.sentences()?;
        self.entity_ids()?;
        let mut mentions: FxHashMap<&str, Vec<MentionText>> = FxHashMap::default();
        let mut sentences: Vec<(usize, SentenceText)> = Vec::new();
        let property = [Name::BeginIndex, Name::StartByte].map(|name| self.iri(name));
        let places: BTreeSet<&'n str> = property.iter().flat_map(|p| self.nodes.having(p)).collect();
        for place in places {
            self.place(place, &mut mentions, &mut sentences)?;
        }
        for iri in self.ordered_entities() {
            let mut entity = self.entity(iri)?;
            entity.mentions = mentions.remove(iri).unwrap_or_default();
            entity.mentions.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
            graph.add_entity(entity);
        }
        let mut relations: FxHashMap<&str, RelationId> = FxHashMap::default();
        for statement in self.in_order(self.class(Name::Statement)) {
            let relation = self.relation(statement)?;
            if let Some(id) = graph.add_relation(relation) {
                relations.insert(statement, id);
            }
        }
        for (i, iri) in self.ordered_entities().into_iter().enumerate() {
            let statements = self.nodes(iri, Name::RefersTo).filter_map(|s| relations.get(s).copied());
            graph.refer_entity(EntityId::from_index(i), statements);
        }
        sentences.sort_by_key(|(number, _)| *number);
        graph.set_sentences(sentences.into_iter().map(|(_, sentence)| sentence).collect());
        let notices = self.in_order(self.nodes(own, Name::HasNotice).collect());
        let notice = |node: &str| {
            let kind = Self::variant(node, Name::NoticeKind, self.text(node, Name::NoticeKind)?)?;
            Ok(Notice { span: self.span(node)?, kind })
        };
        graph.set_notices(notices.into_iter().map(notice).collect::<Result<_, ReadError>>()?);
        // an IRI that is not made from the name was given
        let usual = super::names::Names::new(&graph).map(|names| names.entities).unwrap_or_default();
        for (i, iri) in self.ordered_entities().into_iter().enumerate() {
            if usual.get(i).is_some_and(|usual| usual != iri) {
                graph.name_entity(EntityId::from_index(i), iri);
            }
        }
        graph.check()?;
        Ok(graph)
    }

    fn span(&self, node: &str) -> Result<ByteSpan, ReadError> {
        Ok(ByteSpan::new(self.parsed(node, Name::StartByte)?, self.parsed(node, Name::EndByte)?))
    }

    /// The sentences, by which places that are told in characters are found.
    fn sentences(&self) -> Result<Lines<'n>, ReadError> {
        let line = |node: &'n str| {
            Ok(Line {
                number: self.parsed(node, Name::SentenceNumber)?,
                character: self.parsed(node, Name::BeginIndex)?,
                byte: self.parsed(node, Name::StartByte)?,
                text: self.text(node, Name::AnchorOf)?.into(),
            })
        };
        let nodes = self.nodes.having(self.iri(Name::Paragraph));
        Ok(Lines::new(nodes.map(line).collect::<Result<_, ReadError>>()?))
    }

    /// Where a place lies in bytes, and in which sentence; by its characters where it says no more.
    fn located(&self, place: &str) -> Result<(ByteSpan, usize), ReadError> {
        if self.literals(place, Name::StartByte).next().is_some() {
            return Ok((self.span(place)?, self.parsed(place, Name::SentenceNumber)?));
        }
        let (start, end) = (self.parsed(place, Name::BeginIndex)?, self.parsed(place, Name::EndIndex)?);
        let found = self.lines.locate(start, end);
        let found = found.ok_or_else(|| Self::missing(place, Name::StartByte))?;
        Ok((ByteSpan::new(found.bytes.0, found.bytes.1), found.sentence))
    }

    /// The words of a place, by itself or by its sentence.
    fn words(&self, place: &'n str) -> Result<String, ReadError> {
        if let Some(text) = self.literals(place, Name::AnchorOf).next() {
            return Ok(text.to_owned());
        }
        let (start, end) = (self.parsed(place, Name::BeginIndex)?, self.parsed(place, Name::EndIndex)?);
        let found = self.lines.locate(start, end).map(|found| found.text.to_owned());
        found.ok_or_else(|| Self::missing(place, Name::AnchorOf))
    }

    fn document(&self, own: &str) -> Result<DocumentInfo, ReadError> {
        let document = self.node(own, Name::WasDerivedFrom)?;
        let base = self.text(own, Name::UriSpace)?;
        let id = self.text(document, Name::Identifier)?.to_owned();
        let usual = format!("{base}document/{}", super::names::slug(&id, "document"));
        let optional = |property| self.literals(document, property).next().map(str::to_owned);
        let publisher = self.nodes(document, Name::Publisher).next();
        Ok(DocumentInfo {
            id,
            base_iri: base.to_owned(),
            iri: (document != usual).then(|| document.to_owned()),
            title: optional(Name::Title),
            publisher: publisher.map(|node| self.text(node, Name::Label).map(str::to_owned)).transpose()?,
            published: optional(Name::Issued),
        })
    }

    fn ordered_entities(&self) -> Vec<&'n str> {
        let mut entities: Vec<&'n str> = self.entities.keys().copied().collect();
        entities.sort_by_key(|iri| self.entities.get(iri));
        entities
    }

    /// Entities come in the order of their numbers; where these are left out, of their first mentions.
    fn entity_ids(&mut self) -> Result<(), ReadError> {
        let mut all: BTreeSet<&'n str> = BTreeSet::new();
        for &kind in Kind::ALL {
            let class = Found::Node(format!("{}{}", self.vocabulary, class_name(kind)));
            all.extend(self.nodes.with(self.iri(Name::Type), &class));
        }
        let mut firsts: FxHashMap<&'n str, (usize, Reverse<usize>)> = FxHashMap::default();
        for place in self.nodes.having(self.iri(Name::TaIdentRef)) {
            let (span, _) = self.located(place)?;
            let at = (span.start, Reverse(span.end));
            for entity in self.nodes(place, Name::TaIdentRef) {
                firsts.entry(entity).and_modify(|first| *first = at.min(*first)).or_insert(at);
            }
        }
        let mut all: Vec<&'n str> = all.into_iter().collect();
        all.sort_by_cached_key(|iri| {
            let number = self.parsed::<usize>(iri, Name::Number).unwrap_or(usize::MAX);
            let first = firsts.get(iri).copied().unwrap_or((usize::MAX, Reverse(0)));
            (number, first, *iri)
        });
        self.entities = all.into_iter().enumerate().map(|(i, iri)| (iri, EntityId::from_index(i))).collect();
        Ok(())
    }

    fn entity(&self, iri: &'n str) -> Result<EntityNode, ReadError> {
        let is = |kind: &Kind| {
            self.nodes(iri, Name::Type).any(|t| t.strip_prefix(self.vocabulary) == Some(class_name(*kind)))
        };
        let kind = Kind::ALL.iter().copied().find(is).ok_or_else(|| Self::missing(iri, Name::Type))?;
        let mut entity = EntityNode::new(self.text(iri, Name::Label)?, kind);
        entity.named = self.yes(iri, Name::Named);
        entity.aliases = self.aliases(iri);
        entity.members =
            self.nodes(iri, Name::Member).filter_map(|member| self.entities.get(member).copied()).collect();
        entity.members.sort_unstable();
        entity.same_as = self.nodes(iri, Name::SameAs).map(str::to_owned).collect();
        Ok(entity)
    }

    /// The aliases, in the order that is told beside them.
    fn aliases(&self, iri: &'n str) -> Vec<String> {
        let all: BTreeSet<&str> = self.literals(iri, Name::AltLabel).collect();
        let all: Vec<&str> = all.into_iter().collect();
        let Some(order) = self.literals(iri, Name::AliasOrder).next() else {
            return all.into_iter().map(str::to_owned).collect();
        };
        let places = order.split(' ').filter_map(|place| place.parse::<usize>().ok());
        places.filter_map(|place| all.get(place).map(|alias| (*alias).to_owned())).collect()
    }

    fn place(
        &self,
        place: &'n str,
        mentions: &mut FxHashMap<&'n str, Vec<MentionText>>,
        sentences: &mut Vec<(usize, SentenceText)>,
    ) -> Result<(), ReadError> {
        let mentioned = self.nodes(place, Name::TaIdentRef).next().is_some();
        let is_sentence = self.literals(place, Name::Paragraph).next().is_some();
        if !mentioned && !is_sentence {
            return Ok(());
        }
        let (ByteSpan { start, end }, sentence) = self.located(place)?;
        for entity in self.nodes(place, Name::TaIdentRef) {
            let text = self.words(place)?;
            mentions.entry(entity).or_default().push(MentionText { document: 0, start, end, text, sentence });
        }
        if is_sentence {
            let first_character = self.parsed(place, Name::BeginIndex)?;
            let paragraph = self.parsed(place, Name::Paragraph)?;
            let text = self.text(place, Name::AnchorOf)?.to_owned();
            sentences.push((sentence, SentenceText { start, end, first_character, paragraph, text }));
        }
        Ok(())
    }

    fn value(&self, found: &Found, node: &str, property: Name) -> Result<Value, ReadError> {
        match found {
            Found::Literal(text) => Ok(Value::Text(text.clone())),
            Found::Node(iri) => match self.entities.get(iri.as_str()) {
                Some(&id) => Ok(Value::Entity(id)),
                None => Err(Self::wrong(node, property, iri)),
            },
            Found::Triple(_) => Err(Self::wrong(node, property, "a triple term")),
        }
    }

    fn relation(&self, node: &'n str) -> Result<Relation, ReadError> {
        let first = |property| self.all(node, property).first().ok_or_else(|| Self::missing(node, property));
        let [subject, predicate, object] = match self.all(node, Name::Reifies).first() {
            Some(Found::Triple(triple)) => triple.each_ref(),
            _ => [first(Name::Subject)?, first(Name::Predicate)?, first(Name::Object)?],
        };
        let subject = match self.value(subject, node, Name::Subject)? {
            Value::Entity(id) => id,
            Value::Text(text) => return Err(Self::wrong(node, Name::Subject, &text)),
        };
        let Found::Node(predicate) = predicate else {
            return Err(Self::wrong(node, Name::Predicate, "a literal"));
        };
        let sources = [Name::WasAttributedTo, Name::PrimarySource];
        let attribution =
            sources.into_iter().find_map(|p| self.nodes(node, p).next()).map(|source| {
                match self.entities.get(source) {
                    Some(&id) => Ok(Value::Entity(id)),
                    None => self.text(source, Name::Label).map(|text| Value::Text(text.to_owned())),
                }
            });
        let qualifiers = self.in_order(self.nodes(node, Name::HasQualifier).collect());
        let qualifiers = qualifiers.into_iter().map(|qualifier| self.qualifier(qualifier));
        let construction = self.literals(node, Name::Construction).next();
        let construction = construction.map(|name| Self::variant(node, Name::Construction, name));
        let rule = self.literals(node, Name::Rule).next().unwrap_or_default();
        let (verb, marker) = self.verb(predicate);
        Ok(Relation {
            // given when it is added
            id: RelationId(0),
            subject,
            predicate: verb,
            marker,
            label: self.text(node, Name::Label)?.to_owned(),
            property: self.property(node),
            object: self.value(object, node, Name::Object)?,
            time: self.time(node)?,
            amounts: self.amounts(node)?,
            qualifiers: qualifiers.collect::<Result<_, _>>()?,
            polarity: self.individual(node, Name::Polarity)?,
            modality: self.individual(node, Name::Modality)?,
            attribution: attribution.transpose()?,
            presupposed: self.yes(node, Name::Presupposed),
            symmetric: self.yes(node, Name::Symmetric),
            tenure: self.tenure(node)?,
            construction: construction.transpose()?.unwrap_or_else(|| construction_kind(rule)),
            rule: rule.to_owned().into(),
            confidence: self.parsed(node, Name::Confidence)?,
            evidence: self.evidence(node)?,
        })
    }

    /// Whether an office is held; files of before this was told say only that one has ended.
    fn tenure(&self, node: &'n str) -> Result<Option<Tenure>, ReadError> {
        match self.literals(node, Name::Tenure).next() {
            Some(name) => Self::variant(node, Name::Tenure, name).map(Some),
            None => Ok(self.yes(node, Name::Ended).then_some(Tenure::Former)),
        }
    }

    /// The lemma of a predicate and its particles and preposition. Where it has no lemma, as in files of before there was one, its
    /// label is all that is known of it; where it has no label, the end of its name.
    fn verb(&self, predicate: &'n str) -> (String, String) {
        let full = self.literals(predicate, Name::Label).next();
        let Some(verb) = self.literals(predicate, Name::Verb).next() else {
            let named = || predicate.rsplit(['/', '#']).next().unwrap_or_default().replace('-', " ");
            return (full.map_or_else(named, str::to_owned), String::new());
        };
        let rest = full.and_then(|full| full.strip_prefix(verb)?.strip_prefix(' '));
        (verb.to_owned(), rest.unwrap_or_default().to_owned())
    }

    fn property(&self, node: &str) -> Option<Property> {
        let (inverse, action) = (self.yes(node, Name::Inverse), false);
        let property = self.nodes(node, Name::MappedTo).next();
        let property = property.map(|iri| Property { iri: iri.to_owned(), inverse, action });
        let act = |iri: &str| Property { iri: iri.to_owned(), inverse: false, action: true };
        property.or_else(|| self.nodes(node, Name::ActionType).next().map(act))
    }

    fn yes(&self, node: &str, property: Name) -> bool {
        self.literals(node, property).any(|value| value == "true" || value == "1")
    }

    fn qualifier(&self, node: &str) -> Result<RelationQualifier, ReadError> {
        let value = self.all(node, Name::Value).first();
        let value = value.ok_or_else(|| Self::missing(node, Name::Value))?;
        Ok(RelationQualifier {
            role: self.individual(node, Name::Role)?,
            marker: self.literals(node, Name::Marker).next().unwrap_or_default().to_owned(),
            value: self.value(value, node, Name::Value)?,
            time: self.time(node)?,
            amounts: self.amounts(node)?,
        })
    }

    fn optional<T: FromStr>(&self, node: &str, property: Name) -> Result<Option<T>, ReadError> {
        let given = self.literals(node, property).next().is_some();
        given.then(|| self.parsed(node, property)).transpose()
    }

    fn time(&self, node: &str) -> Result<Option<TimeInterval>, ReadError> {
        let Some(time) = self.nodes(node, Name::When).next() else { return Ok(None) };
        Ok(Some(TimeInterval {
            start: self.optional(time, Name::Starts)?,
            end: self.optional(time, Name::Ends)?,
            granularity: Self::variant(time, Name::Granularity, self.text(time, Name::Granularity)?)?,
            approximate: self.yes(time, Name::Approximate),
        }))
    }

    fn amounts(&self, node: &str) -> Result<Vec<Amount>, ReadError> {
        let amount = |node: &str| {
            let text = |property| self.literals(node, property).next().map(str::to_owned);
            Ok(Amount {
                number: self.parsed(node, Name::AmountNumber)?,
                upper: self.optional(node, Name::UpperNumber)?,
                unit: text(Name::Unit),
                currency: text(Name::Currency),
                comparison: Self::variant(node, Name::Comparison, self.text(node, Name::Comparison)?)?,
            })
        };
        self.in_order(self.nodes(node, Name::HasAmount).collect()).into_iter().map(amount).collect()
    }

    fn evidence(&self, statement: &str) -> Result<Vec<Evidence>, ReadError> {
        let places = |property| {
            let mut places: Vec<(ByteSpan, usize)> = self
                .nodes(statement, property)
                .map(|place| self.located(place))
                .collect::<Result<_, ReadError>>()?;
            places.sort_unstable();
            Ok::<_, ReadError>(places)
        };
        let runs = places(Name::Words)?;
        let evidence = places(Name::Evidence)?.into_iter().map(|(span, sentence)| Evidence {
            document: 0,
            start: span.start,
            end: span.end,
            sentence,
            words: runs.iter().filter(|(_, s)| *s == sentence).map(|(run, _)| *run).collect(),
        });
        Ok(evidence.collect())
    }
}
