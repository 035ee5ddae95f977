"""What two articles say otherwise of one thing: kept side by side and noted, never resolved.

Both may be right: a revision, another definition, another day. So the verdict is that nothing can be decided, with
severity 3. Compared are claims of one kg:key (subject, property, counted thing, per, time, place, modality, dimension)
and one role, whose time names its year: 去年 is another year in another article. An article whose own numbers of a key
differ is left out, since they are evidently not of one thing. The articles are taken in the order of their dates and
each is held against the one before, so that a number that changes once is noted once, however many articles repeat it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from kg.graph import GraphStore, iris
from kg.graph.iris import term
from kg.graph.sparql import PREFIXES
from kg.graph.terms import text
from kg.model import Interval

KIND = "across"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DATED = 'FILTER(REGEX(?time, "^[0-9]{4}"))'
_KEYS = f"SELECT DISTINCT ?key {{ GRAPH %s {{ ?claim kg:key ?key ; kg:time ?time {_DATED} }} }} ORDER BY ?key"
_STATED = f"""SELECT ?key ?role ?article ?date ?claim ?start ?text ?low ?high ?wideLow ?wideHigh WHERE {{
  VALUES ?key {{ %s }}
  ?claim kg:key ?key ; kg:time ?time ; kg:article ?article ; kg:start ?start ; kg:text ?text ;
    kg:low ?low ; kg:high ?high ; kg:wideLow ?wideLow ; kg:wideHigh ?wideHigh .
  {_DATED}
  OPTIONAL {{ ?claim kg:role ?role }}
  OPTIONAL {{ ?article schema:datePublished ?date }}
}}"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with what is compared. date: of its article, "" where it has none."""

    key: str
    role: str
    article: ox.NamedNode
    date: str
    claim: ox.NamedNode
    start: int
    text: str
    narrow: Interval
    wide: Interval


def keys(store: GraphStore, article: ox.NamedNode | None = None) -> list[str]:
    """The keys under which an article's claims can be compared with another's, in order; by default of all articles."""
    answer = store.query(_KEYS % (article or "?any"))
    assert isinstance(answer, ox.QuerySolutions)
    return [key.value for (key,) in answer]


def statements(store: GraphStore, some: Collection[str]) -> Iterator[Statement]:
    """The claims of those keys."""
    if not some:
        return
    answer = store.query(_STATED % " ".join(str(text(key)) for key in some))
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        role, date = (row[name].value if row[name] else "" for name in ("role", "date"))
        low, high, wide_low, wide_high = (float(row[name].value) for name in ("low", "high", "wideLow", "wideHigh"))
        yield Statement(
            row["key"].value,
            role,
            row["article"],
            date,
            row["claim"],
            int(row["start"].value),
            row["text"].value,
            Interval(low, high),
            Interval(wide_low, wide_high),
        )


def differences(stated: Iterable[Statement]) -> Iterator[tuple[str, ox.Quad]]:
    """A check for each article that differs from the one before it, even at the wide reading; (key, quad)."""
    groups: defaultdict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in stated:
        groups[statement.key, statement.role].append(statement)
    for group in groups.values():
        for earlier, later in pairwise(_one_an_article(group)):
            if not earlier.wide.meets(later.wide):
                yield from ((earlier.key, quad) for quad in _check(earlier, later))


def _one_an_article(group: list[Statement]) -> list[Statement]:
    """What each article that agrees with itself states first, in the order of the articles' dates, undated ones last."""
    articles: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(group, key=lambda s: (s.start, s.claim.value)):
        articles[statement.article.value].append(statement)
    one = [own[0] for own in articles.values() if max(s.wide.low for s in own) <= min(s.wide.high for s in own)]
    return sorted(one, key=lambda s: (not s.date, s.date, s.article.value))


def _check(earlier: Statement, later: Statement) -> Iterator[ox.Quad]:
    check, graph = iris.difference(earlier.claim, later.claim), iris.across(later.key)
    rows: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        ("kind", text(KIND)),
        ("stated", later.claim),
        ("expression", text(earlier.text)),
        ("relation", text("=")),
        ("verdict", term("unverifiable")),
        ("severity", ox.Literal(3)),
        ("reading", text("wide")),
        ("earlier", earlier.claim),
        ("later", later.claim),
        *(("claim", s.claim) for s in (earlier, later)),
        *(("article", s.article) for s in (earlier, later)),
    ]
    for name, side in (("computed", earlier), ("stated", later)):
        for reading, interval in (("", side.narrow), ("Wide", side.wide)):
            rows += [
                (f"{name}{reading}Low", ox.Literal(interval.low)),
                (f"{name}{reading}High", ox.Literal(interval.high)),
            ]
    if earlier.date and earlier.date < later.date:
        rows.append(("possibleRevision", later.claim))
    yield ox.Quad(check, _TYPE, term("Check"), graph)
    for name, value in rows:
        yield ox.Quad(check, term(name), value, graph)
