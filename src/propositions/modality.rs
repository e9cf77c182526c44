//! Polarity and modality of a clause: auxiliaries, negation, what governs it, conditions (after MinIE; FactBank,
//! Saurí and Pustejovsky 2009; implicatives, Karttunen 1971).

use super::auxiliaries::by_auxiliaries;
use super::control::{behind_preposition, called_for};
use super::denial;
use super::types::{Modality, Polarity};
use crate::lexicon;
pub(super) use crate::mentions::is_ranked;
use crate::morphology::Upos;
use crate::span::WordId;
use crate::syntax::{BaseRelation, Parsed, Subtype};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static HEADS: LazyLock<FxHashMap<&'static str, (Modality, bool)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/modal_heads.tsv"))
        .filter_map(|row| Some((*row.first()?, (modality(row.get(1)?), row.get(2) == Some(&"negative")))))
        .collect()
});

static FACTIVE_ADJECTIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| lexicon::set(include_str!("../../data/words/factive_adjectives.tsv")));

static ADVERBS: LazyLock<FxHashMap<&'static str, Modality>> =
    LazyLock::new(|| modalities(include_str!("../../data/words/modal_adverbs.tsv")));

static CONDITION_MARKS: LazyLock<FxHashMap<&'static str, Modality>> =
    LazyLock::new(|| modalities(include_str!("../../data/words/condition_marks.tsv")));

static TEMPORAL_MARKS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| lexicon::map(include_str!("../../data/words/temporal_marks.tsv")));

