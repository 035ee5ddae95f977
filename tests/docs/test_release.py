"""What names the version, and what lists what there is, says the same."""

from __future__ import annotations

import re
import tomllib

from kg import __version__
from kg.resources import ROOT


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_citation_is_of_this_version() -> None:
    assert re.search(r"^version: (.+)$", text("CITATION.cff"), re.MULTILINE).group(1) == __version__  # type: ignore[union-attr]


def test_this_version_is_among_the_changes() -> None:
    assert re.search(rf"^## (Unreleased$|{re.escape(__version__)} )", text("CHANGELOG.md"), re.MULTILINE)


def test_what_is_pinned_has_its_hashes_and_covers_what_is_needed() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    lock = text("requirements.lock")
    pinned = re.findall(r"^([a-z0-9-]+)==.*\\\n    --hash=sha256:", lock, re.MULTILINE)
    assert {re.split(r"[<>=\[;]", name)[0].strip().lower() for name in wanted} <= set(pinned)
    assert len(re.findall(r"^[a-z0-9-]+==", lock, re.MULTILINE)) == len(pinned)
