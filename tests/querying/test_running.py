"""Queries with parameters, their errors, their results in every form."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pyoxigraph as ox
import pytest
from graph.handmade import PRODUCT_CHECK, article, claim, entity, quantity, turbines
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import Store
from kg.graph.terms import text
from kg.model import Extraction
from kg.querying import run
from kg.querying.parameters import blocks

BY_TEXT = 'SELECT ?x { VALUES ?text { "六台" } ?x kg:text ?text }'
TYPED = """SELECT * {
  VALUES ?least { 400e0 } VALUES ?start { 9 } VALUES ?kind { kg:Claim } VALUES ?full { true } VALUES ?any { UNDEF }
  VALUES ?two { 1 2 } VALUES (?pair) { (1) } # VALUES ?no { 1 }
  ?x a ?kind ; kg:value ?value ; kg:full ?full FILTER(?value >= ?least) }"""


@pytest.fixture
def store() -> Store:
    made = Store()
    made.add(turbines())
    return made


def test_a_query_says_what_may_be_given_to_it() -> None:
    found = {name: (block.type, block.default and block.default.value) for name, block in blocks(TYPED).items()}
    assert found == {
        "least": ("number", "400"),
        "start": ("integer", "9"),
        "kind": ("iri", "urn:kg:Claim"),
        "full": ("boolean", "true"),
        "any": ("string", None),
    }


@pytest.mark.parametrize(
    ("sparql", "parameters", "rows"),
    [
        (BY_TEXT, {}, 1),
        (BY_TEXT, {"text": "12台"}, 1),
        (BY_TEXT, {"text": "13台"}, 0),
        (TYPED, {"least": "2500"}, 4),
        (TYPED, {"least": 2501, "full": "TRUE"}, 2),
        (TYPED, {"kind": "kg:Tie"}, 0),
        (TYPED, {"kind": "urn:kg:Claim", "any": "x"}, 8),
    ],
)
def test_a_value_takes_the_place_of_its_default(
    store: Store, sparql: str, parameters: dict[str, str | float], rows: int
) -> None:
    assert len(run(store, sparql, parameters).rows) == rows


@pytest.mark.parametrize(
    "hostile",
    [
        '" } ?x ?p ?o } #',
        "\\",
        '\\" } UNION { ?x ?y ?z } VALUES ?q { "',
        "line\nbreak\r\ttab\x00\x07\u2028",
        "'''\"\"\"",
        "} SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "𝒳 中文 \\u0022",
        "UNDEF",
    ],
)
def test_a_value_stays_a_value(hostile: str) -> None:
    of = article("x", "甲厂有5台。")
    named = claim(of, "c1", quantity(of, "5台", 5, "{台}"), subject=entity(of, "甲厂", label=hostile))
    made = Store()
    made.add(Extraction(of, (), (named,), ()))
    made.add(turbines())
    result = run(made, "about", {"name": hostile})
    assert [row[1].value for row in result.rows] == ["5台"]  # type: ignore[union-attr]


@given(st.text(alphabet=st.characters(), min_size=1))
def test_any_text_comes_back_as_it_was_given(value: str) -> None:
    row = run(Store(), 'SELECT ?x { VALUES ?x { "" } }', {"x": value}).rows[0]
    assert row[0] == text(value)


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"lest": 1}, "try least"),
        ({"least": "viel"}, "number expected"),
        ({"start": "1.5"}, "integer expected"),
        ({"full": "maybe"}, "boolean expected"),
        ({"kind": "a b"}, "iri expected"),
        ({"kind": "<urn:x> } ?x"}, "iri expected"),
    ],
)
def test_a_wrong_parameter_is_named(store: Store, parameters: dict[str, str | float], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        run(store, TYPED, parameters)


@pytest.mark.parametrize(
    ("sparql", "notes"),
    [
        ("SELECT ?x { ?x kg:subjekt ?y }", ["kg:subject"]),
        ("SELECT ?x { ?x a kg:Clam }", ["kg:Claim"]),
        ("SELECT ?x { ?x kg:text 'kg:nonsense' }", []),
        ("SELECT ?x { ?x kg:text ?y ; kg:subjekt ?z }", ["kg:subject"]),
        ("ASK { ?x kg:tekst ?y }", ["kg:text"]),
        ("SELECT ?x { ?x kg:text ?y }", []),
    ],
)
def test_a_name_nobody_knows_is_pointed_out_when_nothing_is_found(store: Store, sparql: str, notes: list[str]) -> None:
    result = run(store, sparql)
    assert len(result.notes) == len(notes)
    assert all(name in note for name, note in zip(notes, result.notes, strict=True))


def test_a_table_is_aligned_and_short(store: Store) -> None:
    lowest = "SELECT ?x ?text ?low { ?c kg:text ?text ; kg:low ?low ; a ?x } ORDER BY ?low LIMIT 2"
    assert run(store, lowest).table() == (
        "| x        | text | low  |\n"
        "|----------|------|------|\n"
        "| kg:Claim | 六台 | 6    |\n"
        "| kg:Claim | 12台 | 10.8 |\n"
    )


def test_a_table_has_no_markup_and_no_control_characters() -> None:
    table = run(Store(), 'SELECT ?x { VALUES ?x { "[bold]a[/bold]\\u001b[31m\\nb" } }').table()
    assert "[bold]a[/bold] [31m b" in table


@pytest.mark.parametrize(
    ("stated", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@x", "'@x"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("-5%", "-5%"),
        ("+3.2", "+3.2"),
        ('a,"b"\nc', 'a,"b"\nc'),
        ("380兆瓦", "380兆瓦"),
    ],
)
def test_csv_holds_no_formula(stated: str, cell: str) -> None:
    page = run(Store(), f"SELECT ?x ?none {{ VALUES ?x {{ {ox.Literal(stated)} }} }}").csv()
    assert list(csv.reader(StringIO(page, newline=""))) == [["x", "none"], [cell, ""]]


def test_json_is_that_of_the_specification(store: Store) -> None:
    page = run(
        store, "SELECT ?c ?text ?value ?none { ?c kg:text ?text ; kg:value ?value FILTER(?text = '六台') }"
    ).json()
    back = ox.parse_query_results(page, format=ox.QueryResultsFormat.JSON)
    assert [[term and term.value for term in row][1:] for row in back] == [["六台", "6", None]]
    assert json.loads(run(store, "ASK { ?c a kg:Claim }").json()) == {"head": {}, "boolean": True}
    assert '"xml:lang": "zh"' in run(store, 'SELECT ?x { VALUES ?x { "核对"@zh } }').json()


def test_a_construct_is_turtle_and_json_ld(store: Store) -> None:
    store.construct_into(PRODUCT_CHECK)
    result = run(store, "claim-reviews")
    turtle = ox.Store()
    turtle.load(result.turtle(), format=ox.RdfFormat.TURTLE)
    linked = ox.Store()
    linked.load(result.json(), format=ox.RdfFormat.JSON_LD)
    assert set(turtle) == set(linked)
    assert turtle.query("ASK { ?review <https://schema.org/reviewBody> '六台 × 400兆瓦' }")
    assert "subject" in result.csv().split("\r\n")[0]


def test_only_a_construct_is_turtle(store: Store) -> None:
    with pytest.raises(QueryError, match="Turtle"):
        run(store, "power").turtle()


@pytest.mark.parametrize(("sparql", "answer"), [("ASK { ?c a kg:Claim }", True), ("ASK { ?c a kg:Check }", False)])
def test_an_ask_is_true_or_false(store: Store, sparql: str, answer: bool) -> None:
    result = run(store, sparql)
    assert bool(result) is answer
    assert str(answer).lower() in result.table()
