//! The graphs of all shards to one in which the same person has one IRI.

use super::format::{Format, options};
use crate::files::{self, told};
use crate::input::graphs;
use relata::graph::{GraphBuilder, KnownEntities, MergeReason, MergedGraph};
use relata::{KnowledgeGraph, RdfFormat};
use serde::Serialize;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

/// One entity of an article that was joined to another's.
#[derive(Serialize)]
struct Joined<'m> {
    document: &'m str,
    entity: usize,
    label: &'m str,
    into: &'m str,
    reason: MergeReason,
    confidence: f32,
}

/// Reads the graphs of a shard one after the other.
pub fn read(
    path: &Path,
    format: Format,
    mut each: impl FnMut(KnowledgeGraph) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let shown = path.display();
    let file = files::open(path, false).map_err(|e| told(path, &e))?;
    let reader = BufReader::with_capacity(1 << 18, file);
    match format {
        Format::JsonLines => {
            for (number, line) in (1..).zip(reader.lines()) {
                let graph =
                    serde_json::from_str(&line?).map_err(|e| format!("{shown}, line {number}: {e}"))?;
                each(graph)?;
            }
            Ok(())
        }
        Format::Rdf(..) => graphs::of_quads(reader).try_for_each(|(line, graph)| {
            each(graph.map_err(|e| format!("{shown}, document at line {line}: {e}"))?)
        }),
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            Err("rows of facts have no mentions to resolve: merge shards of jsonl or nquads".into())
        }
    }
}

/// Writes the merged graph: N-Quads as the shards are, or one graph as JSON.
pub fn write(merged: &MergedGraph, format: Format, mut writer: impl Write) -> Result<(), Box<dyn Error>> {
    match format {
        Format::Rdf(format, detail) => merged.write_rdf_with(format, &options(detail), writer)?,
        _ => {
            serde_json::to_writer(&mut writer, merged.graph())?;
            writer.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// Writes which entity of which article was joined to which, and why.
pub fn write_joined(merged: &MergedGraph, mut writer: impl Write) -> Result<u64, Box<dyn Error>> {
    let mut count = 0;
    for merge in merged.merges() {
        let into = merged.graph().entity(merge.into);
        let joined = Joined {
            document: &merge.entity.document,
            entity: merge.entity.entity.index(),
            label: &merge.label,
            into: into.and_then(|e| e.iri.as_deref()).unwrap_or_default(),
            reason: merge.reason,
            confidence: merge.confidence,
        };
        serde_json::to_writer(&mut writer, &joined)?;
        writer.write_all(b"\n")?;
        count += 1;
    }
    Ok(count)
}

/// A table of known entities: `.csv`, `.json`, or RDF by its ending.
pub fn known(path: &Path) -> Result<KnownEntities, Box<dyn Error>> {
    let shown = path.display();
    let mut bytes = Vec::new();
    files::open(path, true).and_then(|mut file| file.read_to_end(&mut bytes)).map_err(|e| told(path, &e))?;
    let text = |bytes| String::from_utf8(bytes).map_err(|e| format!("{shown}: {e}"));
    let known = match path.extension().unwrap_or_default().to_string_lossy().as_ref() {
        "csv" => KnownEntities::from_csv(&text(bytes)?).map_err(|e| format!("{shown}: {e}"))?,
        "json" => KnownEntities::from_json(&text(bytes)?).map_err(|e| format!("{shown}: {e}"))?,
        ending => {
            let format = RdfFormat::from_file_extension(ending)
                .ok_or_else(|| format!("{shown}: no table of that kind"))?;
            KnownEntities::from_rdf(format, &bytes).map_err(|e| format!("{shown}: {e}"))?
        }
    };
    Ok(known)
}

/// All shards in one builder, each with the graphs it is to have; what cannot join (an id that was there before) goes to `left_out`.
pub fn builder(
    shards: impl Iterator<Item = (impl AsRef<Path>, u64)>,
    format: Format,
    known: Option<KnownEntities>,
    mut left_out: impl FnMut(&str, String) -> Result<(), Box<dyn Error>>,
) -> Result<GraphBuilder, Box<dyn Error>> {
    let mut builder = GraphBuilder::new();
    if let Some(known) = known {
        builder.known(known);
    }
    for (shard, expected) in shards {
        let mut found = 0_u64;
        read(shard.as_ref(), format, |graph| {
            found += 1;
            let id = graph.document().id.clone();
            match builder.add(graph) {
                Ok(_) => Ok(()),
                Err(error) => left_out(&id, error.to_string()),
            }
        })?;
        if found != expected {
            let shown = shard.as_ref().display();
            return Err(format!(
                "{shown}: {found} graphs instead of {expected}: damaged; the command without --merge makes it anew"
            )
            .into());
        }
    }
    Ok(builder)
}
