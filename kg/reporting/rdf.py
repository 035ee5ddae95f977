"""The report as RDF: the article's claims and ties, and the checks as the report shows them, repairs and reviews too."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pyoxigraph as ox

from kg.graph import Store, iris
from kg.graph.interface import Format
from kg.graph.iris import term
from kg.graph.sparql import PREFIXES
from kg.graph.terms import text
from kg.graph.writing import claim_iris
from kg.model import Check, Repair, Review, Verification
from kg.reviewing import alarms, fingerprint

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_CREATOR = ox.NamedNode(PREFIXES["dcterms"] + "creator")
_DATE = ox.NamedNode(PREFIXES["dcterms"] + "date")
Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def rdf(v: Verification, form: Format) -> bytes:
    """UTF-8. Turtle merges the graphs; TriG and JSON-LD keep the article's apart from what articles share."""
    store = Store()
    graph = store.add(v.extraction)
    output = BytesIO()
    quads = (ox.Quad(*statement, graph) for check in v.checks for statement in _check(check, v, graph))
    ox.serialize(quads, output, format=ox.RdfFormat.N_QUADS)
    store.load(output.getvalue())
    return store.export(form) or b""


def _check(check: Check, v: Verification, article: ox.NamedNode) -> Iterator[Statement]:
    iri = ox.NamedNode(f"{iris.NAMESPACE}check:{check.id.removeprefix(f'{iris.NAMESPACE}check:')}")
    claims = claim_iris(v.extraction)
    yield iri, _TYPE, term("Check")
    yield iri, term("article"), article
    yield iri, term("verdict"), term(check.verdict)
    yield iri, term("severity"), ox.Literal(check.severity)
    if alarms(check):
        yield iri, term("alarm"), ox.Literal(True)
    for claim in dict.fromkeys(check.claims):
        yield iri, term("claim"), claims[claim]
    yield iri, term("stated"), claims[check.tested]
    for name, words in (
        ("kind", check.kind),
        ("expression", check.expression),
        ("relation", check.relation),
        ("reading", check.reading),
        ("formula", check.formula),
        ("message", check.message),
        ("fingerprint", fingerprint(v.extraction, check)),
        *(("basis", basis) for basis in check.basis),
    ):
        yield iri, term(name), text(words)
    for name, interval in (
        ("computed", check.computed),
        ("computedWide", check.computed_wide),
        ("stated", check.stated),
        ("statedWide", check.stated_wide),
    ):
        yield iri, term(f"{name}Low"), ox.Literal(float(interval.low))
        yield iri, term(f"{name}High"), ox.Literal(float(interval.high))
    for rank, repair in enumerate(check.repairs, 1):
        yield from _repair(repair, rank, iri, claims[repair.claim])
    if check.review:
        yield from _review(check.review, iri)


def _repair(repair: Repair, rank: int, check: ox.NamedNode, claim: ox.NamedNode) -> Iterator[Statement]:
    iri = ox.NamedNode(f"{iris.NAMESPACE}repair:{iris.digest(check.value, repair.text, repair.replacement)}")
    yield check, term("repair"), iri
    yield iri, _TYPE, term("Repair")
    yield iri, term("claim"), claim
    yield iri, term("rank"), ox.Literal(rank)
    for name, words in (("text", repair.text), ("replacement", repair.replacement), ("message", repair.message)):
        yield iri, term(name), text(words)


def _review(review: Review, check: ox.NamedNode) -> Iterator[Statement]:
    iri = ox.NamedNode(f"{iris.NAMESPACE}review:{iris.digest(check.value, review.at, review.by)}")
    yield check, term("review"), iri
    yield iri, _TYPE, term("Review")
    yield iri, term("decision"), text(review.decision)
    yield iri, term("reason"), text(review.reason)
    yield iri, _CREATOR, text(review.by)
    yield iri, _DATE, text(review.at)
