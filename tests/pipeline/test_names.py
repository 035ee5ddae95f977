"""Which names a text holds, where, of which type, and what they are linked to."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy

import kg.pipeline.lac
import kg.pipeline.names
import kg.pipeline.sentences
import kg.pipeline.words  # noqa: F401 - its factories
from kg.model import Entity
from kg.pipeline.gazetteer import gazetteer
from kg.pipeline.names import entities
from kg.pipeline.words import tag
from kg.quantities import scan


def names(text: str, *extra: Path) -> list[Entity]:
    quantities = tuple(scan(text))
    return entities(text, tag([text], [quantities])[0], gazetteer(*extra))


def labelled(text: str) -> list[tuple[str, str]]:
    return [(e.text, e.label) for e in names(text)]


KNOWN = [
    ("马斯克的 xAI 公司筹集200亿美元", "xAI 公司", "xAI", "Organization"),
    ("此前,特斯拉首席执行官访问韩国", "特斯拉", "特斯拉", "Organization"),
    ("马斯克为xAI订购五台燃气轮机", "马斯克", "埃隆·马斯克", "Person"),
    ("马斯克为xAI订购五台燃气轮机", "xAI", "xAI", "Organization"),
    ("马斯克为xAI订购五台燃气轮机", "燃气轮机", "燃气轮机", "Thing"),
    ("采购天然气涡轮机的举措", "天然气涡轮机", "燃气轮机", "Thing"),
    ("在斗山集团董事长朴正元访问美国之际", "朴正元", "朴正元", "Person"),
    ("超过60万个GB200 NVL72单元的集群", "GB200 NVL72单元", "GB200 NVL72", "Product"),
    ("单个 NVL72 机架的功耗", "NVL72 机架", "GB200 NVL72", "Product"),
    ("将72个Blackwell GPU和36个Grace CPU集成", "Blackwell GPU", "Blackwell GPU", "Product"),
    ("将72个Blackwell GPU和36个Grace CPU集成", "Grace CPU", "Grace CPU", "Product"),
    ("约20万个英伟达 Hopper GPU", "Hopper GPU", "Hopper GPU", "Product"),
    ("加紧训练Grok 5", "Grok 5", "Grok 5", "Product"),
    ("加紧训练Grok5", "Grok5", "Grok 5", "Product"),
    ("在田纳西州孟菲斯运营超级计算机“巨像”(Colossus)", "巨像", "巨像", "Facility"),
    ("在田纳西州孟菲斯运营超级计算机“巨像”(Colossus)", "Colossus", "巨像", "Facility"),
    ("在田纳西州孟菲斯运营超级计算机“巨像”(Colossus)", "田纳西州", "田纳西州", "Place"),
    ("《中华人民共和国能源法》施行", "中华人民共和国能源法", "能源法", "Law"),
    ("第十一届亚运会在北京举行", "第十一届亚运会", "北京亚运会", "Event"),
    ("把修建阿科松博电站看作必由之路", "阿科松博电站", "阿科松博电站", "Facility"),
]


@pytest.mark.parametrize(("text", "name", "label", "kind"), KNOWN)
def test_the_gazetteer_names_it(text: str, name: str, label: str, kind: str) -> None:
    assert (name, label, kind) in [(e.text, e.label, e.type) for e in names(text)]


TRADITIONAL = [
    ("輝達第三季營收351億美元,台積電同步受惠。", ["英伟达", "台积电"]),
    ("馬斯克旗下xAI向斗山能源訂購5台燃氣渦輪機", ["埃隆·马斯克", "xAI", "斗山能源", "燃气轮机"]),
    ("蘋果公司市值3萬億美元,蘋果發布新手機", ["苹果公司", "苹果公司", "手机"]),
    ("Ｇｏｏｇｌｅ與ＧＥ合作", ["谷歌", "通用电气"]),
]


@pytest.mark.parametrize(("text", "labels"), TRADITIONAL)
def test_traditional_and_full_width_characters_match_as_well(text: str, labels: list[str]) -> None:
    assert [e.label for e in names(text)] == labels


REPAIRED = [
    # cut in two by LAC
    ("军火集团维克斯公司的总裁柯林·钱德勒宣布", ["军火集团", "维克斯公司", "柯林·钱德勒"]),
    ("泰国总理川·立派10日主持会议", ["泰国", "川·立派"]),
    # two taken for one, a place before a name, a description that names nobody
    ("美国通用电气、德国西门子和日本三菱", ["美国", "通用电气", "德国", "西门子", "日本", "三菱"]),
    ("向这家韩国企业集团订购", ["韩国"]),
    ("是一家美国科技公司", ["美国"]),
    # an outer name keeps the inner one
    ("秦皇岛市土地局17个科级职位", ["秦皇岛市土地局"]),
    ("孟菲斯机场年吞吐量460万人次", ["孟菲斯机场"]),
    # titles and list closers are no part of a name
    ("王永民教授去年来访", ["王永民"]),
    ("在上海交大等校建立研究中心", ["上海交大"]),
    # no names at all
    ("一举捣毁了54费丹的作物", []),
    ("合1.2万亿玻利瓦尔", []),
    ("1997年我国的葡萄酒总产量突破30万吨", []),
]


@pytest.mark.parametrize(("text", "expected"), REPAIRED)
def test_what_lac_cuts_or_joins_wrongly_is_repaired(text: str, expected: list[str]) -> None:
    assert [e.text for e in names(text)] == expected


BOUNDARIES = [
    ("中国银行净利润2300亿元", "中国银行", True),
    ("中国银行业总资产增长8%", "中国银行", False),
    ("国家中医药管理局", "中医", False),
    ("使用H100训练", "H100", True),
    ("型号为XH1000的设备", "H100", False),
    ("部署DXAI系统", "xAI", False),
    ("openai与微软合作", "openai", True),
    ("按shell脚本运行", "壳牌", False),
]


@pytest.mark.parametrize(("text", "name", "found"), BOUNDARIES)
def test_a_name_is_not_found_inside_a_longer_word(text: str, name: str, found: bool) -> None:
    assert (name in [n for e in names(text) for n in (e.text, e.label)]) is found


ORDINARY_WORDS = [
    ("苹果公司市值3万亿美元,苹果发布新手机", ["苹果公司", "苹果公司"]),
    ("农民种植苹果30万亩,苹果产量居首", []),
    ("今年种植小米5万亩", []),
    ("小米集团去年卖出1500万台,小米销量居首", ["小米集团", "小米集团"]),
    ("大众将价格提高到11.75亿马克", ["大众汽车"]),
    ("深受大众喜爱", []),
    ("理想汽车表示,理想第三季度交付15万辆", ["理想汽车", "理想汽车"]),
    ("中国石油去年净利润1600亿元", ["中国石油"]),
    ("中国石油消费量7亿吨", ["中国"]),
]


@pytest.mark.parametrize(("text", "organisations"), ORDINARY_WORDS)
def test_an_ordinary_word_is_a_name_only_where_the_text_shows_it(text: str, organisations: list[str]) -> None:
    assert [e.label for e in names(text) if e.type != "Thing"] == organisations


KINDS = [
    ("传统燃料汽车出口457.5万辆", "传统燃料汽车", "传统燃料汽车"),
    ("汽车出口585.9万辆", "汽车", "汽车"),
    ("全国汽车销量3143.6万辆", "汽车", "汽车"),
    ("新能源汽车出口128.4万辆", "新能源汽车", "新能源汽车"),
    ("斗山燃气轮机提供1.9吉瓦", "燃气轮机", "燃气轮机"),
    ("大型燃气轮机的国产化", "大型燃气轮机", "燃气轮机"),
]


@pytest.mark.parametrize(("text", "name", "label"), KINDS)
def test_a_narrower_kind_is_a_thing_of_its_own(text: str, name: str, label: str) -> None:
    assert (name, label) in labelled(text)


SHORT_FORMS = [
    ("北京大学（下称“北大”）招收新生4000人,北大今年扩招。", "北大", "北京大学"),
    ("中国石油天然气集团公司(中石油)产油1亿吨,中石油增产。", "中石油", "中国石油"),
    ("石油输出国组织（欧佩克）减产,欧佩克说。", "石油输出国组织", "欧佩克"),
    ("蓝鲸新材料股份有限公司（以下简称“蓝鲸新材”）营收12亿元,蓝鲸新材去年亏损。", "蓝鲸新材", "蓝鲸新材料股份有限公司"),
    ("青峰重工业集团公司（简称“峰重”）出货300台,峰重去年亏损。", "峰重", "青峰重工业集团公司"),
    ("北洲环境观测联合会（NEMF）有成员30个,NEMF说。", "NEMF", "北洲环境观测联合会"),
    ("青峰重工业集团公司出货300台,青峰股价上涨。", "青峰", "青峰重工业集团公司"),
    ("北京青禾电脑总公司推出新软件,“青禾”销量达3万套。", "青禾", "北京青禾电脑总公司"),
    ("总裁柯林·钱德顿宣布裁员300人,钱德顿说已无退路。", "钱德顿", "柯林·钱德顿"),
]


@pytest.mark.parametrize(("text", "short", "label"), SHORT_FORMS)
def test_short_forms_are_linked_to_the_long_form(text: str, short: str, label: str) -> None:
    assert (short, label) in labelled(text)
    assert len({e.iri for e in names(text) if e.label == label}) == 1


SHARED_LABELS = [
    ("斗山股价上涨。", "斗山集团"),
    ("斗山能源公司拿下12台订单。斗山股价上涨。", "斗山能源"),
    ("斗山集团说,订单属于斗山能源,斗山股价上涨。", "斗山能源"),
]


@pytest.mark.parametrize(("text", "label"), SHARED_LABELS)
def test_a_shared_label_means_the_one_named_last(text: str, label: str) -> None:
    assert labelled(text)[-1] == ("斗山", label)


def test_offsets_are_those_of_the_text_and_names_do_not_overlap() -> None:
    text = "马斯克的 xAI 公司向斗山能源订购了5台燃气轮机，\n为孟菲斯的“巨像”（Colossus）供电。"
    found = names(text)
    assert [text[e.start : e.end] for e in found] == [e.text for e in found]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_an_unknown_name_has_one_iri_whatever_its_legal_form() -> None:
    one, other = names("青峰重工公司去年亏损"), names("青峰重工有限公司扭亏")
    assert one[0].iri == other[0].iri


def test_names_of_ones_own_come_from_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix kg: <urn:kg:> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://example.org/9> a kg:Facility ; skos:prefLabel "云岭一号"@zh ; skos:altLabel "YL-1" .\n',
        encoding="utf-8",
    )
    text = "YL-1机房耗电20兆瓦"
    assert [(e.label, e.type, e.iri) for e in names(text, own)] == [("云岭一号", "Facility", "https://example.org/9")]
    assert "云岭一号" not in [e.label for e in names(text)]


def test_the_component_sets_entities_and_spans() -> None:
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.words.v1"}}})
    for name in ("kg_sentences", "kg_lac", "kg_names"):
        nlp.add_pipe(name)
    doc = nlp("特斯拉去年卖出180万辆汽车。")
    assert doc._.kg_entities[0].label == "特斯拉"
    assert (doc.ents[0].text, doc.ents[0].label_) == ("特斯拉", "Organization")
