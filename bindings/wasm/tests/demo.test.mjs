// The demo page in Chromium, from a plain static server. Needs playwright-core, and Chromium (`CHROMIUM`, or /usr/bin/chromium).
import assert from "node:assert/strict";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../", import.meta.url));
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const asked = [];
const server = createServer((request, response) => {
    const path = join(root, normalize(new URL(request.url, "http://localhost").pathname));
    asked.push(request.url);
    if (!path.startsWith(root) || !existsSync(path)) return response.writeHead(404).end();
    response.setHeader("content-type", types[extname(path)] ?? "text/plain");
    createReadStream(path).pipe(response);
});
let browser, page;
const problems = [];

before(async () => {
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
    page = await browser.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => assert.match(request.url(), /^(http:\/\/127\.0\.0\.1|data:|about:|blob:)/));
    await page.goto(`http://127.0.0.1:${server.address().port}/demo/index.html`);
});

after(async () => {
    await browser?.close();
    server.close();
});

const read = async () => {
    await page.waitForFunction(() => ["read", "failed"].includes(document.getElementById("status").dataset.state), null, { timeout: 120_000 });
    return page.textContent("#status");
};

test("the article of the page is drawn", async () => {
    assert.match(await read(), /^\d+ entities, \d+ relations in \d+ ms$/);
    assert.match(await page.textContent("#picture svg"), /Greta Lund[^]*Olav Berg/);
    const { relations } = JSON.parse(await page.textContent("#json"));
    assert.ok(relations.some((relation) => relation.polarity === "negative"));
    assert.match(await page.textContent("#dot"), /^digraph /);
    assert.match(await page.frameLocator("#page").locator("body").innerText(), /Greta Lund/);
});

test("an article that is pasted is read in its turn, and what it holds stays text", async () => {
    await page.fill("#text", "Ingrid Holm praised <img src=x onerror=alert(1)> Ltd. She left for Bergen on Friday.");
    await page.fill("#published", "2026-05-04");
    await page.click("button");
    await page.waitForFunction(() => document.getElementById("json").textContent.includes("Holm"), null, { timeout: 120_000 });
    assert.match(await read(), /relations/);
    assert.match(await page.textContent("#picture svg"), /Ingrid Holm/);
    assert.equal(await page.locator("#picture img").count(), 0);
    const { relations, document } = JSON.parse(await page.textContent("#json"));
    assert.equal(document.published, "2026-05-04");
    assert.ok(relations.some((relation) => relation.time?.start.startsWith("2026-05-01")));
});

test("the page stays awake while an article is read, and an error is said", async () => {
    const result = await page.evaluate(async () => {
        const { Reader } = await import("../pkg/reader.js");
        const reader = new Reader();
        let ticks = 0;
        const timer = setInterval(() => ticks++, 5);
        const text = "Greta Lund met Olav Berg in Oslo. The council did not invite Mr. Berg. ".repeat(100);
        const [first, second] = await Promise.all([reader.read(text), reader.read("Olav Berg slept.", { formats: ["svg", "json"] })]);
        clearInterval(timer);
        const failed = await reader.read("x", { options: { published: "May" } }).catch((error) => [error.name, error.option]);
        const again = await reader.read("Olav Berg slept.");
        const waiting = reader.read(text).catch((error) => error.message);
        reader.close();
        return { ticks, first: JSON.parse(first.json).sentences.length, second: Object.keys(second), failed, again: again.json === second.json, closed: await waiting };
    });
    assert.ok(result.ticks > 3, `${result.ticks} ticks`);
    assert.equal(result.first, 200);
    assert.deepEqual(result.second, ["svg", "json"]);
    assert.deepEqual(result.failed, ["OptionError", "published"]);
    assert.ok(result.again);
    assert.equal(result.closed, "the reader was closed");
});

test("nothing goes wrong, and nothing is fetched but the package", () => {
    assert.deepEqual(problems, []);
    assert.deepEqual([...new Set(asked)].filter((url) => !/^\/(demo|pkg)\/[\w.]+$/.test(url)), []);
});

// each as a module of its own in a page that knows the package by name, as a bundler does
test("what the pages show runs as it stands", async () => {
    const names = { imports: { relata: "/pkg/relata.js", "relata/reader": "/pkg/reader.js" } };
    const blocks = ["../../README.md", "../../docs/wasm.md", "package/README.md"].flatMap((name) => {
        const found = readFileSync(join(root, name), "utf8").split("```js\n").slice(1).map((rest) => rest.split("```")[0]);
        assert.ok(found.length > 0, name);
        return found.map((block) => [name, block]);
    });
    for (const [name, block] of blocks) {
        const shown = await browser.newPage();
        const said = [];
        shown.on("pageerror", (error) => said.push(error.message));
        shown.on("console", (message) => ["error", "assert"].includes(message.type()) && said.push(message.text()));
        const scripts = `<script type="importmap">${JSON.stringify(names)}</script><script type="module">${block}\nglobalThis.ran = true;</script>`;
        const address = `http://127.0.0.1:${server.address().port}/demo/shown.html`;
        await shown.route(address, (route) => route.fulfill({ contentType: "text/html", body: `<!DOCTYPE html><main></main>${scripts}` }));
        await shown.goto(address);
        await shown.waitForFunction(() => globalThis.ran, null, { timeout: 120_000 }).catch((error) => said.push(error.message));
        assert.deepEqual(said, [], `${name}\n${block}`);
        await shown.close();
    }
});
