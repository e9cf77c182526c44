//! The sieves (Raghunathan et al. 2010; Lee et al. 2013), the surest first, then anaphora by rank.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::abbreviations;
use super::anaphora;
use super::clusters::Clusters;
use super::identities;
use super::names::{Agreement, Name};
use super::types::LinkReason;
use crate::lexicon::{INSTITUTIONS, TITLES};
use crate::mentions::{Form, Kind, Mention, Mentioned, has_honorific, is_located};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Subtype};
use rustc_hash::FxHashMap;

/// A name is compared with so many entities that share a word with it at most, the latest, which keeps time linear in the text.
const MOST_NAMES: usize = 50;

/// Runs all sieves, then the ranker.
pub(super) fn resolve_mentions(mentioned: &Mentioned) -> Clusters<'_> {
    let mut clusters = sieves(mentioned);
    anaphora::anaphora(&mut clusters, |_, _, _| {}, |_, _| {});
    clusters
}

/// Runs all sieves.
pub(super) fn sieves(mentioned: &Mentioned) -> Clusters<'_> {
    let mut clusters = Clusters::new(mentioned);
    names(&mut clusters);
    abbreviations::abbreviations(&mut clusters);
    appositions(&mut clusters);
    joint_offices(&mut clusters);
    identities::called(&mut clusters);
    identities::places(&mut clusters);
    identities::papers(&mut clusters);
    identities::calls_itself(&mut clusters);
    predicates(&mut clusters);
    changes(&mut clusters);
    pairs(&mut clusters);
    super::headline::headlines(&mut clusters);
    clusters
}

/// Names met before, by the words that can make two names agree; of each entity the mention met last.
#[derive(Default)]
struct Known {
    by_word: FxHashMap<String, Vec<usize>>,
    /// The latest mention of each cluster.
    latest: FxHashMap<usize, MentionId>,
}

impl Known {
    fn add(&mut self, name: &Name, cluster: usize, mention: MentionId) {
        self.latest.insert(cluster, mention);
        for key in name.keys() {
            let clusters = self.by_word.entry(key).or_default();
            clusters.retain(|&c| c != cluster);
            clusters.push(cluster);
            if clusters.len() > MOST_NAMES {
                clusters.remove(0);
            }
        }
    }

    /// The latest mentions of the entities that share a word with the name, the latest first.
    fn like(&self, name: &Name) -> Vec<MentionId> {
        let clusters = name.keys().into_iter().filter_map(|key| self.by_word.get(&key)).flatten();
        let mut found: Vec<MentionId> = clusters.filter_map(|c| self.latest.get(c)).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.reverse();
        found
    }
}

/// Names met before: the same, a part of them, an acronym. A full name looks first, so that short forms find it.
fn names(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let named: Vec<MentionId> = mentioned
        .mentions
        .iter()
        .filter(|m| m.form == Form::Named && m.members.is_empty())
        .map(|m| m.id)
        .collect();
    let mut known = Known::default();
    for &mention in &named {
        let m = mentioned.mention(mention);
        let Some(name) = clusters.clusters[mention.index()]
            .names
            .first()
            .cloned()
            .or_else(|| m.name.map(|span| Name::new(mentioned.parsed.text_of(span))))
        else {
            continue;
        };
        if let Some((antecedent, agreement)) = named_before(clusters, &known, m, &name) {
            let (reason, confidence) = match agreement {
                Agreement::Same => (LinkReason::SameName, 0.98),
                Agreement::Part => (LinkReason::PartOfName, 0.93),
                Agreement::Acronym => (LinkReason::Acronym, 0.9),
            };
            clusters.join(mention, antecedent, reason, confidence);
        }
        known.add(&name, clusters.of(mention), mention);
    }
}

