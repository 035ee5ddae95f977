"""What a reader takes from a text: one reading of each relation, members left out where the text leaves them out."""

from __future__ import annotations

import pytest
from sentences import extracted

from kg.model import Extraction

Row = tuple[str, list[str]]

GROWTH: list[Row] = [
    ("全年原煤产量86万吨，同比增长4.1%。", ["growth after 86万吨, rate 4.1%"]),
    ("全年原煤产量86万吨，比上年下降4.1%。", ["growth after 86万吨, rate 4.1%"]),
    ("稻谷收购价由每公斤2.3元涨到2.6元，每公斤涨0.3元。", ["growth after 2.6元, before 2.3元, change 0.3元"]),
    ("年末户籍人口52万人，比上年末增加0.3万人。", ["growth after 52万人, change 0.3万人"]),
    (
        "全年销售汽车31万辆，上年为25万辆，同比增长24%。",
        ["growth after 31万辆, before 25万辆, rate 24%"],
    ),
    (
        "小麦产量40万吨，玉米产量50万吨，分别增长2%和3%。",
        ["growth after 40万吨, rate 2%", "growth after 50万吨, rate 3%"],
    ),
    ("一年前这里只有5名医生，如今有12名。", ["growth after 12名, before 5名"]),
    ("同比增长12%，达到86亿元。", ["growth after 86亿元, rate 12%"]),
    ("北岭电力去年售电90亿千瓦时，比上年增长3%。", ["growth after 90亿千瓦时, rate 3%"]),
    ("早稻收购价涨到2.6元。化肥每包已涨到450元，涨了三成。", ["growth after 450元, rate 三成"]),
    # another topic, another thing: not a change of the number before
    ("中位生存期19个月，死亡风险降低32%。", []),
    ("这种牛日产奶45公斤，比本地牛高四成。", []),
]
RATIO: list[Row] = [
    ("合计派发18亿元，占去年净利润的30%。", ["ratio numerator 18亿元, quotient 30%"]),
    ("参赛选手500人，其中女选手150人，占30%。", ["ratio numerator 150人, denominator 500人, quotient 30%"]),
    ("专任教师90人，学生1620人，师生比为1∶18。", ["ratio numerator 1620人, denominator 90人, quotient 1∶18"]),
    ("通勤占62%，买菜占21%，其余17%是闲逛。", ["shares share 62%, share 21%, share 17%"]),
    ("外地游客占六成以上。", []),
    ("每收入100元，就有25元是利润。", ["ratio numerator 25元, denominator 100元"]),
    ("患者按2∶1随机分为甲组80例和乙组40例。", ["ratio numerator 80例, denominator 40例, quotient 2∶1"]),
    ("吞吐量18万人次，恢复到前年同期的90%。", ["ratio numerator 18万人次, quotient 90%"]),
]
PRODUCT: list[Row] = [
    ("公司买了12辆卡车，每辆35万元，共420万元。", ["product count 12辆, each 35万元, total 420万元"]),
    ("一台5千瓦的电炉开4小时，用电20千瓦时。", ["product count 4小时, each 5千瓦, total 20千瓦时"]),
    ("用电30千瓦时。按每度电0.5元算，电费是15元。", ["product count 30千瓦时, each 0.5元, total 15元"]),
    ("用100张卡跑了20天，折合4.8万卡时。", ["product count 100张, each 20天, total 4.8万卡时"]),
]
WHOLE: list[Row] = [
    (
        "招聘教师15人，分别为语文8人、数学7人。",
        ["sum total 15人, part 8人, part 7人"],
    ),
    ("上月盈余48亿元，累计前九月达436亿元。", ["part part 48亿元, whole 436亿元"]),
    (
        "营收90亿元，其中服务收入20亿元，净利润8亿元。",
        ["part part 20亿元, whole 90亿元"],
    ),
    ("编制床位1500张，首期开放800张。", ["part part 800张, whole 1500张"]),
    ("查出隐患63处，整改51处，其余12处限期整改。", ["sum total 63处, part 51处, part 12处"]),
    (
        "一期装机50万千瓦，二期装机80万千瓦。整个基地装机130万千瓦。",
        ["sum total 130万千瓦, part 50万千瓦, part 80万千瓦"],
    ),
    ("职工2846人，其中医生812人、护士1390人。", ["part part 812人, whole 2846人", "part part 1390人, whole 2846人"]),
]
SAME: list[Row] = [
    ("贷款分20年（240期）还清。", ["equality side 20年, side 240期"]),
    ("总功率30兆瓦（3万千瓦）。", ["equality side 30兆瓦, side 3万千瓦"]),
    ("占地7公顷，相当于10个足球场。", ["equality side 7公顷, side 10个"]),
    ("捐款500万港元，折合人民币460万元。", ["exchange amount 500万港元, converted 人民币460万元"]),
    (
        "利润5000万欧元，按1欧元兑7.8元计算，约合3.9亿元。",
        ["exchange amount 5000万欧元, converted 3.9亿元, rate 7.8元"],
    ),
    ("它关闭了三家子公司，这三家公司有员工210人。", ["repeat first 三家, again 三家"]),
]
ORDER: list[Row] = [
    ("每股收益2.34元，低于上年的3.2元。", ["order less 2.34元, greater 3.2元"]),
    (
        "甲组记住212个单词，乙组记住231个，两者相差19个。",
        ["difference minuend 231个, subtrahend 212个, difference 19个"],
    ),
    ("出口25亿元，进口18亿元，贸易顺差7亿元。", ["difference minuend 25亿元, subtrahend 18亿元, difference 7亿元"]),
]
TIME: list[Row] = [
    (
        "大桥于2009年12月开工，2018年10月通车，历时近9年。",
        ["span from 2009年12月, to 2018年10月, duration 9年"],
    ),
    ("东城、西城、海淀三个区已经开通。", ["enumeration count 三个"]),
    ("游客来自海滨、临溪、青岚等11个市县。", ["enumeration count 11个"]),
]
ROWS = [*GROWTH, *RATIO, *PRODUCT, *WHOLE, *SAME, *ORDER, *TIME]


@pytest.fixture(scope="module")
def found() -> dict[str, Extraction]:
    return extracted(text for text, _ in ROWS)


def relations(extraction: Extraction) -> list[str]:
    texts = {claim.id: claim.quantity.text for claim in extraction.claims}
    return [r.kind + " " + ", ".join(f"{a} {texts[b]}" for a, b in r.members) for r in extraction.relations]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_relations(found: dict[str, Extraction], text: str, expected: list[str]) -> None:
    assert relations(found[text]) == expected
