"""Files, folders and standard input → articles. One source's failure is handed on and the next is read."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import LimitError, ReadError
from kg.model import Article
from kg.reading import registry
from kg.reading.formats import jsonl
from kg.reading.limits import DEFAULT, Limits, Spent
from kg.reading.origin import STDIN, Failure, Origin, explained, suffix_of

_SENTENCE = re.compile("[，。；！？]")


def read(
    source: Path | str,
    *,
    limits: Limits = DEFAULT,
    region: str = "CN",
    keep_chrome: bool = False,
    lines: bool = False,
) -> Iterator[Article | Failure]:
    """The articles of a file, a folder (recursively, by name) or "-", standard input; a Failure for each that is none.

    region: for articles that do not say theirs. keep_chrome: cut nothing. lines: standard input is JSON lines, not one
    text. A file may hold many articles; those of an archive are called `a.zip: b.html`.
    """
    name = str(source)
    origin = Origin(name, suffix_of(name), limits, region, keep_chrome)
    if name == STDIN:
        yield from _piped(origin, lines)
    elif os.path.isdir(name):  # noqa: PTH112  # Path.is_dir raises on a name with a zero byte
        yield from _folder(Path(source), origin)
    else:
        yield from _file(Path(source), origin)


def read_bytes(
    data: bytes,
    suffix: str = "",
    *,
    name: str = "",
    limits: Limits = DEFAULT,
    region: str = "CN",
    keep_chrome: bool = False,
) -> Iterator[Article | Failure]:
    """`read`, for content that is at hand. suffix: of the files that are read so (".html"), where its bytes do not say.

    name: what the content is called, "" for nothing.
    """
    yield from _held(data, Origin(name or STDIN, suffix, limits, region, keep_chrome))


def _held(data: bytes, origin: Origin) -> Iterator[Article | Failure]:
    yield from _counted(registry.articles(io.BufferedReader(io.BytesIO(data)), origin), origin)


def _piped(origin: Origin, lines: bool) -> Iterator[Article | Failure]:
    if lines:
        yield from jsonl.articles(sys.stdin.buffer, origin)
        return
    try:
        data = origin.data(sys.stdin.buffer)
    except (LimitError, OSError) as error:
        yield origin.failure(explained(error))
        return
    yield from _held(data, origin)


def _file(path: Path, origin: Origin) -> Iterator[Article | Failure]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        meant = None if isinstance(error, PermissionError) else _taken_for_a_file(origin.name)
        yield origin.failure(meant or (explained(error) if isinstance(error, OSError) else _no_name(error)))
        return
    with stream:
        yield from _counted(registry.articles(stream, origin), origin)


def _counted(items: Iterator[Article | Failure], origin: Origin) -> Iterator[Article | Failure]:
    try:
        for item in items:
            origin.count_article()
            yield item
    except LimitError as error:
        yield origin.failure(error)


def _folder(folder: Path, origin: Origin) -> Iterator[Article | Failure]:
    """Every file under it that a reader knows, but for hidden ones. Links are told, and not followed."""
    refused: list[OSError] = []
    found = False
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted([*files, *linked]):
            path = Path(root, name)
            if name.startswith(".") or (path.suffix.lower() not in registry.SUFFIXES and name not in linked):
                continue
            found = True
            inner = replace(origin, name=str(path), suffix=path.suffix.lower(), spent=Spent())
            if path.is_symlink():
                yield inner.failure(ReadError("是链接，没有跟随 / a link, not followed"))
            elif not path.is_file():  # a pipe would be waited for
                yield inner.failure(ReadError("不是普通文件 / not a regular file"))
            else:
                yield from _file(path, inner)
    for error in refused:
        yield Failure(str(error.filename), "", str(explained(error)))
    if not found and not refused:
        known = " ".join(registry.SUFFIXES)
        yield Failure(str(folder), "", f"文件夹里没有可读的文件 / no file to read in the folder ({known})")


def _no_name(error: Exception) -> ReadError:
    return ReadError(f"读不了 / cannot be read: {error}")


def _taken_for_a_file(name: str) -> ReadError | None:
    """What people give where a file is meant: a page's address, or the sentence itself."""
    if name.startswith(("http://", "https://")):
        return ReadError("不联网取网页，请先存成文件 / pages are not fetched: save it to a file first")
    if _SENTENCE.search(name):
        return ReadError("没有这个文件；文字请由标准输入给出 / no such file; pipe a text in: echo '…' | kg check -")
    return None
