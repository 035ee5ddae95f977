"""What articles say otherwise of one thing is noted, whatever the order they come in, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations

import pytest
from graph.handmade import article, claim, entity, quantity

from kg.graph import Store, iris
from kg.model import Article, Check, Extraction, Property
from kg.storing import ArticleStore, Reading, read_all, readings

from .made import RULES

POWER = Property("kg:property-power", "功率")


@dataclass(frozen=True)
class Said:
    """A number that an article states: 总功率 of 南浦电力, unless said otherwise."""

    value: int
    time: str | None = "2024"
    per: str | None = None
    role: str | None = None
    modality: str = "asserted"


def extraction(name: str, date: str | None, *said: Said, url: str | None = None) -> Extraction:
    # A text of its own, so that none is a copy of another.
    text = name * 100 + "南浦电力" + "、".join(f"第{i}台{s.value}兆瓦" for i, s in enumerate(said)) + "。"
    of = article(
        name, text, title=f"之{name}", date=date, publisher="东江晚报", url=url or f"https://news.example/{name}/{date}"
    )
    claims = tuple(
        claim(
            of,
            f"c{i}",
            quantity(of, f"{s.value}兆瓦", s.value, "MW", 0.5),
            subject=entity(of, "南浦电力"),
            property=POWER,
            time=s.time,
            per=s.per,
            role=s.role,
            modality=s.modality,
        )
        for i, s in enumerate(said)
    )
    return Extraction(of, (entity(of, "南浦电力"),), claims, ())


def store(extractions: Sequence[Extraction]) -> ArticleStore:
    kept, by_name = ArticleStore(Store()), {iris.article(e.article): e for e in extractions}

    def extract(articles: Iterable[Article]) -> list[Extraction]:
        return [by_name[iris.article(of)] for of in articles]

    read = partial(readings, extract=extract, rules=RULES)
    for reading in read_all(kept, [e.article for e in extractions], read, RULES):
        assert isinstance(reading, Reading)
        reading.write(kept)
    return kept


def noted(*extractions: Extraction, lang: str = "zh") -> list[Check]:
    kept = store(extractions)
    return [note for some in kept.notes(extractions, lang) for note in some]


def test_both_are_named_dated_and_the_later_as_a_possible_revision() -> None:
    first, second = noted(extraction("甲", "2025-01-10", Said(1900)), extraction("乙", "2025-03-10", Said(1200)))
    assert (first.formula, second.formula) == (
        "1900兆瓦 ≠ 1200兆瓦 · 《之乙》（东江晚报，2025-03-10）",
        "1200兆瓦 ≠ 1900兆瓦 · 《之甲》（东江晚报，2025-01-10）",
    )
    assert "在本文之后，或为修订" in first.message
    assert "本文或为修订" in second.message
    assert {(check.verdict, check.severity, check.kind) for check in (first, second)} == {("unverifiable", 3, "across")}


def test_of_one_day_or_undated_neither_is_the_later() -> None:
    for date in ("2025-01-10", None):
        (first, _) = noted(extraction("甲", date, Said(1900)), extraction("乙", date, Said(1200)), lang="en")
        assert "both may be right" in first.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([Said(1900)], [Said(1900)]),
        ([Said(1900)], [Said(1903)]),  # within rounding
        ([Said(1900, time=None)], [Said(1200, time=None)]),
        ([Said(1900, time="去年")], [Said(1200, time="去年")]),
        ([Said(1900, time="2024")], [Said(1200, time="2025")]),
        ([Said(1900)], [Said(1200, per="{台}")]),
        ([Said(1900)], [Said(1200, role="each")]),
        ([Said(1900)], [Said(1200, modality="planned")]),
        ([Said(1900), Said(400)], [Said(1200)]),  # the first has two of them: they are not of one thing
    ],
)
def test_what_may_well_be_another_thing_is_not_compared(one: list[Said], other: list[Said]) -> None:
    assert noted(extraction("甲", "2025-01-10", *one), extraction("乙", "2025-03-10", *other)) == []


def test_a_number_that_changes_once_is_noted_once() -> None:
    row = [extraction(str(day), f"2025-01-{day:02}", Said(1900 if day < 15 else 1200)) for day in range(10, 20)]
    assert len(noted(*row)) == 2  # once for each of the two that differ


def test_the_order_of_arrival_does_not_matter() -> None:
    """What was noted as articles came one by one is what a store filled at once would hold; so with a revision."""
    texts = [
        extraction("甲", "2025-01-10", Said(1900), Said(30, role="each")),
        extraction("乙", "2025-02-10", Said(1200), Said(30, role="each")),
        extraction("丙", "2025-03-10", Said(1900), Said(50, role="each")),
        extraction("丁", None, Said(1500)),
    ]
    graphs = {
        bytes(sorted((store(order).store.export("nquads") or b"").splitlines()).__repr__(), "utf-8")
        for order in permutations(texts)
    }
    assert len(graphs) == 1
    kept = store(texts)
    assert len(list(kept.store.query('SELECT ?c { ?c kg:kind "across" }'))) == 4  # type: ignore[arg-type]


def test_a_revision_takes_its_number_out_of_the_comparison() -> None:
    old = extraction("甲", "2025-01-10", Said(1900), url="https://news.example/a")
    new = extraction("甲", "2025-01-11", Said(1200), url="https://news.example/a")
    other = extraction("乙", "2025-03-10", Said(1200))
    kept = store([old, other])
    assert len(kept.notes([old, other], "zh")[0]) == 1
    kept = store([old, other, new])
    assert kept.notes([new, other], "zh") == [[], []]
