// WCAG 2.2: 2.1.1 Keyboard, 2.1.2 No Keyboard Trap, 2.4.1 Bypass Blocks, 2.4.3 Focus Order,
// walked with real keys on a page of each kind.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { addressOf, faultsOf, leaveTheBrowser, none, sites, withPage } from "./pages.mjs";

describe("keyboard", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    const addresses = Object.values(site.kinds).filter((page) => site.pages.includes(page));
    if (addresses.length === 0) continue;
    test(`Tab walks through ${addresses.length} pages of ${site.name} in the order of reading, and out again`, async () => {
      none(await faultsOf(site, addresses, walk), "faults");
    });
    test(`the first stop on pages of ${site.name} leads over the menu`, async () => {
      none(await faultsOf(site, addresses, skip), "faults");
    });
    test(`the menu of ${site.name} is a path by keyboard`, () => menu(site));
  }
});

/** Every stop once, in the order of the document; back from the last to the one before it. */
async function walk(page) {
  await page.evaluate(() => {
    window.stops = [...document.querySelectorAll("a[href], button, input:not([disabled]), select, textarea, summary, [tabindex='0']")].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }),
    );
    window.walked = [];
    addEventListener("focusin", ({ target }) => window.walked.push(target));
  });
  const stops = await page.evaluate(() => window.stops.length);
  for (let stop = 0; stop < stops; stop++) await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  return page.evaluate(() => {
    const { stops, walked } = window;
    const expected = stops.length > 1 ? [...stops, stops.at(-2)] : stops;
    const wrong = expected.findIndex((stop, index) => walked[index] !== stop);
    return wrong < 0 ? [] : [`stop ${wrong + 1} of ${stops.length} is not ${expected[wrong].outerHTML.slice(0, 100)}  but ${walked[wrong]?.outerHTML.slice(0, 100)}`];
  });
}

/** The skip link is seen when it has the focus; the next stop after it lies in the page's own words. */
async function skip(page) {
  await page.keyboard.press("Tab");
  const seen = await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return document.activeElement.matches(".skip") && box.top >= 0 && box.left >= 0 && box.right <= innerWidth;
  });
  if (!seen) return ["the first stop is no skip link, or it is not seen"];
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const place = await page.evaluate(() => {
    const main = document.querySelector("main");
    const at = document.activeElement;
    const after = main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
    return main.contains(at) || (after && !main.querySelector("a[href]")) ? "" : at.outerHTML.slice(0, 100);
  });
  return place ? [`after the skip link comes ${place}`] : [];
}

/** From the home page through every entry of the menu, each said to be where the reader is. */
async function menu(site) {
  await withPage({}, async (page) => {
    await page.goto(addressOf(site, site.kinds.home ?? "/"));
    const entries = await page.locator(".menu a").evaluateAll((links) => links.map(({ href }) => href));
    for (const entry of entries) {
      await page.goto(addressOf(site, site.kinds.home ?? "/"));
      for (let stops = 0; stops < 40; stops++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((href) => document.activeElement.matches(".menu a") && document.activeElement.href === href, entry)) break;
      }
      await Promise.all([page.waitForURL(entry), page.keyboard.press("Enter")]);
      const current = await page.locator(".menu [aria-current]").evaluateAll((links) => links.map(({ href }) => href));
      assert.deepEqual(current, [entry], `${entry}: what the menu marks as current`);
    }
  });
}
