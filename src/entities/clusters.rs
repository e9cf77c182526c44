//! The state of a resolution: which mentions are one so far, and what is known of each cluster.
#![expect(clippy::indexing_slicing, reason = "ids of the mentions of the same document")]

use super::names::Name;
use super::types::{ClauseLink, ClauseReason, Link, LinkReason};
use crate::lexicon::{GENDERED_NOUNS, HONORIFICS, PEOPLE, PRONOUNS, TITLES, given_name};
use crate::mentions::{Form, Kind, Mention, Mentioned, ages, is_people};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId, WordSpan};
use crate::syntax::BaseRelation;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::Cell;

/// What is known of a cluster of mentions.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    pub(super) mentions: Vec<MentionId>,
    pub(super) names: Vec<Name>,
    pub(super) kind: Option<Kind>,
    /// `masculine`, `feminine`, `neuter` where something tells.
    pub(super) gender: Option<&'static str>,
    pub(super) titles: Vec<String>,
    /// The clause that its mentions take up.
    pub(super) clause: Option<WordId>,
    /// The numbers and letters behind descriptions (*hill 12*, *platform B*).
    pub(super) designators: Vec<String>,
    /// How old the text says that it is.
    pub(super) ages: Vec<u32>,
    /// Those whom a plural pronoun means together, where no mention has them joined.
    pub(super) members: Vec<MentionId>,
}

/// `identity/designator`: the number or single letter right behind the head of a description (*hill 12*, *platform B*).
fn designator(mentioned: &Mentioned, m: &Mention) -> Option<String> {
    let parsed = &mentioned.parsed;
    let next = WordId(m.head.0.saturating_add(1));
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
    let names = persons.filter_map(|m| m.name).filter(|name| name.end.0 > name.start.0.saturating_add(1));
    names.map(|name| mentioned.parsed.form(WordId(name.end.0.saturating_sub(1)))).collect()
}

/// The gender of *the Welshman*, *the Irishwoman*.
fn of_a_people(form: &str) -> Option<&'static str> {
    PEOPLE.get(form)?;
    let feminine = form.ends_with("woman").then_some("feminine");
    feminine.or_else(|| form.ends_with("man").then_some("masculine"))
}

/// Whether both have something that the other lacks, and nothing in common.
fn differ<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|x| other.contains(x))
}

/// Mentions in disjoint clusters; merging keeps the earlier cluster.
pub(super) struct Clusters<'m> {
    pub(super) mentioned: &'m Mentioned,
    of: Vec<usize>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) links: Vec<Link>,
    pub(super) clause_links: Vec<ClauseLink>,
    /// For each clause the mention that took it up first.
    takers: FxHashMap<WordId, MentionId>,
    /// How many pairs of mentions were compared, by which a test sees that time is linear.
    pub(super) comparisons: Cell<usize>,
}

impl<'m> Clusters<'m> {
    pub(super) fn new(mentioned: &'m Mentioned) -> Self {
        let families = families(mentioned);
        let clusters = mentioned.mentions.iter().map(|m| {
            let parsed = &mentioned.parsed;
            let names = match m.name {
                Some(span) if m.form == Form::Named => vec![Name::new(parsed.text_of(span))],
                _ => Vec::new(),
            };
            let before = parsed.children(m.head).iter().copied().filter(|&c| c < m.head);
            let honorific = before.clone().find_map(|c| HONORIFICS.get(parsed.lower(c).as_str()).copied());
            let gender = match m.form {
                Form::Pronoun => PRONOUNS.get(parsed.lower(m.head).as_str()).map(|p| p.class),
                Form::Named if m.members.is_empty() && m.kind == Kind::Person => {
                    // *Anna Berg* and *Anna*; a family name alone tells nothing
                    let family = |name: &WordSpan| {
                        name.end.0 == name.start.0.saturating_add(1)
                            && families.contains(parsed.form(name.start))
                    };
                    let given = m.name.filter(|n| !family(n)).map(|span| parsed.form(span.start));
                    honorific.filter(|g| !g.is_empty()).or_else(|| given.and_then(given_name))
                }
                Form::Nominal if m.members.is_empty() => {
                    let noun = parsed.lemma(m.head).to_lowercase();
                    GENDERED_NOUNS.get(noun.as_str()).copied().or_else(|| of_a_people(parsed.form(m.head)))
                }
                _ => honorific,
            };
            let titles = before
                .filter(|&c| {
                    m.form == Form::Named && TITLES.contains(parsed.lemma(c).to_lowercase().as_str())
                })
                .map(|c| parsed.lemma(c).to_lowercase());
            Cluster {
                mentions: vec![m.id],
                names,
                kind: (m.form != Form::Pronoun).then_some(m.kind),
                gender: gender.filter(|g| !g.is_empty() && *g != "any"),
                titles: titles.collect(),
                clause: None,
                designators: designator(mentioned, m).into_iter().collect(),
                ages: ages::told(parsed, m).into_iter().collect(),
                members: Vec::new(),
            }
        });
        let clusters: Vec<Cluster> = clusters.collect();
        Self {
            mentioned,
            of: (0..clusters.len()).collect(),
            clusters,
            links: Vec::new(),
            clause_links: Vec::new(),
            takers: FxHashMap::default(),
            comparisons: Cell::new(0),
        }
    }

