//! What is valid, with parts of its structure changed as bytes say: for fuzz targets and their short versions alike.
#![allow(dead_code, reason = "each test that has this module calls a part of it")]

use oxrdfio::{JsonLdProfileSet, RdfFormat as Syntax, RdfParser, RdfSerializer};
use relata::RdfFormat;
use serde_json::Value as Json;

const NUMBERS: [u64; 8] = [0, 1, 7, 200, 1 << 16, u32::MAX as u64, (1 << 53) + 1, u64::MAX];
const WORDS: [&str; 6] = ["", "\r\u{0}\"\\<", "\u{fffe}\u{202e}", "_:x", "entity:x", "0"];
/// No change makes more values than this of a document, nor more statements.
const MOST: usize = 20_000;

/// The pointers of all values, that of the whole first.
fn pointers(value: &Json, at: String, found: &mut Vec<String>) {
    found.push(at.clone());
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Json::Array(all) => {
            all.iter().enumerate().for_each(|(i, value)| pointers(value, format!("{at}/{i}"), found))
        }
        Json::Object(all) => {
            all.iter().for_each(|(key, value)| pointers(value, format!("{at}/{}", escaped(key)), found))
        }
        _ => {}
    }
}

/// Changes a document once for each three bytes: two say where, one how. Values become others of their sort, lists and objects lose,
/// double, turn round or swap their members, and any value may come to stand in another's place.
pub fn change_json(json: &mut Json, changes: &[u8]) {
    for change in changes.chunks_exact(3).take(8) {
        let mut all = Vec::new();
        pointers(json, String::new(), &mut all);
        let place = usize::from(u16::from_le_bytes([change[0], change[1]]));
        let other = json.pointer(&all[(place / 7 + usize::from(change[2])) % all.len()]).cloned();
        if all.len() > MOST {
            return;
        }
        let value = json.pointer_mut(&all[place % all.len()]).expect("a pointer of its own");
        change_value(value, usize::from(change[2]), other.unwrap_or_default());
    }
}

fn change_value(value: &mut Json, how: usize, other: Json) {
    let with = how / 8;
    match (how % 8, &mut *value) {
        (0, _) => *value = other,
        (1, _) => *value = serde_json::json!([value.take()]),
        (2, _) => *value = Json::Null,
        (_, Json::Array(all)) if !all.is_empty() => {
            let at = with % all.len();
            match how % 8 {
                3 => drop(all.remove(at)),
                4 => all.insert(at, all[at].clone()),
                5 => all.reverse(),
                6 => all.truncate(at),
                _ => all.swap(0, at),
            }
        }
        (_, Json::Object(all)) if !all.is_empty() => {
            let key = all.keys().nth(with % all.len()).cloned().expect("one of them");
            let gone = all.remove(&key);
            if how.is_multiple_of(2) {
                all.insert(WORDS[with % WORDS.len()].to_owned(), gone.unwrap_or_default());
            }
        }
        (3, Json::String(text)) => *value = text.repeat(with % 4).into(),
        (4, Json::String(text)) => *value = text.chars().rev().collect::<String>().into(),
        (_, Json::String(_)) => *value = WORDS[with % WORDS.len()].into(),
        (3, Json::Number(number)) => {
            *value = number.as_f64().map_or(0.0, |n| n * -1.5).into();
        }
        (4, Json::Number(number)) => *value = number.as_u64().map_or(0, |n| n.wrapping_add(1)).into(),
        _ => *value = NUMBERS[with % NUMBERS.len()].into(),
    }
}

/// Changes statements of N-Quads (a line each, terms between tabs) once for each four bytes: two say which, one how, one with what.
/// Statements go, double or trade terms with others, two nodes become one, literals become others, terms of triples nest.
pub fn change_rdf(statements: &str, changes: &[u8]) -> String {
    let mut all: Vec<Vec<String>> = statements
        .lines()
        .map(|line| line.split('\t').filter(|term| *term != ".").map(str::to_owned).collect())
        .collect();
    for change in changes.chunks_exact(4).take(8) {
        let (how, with) = (usize::from(change[2]), usize::from(change[3]));
        if all.is_empty() || all.len() > MOST {
            break;
        }
        let place = usize::from(u16::from_le_bytes([change[0], change[1]])) % all.len();
        change_statement(&mut all, place, how, with);
    }
    let line = |terms: &Vec<String>| terms.iter().map(|term| term.clone() + "\t").collect::<String>() + ".\n";
    all.iter().map(line).collect()
}

