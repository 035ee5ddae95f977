"""A store at another machine holds what one in memory holds, whatever the texts say."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
from graph.handmade import turbines, with_names

from kg.errors import KgError, QueryError
from kg.graph import GraphStore, Store, iris
from kg.graph.remote import RemoteStore
from kg.querying import run
from kg.storing import ArticleStore
from kg.storing.verifying import counts, faults

from .made import RULES, article, ingest
from .servers import free_port, oxigraph
from .test_across import Said, extraction
from .test_reprints import text

pytest.importorskip("httpx", reason="httpx, in the extra store, is not installed")
pytestmark = pytest.mark.xdist_group("oxigraph")
URL = "https://news.example/2025/03/turbines.html"
HOSTILE = 'x" } } ; DROP ALL ; INSERT DATA { <urn:a> <urn:b> "\\u0022\x01\r\n\\'


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with oxigraph() as found:
        yield found


@pytest.fixture
def kept(address: str) -> ArticleStore:
    store = ArticleStore.open(address)
    for name in [row["g"] for row in store.store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")]:  # type: ignore[union-attr]
        store.store.replace([name], [])
    return store


def everything(store: GraphStore) -> list[bytes]:
    return sorted((store.export("nquads") or b"").splitlines())


def fill(kept: ArticleStore) -> None:
    """New articles, a revision, a copy, a hostile one, two that differ, and one that is taken out again."""
    ingest(kept, article("a", url=URL), text("one"), text("two"))
    ingest(kept, article("b", "更正。", url=URL))
    hostile = with_names(turbines(), HOSTILE)
    kept.put(hostile, [], [], RULES)
    for found in (extraction("甲", "2025-01-10", Said(1900)), extraction("乙", "2025-03-10", Said(1200))):
        local = Store()
        name = local.add(found)
        kept.put(found, list(local.graph(name)), local.graph(iris.ENTITIES), RULES)
    ingest(kept, article("gone", url="https://news.example/gone"))
    kept.remove(iris.article(article("gone", url="https://news.example/gone")))


def test_it_holds_what_a_store_in_memory_holds(kept: ArticleStore) -> None:
    local = ArticleStore(Store())
    fill(kept)
    fill(local)
    assert everything(kept.store) == everything(local.store)
    assert len(kept.store) == len(local.store)
    assert kept.entries() == local.entries()
    assert counts(kept) == counts(local)
    found = [e for e in kept.current() if kept.named(e.value) == [e]]
    assert list(kept.verifications(found, "zh")) == list(local.verifications(found, "zh"))
    assert [fault for _, fault in faults(kept)] == [fault for _, fault in faults(local)]
    assert not kept.store.query("ASK { <urn:a> ?p ?o }")


def test_queries_run_there(kept: ArticleStore) -> None:
    fill(kept)
    assert len(run(kept.store, "largest", {"unit": "MW"}).rows) > 0
    assert run(kept.store, "ASK { ?c a kg:Claim }").rows == ((ox.Literal(True),),)
    assert run(kept.store, "claim-reviews").form == "construct"
    assert run(kept.store, "SELECT ?x { ?x kg:tezt ?y }").notes
    with pytest.raises(QueryError):
        run(kept.store, "SELECT ?x { ?x kg:text }")
    with pytest.raises(QueryError, match="SERVICE"):
        run(kept.store, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")


def test_the_ontology_is_loaded_once(kept: ArticleStore) -> None:
    kept.refresh_ontology(RULES)
    size = len(kept.store)
    kept.refresh_ontology(RULES)
    assert len(kept.store) == size > 1000
    local = ArticleStore(Store())
    local.refresh_ontology(RULES)
    assert len(local.store) == size


def test_what_was_interrupted_is_done_again(kept: ArticleStore) -> None:
    """Without its record an article is not there, whatever of its graph has arrived."""
    ingest(kept, article("a", url=URL))
    (name,) = kept.current()
    kept.store.replace([iris.record(name)], [])
    assert kept.current() == []
    assert ingest(kept, article("a", url=URL)) == ["new"]
    assert list(faults(kept)) == []


def test_an_address_where_there_is_nothing_is_named() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(KgError, match=url):
        len(RemoteStore(url))


def test_credentials_are_not_taken_from_the_address() -> None:
    with pytest.raises(KgError, match="KG_STORE_USER") as raised:
        RemoteStore("http://me:secret@127.0.0.1:1")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["Basic", "Digest", "Bearer"])
def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    with _guarded(scheme) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
            monkeypatch.delenv(name, raising=False)
        with pytest.raises(KgError, match=r"401.*KG_STORE_USER"):
            RemoteStore(url).query("ASK {}")
        if scheme == "Bearer":
            monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
        else:
            monkeypatch.setenv("KG_STORE_USER", "me")
            monkeypatch.setenv("KG_STORE_PASSWORD", "secret")
        assert RemoteStore(url).query("ASK {}")
        server.shutdown()


def _guarded(scheme: str) -> HTTPServer:
    """A server that answers only who is let in."""
    wanted = {"Basic": f"Basic {b64encode(b'me:secret').decode()}", "Bearer": "Bearer t0ken"}

    class Guard(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            given = self.headers.get("authorization", "")
            let_in = given == wanted[scheme] if scheme in wanted else 'Digest username="me"' in given
            self.send_response(200 if let_in else 401)
            if let_in:
                self.send_header("content-type", "application/sparql-results+json")
            else:
                asked = 'Digest realm="r", nonce="n", qop="auth"' if scheme == "Digest" else f'{scheme} realm="r"'
                self.send_header("www-authenticate", asked)
            body = b'{"head":{},"boolean":true}' if let_in else b""
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing to the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Guard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
