//! What the ranker sees: for each anaphor the entities it may mean, and what speaks for each, as numbers.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::clusters::Clusters;
use super::features::{ANAPHOR, BETWEEN, FEATURES, GAP, LIKENESS, MENTIONS, PAIR, RULE_SCORE};
use super::owners::{fields_differ, nations_differ, owners_differ};
use super::profiles::{Profile, Profiles, another_body, introduces, state_body};
use super::pronouns::{self, is_reflexive};
use super::resolve::is_indefinite;
use crate::elementary::ln;
use crate::lexicon::{CATEGORIES, PRONOUNS, REPORTING, TITLES};
use crate::mentions::{Form, Kind, Mention, Mentioned};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// How many sentences back an entity may lie that shares no word with a description; pronouns reach as far.
const NEAR: u32 = 6;
/// How many sentences back an entity may lie that shares its head with a description.
const FAR: u32 = 40;
/// So many mentions are looked at, at most, which keeps time linear in the text.
const MOST: usize = 300;

/// Nouns of several people that are one, too (*the couple*), so that number says nothing.
const COLLECTIVES: [&str; 6] = ["couple", "pair", "duo", "trio", "family", "police"];

/// An entity that an anaphor may mean.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its latest mention before the anaphor.
    pub(super) mention: MentionId,
    pub(super) features: [f32; FEATURES],
}

/// Mentions with what is known of each, computed once.
pub(super) struct Antecedents {
    profiles: Profiles,
    quoted: Vec<bool>,
    first_of_sentence: Vec<bool>,
}

impl Antecedents {
    pub(super) fn new(clusters: &Clusters<'_>, quoted: Vec<bool>) -> Self {
        let mentioned = clusters.mentioned;
        let profiles = Profiles::new(clusters);
        let mut last = None;
        let first = |m: &Mention| last.replace(m.sentence) != Some(m.sentence);
        let first_of_sentence = mentioned.mentions.iter().map(first).collect();
        Self { profiles, quoted, first_of_sentence }
    }

    /// What is known of each mention by itself.
    pub(super) fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// For each word, whether it stands in a quotation.
    pub(super) fn quoted(&self) -> &[bool] {
        &self.quoted
    }

    /// Whether the word stands in a quotation.
    pub(super) fn is_inside(&self, word: WordId) -> bool {
        self.quoted[word.index()]
    }

    /// Whether the mention's head stands in a quotation.
    pub(super) fn is_quoted(&self, m: &Mention) -> bool {
        self.is_inside(m.head)
    }

    /// Whether the ranker decides of this mention: third person pronouns, demonstratives and descriptions.
    pub(super) fn is_ranked(&self, mentioned: &Mentioned, m: &Mention) -> bool {
        let profile = self.profiles.of(m.id);
        match m.form {
            Form::Pronoun => match PRONOUNS.get(profile.lower.as_str()) {
                Some(pronoun) => pronoun.person == 3,
                None => demonstrative(&profile.lower),
            },
            Form::Nominal => {
                // two amounts are not one, though both are in euros
                let counted = profile.determiner.is_none()
                    && mentioned.parsed.child_by(m.head, BaseRelation::Nummod).is_some();
                m.members.is_empty()
                    && mentioned.parsed.is_noun(m.head)
                    && !introduces(mentioned, m)
                    && !counted
                    && !matches!(
                        profile.determiner.as_deref(),
                        Some("a" | "an" | "another" | "either" | "neither")
                    )
                    && !matches!(m.kind, Kind::Money | Kind::Quantity)
            }
            Form::Named => false,
        }
    }

