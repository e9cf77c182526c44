//! The names of what is read by code: constructions that are algorithms, not patterns.

/// A construction that code reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Construction {
    /// Its name, as [`Relation::rule`](crate::graph::Relation::rule) has it.
    pub name: &'static str,
    /// What it is, by an example.
    pub about: &'static str,
}

const fn named(name: &'static str, about: &'static str) -> Construction {
    Construction { name, about }
}

/// All constructions that code reads.
pub const CONSTRUCTIONS: &[Construction] = &[
    named("clause/transitive", "*Lund praised the plan*: a verb with its object"),
    named("clause/intransitive", "*Lund left for Oslo*: a verb without object"),
    named("clause/passive", "*the bridge was built by Krogh*: a verb whose subject suffers the act"),
    named("clause/complement", "*Lund said that it rained*: a verb whose object is a clause"),
    named("clause/copula", "*Lund is the mayor*"),
    named("clause/relative", "*Lund, who left Oslo*"),
    named("clause/participle", "*the bridge built in 1912*"),
    named("clause/infinitive", "*Lund plans to visit Oslo*"),
    named("clause/existential", "*there is a way*"),
    named("clause/elided", "*Berg has, too*: a clause whose verb is left out"),
    named(
        "clause/gapped",
        "*Berg went to Oslo and Lund to Bergen*: a clause whose verb is that of the one before",
    ),
    named("clause/joint", "*Berg and Lund met*: one act of two subjects"),
    named("clause/companion", "*Berg signed the treaty with Lund*: Lund signed it, too"),
    named("nominal/office-before-name", "*Norway's minister Lund*: a title with whom it is held for"),
    named("nominal/role-before-name", "*Minister Lund*: a title"),
    named("nominal/office-of", "*the minister of Norway*: an office with whom it is held for"),
    named("nominal/served-as", "*Lund served as minister of Norway*"),
    named("nominal/appointed", "*they elected Lund head of the board*"),
    named("nominal/role-beside-name", "*Lund, a baker*: what a person is"),
    named("nominal/description-beside-name", "*Optilux, a maker of sensors*: what a thing is"),
    named("nominal/place-in-place", "*Harwick, Essex*"),
    named("nominal/act", "*Lund's visit to Oslo*: a noun of an act with its arguments"),
    named("nominal/act-between", "*talks between Berg and Lund*"),
    named("nominal/including", "*members including Berg*"),
    named("nominal/phrase", "*sanctions against Oslo*: a name in a phrase of a noun"),
    named("country/metonym", "*Oslo rejected the plan*: a capital that stands for its country"),
    named("country/demonym", "*the Norwegian minister*: the country of an adjective"),
];
