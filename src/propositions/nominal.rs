//! Facts that no verb states: titles, offices, appositions, possessives, nouns of acts, `including`.

use super::appointing::appointed;
use super::arguments::{antecedent, conjuncts, is_name_part, marker, nominal};
use super::denial::of_nothing;
use super::negation::denies_argument;
use super::nominal_fact::{NominalFact, fact, leads};
use super::predicate::join_lemmas;
use super::standing::Standing;
use super::subject::subject;
use super::types::{Argument, Modality, Polarity, Predicate, PropositionKind};
use super::verb_forms::is_passive;
use super::{acts, modality, tenure};
use crate::entities::Resolved;
use crate::lexicon::{
    self, COUNTRIES, DEMONYMS, EVENT_NOUNS, HONORIFICS, INNER_PREPOSITIONS, TITLES, WordSet,
};
use crate::mentions::{Form, Kind};
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};

static MEASURE_NOUNS: WordSet =
    WordSet::new(|| lexicon::set(include_str!("../../data/words/measure_nouns.tsv")));

/// Whether the noun only counts or measures (*a series of attacks*).
pub(super) fn is_measure(parsed: &Parsed, noun: WordId) -> bool {
    MEASURE_NOUNS.contains(parsed.lower_lemma(noun))
}

/// All nominal facts headed by `word`.
pub(super) fn facts(resolved: &Resolved, word: WordId) -> Vec<NominalFact> {
    let parsed = resolved.parsed();
    let mut found = Vec::new();
    if !parsed.is_noun(word) {
        return found;
    }
    let relation = parsed.relation(word);
    let lemma = parsed.lower_lemma(word);
    let desc = relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Desc;
    if desc || joined_title(parsed, word).is_some() {
        title(resolved, word, &mut found);
    } else if relation.is(BaseRelation::Appos) {
        apposition(resolved, word, &mut found);
    }
    let titled = TITLES.contains(lemma);
    let office = titled || is_person(resolved, word);
    let measure = MEASURE_NOUNS.contains(lemma);
    let noun = parsed.upos(word) == Upos::Noun || titled && beside_person(resolved, word);
    let nobody = denies_argument(parsed, word);
    if office
        && !measure
        && !nobody
        && noun
        && relation.subtype != Subtype::Desc
        && joined_title(parsed, word).is_none()
    {
        let before = named_before(resolved, word);
        let holders = holders(parsed, word).into_iter().filter(|&h| is_held_by(resolved, word, titled, h));
        for holder in holders.chain(before.iter().copied()) {
            let predicate = office_predicate(parsed, word, &before);
            let holder = antecedent(parsed, holder);
            let appointed = appointed(parsed, word);
            let rule = if appointed.is_some() { "nominal/appointed" } else { "nominal/office-of" };
            let who = nominal(resolved, appointed.unwrap_or(word));
            let verb = tenure::served(parsed, word).or_else(|| denied(parsed, word));
            let server = verb.and_then(|v| Some((v, subject(parsed, v, 0)?)));
            let fact = match server {
                Some((verb, subject)) => {
                    let who = nominal(resolved, antecedent(parsed, subject));
                    let stated = modality::standing(parsed, verb);
                    let fact = fact(resolved, word, PropositionKind::Office, who, predicate, holder);
                    let rule = if verb == word { "nominal/office-of" } else { "nominal/served-as" };
                    NominalFact { rule, modality: stated.modality, polarity: stated.polarity, ..fact }
                }
                None => NominalFact {
                    rule,
                    ..fact(resolved, word, PropositionKind::Office, who, predicate, holder)
                },
            };
            found.push(fact);
        }
    }
    tenure::mark(resolved, &mut found);
    let before = found.len();
    if let Some(&(verb, of_agent)) = EVENT_NOUNS.get(lemma) {
        acts::event(resolved, word, verb, of_agent, &mut found);
    }
    // what a noun of an act says with its arguments, its phrases need not say again
    if found.len() == before {
        let said: Vec<WordId> = found.iter().map(|f| f.object.head).collect();
        for child in parsed.children_by(word, BaseRelation::Nmod).filter(|c| !said.contains(c)) {
            nested(resolved, word, child, &mut found);
        }
    }
    found
}

