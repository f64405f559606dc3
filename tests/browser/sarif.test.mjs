// SARIF by Microsoft's own validator, with the rules of GitHub's code scanning.
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const foilint = path.resolve(root, process.env.FOILINT || "build/foilint");
const home = path.dirname(createRequire(import.meta.url).resolve("@microsoft/sarif-multitool-linux/package.json"));
const tool = path.join(home, "Sarif.Multitool");
const folder = mkdtempSync(path.join(os.tmpdir(), "foilint-sarif-"));
after(() => rmSync(folder, { recursive: true }));

function validate(log) {
  const file = path.join(folder, "log.sarif");
  writeFileSync(file, log);
  chmodSync(tool, 0o755);
  const done = spawnSync(
    tool,
    ["validate", file, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", path.join(folder, "out.sarif"), "--log", "ForceOverwrite"],
    { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" } },
  );
  assert.match(done.stdout, /Analysis completed successfully/, done.stdout + done.stderr);
  return done.stdout.split("\n").filter((line) => / (error|warning) [A-Z]+[0-9]+: /.test(line));
}

function check(...args) {
  return spawnSync(foilint, ["check", "--no-config", "--exit-zero", "--format=sarif", ...args], { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).stdout;
}

test("neither error nor warning, but that the project has no address", { skip: process.arch !== "x64" }, () => {
  const found = validate(check("--sarif-all", "fixtures/letters", "fixtures/letters.docx", "fixtures/bad/latin1.txt"));
  assert.deepEqual(found.filter((line) => !line.includes("SARIF2005")), []);
});

test("the validator does complain of a log that lacks what GitHub wants", { skip: process.arch !== "x64" }, () => {
  const log = JSON.parse(check("fixtures/letters/many-defects.txt"));
  delete log.runs[0].tool.driver.rules[0].help;
  delete log.runs[0].results[0].locations;
  assert.ok(validate(JSON.stringify(log)).length >= 2);
});