    /// The entities that `m` may mean, the latest first; none that speaks the quotation `m` stands in.
    pub(super) fn candidates(
        &self,
        clusters: &Clusters<'_>,
        m: &Mention,
        speaker: Option<MentionId>,
    ) -> Vec<Candidate> {
        let anaphor = self.anaphor(clusters, m);
        let profile = self.profiles.of(m.id);
        let reflexive = is_reflexive(&profile.lower);
        let speaks = speaker.filter(|_| !reflexive).map(|s| clusters.of(s));
        let mut met: Vec<usize> = vec![clusters.of(m.id)];
        let mut found = Vec::new();
        for c in clusters.mentioned.mentions[..m.id.index()].iter().rev().take(MOST) {
            let distance = m.sentence.0 - c.sentence.0;
            let of = clusters.of(c.id);
            if distance > FAR || (m.form == Form::Pronoun && distance > NEAR) {
                break;
            }
            // *two daughters, Marta and Beatriz*: the daughters speak for both
            let told = !c.members.is_empty() && pronouns::standing(clusters, c) != c.head;
            if told || met.contains(&of) {
                continue;
            }
            if distance > NEAR && !self.shares_head(clusters, m, c) {
                continue;
            }
            met.push(of);
            clusters.compare();
            if speaks == Some(of) || !self.possible(clusters, m, c) {
                continue;
            }
            let mut features = [0.0; FEATURES];
            features[..ANAPHOR.len()].copy_from_slice(&anaphor);
            features[ANAPHOR.len()..].copy_from_slice(&self.pair(clusters, m, c, found.len(), reflexive));
            found.push(Candidate { mention: c.id, features });
        }
        found
    }

    /// The numbers that stand for `m` having no antecedent.
    pub(super) fn none(&self, clusters: &Clusters<'_>, m: &Mention) -> [f32; FEATURES] {
        let mut features = [0.0; FEATURES];
        features[..ANAPHOR.len()].copy_from_slice(&self.anaphor(clusters, m));
        features[ANAPHOR.len()] = 1.0;
        features
    }

    fn shares_head(&self, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
        let lemma = &self.profiles.of(m.id).lemma;
        let cluster = clusters.cluster(c.id);
        self.profiles.of(c.id).lemma == *lemma
            || c.form == Form::Named && self.describes(clusters, c, lemma)
            || cluster.titles.contains(lemma)
            || cluster.names.iter().any(|n| n.words.last() == Some(lemma))
    }

    /// Whether a late description of the entity has that head.
    pub(super) fn describes(&self, clusters: &Clusters<'_>, c: &Mention, lemma: &str) -> bool {
        clusters.cluster(c.id).mentions.iter().rev().take(12).any(|&x| {
            clusters.mentioned.mention(x).form == Form::Nominal && self.profiles.of(x).lemma == lemma
        })
    }

    /// What grammar excludes is no candidate.
    fn possible(&self, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
        if self.is_bare_office(clusters, c) {
            return false;
        }
        let (a, b) = (self.profiles.of(m.id), self.profiles.of(c.id));
        if m.form == Form::Pronoun
            && let Some(pronoun) = PRONOUNS.get(a.lower.as_str())
        {
            if pronoun.class != "any" && a.plural != b.plural && c.form != Form::Named {
                return false;
            }
            // *he* is a person, *it* is none
            let person = clusters.cluster(c.id).kind.map(|kind| kind == Kind::Person);
            let personal = match pronoun.class {
                "masculine" | "feminine" => Some(true),
                "neuter" => Some(false),
                _ => None,
            };
            if matches!((person, personal), (Some(is), Some(must)) if is != must) {
                return false;
            }
            // *nobody* is taken up by *they*, if at all; *no minister* is none
            let nobody = matches!(b.lower.as_str(), "nobody" | "none" | "nothing")
                || b.determiner.as_deref() == Some("no");
            if nobody && pronoun.class != "any" {
                return false;
            }
            if let Some(other) = PRONOUNS.get(b.lower.as_str()).filter(|_| c.form == Form::Pronoun)
                && (other.person != 3 || other.class != pronoun.class)
            {
                return false;
            }
        }
        if m.form == Form::Pronoun
            && (!pronouns::may_bind(clusters, m, c, is_reflexive(&a.lower))
                || pronouns::is_one(clusters, m, c)
                || self.is_told_by(clusters, m, c))
        {
            return false;
        }
        if m.form == Form::Nominal
            && (!self.may_describe(clusters, m, c, false) || self.is_told_anew(clusters, m, c))
        {
            return false;
        }
        clusters.compatible(m.id, c.id)
    }

