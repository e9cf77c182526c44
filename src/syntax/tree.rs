//! A parsed document, with the walks over its trees that later stages need.

use super::{BaseRelation, DependencyRelation, Likeness};
use crate::grammar::Tree;
use crate::mentions::{Form, Kind};
use crate::morphology::{Morphology, Upos, Xpos};
use crate::rules::Applied;
use crate::span::{ByteSpan, SentenceId, WordId, WordSpan};
use crate::table::Table;
use crate::text::{Segmented, Sentence, Word};
use serde::{Deserialize, Serialize};

/// The sentence of no document.
static NOWHERE: Sentence = Sentence {
    words: WordSpan { start: WordId(0), end: WordId(0) },
    tokens: (0, 0),
    span: ByteSpan { start: 0, end: 0 },
    paragraph: 0,
};

/// A word's place in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dependency {
    /// The word it depends on; `None` for the root of the sentence.
    pub head: Option<WordId>,
    /// Its relation to the head (`root` for the root).
    pub relation: DependencyRelation,
    /// How sure the parser is of head and relation, 0 to 1.
    #[serde(deserialize_with = "crate::checked::near_probability")]
    pub confidence: f32,
}

/// Where a word stands in a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamePosition {
    /// In no name.
    #[default]
    Outside,
    /// The first word of a name.
    Begin(Kind),
    /// A later word of a name.
    Inside(Kind),
}

/// What the network says of a word for the stage of mentions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MentionLabel {
    /// Where it stands in a flat name.
    pub name: NamePosition,
    /// How sure that is, 0 to 1.
    #[serde(deserialize_with = "crate::checked::near_probability")]
    pub name_confidence: f32,
    /// The kind of the mention it is the head of, if of any.
    pub head_of: Option<Kind>,
    /// How sure that is, 0 to 1.
    #[serde(deserialize_with = "crate::checked::near_probability")]
    pub head_confidence: f32,
    /// The likeliest kind, supposed that it is the head of a mention.
    pub likely_kind: Option<Kind>,
}

/// A word in lower case, where it is not written so.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lowered {
    form: Option<Box<str>>,
    lemma: Option<Box<str>>,
}

fn lowered_of(word: &str) -> Option<Box<str>> {
    let small = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    let lower = (!small).then(|| word.to_lowercase())?;
    (lower != word).then(|| lower.into_boxed_str())
}

/// A document with morphology and trees.
///
/// Invariants: each sentence has exactly one root; heads lie in the same sentence; there is no cycle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Parsed {
    /// The stage before.
    pub(crate) segmented: Segmented,
    /// For each word, tags, features, lemma.
    pub(crate) morphology: Vec<Morphology>,
    /// For each word, head and relation.
    pub(crate) dependencies: Vec<Dependency>,
    /// For each word, what the network read for the stage of mentions.
    pub(crate) mention_labels: Vec<MentionLabel>,
    /// For each word, what it takes up and what takes it up; empty where the model has no such layer, and once entities are resolved.
    pub(crate) likenesses: Vec<Likeness>,
    /// The rules that repaired the trees, and where.
    #[serde(default)]
    pub(crate) applied: Vec<Applied>,
    /// For each word, form and lemma in lower case, so that no question makes them anew.
    #[serde(skip)]
    lowered: Vec<Lowered>,
    #[serde(skip)]
    children: Vec<WordId>,
    #[serde(skip)]
    child_starts: Vec<u32>,
}

impl Parsed {
    /// The stage before.
    #[must_use]
    pub fn segmented(&self) -> &Segmented {
        &self.segmented
    }

    /// For each word, tags, features, lemma.
    #[must_use]
    pub fn morphology(&self) -> &[Morphology] {
        &self.morphology
    }

    /// For each word, head and relation.
    #[must_use]
    pub fn dependencies(&self) -> &[Dependency] {
        &self.dependencies
    }

    /// For each word, what the network read for the stage of mentions.
    #[must_use]
    pub fn mention_labels(&self) -> &[MentionLabel] {
        &self.mention_labels
    }

