// Compares the page's results for every example with the program's, byte for byte.
//
//   node bytes.js PAGE PROGRAM EXAMPLES

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { start } from "./module.js";

const [page, program, examples] = process.argv.slice(2).map((path) => resolve(path));
const ask = await start(page);
const today = new Date().toISOString().slice(0, 10);
const { formats } = ask({ do: "vocabulary" });
const folder = mkdtempSync(join(tmpdir(), "page-"));
const native = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const names = readdirSync(examples).filter((name) => name.endsWith(".yaml")).sort();
// Evidence can be a path beside the profile.
execFileSync("cp", ["-r", `${examples}/.`, folder]);

/** What is asked of the page, and the words with which the program is asked the same. */
const RESULTS = [
  ["report", "report", () => ["score"]],
  ["roadmap", "roadmap", () => ["roadmap"]],
  ["fundable", "roadmap", () => ["roadmap", "--style", "fundable"]],
  ["grant", "roadmap", () => ["roadmap", "--style", "grant"]],
  ["comparison", "comparison", () => ["compare", "--capabilities"]],
  ["changes", "changes", (name) => ["diff", `${name} as opened`]],
];
const DISCLOSURES = { usual: [], public: ["--public"], internal: ["--internal"] };

let compared = 0;
const differ = [];
for (const name of names) {
  const text = readFileSync(join(folder, name), "utf8");
  const other = names[(names.indexOf(name) + 1) % names.length];
  copyFileSync(join(folder, name), join(folder, `${name} as opened`));
  let answer = ask({ do: "open", name, as_of: today, at: "verified-email" }, text);
  answer = ask({ do: "act", action: { choose: "partial" } }, answer.text);
  writeFileSync(join(folder, name), answer.text);
  ask({ do: "add", name: other }, readFileSync(join(folder, other)));
  for (const [of, kind, words] of RESULTS) {
    for (const { name: format } of formats[kind]) {
      for (const [disclosure, flags] of Object.entries(DISCLOSURES)) {
        if (of === "changes" && disclosure === "internal") continue;
        const profiles = of === "comparison" ? [name, other] : [name];
        const wanted = native(...words(name), "--format", format, ...flags, ...profiles);
        const { text: given, failure } = ask({ do: "result", of, format, disclosure });
        compared += 1;
        if (given !== wanted) differ.push(`${name}: ${of} as ${format}, ${disclosure}: ${failure ?? "other bytes"}`);
      }
    }
  }
  writeFileSync(join(folder, name), text);
}
const catalogue = formats.catalogue.filter(({ name: format }) => {
  const same = ask({ do: "result", of: "catalogue", format, disclosure: "usual" }).text === native("explain", "--format", format);
  return !same;
});
differ.push(...catalogue.map(({ name }) => `the catalogue as ${name}`));
rmSync(folder, { recursive: true });
for (const line of differ) console.error(line);
console.log(`${compared + formats.catalogue.length} results of the page compared with the program's, ${differ.length} differ`);
process.exitCode = differ.length === 0 && compared > 0 ? 0 : 1;
