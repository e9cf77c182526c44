//! The countries behind adjectives (*German*: demonyms) and capitals (*Washington rejected …*: metonyms).

use crate::entities::types::Resolved;
use crate::lexicon::{
    CAPITALS, COUNTRIES, DECIDING_NOUNS, DEMONYMS, GOVERNING_VERBS, ORGANIZATION_NOUNS, PEOPLE, REPORTING,
    REPORTING_NOUNS, SEATS, STATE_NOUNS,
};
use crate::mentions::{Form, Kind, Mention};
use crate::morphology::{Upos, Xpos};
use crate::span::{EntityId, WordId, WordSpan};
use crate::syntax::{BaseRelation, Parsed, Subtype};
use serde::{Deserialize, Serialize};

/// How an entity is tied to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CountryTie {
    /// An adjective or noun of the country says where it is from (*the German minister*, *a Dane*).
    Demonym,
    /// It is a capital or a seat that stands for the country's government (*Moscow rejected …*).
    Metonym,
}

/// An entity and the country that it belongs to or stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryLink {
    /// The entity.
    pub entity: EntityId,
    /// The country's name in the list of countries.
    pub country: String,
    /// The country's own entity, where the text names it.
    pub country_entity: Option<EntityId>,
    /// How they are tied.
    pub tie: CountryTie,
    /// How sure it is, 0 to 1.
    #[serde(deserialize_with = "crate::checked::probability")]
    pub confidence: f32,
    /// The words that name the country or its government: *South Korean*, *Moscow*.
    pub naming: WordSpan,
    /// The words that say so, in text order: adjective and noun, or capital and verb.
    pub words: Vec<WordId>,
}

/// The countries that a document's persons, organizations, groups and capitals belong to or stand for, in text order, each
/// pair once.
///
/// A capital stands for its country where it does what governments do: it is the subject of a verb of saying or deciding, or
/// owns such an act (*Moscow's demand*). Which country *Brussels* stands for, the text has to tell. The confidences are the
/// writer's judgement and not fitted.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use relata::entities::{CountryTie, country_links};
/// let resolved = relata::Extractor::new()?.analyze("Oslo rejected the plan on Friday.");
/// let links = country_links(&resolved);
/// assert_eq!((links[0].country.as_str(), links[0].tie), ("Norway", CountryTie::Metonym));
/// # }
/// # Ok::<(), relata::Error>(())
/// ```
#[must_use]
pub fn country_links(resolved: &Resolved) -> Vec<CountryLink> {
    let mut links: Vec<CountryLink> = Vec::new();
    for mention in resolved.mentioned.mentions.iter().filter(|m| m.form != Form::Pronoun) {
        let entity = resolved.entity_of(mention.id);
        let mut add = |country: &str, tie, confidence: f32, naming: WordSpan, words: Vec<WordId>| {
            let country_entity = named_country(resolved, country);
            if country_entity == Some(entity) {
                return;
            }
            let known = links.iter_mut().find(|l| l.entity == entity && l.country == country);
            match known {
                // each further use makes it surer
                Some(link) => link.confidence = (link.confidence + 0.05).min(0.95),
                None => links.push(CountryLink {
                    entity,
                    country: country.to_owned(),
                    country_entity,
                    tie,
                    confidence,
                    naming,
                    words,
                }),
            }
        };
        for (naming, country) in demonyms(resolved, mention) {
            let mut words: Vec<WordId> = naming.words().chain([mention.head]).collect();
            words.sort_unstable();
            words.dedup();
            add(country, CountryTie::Demonym, 0.9, naming, words);
        }
        if let Some((country, act)) = metonym(resolved, mention) {
            let told = named_country(resolved, country).is_some();
            let naming = mention.name.unwrap_or(mention.span);
            let mut words: Vec<WordId> = naming.words().chain([act]).collect();
            words.sort_unstable();
            add(country, CountryTie::Metonym, if told { 0.85 } else { 0.75 }, naming, words);
        }
    }
    links
}

/// The entity that the text names by one of the country's names.
fn named_country(resolved: &Resolved, country: &str) -> Option<EntityId> {
    let is = |name: &String| {
        let name = name.strip_prefix("the ").unwrap_or(name);
        name == country || COUNTRIES.get(name) == Some(&country) || (country == UNION && name == "EU")
    };
    let entities = resolved.entities.iter().filter(|e| e.named && e.members.is_empty());
    entities
        .clone()
        .find(|e| is(&e.label))
        .or_else(|| entities.clone().find(|e| e.aliases.iter().any(is)))
        .map(|e| e.id)
}

const UNION: &str = "European Union";

