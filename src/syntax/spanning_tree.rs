//! The maximum spanning tree over a sentence's arcs (Chu and Liu 1965, Edmonds 1967; McDonald et al. 2005), with
//! exactly one word on the root.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "square matrices over the words of a sentence"
)]

/// The best tree over `count` words. `score(dependent, head)` counts words from 1, the root is 0.
///
/// Returns for each word its head, 0 for the one root word. Cubic at worst; quadratic where the best heads already
/// are a tree of one root, which is most of the time.
pub(crate) fn spanning_tree(count: usize, score: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    if count == 0 {
        return Vec::new();
    }
    if let Some(heads) = tree_of_best_heads(count, &score) {
        return heads;
    }
    // each arc from the root pays more than any tree can win by a second one
    let mut spread = 1.0_f64;
    let mut scores = vec![vec![f64::NEG_INFINITY; count + 1]; count + 1];
    for (dependent, row) in scores.iter_mut().enumerate().skip(1) {
        for (head, cell) in row.iter_mut().enumerate() {
            if head != dependent {
                let value = f64::from(score(dependent, head));
                *cell = if value.is_finite() { value.clamp(-1e6, 1e6) } else { -1e6 };
                spread = spread.max(cell.abs());
            }
        }
    }
    let penalty = 4.0 * spread * (count as f64 + 1.0);
    for row in scores.iter_mut().skip(1) {
        row[0] -= penalty;
    }
    let mut heads = arborescence(&scores);
    heads.remove(0);
    heads
}

/// The best head of each word, where these are a tree of one root: no other can be better.
fn tree_of_best_heads(count: usize, score: impl Fn(usize, usize) -> f32) -> Option<Vec<usize>> {
    let mut heads = vec![0; count + 1];
    let mut roots = 0;
    for (dependent, chosen) in heads.iter_mut().enumerate().skip(1) {
        let mut most = f32::NEG_INFINITY;
        for head in (0..=count).filter(|&head| head != dependent) {
            let value = score(dependent, head);
            if value > most {
                (*chosen, most) = (head, value);
            }
        }
        roots += usize::from(*chosen == 0);
    }
    if roots != 1 || find_cycle(&heads).is_some() {
        return None;
    }
    heads.remove(0);
    Some(heads)
}

fn best_head(row: &[f64]) -> usize {
    let mut best = 0;
    for (head, &score) in row.iter().enumerate() {
        if score > row[best] {
            best = head;
        }
    }
    best
}

/// Heads of the best arborescence from node 0; `scores[dependent][head]`.
fn arborescence(scores: &[Vec<f64>]) -> Vec<usize> {
    let n = scores.len();
    let mut heads: Vec<usize> = scores.iter().map(|row| best_head(row)).collect();
    heads[0] = 0;
    let Some(cycle) = find_cycle(&heads) else { return heads };
    let mut in_cycle = vec![false; n];
    for &v in &cycle {
        in_cycle[v] = true;
    }
    // the others keep their order, so that the root stays 0; the cycle becomes the last node
    let outer: Vec<usize> = (0..n).filter(|&v| !in_cycle[v]).collect();
    let last = outer.len();
    let mut small = vec![vec![f64::NEG_INFINITY; last + 1]; last + 1];
    let mut enters = vec![0; last];
    let mut leaves = vec![0; last];
    for (i, &u) in outer.iter().enumerate() {
        for (j, &v) in outer.iter().enumerate() {
            small[i][j] = scores[u][v];
        }
        for &v in &cycle {
            if scores[u][v] > small[i][last] {
                small[i][last] = scores[u][v];
                leaves[i] = v;
            }
            let gain = scores[v][u] - scores[v][heads[v]];
            if gain > small[last][i] {
                small[last][i] = gain;
                enters[i] = v;
            }
        }
    }
    let solved = arborescence(&small);
    for (i, &u) in outer.iter().enumerate().skip(1) {
        heads[u] = if solved[i] == last { leaves[i] } else { outer[solved[i]] };
    }
    let entry = solved[last];
    heads[enters[entry]] = outer[entry];
    heads
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0_usize; heads.len()];
    seen[0] = usize::MAX;
    for start in 1..heads.len() {
        let mut v = start;
        while seen[v] == 0 {
            seen[v] = start;
            v = heads[v];
        }
        if v != 0 && seen[v] == start {
            let mut cycle = vec![v];
            let mut w = heads[v];
            while w != v {
                cycle.push(w);
                w = heads[w];
            }
            return Some(cycle);
        }
        // what was walked here reaches the root or an older path
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_tree(heads: &[usize]) -> bool {
        let reaches = |mut v: usize| {
            for _ in 0..=heads.len() {
                if v == 0 {
                    return true;
                }
                v = heads[v - 1];
            }
            false
        };
        heads.iter().filter(|&&h| h == 0).count() == 1 && (1..=heads.len()).all(reaches)
    }

    fn best_by_force(n: usize, scores: &[i32]) -> i32 {
        let mut best = i32::MIN;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(i as u32) % (n + 1)).collect();
            if is_tree(&heads) {
                best = best.max(heads.iter().enumerate().map(|(d, h)| scores[d * (n + 1) + h]).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn finds_the_best_tree_of_one_root(n in 1_usize..5, scores in prop::collection::vec(-20_i32..20, 20)) {
            let heads = spanning_tree(n, |d, h| scores[(d - 1) * (n + 1) + h] as f32);
            prop_assert!(is_tree(&heads));
            let total: i32 = heads.iter().enumerate().map(|(d, h)| scores[d * (n + 1) + h]).sum();
            prop_assert_eq!(total, best_by_force(n, &scores));
        }
    }
}
