//! How high each item stands, and the points of the lines.

use super::{Layers, Layout, Line, Point, Room};
use crate::table::Table;

const ROUNDS: usize = 40;

/// The layout of one part from its columns.
pub(super) fn place(layers: Layers, boxes: usize, lines: &[Line], room: Room) -> Layout {
    let y = heights(&layers, boxes, room);
    let (x, width) = middles_of_columns(&layers, room);
    let item = |i: usize| Point { x: x[layers.items[i].column], y: y[i] };
    let top =
        (0..layers.items.len()).map(|i| y[i] - layers.items[i].size.height / 2.0).fold(f64::MAX, f64::min);
    let bottom =
        (0..layers.items.len()).map(|i| y[i] + layers.items[i].size.height / 2.0).fold(f64::MIN, f64::max);
    let up = |point: Point| Point { x: point.x, y: point.y - top };
    let ports = ports(&layers, boxes, &y);
    let wide = |column: &Vec<usize>| {
        column.iter().copied().filter(|&item| layers.items[item].size.width > 0.0).collect::<Vec<_>>()
    };
    let wide = layers.columns.iter().map(wide).collect();
    let bend = Bend { layers: &layers, wide: &wide, x: &x, y: &y };
    let mut points = Vec::new();
    for (number, ((way, label), line)) in layers.ways.iter().zip(lines).enumerate() {
        let mut own: Vec<(usize, Point)> = Vec::new();
        let neighbour = |i: Option<usize>| i.and_then(|i| way.get(i)).copied().unwrap_or_default();
        for (i, &at) in way.iter().enumerate() {
            let middle = item(at);
            if i == 0 || i.saturating_add(1) == way.len() {
                // the border that faces the next point
                let toward = if i == 0 { way.get(1) } else { way.get(i.saturating_sub(1)) };
                let right = toward.is_none_or(|&t| item(t).x > middle.x);
                let half = layers.items[at].size.width / 2.0;
                let port = if i == 0 { ports[number].0 } else { ports[number].1 };
                own.push((at, Point { x: middle.x + if right { half } else { -half }, y: middle.y + port }));
            } else if at == *label && line.label.width > 0.0 {
                // straight through the label; where the line turns back, to its near side and from there
                let half = line.label.width / 2.0;
                let (before, after) =
                    (item(neighbour(i.checked_sub(1))).x, item(neighbour(i.checked_add(1))).x);
                let enter = if before < middle.x { -half } else { half };
                let leave = if after < middle.x { -half } else { half };
                own.push((at, Point { x: middle.x + enter, y: middle.y }));
                if enter != leave {
                    own.push((at, Point { x: middle.x + leave, y: middle.y }));
                }
            } else {
                own.push((at, middle));
            }
        }
        points.push(bend.round(&own).into_iter().map(up).collect());
    }
    Layout {
        boxes: (0..boxes).map(|i| up(item(i))).collect(),
        lines: points,
        labels: layers.ways.iter().map(|(_, label)| up(item(*label))).collect(),
        width,
        height: if layers.items.is_empty() { 0.0 } else { bottom - top },
    }
}

/// Where lines bend between two columns: they go straight on first, past what they would run below.
struct Bend<'a> {
    layers: &'a Layers,
    /// For each column what a line could run below.
    wide: &'a Table<Vec<usize>>,
    x: &'a Table<f64>,
    y: &'a Table<f64>,
}

impl Bend<'_> {
    /// The points of a line, each with its item, and those that lead past others.
    fn round(&self, points: &[(usize, Point)]) -> Vec<Point> {
        let mut out: Vec<Point> = points.first().map(|(_, point)| *point).into_iter().collect();
        for pair in points.windows(2) {
            let [(one, from), (other, to)] = *pair else { continue };
            if one != other {
                let (mut leave, mut enter) = (from, to);
                // past one there may be another
                for _ in 0..4 {
                    let past = self.past(one, leave, enter, from.x < to.x);
                    leave.x = past.unwrap_or(leave.x);
                    let before = self.past(other, leave, enter, to.x < from.x);
                    enter.x = before.unwrap_or(enter.x);
                    if past.is_none() && before.is_none() {
                        break;
                    }
                }
                out.extend([(leave, from), (enter, to)].into_iter().filter(|(a, b)| a != b).map(|(a, _)| a));
            }
            out.push(to);
        }
        out
    }

    /// How far the line has to go on to pass what it runs below in the column of one of its items.
    fn past(&self, item: usize, from: Point, to: Point, right: bool) -> Option<f64> {
        const BESIDE: f64 = 4.0;
        let column = self.layers.items[item].column;
        let others = self.wide[column].iter().filter(|&&other| other != item);
        let (top, bottom) = (from.y.min(to.y) - BESIDE, from.y.max(to.y) + BESIDE);
        let sides = others.filter_map(|&other| {
            let size = self.layers.items[other].size;
            let (x, y) = (self.x[column], self.y[other]);
            let (half, high) = (size.width / 2.0, size.height / 2.0);
            let below = |point: Point| (point.x - x).abs() < half && (point.y - y).abs() < high;
            let side = if right { x + half + BESIDE } else { x - half - BESIDE };
            let near = y + high > top && y - high < bottom;
            (near && curve(from, to).any(below)).then_some(side)
        });
        sides.reduce(if right { f64::max } else { f64::min })
    }
}