    /// Counts one more pair that is compared.
    pub(super) fn compare(&self) {
        self.comparisons.set(self.comparisons.get().saturating_add(1));
    }

    pub(super) fn of(&self, mention: MentionId) -> usize {
        self.of[mention.index()]
    }

    pub(super) fn cluster(&self, mention: MentionId) -> &Cluster {
        &self.clusters[self.of(mention)]
    }

    /// Whether the two clusters can be one: no two different full names, no clash of gender, none inside the other.
    pub(super) fn compatible(&self, a: MentionId, b: MentionId) -> bool {
        self.names_agree(a, b) && self.compatible_but_names(a, b)
    }

    /// Whether the two clusters can be one though one tells of the other inside (*a group that calls itself Red Lantern*).
    pub(super) fn compatible_but_nesting(&self, a: MentionId, b: MentionId) -> bool {
        let (x, y) = (self.cluster(a), self.cluster(b));
        self.names_agree(a, b) && x.gender.is_none_or(|g| y.gender.is_none_or(|h| g == h))
    }

    /// Whether all names of the two clusters may be those of one.
    fn names_agree(&self, a: MentionId, b: MentionId) -> bool {
        let (x, y) = (self.cluster(a), self.cluster(b));
        let kind = x.kind.or(y.kind).unwrap_or(Kind::Abstract);
        // *Anna* and *Berg* agree where there is an *Anna Berg*
        let both = |n: &Name, m: &Name| {
            let whole =
                |f: &&Name| f.words.len() > 1 && f.agrees(n, kind).is_some() && f.agrees(m, kind).is_some();
            kind == Kind::Person
                && n.words.len() == 1
                && m.words.len() == 1
                && x.names.iter().chain(&y.names).any(|f| whole(&f))
        };
        let agree = |n: &Name, m: &Name| n.agrees(m, kind).is_some() || both(n, m);
        x.names.iter().all(|n| y.names.iter().all(|m| agree(n, m)))
    }

    /// Whether the two clusters can be one, whatever they are called.
    pub(super) fn compatible_but_names(&self, a: MentionId, b: MentionId) -> bool {
        let (x, y) = (self.cluster(a), self.cluster(b));
        let gender = match (x.gender, y.gender) {
            (Some(g), Some(h)) => g == h,
            _ => true,
        };
        if x.clause.zip(y.clause).is_some_and(|(one, other)| one != other) {
            return false;
        }
        // *hill 12* is not *hill 40*
        if differ(&x.designators, &y.designators) || differ(&x.ages, &y.ages) {
            return false;
        }
        let nested = |p: MentionId, q: MentionId| {
            let (p, q) = (self.mentioned.mention(p), self.mentioned.mention(q));
            p.sentence == q.sentence
                && (p.span.covers(q.span) || q.span.covers(p.span))
                && !self.identified(p.head, q.head)
                && !self.told_of(p.head, q.head)
                && !self.told_of(q.head, p.head)
        };
        // mentions are in text order, so those of one sentence stand together
        let (few, many) = if x.mentions.len() < y.mentions.len() { (x, y) } else { (y, x) };
        let sentence = |m: MentionId| self.mentioned.mention(m).sentence;
        let inside = few.mentions.iter().any(|&p| {
            let start = many.mentions.partition_point(|&q| sentence(q) < sentence(p));
            many.mentions[start..].iter().take_while(|&&q| sentence(q) == sentence(p)).any(|&q| nested(p, q))
        });
        gender && !inside
    }

