// Every state of the page, checked for WCAG 2.2 AA by axe: light and dark, from a phone to a wide screen, and with text
// twice as large; nothing scrolls sideways. The reports in the frame are the program's own, which tests/accessibility
// looks at.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { overflow, violations } from "../accessibility/browser.js";
import { acting, goTo, ignoringMessages, open, openProfile, problem } from "./browser.js";

/** Each state is seen in light and in dark, and at every width. */
const LOOKS = [[360, "light"], [768, "dark"], [1280, "dark"], [1600, "light"]];
const screenshots = process.env.SCREENSHOTS;

async function look(page, state, where) {
  for (const violation of await violations(page, { iframes: false })) problem(`${where}, ${state}: ${violation}`);
  for (const size of ["100%", "200%"]) {
    await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
    const pixels = await overflow(page);
    if (pixels > 0) problem(`${where}, ${state}: ${pixels} pixels too wide with text at ${size}`);
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  if (screenshots) {
    mkdirSync(screenshots, { recursive: true });
    await page.screenshot({ path: join(screenshots, `${state}-${where}.png`.replaceAll(/[ ,]+/g, "-")), caret: "initial" });
  }
}

/** Goes through every state there is, and calls `see` in each. */
async function walk(page, see) {
  const shut = async () => {
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
  };
  const dialog = async (key, state) => {
    await page.locator("#title").focus();
    await page.keyboard.press(key);
    await page.waitForSelector("dialog[open]");
    await see(state);
    await shut();
  };
  await see("start");
  await page.locator("details summary").click();
  await see("start pasting");
  await page.setInputFiles("#file", "tests/errors/unknown-names.yaml");
  await page.waitForSelector(".problems");
  await see("problems");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForSelector("#new-name");
  await page.fill("#new-name", "Example Index");
  await acting(page, () => page.locator('[data-key="begin"]').click());
  await page.waitForSelector("#fact");
  await see("address");
  await acting(page, () => page.locator('[data-key="next"]').click());
  await acting(page, () => page.locator('[data-key="next"]').click());
  await see("accounts");
  await acting(page, () => page.locator('[data-key="choice-provider"]').click());
  await see("provider");
  await page.fill("#reason", "GitHub");
  await acting(page, () => page.locator('[data-key="save-reason"]').click());
  await acting(page, () => page.locator('[data-key="choice-builds"]').click());
  await see("hosting");
  await acting(page, () => page.locator('[data-key="next"]').click());
  await see("question");
  await page.locator("#background summary").click();
  await see("background");
  await acting(page, () => page.locator('[data-key="choice-partial"]').click());
  await see("saved");
  await acting(page, () => page.locator('[data-key="choice-not-applicable"]').click());
  await see("reason");
  await acting(page, () => page.locator('[data-key="no-reason"]').click());
  await goTo(page, "package-reporting");
  await see("clauses");
  for (const [key, state] of Object.entries({ e: "details", b: "provided by", r: "rulings", i: "intent", l: "plan", a: "more", f: "filter", o: "overview", "/": "find", "?": "keys" })) {
    await dialog(key, state);
  }
  // On a wide screen it is open already.
  if (!(await page.locator("#report").isVisible())) await page.locator('[data-key="bar-report"]').click();
  for (const subject of ["report", "roadmap", "fundable", "grant", "comparison", "changes", "capability", "catalogue"]) {
    await page.locator(`[data-key="subject-${subject}"]`).click();
    await see(`shown ${subject}`);
  }
  await page.locator('[data-key="close-report"]').click();
  await goTo(page, "end");
  await page.locator('[data-key="home"]').click();
  await page.waitForSelector("#new-name");
  await see("kept");
  await page.locator('[data-key="delete-all"]').click();
  await see("delete all");
  await page.locator('[data-key="really-delete"]').click();
  await page.waitForSelector(".kept", { state: "detached" });
  await openProfile(page, "pypi.yaml", readFileSync("examples/pypi.yaml"));
  await see("end");
}

export async function states() {
  let seen = 0;
  for (const [width, colorScheme] of LOOKS) {
    const where = `${width} pixels ${colorScheme}`;
    const page = await open(where, { colorScheme, viewport: { width, height: 800 } });
    await walk(page, async (state) => {
      seen += 1;
      await ignoringMessages(page, () => look(page, state, where));
    });
    await page.context().close();
  }
  console.log(`${seen} states looked at`);
}
