"""Pages of HTML: the article is found, and every number keeps its place in the page's source."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.reading import read
from kg.reading.visible import visible
from kg.reading.web import web_article

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>东湾港扩建工程开工_东湾网</title>
<meta property="og:site_name" content="东湾网">
<script>var a = "<p>9999台</p>";</script><style>p{{margin:0}}</style></head>
<body><div class="nav"><a href="/">首页</a> <a href="/n">新闻</a> <a href="/s">体育</a></div>
<div class="path"><a>东湾网</a> &gt; <a>财经</a> &gt; 正文</div>
<h1>东湾港扩建工程开工</h1>
<div class="info">2024-05-12 10:21 来源：东湾日报 <span>评论 36</span></div>
<div class="article" id="content">
<p>　　东湾港扩建工程周一开工，新建<strong>五个</strong>泊位，每个可停靠<b>15</b>&nbsp;万吨级货轮，
年通过能力增加3000万吨，
工程总投资48亿元，这是该港建成以来规模最大的一次扩建。</p>
<p>港务公司董事长在开工仪式上说，首批两个泊位将于2026年3月交付，其余三个在2027年底之前完工，<br>合同总额约为32亿元，分三期支付。</p>
<table><tr><th>年份</th><th>泊位</th></tr><tr><td>2026</td><td>2个</td></tr><tr><td>2027</td><td>3个</td></tr></table>
<figure><img src="a.jpg"><figcaption>▲东湾港现有的15万吨级泊位。</figcaption></figure>
<h2>后续安排</h2>
<p>分析人士认为，扩建后的吞吐量可以满足周边12个工业园的出口需要，也为当地的造船企业留出了余量，港口铁路专线同期延长8公里。</p>
<p>（责任编辑：王五）</p></div>
<div class="rel"><h3>相关阅读</h3><ul><li><a>某地新增300兆瓦风电</a></li><li><a>油价上涨5%</a></li></ul></div>
<div class="footer">Copyright © 2024 东湾网 京ICP备00000000号</div></body></html>
"""


def blocks(found: Article) -> list[tuple[str, str]]:
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_a_page_is_cut_to_its_article(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    encoding = "gb18030" if charset == "gb2312" else charset
    path.write_bytes(PAGE.format(charset=charset).encode(encoding))
    [found] = read(path)
    assert isinstance(found, Article)
    assert blocks(found) == [
        ("title", "东湾港扩建工程开工"),
        (
            "body",
            "东湾港扩建工程周一开工，新建五个泊位，每个可停靠15 万吨级货轮，年通过能力增加3000万吨，"
            "工程总投资48亿元，这是该港建成以来规模最大的一次扩建。",
        ),
        (
            "body",
            "港务公司董事长在开工仪式上说，首批两个泊位将于2026年3月交付，其余三个在2027年底之前完工，"
            "合同总额约为32亿元，分三期支付。",
        ),
        ("table", "年份\t泊位"),
        ("table", "2026\t2个"),
        ("table", "2027\t3个"),
        ("caption", "东湾港现有的15万吨级泊位。"),
        ("heading", "后续安排"),
        (
            "body",
            "分析人士认为，扩建后的吞吐量可以满足周边12个工业园的出口需要，也为当地的造船企业留出了余量，"
            "港口铁路专线同期延长8公里。",
        ),
    ]
    assert (found.title, found.date, found.publisher) == ("东湾港扩建工程开工", "2024-05-12", "东湾网")


@pytest.mark.parametrize(
    ("text", "source"),
    [("五个", "五个"), ("15 万吨", "15</b>&nbsp;万吨"), ("3000万吨", "3000万吨"), ("48亿元", "48亿元"), ("3个", "3个")],
)
def test_a_number_leads_back_to_the_page(text: str, source: str) -> None:
    page = PAGE.format(charset="utf-8")
    found = web_article(page, {"region": "CN"})
    at = found.text.index(text)
    start, end = found.source_span(at, at + len(text))
    assert page[start:end] == source


def test_a_page_too_short_for_a_judgement_is_read_as_it_stands() -> None:
    found = web_article("<p>五台燃气轮机&lt;每台380兆瓦&gt;，5 < 6。</p>", {"region": "CN"})
    assert found.text == "五台燃气轮机<每台380兆瓦>，5 < 6。"


def test_a_page_that_a_script_fills_says_so() -> None:
    with pytest.raises(ReadError, match="no text on the page"):
        web_article("<html><head><title>东湾港</title></head><body><script>1</script></body></html>", {"region": "CN"})


def test_a_page_laid_out_in_a_table_is_text() -> None:
    text = "东湾港扩建工程周一开工，新建五个泊位。"
    found = web_article(f"<table><tr><td><p>{text}</p><p>{text}</p></td></tr></table>", {"region": "CN"})
    assert blocks(found) == [("body", text), ("body", text)]


def test_fields_given_are_stronger_than_the_page_s() -> None:
    found = web_article(PAGE, {"region": "TW", "id": "x", "publisher": "甲报"})
    assert (found.id, found.region, found.publisher, found.title) == ("x", "TW", "甲报", "东湾港扩建工程开工")


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>一</p>二<br>三", ["一", "二", "三"]),
        ("<p>a\n  b</p>", ["a b"]),
        ("<p>五台\n  机组</p>", ["五台机组"]),
        ("<script>1</script><style>2</style><!-- 3 --><noscript>4</noscript>五", ["五"]),
        ("五<script>6", ["五"]),
        ("五<!-- 6", ["五"]),
        ("a &lt; b &amp;&#37; &bogus; 5&nbsp;台", ["a < b &% &bogus; 5 台"]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("<table><tr><td>一<td>二<tr><td>三</table>", ["一\t二", "三"]),
        ("<b>五</b>台", ["五台"]),
    ],
)
def test_what_a_reader_sees(page: str, lines: list[str]) -> None:
    assert [line.text for line in visible(page) if line.text] == lines
