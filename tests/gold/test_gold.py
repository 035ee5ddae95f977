"""The gold is sound (spans, roles, balance) and its scorer tells a perfect answer from a damaged one."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import kg
import kg.reading

HERE = Path(__file__).parent
SPEC = importlib.util.spec_from_file_location("gold_score", HERE / "score.py")
assert SPEC is not None
assert SPEC.loader is not None
score = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(score)

ROLES = {
    "product": {"count", "each", "total"},
    "equality": {"side"},
    "sum": {"part", "total"},
    "part": {"part", "whole"},
    "ratio": {"numerator", "denominator", "quotient"},
    "growth": {"before", "after", "rate", "change"},
    "difference": {"minuend", "subtrahend", "difference"},
    "shares": {"share"},
    "order": {"less", "greater"},
    "span": {"from", "to", "duration"},
    "enumeration": {"count"},
    "exchange": {"amount", "converted", "rate"},
    "repeat": {"first", "again"},
}
MODALITIES = {"asserted", "planned", "potential", "estimated", "negated", "asked", "supposed"}


def rows(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def perfect(gold: dict[str, Any]) -> dict[str, Any]:
    """The answer that says what the gold says, in the form of `kg extract`."""

    def first(acceptable: str | None) -> str | None:
        return acceptable.split("|")[0] if acceptable else None

    claims = [
        c
        | {
            "id": f"c{c['start']}",
            "subject": {"text": first(c["subject"])},
            "property": {"iri": "urn:kg:property:x", "label": first(c["property"])},
            "modality": first(c["modality"]),
            **{k: first(c[k]) for k in ("of", "per", "time", "attributed_to")},
        }
        for c in gold["claims"]
    ]
    relations = [
        {"kind": r["kind"], "members": [[role, f"c{at}"] for role, at in r["members"]]} for r in gold["relations"]
    ]
    return {"id": gold["id"], "claims": claims, "relations": relations}


@pytest.mark.parametrize("half", ["dev", "frozen"])
def test_spans_and_relations_point_at_what_they_name(half: str) -> None:
    for g in rows(half):
        starts = {c["start"] for c in g["claims"]}
        assert len(starts) == len(g["claims"]), g["id"]
        for c in g["claims"]:
            assert g["text"][c["start"] : c["end"]] == c["text"], (g["id"], c["text"])
            assert c["subject"], (g["id"], c["text"])
            assert set(c["modality"].split("|")) <= MODALITIES, (g["id"], c["text"])
        for r in g["relations"]:
            assert {role for role, _ in r["members"]} <= ROLES[r["kind"]], (g["id"], r)
            assert {at for _, at in r["members"]} <= starts, (g["id"], r)
        for start, end in g["ignore"]:
            assert not any(start < c["end"] and c["start"] < end for c in g["claims"]), (g["id"], start)


def test_halves_share_every_topic_evenly_and_no_paragraph() -> None:
    dev, frozen = rows("dev"), rows("frozen")
    assert Counter(g["topic"] for g in dev) == Counter(g["topic"] for g in frozen)
    assert not {g["id"] for g in dev} & {g["id"] for g in frozen}
    assert not {g["text"] for g in dev} & {g["text"] for g in frozen}


@pytest.mark.parametrize("half", ["dev", "frozen"])
def test_the_gold_scores_itself_perfectly(half: str) -> None:
    gold = rows(half)
    tally = score.score(gold, {g["id"]: perfect(g) for g in gold})
    for name in ("claims", "non-asserted", "attributed", "relations", "pairs"):
        assert tally[f"{name} right"] == tally[f"{name} gold"] == tally[f"{name} got"] > 0, name
    for facet in score.FACETS:
        assert tally[f"{facet} right"] == tally[f"{facet} gold"] > 0, facet


def spoil_value(answer: dict[str, Any]) -> None:
    for c in answer["claims"]:
        c["value"] = None if c["value"] is None else c["value"] * 10


def spoil_subject(answer: dict[str, Any]) -> None:
    for c in answer["claims"]:
        c["subject"], c["of"] = {"text": "别的"}, None


def spoil_property(answer: dict[str, Any]) -> None:
    for c in answer["claims"]:
        c["property"] = None


def spoil_modality(answer: dict[str, Any]) -> None:
    for c in answer["claims"]:
        c["modality"] = "asked"


def spoil_source(answer: dict[str, Any]) -> None:
    for c in answer["claims"]:
        c["attributed_to"] = "无名氏"


def spoil_roles(answer: dict[str, Any]) -> None:
    for t in answer["relations"]:
        t["kind"] = "sum" if t["kind"] != "sum" else "order"


def add_noise(answer: dict[str, Any]) -> None:
    answer["claims"] += [c | {"id": c["id"] + "x"} for c in answer["claims"]]


@pytest.mark.parametrize(
    ("spoil", "falls"),
    [
        (spoil_value, "claims right"),
        (spoil_subject, "subject right"),
        (spoil_property, "property right"),
        (spoil_modality, "non-asserted right"),
        (spoil_source, "attributed right"),
        (spoil_roles, "relations right"),
    ],
)
def test_a_spoilt_answer_scores_next_to_nothing(spoil: Any, falls: str) -> None:
    gold = rows("dev")
    given = {g["id"]: perfect(g) for g in gold}
    for answer in given.values():
        spoil(answer)
    tally = score.score(gold, given)
    assert tally[falls] < 0.1 * tally[falls.replace(" right", " gold")]


def test_claims_given_twice_cost_precision_but_not_recall() -> None:
    gold = rows("dev")
    given = {g["id"]: perfect(g) for g in gold}
    for answer in given.values():
        add_noise(answer)
    tally = score.score(gold, given)
    assert tally["claims right"] == tally["claims gold"]
    assert tally["claims got"] > 1.9 * tally["claims right"]


@pytest.mark.parametrize(
    ("gold", "got", "right"),
    [
        ({"value": 50, "unit": "%"}, {"value": 50, "unit": "%"}, True),
        ({"value": 0.5, "unit": "1"}, {"value": 50, "unit": "%"}, True),
        ({"value": 50, "unit": "%"}, {"value": 50, "unit": "{pp}"}, False),
        ({"value": 350, "unit": "km/h"}, {"value": 350, "unit": "km"}, True),
        ({"value": 42, "unit": "{戶}"}, {"value": 42, "unit": "{户}"}, True),
        ({"value": 3, "unit": "{台}"}, {"value": 3, "unit": "{个}"}, False),
        ({"value": 8.5, "unit": "CNY"}, {"value": 85, "unit": "CNY"}, False),
        ({"value": -3.1, "unit": "%"}, {"value": 3.1, "unit": "%"}, True),
        ({"value": None, "unit": "mm"}, {"value": 200, "unit": "mm"}, False),
        ({"value": None, "unit": None}, {"value": 0.5, "unit": "1"}, True),
        ({"value": 2019, "unit": "date"}, {"value": None, "unit": "1", "kind": "date"}, True),
    ],
)
def test_value_and_unit(gold: dict[str, Any], got: dict[str, Any], right: bool) -> None:
    assert score.value_right(gold, got) is right


def test_nothing_in_the_development_half_raises_an_alarm() -> None:
    found = kg.check_all(kg.reading.article(row["text"], id=row["id"]) for row in rows("dev"))
    assert {row.extraction.article.id: [c.formula for c in row.alarms] for row in found if row.alarms} == {}
