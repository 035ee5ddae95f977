"""What a store of graphs can do, wherever it is: in memory, in a folder, at another machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Literal, Protocol

import pyoxigraph as ox

Format = Literal["nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml"]
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class GraphStore(Protocol):
    """Named graphs, their union as the default graph of queries. Every method raises KgError where the store fails."""

    def __len__(self) -> int:
        """How many quads there are."""

    def __contains__(self, term: object) -> bool:
        """True where an IRI stands anywhere in a graph."""

    def query(self, sparql: str) -> Answer:
        """Run a query over the union of all graphs, or over those it names with FROM; PREFIXES need no declaration.

        Raises QueryError with line and column where it does not parse, and for SERVICE, which would reach out.
        """

    def graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        """The quads of one named graph; none where there is no such graph."""

    def insert(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads."""

    def replace(self, graphs: Iterable[ox.NamedNode], quads: Iterable[ox.Quad]) -> None:
        """Empty `graphs` and add `quads`: all of it, or so that it is noticed and done again (docs/stores.md)."""

    def load_ontology(self, *names: str) -> None:
        """Load files of ontology/, and the user's own of that name, into the graph urn:kg:ontology."""

    def export(self, form: Format = "nquads", output: IO[bytes] | None = None) -> bytes | None:
        """Everything as `form`, to `output` or as bytes."""
