//! Pronouns: those of the speaker, and how well an antecedent serves one of the third person.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::antecedents::Candidate;
use super::clusters::Clusters;
use super::resolve::is_indefinite;
use super::types::LinkReason;
use crate::elementary::ln;
use crate::lexicon::PRONOUNS;
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed, Subtype};

/// *Mayor Tal praised Ada Lund. She left*: so many times as likely is who is known to be a woman.
const KNOWN_GENDER: f32 = 3.0;
/// *Tal has a daughter. Ada Lund said her father left*: so many times as likely, where she is a subject of the pronoun's own sentence.
const KNOWN_SUBJECT: f32 = 12.0;

/// A pronoun of the first or second person met before.
#[derive(Clone, Copy)]
struct Voice {
    mention: MentionId,
    quoted: bool,
    speaker: Option<MentionId>,
}

/// The *I*, *we* and *you* met last.
#[derive(Default)]
pub(super) struct Voices([Option<Voice>; 3]);

/// *I*, *we* and *you* of one voice are the same; *I* in a quotation is its speaker, and so is *we* where several speak, or a body does.
pub(super) fn first_or_second(
    clusters: &mut Clusters<'_>,
    m: &Mention,
    pronoun: crate::lexicon::Pronoun,
    quoted: bool,
    speaker: Option<MentionId>,
    voices: &mut Voices,
) {
    let slot = if pronoun.person == 2 { 2 } else { usize::from(pronoun.plural) };
    let body = |s: MentionId| pronoun.plural && clusters.cluster(s).kind == Some(Kind::Organization);
    if let Some(speaker) = speaker
        && slot < 2
        && (clusters.is_plural(speaker) == pronoun.plural || body(speaker))
        && clusters.compatible(m.id, speaker)
    {
        clusters.join(m.id, speaker, LinkReason::Speaker, 0.85);
    }
    let same = |one: Option<MentionId>| {
        one.zip(speaker).is_some_and(|(one, other)| clusters.of(one) == clusters.of(other))
    };
    if let Some(before) = voices.0[slot]
        && before.quoted == quoted
        && (!quoted
            || clusters.mentioned.mention(before.mention).sentence == m.sentence
            || same(before.speaker))
        && clusters.compatible(m.id, before.mention)
    {
        clusters.join(m.id, before.mention, LinkReason::Speaker, 0.7);
    }
    voices.0[slot] = Some(Voice { mention: m.id, quoted, speaker });
}

/// `description/former-and-latter`: *Berg and Lund met. The former …*: the first of the two named together last, or the second.
pub(super) fn of_pair(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let place = match parsed.lower(m.head).as_str() {
        "former" => 0,
        "latter" => 1,
        _ => return None,
    };
    if clusters.determiner(m.id).as_deref() != Some("the") || !m.members.is_empty() {
        return None;
    }
    let near = mentioned.mentions[..m.id.index()].iter().rev();
    let mut near = near.take_while(|c| m.sentence.0 - c.sentence.0 <= 1);
    let pair = near.find(|c| c.members.len() == 2 && !c.span.contains(m.head))?;
    let member = pair.members.get(place).copied()?;
    clusters.compatible(m.id, member).then_some(member)
}

/// For *after she left, Ms. Lund …*: the name that follows, if it agrees.
pub(super) fn cataphor(
    clusters: &Clusters<'_>,
    m: &Mention,
    pronoun: crate::lexicon::Pronoun,
) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let after = following_subject(&mentioned.parsed, m.head).and_then(|w| mentioned.headed_by(w))?;
    let c = mentioned.mention(after);
    let fits = c.form == Form::Named && score(clusters, m, c, pronoun, false, 0).is_some();
    (fits && clusters.compatible(m.id, after)).then_some(after)
}

/// The subject of the clause that the clause of `word` stands in front of.
fn following_subject(parsed: &Parsed, word: WordId) -> Option<WordId> {
    let clause =
        std::iter::once(word).chain(parsed.ancestors(word)).find(|&w| parsed.is(w, BaseRelation::Advcl))?;
    let subject = parsed.child_by(parsed.head(clause)?, BaseRelation::Nsubj)?;
    (word < subject && clause < subject).then_some(subject)
}

