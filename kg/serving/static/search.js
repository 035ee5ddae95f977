"use strict";
// Search over the claims of the store; everything found is put into the page as text.
(() => {
  const { $, say, send } = serve;
  const form = $("search");
  if (!form) return; // there is no store
  const MORE = 50;
  let asked = 0, shown = 0;

  const cell = (content, tag = "td") => {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  };

  // The sentence with its number marked, where it stands in it.
  function sentence(claim) {
    const at = claim.sentence.indexOf(claim.text);
    if (at < 0) return [claim.sentence];
    const mark = document.createElement("mark");
    mark.textContent = claim.text;
    return [claim.sentence.slice(0, at), mark, claim.sentence.slice(at + claim.text.length)];
  }

  function row(claim) {
    const made = document.createElement("tr");
    made.className = "v-" + claim.verdict;
    const number = cell([claim.text], "th");
    number.scope = "row";
    const about = [claim.subject, claim.property, claim.time].filter(Boolean).join(" · ");
    const article = [claim.headline, claim.publisher, claim.date].filter(Boolean).join(" · ");
    made.append(number, cell(say(claim.verdict)), cell([about]), cell(sentence(claim)), cell([article]));
    for (const one of [number, ...[...made.cells].slice(2)]) one.lang = "zh";
    return made;
  }

  async function find(offset) {
    const number = ++asked;
    state("checking", say("searching"));
    const query = new URLSearchParams({ q: $("words").value, verdict: $("verdict").value, offset, limit: MORE });
    try {
      const found = await (await send(`/claims?${query}`)).json();
      if (number !== asked) return;
      if (!offset) { $("rows").replaceChildren(); shown = 0; }
      $("rows").append(...found.claims.map(row));
      shown += found.claims.length;
      $("results").hidden = !shown;
      $("more").hidden = !found.more;
      state("clear", say(!shown ? "none" : found.more ? "found.more" : "found", { n: shown }));
    } catch (error) {
      if (number === asked) state("failed", error instanceof TypeError ? say("offline") : [...say("failed"), error.message]);
    }
  }

  function state(name, words) {
    $("status").dataset.state = name;
    $("status").replaceChildren(...words);
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); find(0); });
  $("verdict").addEventListener("change", () => find(0));
  $("more").addEventListener("click", () => find(shown));
  find(0);
})();
