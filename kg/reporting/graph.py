"""How the numbers hang together: claims and checks as a bipartite graph, one drawing a connected component."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

import networkx as nx

from kg.reporting.marks import Mark
from kg.reporting.view import Card, Report

WIDTH = 430  # of a drawing, in its own units, which are about CSS pixels
CLAIMS_AT, CHECKS_AT = 188, 282
_ROW, _EDGE = 40, 24
_SWEEPS = 7  # odd: the last sweep moves the checks


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
    """One drawing a connected component, worst first."""
    marks = {mark.number: mark for mark in report.marks}
    graph: nx.Graph = nx.Graph()
    for card in report.cards:
        graph.add_edges_from((mark.number, -card.number) for mark in card.operands)
    drawn = [_drawing(graph.subgraph(component), marks, report.cards) for component in nx.connected_components(graph)]
    return tuple(sorted(drawn, key=lambda drawing: min(node.card.number for node in drawing.checks)))


def _drawing(graph: nx.Graph, marks: dict[int, Mark], cards: tuple[Card, ...]) -> Drawing:
    claims, checks = _untangled(graph)
    height = _ROW * (max(len(claims), len(checks)) - 1) + 2 * _EDGE
    at = dict(zip((*claims, *checks), (*_heights(len(claims), height), *_heights(len(checks), height)), strict=True))
    return Drawing(
        claims=tuple(ClaimNode(marks[node], at[node]) for node in claims),
        checks=tuple(CheckNode(cards[-node - 1], at[node]) for node in checks),
        edges=tuple(Edge(at[claim], at[check], cards[-check - 1]) for check, claim in sorted(graph.edges(checks))),
        height=height,
        alarm=any(cards[-node - 1].alarm for node in checks),
    )


def _untangled(graph: nx.Graph) -> tuple[list[int], list[int]]:
    """Claims (positive) and checks (negative) in an order with few crossings: each side by turns sorted by the mean
    place of its neighbours, starting from the order of the text (the barycentre heuristic of layered drawing)."""
    sides = [sorted(node for node in graph if node > 0), sorted((node for node in graph if node < 0), reverse=True)]
    for sweep in range(_SWEEPS):
        place = {node: index / len(side) for side in sides for index, node in enumerate(side)}
        sides[1 - sweep % 2].sort(key=lambda node: fmean(place[neighbour] for neighbour in graph[node]))
    return sides[0], sides[1]


def _heights(count: int, height: float) -> list[float]:
    """`count` heights, evenly apart about the middle."""
    return [height / 2 + (index - (count - 1) / 2) * _ROW for index in range(count)]
