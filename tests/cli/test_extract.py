"""`kg extract --explain` and `--picture`: why a claim is as it is, and how it looks."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Kg

TEXT = "某公司计划明年投产五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
HOSTILE = "<script>alert(1)</script>公司订购了五台“<b>燃气轮机”，每台380兆瓦，总功率1900兆瓦。"


@pytest.mark.parametrize(
    "line",
    [
        "subject  某公司 ← topic of its clause",
        "subject  某公司 ← topic that goes on",
        "property  发电容量 ← 总输出功率 · kg:property-power-capacity · property before number",
        "cue  每 → each ← kg:cue-each",
        "cue  计划 → modality (planned) ← kg:context-planned-verb",
        "modality  planned",
        "relation  product: count 五台, each 380兆瓦, total 1900兆瓦",
    ],
)
def test_every_cue_and_property_is_named_by_its_entry(kg: Kg, line: str) -> None:
    ran = kg("extract", "--explain", "--lang", "en", "-", stdin=TEXT)
    assert ran.status == 0
    assert line in [shown.strip() for shown in ran.out.splitlines()]


def test_a_picture_shows_claims_and_relations_and_runs_nothing(kg: Kg, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert kg("extract", "--picture", page, "-", stdin=HOSTILE).status == 0
    shown = page.read_text(encoding="utf-8")
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "380兆瓦" in shown
    start, end = shown.index("<svg"), shown.index("</svg>") + len("</svg>")
    assert "product: each" in "".join(ElementTree.fromstring(shown[start:end]).itertext())


def test_a_picture_is_of_one_article(kg: Kg, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert kg("extract", "--picture", tmp_path / "page.html", tmp_path / "a.txt", tmp_path / "b.txt").status == 2


def test_a_model_that_does_not_answer_costs_nothing_but_its_opinion(kg: Kg) -> None:
    ran = kg("extract", "--model-url", "http://127.0.0.1:9/v1", "-", stdin=TEXT)
    assert ran.status == 2
    assert "380兆瓦" in ran.out
    assert "no answer" in ran.err


def test_a_model_elsewhere_is_refused(kg: Kg) -> None:
    ran = kg("extract", "--model-url", "http://example.com/v1", "-", stdin=TEXT)
    assert ran.status == 2
    assert "on this machine" in ran.err
