"use strict";
// What every page has: the switches, remembered, and words in the language chosen.
const serve = (() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const language = () => root.dataset.lang;
  const remember = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=strict`; };

  // A title and an option hold no spans: their words are in data-zh and data-en.
  function speak() {
    for (const element of document.querySelectorAll("[data-zh]")) element.textContent = element.dataset[language()];
  }

  // The words of a key, from the page's template of words; {n} is a place.
  function say(key, values = {}) {
    const words = $("words-said").content.querySelector(`[data-key="${key}"]`).cloneNode(true);
    for (const span of words.querySelectorAll("span[lang]")) {
      span.textContent = span.textContent.replace(/\{(\w+)\}/g, (place, name) => name in values ? values[name] : place);
    }
    return [...words.childNodes];
  }

  // Throws an Error whose message is the server's own; an aborted request throws as fetch does.
  async function send(address, options = {}) {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    if (answer.ok) return answer;
    const text = await answer.text();
    let detail = text;
    try { detail = JSON.parse(text).detail; } catch { /* not ours: as it is */ }
    throw new Error(detail || String(answer.status));
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  switches();
  $("languages").addEventListener("click", () => { remember("lang", language()); speak(); });
  $("themes").addEventListener("click", () => remember("theme", root.dataset.theme));
  return { $, language, say, send, save };
})();
