"""Run the check queries over a store, and the verdict law over what they made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import QueryError
from kg.graph import Store
from kg.resources import QUERIES

VERDICT = QUERIES / "verdict.rq"


def check_files(extra: Iterable[Path] = ()) -> list[Path]:
    """The shipped checks and those of the user's own folders, by name. A new kind is a new file, nothing more."""
    folders = [QUERIES / "checks", *extra]
    return [path for folder in folders for path in sorted(folder.glob("*.rq"))]


def run_checks(store: Store, files: Sequence[Path]) -> None:
    """Add to each article's graph the checks its claims allow, then their verdicts.

    Raises QueryError, naming the file, where a query does not parse.
    """
    for path in (*files, VERDICT):
        try:
            store.construct_into(path.read_text(encoding="utf-8"))
        except QueryError as error:
            raise QueryError(f"{path}: {error}") from error