/// Points of the curve between two columns, as it is drawn.
fn curve(from: Point, to: Point) -> impl Iterator<Item = Point> {
    const STEPS: u32 = 24;
    (0..=STEPS).map(move |step| {
        let t = f64::from(step) / f64::from(STEPS);
        let u = 1.0 - t;
        // the two inner points of the Bézier curve stand half way, at the heights of the ends
        let [early, late] = [3.0 * u * u * t, 3.0 * u * t * t];
        let middle = (from.x + to.x) / 2.0;
        Point {
            x: u * u * u * from.x + (early + late) * middle + t * t * t * to.x,
            y: (u * u * u + early) * from.y + (late + t * t * t) * to.y,
        }
    })
}

/// The lines at the two sides of a box: how high their next point stands, which line, whether with its first end.
#[derive(Clone, Default)]
struct Sides {
    left: Vec<(f64, usize, bool)>,
    right: Vec<(f64, usize, bool)>,
}

/// Where lines touch their boxes, from the middle: spread over the side, in the order of where they go.
fn ports(layers: &Layers, boxes: usize, y: &Table<f64>) -> Table<(f64, f64)> {
    let mut ports = Table::new((0.0, 0.0), layers.ways.len());
    let mut sides: Table<Sides> = Table::new(Sides::default(), boxes);
    for (number, (way, _)) in layers.ways.iter().enumerate() {
        let (Some(&from), Some(&to)) = (way.first(), way.last()) else { continue };
        let (Some(&second), Some(&last)) = (way.get(1), way.get(way.len().saturating_sub(2))) else {
            continue;
        };
        for (at, next, first) in [(from, second, true), (to, last, false)] {
            let right = layers.items[next].column > layers.items[at].column;
            let side = if right { &mut sides[at].right } else { &mut sides[at].left };
            side.push((y[next], number, first));
        }
    }
    for (node, both) in sides.iter_mut().enumerate() {
        for side in [&mut both.left, &mut both.right] {
            side.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
            let count = side.len() as f64;
            let spread = (layers.items[node].size.height * 0.7).min((count - 1.0).max(0.0) * 9.0);
            for (i, &(_, number, first)) in side.iter().enumerate() {
                let port = if side.len() < 2 { 0.0 } else { (i as f64 / (count - 1.0) - 0.5) * spread };
                if first {
                    ports[number].0 = port;
                } else {
                    ports[number].1 = port;
                }
            }
        }
    }
    ports
}

fn middles_of_columns(layers: &Layers, room: Room) -> (Table<f64>, f64) {
    let mut x = Vec::new();
    let mut left = 0.0;
    for (i, column) in layers.columns.iter().enumerate() {
        let width = column.iter().map(|&item| layers.items[item].size.width).fold(0.0, f64::max);
        if i > 0 {
            left += room.aisle;
        }
        x.push(left + width / 2.0);
        left += width;
    }
    (x.into_iter().collect(), left)
}

/// Each item as near as possible to the mean of its neighbours, without touching those above and below.
fn heights(layers: &Layers, boxes: usize, room: Room) -> Table<f64> {
    let mut around: Table<Vec<(usize, f64)>> = Table::new(Vec::new(), layers.items.len());
    for &(a, b) in &layers.links {
        // lines are straight between their own points first
        let weight = if a >= boxes && b >= boxes { 4.0 } else { 1.0 };
        around[a].push((b, weight));
        around[b].push((a, weight));
    }
    let mut y = Table::new(0.0, layers.items.len());
    for column in layers.columns.iter() {
        let mut top = 0.0;
        let all: f64 = column.iter().map(|&item| layers.items[item].size.height + room.gap).sum();
        for &item in column {
            y[item] = top - all / 2.0 + layers.items[item].size.height / 2.0;
            top += layers.items[item].size.height + room.gap;
        }
    }
    let count = layers.columns.len();
    for round in 0..ROUNDS {
        for step in 0..count {
            let c = if round % 2 == 0 { step } else { count.saturating_sub(1).saturating_sub(step) };
            settle(layers, &layers.columns[c], &around, room, &mut y);
        }
    }
    y
}

/// The places of a column nearest to the wished ones (least squares, by pooling neighbours that would touch).
fn settle(
    layers: &Layers,
    column: &[usize],
    around: &Table<Vec<(usize, f64)>>,
    room: Room,
    y: &mut Table<f64>,
) {
    // what is left after the room that those above need is taken away must not fall
    let mut above = Vec::with_capacity(column.len());
    let mut sum = 0.0;
    let mut upper = None;
    for &item in column {
        if let Some(upper) = upper.replace(item) {
            sum += (layers.items[upper].size.height + layers.items[item].size.height) / 2.0 + room.gap;
        }
        above.push(sum);
    }
    // sums of wishes, sums of weights, how many
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    for (&item, &above) in column.iter().zip(&above) {
        let all: f64 = around[item].iter().map(|(_, weight)| weight).sum();
        let wish = around[item].iter().map(|&(other, weight)| y[other] * weight).sum::<f64>();
        let (wish, weight) = if all > 0.0 { (wish / all, all) } else { (y[item], 0.1) };
        let mut pool = ((wish - above) * weight, weight, 1_usize);
        while let Some(&(wishes, weights, count)) = pools.last() {
            if wishes / weights <= pool.0 / pool.1 {
                break;
            }
            pools.pop();
            pool = (pool.0 + wishes, pool.1 + weights, pool.2.saturating_add(count));
        }
        pools.push(pool);
    }
    let mut items = column.iter().zip(&above);
    for (wishes, weights, count) in pools {
        for (&item, &above) in items.by_ref().take(count) {
            y[item] = wishes / weights + above;
        }
    }
}
