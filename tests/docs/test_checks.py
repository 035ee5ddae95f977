"""Every kind of check that docs/checks.md lists finds what its sentence gets wrong; every shipped kind is listed."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kg.checking import check_files, verify
from kg.model import ALARMS, Article, Block
from kg.pipeline import extract_all
from kg.resources import ROOT

_ROW = re.compile(r"^\| `([\w-]+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
_PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
ROWS = _ROW.findall(_PAGE.partition("\n## ")[0])


def article(text: str) -> Article:
    return Article(text, text, text, ((0, 0, len(text)),), (Block(0, len(text), "body"),))


@cache
def alarms() -> dict[str, set[str]]:
    """Sentence → the kinds of check that it fails."""
    found = verify(extract_all(article(sentence) for _, sentence in ROWS))
    return {
        sentence: {check.kind for check in verification.checks if check.verdict in ALARMS}
        for (_, sentence), verification in zip(ROWS, found, strict=True)
    }


@pytest.mark.xdist_group("checks")
@pytest.mark.parametrize(("kind", "sentence"), ROWS, ids=[kind for kind, _ in ROWS])
def test_the_sentence_raises_an_alarm_of_its_kind(kind: str, sentence: str) -> None:
    assert kind in alarms()[sentence]


def test_every_kind_is_listed() -> None:
    assert {kind for kind, _ in ROWS} == {path.stem for path in check_files()}