    /// Whether the description `m` is of what `c` means, by what grammar and the words say; `called` where `c` was called by such a word, so that
    /// it may be taken up in a clause below its own (*Brevik fell after the firm …*).
    pub(super) fn may_describe(
        &self,
        clusters: &Clusters<'_>,
        m: &Mention,
        c: &Mention,
        called: bool,
    ) -> bool {
        let mentioned = clusters.mentioned;
        let parsed = &mentioned.parsed;
        let own = &self.profiles.of(m.id).lemma;
        // a description takes up *he* or *it* only through what these mean
        let mentions = &clusters.cluster(c.id).mentions;
        if mentions.iter().all(|&x| mentioned.mention(x).form == Form::Pronoun)
            || state_body(clusters, c, own)
            || !called && another_body(&self.profiles, clusters, m, c)
            || self.numbers_differ(clusters, m, c)
            || nations_differ(clusters, m, c)
            || owners_differ(clusters, m, c)
            || fields_differ(clusters, m, c)
        {
            return false;
        }
        // Principle C: the subject of a clause around is not described anew inside it
        let commands = |x: &MentionId| {
            let x = mentioned.mention(*x);
            let verb = parsed.head(x.head).filter(|_| parsed.is(x.head, BaseRelation::Nsubj));
            verb.is_some_and(|verb| {
                let mut above =
                    parsed.ancestors(m.head).take_while(|&w| w == verb || !called || !is_clause(parsed, w));
                above.any(|w| w == verb)
            })
        };
        let here = |x: &&MentionId| mentioned.mention(**x).sentence == m.sentence;
        !mentions.iter().rev().filter(|x| x.index() < m.id.index()).take_while(here).any(commands)
            && clusters.compatible(m.id, c.id)
    }

    /// `antecedent/no-office`: *elected premier*, *as party leader*: an office without article is nobody.
    fn is_bare_office(&self, clusters: &Clusters<'_>, c: &Mention) -> bool {
        let parsed = &clusters.mentioned.parsed;
        let b = self.profiles.of(c.id);
        let bare = c.form == Form::Nominal && c.members.is_empty() && b.determiner.is_none() && !b.plural;
        let told =
            parsed.is(c.head, BaseRelation::Xcomp) || parsed.child_form(c.head, BaseRelation::Case) == "as";
        bare && told && TITLES.contains(b.lemma.as_str()) && clusters.cluster(c.id).names.is_empty()
    }

    /// `description/number`: *the judges* are no single judge, *the company* is not *the two companies*.
    fn numbers_differ(&self, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
        let (a, b) = (self.profiles.of(m.id), self.profiles.of(c.id));
        let described = c.form == Form::Nominal || clusters.cluster(c.id).kind == Some(Kind::Person);
        let alike = a.lemma == b.lemma || m.kind == Kind::Person;
        // *the companies* are not *Brevik Mills*
        let many = a.plural
            && c.form == Form::Named
            && c.members.is_empty()
            && c.kind == Kind::Organization
            && CATEGORIES.contains_key(a.lemma.as_str());
        let differ = described
            && c.form != Form::Pronoun
            && alike
            && a.plural != b.plural
            && ![a, b].iter().any(|p| COLLECTIVES.contains(&p.lemma.as_str()));
        m.form == Form::Nominal && (many || differ)
    }

    /// Whether the description speaks of something else by its words: *the minister* is no treaty, *the red ship* not *the blue ship*.
    fn is_told_anew(&self, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
        let (a, mentions) = (self.profiles.of(m.id), &clusters.cluster(c.id).mentions);
        let mentioned = clusters.mentioned;
        let person = |kind: Kind| kind == Kind::Person;
        let someone = |kind: Kind| matches!(kind, Kind::Person | Kind::Group | Kind::Organization);
        let clash = |k: Kind| person(k) && !someone(m.kind) || person(m.kind) && !someone(k);
        // *climate change* is no journal of that name
        let bare = a.determiner.is_none() && !a.plural && !a.in_front.is_empty() && c.form == Form::Named;
        if clusters.cluster(c.id).kind.is_some_and(clash) || bare {
            return true;
        }
        // *the red ship* is not *the blue ship*, whatever that was called since
        let lacks = |x: &Profile, y: &Profile| x.in_front.iter().any(|w| !y.in_front.contains(w));
        let contrast = |x: &MentionId| {
            let b = self.profiles.of(*x);
            let described = mentioned.mention(*x).form == Form::Nominal;
            described && a.lemma == b.lemma && lacks(a, b) && lacks(b, a)
        };
        // *his trusted envoy* may well be his *special envoy*
        let earlier = a.determiner.as_deref() == Some("the");
        contrast(&c.id) || earlier && mentions.iter().rev().take(12).any(contrast)
    }

