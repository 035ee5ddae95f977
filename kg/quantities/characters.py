"""The canonical form of a text: simplified, half-width, one dash, one space; every character stays in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

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
# GB/T 15835 parts thousands by a thin space: 1 234 567人. Only before a unit, and not after a name (Python 3 100人), or
# where it is all of the text.
_SPACED = re.compile(
    r"(?<![\dA-Za-z.,])(?<![A-Za-z] )\d{1,3}(?: \d{3}){1,4}+(?=(?:\.\d+)? ?[一-鿿%])|\A\d{1,3}(?: \d{3}){1,4}+(?=(?:\.\d+)?\Z)"
)


@cache
def plain_of() -> dict[str, str]:
    """Each variant of a character and what it is in the canonical form."""
    alike = {c: plain for plain, others in _ALIKE.items() for c in others}
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
    variants = {
        str(other): str(node["skos:prefLabel"][0])
        for node in read("characters").values()
        for other in node["skos:altLabel"]
    }
    return wide | alike | variants


@cache
def _replacing() -> Callable[[str], str]:
    """What puts the canonical character for each variant; few characters of a text are one, so it looks for them."""
    plain = plain_of()
    each = re.compile(f"[{re.escape(''.join(plain))}]")
    return partial(each.sub, lambda found: plain[found[0]])


def canonical(text: str) -> str:
    """The text with variants of a character replaced, of the same length."""
    plain = _replacing()(_GROUP.sub(",", text))
    return _SPACED.sub(_comma, plain) if " " in plain else plain


def _comma(found: re.Match[str]) -> str:
    return found[0].replace(" ", ",")
