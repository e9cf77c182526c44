// How many words a second the package reads in Node: `node tests/speed.mjs TEXT…`; the best of some rounds.
import { readFileSync } from "node:fs";
import { Extractor, initSync, instructions } from "../pkg/relata.js";

const begun = process.cpuUsage();
initSync({ module: readFileSync(new URL("../pkg/relata_bg.wasm", import.meta.url)) });
const extractor = new Extractor();
console.log(`start to extractor: ${Math.round(process.cpuUsage(begun).user / 1000)} ms of the processor's time, ${instructions()}`);
const texts = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const words = texts.join(" ").match(/\w+/g).length;
const rounds = Array.from({ length: Number(process.env.ROUNDS ?? 7) }, () => {
    const from = process.cpuUsage();
    for (const text of texts) extractor.extract(text).free();
    return process.cpuUsage(from).user / 1e6;
});
console.log(`${words} words, ${Math.round(words / Math.min(...rounds))} a second of the processor's time; rounds: ${rounds.map((s) => s.toFixed(2)).join(" ")} s`);
