//! The library in ten lines: the asserted facts of a few sentences, with who says what is not asserted.
//!
//! `cargo run --release --example quickstart`

use relata::Extractor;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new()?;
    let graph = extractor.extract(
        "Foreign Minister Greta Lund met Olav Berg in Oslo on Friday. The council did not approve the plan. \
         Ms. Lund plans to visit Lisbon in May, according to her spokesman.",
    )?;
    for fact in graph.facts() {
        let mark = if fact.relation().is_asserted() { "is so" } else { "is not stated as fact" };
        println!("{} | {} | {}  ({mark})", fact.subject(), fact.relation().label, fact.object());
    }
    Ok(())
}
