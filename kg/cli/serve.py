"""`kg serve`: the page to paste a text into, and the same for programs."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Any

import click

from kg.cli.options import CHECKS, READING, REVIEWS
from kg.cli.words import say
from kg.reading.limits import Limits


def _with_reading(function: click.decorators.FC) -> click.decorators.FC:
    for option in (*READING, CHECKS, REVIEWS):
        function = option(function)
    return function


@click.command(
    "serve",
    epilog="""\b
例 / examples:
  kg serve
  kg serve --open
  kg serve --store 图库
  KG_TOKEN=… kg serve --host 0.0.0.0 --name desk.example""",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址 / the address to listen on")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="端口，0 即任一空闲的 / the port, 0 for any free one",
)
@click.option("--open", "opens", is_flag=True, help="在浏览器中打开 / open it in the browser")
@click.option(
    "--token",
    envvar="KG_TOKEN",
    help="进入所需的令牌；宜用环境变量 KG_TOKEN / what a caller must know; better given as KG_TOKEN",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="本机的另一个域名，可多次给出 / another name of this server; may be given again",
)
@click.option(
    "--store",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="图库：可检索、可查询 / a store, to be searched and queried",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    show_default=True,
    help="核对一篇的时限 / the time limit of one check",
)
@click.option(
    "--query-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10,
    show_default=True,
    help="一次查询的时限 / the time limit of one query",
)
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=50_000,
    show_default=True,
    help="一次查询最多几行 / the most rows that a query may give",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="同时核对几篇、查询几次 / checks, and queries, made at once",
)
@_with_reading
def command(*, lang: str, opens: bool, limits: Limits, **settings: Any) -> int:
    """网页：贴上文章，边写边核对。另有 JSON 接口。

    A page to paste a text into, checked as you type; a JSON API beside it.
    """
    from kg.serving import Settings, serve  # noqa: PLC0415  # the server is not needed for --help

    def started(address: str) -> None:
        click.echo(say(lang, "serving", address=address))
        if opens:
            webbrowser.open(address)

    serve(Settings(limit=int(min(limits.size, 2**62)), **settings), started)
    click.echo(say(lang, "served"))
    return 0
