//! The tree of a page, within limits that are looked at while it grows: a page of some kilobytes can ask for a tree that takes minutes.

use dom_query::{Document, NodeId};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Elements of a page at most; a page of news has some thousands.
pub(super) const MOST_ELEMENTS: usize = 200_000;
/// Elements inside each other at most: a parser looks at those that are open again and again, and those who write trees go down by
/// calling themselves.
const MOST_DEPTH: usize = 2_000;

/// The tree, or why there is none.
pub(super) fn of_page(html: &str) -> Result<Document, String> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser = parse_document(Watched::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
    // a mark at a time: one mark can open as many elements as were left open before
    for part in html.split_inclusive('>') {
        parser.process(StrTendril::from_slice(part));
        parser.tokenizer.sink.sink.check()?;
    }
    let page = parser.finish().page;
    if deepest(&page) > MOST_DEPTH { Err(too_deep()) } else { Ok(page) }
}

fn too_deep() -> String {
    format!("more than {MOST_DEPTH} elements of HTML lie inside each other")
}

/// How many nodes lie inside each other at most.
fn deepest(page: &Document) -> usize {
    let mut open = vec![(page.root(), 0_usize)];
    let mut most = 0;
    while let Some((node, depth)) = open.pop() {
        most = most.max(depth);
        open.extend(node.children_it(false).map(|child| (child, depth.saturating_add(1))));
    }
    most
}

/// A page under construction, and how large and deep it is so far.
#[derive(Default)]
struct Watched {
    page: Document,
    /// Of the elements, as they were put into the page; what is moved later is not counted again.
    depths: RefCell<HashMap<NodeId, usize>>,
    deepest: Cell<usize>,
    elements: Cell<usize>,
}

impl Watched {
    fn check(&self) -> Result<(), String> {
        if self.deepest.get() > MOST_DEPTH {
            return Err(too_deep());
        }
        if self.elements.get() > MOST_ELEMENTS {
            return Err(format!("the page has more than {MOST_ELEMENTS} elements of HTML"));
        }
        Ok(())
    }

    fn depth(&self, node: &NodeId) -> usize {
        self.depths.borrow().get(node).copied().unwrap_or_default()
    }

    /// Notes that a node, if it is one, lies that deep.
    fn put(&self, node: &NodeOrText<NodeId>, depth: usize) {
        if let NodeOrText::AppendNode(node) = node {
            self.depths.borrow_mut().insert(*node, depth);
            self.deepest.set(self.deepest.get().max(depth));
        }
    }
}

impl TreeSink for Watched {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;

    fn finish(self) -> Self {
        self
    }

    /// What is wrong with a page is nobody's concern, and may be more than the page.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.page.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.page.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get().saturating_add(1));
        self.page.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.page.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.page.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.put(&child, self.depth(parent).saturating_add(1));
        self.page.append(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, before: &NodeId, child: NodeOrText<NodeId>) {
        self.put(&child, self.depth(element).max(self.depth(before).saturating_add(1)));
        self.page.append_based_on_parent_node(element, before, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public_id: StrTendril, system_id: StrTendril) {
        self.page.append_doctype_to_document(name, public_id, system_id);
    }

    /// What a template holds lies as deep as the template.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.page.get_template_contents(target);
        let depth = self.depth(target);
        self.depths.borrow_mut().insert(contents, depth);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.page.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        self.put(&node, self.depth(sibling));
        self.page.append_before_sibling(sibling, node);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.page.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.page.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.page.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.page.is_mathml_annotation_xml_integration_point(handle)
    }
}
