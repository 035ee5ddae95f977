"""`import kg` as its users meet it: light, typed results, tables, graphs, pages, streams."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.frames import CHECK_COLUMNS, CLAIM_COLUMNS
from kg.resources import ROOT

RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")
HEAVY = ("spacy", "numpy", "pyoxigraph", "rdflib", "networkx", "jinja2", "pandas", "click")


def loaded(program: str) -> list[str]:
    """Which heavy modules a program leaves loaded."""
    program += f"\nimport sys; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()


def test_import_loads_nothing_heavy() -> None:
    assert loaded("import kg; kg.KgError; dir(kg)") == []


def test_numbers_alone_need_no_pipeline() -> None:
    assert not {"spacy", "rdflib"} & set(loaded("import kg; kg.scan('五台'); kg.quantities.unit_of('MW')"))


def test_every_public_name_is_there_and_documented() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8").partition("## What is public")[2]
    for name in kg.__all__:
        assert getattr(kg, name) is not None
        assert f"`kg.{name}`" in page
    for module, names in re.findall(r"^\| `kg\.(\w+)`: ([^|]+) \|", page, re.MULTILINE):
        for name in re.findall(r"`(\w+)`", names):
            assert hasattr(getattr(kg, module), name)
    assert set(kg.__all__) <= set(dir(kg))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        kg.chekc  # noqa: B018


def test_check_finds_the_alarm_and_its_repair() -> None:
    checked = kg.check(WRONG, lang="en")
    (alarm,) = checked.alarms
    assert (alarm.kind, alarm.texts) == ("product", ("五台", "380兆瓦", "1800兆瓦"))
    assert alarm.repairs
    assert "but the text says" in alarm.message
    assert checked.coverage.found == len(checked.claims) == 3
    assert kg.check(RIGHT).alarms == ()


def test_what_an_editor_dismissed_alarms_no_longer_and_the_page_says_so(tmp_path: Path) -> None:
    file, found = tmp_path / "reviews.jsonl", kg.check(WRONG, lang="en")
    kg.reviewing.add(
        file, kg.reviewing.decided(found.verification, found.alarms[0], "dismissed", reason="one in reserve", by="林")
    )
    reviews = kg.reviewing.load(file)
    first, second = kg.check_all([WRONG, WRONG.replace("五台", "六台")], lang="en", reviews=reviews)
    assert isinstance(first, kg.Checked)
    assert isinstance(second, kg.Checked)
    assert (first.alarms, len(first.checks), len(second.alarms)) == ((), len(found.checks), 1)
    assert "one in reserve" in first.report()
    assert "one in reserve" not in found.report()
    assert len(first.to_rdf().query("SELECT ?c { ?c kg:alarm true }")) == 0


def test_an_article_keeps_what_it_knows() -> None:
    article = kg.article("票價300元。", region="TW", title="票價", date="2025-03-01")
    assert kg.extract(article).claims[0].quantity.unit == "TWD"
    assert kg.extract("票價300元。", region="TW").claims[0].quantity.unit == "TWD"
    assert kg.check(article).article.date == "2025-03-01"


def test_a_text_that_is_none_is_an_error() -> None:
    with pytest.raises(kg.KgError, match="lone surrogate"):
        kg.check("五台\ud800")


def test_a_stream_is_read_as_it_is_used() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield WRONG if taken == 2 else RIGHT

    results = kg.check_all(endless())
    first, second = next(results), next(results)
    assert isinstance(first, kg.Checked)
    assert isinstance(second, kg.Checked)
    assert (len(first.alarms), len(second.alarms)) == (0, 1)
    assert taken <= 256


def test_a_failure_stands_in_its_place_and_the_others_go_on() -> None:
    given = [RIGHT, "\ud800", kg.Failure("a.txt", "", "gone"), WRONG]
    results = list(kg.check_all(given))
    assert [isinstance(result, kg.Failure) for result in results] == [False, True, True, False]
    assert results[1].place == "第 2 篇 / text 2"  # type: ignore[union-attr]
    assert [isinstance(result, kg.Failure) for result in kg.extract_all(given)] == [False, True, True, False]


def test_tables_have_their_columns_with_and_without_rows() -> None:
    pytest.importorskip("pandas")
    checks, claims = kg.check(WRONG).to_frame(), kg.extract(WRONG).to_frame()
    assert list(checks) == list(CHECK_COLUMNS)
    assert list(claims) == list(CLAIM_COLUMNS)
    assert claims.text.tolist() == ["五台", "380兆瓦", "1800兆瓦"]
    assert claims.value.dtype == float
    assert checks[checks.verdict == "inconsistent"].repair.tolist()[0].startswith("1800兆瓦 → ")
    for empty in (kg.check("无").to_frame(), kg.extract("无").to_frame()):
        assert len(empty) == 0
        assert "article" in empty


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg.KgError, match=re.escape("kg-claims[frames]")):
        kg.extract(RIGHT).to_frame()


def test_graphs_answer_sparql() -> None:
    texts = "SELECT ?text { ?claim a kg:Claim ; kg:text ?text } ORDER BY ?text"
    for graph in (kg.extract(WRONG).to_rdf(), kg.check(WRONG).to_rdf()):
        assert [str(row.text) for row in graph.query(texts)] == ["1800兆瓦", "380兆瓦", "五台"]
    verdicts = "SELECT ?v { ?check kg:kind 'product' ; kg:verdict ?v }"
    assert [row.v for row in kg.check(WRONG).to_rdf().query(verdicts)] == [kg_term("inconsistent")]
    assert list(kg.extract(WRONG).to_rdf().query(verdicts)) == []


def kg_term(name: str) -> object:
    import rdflib  # noqa: PLC0415  # slow, and for this alone

    return rdflib.URIRef(f"urn:kg:{name}")


def test_reports_open_in_their_language_and_a_notebook_frames_them() -> None:
    checked = kg.check(WRONG + "<script>x</script>", lang="en")
    assert '<html lang="en"' in checked.report()
    assert '<html lang="zh' in checked.report("zh")
    framed = checked._repr_html_()
    assert framed.startswith("<iframe srcdoc=")
    assert "<script" not in framed
    assert framed.count("<") == 2
