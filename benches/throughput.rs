//! Words a second over the documents of CoNLL-U files, on one thread, stage by stage. `against_spacy.sh` calls it. On Linux seconds are
//! the thread's own time on a processor, so that what else the machine does counts less; with `--threads` they are the clock's.
//!
//! ```text
//! cargo bench --bench throughput -- [--export FILE] [--paths [KIND,KIND]] [--threads N] [--rounds N] FILE.conllu...
//! ```
//!
//! With `--paths` it reads them with each kind of instructions that the processor has, or those named (`avx2,amx`), one after the other
//! in each round, and prints words a second of the parsing and of the encoder alone, and which share of the multiply-adds of int8 that the
//! processor can do the encoder does. For each document the best round counts, as for what the processor can do.
//!
//! With `--export` it writes the documents as JSON lines (`text`, and `sentences` as lists of words) instead. With
//! `--threads` it reads all documents twice, with one thread and with so many.

use relata::Extractor;
use relata::conllu::AnnotatedDocument as Gold;
use relata::model::Instructions;
use relata::scale::{Document, ExtractAllOptions};
use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Tells the program to print one line of numbers for the instructions it uses.
const LAP: &str = "RELATA_THROUGHPUT_LAP";

/// What `--paths` takes.
const KINDS: [&str; 9] =
    ["portable", "simd128", "neon", "neon-dot", "neon-i8mm", "avx2", "avx-vnni", "avx512-vnni", "amx"];

const MISSING: &str = "a value is missing";

/// The time that this thread has had on a processor, where the system tells it, or else the clock's.
fn time() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    // a thread that has just waited has all its time counted
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let own = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    own.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// Runs this program with each kind of instructions, as those are chosen once.
fn paths(named: &str, rounds: usize, files: &[String]) -> Result<(), Box<dyn Error>> {
    println!(
        "{:<14}{:>16}{:>18}{:>15}",
        "instructions", "parse, words/s", "encoder, words/s", "share of peak"
    );
    let mut kinds = Instructions::available();
    kinds.retain(|kind| named.is_empty() || named.split(',').any(|name| name == kind.name()));
    let mut best = vec![[0.0_f64; 4]; kinds.len()];
    for _ in 0..rounds {
        for (kind, best) in kinds.iter().zip(&mut best) {
            let mut own = std::process::Command::new(std::env::current_exe()?);
            own.args(files).args(["--rounds", "1"]).env(LAP, "1").env("RELATA_INSTRUCTIONS", kind.name());
            let found = String::from_utf8(own.output()?.stdout)?;
            for (best, number) in best.iter_mut().zip(found.split_whitespace()) {
                *best = best.max(number.parse()?);
            }
        }
    }
    for (kind, [parse, encoder, adds, peak]) in kinds.iter().zip(best) {
        let share = if peak > 0.0 { format!("{:.2}", adds / peak) } else { "-".to_owned() };
        println!("{:<14}{parse:>16.0}{encoder:>18.0}{share:>15}", kind.name());
    }
    Ok(())
}

