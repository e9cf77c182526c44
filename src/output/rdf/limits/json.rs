//! How deep JSON-LD lies, how its contexts' terms lean on one another, and what the contexts cost.

use super::{ReadLimit, Refused};
use json_event_parser::{JsonEvent, SliceJsonParser};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;

/// An array or object that is open.
struct Open {
    /// Whether it lies in a `@context`.
    in_context: bool,
    /// The member that is being read.
    key: String,
    /// The term that the member defines or helps to define, where it lies in a context.
    term: String,
}

#[derive(Default)]
struct Contexts {
    /// What the definition of a term names: other terms, or prefixes, that are defined first.
    leans_on: FxHashMap<String, Vec<String>>,
    terms: usize,
    contexts: usize,
    /// Whether a context stands in a context, so that it is read wherever its term or type is used.
    scoped: bool,
    keys: usize,
    /// The longest string in the definition of a term, by the term.
    lengths: FxHashMap<String, usize>,
    /// The longest vocabulary or base.
    base: usize,
    /// Names outside of contexts, and other strings, which may be names.
    names: usize,
}

/// `most_made` is how many terms the contexts may take over from one another, and how many bytes their names may be written out to.
pub(super) fn check(text: &str, most_depth: usize, most_made: usize) -> Result<(), Refused> {
    let mut parser = SliceJsonParser::new(text.as_bytes());
    let mut open: Vec<Open> = Vec::new();
    let mut contexts = Contexts::default();
    while let Ok(event) = parser.parse_next() {
        match event {
            JsonEvent::Eof => break,
            JsonEvent::StartArray | JsonEvent::StartObject => {
                let (in_context, term) = open.last().map_or((false, String::new()), |parent| {
                    (parent.in_context || parent.key == "@context", own_term(parent).to_owned())
                });
                open.push(Open { in_context, key: String::new(), term });
                if open.len() > most_depth {
                    return Err(Refused::Beyond(ReadLimit::Depth, place(text, open.len())));
                }
            }
            JsonEvent::EndArray | JsonEvent::EndObject => _ = open.pop(),
            JsonEvent::ObjectKey(key) => {
                if let Some(object) = open.last_mut() {
                    contexts.key(&key, object.in_context);
                    object.key.clear();
                    object.key.push_str(&key);
                }
            }
            JsonEvent::String(text) => {
                match open.last().filter(|object| object.in_context || object.key == "@context") {
                    Some(object) => contexts.defines(own_term(object), &text),
                    None => contexts.names = contexts.names.saturating_add(1),
                }
            }
            _ => {}
        }
    }
    if contexts.cost() > most_made {
        return Err(Refused::Beyond(ReadLimit::Expansion, 0));
    }
    let Some(longest) = contexts.longest(most_depth) else {
        return Err(Refused::Beyond(ReadLimit::Depth, 0));
    };
    if contexts.names.saturating_mul(longest) > most_made {
        return Err(Refused::Beyond(ReadLimit::Expansion, 0));
    }
    Ok(())
}

/// The term that a string or object at this place defines: the member's name, or where that is a keyword the term around it.
fn own_term(object: &Open) -> &str {
    if object.key.is_empty() || object.key.starts_with('@') { &object.term } else { &object.key }
}

/// The byte at which the most arrays and objects are open that are allowed: the parser does not say.
fn place(text: &str, depth: usize) -> usize {
    let (mut open, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => open = open.saturating_add(1),
            b']' | b'}' if !in_string => open = open.saturating_sub(1),
            _ => {}
        }
        if open >= depth {
            return at;
        }
    }
    text.len()
}

impl Contexts {
    fn key(&mut self, key: &str, in_context: bool) {
        self.keys = self.keys.saturating_add(1);
        if key == "@context" {
            self.contexts = self.contexts.saturating_add(1);
            self.scoped |= in_context;
        }
        if in_context {
            self.terms = self.terms.saturating_add(1);
            self.lean(key, key);
        } else {
            self.names = self.names.saturating_add(1);
        }
    }

    /// Notes a string in the definition of a term, or without a term of the context itself.
    fn defines(&mut self, term: &str, text: &str) {
        if term.is_empty() || term.starts_with('@') {
            self.base = self.base.max(text.len());
            return;
        }
        let length = self.lengths.entry(term.to_owned()).or_default();
        *length = text.len().max(*length);
        self.lean(term, text);
    }

