"""Which classifiers count alike, and what else is known of them."""

from __future__ import annotations

from functools import cache

from kg.ontology.turtle import read


def interchangeable(one: str, other: str) -> bool:
    """True when texts use the two units ("{名}", "{人}") of the same things."""
    return any(one in members and other in members for members in _classes())


@cache
def classifiers(trait: str) -> frozenset[str]:
    """The units of a trait: noun (they name what they count), people, anything."""
    nodes = (node for node in read("counting").values() if trait in node.get("kg:trait", ()))
    return frozenset(f"{{{word}}}" for node in nodes for word in node["kg:member"])


@cache
def worked() -> dict[str, str]:
    """Units of so many at work for so long ("{卡时}"), each with its unit of time ("h")."""
    nodes = (node for node in read("counting").values() if "worked" in node.get("kg:trait", ()))
    return {f"{{{word}}}": str(node["kg:unit"][0]) for node in nodes for word in node["kg:member"]}


@cache
def _classes() -> tuple[frozenset[str], ...]:
    nodes = (node for node in read("counting").values() if "kg:ClassifierClass" in node.get("rdf:type", ()))
    return tuple(frozenset(f"{{{word}}}" for word in node["kg:member"]) for node in nodes)
