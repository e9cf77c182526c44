//! What the words around a name say of its kind: surer than the network, which sees one sentence at a time. What is a pattern over words of a
//! tree is a rule in `data/rules/kind.rules`; code is what spells names, weighs the network's labels or asks several lists in turn.

use super::Kind;
use super::forms::is_people;
use crate::lexicon::{
    BODIES_IN_ER, COMPANY_PARTS, CRAFT_SORTS, PREPOSITIONS_IN_NAMES, SIDES, TRUSTING, given_name,
};
use crate::lexicon::{
    CATEGORIES, COUNTRIES, DEMONYMS, DESCRIBING_NOUNS, GENDERED_NOUNS, GIVEN_NAMES_ALSO_WORDS, INSTITUTIONS,
    MOTION_VERBS, NAME_HEADS, ORGANIZATION_NOUNS, PEOPLE, PLACE_NOUNS, PLACE_PARTS, STATES, SURE_NAME_HEADS,
    TITLES, TYPE_WORDS,
};
use crate::morphology::Upos;
use crate::rules::{Applied, Rules, Stage};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed};

mod bodies;
mod ruled;

pub(crate) use bodies::brings_news;

use bodies::{acronym_is_nobody, acting_acronym, agency, chamber, employer, named_body, possessed};

/// What one clear sign weighs beside the network's word for one occurrence, which weighs one at most.
pub(super) const SIGN: f32 = 3.0;

/// A name amid its sentence, for the rules that say of what kind it is.
#[derive(Clone, Copy)]
struct Name<'p> {
    parsed: &'p Parsed,
    start: usize,
    end: usize,
    /// The word that the others hang on.
    top: WordId,
    /// What the network takes it for.
    kind: Kind,
}

impl<'p> Name<'p> {
    fn new(parsed: &'p Parsed, start: usize, end: usize, kind: Kind) -> Option<Self> {
        let inside = |w: WordId| (start..end).contains(&w.index());
        let top = (start..end)
            .map(WordId::from_index)
            .find(|&w| parsed.head(w).is_none_or(|h| !inside(h)))
            .filter(|&w| parsed.upos(w) == Upos::Propn && !COUNTRIES.contains_key(parsed.form(w)))?;
        Some(Self { parsed, start, end, top, kind })
    }

    fn form(&self) -> &'p str {
        self.parsed.form(self.top)
    }

    fn is_single(&self) -> bool {
        self.end == self.start.saturating_add(1)
    }

    /// Whether it begins with what is only a given name.
    fn is_given(&self) -> bool {
        given_name(self.parsed.form(WordId::from_index(self.start))).is_some()
    }

    /// The noun or verb it hangs on.
    fn head(&self) -> Option<WordId> {
        self.parsed.head(self.top)
    }

    fn led_by(&self, prepositions: &[&str]) -> bool {
        let fits = |c: WordId| prepositions.contains(&self.parsed.lower(c));
        self.parsed.children_by(self.top, BaseRelation::Case).any(fits)
    }
}

