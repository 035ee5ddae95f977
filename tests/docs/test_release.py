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


def pinned(lock: str) -> set[str]:
    names = re.findall(r"^([a-z0-9-]+)==.*\\\n    --hash=sha256:", text(lock), re.MULTILINE)
    assert len(re.findall(r"^[a-z0-9-]+==", text(lock), re.MULTILINE)) == len(names)
    return set(names)


def test_what_is_pinned_has_its_hashes_and_covers_what_is_needed() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]

    def needed(requirements: list[str]) -> set[str]:
        names = {re.split(r"[<>=\[; ]", name)[0].strip().lower().replace(".", "-") for name in requirements}
        return names - {project["name"]}

    assert needed(project["dependencies"]) <= pinned("requirements.lock")
    parts = ("formats", "frames", "lsp", "store", "build")
    assert needed([name for part in parts for name in extras[part]]) <= pinned("requirements.lock")
    assert needed([name for extra in extras.values() for name in extra]) <= pinned("requirements-dev.lock")
    assert pinned("requirements.lock") <= pinned("requirements-dev.lock")
