"""Options, rules, errors and the words of a text."""

import copy
import pickle
from pathlib import Path

import pytest

import relata

RULE = """
rule rowing/beat
  about   *Skov rowed past Holt*
  word    rowed   VERB, lemma row
  word    rower   nsubj of rowed
  word    beaten  obl of rowed, with case form past
  fact    subject rower, predicate rowed as "outrow", object beaten
  fires   Kaja Tamm rowed past Ole Brun.
  silent  Kaja Tamm rowed.
"""


def test_options_are_kept_when_pickled():
    extractor = relata.Extractor(title="T", kinds=["person"], without_rules="clause/copula", nationalities=True)
    for made in (pickle.loads(pickle.dumps(extractor)), copy.deepcopy(extractor)):
        assert made.options == extractor.options == {
            "title": "T",
            "kinds": ["person"],
            "without_rules": "clause/copula",
            "nationalities": True,
        }
        assert made.extract("Mette Skov left.").document.title == "T"
    assert "title='T'" in repr(extractor) and extractor.model_name.startswith("relata-model-en")


def test_options_are_not_changed_behind_its_back():
    extractor = relata.Extractor(title="T")
    extractor.options["title"] = "U"
    assert extractor.options == {"title": "T"}


def test_rules(tmp_path: Path):
    path = tmp_path / "rowing.rules"
    path.write_text(RULE)
    for rules in (RULE, [RULE], path, [path]):
        extractor = relata.Extractor(rules=rules)
        fact = next(r for r in extractor.extract("Mette Skov rowed past Rasmus Holt.").relations if r.predicate == "outrow")
        assert fact.rule == "rowing/beat" and "rowing/beat" in extractor.rule_names
    assert relata.Extractor(rules=RULE, without_rules=["rowing/*"]).rule_names == relata.Extractor().rule_names


def test_rules_are_checked_by_their_sentences():
    wrong = RULE.replace("Kaja Tamm rowed past Ole Brun", "Kaja Tamm swam past Ole Brun")
    assert relata.Extractor(rules=RULE).check_rules() == []
    failures = relata.Extractor(rules=wrong).check_rules()
    assert len(failures) == 1 and failures[0].startswith("rowing/beat")


@pytest.mark.parametrize(
    ("options", "error", "places"),
    [
        ({"base_iri": "nowhere"}, relata.OptionError, {"option": "base_iri"}),
        ({"published": "Friday"}, relata.OptionError, {"option": "published"}),
        ({"kinds": ["robot"]}, relata.OptionError, {"option": "kinds"}),
        ({"lines": "wavy"}, relata.OptionError, {"option": "lines"}),
        ({"seconds": -1}, relata.OptionError, {"option": "seconds"}),
        ({"without_rules": "no/rule"}, relata.OptionError, {"option": "without_rules"}),
        ({"rules": "rule a/b\n  word"}, relata.RuleError, {"line": 2}),
        ({"ontology": '[[property]]\niri = "ex:x"\npatterns = []'}, relata.OntologyError, {"line": 2}),
        ({"ontology": "[x"}, relata.OntologyError, {"line": None}),
        ({"model": b"no model"}, relata.ModelError, {}),
    ],
)
def test_errors_have_their_place(options, error, places):
    with pytest.raises(error) as raised:
        relata.Extractor(**options)
    assert isinstance(raised.value, relata.Error)
    assert {name: getattr(raised.value, name) for name in places} == places
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again)) == (error, str(raised.value))
    assert {name: getattr(again, name) for name in places} == places


def test_errors_of_python():
    with pytest.raises(TypeError, match="no option \"titel\", but model, document_id"):
        relata.Extractor(titel="T")
    with pytest.raises(TypeError):
        relata.Extractor(title=3)
    with pytest.raises(FileNotFoundError, match="no-such-model"):
        relata.Extractor(model="no-such-model")
    with pytest.raises(FileNotFoundError, match="no-such-rules"):
        relata.Extractor(rules=Path("no-such-rules"))
    assert relata.Extractor(title=None).options == {"title": None}


def test_documents_that_are_none(extractor):
    with pytest.raises(relata.DocumentError, match="not UTF-8 from byte 2") as error:
        extractor.extract(b"Sk\xf8v", id="a")
    assert (error.value.document, error.value.byte) == ("a", 2)
    with pytest.raises(relata.DocumentError, match="surrogates") as error:
        extractor.extract("a lone \udcff")
    assert error.value.document == "document"
    with pytest.raises(TypeError, match="not int"):
        extractor.extract(5)
    with pytest.raises(relata.OptionError):
        extractor.extract("Mette Skov left.", published="soon")


def test_data_that_are_no_graph():
    with pytest.raises(relata.ReadError) as error:
        relata.Graph.from_json('{"entities": [],\n "relations": 5}')
    assert (error.value.line, error.value.column) == (2, 15)
    with pytest.raises(relata.ReadError):
        relata.Graph.from_rdf("<a> <b>", "turtle")
    with pytest.raises(relata.OptionError, match="no RDF syntax is called"):
        relata.Graph.from_rdf("", "papyrus")


def test_words(extractor):
    text = "Ærø’s ferry didn't sink."
    words = extractor.parse(text)
    assert [w.form for w in words][-4:] == ["did", "n't", "sink", "."]
    sink = next(w for w in words if w.form == "sink")
    assert (sink.upos, sink.lemma, sink.relation, words[sink.head]) == ("VERB", "sink", "root", sink)
    assert all(text[w.start : w.end] and w.start <= w.start_byte for w in words)
    assert text.encode()[sink.start_byte : sink.end_byte] == b"sink" and text[sink.start : sink.end] == "sink"
    graph, same = extractor.extract_parsed(text)
    assert same == words and graph == extractor.extract(text)


def test_any_text_is_read(extractor):
    for text in ("", " ", "\0", "\ufeff", "🎉" * 50, "a" * 5000, "The " * 500, "(" * 400, "e\u0301" * 20 + " met Skov."):
        graph = extractor.extract(text)
        assert relata.Graph.from_json(graph.to_json()) == graph
