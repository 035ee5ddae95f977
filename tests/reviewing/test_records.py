"""The file of reviews: nothing of it is lost, whoever writes, whatever crashes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError, ReadError
from kg.model import Review
from kg.reviewing import Reviews, add, load, made, precision

ALARM = "product-" + "0123456789" * 2
WRITER = """
import sys
from pathlib import Path
from kg.reviewing import add, made
for n in range(40):
    add(Path(sys.argv[1]), made(f"sum-{int(sys.argv[2]) * 100 + n:020x}", "confirmed", reason="长" * 3000, by="王"))
"""


def review(alarm: str = ALARM, decision: str = "dismissed", reason: str = "口径不同") -> Review:
    return made(alarm, decision, reason=reason, by="王编辑")  # type: ignore[arg-type]


def test_what_is_added_is_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "reviews.jsonl"
    assert load(path) == Reviews()
    added = review()
    add(path, added)
    assert load(path).standing == {ALARM: added}
    assert added.at.endswith("+00:00")


def test_the_last_decision_stands_and_one_reopened_does_not(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    for decision in ("dismissed", "confirmed"):
        add(path, review(decision=decision))
    assert load(path).standing[ALARM].decision == "confirmed"
    add(path, review(decision="reopened", reason=""))
    assert load(path).standing == {}
    assert len(load(path).history) == 3


def test_a_torn_line_is_passed_over_and_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    add(path, review())
    whole = path.read_bytes()
    for cut in (1, len(whole) // 2, len(whole) - 2):
        path.write_bytes(whole + whole[:cut])
        assert load(path).torn == (2,)
        later = review("sum-" + "0" * 20)
        add(path, later)
        assert set(load(path).standing) == {ALARM, later.alarm}


def test_a_last_line_without_its_end_is_no_torn_one(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    add(path, review())
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    add(path, review("sum-" + "0" * 20))
    assert len(load(path).history) == 2
    assert load(path).torn == ()


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(n)]) for n in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = load(path)
    assert (len(found.standing), found.torn) == (120, ())


@pytest.mark.parametrize(
    ("line", "told"),
    [("[1]", "no review"), ('{"alarm": "x"}', "no review"), (None, "no such decision")],
)
def test_what_is_no_review_is_told_with_its_line(tmp_path: Path, line: str | None, told: str) -> None:
    path = tmp_path / "r.jsonl"
    add(path, review())
    row = json.loads(path.read_text("utf-8")) | {"decision": "maybe"}
    path.write_text(path.read_text("utf-8") + (line or json.dumps(row)) + "\n", "utf-8")
    with pytest.raises(ReadError, match=rf"r\.jsonl: line 2.*{told}"):
        load(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(KgError, match="file"):
        add(tmp_path / "file" / "r.jsonl", review())


@pytest.mark.parametrize(
    ("alarm", "reason", "by"),
    [(ALARM, "", "王"), (ALARM, " ", "王"), (ALARM, "x", ""), (ALARM, "长" * 4001, "王"), ("product-12", "x", "王")],
)
def test_a_review_has_an_alarm_a_reason_and_a_name(alarm: str, reason: str, by: str) -> None:
    with pytest.raises(KgError):
        made(alarm, "dismissed", reason=reason, by=by)


def test_precision_counts_what_stands_by_kind() -> None:
    history = [
        *(review(f"sum-{n:020x}", "confirmed") for n in range(3)),
        review(f"sum-{0:020x}"),
        review(f"unit-equality-{0:020x}"),
        review(f"product-{0:020x}"),
        review(f"product-{0:020x}", "reopened"),
    ]
    rows = precision(Reviews(tuple(history)))
    assert [(row.kind, row.confirmed, row.dismissed) for row in rows] == [("sum", 2, 1), ("unit-equality", 0, 1)]
    assert rows[0].share == pytest.approx(2 / 3)
