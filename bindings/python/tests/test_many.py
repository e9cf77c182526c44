"""Many documents: order, laziness, errors, threads, processes, merging."""

import multiprocessing
import pickle
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import relata

TEXTS = [f"Mette Skov met Rasmus Holt. Number {n} left." * (1 + n % 5) for n in range(60)]


def test_the_order_is_kept(extractor):
    for threads in (None, 1, 3):
        graphs = list(extractor.extract_all(TEXTS, threads=threads))
        assert [g.document.id for g in graphs] == [str(n) for n in range(60)]
        assert graphs[7] == extractor.extract(TEXTS[7], id="7")
    unordered = extractor.extract_all(TEXTS, ordered=False)
    assert sorted(int(g.document.id) for g in unordered) == list(range(60))


def test_documents_are_taken_as_graphs_are(extractor):
    taken = []

    def documents():
        for number, text in enumerate(TEXTS):
            taken.append(number)
            yield text

    graphs = extractor.extract_all(documents(), threads=2, in_flight=4)
    assert taken == []
    next(graphs)
    assert len(taken) <= 5
    del graphs
    assert len(taken) <= 5


def test_a_bad_document_is_one_error(extractor):
    documents = ["Mette Skov left.", b"\xff", relata.Document("Mette Skov left.", published="soon"), "Rasmus Holt left."]
    outcomes = list(extractor.extract_all(documents, errors="return"))
    assert [type(o) for o in outcomes] == [relata.Graph, relata.DocumentError, relata.DocumentError, relata.Graph]
    assert (outcomes[1].document, outcomes[1].byte) == ("1", 0) and "published" in str(outcomes[2])
    graphs = extractor.extract_all(documents)
    assert next(graphs).document.id == "0"
    for _ in range(2):
        with pytest.raises(relata.DocumentError):
            next(graphs)
    assert next(graphs).document.id == "3"
    with pytest.raises(StopIteration):
        next(graphs)


def test_an_error_of_the_iterable_comes_behind_the_graphs(extractor):
    def documents():
        yield "Mette Skov left."
        raise RuntimeError("no more paper")

    graphs = extractor.extract_all(documents())
    assert next(graphs).document.id == "0"
    with pytest.raises(RuntimeError, match="no more paper"):
        next(graphs)
    assert list(graphs) == []
    with pytest.raises(TypeError, match="a document is str, bytes or relata.Document, not int"):
        list(extractor.extract_all(["Mette Skov left.", 5]))
    with pytest.raises(TypeError):
        extractor.extract_all(5)


def test_wrong_ways_to_read(extractor):
    for options in ({"errors": "skip"}, {"threads": 0}):
        with pytest.raises(relata.OptionError):
            extractor.extract_all([], **options)
    assert list(extractor.extract_all([])) == []


def test_an_iterator_is_not_used_inside_itself(extractor):
    graphs = extractor.extract_all(text for text in [""])

    def documents():
        yield next(outer).document.id

    outer = extractor.extract_all(documents())
    with pytest.raises(ValueError, match="being read already"):
        next(outer)
    assert len(list(graphs)) == 1


def test_other_threads_run_meanwhile(extractor):
    long = "Mette Skov met Rasmus Holt in Tarnby on Friday. " * 1500
    ticks = []
    done = threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    before = time.perf_counter()
    graph = extractor.extract(long)
    after = time.perf_counter()
    done.set()
    ticker.join()
    # with Python's lock held there would be no tick between
    assert len(graph) > 0 and sum(before < t < after for t in ticks) >= 3


def test_threads_share_an_extractor(extractor):
    with ThreadPoolExecutor(4) as pool:
        graphs = list(pool.map(extractor.extract, TEXTS))
    assert graphs == [extractor.extract(text) for text in TEXTS]


def labels(extractor, text):
    return extractor.extract(text).entities[0].label


