//! The command line.

use crate::input::Kind;
use crate::message::MessageFormat;
use crate::output::Format;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use relata::text::Lines;
use relata::{Detail, output::DotLayout};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  relata graph article.txt                        the facts, a line each
  relata graph article.html > article.svg         a picture, by the ending of the name
  relata graph articles.jsonl -o all.nq             RDF of many articles
  curl -s URL | relata graph -f json -            of a page from the web
  relata page *.txt > news.html                   one page for many articles
  relata query article.txt 'SELECT ?s ?o { ?s predicate:meet ?o }'

Exit status: 0 done; 1 an input could not be read or the output not be written, which was told; 2 the command line or a file it names cannot be \
used. Messages go to standard error; NO_COLOR turns their colours off.";

/// English news in, a knowledge graph out: who did what to whom, when and where, and who says so. Offline, the same bytes every time.
#[derive(Debug, Parser)]
#[command(name = "relata", version, after_help = EXAMPLES, max_term_width = 110)]
pub struct Arguments {
    /// Messages for people or for programs
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORM", help_heading = "Messages")]
    pub message_format: MessageFormat,
    /// No notes and no progress
    #[arg(short, long, global = true, help_heading = "Messages")]
    pub quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The graph of each article, in any format
    Graph(Box<Graph>),
    /// One graph of many articles, in which the same person is one entity
    Merge(Box<Merge>),
    /// One page of HTML for many articles, beside the graph of all
    Page(Box<Page>),
    /// A corpus of any size to shards of facts; a run that was stopped goes on
    Corpus(Box<Corpus>),
    /// Answers of a question in SPARQL
    Query(Box<Query>),
    /// Tokens, tags, trees and mentions as CoNLL-U
    Parse(Parse),
    /// A script that completes this program's options in a shell
    Completions(Completions),
    /// Manual pages
    Man(Man),
}

/// What is read.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Articles or graphs: text, Markdown, HTML, JSON lines, Parquet, also compressed by gzip or zstd; a folder is read with those below in
    /// the order of names; - is standard input, as is nothing
    #[arg(value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// What the inputs hold, where their names do not tell
    #[arg(long, value_enum, value_name = "KIND")]
    pub input_format: Option<Kind>,
}

/// How articles are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "How articles are read")]
pub struct Reading {
    /// Another model than the embedded one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub model: Option<PathBuf>,
    /// Properties for predicates: schema.org, or a table of one's own in TOML
    #[arg(long, value_name = "schema.org|FILE", value_hint = ValueHint::FilePath)]
    pub ontology: Option<String>,
    /// Only facts that the ontology has a property for
    #[arg(long, requires = "ontology")]
    pub mapped_only: bool,
    /// Rules of one's own, tried behind those of the crate; may come more than once
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub rules: Vec<PathBuf>,
    /// A rule that is left out, or a group (nominal/*); may come more than once
    #[arg(long, value_name = "NAME", alias = "without-rules")]
    pub without_rule: Vec<String>,
    /// What a line of a text is
    #[arg(long, value_enum, default_value_t, value_name = "WHAT")]
    pub lines: LinesAre,
    /// Relate "the German minister" to Germany
    #[arg(long)]
    pub nationalities: bool,
    /// Make "Washington" and the United States one, where nothing means the city
    #[arg(long)]
    pub merge_metonyms: bool,
    /// The IRI under which the graphs' IRIs lie, ending in / or #
    #[arg(long, value_name = "IRI", value_hint = ValueHint::Url)]
    pub base: Option<String>,
    /// Time for a document; with it the output may differ between runs
    #[arg(long, value_name = "N")]
    pub seconds: Option<u64>,
    /// Threads; all by default
    #[arg(long, value_name = "N")]
    pub threads: Option<std::num::NonZeroUsize>,
}

/// What is known of the articles, where they do not say so themselves.
#[derive(Debug, Args)]
#[command(next_help_heading = "About the article, where it does not say so itself")]
pub struct About {
    /// Headline
    #[arg(long)]
    pub title: Option<String>,
    /// Day of publication, YYYY-MM-DD, that "on Friday" is counted from
    #[arg(long, value_name = "DAY")]
    pub published: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub publisher: Option<String>,
    /// Its address, as IRI of the document; of one article only
    #[arg(long, value_name = "URL", alias = "iri", value_hint = ValueHint::Url)]
    pub url: Option<String>,
}

