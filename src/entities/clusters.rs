//! The state of a resolution: which mentions are one so far, and what is known of each cluster.

use super::names::Name;
use super::profiles::{Profile, Profiles};
use super::types::{ClauseLink, ClauseReason, Link, LinkReason};
use crate::lexicon::{ABBREVIATED_TITLES, GENDERED_NOUNS, Gender, HONORIFICS, PEOPLE, TITLES, given_name};
use crate::mentions::{Form, Kind, Mention, Mentioned, ages};
use crate::morphology::Upos;
use crate::rules::Applied;
use crate::span::{MentionId, WordId, WordSpan};
use crate::syntax::BaseRelation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::Cell;

/// So many mentions before one are looked at, at most, which keeps time linear in the text.
const MOST_BEFORE: usize = 300;

/// What is known of a cluster of mentions.
#[derive(Clone, Debug, Default)]
pub(in crate::entities) struct Cluster {
    pub(in crate::entities) mentions: Vec<MentionId>,
    pub(in crate::entities) names: Vec<Name>,
    pub(in crate::entities) kind: Option<Kind>,
    /// `masculine`, `feminine`, `neuter` where something tells.
    pub(in crate::entities) gender: Option<Gender>,
    pub(in crate::entities) titles: Vec<String>,
    /// The clause that its mentions take up.
    pub(in crate::entities) clause: Option<WordId>,
    /// The numbers and letters behind descriptions (*hill 12*, *platform B*).
    pub(in crate::entities) designators: Vec<String>,
    /// How old the text says that it is.
    pub(in crate::entities) ages: Vec<u32>,
    /// Those whom a plural pronoun means together, where no mention has them joined.
    pub(in crate::entities) members: Vec<MentionId>,
}

/// `identity/designator`: the number or single letter right behind the head of a description (*hill 12*, *platform B*).
fn designator(mentioned: &Mentioned, m: &Mention) -> Option<String> {
    let parsed = &mentioned.parsed;
    let next = m.head.next();
    if m.form != Form::Nominal || !m.members.is_empty() || !m.span.contains(next) {
        return None;
    }
    let form = parsed.form(next);
    let number = parsed.upos(next) == Upos::Num && form.starts_with(|c: char| c.is_ascii_digit());
    let letter = form.len() == 1 && form.starts_with(|c: char| c.is_ascii_uppercase());
    let part = matches!(
        parsed.relation(next).base,
        BaseRelation::Flat
            | BaseRelation::Nummod
            | BaseRelation::Compound
            | BaseRelation::Nmod
            | BaseRelation::Appos
    );
    let plural = parsed.feature(m.head, "Number") == Some("Plur");
    ((number || letter) && part && !plural && parsed.head(next) == Some(m.head)).then(|| form.to_owned())
}

/// The last words of the names of persons that have several.
fn families(mentioned: &Mentioned) -> FxHashSet<&str> {
    let persons = mentioned.mentions.iter().filter(|m| m.kind == Kind::Person && m.form == Form::Named);
    let names = persons.filter_map(|m| m.name).filter(|name| name.len() > 1);
    names.filter_map(|name| name.end.previous()).map(|last| mentioned.parsed.form(last)).collect()
}

/// The gender of *the Welshman*, *the Irishwoman*.
fn of_a_people(form: &str) -> Option<Gender> {
    PEOPLE.get(form)?;
    let feminine = form.ends_with("woman").then_some(Gender::Feminine);
    feminine.or_else(|| form.ends_with("man").then_some(Gender::Masculine))
}

/// The gender that a mention tells by its form, title, name or noun.
fn gender(
    mentioned: &Mentioned,
    m: &Mention,
    profile: &Profile,
    families: &FxHashSet<&str>,
) -> Option<Gender> {
    let parsed = &mentioned.parsed;
    let mut before = parsed.children(m.head).iter().copied().filter(|&c| c < m.head);
    let honorific = before.find_map(|c| HONORIFICS.get(parsed.lower(c)).copied());
    let gender = match m.form {
        Form::Pronoun => profile.pronoun.map(|p| p.class),
        Form::Named if m.members.is_empty() && m.kind == Kind::Person => {
            // *Anna Berg* and *Anna*; a family name alone tells nothing
            let family = |name: &WordSpan| name.len() == 1 && families.contains(parsed.form(name.start));
            let given = m.name.filter(|n| !family(n)).map(|span| parsed.form(span.start));
            honorific.flatten().or_else(|| given.and_then(given_name))
        }
        Form::Nominal if m.members.is_empty() => {
            GENDERED_NOUNS.get(profile.lemma.as_str()).copied().or_else(|| of_a_people(parsed.form(m.head)))
        }
        _ => honorific.flatten(),
    };
    gender.filter(|g| *g != Gender::Any)
}

