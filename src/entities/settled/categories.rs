//! Descriptions of named things by the sort of thing they are: *the ship* after *the ferry Pelican*, *the company* after *Brevik Inc.*

use super::sorts::{Fit, fit, is_of_any_body, is_of_bodies, says};
use crate::entities::clusters::Clusters;
use crate::entities::exclusion::descriptions::may_describe;
use crate::entities::profiles::introduces;
use crate::entities::topics::body_before;
use crate::lexicon::{CATEGORIES, Category, DEMONYMS, OPEN_SORTS};
use crate::mentions::{Form, Kind, Mention, brings_news};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed};

/// So many sentences back lies what a description means, where others are of its sort, too, or nothing says that it is of it.
const NEAR: u32 = 3;
/// The same where one thing alone is of its sort.
const FAR: u32 = 40;

/// A named entity that the description may mean.
struct Named {
    /// Its latest mention before the description.
    mention: MentionId,
    distance: u32,
    subject: bool,
}

/// Of what sort the description `m` says that it is, where it says no more: *the ship*, *this airline*, *the Danish firm*.
fn category(clusters: &Clusters<'_>, m: &Mention) -> Option<&'static Category> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = clusters.profile(m.id);
    let category = CATEGORIES.get(own.lemma.as_str())?;
    let definite = matches!(own.determiner(), Some("the" | "this"));
    let more = parsed.children(m.head).iter().any(|&c| {
        m.span.contains(c)
            && match parsed.relation(c).base {
                BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct => false,
                BaseRelation::Amod | BaseRelation::Compound if is_compound(parsed, c) => false,
                BaseRelation::Amod => !DEMONYMS.contains_key(parsed.form(c)),
                // *The ship, built in 1978, sank*
                BaseRelation::Acl | BaseRelation::Appos => parsed.form(m.head.next()) != ",",
                _ => true,
            }
    });
    let place = category.kind == Kind::Place;
    let fits = m.form == Form::Nominal
        && m.members.is_empty()
        && definite
        && !own.plural
        && !more
        && (!place || matches!(m.kind, Kind::Place | Kind::Organization))
        && !introduces(mentioned, m);
    fits.then_some(category)
}

/// *second-tier*, *Bremen-based*: what is said in passing of a thing already known.
fn is_compound(parsed: &Parsed, adjective: WordId) -> bool {
    let back = adjective.previous();
    parsed.form(adjective).contains('-') || back.is_some_and(|w| parsed.form(w) == "-")
}

/// The one that the description means, if one stands out: the only one, or of the nearest the only one or the subject.
fn stands_out(all: &[Named], only: bool) -> Option<&Named> {
    if let [one] = all {
        return Some(one);
    }
    let nearest = all.iter().map(|n| n.distance).min().filter(|_| !only)?;
    let near = || all.iter().filter(move |n| n.distance == nearest);
    let subjects: Vec<&Named> = near().filter(|n| n.subject).collect();
    let near: Vec<&Named> = near().collect();
    match (near.as_slice(), subjects.as_slice()) {
        ([one], _) | (_, [one]) => Some(*one).filter(|n| n.distance <= NEAR),
        _ => None,
    }
}

/// The entities that a description may mean, by what is known of them.
#[derive(Default)]
struct Met {
    /// Those that were called by that very noun.
    called: Vec<Named>,
    /// Those that were told to be of its sort.
    told: Vec<Named>,
    /// Those of which nothing says what they are.
    open: Vec<Named>,
    /// How near something unnamed of the same sort stands, and whether it was called by that very noun.
    rival: Option<u32>,
    told_anew: bool,
}

/// What was met before the description.
fn met(clusters: &Clusters<'_>, m: &Mention, own: &Category) -> Met {
    let lemma = clusters.profile(m.id).lemma.as_str();
    let mut met = Met::default();
    for c in clusters.met_before(m, FAR) {
        if clusters.cluster(c.id).is_named() {
            met.named(clusters, m, c, own);
        } else if c.form == Form::Nominal && !clusters.is_plural(c.id) {
            let other = clusters.profile(c.id).lemma.as_str();
            if says(lemma, own, other) == Some(true) {
                met.rival = met.rival.or(Some(m.sentence.since(c.sentence)));
            }
            met.told_anew |= other == lemma;
        }
    }
    met
}

