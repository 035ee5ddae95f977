"""The options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from kg.cli.words import LANGUAGES, language

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is read, and how it is shown. form: the verb's --format, "" for none. limit: bytes of one article."""

    sources: tuple[str, ...]
    form: str
    region: str
    lang: str
    limit: int

    @property
    def lines(self) -> bool:
        return self.form == "jsonl"


_READING = (
    click.option("--lang", type=click.Choice(LANGUAGES), default=language, help="提示的语言 / language of messages"),
    click.option(
        "--limit",
        type=click.FloatRange(min=0, min_open=True),
        default=20,
        show_default=True,
        metavar="MB",
        help="单篇的大小上限 / the largest article",
    ),
    click.option(
        "--region",
        type=click.Choice(["CN", "TW", "HK"], case_sensitive=False),
        default="CN",
        show_default=True,
        help="未注明地区的文章出自哪里，元、兆、斤随之而异 / where articles are from that do not say so",
    ),
)
LINES = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="给人看，或一篇一行 JSON，标准输入也这样读 / for people, or a JSON line a text, standard input read so too",
)


def articles(form: Function, *, needed: bool = True) -> Callable[[Function], Function]:
    """ARTICLE..., --format (`form`) and the options of reading, which reach the verb as one `Settings`.

    needed: a verb with nothing to do without an article says so.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def called(sources: tuple[str, ...], form: str | None, region: str, lang: str, limit: float, **own: Any) -> Any:
            if needed and not sources:
                raise click.UsageError(
                    "请给出文章：文件、文件夹，或 - 即标准输入 / give an article: a file, a folder, or -"
                )
            return function(Settings(sources, form or "", region, lang, int(limit * 1_000_000)), **own)

        decorated: Function = called
        for option in (*_READING, form, click.argument("sources", nargs=-1, metavar="ARTICLE...")):
            decorated = option(decorated)
        return decorated

    return decorate
