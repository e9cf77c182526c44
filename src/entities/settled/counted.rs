//! *The four suspects*: as many as were told of, by the same noun.

use crate::entities::clusters::{ClusterId, Clusters};
use crate::mentions::{Form, Mention};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// How many sentences back what is told again with its number lies at most, and how many mentions are looked at.
const FAR: u32 = 40;
const MOST: usize = 300;
/// So many mentions of those told of say how many they are, at most.
const TOLD: usize = 12;

/// The number in front of a description, as it is written.
fn number<'d>(clusters: &Clusters<'d>, m: &Mention) -> Option<&'d str> {
    let parsed = &clusters.mentioned.parsed;
    let number = parsed.children_by(m.head, BaseRelation::Nummod).find(|&w| w < m.head)?;
    Some(parsed.lower(number))
}

/// Whether the description says no more of those than how many they are.
fn is_plain(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let plain = |c: WordId| {
        !m.span.contains(c)
            || matches!(
                parsed.relation(c).base,
                BaseRelation::Det | BaseRelation::Nummod | BaseRelation::Punct | BaseRelation::Case
            )
            || c > m.head && parsed.form(m.head.next()) == ","
    };
    parsed.upos(m.head) == Upos::Noun && parsed.children(m.head).iter().all(|&c| plain(c))
}

/// `description/counted`: *The suspects, two men and a woman, … The three suspects*: those alone who were called so, of whom no other number
/// was told.
pub(super) fn of_counted(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let own = clusters.profile(m.id);
    let definite = m.form == Form::Nominal && m.members.is_empty() && own.has_article() && own.plural;
    let count = number(clusters, m).filter(|_| definite && is_plain(clusters, m))?;
    let mut met: Vec<ClusterId> = vec![clusters.of(m.id)];
    let mut found = None;
    let near = clusters.mentioned.before(m).take(MOST);
    for c in near.take_while(|c| m.sentence.since(c.sentence) <= FAR) {
        let other = clusters.profile(c.id);
        let of = clusters.of(c.id);
        if c.form != Form::Nominal || !other.plural || other.lemma != own.lemma || met.contains(&of) {
            continue;
        }
        met.push(of);
        clusters.compare();
        let told = || clusters.mentions(c.id).take(TOLD).filter_map(|x| number(clusters, x));
        let numbers_agree = told().next().is_none() || told().any(|n| n == count);
        if !numbers_agree || !is_plain(clusters, c) || !clusters.compatible(m.id, c.id) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(c.id);
    }
    found
}
