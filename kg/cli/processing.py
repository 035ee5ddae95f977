"""The stages that the verbs call, imported when they are: spaCy and the graph take a second."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from kg.model import ALARMS, Article, Extraction, Verification


def extracted(found: list[Article]) -> Iterator[Extraction]:
    """One extraction an article, in order."""
    from kg.pipeline import extract_all  # noqa: PLC0415  # spaCy

    yield from extract_all(found)


def verified(found: list[Article], lang: str, folders: Collection[Path] = ()) -> Iterable[Verification]:
    """One verification an article, in order, its messages in `lang`. folders: more folders of checks."""
    from kg.checking import verify  # noqa: PLC0415  # pyoxigraph
    from kg.explaining import explain  # noqa: PLC0415  # as verify

    return explain(verify(extracted(found), lang=lang, folders=folders), lang=lang, folders=folders)


def raises_alarm(verification: Verification) -> bool:
    """Whether a check finds the article inconsistent or implausible."""
    return any(check.verdict in ALARMS for check in verification.checks)