/// The entity whose names agree best with the name of `m`, by its latest mention.
fn named_before(
    clusters: &Clusters<'_>,
    known: &Known,
    m: &Mention,
    name: &Name,
) -> Option<(MentionId, Agreement)> {
    let mentioned = clusters.mentioned;
    let honoured = has_honorific(&mentioned.parsed, m.head);
    let mut best: Option<(u8, MentionId, Agreement)> = None;
    for candidate in known.like(name) {
        clusters.compare();
        let c = mentioned.mention(candidate);
        // kinds err; an honorific does not, nor does the same name written twice
        let courteous = honoured || has_honorific(&mentioned.parsed, c.head);
        // *in London*, where there is a *Vera London*
        let elsewhere = (c.kind == Kind::Person) != (m.kind == Kind::Person)
            && (is_located(&mentioned.parsed, m.head) || is_located(&mentioned.parsed, c.head));
        let alike = (c.kind == Kind::Person) == (m.kind == Kind::Person)
            || courteous
            || (same_text(mentioned, c, m) && !elsewhere)
            || (c.kind != Kind::Person && stands_for(clusters, name, candidate));
        if !alike {
            continue;
        }
        let kind = match (c.kind, m.kind) {
            _ if courteous => Kind::Person,
            (Kind::Person, _) => Kind::Person,
            (other, Kind::Person) => other,
            (_, kind) => kind,
        };
        let agreement =
            clusters.cluster(candidate).names.iter().filter_map(|n| name.agrees(n, kind)).min_by_key(rank);
        let Some(agreement) = agreement else { continue };
        // *Irving* the town is no *Irving School Board*
        let town = (c.kind == Kind::Place) != (m.kind == Kind::Place) && kind != Kind::Person;
        if agreement == Agreement::Part && town && !is_typed(clusters, candidate, name) {
            continue;
        }
        let family = |n: &Name| n.words.last() == name.words.last();
        if c.kind != Kind::Person && courteous && !clusters.cluster(candidate).names.iter().any(family) {
            continue;
        }
        if holds_another_seat(clusters, m.id, candidate) {
            continue;
        }
        // *Ms. Berg* is rather Ada Berg than the firm Berg
        let body = courteous && clusters.cluster(candidate).kind != Some(Kind::Person);
        let rank = rank(&agreement) + if body { 3 } else { 0 };
        if best.is_none_or(|b| rank < b.0) && clusters.compatible(m.id, candidate) {
            best = Some((rank, candidate, agreement));
        }
    }
    best.map(|(_, candidate, agreement)| (candidate, agreement))
}

/// *Senator Berg* is no *Rep. Olav Berg*: one sits in one chamber.
fn holds_another_seat(clusters: &Clusters<'_>, a: MentionId, b: MentionId) -> bool {
    const CHAMBERS: [&[&str]; 2] =
        [&["senator", "sen."], &["representative", "rep.", "congressman", "congresswoman"]];
    let sits =
        |m: MentionId, seats: &[&str]| clusters.cluster(m).titles.iter().any(|t| seats.contains(&t.as_str()));
    let both =
        |one: &[&str], other: &[&str]| sits(a, one) && !sits(a, other) && sits(b, other) && !sits(b, one);
    both(CHAMBERS[0], CHAMBERS[1]) || both(CHAMBERS[1], CHAMBERS[0])
}

/// Whether one of the names only says what the other is the name of (*Space Shuttle Pelican*), so that a kind that differs is an error.
fn is_typed(clusters: &Clusters<'_>, candidate: MentionId, name: &Name) -> bool {
    clusters.cluster(candidate).names.iter().any(|n| n.is_typed_form(name))
}

fn rank(agreement: &Agreement) -> u8 {
    match agreement {
        Agreement::Same => 0,
        Agreement::Part => 1,
        Agreement::Acronym => 2,
    }
}

/// Whether the name is an acronym of one the candidate has.
fn stands_for(clusters: &Clusters<'_>, name: &Name, candidate: MentionId) -> bool {
    let names = &clusters.cluster(candidate).names;
    names.iter().any(|n| name.agrees(n, Kind::Organization) == Some(Agreement::Acronym))
}

