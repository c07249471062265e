// Builds the sites, serves them, starts one browser for all tests, and hands over to node's test runner.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";
import { artefacts, build } from "./sites.mjs";

const here = dirname(fileURLToPath(import.meta.url));

const asked = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.mjs"))
  .filter((name) => asked.length === 0 || asked.includes(name.replace(".test.mjs", "")));
if (files.length === 0) {
  console.error(`tests/browser: no test of that name: ${asked.join(", ")}`);
  process.exit(2);
}

const sites = build();
const hosts = [];
for (const site of sites) {
  const host = await serve(site);
  hosts.push(host);
  site.origin = host.origin;
}
mkdirSync(artefacts, { recursive: true });
writeFileSync(join(artefacts, "sites.json"), JSON.stringify(sites));

// Chromium refuses its sandbox to root, who runs the tests of a fresh machine.
const browser = await chromium.launchServer({
  executablePath: process.env.PLENARY_CHROMIUM ?? onPath("chromium"),
  chromiumSandbox: process.getuid?.() !== 0,
  args: ["--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars", "--disable-gpu", "--disable-gpu-rasterization"],
});

const tests = spawn(
  process.execPath,
  ["--test", "--test-concurrency=2", "--test-reporter=spec", ...files.map((file) => join(here, file))],
  { stdio: "inherit", env: { ...process.env, PLENARY_BROWSER: browser.wsEndpoint(), PLENARY_SITES: join(artefacts, "sites.json") } },
);
const status = await new Promise((resolve) => tests.on("exit", (code) => resolve(code ?? 1)));
await browser.close();
await Promise.all(hosts.map((host) => host.stop()));
process.exit(status);

function onPath(program) {
  const found = process.env.PATH.split(delimiter).map((folder) => join(folder, program)).find((file) => existsSync(file));
  if (!found) {
    console.error("tests/browser: Chromium is missing. On Debian or Ubuntu: sudo apt-get install chromium");
    process.exit(3);
  }
  return found;
}
