"""The canonical form of a text: simplified, half-width, one dash, one space; every character stays in its place."""

from __future__ import annotations

import re
from functools import cache

from kg.ontology.turtle import read

_ALIKE = {
    "-": "–—―─‐‑‒−﹣－",
    "~": "～∼〜﹏",
    " ": "\u3000\u00a0\u2009\u202f\u2007\t",
    ":": "：∶﹕",
    ".": "．",
    "·": "・•‧∙",
    "%": "％﹪",
    "/": "／∕",
    "×": "✕✖╳＊*",
    "'": "’‘＇",
    "°": "˚º",
    "$": "＄",
    "£": "￡",
}
# A full-width comma groups digits only where the digits are full-width too (４，５６５; not 在2，300人).
_GROUP = re.compile(r"，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")


@cache
def table() -> dict[int, str]:
    """Code point → canonical character, for str.translate."""
    alike = {ord(c): plain for plain, others in _ALIKE.items() for c in others}
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
    variants = {
        ord(str(other)): str(node["skos:prefLabel"][0])
        for node in read("characters").values()
        for other in node["skos:altLabel"]
    }
    return wide | alike | variants


def canonical(text: str) -> str:
    """The text with variants of a character replaced, of the same length."""
    return _GROUP.sub(",", text).translate(table())