    /// The rules that repaired the trees, and where.
    #[must_use]
    pub fn applied(&self) -> &[Applied] {
        &self.applied
    }

    /// Puts the stages together. The three lists have one item for each word of `segmented`; a head outside the
    /// word's sentence is taken as the sentence's root.
    #[must_use]
    pub fn new(
        segmented: Segmented,
        mut morphology: Vec<Morphology>,
        mut dependencies: Vec<Dependency>,
        mut mention_labels: Vec<MentionLabel>,
    ) -> Self {
        let n = segmented.words.len();
        morphology.resize_with(n, || Morphology {
            upos: Upos::X,
            xpos: Xpos::Fw,
            features: crate::morphology::Features::default(),
            lemma: String::new(),
        });
        let unread =
            Dependency { head: None, relation: DependencyRelation::of(BaseRelation::Dep), confidence: 0.0 };
        dependencies.resize(n, unread);
        mention_labels.resize(n, MentionLabel::default());
        for sentence in &segmented.sentences {
            make_tree(&mut dependencies, sentence.words);
        }
        let mut starts = Table::new(0_u32, n.saturating_add(1));
        for head in dependencies.iter().filter_map(|d| d.head) {
            let behind = &mut starts[head.index().saturating_add(1)];
            *behind = behind.saturating_add(1);
        }
        let mut sum = 0_u32;
        for start in starts.iter_mut() {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut children = Table::new(WordId(0), sum as usize);
        for (word, dependency) in dependencies.iter().enumerate() {
            if let Some(head) = dependency.head {
                let place = &mut next[head.index()];
                children[*place as usize] = WordId::from_index(word);
                *place = place.saturating_add(1);
            }
        }
        let lowered = segmented.words.iter().zip(&morphology);
        let lowered =
            lowered.map(|(w, m)| Lowered { form: lowered_of(&w.form), lemma: lowered_of(&m.lemma) });
        let lowered = lowered.collect();
        let (children, child_starts) = (children.into_vec(), starts.into_vec());
        Self {
            segmented,
            morphology,
            dependencies,
            mention_labels,
            likenesses: Vec::new(),
            applied: Vec::new(),
            lowered,
            children,
            child_starts,
        }
    }

    /// The input text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.segmented.text
    }

    /// What the network says of a word for the stage of mentions; nothing once entities are resolved.
    pub(crate) fn label(&self, word: WordId) -> MentionLabel {
        self.mention_labels.get(word.index()).copied().unwrap_or_default()
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segmented.words.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segmented.words.is_empty()
    }

    fn word(&self, word: WordId) -> Option<&Word> {
        self.segmented.words.get(word.index())
    }

