"""The law that turns two intervals into a verdict (queries/verdict.rq): its four outcomes and their edges."""

from __future__ import annotations

from math import inf

import pytest

from kg.checking.running import VERDICT
from kg.graph import Store

Bounds = tuple[float, float]
# narrow and wide of one side
Side = tuple[Bounds, Bounds] | None

LAW = VERDICT.read_text(encoding="utf-8")
NUMBER = "http://www.w3.org/2001/XMLSchema#double"


def judged(
    relation: str, computed: Side, stated: Side, *, full: bool = False, outside: str = ""
) -> tuple[str, int, str]:
    """(verdict, severity, reading) of one check. full: its input is written in full; outside: fact or assumes."""
    check, claim, article = "<urn:kg:check:one>", "<urn:kg:claim:one>", "<urn:kg:article:one>"
    rows = [
        f"{check} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:kg:Check>",
        f"{check} <urn:kg:article> {article}",
        f"{check} <urn:kg:claim> {claim}",
        f'{check} <urn:kg:relation> "{relation}"',
    ]
    for name, side in (("computed", computed), ("stated", stated)):
        if side is not None:
            for wide, bounds in zip(("", "Wide"), side, strict=True):
                for end, value in zip(("Low", "High"), bounds, strict=True):
                    number = f"{value}".upper() if abs(value) == inf else f"{value}"
                    rows.append(f'{check} <urn:kg:{name}{wide}{end}> "{number}"^^<{NUMBER}>')
    if full:
        rows.append(f'{claim} <urn:kg:full> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
    if outside:
        rows.append(f'{check} <urn:kg:{outside}> "x"')
    store = Store()
    store.load("".join(f"{row} {article} .\n" for row in rows).encode())
    store.construct_into(LAW)
    found = list(store.query("SELECT ?v ?s ?r WHERE { ?c kg:verdict ?v ; kg:severity ?s ; kg:reading ?r }"))
    assert len(found) == 1
    return found[0]["v"].value.removeprefix("urn:kg:"), int(found[0]["s"].value), found[0]["r"].value


def side(low: float, high: float, wide_low: float | None = None, wide_high: float | None = None) -> Side:
    """The wide reading is the narrow one unless told."""
    return (low, high), (low if wide_low is None else wide_low, high if wide_high is None else wide_high)


POINT = side(1900, 1900)
# 1900, written so: half a unit of its last digit, and half a hundred
ROUND = side(1899.5, 1900.5, 1850, 1950)
AWAY = side(1860, 1870)
FAR = side(190, 190)
ANY = side(-inf, inf)


@pytest.mark.parametrize(
    ("relation", "computed", "stated", "verdict"),
    [
        ("=", POINT, ROUND, ("consistent", 3, "narrow")),
        ("=", ROUND, POINT, ("consistent", 3, "narrow")),
        ("=", side(0, 1899.5), ROUND, ("consistent", 3, "narrow")),
        ("=", AWAY, ROUND, ("consistent", 3, "rounding")),
        ("=", ROUND, AWAY, ("consistent", 3, "rounding")),
        ("=", FAR, ROUND, ("inconsistent", 1, "wide")),
        ("=", ROUND, FAR, ("inconsistent", 1, "wide")),
        # demand and supply, part and whole: only the one way
        ("<=", FAR, ROUND, ("consistent", 3, "narrow")),
        ("<=", ROUND, FAR, ("inconsistent", 1, "wide")),
        ("<=", side(1940, 1940), ROUND, ("consistent", 3, "rounding")),
        (">=", ROUND, FAR, ("consistent", 3, "narrow")),
        (">=", FAR, ROUND, ("inconsistent", 1, "wide")),
        (">=", side(1860, 1860), ROUND, ("consistent", 3, "rounding")),
        # sixteen digits of a double, no more
        ("=", side(0.1 + 0.2, 0.1 + 0.2), side(0.3, 0.3), ("consistent", 3, "narrow")),
        ("=", side(1e21 * 3, 1e21 * 3), side(3e21, 3e21), ("consistent", 3, "narrow")),
        ("=", side(1e21, 1e21), side(1e20, 1e20), ("inconsistent", 1, "wide")),
        ("=", side(0, 0), side(0, 0), ("consistent", 3, "narrow")),
        ("=", side(-5, -5), side(5, 5), ("inconsistent", 1, "wide")),
        # open ends
        ("=", side(1000, inf), POINT, ("consistent", 3, "narrow")),
        ("=", side(2000, inf), POINT, ("inconsistent", 1, "wide")),
        ("=", side(-inf, 1000), POINT, ("inconsistent", 1, "wide")),
        ("=", side(-inf, 1000), side(500, inf), ("consistent", 3, "narrow")),
        ("<=", side(2000, inf), POINT, ("inconsistent", 1, "wide")),
        ("<=", POINT, side(2000, inf), ("consistent", 3, "narrow")),
        # nothing to compare
        ("=", ANY, POINT, ("unverifiable", 3, "none")),
        ("=", POINT, ANY, ("unverifiable", 3, "none")),
        ("<=", ANY, POINT, ("unverifiable", 3, "none")),
        ("=", None, POINT, ("unverifiable", 3, "none")),
        ("=", POINT, None, ("unverifiable", 3, "none")),
    ],
)
def test_the_law(relation: str, computed: Side, stated: Side, verdict: tuple[str, int, str]) -> None:
    assert judged(relation, computed, stated) == verdict


@pytest.mark.parametrize(
    ("computed", "full", "outside", "verdict"),
    [
        # whoever writes all digits means them
        (AWAY, True, "", ("implausible", 2, "rounding")),
        (AWAY, False, "", ("consistent", 3, "rounding")),
        (POINT, True, "", ("consistent", 3, "narrow")),
        (FAR, True, "", ("inconsistent", 1, "wide")),
        # what it takes a fact or an assumption to see is never more than implausible
        (FAR, False, "fact", ("implausible", 2, "wide")),
        (FAR, False, "assumes", ("implausible", 2, "wide")),
        (FAR, True, "fact", ("implausible", 2, "wide")),
        (AWAY, False, "fact", ("consistent", 3, "rounding")),
        (POINT, False, "fact", ("consistent", 3, "narrow")),
        (ANY, True, "fact", ("unverifiable", 3, "none")),
    ],
)
def test_what_weakens_an_alarm(computed: Side, full: bool, outside: str, verdict: tuple[str, int, str]) -> None:
    assert judged("=", computed, ROUND, full=full, outside=outside) == verdict
