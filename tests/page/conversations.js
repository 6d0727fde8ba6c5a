// Whole conversations, by keyboard and by touch, compared with what the terminal's questionnaire writes, byte for byte.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { acting, check, downloaded, goTo, open, openProfile, settled } from "./browser.js";

const program = resolve(process.env.PROGRAM ?? "target/debug/registry-maturity");
const today = new Date().toISOString().slice(0, 10);

/** What the terminal's questionnaire makes of a profile with these lines. */
function terminal(name, text, lines) {
  const folder = mkdtempSync(join(tmpdir(), "terminal-"));
  if (text !== null) writeFileSync(join(folder, name), text);
  execFileSync(program, ["assess", "--plain", "--as-of", today, name], { cwd: folder, input: `${lines.join("\n")}\n`, stdio: ["pipe", "ignore", "pipe"] });
  const written = readFileSync(join(folder, name), "utf8");
  rmSync(folder, { recursive: true });
  return written;
}

function same(what, given, wanted) {
  check(given === wanted, `${what}: the page and the terminal wrote different profiles:\n${given}\n---\n${wanted}`);
}

const KEYS = { m: "met", p: "partial", u: "unmet", d: "unknown" };
const LETTERS = ["m", "p", "u", "d", "m", "x"];

/** Everything from the name to the end, without a mouse. */
export async function byKeyboard() {
  const page = await open("by keyboard");
  const lines = ["Example Index", "https://index.example.org", "", "yes", "next", "built-packages, builds", "next"];
  // From the top of the page: the heading has the focus, and Tab leads to the field of the name.
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.id === "new-name"), "by keyboard: Tab does not lead to the name");
  await page.keyboard.type("Example Index");
  await acting(page, () => page.keyboard.press("Enter"));
  await page.waitForSelector("#fact");
  await page.keyboard.type("https://index.example.org");
  await acting(page, () => page.keyboard.press("Enter"));
  await acting(page, () => page.keyboard.press("Enter"));
  await acting(page, () => page.keyboard.press("y"));
  await acting(page, () => page.keyboard.press("1"));
  await acting(page, () => page.keyboard.press("2"));
  await acting(page, () => page.keyboard.press("Enter"));
  for (let at = 0; ; at += 1) {
    const title = await page.locator("#title").innerText();
    if (title.includes("No more questions")) break;
    check(await page.evaluate(() => document.activeElement.id === "title"), `by keyboard: the focus is not on the question: ${title}`);
    const letter = LETTERS[at % LETTERS.length];
    if (letter === "x" && (await page.locator(".clauses").count()) === 0) {
      await acting(page, () => page.keyboard.press("x"));
      await page.keyboard.type("Names are addresses.");
      await acting(page, () => page.keyboard.press("Control+Enter"));
      lines.push("x Names are addresses.", "next");
    } else {
      const answer = letter === "x" ? "m" : letter;
      await acting(page, () => page.keyboard.press(answer));
      lines.push(KEYS[answer], "next");
    }
    if (at > 80) throw new Error("the questions have no end");
  }
  // Evidence, a note, a plan, and something taken back and made again.
  await page.keyboard.press("/");
  await page.keyboard.type("phishing-resistant-mfa");
  await acting(page, () => page.keyboard.press("Enter"));
  await acting(page, () => page.keyboard.press("u"));
  await acting(page, () => page.keyboard.press("ArrowLeft"));
  await page.keyboard.press("e");
  await page.keyboard.type("https://index.example.org/mfa");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Security keys are coming.");
  await acting(page, () => page.keyboard.press("Control+Enter"));
  await page.waitForSelector("dialog[open]", { state: "detached" });
  await page.waitForFunction(() => document.activeElement.id === "title");
  await acting(page, () => page.keyboard.press("z"));
  await acting(page, () => page.keyboard.press("Z"));
  await page.keyboard.press("l");
  await page.keyboard.type("Offer WebAuthn.");
  await acting(page, () => page.keyboard.press("Control+Enter"));
  lines.push("jump phishing-resistant-mfa", "unmet", "evidence https://index.example.org/mfa", "note Security keys are coming.", "plan summary Offer WebAuthn.");
  const { name, text } = await downloaded(page, "bar-save");
  check(name === "registry-maturity.yaml", `by keyboard: the file is called ${name}`);
  same("by keyboard", text, terminal(name, null, lines));
  await page.context().close();
}

/** A whole assessment with a finger on a phone. */
export async function byTouch() {
  const page = await open("by touch", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const lines = ["Example Index", "", "", "no", "next", "source-only", "next"];
  const tap = (key) => acting(page, () => page.locator(`[data-key="${key}"]`).tap());
  await page.locator("#new-name").tap();
  await page.keyboard.type("Example Index");
  await tap("begin");
  await page.waitForSelector("#fact");
  await tap("next");
  await tap("next");
  await tap("choice-no");
  await tap("choice-source-only");
  await tap("next");
  const words = Object.values(KEYS);
  for (let at = 0; !(await page.locator("#title").innerText()).includes("No more questions"); at += 1) {
    const word = words[at % words.length];
    await tap(`choice-${word}`);
    lines.push(word, "next");
    if (at > 80) throw new Error("the questions have no end");
  }
  const { name, text } = await downloaded(page, "bar-save");
  same("by touch", text, terminal(name, null, lines));
  await page.context().close();
}

/** Each example: opened, one question answered, saved. */
export async function examples() {
  for (const name of readdirSync("examples").filter((it) => it.endsWith(".yaml"))) {
    const text = readFileSync(join("examples", name), "utf8");
    const page = await open(name);
    await openProfile(page, name, text);
    await goTo(page, "sbom-generation");
    await acting(page, () => page.keyboard.press("d"));
    const said = await settled(page);
    check(said.includes("Saved: not known"), `${name}: it says ${said}`);
    const saved = await downloaded(page, "bar-save");
    check(saved.name === name, `${name}: saved as ${saved.name}`);
    same(name, saved.text, terminal(name, text, ["jump sbom-generation", "unknown"]));
    await page.context().close();
  }
}

/** Into the file itself, where the browser lets pages do so; and not over what somebody else wrote. */
export async function intoTheFile() {
  const page = await open("into the file");
  const text = readFileSync("examples/go.yaml", "utf8");
  await page.evaluate((text) => {
    globalThis.disk = text;
    const handle = {
      kind: "file",
      getFile: async () => new File([globalThis.disk], "go.yaml"),
      createWritable: async () => {
        let draft = "";
        return { write: async (piece) => { draft += piece; }, close: async () => { globalThis.disk = draft; } };
      },
    };
    globalThis.showSaveFilePicker = async () => handle;
  }, text);
  await openProfile(page, "go.yaml", text);
  await goTo(page, "sbom-generation");
  await acting(page, () => page.keyboard.press("p"));
  const written = () => page.evaluate(() => globalThis.disk);
  await page.locator('[data-key="bar-save"]').click();
  await page.waitForFunction(() => document.querySelector('[data-key="bar-save"]').textContent === "Saved");
  same("into the file", await written(), terminal("go.yaml", text, ["jump sbom-generation", "partial"]));
  await page.evaluate(() => (globalThis.disk += "# by somebody else\n"));
  await goTo(page, "sbom-generation");
  await acting(page, () => page.keyboard.press("m"));
  await page.locator('[data-key="bar-save"]').click();
  await page.getByRole("button", { name: "Leave the file as it is" }).click();
  check((await written()).endsWith("# by somebody else\n"), "into the file: what somebody else wrote is gone");
  await page.context().close();
}
