"""The article as a Word document with a comment at every number that alarms: formula, message, repairs, review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, installing
from kg.model import Verification
from kg.reporting.headline import headline
from kg.reporting.marks import Line, Piece
from kg.reporting.strings import say, table
from kg.reporting.view import Card, Report, view
from kg.reporting.visible import visible

if TYPE_CHECKING:
    from docx.document import Document

_AUTHOR = "kg"
_FONTS = {"w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman", "w:eastAsia": "SimSun"}
_NOT_IN_XML = str.maketrans({0xFFFE: "[U+FFFE]", 0xFFFF: "[U+FFFF]"})


def docx(v: Verification, lang: str = "zh") -> bytes:
    """The article's text, its alarmed numbers underlined in red, each with a comment in `lang`; the first comment sums
    up. Raises KgError where python-docx is not installed."""
    try:
        from docx import Document  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise KgError(f"DOCX 需要 python-docx / DOCX needs python-docx: {installing('formats')}") from error
    report, document = view(v), Document()
    _fonts(document)
    document.core_properties.title = _plain(report.title)[:255]
    document.core_properties.author = _plain(report.article.author or "")[:255]
    runs = [_lines(document, kind, lines, report, lang) for kind, lines in report.groups]
    first = next((run for group in runs for run in group), None) or document.add_paragraph().add_run()
    document.add_comment([first], _summary(report, lang), author=_AUTHOR, initials=_AUTHOR)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _fonts(document: Document) -> None:
    """Chinese in a serif that Word and its like have; python-docx sets Latin fonts only."""
    from docx.oxml.ns import qn  # noqa: PLC0415  # an extra

    style: Any = document.styles["Normal"]
    style.font.name = _FONTS["w:ascii"]
    for name, font in _FONTS.items():
        style.element.rPr.rFonts.set(qn(name), font)


def _lines(document: Document, kind: str, lines: Sequence[Line], report: Report, lang: str) -> list[Any]:
    if kind == "table":
        columns = max(len(line.cells) for line in lines)
        grid = document.add_table(rows=len(lines), cols=columns, style="Table Grid")
        return [
            run
            for row, line in zip(grid.rows, lines, strict=True)
            for cell, pieces in zip(row.cells, line.cells, strict=False)
            for run in _runs(document, cell.paragraphs[0], pieces, report, lang)
        ]
    style = {"title": "Title", "heading": "Heading 2", "list": "List Bullet", "caption": "Caption"}.get(kind, "Normal")
    return [
        run for line in lines for run in _runs(document, document.add_paragraph(style=style), line.pieces, report, lang)
    ]


def _runs(document: Document, paragraph: Any, pieces: Iterable[Piece], report: Report, lang: str) -> list[Any]:
    from docx.enum.text import WD_UNDERLINE  # noqa: PLC0415  # an extra
    from docx.shared import RGBColor  # noqa: PLC0415  # an extra

    runs = []
    for piece in pieces:
        run = paragraph.add_run(_plain(piece.text))
        runs.append(run)
        cards = _alarms(piece, report)
        if cards:
            run.font.underline = WD_UNDERLINE.WAVY
            run.font.color.rgb = RGBColor(0xB4, 0x23, 0x1A)
            words = "\n\n".join(_comment(card, lang) for card in cards)
            document.add_comment([run], words, author=_AUTHOR, initials=_AUTHOR)
    return runs


def _alarms(piece: Piece, report: Report) -> list[Card]:
    """The alarms of the number, and of those that lie within it."""
    if piece.mark is None:
        return []
    numbers = [*piece.mark.checks, *(n for other in piece.also for n in report.marks[other - 1].checks)]
    cards = [report.cards[number - 1] for number in dict.fromkeys(numbers)]
    return [card for card in cards if card.alarm]


def _comment(card: Card, lang: str) -> str:
    check, speak = card.check, partial(say, lang)
    kind = speak(f"kind.{check.kind}") if f"kind.{check.kind}" in table() else check.kind
    lines = [f"{speak(f'verdict.{check.verdict}')} · {kind}{speak('colon')}{check.formula}", check.message]
    lines += [f"{speak('repair')}{speak('colon')}{r.text} → {r.replacement}  {r.message}" for r in check.repairs]
    lines += [
        f"{speak('basis')}{speak('colon')}{speak(f'assumes.{b}') if f'assumes.{b}' in table() else b}"
        for b in check.basis
    ]
    if card.review:
        who = f"({card.review.by}, {card.review.at[:10]})"
        lines.append(f"{speak(f'review.{card.review.decision}')}{speak('colon')}{card.review.reason} {who}")
    return _plain("\n".join(filter(None, lines)))


def _summary(report: Report, lang: str) -> str:
    return _plain(f"{headline(report, partial(say, lang))}\n{say(lang, 'caveat')}")


def _plain(text: str) -> str:
    """Text that XML can hold and that reads as it is stored."""
    return visible(text).translate(_NOT_IN_XML)
