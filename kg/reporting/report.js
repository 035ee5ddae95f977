"use strict";
// The page works without this script: it adds the switches, the hover cards, sorting, filtering and the CSV.
// `switches()` is for the page, once; `report()` for a report that stands in it, and gives back what ends it.
const { switches, report } = (() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const language = () => root.dataset.lang;

  // What a cell says in the language shown: its words in the other language are in the page too.
  function words(cell) {
    const copy = cell.cloneNode(true);
    all("span[lang]", copy).forEach((span) => span.lang === language() || span.remove());
    return copy.textContent.trim();
  }

  function press(group, value) {
    all("button", group).forEach((button) => button.setAttribute("aria-pressed", String(button.value === value)));
  }

  function switches() {
    const languages = $("languages"), themes = $("themes");
    const speak = (lang) => { root.lang = root.dataset.lang = lang; press(languages, lang); };
    const shade = (theme) => { root.dataset.theme = theme; press(themes, theme); };
    languages.addEventListener("click", (event) => event.target.closest("button") && speak(event.target.closest("button").value));
    themes.addEventListener("click", (event) => event.target.closest("button") && shade(event.target.closest("button").value));
    speak(language());
    shade(root.dataset.theme || "auto");
    languages.parentElement.hidden = false;
  }

  // The hover card of a number: its row of the table, without the empty cells.
  function tips(on) {
    const tip = $("tip"), heads = all("#table thead th");
    let owner = null, timer = 0;
    function hide() {
      if (owner) owner.setAttribute("aria-describedby", owner.dataset.described);
      owner = null;
      tip.hidden = true;
    }
    function fill(row) {
      const list = document.createElement("dl");
      [...row.cells].forEach((cell, column) => {
        const text = words(cell);
        if (!text || column === 0) return;
        const item = document.createElement("div"), term = document.createElement("dt"), value = document.createElement("dd");
        term.textContent = words(heads[column]);
        value.textContent = text;
        item.append(term, value);
        list.append(item);
      });
      tip.className = row.className;
      tip.replaceChildren(list);
    }
    function show(mark) {
      clearTimeout(timer);
      if (mark === owner) return;
      hide();
      const row = $("c" + mark.dataset.n);
      if (!row) return;
      owner = mark;
      owner.dataset.described = owner.getAttribute("aria-describedby");
      owner.setAttribute("aria-describedby", owner.dataset.described + " tip");
      fill(row);
      tip.hidden = false;
      place();
    }
    // Reaching a number by keyboard scrolls it into sight, so the card has to follow.
    function place() {
      if (!owner) return;
      const at = owner.getClientRects()[0], room = root.clientWidth - tip.offsetWidth - 8;
      if (at.bottom < 0 || at.top > innerHeight) return hide();
      const below = at.bottom + 6 + tip.offsetHeight < innerHeight;
      tip.style.left = Math.max(8, Math.min(at.left, room)) + "px";
      tip.style.top = Math.max(8, below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) + "px";
    }
    const later = () => { clearTimeout(timer); timer = setTimeout(hide, 250); };
    const over = (event, act) => { const mark = event.target.closest && event.target.closest("a.n"); if (mark) act(mark); };
    on(document, "mouseover", (event) => over(event, show));
    on(document, "mouseout", (event) => over(event, later));
    on(document, "focusin", (event) => event.target.matches("a.n:focus-visible") && show(event.target));
    on(document, "focusout", later);
    on(document, "keydown", (event) => event.key === "Escape" && hide());
    on(document, "scroll", place, { capture: true, passive: true });
    on(tip, "mouseover", () => clearTimeout(timer));
    on(tip, "mouseout", later);
  }

  // A card under the pointer or the focus lights up its numbers in the article.
  function lights() {
    function light(event, on) {
      const card = event.target.closest && event.target.closest(".card");
      if (card) card.dataset.claims.split(" ").forEach((n) => $("n" + n) && $("n" + n).classList.toggle("lit", on));
    }
    for (const [start, stop] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      $("checks").addEventListener(start, (event) => light(event, true));
      $("checks").addEventListener(stop, (event) => light(event, false));
    }
  }

  // The table of numbers: sorted by a click on a head, filtered, and cut to a length that lays out at once.
  const LENGTH = 500;
  const rows = () => [...$("table").tBodies[0].rows];
  const filter = { words: "", state: "", length: LENGTH };
  const texts = new Map();

  function matching() {
    const text = (row) => texts.get(row) || texts.set(row, row.textContent.toLowerCase()).get(row);
    const inState = (row) => !filter.state || row.classList.contains("v-" + filter.state);
    return rows().filter((row) => inState(row) && text(row).includes(filter.words));
  }

  function apply() {
    const found = matching(), shown = new Set(found.slice(0, filter.length));
    for (const row of rows()) row.hidden = !shown.has(row);
    $("shown").querySelector("b").textContent = shown.size;
    $("more").hidden = shown.size === found.length;
  }

  function filtering(on) {
    Object.assign(filter, { words: "", state: "", length: LENGTH });
    texts.clear();
    const change = (changes) => { Object.assign(filter, changes); apply(); };
    $("filter").addEventListener("input", (event) => change({ words: event.target.value.trim().toLowerCase(), length: LENGTH }));
    $("verdicts").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      press($("verdicts"), button.value);
      change({ state: button.value, length: LENGTH });
    });
    $("more").addEventListener("click", () => change({ length: Infinity }));
    on(window, "beforeprint", () => change({ length: Infinity }));
    $("controls").addEventListener("submit", (event) => event.preventDefault());
    $("controls").hidden = false;
    apply();
  }

  function sorting() {
    const heads = all("#table thead th");
    const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
    const blank = (value) => value === null || value === "";
    const order = (a, b) => typeof a === "number" ? a - b : collator.compare(a, b);
    function key(row, column) {
      const cell = row.cells[column];
      if (!cell.classList.contains("num") || !("v" in cell.dataset)) return words(cell);
      return cell.dataset.v === "" ? null : Number(cell.dataset.v);
    }
    function sort(column) {
      const down = heads[column].getAttribute("aria-sort") === "ascending" ? -1 : 1;
      const keyed = rows().map((row) => [key(row, column), row]);
      keyed.sort(([a], [b]) => blank(a) - blank(b) || (blank(a) ? 0 : down * order(a, b))); // the empty stay last
      $("table").tBodies[0].append(...keyed.map(([, row]) => row));
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      heads[column].setAttribute("aria-sort", down < 0 ? "descending" : "ascending");
      apply();
    }
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(column));
    });
  }

  // A link to a folded check, to something within one, or to a row not shown, brings it to light.
  function unfold() {
    const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (!target.hidden) return;
    press($("verdicts"), "");
    Object.assign(filter, { words: $("filter").value = "", state: "", length: Infinity });
    apply();
    target.scrollIntoView();
  }

  // A cell that begins like a formula would be run by a spreadsheet; an apostrophe keeps it text, a number needs none.
  function field(cell) {
    const text = "v" in cell.dataset ? cell.dataset.v : words(cell);
    const safe = /^[=+\-@\t\r]/.test(text) && isNaN(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  }

  function csv() {
    $("csv").addEventListener("click", () => {
      const lines = [$("table").tHead.rows[0], ...matching()].map((row) => [...row.cells].map(field).join(","));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" }));
      link.download = "claims.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  function report() {
    const life = new AbortController();
    const on = (target, type, act, options) => target.addEventListener(type, act, { ...options, signal: life.signal });
    tips(on);
    lights();
    sorting();
    filtering(on);
    csv();
    on(window, "hashchange", unfold);
    unfold();
    return () => life.abort();
  }

  return { switches, report };
})();
if (document.getElementById("checks")) {
  switches();
  report();
}
