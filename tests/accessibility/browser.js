// A headless browser, and what must hold of every page in it: it asks the network for nothing, nothing in it fails, and
// it passes WCAG 2.2 AA.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export { chromium };
export const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, chromiumSandbox: false, args: FLAGS });
}

/**
 * Reports each network request, uncaught error, and message on the console, such as a violation of the page's own
 * policy. Some pages may have other addresses than those of files and data; `hears` says whether messages count at
 * present.
 */
export function watch(page, report, { local = /^(file|data):/, hears = () => true } = {}) {
  page.on("console", (message) => {
    if (hears()) {
      report(`console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => report(`error: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    if (!local.test(request.url())) {
      report(`asks for ${request.url()}`);
    }
  });
}

/** The violations that axe finds in a page. */
export async function violations(page, options = {}) {
  await page.evaluate(axe);
  const results = await page.evaluate((options) => axe.run(options), { runOnly: TAGS, ...options });
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id} at ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}

/** By how many pixels a page is wider than the window, so that it scrolls sideways. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
