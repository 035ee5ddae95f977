"""Texts that would like to be more than text."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from kg.model import (
    Block,
    Claim,
    Coverage,
    Entity,
    Extraction,
    Interval,
    Property,
    Quantity,
    Repair,
    Review,
    Verification,
)
from kg.reporting import html, markdown
from reporting.wind_farm import article, checks

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "<svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- -->]]>&lt;&#60;",
    "javascript:alert(1)",
]


def verification(words: str) -> Verification:
    """An article that is nothing but `words` and 5台, with `words` wherever else a text can go."""
    line = f"{words}5台{words}"
    text = replace(article((("body", line),)), title=words, publisher=words, url=words, path=words, date=words)
    start = len(words)
    quantity = Quantity(
        "5台", start, start + 2, 5.0, None, None, words, "cardinal", "exact", narrow=Interval(5, 5), wide=Interval(5, 5)
    )
    subject = Entity(words, 0, 1, words, "Thing", words)
    claim = Claim(
        words, quantity, (0, len(line)), subject, Property(words, words), subject, words, words, words,
        attributed_to=words,
    )  # fmt: skip
    check = replace(
        checks()[0],
        id=words, kind=words, reading=words, unit=words, claims=(words,), texts=("5台",), formula=words, message=words,
        basis=(words,), repairs=(Repair(words, words, words, words, words),),
        review=Review(words, "confirmed", words, words, words, words, words),
    )  # fmt: skip
    return Verification(Extraction(text, (subject,), (claim,), ()), (check,), Coverage(1, 1, 0, ((words, words),)))


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_becomes_markup(attack: str) -> None:
    calm, page = (lxml.html.document_fromstring(html(verification(words))) for words in ("平静", attack))
    assert [node.tag for node in page.iter() if isinstance(node.tag, str)] == [
        node.tag for node in calm.iter() if isinstance(node.tag, str)
    ]
    names = {name for node in page.iter() if isinstance(node.tag, str) for name in node.attrib}
    assert not any(name.startswith("on") for name in names)
    assert all(href.startswith(("#", "https://", "http://")) for href in page.xpath("//@href"))
    assert "".join(page.xpath("//div[@class='text']/p")[0].itertext()) == f"{attack}5台{attack}"


@pytest.mark.parametrize(
    ("hidden", "written"),
    [
        ("\u202e", "[U+202E]"),
        ("\u2066", "[U+2066]"),
        ("\u200b", "[U+200B]"),
        ("\u200f", "[U+200F]"),
        ("\ufeff", "[U+FEFF]"),
        ("\x00", "[U+0000]"),
        ("\x1b", "[U+001B]"),
        ("\ud800", "[U+D800]"),
        ("\U000e0041", "[U+E0041]"),
    ],
)
def test_invisible_characters_are_written_out(hidden: str, written: str) -> None:
    whole = verification(f"改{hidden}1")
    for report in (html(whole), markdown(whole)):
        assert hidden not in report
        assert written in report.replace("\\", "")
        report.encode("utf-8")


@pytest.mark.parametrize(
    ("attack", "shown"),
    [
        ("<b>", r"\<b\>"),
        ("[链接](https://x)", r"\[链接\](https://x)"),
        ("a|b", r"a\|b"),
        ("*强*调_", r"\*强\*调\_"),
        ("`代码`", r"\`代码\`"),
        ("&lt;", r"\&lt;"),
        ("# 题", r"\# 题"),
        ("- 项", r"\- 项"),
        ("1. 项", r"1\. 项"),
        ("===", r"\==="),
        ("\\", "\\\\"),
        ("    缩进", " 缩进"),
    ],
)
def test_text_never_becomes_markdown(attack: str, shown: str) -> None:
    line = f"{shown}【5台 ✗1】"
    assert line in markdown(verification(attack)).split("\n")[-40:] or line in markdown(verification(attack))


def test_a_line_of_megabytes_stands_once_and_is_quoted_in_part() -> None:
    """Two numbers a million characters apart: an excerpt each."""
    calm = verification("平静")
    far = "字" * 1_000_000
    line = f"{far}5台{far}5台{far}"
    model = calm.extraction.claims[0]
    claims = tuple(
        replace(model, id=name, quantity=replace(model.quantity, start=at, end=at + 2), sentence=(0, len(line)))
        for name, at in (("first", 1_000_000), ("second", 2_000_002))
    )
    text = replace(calm.extraction.article, text=line, source=line, blocks=(Block(0, len(line), "body"),))
    check = replace(calm.checks[0], claims=("first", "second"), repairs=(Repair("first", "digit", "5台", "6台", ""),))
    whole = replace(calm, extraction=replace(calm.extraction, article=text, claims=claims), checks=(check,))
    page = lxml.html.document_fromstring(html(whole))
    assert len(page.xpath("//div[@class='text']")[0].text_content().strip()) == len(line)
    card = page.get_element_by_id("k1")
    assert len(card.text_content()) < 5_000
    assert [quote.xpath(".//@href") for quote in card.xpath(".//blockquote")] == [["#n1"], ["#n2"]]
    assert all(quote.text_content().startswith("…字") for quote in card.xpath(".//blockquote"))


def test_ten_thousand_numbers() -> None:
    words = "装机容量5台,"
    text = replace(article((("body", words * 10_000),)), title=None)
    at = len("装机容量")
    model = verification("平静").extraction.claims[0]
    claims = tuple(
        replace(
            model,
            id=f"c{i}",
            quantity=replace(model.quantity, start=i * len(words) + at, end=i * len(words) + at + 2),
            sentence=(0, len(text.text)),
        )
        for i in range(10_000)
    )
    whole = Verification(Extraction(text, (), claims, ()), (), Coverage(10_000, 0, 0, ()))
    page = lxml.html.document_fromstring(html(whole))
    assert len(page.xpath("//div[@class='text']//a[starts-with(@id, 'n')]")) == 10_000
    assert len(page.xpath("//figure[@class='strip']//a")) <= 1_000
