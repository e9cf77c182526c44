//! Whom grammar or the verb speaks for as what a pronoun means, a rule each.

use crate::entities::clusters::Clusters;
use crate::entities::quotation::{Quotations, speaker};
use crate::entities::topics::{of_sentence, subject};
use crate::lexicon::{ADDRESSEE_VERBS, AGENT_VERBS, GOVERNING_VERBS, REPORTING, TITLES};
use crate::mentions::{Form, Mention};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// Whom each of the rules speaks for.
pub(super) struct Favourites {
    pub(super) speaks_on: Option<MentionId>,
    pub(super) with_officer: Option<MentionId>,
    pub(super) goes_on: Option<MentionId>,
    pub(super) controller: Option<MentionId>,
    pub(super) parallel: Option<MentionId>,
    pub(super) relative: Option<MentionId>,
    pub(super) reporter: Option<MentionId>,
    pub(super) accused: Option<MentionId>,
    /// Whether only a body does what *it* does.
    pub(super) acts: bool,
}

impl Favourites {
    pub(super) fn of(
        clusters: &Clusters<'_>,
        quotations: &Quotations,
        m: &Mention,
        speaker: Option<MentionId>,
    ) -> Self {
        Self {
            speaks_on: speaks_on(clusters, m, quotations),
            with_officer: with_officer(clusters, m),
            goes_on: goes_on(clusters, m),
            controller: controller(clusters, m),
            parallel: parallel(clusters, m),
            relative: relative(clusters, m),
            reporter: reporter(clusters, m),
            accused: accused(clusters, m, speaker),
            acts: acts(clusters, m),
        }
    }
}

/// `pronoun/its-officer`: *The union sued the firm. Its leader, Olav Berg, …*, *“It will act,” said its leader*: the body that was just
/// told of as a subject has the leader, rather than what else was named since.
fn with_officer(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let owned = parsed.relation(m.head).subtype == Subtype::Poss && parsed.lower(m.head) == "its";
    let office = parsed.head(m.head).filter(|&o| owned && m.form == Form::Pronoun && parsed.is_noun(o))?;
    if !TITLES.contains(parsed.lower_lemma(office)) {
        return None;
    }
    let name = mentioned.headed_by(office).map(|id| clusters.standing(mentioned.mention(id)));
    let verb = [Some(office), name].into_iter().flatten().find_map(|w| {
        parsed.head(w).filter(|_| matches!(parsed.relation(w).base, BaseRelation::Nsubj | BaseRelation::Obj))
    })?;
    let told = parsed.children(verb).iter().copied().find(|&w| {
        w < m.head && matches!(parsed.relation(w).base, BaseRelation::Ccomp | BaseRelation::Parataxis)
    });
    let told = told.filter(|_| REPORTING.contains_key(parsed.lemma(verb)));
    let told = told.and_then(|clause| mentioned.headed_by(subject(parsed, clause)?));
    // *“We will act,” said its leader*: whoever the sentence before told of
    let body = match told.filter(|&t| clusters.profile(t).pronoun.is_none_or(|p| p.person == 3)) {
        Some(body) => body,
        None => of_sentence(clusters, m.sentence.previous()?)?,
    };
    clusters.cluster(body).is_body().then_some(body)
}

/// `pronoun/reported`: *Brevik, which owns the mill, said it was …*: who says something goes on of himself.
fn reporter(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let verb =
        parsed.head(m.head).filter(|_| m.form == Form::Pronoun && parsed.is(m.head, BaseRelation::Nsubj))?;
    let says = parsed.head(verb).filter(|&v| parsed.is(verb, BaseRelation::Ccomp) && v < m.head)?;
    let who = subject(parsed, says).filter(|&s| s < says && REPORTING.contains_key(parsed.lemma(says)))?;
    clusters.mentioned.headed_by(who)
}

/// `pronoun/relative`: *a clerk of Berg, who was shot outside her home*: in a clause about somebody, whose it is is mostly hers.
fn relative(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    if m.form != Form::Pronoun || parsed.relation(m.head).subtype != Subtype::Poss {
        return None;
    }
    let verb = parsed.ancestors(m.head).find(|&w| parsed.upos(w) == Upos::Verb)?;
    let about = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Acl))?;
    let who = subject(parsed, verb).is_some_and(|s| parsed.feature(s, "PronType") == Some("Rel"));
    clusters.mentioned.headed_by(about).filter(|_| who)
}

