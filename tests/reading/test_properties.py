"""Laws of an article: every character of a run stands in the source where the run says."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.reading import article
from kg.reading.compose import Layout, compose
from kg.reading.visible import visible
from kg.reading.web import web_article

PIECES = st.sampled_from(
    [
        "五台燃气轮机", "每台380兆瓦", "，", "。", "- ", "1、", "# ", "/*", "▲", "|", "**", "`", "[", "](http://a.cn/1)",
        "](", "![",
        "> ", "分享至", "来源：新华社", "相关推荐", "责任编辑：李四", "返回搜狐，查看更多", "首页 > 正文",
        "特别声明：以上内容", "图为", "END",
        "12", "0", "a", "The ", "\\", "_", "公司周一宣布，已订购五台燃气轮机，每台可发电380兆瓦。",
        "\n", "\n\n", "\r\n", " ", "\u3000", "\t", "---\n", "```\n", "\ufeff", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)
TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<br>", "<div>", "</div>", "<h1>", "</h1>", "<li>", "<td>", "<tr>", "<b>", "</b>", "<!--x-->",
        "<script>1</script>", "<style>", "&nbsp;", "&amp;", "&#37;", "&lt;", "&", "<", ">", "<a href='x>y'>",
        "<figcaption>", "</", "<!", "五台燃气轮机，每台380兆瓦。",
    ]
)  # fmt: skip
PAGES = st.lists(TAGS | PIECES, max_size=40).map("".join)


def obeys(read: Article) -> None:
    at = 0
    for start, origin, length in read.segments:
        assert start >= at
        assert length > 0
        assert read.text[start : start + length] == read.source[origin : origin + length]
        at = start + length
    assert at <= len(read.text)
    assert "\n".join(read.text[block.start : block.end] for block in read.blocks) == read.text
    assert all(block.start < block.end for block in read.blocks)


@given(TEXTS, st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_runs_lead_to_the_same_characters(text: str, markdown: bool, keep_chrome: bool) -> None:
    obeys(compose(text, Layout(0, markdown, keep_chrome), {"region": "CN"}))


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_runs_lead_to_the_same_characters_of_a_page(page: str) -> None:
    assume(any(line.text for line in visible(page)))
    obeys(web_article(page, {"region": "CN"}))
    obeys(web_article(page, {"region": "CN"}, keep_chrome=True))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_number_leads_back_to_its_own_characters(text: str) -> None:
    """380兆瓦 is never touched but by a line's end inside it, so its span in the source is it, line ends aside."""
    read = article(text)
    at = read.text.find("380兆瓦")
    if at >= 0:
        start, end = read.source_span(at, at + 5)
        assert "".join(read.source[start:end].split()) == "380兆瓦"


@given(st.text(alphabet="五台共有每3.80兆瓦，。", max_size=60))
def test_a_line_is_passed_through(text: str) -> None:
    read = article(text)
    assert (read.text, read.source) == (text, text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    lines = ["订购五台燃气轮机", "", "公司周一订购五台燃气轮机，每台380兆瓦。", "", "明年投产两台，后年投产三台。"]
    read = article(end.join(lines))
    assert read.text.split("\n") == [line for line in lines if line]
    obeys(read)


def test_the_same_text_has_the_same_id() -> None:
    assert article("五台").id == article("五台").id != article("六台").id
