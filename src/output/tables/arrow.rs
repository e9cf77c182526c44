//! Arrow record batches, and Parquet files of them.

use super::rows::{EdgeRow, NodeRow, QualifierRow, Rows, unit_name};
use arrow_array::builder::{ListBuilder, StringBuilder, StructBuilder, TimestampMicrosecondBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Float32Array, RecordBatch, StringArray, TimestampMicrosecondArray, UInt64Array,
};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef, TimeUnit};
use jiff::civil::DateTime;
use std::sync::Arc;

fn texts<'a>(items: impl Iterator<Item = &'a str>) -> ArrayRef {
    // arrow panics where an iterator does not tell its length, as those over several graphs do not
    Arc::new(StringArray::from_iter_values(items.collect::<Vec<_>>()))
}

fn optional<T: AsRef<str>>(items: impl Iterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(items.collect::<StringArray>())
}

fn lists<'a, S: AsRef<str> + 'a>(items: impl Iterator<Item = &'a [S]>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new());
    for list in items {
        for item in list {
            builder.values().append_value(item.as_ref());
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}

fn flags(items: impl Iterator<Item = bool>) -> ArrayRef {
    Arc::new(items.map(Some).collect::<BooleanArray>())
}

fn numbers(items: impl Iterator<Item = usize>) -> ArrayRef {
    Arc::new(UInt64Array::from_iter_values(items.map(|n| n as u64)))
}

/// Civil time as microseconds, without a zone, as the text gives none.
fn microseconds(time: DateTime) -> Option<i64> {
    Some(jiff::tz::TimeZone::UTC.to_timestamp(time).ok()?.as_microsecond())
}

fn times(items: impl Iterator<Item = Option<DateTime>>) -> ArrayRef {
    Arc::new(items.map(|time| time.and_then(microseconds)).collect::<TimestampMicrosecondArray>())
}

fn timestamp() -> DataType {
    DataType::Timestamp(TimeUnit::Microsecond, None)
}

fn list(item: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", item, true)))
}

fn qualifier_fields() -> Fields {
    Fields::from(vec![
        Field::new("role", DataType::Utf8, true),
        Field::new("marker", DataType::Utf8, true),
        Field::new("text", DataType::Utf8, true),
        Field::new("entity", DataType::Utf8, true),
        Field::new("time_start", timestamp(), true),
        Field::new("time_end", timestamp(), true),
    ])
}

fn qualifiers<'a>(items: impl Iterator<Item = &'a [QualifierRow<'a>]>) -> ArrayRef {
    let mut builder = ListBuilder::new(StructBuilder::from_fields(qualifier_fields(), 0));
    for row in items {
        let values = builder.values();
        for qualifier in row {
            let marker = Some(qualifier.marker).filter(|marker| !marker.is_empty());
            let cells =
                [Some(qualifier.role.as_str()), marker, Some(qualifier.text), qualifier.entity.as_deref()];
            for (place, cell) in cells.into_iter().enumerate() {
                if let Some(field) = values.field_builder::<StringBuilder>(place) {
                    field.append_option(cell);
                }
            }
            let time = qualifier.time.as_ref();
            for (place, bound) in [(4, time.and_then(|t| t.start)), (5, time.and_then(|t| t.end))] {
                if let Some(field) = values.field_builder::<TimestampMicrosecondBuilder>(place) {
                    field.append_option(bound.and_then(microseconds));
                }
            }
            values.append(true);
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}

/// The node of no graph.
static NOWHERE: NodeRow<'static> = NodeRow {
    id: String::new(),
    name: "",
    kind: "",
    named: false,
    aliases: &[],
    same_as: &[],
    mentions: &[],
    members: Vec::new(),
    refers_to: Vec::new(),
};

/// The node at an end of an edge.
fn node<'r, 'g>(rows: &'r Rows<'g>, place: usize) -> &'r NodeRow<'g> {
    rows.nodes.get(place).unwrap_or(&NOWHERE)
}

pub(super) fn nodes(rows: &Rows<'_>) -> Result<RecordBatch, ArrowError> {
    let nodes = || rows.nodes.iter();
    RecordBatch::try_from_iter([
        ("id", texts(nodes().map(|n| n.id.as_str()))),
        ("name", texts(nodes().map(|n| n.name))),
        ("kind", texts(nodes().map(|n| n.kind))),
        ("named", flags(nodes().map(|n| n.named))),
        ("aliases", lists(nodes().map(|n| n.aliases))),
        ("same_as", lists(nodes().map(|n| n.same_as))),
        ("mentions", numbers(nodes().map(|n| n.mentions.len()))),
        ("members", lists(nodes().map(|n| n.members.as_slice()))),
        ("refers_to", lists(nodes().map(|n| n.refers_to.as_slice()))),
    ])
}

/// What every table says of a relation: how it is told, how it stands, when, and where.
fn standing() -> Vec<Field> {
    let text = |name, null| Field::new(name, DataType::Utf8, null);
    let flag = |name| Field::new(name, DataType::Boolean, false);
    vec![
        text("predicate", false),
        text("verb", false),
        text("label", false),
        flag("asserted"),
        text("polarity", false),
        text("modality", false),
        text("attribution", true),
        text("attribution_iri", true),
        text("construction", false),
        text("rule", true),
        Field::new("confidence", DataType::Float32, false),
        flag("symmetric"),
        Field::new("time_start", timestamp(), true),
        Field::new("time_end", timestamp(), true),
        text("time_unit", true),
        flag("time_approximate"),
        Field::new("qualifiers", list(DataType::Struct(qualifier_fields())), false),
        Field::new("evidence", list(DataType::Utf8), false),
    ]
}

fn standing_columns<'a>(edges: impl Iterator<Item = &'a EdgeRow<'a>> + Clone) -> Vec<ArrayRef> {
    let edges = || edges.clone();
    let time = |e: &EdgeRow<'_>| e.relation.time;
    vec![
        texts(edges().map(|e| e.predicate.as_ref())),
        texts(edges().map(|e| e.relation.predicate.as_str())),
        texts(edges().map(|e| e.relation.label.as_str())),
        flags(edges().map(|e| e.relation.is_asserted())),
        texts(edges().map(|e| e.relation.polarity.as_str())),
        texts(edges().map(|e| e.relation.modality.as_str())),
        optional(edges().map(|e| e.attribution)),
        optional(edges().map(|e| e.speaker.as_deref())),
        texts(edges().map(|e| e.relation.construction.as_str())),
        optional(edges().map(EdgeRow::rule)),
        Arc::new(Float32Array::from_iter_values(edges().map(|e| e.relation.confidence))),
        flags(edges().map(|e| e.relation.symmetric)),
        times(edges().map(|e| time(e)?.start)),
        times(edges().map(|e| time(e)?.end)),
        optional(edges().map(|e| time(e).map(|t| unit_name(&t)))),
        flags(edges().map(|e| time(e).is_some_and(|t| t.approximate))),
        qualifiers(edges().map(|e| e.qualifiers.as_slice())),
        lists(edges().map(|e| e.evidence.as_slice())),
    ]
}

pub(super) fn edges(rows: &Rows<'_>) -> Result<RecordBatch, ArrowError> {
    let text = |name| Field::new(name, DataType::Utf8, false);
    let place = |name| Field::new(name, DataType::UInt64, false);
    let mut fields =
        vec![text("id"), text("subject"), text("object"), text("subject_label"), text("object_label")];
    fields.extend(standing());
    fields.extend([place("start_byte"), place("end_byte"), text("document")]);
    let edges = || rows.edges.iter();
    let mut columns = vec![
        texts(edges().map(|e| e.id.as_str())),
        texts(edges().map(|e| node(rows, e.source).id.as_str())),
        texts(edges().map(|e| node(rows, e.target).id.as_str())),
        texts(edges().map(|e| node(rows, e.source).name)),
        texts(edges().map(|e| node(rows, e.target).name)),
    ];
    columns.extend(standing_columns(rows.edges.iter()));
    columns.extend([
        numbers(edges().map(|e| e.bytes().0)),
        numbers(edges().map(|e| e.bytes().1)),
        texts(edges().map(|_| rows.document.as_str())),
    ]);
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// The columns of facts: ids and names of both sides, what every table says, and the place in the document.
pub(crate) fn facts_schema() -> SchemaRef {
    let text = |name, null| Field::new(name, DataType::Utf8, null);
    let number = |name, null| Field::new(name, DataType::UInt64, null);
    let mut fields = vec![
        text("document", false),
        text("id", false),
        text("subject", false),
        text("subject_kind", false),
        number("subject_id", false),
        text("subject_iri", false),
        text("object", false),
        text("object_kind", true),
        number("object_id", true),
        text("object_iri", true),
    ];
    fields.extend(standing());
    fields.extend([number("start", false), number("end", false)]);
    Arc::new(Schema::new(fields))
}

/// A row for each relation of the graphs, in their order.
pub(crate) fn facts(all: &[Rows<'_>]) -> Result<RecordBatch, ArrowError> {
    let edges = || all.iter().flat_map(|rows| rows.edges.iter().map(move |edge| (rows, edge)));
    let object_ids =
        edges().map(|(_, e)| e.relation.object.entity().map(|id| id.index() as u64)).collect::<UInt64Array>();
    let mut columns: Vec<ArrayRef> = vec![
        texts(edges().map(|(rows, _)| rows.graph.document().id.as_str())),
        texts(edges().map(|(_, e)| e.id.as_str())),
        texts(edges().map(|(rows, e)| node(rows, e.source).name)),
        texts(edges().map(|(rows, e)| node(rows, e.source).kind)),
        numbers(edges().map(|(_, e)| e.relation.subject.index())),
        texts(edges().map(|(rows, e)| node(rows, e.source).id.as_str())),
        texts(edges().map(|(rows, e)| node(rows, e.target).name)),
        optional(edges().map(|(rows, e)| e.relation.object.entity().map(|_| node(rows, e.target).kind))),
        Arc::new(object_ids),
        optional(
            edges().map(|(rows, e)| e.relation.object.entity().map(|_| node(rows, e.target).id.as_str())),
        ),
    ];
    columns.extend(standing_columns(all.iter().flat_map(|rows| rows.edges.iter())));
    columns.push(numbers(edges().map(|(_, e)| e.bytes().0)));
    columns.push(numbers(edges().map(|(_, e)| e.bytes().1)));
    RecordBatch::try_new(facts_schema(), columns)
}
