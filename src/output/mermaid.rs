//! A picture as Mermaid, which GitHub, GitLab, Notion and Obsidian draw.

use super::picture::{
    Arrow, Edge, Node, Picture, PictureLayout, PictureOptions, Sample, Shape, Stroke, Style, Tone, fill,
    legend, picture,
};
use crate::graph::KnowledgeGraph;
use crate::mentions::Kind;
use std::fmt::Write;

/// Text inside quotes: all that could be markup as the number of its character.
fn encoded(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            ' ' | '.' | ',' | '-' | '(' | ')' | '’' | '…' | '+' | '“' | '”' | '–' | '—' => {
                out.push(c)
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => {
                let _ = write!(out, "#{};", u32::from(c));
            }
        }
    }
}

/// Lines in quotes; a label of nothing would be a mistake of syntax.
fn label(lines: &[String], out: &mut String) {
    out.push('"');
    let mut written = false;
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        if written {
            out.push_str("<br>");
        }
        // a number and a full stop would begin a list of Markdown's
        let list =
            line.split_once(['.', ')']).filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()));
        match (list, line.strip_prefix(['-', '+'])) {
            (Some((number, rest)), _) => {
                let _ = write!(out, "{number}#{};", u32::from(line.chars().nth(number.len()).unwrap_or('.')));
                encoded(rest, out);
            }
            (None, Some(rest)) => {
                let _ = write!(out, "#{};", u32::from(line.chars().next().unwrap_or('-')));
                encoded(rest, out);
            }
            (None, None) => encoded(line, out),
        }
        written = true;
    }
    if !written {
        out.push('—');
    }
    out.push('"');
}

/// The graph as a flowchart of Mermaid.
pub(super) fn write(graph: &KnowledgeGraph, options: &PictureOptions) -> String {
    let picture = picture(graph, options);
    let mut out = String::new();
    head(&picture, options.legend, &mut out);
    out.push_str(match options.layout {
        PictureLayout::TopToBottom => "flowchart TB\n",
        _ => "flowchart LR\n",
    });
    picture.nodes.iter().for_each(|one| node(one, &mut out));
    picture.edges.iter().for_each(|one| edge(&picture, one, &mut out));
    for (i, edge) in picture.edges.iter().enumerate() {
        let colour = edge.style.colour();
        let _ = writeln!(out, "  linkStyle {i} stroke:{colour},color:{colour}{}", dashes(edge.style.stroke));
    }
    let mut kinds: Vec<Kind> = Vec::new();
    for &kind in Kind::ALL {
        if picture.nodes.iter().any(|node| matches!(node.shape, Shape::Entity(k, _) if k == kind)) {
            kinds.push(kind);
        }
    }
    for kind in kinds {
        let _ = writeln!(out, "  classDef {kind} fill:{},stroke:#777,color:#111", fill(kind));
    }
    out.push_str("  classDef words fill:#fff,stroke:#ddd,color:#555\n");
    let acts = picture.nodes.iter().filter_map(|node| match node.shape {
        Shape::Act(style) => Some((&node.key, style)),
        _ => None,
    });
    for (key, style) in acts {
        let colour = style.tone.colour();
        let _ =
            writeln!(out, "  style {key} fill:#fff,stroke:{colour},color:{colour}{}", dashes(style.stroke));
    }
    out
}

fn dashes(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Actual | Stroke::Told => "",
        Stroke::Planned => ",stroke-dasharray:8 4",
        Stroke::Open => ",stroke-dasharray:2 3",
        Stroke::Reference => ",stroke-dasharray:1 4",
    }
}

fn node(node: &Node, out: &mut String) {
    let (open, close, class) = match node.shape {
        Shape::Entity(kind @ (Kind::Person | Kind::Group), _) => ("([", "])", kind.as_str()),
        Shape::Entity(kind @ Kind::Event, _) => ("{{", "}}", kind.as_str()),
        Shape::Entity(kind, _) => ("[", "]", kind.as_str()),
        Shape::Act(_) => ("(", ")", ""),
        Shape::Words | Shape::Article => ("[", "]", "words"),
    };
    let _ = write!(out, "  {}{open}", node.key);
    let lines: Vec<String> = node.lines.iter().chain(&node.notes).cloned().collect();
    label(&lines, out);
    out.push_str(close);
    if !class.is_empty() {
        let _ = write!(out, ":::{class}");
    }
    out.push('\n');
}

fn edge(picture: &Picture, edge: &Edge, out: &mut String) {
    let key = |place: usize| picture.nodes.get(place).map_or("", |node| node.key.as_str());
    let Style { stroke, tone } = edge.style;
    let line = if matches!(stroke, Stroke::Actual | Stroke::Told) { "--" } else { "-.-" };
    // a cross says without colours that it is not so
    let (tail, head) = match (edge.arrow, tone, stroke) {
        (Arrow::None, _, Stroke::Actual | Stroke::Told) => ("", "-"),
        (Arrow::None, ..) => ("", ""),
        (Arrow::Forward, Tone::Denied, _) => ("", "x"),
        (Arrow::Forward, ..) => ("", ">"),
        (Arrow::Both, Tone::Denied, _) => ("x", "x"),
        (Arrow::Both, ..) => ("<", ">"),
    };
    let _ = write!(out, "  {} {tail}{line}{head}", key(edge.from));
    if !edge.lines.is_empty() {
        out.push('|');
        label(&edge.lines, out);
        out.push('|');
    }
    let _ = writeln!(out, " {}", key(edge.to));
}

/// Title and legend, as the title that Mermaid writes above; shapes and fills of kinds explain themselves by their names.
fn head(picture: &Picture, with_legend: bool, out: &mut String) {
    let mut parts: Vec<String> = Vec::new();
    if !picture.title.trim().is_empty() {
        parts.push(picture.title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let items = if with_legend { legend(picture) } else { Vec::new() };
    let lines = items.into_iter().filter_map(|(sample, name)| {
        let Sample::Line(style) = sample else { return None };
        let look = match (style.stroke, style.tone) {
            (Stroke::Actual, Tone::Stated) => "black",
            (Stroke::Actual, Tone::Said) => "blue",
            (Stroke::Actual, Tone::Denied) => "red",
            (Stroke::Planned, _) => "dashed",
            (Stroke::Open, _) => "dotted",
            (Stroke::Reference, _) => "sparse dots",
            (Stroke::Told, _) => "grey",
        };
        Some(format!("{look}: {name}"))
    });
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        parts.push(lines.join(" · "));
    }
    if !parts.is_empty() {
        // a string of JSON is one of YAML, too
        let title: String = parts
            .join(" – ")
            .chars()
            .map(|c| if c.is_control() || "<>&\\\"{}#".contains(c) { ' ' } else { c })
            .collect();
        let _ = writeln!(out, "---\ntitle: \"{title}\"\n---");
    }
}
