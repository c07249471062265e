// WCAG 2.2, all criteria of level A and AA that axe can decide, and its best practices, on every page:
// on a phone, a tablet and a desk in light colours. Dark and forced ones are asked for what is a matter of colours, at
// widths at which a page is laid out in another way: contrasts take nearly all of the time. Sites that are not tested
// whole (see `sites.mjs`) share their style with the one that is: they are asked for less.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { faultsOf, leaveTheBrowser, none, sites } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** The widths at which each set of colours is looked at. */
const WIDTHS = { light: [320, 768, 1280], dark: [320, 1280], forced: [768] };
const FEW_WIDTHS = { light: [320, 1280], dark: [1280], forced: [] };

const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

describe("axe", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    test(`finds nothing on ${site.pages.length} pages of ${site.name}`, async () => {
      const widths = site.whole || process.env.PLENARY_ALL === "1" ? WIDTHS : FEW_WIDTHS;
      none(await faultsOf(site, site.pages, (page) => inCombinations(page, widths), { bypassCSP: true }), "violations");
    });
  }
});

async function inCombinations(page, widths) {
  await page.evaluate(AXE);
  const faults = new Map();
  for (const [name, media] of Object.entries(COLOURS)) {
    await page.emulateMedia(media);
    for (const width of widths[name]) {
      await page.setViewportSize({ width, height: 900 });
      for (const fault of await page.evaluate(violations, { tags: TAGS, colours: name !== "light" })) {
        faults.set(fault, [...(faults.get(fault) ?? []), `${name} ${width}`]);
      }
    }
  }
  return [...faults].map(([fault, where]) => `${where.join(", ")}  ${fault}`);
}

/** Runs in the page: the rules with one of the tags, or of them those about colours. */
async function violations({ tags, colours }) {
  // Some rules of these tags have to be asked for, target-size among them. Best practices on trial are not:
  // one wants no name and no role on what a keyboard scrolls.
  const trial = ({ tags }) => tags.includes("experimental") && tags.includes("best-practice");
  const asked = (rule) => !trial(rule) && (!colours || rule.tags.includes("cat.color"));
  const rules = Object.fromEntries(axe.getRules(tags).map((rule) => [rule.ruleId, { enabled: asked(rule) }]));
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}  ${target.join(" ")}  ${failureSummary.replaceAll(/\s+/g, " ")}`),
  );
}
