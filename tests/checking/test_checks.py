"""Each kind of check on a sentence that holds and on one that does not: verdict, arithmetic, words."""

from __future__ import annotations

import re
from math import inf
from pathlib import Path

import pytest
from sentences import ALARMS, alarms, extracted, verified

from kg.checking import check_files, verify
from kg.errors import QueryError
from kg.model import Check, Verification
from kg.resources import QUERIES

pytestmark = pytest.mark.xdist_group("checks")

# (sentence, kind, verdict, arithmetic as shown)
Row = tuple[str, str, str, str]
HOLDS: list[Row] = [
    # What is written by the tonne once holds for what it is compared with.
    ("钢材价格由每吨4800元降到4320元,下降480元。", "difference", "consistent", "4800元 − 4320元 = 480 元 = 480元"),
    ("装机容量超过1900兆瓦,即1.95吉瓦。", "unit-equality", "consistent", "1900兆瓦 = 1.9 吉瓦～3.8 吉瓦 = 1.95吉瓦"),
    ("总功率30兆瓦,即3万千瓦。", "unit-equality", "consistent", "30兆瓦 = 3万千瓦"),
    ("容量为2TB(即2000GB)。", "unit-equality", "consistent", "2TB = 1500 GB～2500 GB = 2000GB"),
    ("学校有24个班,每班50名学生,共1200名学生。", "product", "consistent", "24个 × 50名 = 1200名 = 1200名"),
    (
        "六台风力发电机每台5兆瓦,总功率30兆瓦。",
        "product",
        "consistent",
        "六台 × 5兆瓦 = 27 兆瓦～33 兆瓦 = 30兆瓦",
    ),
    (
        "公司订购5台发电机,每台380兆瓦,总功率高达1900兆瓦。",
        "product",
        "consistent",
        "5台 × 380兆瓦 = 1.9 吉瓦 = 1900兆瓦",
    ),
    (
        "公司订购5台发电机,每台380兆瓦,总功率超过1800兆瓦。",
        "product",
        "consistent",
        "5台 × 380兆瓦 = 1.9 吉瓦 = 1800兆瓦",
    ),
    (
        "这些发电机将为3000台服务器供电。每台服务器功耗为10千瓦。这些发电机总功率为50兆瓦。",
        "product",
        "consistent",
        "3000台 × 10千瓦 = 28.5 兆瓦～31.5 兆瓦 ≤ 50兆瓦",
    ),
    ("班上有学生50名,其中男生28名,女生22名。", "sum", "consistent", "28名 + 22名 = 50名 = 50名"),
    (
        "代表团获金牌12枚、银牌9枚、铜牌7枚,合计28枚。",
        "sum",
        "consistent",
        "12枚 + 9枚 + 7枚 = 28枚 = 28枚",
    ),
    (
        "全区共有村庄260个,其中平原村100个、山区村90个、沿海村70个。",
        "sum",
        "consistent",
        "100个 + 90个 + 70个 = 260个 = 260个",
    ),
    ("A队得96分,B队得88分,两队相差8分。", "difference", "consistent", "96分 − 88分 = 8分 = 8分"),
    (
        "公司员工8000人,其中研发人员2000人,占总数的25%。",
        "ratio",
        "consistent",
        "2000人 ÷ 8000人 = 25% = 25%",
    ),
    (
        "全长42公里,设站29座,平均站距1.5公里。",
        "ratio",
        "consistent",
        "42公里 ÷ 29座 = 1.448 公里 = 1.5公里",
    ),
    (
        "财政收入由580亿元增加到638亿元,增长10%。",
        "growth",
        "consistent",
        "638亿元 ÷ 580亿元 − 1 = 10% = 10%",
    ),
    (
        "钢材价格由每吨4800元降到每吨4320元,下降10%。",
        "growth",
        "consistent",
        "1 − 4320元 ÷ 4800元 = 10% = 10%",
    ),
    (
        "本月成交量为360万吨,比上月增加60万吨,增长20%。",
        "growth",
        "consistent",
        "60万吨 ÷ (360万吨 − 60万吨) = 20% = 20%",
    ),
    (
        "办理护照5.4万本,比上年减少0.6万本,下降10%。",
        "growth",
        "consistent",
        "0.6万本 ÷ (5.4万本 + 0.6万本) = 9.167%～10.83% = 10%",
    ),
    (
        "预算中,农业占20%,教育占30%,医疗占15%,其他占35%。",
        "percent-total",
        "consistent",
        "20% + 30% + 15% + 35% = 100% = 100%",
    ),
    ("全镇有企业120家,其中化工厂40家。", "part-whole", "consistent", "40家 ≤ 120家"),
    (
        "滨海大桥全长2.6公里。滨海大桥全长2600米,已经通车。",
        "repeat",
        "consistent",
        "2.6公里 = 2600米",
    ),
    ("人口从280万人增加到300万人。", "order", "consistent", "280万人 ≤ 300万人"),
    (
        "从1980年到2000年的20年间,该村人口翻了一番。",
        "time",
        "consistent",
        "2000年 − 1980年 = 19 年～21 年 = 20年间",
    ),
    ("越南、老挝、泰国三个国家签署协议。", "enumeration", "consistent", "越南、老挝、泰国 = 3个 = 三个"),
    (
        "按1美元兑7.2元计算,5000万美元约合3.6亿元。",
        "exchange",
        "consistent",
        "5000万美元 × 7.2元 ÷ 1美元 = 3.6亿元 = 3.6亿元",
    ),
]
FAILS: list[Row] = [
    ("钢材价格由每吨4800元降到4320元,下降840元。", "difference", "inconsistent", "4800元 − 4320元 = 480 元 ≠ 840元"),
    ("装机容量超过1900兆瓦,即19吉瓦。", "unit-equality", "inconsistent", "1900兆瓦 = 1.9 吉瓦～3.8 吉瓦 ≠ 19吉瓦"),
    ("续航里程为620到480公里。", "order", "inconsistent", "620到480公里 = 620 公里 ≰ 620到480公里"),
    (
        "全年营收人民币42亿元,其中国内人民币32亿元,国外人民币20亿元。",
        "sum",
        "inconsistent",
        "人民币32亿元 + 人民币20亿元 = 52亿元 ≠ 人民币42亿元",
    ),
    ("总功率30兆瓦,即30万千瓦。", "unit-equality", "inconsistent", "30兆瓦 ≠ 30万千瓦"),
    ("这条运河长120公里,合24里。", "unit-equality", "inconsistent", "120公里 ≠ 24里"),
    (
        "六台风力发电机每台5兆瓦,总功率300兆瓦。",
        "product",
        "inconsistent",
        "六台 × 5兆瓦 = 27 兆瓦～33 兆瓦 ≠ 300兆瓦",
    ),
    (
        "公司订购5台发电机,每台380兆瓦,总功率超过2000兆瓦。",
        "product",
        "inconsistent",
        "5台 × 380兆瓦 = 1.9 吉瓦 ≠ 2000兆瓦",
    ),
    (
        "这些发电机将为3万台服务器供电。每台服务器功耗为10千瓦。这些发电机总功率为50兆瓦。",
        "product",
        "inconsistent",
        "3万台 × 10千瓦 = 237.5 兆瓦～367.5 兆瓦 ≰ 50兆瓦",
    ),
    ("班上有学生50名,其中男生28名,女生24名。", "sum", "inconsistent", "28名 + 24名 = 52名 ≠ 50名"),
    (
        "项目总投资16亿元,其中企业自筹6亿元,银行贷款1亿元。",
        "sum",
        "inconsistent",
        "6亿元 + 1亿元 = 6亿元～8亿元 ≠ 16亿元",
    ),
    (
        "该镇粮食产量由2.4万吨增至3.1万吨,增加1.7万吨。",
        "difference",
        "inconsistent",
        "3.1万吨 − 2.4万吨 = 6000 吨～8000 吨 ≠ 1.7万吨",
    ),
    (
        "公司员工8000人,其中研发人员2000人,占总数的52%。",
        "ratio",
        "inconsistent",
        "2000人 ÷ 8000人 = 25% ≠ 52%",
    ),
    (
        "财政收入由580亿元增加到638亿元,增长1%。",
        "growth",
        "inconsistent",
        "638亿元 ÷ 580亿元 − 1 = 10% ≠ 1%",
    ),
    (
        "钢材价格由每吨4800元降到每吨4320元,下降19%。",
        "growth",
        "inconsistent",
        "1 − 4320元 ÷ 4800元 = 10% ≠ 19%",
    ),
    (
        "本月成交量为360万吨,比上月增加60万吨,增长30%。",
        "growth",
        "inconsistent",
        "60万吨 ÷ (360万吨 − 60万吨) = 20% ≠ 30%",
    ),
    (
        "预算中,农业占20%,教育占30%,医疗占51%,其他占35%。",
        "percent-total",
        "inconsistent",
        "20% + 30% + 51% + 35% = 136% ≠ 100%",
    ),
    ("全镇有企业120家,其中化工厂140家。", "part-whole", "inconsistent", "140家 ≰ 120家"),
    (
        "滨海大桥全长2.6公里。滨海大桥全长6200米,已经通车。",
        "repeat",
        "inconsistent",
        "2.6公里 ≠ 6200米",
    ),
    ("人口从300万人增加到280万人。", "order", "inconsistent", "300万人 ≰ 280万人"),
    (
        "从1980年到2000年的30年间,该村人口翻了一番。",
        "time",
        "inconsistent",
        "2000年 − 1980年 = 19 年～21 年 ≠ 30年间",
    ),
    (
        "隧道2018年4月开工,2023年10月贯通,历时七年半。",
        "time",
        "inconsistent",
        "2023年10月 − 2018年4月 = 4.917 年～6.083 年 ≠ 七年半",
    ),
    (
        "山火于13日21时15分发生,14日4时45分被扑灭,持续了9个小时。",
        "time",
        "inconsistent",
        "14日4时45分 − 13日21时15分 = 6.983 小时～8.017 小时 ≠ 9个小时",
    ),
    ("书展从7月9日持续到7月15日,为期十二天。", "time", "inconsistent", "7月15日 − 7月9日 = 5 天～7 天 ≠ 十二天"),
    ("2020年3月5日8时,车站停运,3月6日8时30分恢复,前后相隔48小时。", "time", "inconsistent", "3月6日8时30分 − "),
    ("南岭医院创办于1926年,2026年将举行建院90周年纪念。", "time", "inconsistent", "2026年 − 1926年 = "),
    ("电站2015年开工,2021年投产,建设工期16年。", "time", "inconsistent", "2021年 − 2015年 = "),
    # 4620 − 3860 would be 760, but the text says from where to where
    (
        "去年收入3860亿元,今年由4200亿元增加到4620亿元,增加760亿元。",
        "difference",
        "inconsistent",
        "4620亿元 − 4200亿元 = 420亿元 ≠ 760亿元",
    ),
    ("他1958年3月出生,1977年考入大学,时年28岁。", "time", "inconsistent", "1977年 − 1958年3月 = "),
    ("越南、老挝、泰国五个国家签署协议。", "enumeration", "inconsistent", "越南、老挝、泰国 = 3个 ≠ 五个"),
    (
        "按1美元兑7.2元计算,5000万美元约合36亿元。",
        "exchange",
        "inconsistent",
        "5000万美元 × 7.2元 ÷ 1美元 = 3.6亿元 ≠ 36亿元",
    ),
]
OTHERWISE: list[Row] = [
    # what the calendar does not have
    ("大赛定于2026年6月31日开幕。", "time", "implausible", "2026年6月31日 > 6月30日"),
    ("2024年2月29日,展览开幕;2025年2月29日闭幕。", "time", "implausible", "2025年2月29日 > 2月28日"),
    ("发布会定于2026年3月8日(星期三)举行。", "time", "implausible", "2026年3月8日 = 星期日 ≠ 星期三"),
    ("他1958年3月出生,1977年考入大学,时年20岁。", "time", "consistent", "1977年 − 1958年3月 = "),
    # dates as exact as they are written, rounded spans, both ends counted
    ("隧道2018年4月开工,2023年10月贯通,历时五年半。", "time", "consistent", "2023年10月 − 2018年4月 = "),
    ("书展从7月9日持续到7月15日,为期七天。", "time", "consistent", "7月15日 − 7月9日 = "),
    ("工程11月开工,次年3月完工,历时4个月。", "time", "consistent", "次年3月 − 11月 = "),
    ("会议晚上9时开始,次日凌晨1时结束,持续了4个小时。", "time", "consistent", "次日凌晨1时 − 9时 = "),
    # all digits written, none hedged: whoever writes 1250 means it
    ("学校有24个班,每班50名学生,共1250名学生。", "product", "implausible", "24个 × 50名 = 1200名 ≠ 1250名"),
    ("学校有24个班,每班约50名学生,共1250名学生。", "product", "consistent", "24个 × 50名 = 1200名 = 1250名"),
    ("学校有24个班,每班50名学生,共1.25千名学生。", "product", "consistent", "24个 × 50名 = 1200名 = 1.25千名"),
    # an input that may be anything, or a division by nothing
    ("班上有学生90名,其中男生28名,女生几名。", "sum", "unverifiable", "28名 + 几名 = 任意值 ≟ 90名"),
    ("班上有学生几名,其中男生28名,女生60名。", "sum", "unverifiable", "28名 + 60名 = 88名 ≟ 几名"),
    ("公司员工0人,其中研发人员0人,占总数的25%。", "ratio", "unverifiable", "0人 ÷ 0人 = 任意值 ≟ 25%"),
    ("产量由0吨增至20吨,增长100%。", "growth", "unverifiable", "20吨 ÷ 0吨 − 1 = 任意值 ≟ 100%"),
    # more than a double's whole numbers, more than a decimal holds
    (
        "这批货物有9000亿箱,每箱50亿元,共4500亿亿元。",
        "product",
        "inconsistent",
        "9000亿箱 × 50亿元 = ",
    ),
    (
        "共有3000亿亿个,其中2000亿亿个,占三分之二。",
        "ratio",
        "consistent",
        "2000亿亿个 ÷ 3000亿亿个 = 0.6667 = 三分之二",
    ),
    # it takes a fact
    ("支持率为120%。", "dimension", "implausible", ""),
    ("水面面积18.4公里。", "dimension", "implausible", ""),
    ("成年女性平均身高16.5米。", "plausibility", "implausible", ""),
    ("成年女性平均身高1.65米。", "plausibility", "consistent", ""),
]
# Where words allow several readings, the one that holds is meant: the first, or the nearest, would not.
READINGS: list[Row] = [
    (
        "门票收入30万元,餐饮收入50万元、停车收入5万元,合计85万元。",
        "sum",
        "consistent",
        "30万元 + 50万元 + 5万元 = 85万元 = 85万元",
    ),
    (
        "今年发送旅客5.2亿人次,日均1300万人次,比去年的4.84亿人次增长7.4%。",
        "growth",
        "consistent",
        "5.2亿人次 ÷ 4.84亿人次 − 1 = ",
    ),
]
ROWS = HOLDS + FAILS + OTHERWISE + READINGS


