//! Finds the mentions of a parsed document in its trees, with kinds from the network and closed classes of the world.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "ids of the words of the same document"
)]

use super::forms::{form, is_one_of_many};
use super::heads::{is_body, is_inside_country, is_named_season, is_type_noun};
use super::{Form, Kind, Mention, Mentioned};
use crate::lexicon::{
    CAPITALS, COUNTRIES, FIELDS, GIVEN_NAMES, GIVEN_NAMES_ALSO_WORDS, HONORIFICS, PRONOUNS, SEATS, TITLES,
    is_name_suffix,
};
use crate::morphology::Upos;
use crate::span::{MentionId, WordId, WordSpan};
use crate::syntax::{BaseRelation, NamePosition, Parsed, Subtype};

/// Nouns of those who have one family name.
const FAMILIES: [&str; 6] = ["family", "clan", "dynasty", "brother", "sister", "twin"];

/// Finds the mentions: names, nominal phrases, pronouns and coordinations of them.
///
/// A mention is the noun phrase of its head word with all that modifies it; two mentions nest or are apart. They come in
/// the order of their first words, the longer first. Expletive *it* and *there* are no mentions, nor are relative pronouns, but for *which* that
/// comments on a clause.
#[must_use]
pub fn detect(mut parsed: Parsed) -> Mentioned {
    super::names::spread(&mut parsed);
    let expletives = super::expletives::find(&parsed);
    let common = super::headlines::common_nouns(&parsed);
    let stands_for_nothing = |w: WordId| expletives.binary_search_by_key(&w, |e| e.word).is_ok();
    let mut found: Vec<Mention> = Vec::new();
    for (sentence, words) in parsed.sentences() {
        let mut candidates: Vec<Mention> = Vec::new();
        for head in words.words.words().filter(|&w| !stands_for_nothing(w)) {
            if let Some((kind, confidence)) = kind_of_head(&parsed, head) {
                let span = phrase(&parsed, head);
                let name = name_in(&parsed, head, span, kind);
                let form = if common[head.index()] { Form::Nominal } else { form(&parsed, head) };
                let mention = |span, name, kind| Mention {
                    id: MentionId(0),
                    sentence,
                    span,
                    head,
                    kind,
                    form,
                    name,
                    members: Vec::new(),
                    confidence,
                };
                if form != Form::Pronoun
                    && let Some(last) = parsed.children_by(head, BaseRelation::Conj).last()
                    && kind_of_head(&parsed, last).is_some()
                {
                    let end = phrase(&parsed, last).end;
                    let joint = WordSpan { start: span.start, end };
                    candidates.push(Mention { form: Form::Nominal, ..mention(joint, None, kind) });
                }
                candidates.push(mention(span, name, kind));
            }
        }
        candidates.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.head));
        keep_nested(&mut candidates);
        found.extend(candidates);
    }
    for (i, mention) in found.iter_mut().enumerate() {
        mention.id = MentionId::from_index(i);
    }
    let mut mentioned = Mentioned { by_head: vec![None; parsed.len()], parsed, mentions: found, expletives };
    index_heads(&mut mentioned);
    mentioned
}

/// Drops what crosses a mention before it, and doubles.
fn keep_nested(sorted: &mut Vec<Mention>) {
    let mut open: Vec<WordSpan> = Vec::new();
    let mut last: Option<(WordSpan, WordId)> = None;
    sorted.retain(|m| {
        while open.last().is_some_and(|o| o.end <= m.span.start) {
            open.pop();
        }
        let fits = open.last().is_none_or(|o| o.covers(m.span)) && last.is_none_or(|l| l.0 != m.span);
        if fits {
            open.push(m.span);
            last = Some((m.span, m.head));
        }
        fits
    });
}

/// Fills `by_head` and the members of coordinations (the longer of two mentions with one head is the coordination).
fn index_heads(mentioned: &mut Mentioned) {
    for i in 0..mentioned.mentions.len() {
        let m = &mentioned.mentions[i];
        let (id, head) = (m.id, m.head.index());
        // of two mentions with the same head the coordination comes first, and the later one overwrites it
        mentioned.by_head[head] = Some(id);
    }
    for i in 0..mentioned.mentions.len() {
        let m = &mentioned.mentions[i];
        if mentioned.by_head[m.head.index()] == Some(m.id) {
            continue;
        }
        let parsed = &mentioned.parsed;
        let heads = std::iter::once(m.head).chain(parsed.children_by(m.head, BaseRelation::Conj));
        let members = heads.filter_map(|h| mentioned.by_head[h.index()]).collect();
        mentioned.mentions[i].members = members;
    }
}

