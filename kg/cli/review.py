"""`kg review`: alarms confirmed or dismissed, one by one on the terminal or by name from a script; listed and counted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.inputs import Outcome, name, results, write_json
from kg.cli.options import LINES, REVIEWS, WITHOUT, Function, Settings, articles
from kg.cli.processing import checked, decisions
from kg.cli.terminal import padded, paint, printable, width
from kg.cli.words import LANGUAGES, language, say
from kg.errors import KgError
from kg.model import ALARMS, Decision, Review, Verification

if TYPE_CHECKING:
    from kg.reporting.view import Card

_WALK = "walk"
_BY = click.option("--by", envvar="KG_REVIEWER", metavar="NAME", help="谁的决定；可用 KG_REVIEWER 常设 / who decides")


class _Review(click.Group):
    """`kg review 文章.txt` walks; its other ways are named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = not args or args[0] in (*self.commands, "-h", "--help")
        return super().parse_args(ctx, args if named else [_WALK, *args])


@click.group(
    "review",
    cls=_Review,
    epilog="""\b
例 / examples:
  kg review 文章.txt --reviews 审核.jsonl
  kg review list 文章.txt
  kg review dismiss product-1f3c9a… 文章.txt --reason 口径不同 --by 王编辑
  kg review counts

\b
--reviews FILE 或 KG_REVIEWS 说明记在哪里 / or KG_REVIEWS says where they are kept
退出状态 / exit status: 0 没有警报待审核 / nothing left to review, 1 还有 / something left, 2 出错 / an error""",
)
def command() -> None:
    """编辑审核警报：逐个确认或驳回，写明理由和姓名。

    Editors' reviews: alarms confirmed or dismissed with a reason and a name. `kg review 文章.txt` walks through them.
    """


@command.command(_WALK)
@_BY
@articles(REVIEWS, WITHOUT, checks=True)
def walk(settings: Settings, by: str | None) -> int:
    """逐个显示还没审核的警报，问怎么办。

    Shows the alarms not yet reviewed one by one and asks.
    """
    if not sys.stdin.isatty():
        raise click.UsageError(
            "逐个审核要在终端上；脚本用 confirm、dismiss / this needs a terminal; scripts use confirm, dismiss"
        )
    path, outcome = _path(settings.reviews), Outcome()
    waiting = [(found, card) for found in _checked(settings, outcome) for card in _cards(found) if not card.review]
    if not waiting:
        click.echo(say(settings.lang, "review.none"))
    left = len(waiting)
    for found, card in waiting:
        decision = _asked(found, card, settings.lang)
        if decision == "q":
            break
        if decision == "s":
            continue
        by = by or click.prompt(say(settings.lang, "review.by"))
        reason = click.prompt(say(settings.lang, "review.reason"))
        _keep(path, found, card, "confirmed" if decision == "c" else "dismissed", reason=reason, by=by)
        left -= 1
    outcome.alarms = left
    return outcome.status


def _deciding(decision: Decision) -> Callable[[Function], Function]:
    """The options of confirm, dismiss and reopen, which differ in their decision alone."""

    def decorate(function: Function) -> Function:
        @click.argument("alarm", metavar="ID")
        @click.option("--reason", default="", required=decision != "reopened", help="理由 / why")
        @_BY
        @articles(REVIEWS, WITHOUT, needed=False, checks=True)
        def called(settings: Settings, alarm: str, reason: str, by: str | None) -> int:
            return _decide(settings, alarm, decision, reason=reason, by=by or "")

        called.__doc__ = function.__doc__
        return called

    return decorate


@command.command("confirm")
@_deciding("confirmed")
def confirm() -> None:
    """确认警报：确实有错。ID 见 kg review list；给出文章时写开头几位即可。

    Confirms an alarm: the text is wrong. ID as kg review list has it; with the article, its beginning will do.
    """


@command.command("dismiss")
@_deciding("dismissed")
def dismiss() -> None:
    """驳回警报：没有错，以后不再警报。

    Dismisses an alarm: nothing is wrong, and it alarms no longer.
    """


@command.command("reopen")
@_deciding("reopened")
def reopen() -> None:
    """收回决定，重新待审核。

    Takes a decision back.
    """


@command.command("list")
@articles(LINES, REVIEWS, WITHOUT, needed=False, checks=True)
def list_(settings: Settings) -> int:
    """文章的警报及其审核；没有给出文章时，所有审核记录。

    The alarms of articles with their reviews; without an article, every decision that stands.
    """
    outcome = Outcome()
    if not settings.sources:
        for review in decisions(_path(settings.reviews), settings.lang).standing.values():
            _show(review.alarm, review.formula, review, settings)
    for found in _checked(settings, outcome):
        if not settings.lines:
            click.echo(paint(name(found.extraction.article), "title"))
        for card in _cards(found):
            outcome.alarms += card.review is None
            _show(card.fingerprint, card.check.formula, card.review, settings)
    return outcome.status


