//! *Her client*: whom a lawyer speaks for.

use crate::entities::clusters::Clusters;
use crate::lexicon::PRONOUNS;
use crate::mentions::{Form, Kind, Mention};
use crate::span::MentionId;
use crate::syntax::{BaseRelation, Subtype};

/// So many sentences back lies whose lawyer speaks of *my client*.
const FAR: u32 = 6;
/// So many mentions are looked at, at most, which keeps time linear in the text.
const MOST: usize = 300;

/// `description/client`: *Berg's lawyer, Tina Marek, said her client would appeal*: whom a lawyer speaks for.
pub(super) fn of_client(clusters: &Clusters<'_>, m: &Mention) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let parsed = &mentioned.parsed;
    let own = clusters.profile(m.id);
    let possessed = own.determiner().is_some_and(|d| PRONOUNS.contains_key(d));
    if m.form != Form::Nominal || own.lemma != "client" || own.plural || !possessed {
        return None;
    }
    let near = mentioned.before(m).take(MOST).take_while(|c| m.sentence.since(c.sentence) <= FAR);
    let lawyers = near.filter(|c| matches!(parsed.lemma(c.head), "lawyer" | "attorney"));
    let client = |c: &Mention| {
        parsed.children_by(c.head, BaseRelation::Nmod).find_map(|w| {
            let case = parsed.child_form(w, BaseRelation::Case);
            let of = parsed.relation(w).subtype == Subtype::Poss || matches!(case, "for" | "of");
            mentioned.headed_by(w).filter(|_| of)
        })
    };
    let found = lawyers.filter_map(client).next()?;
    let person = clusters.cluster(found).kind == Some(Kind::Person) && !clusters.is_plural(found);
    (person && clusters.compatible(m.id, found)).then_some(found)
}
