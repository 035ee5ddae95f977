"""An ingest by several processes leaves the store that one leaves; what kills its process is lost alone."""

from __future__ import annotations

import math
import os
import signal
from collections.abc import Iterator
from functools import partial

from kg.errors import KgError
from kg.graph import Store
from kg.model import Article
from kg.reading import Failure
from kg.storing import ArticleStore, Reading, ingested, readings

from .made import RULES, article, extracted

LETHAL = "这篇使进程中止"


def read(articles: list[Article]) -> Iterator[Reading]:
    if any(LETHAL in one.text for one in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return readings(articles, extracted, RULES)


def refused(articles: list[Article]) -> Iterator[Reading]:
    raise KgError(f"{len(articles)}")


def passage(number: int) -> str:
    """Characters that no other passage has."""
    return "".join(chr(0x4E00 + 300 * number + at) for at in range(300))


def given() -> list[Article | Failure]:
    """New texts, copies of them under other ids, a text that follows another, one given twice, one that is none."""
    texts = [article(f"n{n}", passage(n)) for n in range(12)]
    copies = [article(f"c{n}", f"{passage(n)}据悉。") for n in (1, 11)]
    later = article("n2", passage(2)[:200])
    return [*texts[:6], copies[0], Failure("a.txt", "", "gone"), later, *texts[6:], texts[3], copies[1]]


def ingest(
    kept: ArticleStore, items: list[Article | Failure], jobs: int, work: partial[Iterator[Reading]]
) -> list[str]:
    found = []
    for item in ingested(kept, items, work, RULES, 4, jobs=jobs, seconds=math.inf):
        reading = item if isinstance(item, Failure) else item[1]
        if isinstance(reading, Failure):
            found.append(reading.id or reading.path)
        else:
            found.append(reading if isinstance(reading, str) else reading.write(kept).status)
    return found


def everything(kept: ArticleStore) -> list[bytes]:
    return sorted((kept.store.export("nquads") or b"").splitlines())


def test_two_processes_leave_the_store_that_one_leaves() -> None:
    one, two = ArticleStore(Store()), ArticleStore(Store())
    work = partial(readings, extract=extracted, rules=RULES)
    became = ingest(one, given(), 1, work)
    assert [became.count(status) for status in ("new", "reprint", "revision", "a.txt", "current")] == [12, 2, 1, 1, 1]
    assert ingest(two, given(), 2, work) == became
    assert everything(two) == everything(one)


def test_what_the_store_has_goes_to_no_process() -> None:
    kept = ArticleStore(Store())
    ingest(kept, given(), 1, partial(readings, extract=extracted, rules=RULES))
    assert set(ingest(kept, given(), 2, partial(refused))) == {"current", "superseded", "reprint", "a.txt"}


def test_an_article_that_kills_its_process_is_lost_alone() -> None:
    kept = ArticleStore(Store())
    found = ingest(kept, [article("a"), article("b", LETHAL), article("c", passage(1))], 2, partial(read))
    assert found == ["new", "b", "new"]
    assert [entry.id for entry in sorted(kept.entries(), key=lambda entry: entry.id or "")] == ["a", "c"]
