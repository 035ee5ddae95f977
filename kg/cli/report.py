"""`kg report`: a page on each article, to publish or to file."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.files import write
from kg.cli.inputs import Outcome
from kg.cli.options import ALARMING, STORE, Settings, articles
from kg.cli.processing import raises_alarm
from kg.cli.stored import verifications
from kg.cli.terminal import printable
from kg.cli.words import say
from kg.errors import KgError
from kg.model import Article, Verification
from kg.reporting import BINARY, FORMS

if TYPE_CHECKING:
    from kg.reporting.index import Row


_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60
_INDEX = "index.html"
_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="默认看 -o 的后缀；终端上是 Markdown / by default as the suffix of -o says; Markdown on a terminal",
)


@click.command(
    "report",
    epilog="""\b
例 / examples:
  kg report 文章.txt -o 报告.html
  kg report 文章.txt -o 报告.pdf
  kg report 文章.txt -o 批注.docx
  kg report 稿件/ -o 报告/
  kg report --store 图库 -o 报告/
  kg report 文章.txt --format markdown

\b
pdf 要有 Chromium、Chrome 或 Edge / needs one of them; docx 要有 python-docx / needs it
claimreview 只写编辑确认过的警报 / holds only alarms that an editor confirmed (kg review)
退出状态 / exit status: 0 没有警报 / no alarm, 1 有警报 / an alarm, 2 出错 / an error""",
)
@click.option("-o", "--output", metavar="PATH", help="文件；或文件夹，每篇一页 / a file, or a folder for a page each")
@articles(_FORM, *ALARMING, STORE, checks=True)
def command(settings: Settings, output: str | None) -> int:
    """每篇文章一份核对报告：HTML、PDF、Word 批注、Markdown、JSON、RDF。

    A report on each article: HTML that needs no other file, PDF, Word comments, Markdown, JSON, RDF.
    """
    form = settings.form or _form(output)
    if form in BINARY and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} 请用 -o 写到文件 / {form} goes to a file: -o")
    folder = _folder(output, settings)
    outcome, taken = Outcome(), {folder / _INDEX} if folder else set[Path]()
    rows: list[Row] = []
    for article, found in verifications(settings, outcome):
        outcome.alarms += raises_alarm(found, settings.fail_on)
        path = _free(folder, article, form, taken) if folder else Path(output) if output else None
        if not _deliver(path, found, form, settings.lang):
            outcome.errors += 1
        elif folder and path:
            rows.append(_row(found, path))
    # One article by itself needs none.
    if folder and form == "html" and outcome.texts and (_several(settings) or outcome.texts + outcome.errors > 1):
        write(folder / _INDEX, _index(rows, outcome.errors, settings.lang))
        click.echo(say(settings.lang, "index", path=printable(str(folder / _INDEX)), n=len(rows)), err=True)
    return outcome.status


def _deliver(path: Path | None, found: Verification, form: str, lang: str) -> bool:
    """Write or print one report. One that cannot be made is told, and the others go on."""
    from kg.reporting import written  # noqa: PLC0415  # jinja2, for this verb only

    try:
        content = written(found, form, lang, datetime.now().astimezone())
        if path is None:
            click.echo(content, nl=False)
            return True
        write(path, content)
    except KgError as error:
        click.echo(f"kg: {printable(str(error))}", err=True)
        return False
    click.echo(say(lang, "written", path=printable(str(path)), what=_headline(found, lang)), err=True)
    return True


def _form(output: str | None) -> str:
    if output is None:
        return "markdown" if sys.stdout.isatty() else "html"
    known = {suffix: form for form, suffix in FORMS.items()} | {".markdown": "markdown"}
    return next(
        (
            form
            for suffix, form in sorted(known.items(), key=lambda pair: -len(pair[0]))
            if output.lower().endswith(suffix)
        ),
        "html",
    )


def _several(settings: Settings) -> bool:
    """True for what may hold more than one article: several sources, a folder, a store."""
    return len(settings.sources) != 1 or (settings.store is None and Path(settings.sources[0]).is_dir())


def _folder(output: str | None, settings: Settings) -> Path | None:
    """The folder to write into: `output` where it is or names one, or where one file cannot hold all pages."""
    if output is None:
        return None
    path = Path(output)
    if not (_several(settings) or output.endswith("/") or path.is_dir()):
        return None
    if path.exists() and not path.is_dir():
        raise KgError(f"{output}: 多篇文章要写到文件夹 / several articles need a folder")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"{output}: 写不了 / cannot be written: {error.strerror}") from error
    return path


def _free(folder: Path, article: Article, form: str, taken: set[Path]) -> Path:
    """A name after the article's file or, of many in one, its id; numbered where two share one."""
    stem = Path(article.id).stem if article.id == article.path else article.id
    stem = _UNSAFE.sub("-", stem)[:_LONGEST_NAME].strip("-.") or "report"
    number = 1
    path = folder / f"{stem}{FORMS[form]}"
    while path in taken:
        number += 1
        path = folder / f"{stem}-{number}{FORMS[form]}"
    taken.add(path)
    return path


def _row(found: Verification, path: Path) -> Row:
    from kg.reporting.index import Row  # noqa: PLC0415  # jinja2, as above

    return Row.of(found, path.name)


def _index(rows: list[Row], failures: int, lang: str) -> str:
    from kg.reporting.index import index  # noqa: PLC0415  # jinja2, as above

    return index(rows, failures=failures, lang=lang)


def _headline(found: Verification, lang: str) -> str:
    from kg.reporting.headline import headline  # noqa: PLC0415  # jinja2, as above
    from kg.reporting.strings import say as say_there  # noqa: PLC0415  # the report brings jinja2
    from kg.reporting.view import view  # noqa: PLC0415  # as above

    return headline(view(found), partial(say_there, lang))
