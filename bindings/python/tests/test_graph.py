"""What a graph holds, and how it is asked and corrected."""

import copy
import pickle
from datetime import date, datetime

import pytest

import relata


def relation(graph, predicate):
    return next(r for r in graph.relations if r.predicate == predicate)


def test_a_fact_has_its_parts(graph):
    met = relation(graph, "meet")
    assert (met.subject.label, met.label, met.object.label) == ("Mette Skov", "met", "Rasmus Holt")
    assert (met.polarity, met.modality, met.attribution, met.is_asserted) == ("affirmative", "actual", None, True)
    assert {q.role: q.text for q in met.qualifiers}["place"] == "Tarnby"
    assert met.symmetric and 0.5 < met.confidence <= 1 and met.rule == "clause/transitive"
    assert str(met) == "Mette Skov -met- Rasmus Holt"


def test_what_is_no_plain_fact_says_so(graph):
    assert relation(graph, "approve").polarity == "negative"
    assert relation(graph, "visit").modality == "planned"
    leave = relation(graph, "leave")
    assert (leave.modality, leave.attribution.label) == ("possible", "Rasmus Holt")
    assert not any(relation(graph, p).is_asserted for p in ("approve", "visit", "leave"))


def test_times_are_placed_against_the_day_of_publication(graph):
    time = relation(graph, "meet").time
    assert (time.start, time.end, time.granularity) == (datetime(2026, 5, 1), datetime(2026, 5, 2), "day")


def test_amounts(extractor):
    pay = relation(extractor.extract("Mette Skov paid about 12 to 14 million euros."), "pay")
    assert pay.amounts[0][:2] == (12e6, 14e6)
    assert (pay.amounts[0].currency, pay.amounts[0].comparison) == ("EUR", "about")


