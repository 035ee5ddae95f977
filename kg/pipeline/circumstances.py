"""When, how certain, and who says so: the circumstances of a claim, from the cues of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Modality
from kg.ontology.cues import Cue
from kg.pipeline.statements import Statement

_MODALITIES: tuple[Modality, ...] = ("supposed", "asked", "negated", "estimated", "planned", "potential")


def modality(statement: Statement, before: Sequence[Cue]) -> Modality:
    """How the text means the number. `before`: the cues of its sentence up to it.

    A condition holds for the rest of its sentence (如果…,就…); other cues for their own clause.
    """
    inside = [c for c in before if c.role == "modality" and c.start >= statement.clause.start]
    conditions = [c for c in before if c.sense == "supposed"]
    senses = {c.sense for c in (*inside, *conditions)}
    return next((m for m in _MODALITIES if m in senses), "asserted")


def time(statement: Statement) -> str | None:
    """The date or time word that the number belongs to, as ISO 8601 where it has one, else its own words."""
    if statement.when is None:
        return None
    quantity = statement.when.quantity
    return (quantity.date_value if quantity else None) or statement.when.text


def role(statement: Statement) -> str | None:
    """What the number is to the others around it, by the nearest cue that says so."""
    for cue in reversed(statement.left):
        if cue.role == "change":
            return "after" if statement.level else cue.sense
        if cue.role in ("total", "part", "rest", "each", "average", "share", "from"):
            return {"from": "before"}.get(cue.role, cue.role)
    return None
