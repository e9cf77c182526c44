//! A small model for tests, with numbers of no meaning and sizes that no other model has.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "sizes and names of its own making"
)]

use serde_json::{Value, json};

/// The sizes: widths that are no multiples of 64, and heads of 48 numbers.
fn network() -> Value {
    json!({"layers": 3, "width": 96, "heads": 2, "feed_forward": 160, "positions": 96, "subword_rank": 48,
        "max_subwords_per_word": 8, "layer_norm_epsilon": 1e-5, "shapes": 19, "arc": 40, "relation": 16, "hidden": 24,
        "mix": [0.1, 0.2, 0.3, 0.4]})
}

fn labels() -> Value {
    json!({"upos": ["NOUN", "VERB", "PUNCT"], "xpos": ["NN", "VBD", "."], "feats": ["_", "Number=Sing"],
        "lemma": ["k|0||0|", "l|0||1|"], "deprel": ["root", "nsubj", "obj", "punct"],
        "name": ["O", "B-person", "I-person", "E-person", "S-person"], "entity_head": ["_", "person"]})
}

/// The tensors after one another, and what the header says of them.
#[derive(Default)]
struct Tensors {
    data: Vec<u8>,
    entries: Vec<Value>,
    state: u32,
}

impl Tensors {
    fn next(&mut self) -> u32 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.state >> 8
    }

    fn put(&mut self, bytes: impl IntoIterator<Item = u8>) -> usize {
        let at = self.data.len();
        self.data.extend(bytes);
        self.data.resize(self.data.len().next_multiple_of(64), 0);
        at
    }

    /// Floats around `middle`, at most `spread` away.
    fn floats(&mut self, count: usize, middle: f32, spread: f32) -> usize {
        let values: Vec<f32> =
            (0..count).map(|_| middle + spread * (self.next() % 2001) as f32 / 1000.0 - spread).collect();
        self.put(values.iter().flat_map(|x| x.to_le_bytes()))
    }

    fn f32(&mut self, name: &str, shape: &[usize], middle: f32, spread: f32) {
        let offset = self.floats(shape.iter().product(), middle, spread);
        self.entries.push(json!({"name": name, "type": "f32", "shape": shape, "offset": offset}));
    }

    fn rows(&mut self, name: &str, rows: usize, columns: usize) {
        let bytes: Vec<u8> = (0..rows * columns).map(|_| (self.next() % 255) as u8 ^ 0x80).collect();
        let (offset, scales) = (self.put(bytes), self.floats(rows, 0.002, 0.0005));
        let shape = [rows, columns];
        self.entries
            .push(json!({"name": name, "type": "i8", "shape": shape, "offset": offset, "scales": scales}));
    }

    fn text(&mut self, name: &str, text: &str) {
        let offset = self.put(text.bytes());
        self.entries.push(json!({"name": name, "type": "u8", "shape": [text.len()], "offset": offset}));
    }

    fn linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.rows(&format!("{name}.weight"), outputs, inputs);
        self.f32(&format!("{name}.bias"), &[outputs], 0.0, 0.1);
    }

    fn norm(&mut self, name: &str, width: usize) {
        self.f32(&format!("{name}.gain"), &[width], 1.0, 0.1);
        self.f32(&format!("{name}.bias"), &[width], 0.0, 0.1);
    }
}

/// The model's file, with or without relative positions.
pub(crate) fn small_model(relative: bool) -> Vec<u8> {
    let (mut network, labels) = (network(), labels());
    let size = |name: &str| network[name].as_u64().map_or(0, |x| x as usize);
    let (width, inner, hidden, arc, relation) =
        (size("width"), size("feed_forward"), size("hidden"), size("arc"), size("relation"));
    let (layers, rank, positions, heads) =
        (size("layers"), size("subword_rank"), size("positions"), size("heads"));
    let count = |task: &str| labels[task].as_array().map_or(0, Vec::len);
    let mut t = Tensors { state: 5, ..Tensors::default() };
    let mut vocabulary = vec!["[UNK]".to_owned(), "[CLS]".to_owned(), "[SEP]".to_owned(), ".".to_owned()];
    vocabulary.extend(('a'..='z').flat_map(|c| [c.to_string(), format!("##{c}")]));
    t.text("vocabulary", &vocabulary.join("\n"));
    t.rows("subwords", vocabulary.len(), rank);
    t.linear("projection", width, rank);
    t.rows("positions", positions, width);
    t.f32("shapes", &[size("shapes"), width], 0.0, 0.1);
    t.norm("embedding_norm", width);
    for i in 0..layers {
        for part in ["query", "key", "value", "output"] {
            t.linear(&format!("layer.{i}.{part}"), width, width);
        }
        t.linear(&format!("layer.{i}.up"), inner, width);
        t.linear(&format!("layer.{i}.down"), width, inner);
        t.norm(&format!("layer.{i}.attention_norm"), width);
        t.norm(&format!("layer.{i}.output_norm"), width);
    }
    for task in ["upos", "xpos", "feats", "lemma"] {
        t.linear(task, count(task), width);
    }
    for (name, outputs) in [
        ("arc_dependent", arc),
        ("arc_head", arc),
        ("relation_dependent", relation),
        ("relation_head", relation),
    ] {
        t.linear(name, outputs, width);
    }
    for task in ["name", "entity_head"] {
        t.linear(&format!("{task}_hidden"), hidden, width);
        t.linear(task, count(task), hidden);
    }
    t.f32("root", &[width], 0.0, 0.5);
    t.linear("arc", arc, arc);
    let deprel = count("deprel");
    t.rows("label.weight", deprel * relation, relation);
    t.f32("label.dependent", &[deprel, relation], 0.0, 0.5);
    t.f32("label.head", &[deprel, relation], 0.0, 0.5);
    t.f32("label.bias", &[deprel], 0.0, 0.5);
    if relative {
        network["relative_buckets"] = json!(16);
        network["relative_span"] = json!(20);
        t.f32("relative", &[16, heads], 0.0, 3.0);
    }
    file(
        &json!({"format": 2, "language": "en", "name": "small", "network": network, "labels": labels,
        "vocabulary": "vocabulary"}),
        t,
    )
}

fn file(header: &Value, tensors: Tensors) -> Vec<u8> {
    const START: usize = 1 << 14;
    let mut header = header.clone();
    let moved = tensors.entries.into_iter().map(|mut entry| {
        for key in ["offset", "scales"] {
            if let Some(at) = entry[key].as_u64() {
                entry[key] = json!(at as usize + START);
            }
        }
        entry
    });
    header["tensors"] = moved.collect();
    let mut body = header.to_string().into_bytes();
    body.resize(START - 20, b' ');
    let length = u32::try_from(body.len()).unwrap();
    body.extend(tensors.data);
    let mut out = super::file::MAGIC.to_vec();
    out.extend(length.to_le_bytes());
    out.extend(super::file::checksum(&body).to_le_bytes());
    out.extend(body);
    out
}
