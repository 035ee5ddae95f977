"""Which numbers may be divided by each other, for a reference fact to judge; and which must not be."""

from __future__ import annotations

import pytest
from sentences import extracted, ties

from kg.model import Extraction

pytestmark = pytest.mark.xdist_group("relations")

KINDS = ("intensity", "conversion", "output", "portion")

# (sentence, all ties of those kinds)
ROWS: list[tuple[str, list[str]]] = [
    (
        "该系统包含约20万个英伟达Hopper GPU,消耗约300兆瓦的电力。",
        ["intensity numerator 300兆瓦, denominator 20万个"],
    ),
    # as much as so many: of the amounts before it, the nearest
    (
        "电站装机1900兆瓦,即1.9吉瓦,相当于两台标准核反应堆。",
        ["intensity numerator 1.9吉瓦, denominator 两台"],
    ),
    (
        "反射面总面积约25万平方米,一个标准足球场按7140平方米计算,约等于35个足球场。",
        ["intensity numerator 25万平方米, denominator 35个"],
    ),
    ("该项目年发电量约5亿千瓦时,可满足约25万户家庭的用电需求。", ["intensity numerator 5亿千瓦时, denominator 25万户"]),
    # 每台380兆瓦 is that of one already, and 120千瓦 of one rack; neither is shared out
    ("公司订购五台燃气轮机,每台380兆瓦。", []),
    ("集群有20万个GPU,每个机柜的功耗为120千瓦。", []),
    ("全市人均生产总值18.9万元,常住人口1299万人。", []),
    # 约 hedges its own number
    ("电站装机30兆瓦。工地上约两百台挖掘机同时作业。", []),
    # a change and a share are nobody's amount
    ("该系统包含20万个GPU,用电增加3兆瓦。", []),
    ("公司以5000万欧元(约合3.9亿元)收购该厂。", ["conversion first 5000万欧元, second 3.9亿元"]),
    ("公司支付5000万欧元,另付3.9亿元。", []),
    (
        "青石峡水电站去年发电32.6亿千瓦时,总装机92万千瓦。",
        ["output capacity 92万千瓦, generated 32.6亿千瓦时"],
    ),
    ("12名受访者中,37%表示满意。", ["portion whole 12名, share 37%"]),
    ("有12名受访者,37%表示满意。", []),
    ("12名受访者中,满意的增加37%。", []),
]


@pytest.fixture(scope="module")
def seen() -> dict[str, Extraction]:
    return extracted(row[0] for row in ROWS)


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_what_may_be_divided(seen: dict[str, Extraction], text: str, expected: list[str]) -> None:
    assert [f"{kind} {members}" for kind, members in ties(seen[text]) if kind in KINDS] == expected


def test_ties_grow_with_the_text_and_not_with_its_square() -> None:
    """A number looks at the few around it, however many the text has."""
    sentence = "该系统包含20万个GPU,消耗300兆瓦,耗资30亿元,占地2万平方米。"
    (once,) = extracted([sentence * 10]).values()
    (more,) = extracted([sentence * 40]).values()
    assert 0 < len(more.ties) <= 4.2 * len(once.ties)