/// The kind of the mention that `head` heads, and how sure it is; `None` where it heads none.
fn kind_of_head(parsed: &Parsed, head: WordId) -> Option<(Kind, f32)> {
    let label = &parsed.mention_labels[head.index()];
    let relation = parsed.relation(head);
    let upos = parsed.upos(head);
    let inside_name = matches!(
        relation.base,
        BaseRelation::Flat | BaseRelation::Fixed | BaseRelation::Goeswith | BaseRelation::Case
    ) || (relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Desc)
        || matches!(relation.base, BaseRelation::Expl | BaseRelation::Cc | BaseRelation::Punct);
    if inside_name {
        return None;
    }
    if upos == Upos::Pron {
        let lower = parsed.lower(head);
        if let Some(pronoun) = PRONOUNS.get(lower.as_str()) {
            let kind = match (pronoun.class, pronoun.person, pronoun.plural) {
                ("masculine" | "feminine", ..) | (_, 1 | 2, false) => Kind::Person,
                ("neuter", ..) => label.likely_kind.filter(|&k| k != Kind::Person).unwrap_or(Kind::Abstract),
                _ => label.likely_kind.unwrap_or(Kind::Person),
            };
            return Some((kind, label.head_confidence));
        }
        if lower == "which" && comments(parsed, head) {
            return Some((Kind::Event, 0.9));
        }
        if parsed.feature(head, "PronType") == Some("Rel") || parsed.feature(head, "PronType") == Some("Int")
        {
            return None;
        }
        return label.head_of.map(|kind| (kind, label.head_confidence));
    }
    // *the 54-year-old*, *the Slovene*
    if super::ages::is_somebody(parsed, head) || super::forms::is_one_of_a_people(parsed, head) {
        return Some((Kind::Person, 0.9));
    }
    if !matches!(upos, Upos::Noun | Upos::Propn) {
        return label.head_of.map(|kind| (kind, label.head_confidence));
    }
    let named_kind = match label.name {
        NamePosition::Begin(kind) | NamePosition::Inside(kind) => Some(kind),
        NamePosition::Outside => None,
    };
    // *Economy Minister Berg*: what the office is for
    let office = || parsed.head(head).is_some_and(|h| TITLES.contains(parsed.lower(h).as_str()));
    if relation.is(BaseRelation::Compound) && FIELDS.contains(parsed.lower(head).as_str()) && office() {
        return None;
    }
    // *the Berg family* is nobody called Berg
    let family = || parsed.head(head).is_some_and(|h| FAMILIES.contains(&parsed.lemma(h)));
    if relation.is(BaseRelation::Compound) && label.name == NamePosition::Begin(Kind::Person) && family() {
        return None;
    }
    if relation.is(BaseRelation::Compound) || relation.is(BaseRelation::Amod) {
        // *the U.S. envoy*: the compound is a mention of its own where it is a whole name
        let whole = upos == Upos::Propn && named_kind.is_some() && !continues_name(parsed, head);
        if label.head_of.is_none() && !whole {
            return None;
        }
    }
    // *the Visayan Star Lines*, *the Battle of the Aegates*: of names inside a name only places are something of their own
    let part = upos == Upos::Propn
        && matches!(label.name, NamePosition::Begin(_) | NamePosition::Inside(_))
        && matches!(relation.base, BaseRelation::Compound | BaseRelation::Amod | BaseRelation::Nmod)
        && continues_name(parsed, head);
    if part
        && (label.head_of.or(label.likely_kind) != Some(Kind::Place)
            && !COUNTRIES.contains_key(parsed.form(head))
            || is_inside_country(parsed, head)
            || is_type_noun(parsed.form(head)))
    {
        return None;
    }
    // *Arne* in *the Arne Harbour Board*
    if part {
        return Some((Kind::Place, label.head_confidence));
    }
    // a family name, as the document says
    let family = label.name == NamePosition::Begin(Kind::Person) && label.name_confidence >= 1.0;
    if upos == Upos::Propn && !family {
        let name = name_text(parsed, head);
        if COUNTRIES.contains_key(name.as_str()) && label.head_of != Some(Kind::Person) {
            return Some((Kind::Place, label.head_confidence.max(0.9)));
        }
        // also a family name, but that is rarer
        if CAPITALS.contains_key(name.as_str()) && !has_honorific(parsed, head) {
            return Some((Kind::Place, 0.6));
        }
    }
    // *the Kremlin* is who governs there
    if upos == Upos::Propn && SEATS.contains_key(name_text(parsed, head).as_str()) {
        let kind = label.head_of.filter(|k| matches!(k, Kind::Organization | Kind::Place));
        return Some((kind.unwrap_or(Kind::Organization), label.head_confidence.max(0.6)));
    }
    let titled = upos == Upos::Propn && (has_honorific(parsed, head) || is_one_of_many(parsed, head));
    if titled {
        return Some((Kind::Person, label.head_confidence.max(0.9)));
    }
    if upos == Upos::Noun && label.head_of.is_none() && TITLES.contains(parsed.lemma(head)) {
        return Some((Kind::Person, 0.6));
    }
    let kind = match (label.head_of, named_kind) {
        (Some(_), Some(kind)) if label.name_confidence > label.head_confidence => kind,
        (found, other) => found.or(other).or(label.likely_kind).unwrap_or(Kind::Abstract),
    };
    // *the panel*, *the team* are no person
    if kind == Kind::Person && upos == Upos::Noun && named_kind.is_none() && is_body(parsed, head) {
        return Some((Kind::Organization, label.head_confidence));
    }
    // *the 2014 Harbour Cup season* is what happens in it
    if kind == Kind::Time && parsed.lemma(head) == "season" && is_named_season(parsed, head) {
        return Some((Kind::Event, label.head_confidence));
    }
    let told = of_type(parsed, head, kind).filter(|&told| told != kind);
    Some(told.map_or((kind, label.head_confidence), |told| (told, label.head_confidence.min(0.8))))
}

