"""The adapters, each against the real library where it is installed."""

import asyncio
import pickle

import pytest

import relata

TEXT = "The Harbour Board didn't invite Mette Skov.\n\n  She met  Rasmus Holt in Tarnby &amp; left – on Friday. "


def test_langchain(extractor):
    documents = pytest.importorskip("langchain_core.documents")
    pytest.importorskip("langchain_community")
    from relata.adapters.langchain import GraphTransformer, to_graph_document

    source = documents.Document(page_content=TEXT, metadata={"id": "ferry", "title": "A visit"})
    (found,) = GraphTransformer(extractor).convert_to_graph_documents([source])
    assert found.source == source
    facts = {(r.source.id, r.type, r.target.id): r.properties for r in found.relationships}
    assert facts["Mette Skov", "MEET", "Rasmus Holt"]["evidence"][0].startswith("She met")
    assert facts["Harbour Board", "NOT_ASSERTED", "Mette Skov"]["polarity"] == "negative"
    assert {node.id: node.type for node in found.nodes}["Tarnby"] == "Place"
    graph = extractor.extract(TEXT)
    assert "NOT_ASSERTED" not in {r.type for r in to_graph_document(graph, asserted_only=True).relationships}
    assert to_graph_document(graph).source.page_content.startswith("The Harbour Board")


def test_names_of_nodes_differ(extractor):
    from relata.adapters._property_graph import PropertyGraph

    text = "A council met in Tarnby. A council met in Oslo. The mayor met Mette Skov."
    names = [node.name for node in PropertyGraph(extractor.extract(text, id="d")).nodes]
    assert len(names) == len(set(names))
    # what is only described is of its document
    assert "mayor (d)" in names and "Mette Skov" in names


def test_llama_index(extractor):
    schema = pytest.importorskip("llama_index.core.schema")
    from llama_index.core.graph_stores import SimplePropertyGraphStore
    from llama_index.core.graph_stores.types import KG_NODES_KEY, KG_RELATIONS_KEY

    from relata.adapters.llama_index import RelataExtractor

    transform = RelataExtractor(extractor=extractor)
    (node,) = transform([schema.TextNode(text=TEXT, id_="ferry")])
    store = SimplePropertyGraphStore()
    store.upsert_nodes(node.metadata[KG_NODES_KEY])
    store.upsert_relations(node.metadata[KG_RELATIONS_KEY])
    triplets = {(s.id, r.label, o.id) for s, r, o in store.get_triplets(entity_names=["Mette Skov"])}
    assert ("Mette Skov", "MEET", "Rasmus Holt") in triplets
    assert ("Harbour Board", "NOT_ASSERTED", "Mette Skov") in triplets
    assert asyncio.run(transform.acall([schema.TextNode(text="")]))[0].metadata[KG_RELATIONS_KEY] == []
    assert pickle.loads(pickle.dumps(transform)).asserted_only is False


def test_spacy(extractor):
    pytest.importorskip("spacy")
    from spacy.tokens import Doc, DocBin

    from relata.adapters.spacy import to_doc

    doc = to_doc(extractor, TEXT)
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents][:2] == [("The Harbour Board", "ORGANIZATION"), ("Mette Skov", "PERSON")]
    assert doc.ents[1].kb_id_ == "https://example.org/entity/mette-skov"
    invite = next(t for t in doc if t.lemma_ == "invite")
    assert (invite.dep_, invite.pos_) == ("ROOT", "VERB")
    assert {t.text for t in invite.children} >= {"n't", "Mette"}
    assert [s.text.split()[0] for s in doc.sents] == ["The", "She"]
    pronoun = next(s for s in doc.spans["relata"] if s.text == "She")
    graph = doc.user_data["relata"]
    assert graph.entity(pronoun.id).label == "Mette Skov" and isinstance(graph, relata.Graph)
    assert isinstance(next(DocBin(docs=[doc]).get_docs(doc.vocab)), Doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Skov cannot  stay.\t\tTamm’s can't.", "\ufeffIt's 5 p.m.  \r\n\r\nGo! ", "AT&amp;T’ll pay"])
def test_spacy_keeps_every_character(extractor, text):
    pytest.importorskip("spacy")
    from relata.adapters.spacy import to_doc

    assert to_doc(extractor, text).text == text


def test_neo4j_graphrag(extractor):
    types = pytest.importorskip("neo4j_graphrag.components.types")
    from relata.adapters.neo4j_graphrag import RelataExtractor

    chunks = types.TextChunks(chunks=[types.TextChunk(text=TEXT, index=0), types.TextChunk(text="Kaja Tamm left Oslo.", index=1)])
    graph = asyncio.run(RelataExtractor(extractor).run(chunks))
    ids = {node.id for node in graph.nodes}
    assert all(r.start_node_id in ids and r.end_node_id in ids for r in graph.relationships)
    names = {node.id: node.properties.get("name") for node in graph.nodes}
    facts = {(names[r.start_node_id], r.type, names[r.end_node_id]) for r in graph.relationships}
    assert ("Mette Skov", "MEET", "Rasmus Holt") in facts and ("Kaja Tamm", "LEAVE", "Oslo") in facts
    types_found = {r.type for r in graph.relationships}
    assert {"NEXT_CHUNK", "FROM_CHUNK", "NOT_ASSERTED"} <= types_found
    bare = asyncio.run(RelataExtractor(extractor, create_lexical_graph=False, asserted_only=True).run(chunks))
    assert not {"NEXT_CHUNK", "FROM_CHUNK", "NOT_ASSERTED"} & {r.type for r in bare.relationships}


def test_graphrag(extractor, tmp_path):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    from relata.adapters.graphrag import to_tables, write_tables

    graphs = [extractor.extract(TEXT, id="ferry", title="A visit"), extractor.extract("Ms. Skov left Oslo.", id="b")]
    tables = to_tables(graphs)
    entities, relationships = tables["entities"], tables["relationships"]
    skov = entities[entities.title == "Mette Skov"].iloc[0]
    assert skov.text_unit_ids == ["b-0", "ferry-0", "ferry-1"] and skov.frequency == 3
    assert entities.title.is_unique and set(relationships.source) | set(relationships.target) <= set(entities.title)
    met = relationships[(relationships.source == "Mette Skov") & (relationships.target == "Rasmus Holt")].iloc[0]
    assert met.weight >= 1 and met.description.startswith("She met") and met.text_unit_ids == ["ferry-1"]
    units = tables["text_units"].set_index("id")
    assert skov.id in units.loc["b-0"].entity_ids and units.loc["ferry-0"].document_id == "ferry"
    assert list(tables["documents"].title) == ["b", "A visit"]
    assert len(to_tables(graphs[0], asserted_only=True)["relationships"]) < len(to_tables(graphs[0])["relationships"])
    write_tables(graphs, tmp_path / "out")
    assert len(pandas.read_parquet(tmp_path / "out" / "relationships.parquet")) == len(relationships)


def test_graphrag_has_the_columns_of_graphrag(extractor):
    pytest.importorskip("pandas")
    schemas = pytest.importorskip("graphrag.data_model.schemas")
    from relata.adapters.graphrag import to_tables

    tables = to_tables(extractor.extract(TEXT))
    assert list(tables["entities"]) == schemas.ENTITIES_FINAL_COLUMNS
    assert list(tables["relationships"]) == schemas.RELATIONSHIPS_FINAL_COLUMNS
    assert list(tables["text_units"]) == schemas.TEXT_UNITS_FINAL_COLUMNS
    assert list(tables["documents"]) == schemas.DOCUMENTS_FINAL_COLUMNS
