"""A verification for the terminal: headline, alarms with their arithmetic and repairs, the rest in brief, coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial

from kg.cli.inputs import name
from kg.cli.terminal import Tone, paint, printable
from kg.cli.words import say as say_here
from kg.model import Verification
from kg.reporting.headline import headline
from kg.reporting.marks import Piece, State
from kg.reporting.strings import say, table
from kg.reporting.view import Card, Report, view
from kg.reviewing import Changes

_SIGNS: dict[State, str] = {
    "inconsistent": "✗",
    "implausible": "?",
    "dismissed": "○",
    "consistent": "✓",
    "unverifiable": "–",
}
_TONES: dict[State, Tone] = {
    "inconsistent": "alarm",
    "implausible": "doubt",
    "dismissed": "quiet",
    "consistent": "good",
    "unverifiable": "quiet",
}


def shown(verification: Verification, lang: str, since: Changes | None = None) -> Iterable[str]:
    """The lines to print. since: what changed since an earlier check, which then stands beside each alarm."""
    report = view(verification)
    yield paint(name(report.article), "quiet")
    yield paint(headline(report, partial(say, lang)), "title")
    for card in report.alarms:
        yield ""
        yield from alarm(card, lang, _age(card, since, lang))
    for state, cards in report.quiet:
        yield ""
        yield f"{say(lang, f'verdict.{state}')} {len(cards)}"
        for card in cards:
            line = f"  {_SIGNS[state]} {_kind(card, lang)}{say(lang, 'colon')}{printable(card.check.formula)}"
            yield paint(line, _TONES[state])
            if state == "dismissed":
                yield from _review(card, lang)
    if since is not None:
        yield ""
        yield from _gone(since, lang)
    yield ""
    yield from _coverage(report, lang)


def alarm(card: Card, lang: str, note: str = "") -> Iterable[str]:
    """An alarm's lines: verdict and formula, message, review, evidence, facts, repairs. note: stands behind its kind."""
    check = card.check
    colon = say(lang, "colon")
    title = " · ".join(filter(None, (say(lang, f"verdict.{check.verdict}"), _kind(card, lang), note)))
    yield f"{paint(f'{_SIGNS[check.verdict]} {title}', _TONES[check.verdict])}{colon}{printable(check.formula)}"
    yield from _review(card, lang)
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


def _review(card: Card, lang: str) -> Iterable[str]:
    if card.review is not None:
        who = f"{printable(card.review.by)}, {card.review.at[:10]}"
        decision = say(lang, f"review.{card.review.decision}")
        yield f"  {decision}{say(lang, 'colon')}{printable(card.review.reason)} ({who})"


def _age(card: Card, since: Changes | None, lang: str) -> str:
    if since is None:
        return ""
    return say_here(lang, "since.new" if card.fingerprint in since.new else "since.still")


def _gone(since: Changes, lang: str) -> Iterable[str]:
    yield say_here(lang, "since", new=len(since.new), still=len(since.still), gone=len(since.gone))
    for row in since.gone:
        line = f"  {_SIGNS['consistent']} {say_here(lang, 'since.gone')}{say(lang, 'colon')}{printable(str(row.get('formula', '')))}"
        yield paint(line, "quiet")


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
