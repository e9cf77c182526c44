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
    for fact in graph.relations() {
        let subject = graph.entity(fact.subject).map_or("", |entity| entity.label.as_str());
        let mark = if fact.is_asserted() { "is so" } else { "is not stated as fact" };
        println!("{subject} | {} | {}  ({mark})", fact.label, graph.text_of(&fact.object));
    }
    Ok(())
}
