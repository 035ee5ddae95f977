"""On Spark the same rows as on the command line, whatever runs them; a failing article is a row; nothing is lost."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kg.frames import check_rows, claim_rows, quantity_rows
from kg.library import check, extract
from kg.quantities import scan
from kg.reading import article

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: pip install 'kg-claims[spark]'"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java: install openjdk-17-jre-headless"),
    pytest.mark.xdist_group("spark"),
]
RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
TEXTS = {
    "a": RIGHT,
    "b": RIGHT.replace("1900", "1800"),
    "c": "2024年，北岭电力发电量为320亿千瓦时。",
    "d": "2024年，北岭电力发电量为230亿千瓦时。",
    "e": "这句话里没有。",
}
LONG = RIGHT * 400


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    rows = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in TEXTS.items()]
    path.write_text("\n".join([*rows, json.dumps({"id": "broken"})]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from kg.spark import session  # noqa: PLC0415  # Spark

    started = session("local[2]", spark_ui_enabled="false", spark_sql_shuffle_partitions="2")
    yield started
    started.stop()


def sorted_rows(frame: Any) -> list[dict[str, Any]]:
    return sorted((row.asDict() for row in frame.collect()), key=lambda row: json.dumps(row, ensure_ascii=False))


def expected(rows: Iterator[Any] | list[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]


def test_rows_are_those_of_the_command_line(spark: Any, source: Path) -> None:
    from kg.spark import articles, checks, claims, quantities  # noqa: PLC0415  # Spark

    given = articles(spark, str(source)).where("text IS NOT NULL").repartition(2)
    wanted = {name: article(text, id=name) for name, text in TEXTS.items()}
    for found, one in (
        (quantities(given), lambda a: quantity_rows(a, scan(a.source))),
        (claims(given), lambda a: claim_rows(extract(a).extraction)),
        (checks(given, lang="en"), lambda a: check_rows(check(a, lang="en").verification)),
    ):
        names = [name for name in found.columns if name not in _ADDED]
        rows = [{name: row.get(name) for name in names} for a in wanted.values() for row in one(a)]
        key = lambda row: json.dumps(row, ensure_ascii=False)  # noqa: E731
        assert sorted_rows(found.select(*names)) == sorted(rows, key=key)
        assert rows


_ADDED = ("key", "narrow_low", "narrow_high", "wide_low", "wide_high", "error")


def test_an_article_that_fails_is_a_row_and_the_others_go_on(spark: Any, source: Path) -> None:
    from kg.spark import articles, claims  # noqa: PLC0415  # Spark

    found = claims(articles(spark, str(source)))
    assert [(row.article, 'no "text"' in row.error) for row in found.where("error IS NOT NULL").collect()] == [
        ("broken", True)
    ]
    assert found.where("error IS NULL").select("article").distinct().count() == 4


def test_one_thing_in_two_articles_is_compared(spark: Any, source: Path) -> None:
    from kg.spark import articles, claims, compared  # noqa: PLC0415  # Spark

    rows = compared(claims(articles(spark, str(source)))).collect()
    found = {(row.article_a, row.text_a, row.article_b, row.text_b): row.agree for row in rows}
    assert found["c", "320亿千瓦时", "d", "230亿千瓦时"] is False
    assert found["a", "五台", "b", "五台"] is True
    assert all(a < b for a, _, b, _ in found)


def test_graphs_load_into_a_store(spark: Any, source: Path, tmp_path: Path) -> None:
    from kg.graph import Store  # noqa: PLC0415  # as Spark
    from kg.spark import articles, nquads  # noqa: PLC0415  # Spark

    alone, cluster = Store(), Store()
    for row in nquads(articles(spark, str(source))).where("error IS NULL").collect():
        cluster.load(row.nquads.encode())
    for name, text in TEXTS.items():
        alone.add(extract(article(text, id=name)).extraction)
    assert sorted(cluster.export().splitlines()) == sorted(alone.export().splitlines())  # type: ignore[union-attr]


def test_one_long_article_among_short_ones(spark: Any) -> None:
    from kg.spark import quantities  # noqa: PLC0415  # Spark

    rows = [(str(n), LONG if n == 7 else RIGHT) for n in range(40)]
    counts = quantities(spark.createDataFrame(rows, "id STRING, text STRING")).groupBy("article").count().collect()
    assert {row.article: row["count"] for row in counts} == {str(n): 1200 if n == 7 else 3 for n in range(40)}


def test_open_ends_stay_open(spark: Any) -> None:
    from kg.spark import claims  # noqa: PLC0415  # Spark

    (row,) = claims(spark.createDataFrame([("a", "机架超过60万个。")], "id STRING, text STRING")).collect()
    assert (row.value, row.low, row.high, row.narrow_high) == (600000.0, 600000.0, None, math.inf)


def test_text_files_and_parquet_are_read(spark: Any, tmp_path: Path) -> None:
    from kg.errors import KgError  # noqa: PLC0415  # as Spark
    from kg.spark import articles, quantities  # noqa: PLC0415  # Spark

    (tmp_path / "一.txt").write_text("五台燃气轮机\n每台380兆瓦\n", encoding="utf-8")
    (row, _) = quantities(articles(spark, str(tmp_path / "*.txt"))).collect()
    assert row.text == "五台"
    spark.createDataFrame([("x", RIGHT)], "id STRING, text STRING").write.parquet(str(tmp_path / "p"))
    assert quantities(articles(spark, str(tmp_path / "p"))).count() == 3
    with pytest.raises(KgError, match="no such format"):
        articles(spark, "a", "csv")  # type: ignore[arg-type]  # what a user might give
