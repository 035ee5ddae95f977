"""`kg extract`: what each number is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.accounts import explained
from kg.cli.figures import figure
from kg.cli.files import write
from kg.cli.inputs import Outcome, Shown, json_line, name, printed, results
from kg.cli.options import JOBS, LINES, STORE, Settings, articles
from kg.cli.processing import accounted, extracted
from kg.cli.stored import extractions
from kg.cli.terminal import padded, paint, printable, width
from kg.cli.words import say
from kg.errors import KgError
from kg.model import Article, Claim, Extraction
from kg.reporting import jsonl

if TYPE_CHECKING:
    from kg.consulting import Model


@click.command(
    "extract",
    epilog="""\b
例 / examples:
  kg extract 文章.txt
  kg extract --format jsonl 稿件/ > claims.jsonl
  kg extract --store 图库
  cat texts.jsonl | kg extract --format jsonl -
  kg extract --explain 文章.txt
  kg extract --picture 图.html 文章.txt

JSON: {"id","entities":[…],"claims":[{"text","start","end","value",…,"subject","property","of","time",…}]}""",
)
@click.option("--explain", is_flag=True, help="每个数字凭哪些词、哪条规则 / by which words and rules, named by entry")
@click.option("--picture", metavar="FILE", help="一篇的 displaCy 图，HTML / displaCy pictures of one article, HTML")
@click.option(
    "--model-url",
    metavar="URL",
    help="再问本机的语言模型，如 http://127.0.0.1:8000/v1 / ask a local model on this machine too",
)
@click.option("--model", metavar="NAME", default="default", help="它的名字 / its name")
@click.option(
    "--model-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="每篇最多等多久 / how long it may take over an article",
)
@articles(LINES, JOBS, STORE)
def command(
    settings: Settings, explain: bool, picture: str | None, model_url: str | None, model: str, model_seconds: float
) -> int:
    """每个数字说的是什么：主体、属性、时间、出处。

    What each number is about: subject, property, time, who says so.
    """
    outcome = Outcome()
    if explain:
        return _explain(settings, outcome)
    if picture:
        return _draw(settings, outcome, Path(picture))
    if not model_url and settings.store is None:
        return printed(settings, partial(_extracted, settings=settings)).status
    asked = _model(model_url, model, model_seconds) if model_url else None
    for _, rules in extractions(settings, outcome):
        found = _consulted(rules, asked, outcome) if asked else rules
        click.echo(_line(found, settings), nl=False)
    return outcome.status


def _extracted(articles: list[Article], settings: Settings) -> Iterator[Shown]:
    for found in extracted(articles):
        yield Shown(_line(found, settings))


def _line(found: Extraction, settings: Settings) -> str:
    if settings.lines:
        return json_line(jsonl.extraction(found))
    return "\n".join(_shown(found, settings.lang)) + "\n"


def _model(url: str, called: str, seconds: float) -> Model:
    from kg.consulting import Model  # noqa: PLC0415  # spaCy

    return Model(url, called, seconds)


def _consulted(found: Extraction, model: Model, outcome: Outcome) -> Extraction:
    """With what the model adds; where it gives no answer, that is told, and what the rules found goes on."""
    from kg.consulting import consulted  # noqa: PLC0415  # as _model

    try:
        return consulted(found, model)
    except KgError as error:
        outcome.errors += 1
        click.echo(f"kg: {name(found.article)}: {printable(str(error))}", err=True)
        return found


def _explain(settings: Settings, outcome: Outcome) -> int:
    if settings.lines:
        raise click.UsageError("--explain 给人看，不与 jsonl 同用 / is for people, not for jsonl")
    if settings.store is not None:
        raise click.UsageError("--explain 要重读文章，不与 --store 同用 / reads articles anew: give files, not --store")
    for _, (found, accounts) in results(settings, outcome, accounted):
        click.echo("\n".join(explained(found, accounts, settings.lang)))
    return outcome.status


def _draw(settings: Settings, outcome: Outcome, path: Path) -> int:
    from kg.reporting.pictures import picture  # noqa: PLC0415  # needed for this only

    for at, (_, found) in enumerate(extractions(settings, outcome)):
        if at:
            raise click.UsageError("--picture 一次只画一篇 / draws one article at a time")
        write(path, picture(found))
    return outcome.status


def _shown(found: Extraction, lang: str) -> Iterable[str]:
    """Sentence by sentence: the sentence, then its numbers with what they are about."""
    article = found.article
    total = say(lang, "count", n=len(found.claims)) if found.claims else say(lang, "count.none")
    yield paint(f"{name(article)}  {total}", "title")
    rows = {claim.id: (printable(claim.quantity.text), figure(claim.quantity)) for claim in found.claims}
    widths = [max((width(row[i]) for row in rows.values()), default=0) for i in range(2)]
    for (start, end), claims in groupby(found.claims, key=lambda claim: claim.sentence):
        yield ""
        yield f"  {printable(article.text[start:end])}"
        for claim in claims:
            text, value = (padded(cell, columns) for cell, columns in zip(rows[claim.id], widths, strict=True))
            yield f"    {paint(text, 'number')}  {value}  {printable(' · '.join(_about(claim, lang)))}"


def _about(claim: Claim, lang: str) -> Iterable[str]:
    from kg.reporting.strings import say as report_say  # noqa: PLC0415  # the names of modalities are the report's

    yield claim.subject.label if claim.subject else say(lang, "unnamed")
    if claim.of and (not claim.subject or claim.of.label != claim.subject.label):
        yield claim.of.label
    if claim.property:
        yield claim.property.label
    if claim.per and not claim.quantity.per:
        yield say(lang, "per", unit=claim.per.strip("{}"))
    if claim.time:
        yield claim.time
    if claim.modality != "asserted":
        yield report_say(lang, f"modality.{claim.modality}")
    if claim.attributed_to:
        yield say(lang, "by", who=claim.attributed_to)
