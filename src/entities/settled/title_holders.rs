//! *The minister*: who alone was called so with a name.

use crate::entities::clusters::Clusters;
use crate::entities::exclusion::descriptions::may_describe;
use crate::lexicon::TITLES;
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;
use crate::syntax::BaseRelation;

/// So many sentences back lies who is meant by a title alone.
const FAR: u32 = 40;

/// `description/title-holder`: *Trade Minister Erik Moe … The minister refused*: the one person with a name who has the title, where nobody
/// without a name was called so since.
pub(super) fn of_title(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let own = clusters.profile(m.id);
    let bare = parsed.children(m.head).iter().all(|&c| {
        !m.span.contains(c)
            || matches!(
                parsed.relation(c).base,
                BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct | BaseRelation::Acl
            ) && (c < m.head || parsed.form(m.head.next()) == ",")
    });
    let title = m.form == Form::Nominal
        && m.kind == Kind::Person
        && m.members.is_empty()
        && own.has_article()
        && !own.plural
        && TITLES.contains(own.lemma.as_str());
    if !title || !bare {
        return None;
    }
    let mut found = None;
    for c in clusters.met_before(m, FAR) {
        let cluster = clusters.cluster(c.id);
        if !cluster.is_named() {
            if clusters.profile(c.id).lemma == own.lemma {
                return None;
            }
            continue;
        }
        let holder = cluster.kind == Some(Kind::Person) && cluster.titles.contains(&own.lemma);
        if !holder || !may_describe(clusters, m, c, false) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(c.id);
    }
    found
}
