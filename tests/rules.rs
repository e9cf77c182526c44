//! Rules: each does what its sentences say, also on trees that are given; what is wrong in a rule is an error that says where.

use relata::conllu::{self, Comments};
use relata::graph::Relation;
use relata::rules::{RuleProblem, Rules};
use relata::{Extractor, conllu::AnnotatedDocument};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

#[test]
fn each_rule_does_what_its_sentences_say() {
    let failures: Vec<String> = EXTRACTOR.check_rules().iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(EXTRACTOR.rules().iter().count() > 0);
}

fn problem(line: &str) -> (usize, RuleProblem) {
    let text = format!(
        "rule my/rule\n  word verb VERB\n  word noun nsubj of verb\n  {line}\n  fact subject noun, predicate verb"
    );
    let error = Rules::parse("mine", &text).expect_err("a rule that cannot be used");
    (error.line, error.problem)
}

#[test]
fn what_is_wrong_in_a_rule_is_told_with_its_line() {
    let at = |line: &str, problem_of: fn(String) -> RuleProblem, what: &str| {
        assert_eq!(problem(line), (4, problem_of(what.to_owned())), "{line}");
    };
    at("word more obj of verb, lemma in birds", RuleProblem::UnknownList, "birds");
    at("word more object of verb", RuleProblem::UnknownRelation, "object");
    at("word more nmod:birds of verb", RuleProblem::UnknownRelation, "nmod:birds");
    at("word more obj of vreb", RuleProblem::UnknownWord, "vreb");
    at("word more obj of verb, NUON", RuleProblem::UnknownTag, "NUON");
    at("word noun obj of verb", RuleProblem::NamedTwice, "noun");
    at("fact subject noun, verb verb", RuleProblem::UnknownSlot, "verb");
    at("attack noun to verb", RuleProblem::UnknownKeyword, "attack");
    assert_eq!(
        problem("word more obj of verb, kind bird").1,
        RuleProblem::UnknownValue("kind of mention", "bird".into())
    );
    for (line, choice) in [
        ("word more obj of verb, kind bird", "organization"),
        ("modality of verb is perhaps", "possible"),
        ("fact subject noun, predicate verb, kind owned", "possessive"),
        ("fact subject noun, predicate verb, thing noun", "qualifier"),
    ] {
        let told = problem(line).1.to_string();
        assert!(told.contains(choice), "what can stand there is told: {told}");
    }
    assert_eq!(problem("same verb and noun sure 2").1, RuleProblem::UnknownValue("confidence", "2".into()));
    assert_eq!(problem("attach noun to verb"), (1, RuleProblem::MixedStages));
    assert_eq!(problem("word more NOUN"), (1, RuleProblem::Untied("more".into())));
    let nameless = Rules::parse("mine", "rule lone\n word a VERB\n attach a to a").expect_err("no group");
    assert_eq!(nameless.line, 1);
}

fn rules_of(extractor: &Extractor, text: &str) -> Vec<String> {
    let graph = extractor.extract(text).expect("a graph");
    graph.relations().map(|r: &Relation| r.rule.to_string()).collect()
}

