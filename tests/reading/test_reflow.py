"""Lines broken at a width are joined where the sentence goes on, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.reading import article

TITLE = "北岭电力订购五台燃气轮机"
PARAGRAPHS = [
    "北岭电力公司周一宣布，已订购五台燃气轮机，每台可发电380兆瓦，总输出功率为1900兆瓦，即1.9吉瓦，"
    "这是该公司成立以来规模最大的一次采购。公司称，首批两台将于2025年3月运抵。",
    "公司董事长李卫国在发布会上说，其余三台在2026年底之前交付，合同总额约为32亿元，分三期支付，其中首期付款占30%。",
    "项目由北岭电力与东湾港务共同出资，预计2027年6月投产，年发电量约90亿千瓦时，可以满足约120万户家庭的用电需要。",
]
NEVER_FIRST = "，。、；：！？）》”%"


def by_columns(text: str, width: int) -> list[str]:
    """As a terminal or a mail program breaks it: by columns, no 。 at the head of a line, Latin words whole."""
    lines, line, used = [], "", 0
    for token in re.findall(r"[!-~]+|[^!-~]", text):
        columns = sum(1 if c.isascii() else 2 for c in token)
        if used + columns > width and token not in NEVER_FIRST:
            lines.append(line)
            line, used = "", 0
        line, used = line + token, used + columns
    return [*lines, line]


def by_characters(text: str, width: int) -> list[str]:
    """As a program breaks it that knows no words: numbers too are cut in two."""
    return [text[i : i + width] for i in range(0, len(text), width)]


@pytest.mark.parametrize("title", [[], [TITLE]])
@pytest.mark.parametrize(
    ("wrap", "width"),
    [(by_columns, w) for w in (30, 40, 60, 72, 78, 80, 100)] + [(by_characters, w) for w in (15, 20, 36, 40, 50)],
)
def test_a_wrapped_article_is_put_together(wrap: Callable[[str, int], list[str]], width: int, title: list[str]) -> None:
    text = "\n\n".join([*title, *("\n".join(wrap(p, width)) for p in PARAGRAPHS)]) + "\n"
    read = article(text)
    assert read.text.split("\n") == [*title, *PARAGRAPHS]
    assert read.title == (title[0] if title else None)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        # a number, and a number and its unit, broken across lines
        ("公司称，五台燃气轮机的总输出功率为19\n00兆瓦，足够城市使用。", True),
        ("明年投产的两台机组在同一座厂房里，每台功率为380\n兆瓦，足够城市使用。", True),
        ("大盘午后跳水，沪指失守3000\n12日，三大股指午后集体跳水，截至收盘，沪指跌1.2%，报2998点。", False),
        # a comma never ends a paragraph, 。 never begins one
        ("公司订购了五台燃气轮机，\n每台380兆瓦。", True),
        ("公司订购了五台燃气轮机\n，每台380兆瓦。", True),
        # a title and the paragraph under it
        ("公司订购五台燃气轮机\n公司周一宣布，已订购五台燃气轮机，每台380兆瓦，明年投产。", False),
        ("北岭电力公司订购五台燃气轮机，总功率1900兆瓦\n公司周一宣布，每台380兆瓦，明年投产。", False),
        # headlines of one length, and rows of a table
        ("某地新增300兆瓦风电\n油价本周上涨百分五\n钢价连续下跌两个月", False),
        ("2019年 380兆瓦\n2020年 390兆瓦\n2021年 400兆瓦", False),
        ("本年度\n1,200,000\n参佰万", False),
        ("1月，380万台\n2月，390万台\n3月，410万台", False),
        ("北京队三胜，积分九分\n上海队两胜，积分七分\n广州队一胜，积分四分", False),
        ("一季度增长5.3%；\n二季度增长4.7%；\n三季度增长4.6%。", False),
        # enumerations and bullets
        ("该公司今年有三项投资，分别是以下的三个项目的建设\n1、燃气轮机12亿元\n2、变压器3亿元", False),
        ("- 燃气轮机五台，每台380兆瓦，共计1900兆瓦\n- 变压器十二台，每台90兆伏安，明年到货。", False),
        # an indented line begins a paragraph
        ("　　公司周一宣布订购五台燃气轮机每台三百八十兆瓦\n　　这是该公司成立以来规模最大的一次采购。", False),
        (
            "　　公司周一宣布订购五台燃气轮机，每台三百八十兆瓦\n　　公司董事长说这是成立以来规模，最大的一次采购呢\n"
            "　　公司还说明年将会订购十台变压器，其余后年再订\n　　另议。",
            False,
        ),
        (
            "公司的投资计划如下，燃气轮机和变压器两项投资\n1、燃气轮机的投资额，约十二亿元五年之内完成\n"
            "2、变压器的投资金额，约合三亿元两年之内完成\n3、其余。",
            False,
        ),
        ("公司订购了五台燃气轮机。\n每台380兆瓦。", False),
    ],
)
def test_two_lines_are_one_paragraph(text: str, joined: bool) -> None:
    read = article(text)
    assert len(read.blocks) == (1 if joined else text.count("\n") + 1)
    if joined:
        assert read.text == text.replace("\n", "")


def test_a_line_broken_after_a_full_stop_goes_on() -> None:
    text = (
        "公司周一宣布，已订购五台燃气轮机，每台\n功率为380兆瓦，总功率为1900兆\n瓦，约合1.9吉瓦，明年三月起交货。\n"
        "董事长说，首批两台将在三月交货，其余\n三台要等到后年，合同金额为三十二亿元\n，分三期付清，首期占合同金额的三成。"
    )
    assert article(text).text == text.replace("\n", "")


def test_a_decimal_broken_at_its_point_is_one_number() -> None:
    text = "公司订购了五台燃气轮机，每台380兆瓦，总功率约1.\n9吉瓦，足够城市使用。"
    assert "1.9吉瓦" in article(text).text


def test_latin_words_are_joined_by_a_space() -> None:
    text = (
        "The plant, which the company said would be the largest in the region by\n"
        "far, is to be built by Northridge Power with turbines from General\n"
        "Electric, each of which can produce 380 MW. The first is due in March."
    )
    assert article(text).text == text.replace("\n", " ")


def test_a_list_item_goes_on_in_its_hanging_lines() -> None:
    read = article("- 燃气轮机五台，每台\n  380兆瓦\n- 变压器十二台\n")
    assert read.text.split("\n") == ["燃气轮机五台，每台380兆瓦", "变压器十二台"]


def test_a_joined_number_leads_back_to_both_its_lines() -> None:
    text = "公司称，五台燃气轮机的总输出功率为19\n00兆瓦，足够这座城市使用。"
    read = article(text)
    at = read.text.index("1900兆瓦")
    start, end = read.source_span(at, at + 6)
    assert text[start:end] == "19\n00兆瓦"
