//! Pictures of our own layout: SVG and Mermaid.

use super::*;

/// The texts, and the boxes of a drawing of ours, of which none may touch another.
pub(super) fn boxes(svg: &str) -> (Vec<String>, Vec<[f64; 4]>, [f64; 2]) {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut texts, mut boxes, mut size) = (Vec::new(), Vec::new(), [0.0, 0.0]);
    let mut inside = false;
    let number = |e: &quick_xml::events::BytesStart<'_>, name: &str| -> Option<f64> {
        let value = e.try_get_attribute(name).ok().flatten()?;
        std::str::from_utf8(&value.value).ok()?.parse().ok()
    };
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("well-formed") {
            Event::Start(e) if e.name().as_ref() == b"svg" => {
                size = [number(&e, "width").expect("a width"), number(&e, "height").expect("a height")];
            }
            Event::Start(e) if e.name().as_ref() == b"text" => inside = true,
            Event::Text(text) if inside => {
                texts.push(text.unescape().expect("escaped").into_owned());
                inside = false;
            }
            Event::End(_) => inside = false,
            Event::Empty(e) if e.name().as_ref() == b"rect" => {
                if let [Some(x), Some(y), Some(w), Some(h)] =
                    ["x", "y", "width", "height"].map(|n| number(&e, n))
                {
                    boxes.push([x, y, x + w, y + h]);
                }
            }
            Event::Empty(e) if e.name().as_ref() == b"polygon" => {
                let points = e.try_get_attribute("points").expect("attributes").expect("points");
                let points = String::from_utf8(points.value.into_owned()).expect("UTF-8");
                let all: Vec<(f64, f64)> = points
                    .split(' ')
                    .filter_map(|p| {
                        p.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)))
                    })
                    .collect();
                let low = |of: fn(&(f64, f64)) -> f64| all.iter().map(of).fold(f64::MAX, f64::min);
                let high = |of: fn(&(f64, f64)) -> f64| all.iter().map(of).fold(f64::MIN, f64::max);
                boxes.push([low(|p| p.0), low(|p| p.1), high(|p| p.0), high(|p| p.1)]);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    (texts, boxes, size)
}

#[test]
fn svg_needs_no_other_program_and_fits_a_slide() {
    let mut options = PictureOptions::default();
    // samples of the legend are boxes, too, but outside of the drawing
    options.legend = false;
    for graph in articles() {
        let id = graph.document().id.clone();
        let (_, _, [width, height]) = boxes(&graph.to_svg(&PictureOptions::default()));
        let scale = (1600.0 / width).min(900.0 / height);
        assert!(
            12.0 * scale >= 10.0,
            "{id} is {width} by {height}: its smallest letters are hard to read on a slide"
        );
        for options in [options.clone(), {
            let mut o = all();
            o.legend = false;
            o
        }] {
            let (texts, boxes, [width, height]) = boxes(&graph.to_svg(&options));
            for node in drawn(&graph, &options).nodes.values() {
                let first =
                    node.split("\\n").next().expect("a line").replace("&amp;", "&").replace("\\\"", "\"");
                assert!(texts.contains(&first), "{id} shows {first:?}");
            }
            for (i, a) in boxes.iter().enumerate() {
                assert!(
                    a[0] > -40.0 && a[1] > -1.0 && a[2] < width && a[3] < height,
                    "{id}: {a:?} sticks out"
                );
                for b in boxes.iter().skip(i + 1) {
                    let apart =
                        a[2] <= b[0] + 0.2 || b[2] <= a[0] + 0.2 || a[3] <= b[1] + 0.2 || b[3] <= a[1] + 0.2;
                    assert!(apart, "{id}: {a:?} and {b:?} touch");
                }
            }
        }
    }
}

/// Points of the lines of a drawing of ours, a list for each line.
fn points(svg: &str) -> Vec<Vec<[f64; 2]>> {
    let mut out = Vec::new();
    for path in svg.split("<path d=\"M").skip(1).filter_map(|rest| rest.split_once("\" fill=\"none\"")) {
        let mut own: Vec<[f64; 2]> = Vec::new();
        for step in path.0.split_inclusive(['L', 'C']).map(|step| step.trim_end_matches(['L', 'C'])) {
            let numbers: Vec<f64> = step.split(' ').filter_map(|n| n.parse().ok()).collect();
            match (numbers.as_slice(), own.last().copied()) {
                (&[x, y], None) => own.push([x, y]),
                (&[x, y], Some([a, b])) => {
                    own.extend(
                        (1..=20).map(|i| f64::from(i) / 20.0).map(|t| [a + (x - a) * t, b + (y - b) * t]),
                    );
                }
                (&[c, d, e, f, x, y], Some([a, b])) => {
                    let at = |t: f64, [p, q, r, s]: [f64; 4]| {
                        let u = 1.0 - t;
                        u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
                    };
                    own.extend(
                        (1..=20)
                            .map(|i| f64::from(i) / 20.0)
                            .map(|t| [at(t, [a, c, e, x]), at(t, [b, d, f, y])]),
                    );
                }
                other => panic!("{other:?} is no step of a line"),
            }
        }
        out.push(own);
    }
    out
}