impl Cluster {
    /// What is known of a mention that is joined to none.
    fn of_one(mentioned: &Mentioned, m: &Mention, profile: &Profile, families: &FxHashSet<&str>) -> Self {
        let parsed = &mentioned.parsed;
        let name = m.name.filter(|_| m.form == Form::Named).map(|span| Name::new(parsed.text_of(span)));
        let before = parsed.children(m.head).iter().filter(|&&c| c < m.head && m.form == Form::Named);
        let titles = before.map(|&c| parsed.lower_lemma(c)).filter(|t| TITLES.contains(t));
        // *the sergeant* is *Sgt. Lund*
        let titles = titles.map(|t| ABBREVIATED_TITLES.get(t).copied().unwrap_or(t));
        Self {
            mentions: vec![m.id],
            names: name.into_iter().collect(),
            kind: (m.form != Form::Pronoun).then_some(m.kind),
            gender: gender(mentioned, m, profile, families),
            titles: titles.map(str::to_owned).collect(),
            clause: None,
            designators: designator(mentioned, m).into_iter().collect(),
            ages: ages::told(parsed, m).into_iter().collect(),
            members: Vec::new(),
        }
    }

    /// Takes in what is known of another cluster.
    fn take_in(&mut self, given: Self) {
        if self.kind.is_none() || (self.names.is_empty() && !given.names.is_empty()) {
            self.kind = given.kind.or(self.kind);
        }
        self.mentions.extend(given.mentions);
        self.mentions.sort_unstable();
        for name in given.names {
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
        self.gender = self.gender.or(given.gender);
        self.titles.extend(given.titles);
        self.clause = self.clause.or(given.clause);
        self.designators.extend(given.designators);
        self.ages.extend(given.ages);
        if self.members.is_empty() {
            self.members = given.members;
        }
    }

    /// Whether something in the text has a name for it.
    pub(in crate::entities) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether it is a body or a group of people.
    pub(in crate::entities) fn is_body(&self) -> bool {
        matches!(self.kind, Some(Kind::Organization | Kind::Group))
    }
}

/// A cluster, by the place of its first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::entities) struct ClusterId(usize);

/// The cluster of no mention.
static NOTHING: Cluster = Cluster {
    mentions: Vec::new(),
    names: Vec::new(),
    kind: None,
    gender: None,
    titles: Vec::new(),
    clause: None,
    designators: Vec::new(),
    ages: Vec::new(),
    members: Vec::new(),
};

/// Mentions in disjoint clusters; merging keeps the earlier cluster.
pub(in crate::entities) struct Clusters<'m> {
    pub(in crate::entities) mentioned: &'m Mentioned,
    profiles: Profiles,
    of: Vec<ClusterId>,
    clusters: Vec<Cluster>,
    pub(in crate::entities) links: Vec<Link>,
    pub(in crate::entities) clause_links: Vec<ClauseLink>,
    /// The rules in data that said what is one, and where.
    pub(in crate::entities) applied: Vec<Applied>,
    /// For each clause the mention that took it up first.
    takers: FxHashMap<WordId, MentionId>,
    /// How many pairs of mentions were compared, by which a test sees that time is linear.
    pub(in crate::entities) comparisons: Cell<usize>,
}

impl<'m> Clusters<'m> {
    /// Each mention alone.
    pub(in crate::entities) fn new(mentioned: &'m Mentioned) -> Self {
        let families = families(mentioned);
        let profiles = Profiles::new(mentioned);
        let all = mentioned.mentions.iter();
        let clusters = all.map(|m| Cluster::of_one(mentioned, m, profiles.of(m.id), &families)).collect();
        Self {
            mentioned,
            profiles,
            of: (0..mentioned.mentions.len()).map(ClusterId).collect(),
            clusters,
            links: Vec::new(),
            clause_links: Vec::new(),
            applied: Vec::new(),
            takers: FxHashMap::default(),
            comparisons: Cell::new(0),
        }
    }

    /// Counts one more pair that is compared.
    pub(in crate::entities) fn compare(&self) {
        self.comparisons.set(self.comparisons.get().saturating_add(1));
    }

    /// The cluster a mention is in.
    pub(in crate::entities) fn of(&self, mention: MentionId) -> ClusterId {
        self.of.get(mention.index()).copied().unwrap_or(ClusterId(mention.index()))
    }

    /// What is known of the cluster a mention is in; nothing, if the mention is of another document.
    pub(in crate::entities) fn cluster(&self, mention: MentionId) -> &Cluster {
        self.clusters.get(self.of(mention).0).unwrap_or(&NOTHING)
    }

