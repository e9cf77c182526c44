//! Where an anaphor and what it may mean stand: what is behind the head, which paragraph, what was done, to whom something was told.

use crate::entities::clusters::Clusters;
use crate::lexicon::{INSTITUTIONS, ORGANIZATION_NOUNS, REPORTING};
use crate::mentions::{Form, Mention};
use crate::span::{SentenceId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// So many mentions of an entity are asked, at most.
const MOST: usize = 12;

/// What stands behind the head of a description, which may say what is new: *the decision of the board*, *the decision to close*.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Behind {
    pub(super) of: bool,
    pub(super) phrase: bool,
    pub(super) clause: bool,
}

impl Behind {
    pub(super) fn of(parsed: &Parsed, m: &Mention) -> Self {
        let mut behind = Self::default();
        for &w in parsed.children(m.head).iter().filter(|&&w| w > m.head) {
            match parsed.relation(w).base {
                BaseRelation::Nmod if parsed.child_form(w, BaseRelation::Case) == "of" => behind.of = true,
                BaseRelation::Nmod => behind.phrase = true,
                BaseRelation::Acl => behind.clause = true,
                _ => {}
            }
        }
        behind
    }
}

/// Whether it stands at the beginning of its sentence.
pub(super) fn opens_sentence(clusters: &Clusters<'_>, m: &Mention) -> bool {
    clusters.mentioned.parsed.sentence(m.sentence).words.start == m.span.start
}

/// Whether the entity's latest mention stands so many paragraphs before.
pub(super) fn in_same_paragraph(clusters: &Clusters<'_>, m: &Mention, c: &Mention, back: usize) -> bool {
    let paragraph = |s: SentenceId| clusters.mentioned.parsed.sentence(s).paragraph;
    paragraph(m.sentence).checked_sub(back) == Some(paragraph(c.sentence))
}

/// How often the entity was told of in this sentence and the two before.
pub(super) fn recent(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> usize {
    let before = clusters.mentions(c.id).rev().skip_while(|x| x.head >= m.head).take(MOST);
    before.take_while(|x| m.sentence.since(x.sentence) <= 2).count()
}

/// What is done, and in which role: the verb that governs the word, past the passive's turn of roles.
fn deed(parsed: &Parsed, word: WordId) -> Option<(&str, BaseRelation)> {
    let verb = parsed.head(word)?;
    let role = match parsed.relation(word) {
        r if r.subtype == Subtype::Pass && r.is(BaseRelation::Nsubj) => BaseRelation::Obj,
        r => r.base,
    };
    let tells = matches!(role, BaseRelation::Nsubj | BaseRelation::Obj)
        && !REPORTING.contains_key(parsed.lemma(verb));
    tells.then(|| (parsed.lemma(verb), role))
}

/// Whether the same was told of the entity in the same role: *the thief was arrested … the man arrested*.
pub(super) fn same_deed(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let Some(own) = deed(parsed, m.head) else { return false };
    clusters.mentions(c.id).rev().take(MOST).any(|x| deed(parsed, clusters.standing(x)) == Some(own))
}

/// Whether it is told of as a newspaper or a broadcaster: *told the daily Brevik Post*.
pub(super) fn is_of_the_press(clusters: &Clusters<'_>, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let press = |sort: &str| matches!(sort, "press" | "media");
    let says = |w: WordId| {
        INSTITUTIONS.get(parsed.lower_lemma(w)).is_some_and(|i| i.sorts.iter().any(|s| press(s)))
            || ORGANIZATION_NOUNS.get(parsed.form(w)).is_some_and(|sort| press(sort))
    };
    let mut first = clusters.mentions(c.id).take(4).filter(|x| x.form != Form::Pronoun);
    first.any(|x| x.span.len() < 9 && x.span.words().any(says))
}

/// Whether something was told to it: *told Radio Arne*.
pub(super) fn was_addressed(clusters: &Clusters<'_>, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let word = clusters.standing(c);
    let told = match parsed.relation(word).base {
        BaseRelation::Obj | BaseRelation::Iobj => parsed.head(word).filter(|&v| parsed.lemma(v) == "tell"),
        BaseRelation::Obl if matches!(parsed.child_form(word, BaseRelation::Case), "to" | "with") => {
            parsed.head(word)
        }
        _ => None,
    };
    told.is_some_and(|verb| REPORTING.contains_key(parsed.lemma(verb)))
}
