"""What a word of the text measures, by the dimension of the number beside it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from kg.ontology.properties import Properties, properties
from kg.ontology.turtle import read

# (word, dimension, property). The commonest first, then field by field.
WORDS = [
    ("装机容量", "power", "power-capacity"),
    ("总输出功率", "power", "power-capacity"),
    ("产生", "power", "power-capacity"),
    ("产生", "energy", "generation"),
    ("功耗", "power", "power-consumption"),
    ("消耗", "power", "power-consumption"),
    ("消耗", "energy", "electricity-consumption"),
    ("消耗", "mass", "material-consumption"),
    ("发电量", "energy", "generation"),
    ("用电量", "energy", "electricity-consumption"),
    ("订购", "count:台", "orders-placed"),
    ("追加", "count:台", "orders-placed"),
    ("采购", "count", "orders-placed"),
    ("采购", "money:USD", "purchases-value"),
    ("订单", "count", "orders-received"),
    ("订单", "money", "orders-value"),
    ("集成", "count:块", "contents"),
    ("包含", "count:个", "contents"),
    ("容纳", "count:人", "capacity-of-people"),
    ("筹集", "money:USD", "funding"),
    ("融资", "money", "funding"),
    ("营收", "money", "revenue"),
    ("营业收入", "money:CNY", "revenue"),
    ("归母净利润", "money", "net-profit"),
    ("亏损", "money:JPY", "loss"),
    ("核销", "money:JPY", "written-off"),
    ("市值", "money", "market-value"),
    ("收购价", "money:GBP", "purchase-price"),
    ("市场份额", "percent", "market-share"),
    ("占", "percent", "share"),
    ("售出", "count:箱", "sales-volume"),
    ("出货", "count:台", "shipped"),
    ("裁员", "percent", "laid-off"),
    ("GDP", "money", "gdp"),
    ("gdp", "money", "gdp"),
    ("国内生产总值", "money:CNY", "gdp"),
    ("出口", "money", "exports-value"),
    ("出口", "mass", "exports-volume"),
    ("进口", "mass", "imports-volume"),
    ("顺差", "money", "trade-surplus"),
    ("失业", "count", "unemployed"),
    ("失业率", "percent", "unemployment-rate"),
    ("增速", "percent", "growth-rate"),
    ("增长", "percent", "growth"),
    ("下降", "pp", "growth"),
    ("上涨", "money", "growth"),
    ("减少", "count:人", "growth"),
    ("缩短", "time", "growth"),
    ("利率", "percent", "interest-rate"),
    ("汇率", "ratio", "exchange-rate"),
    ("保费", "money", "premium-income"),
    ("赔付率", "percent", "claims-ratio"),
    ("拨款", "money:AUD", "allocation"),
    ("捐赠", "money", "donation"),
    ("捐", "money", "donation"),
    ("罚款", "money", "fine"),
    ("赞成", "count:票", "votes-for"),
    ("弃权", "count:票", "abstentions"),
    ("得票率", "percent", "vote-share"),
    ("选票", "percent", "vote-share"),
    ("遇难", "count:人", "deaths"),
    ("死", "count:人", "deaths"),
    ("受伤", "count:人", "injured"),
    ("失踪", "count", "missing"),
    ("确诊", "count:例", "confirmed-cases"),
    ("患", "count:人", "patients"),
    ("震级", "count:级", "magnitude"),
    ("查处", "count:起", "cases-handled"),
    ("取缔", "count:家", "banned"),
    ("查获", "count:粒", "seized"),
    ("查获", "mass", "seized"),
    ("抓获", "count:名", "arrested"),
    ("票房", "money", "box-office"),
    ("播放量", "count:次", "plays"),
    ("发行", "count:册", "copies"),
    ("发行", "money", "issued-value"),
    ("月活", "count", "monthly-users"),
    ("参数量", "count", "parameters"),
    ("显存", "data", "video-memory"),
    ("带宽", "data rate", "bandwidth"),
    ("算力", "computing power", "computing-power"),
    ("全长", "length", "length"),
    ("高", "length", "height"),
    ("高", "pp", "excess"),
    ("水深", "length", "water-depth"),
    ("时速", "length", "speed"),
    ("续航", "length", "range"),
    ("续航", "time", "endurance"),
    ("植树", "count:株", "planted-trees"),
    ("造林", "area", "afforestation"),
    ("飞播造林", "area", "aerial-seeding"),
    ("亩产", "mass", "yield-per-area"),
    ("产能", "count:辆", "production-capacity"),
    ("抓举", "mass", "snatch"),
    ("总成绩", "mass", "lift-total"),
    ("投中", "count:个", "made-shots"),
    ("比分", "ratio", "match-score"),
    ("发射", "count:颗", "launched"),
    ("享年", "age", "age"),
    ("名列", "ordinal", "rank"),
    ("历时", "time", "duration"),
    ("招生", "count:人", "enrolment"),
    ("军费", "money", "defence-spending"),
    ("降雨量", "length", "rainfall"),
]

# (word, dimension, property, what of the word named it): the head stands last in a Chinese noun.
ENDS = [
    ("无铅汽油期货价格", "money:USD", "price", "价格"),
    ("年产量", "mass", "output", "年产量"),
    ("葡萄酒年产量", "mass", "output", "年产量"),
    ("人均国民产值年增长率", "percent", "growth-rate", "年增长率"),
    ("城镇居民人均可支配收入", "money", "disposable-income", "可支配收入"),
    ("农业保险赔付率", "percent", "claims-ratio", "赔付率"),
    ("进出口总额", "money", "trade-value", "进出口总额"),
    ("环保投资", "money", "treatment-investment", "环保投资"),
    ("设备投资", "money", "investment", "投资"),
    ("人均GDP", "money", "gdp", "GDP"),
]

# A verb before an aspect or result particle.
VERBS = [
    ("捐赠了", "money", "donation"),
    ("查处了", "count", "cases-handled"),
    ("死于", "count:人", "deaths"),
    ("生产出", "count:辆", "output"),
    ("减少了", "percent", "growth"),
]

NOTHING = [
    ("增至", "money"),  # the level reached, not the change
    ("下降到", "percent"),
    ("棉花", "money"),  # 花 is in it, but nothing is spent
    ("销售点", "count:个"),
    ("投资者", "count:人"),
    ("装机容量", "energy"),
    ("失业率", "mass"),
    ("抓举", "money"),
    ("燃气轮机", "count:台"),
    ("", "count"),
]

# (words, dimension): different things, or the same thing.
APART = [
    ("营业收入", "净利润", "money"),
    ("装机容量", "功耗", "power"),
    ("产量", "产能", "mass"),
    ("产量", "销量", "count"),
    ("出口额", "进口额", "money"),
    ("出口额", "进出口额", "money"),
    ("资产", "净资产", "money"),
    ("关闭", "取缔", "count"),
    ("受理", "审结", "count"),
    ("新建", "改建", "count"),
    ("入学率", "辍学率", "percent"),
    ("消烟除尘率", "净化处理率", "percent"),
    ("出厂价", "批发价", "money"),
    ("月薪", "年薪", "money"),
    ("日活", "月活", "count"),
    ("新增确诊", "累计确诊", "count"),
    ("预期寿命", "健康寿命", "age"),
    ("占地面积", "建筑面积", "area"),
    ("赤字率", "债务率", "percent"),
]
TOGETHER = [
    ("营收", "营业收入", "money"),
    ("GDP", "国内生产总值", "money"),
    ("总产量", "产量", "mass"),
    ("单机容量", "装机容量", "power"),
    ("死亡", "丧生", "count"),
    ("购买", "订购", "count"),
    ("平均年龄", "年龄", "age"),
    ("售价", "价格", "money"),
    ("市占率", "市场份额", "percent"),
]

DEFAULTS = [
    ("count", "数量"),
    ("count:台", "数量"),
    ("money:USD", "金额"),
    ("price", "价格"),
    ("percent", "占比"),
    ("ratio", "占比"),
    ("power", "功率"),
    ("energy", "能量"),
    ("length", "长度"),
    ("area", "面积"),
    ("mass", "重量"),
    ("time", "持续时间"),
    ("temperature", "温度"),
    ("age", "年龄"),
    ("multiple", "倍数"),
    ("ordinal", "排名"),
    ("data", "数据量"),
]

EXTRA = """
@prefix kg: <urn:kg:> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
kg:property-wisdom a kg:Property ; skos:prefLabel "智慧值"@zh , "wisdom"@en ; skos:altLabel "开悟" ; kg:ending "悟" ;
  kg:dimension "wisdom", "count" ; kg:default "wisdom" ; kg:nature "stock" ; kg:additive false .
