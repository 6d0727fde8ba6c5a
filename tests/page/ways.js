// The other ways in and out: pasting, dropping, printing, continuing later; and that the policy is in force.

import { readFileSync } from "node:fs";
import { acting, check, goTo, ignoringMessages, open, openProfile, settled } from "./browser.js";
import { start } from "./module.js";

const text = readFileSync("examples/go.yaml", "utf8");

/** Pastes a text where the focus is. */
function paste(page, pasted) {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, pasted);
}

/** A profile pasted on the first screen is opened; addresses pasted at a question become evidence. */
export async function pasting() {
  const page = await open("pasting");
  await acting(page, () => paste(page, text));
  check((await page.locator(".question").count()) === 1, "pasting: the profile is not open");
  await goTo(page, "sbom-generation");
  await acting(page, () => paste(page, "https://e.org/one https://e.org/two"));
  const said = await page.locator(".said").innerText();
  check(/https:\/\/e\.org\/one\s+https:\/\/e\.org\/two/.test(said), `pasting: the answer is ${said}`);
  await paste(page, "Only a remark.");
  await page.waitForSelector("dialog[open]");
  check((await page.locator("#field-note").inputValue()).endsWith("Only a remark."), "pasting: the note is not offered");
  await page.context().close();
}

/** Drops a file on the page. */
function drop(page, name, text) {
  const dropped = ({ name, text }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  };
  return page.evaluate(dropped, { name, text });
}

/**
 * A file that is dropped is opened, also while another is open. If the page asks first and gets no choice, the next
 * answer goes to the question on the screen.
 */
export async function dropping() {
  const page = await open("dropping");
  const bar = () => page.locator("#bar").innerText();
  await acting(page, () => drop(page, "go.yaml", text));
  check((await bar()).includes("go.yaml"), "dropping: the profile is not open");
  await goTo(page, "sbom-generation");
  await acting(page, () => page.keyboard.press("d"));
  await drop(page, "in-house.yaml", readFileSync("examples/in-house.yaml", "utf8"));
  await page.waitForFunction(() => document.getElementById("bar").textContent.includes("in-house.yaml"));
  await goTo(page, "token-prefix");
  await drop(page, "go.yaml", text);
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog:not([open])", { state: "attached" });
  check((await bar()).includes("in-house.yaml"), "dropping: the profile on the screen is another");
  await acting(page, () => page.keyboard.press("u"));
  const said = await settled(page);
  check(said.includes("(token-prefix)"), `dropping: the answer went elsewhere: ${said}`);
  // A key that comes before the chosen profile is on the screen answers nothing.
  await drop(page, "go.yaml", text);
  await page.waitForSelector("dialog[open]");
  await acting(page, () => page.evaluate(() => {
    [...document.querySelectorAll("dialog button")].find((it) => it.textContent === "Open the file as it is").click();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "u", bubbles: true }));
  }));
  check((await bar()).includes("go.yaml"), "dropping: the chosen profile is not open");
  check((await settled(page)) === "", `dropping: a key answered ${await settled(page)}`);
  // A text that is not a profile is shown instead of the open one, and not behind its report.
  await page.setViewportSize({ width: 400, height: 800 });
  await page.locator('[data-key="bar-report"]').click();
  await drop(page, "wrong.yaml", "registry: 1\nanswers: 2\n");
  await page.waitForSelector(".problems", { state: "attached" });
  check(await page.locator(".problems").isVisible(), "dropping: the problems are hidden");
  await page.context().close();
}

/** What is printed is the report, and nothing of the questionnaire. */
export async function printing() {
  const page = await open("printing");
  await openProfile(page, "go.yaml", text);
  const pdf = await page.pdf();
  check(pdf.length > 10_000, `printing: only ${pdf.length} bytes`);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => [...document.body.children].filter((child) => getComputedStyle(child).display !== "none").map((child) => child.id));
  check(shown.join() === "paper", `printing: ${shown} is printed`);
  const paper = await page.locator("#paper").innerText();
  check(paper.includes("General Capabilities") && paper.includes("package-reporting"), `printing: ${paper.slice(0, 300)}`);
  if (process.env.SCREENSHOTS) await ignoringMessages(page, () => page.screenshot({ path: `${process.env.SCREENSHOTS}/printed.png`, fullPage: true }));
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  check((await page.locator("#paper").innerHTML()) === "", "printing: the paper is not taken away");
  await page.context().close();
}

