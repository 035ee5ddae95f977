"""SARIF: what a code-scanning tool needs to show an alarm at its place."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import kg
from kg.model import Verification
from kg.reading import article
from kg.reporting.places import Lines
from kg.reporting.sarif import sarif
from kg.resources import CORPUS
from kg.reviewing import Reviews, decided, reviewed
from reporting.wind_farm import verification

FIRST = "题目：😀北岭电力的计划\r\n"
WRONG = "😀北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。"
REGION = {
    "type": "object",
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
}
TEXT = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}, "required": ["text"]}
ARTIFACT = {"type": "object", "properties": {"uri": {"type": "string", "format": "uri-reference"}}, "required": ["uri"]}
LOCATION = {
    "type": "object",
    "properties": {
        "physicalLocation": {
            "type": "object",
            "properties": {"artifactLocation": ARTIFACT, "region": REGION},
            "required": ["artifactLocation", "region"],
        }
    },
    "required": ["physicalLocation"],
}
FIX = {
    "type": "object",
    "properties": {
        "description": TEXT,
        "artifactChanges": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "artifactLocation": ARTIFACT,
                    "replacements": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "properties": {"deletedRegion": REGION, "insertedContent": TEXT},
                            "required": ["deletedRegion"],
                        },
                    },
                },
                "required": ["artifactLocation", "replacements"],
            },
        },
    },
    "required": ["artifactChanges"],
}
# The structure that SARIF 2.1.0 requires of what is used here (sections 3.13, 3.14, 3.18, 3.27, 3.30, 3.35, 3.55, 3.57).
LOG = {
    "type": "object",
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "tool": {
                        "type": "object",
                        "properties": {
                            "driver": {
                                "type": "object",
                                "properties": {
                                    "name": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "items": {
                                            "type": "object",
                                            "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
                                            "required": ["id"],
                                        },
                                    },
                                },
                                "required": ["name"],
                            }
                        },
                        "required": ["driver"],
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {"type": "array", "items": {"type": "object", "required": ["executionSuccessful"]}},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "locations": {"type": "array", "items": LOCATION},
                                "relatedLocations": {"type": "array", "items": LOCATION},
                                "fixes": {"type": "array", "items": FIX},
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                        "required": ["kind"],
                                    },
                                },
                            },
                            "required": ["message"],
                        },
                    },
                },
                "required": ["tool"],
            },
        },
    },
    "required": ["version", "runs"],
}


OFFICIAL = os.environ.get("KG_SARIF_SCHEMA", "")


@pytest.mark.skipif(
    not OFFICIAL,
    reason="no SARIF schema: npm pack @microsoft/jest-sarif, and KG_SARIF_SCHEMA=…/lib/schemas/sarif-2.1.0-rtm.5.json",
)
def test_the_schema_of_the_standard_accepts_every_log(checked: Verification) -> None:
    """Its official schema, which no package of PyPI carries; LOG holds what is used of it."""
    schema = json.loads(Path(OFFICIAL).read_text(encoding="utf-8"))
    review = decided(checked, checked.checks[0], "dismissed", reason="口径不同", by="王编辑")
    articles = [found.verification for found in kg.check_all(kg.read(CORPUS)) if isinstance(found, kg.Checked)]
    for found in ([], [checked], [reviewed(checked, Reviews((review,)))], articles, [verification()]):
        for severity, lang in ((2, "zh"), (3, "en")):
            jsonschema.validate(sarif(found, severity=severity, lang=lang), schema)


def results(*found: Verification, **given: Any) -> list[dict[str, Any]]:
    log = sarif(found, **given)
    jsonschema.validate(log, LOG)
    json.dumps(log)
    [run] = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return list(run["results"])


def cut(text: str, region: dict[str, int]) -> str:
    lines = Lines(text)
    start, end = (lines.start(region[f"{side}Line"] - 1) + region[f"{side}Column"] - 1 for side in ("start", "end"))
    return text[start:end]


@pytest.fixture(scope="module")
def checked() -> Verification:
    return kg.check(article(FIRST + WRONG, path="稿 件/a%.txt")).verification


def test_an_alarm_has_its_place_and_fixes_that_mend_it(checked: Verification) -> None:
    source = checked.extraction.article.source
    assert source == FIRST + WRONG
    [result] = results(checked)
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E7%A8%BF%20%E4%BB%B6/a%25.txt"
    assert place["region"]["startLine"] == 2
    numbers = [place, *(other["physicalLocation"] for other in result["relatedLocations"])]
    assert sorted(cut(source, one["region"]) for one in numbers) == ["1800兆瓦", "380兆瓦", "五台"]
    assert result["level"] == "error"
    assert "五台 × 380兆瓦 = 1.9 吉瓦 ≠ 1800兆瓦" in result["message"]["text"]
    [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region, lines = replacement["deletedRegion"], Lines(source)
    start = lines.start(region["startLine"] - 1) + region["startColumn"] - 1
    end = lines.start(region["endLine"] - 1) + region["endColumn"] - 1
    mended = source[:start] + replacement["insertedContent"]["text"] + source[end:]
    assert not kg.check(mended).alarms


def test_levels_follow_severity_and_notes_are_asked_for() -> None:
    assert [result["level"] for result in results(verification())] == ["error", "warning"]
    assert [result["level"] for result in results(verification(), severity=3)] == ["error", "warning", "note", "note"]


def test_a_dismissed_alarm_is_suppressed_with_its_reason(checked: Verification) -> None:
    review = decided(checked, checked.checks[0], "dismissed", reason="口径不同", by="王编辑")
    [result] = results(reviewed(checked, Reviews((review,))))
    assert result["suppressions"][0]["justification"].startswith("口径不同 (王编辑")


def test_one_run_for_all_articles_and_a_failure_is_told(checked: Verification) -> None:
    assert [result["ruleIndex"] for result in results(checked, checked)] == [0, 0]
    assert sarif([], failed=True)["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_repair_whose_words_are_not_in_the_text_is_no_fix(checked: Verification) -> None:
    [repair] = checked.checks[0].repairs[:1]
    odd = replace(checked.checks[0], repairs=(replace(repair, text="十台"),))
    [result] = results(replace(checked, checks=(odd,)))
    assert result["fixes"] == []


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli.program import run  # noqa: PLC0415  # the program is for this test only

    (tmp_path / "a.txt").write_text(WRONG, encoding="utf-8")
    assert run(["check", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--format", "sarif"]) == 2
    log = json.loads(capsys.readouterr().out)
    jsonschema.validate(log, LOG)
    assert len(log["runs"][0]["results"]) == 1
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert run(["check", str(tmp_path / "a.txt"), "--format", "sarif", "--fail-on", "never"]) == 0