/// The kind that a noun in the name of `head` tells (*the Harbour Council*, *the Treaty of Arne*), if the network has it otherwise.
fn of_type(parsed: &Parsed, head: WordId, kind: Kind) -> Option<Kind> {
    // *the research vessel Arne Bay*: what the document says of the name is surer
    let thing = matches!(
        parsed.mention_labels[head.index()].name,
        NamePosition::Begin(Kind::Object) | NamePosition::Inside(Kind::Object)
    );
    if parsed.upos(head) != Upos::Propn || kind == Kind::Time || kind == Kind::Object && thing {
        return None;
    }
    let name = name_text(parsed, head);
    let mut words: Vec<&str> = name.split(' ').collect();
    // *the University of Bergen*: what follows is no part of the text of the head
    if parsed.children_by(head, BaseRelation::Nmod).any(|c| c > head && parsed.upos(c) == Upos::Propn) {
        words.extend(["of", ""]);
    }
    let given = |w: &&str| GIVEN_NAMES.contains_key(*w) || GIVEN_NAMES_ALSO_WORDS.contains(*w);
    let somebody = kind == Kind::Person && words.first().is_some_and(given);
    super::kinds::by_own_words(&words, Some(kind)).filter(|_| !somebody)
}

/// Whether the relative pronoun stands for the whole clause in front (*Lund resigned, which angered Berg*).
fn comments(parsed: &Parsed, pronoun: WordId) -> bool {
    let relative = parsed.ancestors(pronoun).find(|&w| parsed.relation(w).subtype == Subtype::Relcl);
    relative.is_some_and(|w| parsed.is(w, BaseRelation::Advcl) && parsed.head(w).is_some_and(|h| h < pronoun))
}

/// Whether the word belongs to the same name as its head.
fn continues_name(parsed: &Parsed, word: WordId) -> bool {
    let Some(head) = parsed.head(word) else { return false };
    let (a, b) = (word.min(head), word.max(head));
    WordSpan { start: WordId(a.0 + 1), end: WordId(b.0 + 1) }
        .words()
        .all(|w| matches!(parsed.mention_labels[w.index()].name, NamePosition::Inside(_)))
}

/// Whether an honorific stands before the name that `head` heads (*Ms. Lund*).
pub(crate) fn has_honorific(parsed: &Parsed, head: WordId) -> bool {
    parsed.children(head).iter().any(|&c| c < head && HONORIFICS.contains_key(parsed.lower(c).as_str()))
}

/// The head with the words it is written with as a name.
fn name_text(parsed: &Parsed, head: WordId) -> String {
    let parts = parsed.children(head).iter().copied().filter(|&c| {
        matches!(parsed.relation(c).base, BaseRelation::Flat | BaseRelation::Compound)
            && parsed.upos(c) == Upos::Propn
    });
    let mut words: Vec<WordId> = parts.chain([head]).collect();
    words.sort_unstable();
    words.iter().map(|&w| parsed.form(w)).collect::<Vec<_>>().join(" ")
}

