//! Names that follow: *after she left, Ms. Lund …*.

use super::salience::salience;
use crate::entities::clusters::Clusters;
use crate::lexicon::Pronoun;
use crate::mentions::{Form, Mention};
use crate::span::{MentionId, WordId};
use crate::syntax::{BaseRelation, Parsed};

/// The name that follows as the subject of the clause around, if it agrees with the pronoun.
pub(in crate::entities) fn cataphor(
    clusters: &Clusters<'_>,
    m: &Mention,
    pronoun: Pronoun,
) -> Option<MentionId> {
    let mentioned = clusters.mentioned;
    let after = following_subject(&mentioned.parsed, m.head).and_then(|w| mentioned.headed_by(w))?;
    let c = mentioned.mention(after);
    let fits = c.form == Form::Named && salience(clusters, m, c, pronoun, 0).is_some();
    (fits && clusters.compatible(m.id, after)).then_some(after)
}

/// The subject of the clause that the clause of `word` stands in front of.
fn following_subject(parsed: &Parsed, word: WordId) -> Option<WordId> {
    let clause =
        std::iter::once(word).chain(parsed.ancestors(word)).find(|&w| parsed.is(w, BaseRelation::Advcl))?;
    let subject = parsed.child_by(parsed.head(clause)?, BaseRelation::Nsubj)?;
    (word < subject && clause < subject).then_some(subject)
}
