"""The endpoint as clients rely on it: SPARQLWrapper, rdflib's SPARQLStore and curl, and the protocol's own words."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.cli.program import run
from kg.graph import Store

from .conftest import SAMPLE, WRONG, Server, ingest, serving

pytestmark = pytest.mark.xdist_group("serve")
TEXTS = "SELECT ?text { ?c a kg:Claim ; kg:text ?text } ORDER BY ?text"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
OTHER = "南岭电力订购了三台燃气轮机。"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingest(tmp_path_factory.mktemp("store"), sample=SAMPLE.read_text(encoding="utf-8"), wrong=WRONG, other=OTHER)


@pytest.fixture(scope="session")
def desk(folder: Path) -> Iterator[Server]:
    with serving("--jobs", "1", "--store", str(folder), "--query-seconds", "6", "--rows", "100") as running:
        yield running


@pytest.fixture
def client(desk: Server) -> Iterator[httpx.Client]:
    with desk.client() as calling:
        yield calling


@pytest.fixture(scope="session")
def wanted(folder: Path) -> list[str]:
    """The texts of all claims, as the store itself gives them."""
    return [row["text"].value for row in Store(folder, read_only=True).query(TEXTS)]


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "GET", "params": {"query": TEXTS}},
        {"method": "POST", "data": {"query": TEXTS}},
        {"method": "POST", "content": TEXTS, "headers": QUERY},
        {"method": "POST", "content": TEXTS, "headers": {"Content-Type": "application/sparql-query; charset=utf-8"}},
    ],
    ids=["get", "form", "direct", "charset"],
)
def test_the_three_ways_to_ask(client: httpx.Client, wanted: list[str], request_: dict) -> None:
    answer = client.request(url="/sparql", **request_)
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["text"]["value"] for row in answer.json()["results"]["bindings"]] == wanted
    assert len(wanted) > 30


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/turtle, text/*;q=0.5", "text/csv"),
    ],
)
def test_the_form_is_the_one_asked_for(client: httpx.Client, wanted: list[str], accept: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": TEXTS}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert read(kind, answer.text) == wanted


def read(kind: str, text: str) -> list[str]:
    if kind.endswith("json"):
        return [row["text"]["value"] for row in json.loads(text)["results"]["bindings"]]
    if kind.endswith("xml"):
        return [found.text for found in ET.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}literal")]
    if kind == "text/csv":
        return [row["text"] for row in csv.DictReader(io.StringIO(text))]
    head, *rows = text.splitlines()
    assert head == "?text"
    return [json.loads(row) for row in rows]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "*/*"]
)
def test_a_graph_in_the_form_asked_for(client: httpx.Client, accept: str) -> None:
    query = "CONSTRUCT { ?c kg:text ?text } { ?c a kg:Claim ; kg:text ?text FILTER(?text = '五台') }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind == ("text/turtle" if accept == "*/*" else accept)
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(kind)))
    assert {triple.object.value for triple in triples} == {"五台"}


def test_ask(client: httpx.Client) -> None:
    for query, told in (("ASK { ?c a kg:Claim }", True), ("ASK { ?c a kg:Nothing }", False)):
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is told


def test_the_graphs_that_are_named_are_asked(client: httpx.Client, folder: Path) -> None:
    names = [graph.value for graph in ox.Store.read_only(str(folder)).named_graphs() if "article:" in graph.value]
    assert len(names) == 3
    count = "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }"

    def counted(**parameters: object) -> int:
        answer = client.get("/sparql", params={"query": count, **parameters})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    each = [counted(**{"default-graph-uri": name}) for name in names]
    assert all(each)
    assert sum(each) == counted() == counted(**{"default-graph-uri": names})
    assert counted(**{"named-graph-uri": names}) == 0
    assert counted(**{"default-graph-uri": "urn:none"}) == 0
    within = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?c a kg:Claim } }", "named-graph-uri": names[0]}
    answer = client.post("/sparql", data=within)
    assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) == each[0]


@pytest.mark.parametrize(
    ("status", "said", "request_"),
    [
        (400, "line 1, column 15", {"params": {"query": "SELECT * WHERE"}}),
        (400, "kgg:", {"params": {"query": "SELECT * { ?a kgg:text ?b }"}}),
        (400, "query", {"params": {"query": [TEXTS, TEXTS]}}),
        (400, "query", {"method": "POST", "data": {"x": "y"}}),
        (400, "no IRI", {"params": {"query": TEXTS, "default-graph-uri": "no iri"}}),
        (400, "UTF-8", {"method": "POST", "content": b"\xff", "headers": QUERY}),
        (400, "", {"params": {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}}),
        (400, "", {"params": {"query": "LOAD <http://127.0.0.1:1/>"}}),
        (403, "read-only", {"method": "POST", "data": {"update": "CLEAR ALL"}}),
        (
            403,
            "read-only",
            {"method": "POST", "content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}},
        ),
        (403, "SERVICE", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }"}}),
        (406, "text/csv", {"params": {"query": TEXTS}, "headers": {"Accept": "image/png"}}),
        (
            406,
            "text/turtle",
            {"params": {"query": "CONSTRUCT WHERE { ?a a kg:Claim }"}, "headers": {"Accept": "text/csv"}},
        ),
        (413, "1 MB", {"method": "POST", "content": "#" * 1_000_001, "headers": QUERY}),
        (
            415,
            "application/sparql-query",
            {"method": "POST", "content": "x", "headers": {"Content-Type": "text/plain"}},
        ),
        (422, "100", {"params": {"query": "SELECT * { ?a ?b ?c }"}}),
        (422, "100", {"params": {"query": "CONSTRUCT WHERE { ?a ?b ?c }"}}),
    ],
)
def test_what_is_refused_says_why(client: httpx.Client, status: int, said: str, request_: dict) -> None:
    answer = client.request(**{"method": "GET", "url": "/sparql", **request_})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_a_runaway_query_is_stopped_and_the_next_is_answered(client: httpx.Client, wanted: list[str]) -> None:
    answer = client.get("/sparql", params={"query": CROSS})
    assert answer.status_code == 422
    assert answer.json()["seconds"] == 6
    answer = client.get("/sparql", params={"query": TEXTS})
    assert read("json", answer.text) == wanted


def test_what_the_endpoint_can_is_described(client: httpx.Client, desk: Server) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle")
    said = ox.Store()
    said.load(answer.content, format=ox.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>"
    assert said.query(f"{sd} ASK {{ ?s sd:endpoint <{desk.root}/sparql> ; sd:supportedLanguage sd:SPARQL11Query }}")


def test_readers_while_another_process_writes(folder: Path, tmp_path: Path) -> None:
    """Each answer is of whole articles, and the newest are seen once they are written."""
    busy = tmp_path / "busy"
    shutil.copytree(folder, busy)
    writing = """
