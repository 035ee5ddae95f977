"""Backups: a store copied whole, and put back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError
from kg.graph import Store
from kg.storing.articles import ArticleStore


def back_up(store: Path, target: Path) -> None:
    """Copy the store in a folder to another that does not exist yet. On one file system the two share what is in them,
    so that it takes neither time nor room.

    Raises KgError where the target exists or cannot be written, ReadError where the first is no store.
    """
    kept = ArticleStore.open(store, existing=True).store
    assert isinstance(kept, Store)
    _placed(target, kept.backup)


def restore(source: Path, target: Path) -> None:
    """Make a store of a backup, or of a file of N-Quads that was exported, where there is none yet.

    Raises KgError where the target exists or cannot be written, ReadError where the source is neither.
    """
    if source.is_dir():
        ArticleStore.open(source, read_only=True)
        _placed(target, lambda folder: shutil.copytree(source, folder))
    else:
        _placed(target, lambda folder: _loaded(source, folder))


def _placed(target: Path, make: Callable[[Path], object]) -> None:
    """Made beside the target and then moved there, so that there is never half a store of that name."""
    if target.exists():
        raise KgError(f"{target}: 已经有了 / exists already")
    beside = target.with_name(f"{target.name}.partial")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        make(beside)
        beside.rename(target)
    except OSError as error:
        raise KgError(f"{target}: 写不了 / cannot be written: {error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _loaded(source: Path, folder: Path) -> None:
    with source.open("rb") as data:
        store = Store(folder)
        store.load(data)
        store.flush()
