"""What names are made of, read from ontology/names.ttl: endings that tell a type, legal forms, titles, cues."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from kg.ontology import read


@dataclass(frozen=True, slots=True)
class NameRules:
    """`endings` maps an ending to the type it tells; the other fields are word lists, longest first."""

    endings: dict[str, str]
    legal_forms: tuple[str, ...]
    area_words: tuple[str, ...]
    trades: tuple[str, ...]
    descriptions: frozenset[str]
    no_name_endings: tuple[str, ...]
    titles: tuple[str, ...]
    company_context: tuple[str, ...]
    ordinary_before: tuple[str, ...]
    ordinary_after: tuple[str, ...]
    abbreviation_cues: tuple[str, ...]
    list_closers: tuple[str, ...]
    scopes: frozenset[str]

    def kind(self, name: str, allowed: Collection[str]) -> str | None:
        """The type that the name's longest ending tells, among `allowed`: 三峡水电站 → Facility."""
        for at in range(1, len(name)):
            kind = self.endings.get(name[at:])
            if kind is not None and kind in allowed:
                return kind
        return None


@cache
def name_rules() -> NameRules:
    """The rules of ontology/names.ttl, read once a process."""
    table = read("names")
    by_type: dict[str, list[str]] = {}
    endings: dict[str, str] = {}
    for node in table.values():
        kind = str(node["rdf:type"][0])
        words = [str(v) for v in (*node.get("kg:form", ()), *node.get("kg:ending", ()))]
        by_type.setdefault(kind, []).extend(words)
        if kind == "kg:NameEndings":
            endings.update(dict.fromkeys(words, str(node["kg:type"][0]).removeprefix("kg:")))

    def longest_first(kind: str) -> tuple[str, ...]:
        return tuple(sorted(by_type[kind], key=len, reverse=True))

    return NameRules(
        endings=endings,
        legal_forms=longest_first("kg:LegalForms"),
        area_words=longest_first("kg:AreaWords"),
        trades=longest_first("kg:Trades"),
        descriptions=frozenset(by_type["kg:Descriptions"]),
        no_name_endings=longest_first("kg:NoNameEndings"),
        titles=longest_first("kg:Titles"),
        company_context=longest_first("kg:CompanyContext"),
        ordinary_before=longest_first("kg:OrdinaryBefore"),
        ordinary_after=longest_first("kg:OrdinaryAfter"),
        abbreviation_cues=longest_first("kg:AbbreviationCues"),
        list_closers=longest_first("kg:ListClosers"),
        scopes=frozenset(by_type["kg:Scopes"]),
    )


def leading(text: str, forms: Iterable[str]) -> str:
    """The first of `forms` that the text begins with, or ""."""
    return next((form for form in forms if text.startswith(form)), "")


def trailing(text: str, forms: Iterable[str]) -> str:
    """The first of `forms` that the text ends with, or ""."""
    return next((form for form in forms if text.endswith(form)), "")
