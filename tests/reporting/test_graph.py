"""The picture of claims and checks."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import lxml.html

from kg.reporting import html
from kg.reporting.graph import Drawing, drawings
from kg.reporting.view import view
from reporting.wind_farm import claim_id, verification


def test_one_drawing_a_component_worst_first() -> None:
    drawn = drawings(view(verification()))
    assert [sorted(node.card.number for node in one.checks) for one in drawn] == [
        [1], [2, 3, 4, 5, 9, 12, 13], [6, 7], [8], [10], [11], [14],
    ]  # fmt: skip
    assert [one.alarm for one in drawn] == [True, True, False, False, False, False, False]


def test_every_claim_of_a_check_is_joined_to_it() -> None:
    for one in drawings(view(verification())):
        at = {node.y: node.card for node in one.checks}
        claims = {node.y: node.mark.number for node in one.claims}
        for y, card in at.items():
            joined = {claims[edge.y1] for edge in one.edges if edge.y2 == y}
            assert joined == {mark.number for mark in card.operands}


def crossings(one: Drawing) -> int:
    return sum((a.y1 - b.y1) * (a.y2 - b.y2) < 0 for a, b in combinations(one.edges, 2))


def test_order_untangles_edges() -> None:
    """Interleaved sums a1+b1, a2+b2 … joined by one repeat cross in the order of the text, and need not."""
    whole = verification()
    pairs = [(1, 5), (2, 6), (3, 7), (4, 8)]
    checks = [
        replace(whole.checks[2], id=f"k{a}", claims=(claim_id(a), claim_id(b))) for a, b in (*pairs, (5, 6), (6, 7))
    ]
    (drawn,) = (one for one in drawings(view(replace(whole, checks=tuple(checks)))) if len(one.checks) > 1)
    assert crossings(drawn) <= 2


def test_the_one_to_blame_stands_out() -> None:
    page = lxml.html.document_fromstring(html(verification()))
    haloed = page.xpath("//*[@class='graph']//a[.//*[@class='halo']]/@href")
    assert haloed == ["#n21", "#n11"]


def test_no_checks_no_drawing() -> None:
    page = lxml.html.document_fromstring(html(replace(verification(), checks=())))
    assert not page.xpath("//*[@class='graph']")
