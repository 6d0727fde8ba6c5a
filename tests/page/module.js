// The program inside the page, without a browser.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Starts the module that is in a page; returns the function that asks it. */
export async function start(path) {
  const [, packed] = /<script type="text\/plain" id="program">([^<]*)</.exec(readFileSync(path, "utf8"));
  const { instance } = await WebAssembly.instantiate(gunzipSync(Buffer.from(packed, "base64")));
  const { memory, reserve, call, buffer } = instance.exports;
  return (request, ...parts) => {
    const bytes = parts.map((part) => Buffer.from(part));
    const head = Buffer.from(`${JSON.stringify({ lengths: bytes.map((it) => it.length), request })}\n`);
    const all = Buffer.concat([head, ...bytes]);
    // Making room can move the memory.
    const at = reserve(all.length);
    new Uint8Array(memory.buffer, at, all.length).set(all);
    const length = call();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, buffer(), length)));
  };
}
