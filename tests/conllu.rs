//! CoNLL-U in and out: what is read, what is refused and where, and that what is written reads back.

use relata::conllu::{AnnotatedDocument, Comments, ConlluErrorKind, read, write};
use relata::entities::{self, Resolved};
use relata::mentions::{self, Kind};
use relata::span::{SentenceId, WordId, WordSpan};
use relata::syntax::NamePosition;

const GOLD: &str = "\
# newdoc id = harbour
# newpar
# sent_id = harbour-1
# text = Minister Ada Krol of Velmar didn't resign.
1	Minister	minister	PROPN	NNP	Number=Sing	2	nmod:desc	_	Entity=(1-person-new-cf1-1,2,3-sgl
2	Ada	Ada	PROPN	NNP	Number=Sing	8	nsubj	_	_
3	Krol	Krol	PROPN	NNP	Number=Sing	2	flat	_	_
4	of	of	ADP	IN	_	5	case	_	_
5	Velmar	Velmar	PROPN	NNP	Number=Sing	2	nmod	_	Entity=(2-place-new-nnnnn-cf2-1-coref)1)
6-7	didn't	_	_	_	_	_	_	_	_
6	did	do	AUX	VBD	Tense=Past	8	aux	_	_
7	n't	not	PART	RB	_	8	advmod	_	_
8	resign	resign	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
8.1	gone	go	VERB	VBN	_	_	_	_	_
9	.	.	PUNCT	.	_	8	punct	_	_

# newpar
# sent_id = harbour-2
# s_type = frag
# text = Quiet there.
1	Quiet	quiet	ADJ	JJ	_	0	root	_	_
2	there	there	ADV	RB	_	1	advmod	_	Entity=(2-place-giv-nnnnn-cf1-1-coref)|SpaceAfter=No
3	.	.	PUNCT	.	_	1	punct	_	_

";

