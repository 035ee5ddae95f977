"""The report's words."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import kg.reporting
from kg.model import Modality, Verdict
from kg.reporting.strings import LANGUAGES, both, say, table

FOLDER = Path(kg.reporting.__file__).parent


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_say_it_with_the_same_places(key: str) -> None:
    assert set(table()[key]) == set(LANGUAGES)
    places = [{field for _, field, _, _ in Formatter().parse(words) if field} for words in table()[key].values()]
    assert places[0] == places[1]
    assert all(table()[key].values())


def test_every_word_a_template_asks_for_is_there() -> None:
    asked = re.compile(r"\b(?:both|say)\((?:lang, )?\"([\w.-]+)\"[,)]")
    keys = [key for path in (FOLDER / "templates").iterdir() for key in asked.findall(path.read_text("utf-8"))]
    assert len(keys) > 50
    assert set(keys) <= set(table())


@pytest.mark.parametrize("code", get_args(Modality))
def test_every_modality_has_words(code: str) -> None:
    assert f"modality.{code}" in table()


@pytest.mark.parametrize(
    ("verdict", "zh", "en"),
    [
        ("consistent", "相符", "consistent"),
        ("inconsistent", "不合", "inconsistent"),
        ("implausible", "可疑", "implausible"),
        ("unverifiable", "无法核对", "unverifiable"),
    ],
)
def test_verdicts(verdict: Verdict, zh: str, en: str) -> None:
    assert table()[f"verdict.{verdict}"] == {"zh": zh, "en": en}


def test_a_kind_of_check_is_called_what_its_query_is_called() -> None:
    assert table()["kind.product"] == {"zh": "乘积", "en": "product"}


def test_values_are_escaped() -> None:
    assert say("en", "gap", ratio="2") == "nearest ends are 2 : 1"
    assert "&lt;b&gt;" in both("gap", ratio="<b>")
