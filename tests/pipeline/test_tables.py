"""Tables, row by column: the heading of the row says whose number it is, that of the column what it measures and when."""

from __future__ import annotations

import pytest

from kg.model import Claim, Extraction
from kg.pipeline import extract
from kg.reading import article

PHONES = """## 三款手机的参数

| 机型 | 电池容量 | 重量 | 起售价 |
| --- | --- | --- | --- |
| 远帆 A1 | 5000毫安时 | 198克 | 3999元 |
| 远帆 A1 Pro | 5500毫安时 | 212克 | 4999元 |
"""
TRAFFIC = """### 假日首日客流（单位：万人次）

| 方式 | 客流量 | 环比 |
| --- | ---: | ---: |
| 铁路 | 1028.7 | 22.7% |
| 公路 | 19500 | 9.8% |

两项合计20528.7万人次。
"""
YEARS = """北岭电力的业绩如下。

| 项目 | 2023年 | 2024年 |
| --- | --- | --- |
| 营业收入（亿元） | 12.8 | 14.9 |
| 员工人数（人） | 320 | 351 |
"""
CITIES = "城市\t人口（万人）\t面积（平方公里）\n青岚\t120\t900\n临溪\t86\t1,250\n"


def row(claim: Claim) -> tuple[str, float | None, str, str, str, str | None]:
    subject = claim.subject.text if claim.subject else ""
    name = claim.property.text or claim.property.label if claim.property else ""
    return claim.quantity.text, claim.quantity.value, claim.quantity.unit, subject, name, claim.time


def rows(text: str) -> list[tuple[str, float | None, str, str, str, str | None]]:
    return [row(claim) for claim in extract(article(text)).claims]


def test_a_cell_has_the_subject_of_its_row_and_the_property_of_its_column() -> None:
    assert [r[:5] for r in rows(PHONES)[1:]] == [
        ("5000毫安时", 5000.0, "mA.h", "远帆 A1", "电池容量"),
        ("198克", 198.0, "g", "远帆 A1", "重量"),
        ("3999元", 3999.0, "CNY", "远帆 A1", "起售价"),
        ("5500毫安时", 5500.0, "mA.h", "远帆 A1 Pro", "电池容量"),
        ("212克", 212.0, "g", "远帆 A1 Pro", "重量"),
        ("4999元", 4999.0, "CNY", "远帆 A1 Pro", "起售价"),
    ]


def test_a_bare_number_takes_the_unit_of_the_table() -> None:
    assert [r[:5] for r in rows(TRAFFIC)][:2] == [
        ("1028.7", 10287000.0, "{人次}", "铁路", "客流量"),
        ("22.7%", 22.7, "%", "铁路", "环比"),
    ]


def test_a_bare_number_takes_the_unit_of_its_row_and_the_time_of_its_column() -> None:
    assert [(r[0], r[1], r[2], r[4], r[5]) for r in rows(YEARS)] == [
        ("12.8", 1280000000.0, "CNY", "营业收入", "2023"),
        ("14.9", 1490000000.0, "CNY", "营业收入", "2024"),
        ("320", 320.0, "{人}", "员工人数", "2023"),
        ("351", 351.0, "{人}", "员工人数", "2024"),
    ]


def test_rows_parted_by_tabs_are_a_table_too() -> None:
    assert [r[:5] for r in rows(CITIES)] == [
        ("120", 1200000.0, "{人}", "青岚", "人口"),
        ("900", 900.0, "km2", "青岚", "面积"),
        ("86", 860000.0, "{人}", "临溪", "人口"),
        ("1,250", 1250.0, "km2", "临溪", "面积"),
    ]


def relations(found: Extraction) -> list[tuple[str, tuple[str, ...]]]:
    texts = {claim.id: claim.quantity.text for claim in found.claims}
    return [(r.kind, tuple(texts[name] for _, name in r.members)) for r in found.relations]


def test_a_column_adds_up_and_a_rate_is_that_of_the_number_left_of_it() -> None:
    found = relations(extract(article(TRAFFIC)))
    assert ("sum", ("20528.7万人次", "1028.7", "19500")) in found
    assert ("growth", ("1028.7", "22.7%")) in found
    assert ("growth", ("19500", "9.8%")) in found


def test_cells_of_two_years_do_not_contradict_each_other() -> None:
    assert [tie.kind for tie in extract(article(YEARS)).ties if tie.kind == "repeat"] == []


@pytest.mark.parametrize("text", ["|", "| |\n| |\n", "a\tb\n", "| 1 | 2 |\n| 3 | 4 |\n", "|---|\n|---|\n"])
def test_what_has_no_head_is_no_table(text: str) -> None:
    assert all(claim.quantity.text for claim in extract(article(text)).claims)
