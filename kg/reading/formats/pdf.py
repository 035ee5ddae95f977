"""A PDF document: its text in reading order, columns and pages joined, running heads and page numbers cut."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from types import SimpleNamespace
from typing import Any, BinaryIO
from unicodedata import normalize
from zlib import decompress, decompressobj, error

from pdfminer import cmapdb, pdffont, pdftypes
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import apply_png_predictor, decode_text

from kg.errors import ReadError
from kg.model import Article
from kg.ontology import turtle
from kg.reading.extracted import extracted
from kg.reading.origin import Failure, Origin
from kg.reading.page import Glyph
from kg.reading.printed import paragraphs
from kg.reading.unpacking import SMALL

# What office programs write where nobody gave a title.
_NO_TITLE = re.compile(
    r"(?:.*\.(?:docx?|wps|indd|qxd|pdf|pptx?|xlsx?|txt|html?)|untitled.*|microsoft word.*|未命名.*|无标题.*|文档\d*|document\d*|about:blank)",
    re.IGNORECASE,
)
# CJK radicals, Kangxi radicals, compatibility ideographs.
_LOOKALIKES = ((0x2E80, 0x2FE0), (0xF900, 0xFB00))
_PIECE = 4096
# What the fonts of a document may list for each of the objects it may have: a Chinese font has twenty thousand, and each
# subset lists its own.
_CODES = 4
_NO_UNICODE = re.compile(r"\(cid:\d+\)")


def articles(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """The one article of a document. Raises LimitError for one of too many pages or objects."""
    data = origin.data(stream)
    yield origin.attempt(lambda: _article(io.BytesIO(data), origin))


def _article(stream: BinaryIO, origin: Origin) -> Article:
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of fonts that it can do without
    token = _COSTS.set(_Costs(origin))
    try:
        document = PDFDocument(PDFParser(stream))
        if sum(len(getattr(xref, "offsets", ())) for xref in document.xrefs) > origin.limits.objects:
            raise origin.limits.exceeded("objects")
        pages = list(_pages(document, origin))
        own = _stated(document)
    except (PDFPasswordIncorrect, PDFEncryptionError) as locked:
        raise ReadError("加了密 / encrypted") from locked
    finally:
        _COSTS.reset(token)
    return extracted(paragraphs(pages), origin, own)


def _pages(document: PDFDocument, origin: Origin) -> Iterator[tuple[float, list[Glyph]]]:
    resources = PDFResourceManager()
    device = _Glyphs(resources)
    interpreter = PDFPageInterpreter(resources, device)
    shown = lost = 0
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > origin.limits.pages:
            raise origin.limits.exceeded("pages")
        device.found = []
        interpreter.process_page(page)
        lost += device.lost
        shown += len(device.found)
        if shown > origin.limits.size:
            raise origin.limits.exceeded("size")
        yield device.height, device.found
    if not shown:
        said = "字体没有 Unicode 对照 / its fonts have no Unicode map" if lost else "可能是扫描件 / perhaps a scan"
        raise ReadError(f"PDF 里没有文字，{said}")


class _Glyphs(PDFLayoutAnalyzer):
    """Takes every upright character of a page; watermarks are printed aslant."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self.found: list[Glyph] = []
        self.height = 0.0
        self.lost = 0

    def receive_layout(self, ltpage: LTPage) -> None:
        self.height, self.lost = ltpage.height, 0
        waiting: list[Any] = [iter(ltpage)]
        while waiting:
            item = next(waiting[-1], None)
            if item is None:
                waiting.pop()
            elif isinstance(item, LTChar):
                self._take(item)
            elif isinstance(item, LTContainer):
                waiting.append(iter(item))

    def _take(self, char: LTChar) -> None:
        text = char.get_text()
        if _NO_UNICODE.fullmatch(text):
            self.lost += 1
        elif abs(char.matrix[1]) <= 0.1 * abs(char.matrix[0]):
            self.found.append(Glyph(text.translate(_whole_characters()), char.x0, char.x1, char.y0, char.y1, char.size))


