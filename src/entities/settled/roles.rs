//! *The minister*, *the cyclist*, *the defendant*: who alone was called so, or did or suffered what gives that role.

use crate::entities::clusters::Clusters;
use crate::entities::exclusion::descriptions::may_describe;
use crate::entities::profiles::introduces;
use crate::lexicon::{ANYBODY, DEEDS_OF_ROLES, KINDRED_ROLES};
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::Xpos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// So many sentences back lies who is meant by a role alone.
const FAR: u32 = 40;
/// So many mentions of a person say what he is, at most.
const TOLD: usize = 12;

/// How the text says that somebody has a role, the surest last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// He did, or suffered, what gives it (*who represents the mill*: the lawyer).
    Deed,
    /// He was called something that may be called so (*the rider*: the cyclist).
    Kindred,
    /// He was called so.
    Called,
}

impl Evidence {
    fn confidence(self) -> f32 {
        match self {
            Self::Deed => 0.7,
            Self::Kindred => 0.75,
            Self::Called => 0.8,
        }
    }
}

/// A description by a role.
struct Role<'d> {
    lemma: &'d str,
    /// What else says which one, but for *former*.
    more: Vec<&'d str>,
}

impl<'d> Role<'d> {
    /// The role that the description says, where it says no more than that.
    fn of(clusters: &'d Clusters<'_>, m: &Mention) -> Option<Self> {
        let parsed = &clusters.mentioned.parsed;
        let own = clusters.profile(m.id);
        let bare = parsed.children(m.head).iter().all(|&c| {
            !m.span.contains(c)
                || match parsed.relation(c).base {
                    BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct => true,
                    BaseRelation::Amod | BaseRelation::Compound => c < m.head,
                    // *The minister, who was in Oslo*
                    BaseRelation::Acl | BaseRelation::Appos => parsed.form(m.head.next()) == ",",
                    _ => false,
                }
        });
        let role = m.form == Form::Nominal
            && m.kind == Kind::Person
            && m.members.is_empty()
            && own.has_article()
            && !own.plural
            && !ANYBODY.contains(own.lemma.as_str())
            && !introduces(clusters.mentioned, m);
        let more = own.in_front.iter().map(String::as_str).filter(|w| *w != "former").collect();
        (role && bare).then_some(Self { lemma: &own.lemma, more })
    }

    /// Whether the mention calls somebody so, by his description or by what stands in front of his name.
    fn told(&self, clusters: &Clusters<'_>, x: &Mention) -> Option<Evidence> {
        let parsed = &clusters.mentioned.parsed;
        let own = clusters.profile(x.id);
        let same = |noun: &str| {
            let kindred = KINDRED_ROLES.get(self.lemma).is_some_and(|others| others.contains(&noun));
            let called = (noun == self.lemma).then_some(Evidence::Called);
            called.or_else(|| (kindred && self.more.is_empty()).then_some(Evidence::Kindred))
        };
        if x.form == Form::Nominal {
            let fits = self.more.iter().all(|w| own.in_front.iter().any(|o| o == w));
            return same(&own.lemma).filter(|_| fits && x.members.is_empty());
        }
        let name = x.name.filter(|_| x.form == Form::Named && x.kind == Kind::Person)?;
        let in_front = || x.span.words().take_while(|&w| w < name.start).map(|w| parsed.lower_lemma(w));
        let noun = in_front().last()?;
        same(noun).filter(|_| self.more.iter().all(|w| in_front().any(|o| o == *w)))
    }

    /// Whether whom the mention means did or suffered what gives the role.
    fn by_deed(&self, clusters: &Clusters<'_>, x: &Mention) -> bool {
        let Some((suffered, verbs)) = DEEDS_OF_ROLES.get(self.lemma).filter(|_| self.more.is_empty()) else {
            return false;
        };
        let parsed = &clusters.mentioned.parsed;
        let says = |verb: WordId| verbs.contains(&parsed.lower_lemma(verb));
        let word = clusters.standing(x);
        deeds(parsed, word)
            .chain(clauses(parsed, x.head))
            .any(|(verb, object)| object == *suffered && says(verb))
    }
}

