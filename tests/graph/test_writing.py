"""What a user finds in the graph of an article."""

from __future__ import annotations

import math
from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph.handmade import article, claim, entity, quantity, reprint, turbines, with_names
from kg.graph import Store, iris, nquads, quads
from kg.graph.writing import claim_iris
from kg.model import Extraction, Interval, Property, Tie


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}"))


@pytest.fixture
def store() -> Store:
    made = Store()
    made.add(turbines())
    return made


@pytest.mark.parametrize(
    "pattern",
    [
        '?c a kg:Claim ; kg:text "400兆瓦" ; kg:value 400e0 ; kg:unit unit:MegaW ; kg:unitCode "MW"',
        '?c kg:text "400兆瓦" ; kg:dimension "power"',
        '?c kg:text "400兆瓦" ; kg:low ?l ; kg:high ?h . FILTER(?l = 3.995e8 && ?h = 4.005e8)',
        '?c kg:text "400兆瓦" ; kg:wideLow ?l ; kg:wideHigh ?h . FILTER(?l = 3.95e8 && ?h = 4.05e8)',
        '?c kg:text "400兆瓦" ; kg:per "{台}" ; kg:role "each" ; kg:full true',
        '?c kg:text "400兆瓦" ; kg:approx "exact" ; kg:modality "asserted"',
        '?c kg:text "六台" ; kg:subject/rdfs:label "南浦电力" ; kg:of/rdfs:label "燃气轮机"',
        '?c kg:text "六台" ; kg:property/rdfs:label "订购"',
        '?c kg:text "六台" ; kg:unit/rdfs:label ?unit',
        '?c kg:text "12台" ; kg:time "2027" ; kg:modality "planned" ; kg:attributedTo "财务总监林悦"',
        '?c kg:text "2027年" ; kg:kind "date" ; kg:date "2027" ; kg:year 2027',
        '?c kg:text "30亿美元" ; schema:mentions ?p . ?p a kg:Person ; rdfs:label "林悦"',
        '?a a kg:Article, schema:NewsArticle ; schema:headline "东岭重工交付燃气轮机"',
        '?a a kg:Article ; schema:datePublished "2025-03-01"',
        '?t a kg:ProductTie ; kg:count/kg:text "六台" ; kg:each/kg:text "400兆瓦" ; kg:total/kg:text "2500兆瓦"',
        '?t a kg:ProductTie ; kg:cue "总"',
        '?r a kg:Relation ; kg:kind "product" ; kg:count/kg:text "六台" ; kg:each/kg:text "400兆瓦" ; kg:total/kg:text "2500兆瓦"',
        '?r a kg:Relation ; kg:kind "equality" ; kg:side/kg:text "2500兆瓦" , "2.5吉瓦"',
        '?c kg:text "30亿美元" ; kg:unit currency:USD ; kg:dimension "money:USD"',
        "?x prov:used ?a ; prov:wasAssociatedWith/schema:softwareVersion ?v . ?c kg:article ?a ; a kg:Claim",
    ],
)
def test_a_query_written_from_the_design_finds_its_rows(store: Store, pattern: str) -> None:
    assert ask(store, pattern)


def test_relations_are_no_ties(store: Store) -> None:
    """What counts ties by their cue counts no relation."""
    assert not ask(store, "?r a kg:Relation ; kg:cue ?cue")


def test_offsets_point_into_the_source(store: Store) -> None:
    source = turbines().article.source
    rows = store.query("SELECT ?text ?start ?end { ?x a kg:Claim ; kg:text ?text ; kg:start ?start ; kg:end ?end }")
    spans = [(row["text"].value, source[int(row["start"].value) : int(row["end"].value)]) for row in rows]
    assert len(spans) == 7
    assert all(text == found for text, found in spans)


def test_writing_twice_adds_nothing(store: Store) -> None:
    before = store.export()
    store.add(turbines())
    store.load(nquads(turbines()))
    assert store.export() == before


def test_a_second_reading_of_an_article_replaces_the_first(store: Store) -> None:
    first = turbines()
    store.add(replace(first, claims=first.claims[:1], ties=()))
    assert sum(1 for _ in store.query("SELECT ?c { ?c a kg:Claim }")) == 1


