// The sites under test: what each is built from, and the pages that it has.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "..", "..");

/** Where everything that the tests make is kept. */
export const artefacts = join(repository, "target", "browser");

/**
 * Each site: its folder; the address that it is built for, where that is not its own; and an
 * address for each kind of page that it has, for pictures and for the tests of single things. Of a
 * site that is not tested whole, one page of each kind and language stands for all that are alike, which
 * are left to the checkers of markup; PLENARY_ALL=1 tests them all.
 */
const SITES = [
  {
    name: "coalition",
    root: ".",
    whole: true,
    kinds: {
      home: "/",
      page: "/governance/",
      body: "/bodies/steering-committee/",
      organisation: "/organisations/uclg/",
      person: "/people/emilia-saiz/",
      quote: "/quotes/emilia-saiz/",
      note: "/notes/mayors-mechanism/",
      section: "/bodies/",
      quotes: "/quotes/",
      statement: "/accessibility/",
      index: "/a-z/",
      missing: "/404.html",
    },
  },
  {
    name: "harbour",
    root: "tests/sites/harbour",
    kinds: {
      home: "/",
      meeting: "/meetings/2026-03-12-tide-council/",
      withdrawn: "/toll-plan/",
      topic: "/topics/flood-protection/",
      text: "/house-style/",
      embeds: "/who-is-who/",
      arabic: "/ar/",
    },
  },
  {
    name: "lagoon",
    root: "tests/sites/lagoon",
    kinds: {
      home: "/",
      "home-arabic": "/ar/",
      "page-french": "/fr/gouvernance/",
      "page-arabic": "/ar/الحوكمة/",
      "page-chinese": "/zh/治理/",
      "body-arabic": "/ar/الهيئات/فريق-جودة-المياه/",
      "quotes-arabic": "/ar/أقوال/",
      "meetings-arabic": "/ar/الاجتماعات/",
      "text-french": "/fr/publications/guide/",
      "text-arabic": "/ar/المنشورات/دليل-المنتدى/",
      "text-chinese": "/zh/出版物/手册/",
      "contact-arabic": "/ar/اتصل-بنا/",
      "statement-arabic": "/ar/إمكانية-الوصول/",
      "withdrawn-arabic": "/ar/خطة-العبارات/",
      "fallback-arabic": "/ar/reading-room/",
      "fallback-chinese": "/zh/reading-room/",
      "behind-arabic": "/ar/مذكرات/أولى-جداول-المد/",
      "index-arabic": "/ar/a-z/",
      "index-chinese": "/zh/a-z/",
      "topic-arabic": "/ar/topics/المياه/",
      "missing-arabic": "/ar/404.html",
    },
  },
  { name: "minimal", root: "tests/sites/minimal", kinds: {} },
  { name: "empty", root: "tests/sites/empty", kinds: {} },
  {
    name: "straits",
    root: "tests/browser/site",
    base: "https://example.org/some/path/",
    kinds: {
      home: "/",
      page: "/governance/",
      body: "/bodies/plenary-assembly/",
      organisation: "/organisations/assembly-of-the-nine-straits/",
      person: "/people/leontine-marchetti-okonkwo/",
      quote: "/quotes/leontine-long/",
      note: "/notes/2026/spring/high-water/",
      meeting: "/meetings/2026-04-17-plenary/",
      section: "/bodies/",
      notes: "/notes/",
      quotes: "/quotes/",
      empty: "/empty-page/",
      topics: "/topics/",
      index: "/a-z/",
      text: "/house-style/",
      long: "/handbook/part-two/chapter-four/section-nine/of-everything/",
      embeds: "/embeds/",
      statement: "/accessibility/",
      contact: "/contact/",
      withdrawn: "/correspondence/",
      french: "/fr/governance/",
      arabic: "/ar/الحوكمة/",
      "arabic-text": "/ar/house-style/",
      missing: "/404.html",
    },
  },
];

/** The day of every build: the same pages today and in a year. */
const TODAY = "2026-10-10";

/** Builds every site and says for each where it lies, under which path it is served, and its pages. */
export function build() {
  const sources = join(artefacts, "sources");
  const sites = join(artefacts, "sites");
  rmSync(sources, { recursive: true, force: true });
  rmSync(sites, { recursive: true, force: true });
  return SITES.map((site) => {
    // A copy is built: what Plenary remembers of a build does not belong into a fixture.
    const root = join(sources, site.name);
    for (const folder of ["content", "templates", "static"]) copy(join(repository, site.root, folder), join(root, folder));
    const out = join(sites, site.name);
    mkdirSync(sites, { recursive: true });
    const base = site.base ? ["--base-url", site.base] : [];
    plenary("build", "--root", root, "--out", out, "--today", TODAY, "--format", "json", ...base);
    const path = new URL(site.base ?? settingOfBase(root) ?? "https://example.org/").pathname;
    return { ...site, out, path, ...pages(site, out) };
  });
}

/** Builds a site that was built before once more, with other options, and says into which folder. */
export function buildAgain(name, edition, ...options) {
  const out = join(artefacts, "editions", `${name}-${edition}`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  plenary("build", "--root", join(artefacts, "sources", name), "--out", out, "--today", TODAY, "--format", "json", ...options);
  return out;
}

function copy(from, to) {
  try {
    cpSync(from, to, { recursive: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

function plenary(...args) {
  try {
    execFileSync(join(repository, "target", "debug", "plenary"), args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    throw new Error(`plenary ${args.join(" ")}\n${error.stderr ?? error.message}`);
  }
}

function settingOfBase(root) {
  return readFileSync(join(root, "content", "site.yaml"), "utf8").match(/^base_url: *(\S+)/m)?.[1];
}

/** Addresses of a built site, without its path: pages that are read, pages like others, and pages that lead elsewhere. */
function pages({ name, whole, kinds }, out) {
  const only = process.env.PLENARY_ONLY ?? "";
  const all = whole || only !== "" || process.env.PLENARY_ALL === "1";
  const shown = new Set(Object.values(kinds));
  const seen = new Map();
  const found = { pages: [], alike: [], redirects: [] };
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".html")) continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const address = "/" + relative(out, file).split(sep).join("/").replace(/(^|\/)index\.html$/, "$1");
    if (!(name + address).includes(only)) continue;
    const html = readFileSync(file, "utf8");
    if (html.includes('http-equiv="refresh"')) {
      found.redirects.push(address);
      continue;
    }
    const kind = html.match(/<html lang="[^"]*"/)[0] + html.match(/<main [^>]*class="([^"]*)"/)[1];
    seen.set(kind, [...(seen.get(kind) ?? []), address]);
  }
  for (const addresses of seen.values()) {
    const [first] = addresses.sort();
    for (const address of addresses) (all || address === first || shown.has(address) ? found.pages : found.alike).push(address);
  }
  for (const addresses of Object.values(found)) addresses.sort();
  return found;
}