@pytest.fixture(scope="module")
def seen() -> dict[str, Verification]:
    return verified(row[0] for row in ROWS)


def of_kind(verification: Verification, kind: str) -> list[Check]:
    return [check for check in verification.checks if check.kind == kind]


@pytest.mark.parametrize(("text", "kind", "verdict", "formula"), ROWS)
def test_a_check(seen: dict[str, Verification], text: str, kind: str, verdict: str, formula: str) -> None:
    found = of_kind(seen[text], kind)
    assert verdict in [check.verdict for check in found]
    assert any(check.formula.startswith(formula) for check in found), [check.formula for check in found]


@pytest.mark.parametrize("text", [row[0] for row in HOLDS + READINGS])
def test_what_holds_raises_no_alarm(seen: dict[str, Verification], text: str) -> None:
    assert alarms(seen[text]) == []


@pytest.mark.parametrize(("text", "kind"), [(row[0], row[1]) for row in FAILS])
def test_an_alarm_says_what_it_is_about(seen: dict[str, Verification], text: str, kind: str) -> None:
    check = next(check for check in of_kind(seen[text], kind) if check.verdict in ALARMS)
    claims = {claim.id: claim.quantity.text for claim in seen[text].extraction.claims}
    assert check.severity == 1
    assert check.texts == tuple(claims[name] for name in check.claims)
    assert re.split(" [=≠≰≱] ", check.formula)[0] in check.message
    assert not check.computed.meets(check.stated)
    assert not check.computed_wide.meets(check.stated_wide)


