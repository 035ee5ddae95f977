"""Articles into a store and out of it, through the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Kg, lines

WRONG = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。"
RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
OTHER = "全县耕地80万亩，其中水田20万亩，占25%。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "稿件").mkdir()
    for name, text in (("a.txt", WRONG), ("b.txt", OTHER)):
        (tmp_path / "稿件" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_store_answers_as_the_files_do(kg: Kg, folder: Path) -> None:
    kept = kg("ingest", "--store", "库", "稿件")
    assert (kept.status, kept.out) == (0, "")
    assert "新入 2 篇" in kept.err
    for verb in ("check", "extract"):
        fresh = sorted(kg(verb, "--format", "jsonl", "稿件").rows, key=lambda row: str(row["id"]))
        stored = kg(verb, "--format", "jsonl", "--store", "库")
        assert sorted(stored.rows, key=lambda row: str(row["id"])) == fresh
        assert stored.status == (1 if verb == "check" else 0)
    assert kg("query", "alarms", "--store", "库").out == kg("query", "alarms", "稿件").out
    assert kg("report", "--store", "库", "-o", "报告/").status == 1
    assert {path.name for path in (folder / "报告").iterdir()} == {"a.html", "b.html", "index.html"}


def test_the_alarms_that_a_query_lists_are_those_that_a_check_raises(kg: Kg, folder: Path) -> None:
    """The second is a slip in a list that the text leaves open: a relation that it only suggests."""
    suggested = "全省有水库1208座,其中大型水库83座,中型水库170座,小型水库1000座。"
    (folder / "稿件" / "c.txt").write_text(suggested, encoding="utf-8")
    kg("ingest", "--store", "库", "稿件")
    checks = [check for row in kg("check", "--store", "库", "--format", "jsonl").rows for check in row["checks"]]
    raised = sorted((check["kind"], check["verdict"]) for check in checks if check["severity"] < 3)
    assert [verdict for _, verdict in raised] == ["inconsistent", "implausible"]
    for source in (("--store", "库"), ("稿件",)):
        listed = kg("query", "alarms", "--format", "json", *source).rows[0]["results"]["bindings"]
        assert sorted((row["kind"]["value"], row["verdict"]["value"]) for row in listed) == raised


def test_what_is_there_is_not_read_again_and_a_change_is_a_revision(kg: Kg, folder: Path) -> None:
    kg("ingest", "--store", "库", "稿件")
    assert "新入 0 篇，新版 0 篇，转载 0 篇，已有 2 篇" in kg("ingest", "--store", "库", "稿件").err
    (folder / "稿件" / "a.txt").write_text(RIGHT, encoding="utf-8")
    assert "新版 1 篇，转载 0 篇，已有 1 篇" in kg("ingest", "--store", "库", "稿件").err
    checked = kg("check", "--store", "库")
    assert checked.status == 0
    assert "1800" not in checked.out
    assert "1 行" in kg("query", "SELECT ?old { ?new prov:wasRevisionOf ?old }", "--store", "库").out


def test_one_article_of_a_store(kg: Kg, folder: Path) -> None:
    kg("ingest", "--store", "库", "稿件")
    assert len(kg("check", "--store", "库", "--format", "jsonl", "稿件/b.txt").rows) == 1
    missing = kg("check", "--store", "库", "稿件/c.txt")
    assert missing.status == 2
    assert "稿件/c.txt" in missing.err


def test_json_lines_say_what_became_of_each(kg: Kg, folder: Path) -> None:
    for texts, wanted in (
        ((WRONG, OTHER), ["new", "new"]),
        ((RIGHT, OTHER), ["revision", "known"]),
    ):
        ran = kg("ingest", "--store", "库", "--format", "jsonl", "-", stdin=lines(*texts))
        assert [row["status"] for row in ran.rows] == wanted
        assert all(row["article"].startswith("urn:kg:article:") for row in ran.rows)
    assert kg("check", "--store", "库").status == 0


def test_checks_of_ones_own_and_rules_that_changed(kg: Kg, folder: Path) -> None:
    """Articles read without a check are checked with it all the same."""
    (folder / "own").mkdir()
    (folder / "own" / "five.rq").write_text(
        """CONSTRUCT { ?check a kg:Check ; kg:kind "five" ; kg:article ?a ; kg:claim ?c ; kg:stated ?c ;
        kg:relation "=" ; kg:expression "6" ; kg:assumes "six" ; kg:computedLow 6e0 ; kg:computedHigh 6e0 ;
        kg:computedWideLow 6e0 ; kg:computedWideHigh 6e0 ; kg:statedLow ?l ; kg:statedHigh ?l ; kg:statedWideLow ?l ;
        kg:statedWideHigh ?l } WHERE { ?c kg:text "五台" ; kg:article ?a ; kg:low ?l
        BIND(IRI(CONCAT("urn:kg:check:five-", STRAFTER(STR(?c), "claim:"))) AS ?check) }""",
        encoding="utf-8",
    )
    kg("ingest", "--store", "库", "稿件")
    assert "six" not in kg("check", "--store", "库").out
    assert "six" in kg("check", "--store", "库", "--checks", "own").out
    assert "新入 2 篇" in kg("ingest", "--store", "库", "--checks", "own", "稿件").err
    assert "five" in kg("query", "alarms", "--store", "库").out


def test_what_fails_is_logged_and_can_be_read_again(kg: Kg, folder: Path) -> None:
    broken = folder / "稿件" / "c.jsonl"
    broken.write_text(json.dumps({"text": WRONG}) + "\n{\n", encoding="utf-8")
    ran = kg("ingest", "--store", "库", "稿件")
    assert ran.status == 2
    assert "库.failures.jsonl" in ran.err
    log = folder / "库.failures.jsonl"
    (failure,) = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert failure["file"] == str(broken)
    assert "2" in failure["place"]
    assert failure["message"]
    kg("ingest", "--store", "库", "稿件")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 1
    assert kg("ingest", "--store", "库", "--retry", log).status == 2
    broken.write_text(json.dumps({"text": OTHER}) + "\n", encoding="utf-8")
    assert kg("ingest", "--store", "库", "--retry", log).status == 0
    assert log.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ingest", "稿件"], "--store"),
        (["ingest", "--store", "库"], "article"),
        (["ingest", "--store", "库", "--retry", "稿件/a.txt"], "log of failures"),
        (["ingest", "--store", "稿件", "稿件"], "not a store"),
        (["check", "--store", "没有"], "not a store"),
        (["query", "alarms", "--store", "库", "稿件"], "--store"),
    ],
)
def test_what_cannot_be_done_is_said(kg: Kg, folder: Path, args: list[str], said: str) -> None:
    ran = kg(*args)
    assert ran.status == 2
    assert said in ran.err
