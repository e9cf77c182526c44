//! What is said of *they* or *both men*, who were named apart (*Berg met Lund. They signed*), is said of each.

use crate::entities::Resolved;
use crate::propositions::{Argument, Proposition};
use crate::span::MentionId;
use std::borrow::Cow;

/// The first mentions of those whom a plural pronoun or *both* means, where no phrase names them together.
fn members(resolved: &Resolved, argument: &Argument) -> Vec<MentionId> {
    let Some(mention) = argument.mention.filter(|_| !argument.clausal) else { return Vec::new() };
    let entity = resolved.entity(resolved.entity_of(mention));
    if entity.named || entity.mentions.iter().any(|&m| !resolved.mentioned.mention(m).members.is_empty()) {
        return Vec::new();
    }
    entity.members.iter().filter_map(|&e| resolved.entity(e).mentions.first().copied()).collect()
}

/// *The two trusted each other*: neither by himself.
fn is_reciprocal(resolved: &Resolved, argument: &Argument) -> bool {
    let words = argument.mention.map(|m| resolved.mentioned.text(m));
    words.is_some_and(|words| {
        words.eq_ignore_ascii_case("each other") || words.eq_ignore_ascii_case("one another")
    })
}

/// The proposition once for each of those whom its subject or object means.
pub(super) fn each_member<'p>(
    resolved: &Resolved,
    proposition: Cow<'p, Proposition>,
) -> Vec<Cow<'p, Proposition>> {
    let subjects = members(resolved, &proposition.subject);
    if proposition.object.as_ref().is_some_and(|object| is_reciprocal(resolved, object)) {
        return vec![proposition];
    }
    if !subjects.is_empty() {
        let one = |mention| {
            let mut one = proposition.clone().into_owned();
            one.subject.mention = Some(mention);
            Cow::Owned(one)
        };
        return subjects.into_iter().map(one).collect();
    }
    let objects = proposition.object.as_ref().map_or_else(Vec::new, |object| members(resolved, object));
    if objects.is_empty() {
        return vec![proposition];
    }
    let one = |mention| {
        let mut one = proposition.clone().into_owned();
        if let Some(object) = &mut one.object {
            object.mention = Some(mention);
        }
        Cow::Owned(one)
    };
    objects.into_iter().map(one).collect()
}
