"""What a decision on an alarm survives, and what it does not."""

from __future__ import annotations

import pytest

from kg.checking import verify
from kg.model import Verification
from kg.pipeline import extract
from kg.reading import article
from kg.reviewing import fingerprint, kind_of

LEAD = "北岭电力近日公布了扩建计划。"
WRONG = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。"
LAST = "公司员工有320人。"


def alarms(text: str) -> list[str]:
    [v] = verify([extract(article(text))])
    return [fingerprint(v.extraction, check) for check in v.checks if check.verdict == "inconsistent"]


@pytest.fixture(scope="module")
def alarm() -> str:
    [found] = alarms(LEAD + WRONG + LAST)
    return found


@pytest.mark.parametrize(
    "text",
    [
        LEAD + WRONG + LAST,
        "北岭电力前天公布了计划，投资方未透露。" + WRONG + LAST,
        WRONG,
        LAST + "\n" + WRONG,
        LEAD + WRONG.replace("，", ",").replace("。", "！") + LAST,
        LEAD + WRONG.replace("五台", " 五台 ").replace("1800", "１８００"),
        f"北岭首页 > 北岭号 > 正文\n{LEAD}{WRONG}\n相关推荐\n油价上涨5%\n",
    ],
)
def test_it_survives_edits_elsewhere_and_of_spaces_and_punctuation(alarm: str, text: str) -> None:
    assert alarm in alarms(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1800", "1700"),
        ("五台", "六台"),
        ("总输出功率", "总输出功率约"),
        ("北岭电力订购", "北岭电力公司退回"),
        ("380", "38.0"),
    ],
)
def test_it_lapses_when_the_numbers_or_their_sentence_are_edited(alarm: str, old: str, new: str) -> None:
    assert alarm not in alarms(LEAD + WRONG.replace(old, new) + LAST)


def test_an_alarm_of_another_kind_is_another(alarm: str) -> None:
    assert kind_of(alarm) == "product"


def test_the_language_of_messages_does_not_matter() -> None:
    extraction = extract(article(WRONG))
    found: list[Verification] = [verify([extraction], lang=lang)[0] for lang in ("zh", "en")]
    first, second = ([fingerprint(v.extraction, check) for check in v.checks] for v in found)
    assert first == second
