//! What goes on being told of: the subject of the sentence before, or of what somebody is quoted with.
#![expect(clippy::indexing_slicing, reason = "ids of the words of the same document")]

use super::clusters::Clusters;
use super::pronouns::standing;
use super::quotation;
use crate::lexicon::{ADDRESSEE_VERBS, AGENT_VERBS, GOVERNING_VERBS, PRONOUNS, REPORTING, TITLES};
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::Upos;
use crate::span::{MentionId, SentenceId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// The subject of a verb that is not the subject of a clause around it.
fn subject(parsed: &Parsed, verb: WordId) -> Option<WordId> {
    parsed.children_by(verb, BaseRelation::Nsubj).find(|&s| parsed.relation(s).subtype != Subtype::Outer)
}

/// What the whole sentence has as its subject.
fn topic_of(clusters: &Clusters<'_>, sentence: SentenceId) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let words = parsed.segmented.sentences.get(sentence.index())?.words;
    let root = words.words().find(|&w| parsed.is(w, BaseRelation::Root))?;
    clusters.mentioned.headed_by(subject(parsed, root)?)
}

fn preceding(m: &Mention) -> Option<SentenceId> {
    m.sentence.0.checked_sub(1).map(SentenceId)
}

/// The body that is the subject of the latest sentence before in the paragraph, or in the one before it, which has one for a subject.
pub(super) fn before(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let own = parsed.sentence(m.sentence).paragraph;
    let near = (0..m.sentence.0).rev().take(3).map(SentenceId);
    let mut near = near.take_while(|&s| own.saturating_sub(parsed.sentence(s).paragraph) <= 1);
    near.find_map(|s| topic_of(clusters, s).filter(|&t| clusters.cluster(t).kind == Some(Kind::Organization)))
}

/// `pronoun/its-officer`: *The union sued the firm. Its leader, Olav Berg, …*, *“It will act,” said its leader*: the body that was just
/// told of as a subject has the leader, rather than what else was named since.
pub(super) fn with_officer(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let owned = parsed.relation(m.head).subtype == Subtype::Poss && parsed.lower(m.head) == "its";
    let office = parsed.head(m.head).filter(|&o| owned && m.form == Form::Pronoun && parsed.is_noun(o))?;
    if !TITLES.contains(parsed.lemma(office).to_lowercase().as_str()) {
        return None;
    }
    let name = mentioned.headed_by(office).map(|id| standing(clusters, mentioned.mention(id)));
    let verb = [Some(office), name].into_iter().flatten().find_map(|w| {
        parsed.head(w).filter(|_| matches!(parsed.relation(w).base, BaseRelation::Nsubj | BaseRelation::Obj))
    })?;
    let told = parsed.children(verb).iter().copied().find(|&w| {
        w < m.head && matches!(parsed.relation(w).base, BaseRelation::Ccomp | BaseRelation::Parataxis)
    });
    let told = told.filter(|_| REPORTING.contains_key(parsed.lemma(verb)));
    let body = match told {
        Some(clause) => mentioned.headed_by(subject(parsed, clause)?)?,
        None => topic_of(clusters, preceding(m)?)?,
    };
    matches!(clusters.cluster(body).kind, Some(Kind::Organization | Kind::Group)).then_some(body)
}

/// `pronoun/reported`: *Brevik, which owns the mill, said it was …*: who says something goes on of himself.
pub(super) fn reporter(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let verb =
        parsed.head(m.head).filter(|_| m.form == Form::Pronoun && parsed.is(m.head, BaseRelation::Nsubj))?;
    let says = parsed.head(verb).filter(|&v| parsed.is(verb, BaseRelation::Ccomp) && v < m.head)?;
    let who = subject(parsed, says).filter(|&s| s < says && REPORTING.contains_key(parsed.lemma(says)))?;
    clusters.mentioned.headed_by(who)
}

/// `pronoun/relative`: *a clerk of Berg, who was shot outside her home*: in a clause about somebody, whose it is is mostly hers.
pub(super) fn relative(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
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
pub(super) fn parallel(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let verb =
        parsed.head(m.head).filter(|_| m.form == Form::Pronoun && parsed.is(m.head, BaseRelation::Nsubj))?;
    let first = parsed.head(verb).filter(|_| parsed.is(verb, BaseRelation::Conj))?;
    let same = subject(parsed, first).filter(|&s| parsed.lower(s) == parsed.lower(m.head))?;
    clusters.mentioned.headed_by(same)
}

/// `pronoun/controller`: *ordered Lund to sell his house*: whose it is in an infinitive is who does it.
pub(super) fn controller(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
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
pub(super) fn acts(clusters: &Clusters<'_>, m: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let it =
        m.form == Form::Pronoun && parsed.lower(m.head) == "it" && parsed.is(m.head, BaseRelation::Nsubj);
    let Some(verb) = parsed.head(m.head).filter(|_| it) else { return false };
    let lemma = parsed.lemma(verb).to_lowercase();
    if parsed.relation(m.head).subtype == Subtype::Pass {
        return ADDRESSEE_VERBS.contains(lemma.as_str());
    }
    let verbal = parsed.upos(verb) == Upos::Verb;
    verbal && (AGENT_VERBS.contains(lemma.as_str()) || GOVERNING_VERBS.contains(lemma.as_str()))
}

/// `pronoun/accused`: *Berg accused the railway of lying. “They knew it,” she said*: whom the speaker accuses.
pub(super) fn accused(clusters: &Clusters<'_>, m: &Mention, speaker: Option<MentionId>) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let many = PRONOUNS.get(parsed.lower(m.head).as_str()).is_some_and(|p| p.person == 3 && p.plural);
    let speaker = speaker.filter(|_| many && m.form == Form::Pronoun)?;
    let words = parsed.segmented.sentences.get(preceding(m)?.index())?.words;
    let verb = words
        .words()
        .find(|&w| parsed.is(w, BaseRelation::Root) && matches!(parsed.lemma(w), "accuse" | "blame"))?;
    let accuser = mentioned.headed_by(subject(parsed, verb)?)?;
    let accuser = standing(clusters, mentioned.mention(accuser));
    let same = mentioned.headed_by(accuser).is_some_and(|a| clusters.of(a) == clusters.of(speaker));
    let who = parsed.child_by(verb, BaseRelation::Obj).filter(|_| same)?;
    mentioned.headed_by(who)
}

/// `pronoun/topic`: *Berg, who fired Lund, denied it. He is no suspect*: the subject of the whole sentence before, where the pronoun is the
/// subject of this one.
pub(super) fn goes_on(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let parsed = &clusters.mentioned.parsed;
    let third = PRONOUNS.get(parsed.lower(m.head).as_str()).is_some_and(|p| p.person == 3);
    let whole = parsed.is(m.head, BaseRelation::Nsubj)
        && parsed.head(m.head).is_some_and(|v| parsed.is(v, BaseRelation::Root));
    (m.form == Form::Pronoun && third && whole).then(|| topic_of(clusters, preceding(m)?)).flatten()
}

/// `pronoun/speaks-on`: who speaks in the sentence before, where *he* or *she* is said to say something in this one; around a sentence that is
/// all quotation, too.
pub(super) fn speaks_on(clusters: &Clusters<'_>, m: &Mention, quoted: &[bool]) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let personal =
        PRONOUNS.get(parsed.lower(m.head).as_str()).filter(|p| matches!(p.class, "masculine" | "feminine"));
    if m.form != Form::Pronoun || personal.is_none() || !speaks(parsed, m.head) {
        return None;
    }
    let sentence = parsed.segmented.sentences.get(preceding(m)?.index())?.words;
    let earlier = mentioned.mentions[..m.id.index()].iter().rev();
    let tagged = earlier
        .take_while(|c| c.sentence.0.saturating_add(1) >= m.sentence.0)
        .find(|c| sentence.contains(c.head) && speaks(parsed, standing(clusters, c)));
    let inside = || sentence.words().find(|w| quoted[w.index()]);
    let speaker = || mentioned.headed_by(quotation::speaker(parsed, inside()?, quoted)?);
    tagged.map(|c| c.id).or_else(speaker)
}

/// Whether the word is the subject of the sentence, and that says something.
fn speaks(parsed: &Parsed, word: WordId) -> bool {
    parsed.is(word, BaseRelation::Nsubj)
        && parsed.head(word).is_some_and(|verb| {
            REPORTING.contains_key(parsed.lemma(verb))
                && matches!(parsed.relation(verb).base, BaseRelation::Root | BaseRelation::Parataxis)
        })
}
