//! What is known of each mention by itself: its words, its determiner, its number. Computed once, before anything is resolved.

use crate::lexicon::{DEMONSTRATIVES, INDEFINITES, Meaning, PRONOUNS, Pronoun, Sense, meaning, senses};
use crate::mentions::{Form, Kind, Mention, Mentioned, is_people};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// What is known of a mention by itself.
pub(in crate::entities) struct Profile {
    /// Its head in lower case.
    pub(in crate::entities) lower: String,
    /// Its head's lemma in lower case.
    pub(in crate::entities) lemma: String,
    /// What its head may mean, for a description or the name of what is no person.
    pub(in crate::entities) senses: &'static [Sense],
    /// What a description's noun means; of a name its kind, and nouns in it.
    pub(in crate::entities) meanings: Meanings,
    /// The lemmas of what modifies its head: adjectives, nouns, numbers, possessors.
    pub(in crate::entities) modifiers: Vec<String>,
    /// Those of them before the head.
    pub(in crate::entities) in_front: Vec<String>,
    /// Its article, demonstrative or possessor, in lower case.
    determiner: Option<String>,
    /// The personal pronoun that it is.
    pub(in crate::entities) pronoun: Option<Pronoun>,
    /// Whether it is plural, by its form.
    pub(in crate::entities) plural: bool,
    /// The predicate of the clause it stands in.
    pub(in crate::entities) clause: Option<WordId>,
}

/// A few nouns by what they mean.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::entities) struct Meanings([Option<Meaning>; Meanings::MOST]);

impl Meanings {
    const MOST: usize = 4;
    const NONE: Self = Self([None; Self::MOST]);

    fn of(parsed: &Parsed, m: &Mention, lemma: &str) -> Self {
        let mut meanings = Self::NONE;
        match m.form {
            Form::Pronoun => {}
            Form::Nominal => meanings.add(meaning(lemma)),
            Form::Named => {
                let kind: &'static str = m.kind.into();
                meanings.add(meaning(&kind.to_ascii_uppercase()));
                if m.kind != Kind::Person {
                    meanings.add(meaning(lemma));
                    let nouns = m.span.words().rev().filter(|&w| parsed.is_noun(w));
                    nouns.for_each(|w| meanings.add(meaning(parsed.lower(w))));
                }
            }
        }
        meanings
    }

    /// Takes one more, if there is room and it is new.
    fn add(&mut self, meaning: Option<Meaning>) {
        if meaning.is_some()
            && !self.0.contains(&meaning)
            && let Some(free) = self.0.iter_mut().find(|slot| slot.is_none())
        {
            *free = meaning;
        }
    }

    pub(in crate::entities) fn iter(&self) -> impl Iterator<Item = Meaning> {
        self.0.iter().flatten().copied()
    }
}

/// The profile of no mention.
static NOTHING: Profile = Profile {
    lower: String::new(),
    lemma: String::new(),
    senses: &[],
    meanings: Meanings::NONE,
    modifiers: Vec::new(),
    in_front: Vec::new(),
    determiner: None,
    pronoun: None,
    plural: false,
    clause: None,
};

impl Profile {
    fn new(mentioned: &Mentioned, m: &Mention) -> Self {
        let parsed = &mentioned.parsed;
        let lower = parsed.lower(m.head);
        let pronoun = PRONOUNS.get(lower).copied().filter(|_| m.form == Form::Pronoun);
        let lemmas = |words: &[WordId]| words.iter().map(|&w| parsed.lower_lemma(w).to_owned()).collect();
        let modifiers = modifiers(parsed, m);
        let in_front = modifiers.partition_point(|&w| w < m.head);
        let lemma = parsed.lower_lemma(m.head);
        let means = match m.form {
            Form::Pronoun => false,
            Form::Nominal => true,
            Form::Named => m.kind != Kind::Person,
        };
        Self {
            lower: lower.to_owned(),
            lemma: lemma.to_owned(),
            senses: if means { senses(lemma) } else { &[] },
            meanings: Meanings::of(parsed, m, lemma),
            in_front: lemmas(modifiers.get(..in_front).unwrap_or_default()),
            modifiers: lemmas(&modifiers),
            determiner: determiner(parsed, m).map(|w| parsed.lower(w).to_owned()),
            pronoun,
            plural: is_plural(parsed, m, pronoun),
            clause: clause(parsed, m.head),
        }
    }

    /// The word that determines it, in lower case: an article, a demonstrative or a possessor.
    pub(in crate::entities) fn determiner(&self) -> Option<&str> {
        self.determiner.as_deref()
    }

    /// Whether it has the definite article.
    pub(in crate::entities) fn has_article(&self) -> bool {
        self.determiner() == Some("the")
    }

