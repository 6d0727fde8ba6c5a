// A headless browser with the page, and what every test does in it.

import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import * as browsers from "../accessibility/browser.js";

export const address = pathToFileURL(resolve(process.env.PAGE ?? "target/registry-maturity.html")).href;
export const problems = [];

export const browser = await browsers.launch();

export function problem(text) {
  problems.push(text);
  console.error(text);
}

export function check(condition, text) {
  if (!condition) problem(text);
}

/** Opens the page in a fresh profile of the browser, without the dialogs of the system that nobody could answer here. */
export async function open(what, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", acceptDownloads: true, ...options });
  await context.addInitScript(() => {
    delete globalThis.showOpenFilePicker;
    delete globalThis.showSaveFilePicker;
  });
  const page = await context.newPage();
  watch(page, what);
  await page.goto(address);
  await page.waitForSelector("#new-name");
  return page;
}

/** Pages in which a tool is at work, whose own styles the policy refuses. */
const ignoredPages = new Set();

/** Does something with a page whose complaints are not the page's own. */
export async function ignoringMessages(page, action) {
  ignoredPages.add(page);
  await action();
  // What the page complains of arrives in order.
  await page.evaluate(() => 0);
  ignoredPages.delete(page);
}

export function watch(page, what) {
  const hears = () => !ignoredPages.has(page);
  browsers.watch(page, (found) => problem(`${what}: ${found}`), { local: /^(file|data|blob):/, hears });
}

/** Waits until the page has shown the result of everything so far, and returns what it says. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("#content h1") !== null);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  return page.locator("#said").innerText();
}

/** Does something that the page answers by drawing the question again, and waits for that. */
export async function acting(page, action) {
  await page.evaluate(() => document.querySelector("#content > *").setAttribute("data-old", ""));
  await action();
  await page.waitForSelector("#content > :not([data-old])", { state: "attached" });
  await page.waitForSelector("#content > [data-old]", { state: "detached" });
}

export async function openProfile(page, name, text) {
  await acting(page, () => page.setInputFiles("#file", { name, mimeType: "application/yaml", buffer: Buffer.from(text) }));
}

/** Goes to a question as people do: through the search. */
export async function goTo(page, id) {
  await page.locator('[data-key="bar-find"]').click();
  await page.locator("#find").fill(id);
  await acting(page, () => page.locator("#find").press("Enter"));
}

/** What the page hands out at a click, as text. */
export async function downloaded(page, key) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`[data-key="${key}"]`).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}
