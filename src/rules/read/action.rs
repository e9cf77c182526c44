//! What a rule does.

use super::Read;
use super::items::Items;
use super::lines::Line;
use super::values::{kind, modality, number, polarity, relation, target};
use crate::morphology::{Upos, Xpos};
use crate::propositions::{PropositionKind, Role};
use crate::rules::error::RuleProblem;
use crate::rules::tokens::{Token, tokens};
use crate::rules::types::{Action, Effect, Identity, Sign, Slot};

pub(super) fn action(line: &Line, names: &[String]) -> Read<Action> {
    let all = tokens(&line.rest);
    let mut items = Items(&all);
    let effect = match line.keyword.as_str() {
        "same" => same(&mut items, names)?,
        "sign" => sign(&mut items, names)?,
        "fact" => Effect::Fact(Box::new(fact(&mut items, names)?)),
        keyword @ ("modality" | "polarity" | "source") => standing(keyword, &mut items, names)?,
        keyword => repair(keyword, &mut items, names)?,
    };
    items.end()?;
    Ok(effect)
}

fn word(items: &mut Items<'_>, names: &[String]) -> Read<usize> {
    number(names, &items.word("a word's name")?)
}

/// A word of the pattern behind another word of the line (`to X`, `by X`).
fn word_behind(before: &'static str, items: &mut Items<'_>, names: &[String]) -> Read<usize> {
    items.expect(before)?;
    word(items, names)
}

/// `of X is`.
fn of(items: &mut Items<'_>, names: &[String]) -> Read<usize> {
    let own = word_behind("of", items, names)?;
    items.expect("is")?;
    Ok(own)
}

/// How the clause of a word stands.
fn standing(keyword: &str, items: &mut Items<'_>, names: &[String]) -> Read<Effect> {
    let own = of(items, names)?;
    Ok(match keyword {
        "modality" => Effect::Modality { word: own, modality: modality(&items.word("a modality")?)? },
        "polarity" => Effect::Polarity { word: own, polarity: polarity(&items.word("a polarity")?)? },
        _ => {
            let article = items.keyword("article");
            let who = if article { None } else { Some(target(items, names)?) };
            Effect::Source { word: own, who, presupposed: items.keyword("presupposed") }
        }
    })
}

/// What is changed in a tree.
fn repair(keyword: &str, items: &mut Items<'_>, names: &[String]) -> Read<Effect> {
    Ok(match keyword {
        "attach" => {
            let own = word(items, names)?;
            let to = word_behind("to", items, names)?;
            let named = items.keyword("as");
            let relation = if named { Some(relation(&items.word("a relation")?)?) } else { None };
            Effect::Attach { word: own, to, relation }
        }
        "relabel" => {
            let own = word(items, names)?;
            items.expect("as")?;
            Effect::Relabel { word: own, relation: relation(&items.word("a relation")?)? }
        }
        "root" => Effect::Root { word: word(items, names)? },
        "replace" => {
            let own = word(items, names)?;
            Effect::Replace { word: own, by: word_behind("by", items, names)? }
        }
        "move" => moved(items, names)?,
        "kind" => {
            let own = of(items, names)?;
            Effect::Kind { word: own, kind: kind(&items.word("a kind")?)? }
        }
        "name" => {
            let from = word(items, names)?;
            let to = word_behind("to", items, names)?;
            items.expect("is")?;
            Effect::Name { from, to, kind: kind(&items.word("a kind")?)? }
        }
        "tag" => {
            let own = word(items, names)?;
            items.expect("as")?;
            let (upos, xpos) = tags(items)?;
            Effect::Tag { word: own, upos, xpos }
        }
        other => return Err(RuleProblem::UnknownKeyword(other.to_owned())),
    })
}

/// A universal and a Penn tag.
fn tags(items: &mut Items<'_>) -> Read<(Upos, Xpos)> {
    let (upos, xpos) = (items.word("a tag")?, items.word("a Penn tag")?);
    let universal = Upos::from_name(&upos).ok_or(RuleProblem::UnknownTag(upos))?;
    Ok((universal, Xpos::from_name(&xpos).ok_or(RuleProblem::UnknownTag(xpos))?))
}

