// The worker behind `Reader`: one extractor, made anew when its options change.
import init, { Extractor } from "./relata.js";

const ready = init();
let extractor;
let made;

async function read({ options, text, document, formats, picture }) {
    await ready;
    const wanted = JSON.stringify(options ?? {});
    if (wanted !== made) {
        extractor?.free();
        extractor = made = undefined;
        extractor = new Extractor(options);
        made = wanted;
    }
    const graph = extractor.extract(text, document);
    try {
        return Object.fromEntries(formats.map((format) => [format, graph.write(format, picture)]));
    } finally {
        graph.free();
    }
}

self.onmessage = async ({ data: { id, ...task } }) => {
    try {
        self.postMessage({ id, written: await read(task) });
    } catch (error) {
        // of an error only name and message would reach the page; what says where goes beside them
        const { name, message } = error;
        self.postMessage({ id, error: { name, message, places: { ...error } } });
    }
};
