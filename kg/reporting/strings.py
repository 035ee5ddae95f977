"""The report's own words, in both languages, from one table (strings.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from markupsafe import Markup, escape

from kg.querying.shipped import shipped

LANGUAGES = ("zh", "en")
_TABLE = Path(__file__).with_name("strings.json")


@cache
def table() -> dict[str, dict[str, str]]:
    """Key → language → words; words may hold {named} places. A kind of check is called what its query is called."""
    words: dict[str, dict[str, str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    for query in shipped():
        words[f"kind.{query.name}"] = {"zh": query.title, "en": query.english}
    return words


def say(lang: str, key: str, **values: object) -> str:
    """The words of `key` in one language. Raises KeyError for an unknown key: a fault of ours, not of the article."""
    return table()[key][lang].format(**values)


def both(key: str, tag: Literal["span", "tspan"] = "span", **values: object) -> Markup:
    """The words of `key` in every language, side by side; the page's style sheet shows one of them.

    tag: the element that carries `lang`, "tspan" in SVG.
    """
    words = _pair(key, tag)
    return words.format(**values) if values else words  # Markup.format escapes the values


def pair(words: Mapping[str, str], tag: Literal["span", "tspan"] = "span") -> Markup:
    """Language → words as elements side by side; the words are escaped."""
    elements = (f"<{tag} lang={lang}>{escape(words[lang])}</{tag}>" for lang in LANGUAGES)
    return Markup("".join(elements))  # noqa: S704 the words are escaped


@cache
def _pair(key: str, tag: Literal["span", "tspan"]) -> Markup:
    return pair(table()[key], tag)