impl Met {
    /// Notes a named entity, if the description may mean it.
    fn named(&mut self, clusters: &Clusters<'_>, m: &Mention, c: &Mention, own: &Category) {
        let parsed = &clusters.mentioned.parsed;
        let kind = clusters.cluster(c.id).kind.unwrap_or(c.kind);
        let subject = parsed.is(clusters.standing(c), BaseRelation::Nsubj);
        let named = Named { mention: c.id, distance: m.sentence.since(c.sentence), subject };
        let fit = fit(clusters, c, &clusters.profile(m.id).lemma, own);
        match fit {
            Fit::Called | Fit::Told => {
                if kind != Kind::Person && may_describe(clusters, m, c, true) {
                    if fit == Fit::Called { self.called.push(named) } else { self.told.push(named) }
                }
            }
            Fit::Open => {
                let fits = is_of_kind(kind, own) && !brings_news(parsed, c.span);
                if fits && may_describe(clusters, m, c, false) {
                    self.open.push(named);
                }
            }
            Fit::Other => {}
        }
    }

    /// Whether nothing of the same sort without a name stands nearer.
    fn is_nearer(&self, one: &Named) -> bool {
        self.rival.is_none_or(|rival| one.distance < rival)
    }
}

/// Whether something of that kind may be of the category.
fn is_of_kind(kind: Kind, category: &Category) -> bool {
    kind == category.kind || is_of_bodies(category) && kind == Kind::Group
}

/// `description/category`: the named entity that alone is of the sort that the description says (*the ship* after *the ferry Pelican*,
/// *the airline* after *Nordair, a carrier*), or of which nothing else is known, with how sure that is.
pub(super) fn of_category(clusters: &Clusters<'_>, m: &Mention) -> Option<(MentionId, f32)> {
    let parsed = &clusters.mentioned.parsed;
    let own = category(clusters, m)?;
    let adjective = |&c: &WordId| parsed.is(c, BaseRelation::Amod) || is_compound(parsed, c);
    let contrast = parsed.children(m.head).iter().any(|c| *c < m.head && adjective(c));
    let met = met(clusters, m, own);
    // *the bank* is *Brevik Bank* rather than a lender of another name, and *a consortium* that was told of rather than some firm
    let by_noun = !met.called.is_empty();
    let told = if by_noun { &met.called } else { &met.told };
    if met.told_anew && !own.general && !by_noun {
        return None;
    }
    if let Some(one) = stands_out(told, contrast) {
        return met.is_nearer(one).then_some((one.mention, if told.len() == 1 { 0.85 } else { 0.75 }));
    }
    if told.is_empty() { of_nothing_known(clusters, m, own, &met) } else { None }
}

/// The only entity of the kind of which nothing is known: of what else a name alone may be that of, it is said by chance only.
fn of_nothing_known(
    clusters: &Clusters<'_>,
    m: &Mention,
    own: &Category,
    met: &Met,
) -> Option<(MentionId, f32)> {
    let parsed = &clusters.mentioned.parsed;
    let any = is_of_any_body(own) || own.sorts.iter().any(|sort| OPEN_SORTS.contains(sort));
    let more = parsed.children(m.head).iter().any(|&c| c < m.head && is_compound(parsed, c));
    if !any || !is_of_kind(m.kind, own) || more {
        return None;
    }
    let topic = || {
        let first = parsed.is(m.head, BaseRelation::Nsubj).then(|| body_before(clusters, m))??;
        met.open.iter().find(|n| clusters.are_one(n.mention, first))
    };
    let one = stands_out(&met.open, true).or_else(topic)?;
    (one.distance <= NEAR && met.is_nearer(one)).then_some((one.mention, 0.6))
}
