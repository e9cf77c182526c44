//! The graph as a picture.

use crate::errors;
use crate::graph::Graph;
use pyo3::prelude::*;
use relata::PictureOptions;
use relata::output::PictureLayout;

/// The options of a picture, as Python gives them.
struct Options {
    most_nodes: Option<usize>,
    texts: bool,
    legend: bool,
    label_width: usize,
    most_characters: usize,
}

impl Options {
    fn picture(self) -> PictureOptions {
        let mut options = PictureOptions::default();
        options.most_nodes = self.most_nodes;
        options.texts = self.texts;
        options.legend = self.legend;
        options.label_width = self.label_width;
        options.most_characters = self.most_characters;
        options
    }
}

fn layout(name: &str) -> PyResult<PictureLayout> {
    match name {
        "left-to-right" => Ok(PictureLayout::LeftToRight),
        "top-to-bottom" => Ok(PictureLayout::TopToBottom),
        "force" => Ok(PictureLayout::Force),
        _ => Err(errors::option(
            "layout",
            &format!("no layout is called {name:?}, but left-to-right, top-to-bottom, force"),
        )),
    }
}

#[pymethods]
impl Graph {
    /// The graph as DOT, for Graphviz: a summary of what matters most, or all of it with `most_nodes=None`.
    #[pyo3(signature = (*, most_nodes = Some(18), texts = true, legend = true, clusters = false,
        layout = "left-to-right", label_width = 24, most_characters = 48))]
    #[allow(clippy::too_many_arguments)] // they are keywords
    fn to_dot(
        &self,
        most_nodes: Option<usize>,
        texts: bool,
        legend: bool,
        clusters: bool,
        layout: &str,
        label_width: usize,
        most_characters: usize,
    ) -> PyResult<String> {
        let mut options = Options { most_nodes, texts, legend, label_width, most_characters }.picture();
        options.clusters = clusters;
        options.layout = self::layout(layout)?;
        Ok(self.inner().to_dot(&options))
    }

    /// The graph as SVG: the same nodes and edges as `to_dot`.
    #[pyo3(signature = (*, most_nodes = Some(18), texts = true, legend = true, layout = "left-to-right",
        label_width = 24, most_characters = 48))]
    fn to_svg(
        &self,
        most_nodes: Option<usize>,
        texts: bool,
        legend: bool,
        layout: &str,
        label_width: usize,
        most_characters: usize,
    ) -> PyResult<String> {
        let mut options = Options { most_nodes, texts, legend, label_width, most_characters }.picture();
        options.layout = self::layout(layout)?;
        Ok(self.inner().to_svg(&options))
    }

    /// The graph as a flowchart of Mermaid: the same nodes and edges as `to_dot`.
    #[pyo3(signature = (*, most_nodes = Some(18), texts = true, legend = true, layout = "left-to-right",
        label_width = 24, most_characters = 48))]
    fn to_mermaid(
        &self,
        most_nodes: Option<usize>,
        texts: bool,
        legend: bool,
        layout: &str,
        label_width: usize,
        most_characters: usize,
    ) -> PyResult<String> {
        let mut options = Options { most_nodes, texts, legend, label_width, most_characters }.picture();
        options.layout = self::layout(layout)?;
        Ok(self.inner().to_mermaid(&options))
    }
}
