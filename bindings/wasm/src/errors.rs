//! Errors of the crate as errors of JavaScript, whose `name` says of what kind they are.

use js_sys::{Error as JsError, Reflect};
use wasm_bindgen::JsValue;

/// An error with that name and message, and with further fields that say where.
fn named(name: &str, message: &str, places: &[(&str, JsValue)]) -> JsValue {
    let error = JsError::new(message);
    error.set_name(name);
    for (field, value) in places {
        // an error is an object that can be written to, so that this cannot fail
        let _ = Reflect::set(&error, &JsValue::from_str(field), value);
    }
    error.into()
}

fn number(value: usize) -> JsValue {
    JsValue::from_f64(value as f64)
}

pub fn option(problem: &impl ToString) -> JsValue {
    named("OptionError", &problem.to_string(), &[])
}

pub fn writing(problem: &impl ToString) -> JsValue {
    named("WriteError", &problem.to_string(), &[])
}

pub fn reading(error: &serde_json::Error) -> JsValue {
    let places = [("line", number(error.line())), ("column", number(error.column()))];
    named("ReadError", &error.to_string(), &places)
}

pub fn ontology(problem: &impl ToString) -> JsValue {
    named("OntologyError", &problem.to_string(), &[])
}

pub fn extraction(error: &relata::Error) -> JsValue {
    let message = error.to_string();
    match error {
        relata::Error::Rule(rule) => {
            let places = [("file", JsValue::from_str(&rule.file)), ("line", number(rule.line))];
            named("RuleError", &message, &places)
        }
        relata::Error::Option { option, .. } => {
            named("OptionError", &message, &[("option", JsValue::from_str(option))])
        }
        relata::Error::Model(_) => named("ModelError", &message, &[]),
        _ => named("RelataError", &message, &[]),
    }
}
