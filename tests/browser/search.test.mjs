// Search as readers use it, under the strictest policy that it runs under: only its own page may compile
// WebAssembly, and nothing may come from elsewhere, be inline, or be complained of.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { leaveTheBrowser, sites, withPage } from "./pages.mjs";
import { serve } from "./server.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PAGES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join("; ");
const SEARCH = PAGES.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
const policy = (path) => (/\/(search\/|pagefind\/pagefind-worker\.js)$/.test(path) ? SEARCH : PAGES);

// The words are other forms of those on the page, where the language has such: stems are compared.
const QUESTIONS = [
  { language: "English", address: "search/", words: "dredgers sharing", title: "One dredger for three lagoons" },
  { language: "French", address: "fr/search/", words: "dragues", title: "Une drague pour trois lagunes" },
  { language: "French", address: "fr/search/", words: "eau", title: "Groupe de travail sur la qualité de l’eau" },
  { language: "French", address: "fr/search/", words: "decisions", title: "Comment les villes décident" },
  { language: "Arabic", address: "ar/search/", words: "الميزانية", title: "ميزانية" },
  { language: "Chinese", address: "zh/search/", words: "预算", title: "预算" },
];

describe("search", () => {
  const hosts = {};
  before(async () => {
    for (const site of sites.filter(({ name }) => ["lagoon", "straits"].includes(name))) {
      hosts[site.name] = { path: site.path, ...(await serve({ ...site, policy })) };
    }
  });
  after(async () => {
    for (const host of Object.values(hosts)) await host.stop();
    await leaveTheBrowser();
  });

  /** Opens a page of a site for `work`, and fails on all that the browser complains of or asks elsewhere. */
  async function open(site, address, work, options) {
    const { origin, path } = hosts[site];
    await withPage(options, async (page) => {
      const faults = [];
      page.on("console", (message) => faults.push(message.text()));
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("request", (request) => new URL(request.url()).origin === origin || faults.push(request.url()));
      await page.goto(origin + path + address);
      await work(page);
      assert.deepEqual(faults, []);
    });
  }

  for (const { language, address, words, title } of QUESTIONS) {
    test(`${language}: “${words}” finds “${title}”`, () =>
      open("lagoon", address, async (page) => {
        await ask(page, words);
        const found = await titles(page);
        assert.ok(found.some((one) => one.includes(title)), found.join("\n") || (await said(page)));
        assert.match(await said(page), /\d|[\u0660-\u0669]|نتيج/);
        assert.ok((await page.locator(".search-results mark").count()) > 0, "no word is marked");
        // A result leads to its page.
        await page.locator(".search-results a").first().click();
        assert.equal(await page.locator("main[data-pagefind-body]").count(), 1);
      }));
  }

  test("a language finds its own pages alone", () =>
    open("lagoon", "fr/search/?kind=note", async (page) => {
      await answered(page);
      const addresses = await page.locator(".search-results a").evaluateAll((links) => links.map(({ pathname }) => pathname));
      assert.ok(addresses.length > 2 && addresses.every((address) => address.startsWith("/fr/")), addresses.join("\n"));
    }));

  test("kinds and topics narrow what is found, and the address holds them, back and forth", () =>
    open("lagoon", "search/", async (page) => {
      await ask(page, "cities");
      const all = await page.locator(".search-results li").count();
      await page.getByRole("checkbox", { name: "Notes" }).check();
      await answered(page);
      const notes = await titles(page);
      assert.ok(notes.length > 0 && notes.length < all, `${notes.length} of ${all}`);
      assert.deepEqual(new Set(await page.locator(".search-results .kind").allTextContents()), new Set(["Notes"]));
      await page.getByLabel("Topic").selectOption("Budget");
      await answered(page);
      assert.ok((await titles(page)).length < notes.length);
      assert.equal(new URL(page.url()).search, "?q=cities&kind=note&topic=Budget");

      await page.goBack();
      await answered(page);
      assert.deepEqual(await titles(page), notes);
      assert.equal(await page.getByLabel("Topic").inputValue(), "");
      await page.goBack();
      await answered(page);
      assert.equal(await page.getByRole("checkbox", { name: "Notes" }).isChecked(), false);
      assert.equal(await page.locator(".search-results li").count(), all);

      await page.goForward();
      await answered(page);
      assert.deepEqual(await titles(page), notes);
      await page.reload();
      await answered(page);
      assert.deepEqual(await titles(page), notes);
    }));

  test("everything works by keyboard, more results too, and the count is said", () =>
    open("lagoon", "search/", async (page) => {
      await page.getByRole("searchbox").focus();
      await page.keyboard.type("water");
      await page.keyboard.press("Enter");
      await answered(page);
      const count = Number((await said(page)).match(/^(\d+) results$/)?.[1]);
      assert.ok(count > 10, await said(page));
      assert.equal(await page.locator(".search-results li").count(), 10);
      await page.getByRole("button", { name: "Show more results" }).focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelectorAll(".search-results li").length > 10);
      assert.equal(await page.evaluate(() => document.activeElement === document.querySelectorAll(".search-results a")[10]), true);
    }));

  test("nothing found is said, with what to try; an empty question asks nothing", () =>
    open("lagoon", "search/", async (page) => {
      await ask(page, "xylophonically");
      assert.match(await said(page), /^Nothing was found\./);
      await page.getByRole("searchbox").fill("");
      await page.keyboard.press("Enter");
      assert.equal(await said(page), "");
      assert.equal(new URL(page.url()).search, "");
    }));

  test("an index that cannot be reached is said, and asked for again the next time", () =>
    withPage({}, async (page) => {
      const { origin, path } = hosts.lagoon;
      await page.route("**/pagefind-entry.json*", (route) => route.abort());
      await page.goto(origin + path + "search/?q=water");
      await page.waitForFunction(() => document.querySelector("[role=status]").textContent.startsWith("Search cannot be reached"));
      await page.unroute("**/pagefind-entry.json*");
      await ask(page, "water");
      assert.match(await said(page), /^\d+ results$/);
    }));

  test("a page that was open while the site was published again takes the new index", () =>
    withPage({}, async (page) => {
      const { origin, path } = hosts.lagoon;
      await page.goto(origin + path + "search/");
      // The files of the old index are gone; what is asked of the new one is there.
      await page.route("**/pagefind/fragment/*", (route) => route.fulfill({ status: 404 }), { times: 1 });
      await ask(page, "water");
      assert.match(await said(page), /^\d+ results$/);
    }));

  test("under a path, results lead to pages below it", () =>
    open("straits", "search/?q=assembly", async (page) => {
      await answered(page);
      const { path } = hosts.straits;
      const addresses = await page.locator(".search-results a").evaluateAll((links) => links.map(({ pathname }) => pathname));
      assert.ok(addresses.length > 0 && addresses.every((address) => address.startsWith(path)), addresses.join("\n"));
      await page.locator(".search-results a").first().click();
      assert.equal(await page.locator("main[data-pagefind-body]").count(), 1);
    }));

  test("without script the page leads to everything from A to Z, and says why it does not search", () =>
    open(
      "lagoon",
      "ar/search/?q=x",
      async (page) => {
        assert.equal(await page.locator("form").isVisible(), false);
        assert.equal(await page.locator("noscript").count(), 1);
        await page.locator("main a").click();
        assert.match(page.url(), /\/ar\/a-z\/$/);
      },
      { javaScriptEnabled: false },
    ));

  for (const address of ["search/?q=water", "ar/search/?kind=note"]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`axe finds nothing on ${address} with results, ${colorScheme}`, () =>
        withPage({ bypassCSP: true, colorScheme, viewport: { width: 360, height: 800 } }, async (page) => {
          await page.goto(hosts.lagoon.origin + hosts.lagoon.path + address);
          await answered(page);
          await page.evaluate(AXE);
          const violations = await page.evaluate(async () => (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0].html]));
          assert.deepEqual(violations, []);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page is too wide");
        }));
    }
  }
});

/** Types words, presses Enter, and waits for the answer. */
async function ask(page, words) {
  await page.getByRole("searchbox").fill(words);
  await page.keyboard.press("Enter");
  await answered(page);
}

/** Waits until the page says something else than that it searches. */
async function answered(page) {
  await page.waitForFunction(() => {
    const working = document.querySelector("#search-says").content.querySelector("[data-when=working]").textContent;
    return !["", working].includes(document.querySelector("[role=status]").textContent);
  });
}

const said = (page) => page.locator("[role=status]").textContent();
const titles = (page) => page.locator(".search-results a").allTextContents();
