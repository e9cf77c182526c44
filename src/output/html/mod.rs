//! A page that shows articles beside their graph: one file, no network, nothing of the text can become markup.

use super::picture::is_mutual;
use super::wording::{repeats_its_verb, wording_in};
use crate::graph::{DocumentInfo, KnowledgeGraph, MergedGraph, Relation, SentenceText};
use crate::propositions::Polarity;
use serde::Serialize;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// The script's parts, in the order in which they build on each other.
const SCRIPT: [&str; 7] = [
    include_str!("base.js"),
    include_str!("article.js"),
    include_str!("filters.js"),
    include_str!("picture.js"),
    include_str!("arrange.js"),
    include_str!("facts.js"),
    include_str!("page.js"),
];
const D3: &str = include_str!("d3-force.js");

/// What the page's script reads. Places in sentences are counted in UTF-16 units, as JavaScript does.
#[derive(Serialize)]
struct Data<'g> {
    documents: Vec<Document<'g>>,
    /// Of all documents, in their order.
    sentences: Vec<Sentence<'g>>,
    entities: Vec<Entity<'g>>,
    relations: Vec<Fact<'g>>,
}

#[derive(Serialize)]
struct Document<'g> {
    id: &'g str,
    title: Option<&'g str>,
    publisher: Option<&'g str>,
    published: Option<&'g str>,
}

#[derive(Serialize)]
struct Sentence<'g> {
    document: usize,
    paragraph: usize,
    text: &'g str,
}

#[derive(Serialize)]
struct Entity<'g> {
    id: usize,
    label: &'g str,
    kind: &'g str,
    named: bool,
    aliases: &'g [String],
    rank: f64,
    /// Sentence, start, end.
    mentions: Vec<(usize, usize, usize)>,
}

#[derive(Serialize)]
struct Fact<'g> {
    id: usize,
    subject: usize,
    /// The entity, or `None` and the words.
    object: Option<usize>,
    text: &'g str,
    /// In words: a denial as one.
    label: String,
    negative: bool,
    /// Whether it is only somebody's word: the article does not take it as true itself.
    said: bool,
    modality: &'g str,
    asserted: bool,
    /// Whether both ends are partners of it.
    both: bool,
    rule: &'g str,
    source: Option<&'g str>,
    confidence: f32,
    qualifiers: Vec<String>,
    evidence: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    sentence: usize,
    words: Vec<(usize, usize)>,
}

/// A place of the input inside a sentence, in UTF-16 units.
fn within(sentence: &SentenceText, start: usize, end: usize) -> Option<(usize, usize)> {
    let before = |byte: usize| {
        let head = sentence.text.get(..byte.checked_sub(sentence.start)?)?;
        Some(head.encode_utf16().count())
    };
    Some((before(start)?, before(end)?))
}

/// The sentences of each document, and how many come before them.
struct Shelf<'g> {
    documents: Vec<(usize, &'g [SentenceText])>,
}

impl<'g> Shelf<'g> {
    fn new(documents: impl IntoIterator<Item = &'g [SentenceText]>) -> Self {
        let mut before = 0_usize;
        let place = |sentences: &'g [SentenceText]| {
            let first = before;
            before = before.saturating_add(sentences.len());
            (first, sentences)
        };
        Self { documents: documents.into_iter().map(place).collect() }
    }

    /// A sentence of a document, and its place among all.
    fn sentence(&self, document: usize, sentence: usize) -> Option<(usize, &'g SentenceText)> {
        let (first, sentences) = self.documents.get(document)?;
        Some((first.saturating_add(sentence), sentences.get(sentence)?))
    }
}