/// `pronoun/known-gender`: the likeliest candidate that is known to be of the pronoun's gender, where the likeliest of all is a name of
/// which that is not known.
pub(super) fn known_gender(
    clusters: &Clusters<'_>,
    m: &Mention,
    candidates: &[Candidate],
    shares: &[f32],
) -> Option<(usize, f32)> {
    let class = clusters.cluster(m.id).gender.filter(|g| matches!(*g, "masculine" | "feminine"))?;
    if m.form != Form::Pronoun {
        return None;
    }
    let by_share = |a: &(usize, &Candidate), b: &(usize, &Candidate)| {
        let share = |i: usize| shares.get(i).copied().unwrap_or_default();
        share(a.0).total_cmp(&share(b.0))
    };
    let of = |c: &Candidate| clusters.cluster(c.mention);
    let top = candidates.iter().enumerate().max_by(by_share)?;
    // *Mart Berg said he …*: the subject of the sentence itself is rarely another
    let here = clusters.mentioned.mention(top.1.mention).sentence == m.sentence;
    if of(top.1).gender.is_some() || of(top.1).names.is_empty() || here {
        return None;
    }
    let near = |c: &Candidate| m.sentence.0 - clusters.mentioned.mention(c.mention).sentence.0 <= 1;
    let known = candidates.iter().enumerate().filter(|(_, c)| of(c).gender == Some(class) && near(c));
    let parsed = &clusters.mentioned.parsed;
    known.max_by(by_share).map(|(at, c)| {
        let c = clusters.mentioned.mention(c.mention);
        let subject = c.sentence == m.sentence && parsed.is(c.head, BaseRelation::Nsubj);
        (at, if subject { KNOWN_SUBJECT } else { KNOWN_GENDER })
    })
}

/// Whether the pronoun, in lower case, is reflexive.
pub(super) fn is_reflexive(lower: &str) -> bool {
    lower.ends_with("self") || lower.ends_with("selves")
}

/// Whether binding (Chomsky 1981) lets `c` be what the pronoun `m` means: a reflexive is bound in its clause, another
/// pronoun is not.
pub(super) fn may_bind(clusters: &Clusters<'_>, m: &Mention, c: &Mention, reflexive: bool) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let same_clause = m.sentence == c.sentence && clause(parsed, m.head) == clause(parsed, c.head);
    let bound = same_clause && is_argument(parsed, m.head) && is_argument(parsed, c.head);
    if reflexive {
        // *declared itself insolvent*: the subject may be that of the clause around
        let around = parsed.is(c.head, BaseRelation::Nsubj)
            && parsed.head(c.head).is_some_and(|verb| parsed.ancestors(m.head).any(|w| w == verb));
        return bound || around;
    }
    !bound && !beside(clusters, m, c)
}

/// `pronoun/they-are-many`: *they* is not one person who has a name.
pub(super) fn is_one(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let parsed = &clusters.mentioned.parsed;
    let plural = PRONOUNS.get(parsed.lower(m.head).as_str()).is_some_and(|p| p.person == 3 && p.plural);
    let cluster = clusters.cluster(c.id);
    plural
        && c.members.is_empty()
        && !cluster.names.is_empty()
        && cluster.kind == Some(Kind::Person)
        && !clusters.is_plural(c.id)
}

/// `pronoun/they-who-met`: *Berg met Lund. They signed*: the two whom the sentence before has as subject and as object or partner, where
/// it tells of nobody else that *they* may mean.
pub(super) fn pair_before(clusters: &Clusters<'_>, m: &Mention) -> Option<[MentionId; 2]> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let plural = PRONOUNS.get(parsed.lower(m.head).as_str()).is_some_and(|p| p.person == 3 && p.plural);
    if m.form != Form::Pronoun || !plural || is_reflexive(&parsed.lower(m.head)) {
        return None;
    }
    let before = m.sentence.0.checked_sub(1)?;
    let near = mentioned.mentions[..m.id.index()].iter().rev();
    let near: Vec<&Mention> = near.take_while(|c| c.sentence.0 >= before).collect();
    let many = |c: &&&Mention| {
        clusters.is_plural(c.id) && clusters.cluster(c.id).kind != Some(Kind::Time)
            || matches!(c.kind, Kind::Group | Kind::Organization)
    };
    if near.iter().any(|c| many(&c)) {
        return None;
    }
    let person = |w: WordId| {
        let id = mentioned.headed_by(w)?;
        let c = mentioned.mention(id);
        let named = c.form == Form::Named && c.kind == Kind::Person && c.sentence.0 == before;
        named.then_some(id)
    };
    let subject = near.iter().find(|c| {
        let verb = parsed.head(c.head);
        parsed.is(c.head, BaseRelation::Nsubj)
            && person(c.head).is_some()
            && verb.is_some_and(|v| parsed.is(v, BaseRelation::Root))
    })?;
    let verb = parsed.head(subject.head)?;
    let with = |w: &WordId| {
        parsed.is(*w, BaseRelation::Obj)
            || parsed.is(*w, BaseRelation::Obl) && parsed.child_form(*w, BaseRelation::Case) == "with"
    };
    let other = parsed.children(verb).iter().copied().filter(with).find_map(person)?;
    let (a, b) = (subject.id, other);
    (clusters.of(a) != clusters.of(b)).then_some([a, b])
}