/// Whether the noun and a person's name are each other's apposition (*the Minister of Health, Lund*).
fn beside_person(resolved: &Resolved, noun: WordId) -> bool {
    let parsed = resolved.parsed();
    let person = |w: WordId| {
        let mention = resolved.mentioned.headed_by(w).map(|m| resolved.mentioned.mention(m));
        mention.is_some_and(|m| m.kind == Kind::Person && m.form == Form::Named)
    };
    parsed.children_by(noun, BaseRelation::Appos).any(person)
        || parsed.is(noun, BaseRelation::Appos) && parsed.head(noun).is_some_and(person)
}

/// Whether what a noun says of people with `holder` is an office or tie of theirs. *Residents of the closure*, *persons at the
/// college*, *families of refugees* are none: without a title it is one person, of somebody; several are of somebody with a name.
fn is_held_by(resolved: &Resolved, noun: WordId, titled: bool, holder: WordId) -> bool {
    let parsed = resolved.parsed();
    let entity = resolved.mentioned.headed_by(holder).map(|m| resolved.entity(resolved.entity_of(m)));
    let somebody = parsed.upos(holder) == Upos::Pron
        || entity
            .is_some_and(|e| matches!(e.kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Group));
    let several = parsed.feature(noun, "Number") == Some("Plur");
    let first = parsed.head(holder).filter(|_| parsed.is(holder, BaseRelation::Conj)).unwrap_or(holder);
    let own = parsed.relation(first).subtype == Subtype::Poss
        || parsed.child_form(first, BaseRelation::Case) == "of";
    // *a bench of the court*: a body is nobody's
    let body = !several
        && resolved
            .mentioned
            .headed_by(noun)
            .is_some_and(|m| resolved.mentioned.mention(m).kind == Kind::Group);
    let known = parsed.upos(holder) == Upos::Pron || entity.is_some_and(|e| e.named);
    // *Tiberg, winner of the prize*: of somebody with a name
    let told =
        resolved.mentioned.headed_by(noun).is_some_and(|m| resolved.entity(resolved.entity_of(m)).named);
    let single = !several && !body;
    if titled {
        !several || known
    } else {
        own && (single && (somebody || told) || several && somebody && known)
    }
}

/// The title before a name that a second title is joined to (*founder and chairwoman Lise Dahl*).
fn joined_title(parsed: &Parsed, second: WordId) -> Option<WordId> {
    let title = |&first: &WordId| parsed.relation(first).subtype == Subtype::Desc;
    let first = parsed.head(second).filter(|_| parsed.is(second, BaseRelation::Conj)).filter(title)?;
    TITLES.contains(parsed.lower_lemma(second)).then_some(first)
}

/// The office as the predicate of a clause that denies it or leaves it open (*Lund is not the director of the museum*), or tells
/// of it beside a name (*Lund, who was mayor of Oslo*).
fn denied(parsed: &Parsed, office: WordId) -> Option<WordId> {
    parsed.child_by(office, BaseRelation::Cop)?;
    if parsed.relation(office).subtype == Subtype::Relcl {
        return Some(office);
    }
    let stated = modality::standing(parsed, office);
    (stated.modality != Modality::Actual || stated.polarity != Polarity::Affirmative).then_some(office)
}

fn is_person(resolved: &Resolved, word: WordId) -> bool {
    resolved.mentioned.headed_by(word).is_some_and(|m| {
        let mention = resolved.mentioned.mention(m);
        matches!(mention.kind, Kind::Person | Kind::Group) && mention.form == Form::Nominal
    })
}

/// A predicate made of a noun with its modifiers: `special envoy`.
pub(super) fn noun_predicate(parsed: &Parsed, noun: WordId) -> Predicate {
    office_predicate(parsed, noun, &[])
}

/// The words of *mother-in-law* behind the noun.
fn in_law(parsed: &Parsed, noun: WordId) -> Vec<WordId> {
    let behind = (1..=4).map(|i| noun.plus(i)).filter(|w| w.index() < parsed.len());
    let words: Vec<WordId> = behind.collect();
    let forms: Vec<&str> = words.iter().map(|&w| parsed.form(w)).collect();
    if forms == ["-", "in", "-", "law"] { words } else { Vec::new() }
}

