// What `plenary serve` adds to pages: it loads a page again when it changes, and shows what was
// found in the site. No build holds it.
(() => {
  "use strict";

  const script = document.currentScript;
  const isFault = script.hasAttribute("data-fault");
  let seen = script.getAttribute("data-seen");
  let source;
  let lost = 0;
  let leaving = false;

  // Private windows may refuse to remember anything.
  const remember = (key, value) => { try { sessionStorage.setItem(`plenary-${key}`, value); } catch {} };
  const recall = (key) => { try { return sessionStorage.getItem(`plenary-${key}`); } catch { return null; } };

  // ---- what is shown ----

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  const host = element("plenary-live", { lang: "en", dir: "ltr", translate: "no" });
  const root = host.attachShadow({ mode: "open" });
  const notice = element("div", { class: "notice", role: "status" });
  const heard = element("div", { class: "heard", role: "status" });
  const toggle = element("button", {
    class: "toggle waiting", type: "button", "aria-expanded": "false", "aria-controls": "panel",
  }, "Checking…");
  const close = element("button", { class: "close", type: "button", "aria-label": "Close" }, "×");
  const list = element("div", { class: "list", tabindex: "0", role: "group", "aria-label": "What was found" });
  const head = element("div", { class: "head" }, element("h2", {}, "What was found"), close);
  const panel = element("section", { id: "panel", class: "panel", "aria-label": "Plenary", hidden: "" }, head, list);
  const frame = element("div", { class: "frame" }, notice, panel, toggle, heard);

  const style = element("link", { rel: "stylesheet", href: "/__plenary/live.css" });
  frame.hidden = true;
  style.addEventListener("load", () => { frame.hidden = false; });
  root.append(style, frame);
  // Beside the body, where no rule of the site's own style lays it out.
  document.documentElement.append(host);

  const count = (n, one, many) => (n === 0 ? null : n === 1 ? `1 ${one}` : `${n} ${many}`);
  const counted = ({ errors, warnings, advice }) => [
    count(errors, "error", "errors"),
    count(warnings, "warning", "warnings"),
    count(advice, "piece of advice", "pieces of advice"),
  ].filter(Boolean).join(", ");

  const finding = (found) => element("li", { class: found.severity },
    element("p", { class: "title" },
      element("span", { class: "severity" }, found.severity), ` ${found.message}`),
    element("p", { class: "place" },
      `${found.file}:${found.line}:${found.column} `, element("span", { class: "rule" }, found.rule)),
    found.before || found.mark || found.after
      ? element("pre", { dir: "auto" },
        element("span", { class: "number", "aria-hidden": "true" }, String(found.line)),
        found.before, element("mark", {}, found.mark), found.after)
      : null,
    found.help ? element("p", { class: "help" }, element("b", {}, "Help: "), found.help) : null,
    found.write ? element("p", { class: "help" }, element("b", {}, "Write: "), element("code", {}, found.write)) : null);

  const part = (title, found) => (found.length === 0 ? [] : [
    element("h3", {}, title), element("ol", {}, ...found.map(finding)),
  ]);

  const open = (yes) => {
    panel.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
  };

  let pressing = "";
  let opened = recall("open") === "yes";

  const byHand = (yes) => {
    opened = yes;
    remember("open", yes ? "yes" : "no");
    if (!yes) remember("closed", pressing);
    open(yes);
  };
  toggle.addEventListener("click", () => byHand(panel.hidden));
  close.addEventListener("click", () => { byHand(false); toggle.focus(); });
  frame.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    byHand(false);
    toggle.focus();
  });

  const show = ({ counts, here, elsewhere, more }) => {
    const all = counted(counts);
    toggle.textContent = all || "No mistakes";
    toggle.className = `toggle ${counts.errors ? "error" : counts.warnings ? "warning" : "fine"}`;
    const rest = more > 0 ? [element("p", { class: "more" }, `${more} more: run plenary check to see them all.`)] : [];
    list.replaceChildren(...part("On this page", here), ...part("Elsewhere", elsewhere), ...rest,
      ...(all ? [] : [element("p", {}, "No mistakes were found.")]));
    // Errors of this page open the panel, until they are closed away; nothing else does.
    const errors = here.filter((found) => found.severity === "error");
    pressing = errors.map((found) => `${found.file} ${found.rule} ${found.message}`).join("\n");
    open(opened || (pressing !== "" && !isFault && recall("closed") !== pressing));
    const said = errors.length ? `${count(errors.length, "error", "errors")} on this page` : all || "No mistakes";
    if (heard.textContent !== said) heard.textContent = said;
  };

  const say = (text, link) => {
    notice.replaceChildren(...(text ? [element("p", {}, text, ...(link ? [" ", link] : []))] : []));
  };

  // ---- what is heard ----

  const reload = () => {
    leaving = true;
    remember("scroll", JSON.stringify([location.href, scrollX, scrollY]));
    location.reload();
  };

  // Style sheets that go as soon as those in their places are there.
  const replaced = new WeakSet();

  const restyle = ({ seen: next, links, texts }) => {
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet" i][href]')].filter((sheet) => !replaced.has(sheet));
    const inline = [...document.querySelectorAll("style")];
    if (sheets.length !== links.length || inline.length !== texts.length) return reload();
    seen = next;
    inline.forEach((old, i) => { if (old.textContent !== texts[i]) old.textContent = texts[i]; });
    sheets.forEach((old, i) => {
      if (old.getAttribute("href") === links[i]) return;
      const sheet = old.cloneNode();
      sheet.setAttribute("href", links[i]);
      // The old one stays until the new one is there, so that the page is never bare.
      for (const event of ["load", "error"]) sheet.addEventListener(event, () => old.remove(), { once: true });
      replaced.add(old);
      old.after(sheet);
    });
  };

  const connect = () => {
    if (source || document.hidden || leaving) return;
    const asked = new URLSearchParams({ route: location.pathname, seen });
    source = new EventSource(`/__plenary/events?${asked}`);
    source.addEventListener("open", () => {
      if (lost > 1) say("");
      lost = 0;
    });
    source.addEventListener("error", () => {
      disconnect();
      lost += 1;
      if (lost > 1 && !leaving) {
        say("The server has ended. Start plenary serve again, and this page goes on by itself.");
      }
      setTimeout(connect, 1000);
    });
    source.addEventListener("reload", reload);
    source.addEventListener("styles", (event) => restyle(JSON.parse(event.data)));
    source.addEventListener("findings", (event) => show(JSON.parse(event.data)));
    source.addEventListener("follow", (event) => {
      leaving = true;
      location.assign(event.data);
    });
    source.addEventListener("gone", () => {
      say("This page is gone: its file was deleted, renamed or held back.", element("a", { href: "/" }, "To the home page"));
    });
    source.addEventListener("trouble", (event) => {
      say(event.data.trim() ? `The site cannot be read just now, so this page may be old: ${event.data}` : "");
    });
  };

  const disconnect = () => {
    source?.close();
    source = undefined;
  };

  // A browser holds six connections to a server; pages that nobody sees need none. They catch up
  // when they are looked at again.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", () => { leaving = false; connect(); });

  // ---- back where one was ----

  const scroll = JSON.parse(recall("scroll") ?? "null");
  if (scroll && scroll[0] === location.href) {
    const back = () => scrollTo({ left: scroll[1], top: scroll[2], behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }
  remember("scroll", "null");
  connect();
})();
