//! What the ranker sees of an anaphor and of what it may mean: each number beside its name.

use super::favourites::Favourites;
use super::salience::{is_subject, salience};
use super::setting::{
    Behind, in_same_paragraph, is_of_the_press, opens_sentence, recent, same_deed, was_addressed,
};
use super::wording::{are_in_entity, describes, fits, is_called_so, nearest, taken_up, was_former};
use crate::elementary::ln;
use crate::entities::clusters::{Cluster, Clusters};
use crate::entities::profiles::Profile;
use crate::entities::quotation::Quotations;
use crate::entities::topics::of_sentence;
use crate::lexicon::{Gender, Kinship, TITLES, content};
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;
use crate::syntax::{BaseRelation, DependencyRelation, Subtype};

/// What is known as yes or no, or as a number.
trait Feature {
    fn number(self) -> f32;
}

impl Feature for bool {
    fn number(self) -> f32 {
        if self { 1.0 } else { 0.0 }
    }
}

impl Feature for f32 {
    fn number(self) -> f32 {
        self
    }
}

/// A table of names and values, as a list of the names and a function that gives the numbers in their order.
macro_rules! features {
    ($names:ident, $numbers:ident($of:ident: $type:ty) $($name:literal: $value:expr,)*) => {
        const $names: &[&str] = &[$($name),*];

        fn $numbers($of: &$type) -> [f32; $names.len()] {
            [$(Feature::number($value)),*]
        }
    };
}

/// An anaphor by itself.
struct Anaphor<'a> {
    m: &'a Mention,
    profile: &'a Profile,
    relation: DependencyRelation,
    quoted: bool,
    /// Whether only a body does what it does.
    acts: bool,
    /// What stands behind its head.
    behind: Behind,
    opens_sentence: bool,
    /// Of a name whether its age stands behind it, and whether a description beside it.
    age_told: bool,
    described: bool,
}

impl Anaphor<'_> {
    fn is_personal(&self, wanted: impl Fn(Gender) -> bool) -> bool {
        self.profile.pronoun.is_some_and(|p| wanted(p.class))
    }

    fn is_pronoun(&self) -> bool {
        self.profile.pronoun.is_some()
    }

    fn is_nominal(&self) -> bool {
        self.m.form == Form::Nominal
    }

    /// Whether the determiner says whose it is.
    fn is_possessed(&self) -> bool {
        let p = self.profile;
        p.determiner().is_some() && !p.has_article() && !p.points() && !p.is_indefinite()
    }
}

features! { ANAPHOR, of_anaphor(a: Anaphor<'_>)
    "masculine or feminine": a.is_personal(Gender::is_personal),
    "neuter": a.is_personal(|class| class == Gender::Neuter),
    "they": a.is_personal(|class| class == Gender::Any),
    "reflexive": a.is_pronoun() && a.profile.is_reflexive(),
    "possessive": a.is_pronoun() && a.relation.is(BaseRelation::Nmod) && a.relation.subtype == Subtype::Poss,
    "demonstrative": a.m.form == Form::Pronoun && a.profile.is_demonstrative(),
    "definite": a.is_nominal() && a.profile.has_article(),
    "pointed at": a.is_nominal() && a.profile.points(),
    "possessed": a.is_nominal() && a.is_possessed(),
    "bare": a.is_nominal() && a.profile.determiner().is_none(),
    "indefinite": a.is_nominal() && a.profile.is_indefinite(),
    "named": a.m.form == Form::Named,
    "plural": a.profile.plural,
    "subject": is_subject(a.relation),
    "object": is_object(a.relation),
    "quoted": a.quoted,
    "title": a.is_nominal() && TITLES.contains(a.profile.lemma.as_str()),
    "person": a.m.kind == Kind::Person,
    "organization": matches!(a.m.kind, Kind::Organization | Kind::Group),
    "place": a.m.kind == Kind::Place,
    "event": a.m.kind == Kind::Event,
    "time": a.m.kind == Kind::Time,
    "abstract": a.m.kind == Kind::Abstract,
    "object kind": matches!(a.m.kind, Kind::Object | Kind::Work),
    "modified": !a.profile.modifiers.is_empty(),
    "acts": a.acts,
    "content": if a.is_nominal() { content(a.profile.senses) } else { 0.0 },
    "no sense": a.is_nominal() && a.profile.senses.is_empty(),
    "phrase with of": a.is_nominal() && a.behind.of,
    "other phrase": a.is_nominal() && a.behind.phrase,
    "clause behind": a.is_nominal() && a.behind.clause,
    "opens the sentence": a.opens_sentence,
    "age told": a.m.form == Form::Named && a.age_told,
    "described beside": a.m.form == Form::Named && a.described,
}

/// An anaphor with what it may mean.
struct Pair<'a> {
    clusters: &'a Clusters<'a>,
    m: &'a Mention,
    c: &'a Mention,
    own: &'a Profile,
    other: &'a Profile,
    cluster: &'a Cluster,
    /// What kind of thing the antecedent is.
    kind: Kind,
    /// The place of the anaphor and of the antecedent in their clauses.
    own_relation: DependencyRelation,
    relation: DependencyRelation,
    /// How many sentences and entities lie between.
    distance: u32,
    between: usize,
    /// Whether one stands in a quotation and the other does not.
    quotation_differs: bool,
    /// Whom grammar and the verbs speak for.
    favourites: &'a Favourites,
    /// How near the noun is to what the entity was called.
    kinship: Kinship,
    /// How well the noun takes up what the entity was called.
    taken_up: f32,
    /// What the sentence before has as its subject.
    before: Option<MentionId>,
    /// How well the antecedent serves a pronoun by the old rules.
    score: Option<f32>,
}

