//! How deep the elements of RDF/XML lie, what the lookup of its names costs, and whether it has a document type.

use super::{ReadLimit, Refused};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// `most_looks` is how many comparisons of names may be asked for: each name is looked up among the namespaces declared so far, and
/// each attribute of an element among the others.
pub(super) fn check(text: &str, most_depth: usize, most_looks: usize) -> Result<(), Refused> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut namespaces, mut looks) = (0_usize, 0_usize, 0_usize);
    let mut open: Vec<usize> = Vec::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(event) => event,
        };
        match event {
            Event::DocType(_) => return Err(Refused::DocumentType(at)),
            Event::Start(element) => {
                depth = depth.saturating_add(1);
                let (attributes, declared) = attributes(&element);
                open.push(declared);
                namespaces = namespaces.saturating_add(declared);
                looks = looks.saturating_add(cost(attributes, namespaces));
            }
            Event::Empty(element) => {
                let (attributes, declared) = attributes(&element);
                looks = looks.saturating_add(cost(attributes, namespaces.saturating_add(declared)));
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                namespaces = namespaces.saturating_sub(open.pop().unwrap_or_default());
            }
            _ => {}
        }
        if depth > most_depth {
            return Err(Refused::Beyond(ReadLimit::Depth, at));
        }
        if looks > most_looks {
            return Err(Refused::Beyond(ReadLimit::Expansion, at));
        }
    }
}

/// The attributes of an element, and how many of them declare a namespace.
fn attributes(element: &BytesStart<'_>) -> (usize, usize) {
    let (mut all, mut declared) = (0_usize, 0_usize);
    for attribute in element.attributes().with_checks(false) {
        all = all.saturating_add(1);
        let declares = attribute.is_ok_and(|attribute| attribute.key.as_ref().starts_with(b"xmlns"));
        declared = declared.saturating_add(usize::from(declares));
    }
    (all, declared)
}

fn cost(attributes: usize, namespaces: usize) -> usize {
    let names = attributes.saturating_add(1);
    names.saturating_mul(names.saturating_add(namespaces))
}
