//! Descriptions that say of a person what may be said of anybody: *the woman*, *the Norwegian*, *the 54-year-old*.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the mentions of the same document"
)]

use super::antecedents::Antecedents;
use super::clusters::Clusters;
use super::pronouns::standing;
use crate::lexicon::{ANYBODY, DEMONYMS, PEOPLE, PRONOUNS, TITLES};
use crate::mentions::{Form, Kind, Mention, ages};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Subtype};

/// So many sentences back lies who is meant by the word for anybody (*the woman*), by his nation, by an age nobody was told to have, and
/// by one that was told.
const ANYBODY_BACK: u32 = 1;
const NATION_BACK: u32 = 2;
const AGE_BACK: u32 = 3;
const TOLD_AGE_BACK: u32 = 40;
/// So many sentences back lies whose lawyer speaks of *my client*.
const CLIENT_BACK: u32 = 6;
/// So many mentions are looked at, at most, which keeps time linear in the text.
const MOST: usize = 300;

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
}

/// What the description says of a person, if it says no more than that.
fn says(antecedents: &Antecedents, clusters: &Clusters<'_>, m: &Mention) -> Option<Says> {
    let parsed = &clusters.mentioned.parsed;
    let own = antecedents.profiles().of(m.id);
    let definite =
        m.form == Form::Nominal && m.members.is_empty() && own.determiner.as_deref() == Some("the");
    if !definite || own.plural || m.kind != Kind::Person {
        return None;
    }
    let form = parsed.form(m.head);
    let age = ages::told(parsed, m);
    // *the Danish-born singer*, but *the Danish minister* is somebody else
    let adjective = |c: WordId| {
        let part =
            |w: &WordId| parsed.form(*w).split('-').any(|form| DEMONYMS.contains_key(form) || form == "born");
        c < m.head && parsed.subtree(c).iter().any(part)
    };
    let office = TITLES.contains(own.lemma.as_str());
    let bare = parsed.children(m.head).iter().all(|&c| match parsed.relation(c).base {
        BaseRelation::Det | BaseRelation::Case | BaseRelation::Punct => true,
        // *the 54-year-old Norwegian*
        BaseRelation::Amod | BaseRelation::Nummod | BaseRelation::Compound | BaseRelation::Obl => {
            let former = parsed.is(c, BaseRelation::Amod) && parsed.lower(c) == "former";
            age.is_some() && c < m.head || (adjective(c) || former) && !office
        }
        // *The 54-year-old, who …, a clerk*
        BaseRelation::Acl | BaseRelation::Appos => parsed.form(WordId(m.head.0 + 1)) == ",",
        _ => age.is_some() && c < m.head,
    });
    if !bare {
        return None;
    }
    if let Some(age) = age {
        return Some(Says::Age(age));
    }
    // *the former banker*, but *the former president* is somebody else
    let former = |&c: &WordId| parsed.is(c, BaseRelation::Amod) && parsed.lower(c) == "former";
    if parsed.children(m.head).iter().any(former) {
        return (!office && parsed.is(m.head, BaseRelation::Nsubj)).then_some(Says::Former);
    }
    let told = parsed.children(m.head).iter().any(|&c| adjective(c)) && !office;
    let nation = told || DEMONYMS.contains_key(form) || PEOPLE.contains_key(form);
    let anybody = ANYBODY.contains(own.lemma.as_str());
    nation.then_some(Says::Nation).or(anybody.then_some(Says::Anybody))
}

/// The one of the nearest who is the only one there, else the only subject, else the only subject of a whole sentence.
fn stands_out(all: &[Somebody]) -> Option<&Somebody> {
    let nearest = all.iter().map(|one| one.distance).min()?;
    let near = |fits: fn(&Somebody) -> bool| {
        let mut found = all.iter().filter(move |one| one.distance == nearest && fits(one));
        found.next().filter(|_| found.next().is_none())
    };
    near(|_| true).or_else(|| near(|one| one.subject)).or_else(|| near(|one| one.topic))
}

