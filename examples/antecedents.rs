//! The choices of the ranker of antecedents, for training it anew: `training/fit_ranker.py` reads them.
//!
//! `cargo run --release --example antecedents -- treebank.conllu` keeps the tokens of its input. A line `#` begins a document;
//! a line `>` an anaphor with the number of its head in the document, from 0, and its noun; the lines behind it are what it may mean: head
//! (`-` for nothing), a comma and the nouns it was called by, and features that are not zero, as `place:value`. With `--links` before the files it writes instead what was
//! linked: reason, confidence, and the heads of mention and antecedent; `training/links.py` counts what is right. With `--vectors`
//! it writes the encoder's vectors of all words, as 32-bit floats in little-endian order. `--model FILE` reads with another model.

use relata::{Extractor, conllu, entities, mentions};
use std::error::Error;
use std::io::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let model = match arguments.iter().position(|a| a == "--model") {
        Some(at) if at + 1 < arguments.len() => arguments.drain(at..at + 2).nth(1),
        _ => None,
    };
    let extractor = match &model {
        Some(file) => Extractor::from_model(file)?,
        None => Extractor::new()?,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let names: Vec<&str> = entities::feature_names().collect();
    let option = |name: &str| arguments.first().is_some_and(|a| a == name);
    let (links, vectors, clauses) = (option("--links"), option("--vectors"), option("--clauses"));
    if !links && !vectors && !clauses {
        writeln!(out, "{}", names.join("\t"))?;
    }
    for file in arguments.iter().skip(usize::from(links || vectors || clauses)) {
        let text = std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
        for document in conllu::read(&text).map_err(|e| format!("{file}: {e}"))? {
            if vectors {
                for number in extractor.word_vectors(&document.segmented) {
                    out.write_all(&number.to_le_bytes())?;
                }
                continue;
            }
            writeln!(out, "#")?;
            // as it stands before anything is resolved: afterwards what the network said of words is gone
            let mentioned = || mentions::detect(extractor.parse_segmented(document.segmented.clone()));
            if links {
                write_links(&extractor.analyze_segmented(document.segmented), &mut out)?;
            } else if clauses {
                let possible = entities::clause_choices(&mentioned());
                write_clauses(&extractor.analyze_segmented(document.segmented), possible, &mut out)?;
            } else {
                // without what the network says of words: of text that it has learned it says too much
                let resolved = extractor.analyze_segmented(document.segmented);
                write_choices(entities::choices(resolved.mentioned()), &mut out)?;
            }
        }
    }
    Ok(out.flush()?)
}

fn write_links(resolved: &entities::Resolved, out: &mut impl Write) -> std::io::Result<()> {
    let head = |m| resolved.mentioned().mention(m).head.index();
    for link in resolved.links() {
        let (reason, confidence) = (format!("{:?}", link.reason), link.confidence);
        writeln!(out, "{reason} {confidence:.2} {} {}", head(link.mention), head(link.antecedent))?;
    }
    Ok(())
}

fn write_choices(choices: Vec<entities::Choice>, out: &mut impl Write) -> std::io::Result<()> {
    for choice in choices {
        writeln!(out, "> {} {}", choice.anaphor.index(), choice.noun.unwrap_or("-"))?;
        for candidate in choice.candidates {
            let head = candidate.head.map_or_else(|| "-".to_owned(), |h| h.index().to_string());
            write!(out, "{head} ,{}", candidate.nouns.join(","))?;
            for (place, value) in candidate.features.iter().enumerate().filter(|(_, v)| **v != 0.0) {
                write!(out, " {place}:{value:.3}")?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// What stands for nothing or for a clause, and what may.
fn write_clauses(
    resolved: &entities::Resolved,
    possible: Vec<entities::ClauseChoice>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    for expletive in resolved.mentioned().expletives() {
        writeln!(out, "= {} {:?}", expletive.word.index(), expletive.kind)?;
    }
    for link in resolved.clause_links() {
        let (anaphor, clause) =
            (resolved.mentioned().mention(link.mention).head.index(), link.clause.index());
        writeln!(out, "< {anaphor} {clause} {:?} {:.2}", link.reason, link.confidence)?;
    }
    for choice in possible {
        write!(out, "> {} {} {:.3}", choice.anaphor.index(), choice.clause.index(), choice.probability)?;
        for (name, value) in choice.features {
            write!(out, "\t{name}:{value:.3}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
