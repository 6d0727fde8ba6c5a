// Puts the page together: one file, with the program inside, and a policy that names what may run in it.
//
//   node web/assemble.mjs MODULE.wasm PAGE.html

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [module, target] = process.argv.slice(2);
const SCRIPTS = ["program", "shelf", "elements", "levels", "question", "dialogs", "reports", "start", "main"];
/** The page must be smaller than this, in bytes. */
const LIMIT = 1_000_000;

const read = (name) => readFileSync(new URL(`page/${name}`, import.meta.url), "utf8");
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// Colours, and how a status looks, are the report's.
const report = readFileSync(new URL("../templates/page.css", import.meta.url), "utf8");
const shared = [report.slice(report.indexOf(":root {"), report.indexOf("* { box-sizing")), ...report.match(/^\.(shape|half|blocks|ahead|status)\b.*$/gm)];
const screen = `${shared.join("\n")}\n${read("page.css")}`;
const print = read("print.css");
const script = `"use strict";\n(() => {\n${SCRIPTS.map((name) => read(`${name}.js`)).join("\n")}})();\n`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(screen)} ${hash(print)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types report",
].join("; ");
const parts = { policy, screen, print, script, program: gzipSync(readFileSync(module), { level: 9 }).toString("base64") };

// One pass, so that nothing in a part is taken for the placeholder of another.
const page = read("page.html").replace(/@(policy|screen|print|script|program)@/g, (_, name) => parts[name]);
for (const [name, ends] of [["script", /<\/script|<!--/i], ["screen", /<\/style/i], ["print", /<\/style/i]]) {
  if (ends.test(parts[name])) {
    throw new Error(`the ${name} would end its own element`);
  }
}
const size = Buffer.byteLength(page);
if (size >= LIMIT) {
  throw new Error(`the page has ${size} bytes, and ${LIMIT} are allowed`);
}
writeFileSync(target, page);
console.log(`${target}: ${size} bytes, ${gzipSync(page, { level: 9 }).length} compressed`);
