"""Regions, the article's date, a user's own units, and texts made to take long."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Quantity
from kg.quantities import scan, unit_of
from kg.quantities.scanner import Scanner

OWN_UNITS = """
@prefix kg: <urn:kg:> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:smoot a kg:Unit ; kg:unitCode "[smoot]" ; skos:prefLabel "斯穆特" ; skos:notation "smoot" ;
    kg:dimension "length" ; kg:factor 1.7018 ; kg:prefixes "k" .
kg:铺 a kg:Classifier ; skos:prefLabel "铺" .
kg:roughly a kg:Hedge ; kg:approx "about" ; kg:wideLowFactor 0.8 ; kg:wideHighFactor 1.2 ; kg:before "毛估" .
"""


def one(text: str, region: str = "CN", date: str | None = None) -> Quantity:
    (found,) = scan(text, region, date)
    return found


@pytest.mark.parametrize(
    ("region", "text", "value", "unit"),
    [
        ("CN", "五元", 5, "CNY"),
        ("TW", "五元", 5, "TWD"),
        ("HK", "五元", 5, "HKD"),
        ("HK", "餘額$120.5", 120.5, "HKD"),
        ("HK", "等了三個半鐘", 3.5, "h"),
        ("TW", "五百元人民幣", 500, "CNY"),
        ("CN", "三斤", 3, "[jin_cn]"),
        ("TW", "三斤", 3, "[jin_tw]"),
        ("HK", "三斤", 3, "[jin_hk]"),
        ("CN", "三公斤", 3, "kg"),
        ("CN", "宽带提到100兆", 100, "Mbit/s"),
        ("CN", "100兆的附件", 100, "MBy"),
        ("TW", "預算五兆元", 5e12, "TWD"),
        ("TW", "預算五兆", 5e12, "1"),
        ("CN", "五兆瓦", 5, "MW"),
        ("TW", "五兆瓦", 5, "MW"),
    ],
)
def test_region_decides_what_a_word_means(region: str, text: str, value: float, unit: str) -> None:
    q = one(text, region)
    assert (q.value, q.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("去年10月", "2023-10"),
        ("明年3月1日", "2025-03-01"),
        ("本月27日", "2024-05-27"),
        ("上月9日", "2024-04-09"),
        ("3月30日", "--03-30"),
        ("当年7月", "--07"),
        ("昨天上午9时", "2024-05-16T09"),
        ("2019年5月", "2019-05"),
    ],
)
def test_relative_dates_count_from_the_article(text: str, iso: str) -> None:
    assert one(text, date="2024-05-17").date_value == iso


def test_a_date_that_is_none() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        scan("五元", date="last year")


def test_a_unit_a_classifier_and_a_hedge_need_no_python(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN_UNITS, encoding="utf-8")
    scanner = Scanner("CN", [path])
    found = [(q.text, q.value, q.unit, q.approx) for q in scanner.scan("毛估364斯穆特，即0.364 ksmoot，院里有三铺炕。")]
    assert found == [
        ("364斯穆特", 364, "[smoot]", "about"),
        ("0.364 ksmoot", 0.364, "k[smoot]", "exact"),
        ("三铺", 3, "{铺}", "exact"),
    ]
    assert "364斯穆特" not in [q.text for q in scan("毛估364斯穆特")]


@pytest.mark.parametrize(
    ("code", "dimension", "factor"),
    [
        ("MW", "power", 1e6),
        ("kW.h", "energy", 3.6e6),
        ("[mu_cn]", "area", 2000 / 3),
        ("CNY", "money:CNY", 1),
        ("{台}", "count", 1),
        ("%", "ratio", 0.01),
        ("CNY/t", "money:CNY/mass", 1e-3),
        ("g/kW.h", "mass/energy", 1e-3 / 3.6e6),
        ("Gbit/s", "data rate", 1e9),
        ("{从未见过}", "count", 1),
    ],
)
def test_unit_of(code: str, dimension: str, factor: float) -> None:
    unit = unit_of(code)
    assert (unit.code, unit.dimension, unit.factor) == (code, dimension, pytest.approx(factor))


@pytest.mark.parametrize(
    ("text", "narrow", "wide", "full"),
    [
        ("1.9吉瓦", (1.85, 1.95), (1.85, 1.95), False),
        ("23万元", (225000, 235000), (225000, 235000), False),
        ("380兆瓦", (379.5, 380.5), (375, 385), True),
        ("60万人", (595000, 605000), (550000, 650000), False),
        ("1900兆瓦", (1899.5, 1900.5), (1850, 1950), True),
        ("五台", (5, 5), (5, 5), True),
        ("36000块砖", (36000, 36000), (35500, 36500), True),
        ("约500公里", (499.5, 500.5), (450, 550), False),
        ("近2吉瓦", (1.8, 2), (1.8, 2), False),
        ("不足40万人", (200000, 400000), (200000, 400000), False),
        ("3000多人", (3000, 4000), (3000, 4000), False),
        ("高达120千瓦", (0, 120), (0, 120), False),
        ("超过60万个", (600000, float("inf")), (600000, float("inf")), False),
        ("5至8万元", (50000, 80000), (45000, 85000), False),
        ("650到500公里", (500, 650), (450, 700), False),
        ("数月", (float("-inf"), float("inf")), (float("-inf"), float("inf")), False),
        ("数百万美元", (1e6, 1e7), (1e6, 1e7), False),
    ],
)
def test_two_readings(text: str, narrow: tuple[float, float], wide: tuple[float, float], full: bool) -> None:
    q = one(text)
    assert (q.narrow.low, q.narrow.high) == pytest.approx(narrow)
    assert (q.wide.low, q.wide.high) == pytest.approx(wide)
    assert q.written_in_full is full


@pytest.mark.parametrize(
    "piece",
    [
        "一百万亿",
        "((((",
        "万",
        "1",
        "1.",
        "1,000",
        "约近超",
        "每",
        "年月日",
        "1到",
        "百分之",
        "2/",
        "零",
        "两",
        "- ",
        "1 000",
        "1±",
        "元/人·",
        "7 ",
        "1分2秒",
        "上涨1元至",
    ],
)
def test_a_long_run_of_one_piece_ends(piece: str) -> None:
    for q in scan(piece * 20_000):
        assert len(q.text) < 200


def test_offsets_are_those_of_the_text_given() -> None:
    text = "𠀀𠀁增长５．２％，ﬁ约３億元。"
    assert [text[q.start : q.end] for q in scan(text)] == ["５．２％", "３億元"]
