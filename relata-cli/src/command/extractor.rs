//! The extractor that the command line asks for; what is wrong with a file it names is told with line and choices.

use crate::arguments::{About, Reading};
use crate::failure::Failure;
use crate::message::{Message, Origin};
use relata::propositions::Ontology;
use relata::scale::ExtractAllOptions;
use relata::text::Limits;
use relata::{Error, Extractor, ExtractorBuilder};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// An extractor with these options.
///
/// # Errors
/// [`Failure::Usage`] where an option or a file it names cannot be used.
pub fn extractor(reading: &Reading, about: Option<&About>) -> Result<Extractor, Failure> {
    let mut builder = Extractor::builder()
        .lines(reading.lines.into())
        .nationalities(reading.nationalities)
        .merge_metonyms(reading.merge_metonyms)
        .mapped_only(reading.mapped_only)
        .without_rules(&reading.without_rule);
    let mut limits = Limits::default();
    limits.time = reading.seconds.map(Duration::from_secs);
    builder = builder.limits(limits);
    if let Some(base) = &reading.base {
        builder = builder.base_iri(base);
    }
    if let Some(name) = &reading.ontology {
        builder = builder.ontology(ontology(name)?);
    }
    for path in &reading.rules {
        builder = builder.rules(rules(path)?);
    }
    if let Some(about) = about {
        builder = described(builder, about);
    }
    build(builder, reading.model.as_deref())
}

fn described(mut builder: ExtractorBuilder, about: &About) -> ExtractorBuilder {
    if let Some(title) = &about.title {
        builder = builder.title(title);
    }
    if let Some(day) = &about.published {
        builder = builder.published(day);
    }
    if let Some(name) = &about.publisher {
        builder = builder.publisher(name);
    }
    builder
}

fn build(builder: ExtractorBuilder, model: Option<&Path>) -> Result<Extractor, Failure> {
    let built = match model {
        Some(path) => builder.build_with_model(path),
        None => builder.build(),
    };
    built.map_err(|error| {
        let message = match &error {
            Error::Option { option, problem } => {
                Message::error(format!("{}: {problem}", option_name(option)))
            }
            Error::Model(_) => {
                let message = Message::error(&error);
                model.map_or(message.clone(), |path| message.at(&Origin::file(path)))
            }
            _ => Message::error(&error),
        };
        Failure::usage(message)
    })
}

/// An option of the library as the command line calls it.
fn option_name(option: &str) -> String {
    match option {
        "base_iri" => "--base".to_owned(),
        "document_iri" => "--url".to_owned(),
        "without_rules" => "--without-rule".to_owned(),
        other => format!("--{}", other.replace('_', "-")),
    }
}

/// What a file holds that an option names.
fn text(path: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::usage(Message::io(path, &error)))?;
    String::from_utf8(bytes).map_err(|error| {
        let problem = format!("not UTF-8 from byte {} on", error.utf8_error().valid_up_to());
        Failure::usage(Message::error(problem).at(&Origin::file(path)))
    })
}

fn ontology(name: &str) -> Result<Ontology, Failure> {
    if name == "schema.org" {
        return Ok(Ontology::schema_org());
    }
    let path = Path::new(name);
    Ontology::from_toml(&text(path)?).map_err(|error| {
        let help = "a table is read as docs/output.md shows; --ontology schema.org needs no file";
        Failure::usage(Message::error(error).at(&Origin::file(path)).help(help))
    })
}

/// A text of rules, read once by itself so that a problem names the file.
fn rules(path: &Path) -> Result<String, Failure> {
    let text = text(path)?;
    match relata::rules::Rules::parse(&path.display().to_string(), &text) {
        Ok(_) => Ok(text),
        Err(error) => {
            Err(Failure::usage(Message::error(error).help("docs/rules.md says how rules are written")))
        }
    }
}

/// How many threads read, and how many documents are held.
///
/// # Errors
/// Where the system gives no threads.
pub fn threads(reading: &Reading) -> Result<ExtractAllOptions, Failure> {
    let mut options = ExtractAllOptions::default();
    // a pool of our own in any case: where no thread may be started, the common one panics
    let threads = reading.threads.map_or(0, std::num::NonZero::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| {
        let message = Message::error(format!("no thread can be started: {error}"));
        Failure::failed(message.help("fewer threads (--threads 1), or a higher limit on processes"))
    })?;
    options.pool = Some(Arc::new(pool));
    if threads > 0 {
        options.in_flight = threads.saturating_mul(8);
    }
    Ok(options)
}
