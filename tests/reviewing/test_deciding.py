"""Decisions in a verification: what alarms, and what changed since an earlier check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reporting.wind_farm import verification

from kg.reporting import jsonl
from kg.reviewing import Reviews, alarms, changes, decided, fingerprint, reviewed


def test_a_dismissed_alarm_alarms_no_longer_and_a_confirmed_one_does() -> None:
    v = verification()
    history = tuple(
        decided(v, check, decision, reason="看过", by="王编辑")  # type: ignore[arg-type]
        for check, decision in zip(v.checks, ("confirmed", "dismissed"), strict=False)
    )
    assert [alarms(check) for check in v.checks[:3]] == [True, True, False]
    seen = reviewed(v, Reviews(history))
    assert [alarms(check) for check in seen.checks[:3]] == [True, False, False]
    assert [check.review and check.review.decision for check in seen.checks[:3]] == ["confirmed", "dismissed", None]
    assert (history[0].formula, history[0].article) == (v.checks[0].formula, v.extraction.article.title)


@pytest.mark.parametrize(("severity", "expected"), [(0, 0), (1, 1), (2, 2), (3, 4)])
def test_from_which_severity_on(severity: int, expected: int) -> None:
    # Of severity 3 are what is within rounding and what cannot be checked; what agrees as written is no note.
    assert sum(alarms(check, severity=severity) for check in verification().checks) == expected


def test_what_changed_since() -> None:
    v = verification()
    before = jsonl.verification(v)["checks"]
    first, second = (fingerprint(v.extraction, check) for check in v.checks[:2])
    same = changes(v, before)
    assert (same.new, same.still, same.gone) == ((), (first, second), ())
    mended = changes(replace(v, checks=v.checks[1:]), before)
    assert (mended.new, mended.still, [row["formula"] for row in mended.gone]) == ((), (second,), [v.checks[0].formula])
    assert changes(v, before[1:]).new == (first,)


def test_what_was_dismissed_is_neither_new_nor_gone() -> None:
    v = verification()
    before = jsonl.verification(v)["checks"]
    seen = reviewed(v, Reviews((decided(v, v.checks[0], "dismissed", reason="x", by="y"),)))
    since = changes(seen, before)
    assert (len(since.new), len(since.still), since.gone) == (0, 1, ())
    assert changes(v, jsonl.verification(seen)["checks"]).new == (fingerprint(v.extraction, v.checks[0]),)
