// Checks pages against WCAG 2.2 AA with axe, in a headless browser: light and dark, phone and desktop, as they open and
// with everything unfolded. A page must not scroll sideways, use the network, or violate its own policy.
//
//   node check.js FOLDER [SCREENSHOTS]

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [360, 1024];
const SCHEMES = ["light", "dark"];
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const [folder, screenshots] = process.argv.slice(2);
const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
if (pages.length === 0) {
  throw new Error(`there are no pages in ${folder}`);
}
if (screenshots) {
  mkdirSync(screenshots, { recursive: true });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: false,
  args: FLAGS,
});
let problems = 0;
for (const name of pages) {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      problems += await check(name, colorScheme, width);
    }
  }
  if (screenshots) {
    await print(name);
  }
}
await browser.close();
console.log(`${pages.length} pages, ${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;

/** Opens a page as a reader would and counts its violations. */
async function check(name, colorScheme, width) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const found = [];
  page.on("console", (message) => found.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) {
      found.push(`asks for ${request.url()}`);
    }
  });
  await page.goto(address(name));
  found.push(...(await look(page, "as it opens")));
  await shoot(page, `${name}-${width}-${colorScheme}`);
  await unfold(page);
  found.push(...(await look(page, "unfolded")));
  await shoot(page, `${name}-${width}-${colorScheme}-unfolded`);
  await context.close();
  for (const line of found) {
    console.error(`${name}, ${colorScheme}, ${width} pixels: ${line}`);
  }
  return found.length;
}

/** Unfolds everything. */
async function unfold(page) {
  await page.evaluate(() => {
    document.querySelector("#show-any")?.click();
    document.querySelectorAll("details").forEach((details) => (details.open = true));
  });
}

async function look(page, state) {
  await page.evaluate(axe);
  const results = await page.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
  const found = results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${state}: ${violation.id} at ${node.target.join(" ")}: ${node.failureSummary}`),
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [...found, `${state}: ${overflow} pixels too wide`] : found;
}

async function shoot(page, name) {
  if (screenshots) {
    await page.screenshot({ path: join(screenshots, `${basename(name)}.png`), fullPage: true });
  }
}

async function print(name) {
  const page = await browser.newPage();
  await page.goto(address(name));
  await page.pdf({ path: join(screenshots, `${name}.pdf`), preferCSSPageSize: true });
  await page.close();
}

function address(name) {
  return pathToFileURL(resolve(folder, name)).href;
}
