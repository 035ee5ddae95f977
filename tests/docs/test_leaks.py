"""What is tracked says nothing of where and how it was made: no registry, no path of a machine, no such words."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.resources import ROOT

# Written apart, so that this file does not name what it forbids.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "index" + "-url http", "file" + ":///")
FOLDERS = ("wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + "me", "op" + "t")
TRADE = (
    "co-authored" + "-by",
    "cla" + "ude",
    "anthro" + "pic",
    "co" + "pilot",
    "language mo" + "del",
    "sub-?ag" + "ent",
)
_REGISTRY = re.compile("|".join(re.escape(name) for name in REGISTRIES))
_PATH = re.compile(rf"(?<![\w./<}}*-])/(?:{'|'.join(FOLDERS)})/\w")
_TRADE = re.compile(rf"\b(?:{'|'.join(TRADE)})\b", re.IGNORECASE)
_TICKET = re.compile(r"\b(?:issue|ticket|PR|GH) ?[#-]?\d+\b")
# Names of products and companies are what these hold; news may name any.
NAMING = ("ontology/entities/", "ontology/facts", "corpus/", "tests/gold/", "benchmarks/")


def tracked() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return []
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


pytestmark = pytest.mark.skipif(not tracked(), reason="not a git checkout")


def texts() -> dict[str, str]:
    """The tracked files that are text."""
    found = {}
    for name in tracked():
        data = (ROOT / name).read_bytes()
        if b"\0" not in data[:8000]:
            found[name] = data.decode("utf-8")
    return found


def found(pattern: re.Pattern[str], *, besides: tuple[str, ...] = ()) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts().items()
        if not name.startswith(besides)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_registry_is_named() -> None:
    assert found(_REGISTRY) == []


def test_no_folder_of_a_machine_is_named() -> None:
    assert found(_PATH) == []


def test_no_word_of_the_trade() -> None:
    assert found(_TRADE, besides=NAMING) == []
    assert found(_TICKET, besides=(*NAMING, "LICENSE")) == []


def test_nothing_made_is_tracked() -> None:
    made = (".venv", "out", "dist", "build", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache")
    assert [name for name in tracked() if set(Path(name).parts) & set(made)] == []


@pytest.mark.parametrize(
    ("pattern", "line", "caught"),
    [
        (_PATH, "see /" + "tmp/x.png", True),
        (_PATH, "`/" + "work/main`", True),
        (_PATH, "tests/" + "tmp/x", False),
        (_PATH, "千米/" + "work/", False),
        (_REGISTRY, "https://" + "py" + "pi.org/simple", True),
        (_TRADE, "asked a language" + " model", True),
        (_TRADE, "sub" + "agent", True),
        (_TICKET, "see issue #" + "12", True),
        (_TICKET, "issue price", False),
    ],
)
def test_the_gate_closes(pattern: re.Pattern[str], line: str, caught: bool) -> None:
    assert (pattern.search(line) is not None) is caught
