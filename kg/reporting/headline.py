"""The report's verdict in one sentence."""

from __future__ import annotations

from typing import Protocol, TypeVar

from kg.reporting.view import Report

Words = TypeVar("Words", bound=str, covariant=True)


class Speak(Protocol[Words]):
    """`both`, or `say` in one language: a key and its values to words."""

    def __call__(self, key: str, /, **values: object) -> Words: ...


def headline(report: Report, speak: Speak[Words]) -> Words:
    """文中38个数字，核对了29个，发现1处不合、1处可疑; without an alarm, how much was checked and that none was found."""
    found, checked = report.coverage.found, report.coverage.checked
    if not found:
        return speak("headline.none")
    if not checked and not report.counts:
        return speak("headline.unchecked", found=found)
    if not report.counts:
        return speak("headline.clear", found=found, checked=checked)
    counts = [speak(f"headline.{verdict}", n=n) for verdict, n in report.counts]
    opening = speak("headline.alarms", found=found, checked=checked)
    return type(opening)(opening + speak("headline.and").join(counts))
