"use strict";
// The SPARQL page: a plain editor, the shipped queries, and the answer as a table; terms are put in as text.
(() => {
  const { $, say, send, save } = serve;
  const form = $("query");
  if (!form) return; // there is no store
  const SHOWN = 1000; // rows; the rest is in the files
  const prefixes = [...document.querySelectorAll(".prefixes div")].map((row) => row.textContent.trim().split(/:\s+(.*)/s));
  let asked = 0, last = "";

  function state(name, ...words) {
    $("status").dataset.state = name;
    $("status").replaceChildren(...words);
  }

  function ask(query, accept) {
    return send("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: query,
    });
  }

  async function run() {
    const number = ++asked, query = $("sparql").value, began = performance.now();
    state("checking", ...say("running"));
    $("problem").hidden = true;
    try {
      const answer = await ask(query, "application/sparql-results+json, text/turtle;q=0.9");
      const turtle = answer.headers.get("Content-Type").startsWith("text/turtle");
      const content = turtle ? await answer.text() : await answer.json();
      if (number !== asked) return;
      last = query;
      show(content, turtle, (performance.now() - began) / 1000);
    } catch (error) {
      if (number !== asked) return;
      $("results").hidden = $("downloads").hidden = true;
      if (error instanceof TypeError) return state("offline", ...say("offline"));
      state("failed", ...say("failed"));
      $("problem").textContent = error.message;
      $("problem").hidden = false;
    }
  }

  function show(content, turtle, seconds) {
    $("results").hidden = false;
    $("downloads").hidden = turtle;
    const s = seconds.toFixed(2);
    if (turtle) {
      const page = document.createElement("pre");
      page.textContent = content;
      $("results").replaceChildren(page);
      state("clear", `${s} s`);
    } else if ("boolean" in content) {
      const word = document.createElement("p");
      word.className = "answer";
      word.append(...say(content.boolean ? "yes" : "no"));
      $("results").replaceChildren(word);
      state("clear", `${s} s`);
    } else {
      const rows = content.results.bindings, names = content.head.vars;
      $("results").replaceChildren(table(names, rows.slice(0, SHOWN)));
      const shown = rows.length > SHOWN ? say("shown", { m: SHOWN }) : [];
      state("clear", ...say("rows", { n: rows.length, s }), ...shown);
    }
  }

  function table(names, rows) {
    const made = document.createElement("table"), head = made.createTHead().insertRow(), body = made.createTBody();
    for (const name of names) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    for (const row of rows) {
      const line = body.insertRow();
      for (const name of names) fill(line.insertCell(), row[name]);
    }
    return made;
  }

  function fill(cell, term) {
    if (!term) return;
    cell.textContent = term.type === "uri" ? shortened(term.value) : term.value;
    cell.title = term.type === "uri" ? term.value : "";
    if (term.datatype && /double|decimal|integer|float/.test(term.datatype)) {
      cell.className = "num";
      if (/double/.test(term.datatype)) cell.textContent = String(Number(Number(term.value).toPrecision(10)));
    }
  }

  function shortened(iri) {
    const near = prefixes.filter(([, space]) => iri.startsWith(space)).sort((a, b) => b[1].length - a[1].length)[0];
    return near && /^[\w-]+$/.test(iri.slice(near[1].length)) ? `${near[0]}:${iri.slice(near[1].length)}` : iri;
  }

  async function download(accept, name) {
    try {
      save(await (await ask(last, accept)).blob(), name);
    } catch (error) {
      state("failed", ...say("failed"), error.message);
    }
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  $("sparql").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  $("sparql").addEventListener("input", () => { $("shipped").value = ""; });
  $("shipped").addEventListener("change", () => {
    const chosen = $("queries").content.querySelector(`[data-name="${CSS.escape($("shipped").value)}"]`);
    if (!chosen) return;
    $("sparql").value = chosen.textContent;
    run();
  });
  $("csv").addEventListener("click", () => download("text/csv", "results.csv"));
  $("json").addEventListener("click", () => download("application/sparql-results+json", "results.json"));
})();
