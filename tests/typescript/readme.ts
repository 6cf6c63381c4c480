/** Each snippet of generated/typescript/README.md runs; `python -m scripts.typescript` writes them to files. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { test } from "node:test";

/** What each snippet prints, in their order. */
const printed = [
  /18 metres[^]*Open Water Diver certification/,
  /hours[^]*\?/,
  /\d+/,
  /one minute/,
  /\/body\/email format[^]*\/body\/groupSize maximum/,
  /^6 \S+/,
];
const snippets = readdirSync(import.meta.dirname).filter((name) => /^readme-\d+\.ts$/.test(name)).sort();

test("there are as many snippets as we know of", () => {
  assert.equal(snippets.length, printed.length);
});

for (const [index, name] of snippets.entries()) {
  test(`${name} runs and prints what it is there for`, () => {
    const ran = spawnSync("node_modules/.bin/tsx", [name], { encoding: "utf8", timeout: 30_000 });

    assert.equal(ran.status, 0, ran.stderr);
    assert.match(ran.stdout, printed[index] ?? /never/);
  });
}
