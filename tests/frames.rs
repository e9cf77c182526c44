//! What is denied or open never comes out as plain fact: invented sentences under frames that deny them or leave them open.

use relata::{Extractor, KnowledgeGraph};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().expect("the embedded model loads"));

/// Subject; base form, past and *-ing* form of the verb; object.
const SENTENCES: [[&str; 5]; 50] = [
    ["the museum", "buy", "bought", "buying", "the painting"],
    ["Marta Kvist", "hire", "hired", "hiring", "the pianist"],
    ["the ministry", "close", "closed", "closing", "the school"],
    ["Rostov Bank", "finance", "financed", "financing", "the stadium"],
    ["the farmers", "block", "blocked", "blocking", "the motorway"],
    ["Tobias Ruud", "burn", "burned", "burning", "the letters"],
    ["the airline", "cancel", "cancelled", "cancelling", "the flights"],
    ["the judge", "free", "freed", "freeing", "the prisoner"],
    ["the soldiers", "shell", "shelled", "shelling", "the village"],
    ["Ines Duarte", "edit", "edited", "editing", "the report"],
    ["the company", "poison", "poisoned", "poisoning", "the river"],
    ["the mayor", "sell", "sold", "selling", "the theatre"],
    ["the pilots", "ignore", "ignored", "ignoring", "the warning"],
    ["the nurse", "pocket", "pocketed", "pocketing", "the medicine"],
    ["Velora Foods", "fire", "fired", "firing", "the drivers"],
    ["the police", "arrest", "arrested", "arresting", "the singer"],
    ["the club", "sign", "signed", "signing", "the striker"],
    ["the rebels", "capture", "captured", "capturing", "the airport"],
    ["the princess", "meet", "met", "meeting", "the chancellor"],
    ["the coach", "bribe", "bribed", "bribing", "the referee"],
    ["the union", "shelve", "shelved", "shelving", "the offer"],
    ["the army", "destroy", "destroyed", "destroying", "the bridge"],
    ["Hanna Prell", "found", "founded", "founding", "the orchestra"],
    ["the senate", "approve", "approved", "approving", "the budget"],
    ["the hackers", "copy", "copied", "copying", "the records"],
    ["the hospital", "treat", "treated", "treating", "the diver"],
    ["the monks", "conceal", "concealed", "concealing", "the manuscript"],
    ["the editor", "publish", "published", "publishing", "the photographs"],
    ["the tenants", "repair", "repaired", "repairing", "the roof"],
    ["the guards", "attack", "attacked", "attacking", "the cyclist"],
    ["the brewery", "open", "opened", "opening", "the cellar"],
    ["the actress", "divorce", "divorced", "divorcing", "the producer"],
    ["the courier", "deliver", "delivered", "delivering", "the parcel"],
    ["the navy", "rescue", "rescued", "rescuing", "the fishermen"],
    ["the bishop", "bless", "blessed", "blessing", "the chapel"],
    ["the regulator", "fine", "fined", "fining", "the casino"],
    ["the students", "occupy", "occupied", "occupying", "the library"],
    ["the smugglers", "bury", "buried", "burying", "the rifles"],
    ["the inspector", "seal", "sealed", "sealing", "the warehouse"],
    ["the governor", "pardon", "pardoned", "pardoning", "the poet"],
    ["the council", "demolish", "demolished", "demolishing", "the tower"],
    ["the queen", "visit", "visited", "visiting", "the shipyard"],
    ["the dentist", "forge", "forged", "forging", "the invoices"],
    ["the miners", "flood", "flooded", "flooding", "the shaft"],
    ["the chemist", "invent", "invented", "inventing", "the vaccine"],
    ["the referee", "cancel", "cancelled", "cancelling", "the match"],
    ["the heirs", "auction", "auctioned", "auctioning", "the castle"],
    ["the dealers", "import", "imported", "importing", "the tyres"],
    ["the parish", "restore", "restored", "restoring", "the organ"],
    ["the sailors", "abandon", "abandoned", "abandoning", "the yacht"],
];