    /// Whether what stands in brackets behind `long` may be its short form, though the letters are those of other words.
    pub(super) fn may_abbreviate(&self, short: MentionId, long: MentionId) -> bool {
        let (x, y) = (self.cluster(short), self.cluster(long));
        let other = |n: &Name| n.words.len() > 1 || n.country().is_some();
        !x.names.iter().any(other) && !y.names.iter().any(|n| n.is_acronym() && !x.names.contains(n))
    }

    /// Whether one word is in apposition to, or predicated of, the other, so that nesting is no obstacle.
    fn identified(&self, a: WordId, b: WordId) -> bool {
        let parsed = &self.mentioned.parsed;
        let linked = |a: WordId, b: WordId| {
            // *the board's chair, Finnish lawyer Marja Berg*: an apposition of an apposition
            let above = |&w: &WordId| parsed.head(w).filter(|_| parsed.is(w, BaseRelation::Appos));
            std::iter::successors(above(&a), above).take(4).any(|w| w == b)
                || parsed.head(a) == Some(b) && parsed.is(a, BaseRelation::Nsubj)
        };
        // *the project, known as Northern Gateway*
        let called = |a: WordId, b: WordId| {
            let verb = parsed.head(a).filter(|&v| parsed.is(v, BaseRelation::Acl));
            verb.is_some_and(|v| {
                matches!(parsed.lemma(v), "know" | "call" | "name" | "dub" | "nickname" | "christen")
                    && (parsed.head(v) == Some(b) || b < v && parsed.head(v).is_some_and(|h| h < b))
            })
        };
        let place =
            |a: WordId, b: WordId| parsed.head(a) == Some(b) && super::identities::names_place(parsed, a, b);
        let paper =
            |a: WordId, b: WordId| parsed.head(a) == Some(b) && super::identities::names_paper(parsed, a, b);
        linked(a, b)
            || linked(b, a)
            || paper(a, b)
            || paper(b, a)
            || called(a, b)
            || called(b, a)
            || place(a, b)
            || place(b, a)
    }

    /// Whether `inner` is a pronoun in a clause about `outer` (*Berg, who lost her husband*), so that it may mean it.
    fn told_of(&self, inner: WordId, outer: WordId) -> bool {
        let parsed = &self.mentioned.parsed;
        parsed.upos(inner) == Upos::Pron
            && std::iter::once(inner)
                .chain(parsed.ancestors(inner))
                .any(|w| parsed.is(w, BaseRelation::Acl) && parsed.head(w) == Some(outer))
    }

    /// Joins two clusters; the cluster of the earlier mention takes the other in.
    pub(super) fn join(
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
        let given = std::mem::take(&mut self.clusters[give]);
        for m in &given.mentions {
            self.of[m.index()] = keep;
        }
        let kept = &mut self.clusters[keep];
        let named = |c: &Cluster| !c.names.is_empty();
        if kept.kind.is_none() || (!named(kept) && named(&given)) {
            kept.kind = given.kind.or(kept.kind);
        }
        kept.mentions.extend(given.mentions);
        kept.mentions.sort_unstable();
        for name in given.names {
            if !kept.names.contains(&name) {
                kept.names.push(name);
            }
        }
        kept.gender = kept.gender.or(given.gender);
        kept.titles.extend(given.titles);
        kept.clause = kept.clause.or(given.clause);
        kept.designators.extend(given.designators);
        kept.ages.extend(given.ages);
        if kept.members.is_empty() {
            kept.members = given.members;
        }
        self.links.push(Link { mention, antecedent, reason, confidence });
    }

