"""Each thing that docs/teach.md teaches changes what is found, with no line of Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.resources import OWN, ROOT

from .pages import blocks

pytestmark = pytest.mark.xdist_group("teach")
Found = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the page shows."""
    root = tmp_path_factory.mktemp("teach")
    for block in blocks(ROOT / "docs" / "teach.md"):
        if block.name:
            (root / block.name).parent.mkdir(exist_ok=True)
            (root / block.name).write_text(block.text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def taught(folder: Path) -> Found:
    return found(folder, ["--ontology", "words"], ["--checks", "checks"])


@pytest.fixture(scope="module")
def untaught(folder: Path) -> Found:
    return found(folder, [], [])


def found(folder: Path, words: list[str], checks: list[str]) -> Found:
    """What `kg extract` and `kg check` say of the page's article."""
    record = json.dumps({"id": "1", "text": (folder / "文章.txt").read_text(encoding="utf-8")})
    extracted = kg(folder, record, "extract", "--format", "jsonl", "-", *words)
    checked = kg(folder, record, "check", "--format", "jsonl", "-", *words, *checks)
    return json.loads(extracted.stdout) | json.loads(checked.stdout)


def kg(folder: Path, stdin: str, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != OWN}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}
    return subprocess.run(
        [sys.executable, "-m", "kg", *args],
        cwd=folder, env=environment, input=stdin, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def claim(said: Found, opening: str) -> Any:
    """The claim whose number begins so."""
    return next(claim for claim in said["claims"] if claim["text"].startswith(opening))


TAUGHT: list[tuple[str, Callable[[Found], bool]]] = [
    ("a unit", lambda said: claim(said, "30万")["unit"] == "[pood]"),
    ("a property", lambda said: claim(said, "8吨")["property"]["label"] == "固碳量"),
    ("a name", lambda said: claim(said, "3.2万")["subject"]["label"] == "北岭电力集团"),
    ("a cue", lambda said: any(tie["kind"] == "equality" for tie in said["ties"])),
    ("a hedge", lambda said: bool(claim(said, "300人")["approx"] == "about")),
    ("a fact", lambda said: any(check["texts"] == ["3.2万人"] for check in said["checks"])),
    ("a check", lambda said: any(check["kind"] == "班额" for check in said["checks"])),
]


@pytest.mark.parametrize(("thing", "holds"), TAUGHT, ids=[thing for thing, _ in TAUGHT])
def test_a_file_is_enough(taught: Found, untaught: Found, thing: str, holds: Callable[[Found], bool]) -> None:
    assert holds(taught)
    assert not holds(untaught)


def test_the_variable_does_the_same(folder: Path) -> None:
    assert "[pood]" not in kg(folder, '{"id":"1","text":"存粮30万普特"}', "quantities", "--format", "jsonl", "-").stdout
    shown = kg(folder, '{"id":"1","text":"存粮30万普特"}', "quantities", "--format", "jsonl", "-", **{OWN: "words"})
    assert "[pood]" in shown.stdout


@pytest.mark.parametrize(
    ("args", "own", "named"),
    [
        (["--ontology", "nowhere"], "", "nowhere"),
        ([], "nowhere", "nowhere"),
        ([], "broken", "units.ttl"),
        (["--checks", "nowhere"], "", "nowhere"),
        (["--checks", "broken"], "", "broken.rq"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, args: list[str], own: str, named: str) -> None:
    broken = folder / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "units.ttl").write_text("kg:x a kg:Unit .", encoding="utf-8")
    (broken / "broken.rq").write_text("CONSTRUCT {", encoding="utf-8")
    verb = "check" if "--checks" in args else "quantities"
    shown = kg(folder, "五台机组，每台380兆瓦。", verb, "-", *args, **{OWN: own})
    assert shown.returncode == 2
    assert named in shown.stderr
    assert "Traceback" not in shown.stderr
