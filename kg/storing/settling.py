"""Checks in the graph as `kg check` shows them: one reading of those that the words allow, slips of the pen found.

A query that runs over what the check queries wrote would meet every reading of 比去年的4.84亿人次增长7.4%, those that
nobody means too, and a mismatch of numbers that the text only seems to relate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.checking import checked_store, read_back
from kg.checking.readings import WEAK
from kg.explaining import explain
from kg.graph import Store, iris
from kg.graph.iris import term
from kg.graph.sparql import PREFIXES
from kg.graph.terms import text
from kg.model import Check, Extraction, Verification
from kg.reviewing import alarms

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_JUDGED = (term("verdict"), term("severity"), term("reading"))


def settled_store(extractions: Iterable[Extraction], folders: Collection[Path] = ()) -> Store:
    """The articles' graphs with their checks settled, and the reference facts, in memory. folders: more folders of checks.

    Raises QueryError where a query has left out what a check needs.
    """
    found = list(extractions)
    store = checked_store(found, folders)
    read = read_back(store, found, "zh")
    # Only what the text merely suggests is judged by its repairs; they cost more than all else.
    suggested = [at for at, v in enumerate(read) if any(check.reading == WEAK for check in v.checks)]
    explained = explain([read[at] for at in suggested], folders=folders)
    _settle(store, read, {**dict(enumerate(read)), **dict(zip(suggested, explained, strict=True))}.values())
    return store


def settled_as(verification: Verification, folders: Collection[Path] = ()) -> Store:
    """The same of one article whose checks are explained and, where editors have decided on them, reviewed."""
    store = checked_store([verification.extraction], folders)
    _settle(store, read_back(store, [verification.extraction], "zh"), [verification])
    return store


def _settle(store: Store, read: Sequence[Verification], explained: Iterable[Verification]) -> None:
    for before, after in zip(read, explained, strict=True):
        name = iris.article(before.extraction.article)
        graph = list(store.graph(name))
        # A relation only suggested that no slip bears out stays, marked: what comes of the others rests on it.
        final = {check.id: check for v in (before, after) for check in v.checks}
        nodes = {quad.subject: final.get(_id(quad.subject)) for quad in graph if _is_check(quad)}
        store.remove(
            quad for quad in graph if quad.subject in nodes and (not nodes[quad.subject] or quad.predicate in _JUDGED)
        )
        store.insert(
            ox.Quad(node, predicate, value, name)
            for node, check in nodes.items()
            if check is not None
            for predicate, value in _judged(check)
        )


def _is_check(quad: ox.Quad) -> bool:
    return quad.predicate == _TYPE and quad.object == term("Check")


def _id(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return str(node.value).removeprefix(f"{iris.NAMESPACE}check:") if isinstance(node, ox.NamedNode) else ""


def _judged(check: Check) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield term("verdict"), term(check.verdict)
    yield term("severity"), ox.Literal(check.severity)
    yield term("reading"), text(check.reading)
    if alarms(check):
        yield term("alarm"), ox.Literal(True)
