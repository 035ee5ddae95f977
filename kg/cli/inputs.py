"""Sources → articles → results, in order: what fails is reported, counted and passed over."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

import click

from kg.batches import TEXTS, Process, processed
from kg.cli.options import Settings
from kg.cli.terminal import counted, printable
from kg.cli.words import say
from kg.model import Article
from kg.reading import Failure, read

T = TypeVar("T")
S = TypeVar("S")


class Progress(Protocol):
    """Passes items on and shows how far they are."""

    def __call__(self, items: Iterable[S], /) -> Iterator[S]: ...


@dataclass
class Outcome:
    """What the exit status is made of."""

    texts: int = 0
    alarms: int = 0
    errors: int = 0

    @property
    def status(self) -> int:
        """2 for an error, else 1 for an alarm, else 0."""
        return 2 if self.errors else 1 if self.alarms else 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed of an article, and whether it raises an alarm."""

    text: str
    alarm: bool = False


def given(settings: Settings, *, keep_chrome: bool = False) -> Iterator[Article | Failure]:
    """The articles of the sources as they are read, and what could not be."""
    for source in settings.sources:
        if source == "-" and sys.stdin.isatty():
            click.echo(say(settings.lang, "paste"), err=True)
        yield from read(
            source, limits=settings.limits, region=settings.region, keep_chrome=keep_chrome, lines=settings.lines
        )


def printed(settings: Settings, process: Process[Shown], *, batch: int = TEXTS, keep_chrome: bool = False) -> Outcome:
    """Print every article of the sources as `process` shows it; arguments as for `results`."""
    outcome = Outcome()
    for _, shown in results(settings, outcome, process, batch=batch, keep_chrome=keep_chrome):
        outcome.alarms += shown.alarm
        sys.stdout.write(shown.text)
    return outcome


def results(
    settings: Settings,
    outcome: Outcome,
    process: Process[T],
    *,
    batch: int = TEXTS,
    keep_chrome: bool = False,
) -> Iterator[tuple[Article, T]]:
    """Every article of the sources with what `process` makes of it; failures are reported in their place.

    process: gives one result an article, in order; with --jobs it and its results must pickle. batch: how many articles
    it is given at once by a single process; several take more.
    """
    articles = given(settings, keep_chrome=keep_chrome)
    if settings.jobs == 1:
        found = processed(articles, process, batch, seconds=settings.limits.time)
    else:
        from kg.workers import processed_by  # noqa: PLC0415  # multiprocessing, for --jobs only

        found = processed_by(settings.jobs, articles, process, seconds=settings.limits.time)
    yield from reported(found, settings, outcome)


def reported(
    found: Iterable[tuple[Article, T] | Failure],
    settings: Settings,
    outcome: Outcome,
    *,
    progress: Progress | None = None,
    failed: Callable[[Failure], None] | None = None,
) -> Iterator[tuple[Article, T]]:
    """What was found of articles, counted; failures are reported in their place.

    progress: passes the results on and shows how far they are; by default their count. failed: told each failure.
    """
    shown = progress(found) if progress else counted(found, say(settings.lang, "done", n="{n}"))
    for item in shown:
        if isinstance(item, Failure):
            outcome.errors += 1
            if failed:
                failed(item)
            report_failure(item, settings)
        else:
            outcome.texts += 1
            yield item


def name(article: Article) -> str:
    """What an article is called on the terminal: its file, its own id in it, its title."""
    own = article.id if article.path or not article.title else None
    file = None if article.path and article.id.startswith(article.path) else article.path  # x.csv row 12 says it
    return printable(" · ".join(dict.fromkeys(part for part in (file, own, article.title) if part)))


def report_failure(failure: Failure, settings: Settings) -> None:
    """A JSON line where JSON lines are written, else a line on standard error."""
    message = ": ".join(part for part in (failure.path, failure.place, failure.message) if part)
    if settings.lines:
        write_json({"id": failure.id if failure.id is not None else failure.path, "error": message})
    else:
        click.echo(f"kg: {printable(message)}", err=True)


def write_json(record: dict[str, object]) -> None:
    """One JSON line on standard output."""
    sys.stdout.write(json_line(record))


def json_line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
