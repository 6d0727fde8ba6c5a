#!/usr/bin/env node
"use strict";

// Runs the program for this platform, which npm installs beside this package. Signals are passed on to it, and its exit
// code is passed back.

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

// The program's own exit code when a command can't be carried out.
const NOT_DONE = 2;

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(NOT_DONE);
}

function program() {
  const name = `registry-maturity-${process.platform}-${process.arch}`;
  const file = process.platform === "win32" ? "registry-maturity.exe" : "registry-maturity";
  try {
    return require.resolve(`${name}/${file}`);
  } catch {
    const supported = Object.keys(require("./package.json").optionalDependencies);
    return fail(
      supported.includes(name)
        ? `the package ${name} is not installed; install registry-maturity again, with optional dependencies`
        : `npm has no registry-maturity for ${process.platform} on ${process.arch}`,
    );
  }
}

const path = program();
// Before the program starts, so that no signal is lost.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // On Windows, the console has already notified the program, and `kill` would not let it finish.
    if (process.platform !== "win32") child.kill(signal);
  });
}
const child = spawn(path, process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => fail(`the program can't be started (${error.message})`));
child.on("exit", (code, signal) => {
  if (signal === null) {
    process.exit(code);
  }
  process.removeAllListeners(signal);
  process.exitCode = 128 + constants.signals[signal];
  process.kill(process.pid, signal);
});