impl Pair<'_> {
    fn nominal(&self) -> bool {
        self.m.form == Form::Nominal
    }

    fn is_pronoun(&self) -> bool {
        self.own.pronoun.is_some()
    }

    fn is_described(&self) -> bool {
        self.c.form == Form::Nominal
    }

    /// Whether the anaphor has no modifier that the antecedent lacks.
    fn is_held(&self) -> bool {
        self.own.modifiers.iter().all(|x| self.other.modifiers.contains(x))
    }

    fn ends_a_name(&self) -> bool {
        self.cluster.names.iter().any(|n| n.words.len() > 1 && n.words.last() == Some(&self.own.lemma))
    }

    fn is_inside_name(&self) -> bool {
        self.cluster.names.iter().any(|n| n.words.contains(&self.own.lemma))
    }

    fn genders_agree(&self) -> bool {
        let own = self.clusters.cluster(self.m.id).gender;
        own.is_some() && own == self.cluster.gender
    }

    fn texts_are_equal(&self) -> bool {
        let text = |m: &Mention| self.clusters.mentioned.parsed.text_of(m.span);
        text(self.m).eq_ignore_ascii_case(text(self.c))
    }

    /// How far apart the two are in one sentence, in thirties of words.
    fn gap(&self) -> f32 {
        let words = self.m.head.0.saturating_sub(self.c.head.0);
        if self.distance == 0 { (words as f32 / 30.0).min(1.0) } else { 0.0 }
    }

    /// How well the network holds that the one takes up the other.
    fn likeness(&self) -> f32 {
        let likeness = |m: &Mention| self.clusters.mentioned.parsed.likenesses.get(m.head.index());
        let alike =
            likeness(self.m).zip(likeness(self.c)).map(|(anaphor, antecedent)| anaphor.to(antecedent));
        alike.unwrap_or_default() * 4.0
    }

    fn is(&self, favourite: Option<MentionId>) -> bool {
        favourite.is_some_and(|f| self.clusters.are_one(f, self.c.id))
    }

    /// Whether the entity was first told of in the headline or the sentence behind it.
    fn is_in_the_lead(&self) -> bool {
        self.clusters.mentions(self.c.id).next().is_some_and(|first| first.sentence.0 <= 1)
    }

    fn is_first_of_sentence(&self) -> bool {
        let before = self.clusters.mentioned.before(self.c).next();
        before.is_none_or(|x| x.sentence != self.c.sentence)
    }
}

