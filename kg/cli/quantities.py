"""`kg quantities`: the numbers of a text, nothing cut, nothing tied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import click

from kg.cli.figures import figure
from kg.cli.inputs import Shown, json_line, name, printed
from kg.cli.options import JOBS, LINES, Settings, articles
from kg.cli.terminal import padded, paint, printable, width
from kg.cli.words import say
from kg.model import Article, Quantity
from kg.reporting import jsonl

_CONTEXT = 16


@click.command(
    "quantities",
    epilog="""\b
例 / examples:
  kg quantities 文章.txt
  echo '五台燃气轮机,每台380兆瓦' | kg quantities -
  cat texts.jsonl | kg quantities --format jsonl -

JSON: {"id","quantities":[{"text","start","end","value","low","high","unit","kind","approx","per"}]}""",
)
@articles(LINES, JOBS)
def command(settings: Settings) -> int:
    """找出文中的数字：数值、单位、种类、约数。不删网页杂项。

    Every number of a text: value, unit, kind, approximation. Site chrome is not cut.
    """
    return printed(settings, partial(_scanned, settings=settings), batch=1, keep_chrome=True).status


def _scanned(articles: list[Article], settings: Settings) -> Iterator[Shown]:
    from kg.quantities import scan  # noqa: PLC0415  # its tables are not needed for --help

    for article in articles:
        found = scan(article.text, article.region, article.date)
        if settings.lines:
            yield Shown(json_line(jsonl.quantities(article, found)))
        else:
            yield Shown("\n".join(_shown(article, found, settings.lang)) + "\n")


def _shown(article: Article, found: list[Quantity], lang: str) -> Iterable[str]:
    total = say(lang, "count", n=len(found)) if found else say(lang, "count.none")
    yield paint(f"{name(article)}  {total}", "title")
    rows = [(printable(q.text), figure(q), " ".join(_sort(q, lang))) for q in found]
    widths = [max((width(row[i]) for row in rows), default=0) for i in range(3)]
    for quantity, row in zip(found, rows, strict=True):
        text, *others = (padded(cell, columns) for cell, columns in zip(row, widths, strict=True))
        yield f"  {paint(text, 'number')}  {'  '.join(others)}  {paint(_context(article.text, quantity), 'quiet')}"


def _sort(quantity: Quantity, lang: str) -> Iterable[str]:
    yield say(lang, f"kind.{quantity.kind}")
    if approximation := say(lang, f"approx.{quantity.approx}"):
        yield approximation


def _context(text: str, quantity: Quantity) -> str:
    """The number where it stands, in its paragraph."""
    before = text[max(0, quantity.start - _CONTEXT) : quantity.start].rpartition("\n")[2]
    after = text[quantity.end : quantity.end + _CONTEXT].partition("\n")[0]
    return printable(f"{before}[{text[quantity.start : quantity.end]}]{after}")
