"""How the numbers hang together: claims and checks as a bipartite graph, one drawing a connected component."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

import networkx as nx

from kg.reporting.marks import Mark
from kg.reporting.view import Card, Report

WIDTH = 400  # of a drawing, in its own units, which are about CSS pixels
CLAIMS_AT, CHECKS_AT = 190, 290
_ROW, _EDGE = 40, 24


@dataclass(frozen=True, slots=True)
class ClaimNode:
    mark: Mark
    y: float


@dataclass(frozen=True, slots=True)
class CheckNode:
    card: Card
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """From a claim at height `y1` to a check at height `y2`."""

    y1: float
    y2: float
    card: Card


@dataclass(frozen=True, slots=True)
class Drawing:
    """A component. `alarm`: one of its checks raised one."""

    claims: tuple[ClaimNode, ...]
    checks: tuple[CheckNode, ...]
    edges: tuple[Edge, ...]
    height: float
    alarm: bool


def drawings(report: Report) -> tuple[Drawing, ...]:
    """One drawing a connected component, those with alarms first, then in the order of the text."""
    marks = {mark.number: mark for mark in report.marks}
    graph: nx.Graph = nx.Graph()
    for card in report.cards:
        graph.add_edges_from((mark.number, -card.number) for mark in card.operands)
    drawn = [_drawing(sorted(component), marks, report.cards) for component in nx.connected_components(graph)]
    return tuple(sorted(drawn, key=lambda drawing: (not drawing.alarm, drawing.claims[0].mark.number)))


def _drawing(nodes: Iterable[int], marks: dict[int, Mark], cards: tuple[Card, ...]) -> Drawing:
    """Claims run down in the order of the text, checks in that of their claims' mean place, so that few edges cross."""
    nodes = list(nodes)
    numbers = [node for node in nodes if node > 0]
    height = _ROW * (max(len(numbers), len(nodes) - len(numbers)) - 1) + 2 * _EDGE
    at = {number: y for number, y in zip(numbers, _heights(len(numbers), height), strict=True)}
    ours = [cards[-node - 1] for node in nodes if node < 0]
    ours.sort(key=lambda card: (fmean(at[mark.number] for mark in card.operands), card.number))
    placed = list(zip(ours, _heights(len(ours), height), strict=True))
    return Drawing(
        claims=tuple(ClaimNode(marks[number], y) for number, y in at.items()),
        checks=tuple(CheckNode(card, y) for card, y in placed),
        edges=tuple(Edge(at[mark.number], y, card) for card, y in placed for mark in card.operands),
        height=height,
        alarm=any(card.alarm for card in ours),
    )


def _heights(count: int, height: float) -> list[float]:
    """`count` heights, evenly apart about the middle."""
    return [height / 2 + (index - (count - 1) / 2) * _ROW for index in range(count)]
