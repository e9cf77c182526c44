//! A page that shows the article beside its graph: one file, no network, nothing of the text can become markup.

use crate::graph::{KnowledgeGraph, SentenceText};
use crate::propositions::Polarity;
use serde::Serialize;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const D3: &str = include_str!("d3-force.js");

/// What the page's script reads. Places in sentences are counted in UTF-16 units, as JavaScript does.
#[derive(Serialize)]
struct Data<'g> {
    document: &'g str,
    title: Option<&'g str>,
    publisher: Option<&'g str>,
    published: Option<&'g str>,
    sentences: Vec<Sentence<'g>>,
    entities: Vec<Entity<'g>>,
    relations: Vec<Fact<'g>>,
}

#[derive(Serialize)]
struct Sentence<'g> {
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
    label: &'g str,
    negative: bool,
    modality: &'g str,
    asserted: bool,
    symmetric: bool,
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

fn data(graph: &KnowledgeGraph) -> Data<'_> {
    let info = graph.document();
    let sentences = graph.sentences();
    let rank = graph.centrality();
    let entities = graph.entities().map(|entity| {
        let mentions = entity.mentions.iter().filter_map(|m| {
            let (start, end) = within(sentences.get(m.sentence)?, m.start, m.end)?;
            Some((m.sentence, start, end))
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
    let relations = graph.relations().enumerate().map(|(id, relation)| Fact {
        id,
        subject: relation.subject.index(),
        object: relation.object.entity().map(|id| id.index()),
        text: if relation.object.entity().is_some() { "" } else { graph.text_of(&relation.object) },
        label: &relation.label,
        negative: relation.polarity == Polarity::Negative,
        modality: relation.modality.as_str(),
        asserted: relation.is_asserted(),
        symmetric: relation.symmetric,
        rule: &relation.rule,
        source: relation.attribution.as_ref().map(|source| graph.text_of(source)),
        confidence: if relation.confidence.is_finite() { relation.confidence } else { 0.0 },
        qualifiers: relation
            .qualifiers
            .iter()
            .map(|q| {
                let marker = if q.marker.is_empty() { String::new() } else { format!("{} ", q.marker) };
                format!("{}: {marker}{}", q.role.as_str(), graph.text_of(&q.value))
            })
            .collect(),
        evidence: relation
            .evidence
            .iter()
            .filter_map(|evidence| {
                let sentence = sentences.get(evidence.sentence)?;
                let runs = evidence.words.iter();
                let words = runs.filter_map(|run| within(sentence, run.start, run.end)).collect();
                Some(Place { sentence: evidence.sentence, words })
            })
            .collect(),
    });
    Data {
        document: &info.id,
        title: info.title.as_deref(),
        publisher: info.publisher.as_deref(),
        published: info.published.as_deref(),
        sentences: sentences.iter().map(|s| Sentence { paragraph: s.paragraph, text: &s.text }).collect(),
        entities: entities.collect(),
        relations: relations.collect(),
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

pub(super) fn write(graph: &KnowledgeGraph) -> Result<String, serde_json::Error> {
    let json = embedded(&serde_json::to_string(&data(graph))?);
    let mut out = String::with_capacity([PAGE, STYLE, SCRIPT, D3, &json].iter().map(|part| part.len()).sum());
    let mut rest = PAGE;
    for (mark, value) in
        [("{{style}}", STYLE), ("{{data}}", json.as_str()), ("{{d3}}", D3), ("{{script}}", SCRIPT)]
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
