// Opens a page the crate wrote in headless Chromium, clicks, and prints what it finds as JSON.
// node page.js PAGE FOLDER-FOR-SCREENSHOTS; needs puppeteer-core (NODE_PATH) and Chromium (CHROMIUM, or chromium in PATH).
"use strict";
const puppeteer = require("puppeteer-core");
const { execSync } = require("node:child_process");

(async () => {
  const [page_file, folder] = process.argv.slice(2);
  const chromium = process.env.CHROMIUM || execSync("command -v chromium || command -v chromium-browser").toString().trim();
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const found = { errors: [], requests: [] };
  page.on("pageerror", error => found.errors.push(String(error)));
  page.on("dialog", dialog => { found.errors.push("dialog " + dialog.message()); dialog.dismiss(); });
  page.on("console", message => { if (message.type() === "error") found.errors.push(message.text()); });
  page.on("request", request => { if (!/^(file|data|about|blob):/.test(request.url())) found.requests.push(request.url()); });
  await page.setViewport({ width: 1400, height: 860 });
  await page.goto("file://" + page_file);
  const count = selector => page.$$eval(selector, all => all.length);
  // the page waits a moment after the last letter
  const settled = () => new Promise(resolve => setTimeout(resolve, 350));
  const axe = async () => {
    let source;
    try { source = require("node:fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"); } catch { return null; }
    await page.evaluate(source);
    return page.evaluate(async () => (await window.axe.run()).violations.map(v => v.id + ": " + v.nodes[0].html.slice(0, 120)));
  };
  const place = key => page.$eval(`[data-key="${key}"]`, node => node.getAttribute("transform"));
  const text = selector => page.$eval(selector, element => element.textContent);
  found.title = await page.title();
  found.article = await text("#text");
  found.nodes = await count("#canvas .node");
  found.edges = await count("#canvas .edge");
  // labels of which a tenth lies below a node or a fifth below another label; how high their letters are on the screen
  found.hidden = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("#canvas .node rect")].map(r => r.getBoundingClientRect());
    const shared = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
    const labels = [...document.querySelectorAll("#canvas .edge text")].map(t => t.getBoundingClientRect());
    const covered = (l, i) => boxes.some(b => shared(l, b) > l.width * l.height / 10) || labels.some((o, j) => j < i && shared(l, o) > l.width * l.height / 5);
    return [labels.filter(covered).length, labels.length];
  });
  found.letters = await page.$eval("#canvas .edge text", text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a);
  // lines that run below a node, nodes below a button, facts that share their line with another
  found.below = await page.evaluate(() => {
    const nodes = [...document.querySelectorAll("#canvas .node")].map(n => [n.transform.baseVal[0].matrix, n.querySelector("rect").getBBox()]);
    const runs = line => nodes.some(([m, box]) => {
      const at = i => line.getPointAtLength(line.getTotalLength() * i / 40);
      return [...Array(39).keys()].map(i => at(i + 1)).some(p => Math.abs(p.x - m.e) < box.width / 2 - 2 && Math.abs(p.y - m.f) < box.height / 2 - 2);
    });
    return [...document.querySelectorAll("#canvas .line")].filter(runs).length;
  });
  found.buttons = await page.evaluate(() => {
    const buttons = [...document.querySelectorAll("#zoom button, #save button")].map(b => b.getBoundingClientRect());
    const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return [...document.querySelectorAll("#canvas .node rect")].filter(n => buttons.some(b => touch(n.getBoundingClientRect(), b))).length;
  });
  found.lines = await count("#canvas .line");
  found.facts = await count("#list button");
  found.first = await text("#list button");
  found.elements = await page.$$eval("#text *, #list *, #chosen *", all => [...new Set(all.map(e => e.localName))].sort());
  // hover a fact: its words are marked
  await page.hover("#list button");
  found.marked = await page.$$eval("#text mark", all => all.map(e => e.textContent).join(""));
  await page.screenshot({ path: folder + "/desktop.png" });
  // click an edge: the mark stays
  await page.mouse.move(5, 5);
  await page.$eval("#canvas .edge", edge => edge.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  found.pinned = await count("#text mark");
  // Escape clears
  await page.keyboard.press("Escape");
  found.cleared = await count("#text mark");
  // click an entity: its facts and mentions
  await page.$eval("#canvas .node[data-entity]", node => node.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  found.entity = await text("#chosen h2");
  found.address = await page.evaluate(() => location.hash);
  found.entityFacts = await count("#list button");
  found.entityMentions = await count("#text .of-chosen");
  await page.keyboard.press("Escape");
  // the keyboard alone: search, then walk the facts
  await page.keyboard.press("/");
  await page.keyboard.type(process.env.SEARCH || "zzzz");
  await settled();
  found.sentences = await count("#text .found");
  found.searched = await count("#list button");
  await page.keyboard.press("Escape");
  await page.focus("#list button");
  await page.keyboard.press("ArrowDown");
  found.walked = await page.evaluate(() => [...document.querySelectorAll("#list button")].indexOf(document.activeElement));
  // filters
  await page.select("#modality", "asserted");
  found.asserted = await count("#list button");
  await page.select("#modality", "negative");
  found.denied = await count("#list button");
  // red, also where somebody else says it
  const colours = () => page.$$eval("#list button", all => [...new Set(all.map(b => getComputedStyle(b).borderLeftColor))]);
  found.deniedLooks = await colours();
  await page.select("#modality", "");
  found.looks = await colours();
  await page.$eval("#confidence", input => { input.value = "0.9"; input.dispatchEvent(new Event("input")); });
  await settled();
  found.sure = await count("#list button");
  await page.$eval("#confidence", input => { input.value = "0"; input.dispatchEvent(new Event("input")); });
  await settled();
  // a node goes where it is dragged, is not chosen by that, and stays there while filters move
  const node = await page.$("#canvas .node[data-entity]");
  found.dragged = await node.evaluate(element => element.dataset.key);
  const others = () => page.$$eval("#canvas .node", all => all.map(n => [n.dataset.key, n.getAttribute("transform")]));
  const from = await (await node.$("rect")).boundingBox(), before = await place(found.dragged), still = await others();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 90, from.y + 60, { steps: 4 });
  await page.mouse.up();
  const after = await place(found.dragged);
  found.moved = before !== after && !(await page.$eval("#chosen", element => !element.hidden));
  await page.select("#modality", "asserted");
  await page.select("#modality", "");
  found.stays = after === await place(found.dragged);
  const then = new Map(await others());
  found.stable = still.every(([key, at]) => key === found.dragged || then.get(key) === at);
  // files
  await page.evaluate(() => {
    window.saved = [];
    URL.createObjectURL = blob => { window.saved.push(blob); return "blob:none"; };
    HTMLAnchorElement.prototype.click = function () { window.saved.push(this.download); };
  });
  await page.click("#save-svg");
  await page.click("#save-png");
  await page.waitForFunction(() => window.saved.length === 4, { timeout: 10000 });
  found.svg = await page.evaluate(() => window.saved[0].text());
  found.files = await page.evaluate(async () => [window.saved[1], window.saved[2].type, window.saved[3], [...new Uint8Array(await window.saved[2].arrayBuffer())].slice(1, 4).map(c => String.fromCharCode(c)).join("")]);
  await page.click("#kinds button");
  found.withoutKind = await count("#list button");
  await page.click("#kinds button");
  // mentions by keyboard: one stop of the tab key, arrows walk
  await page.focus("#text .mention[tabindex='0']");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  found.reached = await page.evaluate(() => [document.activeElement.className.includes("mention"), document.querySelectorAll("#text .mention[tabindex='0']").length, !document.getElementById("chosen").hidden]);
  await page.keyboard.press("Escape");
  // an address leads to what it names
  await page.goto("about:blank");
  await page.goto("file://" + page_file + "#fact-1");
  found.linkedFact = [await text("#list [aria-pressed=true]"), await count("#text mark")];
  await page.goto("about:blank");
  await page.goto("file://" + page_file + "#entity-0");
  found.linkedEntity = await text("#chosen h2");
  await page.keyboard.press("Escape");
  found.axe = await axe();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  found.axeDark = await axe();
  await page.screenshot({ path: folder + "/dark.png" });
  await page.emulateMediaFeatures([]);
  // printed: article and facts
  const shown = id => page.$eval(id, element => getComputedStyle(element).display !== "none");
  await page.emulateMediaType("print");
  found.printed = [await shown("#article"), await shown("#graph"), await shown("#facts")];
  await page.emulateMediaType(null);
  // without JavaScript it says so
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.goto("file://" + page_file);
  found.noscript = await plain.$eval("#noscript", element => element.offsetHeight > 0 && element.textContent);
  await plain.close();
  // a phone
  await page.setViewport({ width: 390, height: 800, isMobile: true, hasTouch: true });
  await page.reload();
  await page.screenshot({ path: folder + "/phone.png" });
  const visible = id => page.$eval(id, element => element.offsetHeight > 0);
  found.phone = [await visible("#article"), await visible("#graph"), await visible("#facts")];
  // a tap tells the fact at the foot of the same part
  await page.$eval("#canvas .edge", edge => edge.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  found.phoneTap = [await visible("#graph"), await visible("#sheet"), await count("#sheet mark") > 0, await text("#sheet p")];
  found.axePhone = await axe();
  await page.screenshot({ path: folder + "/phone-fact.png" });
  await page.click("#sheet .close");
  found.phoneClosed = await page.$eval("#sheet", element => element.hidden);
  await page.click("[data-show=facts]");
  found.phoneFacts = [await visible("#article"), await visible("#graph"), await visible("#facts")];
  found.wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.screenshot({ path: folder + "/phone-facts.png" });
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch(error => { process.stderr.write(String(error.stack)); process.exit(1); });
