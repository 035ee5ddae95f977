"""The article this began with: five turbines cannot feed 600,000 racks. And another of its shape with other names.

Nothing may know the names or the figures: what finds the one must find the other.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sentences import alarms

from kg.checking import verify
from kg.explaining import explain
from kg.model import Article, Check, Claim, Verification
from kg.pipeline import extract_all
from kg.reading import article, read
from kg.resources import CORPUS, ROOT

pytestmark = pytest.mark.xdist_group("source-article")

SAMPLE = CORPUS / "xai-turbines.md"
SHARED = ROOT.parent / "shared"
SOURCE = SHARED / "corpus" / "source-article.txt"
GOLD = SHARED / "gold" / "source-article.json"

# Eight generators of 6.5 MW cannot feed 20,000 super-nodes of 384 processors each; 20,000 processors they could.
OTHER = """北岭云向东岭重工订购八台柴油发电机组,为新机房备电

北岭云科技有限公司董事长陆远本周宣布,公司向东岭重工订购了八台柴油发电机组。此次采购旨在为其快速扩张的数据中心供电。

北岭云已筹集30亿元,用于资助机房建设。

目前,这八台发电机组,每台能发出6.5兆瓦的电力,总输出功率高达52兆瓦,即5.2万千瓦。

包括与北岭云的合同在内,东岭重工迄今共获得20台柴油发电机组的订单。

根据陆远确认的一份分析,这些发电机组将为另一个规模相当于超过2万个昇腾384超节点的集群提供动力。

昇腾384超节点采用机柜式设计,将384个昇腾910C和192个鲲鹏CPU集成到一起。单个昇腾384超节点的功耗高达559千瓦。

东岭重工发电机组提供的52兆瓦发电容量对维持如此高密度的计算环境至关重要。

北岭云最初订购了三台,随后又追加了五台。陆远说,公司押注算力需求未来几年仍将增长。
"""


@cache
def explained(of: Article) -> Verification:
    (found,) = explain(verify(extract_all([of])))
    return found


@cache
def read_one(path: Path) -> Article:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    (found,) = (a for a in read(path) if isinstance(a, Article))
    return found


def about(verification: Verification, *numbers: str) -> list[Check]:
    """The alarms that touch all of these numbers."""
    return [check for check in alarms(verification) if set(numbers) <= set(check.texts)]


def replacements(check: Check) -> str:
    return " ".join(repair.replacement for repair in check.repairs)


# ---- the article itself -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    if not GOLD.exists():
        pytest.skip(f"{GOLD} is not here")
    return dict(json.loads(GOLD.read_text(encoding="utf-8")))


def placed(verification: Verification) -> list[tuple[int, int, Claim]]:
    """The claims with where their numbers stand in the source text."""
    of = verification.extraction.article
    return [(*of.source_span(c.quantity.start, c.quantity.end), c) for c in verification.extraction.claims]


def over(claims: list[tuple[int, int, Claim]], wanted: dict[str, Any]) -> list[Claim]:
    return [claim for start, end, claim in claims if start < wanted["end"] and end > wanted["start"]]


def valued(claim: Claim, wanted: dict[str, Any]) -> bool:
    quantity = claim.quantity
    if wanted["unit"] not in ("date", "ordinal") and quantity.unit != wanted["unit"]:
        return False
    return wanted["value"] is None or quantity.value == pytest.approx(wanted["value"])


def subject_of(claim: Claim, name: str) -> bool:
    said = f"{claim.subject.text} {claim.subject.label}".lower() if claim.subject else ""
    words = name.lower().split()
    return any(word in said for word in words) or any(len(word) > 1 and word in name.lower() for word in said.split())


def test_the_source_article_is_read(gold: dict[str, Any]) -> None:
    claims = placed(explained(read_one(SOURCE)))
    right = [[c for c in over(claims, wanted) if valued(c, wanted)] for wanted in gold["claims"]]
    subjects = [any(subject_of(c, w["subject"]) for c in found) for found, w in zip(right, gold["claims"], strict=True)]
    assert sum(map(bool, right)) >= 30
    assert sum(subjects) >= 27


def test_the_source_articles_chrome_makes_no_claim(gold: dict[str, Any]) -> None:
    low, high = gold["body"]
    assert [c.quantity.text for start, end, c in placed(explained(read_one(SOURCE))) if start < low or end > high] == []


def test_the_source_articles_contradiction_is_found_and_nothing_else() -> None:
    verification = explained(read_one(SOURCE))
    (check,) = about(verification, "60万个", "120 千瓦")
    assert check.relation == "<="
    assert check.computed.low == pytest.approx(72e9, rel=0.01)
    assert "GPU" in replacements(check)
    assert [c.formula for c in alarms(verification) if "60万个" not in c.texts] == []


@pytest.mark.parametrize("kind", ["product", "unit-equality", "sum", "part-whole"])
def test_what_holds_in_the_source_article_is_shown(kind: str) -> None:
    verification = explained(read_one(SOURCE))
    assert kind in [check.kind for check in verification.checks if check.verdict == "consistent"]


# ---- the same story in words of our own ---------------------------------------------------------------------------


def test_the_samples_contradiction_is_found_and_nothing_else() -> None:
    verification = explained(read_one(SAMPLE))
    (check,) = about(verification, "60万个", "120千瓦")
    assert check.computed.low == pytest.approx(72e9, rel=0.01)
    assert "GPU" in replacements(check)
    assert [c.formula for c in alarms(verification) if "60万个" not in c.texts] == []


# ---- the same error elsewhere -------------------------------------------------------------------------------------


def test_the_same_error_of_others_is_found_and_nothing_else() -> None:
    verification = explained(article(OTHER))
    (check,) = about(verification, "2万个", "559千瓦", "52兆瓦")
    assert (check.kind, check.relation) == ("product", "<=")
    assert check.computed.low == pytest.approx(11.18e9, rel=0.01)
    assert replacements(check) == "2万个 昇腾910"
    assert [c.formula for c in alarms(verification) if "2万个" not in c.texts] == []


def test_as_it_was_meant_nothing_is_wrong() -> None:
    """20,000 processors, not 20,000 super-nodes: 52 of them at 559 kW."""
    text = OTHER.replace("超过2万个昇腾384超节点", "约52个昇腾384超节点")
    assert [c.formula for c in alarms(explained(article(text)))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("总输出功率高达52兆瓦", "总输出功率高达25兆瓦"),
        ("即5.2万千瓦", "即52万千瓦"),
        ("随后又追加了五台", "随后又追加了六台"),
        ("每台能发出6.5兆瓦", "每台能发出65兆瓦"),
    ],
)
def test_other_errors_put_into_it_are_found(old: str, new: str) -> None:
    before = {(c.kind, c.texts) for c in alarms(explained(article(OTHER)))}
    after = {(c.kind, c.texts) for c in alarms(explained(article(OTHER.replace(old, new))))}
    assert after - before


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (("北岭云科技有限公司", "北岭云", "东岭重工", "陆远"), ("海川数据有限公司", "海川数据", "西陵机电", "方舟")),
        (("柴油发电机组", "发电机组"), ("燃气轮机", "燃气轮机")),
    ],
)
def test_names_do_not_matter(names: tuple[str, ...], others: tuple[str, ...]) -> None:
    text = OTHER
    for name, other in zip(names, others, strict=True):
        text = text.replace(name, other)
    verification = explained(article(text))
    assert about(verification, "2万个", "559千瓦", "52兆瓦")
    assert [c.formula for c in alarms(verification) if "2万个" not in c.texts] == []
