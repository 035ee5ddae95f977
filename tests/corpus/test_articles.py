"""The articles of corpus/: each says what it is, the sample raises its one alarm, the others raise none."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kg.checking import verify
from kg.model import Article, Check
from kg.pipeline import extract_all
from kg.reading import read
from kg.resources import CORPUS, ROOT

SAMPLE = "xai-turbines.md"
QUIET = ("colossus-memphis.md", "gb200-rack.md", "car-sales-2024.md")
SHARED = ROOT.parent / "shared" / "corpus" / "source-article.txt"
# The figures of the sample's story, as often as it tells them.
TOLD = {
    "五台": 5, "380兆瓦": 4, "1900兆瓦": 1, "1.9吉瓦": 2, "200亿美元": 2, "2吉瓦": 1, "12台": 1, "2019年": 1, "第五个": 1,
    "数月": 1, "几毫秒": 1, "数百万美元": 1, "数周": 1, "20万个": 1, "300兆瓦": 1, "60万个": 1, "72个": 1, "36个": 1, "120千瓦": 1,
    "三台": 1,
}  # fmt: skip


@cache
def article(name: str) -> Article:
    (found,) = [a for a in read(CORPUS / name) if isinstance(a, Article)]
    return found


@cache
def alarms(name: str) -> tuple[Check, ...]:
    (verification,) = verify(extract_all([article(name)]))
    return tuple(c for c in verification.checks if c.verdict in ("inconsistent", "implausible"))


@pytest.mark.parametrize("name", [SAMPLE, *QUIET])
def test_the_header_says_what_it_is_and_whose_the_figures_are(name: str) -> None:
    of = article(name)
    assert of.title
    assert of.publisher
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", of.date or "")
    assert re.search(r"^figures: .{10,}", of.source, re.MULTILINE)


@pytest.mark.parametrize("name", QUIET)
def test_a_right_article_raises_no_alarm(name: str) -> None:
    assert [c.formula for c in alarms(name)] == []


def test_the_sample_raises_alarms_about_its_racks_alone() -> None:
    supply, size = alarms(SAMPLE)
    assert (supply.kind, supply.verdict) == ("product", "implausible")
    assert {"60万个", "120千瓦"} < set(supply.texts)
    # 60万 racks would hold 4320万 GPUs, more than the world's clusters: the same slip, seen by a fact.
    assert (size.kind, size.verdict) == ("plausibility", "implausible")
    assert "60万个" in size.texts


def test_the_sample_tells_every_figure_and_loses_its_chrome() -> None:
    text = article(SAMPLE).text
    assert {figure: len(re.findall(rf"(?<![\d.]){figure}", text)) for figure in TOLD} == TOLD
    assert "订阅" not in text
    assert "储能电芯" not in text
    assert "听雨的人" not in text


def test_the_sample_is_told_in_words_of_its_own() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not here")
    told = re.sub(r"\W", "", article(SAMPLE).text)
    source = re.sub(r"\W", "", SHARED.read_text(encoding="utf-8"))
    longest = 22  # 相当于超过60万个GB200 NVL72单元: names and figures reach this far
    assert not [told[i : i + longest] for i in range(len(told) - longest) if told[i : i + longest] in source]
