"""JSON lines: the keys that others read, offsets into the text given, order, failures in their place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Check, Coverage, Extraction, Interval, Repair, Verification
from kg.reading import article
from kg.reporting import jsonl

from .conftest import Kg, lines

QUANTITY = ["text", "start", "end", "value", "low", "high", "unit", "kind", "approx", "per"]
CLAIM = [*QUANTITY, "id", "subject", "property", "of", "time", "modality", "attributed_to", "role", "sentence"]
CHECK = [
    "kind",
    "verdict",
    "severity",
    "texts",
    "claims",
    "formula",
    "message",
    "repair",
    "repairs",
    "fingerprint",
    "review",
]
RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")
HEAD = "北岭首页 > 北岭号 > 正文\n北岭电力订购五台燃气轮机\n0\n分享至\n"
PAGE = f"{HEAD}{RIGHT}\n公司说，明年投产。\n相关推荐\n油价上涨5%\n"


def test_quantities_give_their_keys_and_places(kg: Kg) -> None:
    text = "每台380兆瓦，超过60万个，3000多人，不到40万元，5至8天。"
    [row] = kg("quantities", "--format", "jsonl", "-", stdin=lines(text)).rows
    assert row["id"] == "0"
    assert [list(q) for q in row["quantities"]] == [QUANTITY] * 5
    assert [(q["text"], q["value"], q["low"], q["high"], q["unit"]) for q in row["quantities"][:2]] == [
        ("380兆瓦", 380, None, None, "MW"),
        ("60万个", 600000, 600000, None, "{个}"),
    ]
    assert all(text[q["start"] : q["end"]] == q["text"] for q in row["quantities"])


def test_quantities_are_given_of_the_whole_text(kg: Kg) -> None:
    [row] = kg("quantities", "--format", "jsonl", "-", stdin=lines(PAGE)).rows
    assert "5%" in [q["text"] for q in row["quantities"]]


@pytest.mark.parametrize("verb", ["extract", "check"])
def test_claims_are_given_of_the_article_only(kg: Kg, verb: str) -> None:
    [row] = kg(verb, "--format", "jsonl", "-", stdin=lines(PAGE)).rows
    assert "5%" not in json.dumps(row, ensure_ascii=False)


def test_extract_gives_its_keys_and_places(kg: Kg) -> None:
    ran = kg("extract", "--format", "jsonl", "-", stdin=lines(PAGE))
    [row] = ran.rows
    assert ran.status == 0
    assert list(row) == ["id", "entities", "claims", "ties", "relations"]
    assert [list(claim) for claim in row["claims"]] == [CLAIM] * len(row["claims"])
    low = PAGE.index(RIGHT)
    claim = next(c for c in row["claims"] if c["text"] == "380兆瓦")
    assert (claim["value"], claim["unit"], PAGE[claim["start"] : claim["end"]]) == (380, "MW", "380兆瓦")
    assert claim["sentence"] == {"start": low, "end": low + len(RIGHT)}
    for claim in row["claims"]:
        assert claim["subject"] is None or list(claim["subject"]) == ["text", "label", "type", "iri"]
        assert claim["property"] is None or list(claim["property"]) == ["iri", "label", "text"]
    for entity in row["entities"]:
        assert PAGE[entity["start"] : entity["end"]] == entity["text"]


@pytest.mark.parametrize(
    ("texts", "status"), [([RIGHT], 0), ([RIGHT, WRONG], 1), (["没有数字的一句话。"], 0), ([WRONG, None, RIGHT], 2)]
)
def test_check_gives_verdicts_in_order_and_the_status(kg: Kg, texts: list[str | None], status: int) -> None:
    rows = ["{\n" if text is None else lines(text) for text in texts]
    ran = kg("check", "--format", "jsonl", "-", stdin="".join(rows))
    assert ran.status == status
    for text, row in zip(texts, ran.rows, strict=True):
        assert list(row) == (["id", "error"] if text is None else ["id", "checks"])
        for check in row.get("checks", []):
            assert list(check) == CHECK
        alarms = [c["kind"] for c in row.get("checks", []) if c["verdict"] in ("inconsistent", "implausible")]
        assert alarms == (["product"] if text == WRONG else [])


def test_a_text_that_fails_is_told_and_the_run_goes_on(kg: Kg) -> None:
    feed = lines("五台") + '{"id": "x"}\n{"id": "y", "text":\n' + lines("六台")
    ran = kg("quantities", "--format", "jsonl", "-", stdin=feed)
    assert ran.status == 2
    assert [row.get("id") for row in ran.rows] == ["0", "x", "-", "0"]
    assert ["line 2" in row.get("error", "") for row in ran.rows] == [False, True, False, False]
    assert ran.err == ""


def test_a_fault_of_ours_costs_one_text(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import pipeline  # noqa: PLC0415  # loads spaCy

    whole = pipeline.extract_all

    def fails(articles: Any) -> Any:
        for found in whole(articles):
            if "六" in found.article.text:
                raise IndexError("a fault")
            yield found

    monkeypatch.setattr(pipeline, "extract_all", fails)
    ran = kg("extract", "--format", "jsonl", "-", stdin=lines("五台机组。", "六台机组。", "七台机组。"))
    assert ran.status == 2
    assert [("claims" in row, row["id"]) for row in ran.rows] == [(True, "0"), (False, "1"), (True, "2")]
    assert "IndexError: a fault" in ran.rows[1]["error"]


def test_files_too_are_written_as_json_lines(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("五台燃气轮机", encoding="utf-8")
    ran = kg("quantities", "--format", "jsonl", tmp_path / "a.txt", tmp_path / "b.txt")
    assert ran.status == 2
    assert [row["id"] for row in ran.rows] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert "no such file" in ran.rows[1]["error"]


def test_repairs_are_the_likeliest_and_the_others() -> None:
    repairs = tuple(Repair("c1", "unit", "72个", f"{n}台", "改") for n in (1, 2))
    one = Interval(1.0, 1.0)
    intervals = (one, one, one, one, "=", "wide", "1")
    check = Check("k", "product", "inconsistent", 1, ("c1",), ("72个",), "a × b", "不合", *intervals, (), repairs)
    found = Verification(Extraction(article("五台"), (), (), ()), (check,), Coverage(0, 0, 0, ()))
    [row] = jsonl.verification(found)["checks"]
    assert row["repair"] == {"claim": "c1", "edit": "unit", "text": "72个", "replacement": "1台", "message": "改"}
    assert [repair["replacement"] for repair in row["repairs"]] == ["2台"]
