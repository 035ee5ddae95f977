"""Reference facts: what they say of a number, and when they say nothing.

The graphs are made by hand, so that a row fails for what the checks do and not for how a sentence was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from math import inf
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from sentences import extracted

from kg.checking import check_files, facts, verify
from kg.checking.facts import reference_facts
from kg.checking.running import VERDICT, run_checks
from kg.graph import Store
from kg.model import Article, Block, Claim, Entity, Extraction, Interval, Property, Tie
from kg.ontology import read
from kg.quantities import scan

pytestmark = pytest.mark.xdist_group("facts")

FILES = [path for path in check_files() if path.stem in ("plausibility", "dimension", "ratio")]

# (sentence, its numbers, the checks: fact and ✓ or ?, the kind of tie between the first two, the article's date).
# A number is written as in the sentence, then what it is of: names are those of ontology/entities, or any.
Row = tuple[str, ...]
ROLES = {
    "intensity": ("numerator", "denominator"),
    "conversion": ("first", "second"),
    "portion": ("whole", "share"),
    "output": ("capacity", "generated"),
}

ONE_THING: list[Row] = [
    ("珠穆朗玛峰海拔8848.86米。", "8848.86米 subject=珠穆朗玛峰 property=altitude", "height-everest ✓"),
    ("珠穆朗玛峰海拔8448.86米。", "8448.86米 subject=珠穆朗玛峰 property=altitude", "height-everest ?"),
    # what the attribute describes, and where on the mountain: not its height
    ("珠峰海拔6500米的前进营地。", "6500米 subject=珠穆朗玛峰 of=前进营地 property=altitude", ""),
    ("登山队在珠峰海拔7028米处扎营。", "7028米 subject=珠穆朗玛峰 property=altitude", ""),
    # another measure of the same thing
    ("珠穆朗玛峰去年接待游客30万人。", "30万人 subject=珠穆朗玛峰 property=received-visitors", ""),
    ("单个NVL72机架功耗120千瓦。", "120千瓦 subject=GB200_NVL72 property=power role=each", "nvl72-power ✓"),
    ("单个NVL72机架功耗12千瓦。", "12千瓦 subject=GB200_NVL72 property=power role=each", "nvl72-power ?"),
    ("NVL72机架每台120千瓦。", "120千瓦 subject=GB200_NVL72 property=power per={台}", "nvl72-power ✓"),
    # a total is not that of one, an amount by the square metre is not either
    ("NVL72机架共60兆瓦。", "60兆瓦 subject=GB200_NVL72 property=power role=total", ""),
    ("NVL72机架60兆瓦。", "60兆瓦 subject=GB200_NVL72 property=power", ""),
    ("光伏组件每平方米1200千瓦。", "1200千瓦 subject=光伏组件 property=power role=each per=m2", ""),
    # a kind of the kind: an H100 is a Hopper GPU, and the fact about Hopper goes before that about GPUs
    ("每个H100功耗700瓦。", "700瓦 subject=H100 property=power role=each", "hopper-power ✓"),
    ("每个H100功耗700千瓦。", "700千瓦 subject=H100 property=power role=each", "hopper-power ?"),
    # a common noun, known by its name
    ("单台风机容量16吉瓦。", "16吉瓦 subject=单台风机 property=power-capacity role=each", "wind-turbine-power ?"),
    # whoever has it
    ("这次地震震级6.1级。", "6.1级 subject=这次地震 property=magnitude", "magnitude ✓"),
    ("这次地震震级16.1级。", "16.1级 subject=这次地震 property=magnitude", "magnitude ?"),
    ("他身高4.1米。", "4.1米 subject=他 property=body-height", "body-height ?"),
    ("这头长颈鹿身高4.1米。", "4.1米 subject=长颈鹿 property=body-height", ""),
    ("动车组时速350公里。", "350公里 subject=动车组 property=speed", "rail-speed ✓"),
    ("动车组时速3500公里。", "3500公里 subject=动车组 property=speed", "rail-speed ?"),
    ("动车组每小时可跑350公里。", "350公里 subject=动车组 property=speed per=h", ""),
    # a change, a denial, a number that may be anything
    ("中国人口减少20亿人。", "20亿人 subject=中国 property=population role=fall", ""),
    ("他身高不是4.1米。", "4.1米 subject=他 property=body-height modality=negated", ""),
    ("他身高数米。", "数米 subject=他 property=body-height", ""),
    # open ends
    ("他身高超过2.9米。", "2.9米 subject=他 property=body-height", "body-height ?"),
    ("他身高不到2米。", "2米 subject=他 property=body-height", "body-height ✓"),
    # ten times more would still be possible: nothing has been checked
    ("全县人口48万人。", "48万人 subject=全县 property=population", ""),
    ("全县人口480亿人。", "480亿人 subject=全县 property=population", "people-world ?"),
    # the number is not that of one country; the country's fact goes before the world's
    ("中国和印度人口合计28亿人。", "28亿人 subject=中国 property=population", ""),
    ("中国人口140.9亿人。", "140.9亿人 subject=中国 property=population", "people-china ?"),
    ("欧盟27个成员国同意。", "27个 subject=欧盟 of=成员国", "members-eu ✓"),
    ("欧盟72个成员国同意。", "72个 subject=欧盟 of=成员国", "members-eu ?"),
]
TIMES: list[Row] = [
    ("中国国内生产总值134.9万亿元。", "134.9万亿元 subject=中国 property=gdp time=2024", "gdp-china-2024 ✓"),
    ("中国国内生产总值13.49万亿元。", "13.49万亿元 subject=中国 property=gdp time=2024", "gdp-china-2024 ?"),
    # of no year, of the article's, of one that no fact is about
    ("中国国内生产总值13.49万亿元。", "13.49万亿元 subject=中国 property=gdp", ""),
    ("中国国内生产总值13.49万亿元。", "13.49万亿元 subject=中国 property=gdp", "gdp-china-2024 ?", "", "2024-12-30"),
    ("中国国内生产总值8.0万亿元。", "8.0万亿元 subject=中国 property=gdp time=1997", ""),
    # a fact says nothing of what comes after it, in the article's time or in the claim's
    ("每个GPU功耗50千瓦。", "50千瓦 subject=GPU property=power role=each", "gpu-power ?", "", "2026-01-10"),
    ("每个GPU功耗50千瓦。", "50千瓦 subject=GPU property=power role=each", "", "", "2031-01-10"),
    (
        "2024年每个GPU功耗50千瓦。",
        "50千瓦 subject=GPU property=power role=each time=2024",
        "gpu-power ?",
        "",
        "2031-01-10",
    ),
    ("每个GPU功耗50千瓦。", "50千瓦 subject=GPU property=power role=each time=2035", "", "", "2026-01-10"),
]
SO_MANY: list[Row] = [
    (
        "巨像有20万个Hopper GPU,消耗300兆瓦。",
        "300兆瓦 subject=巨像 property=power | 20万个 subject=巨像 of=Hopper_GPU",
        "hopper-power ✓",
        "intensity",
    ),
    (
        "巨像有20万个Hopper GPU,消耗3兆瓦。",
        "3兆瓦 subject=巨像 property=power | 20万个 subject=巨像 of=Hopper_GPU",
        "hopper-power ?",
        "intensity",
    ),
    (
        "1.9吉瓦,相当于两台标准核反应堆。",
        "1.9吉瓦 subject=涡轮机 property=power-capacity | 两台 subject=涡轮机 of=核反应堆",
        "reactor-power ✓",
        "intensity",
    ),
    (
        "19吉瓦,相当于两台标准核反应堆。",
        "19吉瓦 subject=涡轮机 property=power-capacity | 两台 subject=涡轮机 of=核反应堆",
        "reactor-power ?",
        "intensity",
    ),
    # no fact about what is counted, none of what is measured
    (
        "19吉瓦,相当于两台神秘机器。",
        "19吉瓦 subject=涡轮机 property=power-capacity | 两台 subject=涡轮机 of=神秘机器",
        "",
        "intensity",
    ),
    (
        "7亿元,建两台核反应堆。",
        "7亿元 subject=公司 property=investment | 两台 subject=公司 of=核反应堆",
        "",
        "intensity",
    ),
    # a rating enters as such; open ends on either side
    (
        "机架功耗高达120千瓦,装72个Blackwell GPU。",
        "120千瓦 subject=GB200_NVL72 property=power | 72个 subject=GB200_NVL72 of=Blackwell_GPU",
        "blackwell-power ✓, nvl72-gpus ✓",
        "intensity",
    ),
    (
        "有超过20万个Hopper GPU,消耗3兆瓦。",
        "3兆瓦 subject=巨像 property=power | 20万个 subject=巨像 of=Hopper_GPU",
        "hopper-power ?",
        "intensity",
    ),
    (
        "有不到20万个Hopper GPU,消耗超过300兆瓦。",
        "300兆瓦 subject=巨像 property=power | 20万个 subject=巨像 of=Hopper_GPU",
        "hopper-power ✓",
        "intensity",
    ),
    (
        "有超过20万个Hopper GPU,消耗不到3兆瓦。",
        "3兆瓦 subject=巨像 property=power | 20万个 subject=巨像 of=Hopper_GPU",
        "hopper-power ?",
        "intensity",
    ),
    (
        "有超过20万个Hopper GPU,消耗不到300兆瓦。",
        "300兆瓦 subject=巨像 property=power | 20万个 subject=巨像 of=Hopper_GPU",
        "hopper-power ✓",
        "intensity",
    ),
    (
        "发电不超过5亿千瓦时,相当于超过25万户一年的用电。",
        "5亿千瓦时 subject=电站 property=generation | 25万户 subject=电站",
        "household-energy ✓",
        "intensity",
    ),
    # counted by a classifier, by a name, by a property
    (
        "发电5亿千瓦时,相当于250户一年的用电。",
        "5亿千瓦时 subject=电站 property=generation | 250户 subject=电站",
        "household-energy ?",
        "intensity",
    ),
    (
        "水面18.4平方公里,相当于2580个标准足球场。",
        "18.4平方公里 subject=水库 property=area | 2580个 subject=水库 of=标准足球场",
        "football-pitch ✓",
        "intensity",
    ),
    (
        "水面18.4平方公里,相当于258个标准足球场。",
        "18.4平方公里 subject=水库 property=area | 258个 subject=水库 of=标准足球场",
        "football-pitch ?",
        "intensity",
    ),
    (
        "全市生产总值6048.7亿元,常住人口512.6万人。",
        "6048.7亿元 subject=全市 property=gdp | 512.6万人 subject=全市 property=population",
        "",
        "intensity",
    ),
    (
        "全市生产总值6048.7亿元,常住人口51.26亿人。",
        "6048.7亿元 subject=全市 property=gdp | 51.26亿人 subject=全市 property=population",
        "gdp-per-head-cny ?, people-world ✓",
        "intensity",
    ),
]
PARTS: list[Row] = [
    ("集群有500个GB200 NVL72。", "500个 subject=集群 of=GB200_NVL72", ""),
    ("集群有4万个GB200 NVL72。", "4万个 subject=集群 of=GB200_NVL72", "gpus-in-cluster+nvl72-gpus ✓"),
    ("集群有超过60万个GB200 NVL72。", "60万个 subject=集群 of=GB200_NVL72", "gpus-in-cluster+nvl72-gpus ?"),
    (
        "集群有60万个GB200 NVL72,每个装72个Blackwell GPU。",
        "60万个 subject=集群 of=GB200_NVL72 | 72个 subject=GB200_NVL72 of=Blackwell_GPU role=each",
        "gpus-in-cluster+nvl72-gpus ?, nvl72-gpus ✓",
    ),
    ("出货60万个GB200 NVL72。", "60万个 subject=英伟达 of=GB200_NVL72", ""),
    ("一台DGX H100有8个H100。", "8个 subject=DGX_H100 of=H100", "dgx-h100-gpus ✓"),
    ("一台DGX H100有80个H100。", "80个 subject=DGX_H100 of=H100", "dgx-h100-gpus ?"),
    ("1000台DGX H100有8000个H100。", "1000台 subject=公司 of=DGX_H100 | 8000个 subject=DGX_H100 of=H100", ""),
]
RATIOS: list[Row] = [
    (
        "NVL72有72个Blackwell GPU和36个Grace CPU。",
        "72个 subject=系统 of=Blackwell_GPU | 36个 subject=系统 of=Grace_CPU",
        "grace-to-blackwell ✓",
    ),
    (
        "NVL72有72个Blackwell GPU和63个Grace CPU。",
        "72个 subject=系统 of=Blackwell_GPU | 63个 subject=系统 of=Grace_CPU",
        "grace-to-blackwell ?",
    ),
    # of two systems
    (
        "甲有72个Blackwell GPU,乙有63个Grace CPU。",
        "72个 subject=甲 of=Blackwell_GPU | 63个 subject=乙 of=Grace_CPU",
        "",
    ),
    (
        "节约标准煤30万吨,减排二氧化碳80万吨。",
        "30万吨 subject=标准煤 property=weight | 80万吨 subject=二氧化碳 property=weight",
        "coal-carbon ✓",
    ),
    (
        "节约标准煤30万吨,减排二氧化碳800万吨。",
        "30万吨 subject=标准煤 property=weight | 800万吨 subject=二氧化碳 property=weight",
        "coal-carbon ?",
    ),
]
RATES: list[Row] = [
    ("5000万欧元,约合3.9亿元。", "5000万欧元 | 3.9亿元", "rate-eur-cny-2024 ✓", "conversion", "2024-05-01"),
    ("5000万欧元,约合39亿元。", "5000万欧元 | 39亿元", "rate-eur-cny-2024 ?", "conversion", "2024-05-01"),
    (
        "3.9亿元,约合6亿美元。",
        "3.9亿元 time=2015 | 6亿美元 time=2015",
        "rate-usd-cny-2015 ?",
        "conversion",
        "2015-05-01",
    ),
    # a sum of long ago, at today's rate or at its own
    ("3.9亿元,约合6亿美元。", "3.9亿元 time=2015 | 6亿美元 time=2015", "", "conversion", "2024-05-01"),
    ("3.9亿元,约合6亿美元。", "3.9亿元 time=2015 | 6亿美元 time=2015", "", "conversion"),
    ("5000万欧元,约合39亿元。", "5000万欧元 | 39亿元", "", "conversion"),
    ("1亿美元,约合7.8亿港元。", "1亿美元 | 7.8亿港元", "rate-usd-hkd-1984-2030 ✓", "conversion", "1998-03-01"),
]
UNITS: list[Row] = [
    ("水面面积18.4平方公里。", "18.4平方公里 subject=水库 of=水面面积", ""),
    ("水面面积18.4公里。", "18.4公里 subject=水库 of=水面面积", "word-area ?"),
    ("当年累计发电32.6亿千瓦。", "32.6亿千瓦 subject=电站", "word-generated ?"),
    ("当年累计发电约为 32.6亿千瓦。", "32.6亿千瓦 subject=电站", "word-generated ?"),
    ("发电量居首的电站装机92万千瓦。", "92万千瓦 subject=电站", ""),
    ("面积和长度分别为18平方公里和20公里。", "20公里 subject=水库", ""),
    ("失业率为5.1个百分点。", "5.1个百分点 subject=失业率", "word-share ?"),
    ("失业率高0.2个百分点。", "0.2个百分点 subject=失业率", ""),
    ("储能电站装机规模200兆瓦时。", "200兆瓦时 subject=储能电站", ""),
]
LIMITS: list[Row] = [
    ("良品率为82%。", "82% subject=工厂 property=yield-rate", ""),
    ("良品率为182%。", "182% subject=工厂 property=yield-rate", "rates ?"),
    ("产能利用率为110%。", "110% subject=工厂 property=capacity-utilisation", ""),
    ("完成率为110%。", "110% subject=工厂 property=completion", ""),
    ("营业收入增长182%。", "182% subject=公司 property=growth role=rise", ""),
    ("债务占GDP的260%。", "260% subject=日本 property=share role=share", ""),
    ("占总数的120%。", "120% subject=女性 property=share role=share", "share-of-all ?"),
    ("占全国一半的企业平均利润率为120%。", "120% subject=企业 property=profit-margin role=average", ""),
    ("温度为-300摄氏度。", "-300摄氏度 subject=样品 property=temperature", "absolute-zero ?"),
    ("温度为-200摄氏度。", "-200摄氏度 subject=样品 property=temperature", ""),
    ("速度达到每秒40万公里。", "40万公里 subject=飞船 property=speed", "speed-of-light ?"),
    ("他每天工作25小时。", "25小时 subject=他 property=working-hours role=each per=d", "hours-a-day ?"),
    ("他每天工作9小时。", "9小时 subject=他 property=working-hours role=each per=d", ""),
]
PORTIONS: list[Row] = [
    ("12人中,33%同意。", "12人 | 33%", "wholes ✓", "portion"),
    ("12人中,37%同意。", "12人 | 37%", "wholes ?", "portion"),
    # 2 of 7 are 28.6 %, which 三成 may stand for
    ("7人中,三成同意。", "7人 | 三成", "wholes ✓", "portion"),
    ("约12人中,37%同意。", "12人 | 37%", "", "portion"),
    ("1200人中,37%同意。", "1200人 | 37%", "", "portion"),
]
OUTPUTS: list[Row] = [
    ("总装机92万千瓦,全年发电量32.6亿千瓦时。", "92万千瓦 | 32.6亿千瓦时", "year-hours ✓", "output"),
    ("总装机92万千瓦,全年发电量326亿千瓦时。", "92万千瓦 | 326亿千瓦时", "year-hours ?", "output"),
    ("总装机92万千瓦,投产以来累计发电326亿千瓦时。", "92万千瓦 | 326亿千瓦时", "", "output"),
]
ROWS = [*ONE_THING, *TIMES, *SO_MANY, *PARTS, *RATIOS, *RATES, *UNITS, *LIMITS, *PORTIONS, *OUTPUTS]


@cache
def known() -> frozenset[str]:
    return frozenset(iri.rpartition(":")[2] for iri in read("entities"))


def entity(name: str) -> Entity:
    iri = f"urn:kg:entity:{name}" if name in known() else f"urn:kg:entity:by-hand:{name}"
    return Entity(name, 0, 0, name, "Thing", iri)


def claim(name: str, spec: str, text: str) -> Claim:
    number, *about = spec.split()
    quantity = next(q for q in scan(text) if q.text == number)
    made: dict[str, Any] = {}
    for key, _, value in (item.partition("=") for item in about):
        made[key] = entity(value) if key in ("subject", "of") else value
    if "property" in made:
        made["property"] = Property(f"kg:property-{made['property']}", made["property"])
    return Claim(name, quantity, (0, len(text)), **made)


def extraction(row: Row, at: int = 0) -> Extraction:
    text, specs, _, kind, date = (*row, "", "")[:5]
    whole = ((0, 0, len(text)),)
    blocks = (Block(0, len(text), "body"),)
    article = Article(f"r{at}", text, text, whole, blocks, date=date or None, url=f"https://example.org/{at}")
    claims = tuple(claim(f"c{n}", spec, text) for n, spec in enumerate(specs.split(" | "), 1))
    ties = (Tie("t1", kind, tuple(zip(ROLES[kind], ("c1", "c2"), strict=True)), "", 0, 1),) if kind else ()
    return Extraction(article, (), claims, ties)


def filled(facts: bytes, rows: Iterable[Row]) -> tuple[Store, list[str]]:
    store = Store()
    store.load(facts)
    return store, [store.add(extraction(row, at)).value for at, row in enumerate(rows)]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    """Sentence and date → its checks as the table writes them."""
    store, graphs = filled(reference_facts(), ROWS)
    run_checks(store, FILES)
    found: dict[str, dict[str, tuple[set[str], str]]] = {graph: {} for graph in graphs}
    for check, graph, verdict, fact in store.query(
        "SELECT ?c ?a ?v ?f WHERE { ?c a kg:Check ; kg:article ?a ; kg:verdict ?v ; kg:fact ?f }"
    ):
        sign = {"consistent": "✓", "implausible": "?"}[verdict.value.removeprefix("urn:kg:")]
        facts, _ = found[graph.value].setdefault(check.value, (set(), sign))
        facts.add(fact.value.removeprefix("urn:kg:fact-"))
    shown = ([f"{'+'.join(sorted(facts))} {sign}" for facts, sign in found[graph].values()] for graph in graphs)
    return {repr(row): ", ".join(sorted(checks)) for row, checks in zip(ROWS, shown, strict=True)}


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_facts_say(outcomes: dict[str, str], row: Row) -> None:
    assert outcomes[repr(row)] == ", ".join(sorted(filter(None, row[2].split(", "))))


def test_ends_that_are_both_open_leave_a_number() -> None:
    """-INF ÷ INF is no number, and nothing compares to none."""
    row = next(row for row in SO_MANY if "300兆瓦" in row[0])
    made = extraction(row)
    amount, count = made.claims
    below = replace(amount.quantity, narrow=Interval(-inf, 300.0), wide=Interval(-inf, 350.0))
    above = replace(count.quantity, narrow=Interval(2e5, inf), wide=Interval(1.5e5, inf))
    claims = (replace(amount, quantity=below), replace(count, quantity=above))
    (verification,) = verify([replace(made, claims=claims)])
    assert {check.verdict for check in verification.checks if "÷" in check.formula} == {"consistent"}


# What another engine tries: over all facts rdflib takes long.
TRIED = re.compile(
    "fact-(height-everest|nvl72|hopper|gpu|magnitude|rail|household-e|football|dgx|grace|rate-eur-cny-2024|word-area"
    "|rates|absolute|wholes|year-hours)|context-|by-measure|entity:"
)


def test_another_engine_finds_the_same() -> None:
    """rdflib has an engine of its own: open ends, divisions and strings must mean the same to both."""
    quads = ox.parse(reference_facts(), format=ox.RdfFormat.N_QUADS)
    kept = ox.serialize((q for q in quads if TRIED.search(str(q.subject))), format=ox.RdfFormat.N_QUADS)
    assert kept is not None
    store, _ = filled(kept, ROWS)
    other = rdflib.Graph().parse(data=store.export("ntriples") or b"", format="nt")
    for path in (*FILES, VERDICT):
        query = path.read_text(encoding="utf-8")
        theirs = list(other.query(query))
        ours = {(same(t.subject), same(t.predicate), same(t.object)) for t in store.query(query)}
        assert ours, path.stem
        assert {tuple(map(same, triple)) for triple in theirs} == ours, path.stem
        store.construct_into(query)
        for triple in theirs:
            other.add(triple)


def same(term: Any) -> str:
    """A term of either library as one text: a number by its value, whatever it is spelled like."""
    if not isinstance(term, ox.Literal | rdflib.Literal):
        return str(getattr(term, "value", term))
    text = term.value if isinstance(term, ox.Literal) else str(term)
    datatype = term.datatype.value if isinstance(term, ox.Literal) else str(term.datatype)
    return f"{float(text):.12g}" if datatype.endswith("double") else text


# (sentence, words of its message and its basis)
WORDED = [
    (
        "该系统包含约20万个英伟达Hopper GPU,消耗约3兆瓦的电力。",
        (
            "3兆瓦 ÷ 20万个 算得 12.2 瓦～17.95 瓦",
            "不在参照范围（200 瓦～5 千瓦）之内",
            "相差约",
            "Hopper GPU额定700瓦",
        ),
    ),
    ("珠穆朗玛峰海拔9848米。", ("9848米", "不在参照范围", "governments of China and Nepal，2020-12-08")),
    ("全市森林面积18.4公里。", ("面积 18.4公里：面积以平方公里、公顷、亩计",)),
    ("动车组时速3500公里。", ("不多于 620 公里", "高速列车不超过约600公里/小时")),
    ("当日最高气温达到401摄氏度。", ("-90.15 摄氏度～61.85 摄氏度",)),
]


@pytest.mark.parametrize(("sentence", "words"), WORDED)
def test_an_alarm_says_which_fact_and_whose(sentence: str, words: tuple[str, ...]) -> None:
    (verification,) = verify(extracted([sentence]).values())
    (check,) = (c for c in verification.checks if c.kind in ("plausibility", "dimension"))
    assert (check.verdict, check.severity) == ("implausible", 2)
    for word in words:
        assert word in " ".join((check.message, *check.basis))


def test_it_says_so_in_english_too() -> None:
    (verification,) = verify(extracted(["珠穆朗玛峰海拔9848米。"]).values(), lang="en")
    (check,) = (c for c in verification.checks if c.kind == "plausibility")
    assert "outside the reference range" in check.message
    assert check.basis == ("Qomolangma is 8,848.86 m high (governments of China and Nepal, 2020-12-08)",)


class _Later(date):
    @classmethod
    def today(cls) -> date:
        return date(2041, 1, 1)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "；有效期至2034-12-31，已过期"), ("en", "; valid until 2034-12-31, past its date")],
)
def test_a_fact_past_its_date_says_so(monkeypatch: pytest.MonkeyPatch, lang: str, words: str) -> None:
    def basis() -> str:
        (verification,) = verify(extracted(["法国人口6.8亿人。"]).values(), lang=lang)
        (check,) = (c for c in verification.checks if c.kind == "plausibility")
        return "".join(check.basis)

    assert words not in basis()
    monkeypatch.setattr(facts, "date", _Later)
    assert words in basis()
