"""Which claim is to blame: the bipartite graph of claims and the checks that touch them."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kg.model import Check

ALARMS = ("inconsistent", "implausible")


def graph(checks: Sequence[Check]) -> nx.Graph:
    """Claims and checks as nodes ("claim", id) and ("check", id), an edge where a check touches a claim."""
    found = nx.Graph()
    for check in checks:
        found.add_node(("check", check.id), verdict=check.verdict)
        for claim in check.claims:
            found.add_edge(("check", check.id), ("claim", claim))
    return found


def suspicion(checks: Sequence[Check]) -> dict[str, float]:
    """For each claim in an alarm: the share of its checks that fail. One that other checks confirm is less likely wrong."""
    found = graph(checks)
    alarms = {check.id for check in checks if check.verdict in ALARMS}
    result = {}
    for kind, claim in sorted(found.nodes):
        if kind == "claim":
            touching = [name for _, name in found.neighbors((kind, claim))]
            failing = sum(name in alarms for name in touching)
            if failing:
                result[claim] = failing / len(touching)
    return result


def component(checks: Sequence[Check], claim: str) -> set[str]:
    """The claims that hang together with this one through checks."""
    found = graph(checks)
    node = ("claim", claim)
    return (
        {name for kind, name in nx.node_connected_component(found, node) if kind == "claim"}
        if node in found
        else {claim}
    )
