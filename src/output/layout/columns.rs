//! Which column each box stands in.

use super::{Line, Room, Size};
use crate::table::Table;
use std::collections::VecDeque;

/// The parts of a picture that no line joins.
pub(super) fn parts(boxes: usize, lines: &[Line]) -> Vec<Vec<usize>> {
    let around = around(boxes, lines);
    let mut seen = Table::new(false, boxes);
    let mut out = Vec::new();
    for first in 0..boxes {
        if seen[first] {
            continue;
        }
        seen[first] = true;
        let (mut part, mut next) = (vec![first], 0);
        while let Some(&node) = part.get(next) {
            for &(other, _) in &around[node] {
                if !seen[other] {
                    seen[other] = true;
                    part.push(other);
                }
            }
            next = next.saturating_add(1);
        }
        part.sort_unstable();
        out.push(part);
    }
    out
}

/// For each box those it is joined to, and whether the line leads there.
fn around(boxes: usize, lines: &[Line]) -> Table<Vec<(usize, bool)>> {
    let mut around = Table::new(Vec::new(), boxes);
    for line in lines {
        if line.from < boxes && line.to < boxes && line.from != line.to {
            around[line.from].push((line.to, true));
            around[line.to].push((line.from, false));
        }
    }
    around
}

/// With more boxes no part is turned over.
const MOST_FOLDED: usize = 120;
/// More columns than these are folded: nobody looks at a picture as wide, and lines would pass more of them than can be placed soon.
const MOST_COLUMNS: i32 = 200;
/// So many boxes are looked at for better columns; pictures that people look at need a hundredth of it.
const MOST_STEPS: usize = 300_000_000;

/// What is bad about columns: lines within a column, long lines, lines to the left, columns that are too high or too many.
struct Search<'a> {
    sizes: &'a [Size],
    around: Table<Vec<(usize, bool)>>,
    room: Room,
    /// How wide a label is.
    label: f64,
    column: Table<i32>,
    /// How many boxes may still be looked at.
    steps: usize,
}

