"""How many articles there are to read, as far as that can be told without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_LINES = (".jsonl", ".ndjson")
_BLOCK = 1 << 20


def total_of(sources: Iterable[str]) -> int | None:
    """Files count one each, JSON lines by line; None for standard input, which has no end in sight."""
    total = 0
    for source in sources:
        if source == "-":
            return None
        for path in _files(source):
            total += _line_count(path) if path.suffix.lower() in _LINES else 1
    return total


def _files(source: str) -> Iterable[Path]:
    if not os.path.isdir(source):  # noqa: PTH112  # Path.is_dir raises on a name with a zero byte
        return [Path(source)]
    return (
        Path(root, name)
        for root, _, names in os.walk(source)
        for name in names
        if not any(part.startswith(".") for part in Path(root, name).relative_to(source).parts)
    )


def _line_count(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
    except OSError:  # told where it is read
        return 1
