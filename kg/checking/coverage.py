"""What was checked and what was not: a checker silent about what it did not understand looks better than it is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Check, Claim, Coverage, Extraction


def coverage(extraction: Extraction, checks: Sequence[Check]) -> Coverage:
    """Counts over the claims; a reason for each that no check touches."""
    # What the text only suggests ties nothing until a check bears it out.
    tied = {name for tie in extraction.ties if not tie.weak for _, name in tie.members}
    judged = {name for check in checks if check.verdict != "unverifiable" for name in check.claims}
    left = tuple((claim.id, _reason(claim, claim.id in tied)) for claim in extraction.claims if claim.id not in judged)
    return Coverage(
        found=len(extraction.claims),
        tied=sum(claim.id in tied or claim.id in judged for claim in extraction.claims),
        checked=len(extraction.claims) - len(left),
        unchecked=left,
    )


def _reason(claim: Claim, tied: bool) -> str:
    """vague: no number to compare; unverifiable: tied, but an input is missing; alone: nothing to compare it with."""
    if claim.quantity.value is None and claim.quantity.approx == "vague":
        return "vague"
    return "unverifiable" if tied else "alone"
