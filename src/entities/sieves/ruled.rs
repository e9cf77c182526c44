//! What rules in data say is one: *Berg is the envoy*, *a group that calls itself Red Lantern*.

use crate::entities::clusters::Clusters;
use crate::entities::types::LinkReason;
use crate::rules::{Applied, Effect, Identity, Rules, Stage, matches};
use crate::span::{MentionId, WordId};

/// Applies the rules of the groups for which `wanted` holds, group by group.
pub(super) fn groups(clusters: &mut Clusters<'_>, rules: &Rules, wanted: impl Fn(&str) -> bool) {
    for name in rules.groups(Stage::Identity).filter(|name| wanted(name)) {
        group(clusters, rules, name);
    }
}

/// Applies the rules of a group, word by word.
pub(super) fn group(clusters: &mut Clusters<'_>, rules: &Rules, group: &str) {
    let mentioned = clusters.mentioned;
    for word in mentioned.parsed.words() {
        matches(rules, Stage::Identity, group, mentioned, word, |rule, bound| {
            let mut fired = false;
            for action in &rule.actions {
                if let Effect::Same { word, other, identity } = action
                    && let (Some(word), Some(other)) = (bound.get(*word), bound.get(*other))
                {
                    fired |= same(clusters, word, other, *identity);
                }
            }
            if fired {
                clusters.applied.push(Applied { rule: rule.name.clone(), words: bound.words().collect() });
            }
        });
    }
}

/// Joins the mentions that the two words head, if what is known of them allows it; says whether it does.
fn same(clusters: &mut Clusters<'_>, word: WordId, other: WordId, identity: Identity) -> bool {
    let mentioned = clusters.mentioned;
    let (Some(a), Some(b)) = (mentioned.headed_by(word), mentioned.headed_by(other)) else { return false };
    let numbers = !identity.one_number || clusters.is_plural(a) == clusters.is_plural(b);
    let one = numbers && may_be_one(clusters, a, b, identity);
    if one {
        let reason =
            if identity.predicated { LinkReason::PredicateNominative } else { LinkReason::Apposition };
        clusters.join(a, b, reason, identity.confidence);
    }
    one
}

fn may_be_one(clusters: &Clusters<'_>, a: MentionId, b: MentionId, identity: Identity) -> bool {
    if identity.nested { clusters.compatible_but_nesting(a, b) } else { clusters.compatible(a, b) }
}
