"""`kg check`: the numbers of an article held against each other."""

from __future__ import annotations

from functools import partial

import click

from kg.cli.inputs import Outcome, results, write_json
from kg.cli.options import LINES, Settings, articles
from kg.cli.processing import raises_alarm, verified
from kg.cli.words import say
from kg.reporting import jsonl


@click.command(
    "check",
    epilog="""\b
例 / examples:
  kg check 文章.txt
  kg check 稿件/ --lang en
  cat texts.jsonl | kg check --format jsonl -

\b
JSON: {"id","checks":[{"kind","verdict","severity","texts":[…],"claims":[…],"formula","message","repair","repairs"}]}
退出状态 / exit status: 0 没有警报 / no alarm, 1 有警报 / an alarm, 2 出错 / an error""",
)
@articles(LINES, checks=True)
def command(settings: Settings) -> int:
    """核对文中的数字：彼此是否相符，错在哪里，怎样改才对。

    Holds the numbers of an article against each other: which do not agree, and which edit would mend it.
    """
    from kg.cli.verdicts import shown  # noqa: PLC0415  # the report's words bring jinja2

    outcome = Outcome()
    for _, found in results(settings, outcome, partial(verified, lang=settings.lang, folders=settings.checks)):
        outcome.alarms += raises_alarm(found)
        if settings.lines:
            write_json(jsonl.verification(found))
        else:
            click.echo("\n".join(shown(found, settings.lang)) + "\n")
    if not settings.lines and outcome.texts + outcome.errors > 1:
        click.echo(_summary(outcome, settings.lang))
    return outcome.status


def _summary(outcome: Outcome, lang: str) -> str:
    return say(lang, "summary", n=outcome.texts, alarmed=outcome.alarms, failed=outcome.errors)
