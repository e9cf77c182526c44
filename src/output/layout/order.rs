//! The order of items in their columns, so that few lines cross: by the middles of their neighbours, then by swapping.

use super::Layers;
use crate::table::Table;

const ROUNDS: usize = 24;
/// Larger pictures are not mended item by item.
const MOST_SWAPPED: usize = 400;

pub(super) fn order(layers: &mut Layers) {
    let (left, right) = neighbours(layers);
    first(layers, &left, &right);
    let mut place = places(layers);
    let mut best = (crossings(layers, &right, &place), layers.columns.clone());
    for round in 0..ROUNDS {
        let forth = round % 2 == 0;
        let count = layers.columns.len();
        for step in 1..count {
            let column = if forth { step } else { count.saturating_sub(1).saturating_sub(step) };
            by_middles(layers, column, if forth { &left } else { &right }, &mut place);
        }
        if layers.items.len() <= MOST_SWAPPED {
            swap(layers, &left, &right, &mut place);
        }
        let now = crossings(layers, &right, &place);
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
fn by_middles(layers: &mut Layers, column: usize, beside: &Table<Vec<usize>>, place: &mut Table<usize>) {
    let middle = |item: usize| {
        let all = &beside[item];
        if all.is_empty() {
            return place[item] as f64;
        }
        all.iter().map(|&other| place[other] as f64).sum::<f64>() / all.len() as f64
    };
    let mut sorted: Vec<(f64, usize, usize)> =
        layers.columns[column].iter().map(|&item| (middle(item), place[item], item)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    layers.columns[column] = sorted.iter().map(|&(_, _, item)| item).collect();
    sorted.iter().enumerate().for_each(|(i, &(_, _, item))| place[item] = i);
}

/// How many lines cross between two items if `upper` stands above `lower`.
fn crossed(upper: &[usize], lower: &[usize], place: &Table<usize>) -> usize {
    upper.iter().map(|&u| lower.iter().filter(|&&l| place[l] < place[u]).count()).sum()
}

/// Swaps items that stand above each other as long as fewer lines cross.
fn swap(layers: &mut Layers, left: &Table<Vec<usize>>, right: &Table<Vec<usize>>, place: &mut Table<usize>) {
    for _ in 0..8 {
        let mut better = false;
        for column in layers.columns.iter_mut() {
            for i in 1..column.len() {
                let before = i.saturating_sub(1);
                let (Some(&a), Some(&b)) = (column.get(before), column.get(i)) else { continue };
                let now =
                    crossed(&left[a], &left[b], place).saturating_add(crossed(&right[a], &right[b], place));
                let then =
                    crossed(&left[b], &left[a], place).saturating_add(crossed(&right[b], &right[a], place));
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

/// How many pairs of lines cross: for each line those from further above that end further below.
fn crossings(layers: &Layers, right: &Table<Vec<usize>>, place: &Table<usize>) -> usize {
    let mut sum = 0_usize;
    for column in layers.columns.iter() {
        let ends: Vec<Vec<usize>> =
            column.iter().map(|&item| right[item].iter().map(|&other| place[other]).collect()).collect();
        let most = ends.iter().flatten().max().map_or(0, |&end| end.saturating_add(1));
        let mut below = Counts::new(most);
        for own in &ends {
            own.iter().for_each(|&end| sum = sum.saturating_add(below.beyond(end)));
            own.iter().for_each(|&end| below.add(end));
        }
    }
    sum
}

/// How many of the numbers so far are greater than one, in steps that grow with the logarithm (a Fenwick tree over the numbers
/// from the greatest down).
struct Counts {
    tree: Table<usize>,
    most: usize,
}

impl Counts {
    fn new(most: usize) -> Self {
        Self { tree: Table::new(0, most.saturating_add(1)), most }
    }

    fn add(&mut self, number: usize) {
        // 1 is the greatest
        let mut at = self.most.saturating_sub(number);
        while at > 0 && at <= self.most {
            self.tree[at] = self.tree[at].saturating_add(1);
            at = at.saturating_add(at & at.wrapping_neg());
        }
    }

    fn beyond(&self, number: usize) -> usize {
        let mut at = self.most.saturating_sub(number).saturating_sub(1);
        let mut sum = 0_usize;
        while at > 0 {
            sum = sum.saturating_add(self.tree[at]);
            at = at.saturating_sub(at & at.wrapping_neg());
        }
        sum
    }
}