/// Whether what `c` means is another argument of the verb of `m` (*The Norwegian praised Berg*).
fn beside(clusters: &Clusters<'_>, m: &Mention, c: &Mention) -> bool {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let Some(verb) = parsed.head(m.head) else { return false };
    let others = parsed.children(verb).iter().filter(|&&w| w != m.head);
    others.filter_map(|&w| mentioned.headed_by(w)).any(|x| clusters.of(x) == clusters.of(c.id))
}

/// `description/anybody`, `description/age`: *the woman*, *the Norwegian*, *the 54-year-old*: who is said to be so old; else the one person of
/// the sentences before, or who is the subject there. With how sure that is.
pub(super) fn of_anybody(
    antecedents: &Antecedents,
    clusters: &Clusters<'_>,
    m: &Mention,
) -> Option<(MentionId, f32)> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let says = says(antecedents, clusters, m)?;
    let own = antecedents.profiles().of(m.id);
    let (back, unnamed) = match says {
        Says::Anybody | Says::Former => (ANYBODY_BACK, false),
        Says::Nation => (NATION_BACK, false),
        Says::Age(_) => (AGE_BACK, true),
    };
    let mut met: Vec<usize> = vec![clusters.of(m.id)];
    let mut persons: Vec<Somebody> = Vec::new();
    for c in mentioned.mentions[..m.id.index()].iter().rev().take(MOST) {
        let distance = m.sentence.0 - c.sentence.0;
        let of = clusters.of(c.id);
        if distance > TOLD_AGE_BACK {
            break;
        }
        if met.contains(&of) || !c.members.is_empty() {
            continue;
        }
        met.push(of);
        clusters.compare();
        let cluster = clusters.cluster(c.id);
        let named = !cluster.names.is_empty();
        // *a woman*, who was told of before
        if !unnamed && !named && antecedents.profiles().of(c.id).lemma == own.lemma {
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
        let somebody = named || unnamed && describes_one(antecedents, c);
        if somebody
            && (1..=back).contains(&distance)
            && (!unnamed || cluster.ages.is_empty())
            && antecedents.may_describe(clusters, m, c, false)
        {
            let word = standing(clusters, c);
            let subject = parsed.is(word, BaseRelation::Nsubj);
            let topic = subject && parsed.head(word).is_some_and(|v| parsed.is(v, BaseRelation::Root));
            persons.push(Somebody { mention: c.id, distance, subject, topic });
        }
    }
    stands_out(&persons).map(|one| (one.mention, 0.65))
}

/// `description/client`: *Berg's lawyer, Tina Marek, said her client would appeal*: whom a lawyer speaks for.
pub(super) fn of_client(
    antecedents: &Antecedents,
    clusters: &Clusters<'_>,
    m: &Mention,
) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = antecedents.profiles().of(m.id);
    let possessed = own.determiner.as_deref().is_some_and(|d| PRONOUNS.contains_key(d));
    if m.form != Form::Nominal || own.lemma != "client" || own.plural || !possessed {
        return None;
    }
    let near = mentioned.mentions[..m.id.index()].iter().rev().take(MOST);
    let near = near.take_while(|c| m.sentence.0 - c.sentence.0 <= CLIENT_BACK);
    let lawyers = near.filter(|c| matches!(parsed.lemma(c.head), "lawyer" | "attorney"));
    let client = |c: &Mention| {
        parsed.children_by(c.head, BaseRelation::Nmod).find_map(|w| {
            let case = parsed.child_form(w, BaseRelation::Case);
            let of = parsed.relation(w).subtype == Subtype::Poss || matches!(case.as_str(), "for" | "of");
            mentioned.headed_by(w).filter(|_| of)
        })
    };
    let found = lawyers.filter_map(client).next()?;
    let person = clusters.cluster(found).kind == Some(Kind::Person) && !clusters.is_plural(found);
    (person && clusters.compatible(m.id, found)).then_some(found)
}

/// Whether the mention tells of one somebody and not of nobody or of an office alone.
fn describes_one(antecedents: &Antecedents, c: &Mention) -> bool {
    let determiner = antecedents.profiles().of(c.id).determiner.as_deref();
    c.form == Form::Nominal && determiner.is_some_and(|d| !matches!(d, "no" | "any" | "every" | "each"))
}