/// The contiguous phrase around `head`: its subtree without what is no part of the noun phrase.
fn phrase(parsed: &Parsed, head: WordId) -> WordSpan {
    let sentence = parsed.sentence(parsed.sentence_of(head)).words;
    let predicate = parsed.child_by(head, BaseRelation::Cop).is_some();
    let skip = |child: WordId| {
        if parsed.head(child) != Some(head) {
            return false;
        }
        let relation = parsed.relation(child);
        match relation.base {
            BaseRelation::Case => parsed.xpos(child) != "POS" || parsed.head(child) == Some(head),
            BaseRelation::Cc => child > head || relation.subtype != Subtype::Preconj,
            BaseRelation::Conj
            | BaseRelation::Cop
            | BaseRelation::Aux
            | BaseRelation::Mark
            | BaseRelation::Nsubj
            | BaseRelation::Csubj
            | BaseRelation::Expl
            | BaseRelation::Parataxis
            | BaseRelation::Discourse
            | BaseRelation::Vocative
            | BaseRelation::Dislocated
            | BaseRelation::List
            | BaseRelation::Reparandum
            | BaseRelation::Orphan => true,
            BaseRelation::Advcl | BaseRelation::Ccomp => predicate || child < head,
            BaseRelation::Obl | BaseRelation::Advmod => predicate,
            // *Photo: Olav Berg*
            BaseRelation::Dep => child > head && parsed.form(WordId(head.0 + 1)) == ":",
            _ => false,
        }
    };
    let words = parsed.subtree_where(head, skip);
    let at = words.binary_search(&head).unwrap_or(0);
    let mut start = at;
    while start > 0 && words[start - 1].0 + 1 == words[start].0 {
        start -= 1;
    }
    let mut end = at;
    while end + 1 < words.len() && words[end].0 + 1 == words[end + 1].0 {
        end += 1;
    }
    let (mut first, mut last) = (words[start], words[end]);
    let paired = |w: WordId| matches!(parsed.form(w), ")" | "]");
    while first < head && parsed.upos(first) == Upos::Punct {
        first = WordId(first.0 + 1);
    }
    while last > head && parsed.upos(last) == Upos::Punct && !paired(last) {
        last = WordId(last.0 - 1);
    }
    WordSpan { start: first.max(sentence.start), end: WordId(last.0 + 1).min(sentence.end) }
}

/// Where the name of an organization ends: *Court of Arbitration for Sport* goes on, *Institute for Energy in Stockholm* ends before the
/// town.
fn of_organization(
    parsed: &Parsed,
    head: WordId,
    start: WordId,
    end: WordId,
    last: WordId,
    kind: Kind,
) -> WordId {
    if kind != Kind::Organization {
        return end;
    }
    let place = |w: WordId| parsed.mention_labels[w.index()].head_of == Some(Kind::Place);
    let town = (start.0 + 1..end.0.saturating_sub(1)).map(WordId).find(|&w| {
        w > head && parsed.lower(w) == "in" && place(WordId(end.0 - 1)) && parsed.upos(w) == Upos::Adp
    });
    if let Some(town) = town {
        return town;
    }
    // *for Sport*, *for the Liberation of Azawad*
    let word = |w: WordId| if w < last { parsed.lower(w) } else { String::new() };
    let article = u32::from(word(WordId(end.0 + 1)) == "the");
    let large = |w: WordId| {
        w < last && parsed.upos(w) == Upos::Propn && parsed.form(w).starts_with(char::is_uppercase)
    };
    let free = |w: WordId| !matches!(parsed.mention_labels[w.index()].name, NamePosition::Begin(_));
    let mut next = WordId(end.0 + 1 + article);
    let goes_on = end > head && word(end) == "for" && parsed.is(end, BaseRelation::Case) && large(next);
    if !goes_on || !free(next) {
        return end;
    }
    while large(next) && free(next) || word(next) == "of" && large(WordId(next.0 + 1)) {
        next = WordId(next.0 + if word(next) == "of" { 2 } else { 1 });
    }
    next
}