    /// Notes what a string in the definition of a term may name.
    fn lean(&mut self, term: &str, text: &str) {
        if term.is_empty() || term.starts_with('@') {
            return;
        }
        let prefix = text.split_once(':').map(|(prefix, _)| prefix);
        for name in prefix.into_iter().chain([text]).filter(|name| *name != term && !name.starts_with('@')) {
            self.leans_on.entry(term.to_owned()).or_default().push(name.to_owned());
        }
    }

    /// How many terms are taken over from one context to the next: all those known, for each context that is read.
    fn cost(&self) -> usize {
        let reads = if self.scoped { self.keys } else { self.contexts };
        reads.saturating_mul(self.terms)
    }

    /// The bytes of the longest name that a term may stand for; `None` where terms lean on one another in a longer chain than a limit
    /// allows.
    fn longest(&self, most: usize) -> Option<usize> {
        // how deep the terms below lie in one another, and how long they are together
        let mut depths: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
        // terms that are being looked at, each with the next of those it leans on
        let mut path: Vec<(&str, usize)> = Vec::new();
        for start in self.leans_on.keys() {
            path.push((start, 0));
            while let Some((term, next)) = path.last_mut() {
                let (term, leans_on) = (*term, self.leans_on.get(*term).map_or(&[][..], Vec::as_slice));
                let name = leans_on.get(*next).map(String::as_str);
                *next = next.saturating_add(1);
                if path.len() > most {
                    return None;
                }
                match name {
                    Some(name) if self.leans_on.contains_key(name) => match depths.entry(name) {
                        // 0 while it is on the path: a circle, which the parser refuses
                        Entry::Vacant(entry) => {
                            entry.insert((0, 0));
                            path.push((name, 0));
                        }
                        Entry::Occupied(_) => {}
                    },
                    Some(_) => {}
                    None => {
                        let below = || leans_on.iter().filter_map(|name| depths.get(name.as_str()));
                        let depth =
                            below().map(|(depth, _)| *depth).max().unwrap_or_default().saturating_add(1);
                        let length = below().map(|(_, length)| *length).max().unwrap_or_default();
                        if depth > most {
                            return None;
                        }
                        let own = self.lengths.get(term).copied().unwrap_or_default();
                        depths.insert(term, (depth, length.saturating_add(own)));
                        path.pop();
                    }
                }
            }
        }
        let terms = depths.values().map(|(_, length)| *length);
        let longest = terms.chain(self.lengths.values().copied()).max().unwrap_or_default();
        Some(longest.saturating_add(self.base))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: usize) -> String {
        let terms = (0..length)
            .map(|i| format!("\"p{i}\":{{\"@id\":\"p{}:x\"}},", i.saturating_add(1)))
            .collect::<String>();
        format!("{{\"@context\":[{{{terms}\"p{length}\":\"http://e.org/\"}}],\"p0\":1}}")
    }

    #[test]
    fn depth_counts_brackets_and_terms_that_lean_on_terms() {
        assert_eq!(check(&"[".repeat(20), 10, 1000), Err(Refused::Beyond(ReadLimit::Depth, 10)));
        assert!(check(&("[".repeat(10) + "\"[[[[\""), 10, 1000).is_ok());
        assert!(check(&chain(9), 10, 1000).is_ok());
        assert!(check(&chain(20), 10, 1000).is_err());
        // a circle is the parser's to refuse
        assert!(check("{\"@context\":{\"a\":\"b:x\",\"b\":\"a:x\"}}", 10, 1000).is_ok());
    }

    #[test]
    fn contexts_cost_their_terms_each_time() {
        let node = "{\"@context\":{\"a\":\"http://e.org/a\"}},";
        assert!(check(&format!("[{}1]", node.repeat(10)), 10, 200).is_ok());
        assert!(check(&format!("[{}1]", node.repeat(15)), 10, 200).is_err());
    }

    #[test]
    fn a_long_name_counts_wherever_it_may_stand() {
        let text = |prefix: usize, names: usize| {
            let (prefix, names) = ("x".repeat(prefix), "\"p:a\",".repeat(names));
            format!("{{\"@context\":{{\"p\":\"http://{prefix}\"}},\"p:b\":[{names}1]}}")
        };
        assert!(check(&text(93, 8), 10, 1000).is_ok());
        assert!(check(&text(93, 9), 10, 1000).is_err());
        assert!(check(&text(300, 8), 10, 1000).is_err());
    }
}
