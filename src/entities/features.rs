//! The names of the ranker's features, which are its layout.

/// Names of the numbers that describe an anaphor, in their order.
pub(super) const ANAPHOR: [&str; 25] = [
    "masculine or feminine",
    "neuter",
    "they",
    "reflexive",
    "possessive",
    "demonstrative",
    "definite",
    "pointed at",
    "possessed",
    "bare",
    "indefinite",
    "named",
    "plural",
    "subject",
    "object",
    "quoted",
    "title",
    "person",
    "organization",
    "place",
    "event",
    "time",
    "abstract",
    "object kind",
    "modified",
];
/// Names of the numbers that describe an antecedent and the pair; the first stands for having no antecedent.
pub(super) const PAIR: [&str; 62] = [
    "none",
    "pronoun",
    "nominal",
    "name",
    "coordination",
    "as subject",
    "as object",
    "as possessor",
    "as oblique",
    "as modifier",
    "as compound",
    "as apposition",
    "as conjunct",
    "as root",
    "is definite",
    "is indefinite",
    "is bare",
    "is plural",
    "is person",
    "is organization",
    "is place",
    "is event",
    "is time",
    "is abstract",
    "is object",
    "mentions",
    "has name",
    "only pronouns",
    "same sentence",
    "one back",
    "two back",
    "three back",
    "four to six back",
    "farther back",
    "entities between",
    "gap",
    "same head",
    "head in entity",
    "ends a name",
    "office",
    "modifiers held",
    "modifiers equal",
    "modifiers new",
    "equal text",
    "numbers agree",
    "kinds agree",
    "kinds differ",
    "genders agree",
    "same pronoun",
    "both subjects",
    "same clause",
    "around",
    "quotation differs",
    "rule score",
    "no rule score",
    "description fits",
    "first of sentence",
    "second person",
    "determiners equal",
    "inside name",
    "same kind of role",
    "likeness",
];
// the places in `PAIR` of what is no flag
pub(super) const MENTIONS: usize = 25;
pub(super) const BETWEEN: usize = 34;
pub(super) const GAP: usize = 35;
pub(super) const RULE_SCORE: usize = 53;
pub(super) const LIKENESS: usize = 61;
/// How many numbers describe a pair of anaphor and antecedent.
pub(super) const FEATURES: usize = ANAPHOR.len() + PAIR.len();

/// The names of the ranker's features, in their order; `data/ranker.tsv` is checked against them.
pub(super) fn feature_names() -> impl Iterator<Item = &'static str> {
    ANAPHOR.into_iter().chain(PAIR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_names() {
        let names = [MENTIONS, BETWEEN, GAP, RULE_SCORE, LIKENESS].map(|at| PAIR.get(at).copied());
        assert_eq!(names, ["mentions", "entities between", "gap", "rule score", "likeness"].map(Some));
    }
}
