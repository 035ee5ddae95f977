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


def near(found: nx.Graph, claim: str, most: int) -> frozenset[str]:
    """The claims that hang together with this one through checks, nearest first, and not more than `most`.

    A check whose claims would be too many is left out with all of them: half of it would be another check.
    """
    kept = {claim: None}
    seen: set[str] = set()
    waiting = [claim]
    for name in waiting:  # grows while it is walked through
        for _, check in found.neighbors(("claim", name)):
            if check in seen:
                continue
            seen.add(check)
            new = [other for _, other in found.neighbors(("check", check)) if other not in kept]
            if len(kept) + len(new) <= most:
                kept |= dict.fromkeys(new)
                waiting.extend(new)
    return frozenset(kept)