/// A line ends at its boxes and goes straight through its own label; it never runs below another.
#[test]
fn lines_run_below_nothing() {
    let mut options = PictureOptions::default();
    options.legend = false;
    let mut graphs = articles();
    // labels of all widths beside lines that go by
    let words =
        ["met", "asked for a longer and better road to", "thanked", "was sent by the council to", "praised"];
    let facts: Vec<(usize, &str, usize)> =
        (0..22).map(|i| (i * 5 % 7, words[i % 5], 7 + i * 3 % 11)).collect();
    graphs.push(people(&facts));
    let mut lines = 0;
    for graph in &graphs {
        let svg = graph.to_svg(&options);
        let (_, boxes, _) = boxes(&svg);
        for line in points(&svg) {
            lines += 1;
            for [x, y] in line {
                let below = boxes.iter().find(|b| {
                    let inside = b[0] + 2.0 < x && x < b[2] - 2.0 && b[1] + 2.0 < y && y < b[3] - 2.0;
                    inside && (y - (b[1] + b[3]) / 2.0).abs() > 0.6
                });
                assert!(below.is_none(), "{}: {x} {y} lies in {below:?}", graph.document().id);
            }
        }
    }
    assert!(lines > 60);
}

/// One thing that leads to the next.
fn chain(length: usize) -> Vec<(usize, &'static str, usize)> {
    (0..length).map(|i| (i, "wrote a long letter to", i + 1)).collect()
}

/// A chain, and a chain that begins at a hub, are folded until they fit a slide.
#[test]
fn what_is_long_is_folded() {
    let mut star = chain(12);
    star.extend((0..5).map(|i| (0, "thanked", 20 + i)));
    for facts in [chain(8), chain(16), star] {
        let svg = people(&facts).to_svg(&PictureOptions::default());
        let (_, _, [width, height]) = boxes(&svg);
        let pixels = 12.0 * (1600.0 / width).min(900.0 / height);
        assert!(pixels >= 12.0, "{width} by {height}");
        assert!(width > height, "{width} by {height}");
    }
}

/// What Graphviz draws of the default DOT can be read on a slide of 1600 x 900, also where one thing leads to the next.
#[test]
fn graphviz_draws_what_fits_a_slide() {
    if !has("dot", "-V") {
        return;
    }
    let mut graphs = articles();
    graphs.push(people(&chain(8)));
    graphs.push(people(&chain(16)));
    for graph in graphs {
        let mut dot = Command::new("dot");
        dot.arg("-Tplain").stderr(Stdio::null());
        let plain = common::run(dot, graph.to_dot(&PictureOptions::default()).as_bytes());
        let head: Vec<f64> =
            plain.lines().next().expect("a head").split(' ').filter_map(|n| n.parse().ok()).collect();
        let [_, width, height] = head[..] else { panic!("{head:?}") };
        // in inches, before it is made to fit
        let scale = (16.0 / width).min(9.0 / height).min(1.0);
        let pixels = 11.0 / 72.0 * 100.0 * scale;
        assert!(pixels >= 10.0, "{}: {width} by {height}, letters of {pixels} pixels", graph.document().id);
        assert!(width > height, "{}: {width} by {height}", graph.document().id);
    }
}

#[test]
fn svg_is_well_formed_whatever_the_names() {
    for name in HOSTILE {
        let graph = graph(name, "Olav Berg", name, name);
        for layout in [DotLayout::LeftToRight, DotLayout::TopToBottom, DotLayout::Force] {
            let mut options = PictureOptions::default();
            options.layout = layout;
            let (texts, ..) = boxes(&graph.to_svg(&options));
            assert!(texts.iter().any(|text| text == "Olav Berg"), "{name:?}");
        }
    }
    let (texts, ..) = boxes(&KnowledgeGraph::default().to_svg(&PictureOptions::default()));
    assert!(texts.is_empty());
}

#[test]
fn a_drawing_is_the_same_every_time_and_large_ones_end() {
    let mut facts = Vec::new();
    for i in 0_usize..500 {
        facts.push((i, "praised", (i * 7 + 3) % 400));
    }
    let graph = people(&facts);
    assert_eq!(graph.to_svg(&all()), people(&facts).to_svg(&all()));
}