    /// All words, in order.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = WordId> + ExactSizeIterator + Clone + use<> {
        (0..self.segmented.words.len()).map(WordId::from_index)
    }

    /// All sentences with their ids, in order.
    pub fn sentences(&self) -> impl Iterator<Item = (SentenceId, &Sentence)> {
        self.segmented.sentences.iter().enumerate().map(|(i, s)| (SentenceId::from_index(i), s))
    }

    /// The sentence with that id.
    #[must_use]
    pub fn sentence(&self, id: SentenceId) -> &Sentence {
        self.segmented.sentences.get(id.index()).unwrap_or(&NOWHERE)
    }

    /// The sentence a word stands in.
    #[must_use]
    pub fn sentence_of(&self, word: WordId) -> SentenceId {
        self.word(word).map_or_else(SentenceId::default, |w| w.sentence)
    }

    /// The form of a word.
    #[must_use]
    pub fn form(&self, word: WordId) -> &str {
        self.word(word).map_or("", |w| &w.form)
    }

    /// The form in lower case.
    #[must_use]
    pub fn lower(&self, word: WordId) -> &str {
        self.lowered.get(word.index()).and_then(|l| l.form.as_deref()).unwrap_or_else(|| self.form(word))
    }

    /// The lemma of a word.
    #[must_use]
    pub fn lemma(&self, word: WordId) -> &str {
        self.morphology.get(word.index()).map_or("", |m| &m.lemma)
    }

    /// The lemma in lower case.
    #[must_use]
    pub fn lower_lemma(&self, word: WordId) -> &str {
        self.lowered.get(word.index()).and_then(|l| l.lemma.as_deref()).unwrap_or_else(|| self.lemma(word))
    }

    /// The universal tag of a word.
    #[must_use]
    pub fn upos(&self, word: WordId) -> Upos {
        self.morphology.get(word.index()).map_or(Upos::X, |m| m.upos)
    }

    /// The Penn tag of a word.
    #[must_use]
    pub fn xpos(&self, word: WordId) -> Xpos {
        self.morphology.get(word.index()).map_or(Xpos::Unknown, |m| m.xpos)
    }

    /// Whether the word is a common or proper noun.
    #[must_use]
    pub fn is_noun(&self, word: WordId) -> bool {
        matches!(self.upos(word), Upos::Noun | Upos::Propn)
    }

    /// The value of a feature of a word.
    #[must_use]
    pub fn feature(&self, word: WordId, name: &str) -> Option<&str> {
        self.morphology.get(word.index())?.features.get(name)
    }

    /// The head of a word; `None` for a root.
    #[must_use]
    pub fn head(&self, word: WordId) -> Option<WordId> {
        self.dependencies.get(word.index())?.head
    }

    /// The relation of a word to its head.
    #[must_use]
    pub fn relation(&self, word: WordId) -> DependencyRelation {
        self.dependencies.get(word.index()).map_or(DependencyRelation::of(BaseRelation::Dep), |d| d.relation)
    }

    /// Whether the universal part of the word's relation is `base`.
    #[must_use]
    pub fn is(&self, word: WordId, base: BaseRelation) -> bool {
        self.relation(word).base == base
    }

    /// The dependents of a word, in text order.
    #[must_use]
    pub fn children(&self, word: WordId) -> &[WordId] {
        let starts = (self.child_starts.get(word.index()), self.child_starts.get(word.next().index()));
        let (Some(&start), Some(&end)) = starts else { return &[] };
        self.children.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The dependents of a word with that universal relation, in text order.
    pub fn children_by(
        &self,
        word: WordId,
        base: BaseRelation,
    ) -> impl DoubleEndedIterator<Item = WordId> + '_ {
        self.children(word).iter().copied().filter(move |&child| self.is(child, base))
    }

    /// The first dependent of a word with that universal relation.
    #[must_use]
    pub fn child_by(&self, word: WordId, base: BaseRelation) -> Option<WordId> {
        self.children_by(word, base).next()
    }

    /// The lower-case form of the first dependent with that universal relation, or the empty string.
    #[must_use]
    pub fn child_form(&self, word: WordId, base: BaseRelation) -> &str {
        self.child_by(word, base).map_or("", |child| self.lower(child))
    }

    /// The word's ancestors, nearest first.
    pub fn ancestors(&self, word: WordId) -> impl Iterator<Item = WordId> + '_ {
        std::iter::successors(self.head(word), |&w| self.head(w))
    }

    /// Whether `word` is `ancestor` or below it.
    #[must_use]
    pub fn is_within(&self, word: WordId, ancestor: WordId) -> bool {
        word == ancestor || self.ancestors(word).any(|w| w == ancestor)
    }

    /// The root of a sentence.
    #[must_use]
    pub fn root(&self, sentence: SentenceId) -> Option<WordId> {
        self.sentence(sentence).words.words().find(|&w| self.head(w).is_none())
    }

    /// The words at and below `word`, in text order, leaving out the branches that `skip` refuses.
    pub fn subtree_where(&self, word: WordId, mut skip: impl FnMut(WordId) -> bool) -> Vec<WordId> {
        let mut found = vec![word];
        let mut next = 0;
        while let Some(&w) = found.get(next) {
            found.extend(self.children(w).iter().copied().filter(|&c| !skip(c)));
            next = next.saturating_add(1);
        }
        found.sort_unstable();
        found
    }

    /// The words at and below `word`, in text order.
    #[must_use]
    pub fn subtree(&self, word: WordId) -> Vec<WordId> {
        self.subtree_where(word, |_| false)
    }

    /// The bytes a word covers.
    #[must_use]
    pub fn bytes(&self, word: WordId) -> ByteSpan {
        self.word(word).map_or_else(ByteSpan::default, |w| w.span)
    }

    /// The bytes from the first to the last word of a span.
    #[must_use]
    pub fn bytes_of(&self, span: WordSpan) -> ByteSpan {
        let words = self.segmented.words.get(span.range()).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => ByteSpan::new(first.span.start, last.span.end),
            _ => ByteSpan::default(),
        }
    }

    /// The text from the first to the last word of a span, as it is read.
    #[must_use]
    pub fn text_of(&self, span: WordSpan) -> &str {
        self.segmented.read(self.bytes_of(span))
    }
}