    /// `pronoun/own-words`: *“There is a way,” she said*: who is told of in the speaker's words alone is not the speaker.
    fn is_told_by(&self, clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
        let parsed = &clusters.mentioned.parsed;
        let Some(verb) = parsed.head(m.head).filter(|_| parsed.is(m.head, BaseRelation::Nsubj)) else {
            return false;
        };
        let said = parsed.ancestors(c.head).take_while(|&w| w != verb).last();
        let under = said.is_some_and(|w| {
            parsed.head(w) == Some(verb)
                && matches!(parsed.relation(w).base, BaseRelation::Ccomp | BaseRelation::Parataxis)
        });
        let quoted = self.is_quoted(c) && !self.is_quoted(m);
        let new = clusters.cluster(c.id).mentions.first() == Some(&c.id);
        REPORTING.contains_key(parsed.lemma(verb))
            && new
            && c.sentence == m.sentence
            && (under || quoted)
            && c.form != Form::Pronoun
    }

    fn anaphor(&self, clusters: &Clusters<'_>, m: &Mention) -> [f32; ANAPHOR.len()] {
        let parsed = &clusters.mentioned.parsed;
        let profile = self.profiles.of(m.id);
        let pronoun = PRONOUNS.get(profile.lower.as_str()).filter(|_| m.form == Form::Pronoun);
        let class = |wanted: &[&str]| pronoun.is_some_and(|p| wanted.contains(&p.class));
        let nominal = m.form == Form::Nominal;
        let determiner = profile.determiner.as_deref();
        let relation = parsed.relation(m.head);
        let pointing = determiner.is_some_and(demonstrative);
        let article = determiner == Some("the");
        let indefinite = is_indefinite(determiner);
        flags([
            class(&["masculine", "feminine"]),
            class(&["neuter"]),
            class(&["any"]),
            pronoun.is_some() && is_reflexive(&profile.lower),
            pronoun.is_some() && relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Poss,
            m.form == Form::Pronoun && demonstrative(&profile.lower),
            nominal && article,
            nominal && pointing,
            nominal && determiner.is_some() && !article && !pointing && !indefinite,
            nominal && determiner.is_none(),
            nominal && indefinite,
            m.form == Form::Named,
            profile.plural,
            relation.is(BaseRelation::Nsubj) || relation.is(BaseRelation::Csubj),
            relation.is(BaseRelation::Obj) || relation.is(BaseRelation::Iobj),
            self.quoted[m.head.index()],
            nominal && TITLES.contains(profile.lemma.as_str()),
            m.kind == Kind::Person,
            matches!(m.kind, Kind::Organization | Kind::Group),
            m.kind == Kind::Place,
            m.kind == Kind::Event,
            m.kind == Kind::Time,
            m.kind == Kind::Abstract,
            matches!(m.kind, Kind::Object | Kind::Work),
            !profile.modifiers.is_empty(),
        ])
    }

