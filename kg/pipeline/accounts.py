"""How each claim came about: the words of its clause, the rule that bound it, the cues around it and where they are listed.

For whoever corrects the ontology: every cue and property names its entry there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.model import Claim, Extraction, Relation
from kg.ontology.cues import Cue
from kg.pipeline.statements import Discourse, Statement

Origin = Literal["cell", "clause", "before", "speaker", "words", "none"]
# What a cue of these roles says of a claim is told where it is told: in its modality, its role, its relations.
_NOTABLE = frozenset(
    (
        "total", "part", "rest", "open", "net", "added", "initial", "respectively", "distributive", "each", "average",
        "equal", "exchange-rate", "change", "level", "from", "base", "comparable", "share", "compare", "superlative",
        "comparative", "apart", "together", "modality", "previous", "quotient", "supply",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """words: the clause, each word with its tag. origin: where the subject is from: a heading of its table, the clause
    itself, a clause before, whoever speaks, or the words beside the number. rule: the pattern that bound the number.
    cues: those that bear on it. relations: those it is a member of."""

    claim: Claim
    words: tuple[tuple[str, str], ...]
    origin: Origin
    rule: str
    cues: tuple[Cue, ...]
    relations: tuple[Relation, ...]


def accounts(found: Extraction, discourse: Discourse) -> tuple[Account, ...]:
    """One of every claim that stands in a clause, in the order of the claims."""
    statements = {s.name: s for s in (*discourse.statements, *discourse.dates)}
    relations = {
        claim.id: tuple(r for r in found.relations if any(name == claim.id for _, name in r.members))
        for claim in found.claims
    }
    return tuple(_account(claim, statements[claim.id], relations[claim.id]) for claim in found.claims)


def _account(claim: Claim, statement: Statement, relations: tuple[Relation, ...]) -> Account:
    words = tuple((item.text, item.tag) for item in statement.clause.items)
    return Account(
        claim, words, _origin(claim, statement), statement.binding.rule, tuple(_cues(claim, statement)), relations
    )


def _origin(claim: Claim, statement: Statement) -> Origin:
    if claim.subject is None:
        return "none"
    if statement.place is not None:
        return "cell"
    start, end = statement.clause.start, statement.clause.end
    if start <= claim.subject.start < end:
        return "clause" if statement.own else "words"
    return "speaker" if statement.spoken else "before"


def _cues(claim: Claim, statement: Statement) -> Iterator[Cue]:
    """Those of the clause up to the next number, and those of the sentence that set its modality; each entry once."""
    seen = set()
    modal = (c for c in statement.frame if c.role == "modality" and c.sense == claim.modality)
    for cue in (*modal, *statement.left, *statement.right):
        if cue.role in _NOTABLE and (cue.entry, cue.start) not in seen:
            seen.add((cue.entry, cue.start))
            yield cue
