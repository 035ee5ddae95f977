"""The stages that the verbs call, imported when they are: spaCy and the graph take a second."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Settings
from kg.cli.terminal import printable
from kg.cli.words import say
from kg.model import Article, Extraction, Verification

if TYPE_CHECKING:
    from kg.pipeline.accounts import Account
    from kg.reviewing import Reviews


def extracted(found: list[Article]) -> Iterator[Extraction]:
    """One extraction an article, in order."""
    from kg.pipeline import extract_all  # noqa: PLC0415  # spaCy

    yield from extract_all(found)


def accounted(found: list[Article]) -> Iterator[tuple[Extraction, tuple[Account, ...]]]:
    """One extraction an article, in order, with how each of its claims came about."""
    from kg.pipeline import accounted as account  # noqa: PLC0415  # spaCy

    yield from map(account, found)


def verified(
    found: list[Article], lang: str, folders: Collection[Path] = (), without: Collection[str] = ()
) -> Iterable[Verification]:
    """One verification an article, in order, its messages in `lang`. folders: more folders of checks. without: kinds
    of check left out."""
    from kg.checking import verify  # noqa: PLC0415  # pyoxigraph
    from kg.explaining import explain  # noqa: PLC0415  # as verify

    checked = verify(extracted(found), lang=lang, folders=folders, without=without)
    return explain(checked, lang=lang, folders=folders, without=without)


def checked(settings: Settings) -> Callable[[list[Article]], Iterable[Verification]]:
    """What a verb that alarms does with articles: checks and repairs, with the editors' reviews of its settings."""
    return partial(_reviewed, settings=settings, reviews=decisions(settings.reviews, settings.lang))


def _reviewed(found: list[Article], settings: Settings, reviews: Reviews) -> Iterator[Verification]:
    from kg.reviewing import reviewed  # noqa: PLC0415  # as verify

    for verification in verified(found, settings.lang, settings.checks, settings.without):
        yield reviewed(verification, reviews)


def decisions(path: Path | None, lang: str) -> Reviews:
    """The reviews of a file; a line that a crash has torn is told on standard error."""
    from kg.reviewing import load  # noqa: PLC0415  # as verify

    reviews = load(path)
    if reviews.torn:
        lines = ", ".join(map(str, reviews.torn))
        click.echo(f"kg: {say(lang, 'torn', path=printable(str(path)), lines=lines)}", err=True)
    return reviews


def raises_alarm(verification: Verification, severity: int = 2) -> bool:
    """Whether a check finds the article inconsistent or implausible, no editor having dismissed it. severity: as of
    `--fail-on`."""
    from kg.reviewing import alarms  # noqa: PLC0415  # as verify

    return any(alarms(check, severity=severity) for check in verification.checks)