def test_the_same_extraction_always_gives_the_same_quads() -> None:
    assert list(quads(turbines())) == list(quads(turbines()))
    assert nquads(turbines()) == nquads(turbines())


def test_no_node_is_blank_and_no_quad_is_written_twice() -> None:
    written = list(quads(turbines()))
    assert not [
        quad for quad in written if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]
    assert len(set(written)) == len(written)


def test_what_articles_share_is_said_once() -> None:
    store = Store()
    store.add(turbines())
    store.add(reprint())
    rows = store.query('SELECT ?who { ?e rdfs:label "东岭重工" . ?e rdfs:label ?who }')
    assert [row["who"].value for row in rows] == ["东岭重工"]


def test_a_reprint_elsewhere_is_another_article() -> None:
    here, there = turbines(url="https://a.example/1"), turbines(url="https://b.example/1")
    assert iris.article(here.article) != iris.article(there.article)


def test_two_claims_of_one_number_stay_two() -> None:
    of = article("each", "甲厂、乙厂各产5台。")
    five = quantity(of, "5台", 5, "{台}")
    claims = (claim(of, "c1", five, subject=entity(of, "甲厂")), claim(of, "c2", five, subject=entity(of, "乙厂")))
    assert len(set(claim_iris(Extraction(of, (), claims, ())).values())) == 2


def test_open_bounds_are_infinite_doubles() -> None:
    of = article("open", "超过60万台。")
    open_above = quantity(of, "60万台", 6e5, "{台}", narrow=Interval(6e5, math.inf), wide=Interval(-math.inf, math.inf))
    store = Store()
    store.add(Extraction(of, (), (claim(of, "c1", open_above),), ()))
    assert ask(store, "?c kg:high ?high . FILTER(?high = 'INF'^^xsd:double && ?high > 1e300)")
    assert ask(store, "?c kg:wideLow ?low . FILTER(?low = '-INF'^^xsd:double && ?low < -1e300)")


def test_products_of_10_to_the_21_do_not_overflow() -> None:
    of = article("huge", "一百亿台，每台1000亿瓦。")
    count, each = quantity(of, "一百亿台", 1e10, "{台}"), quantity(of, "1000亿瓦", 1e11, "W")
    store = Store()
    store.add(Extraction(of, (), (claim(of, "c1", count), claim(of, "c2", each)), ()))
    rows = list(
        store.query("SELECT (?a * ?b AS ?c) { ?x kg:text '一百亿台' ; kg:low ?a . ?y kg:text '1000亿瓦' ; kg:low ?b }")
    )
    assert [float(row["c"].value) for row in rows] == [1e21]


def test_a_price_per_tonne_and_one_per_kilogram_have_one_measure() -> None:
    of = article("price", "每吨5000元，即每公斤5元。")
    tonne = claim(of, "c1", quantity(of, "5000元", 5000, "CNY", kind="money", per="t"), per="t")
    kilogram = claim(of, "c2", quantity(of, "5元", 5, "CNY", kind="money", per="kg"), per="kg")
    store = Store()
    store.add(Extraction(of, (), (tonne, kilogram), ()))
    lows = [float(row["low"].value) for row in store.query("SELECT ?low { ?c kg:low ?low }")]
    assert lows == [5.0, 5.0]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"modality": "estimated"}, True),
        ({"modality": "potential"}, True),
        ({"modality": "planned"}, False),
        ({"modality": "negated"}, False),
        ({"time": "2019"}, False),
        ({"place": "上海"}, False),
        ({"per": "{台}"}, False),
        ({"property": Property("kg:property-energy", "用电量")}, False),
    ],
)
def test_the_key_joins_what_states_the_same_thing(change: dict[str, object], same: bool) -> None:
    first = turbines()
    total = first.claims[2]
    other = replace(total, quantity=first.claims[3].quantity, id="x", **change)  # in GW where the first is in MW
    store = Store()
    store.add(replace(first, claims=(total, other), ties=()))
    keys = {row["key"].value for row in store.query("SELECT ?key { ?c kg:key ?key }")}
    assert len(keys) == (1 if same else 2)