def test_places_count_characters_and_bytes(graph, text):
    data = text.encode()
    mentions = [mention for entity in graph.entities for mention in entity.mentions]
    assert any(mention.start != mention.start_byte for mention in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert data[mention.start_byte : mention.end_byte].decode() == mention.text
    for sentence in graph.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    for fact in graph.relations:
        for evidence in fact.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
            assert all(evidence.start <= words.start < words.end <= evidence.end for words in evidence.words)


def test_entities_by_name_id_and_place(graph):
    skov = graph.entity("Mette Skov")
    assert graph.entity(skov.id) == skov == graph.entity(skov) == graph.entity(skov.id - len(graph.entities))
    assert (skov.kind, skov.named, skov.iri) == ("person", True, "https://example.org/entity/mette-skov")
    assert graph.entity(skov.aliases[0]) == skov
    assert {r.predicate for r in skov.relations} >= {"meet", "visit"}
    assert "Rasmus Holt" in {e.label for e in skov.neighbours}
    with pytest.raises(KeyError):
        graph.entity("Nobody")
    for id in (99, -99):
        with pytest.raises(IndexError):
            graph.entity(id)
        with pytest.raises(IndexError):
            graph.relation(id)


def test_equal_graphs_have_equal_parts(extractor, graph, text):
    again = extractor.extract(text, id="harbour", published=date(2026, 5, 4))
    assert again == graph and again is not graph
    assert again.entities[0] == graph.entities[0] and len({again.entities[0], graph.entities[0]}) == 1
    assert again.relations[1] == graph.relations[1] != graph.relations[2]
    assert extractor.extract(text, id="other") != graph
    assert graph != "graph" and graph.entities[0] != graph.relations[0]


def test_pickle_and_copy(graph):
    for made in (pickle.loads(pickle.dumps(graph)), copy.copy(graph), copy.deepcopy(graph)):
        assert made == graph
    for part in (graph.entities[1], graph.relations[1], graph.entities[0].mentions[0]):
        assert pickle.loads(pickle.dumps(part)) == part


def test_json_and_dictionaries(graph):
    assert relata.Graph.from_json(graph.to_json()) == graph == relata.Graph.from_dict(graph.to_dict())
    assert "\n" in graph.to_json() and "\n" not in graph.to_json(indent=False)
    assert graph.to_dict()["entities"][0]["label"] == graph.entities[0].label


def test_documents(extractor):
    published = datetime(2026, 5, 4, 12, 30)
    document = relata.Document("Mette Skov left.", id="a", iri="https://news.example/a", title="T", published=published)
    about = extractor.extract(document).document
    assert (about.id, about.iri, about.title, about.published) == ("a", "https://news.example/a", "T", "2026-05-04")
    assert about.publisher is None and extractor.extract("").document.id == "document"
    assert extractor.extract(b"Mette Skov left.", id="b").document.id == "b"


def test_the_extractors_document_is_the_default():
    given = {"document_id": "d", "document_iri": "https://news.example/d", "title": "T", "publisher": "P"}
    extractor = relata.Extractor(**given)
    about = extractor.extract("Mette Skov left.", publisher="Q").document
    assert (about.id, about.iri, about.title, about.publisher) == ("d", "https://news.example/d", "T", "Q")
    other = extractor.extract("Mette Skov left.", id="e").document
    assert (other.id, other.iri) == ("e", None)  # two documents cannot share an IRI


def test_subgraphs(graph):
    assert {r.predicate for r in graph.subgraph(asserted_only=True).relations} >= {"meet", "say"}
    assert all(r.is_asserted for r in graph.subgraph(asserted_only=True).relations)
    assert [r.predicate for r in graph.subgraph(predicates=["visit"]).relations] == ["visit"]
    assert len(graph.subgraph(modalities=["planned"])) == 1 and len(graph.subgraph(polarity="negative")) == 1
    assert [r.predicate for r in graph.subgraph(since="2026-04-01", until=date(2026, 6, 1)).relations] == ["meet"]
    around = graph.subgraph(around="Oslo", hops=1)
    assert {e.label for e in around.entities} >= {"Oslo", "Mette Skov"} and len(around) < len(graph)
    assert len(graph.subgraph(least_confidence=1.1)) == 0
    with pytest.raises(relata.OptionError, match="no kind is called 'robot'|no kind is called \"robot\"") as error:
        graph.subgraph(kinds=["robot"])
    assert error.value.option == "kinds"


def test_ways_time_and_rank(graph):
    way = graph.paths("Rasmus Holt", "Oslo")[0]
    assert [r.predicate for r in way] == ["meet", "visit"]
    assert graph.timeline("Mette Skov")[0].predicate == "meet"
    rank = graph.centrality()
    assert len(rank) == len(graph.entities) and abs(sum(rank) - 1) < 1e-6
    best = graph.most_central(2)
    assert len(best) == 2 and rank[best[0].id] == max(rank)


def test_corrections(graph):
    skov = graph.entity("Mette Skov")
    corrected, record = graph.corrected([{"correction": "rename-entity", "entity": skov.id, "label": "Mette Skou"}])
    assert corrected.entity("Mette Skou").id == skov.id and "Mette Skou" in record[0]
    assert graph.entity("Mette Skov") == skov
    with pytest.raises(relata.CorrectionError) as error:
        graph.corrected([{"correction": "remove-entity", "entity": 999}])
    assert error.value.number == 1


def test_ontologies():
    extractor = relata.Extractor(ontology="schema.org", mapped_only=True)
    facts = extractor.extract("Mette Skov founded Tarnby Shipping. Rasmus Holt laughed.").relations
    assert [(r.property.iri, r.property.inverse) for r in facts] == [("https://schema.org/founder", True)]
    assert extractor.extract("Rasmus Holt laughed.").relations == []


def test_notices():
    notices = relata.Extractor(text_bytes=20).extract("Mette Skov left. Rasmus Holt stayed.").notices
    assert [notice.kind for notice in notices] == ["text-truncated"]