    fn pair(
        &self,
        clusters: &Clusters<'_>,
        m: &Mention,
        c: &Mention,
        between: usize,
        reflexive: bool,
    ) -> [f32; PAIR.len()] {
        let mentioned = clusters.mentioned;
        let parsed = &mentioned.parsed;
        let (a, b) = (self.profiles.of(m.id), self.profiles.of(c.id));
        let cluster = clusters.cluster(c.id);
        let kind = cluster.kind.unwrap_or(c.kind);
        let relation = parsed.relation(pronouns::standing(clusters, c));
        let subject = relation.is(BaseRelation::Nsubj) || relation.is(BaseRelation::Csubj);
        let own = parsed.relation(m.head);
        let distance = m.sentence.0 - c.sentence.0;
        let description = c.form == Form::Nominal;
        let nominal = m.form == Form::Nominal;
        let indefinite = is_indefinite(b.determiner.as_deref());
        let same_head = nominal && a.lemma == b.lemma;
        let in_entity = nominal && self.describes(clusters, c, &a.lemma);
        let ends_name =
            nominal && cluster.names.iter().any(|n| n.words.len() > 1 && n.words.last() == Some(&a.lemma));
        let inside_name = nominal && cluster.names.iter().any(|n| n.words.contains(&a.lemma));
        let held = a.modifiers.iter().all(|x| b.modifiers.contains(x));
        let pronoun = PRONOUNS.get(a.lower.as_str()).filter(|_| m.form == Form::Pronoun);
        let score = pronoun.and_then(|p| pronouns::score(clusters, m, c, *p, reflexive, distance));
        let genders = match (clusters.cluster(m.id).gender, cluster.gender) {
            (Some(x), Some(y)) => x == y,
            _ => false,
        };
        let text = |m: &Mention| parsed.text_of(m.span);
        let mut out = flags([
            false,
            c.form == Form::Pronoun,
            description,
            c.form == Form::Named,
            !c.members.is_empty(),
            subject,
            relation.is(BaseRelation::Obj) || relation.is(BaseRelation::Iobj),
            relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Poss,
            relation.is(BaseRelation::Obl),
            relation.is(BaseRelation::Nmod) && relation.subtype != Subtype::Poss,
            relation.is(BaseRelation::Compound),
            relation.is(BaseRelation::Appos),
            relation.is(BaseRelation::Conj),
            relation.is(BaseRelation::Root),
            description && b.determiner.is_some() && !indefinite,
            description && indefinite,
            description && b.determiner.is_none(),
            b.plural,
            kind == Kind::Person,
            matches!(kind, Kind::Organization | Kind::Group),
            kind == Kind::Place,
            kind == Kind::Event,
            matches!(kind, Kind::Time | Kind::Money | Kind::Quantity),
            kind == Kind::Abstract,
            matches!(kind, Kind::Object | Kind::Work),
            false,
            !cluster.names.is_empty(),
            cluster.kind.is_none(),
            distance == 0,
            distance == 1,
            distance == 2,
            distance == 3,
            (4..=NEAR).contains(&distance),
            distance > NEAR,
            false,
            false,
            same_head,
            in_entity,
            ends_name,
            nominal && cluster.titles.contains(&a.lemma),
            held && nominal && !a.modifiers.is_empty(),
            held && nominal && a.modifiers.len() == b.modifiers.len(),
            nominal && !held,
            nominal && text(m).eq_ignore_ascii_case(text(c)),
            a.plural == b.plural,
            m.form != Form::Pronoun && kind == m.kind,
            m.form != Form::Pronoun && kind != m.kind && cluster.kind.is_some(),
            genders,
            pronoun.is_some() && c.form == Form::Pronoun && a.lower == b.lower,
            subject && own.is(BaseRelation::Nsubj),
            distance == 0 && a.clause == b.clause,
            c.span.covers(m.span),
            self.quoted[m.head.index()] != self.quoted[c.head.index()],
            false,
            pronoun.is_some() && score.is_none(),
            nominal && self.profiles.fits(clusters, m, c).is_some(),
            self.first_of_sentence[c.id.index()],
            c.form == Form::Pronoun && PRONOUNS.get(b.lower.as_str()).is_some_and(|p| p.person < 3),
            nominal && description && a.determiner == b.determiner,
            inside_name,
            own.base == relation.base,
            false,
        ]);
        out[MENTIONS] = ln(cluster.mentions.len() as f32) * 0.5;
        out[BETWEEN] = ln((between + 1) as f32) * 0.5;
        let likeness = |m: &Mention| parsed.likenesses.get(m.head.index());
        // for *he*, *she*, *they* it is no better than the other features, and errs on names that training lacks
        if pronoun.is_none_or(|p| p.class == "neuter") {
            let alike = likeness(m).zip(likeness(c)).map(|(anaphor, antecedent)| anaphor.to(antecedent));
            out[LIKENESS] = alike.unwrap_or_default() * 4.0;
        }
        out[RULE_SCORE] = score.unwrap_or(0.0) * 0.5;
        if distance == 0 {
            out[GAP] = (m.head.0.saturating_sub(c.head.0) as f32 / 30.0).min(1.0);
        }
        out
    }
}

fn flags<const N: usize>(all: [bool; N]) -> [f32; N] {
    all.map(|flag| if flag { 1.0 } else { 0.0 })
}

fn demonstrative(lower: &str) -> bool {
    matches!(lower, "this" | "that" | "these" | "those")
}

/// Whether the word is the verb of a clause of its own.
fn is_clause(parsed: &Parsed, word: WordId) -> bool {
    matches!(
        parsed.relation(word).base,
        BaseRelation::Advcl | BaseRelation::Ccomp | BaseRelation::Acl | BaseRelation::Parataxis
    )
}
