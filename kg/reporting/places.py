"""Where a report's findings stand in the text as it was given: lines and columns, and the stretch that a repair edits."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.model import Article, Check, Claim, Repair

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """A text by lines, which end with \\n, \\r\\n or \\r, as editors and SARIF count them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def place(self, offset: int) -> tuple[int, int]:
        """The line, from 0, and the offset in it, in characters."""
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]

    def start(self, line: int) -> int:
        """Where a line begins; a line beyond the last begins at the end."""
        return self._starts[line] if line < len(self._starts) else len(self.text)


def culprit(check: Check) -> str:
    """The claim that an alarm is shown at: the one that its first repair changes, else the one it tests."""
    return check.repairs[0].claim if check.repairs else check.tested or check.claims[-1]


def number_place(claim: Claim, article: Article) -> tuple[int, int]:
    """The number's stretch of the source text."""
    return article.source_span(claim.quantity.start, claim.quantity.end)


def repair_place(repair: Repair, claim: Claim, article: Article) -> tuple[int, int] | None:
    """The stretch of the source text that the repair replaces; None where its words do not stand there as one.

    A repair of what is counted (60万个 GB200 NVL72) begins at the number and reaches to the end of the thing's name.
    """
    end = _matched(article.text, claim.quantity.start, repair.text)
    if end is None:
        return None
    start, stop = article.source_span(claim.quantity.start, end)
    return (start, stop) if _matched(article.source, start, repair.text) == stop else None


def _matched(text: str, at: int, wanted: str) -> int | None:
    """Where `wanted` ends in the text if it stands at `at`, spaces in either aside."""
    for character in wanted:
        if character.isspace():
            continue
        while at < len(text) and text[at] in " \u3000":
            at += 1
        if at >= len(text) or text[at] != character:
            return None
        at += 1
    return at
