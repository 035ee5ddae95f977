"""The pages for users, and what in them can be run.

A fenced block whose language is followed by a path is a file (```turtle words/units.ttl). ```console holds commands
after `$ `, each with what it prints; a line `…` stands for any lines, … within one for any text. ```pycon holds a
Python session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.resources import ROOT

PAGES = [
    ROOT / name
    for name in ("README.md", "README.zh.md", "CHANGELOG.md", *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md")))
]
_ANY_LINES = r"(?:.*\n)*?"
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    language: str
    name: str | None
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """`line` as typed; `printed`: the lines that follow it."""

    line: str
    printed: tuple[str, ...]


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page that name their language."""
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        yield Block(match[1], match[2], match[3], text.count("\n", 0, match.start()) + 1)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block with what they print."""
    typed, printed = "", list[str]()
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if typed:
                yield Command(typed, tuple(printed))
            typed, printed = line[2:], []
        else:
            printed.append(line)
    if typed:
        yield Command(typed, tuple(printed))


def agree(shown: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether lines are those wanted, spaces at their ends aside: `…` is any lines, … within a line any text."""
    lines = (_ANY_LINES if line == "…" else _pattern(line.rstrip()) for line in wanted)
    return re.fullmatch("".join(lines), "".join(line.rstrip() + "\n" for line in shown)) is not None


def _pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.split("…"))) + "\n"
