// The page on which one searches. It asks the index that lies beside the pages (Pagefind's script knows how),
// and shows what is found. The address holds the question, so that it can be sent to others and the browser's
// way back works. All words are in the page, in its language; there are none here.

const form = document.querySelector("form.search");
const status = document.querySelector(".search-status");
const list = document.querySelector(".search-results");
const more = document.querySelector(".search-more");
const says = document.querySelector("#search-says").content;
const entry = document.querySelector("#search-result").content;
const language = document.documentElement.lang;

/** How many results are shown at a time. */
const STEP = 10;

/** Results that wait to be shown. */
let waiting = [];

/** How often was asked: the answer to an earlier question comes too late. */
let asked = 0;

let loading;

/** Pagefind, loaded when it is first needed. */
function pagefind() {
  loading ??= import(form.dataset.script).then(async (script) => {
    await script.options({ excerptLength: 30 });
    return script;
  });
  return loading;
}

/** Lets go of what was loaded, so that it is loaded anew. */
async function forget() {
  const old = loading;
  loading = undefined;
  const script = await old?.catch(() => undefined);
  await script?.destroy();
}

/** Says that there is no answer, and lets the next question begin anew. */
async function fail(error) {
  say("failed");
  console.error(error);
  await forget();
}

/** Says a text of the page; a number stands in the place of its sign. */
function say(when, count = 0) {
  const text = when && says.querySelector(`[data-when="${when}"]`).textContent;
  status.textContent = text.replace("#", new Intl.NumberFormat(language).format(count));
}

/** The question, as an address holds it: what is left empty is left out. */
function question() {
  const given = [...new FormData(form)].map(([name, value]) => [name, value.trim()]);
  return new URLSearchParams(given.filter(([, value]) => value));
}

/** Fills the form with the question that the address holds. */
function fill() {
  const given = new URLSearchParams(location.search);
  form.elements.q.value = given.get("q") ?? "";
  for (const box of form.querySelectorAll("[name=kind]")) box.checked = given.getAll("kind").includes(box.value);
  const topic = form.elements.topic;
  const known = topic && [...topic.options].some(({ value }) => value === given.get("topic"));
  if (topic) topic.value = known ? given.get("topic") : "";
}

/** Answers the question of the form. */
async function answer() {
  const number = ++asked;
  const given = question();
  list.replaceChildren();
  more.hidden = true;
  if (given.size === 0) return say("");
  say("working");
  try {
    // The site may have been published again since the page was opened: then another index lies there.
    await find(number, given).catch(() => forget().then(() => find(number, given)));
  } catch (error) {
    if (number === asked) await fail(error);
  }
}

/** Looks for what is asked, and shows it unless something else was asked since. */
async function find(number, given) {
  const script = await pagefind();
  const filters = {};
  if (given.has("kind")) filters.kind = { any: given.getAll("kind") };
  if (given.has("topic")) filters.topic = [plain(given.get("topic"))];
  // Without words, it is all of the kinds and the topic.
  const { results } = await script.search(plain(given.get("q")), { filters });
  if (number !== asked) return;
  waiting = results;
  await show(number);
  if (number !== asked) return;
  say(results.length === 0 ? "nothing" : new Intl.PluralRules(language).select(results.length), results.length);
}

/** Shows some of the results that wait; gives the first of them. */
async function show(number) {
  const next = waiting.slice(0, STEP);
  const found = await Promise.all(next.map((result) => result.data()));
  if (number !== asked) return undefined;
  waiting = waiting.slice(STEP);
  const items = found.map(item);
  list.append(...items);
  more.hidden = waiting.length === 0;
  return items[0];
}

/** Text with the marks of print: the index has straight ones, which part words. */
const print = (text) => text.replace(/(?<=\p{L})'(?=\p{L})/gu, "’");

/** Text as the index has it. */
const plain = (text) => text?.replaceAll("’", "'") ?? null;

/** A result as an entry of the list. */
function item({ url, meta, filters, excerpt }) {
  const item = entry.cloneNode(true).firstElementChild;
  const link = item.querySelector("a");
  link.href = url;
  link.textContent = print(meta.title);
  const kind = form.querySelector(`[name=kind][value="${filters.kind?.[0]}"]`);
  item.querySelector(".kind").textContent = kind?.labels[0].textContent.trim() ?? "";
  // Text with < and > as entities, in which the words that were found are marked.
  print(excerpt).split(/<\/?mark>/).forEach((part, place) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const mark = document.createElement("mark");
    mark.textContent = text;
    item.querySelector(".excerpt").append(place % 2 === 1 ? mark : text);
  });
  return item;
}

/** Asks anew, and lets the address hold what is asked. */
function ask() {
  const given = question();
  const address = given.size === 0 ? location.pathname : `?${given}`;
  if (`?${given}` !== location.search) history.pushState(null, "", address);
  return answer();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
form.addEventListener("change", ({ target }) => target.name !== "q" && ask());
addEventListener("popstate", () => {
  fill();
  answer();
});
more.addEventListener("click", async () => {
  try {
    // Whoever reads on by keyboard goes on with the first new one.
    (await show(asked))?.querySelector("a").focus();
  } catch (error) {
    await fail(error);
  }
});

form.hidden = false;
fill();
answer();
