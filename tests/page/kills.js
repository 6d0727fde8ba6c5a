// The browser is killed at random instants while questions are answered; nothing that was acknowledged may be lost.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXECUTABLE, FLAGS, chromium } from "../accessibility/browser.js";
import { address, check, watch } from "./browser.js";
import { start } from "./module.js";

const WORDS = { met: "met", "partly met": "partial", "not met": "unmet", "not known": "unknown" };

/** A browser in a process of its own that can be killed. */
async function launch(profile) {
  const child = spawn(EXECUTABLE, [...FLAGS, "--headless", "--no-sandbox", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const endpoint = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (piece) => {
      said += piece;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on("exit", () => reject(new Error(`the browser did not start: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? (await context.newPage());
  const kill = () =>
    new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.on("exit", resolve);
      // The whole process group that this test started.
      process.kill(-child.pid, "SIGKILL");
    });
  return { page, kill };
}

/** Reads what the browser keeps, past the page. */
function keptIn(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("registry-maturity");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction("profiles").objectStore("profiles").getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );
}

export async function kills() {
  const times = Number(process.env.KILLS ?? 200);
  // Browsers mostly wait while they start and end, so two run side by side.
  const shares = [Math.ceil(times / 2), Math.floor(times / 2)];
  const answers = (await Promise.all(shares.map((share, at) => lives(share, 20 + at)))).reduce((one, other) => one + other);
  check(answers >= times / 2, `only ${answers} answers were acknowledged in ${times} lives`);
  console.log(`killed ${times} times, ${answers} answers acknowledged`);
}

/**
 * Kills a browser again and again; returns how many answers were acknowledged. The generator has a seed, so that a
 * failure can be repeated as far as time allows.
 */
async function lives(times, seed) {
  const ask = await start(process.env.PAGE ?? "target/registry-maturity.html");
  const profile = mkdtempSync(join(tmpdir(), "kills-"));
  const today = new Date().toISOString().slice(0, 10);
  /** Every answer that was acknowledged, by the question's id. */
  const acknowledged = new Map();
  /** Questions that may have been answered again in the last life without this test seeing the acknowledgement. */
  let uncertain = new Set();
  let answers = 0;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const given = (text, id) => {
    const answer = ask({ do: "open", name: "go.yaml", as_of: today, at: id }, text);
    return answer.view?.choices.find((choice) => choice.chosen)?.word;
  };
  for (let life = 0; life <= times; life += 1) {
    const { page, kill } = await launch(profile);
    watch(page, `life ${life}`);
    const inThisLife = new Set();
    await page.exposeFunction("acknowledge", (text) => {
      const found = /^Saved: (.*) \(([a-z0-9/-]+)\)\.$/.exec(text);
      if (!found || !WORDS[found[1]]) return;
      acknowledged.set(found[2], WORDS[found[1]]);
      inThisLife.add(found[2]);
      answers += 1;
    });
    await page.goto(address);
    await page.waitForSelector("#new-name");
    if (life === 0) {
      await page.setInputFiles("#file", { name: "go.yaml", mimeType: "application/yaml", buffer: readFileSync("examples/go.yaml") });
    } else {
      const kept = await keptIn(page);
      check(kept.length === 1, `life ${life}: ${kept.length} profiles are kept`);
      for (const [id, word] of acknowledged) {
        const now = given(kept[0]?.text ?? "", id);
        check(now === word || uncertain.has(id), `life ${life}: ${id} was acknowledged as ${word} and is ${now}`);
        // What was kept without an acknowledgement counts from now on.
        acknowledged.set(id, now);
      }
      await page.locator(".go-on").first().click();
    }
    if (life === times) {
      await kill();
      break;
    }
    await page.waitForSelector(".question");
    await page.evaluate(() => {
      const said = document.getElementById("said");
      new MutationObserver(() => said.querySelectorAll(".saved").forEach((it) => globalThis.acknowledge(it.textContent))).observe(said, { childList: true });
    });
    // From another question each time, so that the end is rarely reached.
    await page.keyboard.press("/");
    await page.keyboard.insertText(["vulnerability-disclosure", "typosquatting", "unpublish-policy", "malware-detection", "pinned-dependencies"][life % 5]);
    await page.keyboard.press("Enter");
    const until = Date.now() + random() * 500;
    const typing = (async () => {
      while (Date.now() < until) await page.keyboard.press("mpud"[Math.floor(random() * 4)]);
    })().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - Date.now())));
    await kill();
    await typing;
    uncertain = new Set([...acknowledged.keys()].filter((id) => !inThisLife.has(id)));
  }
  rmSync(profile, { recursive: true, force: true });
  return answers;
}