/** Answers that are not in the file are offered again when the same file is opened, and everything can be deleted. */
export async function later() {
  const page = await open("later");
  await openProfile(page, "go.yaml", text);
  await goTo(page, "sbom-generation");
  await acting(page, () => page.keyboard.press("d"));
  check((await settled(page)).includes("Saved"), "later: nothing was saved");
  await page.reload();
  await page.waitForSelector(".go-on");
  await page.setInputFiles("#file", { name: "go.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Continue with them" }).click();
  await page.waitForSelector(".question");
  check((await page.locator('[data-key="bar-save"]').innerText()) === "Save the file", "later: the answer is gone");
  await page.locator('[data-key="home"]').click();
  await page.locator('[data-key="delete-all"]').click();
  await page.locator('[data-key="really-delete"]').click();
  await page.waitForSelector(".kept", { state: "detached" });
  await page.reload();
  await page.waitForSelector("#new-name");
  check((await page.locator(".go-on").count()) === 0, "later: something is still kept");
  await page.context().close();
}

/** Every key in the program's list does something at a question. */
export async function everyKey() {
  const ask = await start(process.env.PAGE ?? "target/registry-maturity.html");
  const page = await open("every key");
  await openProfile(page, "go.yaml", text);
  for (const { key, task } of ask({ do: "vocabulary" }).keys.filter((it) => it.task !== "quit")) {
    await goTo(page, "package-reporting");
    const before = await page.evaluate(() => document.body.innerHTML);
    await page.keyboard.press({ "\n": "Enter", "\b": "Backspace" }[key] ?? key);
    const changed = page.waitForFunction((before) => document.body.innerHTML !== before, before, { timeout: 5000 });
    check(await changed.then(() => true, () => false), `every key: ${task} does nothing`);
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
  }
  await page.context().close();
}

/** The overview has every fact about the registry; those that a question asks for lead to it. */
export async function overview() {
  const ask = await start(process.env.PAGE ?? "target/registry-maturity.html");
  const at = (question) => ask({ do: "open", name: "go.yaml", as_of: "2026-11-26", at: question }, text).view;
  const facts = at("name").overview;
  const page = await open("overview");
  await openProfile(page, "go.yaml", text);
  for (const { about, name, value } of facts.filter((fact) => fact.about !== "targets")) {
    await page.locator('[data-key="bar-overview"]').click();
    const item = page.locator(".menu li", { has: page.getByText(name, { exact: true }) });
    const shown = await item.innerText();
    check(value.every((part) => shown.includes(part.text)), `overview: ${name} is shown as ${shown}`);
    if (about === "assessed-on") {
      await page.keyboard.press("Escape");
    } else {
      await acting(page, () => item.getByRole("button").click());
      const title = await page.locator("#title").innerText();
      check(title === at(about).title, `overview: ${name} leads to ${title}`);
    }
    await page.waitForSelector("dialog[open]", { state: "detached" });
  }
  await page.context().close();
}

/** The policy refuses what the page never does. */
export async function policy() {
  const page = await open("policy");
  await ignoringMessages(page, async () => {
    const letIn = await page.evaluate(async () => {
      const done = [];
      await fetch("https://index.example.org").then(() => done.push("a connection"), () => {});
      const script = document.createElement("script");
      script.append("globalThis.hasRun = true");
      try {
        document.body.append(script);
      } catch {
        // Browsers refuse the text of a script already.
      }
      if (globalThis.hasRun) done.push("a script");
      try {
        document.createElement("div").innerHTML = "<b>bold</b>";
        done.push("markup");
      } catch {
        // This is what should happen.
      }
      return done;
    });
    check(letIn.length === 0, `policy: it lets in ${letIn}`);
  });
  await page.context().close();
}