fn only(text: &str) -> AnnotatedDocument {
    let mut documents = read(text).expect("the text is CoNLL-U");
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

#[test]
fn reads_text_tokens_and_words() {
    let document = only(GOLD);
    let s = &document.segmented;
    assert_eq!(document.id(), "harbour");
    assert_eq!(s.text(), "Minister Ada Krol of Velmar didn't resign.\nQuiet there.");
    assert_eq!(
        (s.paragraphs().len(), s.sentences().len(), s.tokens().len(), s.words().len()),
        (2, 2, 11, 12)
    );
    for word in s.words() {
        assert_eq!(word.span.of(s.text()), word.form);
    }
    assert_eq!(
        document.comments.sentences[1],
        ["# newpar", "# sent_id = harbour-2", "# text = Quiet there."]
    );
}

#[test]
fn reads_gold_annotation() {
    let document = only(GOLD);
    let gold = document.gold().expect("every word has tags and a head");
    assert_eq!(gold.head(WordId(1)), Some(WordId(7)));
    assert_eq!(gold.lemma(WordId(6)), "not");
    assert_eq!(gold.mention_labels()[1].head_of, Some(Kind::Person));
    assert_eq!(gold.mention_labels()[0].name, NamePosition::Outside, "a title is no part of the name");
    assert_eq!(gold.mention_labels()[1].name, NamePosition::Begin(Kind::Person));
    assert_eq!(gold.mention_labels()[2].name, NamePosition::Inside(Kind::Person));
    assert_eq!(gold.mention_labels()[4].name, NamePosition::Begin(Kind::Place));
    let mentions = document.gold_mentions();
    let spans: Vec<_> = mentions.iter().map(|m| (m.span, m.cluster, m.head.0)).collect();
    assert_eq!(spans[0].0, WordSpan::new(0, 5));
    assert_eq!(spans[0].2, 1);
    assert_eq!(mentions[1].cluster, mentions[2].cluster);
    assert_eq!(mentions[1].link, "coref");
}

#[test]
fn reads_short_lines_and_rebuilds_the_text() {
    let document = only("\u{feff}1\tIt\r\n2\trains\r\n3\t.\r\n\r\n1\tStill\t_\r\n");
    assert_eq!(document.segmented.text(), "It rains . Still");
    assert_eq!(document.segmented.sentences().len(), 2);
    assert_eq!(document.gold(), None);
    let document = only("# text = Something else\n1\tOh\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t!\n");
    assert_eq!(document.segmented.text(), "Oh!");
    assert!(read("").expect("nothing is fine").is_empty());
    assert!(read("# newdoc id = a\n\n# newpar\n").expect("comments alone are fine").is_empty());
}

#[test]
fn documents_begin_at_newdoc() {
    let documents = read("1\ta\n\n# newdoc id = two\n1\tb\n\n1\tc\n\n# newdoc\n1\td\n").expect("CoNLL-U");
    let found: Vec<_> = documents.iter().map(|d| (d.id(), d.segmented.text())).collect();
    assert_eq!(found, [("", "a"), ("two", "b c"), ("", "d")]);
}

#[test]
fn refuses_broken_lines_with_their_place() {
    let table: [(&str, usize, usize); 9] = [
        ("word", 1, 2),
        ("1\t", 1, 2),
        ("1\t \tx", 1, 2),
        ("# text = a b\n1\ta\n\nx\tb", 4, 1),
        ("1\ta\n3\tb", 2, 1),
        ("0\ta", 1, 1),
        ("1-2\tab\n1\ta\n\n1\tb", 1, 1),
        ("1-3\tabc\n1\ta\n2-3\tbc\n2\tb\n3\tc", 3, 1),
        ("2-1\tab", 1, 1),
    ];
    for (text, line, column) in table {
        let error = read(text).expect_err(text);
        assert_eq!((error.line(), error.column()), (line, column), "{text:?}: {error}");
    }
    let error = read("1\ta\n3\tb").expect_err("a number is left out");
    assert_eq!(*error.kind(), ConlluErrorKind::IdOutOfOrder { expected: 2, found: 3 });
    assert_eq!(error.to_string(), "line 2, column 1: word number 2 was expected, found 3");
}

/// The gold document with the mentions that its labels say, resolved.
fn resolved(document: &AnnotatedDocument) -> Resolved {
    let parsed = document.gold().expect("every word has tags and a head");
    entities::resolve(mentions::detect(parsed))
}

#[test]
fn a_sentence_that_would_take_gigabytes_is_refused_with_its_line() {
    let sentence = |words: usize| {
        (1..=words).map(|i| format!("{i}\tx\tx\tNOUN\t_\t_\t{}\tdep\t_\t_\n", i - 1)).collect::<String>()
            + "\n"
    };
    let document = &read(&sentence(2_000)).expect("not too long")[0];
    let error = read(&(sentence(3) + &sentence(2_001))).expect_err("too long");
    assert_eq!(*error.kind(), ConlluErrorKind::SentenceTooLong { most: 2_000 });
    assert!(error.to_string().starts_with("line 2005, "), "{error}");
    // two such sentences made one, as JSON
    let mut json = serde_json::to_value(&document.segmented).expect("JSON");
    assert!(serde_json::from_value::<relata::text::Segmented>(json.clone()).is_ok());
    let text = json["text"].as_str().expect("a text").to_owned();
    let longer = relata::conllu::read(&(sentence(2_000) + &sentence(2_000))).expect("two sentences");
    json = serde_json::to_value(&longer[0].segmented).expect("JSON");
    assert!(json["text"].as_str().is_some_and(|both| both.len() > text.len()));
    let (first, second) = (json["sentences"][0].clone(), json["sentences"][1].clone());
    let mut both = first;
    both["span"]["end"] = second["span"]["end"].clone();
    both["words"]["end"] = second["words"]["end"].clone();
    both["tokens"][1] = second["tokens"][1].clone();
    json["sentences"] = serde_json::json!([both]);
    let error = serde_json::from_value::<relata::text::Segmented>(json).expect_err("too long");
    assert!(error.to_string().contains("more than 2000 words"), "{error}");
}

#[test]
fn what_is_written_reads_back() {
    let document = only(GOLD);
    let first = resolved(&document);
    let written = write(&first, &document.comments);
    assert!(written.contains("6-7\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"), "{written}");
    assert!(written.contains("\tEntity=(2-place-named)1)|NER=B-place\n"), "{written}");
    assert!(
        written.contains("8\tresign\tresign\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"),
        "{written}"
    );
    let again = only(&written);
    assert_eq!(again.comments, document.comments);
    assert_eq!(again.segmented, document.segmented);
    let second = resolved(&again);
    assert_eq!(second, first);
    assert_eq!(write(&second, &again.comments), written);
}

#[test]
fn missing_comments_are_made() {
    let document = only(GOLD);
    let written = write(&resolved(&document), &Comments::named("quay"));
    let head = "# newdoc id = quay\n# newpar\n# sent_id = quay-1\n# text = Minister Ada Krol of Velmar didn't resign.\n";
    assert!(written.starts_with(head), "{written}");
    assert!(written.contains("\n\n# newpar\n# sent_id = quay-2\n# text = Quiet there.\n"), "{written}");
    assert_eq!(resolved(&document).parsed().sentence_of(WordId(10)), SentenceId(1));
}

#[test]
fn nested_mentions_open_long_first_and_close_short_first() {
    let text = "1\ta\t_\tX\t_\t_\t0\troot\t_\tEntity=(1-person-x(2-place-x(3-group-x)\n\
                2\tb\t_\tX\t_\t_\t1\tdep\t_\tEntity=(4-time-x)2)1)\n";
    let document = only(text);
    let written = write(&resolved(&document), &document.comments);
    // one mention a head
    assert!(written.contains("\tEntity=(1-person-nominal\n"), "{written}");
    assert!(written.contains("\tEntity=(2-time-nominal)1)\n"), "{written}");
}
