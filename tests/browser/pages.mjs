// What every test shares: the sites, pages of the one browser, and faults told so that they can be found.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

/** The built and served sites; see `sites.mjs`. */
export const sites = JSON.parse(readFileSync(process.env.PLENARY_SITES, "utf8"));

let connection;

/** The browser that all tests share. */
function theBrowser() {
  connection ??= chromium.connect(process.env.PLENARY_BROWSER);
  return connection;
}

/** To be called after the last test of a file. */
export async function leaveTheBrowser() {
  await (await connection)?.close();
}

/** The address in the browser of a page of a site. */
export function addressOf(site, page) {
  return site.origin + site.path + encodeURI(page.slice(1));
}

/** Opens a page of its own for `work`, in a context of its own, and closes both. */
export async function withPage(options, work) {
  const context = await (await theBrowser()).newContext({ reducedMotion: "reduce", ...options });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/**
 * Runs `visit(page, address)` for each of the addresses of a site, on two pages at a time,
 * and gathers the faults that the visits return. The page is open then, unless `open` is false.
 */
export async function faultsOf(site, addresses, visit, { open = true, ...options } = {}) {
  const waiting = [...addresses];
  const faults = [];
  const worker = () =>
    withPage(options, async (page) => {
      while (waiting.length > 0) {
        const address = waiting.shift();
        if (open) await page.goto(addressOf(site, address));
        for (const fault of await visit(page, address)) faults.push(`${site.name} ${address}  ${fault}`);
      }
    });
  await Promise.all([worker(), worker()]);
  return faults.sort();
}

/** Fails with all faults, one a line. */
export function none(faults, what) {
  if (faults.length === 0) return;
  const shown = faults.slice(0, 200);
  const more = faults.length > shown.length ? `\n… and ${faults.length - shown.length} more` : "";
  const error = new assert.AssertionError({ message: `${what}: ${faults.length}\n${shown.join("\n")}${more}` });
  // Where in the test a fault was counted helps nobody to find it on the page.
  error.stack = error.message;
  throw error;
}
