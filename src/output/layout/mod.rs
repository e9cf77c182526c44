//! Places for boxes and labelled lines, in columns from left to right: the method of Sugiyama, Tagawa and Toda (1981), with
//! columns chosen by search, as a picture of facts has no direction that all lines share, and labels that have a place of
//! their own between columns.

mod columns;
mod order;
mod rows;

use crate::table::Table;

/// A box to be placed, or the label of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A line between two boxes, by their places in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Of no extent where it has none.
    pub(super) label: Size,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Where everything is; all places are middles, and nothing lies below zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) boxes: Vec<Point>,
    /// For each line the points it passes, from its first box's border to its last's.
    pub(super) lines: Vec<Vec<Point>>,
    pub(super) labels: Vec<Point>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// How a layout is shaped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// A column is rather not higher than this.
    pub(super) height: f64,
    /// Between things above each other.
    pub(super) gap: f64,
    /// Between columns.
    pub(super) aisle: f64,
    /// All is rather not wider than this.
    pub(super) width: f64,
}

impl Default for Room {
    fn default() -> Self {
        Self { height: 640.0, gap: 14.0, aisle: 30.0, width: 1200.0 }
    }
}

/// Something with a place in a column: a box, or where a line passes the column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Item {
    size: Size,
    column: usize,
}

/// A layout in the making: columns with an even number hold boxes, those with an odd one labels.
struct Layers {
    items: Table<Item>,
    /// Pairs of items in neighbouring columns, the left one first.
    links: Vec<(usize, usize)>,
    /// For each column its items from top to bottom.
    columns: Table<Vec<usize>>,
    /// For each line its items, from its first box to its last, and which of them bears its label.
    ways: Vec<(Vec<usize>, usize)>,
}

/// Places boxes and lines.
pub(super) fn layout(boxes: &[Size], lines: &[Line], room: Room) -> Layout {
    let mut placed: Vec<(Vec<usize>, Vec<usize>, Layout)> = Vec::new();
    for part in parts(boxes, lines) {
        let layers = Layers::new(&part.sizes, &part.lines, room);
        let layout = rows::place(layers, part.sizes.len(), &part.lines, room);
        placed.push((part.boxes, part.numbers, layout));
    }
    together(boxes.len(), lines.len(), placed)
}

/// The column each box would stand in, from 0; each part begins with its own first.
pub(super) fn columns(boxes: &[Size], lines: &[Line], room: Room) -> Vec<usize> {
    let mut out = Table::new(0, boxes.len());
    for part in parts(boxes, lines) {
        let own = columns::columns(&part.sizes, &part.lines, room);
        part.boxes.iter().zip(own).for_each(|(&node, column)| out[node] = column);
    }
    out.into_vec()
}

/// Boxes that lines join, by themselves.
struct Part {
    /// Their places among all boxes.
    boxes: Vec<usize>,
    sizes: Vec<Size>,
    /// The lines between them, by places in the part.
    lines: Vec<Line>,
    /// Their places among all lines.
    numbers: Vec<usize>,
}

fn parts(boxes: &[Size], lines: &[Line]) -> Vec<Part> {
    let mut out = Vec::new();
    for part in columns::parts(boxes.len(), lines) {
        let mut place_of = vec![usize::MAX; boxes.len()];
        for (i, &node) in part.iter().enumerate() {
            if let Some(there) = place_of.get_mut(node) {
                *there = i;
            }
        }
        let within = |node: usize| place_of.get(node).copied().filter(|&place| place != usize::MAX);
        let own = lines.iter().enumerate().filter_map(|(i, line)| {
            Some((i, Line { from: within(line.from)?, to: within(line.to)?, ..*line }))
        });
        let (numbers, lines) = own.unzip();
        let sizes = part.iter().filter_map(|&node| boxes.get(node).copied()).collect();
        out.push(Part { boxes: part, sizes, lines, numbers });
    }
    out
}