/// The predicate of an office without the names in front of it that are said to be whom it is held for.
fn office_predicate(parsed: &Parsed, noun: WordId, holders: &[WordId]) -> Predicate {
    let modifier = |w: WordId| {
        parsed.head(w) == Some(noun)
            && !holders.contains(&w)
            && w < noun
            && matches!(
                parsed.relation(w).base,
                BaseRelation::Amod | BaseRelation::Compound | BaseRelation::Punct
            )
            && !DEMONYMS.contains_key(parsed.form(w))
            && !COUNTRIES.contains_key(parsed.form(w))
            && (parsed.upos(w) != Upos::Punct || matches!(parsed.form(w), "-" | "–" | "."))
    };
    let mut words: Vec<WordId> = parsed.subtree_where(noun, |w| parsed.head(w) == Some(noun) && !modifier(w));
    words.retain(|&w| w <= noun);
    // *former minister*: the office is *minister*, and that it is over is a qualifier
    let state = tenure::state(parsed, noun);
    let hyphen = |w: WordId| parsed.upos(w) == Upos::Punct && w.previous() == state;
    let joint = |&w: &WordId| w != noun && (Some(w) == state || hyphen(w));
    // *CPI(M) leader*
    let bracket = |w: WordId| matches!(parsed.form(w), "(" | ")" | "[" | "]");
    let inside = |w: WordId| {
        let (before, after) = (w.previous(), w.next());
        before.is_some_and(bracket) || after < noun && bracket(after)
    };
    words.retain(|&w| w == noun || !bracket(w) && !inside(w));
    let office: Vec<WordId> = words.iter().copied().filter(|w| !joint(w)).collect();
    let lemma = join_lemmas(parsed, &office);
    let mut lemma = lemma.strip_prefix("ex-").map(str::to_owned).unwrap_or(lemma);
    let mut label = words.iter().map(|&w| parsed.form(w)).collect::<Vec<_>>().join(" ").replace(" - ", "-");
    let law = in_law(parsed, noun);
    if !law.is_empty() {
        lemma.push_str("-in-law");
        label.push_str("-in-law");
        words.extend(law);
    }
    Predicate {
        head: noun,
        words,
        preposition: Vec::new(),
        label: format!("{} of", label.to_lowercase()),
        lemma,
        implied: true,
        passive: false,
        symmetric: false,
        tenure: None,
    }
}

/// Whom an office is held for: possessors, `of`, `for`, and a country's or organization's name in front.
fn holders(parsed: &Parsed, noun: WordId) -> Vec<WordId> {
    let held = |&c: &WordId| {
        let relation = parsed.relation(c);
        match relation.base {
            BaseRelation::Nmod if relation.subtype == Subtype::Poss => true,
            BaseRelation::Nmod => leads(parsed.child_form(c, BaseRelation::Case), 1),
            BaseRelation::Compound => parsed.upos(c) == Upos::Propn && COUNTRIES.contains_key(parsed.form(c)),
            _ => false,
        }
    };
    // *editor at large*
    let noun_like =
        |&c: &WordId| parsed.is_noun(c) || matches!(parsed.upos(c), Upos::Pron | Upos::Num | Upos::Verb);
    let held = parsed.children(noun).iter().copied().filter(held).filter(noun_like);
    held.flat_map(|c| conjuncts(parsed, c)).collect()
}

/// `office.named-before`: the organization or place named in front of an office (*Harbour Board spokesman Rui Vasc*).
fn named_before(resolved: &Resolved, noun: WordId) -> Vec<WordId> {
    let parsed = resolved.parsed();
    if !TITLES.contains(parsed.lower_lemma(noun)) {
        return Vec::new();
    }
    let holder = |&c: &WordId| {
        let kind = resolved
            .mentioned
            .headed_by(c)
            .map(|m| resolved.mentioned.mention(m))
            .filter(|m| m.form == Form::Named && matches!(m.kind, Kind::Organization | Kind::Place));
        c < noun
            && kind.is_some()
            && !COUNTRIES.contains_key(parsed.form(c))
            && !DEMONYMS.contains_key(parsed.form(c))
            && !lexicon::FIELDS.contains(parsed.lower(c))
    };
    parsed.children_by(noun, BaseRelation::Compound).filter(holder).collect()
}

