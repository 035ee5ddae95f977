"""Site chrome is cut, and nothing of the article with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import article
from kg.reading.compose import Layout, compose
from reading.pages import ALL, page

SHARED = Path(__file__).resolve().parents[3] / "shared"

# What stays although it is a site's, because cutting it would need a rule that also cuts articles.
LEFT_OVER = {"baijia": ["海州发布"], "tencent": ["西岭商报"]}
# Marks that go with the paragraph left standing.
UNMARKED = ("▲", "△", "/*", "返回搜狐，查看更多", "（圖／廠方提供）", "　")


def paragraphs(read: Article) -> list[str]:
    return [read.text[block.start : block.end] for block in read.blocks]


def unmarked(line: str) -> str:
    for mark in UNMARKED:
        line = line.replace(mark, "")
    return line


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_cut_to_its_article(name: str) -> None:
    text, lines = page(name)
    kept = [line for line in paragraphs(article(text)) if line not in LEFT_OVER.get(name, [])]
    assert kept == [unmarked(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "title", "date", "publisher", "author"),
    [
        ("netease", "南湾造船厂交付第三艘运输船", None, None, None),
        ("wechat", "城西水厂扩建完工，日供水能力升至60万吨", "2024-11-02", None, None),
        ("sohu", "三季度快递业务量同比增长12%", "2024-10-18", "北原财经", None),
        ("sina", "东岭钢铁上半年净利润下降三成", "2024-08-22", None, "孙七"),
        ("thepaper", "台风“海燕”登陆，沿海转移群众23万人", "2024-09-16", "澎湃新闻", None),
        ("taiwan", "南科晶圓廠擴產 月產能增至4.5萬片", "2024-08-15", None, None),
        ("government", "前三季度工业生产稳中有升", "2024-10-21", "河口市统计局", None),
        ("dispatch", None, None, None, None),
        ("people", "全国秋粮收购超过5000万吨", "2024-11-08", "人民网－人民日报", None),
    ],
)
def test_the_head_is_read_as_metadata(name: str, title: str, date: str, publisher: str, author: str) -> None:
    read = article(page(name)[0])
    assert (read.title, read.date, read.publisher, read.author) == (title, date, publisher, author)


@pytest.mark.parametrize(
    "line",
    [
        "来源国有中国、巴西和越南，三国合计占进口量的八成以上。",
        "编辑距离为3的两个词被当作同一个词，这样的词共有120对。",
        "分享会上，他说今年的目标是卖出30万台，比去年多5万台。",
        "更多内容将在12日公布，届时会有300家企业参加。",
        "记者：去年这里产了多少吨苹果？",
        "作者：这本书我写了8年，删掉了20万字。",
        "图书馆新增藏书12万册，电子书8万册。",
        "版权归属纠纷涉及金额300万元，法院将于5月开庭。",
        "扫一扫二维码就能领到5元优惠券，首日发放2万张。",
        "关于我们的预算，议会要求削减15%，约合3亿元。",
        "END项目二期投资4亿元，计划2026年完工。",
        "声明说，事故造成3人受伤，船上共有27人。",
        "特别声明发表后的两天里，股价下跌了12%。",
        "下图是五年来的产量，2020年为3.2万吨，2024年为5.1万吨。",
        "原创歌曲有12首，改编歌曲有5首，其余是纯音乐。",
        "2024年5月12日，两台机组同时并网，每台35万千瓦。",
        "推荐阅读量超过10万的文章共有36篇，比上季度多9篇。",
        "分享到：微信的用户占三成，另有两成转发到微博。",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    text = f"城东热电厂两台机组并网\n城东热电厂宣布，两台机组当天并网。\n{line}\n厂方说，下一步将建设第三台机组。"
    assert line in paragraphs(article(text))


@pytest.mark.parametrize("row", ["分享到：微信　微博　复制链接", "分享至:朋友圈 | 微博", "转发：新浪微博 QQ空间"])
def test_a_row_of_buttons_written_on_to_what_introduces_it_is_cut(row: str) -> None:
    lines = ["城东热电厂两台机组并网", row, "城东热电厂宣布，两台机组当天并网。"]
    assert paragraphs(article("\n\n".join(lines))) == [lines[0], lines[2]]


@pytest.mark.parametrize(
    "text",
    [
        "来源：人民日报",
        "相关推荐",
        "五台燃气轮机,每台380兆瓦,共1900兆瓦。",
        "0",
        "图源：船厂",
        "其中：中晚稻2480万吨；玉米2150万吨。责任编辑：李四",
        "首页 > 财经 > 正文",
        "- 5度",
        "# 300",
    ],
)
def test_a_single_line_is_passed_through(text: str) -> None:
    read = article(text, id="x")
    assert (read.id, read.text, read.segments) == ("x", text, ((0, 0, len(text)),))


def test_a_list_of_other_headlines_inside_the_article_ends_where_the_article_goes_on() -> None:
    text = (
        "公司周一宣布订购五台燃气轮机。\n每台380兆瓦，明年投产。\n相关阅读：\n某地新增300兆瓦风电\n油价上涨5%\n"
        "公司还说，合同总额为32亿元。\n付款分三期完成。\n首期占30%，其余两期各占35%。"
    )
    kept = paragraphs(article(text))
    assert "某地新增300兆瓦风电" not in kept
    assert kept[-1] == "首期占30%，其余两期各占35%。"


def test_a_page_s_foot_goes_though_an_excerpt_in_it_is_a_sentence() -> None:
    text = (
        "公司周一宣布订购五台燃气轮机。\n每台380兆瓦，明年投产。\n相关推荐\n某地新增300兆瓦风电\n油价上涨5%\n"
        "分析人士说，油价年内还会上涨12%。\n三家企业上市\n两市成交8000亿\n"
    )
    assert paragraphs(article(text))[-1] == "每台380兆瓦，明年投产。"


def test_what_stands_above_a_breadcrumb_goes_with_it() -> None:
    text = "河口 多云 12℃\n热线 00000\n河口网 > 财经 > 正文\n公司订购燃气轮机\n公司周一订购五台燃气轮机。\n明年投产。"
    assert paragraphs(article(text))[0] == "公司订购燃气轮机"


def test_a_long_paragraph_is_the_body_though_it_ends_in_no_stop() -> None:
    body = "公司周一宣布订购五台燃气轮机，每台380兆瓦" * 5
    assert paragraphs(article(f"标题\n12\n分享至\n{body}\n特别声明：以上内容为用户上传\n油价上涨5%")) == ["标题", body]


def test_counters_and_buttons_after_the_body_are_not_its_numbers() -> None:
    text = "公司周一宣布订购五台燃气轮机。\n每台380兆瓦，共1900兆瓦。\n点赞 12 收藏 3\n阅读 1.2万\n评论(36)\n36人参与"
    assert paragraphs(article(text))[-1] == "每台380兆瓦，共1900兆瓦。"


def test_a_text_without_a_sentence_loses_no_number() -> None:
    text = "五台燃气轮机\n每台380兆瓦\n0\n共1900兆瓦"
    assert article(text).text == text


@pytest.mark.parametrize("cut", [True, False])
def test_keeping_chrome_cuts_nothing(cut: bool) -> None:
    read = compose(page("sohu")[0], Layout(keep_chrome=not cut), {"region": "CN"})
    assert ("责任编辑：赵六" in read.text) is not cut


def test_the_source_article_is_cut_to_its_body() -> None:
    gold = SHARED / "gold" / "source-article.json"
    if not gold.exists():
        pytest.skip("../shared/gold/source-article.json is not here")
    low, high = json.loads(gold.read_text(encoding="utf-8"))["body"]
    read = article((SHARED / "corpus" / "source-article.txt").read_text(encoding="utf-8"))
    assert read.source_span(0, len(read.text)) == (low, len(read.source[:high].rstrip()))
    assert read.blocks[0].kind == "title"
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "heading"] == [
        "能源独立的战略要务",
        "展望未来:Grok 5 及后续发展",
        "结论",
    ]
    assert [b.kind for b in read.blocks].count("caption") == 2