def test_money_of_two_currencies_is_not_the_same_thing() -> None:
    of = article("money", "耗资5亿元，约合7000万美元。")
    yuan, dollars = quantity(of, "5亿元", 5e8, "CNY"), quantity(of, "7000万美元", 7e7, "USD")
    about = {"subject": entity(of, "耗资"), "property": Property("kg:property-cost", "耗资")}
    store = Store()
    store.add(Extraction(of, (), (claim(of, "c1", yuan, **about), claim(of, "c2", dollars, **about)), ()))
    assert len({row["key"].value for row in store.query("SELECT ?key { ?c kg:key ?key }")}) == 2


def test_each_unit_has_one_label(store: Store) -> None:
    rows = store.query("SELECT DISTINCT ?code ?label { ?c kg:unitCode ?code ; kg:unit/rdfs:label ?label }")
    labels = {(row["code"].value, row["label"].value) for row in rows}
    assert {("{台}", "台"), ("MW", "兆瓦"), ("USD", "美元")} <= labels
    assert len(labels) == 5


def test_a_claim_without_subject_or_property_has_no_key(store: Store) -> None:
    assert not ask(store, '?c kg:text "2027年" ; kg:key ?key')


@pytest.mark.parametrize(("unit", "value", "rated"), [("kW", 120.0, True), ("CNY", 2e8, False)])
def test_a_power_given_by_its_upper_bound_has_a_rating(unit: str, value: float, rated: bool) -> None:
    of = article("rated", "高达120的数。")
    number = quantity(of, "120", value, unit, approx="at_most", narrow=Interval(-math.inf, value))
    store = Store()
    store.add(Extraction(of, (), (claim(of, "c1", number),), ()))
    assert ask(store, "?c kg:rating 1.2e5 ; kg:ratingWide 1.2e5") is rated


def test_a_kind_of_tie_nobody_declared_has_its_class_and_its_literals() -> None:
    first = turbines()
    unknown = Tie("t9", "head-count", (("count", "c1"), ("listed", "3"), ("list", "甲、乙、丙")), "共", 0, 1)
    store = Store()
    store.add(replace(first, ties=(unknown,)))
    assert ask(store, '?t a kg:HeadCountTie ; kg:count/kg:text "六台" ; kg:listed 3 ; kg:list "甲、乙、丙"')


HOSTILE = [
    'a" . <urn:x> <urn:y> <urn:z> .',
    "line\nbreak\r\ttab",
    "<script>alert(1)</script> & ' \\ \\u0041",
    "}} DROP ALL ; INSERT DATA { <urn:x> <urn:y> 1",
    "kg:entity> . <urn:x> <urn:y> <urn:z",
    "\ud800 half a pair \x00\x07",
    "urn:kg:% %zz {}|^`",
    "https://example.org/a b",
    "",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_untrusted_text_stays_text(hostile: str) -> None:
    plain, attacked = list(quads(turbines())), with_names(turbines(), hostile)
    store = Store()
    store.load(nquads(attacked))
    known = {quad.predicate for quad in plain} | {iris.term(name) for name in ("place", "time", "role", "attributedTo")}
    schema = "https://schema.org/"
    known |= {
        ox.NamedNode(schema + name)
        for name in ("publisher", "author", "url", "identifier", "headline", "datePublished")
    }
    assert {quad.predicate for quad in quads(attacked)} <= known
    assert all(
        row["s"].value.startswith(("urn:kg:", "http://qudt.org/vocab/"))
        for row in store.query("SELECT ?s { ?s ?p ?o }")
    )
    if hostile:
        shown = hostile.replace("\ud800", "\ufffd")
        assert {row["t"].value for row in store.query("SELECT ?t { ?a schema:headline ?t }")} == {shown}


def test_an_entity_cannot_take_the_place_of_a_node_by_its_name() -> None:
    assert iris.entity(entity(article("a", "甲厂"), "甲厂", iri="not an iri")).value.startswith("urn:kg:entity:")
    assert iris.entity(entity(article("a", "甲厂"), "甲厂", iri="wd:Q95")).value == "http://www.wikidata.org/entity/Q95"
