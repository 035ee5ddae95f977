"""A query for alarms over a graph lists what `kg check` alarms on, and one for coverage counts as it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from kg.checking import checked_store, verify
from kg.explaining import explain
from kg.graph import GraphStore, Store, iris
from kg.library import Checked
from kg.model import ALARMS, Article, Verification
from kg.pipeline import extract_all
from kg.querying import run
from kg.reading import article, read
from kg.resources import CORPUS, QUERIES, ROOT
from kg.reviewing import decided, reviewed
from kg.reviewing.records import Reviews
from kg.storing import ArticleStore, read_all, readings

RULES = "0" * 20
WRONG = ROOT / "benchmarks" / "errors" / "dev.jsonl"
ALARMED = "SELECT ?article ?check ?verdict { ?check kg:alarm true ; kg:verdict ?verdict ; kg:article ?article }"
Rows = list[tuple[str, ...]]


def articles() -> Iterator[Article]:
    """The corpus, and right passages with one number made wrong."""
    yield from (found for found in read(CORPUS) if isinstance(found, Article))
    for line in WRONG.read_text(encoding="utf-8").splitlines()[::3]:
        row = json.loads(line)
        for old, new, _ in row["perturb"][:1]:
            yield article(row["text"].replace(old, new, 1), id=row["id"])


@dataclass(frozen=True)
class Desk:
    """The same articles checked, and kept."""

    checked: list[Verification]
    kept: ArticleStore


@pytest.fixture(scope="module")
def desk() -> Desk:
    extractions = list(extract_all(articles()))
    kept = ArticleStore(Store())
    read = partial(readings, extract=lambda _: extractions, rules=RULES)
    for reading in read_all(kept, [e.article for e in extractions], read, RULES):
        assert not isinstance(reading, str)
        reading.write(kept)
    return Desk(list(explain(verify(extractions))), kept)


def rows(desk: Desk, query: str) -> Sequence[Any]:
    return run(desk.kept.store, query).rows


def alarmed(store: GraphStore) -> Rows:
    return sorted(tuple(str(term.value).removeprefix("urn:kg:") for term in row) for row in run(store, ALARMED).rows)


def alarms(checked: list[Verification]) -> Rows:
    """What `kg check` shows as an alarm."""
    return sorted(
        (iris.article(v.extraction.article).value.removeprefix("urn:kg:"), f"check:{check.id}", check.verdict)
        for v in checked
        for check in v.checks
        if check.verdict in ALARMS
    )


def test_the_alarms_of_a_store_are_those_of_a_check(desk: Desk) -> None:
    assert alarmed(desk.kept.store) == alarms(desk.checked)


def test_the_shipped_query_lists_them(desk: Desk) -> None:
    listed = sorted((int(row[0].value), row[1].value, row[2].value, row[3].value) for row in rows(desk, "alarms"))
    said = ((c.severity, c.verdict, c.kind, c.expression) for v in desk.checked for c in v.checks)
    assert listed == sorted(row for row in said if row[1] in ALARMS)


def test_the_articles_put_the_settling_to_the_test(desk: Desk) -> None:
    """Among them are slips between numbers that the text only seems to relate, and readings that nobody means."""
    assert any(check.reading == "slip" for v in desk.checked for check in v.checks)
    unsettled = checked_store([v.extraction for v in desk.checked])
    raw = run(unsettled, "SELECT ?check { VALUES ?v { kg:inconsistent kg:implausible } ?check kg:verdict ?v }")
    assert len(raw.rows) > len(alarms(desk.checked))


def test_what_a_store_gives_is_explained_as_at_first(desk: Desk) -> None:
    names = [iris.article(v.extraction.article) for v in desk.checked]
    assert list(explain(desk.kept.verifications(names, "zh"))) == desk.checked


def test_the_queries_count_as_a_check_does(desk: Desk) -> None:
    counted = {row[1].value: [int(term.value) for term in row[2:]] for row in rows(desk, "coverage")}
    for v in desk.checked:
        found = v.coverage
        assert counted[iris.article(v.extraction.article).value] == [found.found, found.tied, found.checked]
    unchecked = sum(len(v.coverage.unchecked) for v in desk.checked)
    assert len(rows(desk, "unchecked")) == unchecked


def test_a_search_shows_each_number_by_the_worst_that_a_check_says_of_it(desk: Desk) -> None:
    result = run(desk.kept.store, (QUERIES / "search.rq").read_text(encoding="utf-8"))
    at = [result.variables.index(name) for name in ("article", "start", "end", "verdict")]
    found = sorted(tuple(row[n].value for n in at) for row in result.rows)
    assert found == sorted(row for v in desk.checked for row in shown(v))


def shown(v: Verification) -> Iterator[tuple[str, ...]]:
    name = iris.article(v.extraction.article).value
    for claim in v.extraction.claims:
        said = {check.verdict for check in v.checks if claim.id in check.claims}
        worst = (*ALARMS, "consistent", "unverifiable")
        start, end = v.extraction.article.source_span(claim.quantity.start, claim.quantity.end)
        yield name, str(start), str(end), next((word for word in worst if word in said), "unchecked")


def test_what_an_editor_dismissed_is_no_alarm_of_the_graph(desk: Desk) -> None:
    v = next(v for v in desk.checked if any(check.verdict in ALARMS for check in v.checks))
    decisions = [decided(v, c, "dismissed", reason="口径不同", by="林") for c in v.checks if c.verdict in ALARMS]
    for settled, wanted in ((v, len(decisions)), (reviewed(v, Reviews(tuple(decisions))), 0)):
        assert len(Checked(settled).to_rdf().query("SELECT ?c { ?c <urn:kg:alarm> true }")) == wanted
