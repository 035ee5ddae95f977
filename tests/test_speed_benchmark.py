"""The benchmark that writes docs/benchmarks.md: its groups run, its page is a table with the machine on it."""

from __future__ import annotations

import sys

import pytest

from benchmarks.__main__ import machine, main, rows
from benchmarks.speed import Figure, articles, stores
from kg.resources import ROOT


def test_a_group_gives_figures_without_writing_the_page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_bytes()
    monkeypatch.setattr("benchmarks.__main__.GROUPS", (stores,))
    monkeypatch.setattr("benchmarks.speed.articles", lambda count: articles(4))
    monkeypatch.setattr(sys, "argv", ["benchmarks", "stores"])
    main()
    assert "the product check against rdflib" in capsys.readouterr().out
    assert (ROOT / "docs" / "benchmarks.md").read_bytes() == page


def test_an_unknown_group_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["benchmarks", "nothing"])
    with pytest.raises(SystemExit, match="nothing"):
        main()


def test_the_page_is_a_table_that_names_the_machine() -> None:
    assert list(rows([Figure("a", "2 times", "≥ 1")]))[-1] == "| a | 2 times | ≥ 1 |"
    assert "cores" in machine()
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert "| article to repairs against LAC alone |" in page


def test_articles_are_as_many_as_asked_and_all_different() -> None:
    found = articles(300)
    assert len({article.text for article in found}) == len(found) == 300
