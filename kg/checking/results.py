"""Checks as plain types, read back from the graph that the queries wrote them into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import inf

import pyoxigraph as ox

from kg.checking.facts import described
from kg.checking.readings import Reading, settled
from kg.checking.wording import Wording
from kg.errors import QueryError
from kg.graph import Store, iris
from kg.graph.writing import claim_iris
from kg.model import Check, Extraction, Interval, Verdict
from kg.ontology.turtle import shorten

_QUERY = "SELECT ?check ?p ?o WHERE { ?check a kg:Check ; ?p ?o }"
_GROUPS = "SELECT ?tie ?group ?weak WHERE { ?tie kg:group ?group . OPTIONAL { ?tie kg:weak ?weak } }"
_NEEDED = ("kg:kind", "kg:claim", "kg:stated", "kg:relation", "kg:expression")
Properties = Mapping[str, list[str]]


def read_checks(store: Store, extractions: list[Extraction], lang: str) -> list[list[Check]]:
    """The checks of each extraction, worst first and then in the order of the text.

    Raises QueryError where a query has left out what a check needs, or names as a claim what is none.
    """
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    answer = store.query(_QUERY)
    assert isinstance(answer, ox.QuerySolutions)
    for check, predicate, value in answer:
        rows[check.value][shorten(predicate.value)].append(value.value)
    by_article: dict[str, list[tuple[str, Properties]]] = defaultdict(list)
    for iri, row in rows.items():
        by_article[row["kg:article"][0]].append((iri, row))
    facts = described(store, lang)
    readings = _readings(store)
    found = []
    for extraction in extractions:
        names = {iri.value: name for name, iri in claim_iris(extraction).items()}
        article = iris.article(extraction.article).value
        words = Wording(extraction, lang)
        # A number against a fact has no tie: 占比120%.
        checks = settled(
            [
                (_check(iri, row, names, words, facts), readings.get("".join(row["kg:tie"][:1])))
                for iri, row in by_article[article]
            ]
        )
        found.append(
            sorted(checks, key=lambda c: (c.severity, words.place(c.claims[0]), c.kind, words.places(c), c.id))
        )
    return found


def _readings(store: Store) -> dict[str, Reading]:
    """Tie → its group of readings, its place in it, and whether it is weak."""
    answer = store.query(_GROUPS)
    assert isinstance(answer, ox.QuerySolutions)
    return {tie.value: Reading.parsed(group.value, weak is not None) for tie, group, weak in answer}


def _check(iri: str, row: Properties, names: Mapping[str, str], words: Wording, facts: Mapping[str, str]) -> Check:
    _demand_whole(iri, row, names)
    claims = tuple(sorted((names[c] for c in row["kg:claim"]), key=words.place))
    stated = names[row["kg:stated"][0]]
    computed, computed_wide, told, told_wide = (
        words.by_the_text(stated, _interval(row, name)) for name in ("computed", "computedWide", "stated", "statedWide")
    )
    verdict: Verdict = shorten(row["kg:verdict"][0]).removeprefix("kg:")  # type: ignore[assignment] # the law's four
    used = (facts.get(fact, fact) for fact in row.get("kg:fact", ()))
    check = Check(
        id=iri.removeprefix("urn:kg:check:"),
        kind=row["kg:kind"][0],
        verdict=verdict,
        severity=int(row["kg:severity"][0]),
        claims=claims,
        texts=tuple(words.text(name) for name in claims),
        formula="",
        message="",
        computed=computed,
        computed_wide=computed_wide,
        stated=told,
        stated_wide=told_wide,
        relation=row["kg:relation"][0],
        reading=row["kg:reading"][0],
        unit=words.unit(stated),
        basis=(*sorted(row.get("kg:assumes", ())), *sorted(used)),
        tested=stated,
        expression=row["kg:expression"][0],
    )
    if "kg:range" in row:
        return words.against(check, row["kg:expression"][0], stated, facts.get(row["kg:range"][0], ""))
    (required,) = row.get("kg:statedText", ("",))
    return words.worded(check, row["kg:expression"][0], required or words.text(stated), required=bool(required))


def _demand_whole(iri: str, row: Properties, names: Mapping[str, str]) -> None:
    """The user's own query may lack something; its name is in the check's IRI."""
    missing = [name for name in _NEEDED if not row.get(name)]
    if missing:
        raise QueryError(f"{iri}: 核对缺少 / the check lacks {', '.join(missing)}")
    strangers = [claim for claim in (*row["kg:claim"], *row["kg:stated"]) if claim not in names]
    if strangers:
        raise QueryError(f"{iri}: 不是本文的数字 / no claim of the article: {', '.join(strangers)}")


def _interval(row: Properties, name: str) -> Interval:
    """The bounds a query computed; anything where it could not (a division by nothing), which the law left open."""
    low, high = row.get(f"kg:{name}Low"), row.get(f"kg:{name}High")
    return Interval(float(low[0]), float(high[0])) if low and high else Interval(-inf, inf)