/// Which part of a graph is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which part of the graph")]
pub struct Part {
    /// The N most central entities that hang together; a picture is a summary of 18 by default
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// All of the graph in a picture
    #[arg(long, conflicts_with = "top")]
    pub all: bool,
    /// What lies around an entity
    #[arg(long, value_name = "NAME")]
    pub focus: Option<String>,
    /// How many facts around it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    pub hops: usize,
    /// Only facts that are at least so sure, 0 to 1
    #[arg(long, value_name = "X", value_parser = share)]
    pub min_confidence: Option<f32>,
    /// Only what the article states as actual and affirmative
    #[arg(long)]
    pub asserted: bool,
    /// Only facts between entities, none whose object is words
    #[arg(long)]
    pub no_texts: bool,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f32, String> {
    let number = text.parse::<f32>().map_err(|error| error.to_string())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("it is not from 0 to 1".to_owned()) }
}

/// How pictures and RDF look.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pictures and RDF")]
pub struct Looks {
    /// Where the nodes of a picture go
    #[arg(long, value_enum, default_value_t)]
    pub layout: Layout,
    /// Entities of a kind inside a frame (dot)
    #[arg(long)]
    pub clusters: bool,
    /// How much RDF says
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub detail: HowMuch,
    /// Statements as triple terms of RDF 1.2
    #[arg(long)]
    pub rdf12: bool,
}

/// Where it goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// The format; by default that of the ending of --output, or of the file that standard output is redirected to (on Linux; on systems that
    /// do not tell its name a file is html). Anywhere else it is text
    #[arg(short, long, value_enum, value_name = "NAME")]
    pub format: Option<Format>,
    /// A file, which takes its place when all is written, or a folder (DIR/) for a file for each document
    #[arg(short, long, value_name = "FILE|DIR", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
}

/// `relata graph`.
#[derive(Debug, Args)]
#[command(after_help = "\
Several articles are several documents: text, dot, jsonl, turtle, ntriples, nquads, trig and cypher hold them one after the other, html is \
one page for all; of the other formats each has a file of its own in --output DIR/.

Examples:
  relata graph article.txt > article.html
  relata graph article.txt --focus 'Greta Lund' -f svg > lund.svg
  relata graph --explain article.txt              which rule read what
  relata graph news/ -f json -o graphs/           a file for each article of a folder
  zcat old.jsonl.gz | relata graph --asserted --min-confidence 0.8 -f jsonl - > sure.jsonl
  relata graph article.json -f turtle             a graph that was written before, in another format")]
pub struct Graph {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
    /// Write no graph but each fact with its rule, its words and its confidence, and the rules that repaired the trees
    #[arg(long, conflicts_with_all = ["format", "top", "all", "focus", "asserted", "no_texts"], help_heading = "Output")]
    pub explain: bool,
    /// Corrections by hand of one article's graph, a JSON array; ids are those of --format json without them
    #[arg(long, value_name = "FILE", conflicts_with = "explain", value_hint = ValueHint::FilePath)]
    pub corrections: Option<PathBuf>,
    #[command(flatten)]
    pub part: Part,
    #[command(flatten)]
    pub about: About,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub looks: Looks,
}

/// `relata merge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  relata merge monday.txt tuesday.txt -f nquads > both.nq
  relata merge graphs.jsonl --known people.csv -o all.ttl   graphs that were written before
  relata merge news/ --explain                              who was joined to whom, and why")]
pub struct Merge {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub output: Output,
    /// A table of known entities (.csv, .json, or RDF by its ending), which gives them their IRIs
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub known: Option<PathBuf>,
    /// Write no graph but what was joined to what, why, and how surely
    #[arg(long, conflicts_with = "format", help_heading = "Output")]
    pub explain: bool,
    #[command(flatten)]
    pub part: Part,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub looks: Looks,
}

/// `relata page`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  relata page monday.txt tuesday.html > week.html
  relata page news.jsonl --known people.csv -o news.html")]