    /// What is known of the mention by itself.
    pub(in crate::entities) fn profile(&self, mention: MentionId) -> &Profile {
        self.profiles.of(mention)
    }

    /// Whether the two mean the same, as far as is known.
    pub(in crate::entities) fn are_one(&self, a: MentionId, b: MentionId) -> bool {
        self.of(a) == self.of(b)
    }

    /// Whether the mention is the first of its cluster.
    pub(in crate::entities) fn is_first(&self, mention: MentionId) -> bool {
        self.cluster(mention).mentions.first() == Some(&mention)
    }

    /// All clusters, in the order of their first mentions.
    pub(in crate::entities) fn all(&self) -> impl Iterator<Item = &Cluster> {
        self.clusters.iter().filter(|c| !c.mentions.is_empty())
    }

    /// The mentions of a mention's cluster.
    pub(in crate::entities) fn mentions(
        &self,
        mention: MentionId,
    ) -> impl DoubleEndedIterator<Item = &'m Mention> {
        self.cluster(mention).mentions.iter().map(|&m| self.mentioned.mention(m))
    }

    /// Whether the mention is plural, by its form.
    pub(in crate::entities) fn is_plural(&self, mention: MentionId) -> bool {
        self.profile(mention).plural
    }

    /// What was met before the mention, up to `reach` sentences back: of each other entity the latest mention, the latest first. What has
    /// members is left out; each is counted as compared.
    pub(in crate::entities) fn met_before<'c>(
        &'c self,
        m: &'c Mention,
        reach: u32,
    ) -> impl Iterator<Item = &'c Mention> {
        let mut met: Vec<ClusterId> = vec![self.of(m.id)];
        let near = self.mentioned.before(m).take(MOST_BEFORE);
        near.take_while(move |c| m.sentence.since(c.sentence) <= reach).filter(move |c| {
            let of = self.of(c.id);
            let new = c.members.is_empty() && !met.contains(&of);
            if new {
                met.push(of);
                self.compare();
            }
            new
        })
    }

    /// The word by whose place in the clause the mention is met: of *Berg's lawyer, Vera Lund, said* that is the lawyer for both.
    pub(in crate::entities) fn standing(&self, c: &Mention) -> WordId {
        let parsed = &self.mentioned.parsed;
        let same = |w: WordId| self.mentioned.headed_by(w).is_some_and(|x| self.are_one(x, c.id));
        let beside = |&w: &WordId| parsed.head(w).filter(|&h| parsed.is(w, BaseRelation::Appos) && same(h));
        std::iter::successors(Some(c.head), beside).take(4).last().unwrap_or(c.head)
    }

    /// Joins two clusters; the cluster of the earlier mention takes the other in.
    pub(in crate::entities) fn join(
        &mut self,
        mention: MentionId,
        antecedent: MentionId,
        reason: LinkReason,
        confidence: f32,
    ) {
        let (a, b) = (self.of(mention), self.of(antecedent));
        if a == b {
            return;
        }
        let (keep, give) = (a.min(b), a.max(b));
        let given = self.clusters.get_mut(give.0).map(std::mem::take).unwrap_or_default();
        for m in &given.mentions {
            if let Some(of) = self.of.get_mut(m.index()) {
                *of = keep;
            }
        }
        if let Some(kept) = self.clusters.get_mut(keep.0) {
            kept.take_in(given);
        }
        self.links.push(Link { mention, antecedent, reason, confidence });
    }

    /// Says that the mention takes up a clause; returns the mention that took it up before.
    pub(in crate::entities) fn refer(
        &mut self,
        mention: MentionId,
        clause: WordId,
        reason: ClauseReason,
        confidence: f32,
    ) -> Option<MentionId> {
        let before = self.takers.get(&clause).copied();
        self.takers.entry(clause).or_insert(mention);
        self.clause_links.push(ClauseLink { mention, clause, reason, confidence });
        let of = self.of(mention);
        if let Some(cluster) = self.clusters.get_mut(of.0) {
            cluster.clause = Some(clause);
            cluster.kind = cluster.kind.or(Some(Kind::Event));
        }
        before
    }

    /// Says that the pronoun means these together, whom no mention joins.
    pub(in crate::entities) fn group(&mut self, mention: MentionId, members: [MentionId; 2]) {
        let of = self.of(mention);
        if let Some(cluster) = self.clusters.get_mut(of.0) {
            cluster.members = members.to_vec();
            cluster.kind = cluster.kind.or(Some(Kind::Person));
        }
    }

    /// The clause that the mention's cluster takes up.
    pub(in crate::entities) fn clause_of(&self, mention: MentionId) -> Option<WordId> {
        self.cluster(mention).clause
    }
}