import sys
from pathlib import Path
from kg.graph import Store
from kg.pipeline import extract
from kg.reading import article
store = Store(Path(sys.argv[1]))
found = [extract(article(f"{n}号电厂订购了{n}台燃气轮机，每台380兆瓦。")) for n in range(10, 20)]
print("ready", flush=True)
sys.stdin.readline()
for n in range(300):
    store.add(found[n % 10])
"""
    command = [sys.executable, "-c", writing, str(busy)]
    query = (
        "SELECT ?a (COUNT(?c) AS ?n) { ?c kg:article ?a ; kg:sentence ?s FILTER(CONTAINS(?s, '号电厂')) } GROUP BY ?a"
    )

    def counts() -> list[int]:
        answer = client.get("/sparql", params={"query": query})
        assert answer.status_code == 200, answer.text
        return [int(row["n"]["value"]) for row in answer.json()["results"]["bindings"]]

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        with serving("--jobs", "1", "--store", str(busy)) as server, server.client() as client:
            assert counts() == []
            process.stdin.write("go\n")
            process.stdin.flush()
            seen = []
            while process.poll() is None:
                seen.append(counts())
            for _ in range(5000):  # the newest is opened behind the answers
                seen.append(counts())
                if len(seen[-1]) == 10:
                    break
    assert seen[-1] == [2] * 10
    assert all(n == 2 for one in seen for n in one)


class TestClients:
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_sparqlwrapper(self, desk: Server, wanted: list[str], method: str) -> None:
        asking = SPARQLWrapper(f"{desk.root}/sparql")
        asking.setMethod(method)
        asking.setQuery(f"PREFIX kg: <urn:kg:> {TEXTS}")
        asking.setReturnFormat(JSON)
        assert [row["text"]["value"] for row in asking.queryAndConvert()["results"]["bindings"]] == wanted
        asking.setReturnFormat(CSV)
        assert read("text/csv", asking.queryAndConvert().decode()) == wanted
        asking.resetQuery()
        asking.setQuery("PREFIX kg: <urn:kg:> CONSTRUCT { ?c kg:text ?t } { ?c a kg:Claim ; kg:text ?t }")
        asking.setReturnFormat(TURTLE)
        assert "五台" in asking.queryAndConvert().decode()
        asking.setReturnFormat(JSON)
        asking.setQuery("SELECT * WHERE")
        with pytest.raises(QueryBadFormed):
            asking.query()

    def test_rdflib(self, desk: Server, wanted: list[str]) -> None:
        for method in ("GET", "POST"):
            graph = Graph(SPARQLStore(f"{desk.root}/sparql", method=method))
            rows = graph.query(f"PREFIX kg: <urn:kg:> {TEXTS}")
            assert [str(row.text) for row in rows] == wanted
            assert graph.query("PREFIX kg: <urn:kg:> ASK { ?c a kg:Claim }").askAnswer

    @pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed: apt-get install curl")
    def test_curl(self, desk: Server, wanted: list[str]) -> None:
        ways = (["--data-urlencode", f"query={TEXTS}"], ["-G", "--data-urlencode", f"query={TEXTS}"])
        for way in ways:
            called = ["curl", "--silent", "--fail", "-H", "Accept: text/csv", *way, f"{desk.root}/sparql"]
            done = subprocess.run(called, capture_output=True, check=True)
            assert read("text/csv", done.stdout.decode()) == wanted


class TestClaims:
    def test_every_word_is_in_what_is_found(self, client: httpx.Client) -> None:
        found = client.get("/claims", params={"q": "xai 兆瓦", "limit": 500}).json()
        assert not found["more"]
        assert found["claims"]
        for claim in found["claims"]:
            words = " ".join(
                str(claim[name]) for name in ("text", "sentence", "subject", "property", "headline")
            ).lower()
            assert "xai" in words
            assert "兆瓦" in words

    def test_a_claim_says_what_it_is(self, client: httpx.Client) -> None:
        (claim,) = client.get("/claims", params={"q": "南岭电力"}).json()["claims"]
        assert (claim["text"], claim["value"], claim["unit"], claim["subject"]) == ("三台", 3, "{台}", "南岭电力")
        assert (claim["start"], claim["end"], claim["sentence"]) == (7, 9, OTHER)
        assert claim["verdict"] == "unchecked"

    def test_by_verdict_and_dimension(self, client: httpx.Client) -> None:
        found = client.get("/claims", params={"verdict": "inconsistent", "q": "北岭电力"}).json()["claims"]
        assert [claim["text"] for claim in found] == ["五台", "380兆瓦", "1800兆瓦"]
        asked = {"verdict": "inconsistent", "q": "北岭电力", "dimension": "power"}
        found = client.get("/claims", params=asked).json()["claims"]
        assert [claim["text"] for claim in found] == ["380兆瓦", "1800兆瓦"]

    def test_page_by_page(self, client: httpx.Client) -> None:
        whole = client.get("/claims", params={"limit": 500}).json()["claims"]
        pages = [client.get("/claims", params={"limit": 20, "offset": at}).json() for at in range(0, len(whole), 20)]
        assert [claim for page in pages for claim in page["claims"]] == whole
        assert [page["more"] for page in pages] == [True] * (len(pages) - 1) + [False]

    @pytest.mark.parametrize(
        "words", ['"} ?x ?y ?z . {"', "\\", "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }", "'''", "?text"]
    )
    def test_words_are_only_words(self, client: httpx.Client, words: str) -> None:
        assert client.get("/claims", params={"q": words}).json() == {"claims": [], "more": False}

    @pytest.mark.parametrize("parameters", [{"verdict": "true"}, {"limit": "501"}, {"limit": "-1"}, {"offset": "x"}])
    def test_what_is_wrong_is_named(self, client: httpx.Client, parameters: dict[str, str]) -> None:
        answer = client.get("/claims", params=parameters)
        assert answer.status_code == 400
        assert answer.json()["parameter"] == next(iter(parameters))


class TestArticles:
    def test_one_is_chosen_and_can_be_checked(self, client: httpx.Client) -> None:
        kept = client.get("/articles").json()
        assert kept[0]["title"] == "xAI向斗山购入五台燃气轮机，为超级计算机扩容备电"
        assert len(kept) == 3
        record = client.get(f"/articles/{kept[0]['name'].rpartition(':')[2]}").json()
        assert (record["publisher"], record["date"]) == ("算电周刊", "2026-01-10")
        checks = client.post("/check", json=record).json()["checks"]
        assert "60万个 × 120千瓦 = 不少于 72 吉瓦 ≰ 1900兆瓦" in [check["formula"] for check in checks]

    @pytest.mark.parametrize("name", ["0000", "..%2f..%2fetc%2fpasswd", "x%3E%20a", "%E6%96%87"])
    def test_what_is_not_there(self, client: httpx.Client, name: str) -> None:
        assert client.get(f"/articles/{name}").status_code == 404


def test_what_is_no_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--port", "0", "--store", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_without_a_store(server: Server) -> None:
    with server.client() as client:
        for path in ("/sparql?query=ASK{}", "/claims"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert "--store" in answer.json()["detail"]
        for path in ("/search", "/query"):
            assert "kg ingest" in client.get(path).text
