// Beside the built package: `bash .ci/wasm` makes it, and any static server shows the folder bindings/wasm.
import { Reader } from "../pkg/reader.js";

const at = (id) => document.getElementById(id);
const reader = new Reader();

function say(state, message) {
    at("status").dataset.state = state;
    at("status").textContent = message;
}

async function show() {
    say("reading", "Reading …");
    const begun = performance.now();
    try {
        const written = await reader.read(at("text").value, {
            formats: ["json", "svg", "html", "dot"],
            document: at("published").value ? { published: at("published").value } : undefined,
            picture: { everything: at("everything").checked },
        });
        const { entities, relations } = JSON.parse(written.json);
        // the crate's own drawing, in which the article's words are text and nothing else
        at("picture").innerHTML = written.svg;
        at("page").srcdoc = written.html;
        at("json").textContent = JSON.stringify(JSON.parse(written.json), null, 1);
        at("dot").textContent = written.dot;
        const time = Math.round(performance.now() - begun);
        say("read", `${entities.length} entities, ${relations.length} relations in ${time} ms`);
    } catch (error) {
        say("failed", `${error.name}: ${error.message}`);
    }
}

document.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    show();
});
show();
