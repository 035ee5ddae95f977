"""`kg ingest`: articles into a store, read and checked as they come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from kg.cli.failures import FailureLog, logged_files
from kg.cli.inputs import Outcome, given, reported, write_json
from kg.cli.options import JOBS, LINES, STORE, Settings, articles
from kg.cli.processing import extracted
from kg.cli.stored import log_of, writable
from kg.cli.terminal import timed
from kg.cli.totals import total_of
from kg.cli.words import say

if TYPE_CHECKING:
    from kg.model import Article
    from kg.storing import ArticleStore, Reading, Reprint, Status

_BATCH = 64  # articles read before the first of them is written: what a kill has to do again


@click.command(
    "ingest",
    epilog="""\b
例 / examples:
  kg ingest --store 图库 稿件/
  kg ingest --store 图库 --jobs 4 稿件/
  cat texts.jsonl | kg ingest --store 图库 --format jsonl -
  kg ingest --store 图库 --retry 图库.failures.jsonl

\b
JSON: {"id","article","status":"new"|"revision"|"reprint"|"known","of"}
退出状态 / exit status: 0 都已入库 / all are kept, 2 有的没有 / some could not be""",
)
@click.option(
    "--failures", metavar="FILE", help="失败记录，默认在图库旁 / log of failures; by default beside the store"
)
@click.option(
    "--retry",
    type=click.Path(exists=True, dir_okay=False),
    metavar="LOG",
    help="重读失败记录里的文件 / read the files that a log of failures names again",
)
@articles(LINES, JOBS, STORE, needed=False, checks=True)
def command(settings: Settings, failures: str | None, retry: str | None) -> int:
    """读文章，核对，存入图库；已有的不重复，中断后再运行即可继续。

    Reads articles, checks them and keeps them in a store. What the store has is not read again, so that after an
    interruption the same command goes on. A text that has changed follows the earlier one, which is kept.
    """
    from kg.storing import ingested, read_orphans, readings, rules  # noqa: PLC0415  # the graph

    if settings.store is None:
        raise click.UsageError("请用 --store 给出图库 / give a store with --store")
    sources = settings.sources + (logged_files(retry) if retry else ())
    if not sources:
        raise click.UsageError("请给出文章：文件、文件夹，或 - 即标准输入 / give an article: a file, a folder, or -")
    under = rules(settings.checks)
    kept = writable(settings.store, under)
    log = FailureLog(failures or retry or log_of(settings.store), anew=retry is not None)
    settings = settings.reading(sources)
    outcome, counts = Outcome(), dict.fromkeys(("new", "revision", "reprint", "known"), 0)
    read = partial(readings, extract=extracted, rules=under, folders=settings.checks)
    coming = ingested(kept, given(settings), read, under, _BATCH, jobs=settings.jobs, seconds=settings.limits.time)
    progress = partial(timed, total=total_of(sources), lang=settings.lang)
    with log:
        for article, reading in reported(coming, settings, outcome, progress=progress, failed=log.add):
            record = _written(kept, article, reading)
            counts[str(record["status"])] += 1
            if settings.lines:
                write_json(record)
        for reading in read_orphans(kept, read, under):
            reading.write(kept)
    click.echo(say(settings.lang, "ingested", **counts, failed=outcome.errors), err=True)
    if outcome.errors:
        click.echo(say(settings.lang, "failures", path=log.path), err=True)
    return 2 if outcome.errors else 0


def _written(kept: ArticleStore, article: Article, reading: Reading | Reprint | Status) -> dict[str, object]:
    """Write what is new, and say what became of the article."""
    from kg.graph import iris  # noqa: PLC0415  # the graph

    record: dict[str, object] = {"id": article.id, "article": iris.article(article).value}
    if isinstance(reading, str):
        return record | {"status": "known", "of": None}
    written = reading.write(kept)
    return record | {"status": written.status, "of": written.of.value if written.of else None}
