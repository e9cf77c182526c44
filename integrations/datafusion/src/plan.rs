//! The plan: batches of ids and texts to batches of facts, partition by partition.

use datafusion::arrow::array::RecordBatch;
use datafusion::common::{Result, plan_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::physical_plan::metrics::{BaselineMetrics, Count, ExecutionPlanMetricsSet, MetricBuilder, MetricsSet};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties};
use futures::{StreamExt, TryStreamExt, stream};
use relata::Extractor;
use relata::scale::arrow::facts_schema;
use std::sync::Arc;

/// So many texts are read at a time, so that a `LIMIT` stops early and memory stays small.
const TEXTS: usize = 64;

/// Reads the facts of its input's texts. Each partition is read by whoever asks for it; none waits for another.
///
/// Documents that cannot be read have no rows; the metric `unread_documents` counts them.
#[derive(Debug)]
pub struct FactsExec {
    extractor: Arc<Extractor>,
    input: Arc<dyn ExecutionPlan>,
    projection: Option<Vec<usize>>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl FactsExec {
    /// The facts of an input whose first column has ids and whose second has texts; `projection` says which columns of
    /// [`facts_schema`] come out, all of them where it is `None`.
    ///
    /// # Errors
    /// [`DataFusionError::Plan`](datafusion::error::DataFusionError::Plan) where the input has not two columns, or the projection names others than there are.
    pub fn new(
        extractor: Arc<Extractor>,
        input: Arc<dyn ExecutionPlan>,
        projection: Option<Vec<usize>>,
    ) -> Result<Self> {
        if input.schema().fields().len() != 2 {
            return plan_err!("facts are read from two columns, ids and texts, not {}", input.schema().fields().len());
        }
        let schema = match &projection {
            Some(columns) => Arc::new(facts_schema().project(columns)?),
            None => facts_schema(),
        };
        let partitions = input.properties().output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(partitions),
            input.properties().emission_type,
            input.properties().boundedness,
        );
        let properties = Arc::new(properties);
        Ok(Self { extractor, input, projection, properties, metrics: ExecutionPlanMetricsSet::new() })
    }
}

/// The facts of one run of texts.
fn read(
    extractor: &Extractor,
    texts: &RecordBatch,
    projection: Option<&[usize]>,
    unread: &Count,
) -> Result<RecordBatch> {
    let schema = texts.schema();
    let found = extractor.extract_batch(texts, schema.field(1).name(), Some(schema.field(0).name()))?;
    unread.add(found.errors.len());
    Ok(match projection {
        Some(columns) => found.facts.project(columns)?,
        None => found.facts,
    })
}

impl DisplayAs for FactsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FactsExec")
    }
}

impl ExecutionPlan for FactsExec {
    fn name(&self) -> &'static str {
        "FactsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (children.pop(), children.is_empty()) {
            (Some(input), true) => {
                Ok(Arc::new(Self::new(Arc::clone(&self.extractor), input, self.projection.clone())?))
            }
            _ => plan_err!("facts have one input"),
        }
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let input = self.input.execute(partition, context)?;
        let (extractor, projection) = (Arc::clone(&self.extractor), self.projection.clone());
        let unread = MetricBuilder::new(&self.metrics).counter("unread_documents", partition);
        let baseline = BaselineMetrics::new(&self.metrics, partition);
        let runs = input.flat_map(|batch| {
            let runs = match batch {
                Ok(batch) => (0..batch.num_rows())
                    .step_by(TEXTS)
                    .map(|at| Ok(batch.slice(at, TEXTS.min(batch.num_rows() - at))))
                    .collect(),
                Err(error) => vec![Err(error)],
            };
            stream::iter(runs)
        });
        let facts = runs.and_then(move |texts| {
            let timer = baseline.elapsed_compute().timer();
            let facts = read(&extractor, &texts, projection.as_deref(), &unread);
            drop(timer);
            if let Ok(facts) = &facts {
                baseline.record_output(facts.num_rows());
            }
            // the runtime's other tasks get their turn between two runs of texts
            async move {
                tokio::task::yield_now().await;
                facts
            }
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(Arc::clone(self.properties.eq_properties.schema()), facts)))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }
}