fn data<'g>(graph: &'g KnowledgeGraph, shelf: &Shelf<'g>) -> Data<'g> {
    let rank = graph.centrality();
    let entities = graph.entities().map(|entity| {
        let mentions = entity.mentions.iter().filter_map(|m| {
            let (number, sentence) = shelf.sentence(m.document, m.sentence)?;
            let (start, end) = within(sentence, m.start, m.end)?;
            Some((number, start, end))
        });
        Entity {
            id: entity.id.index(),
            label: &entity.label,
            kind: entity.kind.as_str(),
            named: entity.named,
            aliases: &entity.aliases,
            rank: rank.get(entity.id.index()).copied().unwrap_or_default(),
            mentions: mentions.collect(),
        }
    });
    let document = |info: &'g DocumentInfo| Document {
        id: &info.id,
        title: info.title.as_deref(),
        publisher: info.publisher.as_deref(),
        published: info.published.as_deref(),
    };
    let sentences = shelf.documents.iter().enumerate().flat_map(|(document, (_, sentences))| {
        sentences.iter().map(move |s| Sentence { document, paragraph: s.paragraph, text: &s.text })
    });
    Data {
        documents: graph.documents().iter().map(document).collect(),
        sentences: sentences.collect(),
        entities: entities.collect(),
        relations: graph
            .relations()
            .enumerate()
            .map(|(id, relation)| fact(graph, shelf, id, relation))
            .collect(),
    }
}

fn fact<'g>(graph: &'g KnowledgeGraph, shelf: &Shelf<'g>, id: usize, relation: &'g Relation) -> Fact<'g> {
    let words = relation.object.entity().is_none() && !repeats_its_verb(relation);
    let qualifiers = relation.qualifiers.iter().map(|q| {
        let marker = if q.marker.is_empty() { String::new() } else { format!("{} ", q.marker) };
        format!("{}: {marker}{}", q.role.as_str(), graph.text_of(&q.value))
    });
    let evidence = relation.evidence.iter().filter_map(|evidence| {
        let (number, sentence) = shelf.sentence(evidence.document, evidence.sentence)?;
        let runs = evidence.words.iter();
        let words = runs.filter_map(|run| within(sentence, run.start, run.end)).collect();
        Some(Place { sentence: number, words })
    });
    let text_of = |document, sentence| shelf.sentence(document, sentence).map(|(_, s)| s.text.as_str());
    Fact {
        id,
        subject: relation.subject.index(),
        object: relation.object.entity().map(|id| id.index()),
        text: if words { graph.text_of(&relation.object) } else { "" },
        label: wording_in(graph, relation, &text_of),
        negative: relation.polarity == Polarity::Negative,
        said: relation.attribution.is_some() && !relation.presupposed,
        modality: relation.modality.as_str(),
        asserted: relation.is_asserted(),
        both: is_mutual(graph, relation),
        rule: &relation.rule,
        source: relation.attribution.as_ref().map(|source| graph.text_of(source)),
        confidence: if relation.confidence.is_finite() { relation.confidence } else { 0.0 },
        qualifiers: qualifiers.collect(),
        evidence: evidence.collect(),
    }
}

/// JSON that cannot end the element it stands in, nor begin a comment of HTML.
fn embedded(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// The page of one article, or of a graph without any.
pub(super) fn write(graph: &KnowledgeGraph) -> Result<String, serde_json::Error> {
    page(graph, &Shelf::new([graph.sentences()]))
}

/// The page of a corpus: its articles on a shelf, and the graph they were merged to.
pub(super) fn write_corpus(merged: &MergedGraph) -> Result<String, serde_json::Error> {
    page(merged.graph(), &Shelf::new(merged.articles().iter().map(KnowledgeGraph::sentences)))
}

fn page(graph: &KnowledgeGraph, shelf: &Shelf<'_>) -> Result<String, serde_json::Error> {
    let json = embedded(&serde_json::to_string(&data(graph, shelf))?);
    let script = SCRIPT.concat();
    let mut out =
        String::with_capacity([PAGE, STYLE, &script, D3, &json].iter().map(|part| part.len()).sum());
    let mut rest = PAGE;
    for (mark, value) in
        [("{{style}}", STYLE), ("{{data}}", json.as_str()), ("{{d3}}", D3), ("{{script}}", script.as_str())]
    {
        if let Some((before, after)) = rest.split_once(mark) {
            out.push_str(before);
            out.push_str(value);
            rest = after;
        }
    }
    out.push_str(rest);
    Ok(out)
}
