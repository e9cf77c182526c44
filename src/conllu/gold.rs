//! Gold annotation: the columns after FORM as tags, trees and mentions.

use super::AnnotatedDocument;
use crate::mentions::Kind;
use crate::morphology::{Features, Morphology, Upos, Xpos};
use crate::span::{WordId, WordSpan};
use crate::syntax::{
    BaseRelation, Dependency, DependencyRelation, MentionLabel, NamePosition, Parsed, Subtype,
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A mention of the `Entity=` brackets of a treebank such as GUM. Of a discontinuous one, the first part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldMention {
    /// Its words.
    pub span: WordSpan,
    /// The word of the gold tree that the others of the mention hang on.
    pub head: WordId,
    /// Number of its cluster: mentions with one number are one entity.
    pub cluster: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether the mention is a coordination (*Berg and Lund*).
    pub coordination: bool,
    /// How the mention is linked to what stands before it, as GUM says it: `ana`, `appos`, `coref`, `disc`, `pred`,
    /// `cata`, or `sgl` where it stands alone; empty where the file does not say.
    pub link: String,
}

impl AnnotatedDocument {
    /// The gold tags, trees and mention labels, where each word has tags and a head; `None` otherwise.
    ///
    /// `head_of` and `likely_kind` are the kind of the largest mention, not a coordination, that the word heads;
    /// names are the runs of proper nouns around the heads of mentions, without titles.
    #[must_use]
    pub fn gold(&self) -> Option<Parsed> {
        let mut shared: FxHashMap<&str, Arc<str>> = FxHashMap::default();
        let mut share = |text| Arc::clone(shared.entry(text).or_insert_with(|| Arc::from(text)));
        let words = &self.segmented.words;
        let (mut morphology, mut dependencies) =
            (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        for (i, word) in words.iter().enumerate() {
            let own = self.segmented.sentences.get(word.sentence.index())?.words;
            let upos = self.column(i, 4).filter(|&name| name != "_")?;
            let head: usize = self.column(i, 7)?.parse().ok()?;
            if head > own.len() {
                return None;
            }
            let lemma = self.column(i, 3).unwrap_or("_");
            let features = self.column(i, 6).unwrap_or("_");
            morphology.push(Morphology {
                upos: Upos::from_name(upos).unwrap_or_default(),
                xpos: self.column(i, 5).and_then(Xpos::from_name).unwrap_or_default(),
                features: Features(share(if features == "_" { "" } else { features })),
                lemma: if lemma == "_" { word.form.clone() } else { lemma.to_owned() },
            });
            dependencies.push(Dependency {
                head: head.checked_sub(1).map(|h| WordId::from_index(own.start.index().saturating_add(h))),
                relation: DependencyRelation::parse(self.column(i, 8)?),
                confidence: 1.0,
            });
        }
        let mut parsed = Parsed::new(self.segmented.clone(), morphology, dependencies, Vec::new());
        parsed.mention_labels = labels(&parsed, &self.mentions_in(&parsed));
        Some(parsed)
    }

    /// The gold mentions, ordered by first word, the longer first; none where [`AnnotatedDocument::gold`] is `None` or the
    /// file has no `Entity=` brackets. Brackets that do not close are left out, and those of unknown types.
    #[must_use]
    pub fn gold_mentions(&self) -> Vec<GoldMention> {
        self.gold().map(|parsed| self.mentions_in(&parsed)).unwrap_or_default()
    }

    fn mentions_in(&self, parsed: &Parsed) -> Vec<GoldMention> {
        let mut found: Vec<Found<'_>> = Vec::new();
        for sentence in &self.segmented.sentences {
            let first = found.len();
            for w in sentence.words.range() {
                let misc = self.column(w, 10).unwrap_or("");
                let value = misc.split('|').find_map(|item| item.strip_prefix("Entity=")).unwrap_or("");
                for bracket in brackets(value) {
                    match bracket {
                        Bracket::Open(name, fields) => {
                            found.push(Found { name, fields, start: w, end: None })
                        }
                        Bracket::Single(name, fields) => {
                            found.push(Found { name, fields, start: w, end: Some(w.saturating_add(1)) });
                        }
                        Bracket::Close(name) => {
                            let open = found.iter_mut().skip(first).rev();
                            if let Some(open) = open.into_iter().find(|f| f.end.is_none() && f.name == name) {
                                open.end = Some(w.saturating_add(1));
                            }
                        }
                    }
                }
            }
        }
        // of equal spans the first opened is the outer one: the sort keeps their order
        found.sort_by_key(|f| (f.start, std::cmp::Reverse(f.end)));
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut mentions = Vec::new();
        for f in found {
            let (name, part) = f.name.split_once('[').unwrap_or((f.name, "1/"));
            let kind = f.fields.split('-').next().and_then(Kind::from_name);
            let (Some(kind), Some(end), true) = (kind, f.end, part.starts_with("1/")) else { continue };
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let cluster = *numbers.entry(name).or_insert(next);
            mentions.push(mention(parsed, WordSpan::new(f.start, end), cluster, kind, f.fields));
        }
        mentions
    }
}

/// A bracket that was opened, and where it was closed.
struct Found<'a> {
    name: &'a str,
    fields: &'a str,
    start: usize,
    end: Option<usize>,
}

fn mention(parsed: &Parsed, span: WordSpan, cluster: u32, kind: Kind, fields: &str) -> GoldMention {
    let outside = |&w: &WordId| parsed.head(w).is_none_or(|h| !span.contains(h));
    let head = span.words().find(outside).unwrap_or(span.start);
    let coordination = parsed.children_by(head, BaseRelation::Conj).any(|c| span.contains(c));
    // TYPE-infstat-salience-centering-minspan-link-identity
    let link = fields.split('-').nth(5).unwrap_or("").to_owned();
    GoldMention { span, head, cluster, kind, coordination, link }
}

enum Bracket<'a> {
    Open(&'a str, &'a str),
    Single(&'a str, &'a str),
    Close(&'a str),
}

/// The brackets of an `Entity=` value, in order: `(4-person-new`, `(4-person-new)`, `4)`.
fn brackets(value: &str) -> Vec<Bracket<'_>> {
    let mut found = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('(') {
            let end = after.find(['(', ')']).unwrap_or(after.len());
            let (inside, tail) = after.split_at(end);
            let (name, fields) = inside.split_once('-').unwrap_or((inside, ""));
            if let Some(tail) = tail.strip_prefix(')') {
                found.push(Bracket::Single(name, fields));
                rest = tail;
            } else {
                found.push(Bracket::Open(name, fields));
                rest = tail;
            }
        } else if let Some((name, tail)) = rest.split_once(')') {
            found.push(Bracket::Close(name));
            rest = tail;
        } else {
            break;
        }
    }
    found
}

