//! The particles and the preposition that make one verb two predicates (*vote for*, *vote against*; *turn away from*).

use crate::entities::Resolved;
use crate::lexicon::PARTICLES;
use crate::morphology::Upos;
use crate::propositions::{Proposition, PropositionKind};
use crate::span::WordId;
use crate::syntax::{BaseRelation, Subtype};

/// What belongs to the verb beside its lemma, given the preposition before the object that was chosen.
pub(super) fn marker(resolved: &Resolved, proposition: &Proposition, preposition: &[WordId]) -> String {
    let parsed = resolved.parsed();
    let predicate = &proposition.predicate;
    let verb = predicate.head;
    let verbal = match proposition.kind {
        PropositionKind::Clause
        | PropositionKind::Relative
        | PropositionKind::Participle
        | PropositionKind::Infinitive
        | PropositionKind::Existential => true,
        // *afraid of*, but the spokesman of one and for another is the same office
        PropositionKind::Copula => {
            predicate.lemma == "be"
                || matches!(parsed.upos(verb), Upos::Adj | Upos::Adv | Upos::Verb | Upos::Adp)
        }
        _ => false,
    };
    if !verbal {
        return String::new();
    }
    let own = |w: &WordId| {
        let relation = parsed.relation(*w);
        let adverb = relation.base == BaseRelation::Advmod && PARTICLES.contains(parsed.lower(*w));
        // *was laughed at*: the preposition that its object left behind
        let stranded = predicate.passive
            && predicate.words.contains(w)
            && parsed.upos(*w) == Upos::Adp
            && relation.subtype != Subtype::Prt;
        *w > verb && (adverb || stranded)
    };
    let particles = parsed.children(verb).iter().filter(|w| own(w) && !preposition.contains(w));
    let words: Vec<&str> = particles.chain(preposition).map(|&w| parsed.lower(w)).collect();
    let marker = words.join(" ");
    let partner = predicate.symmetric && matches!(marker.as_str(), "with" | "and");
    let said = predicate.lemma == marker || predicate.lemma.ends_with(&format!(" {marker}"));
    if partner || said { String::new() } else { marker }
}
