// WCAG 2.2: 1.4.4 Resize Text, 1.4.10 Reflow, 1.4.12 Text Spacing. Whatever a reader does with size and space,
// every word stays in the window, nothing lies over anything else, and nobody scrolls sideways to read.

import { after, describe, test } from "node:test";
import { faultsOf, leaveTheBrowser, none, sites } from "./pages.mjs";

describe("reflow", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    test(`${site.pages.length} pages of ${site.name} lose nothing`, async () => {
      none(await faultsOf(site, site.pages, inAllSettings), "lost");
    });
  }
});

async function inAllSettings(page) {
  const devtools = await page.context().newCDPSession(page);
  const fontSizes = (standard) => devtools.send("Page.setFontSizes", { fontSizes: { standard, fixed: standard } });
  const size = (width, height = 800) => page.setViewportSize({ width, height });
  const faults = [];
  const look = async (setting) => {
    for (const fault of await page.evaluate(lost)) faults.push(`${setting}  ${fault}`);
  };

  for (const width of [320, 768, 1280]) {
    await size(width);
    await look(`${width} px`);
    await page.evaluate(spaceText, true);
    await look(`text spacing, ${width} px`);
    await page.evaluate(spaceText, false);
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await look("root 200%, 1280 px");
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await fontSizes(32);
  await look("browser's font size 32, 1280 px");
  await fontSizes(16);
  // What a window of 1280 × 1024 has at 400%.
  await size(320, 256);
  await look("zoom 400%, 1280 px");
  await devtools.detach();
  return faults;
}

/** Runs in the page. The values of 1.4.12; a style that a script adopts is no inline style to the policy. */
function spaceText(on) {
  const style = new CSSStyleSheet();
  if (on) {
    style.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }
    `);
  }
  document.adoptedStyleSheets = [style];
}

/** Runs in the page. */
function lost() {
  const faults = [];
  const root = document.documentElement;
  const width = root.clientWidth;
  scrollTo(0, 0);
  if (root.scrollWidth > width) faults.push(`scrolls sideways by ${root.scrollWidth - width} px`);

  const boxes = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode;
    if (!node.data.trim()) continue;
    const parent = node.parentElement;
    if (parent.closest(".skip, script, style, title, desc") || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const scroller = scrollerOf(parent);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      // What scrolls by itself is measured below.
      if (scroller) continue;
      if (box.left < -1 || box.right > width + 1) faults.push(`outside of the window  ${path(parent)}  “${node.data.trim().slice(0, 40)}”`);
      // The middle of a line: ascenders and descenders of neighbours may touch.
      boxes.push({ node, left: box.left, right: box.right, top: box.top + box.height * 0.3, bottom: box.bottom - box.height * 0.3 });
    }
  }

  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((box, index) => {
    for (let next = index + 1; next < boxes.length && boxes[next].top < box.bottom; next++) {
      const other = boxes[next];
      if (other.node !== box.node && Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1) {
        faults.push(`text over text  ${path(box.node.parentElement)} and ${path(other.node.parentElement)}`);
      }
    }
  });

  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility()) continue;
    const { overflowX, overflowY, position } = getComputedStyle(element);
    const wide = element.scrollWidth > element.clientWidth + 1;
    const high = element.scrollHeight > element.clientHeight + 1;
    const clips = (value) => value === "hidden" || value === "clip";
    // The root of a drawing clips by default; what it holds is measured by its own test.
    if (element instanceof SVGElement) continue;
    if ((clips(overflowX) && wide) || (clips(overflowY) && high)) {
      if (position !== "absolute" || element.clientWidth > 1) faults.push(`cut off  ${path(element)}`);
    }
    // Tables, code and drawings need two dimensions; words do not.
    if ((overflowX === "auto" || overflowX === "scroll") && wide && !element.matches("pre, :has(> table), :has(svg)")) {
      faults.push(`words that scroll sideways  ${path(element)}`);
    }
    if (element.matches("img, input, hr, svg") && !scrollerOf(element)) {
      const box = element.getBoundingClientRect();
      if (box.width > 1 && (box.left < -1 || box.right > width + 1)) faults.push(`outside of the window  ${path(element)}`);
    }
  }
  return [...new Set(faults)];

  function scrollerOf(element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX } = getComputedStyle(at);
      if (overflowX === "auto" || overflowX === "scroll") return at;
    }
    return null;
  }

  function path(element) {
    const parts = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      parts.unshift(at.localName + (at.id ? `#${at.id}` : at.classList.length ? `.${[...at.classList].join(".")}` : ""));
      if (at.id) break;
    }
    return parts.slice(-4).join(" > ");
  }
}
