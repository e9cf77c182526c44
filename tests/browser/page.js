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
  page.on("request", request => { if (!request.url().startsWith("file:")) found.requests.push(request.url()); });
  await page.setViewport({ width: 1400, height: 860 });
  await page.goto("file://" + page_file);
  const count = selector => page.$$eval(selector, all => all.length);
  const text = selector => page.$eval(selector, element => element.textContent);
  found.title = await page.title();
  found.article = await text("#text");
  found.nodes = await count("#canvas .node");
  found.edges = await count("#canvas .edge");
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
  found.entity = await text("#chosen h3");
  found.entityFacts = await count("#list button");
  found.entityMentions = await count("#text .of-chosen");
  await page.keyboard.press("Escape");
  // the keyboard alone: search, then walk the facts
  await page.keyboard.press("/");
  await page.keyboard.type(process.env.SEARCH || "zzzz");
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
  await page.select("#modality", "");
  await page.$eval("#confidence", input => { input.value = "0.9"; input.dispatchEvent(new Event("input")); });
  found.sure = await count("#list button");
  await page.$eval("#confidence", input => { input.value = "0"; input.dispatchEvent(new Event("input")); });
  await page.click("#kinds button");
  found.withoutKind = await count("#list button");
  await page.click("#kinds button");
  // a phone
  await page.setViewport({ width: 390, height: 800, isMobile: true, hasTouch: true });
  await page.reload();
  await page.screenshot({ path: folder + "/phone.png" });
  const visible = id => page.$eval(id, element => element.offsetHeight > 0);
  found.phone = [await visible("#article"), await visible("#graph"), await visible("#facts")];
  await page.click("[data-show=facts]");
  found.phoneFacts = [await visible("#article"), await visible("#graph"), await visible("#facts")];
  found.wide = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.screenshot({ path: folder + "/phone-facts.png" });
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch(error => { process.stderr.write(String(error.stack)); process.exit(1); });
