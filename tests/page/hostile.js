// Malicious texts, in every place where a profile has texts, stay texts. The table is the one that other tests use.

import { readFileSync } from "node:fs";
import { acting, check, goTo, open, openProfile } from "./browser.js";

/** The tricks of `tests/support/tricks.rs`. */
function tricks() {
  const source = readFileSync("tests/support/tricks.rs", "utf8");
  const table = source.slice(source.indexOf("TRICKS: &[&str] = &["), source.indexOf("\n];"));
  const escapes = { n: "\n", r: "\r", t: "\t", "\\": "\\", '"': '"', 0: "\0" };
  return [...table.matchAll(/^ {4}"((?:\\.|[^"\\])*)",$/gm)].map(([, text]) =>
    text.replaceAll(/\\(u\{([0-9a-f]+)\}|.)/g, (_, one, code) => (code ? String.fromCodePoint(parseInt(code, 16)) : escapes[one])),
  );
}

/** A text in YAML, whatever is in it. */
function quoted(text) {
  const safe = (c) => (/[\x20-\x7e]/.test(c) && !'"\\'.includes(c) ? c : `\\U${c.codePointAt(0).toString(16).padStart(8, "0")}`);
  return `"${[...text].map(safe).join("")}"`;
}

function profile(text) {
  const own = quoted(text);
  return `principles: "0.1"
registry: {name: ${own}}
assessment: {by: ${own}}
taxonomy: {accounts: {provider: [${own}]}, hosting: [built-packages, builds]}
answers:
  strong-mfa: {status: partial, delegated-to: ${own}, note: ${own}, internal: ${own}, evidence: [${own}], plan: {summary: ${own}, issue: ${own}, owner: ${own}, effort: ${own}, cost: ${own}}}
  package-reporting: {clauses: {ui: {status: unmet, note: ${own}, evidence: [${own}]}}}
`;
}

/** The page's elements and attributes, with the texts and the values that may differ left out. */
function skeleton() {
  const bones = (root) =>
    // A dialog that was closed is emptied a moment later.
    [...root.querySelectorAll("*")].filter((element) => !element.closest("dialog:not([open])")).map((element) => {
      const names = [...element.attributes].map((attribute) => attribute.name).sort().join(" ");
      const address = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
      return { bone: `${element.localName} ${names}`, address };
    });
  const frame = document.getElementById("report-page").contentDocument;
  const all = [...bones(document.body), ...bones(frame.body)];
  const names = new Set(all.map((it) => it.bone));
  const bad = all.filter((it) => it.address !== "" && !/^(https?:\/\/|#|mailto:)/.test(it.address)).map((it) => it.address);
  const scripts = document.scripts.length + frame.scripts.length;
  const handlers = all.filter((it) => / on[a-z]+/.test(it.bone)).map((it) => it.bone);
  return { names: [...names], bad, scripts, handlers, alerted: globalThis.alerted ?? false };
}

export async function hostile() {
  const all = tricks();
  check(all.length > 40, `only ${all.length} tricks were found`);
  const page = await open("hostile");
  page.on("dialog", (dialog) => {
    check(false, `hostile: a dialog opens: ${dialog.message()}`);
    dialog.dismiss();
  });
  const harmless = await visit(page, "a harmless text");
  for (const trick of all) {
    const found = await visit(page, trick);
    const what = JSON.stringify(trick);
    const strange = found.names.filter((name) => !harmless.names.includes(name) && !/^(a href|br|wbr)/.test(name));
    check(strange.length === 0, `hostile: ${what} makes ${strange.join(", ")}`);
    check(found.bad.length === 0, `hostile: ${what} leads to ${found.bad.join(", ")}`);
    check(found.handlers.length === 0, `hostile: ${what} makes ${found.handlers.join(", ")}`);
    check(found.scripts === harmless.scripts, `hostile: ${what} makes a script`);
  }
  await page.context().close();
  console.log(`${all.length} tricks tried`);
}

/** Opens a profile of this text, and looks at it everywhere. */
async function visit(page, text) {
  const found = { names: new Set(), bad: [], handlers: [], scripts: 0 };
  await openProfile(page, "tricks.yaml", profile(text));
  if ((await page.locator(".problems").count()) > 0) {
    // Some texts are no names or addresses, and the page says so.
    await take(page, found);
    await page.getByRole("button", { name: "Cancel" }).click();
  } else {
    for (const id of ["strong-mfa", "package-reporting", "accounts"]) {
      await goTo(page, id);
      await take(page, found);
    }
    await page.locator('[data-key="bar-report"]').click();
    for (const subject of ["report", "roadmap", "comparison", "changes"]) {
      await page.locator(`[data-key="subject-${subject}"]`).click();
      await take(page, found);
    }
    await page.locator('[data-key="disclosure"]').selectOption("internal");
    await take(page, found);
    await page.locator('[data-key="disclosure"]').selectOption("usual");
    await page.locator('[data-key="home"]').click();
  }
  await page.waitForSelector("#new-name");
  await take(page, found);
  if ((await page.locator('[data-key="delete-all"]').count()) > 0) {
    await page.locator('[data-key="delete-all"]').click();
    await page.locator('[data-key="really-delete"]').click();
    await page.waitForSelector(".kept", { state: "detached" });
  }
  return { ...found, names: [...found.names] };
}

async function take(page, found) {
  const now = await page.evaluate(skeleton);
  now.names.forEach((name) => found.names.add(name));
  found.bad.push(...now.bad);
  found.handlers.push(...now.handlers);
  found.scripts = Math.max(found.scripts, now.scripts);
}
