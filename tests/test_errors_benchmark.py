"""The benchmark of injected errors counts what it says it counts."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.resources import ROOT

ROWS = [
    {
        "id": "right",
        "topic": "x",
        "text": "班上有学生50名,其中男生28名,占56%,女生22名。",
        "perturb": [["女生22名", "女生24名", "sum"], ["占56%", "占65%", "ratio"]],
    },
    {"id": "unseen", "topic": "x", "text": "全长3公里,历时5天。", "perturb": [["3公里", "30公里", "product"]]},
    {"id": "wrong", "topic": "y", "family": "false", "text": "总功率30兆瓦,即30万千瓦。", "perturb": []},
]


@pytest.fixture(scope="module")
def errors() -> ModuleType:
    spec = importlib.util.spec_from_file_location("errors_benchmark", ROOT / "benchmarks" / "errors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_found_right_kind_undone_and_false_alarms(errors: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "passages.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    given = list(errors.passages(path))
    lines = list(errors.score(given, list(errors.verifications(given)), verbose=False))
    table = {cells[0]: [int(n) for n in cells[1:]] for cells in map(str.split, lines[1:-1])}
    assert table == {"product": [1, 0, 0, 0], "ratio": [1, 1, 1, 1], "sum": [1, 1, 1, 1], "all": [3, 2, 2, 2]}
    assert lines[-1] == "false alarms in 1 of 3 right passages {'false': 1}"


def test_every_error_stands_once_in_its_passage(errors: ModuleType) -> None:
    for passage in errors.passages(errors.DEV):
        if passage.kind:
            assert passage.text != passage.clean
            assert passage.text[passage.start : passage.end]