/// `sign X is KIND [sure 0.7] [confirming]`.
fn sign(items: &mut Items<'_>, names: &[String]) -> Read<Effect> {
    let word = word(items, names)?;
    items.expect("is")?;
    let kind = kind(&items.word("a kind")?)?;
    let confidence = if items.keyword("sure") { confidence(items)? } else { 1.0 };
    Ok(Effect::Sign { word, sign: Sign { kind, confidence, confirms: items.keyword("confirming") } })
}

fn confidence(items: &mut Items<'_>) -> Read<f32> {
    let told = items.word("a confidence")?;
    let confidence = told.parse().ok().filter(|sure| (0.0..=1.0).contains(sure));
    confidence.ok_or(RuleProblem::UnknownValue("confidence", told))
}

/// `same X and Y [predicated] [of one number] [though nested] sure 0.85`.
fn same(items: &mut Items<'_>, names: &[String]) -> Read<Effect> {
    let word = word(items, names)?;
    let other = word_behind("and", items, names)?;
    let predicated = items.keyword("predicated");
    let one_number = items.keyword("of");
    if one_number {
        items.expect("one")?;
        items.expect("number")?;
    }
    let nested = items.keyword("though");
    if nested {
        items.expect("nested")?;
    }
    items.expect("sure")?;
    let confidence = confidence(items)?;
    Ok(Effect::Same { word, other, identity: Identity { predicated, one_number, nested, confidence } })
}

/// `move children of X [behind Y] [before Z] to W`.
fn moved(items: &mut Items<'_>, names: &[String]) -> Read<Effect> {
    items.expect("children")?;
    let from = word_behind("of", items, names)?;
    let (mut before, mut behind) = (None, None);
    loop {
        if items.keyword("behind") {
            behind = Some(word(items, names)?);
        } else if items.keyword("before") {
            before = Some(word(items, names)?);
        } else {
            break;
        }
    }
    Ok(Effect::Move { from, to: word_behind("to", items, names)?, before, behind })
}

fn fact(items: &mut Items<'_>, names: &[String]) -> Read<Slot> {
    let (mut subject, mut object, mut predicate, mut lemma, mut label) = (None, None, None, None, None);
    let (mut kind, mut modality_, mut polarity_, mut source) = (PropositionKind::Nested, None, None, None);
    let (mut qualifiers, mut symmetric) = (Vec::new(), false);
    while !items.0.is_empty() {
        if items.take(&Token::Comma) {
            continue;
        }
        let slot = items.word("a slot")?;
        match slot.as_str() {
            "subject" => subject = Some(target(items, names)?),
            "object" => object = Some(target(items, names)?),
            "predicate" => match items.quoted() {
                Some(words) => lemma = Some(words),
                None => {
                    predicate = Some(number(names, &items.word("a word's name")?)?);
                    if items.keyword("as") {
                        lemma = Some(
                            items.quoted().ok_or(RuleProblem::Missing("the predicate in quotation marks"))?,
                        );
                    }
                }
            },
            "label" => {
                label = Some(items.quoted().ok_or(RuleProblem::Missing("the label in quotation marks"))?)
            }
            "kind" => {
                let name = items.word("a construction")?;
                let read = serde_json::from_value(serde_json::Value::String(name.clone())).ok();
                kind = read.ok_or(RuleProblem::UnknownValue("construction", name))?;
            }
            "modality" => modality_ = Some(modality(&items.word("a modality")?)?),
            "polarity" => polarity_ = Some(polarity(&items.word("a polarity")?)?),
            "source" => source = Some(target(items, names)?),
            "qualifier" => {
                let name = items.word("a role")?;
                let role = Role::from_name(&name).ok_or(RuleProblem::UnknownValue("role", name))?;
                qualifiers.push((role, target(items, names)?));
            }
            "symmetric" => symmetric = true,
            other => return Err(RuleProblem::UnknownSlot(other.to_owned())),
        }
    }
    if predicate.is_none() && lemma.is_none() {
        return Err(RuleProblem::Missing("the predicate"));
    }
    Ok(Slot {
        subject: subject.ok_or(RuleProblem::Missing("the subject"))?,
        predicate,
        lemma,
        label,
        object,
        kind,
        modality: modality_,
        polarity: polarity_,
        source,
        qualifiers,
        symmetric,
    })
}
