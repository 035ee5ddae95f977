"""The check queries are plain SPARQL 1.1: another engine finds the same rows in the same graph.

Oxigraph is what the program runs; rdflib has an engine of its own and shares no code with it. A decimal product of
10^21 once vanished from the one and not from the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from sentences import extracted

from kg.checking import check_files
from kg.checking.running import VERDICT
from kg.graph import Store
from kg.model import Article, Extraction
from kg.pipeline import extract_all
from kg.reading import read
from kg.resources import CORPUS

pytestmark = pytest.mark.xdist_group("engines")

# Facts of several sorts. Over all of them rdflib takes a minute.
FACTS = ("facts/computing", "facts/energy", "facts/people", "facts/compositions", "facts/limits", "facts/terms")
SENTENCES = [
    "总功率30兆瓦,即30万千瓦。",
    "六台风力发电机每台5兆瓦,总功率300兆瓦。",
    "这些发电机将为3000台服务器供电。每台服务器功耗为10千瓦。这些发电机总功率为20兆瓦。",
    "项目总投资超过16亿元,其中企业自筹6亿元,其余10亿元为贷款。",
    "代表团获金牌12枚、银牌9枚、铜牌7枚,合计28枚。",
    "该镇粮食产量由2.4万吨增至3.1万吨,增加1.7万吨,增长29%。",
    "钢材价格由每吨4800元降到每吨4320元,下降19%。",
    "本月成交量为360万吨,比上月增加60万吨,增长20%。",
    "该县总面积1260平方公里,其中耕地420平方公里,占三分之二。",
    "全长42公里,设站29座,平均站距1.5公里。",
    "预算中,农业占20%,教育占30%,医疗占15%,其他占35%。",
    "全镇有企业120家,其中化工厂40家、纺织厂30家等。",
    "滨海大桥全长2.6公里。滨海大桥全长6200米,已经通车。",
    "射程为650到500公里。",
    "从1980年到2000年的30年间,该村人口翻了一番。",
    "越南、老挝、泰国五个国家签署协议。",
    "按1美元兑7.2元计算,5000万美元约合36亿元。",
    "这批货物有9000亿箱,每箱50亿元,共4500亿亿元。",
    "公司员工0人,其中研发人员0人,占总数的25%。",
    "班上有学生90名,其中男生28名,女生几名。",
    "支持率为120%。成年女性平均身高16.5米。",
]


def same(term: Any) -> str:
    """A term of either library as one text: numbers by their value, whatever they are spelled like."""
    if isinstance(term, ox.Literal):
        term = rdflib.Literal(term.value, datatype=None if term.language else rdflib.URIRef(term.datatype.value))
    if isinstance(term, rdflib.Literal):
        value = term.toPython()
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    return str(getattr(term, "value", term))


def compare(extractions: Iterable[Extraction], without: str = "") -> dict[str, int]:
    """Run every check and then the verdicts in both engines; the triples each query made, by its name."""
    store = Store()
    store.load_ontology(*FACTS)
    for extraction in extractions:
        store.add(extraction)
    other = rdflib.Graph().parse(data=store.export("ntriples"), format="nt")
    made = {}
    for path in (path for path in (*check_files(), VERDICT) if path.stem != without):
        query = path.read_text(encoding="utf-8")
        ours = {(same(t.subject), same(t.predicate), same(t.object)) for t in store.query(query)}
        found = list(other.query(query))
        assert {tuple(map(same, triple)) for triple in found} == ours, path.stem
        store.construct_into(query)
        for triple in found:
            other.add(triple)
        made[path.stem] = len(ours)
    return made


def test_both_engines_find_the_same_in_our_sentences() -> None:
    made = compare(extracted(SENTENCES).values())
    assert {name for name, rows in made.items() if rows == 0} == set(), "a check that no sentence exercises"


def test_both_engines_find_the_same_in_the_corpus() -> None:
    if not list(Path(CORPUS).glob("*.md")):
        pytest.skip(f"no articles in {CORPUS}")
    articles = [found for found in read(CORPUS) if isinstance(found, Article)]
    made = compare(extract_all(articles), without="plausibility")  # all the others: rdflib takes long over this one
    assert made["verdict"] > 0


def test_every_tie_and_range_has_its_check() -> None:
    """No row is dropped: not by a product of 10^21, a division by nothing, an open end or a number that is vague."""
    store = Store()
    for extraction in extracted(SENTENCES).values():
        store.add(extraction)
    for path in (*check_files(), VERDICT):
        store.construct_into(path.read_text(encoding="utf-8"))
    unchecked = store.query(
        """SELECT ?class ?tie WHERE {
             ?tie a ?class ; kg:article ?article .
             FILTER(STRENDS(STR(?class), "Tie"))
             FILTER(?class NOT IN (kg:IntensityTie, kg:ConversionTie, kg:OutputTie, kg:PortionTie))
             FILTER NOT EXISTS { ?check kg:tie ?tie ; kg:verdict ?verdict }
           }"""
    )
    assert [(row["class"].value, row["tie"].value) for row in unchecked] == []