    /// Says that the mention takes up a clause; mentions that take up the same are one.
    pub(super) fn refer(
        &mut self,
        mention: MentionId,
        clause: WordId,
        reason: ClauseReason,
        confidence: f32,
    ) {
        let same = self.takers.get(&clause).copied();
        self.takers.entry(clause).or_insert(mention);
        self.clause_links.push(ClauseLink { mention, clause, reason, confidence });
        let of = self.of(mention);
        self.clusters[of].clause = Some(clause);
        self.clusters[of].kind = self.clusters[of].kind.or(Some(Kind::Event));
        if let Some(same) = same
            && self.compatible(mention, same)
        {
            self.join(mention, same, LinkReason::SameClause, confidence);
        }
    }

    /// Says that the pronoun means these together, whom no mention joins.
    pub(super) fn group(&mut self, mention: MentionId, members: [MentionId; 2]) {
        let of = self.of(mention);
        self.clusters[of].members = members.to_vec();
        self.clusters[of].kind = self.clusters[of].kind.or(Some(Kind::Person));
    }

    /// The clause that the mention's cluster takes up.
    pub(super) fn clause_of(&self, mention: MentionId) -> Option<WordId> {
        self.cluster(mention).clause
    }

    /// Whether the mention is plural, by its form.
    pub(super) fn is_plural(&self, mention: MentionId) -> bool {
        let m = self.mentioned.mention(mention);
        let parsed = &self.mentioned.parsed;
        !m.members.is_empty()
            || match PRONOUNS.get(parsed.lower(m.head).as_str()) {
                Some(p) if m.form == Form::Pronoun => p.plural,
                _ if matches!(parsed.lemma(m.head), "police" | "people") => true,
                // *Williams* is one
                _ if m.form == Form::Named && m.kind == Kind::Person => is_people(parsed, m.head),
                _ => parsed.feature(m.head, "Number").is_some_and(|n| n == "Plur" || n == "Ptan"),
            }
    }

    /// The lemma of the mention's head, in lower case.
    pub(super) fn head_lemma(&self, mention: MentionId) -> String {
        let m = self.mentioned.mention(mention);
        self.mentioned.parsed.lemma(m.head).to_lowercase()
    }

    /// The lemmas of the words that modify the head: adjectives, nouns, numbers, possessors.
    pub(super) fn modifiers(&self, mention: MentionId) -> Vec<String> {
        self.modifiers_where(mention, |_| true)
    }

    /// Those of them that stand before the head.
    pub(super) fn modifiers_in_front(&self, mention: MentionId) -> Vec<String> {
        let head = self.mentioned.mention(mention).head;
        self.modifiers_where(mention, |w| w < head)
    }

    fn modifiers_where(&self, mention: MentionId, admit: impl Fn(WordId) -> bool) -> Vec<String> {
        let parsed = &self.mentioned.parsed;
        let m = self.mentioned.mention(mention);
        let words = parsed.children(m.head).iter().copied().filter(|&c| {
            m.span.contains(c)
                && admit(c)
                && matches!(
                    parsed.relation(c).base,
                    BaseRelation::Amod | BaseRelation::Compound | BaseRelation::Nummod | BaseRelation::Nmod
                )
                && !matches!(parsed.upos(c), Upos::Pron | Upos::Punct)
        });
        words.map(|c| parsed.lemma(c).to_lowercase()).collect()
    }

    /// The word that determines the mention, in lower case: an article, a demonstrative or a possessor.
    pub(super) fn determiner(&self, mention: MentionId) -> Option<String> {
        let parsed = &self.mentioned.parsed;
        let m = self.mentioned.mention(mention);
        let children = parsed.children(m.head).iter().copied();
        children
            .filter(|&c| m.span.contains(c))
            .find(|&c| {
                let r = parsed.relation(c);
                r.is(BaseRelation::Det)
                    || (r.is(BaseRelation::Nmod) && r.subtype == crate::syntax::Subtype::Poss)
            })
            .map(|c| parsed.lower(c))
    }
}
