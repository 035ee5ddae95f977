"""`kg`: its verbs, each loaded when it is called, and how a run ends."""

from __future__ import annotations

import difflib
import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

import click

from kg import __version__
from kg.errors import KgError

# A verb's module is imported when it is called: `kg --version` is not to wait for spaCy.
VERBS = {
    "quantities": "找出文中的数字 / the numbers in a text",
    "extract": "数字说的是什么 / what each number is about",
    "check": "核对数字 / check the numbers against each other",
    "report": "核对报告，可供发表 / a report that can be published",
    "review": "确认或驳回警报 / confirm or dismiss alarms",
    "serve": "网页：贴上文章就核对 / a page to paste a text into",
    "lsp": "编辑器里的核对 / the same in your editor",
    "query": "用 SPARQL 查询 / SPARQL over the articles' graph",
    "ingest": "文章入库 / keep articles in a store",
    "store": "看管图库 / look after a store",
}
_OF_A_STORE = {name: f"store {name}" for name in ("list", "remove", "export", "backup", "restore", "verify")}
EPILOG = """\b
例 / examples:
  kg check 文章.txt
  kg check 稿件/ 另一篇.html
  kg report 文章.txt -o 报告.html
  kg serve
  kg query power 文章.txt
  kg ingest --store 图库 稿件/
  cat texts.jsonl | kg check --format jsonl -

\b
退出状态 / exit status:
  0 没有警报 / no alarm    1 有警报 / an alarm    2 出错 / an error"""


class _Verbs(click.Group):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = import_module(f"kg.cli.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = [_OF_A_STORE[args[0]]] if args[0] in _OF_A_STORE else difflib.get_close_matches(args[0], VERBS, 1)
            near = [f"check {args[0]}"] if not near and Path(args[0]).exists() else near  # what is dropped on it
            hint = f"，是否 {near[0]}？ / no such verb; did you mean {near[0]}?" if near else " / no such verb"
            raise click.UsageError(f"没有 {args[0]} 这个命令{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 / verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=_Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="kg")
def kg() -> None:
    """中文新闻里数字的“拼写检查”。

    A spell-checker for the numbers in Chinese news.
    """


def main() -> NoReturn:
    """The program: run the command line and exit. Interrupted it exits with 130, at once and in silence."""
    # The ontology's tables are built once and kept: the collector would walk over them again and again.
    gc.set_threshold(100_000, 50, 50)
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `kg … | head` ends as other programs do
    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except (click.Abort, KeyboardInterrupt):
        status = 130
    os._exit(status)  # threads of the tagger may still be at work, and the tables take a tenth of a second to unmake


def run(args: Sequence[str]) -> int:
    """Run one command line: 0 no alarm, 1 an alarm, 2 an error, which is told on standard error."""
    try:
        return kg.main(args, "kg", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
    except (KgError, OSError, ImportError) as error:
        click.echo(f"kg: {error}", err=True)
    return 2


def _prepare(stream: IO[str]) -> None:
    """UTF-8 whatever the locale; a file name that is no Unicode is shown escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
