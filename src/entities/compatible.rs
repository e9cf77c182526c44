//! Whether two clusters of mentions can be one thing.

use super::clusters::Clusters;
use super::names::Name;
use super::naming_nouns::{names_paper, names_place};
use crate::lexicon::NAMING_VERBS;
use crate::mentions::Kind;
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::BaseRelation;

/// Whether both have something that the other lacks, and nothing in common.
fn differ<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    !one.is_empty() && !other.is_empty() && !one.iter().any(|x| other.contains(x))
}

impl Clusters<'_> {
    /// Whether the two clusters can be one: no two different full names, no clash of gender, none inside the other.
    pub(in crate::entities) fn compatible(&self, a: MentionId, b: MentionId) -> bool {
        self.names_agree(a, b) && self.compatible_but_names(a, b)
    }

    /// Whether the two clusters can be one though one tells of the other inside (*a group that calls itself Red Lantern*).
    pub(in crate::entities) fn compatible_but_nesting(&self, a: MentionId, b: MentionId) -> bool {
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
    pub(in crate::entities) fn compatible_but_names(&self, a: MentionId, b: MentionId) -> bool {
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
            let here = many.mentions.get(start..).unwrap_or_default().iter();
            here.take_while(|&&q| sentence(q) == sentence(p)).any(|&q| nested(p, q))
        });
        gender && !inside
    }

    /// Whether what stands in brackets behind `long` may be its short form, though the letters are those of other words.
    pub(in crate::entities) fn may_abbreviate(&self, short: MentionId, long: MentionId) -> bool {
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
                (parsed.lemma(v) == "know" || NAMING_VERBS.contains(parsed.lemma(v)))
                    && (parsed.head(v) == Some(b) || b < v && parsed.head(v).is_some_and(|h| h < b))
            })
        };
        let typed = |a: WordId, b: WordId| {
            parsed.head(a) == Some(b) && (names_paper(parsed, a, b) || names_place(parsed, a, b))
        };
        let one = |a: WordId, b: WordId| linked(a, b) || typed(a, b) || called(a, b);
        one(a, b) || one(b, a)
    }

    /// Whether `inner` is a pronoun in a clause about `outer` (*Berg, who lost her husband*), so that it may mean it.
    fn told_of(&self, inner: WordId, outer: WordId) -> bool {
        let parsed = &self.mentioned.parsed;
        parsed.upos(inner) == Upos::Pron
            && std::iter::once(inner)
                .chain(parsed.ancestors(inner))
                .any(|w| parsed.is(w, BaseRelation::Acl) && parsed.head(w) == Some(outer))
    }
}
