//! How a relation is put in words: a denial reads as one.

use crate::grammar::is_denial;
use crate::graph::{KnowledgeGraph, Relation, Value};
use crate::lexicon::{self, WordSet};
use crate::propositions::{Modality, Polarity, PropositionKind, Tenure};

/// Verbs and adjectives that deny what stands under them (*refuse*, *unlikely*), without the ending that inflection changes.
static DENYING_STEMS: WordSet = WordSet::new(|| {
    lexicon::rows(include_str!("../../data/words/modal_heads.tsv"))
        .filter_map(|row| match row.as_slice() {
            [lemma, _, "negative", ..] => Some(lemma.trim_end_matches(['e', 'y'])),
            _ => None,
        })
        .collect()
});

const MODALS: [&str; 13] =
    ["will", "’ll", "'ll", "would", "shall", "should", "can", "could", "may", "might", "must", "wo", "ca"];
const PRESENT_OR_PAST: [&str; 7] = ["do", "does", "did", "has", "have", "had", "having"];
const COPULAS: [&str; 7] = ["is", "are", "was", "were", "am", "be", "being"];

fn is_negative(word: &str, classes: &[&str]) -> bool {
    let lower = word.to_lowercase();
    classes.iter().any(|class| is_denial(&lower, class))
}

fn denies(word: &str) -> bool {
    let word = word.to_lowercase();
    word == "cannot"
        || word.ends_with("n't")
        || word.ends_with("n’t")
        || is_negative(&word, &["adverb", "determiner"])
}

fn denies_by_meaning(word: &str) -> bool {
    let word = word.to_lowercase();
    DENYING_STEMS.iter().any(|stem| word.strip_prefix(stem).is_some_and(|rest| rest.len() <= 3))
}

/// Whether the words of an argument deny by themselves (*nobody*, *none of the ships*, *no minister*).
fn argument_denies(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(|first| {
        is_negative(first, &["pronoun", "determiner"]) || first.eq_ignore_ascii_case("not")
    })
}

/// Whether the words of a label say that it is no plain fact (*will*, *could*, *plans to*).
pub(super) fn names_its_modality(label: &str) -> bool {
    label.split_whitespace().any(|word| MODALS.contains(&word.to_lowercase().as_str()))
        || label.starts_with("is to ")
        || label.starts_with("are to ")
}

/// What a person reads between subject and object: the label, and where the relation is denied but neither the label nor an
/// argument says so, a *not* in its place (*sold* → *did not sell*).
pub(super) fn wording(graph: &KnowledgeGraph, relation: &Relation) -> String {
    // a merged graph has no sentences of its own
    let sentences = |document: usize, sentence: usize| {
        graph.sentences().get(sentence).filter(|_| document == 0).map(|s| s.text.as_str())
    };
    wording_in(graph, relation, &sentences)
}

/// The words of a sentence, by its document and its place there.
pub(super) type Sentences<'s, 'g> = &'s dyn Fn(usize, usize) -> Option<&'g str>;

/// The same, with sentences that lie elsewhere.
pub(super) fn wording_in<'g>(
    graph: &'g KnowledgeGraph,
    relation: &Relation,
    sentences: Sentences<'_, 'g>,
) -> String {
    let label = affirmed_or_denied(graph, relation, sentences).replace("can not ", "cannot ");
    // a verb that began its sentence
    let mut letters = label.chars();
    match (letters.next(), relation.predicate.chars().next()) {
        (Some(first), Some(of_lemma)) if first.is_uppercase() && first.to_lowercase().eq([of_lemma]) => {
            of_lemma.to_string() + letters.as_str()
        }
        _ => label,
    }
}

fn affirmed_or_denied<'g>(
    graph: &'g KnowledgeGraph,
    relation: &Relation,
    sentences: Sentences<'_, 'g>,
) -> String {
    if relation.polarity == Polarity::Affirmative {
        return if relation.label == "role" { being(relation).to_owned() } else { relation.label.clone() };
    }
    let words: Vec<&str> = relation.label.split_whitespace().collect();
    if let Some((first, rest)) = words.split_first()
        && matches!(first.to_lowercase().as_str(), "not" | "n't" | "n’t")
    {
        return with_auxiliary(relation, rest, sentences);
    }
    let subject = graph.entity(relation.subject).map_or("", |entity| entity.label.as_str());
    let said = words.iter().any(|word| denies(word) || denies_by_meaning(word))
        || argument_denies(subject)
        || argument_denies(graph.text_of(&relation.object));
    if said { relation.label.clone() } else { denied(relation, &words) }
}

/// What leads from somebody to what they are: a title has no verb of its own.
fn being(relation: &Relation) -> &'static str {
    match relation.tenure {
        Some(Tenure::Former) => "was",
        Some(Tenure::Future) => "will be",
        _ => "is",
    }
}

