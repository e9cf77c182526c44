//! The function's call, and the table it stands for: names of table and columns to a plan.

use crate::plan::FactsExec;
use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{Result, ScalarValue, TableReference, plan_err};
use datafusion::datasource::TableType;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::Expr;
use datafusion::physical_plan::ExecutionPlan;
use relata::Extractor;
use relata::scale::arrow::facts_schema;
use std::sync::Arc;

/// The table function `facts(table, id, text)`: a row for each fact of the texts in a column of a registered table, with the columns
/// of [`facts_schema`]. All three arguments are strings: the table, its column of ids, its column of texts.
#[derive(Clone, Debug)]
pub struct FactsFunction {
    extractor: Arc<Extractor>,
}

impl FactsFunction {
    /// The function with that extractor, which all partitions share.
    #[must_use]
    pub fn new(extractor: Extractor) -> Self {
        Self { extractor: Arc::new(extractor) }
    }
}

impl From<FactsFunction> for Arc<dyn TableFunctionImpl> {
    fn from(function: FactsFunction) -> Self {
        Arc::new(function)
    }
}

impl TableFunctionImpl for FactsFunction {
    /// # Errors
    /// [`DataFusionError::Plan`] where the arguments are not three strings.
    fn call_with_args(&self, args: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let string = |expression: &Expr| match expression {
            Expr::Literal(ScalarValue::Utf8(Some(text)) | ScalarValue::Utf8View(Some(text)), _) => {
                Some(text.clone())
            }
            _ => None,
        };
        let names: Option<Vec<String>> = args.exprs().iter().map(string).collect();
        let Some([table, id, text]) = names.and_then(|names| <[String; 3]>::try_from(names).ok()) else {
            return plan_err!("facts takes three strings: a table, its column of ids, its column of texts");
        };
        Ok(Arc::new(FactsTable { extractor: Arc::clone(&self.extractor), table, id, text }))
    }
}

/// The facts of one table. The table is looked up when the query is planned, so that it may be any that the session can name.
#[derive(Debug)]
struct FactsTable {
    extractor: Arc<Extractor>,
    table: String,
    id: String,
    text: String,
}

impl FactsTable {
    async fn source(&self, state: &dyn Session) -> Result<Arc<dyn TableProvider>> {
        let defaults = &state.config_options().catalog;
        let name = TableReference::parse_str(&self.table)
            .resolve(&defaults.default_catalog, &defaults.default_schema);
        let missing = || DataFusionError::Plan(format!("facts: there is no table {}", self.table));
        let catalog = state.catalog_list().catalog(&name.catalog).ok_or_else(missing)?;
        let schema = catalog.schema(&name.schema).ok_or_else(missing)?;
        schema.table(&name.table).await?.ok_or_else(missing)
    }
}

#[async_trait]
impl TableProvider for FactsTable {
    fn schema(&self) -> SchemaRef {
        facts_schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Temporary
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let source = self.source(state).await?;
        let place = |column: &str| {
            source.schema().index_of(column).map_err(|_| {
                DataFusionError::Plan(format!("facts: table {} has no column {column}", self.table))
            })
        };
        // only the two columns are read
        let columns = vec![place(&self.id)?, place(&self.text)?];
        let input = source.scan(state, Some(&columns), &[], None).await?;
        let extractor = Arc::clone(&self.extractor);
        Ok(Arc::new(FactsExec::new(extractor, input, projection.cloned())?))
    }
}
