"""Queries over the articles given: shipped, from a file, typed; their results in each form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.querying import shipped

from .conftest import Kg

TEXT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。"
SELECT = "SELECT ?text ?unit { ?c a kg:Claim ; kg:text ?text ; kg:unitCode ?unit } ORDER BY ?text"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_list_names_every_shipped_query(kg: Kg) -> None:
    listed = kg("query", "--list").out
    assert all(f"  {query.name} " in listed for query in shipped())


def test_a_typed_query_in_every_form(kg: Kg, article: Path) -> None:
    shown = kg("query", SELECT, article)
    assert shown.status == 0
    assert "380兆瓦" in shown.out
    assert "3 行" in shown.out
    rows = list(csv.reader(io.StringIO(kg("query", SELECT, article, "--format", "csv").out)))
    assert rows[0] == ["text", "unit"]
    assert ["380兆瓦", "MW"] in rows
    found = json.loads(kg("query", SELECT, article, "--format", "json").out)
    assert len(found["results"]["bindings"]) == 3


def test_a_construct_is_written_as_turtle(kg: Kg, article: Path) -> None:
    shown = kg("query", "CONSTRUCT { ?c kg:text ?t } { ?c a kg:Claim ; kg:text ?t }", article, "--format", "turtle")
    assert "kg:text" in shown.out
    assert kg("query", SELECT, article, "--format", "turtle").status == 2


def test_a_query_from_a_file(kg: Kg, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "我的 查询.rq"
    path.write_text(SELECT, encoding="utf-8")
    out = tmp_path / "out.csv"
    assert kg("query", path, article, "--format", "csv", "-o", out).out == ""
    assert "380兆瓦" in out.read_text(encoding="utf-8")


def test_a_shipped_query_with_its_parameters(kg: Kg, article: Path) -> None:
    for unit, found in (("MW", True), ("km2", False)):
        shown = kg("query", "largest", "-p", f"unit={unit}", article)
        assert ("380兆瓦" in shown.out) is found


def test_what_the_ontology_says_of_a_property_is_in_the_graph(kg: Kg, article: Path) -> None:
    words = "SELECT DISTINCT ?word { ?c a kg:Claim ; kg:property ?p . ?p skos:altLabel ?word }"
    assert "输出功率" in kg("query", words, article).out


def test_checks_are_in_the_graph(kg: Kg, article: Path) -> None:
    assert "1800兆瓦" in kg("query", "alarms", article).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["larget"], "did you mean largest"),
        (["largest", "-p", "unti=MW"], "unti"),
        (["largest", "-p", "unit"], "NAME=VALUE"),
        (["SELECT ?x { ?x kg:text }"], "1"),
        (["没有.rq"], "no such file"),
        ([], "--list"),
    ],
)
def test_a_bad_query_is_told_before_anything_is_read(kg: Kg, tmp_path: Path, args: list[str], said: str) -> None:
    shown = kg("query", *args, *([tmp_path / "missing.txt"] if args else []))
    assert shown.status == 2
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert "missing.txt" not in shown.err


def test_a_broken_query_file_is_named(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "broken.rq"
    path.write_text("SELECT ?x\n{ ?x kg:text }", encoding="utf-8")
    shown = kg("query", path)
    assert shown.status == 2
    assert str(path) in shown.err


def test_an_article_that_fails_leaves_the_others(kg: Kg, article: Path, tmp_path: Path) -> None:
    shown = kg("query", SELECT, tmp_path / "missing.txt", article)
    assert shown.status == 2
    assert "missing.txt" in shown.err
    assert "380兆瓦" in shown.out


@pytest.mark.parametrize("verb", ["check", "report", "query"])
def test_a_broken_check_is_told_once_with_its_file(kg: Kg, article: Path, tmp_path: Path, verb: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "bad.rq").write_text("CONSTRUCT {", encoding="utf-8")
    shown = kg(verb, *([SELECT] if verb == "query" else []), "--checks", tmp_path / "own", article, article)
    assert shown.status == 2
    assert shown.err.count("bad.rq") == 1
    assert "Traceback" not in shown.err
