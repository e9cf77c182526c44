//! What kind of thing an entity is, by what its mentions are.

use crate::entities::names::capital;
use crate::lexicon::ORGANIZATION_NOUNS;
use crate::mentions::{Form, Kind, Mention, Mentioned, is_people};
use crate::span::MentionId;

/// The kind that the mentions vote for, each with the weight of its form and of how sure the network is.
pub(super) fn vote(mentioned: &Mentioned, mentions: &[MentionId]) -> Kind {
    let mut votes: Vec<(Kind, f32)> = Kind::ALL.iter().map(|&kind| (kind, 0.0)).collect();
    for m in mentions.iter().map(|&m| mentioned.mention(m)) {
        let weight = match m.form {
            Form::Named => 3.0,
            Form::Nominal => 1.0,
            Form::Pronoun => 0.2,
        };
        let Some((_, votes)) = votes.iter_mut().find(|(kind, _)| *kind == m.kind) else { continue };
        *votes += weight * (0.2 + m.confidence);
        // *the news agency Nordpress*, which the network takes for a person
        if m.form == Form::Nominal && m.kind == Kind::Organization && is_institution(mentioned, m) {
            *votes += 6.0;
        }
    }
    let first = |best: (Kind, f32), next: (Kind, f32)| if next.1 > best.1 { next } else { best };
    let best = votes.into_iter().reduce(first).map_or(Kind::Person, |(kind, _)| kind);
    // *the Liberals*, *Muslims*
    let named = |m: &&Mention| m.form == Form::Named && m.members.is_empty();
    let mut names = mentions.iter().map(|&m| mentioned.mention(m)).filter(named).peekable();
    let many = names.peek().is_some();
    if best == Kind::Person && many && names.all(|m| is_people(&mentioned.parsed, m.head)) {
        return Kind::Group;
    }
    best
}

/// Whether the head of the description is a noun of organizations.
fn is_institution(mentioned: &Mentioned, m: &Mention) -> bool {
    ORGANIZATION_NOUNS.contains_key(capital(mentioned.parsed.lemma(m.head)).as_str())
}
