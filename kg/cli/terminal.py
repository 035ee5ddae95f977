"""What is printed for people: colour on a terminal only, columns of Chinese and Latin, progress on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar
from unicodedata import east_asian_width

import click

from kg.cli.words import say

Tone = Literal["title", "alarm", "doubt", "good", "number", "quiet"]
T = TypeVar("T")

_TONES: dict[str, dict[str, str | bool]] = {
    "title": {"bold": True},
    "alarm": {"fg": "red", "bold": True},
    "doubt": {"fg": "yellow", "bold": True},
    "good": {"fg": "green"},
    "number": {"fg": "cyan", "bold": True},
    "quiet": {"dim": True},
}


def coloured() -> bool:
    """Whether standard output is a terminal that wants colour: https://no-color.org"""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(text: str, tone: Tone) -> str:
    """`text` in a tone, where output is coloured."""
    return click.style(text, **_TONES[tone]) if coloured() else text  # type: ignore[arg-type]  # one of click's keywords


def printable(text: str) -> str:
    """`text` on one line, without the control characters by which an article could write to the reader's terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def width(text: str) -> int:
    """Columns on a terminal: two for a Chinese character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """`text` filled with spaces to `columns`."""
    return text + " " * max(0, columns - width(text))


def timed(items: Iterable[T], *, total: int | None, lang: str) -> Iterator[T]:
    """The items, with their rate and the time that is left shown on standard error, where that is a terminal.

    total: how many there will be, as far as is known.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415  # 0.1 s, needed on a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415  # as above

    rate = TextColumn("{task.fields[rate]}")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total, rate="")
        for number, item in enumerate(items, 1):
            yield item
            row = progress.tasks[0]
            speed = say(lang, "rate", n=f"{row.speed:.1f}") if row.speed else ""
            progress.update(task, completed=number, total=total and max(total, number), rate=speed)


def counted(items: Iterable[T], description: str) -> Iterator[T]:
    """The items, their count shown on standard error while they come; only where that is a terminal and output is not.

    description: holds {n}.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415  # 0.1 s, needed on a terminal only
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415  # as above

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(description.format(n=0), total=None)
        for number, item in enumerate(items, 1):
            yield item
            progress.update(task, description=description.format(n=number))
