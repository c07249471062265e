// A page is complete by itself: it asks its own host alone, under a strict policy, and the console stays empty.
// What it names on that host is there, under whatever path the site lies.

import { after, describe, test } from "node:test";
import { addressOf, faultsOf, leaveTheBrowser, none, sites } from "./pages.mjs";

describe("network", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    test(`${site.pages.length} pages of ${site.name} ask their own host, find all they name, and say nothing`, async () => {
      const named = { addresses: new Map(), anchors: new Map() };
      const faults = await faultsOf(site, site.pages, (page, address) => loaded(site, page, address, named), { open: false });
      none([...faults, ...(await dead(site, named))], "faults");
    });
  }
});

/** Loads the page, watched, and notes what it names. */
async function loaded(site, page, address, named) {
  const faults = [];
  const watch = {
    request: (request) => {
      if (new URL(request.url()).origin !== site.origin) faults.push(`asks another host  ${request.url()}`);
    },
    response: (response) => {
      if (response.status() >= 400) faults.push(`${response.status()}  ${response.url()}`);
    },
    requestfailed: (request) => {
      // The page before was left while its icon still came.
      const failure = request.failure()?.errorText;
      if (failure !== "net::ERR_ABORTED") faults.push(`failed  ${request.url()}  ${failure}`);
    },
    console: (message) => faults.push(`console  ${message.type()}  ${message.text()}`),
    pageerror: (error) => faults.push(`script  ${error.message}`),
  };
  for (const [event, seen] of Object.entries(watch)) page.on(event, seen);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(addressOf(site, address));
  // A picture below the fold is asked for when it is scrolled to, another style when it is printed.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.emulateMedia({ media: "print" });
  await page.emulateMedia({ media: null, colorScheme: "light" });
  const found = await page.evaluate(namedHere);
  for (const [event, seen] of Object.entries(watch)) page.off(event, seen);

  // The page of `not found` is served at any depth: it may name nothing by a relative address.
  if (found.relative.length > 0 && address.endsWith("404.html")) faults.push(`relative  ${found.relative}`);
  if (found.scripts > 0 && !address.endsWith("/search/")) faults.push(`scripts  ${found.scripts}`);
  named.anchors.set(addressOf(site, address), new Set(found.anchors));
  for (const target of found.addresses) if (!named.addresses.has(target)) named.addresses.set(target, address);
  return faults;
}

/** Runs in the page. */
function namedHere() {
  const raw = [...document.querySelectorAll("[href], [src], [srcset]")].flatMap((element) => [
    ...["href", "src"].flatMap((name) => element.getAttribute(name) ?? []),
    ...(element.getAttribute("srcset") ?? "").split(",").map((part) => part.trim().split(/\s/)[0]).filter(Boolean),
  ]);
  return {
    addresses: raw.map((address) => new URL(address, document.baseURI).href),
    relative: raw.filter((address) => !/^(\/|#|[a-z]+:)/i.test(address)),
    anchors: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    scripts: document.querySelectorAll("script:not([type='application/ld+json'])").length,
  };
}

/** Follows each address on the site's own host once. */
async function dead(site, { addresses, anchors }) {
  const faults = [];
  const answers = new Map();
  for (const [target, from] of addresses) {
    const url = new URL(target);
    if (url.origin !== site.origin) continue;
    const anchor = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    if (!answers.has(url.href)) answers.set(url.href, (await fetch(url)).status);
    if (answers.get(url.href) !== 200) faults.push(`${site.name} ${from}  ${answers.get(url.href)}  ${target}`);
    const there = anchors.get(url.href);
    if (anchor && there && !there.has(anchor)) faults.push(`${site.name} ${from}  no such anchor  ${target}`);
  }
  return faults;
}