fn change_statement(all: &mut Vec<Vec<String>>, place: usize, how: usize, with: usize) {
    let other = all[(place + 1 + with) % all.len()].clone();
    let statement = &mut all[place];
    let term = how / 12 % statement.len().max(1);
    match how % 12 {
        0 => drop(all.remove(place)),
        1 => {
            let mut double = all[place].clone();
            double[2] = other[2].clone();
            all.push(double);
        }
        2 => statement[term] = other[term.min(other.len() - 1)].clone(),
        3 => statement[2] = other[0].clone(),
        4 => {
            // two nodes become one, wherever they are named
            let (from, to) = (statement[0].clone(), other[0].clone());
            let rename = |term: &mut String| {
                if *term == from {
                    to.clone_into(term);
                }
            };
            all.iter_mut().flatten().for_each(rename);
        }
        5 => statement[2] = change_literal(&statement[2], with),
        6 => {
            statement[2] =
                format!("\"{}\"", ["", "-1", "0x1", "1e400", "99999999999999999999", "\\u0000\\r"][with % 6])
        }
        7 => {
            let [subject, predicate, object] = [0, 1, 2].map(|i| other[i].clone());
            let (open, close) = ("<<( ".repeat(1 + with % 4), " )>>".repeat(1 + with % 4));
            let inner = format!("{subject} {predicate} {object}");
            statement[2] = if with.is_multiple_of(4) {
                format!("{open}{inner}{close}")
            } else {
                // each term of a triple is the object of the next
                let head = format!("{subject} {predicate} ");
                format!(
                    "{}{inner}{close}",
                    open.replace("<<( ", &format!("<<( {head}")).replacen(&head, "", 1)
                )
            };
        }
        8 => statement[0] = "_:b0".to_owned(),
        9 => statement.truncate(3),
        10 => statement[2] = statement[0].clone(),
        _ => statement[1] = other[1].clone(),
    }
}

/// A literal with another text, language or type.
fn change_literal(term: &str, with: usize) -> String {
    let Some((text, _)) = term.strip_prefix('"').and_then(|rest| rest.rsplit_once('"')) else {
        return format!("\"{}\"", WORDS[0]);
    };
    const TYPES: [&str; 7] = ["integer", "decimal", "double", "boolean", "date", "dateTime", "gYear"];
    match with % 4 {
        0 => format!("\"{text}\"^^<http://www.w3.org/2001/XMLSchema#{}>", TYPES[with / 4 % TYPES.len()]),
        1 => format!("\"{text}\"@en"),
        2 => format!("\"{text}{text}\""),
        _ => format!("\"{}\"^^<http://www.w3.org/2001/XMLSchema#integer>", NUMBERS[with / 4 % NUMBERS.len()]),
    }
}

/// Statements of N-Quads in another syntax, made by a reader and a writer that are not ours; `None` where these refuse them.
pub fn in_syntax(format: RdfFormat, statements: &str) -> Option<Vec<u8>> {
    let (syntax, graphs) = match format {
        RdfFormat::NQuads => return Some(statements.as_bytes().to_vec()),
        RdfFormat::TriG => (Syntax::TriG, true),
        RdfFormat::JsonLd => (Syntax::JsonLd { profile: JsonLdProfileSet::empty() }, true),
        RdfFormat::Turtle => (Syntax::Turtle, false),
        RdfFormat::NTriples => (Syntax::NTriples, false),
        _ => (Syntax::RdfXml, false),
    };
    let mut writer = RdfSerializer::from_format(syntax).for_writer(Vec::new());
    for quad in RdfParser::from_format(Syntax::NQuads).lenient().for_slice(statements.as_bytes()) {
        let quad = quad.ok()?;
        if graphs {
            writer.serialize_quad(&quad).ok()?;
        } else {
            let triple: oxrdf::Triple = quad.into();
            writer.serialize_triple(&triple).ok()?;
        }
    }
    writer.finish().ok()
}
