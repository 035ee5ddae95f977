"""`kg extract`: what each number is about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click

from kg.cli.figures import figure
from kg.cli.inputs import Outcome, name, results, write_json
from kg.cli.options import LINES, Settings, articles
from kg.cli.processing import extracted
from kg.cli.terminal import padded, paint, printable, width
from kg.cli.words import say
from kg.model import Claim, Extraction
from kg.reporting import jsonl


@click.command(
    "extract",
    epilog="""\b
例 / examples:
  kg extract 文章.txt
  kg extract --format jsonl 稿件/ > claims.jsonl
  cat texts.jsonl | kg extract --format jsonl -

JSON: {"id","entities":[…],"claims":[{"text","start","end","value",…,"subject","property","of","time",…}]}""",
)
@articles(LINES)
def command(settings: Settings) -> int:
    """每个数字说的是什么：主体、属性、时间、出处。

    What each number is about: subject, property, time, who says so.
    """
    outcome = Outcome()
    for _, found in results(settings, outcome, extracted):
        if settings.lines:
            write_json(jsonl.extraction(found))
        else:
            click.echo("\n".join(_shown(found, settings.lang)))
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
