"""A backup is the store, and nothing is put where something is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, ReadError
from kg.storing import ArticleStore, back_up, restore

from .made import article, ingest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ingest(ArticleStore.open(tmp_path / "graph"), article())
    return tmp_path


def everything(folder: Path) -> list[bytes]:
    return sorted((ArticleStore.open(folder, read_only=True).store.export("nquads") or b"").splitlines())


def test_a_backup_put_back_is_the_store_as_it_was(folder: Path) -> None:
    before = everything(folder / "graph")
    back_up(folder / "graph", folder / "kept")
    ingest(ArticleStore.open(folder / "graph"), article("b", "更正。", url="https://news.example/2"))
    restore(folder / "kept", folder / "again")
    assert everything(folder / "again") == before != everything(folder / "graph")
    assert ingest(ArticleStore.open(folder / "again"), article()) == ["current"]


def test_an_export_put_back_is_the_store(folder: Path) -> None:
    (folder / "all.nq").write_bytes(b"\n".join(everything(folder / "graph")))
    restore(folder / "all.nq", folder / "again")
    assert everything(folder / "again") == everything(folder / "graph")


def test_nothing_is_overwritten_and_nothing_half_is_left(folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "broken.nq").write_bytes(b"<urn:a> <urn:b> .\n")
    for attempt in (
        lambda: back_up(folder / "graph", folder / "there"),
        lambda: back_up(folder / "graph", folder / "no" / "where"),
        lambda: restore(folder / "graph", folder / "there"),
    ):
        with pytest.raises(KgError, match=r"there|where"):
            attempt()
    for source in (folder / "broken.nq", folder / "there"):
        with pytest.raises(ReadError):
            restore(source, folder / "again")
    assert {path.name for path in folder.iterdir()} == {"graph", "there", "broken.nq"}
    assert list((folder / "there").iterdir()) == []
