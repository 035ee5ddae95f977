"""When, how certain, who says so, for one of what: the circumstances of every claim of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Modality
from kg.pipeline.attribution import attribution, reports
from kg.pipeline.denominators import Denominators
from kg.pipeline.modality import modality, reaches
from kg.pipeline.passages import Passage
from kg.pipeline.statements import Discourse, Statement
from kg.pipeline.times import Times


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Of one number. time: ISO 8601 or words; attributed_to: the source's name; per: a unit's code or a noun."""

    time: str | None
    modality: Modality
    attributed_to: str | None
    per: str | None


def circumstances(text: str, discourse: Discourse) -> Iterator[Circumstances]:
    """One for every statement of the discourse, in order."""
    passage = Passage(text, discourse)
    said = reports(passage)
    times = Times(passage, {report.place for report in said})
    sources, cues = passage.by_clause(said), passage.by_clause(reaches(passage))
    denominators = Denominators(passage)
    for statement in discourse.statements:
        place = passage.place(statement.clause)
        yield Circumstances(
            time=times.of(statement),
            modality=modality(statement, cues[place]),
            attributed_to=attribution(statement.quantity.start, sources[place]),
            per=denominators.of(statement),
        )


def role(statement: Statement) -> str | None:
    """What the number is to the others around it, by the nearest cue that says so."""
    for cue in reversed(statement.left):
        if cue.role == "change":
            return "after" if statement.level else cue.sense
        if cue.role in ("total", "part", "rest", "each", "average", "share", "from"):
            return {"from": "before"}.get(cue.role, cue.role)
    return None