def graphs_of(extractor, texts):
    return list(extractor.extract_all(texts, threads=2))


@pytest.mark.parametrize("method", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()])
def test_processes(extractor, method):
    list(extractor.extract_all(TEXTS[:3]))  # threads that a fork does not take along
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert pool.submit(labels, extractor, TEXTS[0]).result(timeout=120) == "Mette Skov"
        graphs = pool.submit(graphs_of, extractor, TEXTS[:5]).result(timeout=120)
    assert graphs == list(extractor.extract_all(TEXTS[:5]))


def articles(extractor):
    return [
        extractor.extract("Mette Skov met Rasmus Holt – at last.", id="monday"),
        extractor.extract("Ms. Skov visited Oslo. Kaja Tamm stayed.", id="tuesday"),
    ]


def test_merging(extractor):
    merged = relata.merge(articles(extractor))
    skov = merged.entity("Mette Skov")
    assert isinstance(merged, relata.Graph) and {r.predicate for r in skov.relations} == {"meet", "visit"}
    assert [d.id for d in merged.documents] == ["monday", "tuesday"] == [a.document.id for a in merged.articles]
    assert merged.origins(skov) == [("monday", 0), ("tuesday", 0)] and merged.entity_of("tuesday", 0) == skov
    assert merged.entity_of("sunday", 0) is None
    merge = merged.merges[0]
    assert (merge.into, merge.label, merge.reason, merge.joined_to) == (skov.id, "Skov", "lone-name", ("monday", 0))
    # places and sentences are those of the articles
    assert [(m.text, m.document, m.start) for m in skov.mentions] == [("Mette Skov", 0, 0), ("Ms. Skov", 1, 0)]
    assert {e.text for r in skov.relations for e in r.evidence} == {
        "Mette Skov met Rasmus Holt – at last.",
        "Ms. Skov visited Oslo.",
    }
    assert "Kaja Tamm" in merged.to_html() and "graph/tuesday" in merged.to_rdf("nquads")
    with pytest.raises(relata.WriteError):
        merged.to_rdf("rdfxml")


def test_merged_graphs_are_pickled(extractor):
    known = [{"iri": "https://example.org/who/skov", "name": "Mette Skov"}]
    merged = relata.merge(articles(extractor), known=known, keep_apart=[(("monday", 0), ("tuesday", 1))])
    again = pickle.loads(pickle.dumps(merged))
    assert type(again) is relata.MergedGraph and again == merged
    assert again.merges == merged.merges and again.articles == merged.articles


def test_entities_can_be_kept_apart(extractor):
    together = relata.merge(articles(extractor))
    apart = relata.merge(articles(extractor), keep_apart=[(("monday", 0), ("tuesday", 0))])
    assert len(apart.entities) == len(together.entities) + 1 and apart.merges == []


@pytest.mark.parametrize(
    "known",
    [
        "iri,name,kind\nhttps://example.org/who/skov,Mette Skov,person\n",
        '[{"iri": "https://example.org/who/skov", "name": "Mette Skov"}]',
        [{"iri": "https://example.org/who/skov", "name": "Mette Skov"}],
    ],
)
def test_known_entities(extractor, known):
    merged = relata.merge(articles(extractor), known=known)
    assert merged.entity("Mette Skov").iri == "https://example.org/who/skov"


def test_errors_of_merging(extractor):
    graph = extractor.extract("Mette Skov left.", id="a")
    with pytest.raises(relata.MergeError, match='id "a"') as error:
        relata.merge([graph, graph])
    assert error.value.document == "a"
    with pytest.raises(relata.MergeError):
        relata.merge([graph], keep_apart=[(("a", 0), ("b", 0))])
    with pytest.raises(relata.KnownEntityError) as known:
        relata.merge([graph], known="iri,name\nno IRI,Mette Skov\n")
    assert known.value.line == 2
    with pytest.raises(TypeError):
        relata.merge(["a"])
