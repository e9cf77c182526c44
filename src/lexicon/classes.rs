//! Small closed classes of words, each for one construction (`data/words/classes.tsv`).

use super::{WordSet, rows};
use rustc_hash::FxHashSet;

fn class(name: &str) -> FxHashSet<&'static str> {
    let rows = rows(include_str!("../../data/words/classes.tsv"));
    rows.filter(|row| row.get(1) == Some(&name)).filter_map(|row| row.first().copied()).collect()
}

macro_rules! classes {
    ($(#[doc = $doc:literal] $name:ident = $class:literal;)*) => {
        $(
            #[doc = $doc]
            pub static $name: WordSet = WordSet::new(|| class($class));
        )*

        /// All classes, by their names in the file.
        #[cfg(test)]
        const ALL: &[(&str, &WordSet)] = &[$(($class, &$name)),*];
    };
}

classes! {
    /// Verbs of who leads a body or speaks for it, as lemmas (*Lund, who runs the mill*).
    LEADING_VERBS = "leading_verbs";
    /// Determiners that say of how many a thing is told (*both ports*).
    TELLING_DETERMINERS = "telling_determiners";
    /// Verbs of putting somewhere, as lemmas, whose *by* leads to a place (*parked by the gate*).
    PLACING_VERBS = "placing_verbs";
    /// Participles behind a noun that say what everybody knows of it, as lemmas (*a firm based in Oslo*).
    BACKGROUND_PARTICIPLES = "background_participles";
    /// Participles that do so with a time (*a letter released on Monday*), as lemmas.
    PUBLISHING_VERBS = "publishing_verbs";
    /// Adverbs that lead a clause of time or place (*woke when people clapped*).
    LEADING_ADVERBS = "leading_adverbs";
    /// Bodies before which is said what they hear, as lemmas (*the inquest heard that …*).
    HEARING_BODIES = "hearing_bodies";
    /// Verbs of states, as lemmas.
    STATIVE_VERBS = "stative_verbs";
    /// Nouns of what somebody wants or is ready to do, as lemmas (*the firm's plan to close the mill*).
    VOLITION_NOUNS = "volition_nouns";
    /// Verbs whose subject is whose such a plan is, as lemmas (*announced plans to close it*).
    VOLITION_VERBS = "volition_verbs";
    /// Means that a passive has bare behind *by*, as lemmas (*was flown in by helicopter*, *was killed by mistake*).
    MEANS = "means";
    /// Determiners of one of many.
    INDEFINITE_DETERMINERS = "indefinite_determiners";
    /// What only businesses have, as lemmas (*shareholders of Corvane*).
    BUSINESS_PARTS = "business_parts";
    /// Units of money that several countries have (*crown*), as lemmas.
    SHARED_CURRENCIES = "shared_currencies";
    /// Adjectives with which a body is another than those told of (*the combined company*).
    NEW_BODIES = "new_bodies";
    /// Pronouns that begin a relative clause.
    RELATIVE_WORDS = "relative_words";
    /// Pronouns for what was just said.
    NEUTER_DEMONSTRATIVES = "neuter_demonstratives";
    /// Marks of a clause that says what or how.
    COMPLEMENTIZERS = "complementizers";
    /// Nouns of those who have one family name, as lemmas (*the Berg family*).
    FAMILIES = "families";
    /// Endings of plural names of peoples and parties (*Liberals*).
    PEOPLES_ENDINGS = "peoples_endings";
    /// Prepositions inside names of bodies (*Institute for Energy*).
    PREPOSITIONS_IN_NAMES = "prepositions_in_names";
    /// Words in front of *Bank* that make it a place.
    SIDES = "sides";
    /// Nouns for a part of a company, as lemmas.
    COMPANY_PARTS = "company_parts";
    /// Verbs and nouns whose *in* leads to no place, as lemmas.
    TRUSTING = "trusting";
    /// Nouns in *-er* that are no persons, as lemmas.
    BODIES_IN_ER = "bodies_in_er";
    /// Verbs of becoming and staying, as lemmas.
    BECOMING_VERBS = "becoming_verbs";
    /// Qualities of the hour (*it grew dark*).
    HOURS_OF_LIGHT = "hours_of_light";
    /// Verbs of deciding together, as lemmas (*it was agreed that*).
    DECIDING_VERBS = "deciding_verbs";
    /// Verbs whose *it* stands for nothing, as lemmas (*it seems that*).
    SEEMING_VERBS = "seeming_verbs";
    /// Prepositions of place and time.
    LOCATIVE_PREPOSITIONS = "locative_prepositions";
    /// Where it is cold or late without a place named.
    AMBIENT_PLACES = "ambient_places";
    /// Marks of a clause that says when.
    SIMULTANEOUS_MARKS = "simultaneous_marks";
    /// Marks behind a stretch of time (*it was years before*).
    DURATION_MARKS = "duration_marks";
    /// Units of distance, as lemmas.
    DISTANCE_UNITS = "distance_units";
    /// Words that may stand between a comparison and its amount.
    AMOUNT_LEADS = "amount_leads";
    /// Words that are no part of a unit.
    UNIT_ENDS = "unit_ends";
    /// Auxiliaries in front of the subject of a condition (*had they known*).
    INVERTING_AUXILIARIES = "inverting_auxiliaries";
    /// Nouns of doubt, as lemmas: what there is none of is so.
    DOUBT_NOUNS = "doubt_nouns";
    /// Prepositions in front of a claim that the subject makes (*came to the conclusion*).
    CLAIM_PREPOSITIONS = "claim_prepositions";
    /// Marks of the charge under a verb of accusing.
    CHARGE_MARKS = "charge_marks";
    /// Verbs whose *not* is said of what is thought, as lemmas (*does not believe that they left*).
    NEGATION_RAISING_VERBS = "negation_raising_verbs";
    /// Verbs of what comes of a deed, as lemmas (*agreed to buy it, creating the largest firm*).
    RESULT_VERBS = "result_verbs";
    /// Nouns of what is asked or offered, as lemmas: a refusal does not undo it (*rejected the bid*).
    OVERTURES = "overtures";
    /// Words before a number of what is told as it went (*would end after just one lap*).
    NARRATED = "narrated";
    /// Verbs of a claim that a clause with *as* names (*fell as analysts said*), as lemmas.
    NAMING_A_SOURCE = "naming_a_source";
    /// Verbs of asking somebody to do something, as lemmas: that it is to be done is the asker's word.
    ASKING_VERBS = "asking_verbs";
    /// Verbs of setting a time, as lemmas.
    SCHEDULING_VERBS = "scheduling_verbs";
    /// Prepositions of the time that something is set for.
    SCHEDULED_PREPOSITIONS = "scheduled_prepositions";
    /// Marks of a gerund under a noun or verb (*the risk of losing*).
    GERUND_MARKS = "gerund_marks";
    /// Prepositions that may stand inside the name of a body.
    INNER_PREPOSITIONS = "inner_prepositions";
    /// Marks of a gerund that the object does (*thanked him for leaving*).
    OBJECT_CONTROL_MARKS = "object_control_marks";
    /// Verbs of holding an office, as lemmas (*served as mayor*).
    SERVING_VERBS = "serving_verbs";
    /// Prepositions of the time an office is held.
    TERM_PREPOSITIONS = "term_prepositions";
    /// Those of them that say when it ends.
    END_PREPOSITIONS = "end_prepositions";
    /// Verbs of telling somebody something, as lemmas.
    TELLING_VERBS = "telling_verbs";
    /// Verbs whose *of* belongs to them and not to the object, as lemmas.
    DEPRIVING_VERBS = "depriving_verbs";
    /// What joins the name in front of an office to more words.
    OWNER_LINKS = "owner_links";
    /// Marks of the possessive.
    POSSESSIVE_MARKS = "possessive_marks";
    /// Copulas that a comment may follow.
    PAST_COPULAS = "past_copulas";
    /// Prepositions that lead to a partner.
    PARTNER_PREPOSITIONS = "partner_prepositions";
    /// Verbs that say nothing alone, as lemmas.
    EMPTY_VERBS = "empty_verbs";
    /// Verbs that need what is said, as lemmas.
    PLAIN_SAYING = "plain_saying";
    /// Predicates of where somebody lives or is from, as lemmas.
    RESIDENCE = "residence";
    /// Predicates of what somebody is from, as lemmas.
    ORIGIN = "origin";
    /// Words in names that are no part of an abbreviation.
    SMALL_WORDS_IN_NAMES = "small_words_in_names";
    /// Particles of family names.
    NAME_PARTICLES = "name_particles";
    /// Words that make a time approximate.
    TIME_HEDGES = "time_hedges";
    /// Words between *since*, *by* or the like and the time.
    BOUND_FILLERS = "bound_fillers";
    /// Words in front of a time that say nothing of it.
    TIME_LEADS = "time_leads";
    /// What joins the two ends of a range.
    RANGE_MARKS = "range_marks";
    /// Words between *early*, *late* or the like and the period.
    PORTION_LINKS = "portion_links";
    /// Prepositions in front of a time of the clock.
    CLOCK_LINKS = "clock_links";
    /// Names of time zones.
    TIME_ZONES = "time_zones";
    /// Which of the parts of a period (*the last three months of*).
    FIRST_OR_LAST = "first_or_last";
    /// Adverbs for the day of publication.
    PRESENT_ADVERBS = "present_adverbs";
    /// Words for a number that is not told.
    FEW = "few";
    /// Words for a number that is not told, before a unit alone.
    MANY = "many";
    /// Endings of ordinal numbers in figures (*4th*).
    ORDINAL_SUFFIXES = "ordinal_suffixes";
    /// Determiners and pronouns that point.
    DEMONSTRATIVES = "demonstratives";
    /// Determiners of a noun that takes up what was just said.
    POINTING_DETERMINERS = "pointing_determiners";
    /// Determiners of what was not told of before, or of no one thing.
    INDEFINITES = "indefinites";
    /// Determiners of one more of its sort.
    NEW_DETERMINERS = "new_determiners";
    /// Determiners of nobody in particular.
    EMPTY_DETERMINERS = "empty_determiners";
    /// Determiners of two who were told of before.
    PAIR_DETERMINERS = "pair_determiners";
    /// Verbs that make a quality so by saying it, as lemmas (*declared unfit*).
    DECLARING_VERBS = "declaring_verbs";
    /// Pronouns of nobody.
    NEGATIVE_PRONOUNS = "negative_pronouns";
    /// Nouns of several people that are one, too, as lemmas (*the couple*).
    COLLECTIVES = "collectives";
    /// Verbs of giving a name, as lemmas (*dubbed the Harbour King*).
    NAMING_VERBS = "naming_verbs";
    /// Titles of those who sit in a senate, in lower case.
    SENATE_SEATS = "senate_seats";
    /// Titles of those who sit in a house of representatives, in lower case.
    HOUSE_SEATS = "house_seats";
    /// Prepositions in front of what was told (*after that*, *because of this*).
    CIRCUMSTANCE_PREPOSITIONS = "circumstance_prepositions";
    /// Nouns of an act with *in* that sum it up, as lemmas (*in a surprise move*).
    TURN_NOUNS = "turn_nouns";
    /// Sorts of things whose names do not say what they are.
    OPEN_SORTS = "open_sorts";
    /// Sorts of bodies of which the last word of a name may tell.
    WRITTEN_SORTS = "written_sorts";
    /// Sorts of bodies that a name of the press may be one of.
    NEWS_SORTS = "news_sorts";
    /// Sorts of bodies by whose nouns parties are called, too.
    MOVEMENT_SORTS = "movement_sorts";
    /// Sorts of things that sail or fly.
    CRAFT_SORTS = "craft_sorts";
    /// Nouns of what governments do, as lemmas.
    DECIDING_NOUNS = "deciding_nouns";
    /// Nouns of what is between states, as lemmas.
    STATE_NOUNS = "state_nouns";
    /// Prepositions behind which a capital is the city.
    PLACE_PREPOSITIONS = "place_prepositions";
    /// Words of other languages in names that are no part of an abbreviation.
    FOREIGN_SMALL_WORDS = "foreign_small_words";
    /// Words by which no two names are alike.
    NAME_LINKS = "name_links";
    /// Words behind a time of the clock.
    CLOCK_WORDS = "clock_words";
    /// Nouns of sums and numbers, as lemmas.
    AMOUNT_NOUNS = "amount_nouns";
    /// Words in front of *Agency* that make it a business.
    TRADING_AGENCIES = "trading_agencies";
    /// Words behind a unit that say which one is meant.
    LIMITING_PREPOSITIONS = "limiting_prepositions";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Classes that rules in data alone ask for.
    const OF_RULES: [&str; 3] = ["ship_verbs", "press_verbs", "contest_verbs"];

    #[test]
    fn the_file_and_the_names_tell_the_same_classes() {
        for (name, words) in ALL {
            assert!(words.len() > 1, "no words are of the class {name}");
        }
        for row in rows(include_str!("../../data/words/classes.tsv")) {
            let &[word, class] = row.as_slice() else { panic!("{row:?}") };
            let known = ALL.iter().map(|(name, _)| *name).chain(OF_RULES);
            assert!(known.into_iter().any(|name| name == class), "{word} is of an unknown class {class}");
        }
    }
}
