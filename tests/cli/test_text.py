"""What is printed for people."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kg.cli.figures import figure
from kg.cli.terminal import coloured, padded, printable, width
from kg.quantities import scan

from .conftest import Kg

RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1900兆瓦", "1,900 MW"),
        ("200亿美元", "20,000,000,000 USD"),
        ("五台", "5 台"),
        ("45至48摄氏度", "45–48 Cel"),
        ("超过60万", "> 600,000"),
        ("增长5.3%", "5.3 %"),
        ("2019年", "2019"),
    ],
)
def test_a_figure_reads_as_one_writes_it(text: str, expected: str) -> None:
    assert figure(scan(text)[0]) == expected


def test_columns_are_as_wide_as_they_look() -> None:
    assert [width(padded(text, 8)) for text in ("五台", "5 MW", "≥ 5", "a–b", "五台五台五")] == [8, 8, 8, 8, 10]


def test_an_article_cannot_write_to_the_terminal() -> None:
    assert printable("a\x1b[31mb\x07\r\nc\u202ed") == "a [31mb   c d"


@pytest.mark.parametrize(
    ("terminal", "variables", "expected"),
    [(True, {}, True), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False), (False, {}, False)],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert coloured() is expected


def test_quantities_are_shown_where_they_stand(kg: Kg) -> None:
    shown = kg("quantities", "-", stdin=RIGHT)
    assert shown.status == 0
    assert "3 个数字" in shown.out.splitlines()[0]
    assert "每台[380兆瓦]，总输出" in shown.out
    assert "\x1b" not in shown.out


def test_extract_shows_each_sentence_with_its_numbers(kg: Kg) -> None:
    shown = kg("extract", "-", stdin=RIGHT)
    assert RIGHT in shown.out
    assert any("380 MW" in line and "燃气轮机" in line for line in shown.out.splitlines())


def test_check_shows_headline_alarm_and_coverage(kg: Kg) -> None:
    shown = kg("check", "-", stdin=WRONG)
    assert shown.status == 1
    assert "1处不合" in shown.out
    assert "五台 × 380兆瓦" in shown.out
    assert "> 北岭电力订购了【五台】燃气轮机，每台【380兆瓦】，总输出功率【1800兆瓦】。" in shown.out
    assert "共 3 个数字" in shown.out


def test_check_shows_what_agrees_in_brief(kg: Kg) -> None:
    shown = kg("check", "-", stdin=RIGHT)
    assert shown.status == 0
    assert any(line.startswith("  ✓") and "五台 × 380兆瓦" in line for line in shown.out.splitlines())


def test_an_article_among_others_is_called_by_its_id_and_title(kg: Kg, tmp_path: Path) -> None:
    row = {"id": "n7", "title": "订购燃气轮机", "text": RIGHT}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for verb in ("quantities", "extract", "check"):
        assert kg(verb, tmp_path / "a.jsonl").out.startswith(f"{tmp_path / 'a.jsonl'} · n7 · 订购燃气轮机")


def test_check_speaks_english(kg: Kg) -> None:
    assert "1 inconsistent" in kg("check", "--lang", "en", "-", stdin=WRONG).out


def test_check_sums_up_several_articles(kg: Kg, tmp_path: Path) -> None:
    for name, text in (("a.txt", RIGHT), ("b.txt", WRONG), ("c.txt", "")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = kg("check", tmp_path)
    assert shown.status == 2
    assert shown.out.splitlines()[-1] == "2 篇：1 篇有警报，1 处读取或处理失败"
    assert f"{tmp_path / 'c.txt'}: 文件是空的" in shown.err


@pytest.mark.parametrize("verb", ["quantities", "extract", "check"])
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0", "PNG"),
        ("unknown.txt", b"\xc7a co\xfbte 5 \x80 \xff", "line 1, byte 1"),
        ("broken.jsonl", b'{"id": "a", "text": \n', "line 1"),
        ("large.txt", b"5" * 20_000_001, "beyond the limit of 20 MB (size)"),
        ("空 格.txt", b"\x7fELF", "program"),
        ("-dash.txt", b"", "empty"),
    ],
)
def test_bad_input_is_told_with_its_name_and_the_others_are_read(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, name: str, data: bytes | None, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(RIGHT, encoding="utf-8")
    shown = kg(verb, "--", name, "good.txt")
    assert shown.status == 2
    assert shown.err.startswith(f"kg: {name}: ")
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert "380兆瓦" in shown.out


@pytest.mark.parametrize("verb", ["quantities", "extract", "check"])
@pytest.mark.parametrize("name", ["没有数字.txt", "一 篇.txt", "-dash.txt"])
def test_an_article_without_a_number_is_no_error(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("这句话里没有。", encoding="utf-8")
    shown = kg(verb, "--", name)
    assert (shown.status, shown.err) == (0, "")


def test_a_limit_and_a_region_can_be_given(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RIGHT * 2, encoding="utf-8")
    assert "0.0001 MB" in kg("check", "--limit", "size=0.0001", tmp_path / "a.txt").err
    feed = json.dumps({"text": "票價300元。"})
    [row] = kg("quantities", "--region", "TW", "--format", "jsonl", "-", stdin=feed).rows
    assert row["quantities"][0]["unit"] == "TWD"