/// The verb whose subject or object the word is, with those beside it that share the subject, and whether it suffers them.
fn deeds(parsed: &Parsed, word: WordId) -> impl Iterator<Item = (WordId, bool)> {
    // *Hagen and Moe were charged*
    let joined = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Conj));
    let word = joined.unwrap_or(word);
    let relation = parsed.relation(word);
    let object = relation.is(BaseRelation::Obj);
    let verb = parsed.head(word).filter(|_| object || relation.is(BaseRelation::Nsubj));
    let suffers = object || relation.subtype == Subtype::Pass;
    let shared = move |&w: &WordId| {
        !object && parsed.is(w, BaseRelation::Conj) && parsed.child_by(w, BaseRelation::Nsubj).is_none()
    };
    let others = verb.into_iter().flat_map(move |v| parsed.children(v).iter().copied().filter(shared));
    // *was arrested and charged*
    let alike = move |w: WordId| {
        suffers && parsed.xpos(w) == Xpos::Vbn && parsed.child_by(w, BaseRelation::Aux).is_none()
    };
    let others = others.map(move |w| (w, is_passive(parsed, w) || alike(w)));
    verb.map(|v| (v, suffers)).into_iter().chain(others)
}

/// The verbs of the clauses about the word: *Berg, who represents the mill*, *Berg, charged with fraud*.
fn clauses(parsed: &Parsed, word: WordId) -> impl Iterator<Item = (WordId, bool)> {
    parsed.children_by(word, BaseRelation::Acl).filter_map(|verb| {
        match parsed.child_by(verb, BaseRelation::Nsubj) {
            Some(subject) if parsed.feature(subject, "PronType") == Some("Rel") => {
                Some((verb, parsed.relation(subject).subtype == Subtype::Pass))
            }
            Some(_) => None,
            None => Some((verb, parsed.xpos(verb) == Xpos::Vbn)),
        }
    })
}

/// Whether the verb is passive by its auxiliary.
fn is_passive(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children_by(verb, BaseRelation::Aux).any(|a| parsed.relation(a).subtype == Subtype::Pass)
}

/// `description/role`: *Trade Minister Erik Moe … The minister refused*, *the rider Erik Moe … The cyclist*, *Moe, who represents the mill …
/// The lawyer*: the one person with a name who has the role, where nobody without a name was called so since.
pub(super) fn of_role(clusters: &Clusters<'_>, m: &Mention) -> Option<(MentionId, f32)> {
    let role = Role::of(clusters, m)?;
    let mut found: Option<(MentionId, Evidence)> = None;
    for c in clusters.met_before(m, FAR) {
        let cluster = clusters.cluster(c.id);
        if !cluster.is_named() {
            if clusters.profile(c.id).lemma == role.lemma && !clusters.is_plural(c.id) {
                return None;
            }
            continue;
        }
        if cluster.kind != Some(Kind::Person) || clusters.is_plural(c.id) {
            continue;
        }
        let titled = role.more.is_empty() && cluster.titles.iter().any(|t| t == role.lemma);
        let told = || clusters.mentions(c.id).take(TOLD).filter_map(|x| role.told(clusters, x)).max();
        let deed = || {
            let done = clusters.mentions(c.id).take(TOLD).any(|x| role.by_deed(clusters, x));
            done.then_some(Evidence::Deed)
        };
        let evidence = titled.then_some(Evidence::Called).or_else(told).or_else(deed);
        let Some(evidence) = evidence.filter(|_| may_describe(clusters, m, c, false)) else { continue };
        match found {
            Some((_, before)) if before > evidence => {}
            Some((_, before)) if before == evidence => return None,
            _ => found = Some((c.id, evidence)),
        }
    }
    found.map(|(id, evidence)| (id, evidence.confidence()))
}