#[test]
fn each_fact_knows_the_rule_that_read_it() {
    let table: &[(&str, &[&str])] = &[
        ("Greta Lund praised Olav Berg.", &["clause/transitive"]),
        ("Olav Berg was praised by Greta Lund.", &["clause/passive"]),
        ("Denmark's Maritime Board met in Odense.", &["clause/intransitive", "nominal/owner-before-name"]),
        ("Mayor Greta Lund left for Bergen.", &["nominal/role-before-name", "clause/intransitive"]),
        ("Greta Lund and Olav Berg met.", &["clause/joint"]),
    ];
    for (text, expected) in table {
        let mut found = rules_of(&EXTRACTOR, text);
        let mut expected = expected.to_vec();
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn what_a_user_adds_or_leaves_out_counts() {
    let text = "Denmark's Maritime Board met in Odense.";
    let without =
        Extractor::builder().without_rules(["nominal/owner-before-name"]).build().expect("an extractor");
    assert_eq!(rules_of(&without, text), ["clause/intransitive"]);
    let own = "
        rule tide/standing
          word    verb  VERB, lemma surmise
          word    what  ccomp of verb
          modality of what is possible
          polarity of what is negative
          fires   Lund surmised that the dam broke. => broke possible; broke negative
          silent  Lund knew that the dam broke.
        rule tide/tree
          word    day   lemma friday, obl of verb, behind verb
          word    verb  VERB
          relabel day as obl:unmarked
          fires   Lund met the owners on Friday. => Friday obl:unmarked met
          silent  Lund met the owners.
        rule tide/caught
          word    verb   VERB, lemma catch
          word    crew   nsubj of verb
          word    fish   obj of verb
          fact    subject crew, predicate verb, object fish
          fires   The crew caught off-season herring. => The crew | catch | off-season herring
          silent  The crew caught.
        rule tide/alias
          word    verb   VERB, lemma operate
          word    alias  obl of verb, PROPN, named, with case form as
          word    firm   nsubj of verb, described
          same    alias and firm sure 0.8
          fires   The bakery operates as Solberg Foods. => Solberg Foods = The bakery
          silent  The bakery operates with Solberg Foods.
    ";
    let builder = Extractor::builder().rules(own);
    let extractor = builder.build().expect("an extractor");
    let graph = extractor.extract("Greta Lund surmised that the dam broke.").expect("a graph");
    let broke = graph.relations().find(|r| r.predicate == "break").expect("a fact");
    assert_eq!((broke.modality.as_str(), broke.polarity.as_str()), ("possible", "negative"));
    let failures = extractor.check_rules();
    assert!(failures.is_empty(), "{failures:?}");
}

/// The rules' sentences with trees that no rule has repaired. `RULES_UPDATE=1 cargo test --release --test rules` adds those of rules that
/// have none, from what the model reads, and leaves all others as they are, so that the file tells a broken rule from another reading.
/// `RULES_UPDATE=all` writes it anew, but for those trees, written by hand, whose name ends in `given`.
const TREES: &str = "tests/rules.conllu";

fn fires(extractor: &Extractor, document: &AnnotatedDocument, rule: &str) -> bool {
    let resolved = extractor.analyze_parsed(document.gold().expect("tags and heads"));
    let propositions = extractor.propositions(&resolved);
    let mut applied =
        resolved.parsed().applied().iter().chain(resolved.applied()).chain(propositions.applied());
    applied.any(|a| a.rule == rule)
}

#[test]
fn rules_fire_on_given_trees() {
    if let Some(what) = std::env::var_os("RULES_UPDATE") {
        let old = std::fs::read_to_string(TREES).unwrap_or_default();
        let kept = |name: &str| what != "all" || name.ends_with(" given");
        let kept = old.split("# newdoc id = ").filter(|d| d.lines().next().is_some_and(kept));
        let kept: String = kept.map(|d| format!("# newdoc id = {d}")).collect();
        let added = trees(|rule| what == "all" || !kept.contains(&format!("# newdoc id = fires {rule} ")));
        std::fs::write(TREES, kept + &added).expect("the file is written");
    }
    let text = std::fs::read_to_string(TREES).expect("the file of trees");
    let documents = conllu::read(&text).expect("CoNLL-U");
    let mut seen = std::collections::BTreeSet::new();
    for document in &documents {
        let mut parts = document.id().split(' ');
        let (wanted, rule) = (parts.next(), parts.next().unwrap_or_default());
        assert_eq!(fires(&EXTRACTOR, document, rule), wanted == Some("fires"), "{}", document.id());
        seen.insert((rule.to_owned(), wanted == Some("fires")));
    }
    for rule in EXTRACTOR.rules().iter() {
        assert!(
            seen.contains(&(rule.name().to_owned(), true)),
            "{TREES} has no tree on which {} fires: RULES_UPDATE=1 adds the model's, or write one by hand",
            rule.name()
        );
    }
}

/// The sentences of the rules whose names are wanted as CoNLL-U, as far as the rule does on the written tree what it should.
fn trees(wanted: impl Fn(&str) -> bool) -> String {
    let repairs = ["name/*", "repair/*", "saying/*", "kind/*", "deed/*"];
    let plain = Extractor::builder().without_rules(repairs).build().expect("an extractor");
    let mut out = String::new();
    for rule in EXTRACTOR.rules().iter().filter(|rule| wanted(rule.name())) {
        for (word, examples) in [("fires", rule.fires()), ("silent", rule.silent())] {
            for (number, example) in examples.iter().enumerate() {
                let comments = Comments::named(format!("{word} {} {number}", rule.name()));
                let written = conllu::write(&plain.analyze(&example.text), &comments);
                let document = conllu::read(&written).expect("CoNLL-U").remove(0);
                if fires(&EXTRACTOR, &document, rule.name()) == (word == "fires") {
                    out += &written;
                }
            }
        }
    }
    out
}
