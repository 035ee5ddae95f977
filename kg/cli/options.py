"""The options that several verbs share."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kg.cli.words import LANGUAGES, language
from kg.reading.limits import NAMES, Limits
from kg.resources import OWN, QUERIES

Function = Callable[..., Any]
_SHARED = ("region", "lang", "checks", "without", "reviews", "fail_on", "store", "jobs")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is read, and how it is shown.

    form: the verb's --format, "" for none. limits: what a source may cost. checks: folders of checks beside the shipped.
    without: kinds of check left out. reviews: the file of editors' reviews. fail_on: the severity from which on an
    alarm sets the exit status, 0 for never.
    store: where articles are kept.
    jobs: processes at work.
    """

    sources: tuple[str, ...]
    form: str
    region: str
    lang: str
    limits: Limits
    checks: tuple[Path, ...] = ()
    without: tuple[str, ...] = ()
    reviews: Path | None = None
    fail_on: int = 2
    store: str | None = None
    jobs: int = 1

    @property
    def lines(self) -> bool:
        return self.form == "jsonl"

    def reading(self, sources: tuple[str, ...]) -> Settings:
        """The same settings for other sources."""
        return replace(self, sources=sources)


def _own_words(_ctx: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    """Through the environment: whatever reads the ontology, in this process or in one it starts, finds it there."""
    if folder is not None:
        os.environ[OWN] = str(folder.resolve())


def _known_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the user's own folders too are named by their files, which are not known yet: only what is like a shipped
    kind, and is none, is a slip."""
    shipped = [path.stem for path in (QUERIES / "checks").glob("*.rq")]
    for kind in kinds:
        near = difflib.get_close_matches(kind, shipped, 1, 0.75)
        if kind not in shipped and near:
            raise click.BadParameter(f"{kind}：没有这一类，是否 {near[0]}？ / no such kind; did you mean {near[0]}?")
    return kinds


def _limits(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> Limits:
    return Limits().set(given)


_DEFAULTS = ", ".join(f"{name}={Limits().bound(name)}" for name in NAMES)
READING = (
    click.option("--lang", type=click.Choice(LANGUAGES), default=language, help="提示的语言 / language of messages"),
    click.option(
        "--limit",
        "limits",
        multiple=True,
        callback=_limits,
        metavar="NAME=VALUE",
        help=f"读取的上限，可多次给出 / a limit of reading; may be given again: {_DEFAULTS}",
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
CHECKS = click.option(
    "--checks",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="另有 .rq 核对规则的文件夹，可多次给出 / a folder with more checks; may be given again",
)
WITHOUT = click.option(
    "--without",
    multiple=True,
    metavar="KIND",
    callback=lambda _ctx, _option, kinds: _known_kinds(kinds),
    help="不做这一类核对，可多次给出 / leave a kind of check out; may be given again",
)
REVIEWS = click.option(
    "--reviews",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="KG_REVIEWS",
    metavar="FILE",
    help="审核记录（kg review）；可用 KG_REVIEWS 常设 / editors' reviews (kg review); KG_REVIEWS sets it",
)
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(["1", "2", "3", "never"]),
    default="2",
    show_default=True,
    callback=lambda _ctx, _option, severity: 0 if severity == "never" else int(severity),
    help="到哪一级算警报：1 自相矛盾，2 可疑，3 提示 / which severities set the exit status: 1 contradictions, 2 doubts, 3 notes",
)
ALARMING = (WITHOUT, REVIEWS, FAIL_ON)
"""What a verb that alarms takes beside the options of `articles`."""

STORE = click.option(
    "-s",
    "--store",
    type=click.Path(file_okay=False),
    metavar="FOLDER|URL",
    help="存放文章的图库 / the store that keeps articles",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="同时处理的进程数，结果次序不变 / processes at work at once; the order stays",
)


def lines_or(*more: str) -> Function:
    """--format: text, jsonl, or one of `more`."""
    option: Function = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "jsonl", *more]),
        default="text",
        show_default=True,
        help="给人看，或一篇一行 JSON，标准输入也这样读 / for people, or a JSON line a text, standard input read so too",
    )
    return option


LINES = lines_or()


def articles(*own: Function, needed: bool = True, checks: bool = False) -> Callable[[Function], Function]:
    """ARTICLE..., the options of reading and those of the verb's `own`, which reach the verb as one `Settings`.

    needed: a verb with nothing to do without an article says so. checks: it runs checks, and takes --checks.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def called(sources: tuple[str, ...], limits: Limits, form: str | None = None, **rest: Any) -> Any:
            if needed and not sources and rest.get("store") is None:
                raise click.UsageError(
                    "请给出文章：文件、文件夹，或 - 即标准输入 / give an article: a file, a folder, or -"
                )
            shared = {name: rest.pop(name) for name in _SHARED if name in rest}
            return function(Settings(sources, form or "", limits=limits, **shared), **rest)

        decorated: Function = called
        chosen = (*READING, CHECKS) if checks else READING
        for option in (*chosen, *own, click.argument("sources", nargs=-1, metavar="ARTICLE...")):
            decorated = option(decorated)
        return decorated

    return decorate
