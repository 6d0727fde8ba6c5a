// How long people wait, with a processor four times slower: from opening the file to the first screen, to the first
// question, and from an answer to what it changes.

import { readFileSync } from "node:fs";
import { address, browser, check } from "./browser.js";

/** The most milliseconds that anybody should have to wait; far above the measured times, because the machine may be busy. */
const LIMITS = { opened: 10_000, question: 5_000, answer: 2_500 };

export async function times() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const took = {};
  let began = Date.now();
  await page.goto(address);
  await page.waitForSelector("#new-name");
  took.opened = Date.now() - began;
  took.question = await page.evaluate(async (text) => {
    const input = document.getElementById("file");
    const files = new DataTransfer();
    files.items.add(new File([text], "pypi.yaml"));
    const began = performance.now();
    const drawn = new Promise((resolve) => new MutationObserver(() => document.querySelector(".question") && resolve()).observe(document.getElementById("content"), { childList: true }));
    input.files = files.files;
    input.dispatchEvent(new Event("change"));
    await drawn;
    return performance.now() - began;
  }, readFileSync("examples/pypi.yaml", "utf8"));
  const answers = [];
  for (let at = 0; at < 12; at += 1) {
    answers.push(
      await page.evaluate(async (key) => {
        const press = (name) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
        const drawn = () => new Promise((resolve) => new MutationObserver(() => requestAnimationFrame(() => resolve())).observe(document.getElementById("content"), { childList: true }));
        let waiting = drawn();
        press("ArrowLeft");
        await waiting;
        const began = performance.now();
        waiting = drawn();
        press(key);
        await waiting;
        return performance.now() - began;
      }, "mu"[at % 2]),
    );
  }
  took.answer = answers.sort((one, other) => one - other)[Math.floor(answers.length / 2)];
  await context.close();
  for (const [what, limit] of Object.entries(LIMITS)) check(took[what] < limit, `${what}: ${took[what]} ms`);
  console.log(`four times slower: ${Object.entries(took).map(([what, time]) => `${what} ${Math.round(time)} ms`).join(", ")}`);
}