impl Search<'_> {
    fn line_cost(distance: i32) -> f64 {
        let long = 2.2 * (f64::from(distance.abs()) - 1.0);
        match distance {
            0 => 5.0,
            1.. => long,
            _ => 0.7 + long,
        }
    }

    fn cost_of(&self, node: usize) -> f64 {
        let own = self.column[node];
        let line = |&(other, leads): &(usize, bool)| {
            let other = self.column[other];
            Self::line_cost(if leads { other.saturating_sub(own) } else { own.saturating_sub(other) })
        };
        self.around[node].iter().map(line).sum()
    }

    /// How much the columns are too high, and how much too wide it all is.
    fn shape_cost(&self) -> f64 {
        let (low, high) = self.ends();
        let count = usize::try_from(high.saturating_sub(low)).unwrap_or_default().saturating_add(1);
        let mut columns = Table::new((0.0, 0.0_f64), count);
        for (size, column) in self.sizes.iter().zip(self.column.iter()) {
            let place = usize::try_from(column.saturating_sub(low)).unwrap_or_default();
            let (height, width) = &mut columns[place];
            *height += size.height + self.room.gap * 2.0;
            *width = width.max(size.width);
        }
        let over: f64 = columns.iter().map(|(height, _)| (height - self.room.height).max(0.0) / 30.0).sum();
        let aisles = (count as f64 - 1.0) * (self.label + 2.0 * self.room.aisle);
        let width: f64 = columns.iter().map(|(_, width)| width).sum::<f64>() + aisles;
        over + (width - self.room.width).max(0.0) / 40.0
    }

    fn cost(&self) -> f64 {
        (0..self.column.len()).map(|node| self.cost_of(node)).sum::<f64>() / 2.0 + self.shape_cost()
    }

    /// From a box outward: objects to the right of their subjects.
    fn begin(&mut self, root: usize) {
        let mut seen = Table::new(false, self.column.len());
        let mut open = VecDeque::from([root]);
        seen[root] = true;
        self.column[root] = 0;
        while let Some(node) = open.pop_front() {
            for &(other, leads) in &self.around[node] {
                if !seen[other] {
                    seen[other] = true;
                    self.column[other] = self.column[node].saturating_add(if leads { 1 } else { -1 });
                    open.push_back(other);
                }
            }
        }
        let (low, high) = self.ends();
        let count = high.saturating_sub(low).saturating_add(1);
        if count > MOST_COLUMNS {
            let folded = |column: i32| {
                let place = i64::from(column.saturating_sub(low)).saturating_mul(MOST_COLUMNS.into());
                i32::try_from(place.checked_div(count.into()).unwrap_or_default()).unwrap_or_default()
            };
            self.column.iter_mut().for_each(|column| *column = folded(*column));
        }
    }

    /// The first column and the last.
    fn ends(&self) -> (i32, i32) {
        let low = self.column.iter().copied().min().unwrap_or_default();
        (low, self.column.iter().copied().max().unwrap_or_default())
    }

    /// For each box the parts that only it joins to the rest, but for the largest.
    fn hinged(&self) -> Vec<(usize, Vec<usize>)> {
        let count = self.column.len();
        let mut out = Vec::new();
        for hinge in 0..count {
            let mut seen = Table::new(false, count);
            seen[hinge] = true;
            let mut parts: Vec<Vec<usize>> = Vec::new();
            for &(first, _) in &self.around[hinge] {
                if seen[first] {
                    continue;
                }
                seen[first] = true;
                let (mut part, mut next) = (vec![first], 0);
                while let Some(&node) = part.get(next) {
                    for &(other, _) in &self.around[node] {
                        if !seen[other] {
                            seen[other] = true;
                            part.push(other);
                        }
                    }
                    next = next.saturating_add(1);
                }
                parts.push(part);
            }
            parts.sort_by_key(Vec::len);
            parts.pop();
            out.extend(parts.into_iter().map(|part| (hinge, part)));
        }
        out
    }

    /// Turns parts over at the boxes they hang from, where that makes it better: what is too long is folded.
    fn fold(&mut self, hinged: &[(usize, Vec<usize>)]) -> bool {
        let mut least = self.cost();
        let mut better = false;
        for (hinge, part) in hinged {
            let mirror = self.column[*hinge].saturating_mul(2);
            let turn = |search: &mut Self| {
                part.iter()
                    .for_each(|&node| search.column[node] = mirror.saturating_sub(search.column[node]));
            };
            turn(self);
            let cost = self.cost();
            if cost < least - 1e-9 {
                (least, better) = (cost, true);
            } else {
                turn(self);
            }
        }
        better
    }

    /// Moves boxes, and turns parts over, as long as that makes it better.
    fn improve(&mut self, hinged: &[(usize, Vec<usize>)]) {
        for _ in 0..12 {
            let mut better = self.fold(hinged);
            for node in 0..self.column.len() {
                let (low, high) = self.ends();
                let (now, here) = (self.cost_of(node) + self.shape_cost(), self.column[node]);
                let (mut best, mut best_cost) = (here, now);
                for column in low.saturating_sub(1)..=high.saturating_add(1) {
                    let Some(left) = self.steps.checked_sub(self.sizes.len()) else { break };
                    self.steps = left;
                    self.column[node] = column;
                    let cost = self.cost_of(node) + self.shape_cost();
                    if cost < best_cost - 1e-9 {
                        (best, best_cost) = (column, cost);
                    }
                }
                self.column[node] = best;
                better |= best != here;
            }
            if !better {
                break;
            }
        }
    }
}

/// The column of each box, from 0.
pub(super) fn columns(sizes: &[Size], lines: &[Line], room: Room) -> Vec<usize> {
    let around = around(sizes.len(), lines);
    let mut roots: Vec<usize> = (0..sizes.len()).collect();
    roots.sort_by_key(|&node| (std::cmp::Reverse(around[node].len()), node));
    roots.truncate(if sizes.len() > 60 { 2 } else { 8 });
    let label = lines.iter().map(|line| line.label.width).fold(0.0, f64::max);
    let mut search =
        Search { sizes, around, room, label, column: Table::new(0, sizes.len()), steps: MOST_STEPS };
    let hinged = if sizes.len() > MOST_FOLDED { Vec::new() } else { search.hinged() };
    let mut best: Option<(f64, Table<i32>)> = None;
    for root in roots {
        search.begin(root);
        search.improve(&hinged);
        let cost = search.cost();
        if best.as_ref().is_none_or(|(least, _)| cost < least - 1e-9) {
            best = Some((cost, search.column.clone()));
        }
    }
    let column = best.map_or_else(Vec::new, |(_, column)| column.into_vec());
    let low = column.iter().copied().min().unwrap_or_default();
    column.iter().map(|c| usize::try_from(c.saturating_sub(low)).unwrap_or_default()).collect()
}
