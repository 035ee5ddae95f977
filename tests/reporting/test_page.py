"""The HTML report of the wind farm: what a reader finds on it, and where."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import lxml.html
import pytest

from kg.model import Coverage, Extraction, Verification
from kg.reporting import html
from reporting.wind_farm import LINES, article, verification


@pytest.fixture(scope="module")
def source() -> str:
    return html(verification())


@pytest.fixture(scope="module")
def page(source: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(source)


def words(element: lxml.html.HtmlElement, lang: str = "zh") -> str:
    """The text that a reader of one language sees."""
    copy = lxml.html.fragment_fromstring(lxml.html.tostring(element, with_tail=False, encoding="unicode"))
    for other in copy.xpath(f"//span[@lang and @lang != '{lang}'] | //tspan[@lang and @lang != '{lang}']"):
        other.drop_tree()
    return " ".join(copy.text_content().split())


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "文中39个数字，核对了30个，发现1处不合、1处可疑"),
        ("en", "30 of 39 numbers checked: 1 inconsistent, 1 implausible"),
    ],
)
def test_headline(page: lxml.html.HtmlElement, lang: str, expected: str) -> None:
    assert words(page.xpath("//h1")[0], lang) == expected


@pytest.mark.parametrize(
    ("found", "kept", "expected"),
    [
        (0, 0, "文中没有找到数字"),
        (3, 0, "文中3个数字，一个也没能核对"),
        (39, 11, "文中39个数字，核对了30个，未发现不合"),
    ],
)
def test_headline_without_alarm(found: int, kept: int, expected: str) -> None:
    whole = verification()
    quiet = tuple(check for check in whole.checks if check.verdict == "consistent")[:kept]
    coverage = Coverage(found, found, 30 if kept else 0, ())
    page = lxml.html.document_fromstring(html(replace(whole, checks=quiet, coverage=coverage)))
    assert words(page.xpath("//h1")[0]) == expected
    assert not page.xpath("//*[@class='worst']")


def test_counts(page: lxml.html.HtmlElement) -> None:
    rows = page.xpath("//dl[@class='counts']/div")
    assert [words(row) for row in rows] == ["找到的数字39", "与其他数字有关联31", "核对过30", "未核对9"]


def test_every_line_of_the_article_reads_as_it_was_written(page: lxml.html.HtmlElement) -> None:
    text = page.xpath("//div[@class='text']")[0]
    lines = ["".join(line.itertext()) for line in text.xpath(".//p | .//li")]
    assert lines == [line for kind, line in LINES if kind != "table"]
    cells = [["".join(cell.itertext()) for cell in row] for row in text.xpath(".//tr")]
    assert cells == [line.split("\t") for kind, line in LINES if kind == "table"]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("title", ".//p[@role='heading'][@aria-level='3']"),
        ("heading", ".//p[@role='heading'][@aria-level='4']"),
        ("caption", ".//p[@class='caption']"),
        ("list", ".//ul/li"),
        ("table", ".//table//tr"),
    ],
)
def test_blocks(page: lxml.html.HtmlElement, kind: str, path: str) -> None:
    found = page.xpath("//div[@class='text']")[0].xpath(path)
    assert len(found) == sum(block == kind for block, _ in LINES)


def test_every_claim_has_a_mark_at_its_place(page: lxml.html.HtmlElement) -> None:
    marks = page.xpath("//div[@class='text']//a[starts-with(@id, 'n')]")
    claims = verification().extraction.claims
    assert [mark.get("id") for mark in marks] == [f"n{number}" for number in range(1, len(claims) + 1)]
    assert [mark.text_content() for mark in marks] == [claim.quantity.text for claim in claims]


@pytest.mark.parametrize(
    ("number", "state", "blamed", "href"),
    [
        (21, "inconsistent", True, "#k1"),  # 9.6兆瓦: the first repair changes it
        (19, "inconsistent", False, "#k1"),
        (9, "implausible", False, "#k2"),  # in consistent checks too: the worst shows
        (4, "consistent", False, "#k3"),
        (26, "unverifiable", False, "#k14"),
        (25, "unchecked", False, "#c25"),  # no check: its row
    ],
)
def test_marks_carry_their_verdict(
    page: lxml.html.HtmlElement, number: int, state: str, blamed: bool, href: str
) -> None:
    mark = page.get_element_by_id(f"n{number}")
    assert mark.get("class").split() == ["n", f"v-{state}", *["blamed"] * blamed]
    assert mark.get("aria-describedby").split() == [f"v-{state}", *["v-blamed"] * blamed]
    assert mark.get("href") == href


def test_links_lead_somewhere(page: lxml.html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
    assert targets <= set(ids)
    labels = {name for label in page.xpath("//@aria-labelledby | //@aria-describedby") for name in label.split()}
    assert labels <= set(ids)


def test_every_check_is_a_card_worst_first_and_only_alarms_open(page: lxml.html.HtmlElement) -> None:
    cards = page.xpath("//*[contains(concat(' ', @class, ' '), ' card ')]")
    assert [card.get("id") for card in cards] == [f"k{number}" for number in range(1, 15)]
    assert [card.tag for card in cards] == ["article"] * 2 + ["details"] * 12
    assert not page.xpath("//details[contains(@class, 'card')][@open]")
    assert [words(card.xpath(".//*[contains(@class, 'formula')]")[0]) for card in cards] == [
        check.formula for check in verification().checks
    ]


def test_an_alarm_says_what_where_and_why(page: lxml.html.HtmlElement) -> None:
    card = words(page.get_element_by_id("k1"))
    for expected in (
        "不合 文内自相矛盾",
        "2400个 × 40千瓦 = 96兆瓦,文中为 9.6兆瓦",
        "文中所写的9.6兆瓦只有它的十分之一",
        "放到最宽的读法仍不相接",
        "最近的两端之比为 8.5 : 1",
        "该中心计划安装2400个机柜,每个机柜功率40千瓦,合计9.6兆瓦。",
        "小数点错了一位",
    ):
        assert expected in card


def test_a_repair_is_an_edit_in_its_sentence(page: lxml.html.HtmlElement) -> None:
    first, *others = page.get_element_by_id("k1").xpath(".//p[@class='edit']")
    assert [first.xpath("./del")[0].text, first.xpath("./ins")[0].text] == ["9.6兆瓦", "96兆瓦"]
    assert first.text == "…划安装2400个机柜,每个机柜功率40千瓦,合计"
    assert first.xpath("./ins")[0].tail.strip() == "。"
    assert [other.xpath("./ins")[0].text for other in others] == ["4千瓦", "240个"]


def test_formula_and_evidence_link_into_the_text(page: lxml.html.HtmlElement) -> None:
    card = page.get_element_by_id("k1")
    assert card.xpath(".//h3//@href") == ["#n19", "#n20", "#n21"]
    assert card.xpath(".//blockquote//@href") == ["#n19", "#n20", "#n21"]


def test_basis_names_facts_and_assumptions(page: lxml.html.HtmlElement) -> None:
    items = page.get_element_by_id("k2").xpath(".//section[@class='basis']//li")
    assert words(items[0]) == "假设：按额定功率计入"
    assert items[1].xpath(".//a/@href") == ["https://example.org/reference"]


def test_claims_table_has_a_row_a_claim(page: lxml.html.HtmlElement) -> None:
    heads = [words(head) for head in page.xpath("//table[@id='table']/thead//th")]
    rows = [dict(zip(heads, map(words, row), strict=True)) for row in page.xpath("//table[@id='table']/tbody/tr")]
    assert len(rows) == 39
    row = rows[20]
    offset = article().source.index("9.6兆瓦")
    assert row == {
        "序号": "21",
        "数字": "9.6兆瓦",
        "结果": "不合",
        "核对": "1",
        "主体": "智算中心",
        "属性": "总功率",
        "数值": "9.6",
        "单位": "MW",
        "每": "",
        "字面范围": "9.55 – 9.65",
        "最宽范围": "9.55 – 9.65",
        "时间": "",
        "语气": "计划",
        "出处": "",
        "起": str(offset),
        "止": str(offset + 5),
    }


def test_unchecked_numbers_are_listed_by_reason(page: lxml.html.HtmlElement) -> None:
    groups = page.get_element_by_id("unchecked").xpath("./dl/div")
    assert [words(group.find("dt")) for group in groups] == [
        "文中没有与它相连的数字 8",
        "与别的数字有关联，但缺一个已知数，或所列不全 1",
    ]
    assert [link.text for link in groups[1].xpath(".//a")] == ["18%"]


def test_nothing_is_called_true(page: lxml.html.HtmlElement) -> None:
    caveat, main = page.xpath("//*[@class='caveat']")[0], page.xpath("//main")[0]
    assert "没有任何数字被判为属实" in words(caveat)
    shown = "".join(words(main, lang).replace(words(caveat, lang), "") for lang in ("zh", "en"))
    assert not re.search(r"正确|\btrue\b|\bcorrect\b", shown)


def test_the_policy_allows_the_page_itself_and_nothing_else(source: str, page: lxml.html.HtmlElement) -> None:
    policy = dict(
        part.strip().split(" ", 1)
        for part in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    for name in ("style", "script"):
        content = source.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert policy[f"{name}-src"] == f"'sha256-{digest}'"
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //@src | //link | //iframe")


def test_languages_stand_side_by_side(page: lxml.html.HtmlElement) -> None:
    for parent in {span.getparent() for span in page.xpath("//span[@lang='zh'] | //tspan[@lang='en']")}:
        langs = [child.get("lang") for child in parent if child.get("lang") in ("zh", "en")]
        assert langs == ["zh", "en"] * (len(langs) // 2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_opens_in_the_language_asked_for(lang: str) -> None:
    page = lxml.html.document_fromstring(html(verification(), lang))
    assert (page.get("lang"), page.get("data-lang")) == (lang, lang)


def test_text_from_taiwan_is_marked_as_traditional() -> None:
    whole = verification()
    extraction = replace(whole.extraction, article=replace(article(), region="TW"))
    page = lxml.html.document_fromstring(html(replace(whole, extraction=extraction)))
    assert page.xpath("//div[@class='text']/@lang") == ["zh-Hant-TW"]


def test_small_and_the_same_every_time(source: str) -> None:
    assert len(source.encode()) < 400_000
    assert html(verification()) == source


def test_article_without_numbers() -> None:
    bare = Verification(Extraction(article((("body", "没有数字。"),)), (), (), ()), (), Coverage(0, 0, 0, ()))
    page = lxml.html.document_fromstring(html(bare))
    assert words(page.xpath("//h1")[0]) == "文中没有找到数字"
    assert page.xpath("//div[@class='text']/p")[0].text == "没有数字。"


def test_overlapping_claims_keep_a_place_each() -> None:
    whole = verification()
    first = whole.extraction.claims[4]
    within = replace(first, id="inner", quantity=replace(first.quantity, text="5兆瓦", start=first.quantity.start + 2))
    extraction = replace(whole.extraction, claims=(*whole.extraction.claims, within))
    page = lxml.html.document_fromstring(html(replace(whole, extraction=extraction)))
    assert page.get_element_by_id("n40").tag == "a"
    assert "".join(page.xpath("//div[@class='text']/p")[1].itertext()) == LINES[1][1]


def test_text_outside_every_block_is_shown() -> None:
    whole = verification()
    extraction = replace(whole.extraction, article=replace(article(), blocks=article().blocks[:2]))
    page = lxml.html.document_fromstring(html(replace(whole, extraction=extraction)))
    assert page.get_element_by_id("n21").text_content() == "9.6兆瓦"