impl Layers {
    fn new(boxes: &[Size], lines: &[Line], room: Room) -> Self {
        let column = columns::columns(boxes, lines, room);
        let mut items: Vec<Item> = boxes
            .iter()
            .zip(&column)
            .map(|(&size, &column)| Item { size, column: column.saturating_mul(2) })
            .collect();
        let (mut links, mut ways) = (Vec::new(), Vec::new());
        let column_of = |node: usize| column.get(node).copied().unwrap_or_default().saturating_mul(2);
        for line in lines {
            let (from, to) = (column_of(line.from), column_of(line.to));
            let (low, high) = (from.min(to), from.max(to));
            // lines between boxes of one column go out to the right and come back
            let passed: Vec<usize> = if low == high {
                vec![low.saturating_add(1)]
            } else {
                (low.saturating_add(1)..high).collect()
            };
            let middle = low.saturating_add(high) / 2;
            let labelled = passed.iter().copied().filter(|c| c % 2 == 1).min_by_key(|c| c.abs_diff(middle));
            let left = if from <= to { line.from } else { line.to };
            let right = if from <= to { line.to } else { line.from };
            let (mut way, mut label) = (vec![left], 0);
            for column in passed {
                let bears = Some(column) == labelled;
                let size = if bears { line.label } else { Size { width: 0.0, height: 4.0 } };
                if bears {
                    label = items.len();
                }
                way.push(items.len());
                items.push(Item { size, column });
            }
            way.push(right);
            for pair in way.windows(2) {
                if let [a, b] = *pair {
                    let before = items.get(a).map(|i| i.column) <= items.get(b).map(|i| i.column);
                    links.push(if before { (a, b) } else { (b, a) });
                }
            }
            if from > to {
                way.reverse();
            }
            ways.push((way, label));
        }
        let last = items.iter().map(|item| item.column).max().unwrap_or_default();
        let mut columns = vec![Vec::new(); last.saturating_add(1)];
        for (i, item) in items.iter().enumerate() {
            if let Some(column) = columns.get_mut(item.column) {
                column.push(i);
            }
        }
        let (items, columns) = (items.into_iter().collect(), columns.into_iter().collect());
        let mut layers = Self { items, links, columns, ways };
        order::order(&mut layers);
        layers
    }
}

/// Parts that nothing joins, the largest first and the others below it side by side.
fn together(boxes: usize, lines: usize, mut parts: Vec<(Vec<usize>, Vec<usize>, Layout)>) -> Layout {
    const BETWEEN: f64 = 36.0;
    parts.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
    let widest = parts.iter().map(|(_, _, part)| part.width).fold(760.0, f64::max);
    let mut whole = Layout {
        boxes: vec![Point::default(); boxes],
        lines: vec![Vec::new(); lines],
        labels: vec![Point::default(); lines],
        ..Layout::default()
    };
    let (mut left, mut top, mut below) = (0.0, 0.0, 0.0_f64);
    for (nodes, edges, part) in parts {
        if left > 0.0 && left + part.width > widest {
            top = below + BETWEEN;
            left = 0.0;
        }
        let moved = |point: Point| Point { x: point.x + left, y: point.y + top };
        for (&node, &point) in nodes.iter().zip(&part.boxes) {
            if let Some(there) = whole.boxes.get_mut(node) {
                *there = moved(point);
            }
        }
        for (i, &edge) in edges.iter().enumerate() {
            if let (Some(line), Some(points)) = (whole.lines.get_mut(edge), part.lines.get(i)) {
                *line = points.iter().copied().map(moved).collect();
            }
            if let (Some(label), Some(&point)) = (whole.labels.get_mut(edge), part.labels.get(i)) {
                *label = moved(point);
            }
        }
        below = below.max(top + part.height);
        whole.width = whole.width.max(left + part.width);
        left += part.width + BETWEEN;
    }
    whole.height = below;
    whole
}
