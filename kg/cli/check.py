"""`kg check`: the numbers of an article held against each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from kg.batches import Process
from kg.cli.inputs import Outcome, Shown, json_line, printed, write_json
from kg.cli.options import ALARMING, JOBS, STORE, Settings, articles, lines_or
from kg.cli.processing import checked, raises_alarm
from kg.cli.stored import verifications
from kg.cli.words import say
from kg.errors import ReadError
from kg.model import Article, Verification
from kg.reporting import jsonl

_SINCE = click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="与此前 --format jsonl 的结果相比：新出现、仍在、已消除 / against an earlier --format jsonl: new, still there, gone",
)
Row = Mapping[str, object]


@click.command(
    "check",
    epilog="""\b
例 / examples:
  kg check 文章.txt
  kg check 稿件/ --lang en
  kg check 文章.txt --format jsonl > 一稿.jsonl
  kg check 文章.txt --since 一稿.jsonl
  kg check --store 图库
  cat texts.jsonl | kg check --format jsonl --jobs 4 -
  kg check 稿件/ --format sarif > 数字.sarif

\b
JSON: {"id","checks":[{"kind","verdict","severity","texts":[…],"claims":[…],"formula","message","repair","repairs",
       "fingerprint","review"}]}
退出状态 / exit status: 0 没有警报 / no alarm, 1 有警报 / an alarm, 2 出错 / an error""",
)
@_SINCE
@articles(lines_or("sarif"), JOBS, *ALARMING, STORE, checks=True)
def command(settings: Settings, since: Path | None) -> int:
    """核对文中的数字：彼此是否相符，错在哪里，怎样改才对。

    Holds the numbers of an article against each other: which do not agree, and which edit would mend it.
    """
    earlier = _earlier(since) if since else None
    if settings.form == "sarif":
        return _scanned(settings, Outcome())
    if settings.store is None:
        outcome = printed(settings, partial(_checked, settings=settings, process=checked(settings), earlier=earlier))
    else:
        outcome = Outcome()
        for article, found in verifications(settings, outcome):
            shown = _shown(article, found, settings, earlier)
            outcome.alarms += shown.alarm
            click.echo(shown.text, nl=False)
    if not settings.lines and outcome.texts + outcome.errors > 1:
        click.echo(_summary(outcome, settings.lang))
    return outcome.status


def _scanned(settings: Settings, outcome: Outcome) -> int:
    """One SARIF log of all articles."""
    from kg.reporting.sarif import sarif  # noqa: PLC0415  # as verdicts

    found = [verification for _, verification in verifications(settings, outcome)]
    outcome.alarms = sum(raises_alarm(verification, settings.fail_on) for verification in found)
    log = sarif(found, severity=max(2, settings.fail_on), failed=outcome.errors > 0, lang=settings.lang)
    write_json(log)
    return outcome.status


def _checked(
    given: list[Article],
    settings: Settings,
    process: Process[Verification],
    earlier: Mapping[str, list[Row]] | None,
) -> Iterator[Shown]:
    for article, found in zip(given, process(given), strict=True):
        yield _shown(article, found, settings, earlier)


def _shown(article: Article, found: Verification, settings: Settings, earlier: Mapping[str, list[Row]] | None) -> Shown:
    from kg.cli.verdicts import shown  # noqa: PLC0415  # the report's words bring jinja2
    from kg.reviewing import changes  # noqa: PLC0415  # pyoxigraph

    changed = changes(found, _of(article, earlier)) if earlier is not None else None
    if settings.lines:
        text = json_line(jsonl.verification(found, changed))
    else:
        text = "\n".join(shown(found, settings.lang, changed)) + "\n\n"
    return Shown(text, raises_alarm(found, settings.fail_on))


def _earlier(path: Path) -> dict[str, list[Row]]:
    """The checks of an earlier run, by the id of their text."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: 读不了 / cannot be read: {error}") from error
    rows: dict[str, list[Row]] = {}
    for number, line in enumerate(lines, 1):
        try:
            row: Any = json.loads(line)
            if "error" not in row:
                rows[str(row["id"])] = [check for check in row["checks"] if "fingerprint" in check]
        except (ValueError, KeyError, TypeError) as error:
            what = "不是 kg check --format jsonl 的结果 / not what kg check --format jsonl writes"
            raise ReadError(f"{path}: line {number}: {what}") from error
    return rows


def _of(article: Article, earlier: Mapping[str, list[Row]]) -> list[Row]:
    """The earlier checks of the text of that id; where there was one text only, of that, whatever it was called."""
    return next(iter(earlier.values())) if len(earlier) == 1 else earlier.get(article.id, [])


def _summary(outcome: Outcome, lang: str) -> str:
    return say(lang, "summary", n=outcome.texts, alarmed=outcome.alarms, failed=outcome.errors)
