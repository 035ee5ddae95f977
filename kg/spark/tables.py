"""Articles as a DataFrame → quantities, claims, checks and N-Quads as DataFrames, one article by itself at a time.

The work is `mapInArrow`: no shuffle, the models loaded once a Python worker, a few hundred articles in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.batches import Process, processed
from kg.errors import KgError
from kg.frames import Row, check_rows, claim_rows, quantity_rows
from kg.model import Article
from kg.reading import Failure
from kg.reading import article as article_of
from kg.spark import schemas

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

_METADATA = ("title", "date", "publisher", "author", "url")
_ROWS = 1000  # rows of a table sent to Spark at once
Rows = list[Row]


def quantities(articles: DataFrame, *, region: str = "CN") -> DataFrame:
    """A row a number, as `kg quantities` finds them. region: of articles that do not say theirs."""
    return _mapped(articles, schemas.QUANTITIES, lambda: _quantities, region, keep_chrome=True)


def claims(articles: DataFrame, *, region: str = "CN") -> DataFrame:
    """A row a claim, as `kg extract` finds them, with what `compared` needs."""
    return _mapped(articles, schemas.CLAIMS, lambda: _claims, region)


def checks(articles: DataFrame, *, lang: str = "zh", region: str = "CN", folders: Iterable[str] = ()) -> DataFrame:
    """A row a check, as `kg check` makes them. folders: more checks, in a path that every worker has."""
    more = tuple(map(Path, folders))
    return _mapped(articles, schemas.CHECKS, lambda: lambda found: _checks(found, lang, more), region)


def nquads(articles: DataFrame, *, region: str = "CN") -> DataFrame:
    """An article's graph as N-Quads, a row an article: one graph never lies in two files."""
    return _mapped(articles, schemas.NQUADS, lambda: _nquads, region)


def _mapped(
    articles: DataFrame,
    table: dict[str, str],
    process: Callable[[], Process[Rows]],
    region: str,
    *,
    keep_chrome: bool = False,
) -> DataFrame:
    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow  # noqa: PLC0415  # on the worker

        schema = schemas.arrow(table)
        given = (_article(row, region, keep_chrome) for batch in batches for row in batch.to_pylist())
        rows: list[dict[str, Any]] = []
        for item in processed(given, process()):
            rows += [{"article": item.id, "error": item.message}] if isinstance(item, Failure) else map(dict, item[1])
            if len(rows) >= _ROWS:
                yield pyarrow.RecordBatch.from_pylist(rows, schema)
                rows = []
        yield pyarrow.RecordBatch.from_pylist(rows, schema)

    return articles.mapInArrow(work, schemas.ddl(table))


def _article(row: Mapping[str, Any], region: str, keep_chrome: bool) -> Article | Failure:
    name = row.get("id")
    name = None if name is None else str(name)
    if not isinstance(row.get("text"), str):
        return Failure(name or "", "", '缺少 "text" / no "text"', name)
    stated = {field: str(row[field]) for field in _METADATA if row.get(field) is not None}
    try:
        return article_of(
            row["text"], id=name or "", region=row.get("region") or region, keep_chrome=keep_chrome, **stated
        )
    except KgError as error:
        return Failure(name or "", "", str(error), name)


def _quantities(articles: list[Article]) -> Iterator[Rows]:
    from kg.quantities import scan  # noqa: PLC0415  # on the worker

    for article in articles:
        yield list(quantity_rows(article, scan(article.text, article.region, article.date)))


def _claims(articles: list[Article]) -> Iterator[Rows]:
    from kg.graph.writing import bounds, key  # noqa: PLC0415  # on the worker
    from kg.pipeline import extract_all  # noqa: PLC0415  # on the worker

    for found in extract_all(articles):
        rows: Rows = []
        for claim, row in zip(found.claims, claim_rows(found), strict=True):
            narrow, wide = bounds(claim)
            compared = (key(claim), narrow.low, narrow.high, wide.low, wide.high)
            rows.append({**row, **dict(zip(schemas.COMPARED, compared, strict=True))})
        yield rows


def _checks(articles: list[Article], lang: str, folders: tuple[Path, ...]) -> Iterator[Rows]:
    from kg.checking import verify  # noqa: PLC0415  # on the worker
    from kg.explaining import explain  # noqa: PLC0415  # on the worker
    from kg.pipeline import extract_all  # noqa: PLC0415  # on the worker

    for found in explain(verify(extract_all(articles), lang=lang, folders=folders), lang=lang, folders=folders):
        yield list(check_rows(found))


def _nquads(articles: list[Article]) -> Iterator[Rows]:
    from kg.graph import nquads as written  # noqa: PLC0415  # on the worker
    from kg.pipeline import extract_all  # noqa: PLC0415  # on the worker

    for found in extract_all(articles):
        yield [{"article": found.article.id, "nquads": written(found).decode("utf-8").rstrip("\n")}]
