// WCAG 2.2: 2.5.8 Target Size (Minimum). A finger hits what it aims at: 24 × 24 px, or as much room around it;
// links within a sentence excepted. With the reader's larger text spacing it may only get better.

import { after, describe, test } from "node:test";
import { faultsOf, leaveTheBrowser, none, sites } from "./pages.mjs";

describe("targets", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    test(`of ${site.pages.length} pages of ${site.name} have 24 px`, async () => {
      none(await faultsOf(site, site.pages, atWidths), "too small");
    });
  }
});

async function atWidths(page) {
  const faults = [];
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const fault of await page.evaluate(small)) faults.push(`${width} px  ${fault}`);
  }
  return faults;
}

/** Runs in the page. */
function small() {
  const SIZE = 24;
  const targets = [...document.querySelectorAll("a[href], button, input:not([disabled]), select, textarea, summary")]
    .filter((element) => !element.matches(".skip") && element.checkVisibility())
    // A link over two lines is two targets.
    .flatMap((element) => [...element.getClientRects()].map((box) => ({ element, box, inline: inSentence(element) })));
  const undersized = targets.filter(({ box, inline }) => !inline && (box.width < SIZE || box.height < SIZE));

  // The circle of 24 px around the middle of a small target may touch no other target, nor another's circle.
  return undersized
    .filter((one) => {
      const middle = centre(one.box);
      return targets.some((other) => {
        if (other.element === one.element) return false;
        const small = undersized.includes(other);
        const at = small ? centre(other.box) : nearest(other.box, middle);
        return Math.hypot(at.x - middle.x, at.y - middle.y) < (small ? SIZE : SIZE / 2) - 0.5;
      });
    })
    .map(({ element, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}  ${element.outerHTML.slice(0, 120)}`);

  function inSentence(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const links = [...block.querySelectorAll("a")].reduce((sum, link) => sum + link.textContent.trim().length, 0);
    return block.textContent.replaceAll(/\s+/g, " ").trim().length > links + 3;
  }

  function centre(box) {
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  function nearest(box, { x, y }) {
    return { x: Math.min(Math.max(x, box.left), box.right), y: Math.min(Math.max(y, box.top), box.bottom) };
  }
}
