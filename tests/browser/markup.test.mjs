// The HTML standard itself: the Nu checker (HTML and CSS) and html-validate have nothing to say, no warning either.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from "html-validate";
import { none, sites } from "./pages.mjs";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** All that html-validate recommends, but for two rules about more than the standard says. */
const RULES = {
  // An official name is as long as it is, and no reader is served by half of it.
  "long-title": "off",
  // A meeting's anchor begins with its day. HTML allows it, and the style names no anchor.
  "valid-id": ["error", { relaxed: true }],
};

/** CSS that browsers have had for years and the checker's grammar has not. */
const UNKNOWN_TO_NU = /^CSS: .*(“container-type”|“@container”)/;

/**
 * Files have no origin that `'self'` could be, and data in a page is no script that a policy could block (CSP Level 3,
 * 4.2.3): whether the policy holds is seen in the browser (network).
 */
const POLICY_IN_FILES = /^(Resource|Inline script) violates Content Security Policy/;

describe("markup", () => {
  test("the Nu checker has nothing to say of any page, style or icon", () => {
    none([...nu(["--skip-non-html"], htmlFiles()), ...nu(["--css"], filesOf(".css")), ...nu(["--svg"], filesOf(".svg"))], "messages");
  });

  test("html-validate has nothing to say of any page", async () => {
    const loader = new FileSystemConfigLoader([esmResolver()], { root: true, extends: ["html-validate:recommended"], rules: RULES });
    const { results } = await new HtmlValidate(loader).validateMultipleFiles(htmlFiles());
    none(
      results.flatMap(({ filePath, messages }) =>
        messages.map(({ line, column, ruleId, selector, message }) => `${filePath}:${line}:${column}  ${ruleId}  ${selector ?? ""}  ${message}`),
      ),
      "messages",
    );
  });
});

function htmlFiles() {
  return sites.flatMap(({ out, pages, alike, redirects }) =>
    [...pages, ...alike, ...redirects].map((page) => join(out, page.endsWith("/") ? join(page, "index.html") : page)),
  );
}

function filesOf(ending) {
  return sites.flatMap(({ out }) =>
    readdirSync(out, { recursive: true }).filter((file) => file.endsWith(ending)).map((file) => join(out, file)),
  );
}

/**
 * One run of the checker over all files: starting it takes longer than a site. It does not guess at languages:
 * a page in Arabic may name forty bodies that have English names alone, each with its `lang`.
 */
function nu(options, files) {
  const run = spawnSync("java", ["-Xss4m", "-jar", JAR, "--format", "json", "--no-langdetect", "--exit-zero-always", "--stdout", ...options, ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.error || run.status !== 0) throw new Error(`the Nu checker did not run: ${run.error ?? run.stderr}`);
  const root = pathToFileURL("/").href;
  return JSON.parse(run.stdout).messages.filter(({ message }) => !UNKNOWN_TO_NU.test(message) && !POLICY_IN_FILES.test(message)).map(
    ({ url, lastLine, lastColumn, type, subType, message, extract }) =>
      `${decodeURI(url ?? "").replace(root, "/")}:${lastLine}:${lastColumn}  ${subType ?? type}  ${message}  ${(extract ?? "").replaceAll(/\s+/g, " ")}`,
  );
}