/// Words a second of parsing and of the encoder, multiply-adds a second of the encoder and of the processor.
fn lap_of_path(extractor: &Extractor, documents: &[Gold], rounds: usize) -> Result<(), Box<dyn Error>> {
    let (mut parsing, mut encoding, mut adds, mut words) = (0.0, 0.0, 0, 0);
    let least = |run: &dyn Fn()| {
        let taken = |_| {
            let begun = time();
            run();
            (time() - begun).as_secs_f64()
        };
        (0..3 * rounds).map(taken).fold(f64::MAX, f64::min)
    };
    for document in documents {
        let segmented = &document.segmented;
        parsing += least(&|| {
            black_box(extractor.parse_segmented(segmented.clone()));
        });
        encoding += least(&|| {
            black_box(extractor.word_vectors(segmented));
        });
        adds += extractor.multiply_adds(segmented);
        words += segmented.words().len();
    }
    let peak = Instructions::used().peak(1000).unwrap_or(0.0);
    let words = words as f64;
    println!("{} {} {} {peak}", words / parsing, words / encoding, adds as f64 / encoding);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench").peekable();
    let (mut export, mut threads, mut rounds, mut files) = (None, None, 3, Vec::new());
    let mut all_paths = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--paths" => {
                let named = arguments.next_if(|next| next.split(',').all(|name| KINDS.contains(&name)));
                all_paths = Some(named.unwrap_or_default());
            }
            "--export" => export = Some(arguments.next().ok_or(MISSING)?),
            "--threads" => threads = Some(arguments.next().ok_or(MISSING)?.parse::<usize>()?),
            "--rounds" => rounds = arguments.next().ok_or(MISSING)?.parse::<usize>()?,
            _ => files.push(argument),
        }
    }
    if let Some(named) = all_paths {
        return paths(&named, rounds, &files);
    }
    let mut documents = Vec::new();
    for file in files {
        documents.extend(relata::conllu::read(&std::fs::read_to_string(file)?)?);
    }
    let words: usize = documents.iter().map(|d| d.segmented.words().len()).sum();
    if let Some(path) = export {
        let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
        for document in &documents {
            let segmented = &document.segmented;
            let sentences = segmented.sentences().iter().map(|s| {
                let words = &segmented.words()[s.words.start.index()..s.words.end.index()];
                words.iter().map(|w| w.form.as_str()).collect::<Vec<_>>()
            });
            let sentences: Vec<_> = sentences.collect();
            let line = serde_json::json!({"text": segmented.text(), "sentences": sentences});
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    let extractor = Extractor::new()?;
    if std::env::var_os(LAP).is_some() {
        return lap_of_path(&extractor, &documents, rounds);
    }
    let rate = |name: &str, time: Duration| {
        println!("{name:<14}{:>9.0} words/s", words as f64 / time.as_secs_f64());
    };
    if let Some(threads) = threads {
        let own =
            || documents.iter().zip(0..).map(|(d, i)| Document::new(format!("{i}"), d.segmented.text()));
        for count in [1, threads] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build()?;
            let mut options = ExtractAllOptions::default();
            options.pool = Some(Arc::new(pool));
            options.in_flight = 8 * threads;
            let all = own().cycle().take(documents.len() * rounds);
            let begun = Instant::now();
            let found = extractor.extract_all_with(all, options).filter(Result::is_ok).count();
            assert_eq!(found, documents.len() * rounds);
            rate(&format!("road, {count}"), begun.elapsed() / u32::try_from(rounds)?);
        }
        return Ok(());
    }
    const STAGES: [&str; 6] = ["segment", "parse", "resolve", "propositions", "assemble", "road"];
    let mut least = [Duration::MAX; STAGES.len()];
    for _ in 0..rounds {
        let mut sums = [Duration::ZERO; STAGES.len()];
        let mut last = time();
        let mut lap = |stage: usize| {
            let now = time();
            sums[stage] += now - last;
            last = now;
        };
        for document in &documents {
            let copy = document.segmented.clone();
            lap(5);
            let segmented = extractor.segment(document.segmented.text());
            lap(0);
            let parsed = extractor.parse_segmented(copy);
            lap(1);
            black_box(parsed);
            lap(5);
            let parsed = extractor.parse_segmented(segmented);
            lap(5);
            let resolved = relata::entities::resolve(relata::mentions::detect(parsed));
            lap(2);
            let propositions = extractor.propositions(&resolved);
            lap(3);
            black_box(extractor.assemble(&resolved, &propositions));
            lap(4);
        }
        sums[5] = sums[..5].iter().sum();
        for (least, sum) in least.iter_mut().zip(sums) {
            *least = sum.min(*least);
        }
    }
    for (stage, time) in STAGES.iter().zip(least) {
        rate(stage, time);
    }
    Ok(())
}