fn same_text(mentioned: &Mentioned, a: &Mention, b: &Mention) -> bool {
    let text = |m: &Mention| m.name.map(|n| mentioned.parsed.text_of(n));
    text(a).is_some() && text(a) == text(b)
}

/// `identity/joint-offices`: *founder and chairwoman Lise Dahl*: both offices are hers, if the second has no article of its own.
fn joint_offices(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Conj) && parsed.upos(w) == Upos::Noun) {
        let Some(first) = parsed.head(word).filter(|&h| h < word && parsed.upos(h) == Upos::Noun) else {
            continue;
        };
        let name = parsed
            .children_by(first, BaseRelation::Appos)
            .chain(parsed.children_by(word, BaseRelation::Appos))
            .find(|&n| n.0 == word.0 + 1);
        let Some(name) = name.and_then(|n| mentioned.headed_by(n)) else { continue };
        let (Some(a), Some(b)) = (mentioned.headed_by(first), mentioned.headed_by(word)) else { continue };
        let office = |id: MentionId| {
            let m = mentioned.mention(id);
            m.form == Form::Nominal && m.kind == Kind::Person && !clusters.is_plural(id)
        };
        let person = mentioned.mention(name).kind == Kind::Person;
        if person && office(a) && office(b) && clusters.determiner(b).is_none() {
            for description in [a, b] {
                if clusters.compatible(description, name) {
                    clusters.join(description, name, LinkReason::Apposition, 0.85);
                }
            }
        }
    }
}

/// *Anna Berg, the envoy*; *the council (NHC)*. Two names side by side are one only where one abbreviates the other.
fn appositions(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words() {
        let head = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Appos));
        let head = head.or_else(|| described_before(mentioned, word));
        let (Some(head), Some(mention)) = (head, mentioned.headed_by(word)) else { continue };
        let Some(antecedent) = mentioned.headed_by(head) else { continue };
        let (a, b) = (mentioned.mention(mention), mentioned.mention(antecedent));
        // *two daughters, Marta and Beatriz*: the group has the members told
        let group = clusters.is_plural(antecedent) && b.form == Form::Nominal && a.form == Form::Named;
        let near = mentioned.mentions.get(antecedent.index()..=mention.index()).unwrap_or_default();
        let joint = near.iter().find(|x| group && x.head == a.head && !x.members.is_empty());
        if let Some(joint) = joint.filter(|x| clusters.compatible(x.id, antecedent)) {
            clusters.join(joint.id, antecedent, LinkReason::Apposition, 0.85);
            continue;
        }
        let both_named = a.form == Form::Named && b.form == Form::Named;
        // *Norbane, the state railway*
        let place = |m: &Mention| m.kind == Kind::Place && !is_body(clusters, m);
        let body = |m: &Mention| m.kind == Kind::Organization || is_body(clusters, m);
        let place_and_other = place(a) != place(b) && !(body(a) && body(b))
            || matches!(a.kind, Kind::Time | Kind::Money | Kind::Quantity) && a.kind != b.kind;
        if !both_named
            && !place_and_other
            && !is_aside(clusters, mention, antecedent)
            && clusters.compatible(mention, antecedent)
        {
            clusters.join(mention, antecedent, LinkReason::Apposition, 0.9);
        }
    }
}

/// Whether the description's noun is one of bodies (*railway*), whatever the network takes it for.
fn is_body(clusters: &Clusters<'_>, m: &Mention) -> bool {
    m.form == Form::Nominal && INSTITUTIONS.contains_key(clusters.head_lemma(m.id).as_str())
}

/// *Director of the school board Vera London said*: the description before the name, where the tree has two subjects.
fn described_before(mentioned: &Mentioned, word: WordId) -> Option<WordId> {
    let parsed = &mentioned.parsed;
    let verb = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Nsubj))?;
    let first = parsed.children_by(verb, BaseRelation::Nsubj).next().filter(|&f| f < word)?;
    let (a, b) = (mentioned.headed_by(first)?, mentioned.headed_by(word)?);
    let (a, b) = (mentioned.mention(a), mentioned.mention(b));
    let person = a.kind == Kind::Person && b.kind == Kind::Person;
    (person && a.form == Form::Nominal && b.form == Form::Named && a.span.end == b.span.start)
        .then_some(first)
}

