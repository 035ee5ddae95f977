"""Our types for spaCy's serialiser, so that a Doc with claims can be saved, and sent to another process.

srsly finds `encode` and `decode` by entry points, with or without an import of kg: hence nothing but the plain types
is imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from kg.model import Claim, Entity, Interval, Property, Quantity, Relation, Tie, Word

Codec = Callable[[Any], Any]
_KEY = "kg"
_TYPES = {cls.__name__: cls for cls in (Claim, Entity, Interval, Property, Quantity, Relation, Tie, Word)}


def encode(value: Any, chain: Codec | None = None) -> Any:
    """One of our types as {"kg": [its name, its fields, …]}; anything else is left to the next encoder, `chain`."""
    cls = type(value)
    if _TYPES.get(cls.__name__) is cls:
        return {_KEY: [cls.__name__, *(getattr(value, field.name) for field in fields(cls))]}
    return value if chain is None else chain(value)


def decode(value: Any, chain: Codec | None = None) -> Any:
    """What `encode` made, as it was; anything else is left to the next decoder. No type but ours is ever built."""
    held = value.get(_KEY) if isinstance(value, dict) and len(value) == 1 else None
    if isinstance(held, list | tuple) and held and held[0] in _TYPES:
        return _TYPES[held[0]](*map(_tuples, held[1:]))
    return value if chain is None else chain(value)


def _tuples(value: Any) -> Any:
    """msgpack knows only lists; our types hold tuples."""
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value