features! { PAIR, of_pair(p: Pair<'_>)
    "none": false,
    "pronoun": p.c.form == Form::Pronoun,
    "nominal": p.is_described(),
    "name": p.c.form == Form::Named,
    "coordination": !p.c.members.is_empty(),
    "as subject": is_subject(p.relation),
    "as object": is_object(p.relation),
    "as possessor": p.relation.is(BaseRelation::Nmod) && p.relation.subtype == Subtype::Poss,
    "as oblique": p.relation.is(BaseRelation::Obl),
    "as modifier": p.relation.is(BaseRelation::Nmod) && p.relation.subtype != Subtype::Poss,
    "as compound": p.relation.is(BaseRelation::Compound),
    "as apposition": p.relation.is(BaseRelation::Appos),
    "as conjunct": p.relation.is(BaseRelation::Conj),
    "as root": p.relation.is(BaseRelation::Root),
    "is definite": p.is_described() && p.other.determiner().is_some() && !p.other.is_indefinite(),
    "is indefinite": p.is_described() && p.other.is_indefinite(),
    "is bare": p.is_described() && p.other.determiner().is_none(),
    "is plural": p.other.plural,
    "is person": p.kind == Kind::Person,
    "is organization": matches!(p.kind, Kind::Organization | Kind::Group),
    "is place": p.kind == Kind::Place,
    "is event": p.kind == Kind::Event,
    "is time": matches!(p.kind, Kind::Time | Kind::Money | Kind::Quantity),
    "is abstract": p.kind == Kind::Abstract,
    "is object": matches!(p.kind, Kind::Object | Kind::Work),
    "mentions": ln(p.cluster.mentions.len() as f32) * 0.5,
    "has name": p.cluster.is_named(),
    "only pronouns": p.cluster.kind.is_none(),
    "same sentence": p.distance == 0,
    "one back": p.distance == 1,
    "two back": p.distance == 2,
    "three back": p.distance == 3,
    "four to six back": (4..=6).contains(&p.distance),
    "farther back": p.distance > 6,
    "entities between": ln(p.between.saturating_add(1) as f32) * 0.5,
    "gap": p.gap(),
    "same head": p.nominal() && p.own.lemma == p.other.lemma,
    "head in entity": p.nominal() && describes(p.clusters, p.c, &p.own.lemma),
    "ends a name": p.nominal() && p.ends_a_name(),
    "office": p.nominal() && p.cluster.titles.contains(&p.own.lemma),
    "modifiers held": p.nominal() && p.is_held() && !p.own.modifiers.is_empty(),
    "modifiers equal": p.nominal() && p.is_held() && p.own.modifiers.len() == p.other.modifiers.len(),
    "modifiers new": p.nominal() && !p.is_held(),
    "equal text": p.nominal() && p.texts_are_equal(),
    "numbers agree": p.own.plural == p.other.plural,
    "kinds agree": p.m.form != Form::Pronoun && p.kind == p.m.kind,
    "kinds differ": p.m.form != Form::Pronoun && p.kind != p.m.kind && p.cluster.kind.is_some(),
    "genders agree": p.genders_agree(),
    "same pronoun": p.is_pronoun() && p.c.form == Form::Pronoun && p.own.lower == p.other.lower,
    "both subjects": is_subject(p.relation) && p.own_relation.is(BaseRelation::Nsubj),
    "same clause": p.distance == 0 && p.own.clause == p.other.clause,
    "around": p.c.span.covers(p.m.span),
    "quotation differs": p.quotation_differs,
    "rule score": p.score.unwrap_or(0.0) * 0.5,
    "no rule score": p.is_pronoun() && p.score.is_none(),
    "description fits": p.nominal() && fits(p.clusters, p.m, p.c).is_some(),
    "first of sentence": p.is_first_of_sentence(),
    "second person": p.other.pronoun.is_some_and(|other| other.person < 3),
    "determiners equal": p.nominal() && p.is_described() && p.own.determiner() == p.other.determiner(),
    "inside name": p.nominal() && p.is_inside_name(),
    "same kind of role": p.own_relation.base == p.relation.base,
    "likeness": p.likeness(),
    "speaks on": p.is(p.favourites.speaks_on),
    "has the officer": p.is(p.favourites.with_officer),
    "topic": p.is(p.favourites.goes_on),
    "controller": p.is(p.favourites.controller),
    "parallel": p.is(p.favourites.parallel),
    "relative": p.is(p.favourites.relative),
    "reporter": p.is(p.favourites.reporter),
    "accused": p.is(p.favourites.accused),
    "senses alike": p.kinship.likeness,
    "nearly one sense": p.kinship.likeness > 0.8,
    "senses apart": p.nominal() && p.kinship.likeness < 0.2,
    "is a kind of it": p.kinship.broader,
    "of which it is a kind": p.kinship.narrower,
    "noun takes up": p.taken_up * 4.0,
    "acting body": p.favourites.acts && p.cluster.is_body(),
    "subject of the sentence before": p.is(p.before),
    "in the lead": p.is_in_the_lead(),
    "mentions of late": ln(recent(p.clusters, p.m, p.c).saturating_add(1) as f32) * 0.5,
    "same paragraph": in_same_paragraph(p.clusters, p.m, p.c, 0),
    "paragraph before": in_same_paragraph(p.clusters, p.m, p.c, 1),
    "same deed": same_deed(p.clusters, p.m, p.c),
    "words in entity": p.nominal() && !p.own.in_front.is_empty() && are_in_entity(p.clusters, p.m, p.c),
    "of the press": is_of_the_press(p.clusters, p.c),
    "addressed": was_addressed(p.clusters, p.c),
    "called so beside": p.m.form == Form::Named && is_called_so(p.clusters, p.m, p.c),
    "former": p.nominal() && was_former(p.clusters, p.m, p.c),
}

fn is_object(relation: DependencyRelation) -> bool {
    relation.is(BaseRelation::Obj) || relation.is(BaseRelation::Iobj)
}

/// How many numbers describe an anaphor by itself; they come first.
pub(super) const OF_ANAPHOR: usize = ANAPHOR.len();

/// How many numbers describe a pair of anaphor and antecedent.
pub(in crate::entities) const FEATURES: usize = OF_ANAPHOR + PAIR.len();

/// What the ranker sees of a pair.
pub(in crate::entities) type Features = [f32; FEATURES];

/// What the ranker sees of an anaphor, which it sees again beside each candidate.
pub(in crate::entities) struct AnaphorFeatures<'a> {
    clusters: &'a Clusters<'a>,
    quotations: &'a Quotations,
    m: &'a Mention,
    favourites: Favourites,
    before: Option<MentionId>,
    numbers: [f32; ANAPHOR.len()],
}

