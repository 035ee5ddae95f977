"""SPARQL as text: its prefixes, its tokens, its errors in plain words, and the refusal to reach the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal
from unicodedata import east_asian_width

import re2

from kg.errors import QueryError, RefusedError
from kg.ontology.turtle import PREFIXES as _ONTOLOGY_PREFIXES

PREFIXES = {prefix.rstrip(":"): iri for iri, prefix in _ONTOLOGY_PREFIXES.items()} | {
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "currency": "http://qudt.org/vocab/currency/",
}
"""What a query may use without declaring it."""

_QUERIES = 256  # texts of queries remembered: the shipped ones are asked again for every batch of articles
TokenKind = Literal["comment", "iri", "string", "variable", "name", "other"]

# Linear: every alternative begins with its own character, the repetitions are possessive, and a string left open
# runs to the end of its line or text, so that no character is looked at again.
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*+)
  | (?P<iri><[^<>"{}|^`\\\s]*+>)
  | (?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:\"{3}|\Z)
      | '{3}(?:[^'\\]|\\.|'(?!''))*+(?:'{3}|\Z)
      | "(?:[^"\\\n\r]|\\.)*+"?
      | '(?:[^'\\\n\r]|\\.)*+'?)
  | (?P<variable>[?$]\w++)
  | (?P<name>(?:\w[\w\-]*+)?:(?:[\w:%\-]|\\.|\.(?=[\w:%\-.\\]))*+|\w[\w\-]*+)
  | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)

# `SERVICE`, an endpoint and a brace, whatever stands around them. Oxigraph wants no space at either side of the keyword
# (`?s ?p 3SERVICEex:there {` is a call), so this looks at the raw text, where nothing can hide: a string or a comment
# that spells such a call is refused too.
_GAP = r"(?:\s|#[^\n\r]*[\n\r])*"
_SERVICE = re2.compile(rf"(?i)service{_GAP}(?:silent{_GAP})?(?:<[^>]*>|[?$][^\s{{#]*|[^\s{{<#]*:[^\s{{]*){_GAP}\{{")
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    kind: TokenKind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query, comments left out. Never fails: text that is no SPARQL gives tokens of kind "other"."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup != "comment":
            yield Token(match.lastgroup, match.group(), match.start())  # type: ignore[arg-type]  # a group's name


@lru_cache(_QUERIES)
def names_its_graphs(sparql: str) -> bool:
    """True where the query says FROM or FROM NAMED itself, so that no union of all graphs may be put in its place."""
    return any(token.kind == "name" and token.text.upper() == "FROM" for token in tokens(sparql))


@lru_cache(_QUERIES)
def refuse_network(sparql: str) -> None:
    """Raises RefusedError for a SERVICE call: Oxigraph would make it, and a query must not reach out.

    A variable or a prefixed name that ends in "service" (?service, ex:service) is no call.
    """
    for match in _SERVICE.finditer(sparql):
        if not _ends_a_name(sparql, match.start()):
            english = "SERVICE reaches the network and is refused"
            raise RefusedError(
                _located(sparql, *_line_and_column(sparql, match.start()), "SERVICE 会连接网络，不执行", english)
            )


def _ends_a_name(sparql: str, at: int) -> bool:
    """True where the word that `at` lies in begins as a variable or as the local part of a prefixed name."""
    while at > 0 and (sparql[at - 1].isalnum() or sparql[at - 1] == "_"):
        at -= 1
    return at > 0 and sparql[at - 1] in "?$:"


def explained(error: SyntaxError, sparql: str) -> QueryError:
    """What Oxigraph says about a query that does not parse, with the line, the place and the nearest known prefix."""
    unknown = _unknown_prefix(sparql)
    if unknown is not None:
        line, column = _line_and_column(sparql, unknown.start)
        prefix = unknown.text.partition(":")[0]
        near = nearest(prefix, PREFIXES) or ", ".join(PREFIXES)
        return QueryError(
            _located(
                sparql, line, column, f"未知前缀 {prefix}:（可用 {near}）", f"unknown prefix {prefix}: (try {near})"
            )
        )
    match = _POSITION.match(str(error))
    if match is None:
        return QueryError(str(error))
    expected = ", ".join(_readable(match[3])[:8])
    return QueryError(
        _located(
            sparql,
            int(match[1]),
            int(match[2]),
            "语法错误",
            f"syntax error, expected {expected}" if expected else "syntax error",
        )
    )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, None where none is near."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), None)


def _unknown_prefix(sparql: str) -> Token | None:
    """The first prefixed name whose prefix is neither declared nor one of PREFIXES."""
    known = set(PREFIXES)
    declares = False
    for token in tokens(sparql):
        if token.kind != "name":
            continue
        prefix, colon, _ = token.text.partition(":")
        if declares:
            known.add(prefix)
        elif colon and prefix not in known and prefix != "_":
            return token
        declares = token.text.upper() == "PREFIX"
    return None


def _readable(expected: str) -> list[str]:
    """The words among what the parser expected, without its character classes."""
    words = expected.removeprefix("expected ").removeprefix("one of ").split(", ")
    return [word for word in words if not word.startswith("[") and "\\u" not in word]


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, at - begin + 1


def _located(sparql: str, line: int, column: int, chinese: str, english: str) -> str:
    lines = sparql.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    where = f"第 {line} 行第 {column} 列：{chinese} / line {line}, column {column}: {english}"
    space = "".join("\u3000" if east_asian_width(c) in "WF" else " " for c in shown[: column - 1])
    return f"{where}\n  {shown}\n  {space}^"
