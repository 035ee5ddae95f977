"""An EPUB book or magazine: each document of its spine is an article, what it is from is the book's."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import unquote

from defusedxml import ElementTree

from kg.errors import ReadError
from kg.model import Article
from kg.reading.compose import with_defaults
from kg.reading.decoding import decode
from kg.reading.formats import html
from kg.reading.formats.members import check_sizes
from kg.reading.origin import Failure, Origin, explained
from kg.reading.visible import visible

_CONTAINER = "META-INF/container.xml"
_DUBLIN_CORE = {"title": "title", "creator": "author", "publisher": "publisher", "date": "date"}


def articles(archive: zipfile.ZipFile, origin: Origin) -> Iterator[Article | Failure]:
    """The articles in reading order; a cover, a table of contents or any document without text is none."""
    check_sizes(archive, origin)
    package = _package(archive)
    root = _parsed(archive, package)
    own = {field: _text(root, name) for name, field in _DUBLIN_CORE.items()}
    found = False
    for name in _spine(root, posixpath.dirname(package)):
        origin.count_member()
        inner = origin.inside(".xhtml", name)
        try:
            text = decode(archive.read(name), declares=True)
        except KeyError:
            yield inner.failure(ReadError("书里没有这一页 / not in the book"))
            continue
        except Exception as error:  # noqa: BLE001, RUF100  # one page's fault; the others are read
            yield inner.failure(explained(error))
            continue
        if any(line.text for line in visible(text)):
            found = True
            yield inner.attempt(partial(_article, text, inner, own))
    if not found:
        raise ReadError("书里没有文字 / no text in the book")


def _article(text: str, origin: Origin, own: Mapping[str, str | None]) -> Article:
    return with_defaults(html.article(origin.checked(text), origin), own)


def _package(archive: zipfile.ZipFile) -> str:
    for node in _parsed(archive, _CONTAINER).iter():
        if _local(node) == "rootfile" and node.get("full-path"):
            return str(node.get("full-path"))
    raise ReadError("不是完好的 EPUB：没有书目 / broken EPUB: it names no package")


def _spine(root: Any, folder: str) -> Iterator[str]:
    """The names of its documents in the archive, each once, without the table of contents."""
    items = {node.get("id"): node for node in root.iter() if _local(node) == "item" and node.get("href")}
    seen: set[str] = set()
    for node in root.iter():
        item = items.get(node.get("idref")) if _local(node) == "itemref" else None
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href"))))
        if name not in seen:
            seen.add(name)
            yield name


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        return ElementTree.fromstring(archive.read(name))
    except KeyError as error:
        raise ReadError(f"不是完好的 EPUB：缺 {name} / broken EPUB: no {name}") from error


def _text(root: Any, name: str) -> str | None:
    """The first element of Dublin Core that is called so."""
    for node in root.iter():
        if _local(node) == name and str(node.tag).startswith("{http://purl.org/dc/"):
            return (node.text or "").strip() or None
    return None


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
