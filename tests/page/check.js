// Tests the page in a browser.
//
//   node check.js [NAME… | -NAME…]     all of it, only what is named, or all but what has a dash

import { browser, problems } from "./browser.js";
import { byKeyboard, byTouch, examples, intoTheFile } from "./conversations.js";
import { hostile } from "./hostile.js";
import { kills } from "./kills.js";
import { states } from "./states.js";
import { times } from "./times.js";
import { dropping, everyKey, later, overview, pasting, policy, printing } from "./ways.js";

const all = { byKeyboard, byTouch, examples, intoTheFile, pasting, dropping, printing, later, everyKey, overview, policy, states, hostile, kills, times };
const only = process.argv.slice(2).filter((name) => !name.startsWith("-"));
for (const [name, test] of Object.entries(all)) {
  if ((only.length > 0 && !only.includes(name)) || process.argv.includes(`-${name}`)) continue;
  const began = Date.now();
  try {
    await test();
  } catch (error) {
    problems.push(`${name}: ${error.stack}`);
    console.error(`${name}: ${error.stack}`);
  }
  console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
await browser.close();
console.log(`${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
