"""An ingest that is killed ends, started again, as one that was not; a full disk and a read-only one are told."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from graph.handmade import turbines

from kg.errors import KgError, ReadError
from kg.graph import Store, iris
from kg.model import Extraction
from kg.resources import ROOT
from kg.storing import ArticleStore, read_all, read_orphans, readings

from .made import RULES, article, extracted, ingest
from .test_reprints import text


def everything(folder: Path) -> list[bytes]:
    return sorted((ArticleStore.open(folder, read_only=True).store.export("nquads") or b"").splitlines())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 40 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk has to be mounted, which only root may: sudo make test")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_killed_and_started_again_it_ends_as_if_undisturbed() -> None:
    """The whole of it, 2,000 articles and 50 kills, is `python benchmarks/faults.py`."""
    script = [sys.executable, ROOT / "benchmarks" / "faults.py", "--articles", "30", "--kills", "3"]
    ran = subprocess.run(script, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 missing, 0 more" in ran.stdout


MIXED = [
    text("a"),
    text("b", "转自甲报。"),
    text("c", "转自乙报。"),
    text("a", old="2500兆瓦", new="2400兆瓦"),  # a revision, that leaves two copies of what is no longer current
    text("d", "转自丙报。"),
    text("e", "转自甲报。"),
    text("f", old="2500兆瓦", new="2400兆瓦"),
    text("f", old="2500兆瓦", new="2600兆瓦"),  # a copy that changes
    text("g", old="2500兆瓦", new="2600兆瓦"),
    text("d", "转自丙报，有更正。"),
    text("h", "转自丁报。"),
    text("a", old="2500兆瓦", new="2300兆瓦"),
    text("i", old="2500兆瓦", new="2400兆瓦"),
]


def run(kept: ArticleStore, writes: int) -> None:
    """An ingest in batches of five, stopped after so many writes."""
    left = iter(range(writes))
    batches = (MIXED[at : at + 5] for at in range(0, len(MIXED), 5))
    read = partial(readings, extract=extracted, rules=RULES)
    for reading in chain(chain.from_iterable(read_all(kept, batch, read, RULES) for batch in batches),
                         read_orphans(kept, read, RULES)):  # fmt: skip
        if not isinstance(reading, str):
            if next(left, None) is None:
                return
            reading.write(kept)


@pytest.mark.parametrize("writes", range(1, 16))
def test_stopped_after_any_article_it_goes_on_as_if_it_had_not_been(writes: int) -> None:
    whole, stopped = ArticleStore(Store()), ArticleStore(Store())
    run(whole, 100)
    run(stopped, writes)
    run(stopped, 100)
    assert stopped.entries() == whole.entries()
    assert set(stopped.store.export("nquads").splitlines()) == set(whole.store.export("nquads").splitlines())


def test_a_full_disk_is_told_and_the_store_is_whole(small_disk: Path) -> None:
    ingest(ArticleStore.open(small_disk / "graph"), text("one"))
    before = everything(small_disk / "graph")
    ballast = small_disk / "ballast"
    with pytest.raises(KgError, match="store"):
        _fill_up(small_disk / "graph", ballast)
    gc.collect()  # the error's frames hold the store open
    ballast.unlink()
    assert everything(small_disk / "graph") == before
    again = ArticleStore.open(small_disk / "graph")
    assert ingest(again, text("one"), article("b", url="https://news.example/b")) == ["current", "new"]


def _fill_up(folder: Path, ballast: Path) -> None:
    """Take all room but a little, and write an article that needs more."""
    kept = ArticleStore.open(folder)
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(10_000))
    kept.put(*_long())


def _long() -> tuple[Extraction, list[ox.Quad], list[ox.Quad], str]:
    """An article whose graph takes megabytes."""
    extraction = turbines(url="https://news.example/long")
    name = iris.article(extraction.article)
    rows = [ox.Quad(name, iris.term("text"), ox.Literal(f"{n} {'字' * 300}"), name) for n in range(3_000)]
    return extraction, rows, [], RULES


def test_a_store_on_a_read_only_disk_is_told_and_can_be_read(small_disk: Path) -> None:
    ingest(ArticleStore.open(small_disk / "graph"), text("one"))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ReadError, match="graph"):
        ArticleStore.open(small_disk / "graph")
    assert len(ArticleStore.open(small_disk / "graph", read_only=True).current()) == 1


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    first = ArticleStore.open(tmp_path / "graph")
    with pytest.raises(ReadError, match="graph"):
        ArticleStore.open(tmp_path / "graph")
    assert ingest(first, text("one")) == ["new"]
