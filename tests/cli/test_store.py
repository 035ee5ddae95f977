"""Looking after a store through the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Kg

TEXT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"


@pytest.fixture
def store(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", TEXT), ("b.txt", TEXT + "\n本报综合。")):
        Path(name).write_text(text, encoding="utf-8")
    kg("ingest", "--store", "库", "a.txt", "b.txt")
    return tmp_path


def test_its_articles_are_listed_and_it_is_whole(kg: Kg, store: Path) -> None:
    listed = kg("store", "list", "库").out.splitlines()
    assert sorted(line.split()[1:3] for line in listed) == [["current", "a.txt"], ["reprint", "b.txt"]]
    verified = kg("store", "verify", "--shapes", "库")
    assert verified.status == 0
    assert "现行 1 篇，转载 1 篇" in verified.out


def test_what_is_removed_is_gone_and_its_copy_read_in_its_place(kg: Kg, store: Path) -> None:
    assert kg("store", "remove", "库", "a.txt", "c.txt").status == 2
    (left,) = kg("store", "list", "库").out.splitlines()
    assert left.split()[1:3] == ["current", "b.txt"]
    assert kg("store", "verify", "库").status == 0


def test_a_store_goes_into_a_backup_and_an_export_and_comes_back(kg: Kg, store: Path) -> None:
    assert kg("store", "backup", "库", "备份").status == 0
    assert kg("store", "export", "库", "-o", "库.nq").status == 0
    for source, target in (("备份", "一"), ("库.nq", "二")):
        assert kg("store", "restore", source, target).status == 0
        assert kg("store", "list", target).out == kg("store", "list", "库").out
    again = kg("store", "backup", "库", "备份")
    assert again.status == 2
    assert "备份" in again.err


@pytest.mark.parametrize("verb", ["list", "verify", "export", "remove", "backup"])
def test_where_there_is_no_store_none_is_made(kg: Kg, tmp_path: Path, verb: str) -> None:
    more = [tmp_path / "x"] if verb in ("remove", "backup") else []
    ran = kg("store", verb, tmp_path / "none", *more)
    assert ran.status == 2
    assert "not a store" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_verb_of_stores_is_pointed_to(kg: Kg) -> None:
    assert "store remove" in kg("remove").err
