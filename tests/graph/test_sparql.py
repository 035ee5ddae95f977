"""SPARQL as text: what is refused, what is explained."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.graph import Store
from kg.graph.sparql import refuse_network, tokens

THERE = "<http://127.0.0.1:1/>"


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ SERVICE {THERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {THERE}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT#why\n#not\n{THERE} # x\n {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p 3SERVICE {THERE} {{ ?s ?p ?o }} }}",  # Oxigraph needs no space before the keyword
        "PREFIX u: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o SERVICEu:x { ?s ?p ?o } }",  # nor after it
        "PREFIX u: <http://127.0.0.1:1/> SELECT * { ?s ?p u:.SERVICE u:x { ?s ?p ?o } }",
        "PREFIX u: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o SERVICE u:it\\'s#c d\n { ?s ?p ?o } }",
        "SELECT * { VALUES ?e { <http://127.0.0.1:1/> } SERVICE ?e { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p ?x FILTER(?x<'>')SERVICE {THERE} {{ ?s ?p ?o }} }}",  # < is no IRI here
        f"SELECT * {{ ?s ?p ?x FILTER(?x<1)SERVICE#>\n{THERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s <urn:it's> ?o . SERVICE {THERE} {{ ?s ?p ?o }} }}",
    ],
)
def test_a_service_call_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        Store().query(sparql)
    with pytest.raises(QueryError, match="SERVICE"):
        Store().as_rdflib().query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service ?x { ?service ?p ?x }",
        "SELECT ?customer_service ?x { ?customer_service ?p ?x }",
        "PREFIX ex: <urn:ex:> SELECT ?x { ?s ex:service ?x { ?s ?p ?x } }",
        "SELECT ?x { ?x rdfs:label '客户service' }",
        "SELECT ?x { ?x <http://example.org/service> ?y } # the service: none",
        "SELECT ?x { ?x ?p ?y FILTER(CONTAINS(?y, 'after-sales service <24 h>')) }",
    ],
)
def test_other_uses_of_the_word_are_not(sparql: str) -> None:
    refuse_network(sparql)
    list(Store().query(sparql))


@pytest.mark.parametrize(
    ("sparql", "line", "column", "said"),
    [
        ("SELECT ?x {\n  ?x kg:text ?y\n  FILTER(?y }", 3, 14, "expected"),
        ("SELECT ?x { '文章' ?p }", 1, 21, "expected"),
        ("SELECT ?x {\n ?x kgs:text ?y }", 2, 5, "unknown prefix kgs: (try kg)"),
        ('PREFIX a: <urn:a:> SELECT ?x { ?x a:b "x:y" . ?x b:c 1 }', 1, 50, "unknown prefix b:"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?y }", 1, 40, "unbound"),
    ],
)
def test_an_error_names_its_place(sparql: str, line: int, column: int, said: str) -> None:
    with pytest.raises(QueryError) as error:
        Store().query(sparql)
    assert f"line {line}, column {column}" in str(error.value)
    assert said in str(error.value)
    assert sparql.split("\n")[line - 1] in str(error.value)


def test_the_mark_stands_under_its_place_where_characters_are_wide() -> None:
    with pytest.raises(QueryError) as error:
        Store().query("SELECT ?x { '文章' ?p }")
    assert str(error.value).split("\n")[-1] == "  " + " " * 13 + "\u3000\u3000" + " " * 5 + "^"


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?x { ?x kg:a 'b # c' } # d", ["SELECT", "?x", "{", "?x", "kg:a", "'b # c'", "}"]),
        ('""" a "b" \n } """ }', ['""" a "b" \n } """', "}"]),
        ("?a<?b && ex:it\\'s ex:a.b. .", ["?a", "<", "?b", "&", "&", "ex:it\\'s", "ex:a.b", ".", "."]),
        ("'open\n?x", ["'open", "?x"]),
        ('"""open ?x', ['"""open ?x']),
        ("<urn:a#b> <c", ["<urn:a#b>", "<", "c"]),
    ],
)
def test_tokens(sparql: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(sparql)] == expected


@pytest.mark.parametrize("piece", ['"', '"""', "'\\", "<", "a.", ":", "a:b.", "#", '\\"""', "service ", "service <"])
def test_tokens_are_read_in_one_pass(piece: str) -> None:
    # A pattern that starts over at each piece would take minutes here.
    sparql = piece * 30_000
    assert sum(len(token.text) for token in tokens(sparql)) <= len(sparql)
    refuse_network(sparql)