/// Words that deny, each with its classes.
static NEGATIVES: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    lexicon::rows(include_str!("../../data/words/negatives.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

pub(super) fn modalities(file: &'static str) -> FxHashMap<&'static str, Modality> {
    lexicon::map(file).into_iter().map(|(word, name)| (word, modality(name))).collect()
}

pub(super) fn modality(name: &str) -> Modality {
    match name {
        "planned" => Modality::Planned,
        "possible" => Modality::Possible,
        "demanded" => Modality::Demanded,
        "conditional" => Modality::Conditional,
        _ => Modality::Actual,
    }
}

/// Whether what stands under a word with that lemma is not stated as a fact.
pub(super) fn is_modal_head(lemma: &str) -> bool {
    HEADS.contains_key(lemma)
}

/// What is known of a clause's standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
}

/// Whether the word denies as a word of that class (see `negatives.tsv`); *not only* does not.
pub(super) fn denies(parsed: &Parsed, word: WordId, class: &str) -> bool {
    let next = WordId(word.0.saturating_add(1));
    let focused = next.index() < parsed.len() && NEGATIVES.contains(&(parsed.lower(next).as_str(), "focus"));
    NEGATIVES.contains(&(parsed.lower(word).as_str(), class)) && !(class == "adverb" && focused)
}

/// Whether a negative word depends on the predicate, or on its subject or object as `no`.
fn negated(parsed: &Parsed, predicate: WordId) -> bool {
    // *Lund has agreed, Berg has not*: the denial right behind an auxiliary that stands alone is its own
    let next = WordId(predicate.0.saturating_add(1));
    let alone = parsed.upos(predicate) == Upos::Aux && next.index() < parsed.len();
    if alone && denies(parsed, next, "adverb") {
        return true;
    }
    parsed.children(predicate).iter().any(|&c| match parsed.relation(c).base {
        BaseRelation::Advmod | BaseRelation::Cc => {
            // *never before*
            denies(parsed, c, "adverb") && !stranded(parsed, c, predicate)
                || parsed.children_by(c, BaseRelation::Advmod).any(|w| denies(parsed, w, "adverb"))
        }
        BaseRelation::Nsubj | BaseRelation::Obj => denies_argument(parsed, c),
        BaseRelation::Obl => {
            // *in no case*, *at no point*
            parsed.children_by(c, BaseRelation::Det).any(|d| denies(parsed, d, "determiner"))
        }
        BaseRelation::Det => denies(parsed, c, "determiner"),
        _ => false,
    })
}

/// Whether a comma parts the denial from its predicate, and the auxiliary of another clause stands in front of it.
fn stranded(parsed: &Parsed, denial: WordId, predicate: WordId) -> bool {
    let comma = WordId(denial.0.saturating_add(1));
    let before = denial.0.checked_sub(1).map(WordId);
    denial < predicate
        && comma < predicate
        && parsed.form(comma) == ","
        && before.is_some_and(|w| parsed.upos(w) == Upos::Aux && parsed.head(w) != Some(predicate))
}

/// *nobody*, *no ship*, *neither the pilot nor the owner*, *none of the crews*.
pub(super) fn denies_argument(parsed: &Parsed, argument: WordId) -> bool {
    denies(parsed, argument, "pronoun")
        || parsed.children(argument).iter().any(|&c| match parsed.relation(c).base {
            BaseRelation::Det => denies(parsed, c, "determiner"),
            BaseRelation::Cc | BaseRelation::Advmod => c < argument && denies(parsed, c, "pair"),
            _ => false,
        })
}

/// The weaker of two: what is only possible or wished stays so, whatever it stands under.
fn weaker(inner: Modality, outer: Modality) -> Modality {
    if inner == Modality::Actual { outer } else { inner }
}

/// What a verb or adjective says of its infinitive or participle `child`.
fn of_complement(parsed: &Parsed, head: WordId, child: WordId) -> (Modality, bool) {
    let lemma = parsed.lemma(head).to_lowercase();
    if let Some((_, asked)) = behind_preposition(parsed, head, child) {
        return (asked, false);
    }
    if let Some(&said) = HEADS.get(lemma.as_str()) {
        return said;
    }
    // *was going to leave*, *is meant to leave*
    let ahead = lemma == "go" && parsed.xpos(head) == "VBG" || lemma == "mean" && is_passive(parsed, head);
    if ahead && is_infinitive(parsed, child) {
        return (Modality::Planned, false);
    }
    let reported =
        is_passive(parsed, head).then(|| lexicon::REPORTING.get(lemma.as_str()).copied()).flatten();
    // *is believed to live in Malta*: somebody says so, nobody is named
    if matches!(reported, Some("plain" | "wish" | "deny")) {
        return (Modality::Possible, reported == Some("deny"));
    }
    let infinitive = parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == "to");
    let quality =
        infinitive && parsed.upos(head) == Upos::Adj && !FACTIVE_ADJECTIVES.contains(lemma.as_str());
    (if quality { Modality::Possible } else { Modality::Actual }, false)
}

/// Polarity and modality of the clause of `predicate`, in the view of its source: first what it says itself, then what each
/// clause and noun above it says of it, up to the first that answers for the rest.
pub(super) fn standing(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut standing = own(parsed, predicate);
    let mut child = predicate;
    for _ in 0..8 {
        let Some(head) = parsed.head(child) else { break };
        let goes_on = match parsed.relation(child).base {
            BaseRelation::Conj => under_conjunct(parsed, head, child, &mut standing),
            BaseRelation::Ccomp if !reduced(parsed, child) => {
                let (said, turned) = reported(parsed, head);
                standing.add(said, turned);
                // beyond a report its source answers for the rest
                false
            }
            BaseRelation::Csubj if !is_infinitive(parsed, child) && parsed.xpos(child) != "VBG" => {
                let (said, turned) = reported(parsed, head);
                standing.add(said, turned);
                true
            }
            BaseRelation::Xcomp | BaseRelation::Csubj | BaseRelation::Ccomp => {
                under_verb(parsed, head, child, &mut standing);
                true
            }
            BaseRelation::Advcl | BaseRelation::Acl => {
                under_modified(parsed, head, child, predicate, &mut standing);
                false
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        child = head;
    }
    if standing == (Standing { polarity: Polarity::Affirmative, modality: Modality::Actual })
        && let Some(noun) = denial::noun_before_that(parsed, predicate)
    {
        let (said, turned) = denial::under_noun(parsed, noun);
        standing.add(said, turned);
    }
    at_last(parsed, predicate, &mut standing);
    standing
}

impl Standing {
    /// What something above says: how it stands, and whether that turns it round.
    fn add(&mut self, said: Modality, turned: bool) {
        self.modality = weaker(self.modality, said);
        if turned {
            self.deny();
        }
    }

    fn deny(&mut self) {
        self.polarity = match self.polarity {
            Polarity::Affirmative => Polarity::Negative,
            Polarity::Negative => Polarity::Affirmative,
        };
    }

    /// What stands under a condition is conditional, whatever else it is.
    fn condition(&mut self, mark: Option<Modality>) {
        match mark {
            Some(Modality::Conditional) if self.modality != Modality::Demanded => {
                self.modality = Modality::Conditional;
            }
            Some(mark) => self.modality = weaker(self.modality, mark),
            None => {}
        }
    }
}

fn is_infinitive(parsed: &Parsed, predicate: WordId) -> bool {
    // *admitted to being there*: before a gerund it is a preposition
    let gerund = parsed.xpos(predicate) == "VBG"
        || parsed.children(predicate).iter().any(|&c| {
            matches!(parsed.relation(c).base, BaseRelation::Cop | BaseRelation::Aux)
                && parsed.xpos(c) == "VBG"
        });
    !gerund && parsed.children_by(predicate, BaseRelation::Mark).any(|m| parsed.lower(m) == "to")
}

/// What the clause says of itself: auxiliaries, negation, its mark.
fn own(parsed: &Parsed, predicate: WordId) -> Standing {
    let mut standing =
        Standing { polarity: Polarity::Affirmative, modality: by_auxiliaries(parsed, predicate) };
    // *the vote is to be held in May*, *the goal is to lower the fees*
    if is_infinitive(parsed, predicate) && is_to(parsed, predicate) {
        standing.add(Modality::Planned, false);
    }
    standing.condition(condition_mark(parsed, predicate));
    // *Should the bank close*: the auxiliary is the mark
    if denial::inverted_condition(parsed, predicate) {
        standing.modality = Modality::Conditional;
    }
    // *without asking*, *instead of leaving*
    let marks = parsed.children_by(predicate, BaseRelation::Mark);
    let without = marks
        .chain(parsed.children_by(predicate, BaseRelation::Case))
        .chain(parsed.children_by(predicate, BaseRelation::Cc))
        .any(|mark| denies(parsed, mark, "preposition"));
    if without || negated(parsed, predicate) || denial::without_not(parsed, predicate) {
        standing.deny();
    }
    if imperative(parsed, predicate) {
        standing.add(Modality::Demanded, false);
    }
    // *is scheduled for Friday*: it is yet to come
    let set_for = is_passive(parsed, predicate)
        && matches!(parsed.lemma(predicate), "schedule" | "plan" | "slate" | "expect" | "tip")
        && parsed.child_by(predicate, BaseRelation::Xcomp).is_none()
        && parsed.children_by(predicate, BaseRelation::Obl).any(|o| {
            matches!(parsed.child_form(o, BaseRelation::Case).as_str(), "for" | "on" | "in" | "at" | "next")
        });
    if set_for {
        standing.add(Modality::Planned, false);
    }
    standing
}

/// Conjuncts share what governs them, and the auxiliaries in front unless they have their own.
fn under_conjunct(parsed: &Parsed, head: WordId, child: WordId, standing: &mut Standing) -> bool {
    let own = parsed.child_by(child, BaseRelation::Nsubj).is_some()
        || parsed.child_by(child, BaseRelation::Aux).is_some();
    if !own && parsed.upos(head) == parsed.upos(child) {
        standing.add(by_auxiliaries(parsed, head), false);
        let shared = parsed.children_by(head, BaseRelation::Nsubj).any(|s| denies_argument(parsed, s));
        let reaches = parsed.xpos(child) == "VB" || denial::reaches(parsed, child);
        let without = parsed
            .children_by(head, BaseRelation::Mark)
            .chain(parsed.children_by(head, BaseRelation::Case))
            .any(|m| denies(parsed, m, "preposition"));
        if shared || (negated(parsed, head) && reaches) || without {
            standing.polarity = Polarity::Negative;
        }
    }
    true
}

/// What a verb or adjective says of the infinitive or participle under it, and what is said of the verb.
fn under_verb(parsed: &Parsed, head: WordId, child: WordId, standing: &mut Standing) {
    let (said, turned) = of_complement(parsed, head, child);
    standing.add(said, turned);
    standing.add(by_auxiliaries(parsed, head), false);
    if negated(parsed, head) || denial::without_not(parsed, head) {
        standing.deny();
    }
    if denial::yet_to(parsed, head, child) {
        standing.polarity = Polarity::Negative;
    }
    standing.condition(condition_mark(parsed, head));
    if denial::inverted_condition(parsed, head) {
        standing.condition(Some(Modality::Conditional));
    }
}

/// What the noun or clause that a clause modifies says of it.
fn under_modified(parsed: &Parsed, head: WordId, child: WordId, predicate: WordId, standing: &mut Standing) {
    let relation = parsed.relation(child);
    let mark = |word: &str| parsed.children_by(child, BaseRelation::Mark).any(|m| parsed.lower(m) == word);
    let noun = relation.is(BaseRelation::Acl);
    let lemma = parsed.lemma(head).to_lowercase();
    standing.condition(condition_mark(parsed, child));
    if denial::inverted_condition(parsed, child) {
        standing.condition(Some(Modality::Conditional));
    }
    // *the first woman to lead the bank* led it; any other infinitive is what for
    if is_infinitive(parsed, child) {
        // *called on Lund to resign*, *called for the minister to resign*
        let verb = if noun { parsed.head(head) } else { Some(head) };
        let asked = verb.and_then(|v| {
            let other = behind_preposition(parsed, v, child).filter(|&(other, _)| !noun || other == head);
            other.map(|(_, modality)| modality).or_else(|| called_for(parsed, v, child))
        });
        if let Some(asked) = asked {
            standing.add(asked, false);
            return;
        }
        let done = noun && is_ranked(parsed, head);
        let turned = noun && HEADS.get(lemma.as_str()).is_some_and(|&(_, turned)| turned);
        standing.add(if done { Modality::Actual } else { Modality::Planned }, turned);
        return;
    }
    if noun && parsed.is_noun(head) && denial::has_that(parsed, child) {
        let known = relation.subtype != Subtype::Relcl
            || lexicon::REPORTING_NOUNS.contains_key(lemma.as_str())
            || HEADS.contains_key(lemma.as_str())
            || denial::is_factive_noun(&lemma);
        // *on condition that …*
        let (said, turned) = match lemma.as_str() {
            "condition" => (Modality::Conditional, false),
            _ if known => denial::under_noun(parsed, head),
            _ => (Modality::Actual, false),
        };
        standing.add(said, turned);
    } else if noun && denial::of_nothing(parsed, head) {
        standing.deny();
    }
    // *it was not Lund who signed*
    if super::cleft::focus(parsed, child) == Some(head) {
        standing.add(by_auxiliaries(parsed, head), negated(parsed, head));
    }
    standing.add(yet_to_come(parsed, head, child), false);
    gerund_of(parsed, head, child, standing);
    // *could help by paying*: the means share what is said of the act
    if mark("by") {
        standing.add(by_auxiliaries(parsed, head), false);
    }
    if child == predicate && mark("as") && fixed_if(parsed, child) {
        standing.add(Modality::Possible, false);
    }
}

/// `modality.time-clause`: *will strike until the firm raises wages*, *will vote when they meet*: what a clause of time in the
/// present says is yet to come, as the clause above is; *until* also in the past (*was to stay until they paid*).
fn yet_to_come(parsed: &Parsed, head: WordId, clause: WordId) -> Modality {
    let mark = parsed
        .children_by(clause, BaseRelation::Mark)
        .chain(parsed.children_by(clause, BaseRelation::Advmod));
    let Some(class) = mark.filter_map(|m| TEMPORAL_MARKS.get(parsed.lower(m).as_str())).next() else {
        return Modality::Actual;
    };
    let present = |w: WordId| matches!(parsed.xpos(w), "VBZ" | "VBP");
    let now = present(clause)
        || parsed
            .children(clause)
            .iter()
            .any(|&c| matches!(parsed.relation(c).base, BaseRelation::Aux | BaseRelation::Cop) && present(c));
    let own = by_auxiliaries(parsed, head);
    let matrix =
        parsed.head(head).filter(|_| own == Modality::Actual && parsed.is(head, BaseRelation::Xcomp));
    let above = matrix.map_or(own, |m| of_complement(parsed, m, head).0);
    let above = if imperative(parsed, head) { Modality::Demanded } else { above };
    if above != Modality::Actual && (now || *class == "end") { above } else { Modality::Actual }
}

/// *as if*, *as though*: nothing is so.
fn fixed_if(parsed: &Parsed, clause: WordId) -> bool {
    parsed
        .children_by(clause, BaseRelation::Mark)
        .flat_map(|m| parsed.children_by(m, BaseRelation::Fixed).chain(std::iter::once(m)))
        .any(|w| matches!(parsed.lower(w).as_str(), "if" | "though"))
}

/// *stopped short of leaving*, *was barred from leaving*, *was acquitted of taking*, *the risk of losing*.
fn gerund_of(parsed: &Parsed, head: WordId, child: WordId, standing: &mut Standing) {
    let leads = parsed
        .children_by(child, BaseRelation::Mark)
        .any(|m| matches!(parsed.lower(m).as_str(), "from" | "of" | "about" | "against" | "at" | "on"));
    if denial::clears(parsed, head, child) {
        standing.deny();
        return;
    }
    if denial::has_that(parsed, child) {
        return;
    }
    // *was charged with taking …*, *the man accused of taking …*: nobody is named who says so, yet it is no fact
    let lemma = parsed.lemma(head).to_lowercase();
    if lexicon::ACCUSING.contains(lemma.as_str()) && accuses(parsed, child) {
        if is_passive(parsed, head) || parsed.upos(head) != Upos::Verb || parsed.is(head, BaseRelation::Acl) {
            standing.add(Modality::Possible, false);
        }
        return;
    }
    // *the risk of the bank losing money*, where the tree has the bank, losing money, at risk
    let above = parsed.head(head).filter(|_| {
        parsed.is(head, BaseRelation::Nmod)
            && parsed.xpos(child) == "VBG"
            && parsed.child_form(head, BaseRelation::Case) == "of"
    });
    let open = above.and_then(|n| HEADS.get(parsed.lemma(n).to_lowercase().as_str()));
    if let Some(&(said, turned)) = open.filter(|_| !leads) {
        standing.add(said, turned);
    }
    let bare = parsed.is_noun(head)
        && parsed.xpos(child) == "VBG"
        && parsed
            .children_by(head, BaseRelation::Nmod)
            .any(|n| n < child && parsed.child_form(n, BaseRelation::Case) == "of");
    // *the risk of the club signing the striker*, whatever the tree makes of the club
    let next = WordId(head.0.saturating_add(1));
    let of = parsed.is_noun(head) && next < child && parsed.lower(next) == "of";
    if !leads && !bare && !of {
        return;
    }
    let claims = parsed.is_noun(head) && lexicon::REPORTING_NOUNS.contains_key(lemma.as_str());
    if let Some(&(said, turned)) = HEADS.get(lemma.as_str()) {
        standing.add(said, turned);
    } else if claims {
        standing.add(Modality::Possible, false);
    }
}

/// Mood, questions and adverbs, which say least.
fn at_last(parsed: &Parsed, predicate: WordId, standing: &mut Standing) {
    if parsed.feature(predicate, "Mood") == Some("Sub") {
        standing.add(Modality::Demanded, false);
    }
    let sentence = parsed.sentence(parsed.sentence_of(predicate)).words;
    let question = sentence.words().last().is_some_and(|w| parsed.form(w) == "?");
    if question && parsed.head(predicate).is_none() {
        standing.add(Modality::Possible, false);
    }
    let mut adverbs = parsed.children_by(predicate, BaseRelation::Advmod);
    if let Some(said) = adverbs.find_map(|a| ADVERBS.get(parsed.lower(a).as_str()).copied()) {
        standing.add(said, false);
    }
}

/// Whether a form of *be* stands before the *to* of the infinitive.
fn is_to(parsed: &Parsed, predicate: WordId) -> bool {
    let to = parsed.children_by(predicate, BaseRelation::Mark).find(|&m| parsed.lower(m) == "to");
    let be = |w: WordId| parsed.lemma(w) == "be" && to.is_some_and(|to| w.0.saturating_add(1) == to.0);
    parsed
        .children(predicate)
        .iter()
        .any(|&c| matches!(parsed.relation(c).base, BaseRelation::Cop | BaseRelation::Aux) && be(c))
}

/// Whether the clause under a verb of accusing is the charge (*with taking*, *of taking*), not when or why.
pub(super) fn accuses(parsed: &Parsed, clause: WordId) -> bool {
    parsed
        .children_by(clause, BaseRelation::Mark)
        .all(|m| matches!(parsed.lower(m).as_str(), "with" | "of" | "that"))
}

/// Whether a complement clause is no more than a participle (*denies selling data*).
fn reduced(parsed: &Parsed, clause: WordId) -> bool {
    parsed.xpos(clause) == "VBG"
        && parsed.child_by(clause, BaseRelation::Nsubj).is_none()
        && parsed.child_by(clause, BaseRelation::Aux).is_none()
}

/// What a verb, adjective or noun says of the sentence it reports or judges.
fn reported(parsed: &Parsed, verb: WordId) -> (Modality, bool) {
    let lemma = parsed.lemma(verb).to_lowercase();
    let not = negated(parsed, verb);
    if parsed.upos(verb) != Upos::Verb || matches!(lemma.as_str(), "seem" | "appear") {
        let stated = HEADS.get(lemma.as_str()).copied().unwrap_or((Modality::Actual, false));
        return denial::judged(parsed, verb, not).unwrap_or(stated);
    }
    let falsely = denial::falsely(parsed, verb);
    match lexicon::REPORTING.get(lemma.as_str()).copied() {
        Some("demand") => (Modality::Demanded, false),
        Some("deny") => (Modality::Actual, !not),
        Some("wish") => (Modality::Planned, false),
        // *was told that …*: somebody says so, nobody is named
        Some("plain" | "evidential") if is_passive(parsed, verb) || not => (Modality::Possible, falsely),
        Some(_) => (Modality::Actual, falsely),
        // *rejected that …*
        None if denial::is_denying(parsed, verb) => (Modality::Actual, !not),
        None => HEADS.get(lemma.as_str()).copied().unwrap_or((Modality::Actual, falsely)),
    }
}

pub(super) fn condition_mark(parsed: &Parsed, predicate: WordId) -> Option<Modality> {
    let marks = parsed.children_by(predicate, BaseRelation::Mark);
    let mut words = marks.flat_map(|m| std::iter::once(m).chain(parsed.children_by(m, BaseRelation::Fixed)));
    // *even if*, *in case*, *as if*
    words.find_map(|m| CONDITION_MARKS.get(parsed.lower(m).as_str()).copied())
}

/// Whether the subject of the verb suffers what it says.
pub(super) fn is_passive(parsed: &Parsed, verb: WordId) -> bool {
    parsed.children(verb).iter().any(|&c| parsed.relation(c).subtype == Subtype::Pass)
}

/// A bare verb at the root without subject.
fn imperative(parsed: &Parsed, predicate: WordId) -> bool {
    parsed.upos(predicate) == Upos::Verb
        && parsed.feature(predicate, "Mood") == Some("Imp")
        && parsed.child_by(predicate, BaseRelation::Nsubj).is_none()
}

/// Modality that an adjective lends to a noun of an act: *a possible visit*.
pub(super) fn of_noun(parsed: &Parsed, noun: WordId) -> Modality {
    let lent = parsed.children_by(noun, BaseRelation::Amod).filter_map(|adjective| {
        lexicon::MODAL_ADJECTIVES
            .get(parsed.lemma(adjective).to_lowercase().as_str())
            .map(|name| modality(name))
    });
    lent.reduce(|_, last| last).unwrap_or(Modality::Actual)
}