def test_every_kind_is_tried() -> None:
    assert {row[1] for row in ROWS} == {path.stem for path in check_files()}


def test_alarms_come_first_and_in_the_order_of_the_text() -> None:
    text = "总功率30兆瓦,即3万千瓦。班上有学生50名,其中男生28名,女生24名。总里程120公里,合24里。"
    (verification,) = verified([text]).values()
    severities = [check.severity for check in verification.checks]
    assert severities == sorted(severities)
    assert [check.kind for check in alarms(verification)] == ["sum", "unit-equality"]


def test_rounding_is_a_note_and_no_alarm(seen: dict[str, Verification]) -> None:
    (check,) = of_kind(seen["学校有24个班,每班约50名学生,共1250名学生。"], "product")
    assert (check.verdict, check.severity, check.reading) == ("consistent", 3, "rounding")
    assert "四舍五入" in check.message


def test_how_many_times_too_much(seen: dict[str, Verification]) -> None:
    (check,) = of_kind(seen["按1美元兑7.2元计算,5000万美元约合36亿元。"], "exchange")
    assert "倍" in check.message
    (close,) = of_kind(seen["班上有学生50名,其中男生28名,女生24名。"], "sum")
    assert "倍" not in close.message


def test_messages_in_english() -> None:
    found = extracted(["总功率30兆瓦,即30万千瓦。"]).values()
    (verification,) = verify(found, lang="en")
    assert "30兆瓦, but the text says 30万千瓦" in verification.checks[0].message


