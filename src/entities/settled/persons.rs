//! Descriptions that say of a person what may be said of anybody: *the woman*, *the Norwegian*, *the 54-year-old*.

use crate::entities::clusters::Clusters;
use crate::entities::exclusion::descriptions::may_describe;
use crate::lexicon::{ANYBODY, DEMONYMS, EMPTY_DETERMINERS, PEOPLE, TITLES};
use crate::mentions::{Form, Kind, Mention, ages};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed};

/// So many sentences back lies who is meant by the word for anybody (*the woman*), by his nation, by an age nobody was told to have, and
/// by one that was told.
const ANYBODY_BACK: u32 = 1;
const NATION_BACK: u32 = 2;
const AGE_BACK: u32 = 3;
const TOLD_AGE_BACK: u32 = 40;

/// What the description says of the person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Anybody,
    Nation,
    Former,
    Age(u32),
}

/// Somebody whom the description may mean.
struct Somebody {
    /// The latest mention.
    mention: MentionId,
    distance: u32,
    subject: bool,
    /// Whether that is the subject of its whole sentence.
    topic: bool,
    /// Whether an age is told of somebody whom that sentence told of first.
    new: bool,
}

/// What the description says of a person, if it says no more than that.
fn says(clusters: &Clusters<'_>, m: &Mention) -> Option<Says> {
    let parsed = &clusters.mentioned.parsed;
    let own = clusters.profile(m.id);
    let definite = m.form == Form::Nominal && m.members.is_empty() && own.has_article();
    if !definite || own.plural || m.kind != Kind::Person {
        return None;
    }
    let age = ages::told(parsed, m);
    let office = TITLES.contains(own.lemma.as_str());
    if !parsed.children(m.head).iter().all(|&c| says_no_more(parsed, m, c, age.is_some(), office)) {
        return None;
    }
    if let Some(age) = age {
        return Some(Says::Age(age));
    }
    // *the former banker*, but *the former president* is somebody else
    if parsed.children(m.head).iter().any(|&c| is_former(parsed, c)) {
        return (!office && parsed.is(m.head, BaseRelation::Nsubj)).then_some(Says::Former);
    }
    let form = parsed.form(m.head);
    let told = parsed.children(m.head).iter().any(|&c| tells_nation(parsed, m, c)) && !office;
    let nation = told || DEMONYMS.contains_key(form) || PEOPLE.contains_key(form);
    let anybody = ANYBODY.contains(own.lemma.as_str());
    nation.then_some(Says::Nation).or(anybody.then_some(Says::Anybody))
}

/// Whether the word at the head of the description says no more of the person than an age, a nation or *former*.
fn says_no_more(parsed: &Parsed, m: &Mention, word: WordId, aged: bool, office: bool) -> bool {
    match parsed.relation(word).base {
        BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct => true,
        // *the 54-year-old Norwegian*
        BaseRelation::Amod | BaseRelation::Nummod | BaseRelation::Compound | BaseRelation::Obl => {
            aged && word < m.head || (tells_nation(parsed, m, word) || is_former(parsed, word)) && !office
        }
        // *The 54-year-old, who …, a clerk*
        BaseRelation::Acl | BaseRelation::Appos => parsed.form(m.head.next()) == ",",
        _ => aged && word < m.head,
    }
}

/// *the Danish-born singer*, but *the Danish minister* is somebody else.
fn tells_nation(parsed: &Parsed, m: &Mention, word: WordId) -> bool {
    let part =
        |w: &WordId| parsed.form(*w).split('-').any(|form| DEMONYMS.contains_key(form) || form == "born");
    word < m.head && parsed.subtree(word).iter().any(part)
}

fn is_former(parsed: &Parsed, word: WordId) -> bool {
    parsed.is(word, BaseRelation::Amod) && parsed.lower(word) == "former"
}

/// The one of the nearest who is the only one there, else the only one who is new there, as ages are told of who is new, else the only subject, else the only subject of a whole sentence.
fn stands_out(all: &[Somebody]) -> Option<&Somebody> {
    let nearest = all.iter().map(|one| one.distance).min()?;
    let near = |fits: fn(&Somebody) -> bool| {
        let mut found = all.iter().filter(move |one| one.distance == nearest && fits(one));
        found.next().filter(|_| found.next().is_none())
    };
    near(|_| true)
        .or_else(|| near(|one| one.new))
        .or_else(|| near(|one| one.subject))
        .or_else(|| near(|one| one.topic))
}

/// Whether what `c` means is another argument of the verb of `m` (*The Norwegian praised Berg*).
fn beside(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let Some(verb) = parsed.head(m.head) else { return false };
    let others = parsed.children(verb).iter().filter(|&&w| w != m.head);
    others.filter_map(|&w| mentioned.headed_by(w)).any(|x| clusters.are_one(x, c.id))
}

/// `description/anybody`, `description/age`: *the woman*, *the Norwegian*, *the 54-year-old*: who is said to be so old; else the one person of
/// the sentences before, or who is the subject there. With how sure that is.
pub(super) fn of_anybody(clusters: &Clusters<'_>, m: &Mention) -> Option<(MentionId, f32)> {
    let says = says(clusters, m)?;
    let own = clusters.profile(m.id);
    let aged = matches!(says, Says::Age(_));
    let mut persons: Vec<Somebody> = Vec::new();
    for c in clusters.met_before(m, TOLD_AGE_BACK) {
        let cluster = clusters.cluster(c.id);
        // *a woman*, who was told of before
        if !aged && !cluster.is_named() && clusters.profile(c.id).lemma == own.lemma {
            return None;
        }
        if cluster.kind != Some(Kind::Person) || clusters.is_plural(c.id) || beside(clusters, m, c) {
            continue;
        }
        if let Says::Age(age) = says
            && cluster.ages.contains(&age)
            && clusters.compatible(m.id, c.id)
        {
            return Some((c.id, 0.85));
        }
        persons.extend(somebody(clusters, m, c, says));
    }
    stands_out(&persons).map(|one| (one.mention, 0.65))
}

/// The person of a sentence before, where the description may mean him.
fn somebody(clusters: &Clusters<'_>, m: &Mention, c: &Mention, says: Says) -> Option<Somebody> {
    let parsed = &clusters.mentioned.parsed;
    let cluster = clusters.cluster(c.id);
    let (back, aged) = match says {
        Says::Anybody | Says::Former => (ANYBODY_BACK, false),
        Says::Nation => (NATION_BACK, false),
        Says::Age(_) => (AGE_BACK, true),
    };
    let distance = m.sentence.since(c.sentence);
    let may_be = (cluster.is_named() || aged && describes_one(clusters, c))
        && (1..=back).contains(&distance)
        && (!aged || cluster.ages.is_empty())
        && may_describe(clusters, m, c, false);
    if !may_be {
        return None;
    }
    let word = clusters.standing(c);
    let subject = parsed.is(word, BaseRelation::Nsubj);
    let topic = subject && parsed.head(word).is_some_and(|v| parsed.is(v, BaseRelation::Root));
    let new = aged && clusters.mentions(c.id).next().is_some_and(|first| first.sentence == c.sentence);
    Some(Somebody { mention: c.id, distance, subject, topic, new })
}

/// Whether the mention tells of one somebody and not of nobody or of an office alone.
fn describes_one(clusters: &Clusters<'_>, c: &Mention) -> bool {
    let determiner = clusters.profile(c.id).determiner();
    c.form == Form::Nominal && determiner.is_some_and(|d| !EMPTY_DETERMINERS.contains(d))
}
