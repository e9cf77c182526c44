//! The order of items in their columns, so that few lines cross: by the middles of their neighbours, then by swapping.

use super::Layers;
use crate::table::Table;

const ROUNDS: usize = 24;
/// Larger pictures are not mended item by item.
const MOST_SWAPPED: usize = 400;

pub(super) fn order(layers: &mut Layers) {
    let (left, right) = neighbours(layers);
    first(layers, &left, &right);
    let mut best = (crossings(layers, &right), layers.columns.clone());
    for round in 0..ROUNDS {
        let forth = round % 2 == 0;
        let count = layers.columns.len();
        for step in 1..count {
            let column = if forth { step } else { count.saturating_sub(1).saturating_sub(step) };
            by_middles(layers, column, if forth { &left } else { &right });
        }
        if layers.items.len() <= MOST_SWAPPED {
            swap(layers, &left, &right);
        }
        let now = crossings(layers, &right);
        if now < best.0 {
            best = (now, layers.columns.clone());
        }
    }
    layers.columns = best.1;
}

/// For each item its neighbours in the column to the left, and to the right.
fn neighbours(layers: &Layers) -> (Table<Vec<usize>>, Table<Vec<usize>>) {
    let mut left = Table::new(Vec::new(), layers.items.len());
    let mut right = Table::new(Vec::new(), layers.items.len());
    for &(a, b) in &layers.links {
        right[a].push(b);
        left[b].push(a);
    }
    (left, right)
}

/// The order in which a walk along the lines meets the items.
fn first(layers: &mut Layers, left: &Table<Vec<usize>>, right: &Table<Vec<usize>>) {
    let mut when = Table::new(usize::MAX, layers.items.len());
    let mut clock = 0_usize;
    for begin in 0..layers.items.len() {
        let mut open = vec![begin];
        while let Some(item) = open.pop() {
            if when[item] != usize::MAX {
                continue;
            }
            when[item] = clock;
            clock = clock.saturating_add(1);
            open.extend(left[item].iter().chain(&right[item]).rev());
        }
    }
    layers.columns.iter_mut().for_each(|column| column.sort_by_key(|&item| when[item]));
}

fn places(layers: &Layers) -> Table<usize> {
    let mut place = Table::new(0, layers.items.len());
    for column in layers.columns.iter() {
        column.iter().enumerate().for_each(|(i, &item)| place[item] = i);
    }
    place
}

/// Sorts a column by the mean place of its items' neighbours; those without keep theirs.
fn by_middles(layers: &mut Layers, column: usize, beside: &Table<Vec<usize>>) {
    let place = places(layers);
    let middle = |item: usize| {
        let all = &beside[item];
        if all.is_empty() {
            return place[item] as f64;
        }
        all.iter().map(|&other| place[other] as f64).sum::<f64>() / all.len() as f64
    };
    layers.columns[column].sort_by(|&a, &b| middle(a).total_cmp(&middle(b)).then(place[a].cmp(&place[b])));
}

/// How many lines cross between two items if `upper` stands above `lower`.
fn crossed(upper: &[usize], lower: &[usize], place: &Table<usize>) -> usize {
    upper.iter().map(|&u| lower.iter().filter(|&&l| place[l] < place[u]).count()).sum()
}

/// Swaps items that stand above each other as long as fewer lines cross.
fn swap(layers: &mut Layers, left: &Table<Vec<usize>>, right: &Table<Vec<usize>>) {
    let mut place = places(layers);
    for _ in 0..8 {
        let mut better = false;
        for column in layers.columns.iter_mut() {
            for i in 1..column.len() {
                let before = i.saturating_sub(1);
                let (Some(&a), Some(&b)) = (column.get(before), column.get(i)) else { continue };
                let now =
                    crossed(&left[a], &left[b], &place).saturating_add(crossed(&right[a], &right[b], &place));
                let then =
                    crossed(&left[b], &left[a], &place).saturating_add(crossed(&right[b], &right[a], &place));
                if then < now {
                    column.swap(before, i);
                    place.swap(a, b);
                    better = true;
                }
            }
        }
        if !better {
            break;
        }
    }
}

fn crossings(layers: &Layers, right: &Table<Vec<usize>>) -> usize {
    let place = places(layers);
    let mut sum = 0_usize;
    for column in layers.columns.iter() {
        let ends: Vec<Vec<usize>> =
            column.iter().map(|&item| right[item].iter().map(|&other| place[other]).collect()).collect();
        for (i, upper) in ends.iter().enumerate() {
            for lower in ends.iter().skip(i.saturating_add(1)) {
                for u in upper {
                    sum = sum.saturating_add(lower.iter().filter(|l| *l < u).count());
                }
            }
        }
    }
    sum
}
