"""Sentences of which one says what another leaves out: sources, lists, references back, what goes on unsaid."""

from __future__ import annotations

import pytest
from sentences import claim, extracted

from kg.model import Extraction

# (text, number, words of which one stands in its subject or counted thing, a word of its property)
Row = tuple[str, str, str, str]
SOURCES: list[Row] = [
    ("国家统计局公布，全年粮食总产量1.4万亿斤，比上年增加220亿斤。", "220亿斤", "粮食", "增加"),
    ("省能源局10日发布，全社会用电量920亿千瓦时，同比增长6.7%。", "920亿千瓦时", "全社会", "用电量"),
    ("省统计局1月17日发布的数据显示，全省生产总值1.2万亿元，增长5.2%。", "1.2万亿元", "全省", "生产总值"),
    ("北岭电力日前发布年度报告。报告显示，全年销售收入86亿元。", "86亿元", "北岭电力", "销售"),
    ("北岭电力公布2024年财报，全年营收为86亿元，较前一年的80亿元增长7.5%。", "86亿元", "北岭电力", "营"),
]
UNSAID: list[Row] = [
    ("猪肉均价20元/公斤；鸡蛋9元/公斤，上升1%。", "9元/公斤", "鸡蛋", "价"),
    ("全市货运量6400万吨，其中公路5200万吨，铁路640万吨。", "640万吨", "铁路", "货运量"),
    ("个人缴费标准由每人每年380元提高到400元。", "400元", "缴费", "标准"),
    ("青禾公司全年营收300亿元，比上年的280亿元增长7%。", "280亿元", "青禾公司", "营"),
    ("全市常住人口475万人。全年出生人口3万人，死亡人口4万人。", "4万人", "全市", "死亡"),
    ("全市现有养老机构126家，床位1.9万张，平均每家150张。", "150张", "床位|养老机构|全市", "床位"),
    ("煤矿生产原煤48万吨。", "48万吨", "煤矿", "生产"),
    ("沉管隧道长6.7公里。", "6.7公里", "隧道", "长"),
    ("全市财政收入完成14亿元。", "14亿元", "全市", "财政收入"),
]
IN_ORDER: list[Row] = [
    ("甲厂和乙厂分别生产大米3万吨和5万吨。", "5万吨", "乙厂", "生产"),
    ("小麦产量40万吨，玉米产量50万吨，分别增长2%和3%。", "3%", "玉米", "增长"),
]
BACK: list[Row] = [
    ("北岭电力有员工8000人。该公司去年关闭了两家工厂。此前，它收购了三家子公司。", "三家", "北岭电力", "收购"),
    ("城镇居民人均收入4260元，农民人均收入2050元，前者为后者的2.08倍。", "2.08倍", "城镇居民", "倍"),
    ("经罗湖口岸离境的旅客有15万人次。", "15万人次", "旅客|罗湖", ""),
]
DATES: list[Row] = [
    ("跨海大桥于2009年12月开工、2018年10月通车。", "2018年10月", "大桥", "通车"),
    ("北岭电力成立于2012年。", "2012年", "北岭电力", "成立"),
]
ROWS = [*SOURCES, *UNSAID, *IN_ORDER, *BACK, *DATES]


@pytest.fixture(scope="module")
def found() -> dict[str, Extraction]:
    return extracted(text for text, *_ in ROWS)


@pytest.mark.parametrize(("text", "number", "whose", "what"), ROWS, ids=[f"{n} {t}" for t, n, *_ in ROWS])
def test_whose_and_what(found: dict[str, Extraction], text: str, number: str, whose: str, what: str) -> None:
    one = claim(found[text], number)
    named = [e.text + e.label for e in (one.subject, one.of) if e is not None]
    assert any(word in name for word in whose.split("|") for name in named), named
    assert one.property is not None
    assert what in one.property.label + one.property.text
