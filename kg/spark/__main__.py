"""The job: articles → tables of quantities, claims, checks, pairs, and N-Quads, in a folder."""

from __future__ import annotations

import sys

import click

from kg.errors import KgError
from kg.spark import articles, checks, claims, compared, nquads, quantities, session

TABLES = ("quantities", "claims", "checks", "compared", "nquads")


@click.command(
    epilog="""\b
例 / examples:
  python -m kg.spark articles.jsonl out
  python -m kg.spark articles.parquet out --table checks --master spark://HOST:7077
  spark-submit … kg-job.py articles.parquet out      # kg-job.py: from kg.spark.__main__ import main; main()"""
)
@click.argument("source")
@click.argument("output")
@click.option("--table", "tables", type=click.Choice(TABLES), multiple=True, help="默认全部 / all unless given")
@click.option("--master", help="local[*], spark://HOST:7077；默认看环境 / the environment's unless given")
@click.option(
    "--partitions", type=click.IntRange(min=1), help="先把文章分成多少份 / parts to cut the articles into first"
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="说明的语言 / of messages"
)
@click.option("--region", type=click.Choice(["CN", "TW", "HK"]), default="CN", show_default=True)
def command(
    source: str,
    output: str,
    tables: tuple[str, ...],
    master: str | None,
    partitions: int | None,
    lang: str,
    region: str,
) -> None:
    """在 Spark 上处理许多文章：表为 Parquet，图为 N-Quads，都写到 OUTPUT 之下。

    Many articles on Spark: tables as Parquet and the graph as N-Quads, under OUTPUT, which must not hold them yet.
    """
    spark = session(master)
    given = articles(spark, source)
    if partitions:
        given = given.repartition(partitions)
    for table in tables or TABLES:
        if table == "nquads":
            graphs = nquads(given, region=region).where("error IS NULL")
            graphs.select("nquads").write.text(f"{output}/nquads", compression="gzip")
            continue
        if table == "quantities":
            found = quantities(given, region=region)
        elif table == "checks":
            found = checks(given, lang=lang, region=region)
        else:
            found = claims(given, region=region)
            if table == "compared":
                found = compared(found)
        found.write.parquet(f"{output}/{table}")
    spark.stop()


def main() -> None:
    """The command line; status 2 for an error."""
    try:
        command()
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
