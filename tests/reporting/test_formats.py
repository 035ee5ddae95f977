"""The report in the formats that programs and word processors read."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate

import kg
from kg.errors import KgError
from kg.model import Decision, Verification
from kg.reporting import FORMS, browser, written
from kg.reporting.record import record, schema
from kg.resources import ONTOLOGY, ROOT
from kg.reviewing import Reviews, decided, reviewed
from reporting.test_hostile import verification as hostile
from reporting.wind_farm import LINES, article, verification

HOSTILE = "<script>\ud800\u202e\x00\uffff</script> 5台"


def decide(**decisions: Decision) -> Verification:
    """The wind farm with decisions on its two alarms."""
    v = verification()
    history = [
        decided(v, v.checks[at], decisions[name], reason=f"{name}：已向公司核实", by="王编辑")
        for at, name in enumerate(("first", "second"))
        if name in decisions
    ]
    return reviewed(v, Reviews(tuple(history)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "v",
    [verification(), decide(first="confirmed", second="dismissed"), hostile("平静")],
    ids=["plain", "reviewed", "odd"],
)
def test_json_is_as_its_schema_says(v: Verification, lang: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    assert list(validator.iter_errors(json.loads(written(v, "json", lang)))) == []


def test_the_schema_in_the_pages_is_the_one_that_ships() -> None:
    assert json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8")) == schema()


def test_the_schema_refuses_what_it_does_not_name() -> None:
    broken = record(verification()) | {"truth": True}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_json_holds_what_the_page_shows() -> None:
    found = record(decide(second="dismissed"))
    source = article().source
    assert found["headline"] == "文中39个数字，核对了30个，发现1处不合"
    assert [(check["state"], check["alarm"]) for check in found["checks"][:3]] == [
        ("inconsistent", True),
        ("dismissed", False),
        ("consistent", False),
    ]
    assert found["checks"][0]["computed_wide"] == {"low": 8.225e7, "high": 1.1025e8}
    claim = found["claims"][20]
    assert (source[claim["start"] : claim["end"]], claim["checks"], claim["blamed"]) == ("9.6兆瓦", [1], True)
    assert found["checks"][8]["stated"] == {"low": 1.1e9, "high": None}


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld"])
def test_rdf_conforms_to_the_shapes_and_reads_the_same_everywhere(form: str) -> None:
    checked = kg.check("北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。").verification
    review = decided(checked, checked.checks[0], "confirmed", reason="已向公司核实", by="王编辑")
    v = reviewed(checked, Reviews((review,)))
    data = written(v, form)
    names = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    triples = {quad.triple for quad in ox.parse(data, format=names[form])}
    graph = rdflib.Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    conforms, _, text = validate(graph, shacl_graph=rdflib.Graph().parse(str(Path(ONTOLOGY) / "shapes.ttl")))
    assert conforms, text
    rows = graph.query(
        """SELECT ?formula ?reason ?replacement ?by {
             ?check a kg:Check ; kg:verdict kg:inconsistent ; kg:formula ?formula ; kg:repair ?repair ; kg:review ?review .
             ?repair kg:rank 1 ; kg:replacement ?replacement . ?review kg:reason ?reason ; dcterms:creator ?by }""",
        initNs={"kg": "urn:kg:", "dcterms": "http://purl.org/dc/terms/"},
    )
    assert [tuple(map(str, row)) for row in rows] == [
        ("五台 × 380兆瓦 = 1.9 吉瓦 ≠ 1800兆瓦", "已向公司核实", v.checks[0].repairs[0].replacement, "王编辑"),
    ]


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ({}, 0),
        ({"first": "confirmed"}, 1),
        ({"first": "dismissed"}, 0),
        ({"first": "confirmed", "second": "dismissed"}, 1),
    ],
)
def test_claim_reviews_are_of_confirmed_alarms_only(decisions: dict[str, Decision], expected: int) -> None:
    graph = json.loads(written(decide(**decisions), "claimreview"))["@graph"]
    assert len(graph) == expected
    for review in graph:
        assert review["@type"] == "ClaimReview"
        assert "2400个机柜,每个机柜功率40千瓦,合计9.6兆瓦" in review["claimReviewed"]
        assert "first：已向公司核实" in review["reviewBody"]
        assert review["reviewRating"]["alternateName"] == "不合"
        assert review["author"]["name"] == "王编辑"
        assert review["itemReviewed"]["appearance"]["url"] == "https://example.org/wind-farm"


def document(v: Verification) -> Any:
    return docx.Document(io.BytesIO(written(v, "docx")))


def test_word_holds_the_article_as_it_was_written() -> None:
    found = document(verification())
    assert [p.text for p in found.paragraphs] == [line for kind, line in LINES if kind != "table"]
    cells = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert cells == [line.split("\t") for kind, line in LINES if kind == "table"]


def test_word_has_a_comment_at_every_number_that_alarms() -> None:
    found = document(decide(first="confirmed"))
    *comments, summary = [comment.text for comment in found.comments]
    assert summary.startswith("文中39个数字，核对了30个，发现1处不合、1处可疑")
    alarmed = [mark for mark in record(verification())["claims"] if mark["state"] in ("inconsistent", "implausible")]
    assert len(comments) == len(alarmed)
    about = next(text for text in comments if "2400个" in text)
    for words in (
        "不合 · 乘积：2400个 × 40千瓦",
        "可能的更正：9.6兆瓦 → 96兆瓦",
        "编辑确认：first：已向公司核实 (王编辑",
    ):
        assert words in about
    red = [run.text for p in found.paragraphs for run in p.runs if run.font.underline]
    assert red == [mark["text"] for mark in alarmed]


def test_a_dismissed_alarm_has_no_comment() -> None:
    found = document(decide(first="dismissed", second="dismissed"))
    assert len(list(found.comments)) == 1


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
def test_no_format_breaks_on_hostile_text(form: str) -> None:
    v = hostile(HOSTILE)
    v = replace(v, checks=tuple(replace(check, id="1f", tested=check.claims[0]) for check in v.checks))
    content = written(v, form)
    if form == "docx":
        assert "[U+FFFF]" in "".join(p.text for p in document(v).paragraphs)
        return
    text = content.decode("utf-8")
    if form in ("json", "jsonld", "claimreview"):
        json.loads(text)
    if form in ("turtle", "trig"):
        list(ox.parse(content, format=ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.TRIG))


@pytest.mark.skipif(
    not Path("/usr/bin/chromium").exists(), reason="/usr/bin/chromium is not there (apt-get install chromium)"
)
@pytest.mark.xdist_group("browser")
def test_pdf_is_the_page_with_its_fonts_in_it(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(written(verification(), "pdf"))
    assert path.read_bytes().startswith(b"%PDF-")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not there (apt-get install poppler-utils)")
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, encoding="utf-8", check=True).stdout
    assert "发现1处不合" in "".join(text.split())
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, encoding="utf-8", check=True).stdout
    embedded = [line.split()[-5] for line in fonts.splitlines()[2:]]
    assert embedded
    assert set(embedded) == {"yes"}


@pytest.mark.parametrize(
    ("given", "told"), [(None, "Chromium, Chrome or Edge"), ("no-such-browser", "KG_BROWSER=no-such-browser")]
)
def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, given: str | None, told: str) -> None:
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.delenv("KG_BROWSER", raising=False)
    if given:
        monkeypatch.setenv("KG_BROWSER", given)
    with pytest.raises(KgError, match=told):
        written(verification(), "pdf")


def test_a_browser_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("KG_BROWSER", str(broken))
    with pytest.raises(KgError, match="no display"):
        written(verification(), "pdf")
