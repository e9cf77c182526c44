//! The names of what is read by code: constructions that are algorithms, not patterns.

use crate::propositions::PropositionKind::{
    self, Apposition, Clause, Copula, Demonym, EventNoun, Existential, Including, Infinitive, Metonym,
    Nested, Office, Participle, Relative, Title,
};

/// A construction that code reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Construction {
    /// Its name, as [`Relation::rule`](crate::graph::Relation::rule) has it.
    pub name: &'static str,
    /// What it is, by an example.
    pub about: &'static str,
    /// The kind of the propositions it gives; of a few, the commonest.
    pub kind: PropositionKind,
}

const fn named(name: &'static str, kind: PropositionKind, about: &'static str) -> Construction {
    Construction { name, about, kind }
}

/// The kind of the propositions that the rule of that name gives, as far as the name tells; a clause where it does not.
#[cfg(feature = "rdf")]
pub(crate) fn construction_kind(rule: &str) -> PropositionKind {
    CONSTRUCTIONS.iter().find(|construction| construction.name == rule).map_or(Clause, |found| found.kind)
}

/// All constructions that code reads.
pub const CONSTRUCTIONS: &[Construction] = &[
    named("clause/transitive", Clause, "*Lund praised the plan*: a verb with its object"),
    named("clause/intransitive", Clause, "*Lund left for Oslo*: a verb without object"),
    named("clause/passive", Clause, "*the bridge was built by Krogh*: a verb whose subject suffers the act"),
    named("clause/complement", Clause, "*Lund said that it rained*: a verb whose object is a clause"),
    named("clause/copula", Copula, "*Lund is the mayor*"),
    named("clause/relative", Relative, "*Lund, who left Oslo*"),
    named("clause/participle", Participle, "*the bridge built in 1912*"),
    named("clause/infinitive", Infinitive, "*Lund plans to visit Oslo*"),
    named("clause/existential", Existential, "*there is a way*"),
    named("clause/elided", Clause, "*Berg has, too*: a clause whose verb is left out"),
    named(
        "clause/gapped",
        Clause,
        "*Berg went to Oslo and Lund to Bergen*: a clause whose verb is that of the one before",
    ),
    named("clause/joint", Clause, "*Berg and Lund met*: one act of two subjects"),
    named("clause/companion", Clause, "*Berg signed the treaty with Lund*: Lund signed it, too"),
    named("nominal/office-before-name", Title, "*Norway's minister Lund*: a title with whom it is held for"),
    named("nominal/role-before-name", Title, "*Minister Lund*: a title"),
    named("nominal/office-of", Office, "*the minister of Norway*: an office with whom it is held for"),
    named("nominal/served-as", Office, "*Lund served as minister of Norway*"),
    named("nominal/appointed", Office, "*they elected Lund head of the board*"),
    named("nominal/role-beside-name", Apposition, "*Lund, a baker*: what a person is"),
    named("nominal/description-beside-name", Apposition, "*Optilux, a maker of sensors*: what a thing is"),
    named("nominal/place-in-place", Nested, "*Harwick, Essex*"),
    named("nominal/act", EventNoun, "*Lund's visit to Oslo*: a noun of an act with its arguments"),
    named("nominal/act-between", EventNoun, "*talks between Berg and Lund*"),
    named("nominal/including", Including, "*members including Berg*"),
    named("nominal/phrase", Nested, "*sanctions against Oslo*: a name in a phrase of a noun"),
    named("country/metonym", Metonym, "*Oslo rejected the plan*: a capital that stands for its country"),
    named("country/demonym", Demonym, "*the Norwegian minister*: the country of an adjective"),
];
