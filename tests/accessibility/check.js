// Checks pages against WCAG 2.2 AA with axe, in a headless browser: light and dark, phone and desktop, as they open and
// with everything unfolded. A page must not scroll sideways, use the network, or violate its own policy.
//
//   node check.js FOLDER [SCREENSHOTS]

import { mkdirSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, overflow, violations, watch } from "./browser.js";

const WIDTHS = [360, 1024];
const SCHEMES = ["light", "dark"];

const [folder, screenshots] = process.argv.slice(2);
const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
if (pages.length === 0) {
  throw new Error(`there are no pages in ${folder}`);
}
if (screenshots) {
  mkdirSync(screenshots, { recursive: true });
}

const browser = await launch();
const views = pages.flatMap((name) => SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => [name, colorScheme, width])));
let problems = 0;
// A page that is being looked at mostly waits, so there are two.
await Promise.all([lookAtEach(views), lookAtEach(views)]);
if (screenshots) {
  for (const name of pages) {
    await print(name);
  }
}
await browser.close();
console.log(`${pages.length} pages, ${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;

/** Checks the views that are left, one after the other. */
async function lookAtEach(views) {
  for (let view = views.shift(); view; view = views.shift()) {
    const found = await check(...view);
    problems += found;
  }
}

/** Opens a page as a reader would and counts its violations. */
async function check(name, colorScheme, width) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
  const page = await context.newPage();
  const found = [];
  watch(page, (problem) => found.push(problem));
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
  const found = await violations(page);
  const pixels = await overflow(page);
  return [...found, ...(pixels > 0 ? [`${pixels} pixels too wide`] : [])].map((problem) => `${state}: ${problem}`);
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
