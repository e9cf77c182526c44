"""What a graph is written as."""

import html
import re
import xml.etree.ElementTree as ElementTree

import pytest

import relata

RDF = ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"]


@pytest.mark.parametrize("syntax", RDF)
def test_rdf_reads_back(graph, syntax):
    assert relata.Graph.from_rdf(graph.to_rdf(syntax), syntax) == graph


def test_rdf_options(graph):
    lengths = [len(graph.to_rdf("nquads", detail=detail)) for detail in ("facts", "evidence", "full")]
    assert lengths == sorted(lengths) and lengths[0] < lengths[2] / 1.2
    assert "https://terms.example/#Document" in graph.to_rdf("nquads", vocabulary="https://terms.example/#")
    assert "<<(" in graph.to_rdf("nquads", triple_terms=True) and "<<(" not in graph.to_rdf("nquads")
    with pytest.raises(relata.OptionError, match="facts, evidence, full"):
        graph.to_rdf(detail="all")
    with pytest.raises(relata.WriteError):
        graph.to_rdf("nquads", vocabulary="no iri")


def test_pictures(graph, extractor):
    svg = ElementTree.fromstring(graph.to_svg())
    assert svg.tag.endswith("svg") and "Mette Skov" in graph.to_svg()
    assert graph.to_dot(layout="top-to-bottom", clusters=True) != graph.to_dot()
    assert graph.to_dot().startswith("digraph") and "flowchart LR" in graph.to_mermaid()
    assert len(graph.to_svg(most_nodes=2)) < len(graph.to_svg(most_nodes=None))
    chemist = extractor.extract("Ida Lund, a retired chemist, met Olav Berg.")
    assert len(chemist.to_mermaid(texts=False)) < len(chemist.to_mermaid())
    with pytest.raises(relata.OptionError):
        graph.to_dot(layout="round")


def test_pages(graph):
    page = graph.to_html()
    assert page.lstrip().lower().startswith("<!doctype html>") and "Mette Skov" in page
    # the notebook's frame holds the same page, and nothing of it ends the attribute
    frame = re.fullmatch(r'<iframe [^>]*sandbox="allow-scripts[^"]*"[^>]* srcdoc="([^"]*)"></iframe>', graph._repr_html_())
    assert html.unescape(frame.group(1)) == page
    assert graph._repr_svg_() == graph.to_svg()


def test_other_formats(graph):
    ElementTree.fromstring(graph.to_graphml())
    assert "MERGE" in graph.to_cypher() and '"type":"relation"' in graph.to_json_lines()


def test_networkx(graph):
    networkx = pytest.importorskip("networkx")
    network = graph.to_networkx()
    assert isinstance(network, networkx.MultiDiGraph) and network.number_of_edges() == len(graph)
    skov = graph.entity("Mette Skov")
    assert network.nodes[skov.id]["label"] == "Mette Skov"
    edges = {data["predicate"]: data for _, _, data in network.edges(data=True)}
    assert edges["approve"]["polarity"] == "negative" and not edges["approve"]["asserted"]
    for fact in graph.relations:
        target = fact.object if isinstance(fact.object, str) else fact.object.id
        assert network.edges[fact.subject.id, target, fact.id]["label"] == fact.label


def test_arrow(graph):
    pyarrow = pytest.importorskip("pyarrow")
    facts = graph.to_arrow()
    assert facts.num_rows == len(graph) and facts.column_names == graph.table().column_names
    assert facts["predicate"].to_pylist() == [r.full_predicate for r in graph.relations]
    assert pyarrow.table(graph) == facts == pyarrow.table(relata.facts([graph]))
    assert pyarrow.schema(graph.table()) == facts.schema
    nodes, edges = graph.to_arrow("nodes"), graph.to_arrow("edges")
    assert nodes["id"].to_pylist()[: len(graph.entities)] == [e.iri for e in graph.entities]
    assert edges.num_rows == len(graph)
    with pytest.raises(relata.OptionError, match="facts, nodes, edges"):
        graph.table("rows")


def test_arrow_memory_outlives_its_graph(extractor, text):
    pyarrow = pytest.importorskip("pyarrow")
    tables = [pyarrow.table(extractor.extract(text)) for _ in range(20)]
    capsules = [extractor.extract(text).table().__arrow_c_stream__() for _ in range(20)]
    del capsules  # nobody took them
    assert len({str(table.to_pydict()) for table in tables}) == 1


def test_facts_of_many_graphs(extractor):
    pyarrow = pytest.importorskip("pyarrow")
    texts = [f"Mette Skov met Rasmus Holt {n} times." for n in range(3)]
    table = pyarrow.table(relata.facts(extractor.extract_all(texts)))
    assert sorted(set(table["document"].to_pylist())) == ["0", "1", "2"]
    assert relata.facts([]).__len__() == 0
    with pytest.raises(TypeError):
        relata.facts([1])


def test_pandas(graph):
    pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    frame = graph.to_pandas()
    assert frame[frame.asserted & (frame.predicate == "meet")].iloc[0].subject == "Mette Skov"
    assert len(graph.to_pandas("nodes")) >= len(graph.entities)


def test_polars(graph):
    polars = pytest.importorskip("polars")
    frame = graph.to_polars()
    assert frame.filter(polars.col("predicate") == "visit")["modality"].to_list() == ["planned"]
    assert polars.DataFrame(graph).equals(frame)


def test_a_missing_extra_is_named(graph, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(ImportError, match=r"pip install 'relata\[networkx\]'"):
        graph.to_networkx()
