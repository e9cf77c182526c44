//! throwaway
use relata::syntax::Parsed;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let e = match std::env::args().nth(2) {
        Some(m) => relata::Extractor::from_model(m).unwrap(),
        None => relata::Extractor::new().unwrap(),
    };
    let docs = relata::conllu::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    let t = std::time::Instant::now();
    let (mut n, mut las, mut uas, mut up, mut le) = (0, 0, 0, 0, 0);
    let (mut g, mut f, mut r) = (0, 0, 0);
    for d in docs {
        let gold: Parsed = d.gold().unwrap();
        let p = e.parse_segmented(d.segmented.clone());
        for w in p.words() {
            n += 1;
            up += usize::from(p.upos(w) == gold.upos(w));
            le += usize::from(p.lemma(w) == gold.lemma(w));
            if p.head(w) == gold.head(w) {
                uas += 1;
                las += usize::from(p.relation(w) == gold.relation(w));
            }
            let (a, b) = (p.mention_labels[w.index()].head_of, gold.mention_labels[w.index()].head_of);
            g += usize::from(b.is_some());
            f += usize::from(a.is_some());
            r += usize::from(a.is_some() && a == b);
        }
    }
    let s = t.elapsed().as_secs_f64();
    let pc = |x: usize| 100.0 * x as f64 / n as f64;
    println!(
        "words {n} {:.0}/s  upos {:.2} lemma {:.2} uas {:.2} las {:.2} heads-f1 {:.2}",
        n as f64 / s,
        pc(up),
        pc(le),
        pc(uas),
        pc(las),
        200.0 * r as f64 / (g + f).max(1) as f64
    );
}