/// A title before a name: the holder's place or organization follows the name or stands in the title.
fn title(resolved: &Resolved, word: WordId, found: &mut Vec<NominalFact>) {
    let parsed = resolved.parsed();
    let first = joined_title(parsed, word);
    let Some(name) = parsed.head(first.unwrap_or(word)) else { return };
    let lower = parsed.lower(word);
    let form = lower.trim_end_matches('.');
    // *Radio Belmar*: the first word of a body's name is no title of it
    let inside = resolved
        .mentioned
        .headed_by(name)
        .map(|m| resolved.mentioned.mention(m))
        .is_some_and(|m| m.kind != Kind::Person && m.name.is_some_and(|span| span.contains(word)));
    if inside
        || HONORIFICS.contains_key(lower)
        || is_name_part(lower)
        || lexicon::is_name_suffix(form)
        || lexicon::COMPANY_FORMS.contains(parsed.form(word).trim_end_matches('.'))
        || resolved.mentioned.headed_by(name).is_none()
    {
        return;
    }
    let subject = nominal(resolved, name);
    let before = named_before(resolved, word);
    let mut holders = holders(parsed, word);
    holders.extend(&before);
    if let Some(first) = first.filter(|_| holders.is_empty()) {
        holders = self::holders(parsed, first);
        holders.extend(named_before(resolved, first));
    }
    holders.extend(
        parsed
            .children_by(name, BaseRelation::Nmod)
            .filter(|&c| matches!(parsed.child_form(c, BaseRelation::Case), "of")),
    );
    holders.extend(
        parsed.children_by(name, BaseRelation::Nmod).filter(|&c| parsed.relation(c).subtype == Subtype::Poss),
    );
    let predicate = office_predicate(parsed, word, &before);
    for &holder in &holders {
        found.push(fact(resolved, word, PropositionKind::Title, subject.clone(), predicate.clone(), holder));
    }
    if holders.is_empty() {
        found.push(role(resolved, PropositionKind::Title, subject, word));
    }
}

/// `role` with the title as text.
fn role(resolved: &Resolved, kind: PropositionKind, subject: Argument, noun: WordId) -> NominalFact {
    let parsed = resolved.parsed();
    let mut predicate = noun_predicate(parsed, noun);
    predicate.lemma = "role".to_owned();
    predicate.label = "role".to_owned();
    predicate.words = Vec::new();
    let mut found = fact(resolved, noun, kind, subject, predicate, noun);
    found.object.mention = None;
    found.rule = match kind {
        PropositionKind::Title => "nominal/role-before-name",
        _ => "nominal/role-beside-name",
    };
    found
}

/// *Anna Berg, the envoy*; *the envoy, Anna Berg*: the name is, the description says what.
fn apposition(resolved: &Resolved, word: WordId, found: &mut Vec<NominalFact>) {
    let parsed = resolved.parsed();
    let Some(head) = parsed.head(word) else { return };
    let mention = |w: WordId| resolved.mentioned.headed_by(w).map(|m| resolved.mentioned.mention(m));
    let (Some(a), Some(b)) = (mention(head), mention(word)) else { return };
    // *a deficit of 120 billion rubles (193 billion dollars)* is nobody's description
    if [a.kind, b.kind].iter().any(|k| matches!(k, Kind::Money | Kind::Quantity)) {
        return;
    }
    let (name, description) = match (a.form, b.form) {
        (Form::Named, Form::Nominal) => (head, word),
        (Form::Nominal, Form::Named) => (word, head),
        (Form::Named, Form::Named) if a.kind == Kind::Place && b.kind == Kind::Place => {
            let mut predicate = noun_predicate(parsed, word);
            (predicate.lemma, predicate.label) = ("in".to_owned(), "in".to_owned());
            predicate.words = Vec::new();
            let rule = "nominal/place-in-place";
            let who = nominal(resolved, head);
            let made = fact(resolved, word, PropositionKind::Nested, who, predicate, word);
            found.push(NominalFact { rule, ..made });
            return;
        }
        _ => return,
    };
    // *Lund, not a lawyer*
    if denies_argument(parsed, description) {
        return;
    }
    // *Lund, the owners*: several are not one
    let several = parsed.feature(description, "Number") == Some("Plur");
    if several && mention(name).is_some_and(|m| m.kind == Kind::Person) {
        return;
    }
    let subject = nominal(resolved, name);
    let titled = TITLES.contains(parsed.lower_lemma(description));
    let person = mention(name).is_some_and(|m| m.kind == Kind::Person)
        && (parsed.upos(description) == Upos::Noun || titled);
    if person && holders(parsed, description).is_empty() {
        found.push(role(resolved, PropositionKind::Apposition, subject, description));
    } else if !person {
        let mut predicate = noun_predicate(parsed, description);
        (predicate.lemma, predicate.label) = ("be".to_owned(), "is".to_owned());
        predicate.words = Vec::new();
        let mut made = fact(resolved, word, PropositionKind::Apposition, subject, predicate, description);
        made.object.mention = None;
        found.push(made);
    }
}