/// A sign in code: what says of what kind a name is, with the weight of its word.
type Sign = fn(&Name<'_>) -> Option<(Kind, f32)>;

/// Where it is looked for what a name is.
enum Source {
    Code(Sign),
    /// The rules in data of that group.
    Group(&'static str),
}

use Source::{Code, Group};

/// What says of what kind a name is, the surest first; the first that speaks is heard.
const SOURCES: [Source; 20] = [
    Code(vessel),
    Code(own_words),
    Code(chamber),
    Group("kind"),
    Code(possessed),
    Code(named_body),
    Code(described_behind),
    Code(beside_noun),
    Code(located),
    Code(acronym_is_nobody),
    Code(agency),
    Code(employer),
    Group("deed"),
    Code(described),
    Code(given_first),
    Code(state),
    Code(quoted),
    Code(creed),
    Code(acting_acronym),
    Code(with_article),
];

/// The kind that the grammar around the name from `start` to `end` tells, with its weight; which rule says so, if one does, is added to `applied`.
pub(super) fn told(
    parsed: &Parsed,
    (start, end, kind): (usize, usize, Kind),
    rules: &Rules,
    applied: &mut Vec<Applied>,
) -> Option<(Kind, f32)> {
    // `kind/country`: *Belgium* is no person, unlike *Georgia*, which persons are called, too
    let form = parsed.form(WordId::from_index(start));
    if kind == Kind::Person
        && end == start.saturating_add(1)
        && COUNTRIES.contains_key(form)
        && given_name(form).is_none()
    {
        return Some((Kind::Place, SIGN));
    }
    let name = Name::new(parsed, start, end, kind)?;
    let heard = |name: &Name<'_>, source: &Source, confirming: bool| match source {
        Code(sign) => Some((sign(name)?, None)),
        Group(group) => ruled::sign(name, rules, group, confirming),
    };
    let users = || rules.groups(Stage::Kind).filter(|group| !OWN_GROUPS.contains(group));
    let found = SOURCES.iter().find_map(|source| heard(&name, source, false));
    let found = found.or_else(|| users().find_map(|group| ruled::sign(&name, rules, group, false)));
    let found = found.or_else(|| {
        // what the network has right here, it may have wrong elsewhere
        let open = Name { kind: Kind::Abstract, ..name };
        let told = CONFIRMING.iter().find_map(|source| heard(&open, source, true));
        told.filter(|((told, _), _)| *told == kind)
    });
    let (told, rule) = found?;
    applied.extend(rule);
    Some(told)
}

/// The groups of rules that have their place among the signs in code; those of a user come behind.
const OWN_GROUPS: [&str; 2] = ["kind", "deed"];

/// Those whose word counts where the network agrees, too.
const CONFIRMING: [Source; 3] = [Group("kind"), Code(described_behind), Code(employer)];

/// `kind/vessel`: *the research vessel Arne Bay*, though a bay is a place.
fn vessel(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let noun = WordId::from_index(name.start.checked_sub(1)?);
    let joined = name.head() == Some(noun) || parsed.head(noun) == Some(name.top);
    let sort = CATEGORIES.get(parsed.lemma(noun)).filter(|_| parsed.upos(noun) == Upos::Noun)?;
    let sails = sort.sorts.iter().any(|s| CRAFT_SORTS.contains(s));
    (joined && sails).then_some((Kind::Object, 8.0 * SIGN))
}

/// `kind/own-words`: *the Fairfax Act*, *Lake Arne*, *the Harbour Museum*: a noun in the name says what it is.
fn own_words(name: &Name<'_>) -> Option<(Kind, f32)> {
    let words: Vec<&str> = (name.start..name.end).map(|w| name.parsed.form(WordId::from_index(w))).collect();
    let kind = by_own_words(&words, Some(name.kind)).filter(|_| name.kind != Kind::Time)?;
    // *Anna Park*, *Mr. Hill*
    let somebody = name.kind == Kind::Person
        && (words.first().is_some_and(|w| may_be_given(w)) || super::has_honorific(name.parsed, name.top));
    (!somebody).then_some((kind, 2.0 * SIGN))
}

fn may_be_given(word: &str) -> bool {
    given_name(word).is_some() || GIVEN_NAMES_ALSO_WORDS.contains(word)
}

/// The kind that a noun in the name tells: its last one, or the one before *of*, or what it begins with.
pub(crate) fn by_own_words(words: &[&str], otherwise: Option<Kind>) -> Option<Kind> {
    // *the Lake Arne Police Department* is no lake
    let body = words.last().is_some_and(|last| ORGANIZATION_NOUNS.contains_key(last));
    let begins = TYPE_WORDS.iter().find(|(first, _)| words.len() > first.len() && words.starts_with(first));
    let begins = begins.filter(|(first, _)| !body || words.len() < first.len().saturating_add(2));
    if let Some((_, kind)) = begins {
        return Some(*kind);
    }
    let of = words.iter().position(|w| PREPOSITIONS_IN_NAMES.contains(w)).filter(|&at| at > 0);
    // *the Fairfax Act 1908*
    let number = |w: &&&str| w.starts_with(|c: char| c.is_ascii_digit());
    let end = of.unwrap_or(words.len().saturating_sub(words.iter().rev().take_while(number).count()));
    if words.len() < 2 {
        return None;
    }
    let last = *words.get(end.checked_sub(1)?)?;
    let pair = end.checked_sub(2).and_then(|from| words.get(from..end)).unwrap_or_default().join(" ");
    if last == "Bank" && end == 2 && words.first().is_some_and(|w| SIDES.contains(w)) {
        return Some(Kind::Place);
    }
    let body = ORGANIZATION_NOUNS.get(pair.as_str()).or_else(|| ORGANIZATION_NOUNS.get(last));
    if let Some(&sort) = body {
        let place = otherwise.filter(|&k| k == Kind::Place && sort == "building");
        return Some(place.unwrap_or(Kind::Organization));
    }
    let (noun, kind) = NAME_HEADS.get_key_value(pair.as_str()).or_else(|| NAME_HEADS.get_key_value(last))?;
    let kind = *kind;
    // *Crystal Palace* is a club
    let club =
        otherwise == Some(Kind::Organization) && kind == Kind::Place && !SURE_NAME_HEADS.contains(noun);
    (!club).then_some(kind)
}

/// The kind of thing that the noun of a description says (*ferry*, *island*, *film*).
fn of_noun(lemma: &str) -> Option<Kind> {
    DESCRIBING_NOUNS.get(lemma).copied()
}

/// `kind/described-behind`: *Zaltec, a subsidiary of Brevik*; *Orva, the engineer*.
fn described_behind(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let noun = parsed.children_by(name.top, BaseRelation::Appos).find(|&w| {
        w > name.top && parsed.upos(w) == Upos::Noun && parsed.child_by(w, BaseRelation::Det).is_some()
    })?;
    let lemma = parsed.lemma(noun);
    // *Olav Berg, a former miner*
    if may_be_somebody(lemma) && name.is_given() && !name.is_single() {
        return None;
    }
    let found = if INSTITUTIONS.contains_key(lemma) || COMPANY_PARTS.contains(lemma) {
        Kind::Organization
    } else if TITLES.contains(lemma) || GENDERED_NOUNS.contains_key(lemma) {
        Kind::Person
    } else if PLACE_NOUNS.contains(lemma) {
        Kind::Place
    } else {
        of_noun(lemma)?
    };
    (found != name.kind
        && matches!(name.kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Abstract))
    .then_some((found, SIGN))
}

/// Whether the word beside the name says that it is a place: *in Arne*, *flew to Arne*, *the mayor of Arne*.
pub(crate) fn is_located(parsed: &Parsed, head: WordId) -> bool {
    let above = parsed.head(head);
    let lemma = above.map_or("", |w| parsed.lemma(w));
    let bare = parsed.child_by(head, BaseRelation::Det).is_none();
    // *in Oslo and Arne*
    let first = above.filter(|_| parsed.is(head, BaseRelation::Conj));
    let joined = first.filter(|_| parsed.child_by(head, BaseRelation::Case).is_none());
    if let Some(first) = joined.filter(|&first| !parsed.is(first, BaseRelation::Conj)) {
        return bare && is_located(parsed, first);
    }
    bare && parsed.children_by(head, BaseRelation::Case).any(|c| match parsed.lower(c) {
        "in" => !TRUSTING.contains(lemma),
        "near" | "outside" => true,
        "to" | "from" | "for" => MOTION_VERBS.contains(lemma) && parsed.is(head, BaseRelation::Obl),
        "of" => PLACE_NOUNS.contains(lemma) || PLACE_PARTS.contains(lemma),
        _ => false,
    })
}

/// `kind/located`: *in Arne*, *flew to Arne*.
fn located(name: &Name<'_>) -> Option<(Kind, f32)> {
    let alone = !name.is_given() && !super::has_honorific(name.parsed, name.top);
    (name.kind == Kind::Person && alone && is_located(name.parsed, name.top)).then_some((Kind::Place, 2.0))
}

/// `kind/described`: *the sensor maker Optilux*, *the railway operator, Nordbahn*.
fn described(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let head = name.head()?;
    let between = head.index().saturating_add(1)..name.start;
    let beside =
        between.is_empty() || between.len() == 1 && parsed.form(WordId::from_index(between.start)) == ",";
    let label = parsed.label(head);
    let described = parsed.is(name.top, BaseRelation::Appos)
        && parsed.upos(head) == Upos::Noun
        && beside
        && label.head_confidence > 0.5;
    // *the ferry Pelican*, *the film Pelican*
    if described && let Some(kind) = of_noun(parsed.lemma(head)).filter(|&kind| kind != name.kind) {
        return Some((kind, SIGN));
    }
    match label.head_of {
        // *lender*, *designer* may be either
        Some(Kind::Person) if !TITLES.contains(parsed.lemma(head)) => None,
        Some(found @ (Kind::Organization | Kind::Person)) if described && found != name.kind => {
            Some((found, SIGN * label.head_confidence))
        }
        _ => None,
    }
}

/// `kind/given-first`: *Ingrid Falk* is no place; *Ingrid Falk* and *Rose Tarn*, who act or are acted on, are no firm, though the network
/// be in two minds.
fn given_first(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let (first, last) = (WordId::from_index(name.start), WordId::from_index(name.end.saturating_sub(1)));
    let word = parsed.form(last);
    let body = ORGANIZATION_NOUNS.contains_key(word) || NAME_HEADS.contains_key(word);
    let bare = parsed.child_by(name.top, BaseRelation::Det).is_none();
    let person =
        name.end == name.start.saturating_add(2) && parsed.upos(last) == Upos::Propn && !body && bare;
    let acts = matches!(parsed.relation(name.top).base, BaseRelation::Nsubj | BaseRelation::Obj);
    let fits = match name.kind {
        Kind::Place => given_name(parsed.form(first)).is_some() && !name.led_by(&["in"]),
        Kind::Organization | Kind::Person if acts => {
            given_name(parsed.form(first)).is_some() || GIVEN_NAMES_ALSO_WORDS.contains(parsed.form(first))
        }
        _ => false,
    };
    (person && fits).then_some((Kind::Person, 0.7 * SIGN))
}

/// Whether the noun of bodies may be said of a person, too: *operator*, *developer*, *guard*.
fn may_be_somebody(lemma: &str) -> bool {
    lemma.ends_with("er") && !BODIES_IN_ER.contains(lemma) || lemma.ends_with("or") || lemma == "guard"
}

/// `kind/beside-noun`: *the ferry Pelican*, *the broadcaster NSKB*: the noun right in front, which belongs to the name or the name to it.
fn beside_noun(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let noun = WordId::from_index(name.start.checked_sub(1)?);
    let joined = name.head() == Some(noun) || parsed.head(noun) == Some(name.top);
    let kind = CATEGORIES.get(parsed.lemma(noun))?.kind;
    let either = may_be_somebody(parsed.lemma(noun));
    let person = name.kind == Kind::Person
        && (either && kind == Kind::Organization || name.is_given() && !name.is_single());
    // *the weekly Obzor*, where the tagger has an adjective
    let weekly = parsed.upos(noun) == Upos::Adj && INSTITUTIONS.contains_key(parsed.lemma(noun));
    let fits = joined && (parsed.upos(noun) == Upos::Noun || weekly) && !person && kind != name.kind;
    (fits && !super::has_honorific(parsed, name.top)).then_some((kind, SIGN))
}

/// `kind/state`: *Minnesota* alone is a place, if no person's given name.
fn state(name: &Name<'_>) -> Option<(Kind, f32)> {
    let words: Vec<&str> = (name.start..name.end).map(|w| name.parsed.form(WordId::from_index(w))).collect();
    let known = STATES.contains(words.join(" ").as_str()) && !name.is_given();
    let other = matches!(name.kind, Kind::Person | Kind::Abstract | Kind::Object | Kind::Work);
    (known && other && !super::has_honorific(name.parsed, name.top)).then_some((Kind::Place, SIGN))
}

/// `kind/quoted`: *the slogan “Coffee Without Fear”*: words of a title between quotation marks are a work.
fn quoted(name: &Name<'_>) -> Option<(Kind, f32)> {
    let form = |at: Option<usize>| {
        at.filter(|&w| w < name.parsed.len()).map_or("", |w| name.parsed.form(WordId::from_index(w)))
    };
    let opens = matches!(form(name.start.checked_sub(1)), "“" | "\"" | "``" | "‘");
    let closes = matches!(form(Some(name.end)), "”" | "\"" | "''" | "’");
    let other = matches!(name.kind, Kind::Abstract | Kind::Object | Kind::Place | Kind::Event);
    (opens && closes && other && name.end.saturating_sub(name.start) > 1).then_some((Kind::Work, 0.7 * SIGN))
}

/// `kind/creed`: *Arnean polytheism* is no body.
fn creed(name: &Name<'_>) -> Option<(Kind, f32)> {
    let last = name.parsed.form(WordId::from_index(name.end.saturating_sub(1)));
    let other = matches!(name.kind, Kind::Organization | Kind::Person | Kind::Place | Kind::Object);
    (last.len() > 6 && last.ends_with("ism") && other).then_some((Kind::Abstract, SIGN))
}

/// `kind/with-article`: *the Pelican* is no person.
fn with_article(name: &Name<'_>) -> Option<(Kind, f32)> {
    let parsed = name.parsed;
    let before = WordId::from_index(name.start.checked_sub(1)?);
    let article = parsed.lower(before) == "the" && parsed.head(before) == Some(name.top);
    // *the First Lady*
    let called = |w: &str| TITLES.contains(w) || GENDERED_NOUNS.contains_key(w);
    let mut words = (name.start..name.end).map(|w| parsed.lower(WordId::from_index(w)));
    let title = words.any(called) || super::has_honorific(parsed, name.top);
    let one = name.kind == Kind::Person && parsed.feature(name.top, "Number") != Some("Plur");
    if !article || !one || title || is_people(parsed, name.top) || !name.is_single() && name.is_given() {
        return None;
    }
    // one of a people (*the Argentine*)
    if DEMONYMS.contains_key(name.form()) || PEOPLE.contains_key(name.form()) {
        return None;
    }
    let label = parsed.label(name.top);
    let found =
        label.head_of.filter(|&k| k != Kind::Person).or(label.likely_kind.filter(|&k| k != Kind::Person));
    let otherwise = if name.is_single() { Kind::Object } else { Kind::Organization };
    Some((found.unwrap_or(otherwise), 0.8 * SIGN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_tell_the_kind() {
        let kind = |name: &str| by_own_words(&name.split(' ').collect::<Vec<_>>(), None);
        assert_eq!(kind("Fairfax Reform Act"), Some(Kind::Work));
        assert_eq!(kind("Treaty of Arne"), Some(Kind::Work));
        assert_eq!(kind("Battle of Arne"), Some(Kind::Event));
        assert_eq!(kind("Lake Arne"), Some(Kind::Place));
        assert_eq!(kind("Space Shuttle Pelican"), Some(Kind::Object));
        assert_eq!(kind("Arne Harbour Museum"), Some(Kind::Organization));
        assert_eq!(kind("University of Arne"), Some(Kind::Organization));
        assert_eq!(kind("West Bank"), Some(Kind::Place));
        assert_eq!(kind("Act"), None);
        assert_eq!(kind("Olav Berg"), None);
    }
}
