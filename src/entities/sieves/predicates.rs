//! What a copula or a verb of becoming predicates: *Berg is the envoy*, *Berg became the envoy*.

use crate::entities::clusters::Clusters;
use crate::entities::types::LinkReason;
use crate::mentions::Form;
use crate::morphology::Upos;
use crate::syntax::{BaseRelation, Subtype};

/// *Berg is the envoy*, where it is neither denied nor only possible.
pub(super) fn predicates(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.child_by(w, BaseRelation::Cop).is_some()) {
        if !matches!(parsed.upos(word), Upos::Noun | Upos::Propn) {
            continue;
        }
        let subject = parsed
            .children_by(word, BaseRelation::Nsubj)
            .find(|&s| parsed.relation(s).subtype != Subtype::Outer);
        let (Some(subject), Some(mention)) = (subject, mentioned.headed_by(word)) else { continue };
        let Some(antecedent) = mentioned.headed_by(subject) else { continue };
        let open = parsed.children(word).iter().any(|&c| {
            (parsed.is(c, BaseRelation::Advmod) && parsed.feature(c, "Polarity") == Some("Neg"))
                || (parsed.is(c, BaseRelation::Aux) && parsed.xpos(c) == "MD")
                || (parsed.is(c, BaseRelation::Case))
        });
        let pronoun = mentioned.mention(antecedent).form == Form::Pronoun;
        let numbers = clusters.is_plural(mention) == clusters.is_plural(antecedent);
        if !open && !pronoun && numbers && clusters.compatible(mention, antecedent) {
            clusters.join(mention, antecedent, LinkReason::PredicateNominative, 0.75);
        }
    }
}

/// *Berg became the envoy*: what the verb predicates, where it is no more than that.
pub(super) fn changes(clusters: &mut Clusters<'_>) {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    for word in parsed.words().filter(|&w| parsed.is(w, BaseRelation::Xcomp) && parsed.is_noun(w)) {
        let Some(verb) = parsed.head(word).filter(|&v| matches!(parsed.lemma(v), "become" | "remain")) else {
            continue;
        };
        let open = parsed.children(verb).iter().any(|&c| {
            matches!(parsed.relation(c).base, BaseRelation::Aux | BaseRelation::Mark)
                || parsed.feature(c, "Polarity") == Some("Neg")
        });
        let subject = parsed.child_by(verb, BaseRelation::Nsubj).and_then(|s| mentioned.headed_by(s));
        if let (false, Some(antecedent), Some(mention)) = (open, subject, mentioned.headed_by(word))
            && mentioned.mention(antecedent).form == Form::Named
            && mentioned.mention(mention).form == Form::Nominal
            && clusters.is_plural(mention) == clusters.is_plural(antecedent)
            && clusters.compatible(mention, antecedent)
        {
            clusters.join(mention, antecedent, LinkReason::PredicateNominative, 0.7);
        }
    }
}
