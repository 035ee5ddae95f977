"""The server's own words, in both languages (strings.json); those of the report are the report's."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from markupsafe import Markup

from kg.reporting.strings import LANGUAGES, pair

__all__ = ["LANGUAGES", "both", "say", "table"]
_TABLE = Path(__file__).with_name("strings.json")


@cache
def table() -> dict[str, dict[str, str]]:
    """Key → language → words; words may hold {named} places."""
    words: dict[str, dict[str, str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return words


def say(lang: str, key: str, **values: object) -> str:
    """The words of `key` in one language. Raises KeyError for an unknown key: a fault of ours."""
    return table()[key][lang].format(**values)


def both(key: str, **values: object) -> Markup:
    """The words of `key` in both languages, side by side, as the report writes them."""
    words = pair(table()[key])
    return words.format(**values) if values else words
