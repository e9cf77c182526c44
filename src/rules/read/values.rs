//! What a line of a rule names: words of the pattern, kinds, relations, tags.

use super::Read;
use super::items::Items;
use crate::mentions::Kind;
use crate::propositions::{Modality, Polarity};
use crate::rules::condition::Label;
use crate::rules::error::RuleProblem;
use crate::rules::types::Target;
use crate::syntax::{BaseRelation, DependencyRelation, Subtype};

pub(super) fn number(names: &[String], name: &str) -> Read<usize> {
    names.iter().position(|n| n == name).ok_or_else(|| RuleProblem::UnknownWord(name.to_owned()))
}

pub(super) fn kinds(items: &mut Items<'_>) -> Read<Vec<Kind>> {
    items.alternatives()?.iter().map(|k| kind(k)).collect()
}

pub(super) fn kind(name: &str) -> Read<Kind> {
    Kind::from_name(name).ok_or_else(|| RuleProblem::UnknownValue("kind of mention", name.to_owned()))
}

/// A relation as a pattern names it; `none` behind the colon is a relation without subtype.
pub(super) fn label(name: &str) -> Read<Label> {
    let unknown = || RuleProblem::UnknownRelation(name.to_owned());
    let (base, subtype) = name.split_once(':').map_or((name, None), |(b, s)| (b, Some(s)));
    let base = BaseRelation::from_name(base).ok_or_else(unknown)?;
    let subtype = match subtype {
        None => None,
        Some("none") => Some(Subtype::None),
        Some(name) => Some(Subtype::from_name(name).filter(|_| !name.is_empty()).ok_or_else(unknown)?),
    };
    Ok(Label { base, subtype })
}

pub(super) fn relation(name: &str) -> Read<DependencyRelation> {
    let label = label(name)?;
    Ok(DependencyRelation { base: label.base, subtype: label.subtype.unwrap_or(Subtype::None) })
}

pub(super) fn modality(name: &str) -> Read<Modality> {
    Modality::from_name(name).ok_or_else(|| RuleProblem::UnknownValue("modality", name.to_owned()))
}

pub(super) fn polarity(name: &str) -> Read<Polarity> {
    Polarity::from_name(name).ok_or_else(|| RuleProblem::UnknownValue("polarity", name.to_owned()))
}

pub(super) fn target(items: &mut Items<'_>, names: &[String]) -> Read<Target> {
    let (mut clause, mut text, mut single) = (false, false, false);
    loop {
        let before = items.0.len();
        clause |= items.keyword("clause");
        text |= items.keyword("words");
        single |= items.keyword("only");
        if items.0.len() == before {
            break;
        }
    }
    let word = number(names, &items.word("a word's name")?)?;
    Ok(Target { word, clause, text, single })
}
