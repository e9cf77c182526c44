//! *I*, *we* and *you*: who speaks.

use super::clusters::Clusters;
use super::types::LinkReason;
use crate::lexicon::Pronoun;
use crate::mentions::{Kind, Mention};
use crate::span::MentionId;

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
