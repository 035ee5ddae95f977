"""How far a long run is, on a terminal only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.cli.terminal import timed
from kg.cli.totals import total_of


@pytest.mark.parametrize("terminal", [True, False])
def test_count_rate_and_time_left_are_for_a_terminal(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert list(timed(iter("abc"), total=3, lang="en")) == ["a", "b", "c"]
    shown = capsys.readouterr()
    assert ("3/3" in shown.err) is terminal
    assert shown.out == ""


def test_files_and_lines_are_counted_before_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "b.txt").write_text("二", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("{}\n{}\n{}\n", encoding="utf-8")
    assert total_of([str(tmp_path)]) == 4
    assert total_of([str(tmp_path / "c.jsonl"), str(tmp_path / "missing.txt")]) == 4
    assert total_of(["-", str(tmp_path)]) is None
