"""Untrusted text as an RDF literal."""

from __future__ import annotations

import pyoxigraph as ox


def text(value: str) -> ox.Literal:
    """A plain literal. Half a surrogate pair, which JSON lets in and UTF-8 refuses, becomes U+FFFD."""
    try:
        return ox.Literal(value)
    except ValueError:
        return ox.Literal(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