def test_what_the_check_demands_is_not_said_to_be_in_the_text() -> None:
    text = "预算中,农业占20%,教育占30%,医疗占51%,其他占35%。"
    (verification,) = verified([text]).values()
    (check,) = of_kind(verification, "percent-total")
    assert check.message == "20% + 30% + 51% + 35% 算得 136%，应为 100%。"


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("不少于", "任意值", "不多于")), ("en", ("at least", "any value", "at most"))]
)
def test_open_ends_stay_open(lang: str, words: tuple[str, str, str]) -> None:
    texts = [
        "仓库里有40箱苹果,每箱超过25公斤,共1000多公斤。",
        "公司员工0人,其中研发人员0人,占总数的25%。",
        "动车组时速3500公里。",
    ]
    found = list(verify(extracted(texts).values(), lang=lang))
    for verification, kind, word in zip(found, ("product", "ratio", "plausibility"), words, strict=True):
        (check,) = of_kind(verification, kind)
        assert word in check.formula
        assert lang == "zh" or not any(
            other in check.formula + check.message for other in ("不少于", "任意值", "不多于")
        )
    (check,) = of_kind(found[0], "product")
    assert check.computed.high == inf


def test_kinds_can_be_left_out() -> None:
    found = list(extracted(["班上有学生50名,其中男生28名,女生24名。"]).values())
    (verification,) = verify(found, without={"sum"})
    assert [check.kind for check in verification.checks] == ["part-whole", "part-whole"]