impl<'a> AnaphorFeatures<'a> {
    pub(in crate::entities) fn new(
        clusters: &'a Clusters<'a>,
        quotations: &'a Quotations,
        m: &'a Mention,
        speaker: Option<MentionId>,
    ) -> Self {
        let favourites = Favourites::of(clusters, quotations, m, speaker);
        let anaphor = Anaphor {
            m,
            profile: clusters.profile(m.id),
            relation: clusters.mentioned.parsed.relation(m.head),
            quoted: quotations.contain(m.head),
            acts: favourites.acts,
            behind: Behind::of(&clusters.mentioned.parsed, m),
            opens_sentence: opens_sentence(clusters, m),
            age_told: !clusters.cluster(m.id).ages.is_empty(),
            described: clusters.mentions(m.id).any(|x| x.form == Form::Nominal),
        };
        let before = m.sentence.previous().and_then(|sentence| of_sentence(clusters, sentence));
        Self { clusters, quotations, m, favourites, before, numbers: of_anaphor(&anaphor) }
    }

    fn beside(&self, pair: [f32; PAIR.len()]) -> Features {
        let mut all = [0.0; FEATURES];
        for (place, number) in all.iter_mut().zip(self.numbers.into_iter().chain(pair)) {
            *place = number;
        }
        all
    }

    /// The numbers that stand for its having no antecedent.
    pub(in crate::entities) fn with_none(&self) -> Features {
        self.beside(std::array::from_fn(|place| (place == 0).number()))
    }

    /// The numbers of the pair with `c`, when `between` other entities were met in between.
    pub(in crate::entities) fn with(&self, c: &Mention, between: usize) -> Features {
        let (clusters, m) = (self.clusters, self.m);
        let parsed = &clusters.mentioned.parsed;
        let (own, cluster) = (clusters.profile(m.id), clusters.cluster(c.id));
        let distance = m.sentence.since(c.sentence);
        self.beside(of_pair(&Pair {
            clusters,
            m,
            c,
            own,
            other: clusters.profile(c.id),
            cluster,
            kind: cluster.kind.unwrap_or(c.kind),
            own_relation: parsed.relation(m.head),
            relation: parsed.relation(clusters.standing(c)),
            distance,
            between,
            favourites: &self.favourites,
            before: self.before,
            kinship: if m.form == Form::Nominal { nearest(clusters, m, c) } else { Kinship::default() },
            taken_up: if m.form == Form::Pronoun { 0.0 } else { taken_up(clusters, m, c) },
            quotation_differs: self.quotations.contain(m.head) != self.quotations.contain(c.head),
            score: own.pronoun.and_then(|pronoun| salience(clusters, m, c, pronoun, distance)),
        }))
    }
}

/// The names of the ranker's features, in their order; `data/ranker.tsv` is checked against them.
pub(in crate::entities) fn feature_names() -> impl Iterator<Item = &'static str> {
    ANAPHOR.iter().chain(PAIR).copied()
}
