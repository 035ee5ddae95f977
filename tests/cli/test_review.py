"""`kg review`, and what reviews and the options of alarming do to the other verbs."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import ROOT

from .conftest import Kg, lines

RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")
DOUBTFUL = "公司去年累计发电32.6亿千瓦。"


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_REVIEWS", str(tmp_path / "reviews.jsonl"))
    path = tmp_path / "a.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def alarm(kg: Kg, text: Path) -> str:
    [row] = kg("review", "list", text, "--format", "jsonl").rows
    return str(row["alarm"])


def test_a_dismissed_alarm_is_quiet_everywhere_but_seen(kg: Kg, text: Path) -> None:
    assert kg("check", text).status == 1
    ran = kg("review", "dismiss", "product-", text, "--reason", "口径不同", "--by", "王编辑")
    assert (ran.status, str(text.parent / "reviews.jsonl") in ran.err) == (0, True)
    checked = kg("check", text)
    assert checked.status == 0
    assert "未发现不合" in checked.out
    for shown in (checked.out, kg("report", text, "--format", "markdown").out, kg("report", text).out):
        assert all(words in shown for words in ("已驳回", "口径不同", "王编辑"))
    assert kg("report", text).status == 0


def test_a_confirmed_alarm_alarms_and_is_marked(kg: Kg, text: Path) -> None:
    kg("review", "confirm", alarm(kg, text), "--reason", "笔误", "--by", "王编辑")
    ran = kg("check", text, "--lang", "en")
    assert ran.status == 1
    assert "Confirmed by an editor: 笔误 (王编辑, 20" in ran.out


def test_a_script_names_the_alarm_that_json_gave(kg: Kg, text: Path) -> None:
    [row] = kg("check", "--format", "jsonl", "-", stdin=lines(WRONG)).rows
    name = row["checks"][0]["fingerprint"]
    assert kg("review", "dismiss", name, "--reason", "口径不同", "--by", "王编辑").status == 0
    ran = kg("check", "--format", "jsonl", "-", stdin=lines(WRONG))
    assert ran.status == 0
    assert ran.rows[0]["checks"][0]["review"]["reason"] == "口径不同"
    assert kg("review", "reopen", name, "--by", "王编辑").status == 0
    assert kg("check", text).status == 1


@pytest.mark.parametrize("name", ["sum-", "product-123", ""])
def test_what_names_no_one_alarm_is_refused(kg: Kg, text: Path, name: str) -> None:
    text.write_text(WRONG + "\n南港电力订购了五台燃气轮机，每台380兆瓦，总输出功率1700兆瓦。", encoding="utf-8")
    ran = kg("review", "dismiss", name, text, "--reason", "x", "--by", "y")
    assert (ran.status, "Traceback" in ran.err) == (2, False)
    assert not (text.parent / "reviews.jsonl").exists()


def test_lists_and_counts(kg: Kg, text: Path) -> None:
    assert kg("review", "list", text).status == 1
    assert "待审核" in kg("review", "list", text).out
    assert "还没有审核记录" in kg("review", "counts").out
    kg("review", "confirm", alarm(kg, text), "--reason", "笔误", "--by", "王编辑")
    listed = kg("review", "list")
    assert (listed.status, "笔误 (王编辑" in listed.out) == (0, True)
    assert kg("review", "list", text).status == 0
    assert [row.split() for row in kg("review", "counts").out.splitlines()[1:]] == [
        ["product", "1", "0", "100%"],
        ["合计", "1", "0", "100%"],
    ]


def test_without_a_file_it_says_which_option_is_missing(kg: Kg, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_REVIEWS")
    ran = kg("review", "list")
    assert (ran.status, "--reviews" in ran.err) == (2, True)


def test_a_torn_line_is_told(kg: Kg, text: Path) -> None:
    (text.parent / "reviews.jsonl").write_text('{"alarm": "pro', encoding="utf-8")
    ran = kg("check", text, "--lang", "en")
    assert (ran.status, "line 1 is not whole" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (["--fail-on", "1"], 0),
        (["--fail-on", "2"], 1),
        (["--fail-on", "never"], 0),
        (["--without", "dimension"], 0),
        (["--without", "product"], 1),
    ],
)
@pytest.mark.parametrize("verb", ["check", "report"])
def test_what_alarms_is_set(kg: Kg, text: Path, verb: str, given: list[str], status: int) -> None:
    text.write_text(DOUBTFUL, encoding="utf-8")
    assert kg(verb, text, *given).status == status


def test_an_unknown_kind_is_told(kg: Kg, text: Path) -> None:
    ran = kg("check", text, "--without", "prodcut")
    assert (ran.status, "product" in ran.err) == (2, True)


def test_a_revised_draft_shows_what_changed(kg: Kg, text: Path) -> None:
    first = text.parent / "first.jsonl"
    first.write_text(kg("check", text, "--format", "jsonl").out, encoding="utf-8")
    still = kg("check", text, "--since", first, "--lang", "en")
    assert "inconsistent · product · still there" in still.out
    revised = text.with_name("b.txt")
    revised.write_text(WRONG.replace("1800", "1700"), encoding="utf-8")
    ran = kg("check", revised, "--since", first, "--lang", "en")
    assert "1 new, 0 still there, 1 gone" in ran.out
    assert "gone: 五台 × 380兆瓦 = 1.9 吉瓦 ≠ 1800兆瓦" in ran.out
    [row] = kg("check", revised, "--since", first, "--format", "jsonl").rows
    assert [len(row["since"][part]) for part in ("new", "still", "gone")] == [1, 0, 1]
    revised.write_text(RIGHT, encoding="utf-8")
    assert kg("check", revised, "--since", first).status == 0


def test_what_is_no_earlier_check_is_told(kg: Kg, text: Path) -> None:
    ran = kg("check", text, "--since", text)
    assert (ran.status, "line 1" in ran.err) == (2, True)


def test_scripts_are_sent_to_the_verbs_for_them(kg: Kg, text: Path) -> None:
    ran = kg("review", text)
    assert (ran.status, "dismiss" in ran.err) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_on_a_terminal_it_walks(text: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "en_US.UTF-8", "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "review", str(text)], stdin=theirs, stdout=subprocess.PIPE, env=environment
    ) as process:
        os.write(ours, "d\n王编辑\n口径不同\n".encode())
        out, _ = process.communicate()
    os.close(ours)
    os.close(theirs)
    shown = out.decode()
    assert process.returncode == 0, shown
    assert "五台 × 380兆瓦 = 1.9 吉瓦 ≠ 1800兆瓦" in shown
    assert "口径不同" in (text.parent / "reviews.jsonl").read_text("utf-8")


def test_of_many_texts_each_is_held_against_its_own(kg: Kg, text: Path) -> None:
    first = text.parent / "first.jsonl"
    first.write_text(kg("check", "--format", "jsonl", "-", stdin=lines(WRONG, RIGHT)).out, encoding="utf-8")
    ran = kg("check", "--format", "jsonl", "-", "--since", first, stdin=lines(RIGHT, WRONG, WRONG))
    parts = [[len(row["since"][part]) for part in ("new", "still", "gone")] for row in ran.rows]
    assert parts == [[0, 0, 1], [1, 0, 0], [1, 0, 0]]
