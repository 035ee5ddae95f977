"""A revised draft against an earlier check of it: which alarms are new, which still there, which gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import ALARMS, Verification
from kg.reviewing.deciding import dismissed
from kg.reviewing.fingerprints import fingerprint


@dataclass(frozen=True, slots=True)
class Changes:
    """new, still: fingerprints of the revised text's alarms, worst first. gone: what the earlier check wrote of those
    no longer raised."""

    new: tuple[str, ...]
    still: tuple[str, ...]
    gone: tuple[Mapping[str, object], ...]


def changes(v: Verification, before: Iterable[Mapping[str, object]]) -> Changes:
    """v: the revised draft, with its reviews. before: the checks of the earlier one as `kg check --format jsonl` wrote
    them; only "fingerprint", "verdict" and "review" are read."""
    old = {str(row.get("fingerprint")): row for row in before if row.get("verdict") in ALARMS and not _dismissed(row)}
    raised = {fingerprint(v.extraction, check): check for check in v.checks if check.verdict in ALARMS}
    now = [name for name, check in raised.items() if not dismissed(check)]
    return Changes(
        new=tuple(name for name in now if name not in old),
        still=tuple(name for name in now if name in old),
        gone=tuple(row for name, row in old.items() if name not in raised),
    )


def _dismissed(row: Mapping[str, object]) -> bool:
    review = row.get("review")
    return isinstance(review, Mapping) and review.get("decision") == "dismissed"
