"""`kg query`: SPARQL over the graph of the articles given."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.files import write
from kg.cli.inputs import Outcome, results
from kg.cli.options import STORE, Settings, articles
from kg.cli.processing import extracted
from kg.cli.stored import readable
from kg.cli.terminal import padded, paint, printable
from kg.cli.words import say
from kg.errors import QueryError, ReadError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.graph import GraphStore, Store
    from kg.model import Article
    from kg.querying import Result

_NAME = re.compile(r"[\w-]+")
_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "turtle"]),
    default="table",
    show_default=True,
    help="结果的写法；turtle 只用于 CONSTRUCT / how to write the result; turtle is for CONSTRUCT",
)


@click.command(
    "query",
    epilog="""\b
例 / examples:
  kg query --list
  kg query power 文章.txt
  kg query about -p name=特斯拉 稿件/ --format csv
  kg query 我的查询.rq 稿件/
  kg query alarms --store 图库
  kg query 'SELECT ?text ?unit { ?c a kg:Claim ; kg:text ?text ; kg:unitCode ?unit }' 文章.txt""",
)
@click.argument("query", required=False, metavar="NAME|FILE|SPARQL")
@click.option("--list", "listing", is_flag=True, help="列出自带的查询和参数 / the shipped queries and their parameters")
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="参数 / a parameter")
@click.option("-o", "--output", metavar="FILE", help="写到文件 / write to a file")
@articles(_FORM, STORE, needed=False, checks=True)
def command(settings: Settings, query: str | None, listing: bool, given: tuple[str, ...], output: str | None) -> int:
    """查询由所给文章建成的图：自带的查询、.rq 文件，或 SPARQL。

    Queries the graph of the given articles: by a shipped query's name, a file, or SPARQL.
    """
    from kg.querying import run  # noqa: PLC0415  # the graph is not needed for --help

    if listing:
        click.echo("\n".join(_listed(settings.lang)))
        return 0
    if query is None:
        raise click.UsageError("请给出查询，或用 --list 看自带的 / give a query; --list names the shipped ones")
    if settings.store is not None and (settings.sources or settings.checks):
        raise click.UsageError(
            "--store 查整个图库，不与文章或 --checks 并用 / --store is queried whole: no articles, no --checks"
        )
    sparql, parameters, outcome = _sparql(query), _parameters(given), Outcome()
    try:
        run(_empty(), sparql, parameters)  # a fault in the query is told before the articles are read
        result = run(_graph(settings, outcome), sparql, parameters)
    except QueryError as error:
        raise QueryError(f"{query}: {error}" if sparql != query else str(error)) from error
    text = _written(result, settings)
    if output:
        write(Path(output), text)
    else:
        sys.stdout.write(text)
    for note in result.notes:
        click.echo(f"kg: {printable(note)}", err=True)
    return outcome.status


def _sparql(query: str) -> str:
    """The query's text: that of a file, the name of a shipped one, or what was typed."""
    from kg.querying import named  # noqa: PLC0415  # the graph is not needed for --help

    path = Path(query)
    try:
        is_file = path.is_file()
    except OSError:  # typed SPARQL, longer than a file name can be
        is_file = False
    if is_file:
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(f"{query}: 读不了 / cannot be read: {error}") from error
    if path.suffix in (".rq", ".sparql") and "{" not in query:
        raise ReadError(f"{query}: 没有这个文件 / no such file")
    if _NAME.fullmatch(query):
        named(query)
    return query


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    split = [pair.partition("=") for pair in given]
    for name, equals, _ in split:
        if not name or not equals:
            raise click.UsageError(f"-p 要写成 名字=值 / -p is written NAME=VALUE: {name}")
    return {name: value for name, _, value in split}


def _empty() -> Store:
    from kg.graph import Store  # noqa: PLC0415  # pyoxigraph

    return Store()


def _graph(settings: Settings, outcome: Outcome) -> GraphStore:
    """The articles' claims and checks, with the vocabulary and the reference facts; or the store that keeps them."""
    if settings.store is not None:
        return readable(settings.store).store
    from kg.storing.articles import ONTOLOGY  # noqa: PLC0415  # the graph

    store = _empty()
    store.load_ontology(*ONTOLOGY)
    for _, quads in results(settings, outcome, partial(_checked, settings=settings)):
        store.insert(quads)
    return store


def _checked(found: list[Article], settings: Settings) -> Iterator[list[ox.Quad]]:
    """The quads of each article, its checks settled."""
    from kg.graph import iris, quads  # noqa: PLC0415  # pyoxigraph
    from kg.storing import settled_store  # noqa: PLC0415  # as above

    extractions = list(extracted(found))
    store = settled_store(extractions, settings.checks)
    for extraction in extractions:
        shared = (quad for quad in quads(extraction) if quad.graph_name == iris.ENTITIES)
        yield [*store.graph(iris.article(extraction.article)), *shared]


def _written(result: Result, settings: Settings) -> str:
    if settings.form == "csv":
        return result.csv()
    if settings.form == "json":
        return result.json() + "\n"
    if settings.form == "turtle":
        return result.turtle()
    rows = say(settings.lang, "rows", n=len(result.rows)) if result.rows else say(settings.lang, "rows.none")
    return f"{result.table()}{rows}\n"


def _listed(lang: str) -> Iterable[str]:
    from kg.querying import shipped  # noqa: PLC0415  # the graph is not needed for --help

    queries = shipped()
    names = max(len(query.name) for query in queries)
    for folder, members in groupby(queries, key=lambda query: query.folder):
        yield paint(folder, "title")
        for query in members:
            yield f"  {padded(query.name, names)}  {query.title if lang == 'zh' else query.english}"
            for parameter in query.parameters:
                default = f" = {parameter.default}" if parameter.default is not None else ""
                yield f"  {' ' * names}    -p {parameter.name}{default}  {parameter.description}"
