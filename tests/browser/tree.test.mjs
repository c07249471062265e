// WCAG 2.2: 1.3.1 Info and Relationships, 4.1.2 Name, Role, Value, in the tree that the browser hands
// to a screen reader: landmarks, quotes, drawings.

import { after, describe, test } from "node:test";
import { faultsOf, leaveTheBrowser, none, sites } from "./pages.mjs";

describe("tree", () => {
  after(leaveTheBrowser);
  for (const site of sites) {
    test(`${site.pages.length} pages of ${site.name} say what they are made of`, async () => {
      none(await faultsOf(site, site.pages, inTheTree), "faults");
    });
  }
});

async function inTheTree(page) {
  const tree = await Tree.of(page);
  return [...landmarks(tree), ...(await quotes(tree)), ...(await drawings(tree))];
}

/** One banner, one main, one footer, and a name of its own for each navigation. */
function landmarks(tree) {
  const faults = [];
  for (const role of ["banner", "main", "contentinfo"]) {
    const found = tree.all.filter((node) => role === roleOf(node));
    if (found.length !== 1) faults.push(`${found.length} × ${role}`);
  }
  for (const role of ["navigation", "region"]) {
    const names = tree.all.filter((node) => role === roleOf(node)).map(nameOf);
    for (const name of new Set(names)) {
      if (!name) faults.push(`${role} without a name`);
      else if (names.filter((other) => other === name).length > 1) faults.push(`two of ${role} called “${name}”`);
    }
  }
  return faults;
}

/** `figure` with a `blockquote`, and the caption that says whose words they are. */
async function quotes(tree) {
  const faults = [];
  for (const figure of await tree.elements("figure.quote")) {
    if (figure.role !== "figure") faults.push(`a quote is ${figure.role || "nothing"}, not a figure`);
    const children = tree.childrenOf(figure.node).map(roleOf);
    const captioned = await tree.text(figure, "figcaption");
    const expected = captioned ? ["blockquote", "Figcaption"] : ["blockquote"];
    if (children.join() !== expected.join()) faults.push(`a quote holds ${children.join(", ")}, not ${expected.join(", ")}`);
    const words = tree.childrenOf(figure.node).find((node) => roleOf(node) === "blockquote");
    if (words && !tree.below(words).some((node) => roleOf(node) === "paragraph")) faults.push("a quote without a paragraph");
  }
  return faults;
}

/** `svg[role=group]`: one of a figure's drawings is there, called as its caption says, its boxes are links with a name. */
async function drawings(tree) {
  const faults = [];
  for (const figure of await tree.elements("figure:has(svg[role=group])")) {
    const caption = await tree.text(figure, "figcaption");
    const groups = tree.below(figure.node).filter((node) => roleOf(node) === "group" && nameOf(node).replace(/\s+/g, " ").trim() === caption);
    if (!caption) faults.push("a drawing without a caption");
    if (groups.length !== 1) faults.push(`${groups.length} groups are called as the caption “${caption}”, not 1`);
    for (const group of groups) {
      const links = tree.below(group).filter((node) => roleOf(node) === "link");
      if (links.length === 0) faults.push(`no link in the drawing “${caption}”`);
      if (links.some((link) => !nameOf(link))) faults.push(`a link without a name in the drawing “${caption}”`);
    }
  }
  return faults;
}

const roleOf = (node) => node.role?.value ?? "";
const nameOf = (node) => node.name?.value ?? "";

/** The accessibility tree of a page, without the nodes that a screen reader never meets. */
class Tree {
  static async of(page) {
    const tree = new Tree();
    tree.devtools = await page.context().newCDPSession(page);
    const { nodes } = await tree.devtools.send("Accessibility.getFullAXTree");
    tree.byId = new Map(nodes.map((node) => [node.nodeId, node]));
    tree.all = nodes.filter((node) => !node.ignored);
    return tree;
  }

  /** The nodes right below one, through those that are ignored. */
  childrenOf(node) {
    return (node?.childIds ?? [])
      .map((id) => this.byId.get(id))
      .filter(Boolean)
      .flatMap((child) => (child.ignored || ["none", "generic"].includes(roleOf(child)) ? this.childrenOf(child) : [child]));
  }

  below(node) {
    return this.childrenOf(node).flatMap((child) => [child, ...this.below(child)]);
  }

  /** The elements that a selector finds, each with its node of the tree. */
  async elements(selector) {
    const { root } = await this.devtools.send("DOM.getDocument", { depth: 0 });
    const { nodeIds } = await this.devtools.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector });
    return Promise.all(
      nodeIds.map(async (nodeId) => {
        const { node } = await this.devtools.send("DOM.describeNode", { nodeId });
        const found = this.all.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId);
        return { nodeId, node: found, role: found ? roleOf(found) : "" };
      }),
    );
  }

  /** The words of the first element below one that a selector finds. */
  async text({ nodeId }, selector) {
    const found = await this.devtools.send("DOM.querySelector", { nodeId, selector });
    if (!found.nodeId) return "";
    const { object } = await this.devtools.send("DOM.resolveNode", { nodeId: found.nodeId });
    const { result } = await this.devtools.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      functionDeclaration: "function () { return this.textContent.replace(/\\s+/g, ' ').trim(); }",
    });
    return result.value;
  }
}