#[test]
fn mermaid_draws_every_node() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("mermaid");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut graphs: Vec<KnowledgeGraph> =
        HOSTILE.iter().map(|name| graph(name, "Olav Berg", name, name)).collect();
    graphs.extend(articles().into_iter().take(2));
    let mut files = Vec::new();
    for (i, graph) in graphs.iter().enumerate() {
        let text = graph.to_mermaid(&PictureOptions::default());
        assert!(text.contains("flowchart LR\n"));
        let few = drawn(graph, &PictureOptions::default());
        for (a, b, _) in &few.edges {
            let joins =
                |line: &&str| line.trim().starts_with(&format!("{a} ")) && line.ends_with(&format!(" {b}"));
            assert!(text.lines().any(|line| joins(&line)), "{a} to {b} in {text}");
        }
        let file = folder.join(format!("{i}.mmd"));
        std::fs::write(&file, text).expect("written");
        files.push((file, few));
    }
    if !opens_pages() || !has_module("mermaid") {
        return;
    }
    let mut node = Command::new("node");
    node.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/mermaid.js"));
    node.args(files.iter().map(|(file, _)| file));
    let found: serde_json::Value = serde_json::from_str(&common::run(node, b"")).expect("JSON");
    for (found, (file, few)) in found.as_array().expect("a list").iter().zip(&files) {
        let nodes = found["nodes"].as_array().unwrap_or_else(|| panic!("{}: {found}", file.display()));
        assert_eq!(nodes.len(), few.nodes.len(), "{}", file.display());
        assert_eq!(found["edges"].as_u64(), Some(few.edges.len() as u64), "{}", file.display());
        assert!(
            nodes.iter().any(|text| text == "Olav Berg" || text == "Rein Kallas" || text == "Greta Lund"),
            "{found}"
        );
    }
}

#[test]
fn the_readmes_picture_shows_what_it_says() {
    let text = include_str!("../../docs/picture.txt");
    let readme = include_str!("../../README.md").replace('\n', " ");
    assert!(readme.contains(text.trim()), "README has the sentences of docs/picture.txt");
    let extractor = relata::Extractor::new().expect("the embedded model loads");
    let dot = extractor.extract(text).expect("a graph").to_dot(&DotOptions::default());
    for edge in [
        ["label=\"met\"", "dir=both"],
        ["did not approve", "color=\"#B5330E\""],
        ["will travel to", "style=dashed"],
        ["could leave", "style=dotted color=\"#2F6AA3\""],
    ] {
        assert!(dot.lines().any(|line| edge.iter().all(|part| line.contains(part))), "{edge:?}\n{dot}");
    }
}

#[test]
fn parts_are_small() {
    let harbour = articles().swap_remove(0);
    let lund = harbour.entity_named("Greta Lund").expect("she is there").id;
    let count = |change: &dyn Fn(&mut Selection)| {
        let mut selection = Selection::default();
        change(&mut selection);
        let part = harbour.subgraph(&selection);
        (part.entities().count(), part.relations().count())
    };
    let (all, relations) = count(&|_| {});
    let (top, _) = count(&|s| s.top = Some(10));
    let (near, near_relations) = count(&|s| s.around = Some((lund, 1)));
    let (nearer, _) = count(&|s| s.around = Some((lund, 2)));
    assert!(top < all && near < nearer && nearer < all && near_relations < relations);
    let tamm = harbour.entity_named("Kaja Tamm").expect("she is there").id;
    assert_eq!(count(&|s| s.around = Some((tamm, 0))).0, 1, "what is said of her in words");
    let people = {
        let mut selection = Selection::default();
        selection.kinds = vec![Kind::Person];
        selection.entities_only = true;
        harbour.subgraph(&selection)
    };
    assert!(people.relations().count() > 0);
    for relation in people.relations() {
        let subject = people.entity(relation.subject).expect("it is there");
        assert_eq!(subject.kind, Kind::Person);
    }
}

/// Between the corners of an event's hexagon its words have the room that a box gives them.
#[test]
fn the_words_of_an_event_stay_between_its_corners() {
    let drawing = |kind: Kind| {
        let mut graph = KnowledgeGraph::default();
        graph.add_entity(EntityNode::new("attack on the customs houses of the northern harbours", kind));
        graph.add_entity(EntityNode::new("Olav Berg", Kind::Person));
        graph.add_relation(common::relation("anger", Value::Entity(EntityId(1)))).expect("both are there");
        let mut options = PictureOptions::default();
        options.legend = false;
        graph.to_svg(&options)
    };
    let (event, thing) = (drawing(Kind::Event), drawing(Kind::Organization));
    let corners = event.split("points=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a hexagon");
    let across: Vec<f64> =
        corners.split([' ', ',']).step_by(2).map(|x| x.parse().expect("a number")).collect();
    let (_, boxes, _) = boxes(&thing);
    let widest = boxes.iter().map(|b| b[2] - b[0]).fold(0.0, f64::max);
    assert!(across[1] - across[0] > widest - 0.5, "{across:?}, a box of {widest}");
}
