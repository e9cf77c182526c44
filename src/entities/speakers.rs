//! *I*, *we* and *you*: who speaks, or for whom.

use super::clusters::Clusters;
use super::profiles::held_of;
use super::types::LinkReason;
use crate::lexicon::{LEADING_VERBS, Pronoun, TITLES};
use crate::mentions::{Form, Kind, Mention};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed};

/// So many mentions of a speaker are asked for whom he speaks, at most.
const MOST: usize = 12;

/// What leads from an office to the body that it is held of.
const OFFICE_PREPOSITIONS: &[&str] = &["of", "for", "at", "with"];

/// A pronoun of the first or second person met before.
#[derive(Clone, Copy)]
struct Voice {
    mention: MentionId,
    quoted: bool,
    speaker: Option<MentionId>,
}

/// The *I*, *we* and *you* met last.
#[derive(Default)]
pub(in crate::entities) struct Voices {
    i: Option<Voice>,
    we: Option<Voice>,
    you: Option<Voice>,
}

/// *I*, *we* and *you* of one voice are the same; *I* in a quotation is its speaker, and so is *we* where several speak, or a body does.
pub(in crate::entities) fn first_or_second(
    clusters: &mut Clusters<'_>,
    m: &Mention,
    pronoun: Pronoun,
    quoted: bool,
    speaker: Option<MentionId>,
    voices: &mut Voices,
) {
    let voice = match pronoun.person {
        2 => &mut voices.you,
        _ if pronoun.plural => &mut voices.we,
        _ => &mut voices.i,
    };
    let body = |s: MentionId| pronoun.plural && clusters.cluster(s).kind == Some(Kind::Organization);
    if let Some(speaker) = speaker
        && pronoun.person != 2
        && (clusters.is_plural(speaker) == pronoun.plural || body(speaker))
        && clusters.compatible(m.id, speaker)
    {
        clusters.join(m.id, speaker, LinkReason::Speaker, 0.85);
    }
    let alone = clusters.is_first(m.id) && pronoun.person == 1 && pronoun.plural && quoted;
    if let Some(body) = speaker.filter(|_| alone).and_then(|s| body_spoken_for(clusters, s))
        && body < m.id
        && clusters.compatible(m.id, body)
    {
        clusters.join(m.id, body, LinkReason::Speaker, 0.7);
    }
    let same =
        |one: Option<MentionId>| one.zip(speaker).is_some_and(|(one, other)| clusters.are_one(one, other));
    if let Some(before) = *voice
        && before.quoted == quoted
        && (!quoted
            || clusters.mentioned.mention(before.mention).sentence == m.sentence
            || same(before.speaker))
        && clusters.compatible(m.id, before.mention)
    {
        clusters.join(m.id, before.mention, LinkReason::Speaker, 0.7);
    }
    *voice = Some(Voice { mention: m.id, quoted, speaker });
}

/// `we/of-a-body`: *“We will wait,” said its director, Ida Lund*: *we* in the mouth of who leads a body or speaks for it is the body.
fn body_spoken_for(clusters: &Clusters<'_>, speaker: MentionId) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let person = clusters.cluster(speaker).kind.is_none_or(|kind| kind == Kind::Person);
    let mut told = clusters.mentions(speaker).take(MOST).filter(|x| person && x.form != Form::Pronoun);
    let of_office = |x: &Mention| {
        let offices = x.span.words().filter(|&w| is_office(parsed, w));
        offices
            .flat_map(|office| held_of(parsed, office, OFFICE_PREPOSITIONS))
            .find_map(|w| body(clusters, x, w))
    };
    let of_deed = |x: &Mention| {
        let led = parsed.children_by(x.head, BaseRelation::Acl).find_map(|verb| led(parsed, verb))?;
        body(clusters, x, led)
    };
    told.find_map(|x| of_office(x).or_else(|| of_deed(x)))
}

/// The body that the word heads a mention of.
fn body(clusters: &Clusters<'_>, holder: &Mention, word: WordId) -> Option<MentionId> {
    let id = clusters.mentioned.headed_by(word)?;
    (clusters.cluster(id).is_body() && !clusters.are_one(id, holder.id)).then_some(id)
}

fn is_office(parsed: &Parsed, word: WordId) -> bool {
    let lemma = parsed.lower_lemma(word);
    parsed.is_noun(word) && (TITLES.contains(lemma) || lemma.starts_with("spokes"))
}

/// What a relative clause says somebody leads or speaks for.
fn led(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    let lemma = parsed.lower_lemma(verb);
    if LEADING_VERBS.contains(lemma) {
        return parsed.child_by(verb, BaseRelation::Obj);
    }
    let speaks = lemma == "speak";
    let mut for_whom = parsed.children_by(verb, BaseRelation::Obl);
    for_whom.find(|&w| speaks && parsed.child_form(w, BaseRelation::Case) == "for")
}