/// Whether the second phrase is no other name of the first, though the tree has it as an apposition: one of a list, an aside,
/// an abbreviation of something else in brackets.
fn is_aside(clusters: &Clusters<'_>, mention: MentionId, antecedent: MentionId) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let (a, b) = (mentioned.mention(mention), mentioned.mention(antecedent));
    // *two ports, the repair of a bridge*; names of organizations and places have a number of their own
    let counts = |m: &Mention| m.form == Form::Nominal || m.kind == Kind::Person;
    let unequal = counts(a) && counts(b) && clusters.is_plural(mention) != clusters.is_plural(antecedent);
    // *the papers (BBC and others)*
    let bracketed = b.form == Form::Nominal
        && a.form == Form::Named
        && a.span.start.0.checked_sub(1).is_some_and(|w| matches!(parsed.form(WordId(w)), "(" | "["));
    // *a change, Justice Berg said*
    let person = |m: &Mention| m.form == Form::Named && m.kind == Kind::Person;
    let no_person = |m: &Mention| {
        m.form == Form::Nominal
            && matches!(m.kind, Kind::Abstract | Kind::Event | Kind::Object | Kind::Work | Kind::Time)
            && m.confidence > 0.5
    };
    // *the author of the treaty, the trade minister*
    let office = |m: &Mention| {
        let lemma = parsed.lemma(m.head).to_lowercase();
        m.form == Form::Nominal && m.kind == Kind::Person && TITLES.contains(lemma.as_str())
    };
    let someone = |m: &Mention| person(m) || office(m);
    // *buy Brevik, the largest purchase in its history*
    let happening = |m: &Mention| m.form == Form::Nominal && m.kind == Kind::Event && m.confidence > 0.5;
    let body = |m: &Mention| m.form == Form::Named && m.kind == Kind::Organization;
    let apart = happening(a) && body(b) || happening(b) && body(a);
    apart || unequal || bracketed || (someone(a) && no_person(b)) || (someone(b) && no_person(a))
}

/// *Berg is the envoy*, where it is neither denied nor only possible.
fn predicates(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.child_by(w, BaseRelation::Cop).is_some()) {
        if !matches!(parsed.upos(word), Upos::Noun | Upos::Propn) {
            continue;
        }
        let subject = parsed
            .children_by(word, BaseRelation::Nsubj)
            .find(|&s| parsed.relation(s).subtype != Subtype::Outer);
        let (Some(subject), Some(mention)) = (subject, mentioned.headed_by(word)) else { continue };
        let Some(antecedent) = mentioned.headed_by(subject) else { continue };
        let open = parsed.children(word).iter().any(|&c| {
            (parsed.is(c, BaseRelation::Advmod) && parsed.feature(c, "Polarity") == Some("Neg"))
                || (parsed.is(c, BaseRelation::Aux) && parsed.xpos(c) == "MD")
                || (parsed.is(c, BaseRelation::Case))
        });
        let pronoun = mentioned.mention(antecedent).form == Form::Pronoun;
        let numbers = clusters.is_plural(mention) == clusters.is_plural(antecedent);
        if !open && !pronoun && numbers && clusters.compatible(mention, antecedent) {
            clusters.join(mention, antecedent, LinkReason::PredicateNominative, 0.75);
        }
    }
}