/// `S`: the sentence in the past; `X`, `V`, `P`, `G`, `O`: its subject, verb in base form, past, *-ing* form, object.
const FRAMES: [&str; 50] = [
    "There is no evidence that S.",
    "The claim that S is false.",
    "The rumour that S is untrue.",
    "The minister rejected the accusation that S.",
    "Investigators dismissed the allegation that S.",
    "It is not true that S.",
    "It is doubtful that S.",
    "It is unclear whether S.",
    "The lawyer was jailed on the pretext that S.",
    "Nobody knows whether S.",
    "X never P O.",
    "X did not V O.",
    "X no longer wanted to V O.",
    "X has yet to V O.",
    "X failed to V O.",
    "X refused to V O.",
    "X resigned without G O.",
    "X left instead of G O.",
    "Rather than V O, X went home.",
    "X nearly P O.",
    "X almost P O.",
    "X pretended to V O.",
    "X was cleared of G O.",
    "X was accused of G O.",
    "X was suspected of G O.",
    "X was going to V O.",
    "X is supposed to V O.",
    "X was meant to V O.",
    "X was able to V O only if it rained.",
    "If S, the strike will end.",
    "Had X P O, the strike would have ended.",
    "Should X V O, the strike will end.",
    "Were X to V O, the strike would end.",
    "Unless X V O, the strike will go on.",
    "X may have P O.",
    "X could V O.",
    "X should V O.",
    "X will V O.",
    "X wants to V O.",
    "X allegedly P O.",
    "The possibility that S worries the town.",
    "The witness falsely claimed that S.",
    "The fear that S grew.",
    "X was barred from G O.",
    "The risk of X G O remains.",
    "Neither X nor the neighbours P O.",
    "The mayor does not believe that S.",
    "The town is not persuaded that S.",
    "X has not decided whether to V O.",
    "The mayor died before X could V O.",
];

fn fill(frame: &str, [subject, base, past, gerund, object]: &[&str; 5]) -> String {
    let mut out = String::new();
    for part in frame.split_inclusive([' ', '.', ',']) {
        let (word, mark) = part.split_at(part.len() - 1);
        match word {
            "S" => out += &format!("{subject} {past} {object}"),
            "X" => out += subject,
            "V" => out += base,
            "P" => out += past,
            "G" => out += gerund,
            "O" => out += object,
            _ => out += word,
        }
        out += mark;
    }
    let mut letters = out.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Plain triples of the verb.
fn plain(graph: &KnowledgeGraph, base: &str) -> Vec<String> {
    let found = graph.relations().filter(|r| r.is_asserted() && r.predicate.split(' ').next() == Some(base));
    found.map(|r| format!("{} {}", r.label, graph.text_of(&r.object))).collect()
}

/// What the present model reads as a relative clause (*the rumour that Duarte edited*). The test fails where one is right.
const NOT_YET: [&str; 0] = [];

#[test]
fn what_is_denied_or_open_is_no_plain_fact() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for frame in FRAMES {
        let mut under = Vec::new();
        for sentence in &SENTENCES {
            let text = fill(frame, sentence);
            let graph = EXTRACTOR.extract(&text).expect("a graph");
            let found = plain(&graph, sentence[1]);
            if found.is_empty() == NOT_YET.contains(&text.as_str()) {
                under.push(format!("    {text} {found:?}"));
            }
        }
        count += under.len();
        if !under.is_empty() {
            wrong.push(format!("{frame}: {}\n{}", under.len(), under.join("\n")));
        }
    }
    assert!(count == 0, "{count}\n{}", wrong.join("\n"));
}

#[test]
fn what_the_frames_are_about_is_a_fact_without_them() {
    let told = SENTENCES.iter().filter(|sentence| {
        let graph = EXTRACTOR.extract(&fill("S.", sentence)).expect("a graph");
        !plain(&graph, sentence[1]).is_empty()
    });
    assert!(told.count() >= 48);
}
