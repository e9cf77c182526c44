//! What kinds, lines and colours look like, and the legend that says so.

use super::{Picture, Shape, Stroke, Style, Tone};
use crate::mentions::Kind;

/// The colours of what is stated, said and denied.
const EDGE: [&str; 3] = ["#444444", "#2F6AA3", "#B5330E"];

impl Tone {
    pub fn colour(self) -> &'static str {
        let [stated, said, denied] = EDGE;
        match self {
            Self::Stated => stated,
            Self::Said => said,
            Self::Denied => denied,
        }
    }
}

impl Style {
    pub fn colour(self) -> &'static str {
        if self.stroke == Stroke::Told { "#BBBBBB" } else { self.tone.colour() }
    }
}

/// Fill colours that keep apart for the colour-blind (after Okabe and Ito 2008, lightened).
pub fn fill(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "#CCE5F6",
        Kind::Organization => "#FBE3B5",
        Kind::Place => "#C6E9DC",
        Kind::Group => "#E4EFF7",
        Kind::Event => "#F3D1E2",
        Kind::Time => "#EEEEEE",
        Kind::Money | Kind::Quantity => "#F7F3C8",
        Kind::Work | Kind::Object | Kind::Abstract => "#F2F2F2",
    }
}

/// What a line of the legend shows beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Fill(&'static str),
    Line(Style),
}

/// The kinds, lines and colours that occur in a picture, with what they mean.
pub fn legend(picture: &Picture) -> Vec<(Sample, &'static str)> {
    let mut out = Vec::new();
    let mut fills: Vec<&str> = Vec::new();
    for &kind in Kind::ALL {
        let occurs = picture.nodes.iter().any(|node| matches!(node.shape, Shape::Entity(k, _) if k == kind));
        // kinds of one colour share a line
        if occurs && !fills.contains(&fill(kind)) {
            fills.push(fill(kind));
            let name = match kind {
                Kind::Money | Kind::Quantity => "amount",
                Kind::Work | Kind::Object | Kind::Abstract => "thing",
                kind => kind.as_str(),
            };
            out.push((Sample::Fill(fill(kind)), name));
        }
    }
    let acts = picture.nodes.iter().filter_map(|node| match node.shape {
        Shape::Act(style) => Some(style),
        _ => None,
    });
    let styles: Vec<Style> = picture.edges.iter().map(|edge| edge.style).chain(acts).collect();
    let line = |stroke, tone| Sample::Line(Style { stroke, tone });
    for (stroke, name) in [
        (Stroke::Actual, "stated"),
        (Stroke::Planned, "planned"),
        (Stroke::Open, "possible, demanded or conditional"),
        (Stroke::Reference, "stands for"),
        (Stroke::Told, "told of"),
    ] {
        if styles.iter().any(|style| style.stroke == stroke) {
            out.push((line(stroke, Tone::Stated), name));
        }
    }
    for (tone, name) in [(Tone::Said, "only somebody’s word"), (Tone::Denied, "denied")] {
        if styles.iter().any(|style| style.tone == tone) {
            out.push((line(Stroke::Actual, tone), name));
        }
    }
    out
}
