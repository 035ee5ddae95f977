"""Every shipped query answers its question, with the same rows under Oxigraph and under rdflib's own engine."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from graph.handmade import PRODUCT_CHECK, reprint, turbines

from kg.errors import QueryError
from kg.graph import Store
from kg.graph.sparql import PREFIXES, tokens
from kg.ontology.turtle import read
from kg.querying import ShippedQuery, named, run, shipped
from kg.resources import QUERIES

FOR_USERS = [query for query in shipped() if query.folder in ("examples", "reports")]


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.add(turbines())
    made.add(reprint())
    made.construct_into(PRODUCT_CHECK)
    return made


@pytest.fixture(scope="module")
def dataset(store: Store) -> rdflib.Dataset:
    made = rdflib.Dataset(default_union=True)
    made.parse(data=store.export("nquads"), format="nquads")
    return made


def value(term: object) -> object:
    """A term as both engines must agree on it: numbers by value, everything else by its text."""
    if term is None:
        return None
    text = str(term.value if isinstance(term, ox.NamedNode | ox.Literal) else term)
    datatype = str(getattr(getattr(term, "datatype", None), "value", getattr(term, "datatype", "")))
    return float(text) if datatype.endswith(("double", "integer", "decimal")) else text


def rows(rows: object) -> list[tuple[object, ...]]:
    return sorted((tuple(value(term) for term in row) for row in rows), key=repr)  # type: ignore[attr-defined]


@pytest.mark.parametrize("query", FOR_USERS, ids=lambda query: query.name)
def test_both_engines_give_the_same_rows(query: ShippedQuery, store: Store, dataset: rdflib.Dataset) -> None:
    ours = run(store, query.name)
    assert ours.rows
    theirs = dataset.query(query.text, initNs=PREFIXES)
    assert rows(ours.rows) == rows(theirs)


@pytest.mark.parametrize("query", FOR_USERS, ids=lambda query: query.name)
def test_a_loaded_vocabulary_changes_no_row(query: ShippedQuery, store: Store) -> None:
    described = Store()
    described.load(store.export("nquads"))
    described.load_ontology("vocabulary")
    assert rows(run(described, query.name).rows) == rows(run(store, query.name).rows)


def test_there_are_queries_for_users_questions() -> None:
    assert len(FOR_USERS) >= 15


@pytest.mark.parametrize("query", FOR_USERS, ids=lambda query: query.name)
def test_every_header_is_whole(query: ShippedQuery) -> None:
    assert query.name == query.path.stem
    assert query.title != query.english
    assert query.what
    assert all(parameter.description for parameter in query.parameters)


@pytest.mark.parametrize("path", sorted(QUERIES.rglob("*.rq")), ids=lambda path: path.stem)
def test_every_name_a_query_uses_is_in_the_vocabulary(path: object) -> None:
    vocabulary = read("vocabulary", "facts/terms")
    used = {token.text for token in tokens(path.read_text(encoding="utf-8")) if token.text.startswith("kg:")}  # type: ignore[attr-defined]
    assert {name for name in used if name != "kg:" and name not in vocabulary} == set()


@pytest.mark.parametrize(
    ("name", "parameters", "column", "expected"),
    [
        ("power", {}, "text", {"400兆瓦", "2500兆瓦", "2.5吉瓦", "2.6吉瓦"}),
        ("orders", {}, "text", {"六台", "12台"}),
        ("orders", {"word": "金额"}, "text", {"30亿美元"}),
        ("orders", {}, "with", {"东岭重工", None}),
        ("attributed", {}, "text", {"30亿美元", "12台"}),
        ("attributed", {"source": "无此人"}, "text", set()),
        (
            "about",
            {"name": "南浦电力"},
            "text",
            {"六台", "30亿美元", "12台", "400兆瓦", "2500兆瓦", "2.5吉瓦", "2.6吉瓦"},
        ),
        ("about", {"name": "林悦"}, "text", {"30亿美元", "2027年", "12台"}),
        ("largest", {}, "text", {"400兆瓦", "2500兆瓦"}),
        ("largest", {"unit": "USD"}, "text", {"30亿美元"}),
        ("timeline", {}, "text", {"2027年", "12台"}),
        ("unchecked", {}, "text", {"2.5吉瓦", "30亿美元", "2027年", "12台", "2.6吉瓦"}),
        ("alarms", {}, "text", {"2500兆瓦"}),
        ("alarms", {}, "expression", {"六台 × 400兆瓦"}),
        ("same-thing", {}, "text", {"2500兆瓦", "2.5吉瓦", "2.6吉瓦"}),
        ("same-thing", {}, "apart", {"true"}),
        ("coverage", {}, "numbers", {"7", "1"}),
        ("coverage", {}, "in_ties", {"4", "0"}),
        ("coverage", {}, "in_checks", {"3", "0"}),
        ("unchecked", {}, "tied", {"true", "false"}),
        ("shared-entities", {}, "name", {"东岭重工", "南浦电力", "燃气轮机"}),
        ("not-yet", {}, "text", {"2027年", "12台"}),
        ("provenance", {"check_id": "zzz"}, "text", set()),
        ("provenance", {}, "text", {"六台", "400兆瓦", "2500兆瓦"}),
        ("money", {}, "who", {"南浦电力"}),
    ],
)
def test_a_query_answers(
    store: Store, name: str, parameters: dict[str, str], column: str, expected: set[str | None]
) -> None:
    result = run(store, name, parameters)
    at = result.variables.index(column)
    found = {row[at].value if row[at] is not None else None for row in result.rows}  # type: ignore[union-attr]
    assert found == expected


def test_an_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean coverage"):
        named("covrage")