@cache
def _whole_characters() -> dict[int, str]:
    """Radicals and compatibility characters as the character they are printed for; NUL as nothing."""
    table = turtle.read("formats")["kg:radicals"]
    listed = zip(str(table["kg:from"][0]), str(table["kg:to"][0]), strict=True)
    coded = (chr(code) for low, high in _LOOKALIKES for code in range(low, high))
    decomposed = {ord(c): normalize("NFKC", c) for c in coded}
    return {**decomposed, **{ord(radical): character for radical, character in listed}, 0: ""}


def _stated(document: PDFDocument) -> dict[str, str | None]:
    """Title, author and the day it was made, of the document's information."""
    stated = {name: _string(info[name]) for info in reversed(document.info) for name in info}
    title = (stated.get("Title") or "").strip()
    made = re.search(r"(?:19|20)\d{6}", stated.get("CreationDate") or "")
    return {
        "title": None if _NO_TITLE.fullmatch(title) else title,
        "author": stated.get("Author"),
        "date": made[0] if made else None,
    }


def _string(value: Any) -> str | None:
    value = pdftypes.resolve1(value)
    return decode_text(value).replace("\0", "") if isinstance(value, bytes) else None


class _Costs:
    """How much a document may make of a few bytes: 20 MB of streams can hold 20 GB, which pdfminer unpacks whole; a font
    of one line can give a thousand million codes their width; a table of one byte can have lines of a gigabyte.
    """

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._codes = 0

    def codes(self, *bounds: int) -> range:
        """What `range` gives, counted against the objects of a document."""
        counted = range(*bounds)
        self._codes += len(counted)
        if self._codes > _CODES * self._origin.limits.objects:
            raise self._origin.limits.exceeded("objects")
        return counted

    def line(self, colors: int, columns: int) -> None:
        """Refuse lines of a table (PNG's predictor) that are longer than all that a document may be."""
        if colors * columns > self._origin.limits.file:
            raise self._origin.limits.exceeded("file")

    def inflated(self, data: bytes) -> bytes:
        """What can be unpacked of a stream; of one that is broken or cut off, as much as there is."""
        limits, spent = self._origin.limits, self._origin.spent
        unpacking = decompressobj()
        made: list[bytes] = []
        size = 0
        for at in range(0, len(data), _PIECE):
            waiting = data[at : at + _PIECE]
            while waiting:
                try:
                    piece = unpacking.decompress(waiting, SMALL)
                except error:
                    if not made:
                        raise
                    return b"".join(made)
                waiting = unpacking.unconsumed_tail
                made.append(piece)
                size += len(piece)
                spent.unpacked += len(piece)
                if spent.unpacked > limits.total:
                    raise limits.exceeded("total")
                if size > SMALL and size > limits.ratio * len(data):
                    raise limits.exceeded("ratio")
        return b"".join(made)


_COSTS: ContextVar[_Costs | None] = ContextVar("costs", default=None)


def _inflate(data: bytes) -> bytes:
    costs = _COSTS.get()
    return costs.inflated(data) if costs else decompress(data)


def _codes(*bounds: int) -> range:
    costs = _COSTS.get()
    return costs.codes(*bounds) if costs else range(*bounds)


def _predicted(pred: int, colors: int, columns: int, bits: int, data: bytes) -> bytes:
    costs = _COSTS.get()
    if costs:
        costs.line(colors, columns)
    return apply_png_predictor(pred, colors, columns, bits, data)


# The one way in: pdfminer has no limits of its own and takes neither a decompressor nor a bound. What else it uses of zlib
# stays.
vars(pdftypes)["zlib"] = SimpleNamespace(decompress=_inflate, decompressobj=decompressobj, error=error)
vars(pdftypes)["apply_png_predictor"] = _predicted
vars(pdffont)["range"] = vars(cmapdb)["range"] = _codes