/// *Berg became the envoy*: what the verb predicates, where it is no more than that.
fn changes(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Xcomp) && parsed.is_noun(w)) {
        let Some(verb) = parsed.head(word).filter(|&v| matches!(parsed.lemma(v), "become" | "remain")) else {
            continue;
        };
        let open = parsed.children(verb).iter().any(|&c| {
            matches!(parsed.relation(c).base, BaseRelation::Aux | BaseRelation::Mark)
                || parsed.feature(c, "Polarity") == Some("Neg")
        });
        let subject = parsed.child_by(verb, BaseRelation::Nsubj).and_then(|s| mentioned.headed_by(s));
        if let (false, Some(antecedent), Some(mention)) = (open, subject, mentioned.headed_by(word))
            && mentioned.mention(antecedent).form == Form::Named
            && mentioned.mention(mention).form == Form::Nominal
            && clusters.is_plural(mention) == clusters.is_plural(antecedent)
            && clusters.compatible(mention, antecedent)
        {
            clusters.join(mention, antecedent, LinkReason::PredicateNominative, 0.7);
        }
    }
}

/// *The two ministers*, *both men*: the two that were named together before.
fn pairs(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for m in mentioned.mentions.iter().filter(|m| m.form == Form::Nominal && m.members.is_empty()) {
        let two = parsed.children(m.head).iter().any(|&c| {
            c < m.head
                && (parsed.is(c, BaseRelation::Nummod) && parsed.lower(c) == "two"
                    || parsed.is(c, BaseRelation::Det) && parsed.lower(c) == "both")
        });
        let definite =
            matches!(clusters.determiner(m.id).as_deref(), Some("the" | "these" | "those" | "both"));
        if !two || !definite || clusters.cluster(m.id).mentions.len() > 1 {
            continue;
        }
        let named = |id: &MentionId| mentioned.mention(*id).form == Form::Named;
        let kind = |id: &MentionId| clusters.cluster(*id).kind == clusters.cluster(m.id).kind;
        let near = mentioned.mentions[..m.id.index()].iter().rev();
        let pair = near.take_while(|c| m.sentence.0 - c.sentence.0 <= 2).find(|c| {
            c.members.len() == 2
                && c.members.iter().all(named)
                && c.members.iter().all(|x| kind(x) || clusters.cluster(m.id).kind == Some(Kind::Abstract))
        });
        if let Some(pair) = pair
            && clusters.compatible(m.id, pair.id)
        {
            clusters.join(m.id, pair.id, LinkReason::HeadMatch, 0.7);
        }
    }
}

pub(super) fn is_indefinite(determiner: Option<&str>) -> bool {
    matches!(
        determiner,
        Some(
            "a" | "an"
                | "some"
                | "any"
                | "no"
                | "every"
                | "each"
                | "another"
                | "several"
                | "many"
                | "both"
                | "all"
                | "what"
                | "which"
        )
    )
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use crate::Extractor;
    use crate::mentions::detect;

    /// An invented family name for each number.
    fn family(number: usize) -> String {
        const PARTS: [&str; 7] = ["bren", "dal", "kar", "mol", "tis", "ven", "rop"];
        let [a, b, c] = [number % 7, number / 7 % 7, number / 49 % 7].map(|n| PARTS[n]);
        let (first, rest) = a.split_at(1);
        format!("{}{rest}{b}{c}", first.to_uppercase())
    }

    #[test]
    fn comparisons_grow_with_the_text() {
        let extractor = Extractor::new().expect("the embedded model loads");
        let comparisons = |count: usize| {
            let told =
                |n: usize| format!("Greta {} met Olav {}. She left the town.\n", family(n), family(n + 170));
            let text: String = (0..count).map(told).collect();
            let mentioned = detect(extractor.parse(&text));
            super::resolve_mentions(&mentioned).comparisons.get()
        };
        let (few, many) = (comparisons(70), comparisons(140));
        assert!(few > 100, "{few}");
        // twice the text: in proportion twice as many, in its square four times
        assert!(many < few * 3, "{few} {many}");
    }

    #[test]
    fn no_label_is_empty() {
        let extractor = Extractor::new().expect("the embedded model loads");
        let text = "(“—”). \"Of the,\" she said. The (…) of whose? — ‘’ !!! The 's 's. \"\" ( ) Mr. Of Dr.";
        for entity in extractor.analyze(text).entities {
            assert!(!entity.label.trim().is_empty(), "{entity:?}");
        }
    }
}
