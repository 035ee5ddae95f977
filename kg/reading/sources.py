"""Files, folders and standard input → articles. One source's failure is handed on and the next is read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import Layout, compose
from kg.reading.front_matter import front_matter
from kg.reading.origin import STDIN, Failure, Origin
from kg.reading.records import json_file, json_lines

LIMIT = 20_000_000
Reader = Callable[[BinaryIO, Origin], Iterator[Article | Failure]]
_HTML = re.compile(r"\s{0,200}<(?:!doctype html|html|\?xml)", re.IGNORECASE)
_SENTENCE = re.compile("[，。；！？]")
_MARKDOWN = (".md", ".markdown")


def read(
    source: Path | str,
    *,
    limit: int = LIMIT,
    region: str = "CN",
    keep_chrome: bool = False,
    lines: bool = False,
) -> Iterator[Article | Failure]:
    """The articles of a file, a folder (recursively, by name) or "-", standard input; a Failure for each that is none.

    limit: bytes an article may have. region: for articles that do not say theirs. keep_chrome: cut nothing.
    lines: standard input is JSON lines, not one text.
    """
    name = str(source)
    if name == STDIN:
        piped: Reader = json_lines if lines else text_file
        yield from _guarded(piped, lambda: sys.stdin.buffer, Origin(name, limit, region, keep_chrome))
    elif os.path.isdir(name):  # noqa: PTH112  # Path.is_dir raises on a name with a zero byte
        yield from _folder(Path(source), limit, region, keep_chrome)
    else:
        path = Path(source)
        reader = READERS.get(path.suffix.lower(), text_file)
        yield from _guarded(reader, lambda: path.open("rb"), Origin(name, limit, region, keep_chrome))


def read_bytes(
    data: bytes,
    suffix: str = "",
    *,
    name: str = "",
    limit: int = LIMIT,
    region: str = "CN",
    keep_chrome: bool = False,
) -> Iterator[Article | Failure]:
    """`read`, for content that is at hand. suffix: of the files that are read so (".html"); text, where it is unknown.

    name: what the content is called, "" for nothing.
    """
    reader = READERS.get(suffix, text_file)
    yield from _guarded(reader, lambda: BytesIO(data), Origin(name or STDIN, limit, region, keep_chrome))


def text_file(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """A text or Markdown file, with or without a metadata header; a page of HTML where it opens as one."""
    text = origin.text(stream)
    if _HTML.match(text):
        yield _web_article(text, origin)
        return
    fields, begin = front_matter(text)
    if not text[begin:].strip():
        raise ReadError("文件里没有正文 / no text after the header")
    layout = Layout(begin, Path(origin.name).suffix.lower() in _MARKDOWN, origin.keep_chrome)
    yield compose(text, layout, _fields(origin) | fields)


def html_file(stream: BinaryIO, origin: Origin) -> Iterator[Article | Failure]:
    """A page of HTML, in the encoding that it declares or that its bytes show."""
    yield _web_article(origin.text(stream, declares=True), origin)


READERS: dict[str, Reader] = {
    ".txt": text_file,
    ".text": text_file,
    **dict.fromkeys(_MARKDOWN, text_file),
    ".html": html_file,
    ".htm": html_file,
    ".xhtml": html_file,
    ".json": json_file,
    ".jsonl": json_lines,
    ".ndjson": json_lines,
}


def _web_article(text: str, origin: Origin) -> Article:
    from kg.reading.web import web_article  # noqa: PLC0415  # trafilatura takes 0.2 s to import; most runs read text

    return web_article(text, _fields(origin), keep_chrome=origin.keep_chrome)


def _fields(origin: Origin) -> dict[str, str | None]:
    """A file's article is named by its path, a piped one by its content."""
    return {"id": origin.path.get("path"), "region": origin.region, **origin.path}


def _guarded(reader: Reader, opened: Callable[[], BinaryIO], origin: Origin) -> Iterator[Article | Failure]:
    try:
        stream = opened()
    except (OSError, ValueError) as error:
        meant = None if isinstance(error, PermissionError) else _taken_for_a_file(origin.name)
        yield origin.failure(meant or _explained(error))
        return
    try:
        yield from reader(stream, origin)
    except (ReadError, OSError) as error:
        yield origin.failure(error if isinstance(error, ReadError) else _explained(error))
    finally:
        if stream is not sys.stdin.buffer:
            stream.close()


def _folder(folder: Path, limit: int, region: str, keep_chrome: bool) -> Iterator[Article | Failure]:
    """Every file under it that a reader knows, but for hidden ones; links to folders are not followed."""
    refused: list[OSError] = []
    found = False
    for root, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in READERS:
                found = True
                yield from read(path, limit=limit, region=region, keep_chrome=keep_chrome)
    for error in refused:
        yield Failure(str(error.filename), "", str(_explained(error)))
    if not found and not refused:
        known = " ".join(READERS)
        yield Failure(str(folder), "", f"文件夹里没有可读的文件 / no file to read in the folder ({known})")


def _taken_for_a_file(name: str) -> ReadError | None:
    """What people give where a file is meant: a page's address, or the sentence itself."""
    if name.startswith(("http://", "https://")):
        return ReadError("不联网取网页，请先存成文件 / pages are not fetched: save it to a file first")
    if _SENTENCE.search(name):
        return ReadError("没有这个文件；文字请由标准输入给出 / no such file; pipe a text in: echo '…' | kg check -")
    return None


def _explained(error: OSError | ValueError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("没有这个文件 / no such file")
    if isinstance(error, PermissionError):
        return ReadError("没有读取的权限 / no permission to read it")
    return ReadError(f"读不了 / cannot be read: {error.strerror if isinstance(error, OSError) else error}")
