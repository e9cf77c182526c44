// Reads articles in a worker, so that the page does not wait.

export class Reader {
    #worker;
    #options;
    #waiting = new Map();
    #count = 0;

    constructor(options = {}) {
        this.#options = options;
        this.#worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
        this.#worker.onmessage = ({ data }) => this.#settle(data);
        this.#worker.onerror = (event) => this.#fail(event.message || "the worker could not be started");
    }

    read(text, { options = this.#options, document, formats = ["json"], picture } = {}) {
        const id = this.#count++;
        return new Promise((resolve, reject) => {
            this.#waiting.set(id, { resolve, reject });
            this.#worker.postMessage({ id, options, text, document, formats, picture });
        });
    }

    close() {
        this.#worker.terminate();
        this.#fail("the reader was closed");
    }

    #settle({ id, written, error }) {
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (error) {
            waiting?.reject(Object.assign(new Error(error.message), { name: error.name }, error.places));
        } else {
            waiting?.resolve(written);
        }
    }

    #fail(message) {
        for (const { reject } of this.#waiting.values()) reject(new Error(message));
        this.#waiting.clear();
    }
}
