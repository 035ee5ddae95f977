"""A verification for the terminal: headline, alarms with their arithmetic and repairs, the rest in brief, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from kg.cli.inputs import name
from kg.cli.terminal import Tone, paint, printable
from kg.cli.words import say as say_here
from kg.model import Verdict, Verification
from kg.reporting.headline import headline
from kg.reporting.marks import Piece
from kg.reporting.strings import say, table
from kg.reporting.view import Card, Report, view

_SIGNS: dict[Verdict, str] = {"inconsistent": "✗", "implausible": "?", "consistent": "✓", "unverifiable": "–"}
_TONES: dict[Verdict, Tone] = {
    "inconsistent": "alarm",
    "implausible": "doubt",
    "consistent": "good",
    "unverifiable": "quiet",
}


def shown(verification: Verification, lang: str) -> Iterable[str]:
    """The lines to print."""
    report = view(verification)
    yield paint(name(report.article), "quiet")
    yield paint(headline(report, partial(say, lang)), "title")
    for card in report.alarms:
        yield ""
        yield from _alarm(card, lang)
    for verdict, cards in report.quiet:
        yield ""
        yield f"{say(lang, f'verdict.{verdict}')} {len(cards)}"
        for card in cards:
            line = f"  {_SIGNS[verdict]} {_kind(card, lang)}{say(lang, 'colon')}{printable(card.check.formula)}"
            yield paint(line, _TONES[verdict])
    yield ""
    yield from _coverage(report, lang)


def _alarm(card: Card, lang: str) -> Iterable[str]:
    check = card.check
    colon = say(lang, "colon")
    title = f"{_SIGNS[check.verdict]} {say(lang, f'verdict.{check.verdict}')} · {_kind(card, lang)}"
    yield f"{paint(title, _TONES[check.verdict])}{colon}{printable(check.formula)}"
    if check.message:
        yield f"  {printable(check.message)}"
    for sentence in card.evidence:
        yield f"  > {''.join(_piece(piece) for piece in sentence)}"
    for fact in check.basis:
        words = say(lang, f"assumes.{fact}") if f"assumes.{fact}" in table() else fact
        yield f"  {say(lang, 'basis')}{colon}{printable(words)}"
    for number, edit in enumerate(card.edits):
        opening = say(lang, "repair") if number == 0 else say_here(lang, "or")
        change = f"{printable(edit.repair.text)} → {paint(printable(edit.repair.replacement), 'good')}"
        note = f"  {printable(edit.repair.message)}" if edit.repair.message else ""
        yield f"  {opening}{colon}{change}{note}"


def _piece(piece: Piece) -> str:
    return paint(f"【{printable(piece.text)}】", "number") if piece.mark else printable(piece.text)


def _kind(card: Card, lang: str) -> str:
    key = f"kind.{card.check.kind}"
    return say(lang, key) if key in table() else card.check.kind


def _coverage(report: Report, lang: str) -> Iterable[str]:
    seen = report.coverage
    yield say_here(
        lang, "coverage", found=seen.found, tied=seen.tied, checked=seen.checked, left=seen.found - seen.checked
    )
    for reason, marks in report.unchecked:
        key = f"reason.{reason}"
        words = say(lang, key) if key in table() else reason
        texts = Counter(printable(mark.claim.quantity.text) for mark in marks)
        numbers = "、".join(text if count == 1 else f"{text}×{count}" for text, count in texts.items())
        yield paint(f"  {words}{say(lang, 'colon')}{numbers}", "quiet")
