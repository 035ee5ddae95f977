"""The graph in memory or in a folder, behind one interface; Oxigraph keeps it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError, QueryError, ReadError
from kg.graph import iris
from kg.graph.formats import written
from kg.graph.interface import Answer, Format
from kg.graph.sparql import PREFIXES, explained, names_its_graphs, refuse_network
from kg.graph.writing import quads
from kg.model import Extraction
from kg.resources import ontology_files

if TYPE_CHECKING:
    import rdflib

_ARTICLE = iris.term("article")


class Store:
    """Articles' graphs and what they share. `path`: a folder that keeps them; None keeps them in memory.

    Raises ReadError where the folder cannot be opened: another process is writing to it, or it holds something else.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        try:
            if path is None:
                self._store = ox.Store()
            else:
                self._store = ox.Store.read_only(str(path)) if read_only else ox.Store(path)
        except (OSError, RuntimeError) as error:  # the latter where its files do not fit together
            raise ReadError(f"{path}: 打不开图库 / the store cannot be opened: {error}") from error

    def __len__(self) -> int:
        return len(self._store)

    def __contains__(self, term: object) -> bool:
        """True where an IRI stands anywhere in the graph."""
        if not isinstance(term, ox.NamedNode):
            return False
        patterns = ((term, None, None), (None, term, None), (None, None, term))
        return any(next(self._store.quads_for_pattern(*pattern), None) is not None for pattern in patterns)

    def add(self, extraction: Extraction) -> ox.NamedNode:
        """Write an article and give its graph's name. What that graph held, checks included, is replaced."""
        graph = self.name_of(extraction)
        self._store.clear_graph(graph)
        self._store.extend(quads(extraction))
        return graph

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        """The quads of one named graph; none where there is no such graph."""
        return self._store.quads_for_pattern(None, None, None, name)

    def replace(self, graphs: Iterable[ox.NamedNode], quads: Iterable[ox.Quad]) -> None:
        """Empty `graphs` and add `quads`, in one transaction: all of it is kept, or, on a full disk or after a kill,
        nothing. Raises KgError where it cannot be written.
        """
        # The one way that pyoxigraph has to take away and to add in one transaction is an update.
        dropped = [f"DROP SILENT GRAPH {name}" for name in dict.fromkeys(graphs)]
        by_graph: defaultdict[str, list[str]] = defaultdict(list)
        for quad in quads:
            by_graph[str(quad.graph_name)].append(f"{quad.triple} .")
        data = "\n".join(f"GRAPH {name} {{\n{chr(10).join(rows)}\n}}" for name, rows in by_graph.items())
        try:
            self._store.update(" ;\n".join([*dropped, f"INSERT DATA {{\n{data}\n}}"]))
        except OSError as error:
            raise KgError(f"图库写不了 / the store cannot be written: {error}") from error

    @staticmethod
    def name_of(extraction: Extraction) -> ox.NamedNode:
        """The name of the article's graph, which is the article's IRI."""
        return iris.article(extraction.article)

    def backup(self, folder: Path) -> None:
        """Copy a store that is in a folder, and is not open only to be read, to a folder that does not exist yet.

        Raises KgError where it cannot be written.
        """
        try:
            self._store.backup(str(folder))
        except OSError as error:
            raise KgError(f"{folder}: 写不了 / cannot be written: {error}") from error

    def flush(self) -> None:
        """Have everything written that the disk's buffers still hold."""
        self._store.flush()

    def insert(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, in one transaction."""
        self._store.extend(quads)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out; one that is not there is passed over."""
        for quad in quads:
            self._store.remove(quad)

    def load(self, data: bytes | IO[bytes]) -> None:
        """Load N-Quads, as `nquads` writes them or a cluster did. Raises ReadError where they do not parse."""
        try:
            self._store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise ReadError(f"N-Quads: {error}") from error

    def load_ontology(self, *names: str) -> None:
        """Load files of ontology/, and the user's own of that name, into the graph urn:kg:ontology.

        A folder's name stands for every .ttl under it. Raises ReadError, naming the file, where one does not parse.
        """
        for file in (file for name in names for file in ontology_files(name)):
            try:
                self._store.load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=iris.ONTOLOGY)
            except (SyntaxError, OSError) as error:
                raise ReadError(f"{file}: {error}") from error

    def query(self, sparql: str, graphs: Collection[str] = (), named: Collection[str] = ()) -> Answer:
        """Run a query over the union of all graphs, or over those it names with FROM; PREFIXES need no declaration.

        graphs, named: IRIs of the default graph's graphs and of the named ones, in the place of FROM and FROM NAMED.
        Raises QueryError with line and column where it does not parse, for SERVICE, which would reach out, and for an
        IRI that is none.
        """
        refuse_network(sparql)
        try:
            if graphs or named:
                default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [_graph(iri) for iri in graphs]
                others: list[ox.NamedNode | ox.BlankNode] = [_graph(iri) for iri in named]
                return self._store.query(sparql, prefixes=PREFIXES, default_graph=default, named_graphs=others)
            return self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=not names_its_graphs(sparql))
        except SyntaxError as error:
            raise explained(error, sparql) from error

    def construct_into(self, sparql: str) -> int:
        """Run a CONSTRUCT and put every node it describes into the graph of its kg:article; gives how many are new.

        A node of several articles (the same thing stated in two of them) goes to the first of them by IRI; one whose
        article the graph already knows need not name it again.
        Raises QueryError where a node has no article, since no graph would be its own.
        """
        answer = self.query(sparql)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("要写入图中，查询须是 CONSTRUCT / only a CONSTRUCT can be written into the graph")
        triples = list(answer)
        named: dict[Any, list[ox.NamedNode]] = {}
        for triple in triples:
            if triple.predicate == _ARTICLE and isinstance(triple.object, ox.NamedNode):
                named.setdefault(triple.subject, []).append(triple.object)
        before = len(self._store)
        self._store.extend(
            [ox.Quad(t.subject, t.predicate, t.object, self._graph_of(t.subject, named)) for t in triples]
        )
        return len(self._store) - before

    def _graph_of(self, node: Any, constructed: dict[Any, list[ox.NamedNode]]) -> ox.NamedNode:
        """The first article, by IRI, that the construct names for a node, or else the graph names."""
        if node not in constructed:
            constructed[node] = [
                quad.object
                for quad in self._store.quads_for_pattern(node, _ARTICLE, None)
                if isinstance(quad.object, ox.NamedNode)
            ]
        if not constructed[node]:
            raise QueryError(f"{node}: 没有 kg:article / a constructed node needs its kg:article")
        return min(constructed[node], key=lambda article: article.value)

    def export(self, form: Format = "nquads", output: IO[bytes] | None = None) -> bytes | None:
        """Everything as `form`, to `output` or as bytes. Turtle, N-Triples and RDF/XML have no graphs: they are merged.

        Raises KgError for a form that does not exist.
        """
        return written(iter(self._store), form, output)

    def as_rdflib(self) -> rdflib.Dataset:
        """The same graph, live, for code that speaks rdflib; its default graph is the union of all."""
        from kg.graph.bridge import dataset  # noqa: PLC0415 - rdflib is slow to import, and few need it

        return dataset(self._store)


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri}: 不是 IRI / no IRI: {error}") from error
