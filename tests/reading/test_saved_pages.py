"""Whole pages of WeChat accounts and portals: what they say of themselves, what is cut, what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import read
from reading.saved_pages import (
    DIGITAL_PAPER,
    DIGITAL_PAPER_BODY,
    PORTAL,
    PORTAL_BODY,
    WECHAT_BODY,
    WECHAT_FETCHED,
    WECHAT_SAVED,
)

PAGES = [
    (
        WECHAT_SAVED,
        "utf-8",
        WECHAT_BODY,
        ("2024-11-02", "城西观察", "林小满", "https://mp.weixin.example/s?__biz=MzAx&mid=2650&idx=1"),
    ),
    (
        WECHAT_FETCHED,
        "utf-8",
        WECHAT_BODY,
        ("2024-11-02", "城西观察", "林小满", "https://mp.weixin.example/s?__biz=MzAx&mid=2650&idx=1"),
    ),
    (
        PORTAL,
        "gb18030",
        PORTAL_BODY,
        ("2024-08-22", "北原证券报", "孙七", "https://finance.beiyuan.example/2024-08-22/doc-1.shtml"),
    ),
    (DIGITAL_PAPER, "big5hkscs", DIGITAL_PAPER_BODY, ("2024-05-12", None, "李四", None)),
]


@pytest.mark.parametrize(
    ("page", "encoding", "body", "stated"), PAGES, ids=["wechat-saved", "wechat-fetched", "portal", "digital-paper"]
)
def test_a_page_is_cut_to_its_article_and_known_by_what_it_says_of_itself(
    tmp_path: Path, page: str, encoding: str, body: list[tuple[str, str]], stated: tuple[str | None, ...]
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(encoding))
    [found] = read(path)
    assert isinstance(found, Article)
    assert [(block.kind, found.text[block.start : block.end]) for block in found.blocks] == body
    assert found.title == body[0][1]
    assert (found.date, found.publisher, found.author, found.url) == stated
    for start, origin, length in found.segments:
        assert found.text[start : start + length] == page[origin : origin + length]
