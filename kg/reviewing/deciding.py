"""Decisions: made, applied to a verification, and counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kg.errors import KgError
from kg.model import ALARMS, Check, Decision, Review, Verification
from kg.reviewing.fingerprints import fingerprint, kind_of
from kg.reviewing.records import Reviews

_FINGERPRINT = re.compile(r"\S+-[0-9a-f]{20}")
_LONGEST = 4000  # characters of a reason or a name: a file of reviews is read whole, and often


@dataclass(frozen=True, slots=True)
class Precision:
    """How many alarms of a kind editors confirmed, and how many they dismissed."""

    kind: str
    confirmed: int
    dismissed: int

    @property
    def share(self) -> float:
        """Confirmed of those decided."""
        return self.confirmed / (self.confirmed + self.dismissed)


def decided(v: Verification, check: Check, decision: Decision, *, reason: str, by: str) -> Review:
    """A decision on an alarm, of this moment. Raises KgError without a reason or a name."""
    article = v.extraction.article
    review = made(fingerprint(v.extraction, check), decision, reason=reason, by=by)
    return replace(review, article=article.title or article.path or article.id, formula=check.formula)


def made(alarm: str, decision: Decision, *, reason: str, by: str) -> Review:
    """A decision on an alarm of which only the fingerprint is at hand. Raises KgError where that is none, and without a
    reason or a name."""
    if not _FINGERPRINT.fullmatch(alarm):
        raise KgError(f"{alarm}: 不是警报的编号，开头几位要与文章一起给出 / not an alarm's whole ID")
    reason, by = reason.strip(), by.strip()
    if not by or (not reason and decision != "reopened"):
        raise KgError("审核要写明理由和姓名 / a review needs a reason and a name")
    if max(len(reason), len(by)) > _LONGEST:
        raise KgError(f"理由或姓名超过 {_LONGEST} 字 / a reason or a name of more than {_LONGEST} characters")
    return Review(alarm, decision, reason, by, datetime.now(UTC).isoformat(timespec="seconds"))


def reviewed(v: Verification, reviews: Reviews) -> Verification:
    """The verification, its alarms with the decisions that stand."""
    if not reviews.standing:
        return v
    checks = (
        replace(check, review=reviews.standing.get(fingerprint(v.extraction, check)))
        if check.verdict in ALARMS
        else check
        for check in v.checks
    )
    return replace(v, checks=tuple(checks))


def dismissed(check: Check) -> bool:
    """Whether an editor has dismissed the alarm."""
    return check.review is not None and check.review.decision == "dismissed"


def alarms(check: Check, *, severity: int = 2) -> bool:
    """Whether a check raises an alarm: 1 inconsistent only, 2 implausible too, 3 notes too (within rounding, or not to
    be checked), 0 nothing. One that an editor dismissed never does."""
    noteworthy = check.verdict != "consistent" or check.reading == "rounding"
    return check.severity <= severity and noteworthy and not dismissed(check)


def precision(reviews: Reviews) -> tuple[Precision, ...]:
    """By kind of check, over the decisions that stand, the kind most often decided first."""
    counted = Counter((kind_of(review.alarm), review.decision) for review in reviews.standing.values())
    rows = (Precision(k, counted[k, "confirmed"], counted[k, "dismissed"]) for k in {kind for kind, _ in counted})
    return tuple(sorted(rows, key=lambda row: (-row.confirmed - row.dismissed, row.kind)))