fn labels(parsed: &Parsed, mentions: &[GoldMention]) -> Vec<MentionLabel> {
    let mut labels = vec![MentionLabel::default(); parsed.len()];
    let mut largest = vec![0; parsed.len()];
    for m in mentions.iter().filter(|m| !m.coordination) {
        let head = m.head.index();
        let (Some(largest), Some(label)) = (largest.get_mut(head), labels.get_mut(head)) else { continue };
        if m.span.len() > *largest {
            *largest = m.span.len();
            label.head_of = Some(m.kind);
            label.likely_kind = Some(m.kind);
            label.head_confidence = 1.0;
        }
    }
    // longer names first, so that none inside another is marked
    let mut names: Vec<(WordSpan, Kind)> =
        mentions.iter().filter_map(|m| Some((name(parsed, m)?, m.kind))).collect();
    names.sort_by_key(|(span, _)| (std::cmp::Reverse(span.len()), span.start));
    for (span, kind) in names {
        let Some(own) = labels.get_mut(span.range()) else { continue };
        if own.iter().any(|label| label.name != NamePosition::Outside) {
            continue;
        }
        for (i, label) in own.iter_mut().enumerate() {
            label.name = if i == 0 { NamePosition::Begin(kind) } else { NamePosition::Inside(kind) };
            label.name_confidence = 1.0;
        }
    }
    labels
}

/// The run of proper nouns around the head of a mention, if the head is one; titles are left out.
fn name(parsed: &Parsed, mention: &GoldMention) -> Option<WordSpan> {
    let proper = |w: WordId| {
        let relation = parsed.relation(w);
        let title = relation.is(BaseRelation::Nmod) && relation.subtype == Subtype::Desc;
        (parsed.upos(w) == Upos::Propn || matches!(parsed.xpos(w), Xpos::Nnp | Xpos::Nnps)) && !title
    };
    let hyphen = |w: WordId| parsed.xpos(w) == Xpos::Hyph;
    if parsed.upos(mention.head) != Upos::Propn {
        return None;
    }
    let own = |w: &WordId| mention.span.contains(*w) && (proper(*w) || hyphen(*w));
    let before = mention.span.words().rev().skip_while(|w| *w >= mention.head).take_while(own);
    let after = mention.span.words().skip_while(|w| *w <= mention.head).take_while(own);
    let first = before.filter(|w| proper(*w)).last().unwrap_or(mention.head);
    let last = after.filter(|w| proper(*w)).last().unwrap_or(mention.head);
    Some(WordSpan::new(first.index(), last.index().saturating_add(1)))
}
