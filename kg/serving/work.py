"""What the processes do: read, check, and write what the page or the program asked for."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError
from kg.library import Checked, check, check_all, extract_all
from kg.model import Article
from kg.reading import Failure, Limits, read_bytes
from kg.reviewing import alarms, load, reviewed
from kg.serving.bodies import Given
from kg.serving.records import Record, record

_SAMPLE = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。"


def prepare() -> None:
    """Load the models and tables and run every stage once, so that the first text does not wait for them."""
    gc.set_threshold(100_000, 50, 50)  # the tables are kept: the collector would walk over them again and again
    _shown(check(_SAMPLE))


def quantities(given: Given, limit: int) -> list[Record]:
    """As `kg quantities --format jsonl`: nothing is cut."""
    from kg.quantities import scan  # noqa: PLC0415  # for the processes alone, not for the server
    from kg.reporting import jsonl  # noqa: PLC0415  # for the processes alone

    found = _articles(given, limit, keep_chrome=True)
    return [
        _failed(one) if isinstance(one, Failure) else jsonl.quantities(one, scan(one.text, one.region, one.date))
        for one in found
    ]


def extracted(given: Given, limit: int) -> list[Record]:
    """As `kg extract --format jsonl`."""
    from kg.reporting import jsonl  # noqa: PLC0415  # for the processes alone

    found = extract_all(_articles(given, limit))
    return [_failed(one) if isinstance(one, Failure) else jsonl.extraction(one.extraction) for one in found]


def checked(given: Given, limit: int, folders: tuple[Path, ...], reviews: Path | None) -> list[Record]:
    """As `kg check --format jsonl`."""
    from kg.reporting import jsonl  # noqa: PLC0415  # for the processes alone

    found = _judged(_articles(given, limit), given, folders, reviews)
    return [_failed(one) if isinstance(one, Failure) else jsonl.verification(one.verification) for one in found]


def report(given: Given, limit: int, folders: tuple[Path, ...], reviews: Path | None, form: str) -> bytes:
    """The report on the one article given, in one of FORMS. Raises KgError where it cannot be read."""
    from kg.reporting import written  # noqa: PLC0415  # for the processes alone

    return written(_only(given, limit, folders, reviews).verification, form, given.lang)


def shown(given: Given, limit: int, folders: tuple[Path, ...], reviews: Path | None) -> Record:
    """The report as the page holds it: {"html", "alarms", "check"}. Raises KgError where it cannot be read."""
    return _shown(_only(given, limit, folders, reviews))


def texts(given: Given, limit: int) -> list[Record]:
    """The articles of a file as records that can be sent back to be checked, chrome cut; failures as {"id","error"}."""
    return [_failed(one) if isinstance(one, Failure) else record(one) for one in _articles(given, limit)]


def _shown(found: Checked) -> Record:
    from kg.reporting import jsonl  # noqa: PLC0415  # for the processes alone
    from kg.reporting.page import fragment  # noqa: PLC0415  # for the processes alone

    return {
        "html": fragment(found.verification, found.lang),
        "alarms": sum(alarms(check) for check in found.checks),
        "check": jsonl.verification(found.verification),
    }


def _failed(failure: Failure) -> Record:
    return {"id": failure.id, "error": _said(failure)}


def _judged(
    articles: Iterable[Article | Failure], given: Given, folders: tuple[Path, ...], reviews: Path | None
) -> Iterator[Checked | Failure]:
    """The articles checked, their alarms with the decisions that stand now."""
    decisions = load(reviews)
    for one in check_all(articles, lang=given.lang, folders=folders):
        if isinstance(one, Failure):
            yield one
        else:
            yield replace(one, verification=reviewed(one.verification, decisions))


def _only(given: Given, limit: int, folders: tuple[Path, ...], reviews: Path | None) -> Checked:
    found = list(_articles(given, limit))
    if len(found) != 1:
        raise KgError(f"这里只收一篇，收到 {len(found)} 篇 / one article is wanted, {len(found)} were given")
    (made,) = _judged(found, given, folders, reviews)
    if isinstance(made, Failure):
        raise KgError(_said(made))
    return made


def _articles(given: Given, limit: int, keep_chrome: bool = False) -> Iterator[Article | Failure]:
    return read_bytes(
        given.data,
        given.suffix,
        name=given.name,
        limits=Limits(size=limit),
        region=given.region,
        keep_chrome=keep_chrome,
    )


def _said(failure: Failure) -> str:
    return ": ".join(part for part in (failure.path, failure.place, failure.message) if part and part != "-")
