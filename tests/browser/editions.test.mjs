// A copy of the site as somebody reads it who unpacks it and opens `index.html` by a double click: pages that look
// like those of the site, links from file to file, nothing that fails, and a band that says what it is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { leaveTheBrowser, none, sites, withPage } from "./pages.mjs";
import { buildAgain } from "./sites.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const COLOURS = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", forcedColors: "active" },
];

describe("editions", () => {
  const site = sites.find(({ name }) => name === "lagoon");
  let folder;
  before(() => {
    folder = buildAgain("lagoon", "copy", "--portable", "--preview", "--base-url", "https://copy.example/some/path/");
  });
  after(leaveTheBrowser);

  /** The address of a page's file. */
  const file = (address) => pathToFileURL(join(folder, address.endsWith("/") ? `${address}index.html` : address)).href;

  test(`${site.pages.length} pages of ${site.name} work from a folder, and say nothing`, async () => {
    await withPage({}, async (page) => {
      const faults = watched(page);
      for (const address of site.pages) {
        await page.goto(file(address));
        for (const fault of await page.evaluate(seenHere)) faults.push(`${address}  ${fault}`);
      }
      none(faults, "faults");
    });
  });

  test("a reader clicks through it, in every language", async () => {
    await withPage({}, async (page) => {
      const faults = watched(page);
      await page.goto(file("/"));
      for (const language of ["fr", "ar", "zh"]) {
        await page.click(`.languages a[hreflang=${language}]`);
        assert.equal(page.url(), file(`/${language}/`));
        for (const link of [".menu li:nth-child(2) a", "main .items a, main .cards a, main a", ".menu .to-search a, .menu a.to-search"]) {
          const before = page.url();
          await page.locator(link).first().click();
          assert.notEqual(page.url(), before, link);
          assert.equal(await page.getAttribute("html", "lang"), language, page.url());
        }
        assert.equal(page.url(), file(`/${language}/search/`));
        assert.equal(await page.locator("main input:visible, main button:visible, main form").count(), 0);
        await page.locator("main a").first().click();
        assert.equal(page.url(), file(`/${language}/a-z/`));
        await page.click(".site-title a");
        assert.equal(page.url(), file(`/${language}/`));
      }
      none(faults, "faults");
    });
  });

  test("pages of old addresses lead on from a folder", async () => {
    await withPage({}, async (page) => {
      for (const address of site.redirects) {
        await page.goto(file(address));
        await page.waitForURL((url) => url.href !== file(address));
        assert.equal(await page.locator("main h1").count(), 1, address);
      }
    });
  });

  test("the band is part of the page, in all colours", async () => {
    const faults = [];
    for (const colours of COLOURS) {
      await withPage({ ...colours, viewport: { width: 360, height: 640 } }, async (page) => {
        for (const address of ["/", "/ar/", "/zh/search/", "/fr/404.html"]) {
          await page.goto(file(address));
          await page.evaluate(AXE);
          // Styles of another file cannot be read by a script of a page that lies in a folder.
          const { violations } = await page.evaluate(() => axe.run(document, { preload: false }));
          for (const { id, nodes } of violations) faults.push(`${address}  ${id}  ${nodes[0].html}`);
        }
      });
    }
    none(faults, "violations");
  });
});

/** What goes wrong on a page from now on. */
function watched(page) {
  const faults = [];
  page.on("console", (message) => faults.push(`console  ${message.type()}  ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script  ${error.message}`));
  page.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText;
    if (failure !== "net::ERR_ABORTED") faults.push(`failed  ${request.url()}  ${failure}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) faults.push(`asks  ${request.url()}`);
  });
  return faults;
}

/** Runs in the page. */
async function seenHere() {
  const faults = [];
  if (getComputedStyle(document.body).margin !== "0px") faults.push("has no style");
  const band = document.querySelector("body > .preview-band");
  if (!band || band.getBoundingClientRect().height < 20 || band.previousElementSibling) faults.push("has no band at its top");
  for (const picture of document.images) {
    picture.loading = "eager"; // One that no window comes near is never decoded.
    await picture.decode().catch(() => faults.push(`shows no picture  ${picture.currentSrc}`));
  }
  return faults;
}
