// Opens the page of a corpus in headless Chromium, takes articles from the shelf, filters, and prints what it finds as JSON.
// node corpus.js PAGE FOLDER; needs puppeteer-core (NODE_PATH) and Chromium (CHROMIUM, or chromium in PATH).
"use strict";
const puppeteer = require("puppeteer-core");
const { execSync } = require("node:child_process");

(async () => {
  const [page_file, folder] = process.argv.slice(2);
  const chromium = process.env.CHROMIUM || execSync("command -v chromium || command -v chromium-browser").toString().trim();
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const found = { errors: [] };
  page.on("pageerror", error => found.errors.push(String(error)));
  page.on("console", message => { if (message.type() === "error") found.errors.push(message.text()); });
  await page.setViewport({ width: 1400, height: 860 });
  await page.goto("file://" + page_file);
  const count = selector => page.$$eval(selector, all => all.length);
  found.shelf = await page.$$eval("#shelf button", all => all.map(b => b.firstChild.textContent));
  found.first = await page.$eval("#text", element => element.textContent);
  await page.click("#shelf li:nth-child(2) button");
  found.second = await page.$eval("#text", element => element.textContent);
  found.facts = await count("#list button");
  found.tags = await page.$$eval("#list button", all => all.map(b => [...b.querySelectorAll(".article")].map(a => a.textContent)));
  await page.select("#from-article", "0");
  found.ofFirst = await page.$$eval("#list button", all => all.map(b => [...b.querySelectorAll(".article")].map(a => a.textContent)));
  // a fact of another article takes that from the shelf
  await page.click("#list li:last-child button");
  found.turned = await page.$eval("#text", element => element.textContent);
  found.marked = await count("#text mark");
  await page.select("#from-article", "");
  await page.$eval("#since", input => { input.value = "2026-02-01"; input.dispatchEvent(new Event("input")); });
  found.since = await page.$$eval("#list button", all => all.map(b => [...b.querySelectorAll(".article")].map(a => a.textContent)));
  await page.$eval("#since", input => { input.value = ""; input.dispatchEvent(new Event("input")); });
  await page.$eval("#until", input => { input.value = "2026-02-01"; input.dispatchEvent(new Event("input")); });
  found.until = await page.$$eval("#list button", all => all.map(b => [...b.querySelectorAll(".article")].map(a => a.textContent)));
  await page.screenshot({ path: folder + "/corpus.png" });
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch(error => { process.stderr.write(String(error.stack)); process.exit(1); });