    /// Whether its determiner points (*this ship*).
    pub(in crate::entities) fn points(&self) -> bool {
        self.determiner().is_some_and(|d| DEMONSTRATIVES.contains(d))
    }

    /// Whether its determiner says that it was not told of before, or that it is no one thing (*a ship*, *every ship*).
    pub(in crate::entities) fn is_indefinite(&self) -> bool {
        self.determiner().is_some_and(|d| INDEFINITES.contains(d))
    }

    /// Whether its head is *this*, *that*, *these* or *those*.
    pub(in crate::entities) fn is_demonstrative(&self) -> bool {
        DEMONSTRATIVES.contains(self.lower.as_str())
    }

    /// Whether its head is a reflexive pronoun.
    pub(in crate::entities) fn is_reflexive(&self) -> bool {
        self.lower.ends_with("self") || self.lower.ends_with("selves")
    }

    /// Whether it is *they*, *them* or the like.
    pub(in crate::entities) fn is_they(&self) -> bool {
        self.pronoun.is_some_and(|p| p.person == 3 && p.plural)
    }
}

/// The profiles of a document's mentions.
pub(in crate::entities) struct Profiles(Vec<Profile>);

impl Profiles {
    pub(in crate::entities) fn new(mentioned: &Mentioned) -> Self {
        Self(mentioned.mentions.iter().map(|m| Profile::new(mentioned, m)).collect())
    }

    /// The profile of a mention; that of nothing, if the mention is of another document.
    pub(in crate::entities) fn of(&self, mention: MentionId) -> &Profile {
        self.0.get(mention.index()).unwrap_or(&NOTHING)
    }
}

/// Of whom an office is held: *its*, *the union's*, *union* before it, and what one of the prepositions leads to behind it.
pub(in crate::entities) fn held_of(
    parsed: &Parsed,
    office: WordId,
    prepositions: &[&str],
) -> impl Iterator<Item = WordId> {
    parsed.children(office).iter().copied().filter(|&c| {
        let relation = parsed.relation(c);
        let led = || prepositions.contains(&parsed.child_form(c, BaseRelation::Case));
        relation.is(BaseRelation::Compound)
            || relation.is(BaseRelation::Nmod) && (relation.subtype == Subtype::Poss || led())
    })
}

/// Whether the mention is plural, by its form.
fn is_plural(parsed: &Parsed, m: &Mention, pronoun: Option<Pronoun>) -> bool {
    !m.members.is_empty()
        || match pronoun {
            Some(pronoun) => pronoun.plural,
            None if matches!(parsed.lemma(m.head), "police" | "people") => true,
            // *Williams* is one
            None if m.form == Form::Named && m.kind == Kind::Person => is_people(parsed, m.head),
            None => parsed.feature(m.head, "Number").is_some_and(|n| n == "Plur" || n == "Ptan"),
        }
}

/// The words that modify the head, in text order.
fn modifiers(parsed: &Parsed, m: &Mention) -> Vec<WordId> {
    let is_modifier = |&c: &WordId| {
        m.span.contains(c)
            && matches!(
                parsed.relation(c).base,
                BaseRelation::Amod | BaseRelation::Compound | BaseRelation::Nummod | BaseRelation::Nmod
            )
            && !matches!(parsed.upos(c), Upos::Pron | Upos::Punct)
    };
    parsed.children(m.head).iter().copied().filter(is_modifier).collect()
}

/// The article, demonstrative or possessor of the mention.
fn determiner(parsed: &Parsed, m: &Mention) -> Option<WordId> {
    let mut inside = parsed.children(m.head).iter().copied().filter(|&c| m.span.contains(c));
    inside.find(|&c| {
        let relation = parsed.relation(c);
        relation.is(BaseRelation::Det) || relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Poss
    })
}

/// The predicate of the clause a word stands in.
fn clause(parsed: &Parsed, word: WordId) -> Option<WordId> {
    parsed.ancestors(word).find(|&w| {
        parsed.upos(w) == Upos::Verb
            || parsed.child_by(w, BaseRelation::Cop).is_some()
            || parsed.head(w).is_none()
    })
}

/// *the website “Harbour Watch”*: the name behind it says which, so that nothing before is taken up.
pub(in crate::entities) fn introduces(mentioned: &Mentioned, m: &Mention) -> bool {
    let parsed = &mentioned.parsed;
    parsed.children_by(m.head, BaseRelation::Appos).filter(|&a| a > m.head).any(|a| {
        let named = mentioned.headed_by(a).is_some_and(|a| mentioned.mention(a).form == Form::Named);
        let mut between = m.head.next().until(a);
        named && between.len() < 6 && between.all(|w| !matches!(parsed.form(w), "," | "("))
    })
}
