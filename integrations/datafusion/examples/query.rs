//! Who is said to have done what, asked of three articles in SQL: `cargo run --example query`.

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::prelude::SessionContext;
use relata::Extractor;
use relata_datafusion::FactsFunction;
use std::sync::Arc;

const ARTICLES: [(&str, &str); 3] = [
    ("harbour", include_str!("../../../examples/articles/harbour.txt")),
    ("court", include_str!("../../../examples/articles/court.txt")),
    ("storm", include_str!("../../../examples/articles/storm.txt")),
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(ARTICLES.iter().map(|(id, _)| id)));
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(ARTICLES.iter().map(|(_, text)| text)));
    let context = SessionContext::new();
    context.register_batch("articles", RecordBatch::try_from_iter([("id", ids), ("text", texts)])?)?;
    context.register_udtf("facts", FactsFunction::new(Extractor::new()?).into());
    let query = "SELECT document, subject, predicate, object, attribution, asserted FROM facts('articles', 'id', 'text') \
                 WHERE subject_kind = 'person' AND polarity = 'affirmative' AND attribution IS NOT NULL \
                 ORDER BY document, start LIMIT 12";
    context.sql(query).await?.show().await?;
    Ok(())
}
