"use strict";
// The text is sent when its writer pauses; of several answers only that to the last text is shown.
(() => {
  const { $, language, say, send, save } = serve;
  const PAUSE = 500; // milliseconds
  const text = $("text"), file = $("file"), several = $("several"), list = $("several-list");
  let metadata = {}; // of the file that the text came from: its title, date, publisher
  let articles = []; // of a file with several
  let timer = 0, sent = 0, request = null, checked = null, end = null;

  function state(name, values = {}, detail = "") {
    $("status").dataset.state = name;
    $("said").replaceChildren(...say(name, values), detail);
  }

  function later() {
    clearTimeout(timer);
    sent += 1; // what is under way is an answer to an older text
    if (request) request.abort();
    $("clear").hidden = !text.value;
    if (!text.value.trim()) return empty();
    state("typing");
    timer = setTimeout(check, PAUSE);
  }

  function empty() {
    if (end) end();
    end = checked = null;
    metadata = {};
    about();
    several.hidden = true;
    $("downloads").hidden = true;
    $("report").replaceChildren($("nothing").content.cloneNode(true));
    state("waiting");
  }

  // A text alone is read like a file of text, with or without a header; one that came from a file has its metadata.
  function content(value) {
    const own = Object.keys(metadata).length;
    return {
      method: "POST",
      headers: { "Content-Type": own ? "application/json" : "text/plain; charset=utf-8" },
      body: own ? JSON.stringify({ ...metadata, text: value }) : value,
    };
  }

  async function check() {
    clearTimeout(timer);
    const value = text.value, lang = language(), number = ++sent;
    if (!value.trim()) return;
    if (request) request.abort();
    request = new AbortController();
    state("checking");
    try {
      const answer = await send(`/page/report?lang=${lang}`, { ...content(value), signal: request.signal });
      const found = await answer.json();
      if (number === sent) show(found, content(value), lang);
    } catch (error) {
      if (number === sent && error.name !== "AbortError") failed(error);
    }
  }

  function failed(error) {
    if (error instanceof TypeError) state("offline"); // fetch's own, where nobody answers
    else state("failed", {}, error.message);
  }

  function show(found, given, lang) {
    if (end) end();
    checked = { ...found, given, lang };
    // Parsed as a document of its own, in which nothing runs; ours then takes its nodes.
    const parsed = new DOMParser().parseFromString(found.html, "text/html");
    $("report").replaceChildren(...parsed.body.childNodes);
    end = report();
    reviews();
    $("downloads").hidden = false;
    state(found.alarms ? "alarms" : "clear", { n: found.alarms });
  }

  // Under each alarm what an editor decides on it; the answer to the next check shows it.
  function reviews() {
    if (!$("review-form")) return;
    for (const card of document.querySelectorAll("#report [data-alarm]")) {
      const decided = card.querySelector(".review");
      const form = $(decided ? "reopen-form" : "review-form").content.cloneNode(true).firstElementChild;
      card.append(form);
      if (decided) reopening(form, card, decided);
      else deciding(form, card);
    }
  }

  function deciding(form, card) {
    const why = form.querySelector(".why");
    let decision = "";
    for (const button of form.querySelectorAll("button[value]")) {
      button.addEventListener("click", () => {
        decision = button.value;
        why.hidden = !decision;
        form.querySelectorAll("button[value]:not([value=''])").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
        if (!decision) return;
        form.elements.by.value ||= localStorage.getItem("kg.by") || "";
        form.elements.reason.focus();
      });
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      localStorage.setItem("kg.by", form.elements.by.value);
      keep(card, { decision, reason: form.elements.reason.value, by: form.elements.by.value });
    });
  }

  function reopening(form, card, decided) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(card, { decision: "reopened", reason: "", by: localStorage.getItem("kg.by") || decided.querySelector("cite").textContent });
    });
  }

  async function keep(card, review) {
    const title = document.querySelector("#report .about cite"), formula = card.querySelector(".formula");
    const kept = { ...review, alarm: card.dataset.alarm, article: title.textContent, formula: formula.textContent };
    try {
      await send("/reviews", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(kept) });
      await check();
    } catch (error) {
      failed(error);
    }
  }

  function write(record) {
    const { text: body, ...rest } = record;
    text.value = body;
    text.scrollTop = 0;
    metadata = rest;
    about();
    later();
    check();
  }

  function about() {
    const shown = [metadata.title, metadata.publisher, metadata.date].filter(Boolean);
    $("about").hidden = !shown.length;
    $("about").textContent = shown.join(" · ");
  }

  async function read(given) {
    state("reading");
    several.hidden = true;
    try {
      const name = encodeURIComponent(given.name);
      const options = { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: given };
      const found = await (await send(`/page/texts?name=${name}`, options)).json();
      articles = found.filter((one) => !("error" in one));
      if (!articles.length) throw new Error(found.length ? found[0].error : given.name);
      choose();
      write(articles[0]);
    } catch (error) {
      failed(error);
    }
  }

  function choose() {
    several.hidden = articles.length < 2;
    list.replaceChildren(...articles.map((one, index) => new Option(one.title || one.id, index)));
  }

  // Articles of the store, where there is one.
  async function stored() {
    const choice = $("stored");
    if (!choice) return;
    choice.addEventListener("change", async () => {
      if (!choice.value) return;
      state("reading");
      try {
        write(await (await send(`/articles/${choice.value}`)).json());
      } catch (error) {
        failed(error);
      }
    });
    try {
      const kept = await (await send("/articles")).json();
      const words = (one) => [one.title || one.name, one.publisher, one.date].filter(Boolean).join(" · ");
      choice.append(...kept.map((one) => new Option(words(one), one.name.split(":").pop())));
    } catch (error) {
      failed(error);
    }
  }

  // Dragging over the text's own children fires leave and enter again and again: count them.
  function drops() {
    const field = document.querySelector(".draft");
    let depth = 0;
    const mark = (change) => { depth = change ? depth + change : 0; field.classList.toggle("dropping", depth > 0); };
    const isFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    field.addEventListener("dragenter", (event) => isFile(event) && mark(1));
    field.addEventListener("dragleave", (event) => isFile(event) && mark(-1));
    field.addEventListener("dragover", (event) => isFile(event) && event.preventDefault());
    field.addEventListener("drop", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      mark(0);
      if (event.dataTransfer.files.length) read(event.dataTransfer.files[0]);
    });
  }

  text.addEventListener("input", later);
  file.addEventListener("change", () => { if (file.files.length) read(file.files[0]); file.value = ""; });
  list.addEventListener("change", () => write(articles[Number(list.value)]));
  $("clear").addEventListener("click", () => { text.value = ""; later(); text.focus(); });
  $("sample").addEventListener("click", async () => {
    const sample = await (await send("/sample")).blob();
    read(new File([sample], "sample.md"));
  });
  // The report's messages are in the language it was asked in.
  $("languages").addEventListener("click", () => { if (checked && checked.lang !== language()) check(); });
  $("json").addEventListener("click", () => {
    save(new Blob([JSON.stringify(checked.check, null, 2) + "\n"], { type: "application/json" }), "check.json");
  });
  $("html").addEventListener("click", async () => {
    try {
      save(await (await send(`/report?lang=${checked.lang}`, checked.given)).blob(), "report.html");
    } catch (error) {
      failed(error);
    }
  });
  drops();
  stored();
  if (text.value.trim()) check(); // what the browser kept over a reload
})();
