// The package by itself, as Node loads it. `NATIVE=folder` has the crate's own JSON of the shipped articles, to be compared byte for byte.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Extractor, Graph, initSync, instructions, version } from "../pkg/relata.js";

const here = new URL("./", import.meta.url);
initSync({ module: readFileSync(new URL("../pkg/relata_bg.wasm", here)) });

const TEXT = "Greta Lund met Olav Berg in Oslo on Friday. The council did not invite Mr. Berg.";

const facts = (graph) => {
    const { entities, relations } = graph.toObject();
    const words = (value) => ("entity" in value ? entities[value.entity].label : value.text);
    return relations.map((r) => [entities[r.subject].label, r.predicate, words(r.object), r.polarity]);
};

test("an article becomes a graph", () => {
    const graph = new Extractor().extract(TEXT);
    assert.deepEqual(facts(graph), [
        ["Greta Lund", "meet", "Olav Berg", "affirmative"],
        ["council", "invite", "Olav Berg", "negative"],
    ]);
    assert.equal(graph.relationCount, 2);
    assert.equal(graph.entityCount, graph.toObject().entities.length);
});

test("the graph is written in all formats and read back", () => {
    const graph = new Extractor().extract(TEXT);
    const begins = { svg: "<svg ", dot: "digraph ", html: "<!DOCTYPE html>", mermaid: "---\n", json: "{", records: "{", graphml: "<?xml", cypher: "" };
    for (const [format, begin] of Object.entries(begins)) {
        const written = graph.write(format);
        assert.ok(written.length > 100 && written.toLowerCase().startsWith(begin.toLowerCase()), format);
    }
    assert.equal(graph.write("svg"), graph.toSvg());
    assert.equal(graph.write("dot"), graph.toDot());
    assert.equal(graph.write("html"), graph.toHtml());
    assert.equal(Graph.fromJson(graph.toJson()).toJson(), graph.toJson());
    assert.ok(graph.toSvg({ mostNodes: 2, legend: false }).length < graph.toSvg({ everything: true }).length);
});

test("options are those of the crate", () => {
    const published = new Extractor({ published: "2026-05-04" }).extract(TEXT);
    assert.match(published.toObject().relations[0].time.start, /^2026-05-01/);
    const dated = new Extractor().extract(TEXT, { published: new Date("2026-05-04T12:00:00Z"), id: "monday" });
    assert.equal(dated.toObject().document.id, "monday");
    assert.match(dated.toObject().relations[0].time.start, /^2026-05-01/);
    const named = new Extractor({ documentId: "tuesday" }).extract(TEXT, { title: "A meeting" });
    assert.deepEqual([named.toObject().document.id, named.toObject().document.title], ["tuesday", "A meeting"]);
    assert.equal(new Extractor({ predicates: ["praise"] }).extract(TEXT).relationCount, 0);
    assert.equal(new Extractor({ kinds: ["person"] }).extract(TEXT).relationCount, 1);
    const mapped = new Extractor({ ontology: "schema.org", mappedOnly: true }).extract("Greta Lund founded Holm Shipping. Olav Berg slept.");
    assert.deepEqual(mapped.toObject().relations.map((r) => [r.predicate, typeof r.property]), [["found", "object"]]);
    assert.throws(() => new Extractor({ ontology: "[" }), { name: "OntologyError" });
    assert.equal(new Extractor({ lines: "paragraphs", sentenceWords: 100 }).extract(TEXT).relationCount, 2);
});

test("what cannot be is an error that says where", () => {
    const extractor = new Extractor();
    const graph = extractor.extract(TEXT);
    const raised = (action) => {
        try {
            action();
        } catch (error) {
            assert.ok(error instanceof Error);
            return error;
        }
        assert.fail("no error");
    };
    assert.equal(raised(() => new Extractor({ publisched: "2026-05-04" })).name, "OptionError");
    assert.match(raised(() => new Extractor({ kinds: ["persons"] })).message, /person/);
    assert.equal(raised(() => new Extractor({ published: "May" })).option, "published");
    const rule = raised(() => new Extractor({ rules: "rule my/rule\n  word a VERB, lemma in no_such_list\n" }));
    assert.deepEqual([rule.name, rule.line], ["RuleError", 2]);
    assert.equal(raised(() => extractor.extract(TEXT, { iri: "no IRI" })).name, "OptionError");
    assert.equal(raised(() => Extractor.fromModel(new Uint8Array([1, 2, 3]))).name, "ModelError");
    assert.equal(raised(() => Graph.fromJson("{")).name, "ReadError");
    assert.match(raised(() => graph.write("papyrus")).message, /dot, svg, mermaid/);
    assert.match(raised(() => graph.write("turtle")).message, /feature rdf/);
    assert.equal(raised(() => graph.toSvg({ most_nodes: 3 })).name, "OptionError");
});

test("no text is wrong", () => {
    const extractor = new Extractor({ textBytes: 4000 });
    for (const text of ["", "\0", "\ud800 met \udc00", "🦭".repeat(500), "(".repeat(3000), "a".repeat(9000)]) {
        assert.equal(typeof extractor.extract(text).toJson(), "string");
    }
    assert.ok(extractor.extract("Olav Berg slept. ".repeat(500)).toObject().notices.length > 0);
});

test("the crate's own program writes the same bytes", { skip: !process.env.NATIVE }, () => {
    const extractor = new Extractor();
    for (const name of ["court", "harbour", "storm"]) {
        const text = readFileSync(new URL(`../../../examples/articles/${name}.txt`, here), "utf8");
        const [ours, native] = [extractor.extract(text, { id: name }).toJson(), readFileSync(`${process.env.NATIVE}/${name}.json`, "utf8").trimEnd()];
        const place = [...ours].findIndex((character, at) => character !== native[at]);
        // not assert.equal, which would take minutes to show the difference
        assert.ok(ours === native, `${name}: ${ours.slice(place - 200, place + 80)} | ${native.slice(place - 200, place + 80)}`);
    }
});

test("the package says what it is", () => {
    const { version: stated } = JSON.parse(readFileSync(new URL("../package/package.json", here)));
    assert.equal(version(), stated);
    assert.equal(instructions(), "simd128");
    assert.match(new Extractor().modelName, /\w/);
});
