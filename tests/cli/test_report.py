"""Reports are written whole, each to a file of its own, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.cli.files import write
from kg.errors import KgError

from .conftest import Kg, lines

RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    for name, text in (("in/甲.txt", RIGHT), ("in/乙 篇.txt", WRONG), ("in/x/甲.txt", RIGHT)):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("output", "opening"),
    [
        ("r.html", "<!doctype html"),
        ("r.md", "# "),
        ("report", "<!doctype html"),
        ("r.json", "{"),
        ("r.ttl", "@prefix"),
        ("r.trig", "@prefix"),
        ("r.jsonld", "["),
        ("r.claimreview.jsonld", '{\n "@context": "https://schema.org"'),
    ],
)
def test_the_suffix_decides_the_format(kg: Kg, articles: Path, output: str, opening: str) -> None:
    path = articles.parent / output
    shown = kg("report", articles / "甲.txt", "-o", path)
    assert shown.status == 0
    assert path.read_text(encoding="utf-8").lower().startswith(opening)
    assert str(path) in shown.err


def test_an_alarm_is_the_status(kg: Kg, articles: Path) -> None:
    assert kg("report", articles / "乙 篇.txt", "--format", "markdown").status == 1


def test_a_folder_gets_a_page_each(kg: Kg, articles: Path) -> None:
    out = articles.parent / "out"
    shown = kg("report", articles, "-o", out)
    assert shown.status == 1
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "乙-篇.html", "甲-2.html", "甲.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert index.index("%E4%B9%99-%E7%AF%87.html") < index.index("%E7%94%B2.html")


def test_records_of_one_file_are_named_by_their_ids(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(lines(RIGHT, WRONG) + lines(RIGHT), encoding="utf-8")
    kg("report", tmp_path / "a.jsonl", tmp_path / "a.jsonl", "-o", tmp_path / "out", "--format", "markdown")
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["0-2.md", "0-3.md", "0-4.md", "0.md", "1-2.md", "1.md"]


def test_one_page_without_output_is_printed(kg: Kg, articles: Path) -> None:
    shown = kg("report", articles / "甲.txt")
    assert shown.out.lower().startswith("<!doctype html")
    assert "380兆瓦" in kg("report", articles / "甲.txt", "--format", "markdown").out


@pytest.mark.parametrize("output", ["file/r.html", "nowhere/r.html", "file"])
def test_an_unwritable_place_is_told(kg: Kg, articles: Path, output: str) -> None:
    (articles.parent / "file").write_text("x", encoding="utf-8")
    source = articles if output == "file" else articles / "甲.txt"
    shown = kg("report", source, "-o", articles.parent / output)
    assert shown.status == 2
    assert output in shown.err
    assert "Traceback" not in shown.err
    assert (articles.parent / "file").read_text(encoding="utf-8") == "x"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    write(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write(path, "new" * 100_000 + "\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.html").mkdir()
    with pytest.raises(KgError, match=r"r\.html"):
        write(tmp_path / "r.html", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_where_a_page_is_and_what_it_found_is_told(kg: Kg, articles: Path) -> None:
    shown = kg("report", articles / "乙 篇.txt", "-o", articles.parent / "r.html", "--lang", "zh")
    assert shown.err == f"{articles.parent / 'r.html'}：文中3个数字，核对了3个，发现1处不合\n"


def test_one_article_needs_no_index(kg: Kg, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "页"
    shown = kg("report", articles / "乙 篇.txt", "-o", f"{out}/")
    assert [path.name for path in out.iterdir()] == ["乙-篇.html"]
    assert "index" not in shown.err


def test_a_file_called_index_does_not_become_the_index(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "index.txt").write_text(WRONG, encoding="utf-8")
    kg("report", tmp_path / "in", "-o", tmp_path / "out")
    assert "index-2.html" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_made_is_told_and_the_others_go_on(
    kg: Kg, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_BROWSER", "no-such-browser")
    ran = kg("report", articles, "-o", articles.parent / "out", "--format", "pdf")
    assert (ran.status, ran.err.count("no such program")) == (2, 3)


def test_word_is_not_written_to_a_terminal(kg: Kg, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kg("report", articles / "甲.txt", "-o", articles.parent / "r.docx").status == 0
    assert (articles.parent / "r.docx").read_bytes().startswith(b"PK")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = kg("report", articles / "甲.txt", "--format", "docx")
    assert (ran.status, "-o" in ran.err) == (2, True)