@command.command("counts")
@REVIEWS
@click.option("--lang", type=click.Choice(LANGUAGES), default=language, help="提示的语言 / language of messages")
def counts(reviews: Path | None, lang: str) -> int:
    """每类核对确认、驳回了多少，确认的占几成。

    How many alarms of each kind were confirmed and dismissed: the precision of each kind.
    """
    from kg.reviewing import Precision, precision  # noqa: PLC0415  # pyoxigraph

    rows = precision(decisions(_path(reviews), lang))
    if not rows:
        click.echo(say(lang, "counts.none"))
        return 0
    total = Precision(say(lang, "counts.all"), sum(r.confirmed for r in rows), sum(r.dismissed for r in rows))
    heads = (*(say(lang, key) for key in ("counts.kind", "review.confirmed", "review.dismissed", "counts.precision")),)
    table = [heads, *((r.kind, str(r.confirmed), str(r.dismissed), f"{r.share:.0%}") for r in (*rows, total))]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo(
            "  ".join(padded(printable(cell), columns) for cell, columns in zip(row, widths, strict=True)).rstrip()
        )
    return 0


def _path(reviews: Path | None) -> Path:
    if reviews is None:
        raise click.UsageError(
            "请用 --reviews 或 KG_REVIEWS 指明审核记录的文件 / --reviews or KG_REVIEWS says where reviews are kept"
        )
    return reviews


def _checked(settings: Settings, outcome: Outcome) -> Iterator[Verification]:
    if settings.sources:
        yield from (found for _, found in results(settings, outcome, checked(settings)))


def _cards(found: Verification) -> list[Card]:
    """The alarms of an article, reviewed or not, one for those that are reviewed as one."""
    from kg.reporting.view import view  # noqa: PLC0415  # networkx and jinja2

    return list({card.fingerprint: card for card in view(found).cards if card.check.verdict in ALARMS}.values())


def _asked(found: Verification, card: Card, lang: str) -> str:
    from kg.cli.verdicts import alarm  # noqa: PLC0415  # the report's words bring jinja2

    click.echo(f"\n{paint(name(found.extraction.article), 'quiet')}")
    click.echo("\n".join(alarm(card, lang)))
    answer: str = click.prompt(say(lang, "review.ask"), type=click.Choice(["c", "d", "s", "q"]), show_choices=False)
    return answer


def _decide(settings: Settings, alarm: str, decision: Decision, *, reason: str, by: str) -> int:
    from kg.reviewing import add, made  # noqa: PLC0415  # pyoxigraph

    path, outcome = _path(settings.reviews), Outcome()
    if not settings.sources:
        known = decisions(path, settings.lang).standing.get(alarm)
        review = made(alarm, decision, reason=reason, by=by)
        add(path, _with_words(review, known))
        click.echo(say(settings.lang, "review.kept", path=path, alarm=alarm), err=True)
        return 0
    meant = [(f, card) for f in _checked(settings, outcome) for card in _cards(f) if card.fingerprint.startswith(alarm)]
    if len({card.fingerprint for _, card in meant}) != 1:
        found = ", ".join(sorted({card.fingerprint for _, card in meant})) or "没有 / none"
        raise KgError(f"{alarm}: 不是一处警报的编号 / not the ID of one alarm: {found}")
    _keep(path, *meant[0], decision, reason=reason, by=by)
    click.echo(say(settings.lang, "review.kept", path=path, alarm=meant[0][1].fingerprint), err=True)
    return outcome.status


def _keep(path: Path, found: Verification, card: Card, decision: Decision, *, reason: str, by: str) -> None:
    from kg.reviewing import add, decided  # noqa: PLC0415  # pyoxigraph

    add(path, decided(found, card.check, decision, reason=reason, by=by))


def _with_words(review: Review, known: Review | None) -> Review:
    """What the alarm read like, where an earlier decision has kept it."""
    return replace(review, article=known.article, formula=known.formula) if known else review


def _show(alarm: str, formula: str, review: Review | None, settings: Settings) -> None:
    from kg.reviewing import record  # noqa: PLC0415  # pyoxigraph

    if settings.lines:
        write_json({"alarm": alarm, "formula": formula, "review": record(review) if review else None})
        return
    state = say(settings.lang, f"review.{review.decision if review else 'open'}")
    click.echo(f"  {alarm}  {paint(state, 'quiet' if review else 'alarm')}  {printable(formula)}")
    if review:
        click.echo(f"    {printable(review.reason)} ({printable(review.by)}, {review.at[:10]})")