/// `pronoun/parallel`: *they told the bankers, but they did not tell us*: the same pronoun as the subject of verbs side by side.
fn parallel(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let verb =
        parsed.head(m.head).filter(|_| m.form == Form::Pronoun && parsed.is(m.head, BaseRelation::Nsubj))?;
    let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj))?;
    let same = subject(parsed, first).filter(|&s| parsed.lower(s) == parsed.lower(m.head))?;
    clusters.mentioned.headed_by(same)
}

/// `pronoun/controller`: *ordered Lund to sell his house*: whose it is in an infinitive is who does it.
fn controller(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    if m.form != Form::Pronoun || parsed.relation(m.head).subtype != Subtype::Poss {
        return None;
    }
    let done = parsed.ancestors(m.head).find(|&w| parsed.upos(w) == Upos::Verb)?;
    let verb = parsed.head(done).filter(|_| parsed.is(done, BaseRelation::Xcomp))?;
    let who = parsed.children_by(verb, BaseRelation::Obj).find(|&o| o < done)?;
    clusters.mentioned.headed_by(who)
}

/// `pronoun/agent`: *it denied that*, *it was told that*: what only a body does.
fn acts(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let it = m.form == Form::Pronoun
        && clusters.profile(m.id).lower == "it"
        && parsed.is(m.head, BaseRelation::Nsubj);
    let Some(verb) = parsed.head(m.head).filter(|_| it) else { return false };
    let lemma = parsed.lower_lemma(verb);
    if parsed.relation(m.head).subtype == Subtype::Pass {
        return ADDRESSEE_VERBS.contains(lemma);
    }
    let verbal = parsed.upos(verb) == Upos::Verb;
    verbal && (AGENT_VERBS.contains(lemma) || GOVERNING_VERBS.contains(lemma))
}

/// `pronoun/accused`: *Berg accused the railway of lying. “They knew it,” she said*: whom the speaker accuses.
fn accused(clusters: &Clusters<'_>, m: &Mention, speaker: Option<MentionId>) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let speaker = speaker.filter(|_| clusters.profile(m.id).is_they())?;
    let words = parsed.segmented.sentences.get(m.sentence.previous()?.index())?.words;
    let verb = words
        .words()
        .find(|&w| parsed.is(w, BaseRelation::Root) && matches!(parsed.lemma(w), "accuse" | "blame"))?;
    let accuser = mentioned.headed_by(subject(parsed, verb)?)?;
    let accuser = clusters.standing(mentioned.mention(accuser));
    let same = mentioned.headed_by(accuser).is_some_and(|a| clusters.are_one(a, speaker));
    let who = parsed.child_by(verb, BaseRelation::Obj).filter(|_| same)?;
    mentioned.headed_by(who)
}

/// `pronoun/topic`: *Berg, who fired Lund, denied it. He is no suspect*: the subject of the whole sentence before, where the pronoun is the
/// subject of this one.
fn goes_on(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let third = clusters.profile(m.id).pronoun.is_some_and(|p| p.person == 3);
    let whole = parsed.is(m.head, BaseRelation::Nsubj)
        && parsed.head(m.head).is_some_and(|v| parsed.is(v, BaseRelation::Root));
    (third && whole).then(|| of_sentence(clusters, m.sentence.previous()?)).flatten()
}

/// `pronoun/speaks-on`: who speaks in the sentence before, where *he* or *she* is said to say something in this one; around a sentence that is
/// all quotation, too.
fn speaks_on(clusters: &Clusters<'_>, m: &Mention, quotations: &Quotations) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let pronoun = clusters.profile(m.id).pronoun;
    let personal = pronoun.is_some_and(|p| p.class.is_personal());
    if !personal || !speaks(parsed, m.head) {
        return None;
    }
    let sentence = parsed.segmented.sentences.get(m.sentence.previous()?.index())?.words;
    let tagged = mentioned
        .before(m)
        .take_while(|c| m.sentence.since(c.sentence) <= 1)
        .find(|c| sentence.contains(c.head) && speaks(parsed, clusters.standing(c)));
    let inside = || sentence.words().find(|&w| quotations.contain(w));
    let told = || mentioned.headed_by(speaker(parsed, inside()?, quotations)?);
    tagged.map(|c| c.id).or_else(told)
}

/// Whether the word is the subject of the sentence, and that says something.
fn speaks(parsed: &Parsed, word: WordId) -> bool {
    parsed.is(word, BaseRelation::Nsubj)
        && parsed.head(word).is_some_and(|verb| {
            REPORTING.contains_key(parsed.lemma(verb))
                && matches!(parsed.relation(verb).base, BaseRelation::Root | BaseRelation::Parataxis)
        })
}