/// The words of the name alone: the network's, if they hold the head, else the run of proper nouns around it.
fn name_in(parsed: &Parsed, head: WordId, span: WordSpan, kind: Kind) -> Option<WordSpan> {
    let label = |w: WordId| parsed.mention_labels[w.index()].name;
    let propn = |w: WordId| parsed.upos(w) == Upos::Propn;
    let linked = |w: WordId| {
        let part = match parsed.relation(w).base {
            BaseRelation::Flat | BaseRelation::Compound => propn(w),
            // *the United Kingdom*: an adjective by its form, a part of the name by its tag
            BaseRelation::Amod => parsed.xpos(w) == "NNP",
            _ => false,
        };
        part && parsed.head(w) == Some(head)
    };
    let (mut start, mut end) = (head, WordId(head.0 + 1));
    if label(head) != NamePosition::Outside {
        while start > span.start && matches!(label(start), NamePosition::Inside(_)) {
            start = WordId(start.0 - 1);
        }
        while end < span.end && matches!(label(end), NamePosition::Inside(_)) {
            end = WordId(end.0 + 1);
        }
        end = of_organization(parsed, head, start, end, span.end, kind);
        // what the network left outside, though it is written as part of the name
        let outside = |w: WordId| linked(w) && label(w) == NamePosition::Outside;
        while start > span.start && start <= head && outside(WordId(start.0 - 1)) {
            start = WordId(start.0 - 1);
        }
        // *the United Harbour Office*, which the network began amid its words
        let large = |w: WordId| parsed.form(w).starts_with(char::is_uppercase);
        let inner = |w: WordId, start: WordId| {
            let part = parsed.is(w, BaseRelation::Amod) || parsed.is(w, BaseRelation::Compound);
            part && large(w)
                && label(w) == NamePosition::Outside
                && parsed.head(w).is_some_and(|h| h >= start && h < head && propn(h))
        };
        while kind != Kind::Person && start > span.start && inner(WordId(start.0 - 1), start) {
            start = WordId(start.0 - 1);
        }
        // *Kim Su-Won* up to the hyphen
        while end.0 + 1 < span.end.0
            && parsed.form(end) == "-"
            && parsed.bytes(WordId(end.0 - 1)).end == parsed.bytes(end).start
            && parsed.bytes(end).end == parsed.bytes(WordId(end.0 + 1)).start
            && parsed.form(WordId(end.0 + 1)).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        {
            end = WordId(end.0 + 2);
        }
        // a flat word belongs to the name on its left, whatever the parser hung it on
        let flat =
            |w: WordId| propn(w) && parsed.is(w, BaseRelation::Flat) && label(w) == NamePosition::Outside;
        let sentence_end = parsed.sentence(parsed.sentence_of(head)).words.end;
        let suffix = |w: WordId| is_name_suffix(parsed.lower(w).trim_end_matches('.'));
        while kind == Kind::Person && end < sentence_end && (flat(end) || suffix(end)) {
            end = WordId(end.0 + 1);
        }
    } else if propn(head) {
        while start > span.start && linked(WordId(start.0 - 1)) {
            start = WordId(start.0 - 1);
        }
        while end < span.end && linked(end) {
            end = WordId(end.0 + 1);
        }
    } else {
        return None;
    }
    // *the opposition Centre Party*, which the network begins with what is no name
    let small = |w: WordId| {
        matches!(parsed.upos(w), Upos::Noun | Upos::Adj) && parsed.form(w).chars().all(char::is_lowercase)
    };
    // *the coast guard* begins with nothing else
    let large = parsed.form(head).contains(char::is_uppercase);
    while large && start < head && small(start) {
        start = WordId(start.0 + 1);
    }
    let person = kind == Kind::Person;
    let lead = |w: WordId| {
        HONORIFICS.contains_key(parsed.lower(w).as_str())
            || parsed.upos(w) == Upos::Det
            || (person && TITLES.contains(parsed.lower(w).as_str()))
    };
    while start.0 + 1 < end.0 && lead(start) {
        start = WordId(start.0 + 1);
    }
    // *Deputy Foreign Minister Viktor Berg*
    let called = |w: WordId| TITLES.contains(parsed.lower(w).as_str()) && propn(w);
    let titles = (start.0..end.0.saturating_sub(1)).map(WordId).rfind(|&w| called(w) && w < head);
    if person
        && let Some(last) = titles
        && !GIVEN_NAMES.contains_key(parsed.form(start))
    {
        start = WordId(last.0 + 1);
        while start.0 + 1 < end.0 && lead(start) {
            start = WordId(start.0 + 1);
        }
    }
    // *Harbour Authority director General Olav Berg*: the name begins behind the office
    let office = |&w: &WordId| parsed.upos(w) == Upos::Noun && TITLES.contains(parsed.form(w));
    if person && let Some(last) = (start.0..end.0).map(WordId).rfind(office) {
        start = WordId(last.0 + 1);
        while start.0 + 1 < end.0 && lead(start) {
            start = WordId(start.0 + 1);
        }
        if start >= end {
            return None;
        }
    }
    // *John Berg of Norway*: the country is no part of a person's name
    if person
        && let Some(of) = (start.0 + 1..end.0).map(WordId).find(|&w| w > head && parsed.lower(w) == "of")
    {
        end = of;
    }
    while start.0 + 1 < end.0 && parsed.xpos(WordId(end.0 - 1)) == "POS" {
        end = WordId(end.0 - 1);
    }
    Some(WordSpan { start, end })
}
