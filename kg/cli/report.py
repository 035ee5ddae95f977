"""`kg report`: a page on each article, to publish or to file."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

import click

from kg.cli.files import write
from kg.cli.inputs import Outcome, results
from kg.cli.options import ALARMING, Settings, articles
from kg.cli.processing import checked, raises_alarm
from kg.cli.terminal import printable
from kg.cli.words import say
from kg.errors import KgError
from kg.model import Article, Verification

_SUFFIXES = {"html": ".html", "markdown": ".md"}
_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST_NAME = 60
_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(list(_SUFFIXES)),
    help="默认看 -o 的后缀；终端上是 Markdown / by default as the suffix of -o says; Markdown on a terminal",
)


@click.command(
    "report",
    epilog="""\b
例 / examples:
  kg report 文章.txt -o 报告.html
  kg report 稿件/ -o 报告/
  kg report 文章.txt --format markdown

\b
退出状态 / exit status: 0 没有警报 / no alarm, 1 有警报 / an alarm, 2 出错 / an error""",
)
@click.option("-o", "--output", metavar="PATH", help="文件；或文件夹，每篇一页 / a file, or a folder for a page each")
@articles(_FORM, *ALARMING, checks=True)
def command(settings: Settings, output: str | None) -> int:
    """每篇文章一页核对报告：HTML（单个文件）或 Markdown。

    A page on each article: HTML that needs no other file, or Markdown.
    """
    lang, form = settings.lang, settings.form or _form(output)
    folder = _folder(output, settings.sources)
    outcome, taken = Outcome(), set[Path]()
    for article, found in results(settings, outcome, checked(settings)):
        outcome.alarms += raises_alarm(found, settings.fail_on)
        if output is None:
            click.echo(_page(found, form, lang))
            continue
        path = _free(folder, article, form, taken) if folder else Path(output)
        write(path, _page(found, form, lang))
        click.echo(say(lang, "written", path=printable(str(path)), what=_headline(found, lang)), err=True)
    return outcome.status


def _form(output: str | None) -> str:
    if output is None:
        return "markdown" if sys.stdout.isatty() else "html"
    return "markdown" if output.lower().endswith((".md", ".markdown")) else "html"


def _folder(output: str | None, sources: tuple[str, ...]) -> Path | None:
    """The folder to write into: `output` where it is or names one, or where one file cannot hold all pages."""
    if output is None:
        return None
    path = Path(output)
    several = len(sources) > 1 or Path(sources[0]).is_dir()
    if not (several or output.endswith("/") or path.is_dir()):
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
    path = folder / f"{stem}{_SUFFIXES[form]}"
    while path in taken:
        number += 1
        path = folder / f"{stem}-{number}{_SUFFIXES[form]}"
    taken.add(path)
    return path


def _page(found: Verification, form: str, lang: str) -> str:
    from kg import reporting  # noqa: PLC0415  # jinja2, for this verb only

    return reporting.html(found, lang) if form == "html" else reporting.markdown(found, lang)


def _headline(found: Verification, lang: str) -> str:
    from kg.reporting.headline import headline  # noqa: PLC0415  # jinja2, as above
    from kg.reporting.strings import say as say_there  # noqa: PLC0415
    from kg.reporting.view import view  # noqa: PLC0415

    return headline(view(found), partial(say_there, lang))
