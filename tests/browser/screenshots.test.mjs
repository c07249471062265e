// A picture of each kind of page, narrow and light, wide and dark, and its print, for people to look at; with
// PLENARY_ALL=1, in four widths, light and dark:
// target/browser/screenshots/ and target/browser/print/.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { addressOf, leaveTheBrowser, sites, withPage } from "./pages.mjs";

const PICTURES = [[320, "light"], [1280, "dark"]];
const ALL_PICTURES = [320, 768, 1280, 1920].flatMap((width) => [[width, "light"], [width, "dark"]]);

const artefacts = dirname(process.env.PLENARY_SITES);

describe("pictures", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    const kinds = Object.entries(site.kinds).filter(([, page]) => site.pages.includes(page));
    if (kinds.length === 0) continue;
    test(`of ${kinds.length} kinds of pages of ${site.name}`, async () => {
      const waiting = [...kinds];
      const worker = () =>
        withPage({}, async (page) => {
          for (let kind = waiting.shift(); kind; kind = waiting.shift()) await pictures(site, page, ...kind);
        });
      await Promise.all([worker(), worker()]);
    });
  }

  test("every kind that a site names is a page of it", () => {
    if (process.env.PLENARY_ONLY) return;
    for (const site of sites) {
      for (const [kind, page] of Object.entries(site.kinds)) assert.ok(site.pages.includes(page), `${site.name} has no ${page} (${kind})`);
    }
  });
});

async function pictures(site, page, kind, address) {
  const shots = folder("screenshots", site);
  await page.goto(addressOf(site, address));
  for (const [width, colorScheme] of process.env.PLENARY_ALL === "1" ? ALL_PICTURES : PICTURES) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(shots, `${kind}-${width}-${colorScheme}.png`), fullPage: true, animations: "disabled" });
  }
  const pdf = await page.pdf({ path: join(folder("print", site), `${kind}.pdf`), format: "A4", margin: { top: "2cm", bottom: "2cm", left: "2cm", right: "2cm" } });
  assert.ok(pdf.length > 1000, `${address} prints nothing`);
}

function folder(sort, site) {
  const path = join(artefacts, sort, site.name);
  mkdirSync(path, { recursive: true });
  return path;
}
