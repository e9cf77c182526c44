//! What the words of a description or pronoun settle by themselves, so that nothing need be ranked.

pub(in crate::entities) mod both;
mod categories;
mod clients;
mod counted;
mod former_latter;
mod just_named;
mod own_body;
mod persons;
mod roles;
mod same_owner;
mod sorts;
pub(in crate::entities) mod they_who_met;

use crate::entities::clusters::Clusters;
use crate::mentions::Mention;
use crate::span::MentionId;

/// What the description means, where its words settle that, and how sure it is; `ranked` where the ranker would decide of it.
pub(in crate::entities) fn settled(
    clusters: &Clusters<'_>,
    m: &Mention,
    ranked: bool,
) -> Option<(MentionId, f32)> {
    let sure = |found: Option<MentionId>, confidence: f32| found.map(|found| (found, confidence));
    let by_sort = || {
        sure(own_body::own_body(clusters, m), 0.8)
            .or_else(|| sure(same_owner::of_owner(clusters, m), 0.85))
            .or_else(|| categories::of_category(clusters, m))
            .or_else(|| sure(just_named::of_just_named(clusters, m), 0.65))
            .or_else(|| sure(counted::of_counted(clusters, m), 0.75))
            .or_else(|| roles::of_role(clusters, m))
    };
    sure(former_latter::former_or_latter(clusters, m), 0.85)
        .or_else(|| ranked.then(by_sort).flatten())
        .or_else(|| sure(clients::of_client(clusters, m), 0.75))
        .or_else(|| persons::of_anybody(clusters, m))
}