impl Tree for Parsed {
    fn form(&self, word: WordId) -> &str {
        Self::form(self, word)
    }

    fn lemma(&self, word: WordId) -> &str {
        Self::lemma(self, word)
    }

    fn upos(&self, word: WordId) -> Upos {
        Self::upos(self, word)
    }

    fn xpos(&self, word: WordId) -> Xpos {
        Self::xpos(self, word)
    }

    fn feature(&self, word: WordId, name: &str) -> Option<&str> {
        Self::feature(self, word, name)
    }

    fn head(&self, word: WordId) -> Option<WordId> {
        Self::head(self, word)
    }

    fn relation(&self, word: WordId) -> DependencyRelation {
        Self::relation(self, word)
    }

    fn sentence(&self, word: WordId) -> WordSpan {
        Self::sentence(self, self.sentence_of(word)).words
    }

    fn children(&self, word: WordId) -> impl DoubleEndedIterator<Item = WordId> {
        Self::children(self, word).iter().copied()
    }

    fn name(&self, word: WordId) -> NamePosition {
        self.mention_labels.get(word.index()).map_or(NamePosition::Outside, |l| l.name)
    }

    fn kind(&self, word: WordId) -> Option<Kind> {
        self.mention_labels.get(word.index())?.head_of
    }

    fn likely_kind(&self, word: WordId) -> Option<Kind> {
        self.mention_labels.get(word.index()).and_then(|l| l.head_of.or(l.likely_kind))
    }

    fn reference(&self, word: WordId) -> Option<Form> {
        (Tree::name(self, word) != NamePosition::Outside).then_some(Form::Named)
    }
}

/// Gives the words of a sentence exactly one root and no cycle, changing as few heads as that takes.
fn make_tree(dependencies: &mut [Dependency], words: WordSpan) {
    let root_relation = DependencyRelation::of(BaseRelation::Root);
    let Some(own) = dependencies.get_mut(words.range()) else { return };
    for (word, dependency) in words.words().zip(own.iter_mut()) {
        if dependency.head.is_some_and(|h| h == word || !words.contains(h)) {
            dependency.head = None;
        }
    }
    let named = |d: &Dependency| d.head.is_none() && d.relation == root_relation;
    let root = own.iter().position(named).or_else(|| own.iter().position(|d| d.head.is_none())).unwrap_or(0);
    let Some(top) = own.get_mut(root) else { return };
    (top.head, top.relation) = (None, root_relation);
    let at = |w: WordId| w.index().saturating_sub(words.start.index());
    let root_word = WordId::from_index(words.start.index().saturating_add(root));
    // 0 unseen, 1 on the current path, 2 known to reach the root
    let mut state = Table::new(0_u8, own.len());
    state[root] = 2;
    for start in 0..own.len() {
        let mut path = Vec::new();
        let mut place = start;
        while state[place] == 0
            && let Some(dependency) = own.get_mut(place)
        {
            state[place] = 1;
            path.push(place);
            let head = *dependency.head.get_or_insert(root_word);
            if dependency.relation == root_relation {
                dependency.relation = DependencyRelation::of(BaseRelation::Dep);
            }
            place = at(head);
        }
        if state[place] == 1 {
            own.get_mut(place).into_iter().for_each(|d| d.head = Some(root_word));
        }
        path.into_iter().for_each(|place| state[place] = 2);
    }
}
