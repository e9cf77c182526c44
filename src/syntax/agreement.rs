//! Person and number of past tense verbs, whose form does not show them: those of the subject.

use super::{BaseRelation, Parsed};
use crate::morphology::{Upos, Xpos};
use crate::span::WordId;

/// Number and person as CoNLL-U names them; a pronoun like *you* leaves the number open.
type Agreement = (&'static str, Option<&'static str>);

/// Gives each verb in past tense the person and number of its subject, wherever the tree has one. Other finite forms show
/// them, and the network reads them there.
pub(crate) fn agree(parsed: &mut Parsed) {
    for verb in parsed.words() {
        let finite = parsed.feature(verb, "VerbForm") == Some("Fin");
        if !finite || parsed.xpos(verb) != Xpos::Vbd {
            continue;
        }
        let Some((person, number)) = subject(parsed, verb).and_then(|s| agreement(parsed, s)) else {
            continue;
        };
        let number = match parsed.form(verb) {
            "was" | "Was" => Some("Sing"),
            _ => number,
        };
        let Some(own) = parsed.morphology.get_mut(verb.index()) else { continue };
        let features = &mut own.features;
        let mut changed = features.with("Person", person);
        if let Some(number) = number {
            changed = changed.with("Number", number);
        }
        *features = changed;
    }
}

/// The subject of a verb, an auxiliary or a copula; verbs in coordination share that of the first.
fn subject(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let carries = parsed.is(verb, BaseRelation::Aux) || parsed.is(verb, BaseRelation::Cop);
    let mut predicate = if carries { parsed.head(verb)? } else { verb };
    loop {
        if let Some(subject) = parsed.children_by(predicate, BaseRelation::Nsubj).last() {
            return Some(subject);
        }
        predicate = parsed.head(predicate).filter(|_| parsed.is(predicate, BaseRelation::Conj))?;
    }
}

fn agreement(parsed: &Parsed, subject: WordId) -> Option<Agreement> {
    let joined = parsed.children_by(subject, BaseRelation::Conj).any(|member| {
        parsed.children_by(member, BaseRelation::Cc).any(|cc| matches!(parsed.form(cc), "and" | "&"))
    });
    if joined {
        return Some(("3", Some("Plur")));
    }
    match parsed.lower(subject) {
        "i" => return Some(("1", Some("Sing"))),
        "we" => return Some(("1", Some("Plur"))),
        "you" => return Some(("2", None)),
        "who" | "which" | "that" if parsed.upos(subject) == Upos::Pron => {
            // a relative pronoun has them from its antecedent
            let mut clause = parsed.ancestors(subject).skip_while(|&w| parsed.is(w, BaseRelation::Conj));
            let antecedent =
                clause.next().filter(|&w| parsed.is(w, BaseRelation::Acl)).and_then(|w| parsed.head(w));
            // nouns only: a chain of pronouns ends here
            return antecedent.filter(|&a| parsed.is_noun(a)).and_then(|a| agreement(parsed, a));
        }
        _ => {}
    }
    let number = match (parsed.xpos(subject), parsed.feature(subject, "Number")) {
        (Xpos::Nn | Xpos::Nnp, _) | (_, Some("Sing")) => "Sing",
        (Xpos::Nns | Xpos::Nnps, _) | (_, Some("Plur")) => "Plur",
        _ => return None,
    };
    Some(("3", Some(number)))
}

#[cfg(test)]
mod tests {
    use crate::morphology::Features;

    #[test]
    fn features_stay_in_order() {
        let features = Features::parse("Mood=Ind|Tense=Past|VerbForm=Fin");
        let with = features.with("Person", "3").with("Number", "Plur").with("Number", "Sing");
        assert_eq!(&*with.0, "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin");
    }
}
