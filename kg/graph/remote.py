"""A store at another machine: SPARQL 1.1 query, update, and the graph store protocol.

Graphs of articles are put by the graph store protocol, as N-Triples: their text may be long and may hold anything. The
records, which say that an article is there, follow in one update at the end. An article that was interrupted thus has no
record, and is read and put again.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import KgError, QueryError, ReadError, installing
from kg.graph import iris
from kg.graph.formats import written
from kg.graph.interface import Answer, Format
from kg.graph.sparql import PREFIXES, names_its_graphs
from kg.graph.store import Store
from kg.resources import ontology_files

if TYPE_CHECKING:
    import httpx

UPDATE, GRAPHS = "KG_STORE_UPDATE", "KG_STORE_GRAPHS"
"""Environment variables: the addresses for updates and of the graph store protocol, where they are not beside /query."""

USER, PASSWORD, TOKEN = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"  # their names
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_SECONDS = 300.0
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


class RemoteStore:
    """The store whose queries `url` answers: http://host:7878 and http://host:7878/query are an Oxigraph server.

    User and password, or a token, are taken from the environment only. Raises KgError, naming the address, for what the
    server refuses and where there is none.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise KgError(f"{parts.hostname}: 密码只从环境变量取 / credentials come from {USER} and {PASSWORD} only")
        base = url.rstrip("/").removesuffix("/query")
        self._query = f"{base}/query" if urlsplit(base).path in ("", "/") or base != url.rstrip("/") else base
        self._update = os.environ.get(UPDATE) or f"{base}/update"
        self._graphs = os.environ.get(GRAPHS) or f"{base}/store"
        self._client = _client()

    def __len__(self) -> int:
        answer = self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(answer, ox.QuerySolutions)
        return int(next(answer)["n"].value)

    def __contains__(self, term: object) -> bool:
        if not isinstance(term, ox.NamedNode):
            return False
        return bool(self.query(f"ASK {{ {{ {term} ?p ?o }} UNION {{ ?s {term} ?o }} UNION {{ ?s ?p {term} }} }}"))

    def query(self, sparql: str) -> Answer:
        """As `GraphStore.query`."""
        empty = Store().query(sparql)  # tells the form, and a fault with its place
        is_construct = isinstance(empty, ox.QueryTriples)
        data = {"query": _PROLOGUE + sparql}
        if not names_its_graphs(sparql):
            data["union-default-graph"] = "true"  # Oxigraph's; elsewhere the union is the default, or has to be set
        accept = {"accept": _TRIPLES if is_construct else _RESULTS}
        response = self._send("POST", self._query, data=data, headers=accept)
        if is_construct:
            return _triples(response.content)
        answer = ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
        if isinstance(empty, ox.QueryBoolean) and isinstance(answer, ox.QuerySolutions):
            return _boolean(next(answer, None) is not None)  # Virtuoso answers ASK with a row or none
        return answer

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        """As `GraphStore.graph`."""
        answer = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        assert isinstance(answer, ox.QueryTriples)
        for triple in answer:
            yield ox.Quad(triple.subject, triple.predicate, triple.object, name)

    def insert(self, quads: Iterable[ox.Quad]) -> None:
        """As `GraphStore.insert`; one request a graph."""
        for name, triples in _by_graph(quads).items():
            self._put("POST", name, triples)

    def replace(self, graphs: Iterable[ox.NamedNode], quads: Iterable[ox.Quad]) -> None:
        """As `GraphStore.replace`: graph by graph, the records last and together."""
        new = _by_graph(quads)
        emptied = list(dict.fromkeys(graphs))
        records = [name for name in {*emptied, *new} if iris.is_record(name)]
        for name in emptied:
            if name not in records:
                self._put("PUT", name, new.pop(name, []))
        for name, triples in new.items():
            if name not in records:
                self._put("POST", name, triples)
        if records:
            self._records(sorted(records, key=str), new)

    def _records(self, names: list[ox.NamedNode], new: dict[ox.NamedNode, list[ox.Triple]]) -> None:
        """In one update. What a record holds are digests, base64 and IRIs: nothing that an update could take for SPARQL."""
        dropped = " ;\n".join(f"DROP SILENT GRAPH {name}" for name in names)
        data = "\n".join(
            f"GRAPH {name} {{ {' . '.join(map(str, new.get(name, ())))} }}" for name in names if name in new
        )
        update = f"{dropped} ;\nINSERT DATA {{ {data} }}" if data else dropped
        self._send("POST", self._update, content=update.encode(), headers={"content-type": "application/sparql-update"})

    def _put(self, method: str, name: ox.NamedNode, triples: list[ox.Triple]) -> None:
        """PUT replaces the graph, POST adds to it; in one request, so that a graph is there whole or not at all."""
        where = {"graph": name.value}
        if triples:
            body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            self._send(method, self._graphs, params=where, content=body, headers={"content-type": _TRIPLES})
        elif method == "PUT":
            self._send("DELETE", self._graphs, params=where, missing=True)

    def load_ontology(self, *names: str) -> None:
        """As `Store.load_ontology`."""
        for file in (file for name in names for file in ontology_files(name)):
            try:
                # As N-Triples: Virtuoso does not read every name that Turtle can write.
                rows = [quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
            except (SyntaxError, OSError) as error:
                raise ReadError(f"{file}: {error}") from error
            self._put("POST", iris.ONTOLOGY, rows)

    def export(self, form: Format = "nquads", output: IO[bytes] | None = None) -> bytes | None:
        """As `GraphStore.export`; graph by graph."""
        return written(self._quads(), form, output)

    def _quads(self) -> Iterator[ox.Quad]:
        answer = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        assert isinstance(answer, ox.QuerySolutions)
        for (name,) in answer:
            yield from self.graph(name)

    def _send(self, method: str, url: str, *, missing: bool = False, **what: Any) -> httpx.Response:
        """missing: a graph that is not there is no error."""
        import httpx  # noqa: PLC0415  # an extra

        try:
            response = self._client.request(method, url, **what)
        except httpx.HTTPError as error:
            raise KgError(f"{url}: 连不上 / cannot be reached: {error}") from error
        if response.is_success or (missing and response.status_code == httpx.codes.NOT_FOUND):
            return response
        said = response.text.strip()[:500]
        if response.status_code == httpx.codes.BAD_REQUEST and url == self._query:
            raise QueryError(said)
        hint = f"（{USER}、{PASSWORD}）" if response.status_code in (401, 403) else ""
        raise KgError(f"{url}: {response.status_code} {response.reason_phrase}{hint} {said}")


def _client() -> httpx.Client:
    try:
        import httpx  # noqa: PLC0415  # an extra, and 0.1 s
    except ImportError as error:
        raise KgError(f"远程图库需要 httpx / a remote store needs httpx: {installing('store')}") from error
    token, user = os.environ.get(TOKEN), os.environ.get(USER)
    return httpx.Client(
        timeout=_SECONDS,
        headers={"authorization": f"Bearer {token}"} if token else {},
        auth=None if token or not user else _login(user, os.environ.get(PASSWORD, "")),
    )


def _login(user: str, password: str) -> httpx.Auth:
    """Digest where the server asks for it (Virtuoso), else basic."""
    import httpx  # noqa: PLC0415  # as above

    class Login(httpx.Auth):
        requires_request_body = True

        def auth_flow(self, request: httpx.Request) -> Any:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            challenge = response.headers.get("www-authenticate", "").lower()
            known = httpx.DigestAuth if challenge.startswith("digest") else httpx.BasicAuth
            yield from known(user, password).auth_flow(request)

    return Login()


def _by_graph(quads: Iterable[ox.Quad]) -> dict[ox.NamedNode, list[ox.Triple]]:
    found: defaultdict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        found[quad.graph_name].append(quad.triple)
    return found


def _boolean(value: bool) -> ox.QueryBoolean:
    answer = Store().query(f"ASK {{ FILTER({str(value).lower()}) }}")
    assert isinstance(answer, ox.QueryBoolean)
    return answer


def _triples(data: bytes) -> ox.QueryTriples:
    """N-Triples as what a CONSTRUCT gives."""
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_TRIPLES)
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QueryTriples)
    return answer