pub struct Page {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The page, which takes its place when all is written; standard output by default
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// A table of known entities (.csv, .json, or RDF by its ending)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub known: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}

/// `relata corpus`.
#[derive(Debug, Args)]
#[command(after_help = "\
Documents are read in the order of the inputs, so that a shard always has the same documents and the same bytes. A shard is written \
beside its place, flushed and renamed; then the manifest that lists it is. What was stopped, by whatever, goes on with the same command; \
finished shards are looked at once more, and made anew where they are not what was written. Ctrl-C, SIGTERM and SIGHUP finish the shard at \
hand. failures.jsonl lists each document without a graph.

Exit status: 0 done, failures are listed; 1 an error or damage; 2 usage; 130, 143 or 129 stopped by a signal.

Examples:
  relata corpus articles.jsonl --out facts
  relata corpus news/ --out facts --format jsonl --merge
  relata corpus --verify --out facts")]
pub struct Corpus {
    #[command(flatten)]
    pub inputs: Inputs,
    /// The folder of shards, manifest and failures; a run that was stopped goes on there
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// What a shard holds
    #[arg(short, long, value_enum, default_value_t, value_name = "NAME")]
    pub format: ShardFormat,
    /// How much N-Quads say
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub detail: HowMuch,
    /// Documents of a shard
    #[arg(long, value_name = "N", default_value = "1000")]
    pub shard: std::num::NonZeroUsize,
    /// After the last shard, make one graph of all, with all in memory (120 times the text)
    #[arg(long)]
    pub merge: bool,
    /// A table of known entities for --merge
    #[arg(long, value_name = "FILE", requires = "merge", value_hint = ValueHint::FilePath)]
    pub known: Option<PathBuf>,
    /// Make shards anew whose documents changed, came or went
    #[arg(long)]
    pub accept_changes: bool,
    /// Only look whether the finished shards are what was written
    #[arg(long, conflicts_with_all = ["merge", "accept_changes"])]
    pub verify: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// `relata query`.
#[derive(Debug, Args)]
#[command(after_help = "\
The prefixes rdf, rdfs, xsd, owl, prov, nif, itsrdf, schema, relata, predicate and entity are known; docs/sparql.md has twelve questions. \
All named graphs are asked together.

Examples:
  relata query article.txt 'SELECT ?who ?whom { ?a predicate:meet ?b . ?a rdfs:label ?who . ?b rdfs:label ?whom }'
  relata query facts/*.nq @question.rq --answers csv")]
pub struct Query {
    /// Articles or graphs, also any RDF
    #[arg(required = true, value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,
    /// The question, or @FILE
    #[arg(required = true, value_name = "SPARQL")]
    pub question: String,
    /// What the inputs hold, where their names do not tell
    #[arg(long, value_enum, value_name = "KIND")]
    pub input_format: Option<Kind>,
    /// How answers are written
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub answers: Answers,
    #[command(flatten)]
    pub reading: Reading,
}

/// `relata parse`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  relata parse article.txt > article.conllu
  relata parse --pretokenized treebank.conllu     keeps tokens and sentences")]
pub struct Parse {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Inputs are CoNLL-U, whose tokens and sentences are kept
    #[arg(long, conflicts_with = "input_format")]
    pub pretokenized: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// `relata completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  relata completions bash > ~/.local/share/bash-completion/completions/relata"
)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `relata man`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  relata man | man -l -\n  relata man --dir ~/.local/share/man/man1")]
pub struct Man {
    /// Of one command; of the program by default
    pub command: Option<String>,
    /// All pages, into a folder
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
}

/// What lines are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LinesAre {
    /// Found out
    #[default]
    Detected,
    /// Each is a paragraph
    Paragraphs,
    /// They were wrapped to a width; empty lines part paragraphs
    Wrapped,
}

impl From<LinesAre> for Lines {
    fn from(lines: LinesAre) -> Self {
        match lines {
            LinesAre::Detected => Self::Detected,
            LinesAre::Paragraphs => Self::Paragraphs,
            LinesAre::Wrapped => Self::Wrapped,
        }
    }
}

/// Layouts of pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// From left to right
    #[default]
    Lr,
    /// From top to bottom
    Tb,
    /// By forces (dot)
    Force,
}

impl From<Layout> for DotLayout {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Lr => Self::LeftToRight,
            Layout::Tb => Self::TopToBottom,
            Layout::Force => Self::Force,
        }
    }
}

/// How much RDF says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum HowMuch {
    /// Everything
    #[default]
    Full,
    /// Sentences by their bytes, no mentions and words
    Evidence,
    /// No places in the text
    Facts,
}

impl From<HowMuch> for Detail {
    fn from(detail: HowMuch) -> Self {
        match detail {
            HowMuch::Full => Self::Full,
            HowMuch::Evidence => Self::Evidence,
            HowMuch::Facts => Self::Facts,
        }
    }
}

/// Formats of shards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ShardFormat {
    /// N-Quads, a named graph for each document
    #[default]
    Nquads,
    /// A graph a line
    Jsonl,
    /// A row a fact (needs the feature parquet)
    Parquet,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Answers {
    /// Columns for people
    #[default]
    Table,
    /// SPARQL's TSV
    Tsv,
    /// SPARQL's CSV
    Csv,
    /// SPARQL's JSON
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
