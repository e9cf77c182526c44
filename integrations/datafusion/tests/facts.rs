//! The table function against the extractor called directly; errors name what is missing.

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use relata::Extractor;
use relata_datafusion::FactsFunction;
use std::sync::Arc;

const TEXTS: [&str; 5] = [
    "Greta Lund met Olav Berg in Oslo. Berg denied that the Harbour Office had lost the money.",
    "The Coastal Council will build a bridge in Arendal.",
    "",
    "Kaja Tamm, the mayor of Tartu, resigned on Monday.",
    "Brightwater AG bought the sensor maker Optilux for 900 million euros.",
];

fn batch(rows: std::ops::Range<usize>) -> RecordBatch {
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(rows.clone().map(|row| format!("article-{row}"))));
    let years: ArrayRef = Arc::new(UInt64Array::from_iter_values(rows.clone().map(|row| 2000 + row as u64)));
    // an empty text is null
    let texts: ArrayRef = Arc::new(rows.map(|row| Some(TEXTS[row]).filter(|t| !t.is_empty())).collect::<StringArray>());
    RecordBatch::try_from_iter_with_nullable([("year", years, false), ("id", ids, false), ("text", texts, true)])
        .expect("a batch")
}

fn context(partitions: Vec<Vec<RecordBatch>>) -> SessionContext {
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(2));
    let schema = batch(0..1).schema();
    let table = MemTable::try_new(schema, partitions).expect("a table");
    context.register_table("articles", Arc::new(table)).expect("a new name");
    context.register_udtf("facts", FactsFunction::new(Extractor::new().expect("the model loads")).into());
    context
}

async fn rows(context: &SessionContext, query: &str) -> Vec<String> {
    let found = context.sql(query).await.expect("it is planned").collect().await.expect("it runs");
    let shown = pretty_format_batches(&found).expect("it is shown").to_string();
    let mut rows: Vec<String> =
        shown.lines().skip(3).filter(|line| line.starts_with('|')).map(str::to_owned).collect();
    rows.sort();
    rows
}

async fn error(context: &SessionContext, query: &str) -> String {
    match context.sql(query).await {
        Ok(planned) => planned.collect().await.expect_err("it fails").to_string(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_row_for_each_fact() {
    let context = context(vec![vec![batch(0..5)]]);
    let direct = Extractor::new().expect("the model loads").extract_batch(&batch(0..5), "text", Some("id"));
    let direct = direct.expect("strings").facts.num_rows();
    assert!(direct > 4);
    assert_eq!(rows(&context, "SELECT * FROM facts('articles', 'id', 'text')").await.len(), direct);
    let met = rows(
        &context,
        "SELECT f.subject, f.object, a.year FROM facts('articles', 'id', 'text') f JOIN articles a ON a.id = f.document \
         WHERE f.predicate = 'meet'",
    );
    let met = met.await;
    assert_eq!(met.len(), 1);
    assert!(["Greta Lund", "Olav Berg", "2000"].iter().all(|cell| met[0].contains(cell)), "{met:?}");
    let stated = "SELECT verb, asserted, rule FROM facts('articles', 'id', 'text') WHERE verb = 'meet' OR verb = 'lose'";
    let stated = rows(&context, stated).await;
    assert!(stated[0].contains("lose") && stated[0].contains("false"), "what Berg denied: {stated:?}");
    assert!(stated[1].contains("meet") && stated[1].contains("true"), "{stated:?}");
    assert!(stated.iter().all(|row| row.contains("clause/")), "{stated:?}");
}

#[tokio::test]
async fn partitions_give_the_same_rows() {
    let query = "SELECT document, subject, predicate, object, polarity, attribution, start FROM facts('articles', 'id', 'text')";
    let one = rows(&context(vec![vec![batch(0..5)]]), query).await;
    let three = vec![vec![batch(0..2)], vec![batch(2..4), batch(4..5)], vec![]];
    assert_eq!(rows(&context(three), query).await, one);
}

#[tokio::test]
async fn columns_are_projected_and_counted() {
    let context = context(vec![vec![batch(0..5)]]);
    let all = rows(&context, "SELECT subject FROM facts('articles', 'id', 'text')").await.len();
    let counted = rows(&context, "SELECT count(*) FROM facts('articles', 'id', 'text')").await;
    assert!(counted[0].contains(&all.to_string()), "{counted:?}");
    assert_eq!(rows(&context, "SELECT subject FROM facts('articles', 'id', 'text') LIMIT 2").await.len(), 2);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let context = context(vec![vec![batch(0..1)]]);
    let told = error(&context, "SELECT * FROM facts('papers', 'id', 'text')").await;
    assert!(told.contains("papers"), "{told}");
    let told = error(&context, "SELECT * FROM facts('articles', 'id', 'body')").await;
    assert!(told.contains("body"), "{told}");
    let told = error(&context, "SELECT * FROM facts('articles', 'year', 'text')").await;
    assert!(told.contains("year"), "{told}");
    let told = error(&context, "SELECT * FROM facts('articles')").await;
    assert!(told.contains("three strings"), "{told}");
}
