import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";
import markdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import contents from "markdown-it-toc-done-right";

const PER_LIST = 50;

/** The parts of a list, as pages are made of them. */
function parts(items, more) {
  const count = Math.max(1, Math.ceil(items.length / PER_LIST));
  return Array.from({ length: count }, (_, i) => ({
    ...more,
    items: items.slice(i * PER_LIST, (i + 1) * PER_LIST),
    number: i + 1,
    count,
  }));
}

/** The topics with their records, newest first. */
function topics(records) {
  const all = new Map();
  for (const record of records) {
    for (const topic of record.data.topics) {
      if (!all.has(topic)) all.set(topic, []);
      all.get(topic).push(record);
    }
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
}

const slug = (text) => text.toLowerCase().replaceAll(" ", "-");

export default function (config) {
  const markdown = markdownIt({ html: true })
    .use(anchor, { slugify: slug })
    .use(contents, { slugify: slug, level: [2, 3], containerClass: "contents" });
  config.setLibrary("md", markdown);
  config.addPlugin(syntaxHighlight);
  config.addPassthroughCopy({ "site.css": "site.css" });
  config.setNunjucksEnvironmentOptions({ trimBlocks: true });

  const records = (api) =>
    api.getFilteredByGlob("content/notes/*.md").sort((a, b) => b.date - a.date);
  config.addCollection("records", records);
  config.addCollection("recordParts", (api) => parts(records(api), { title: "Notes", url: "/notes/" }));
  config.addCollection("topics", (api) => topics(records(api)).map(([name]) => name));
  config.addCollection("topicParts", (api) =>
    topics(records(api)).flatMap(([name, items]) =>
      parts(items, { title: name, url: `/topics/${slug(name)}/` }),
    ),
  );

  config.addFilter("slug", slug);
  config.addFilter("first20", (list) => list.slice(0, 20));
  config.addFilter("iso", (date) => date.toISOString().slice(0, 10));
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  config.addFilter("day", (date) => words.format(date));

  return {
    dir: { input: "content", includes: "../_includes", output: "out" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