def test_a_check_of_ones_own_is_a_file(tmp_path: Path) -> None:
    """A copy of a shipped query under another name is another kind: no line of Python knows the kinds."""
    query = (QUERIES / "checks" / "product.rq").read_text(encoding="utf-8")
    (tmp_path / "payroll.rq").write_text(
        query.replace('"product"', '"payroll"').replace("check:product-", "check:payroll-")
    )
    found = list(extracted(["六台风力发电机每台5兆瓦,总功率300兆瓦。"]).values())
    (verification,) = verify(found, folders=[tmp_path])
    assert [check.kind for check in alarms(verification)] == ["payroll", "product"]


def test_a_query_that_does_not_parse_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.rq").write_text("CONSTRUCT { ?s ?p }")
    with pytest.raises(QueryError, match=r"broken\.rq"):
        verify(extracted(["六台。"]).values(), folders=[tmp_path])


def test_coverage_counts_what_was_left_unchecked() -> None:
    text = (
        "班上有学生50名,其中男生28名,女生22名。公司员工0人,其中研发人员0人,占总数的25%。停电持续了几分钟。全长3公里。"
    )
    (verification,) = verified([text]).values()
    coverage = verification.coverage
    texts = {claim.id: claim.quantity.text for claim in verification.extraction.claims}
    assert (coverage.found, coverage.tied, coverage.checked) == (8, 6, 5)
    assert [(texts[name], reason) for name, reason in coverage.unchecked] == [
        ("25%", "unverifiable"),
        ("几分钟", "vague"),
        ("3公里", "alone"),
    ]


def test_no_text_no_checks() -> None:
    (verification,) = verified(["没有数字的一句话。"]).values()
    assert verification.checks == ()
    assert verification.coverage.found == 0
