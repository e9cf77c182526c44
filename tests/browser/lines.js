// Opens a page in headless Chromium and prints its lines, the labels that are seen, and which fact a label chooses.
// node lines.js PAGE; needs puppeteer-core (NODE_PATH) and Chromium (CHROMIUM, or chromium in PATH).
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
  found.lines = await page.$$eval("#canvas .line", all => all.length);
  found.labels = await page.$$eval("#canvas .edge text", all => all.filter(t => t.getBoundingClientRect().width > 0).map(t => t.textContent).sort());
  const second = await page.evaluateHandle(() => [...document.querySelectorAll("#canvas .edge text")].find(t => t.textContent === "thanked"));
  const { x, y } = await second.evaluate(t => { const box = t.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; });
  await page.mouse.click(x, y);
  found.chosen = await page.evaluate(() => [...(document.querySelector("#list [aria-pressed=true]") || { childNodes: [] }).childNodes].filter(n => n.localName !== "small").map(n => n.textContent).join("").trim().replace(/ — .*/, ""));
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch(error => { process.stderr.write(String(error.stack)); process.exit(1); });