kg:property-headcount a kg:Property ; skos:prefLabel "死难数"@zh ; skos:altLabel "死亡" ;
  kg:dimension "count" ; kg:nature "flow" ; kg:additive true .
"""


def name(word: str, dimension: str, table: Properties | None = None) -> str | None:
    found = (table or properties()).lookup(word, dimension)
    return found and found.iri.removeprefix("urn:kg:property-")


@pytest.mark.parametrize(("word", "dimension", "expected"), WORDS + VERBS)
def test_a_word_names_its_property(word: str, dimension: str, expected: str) -> None:
    assert name(word, dimension) == expected


@pytest.mark.parametrize(("word", "dimension", "expected", "end"), ENDS)
def test_the_end_of_a_compound_names_it(word: str, dimension: str, expected: str, end: str) -> None:
    found = properties().suffix(word, dimension)
    assert found is not None
    assert (found[0], found[1].iri) == (end, f"urn:kg:property-{expected}")
    assert properties().lookup(word, dimension) == found[1]


@pytest.mark.parametrize(("word", "dimension"), NOTHING)
def test_a_word_that_measures_nothing_in_this_dimension(word: str, dimension: str) -> None:
    assert properties().lookup(word, dimension) is None


@pytest.mark.parametrize(("one", "other", "dimension"), APART)
def test_different_things_stay_apart(one: str, other: str, dimension: str) -> None:
    first, second = name(one, dimension), name(other, dimension)
    assert first and second and first != second


@pytest.mark.parametrize(("one", "other", "dimension"), TOGETHER)
def test_one_thing_has_one_property(one: str, other: str, dimension: str) -> None:
    assert name(one, dimension) == name(other, dimension) is not None


@pytest.mark.parametrize(("word", "dimension", "ending", "like"), [
    ("消烟除尘率", "percent", "率", "比率"),
    ("出厂价", "money:CNY", "价", "价格"),
    ("病亡人数", "count:人", "人数", "人数"),
    ("恒生指数", "count:点", "指数", "指数"),
])  # fmt: skip
def test_a_bound_ending_makes_a_property_of_its_own(word: str, dimension: str, ending: str, like: str) -> None:
    found = properties().suffix(word, dimension)
    assert found is not None and found[0] == ending
    assert (found[1].iri, found[1].label) == (f"urn:kg:property:{word}", word)
    node = properties().node(found[1].iri)
    base = properties().lookup(like, dimension)
    assert node is not None and base is not None
    base_node = properties().node(base.iri)
    assert base_node is not None and (node.nature, node.dimensions) == (base_node.nature, base_node.dimensions)
    assert node.label_zh == word


def test_text_that_is_no_word_makes_no_name() -> None:
    assert name("<script>率", "percent") == "rate"


@pytest.mark.parametrize(("dimension", "label"), DEFAULTS)
def test_a_number_with_no_property_named(dimension: str, label: str) -> None:
    found = properties().default(dimension)
    assert found is not None and found.label == label


def test_every_dimension_of_a_unit_has_a_default() -> None:
    units = {str(d).split(":")[0] for node in read("units").values() for d in node.get("kg:dimension", ())}
    assert not {dimension for dimension in units if properties().default(dimension) is None}


def test_every_dimension_of_a_property_is_one_a_number_can_have() -> None:
    units = {str(d).split(":")[0] for node in read("units").values() for d in node.get("kg:dimension", ())}
    kinds = {"count", "money", "price", "percent", "ratio", "age", "multiple", "pp", "ordinal", "date", "any"}
    derived = {"density", "flow"}  # mass per volume, volume per time: given by a unit and its denominator
    found = {d for node in properties().nodes() for d in node.dimensions}
    assert not found - units - kinds - derived


def test_no_word_names_two_properties_of_one_dimension() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in properties().nodes():
        for word in node.words:
            for dimension in node.dimensions:
                owners[word.lower(), dimension].add(node.iri)
    everywhere = {word: iris for (word, dimension), iris in owners.items() if dimension == "any"}
    together = {(w, dimension): iris | everywhere.get(w, set()) for (w, dimension), iris in owners.items()}
    assert not {key: iris for key, iris in together.items() if len(iris) > 1}


def test_one_default_a_dimension() -> None:
    defaults = [d for node in read("properties").values() for d in node.get("kg:default", ())]
    assert len(defaults) == len(set(defaults))


def test_the_list_is_long_and_its_entries_whole() -> None:
    nodes = list(properties().nodes())
    assert len(nodes) >= 300
    assert len({node.label_zh for node in nodes}) == len(nodes)
    for node in nodes:
        assert node.dimensions and node.label_en.isascii(), node.iri
        assert node.nature in ("stock", "flow", "rate", "price", "extent"), node.iri


def test_what_a_property_says_of_itself() -> None:
    capacity = properties().node("urn:kg:property-power-capacity")
    age = properties().node("urn:kg:property-age")
    assert capacity is not None and capacity.additive and "输出功率" in capacity.words
    assert (capacity.label_zh, capacity.label_en, capacity.nature) == ("发电容量", "power capacity", "stock")
    assert age is not None and not age.additive
    assert properties().node("urn:kg:property:龙") is None


def test_is_word() -> None:
    assert properties().is_word("投资") and properties().is_word("gdp")
    assert not properties().is_word("设备投资") and not properties().is_word("率")


def test_a_file_of_ones_own_teaches_a_property(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(EXTRA, encoding="utf-8")
    own = Properties([file])
    assert name("开悟", "count", own) == "wisdom" and properties().lookup("开悟", "count") is None
    assert name("顿悟", "wisdom", own) == "urn:kg:property:顿悟"
    assert own.default("wisdom") == own.lookup("智慧值", "wisdom")
    # The user's word goes before the shipped one; the shipped property keeps its other words.
    assert name("死亡", "count", own) == "headcount" and name("遇难", "count", own) == "deaths"


def test_a_long_word_costs_no_more_than_the_longest_listed() -> None:
    assert name("价" * 1_000_000 + "价格", "money") == "price"