/// A modifier with a name inside: *sanctions against Oslo*, *members including Berg*.
fn nested(resolved: &Resolved, noun: WordId, child: WordId, found: &mut Vec<NominalFact>) {
    let parsed = resolved.parsed();
    let prepositions = marker(parsed, child);
    let Some(&first) = prepositions.first() else { return };
    let word = parsed.lower(first);
    // *17 people, among them a guard*
    let among = word == "among" && prepositions.len() > 1;
    let including = word == "including" || among || (word == "such" && prepositions.len() > 1);
    let named = |w: WordId| {
        resolved.mentioned.headed_by(w).is_some_and(|m| {
            let mention = resolved.mentioned.mention(m);
            mention.form == Form::Named && mention.kind != Kind::Time
        })
    };
    // *in line with*, *in addition to*: more preposition than noun
    let bare = parsed.upos(noun) == Upos::Noun
        && parsed.feature(noun, "Number") == Some("Sing")
        && parsed.child_by(noun, BaseRelation::Case).is_some()
        && !parsed.children(noun).iter().any(|&c| {
            matches!(
                parsed.relation(c).base,
                BaseRelation::Det | BaseRelation::Amod | BaseRelation::Nummod | BaseRelation::Compound
            ) || parsed.relation(c).subtype == Subtype::Poss
        });
    if bare && child.0 <= noun.0.saturating_add(4) {
        return;
    }
    // *the Institute for Coastal Physics* is one name
    let inside = resolved
        .mentioned
        .headed_by(noun)
        .is_some_and(|m| resolved.mentioned.mention(m).name.is_some_and(|name| name.contains(child)));
    if inside && INNER_PREPOSITIONS.contains(word) {
        return;
    }
    if !including && (word == "of" || !named(child) || resolved.mentioned.headed_by(noun).is_none()) {
        return;
    }
    let stands = brought_about(parsed, noun);
    for object in conjuncts(parsed, child) {
        let mut predicate = noun_predicate(parsed, noun);
        predicate.words = Vec::new();
        predicate.preposition = prepositions.clone();
        predicate.implied = !including;
        predicate.lemma = if including { "include".to_owned() } else { word.to_owned() };
        predicate.label = if including { "includes".to_owned() } else { word.to_owned() };
        let kind = if including { PropositionKind::Including } else { PropositionKind::Nested };
        let made = fact(resolved, child, kind, nominal(resolved, noun), predicate, object);
        found.push(match stands {
            Some(Standing { polarity, modality }) => NominalFact { polarity, modality, ..made },
            None => made,
        });
    }
}

/// How what a verb is to bring about stands: *promised to form a coalition with Lund*, *there was no agreement with Lund*.
fn brought_about(parsed: &Parsed, noun: WordId) -> Option<Standing> {
    if of_nothing(parsed, noun) || denies_argument(parsed, noun) {
        return Some(Standing { polarity: Polarity::Negative, modality: Modality::Actual });
    }
    let verb = parsed.head(noun).filter(|&v| parsed.upos(v) == Upos::Verb)?;
    let undergoes = match parsed.relation(noun).base {
        BaseRelation::Obj => true,
        BaseRelation::Nsubj => is_passive(parsed, verb),
        _ => false,
    };
    let definite = parsed.children(noun).iter().any(|&c| {
        parsed.relation(c).subtype == Subtype::Poss
            || parsed.is(c, BaseRelation::Det) && parsed.feature(c, "Definite") != Some("Ind")
    });
    (undergoes && !definite).then(|| modality::standing(parsed, verb))
}