/// The adjectives of countries that say where the mention is from.
fn demonyms(resolved: &Resolved, mention: &Mention) -> Vec<(WordSpan, &'static str)> {
    let parsed = resolved.parsed();
    let kind = resolved.entity(resolved.entity_of(mention.id)).kind;
    if !mention.members.is_empty() || !matches!(kind, Kind::Person | Kind::Organization | Kind::Group) {
        return Vec::new();
    }
    let head = mention.head;
    if parsed.child_form(head, BaseRelation::Det) == "no" {
        return Vec::new();
    }
    // *a Dane*, *the Germans*
    let people = matches!(kind, Kind::Person | Kind::Group)
        && !parsed.child_form(head, BaseRelation::Det).is_empty()
        || parsed.feature(head, "Number") == Some("Plur");
    let whole = parsed.children_by(head, BaseRelation::Flat).next().is_none();
    if people
        && whole
        && let Some(found) =
            demonym(parsed, head).or_else(|| Some((alone(head), person_of(parsed.form(head))?)))
    {
        return vec![found];
    }
    let adjectives = |noun: WordId| {
        parsed
            .children(noun)
            .iter()
            .copied()
            .filter(|&c| matches!(parsed.relation(c).base, BaseRelation::Amod | BaseRelation::Compound))
            .flat_map(|c| std::iter::once(c).chain(parsed.children_by(c, BaseRelation::Conj)))
            .filter(move |&c| c < noun)
    };
    let titles =
        parsed.children_by(head, BaseRelation::Nmod).filter(|&t| parsed.relation(t).subtype == Subtype::Desc);
    let outside_name = |w: WordId| match mention.name {
        Some(name) if mention.form == Form::Named && name.contains(w) => {
            ORGANIZATION_NOUNS.get(parsed.form(head)) == Some(&"state")
        }
        _ => true,
    };
    let mut found: Vec<(WordSpan, &'static str)> = std::iter::once(head)
        .chain(titles)
        .flat_map(adjectives)
        .filter(|&w| outside_name(w))
        .filter_map(|w| demonym(parsed, w))
        .collect();
    // *Berg is Norwegian*
    let said = parsed.head(head).filter(|&p| {
        parsed.is(head, BaseRelation::Nsubj)
            && parsed.upos(p) == Upos::Adj
            && parsed.child_by(p, BaseRelation::Cop).is_some()
            && !parsed.children(p).iter().any(|&c| {
                parsed.feature(c, "Polarity") == Some("Neg")
                    || matches!(parsed.relation(c).base, BaseRelation::Mark)
                    || (parsed.is(c, BaseRelation::Aux) && parsed.xpos(c) == Xpos::Md)
            })
    });
    found.extend(said.and_then(|p| demonym(parsed, p)));
    found
}

fn alone(word: WordId) -> WordSpan {
    WordSpan { start: word, end: word.next() }
}

/// The country that one or several of its people are from (*Dane*, *Swedes*).
fn person_of(form: &str) -> Option<&'static str> {
    PEOPLE.get(form).or_else(|| PEOPLE.get(form.strip_suffix('s')?)).copied()
}

/// The country whose adjective or people the word is, with the words before it (*South Korean*).
fn demonym(parsed: &Parsed, word: WordId) -> Option<(WordSpan, &'static str)> {
    let sentence = parsed.sentence(parsed.sentence_of(word)).words;
    let near = |at: Option<WordId>| at.filter(|&w| sentence.contains(w)).map_or("", |w| parsed.form(w));
    let hyphen = |form: &str| matches!(form, "-" | "–");
    if hyphen(near(word.previous())) || hyphen(near(Some(word.next()))) {
        return None;
    }
    let form = parsed.form(word);
    let mut name = form.to_owned();
    let person = || parsed.is_noun(word).then(|| form.strip_suffix('s')).flatten();
    let single = DEMONYMS.get(form).or_else(|| DEMONYMS.get(person()?));
    let mut found = single.map(|country| (alone(word), *country));
    for back in 1..=2 {
        let start = word.minus(back);
        let (Some(start), before) = (start, near(start)) else { break };
        if before.is_empty() {
            break;
        }
        name = format!("{before} {name}");
        let plural = name.strip_suffix('s').unwrap_or(&name);
        let whole = WordSpan { start, end: word.next() };
        let longer = DEMONYMS.get(name.as_str()).or_else(|| DEMONYMS.get(plural));
        found = longer.map(|country| (whole, *country)).or(found);
    }
    found
}

/// The country whose government the mention of a capital means, and the word of what the government does.
fn metonym(resolved: &Resolved, mention: &Mention) -> Option<(&'static str, WordId)> {
    let parsed = resolved.parsed();
    if mention.form != Form::Named || !mention.members.is_empty() {
        return None;
    }
    let name = parsed.text_of(mention.name?).replace('’', "'");
    let countries = CAPITALS.get(name.as_str()).or_else(|| SEATS.get(name.as_str()))?;
    if resolved.entity(resolved.entity_of(mention.id)).kind == Kind::Person {
        return None;
    }
    let act = governing(parsed, mention.head)?;
    let country = match countries.split_once(',') {
        None => countries,
        Some((one, other)) => match (named_country(resolved, one), named_country(resolved, other)) {
            (Some(_), None) => one,
            (None, Some(_)) => other,
            _ => return None,
        },
    };
    Some((country, act))
}

/// What the word does or owns that only somebody who decides can do.
fn governing(parsed: &Parsed, word: WordId) -> Option<WordId> {
    // *Moscow and Washington agreed*
    let first = parsed.head(word).filter(|_| parsed.is(word, BaseRelation::Conj)).unwrap_or(word);
    let head = parsed.head(first)?;
    let lemma = parsed.lower_lemma(head);
    let verb = |lemma: &str| GOVERNING_VERBS.contains(lemma) || REPORTING.contains_key(lemma);
    let relation = parsed.relation(first);
    match relation.base {
        BaseRelation::Nsubj if relation.subtype != Subtype::Pass && parsed.upos(head) == Upos::Verb => {
            // *began working*, *has to decide*: also what the verb leads to
            let chain =
                std::iter::successors(Some(head), |&v| parsed.child_by(v, BaseRelation::Xcomp)).take(3);
            chain.into_iter().any(|v| verb(parsed.lower_lemma(v))).then_some(head)
        }
        BaseRelation::Obl if parsed.child_form(first, BaseRelation::Case) == "by" => {
            verb(lemma).then_some(head)
        }
        BaseRelation::Nmod if relation.subtype == Subtype::Poss => {
            let act = REPORTING_NOUNS.contains_key(lemma) || DECIDING_NOUNS.contains(lemma);
            act.then_some(head)
        }
        BaseRelation::Nmod if parsed.child_form(first, BaseRelation::Case) == "between" => {
            STATE_NOUNS.contains(lemma).then_some(head)
        }
        _ => None,
    }
}
