"""The options that several verbs share."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg.cli.words import LANGUAGES, language
from kg.resources import OWN

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is read, and how it is shown.

    form: the verb's --format, "" for none. limit: bytes of one article. checks: folders of checks beside the shipped.
    """

    sources: tuple[str, ...]
    form: str
    region: str
    lang: str
    limit: int
    checks: tuple[Path, ...] = ()

    @property
    def lines(self) -> bool:
        return self.form == "jsonl"


def _own_words(_ctx: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    """Through the environment: whatever reads the ontology, in this process or in one it starts, finds it there."""
    if folder is not None:
        os.environ[OWN] = str(folder.resolve())


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
    click.option(
        "--ontology",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_own_words,
        expose_value=False,
        metavar="FOLDER",
        help="自己的词、单位、事实；可用 KG_ONTOLOGY 常设 / words, units and facts of your own; KG_ONTOLOGY sets it",
    ),
)
_CHECKS = click.option(
    "--checks",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="另有 .rq 核对规则的文件夹，可多次给出 / a folder with more checks; may be given again",
)
LINES = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="给人看，或一篇一行 JSON，标准输入也这样读 / for people, or a JSON line a text, standard input read so too",
)


def articles(form: Function, *, needed: bool = True, checks: bool = False) -> Callable[[Function], Function]:
    """ARTICLE..., --format (`form`) and the options of reading, which reach the verb as one `Settings`.

    needed: a verb with nothing to do without an article says so. checks: it runs checks, and takes --checks.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def called(sources: tuple[str, ...], form: str | None, limit: float, **own: Any) -> Any:
            if needed and not sources:
                raise click.UsageError(
                    "请给出文章：文件、文件夹，或 - 即标准输入 / give an article: a file, a folder, or -"
                )
            shared = {name: own.pop(name) for name in ("region", "lang", "checks") if name in own}
            return function(Settings(sources, form or "", limit=int(limit * 1_000_000), **shared), **own)

        decorated: Function = called
        chosen = (*_READING, _CHECKS) if checks else _READING
        for option in (*chosen, form, click.argument("sources", nargs=-1, metavar="ARTICLE...")):
            decorated = option(decorated)
        return decorated

    return decorate
