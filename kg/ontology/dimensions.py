"""What the vocabulary says of dimensions."""

from __future__ import annotations

from functools import cache

from kg.ontology.turtle import read


@cache
def dimensions(trait: str) -> frozenset[str]:
    """The dimensions of a trait: rated (高达 states a rating), size (says what a thing is like, not how much there is)."""
    nodes = (node for node in read("vocabulary").values() if True in node.get(f"kg:{trait}", ()))
    return frozenset(str(node["skos:notation"][0]) for node in nodes)
