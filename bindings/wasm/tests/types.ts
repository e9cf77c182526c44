// Compiled, not run: what users write has the types that they expect.
import init, { Extractor, Graph, type GraphData, type Kind } from "../pkg/relata.js";
import { Reader } from "../pkg/reader.js";

await init();
const extractor = new Extractor({ published: new Date(), kinds: ["person", "place"], rules: ["rule a/b"], lines: "wrapped" });
const graph: Graph = extractor.extract("Greta Lund met Olav Berg.", { id: "monday" });
const data: GraphData = graph.toObject();
const kinds: Kind[] = data.entities.map((entity) => entity.kind);
const [first] = data.relations;
const object: string | undefined = first && "text" in first.object ? first.object.text : data.entities[first?.subject ?? 0]?.label;
const turned: string = graph.toSvg({ layout: "top-to-bottom", everything: true }) + graph.write("cypher") + kinds.join() + (object ?? "");

const reader = new Reader({ title: turned });
const { svg } = await reader.read("Olav Berg slept.", { formats: ["svg"] });
const drawn: string = svg;
const { json } = await reader.read(drawn);
Graph.fromJson(json).free();

// @ts-expect-error no option is called so
new Extractor({ publisched: "2026-05-04" });
// @ts-expect-error no format is called so
graph.write("papyrus");
// @ts-expect-error only what was wanted is there
(await reader.read("x", { formats: ["svg"] })).json;
