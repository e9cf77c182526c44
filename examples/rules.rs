//! Rules of one's own: relations of a domain, read in ten lines, each with sentences that show and check what it does.
//!
//! `cargo run --release --example rules` reads two invented reports. `-- FILE` checks the rules of a file against their own sentences and
//! writes the tree of each sentence that fails; rules of the crate whose place they take are named behind it (`-- FILE NAME/*`). How rules are written stands in
//! `docs/rules.md`.

use relata::conllu::{self, Comments};
use relata::graph::Relation;
use relata::{Extractor, rules::Rules};
use std::error::Error;
use std::process::ExitCode;

const TRIAL: &str = r#"
list effects  reduce|lower|halve|cut|ease|relieve

rule trial/drug-against-symptom
  about   *the drug reduced pain in patients*: what a treatment does, and in whom
  word    verb      VERB, lemma in effects
  word    drug      nsubj of verb
  word    symptom   obj of verb
  word    patients  nmod|obl, with case form in, behind symptom, under verb
  fact    subject drug, predicate verb as "work against", object symptom, qualifier beneficiary patients
  fires   Velorin reduced pain in older patients. => Velorin | work against | pain
  silent  The board reduced fees.
"#;

const MATCH: &str = r#"
rule football/scored-against
  about   *Lund scored twice against Harwick*
  word    scored  VERB, lemma score
  word    player  nsubj of scored
  word    club    obl of scored, with case form against
  fact    subject player, predicate scored as "score against", object club
  fires   Ingrid Lund scored twice against Harwick Town. => Ingrid Lund | score against | Harwick Town
  silent  Ingrid Lund scored twice.
"#;

const REPORTS: &str = "In a trial of 300 people, the tablet Velorin lowered blood pressure in patients with diabetes. \
    Olav Berg scored against Tarnby in the ninth minute.";

fn main() -> ExitCode {
    let done = match std::env::args().nth(1) {
        Some(file) => checked(&file, std::env::args().skip(2)),
        None => reports(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether each rule of a file does what its sentences say; the tree of each sentence for which it does not.
fn checked(file: &str, left_out: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let count = Rules::parse(file, &text)?.iter().count();
    let extractor = Extractor::builder().rules(text).without_rules(left_out).build()?;
    let failures = extractor.check_rules();
    let own: Vec<_> = failures.iter().filter(|failure| failure.place.0.starts_with("of text")).collect();
    for failure in &own {
        println!("# {failure}");
        print!("{}", conllu::write(&extractor.analyze(&failure.sentence), &Comments::default()));
    }
    if own.is_empty() {
        println!("{count} rules do what their sentences say");
        return Ok(());
    }
    Err(format!("{} sentences of {file} fail", own.len()).into())
}

fn reports() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builder().rules(TRIAL).rules(MATCH).build()?;
    if let Some(failure) = extractor.check_rules().first() {
        return Err(failure.to_string().into());
    }
    let graph = extractor.extract(REPORTS)?;
    let own = |r: &&Relation| r.rule.starts_with("trial/") || r.rule.starts_with("football/");
    for relation in graph.relations().filter(own) {
        let subject = graph.entity(relation.subject).map_or("", |e| e.label.as_str());
        println!(
            "{subject} | {} | {}  ({})",
            relation.predicate,
            graph.text_of(&relation.object),
            relation.rule
        );
    }
    Ok(())
}
