// Opens a page of a large graph in headless Chromium, shows all of it, types, and prints how long the page did not answer.
// node large.js PAGE; needs puppeteer-core (NODE_PATH) and Chromium (CHROMIUM, or chromium in PATH).
"use strict";
const puppeteer = require("puppeteer-core");
const { execSync } = require("node:child_process");

(async () => {
  const chromium = process.env.CHROMIUM || execSync("command -v chromium || command -v chromium-browser").toString().trim();
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  const found = { errors: [] };
  page.on("pageerror", error => found.errors.push(String(error)));
  await page.setViewport({ width: 1400, height: 860 });
  await page.goto("file://" + process.argv[2]);
  // how often everything is laid out anew while somebody types
  await page.evaluate(() => {
    window.shown = 0;
    window.longest = 0;
    new MutationObserver(() => { window.shown += 1; }).observe(document.getElementById("list"), { childList: true });
    let last = performance.now();
    setInterval(() => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now; }, 10);
  });
  await page.$eval("#most", input => { window.begun = performance.now(); input.value = input.max; input.dispatchEvent(new Event("input")); });
  await page.waitForFunction(() => document.querySelectorAll("#canvas .node").length >= 500, { timeout: 60000 });
  found.nodes = await page.$$eval("#canvas .node", all => all.length);
  await page.waitForSelector("#canvas[aria-busy=false]", { timeout: 60000 });
  found.total = await page.evaluate(() => performance.now() - window.begun);
  found.longest = await page.evaluate(() => window.longest);
  await page.evaluate(() => { window.shown = 0; });
  await page.type("#search", "person 7 1", { delay: 15 });
  await new Promise(resolve => setTimeout(resolve, 1500));
  found.shown = await page.evaluate(() => window.shown);
  found.listed = await page.$$eval("#list button", all => all.length);
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch(error => { process.stderr.write(String(error.stack)); process.exit(1); });