/// *not take* → *did not take*: the auxiliary as the article has it, else by the form of the verb.
fn with_auxiliary(relation: &Relation, rest: &[&str], sentences: Sentences<'_, '_>) -> String {
    let rest_of_label = rest.join(" ");
    let Some(verb) = rest.first().map(|verb| verb.to_lowercase()) else { return relation.label.clone() };
    for evidence in &relation.evidence {
        let Some(sentence) = sentences(evidence.document, evidence.sentence) else { continue };
        if let Some(auxiliary) = auxiliary_before(sentence, &verb) {
            return format!("{auxiliary} {rest_of_label}");
        }
    }
    let predicate = relation.predicate.split([' ', '-']).next().unwrap_or_default();
    if verb == predicate || relation.predicate == verb {
        format!("did not {rest_of_label}")
    } else {
        format!("not {rest_of_label}")
    }
}

/// The auxiliary that stands with a *not* before the verb, and the *not* with what belongs to it (*had not been working*).
fn auxiliary_before(sentence: &str, verb: &str) -> Option<String> {
    let clean = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').to_lowercase()
    };
    let words: Vec<String> = sentence.split_whitespace().map(clean).collect();
    let at = words.iter().enumerate().filter(|(_, word)| word.as_str() == verb).map(|(i, _)| i);
    for place in at {
        let before = words.iter().take(place).rev().take(4).collect::<Vec<_>>();
        for (distance, word) in before.iter().enumerate() {
            let bare = word.strip_suffix("n't").or_else(|| word.strip_suffix("n’t"));
            let auxiliary = match bare {
                Some(auxiliary) => Some(auxiliary.to_owned()),
                None if word.as_str() == "not" => {
                    before.get(distance.saturating_add(1)).map(|w| (*w).clone())
                }
                None => None,
            };
            let known = |a: &String| PRESENT_OR_PAST.contains(&a.as_str()) || COPULAS.contains(&a.as_str());
            if let Some(auxiliary) = auxiliary.filter(known) {
                let been = before.iter().take(distance).any(|word| word.as_str() == "been");
                return Some(format!("{auxiliary} not{}", if been { " been" } else { "" }));
            }
        }
    }
    None
}

/// The denial of a label that has no word for it.
fn denied(relation: &Relation, words: &[&str]) -> String {
    let Some((&first, rest)) = words.split_first() else { return "not".to_owned() };
    let lower = first.to_lowercase();
    let join = |head: &str, tail: &[&str]| {
        let mut all = vec![head];
        all.extend(tail);
        all.join(" ")
    };
    if MODALS.contains(&lower.as_str())
        || COPULAS.contains(&lower.as_str())
        || PRESENT_OR_PAST.contains(&lower.as_str()) && rest.len() > 1
    {
        return join(&format!("{first} not"), rest);
    }
    let finite = matches!(
        relation.construction,
        PropositionKind::Clause
            | PropositionKind::Relative
            | PropositionKind::Infinitive
            | PropositionKind::Copula
    );
    let head = relation.predicate.split(' ').next().unwrap_or_default();
    // a verb of its own that inflection made of the lemma, or an irregular one
    let alike = head.chars().next().is_some_and(|c| lower.starts_with(c)) || relation.predicate == "be";
    if !finite
        || lower == "to"
        || lower.ends_with("ing")
        || !alike
        || relation.modality != Modality::Actual && lower == head
    {
        return join(&format!("not {first}"), rest);
    }
    // the label of a chain of verbs begins with another verb than its predicate
    let base = if words.len() > 1 && rest.contains(&"to") { first } else { head };
    if base == first && lower != head {
        return join(&format!("not {first}"), rest);
    }
    let auxiliary = if lower == format!("{head}s") || lower == format!("{head}es") { "does" } else { "did" };
    join(&format!("{auxiliary} not {base}"), rest)
}

/// What a relation says in full.
pub(super) fn sentence(graph: &KnowledgeGraph, relation: &Relation) -> String {
    let subject = graph.entity(relation.subject).map_or("", |entity| entity.label.as_str());
    let object = graph.text_of(&relation.object);
    let mut out = format!("{subject} {}", wording(graph, relation));
    if !repeats_its_verb(relation) {
        out.push(' ');
        out.push_str(object);
    }
    out
}

/// Whether the object is nothing but the verb again, as it is where the clause has no object.
pub(super) fn repeats_its_verb(relation: &Relation) -> bool {
    let Value::Text(text) = &relation.object else { return false };
    let in_label = |word: &str| relation.label.split_whitespace().any(|w| w.eq_ignore_ascii_case(word));
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(in_label)
}
