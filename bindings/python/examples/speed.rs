//! The crate's side of `benches/speed.py`: reads texts in turn, so many documents on so many threads, and prints the seconds.
//!
//! `speed COUNT THREADS FILE…`; with one thread it calls `extract`, with more `extract_all`.

use relata::scale::ExtractAllOptions;
use relata::{Document, Extractor};
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut number =
        || -> Result<usize, Box<dyn Error>> { Ok(arguments.next().ok_or("a number is missing")?.parse()?) };
    let (count, threads) = (number()?, number()?);
    let texts: Vec<String> = arguments.map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let extractor = Extractor::new()?;
    let documents = texts.iter().cycle().take(count);
    let pool = Arc::new(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?);
    let start = Instant::now();
    let mut relations = 0_usize;
    if threads == 1 {
        for text in documents {
            relations = relations.saturating_add(extractor.extract(text)?.relations().count());
        }
    } else {
        let mut options = ExtractAllOptions::default();
        options.in_flight = threads.saturating_mul(8);
        options.pool = Some(pool);
        let documents =
            documents.zip(0..).map(|(text, number)| Document::new(number.to_string(), text.as_str()));
        for graph in extractor.extract_all_with(documents, options) {
            relations = relations.saturating_add(graph?.relations().count());
        }
    }
    println!("{:.3} s, {relations} relations", start.elapsed().as_secs_f64());
    Ok(())
}