/// Whether another argument of the pronoun's verb is what `c` means (*She congratulated Berg*, with Berg met before).
fn beside(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let Some(verb) = parsed.head(m.head).filter(|_| is_argument(parsed, m.head)) else { return false };
    let arguments = parsed.children(verb).iter().copied().filter(|&w| w != m.head && is_argument(parsed, w));
    // *issued a warning but raised it*: the subject is that of the first verb
    let first = parsed.head(verb).filter(|_| {
        parsed.is(verb, BaseRelation::Conj) && parsed.child_by(verb, BaseRelation::Nsubj).is_none()
    });
    let shared = first.and_then(|first| parsed.child_by(first, BaseRelation::Nsubj)).filter(|&s| s < m.head);
    arguments
        .chain(shared)
        .any(|w| mentioned.headed_by(w).is_some_and(|other| clusters.of(other) == clusters.of(c.id)))
}

/// The word by whose place in the clause the mention is met: of *Berg's lawyer, Vera Lund, said* that is the lawyer for both.
pub(super) fn standing(clusters: &Clusters<'_>, c: &Mention) -> WordId {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let same = |w: WordId| mentioned.headed_by(w).is_some_and(|x| clusters.of(x) == clusters.of(c.id));
    let beside = |&w: &WordId| parsed.head(w).filter(|&h| parsed.is(w, BaseRelation::Appos) && same(h));
    std::iter::successors(Some(c.head), beside).take(4).last().unwrap_or(c.head)
}

/// How well `c` serves as antecedent of the pronoun `m`, by salience (Lappin and Leass 1994); `None` where it cannot.
pub(super) fn score(
    clusters: &Clusters<'_>,
    m: &Mention,
    c: &Mention,
    pronoun: crate::lexicon::Pronoun,
    reflexive: bool,
    distance: u32,
) -> Option<f32> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    if c.span.covers(m.span)
        && !parsed.ancestors(m.head).any(|w| relative(parsed, w) && parsed.head(w) == Some(c.head))
    {
        return None;
    }
    let cluster = clusters.cluster(c.id);
    if c.form == Form::Pronoun {
        let other = PRONOUNS.get(parsed.lower(c.head).as_str())?;
        if other.person != 3 || other.plural != pronoun.plural || other.class != pronoun.class {
            return None;
        }
    } else {
        let plural = clusters.is_plural(c.id);
        let kind = cluster.kind.unwrap_or(c.kind);
        let fits = match pronoun.class {
            "masculine" | "feminine" => kind == Kind::Person && !plural && c.members.is_empty(),
            "neuter" => kind != Kind::Person && !plural && c.members.is_empty() && kind != Kind::Time,
            _ => plural || matches!(kind, Kind::Group | Kind::Organization),
        };
        if !fits || (matches!(kind, Kind::Time | Kind::Money | Kind::Quantity) && pronoun.class != "neuter") {
            return None;
        }
    }
    if !may_bind(clusters, m, c, reflexive) {
        return None;
    }
    let mut score = -0.9 * distance as f32;
    if distance == 0 {
        let gap = m.head.0.saturating_sub(c.head.0) as f32;
        score -= (gap / 30.0).min(0.6);
    }
    let relation = parsed.relation(standing(clusters, c));
    let subject = relation.is(BaseRelation::Nsubj) || relation.is(BaseRelation::Csubj);
    score += match relation.base {
        _ if subject => 0.9,
        BaseRelation::Obj | BaseRelation::Iobj => 0.3,
        BaseRelation::Root | BaseRelation::Conj | BaseRelation::Obl => 0.0,
        BaseRelation::Nmod if relation.subtype == Subtype::Poss => 0.0,
        BaseRelation::Appos => -0.4,
        BaseRelation::Compound => -1.5,
        _ => -0.4,
    };
    if subject && parsed.relation(m.head).is(BaseRelation::Nsubj) {
        score += 0.3;
    }
    match c.form {
        Form::Named => score += 0.4,
        Form::Pronoun => score += 0.5,
        Form::Nominal => {
            if is_indefinite(clusters.determiner(c.id).as_deref()) && pronoun.class == "neuter" {
                score -= 0.1;
            }
        }
    }
    score += ln(cluster.mentions.len() as f32) * 0.35;
    if matches!(c.kind, Kind::Abstract) && pronoun.class == "neuter" {
        score -= 0.3;
    }
    Some(score)
}

fn relative(parsed: &Parsed, word: WordId) -> bool {
    parsed.is(word, BaseRelation::Acl)
}

/// The predicate of the clause a word stands in.
pub(super) fn clause(parsed: &Parsed, word: WordId) -> Option<WordId> {
    parsed.ancestors(word).find(|&w| {
        parsed.upos(w) == Upos::Verb
            || parsed.child_by(w, BaseRelation::Cop).is_some()
            || parsed.head(w).is_none()
    })
}

fn is_argument(parsed: &Parsed, word: WordId) -> bool {
    matches!(
        parsed.relation(word).base,
        BaseRelation::Nsubj | BaseRelation::Obj | BaseRelation::Iobj | BaseRelation::Obl
    )
}
