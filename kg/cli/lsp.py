"""`kg lsp`: a language server for editors, on standard input and output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.options import CHECKS, READING, REVIEWS, WITHOUT, Function
from kg.errors import KgError, installing
from kg.reading.limits import Limits


def _with_options(function: Function) -> Function:
    for option in (*READING, CHECKS, WITHOUT, REVIEWS):
        function = option(function)
    return function


@click.command(
    "lsp",
    epilog="""\b
例 / examples:
  kg lsp --lang zh
  kg lsp --reviews 审核.jsonl

\b
VS Code、Neovim 等怎样设置，见 docs/editor.md / how to set up VS Code, Neovim and others: docs/editor.md""",
)
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=0.4,
    show_default=True,
    metavar="SECONDS",
    help="停止输入多久后核对 / seconds without typing before a check",
)
@_with_options
def command(*, checks: tuple[Path, ...], limits: Limits, **settings: Any) -> int:
    """编辑器里的核对：像拼写检查那样标出数字（语言服务器，走标准输入输出）。

    Numbers underlined in your editor as a spell-checker does: a language server on standard input and output.
    """
    try:
        from kg.lsp import Settings, serve  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise KgError(f"kg lsp 需要 pygls / needs pygls: {installing('lsp')}") from error
    if sys.stdin.isatty():
        raise click.UsageError("由编辑器启动，见 docs/editor.md / an editor starts it: docs/editor.md")
    serve(Settings(folders=checks, limits=limits, **settings))
    return 0
