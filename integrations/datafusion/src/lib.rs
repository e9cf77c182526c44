//! The facts of a table's texts as a table function of [DataFusion](https://datafusion.apache.org): register [`FactsFunction`],
//! and SQL asks for them, with as many partitions at once as the table has.
//!
//! ```
//! use datafusion::prelude::SessionContext;
//! use relata_datafusion::FactsFunction;
//!
//! # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let context = SessionContext::new();
//! context.register_udtf("facts", FactsFunction::new(relata::Extractor::new()?).into());
//! context.sql("CREATE TABLE articles AS VALUES ('a', 'Greta Lund met Olav Berg in Oslo.')").await?;
//! let found = context
//!     .sql("SELECT subject, predicate, object FROM facts('articles', 'column1', 'column2') WHERE asserted")
//!     .await?
//!     .collect()
//!     .await?;
//! let rows: usize = found.iter().map(|batch| batch.num_rows()).sum();
//! assert_eq!(rows, 1, "{found:?}");
//! # Ok(()) }
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// The page that shows it beside other engines.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/scale.md")]
mod scale {}

mod function;
mod plan;

pub use function::FactsFunction;
pub use plan::FactsExec;
