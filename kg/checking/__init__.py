"""Checks: the queries of queries/checks run over claims, and what they found as plain types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from kg.checking.coverage import coverage
from kg.checking.facts import reference_facts
from kg.checking.results import read_checks
from kg.checking.running import check_files, run_checks
from kg.graph import Store
from kg.model import Extraction, Verification

__all__ = ["check_files", "checked_store", "coverage", "read_back", "verify"]


def verify(
    extractions: Iterable[Extraction],
    *,
    lang: str = "zh",
    folders: Collection[Path] = (),
    without: Collection[str] = (),
) -> list[Verification]:
    """Check each article, by itself and against the reference facts; one verification an extraction, in order.

    lang: the language of messages, zh or en. folders: more folders of check queries. without: kinds left out.
    """
    found = list(extractions)
    return read_back(checked_store(found, folders, without), found, lang)


def read_back(store: Store, extractions: Sequence[Extraction], lang: str) -> list[Verification]:
    """The checks that the articles' graphs hold, as `verify` gives them. The store has to hold the reference facts."""
    return [
        Verification(extraction, tuple(checks), coverage(extraction, checks))
        for extraction, checks in zip(extractions, read_checks(store, list(extractions), lang), strict=True)
    ]


def checked_store(
    extractions: Iterable[Extraction], folders: Collection[Path] = (), without: Collection[str] = ()
) -> Store:
    """The articles' graphs with their checks, and the reference facts, in memory; arguments as for `verify`."""
    store = Store()
    store.load(reference_facts())
    for extraction in extractions:
        store.add(extraction)
    run_checks(store, [path for path in check_files(folders) if path.stem not in without])
    return store
