// WCAG 2.2: 2.4.7 Focus Visible, 2.4.11 Focus Not Obscured, 1.4.11 Non-text Contrast (of the focus ring),
// 2.1.1 Keyboard: what scrolls can be scrolled without a mouse.

import { after, describe, test } from "node:test";
import { faultsOf, leaveTheBrowser, none, sites } from "./pages.mjs";

describe("focus", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    test(`is seen at each stop on ${site.pages.length} pages of ${site.name}`, async () => {
      none(await faultsOf(site, site.pages, inSettings), "faults");
    });
  }
});

async function inSettings(page) {
  const faults = [];
  for (const [setting, viewport, media] of [
    ["light, 1280 × 720", { width: 1280, height: 720 }, { colorScheme: "light", forcedColors: "none" }],
    ["dark, 320 × 256", { width: 320, height: 256 }, { colorScheme: "dark", forcedColors: "none" }],
    ["forced colours, 768 × 600", { width: 768, height: 600 }, { colorScheme: "light", forcedColors: "active" }],
  ]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(media);
    // From here on the page knows that its reader uses the keyboard.
    await page.keyboard.press("Tab");
    for (const fault of await page.evaluate(unseen)) faults.push(`${setting}  ${fault}`);
  }
  return faults;
}

/** Runs in the page: gives each stop the focus, as the keyboard does, and looks whether a reader sees it. */
function unseen() {
  const faults = [];
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
  );
  for (const stop of stops) {
    stop.focus();
    const told = stop.outerHTML.replace(/\s+/g, " ").slice(0, 100);
    if (document.activeElement !== stop) {
      faults.push(`cannot be focused  ${told}`);
      continue;
    }
    const ring = ringOf(stop);
    if (ring.width < 2) {
      faults.push(`no focus ring  ${told}`);
      continue;
    }
    const ratio = contrast(ring.colour, ground(stop));
    if (ratio < 3) faults.push(`focus ring of ${ratio.toFixed(1)}:1  ${told}`);

    const boxes = [...stop.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    const shown = boxes.filter((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    if (shown.length === 0) {
      faults.push(`focused outside of the window  ${told}`);
      continue;
    }
    const hidden = shown.every((box) => {
      const x = clamp((box.left + box.right) / 2, innerWidth);
      const y = clamp((box.top + box.bottom) / 2, innerHeight);
      const top = document.elementFromPoint(x, y);
      return !top || !(stop.contains(top) || (top.contains(stop) && getComputedStyle(stop).display === "inline"));
    });
    if (hidden) faults.push(`hidden while focused  ${told}`);

    for (let at = stop.parentElement; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const window = at.getBoundingClientRect();
      const cut = boxes.some((box) => box.left - ring.reach < window.left - 0.5 || (box.right + ring.reach > window.right + 0.5 && at.scrollWidth <= at.clientWidth));
      if (cut) faults.push(`focus ring cut off by ${at.localName}.${at.className}  ${told}`);
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls = (value) => value === "auto" || value === "scroll";
    const sideways = scrolls(overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down = scrolls(overflowY) && element.scrollHeight > element.clientHeight + 1;
    if ((sideways || down) && element.tabIndex < 0 && !element.querySelector("a[href], button, [tabindex='0']")) {
      faults.push(`scrolls for the mouse alone  ${element.outerHTML.slice(0, 100)}`);
    }
  }
  stops.at(-1)?.blur();
  return faults;

  /** The outline; in a drawing, where outlines are drawn badly, the line of the box that the focus draws. */
  function ringOf(element) {
    const style = getComputedStyle(element);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) {
      const width = parseFloat(style.outlineWidth);
      return { width, colour: style.outlineColor, reach: width + Math.max(0, parseFloat(style.outlineOffset)) };
    }
    if (element instanceof SVGElement) {
      const rings = [...element.querySelectorAll("rect, path")].map((part) => getComputedStyle(part)).filter(({ stroke }) => stroke !== "none");
      if (rings.length > 0) return { width: parseFloat(rings[0].strokeWidth), colour: rings[0].stroke, reach: 0 };
    }
    return { width: 0 };
  }

  function clamp(value, most) {
    return Math.min(Math.max(value, 1), most - 2);
  }

  function ground(element) {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] > 0.99) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
  }

  function contrast(one, other) {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  function luminance(colour) {
    const [r, g, b] = channels(colour).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** Red, green, blue and alpha from 0 to 1, whatever the colour is written in. */
  function channels(colour) {
    window.pixel ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    window.pixel.clearRect(0, 0, 1, 1);
    window.pixel.fillStyle = colour;
    window.pixel.fillRect(0, 0, 1, 1);
    return [...window.pixel.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  }
}
