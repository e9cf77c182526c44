// Draws flowcharts with Mermaid in headless Chromium and prints for each its texts, or what is wrong with it.
// node mermaid.js FILE...; needs puppeteer-core, mermaid (NODE_PATH) and Chromium (CHROMIUM, or chromium in PATH).
"use strict";
const puppeteer = require("puppeteer-core");
const fs = require("node:fs");
const { execSync } = require("node:child_process");

(async () => {
  const script = require("node:path").join(require.resolve("mermaid"), "..", "mermaid.min.js");
  const chromium = process.env.CHROMIUM || execSync("command -v chromium || command -v chromium-browser").toString().trim();
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.setContent("<div id=here></div>");
  await page.addScriptTag({ path: script });
  const found = [];
  for (const file of process.argv.slice(2)) {
    found.push(await page.evaluate(async source => {
      window.mermaid.initialize({ startOnLoad: false });
      try {
        const { svg } = await window.mermaid.render("drawn", source);
        const here = document.getElementById("here");
        here.innerHTML = svg;
        return { nodes: [...here.querySelectorAll(".node")].map(n => n.textContent.trim()), edges: here.querySelectorAll(".flowchart-link").length };
      } catch (error) { return { error: String(error) }; }
    }, fs.readFileSync(file, "utf8")));
  }
  await browser.close();
  process.stdout.write(JSON.stringify(found));
})().catch(error => { process.stderr.write(String(error.stack)); process.exit(1); });
