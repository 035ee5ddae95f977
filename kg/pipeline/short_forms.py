"""Short forms that a text brings in itself: 北京大学(下称“北大”) says so, 王码 after 北京王码电脑总公司 does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.pipeline.gazetteer import Entry, Match
from kg.pipeline.known_names import Boundaries
from kg.pipeline.name_rules import NameRules, name_rules, trailing
from kg.pipeline.tagged_names import made

# At most so many words before a bracket are looked at for a long form that LAC did not mark.
_LONGEST_NAME = 8
_LONGEST_OPENING = 6
_WHOLE = ("Place", "Organization", "Facility")
_NOUNS = frozenset({"n", "nz", "vn", "an", "a", "ORG", "LOC", "PER", "s", "nw"})


@dataclass(frozen=True, slots=True)
class Introduction:
    """The text says that `short` stands for `long`; both mean the same entity."""

    long: Match
    short: Entry


def introductions(
    named: Sequence[Match], known: Sequence[Match], boundaries: Boundaries, rules: NameRules
) -> list[Introduction]:
    """The bracketed short forms of a text, each with the name before its bracket; `known` are the gazetteer's."""
    by_end = {m.end: m for m in named}
    listed = {(m.start, m.end): m for m in known}
    found = []
    for bracket in _bracket().finditer(boundaries.text):
        long = by_end.get(bracket.start()) or by_end.get(bracket.start() - 1)
        if long is None and bracket["cue"]:
            long = _unmarked(bracket.start(), boundaries, rules)
        if long is None:
            continue
        short = bracket["short"].strip()
        inner = listed.get((bracket.start("short"), bracket.start("short") + len(bracket["short"].rstrip())))
        if bracket["cue"] or _shortens(short, boundaries.text[long.start : long.end], long.entries[0].type):
            entry = long.entries[0] if (long.start, long.end) in listed else _shared(long.entries[0], inner)
            found.append(Introduction(Match(long.start, long.end, (entry,), False), _alias(entry, short)))
    return found


def derived(named: Sequence[Match], places: Mapping[int, int], rules: NameRules) -> Iterator[Entry]:
    """Short forms of the text's own full names, ordinary words until LAC sees a name in them too.

    A foreigner's family name (柯林·钱德勒 → 钱德勒); an organisation without its place, trade and legal form.
    `places` tells where the name of a place begins and ends in the text.
    """
    for match in named:
        if len(match.entries) > 1:
            continue
        entry = match.entries[0]
        if entry.type == "Person" and "·" in entry.label:
            yield _alias(entry, entry.label.rsplit("·", 1)[1], ordinary=True)
        if entry.type == "Organization":
            local = places.get(match.start, match.start) - match.start
            for name in {entry.label, entry.label[local:]} if local else {entry.label}:
                for short in _cores(name, rules):
                    yield _alias(entry, short, ordinary=True)


def _cores(name: str, rules: NameRules) -> list[str]:
    """王码电脑总公司 → itself, 王码电脑, 王码; and what the name begins with: 青峰重工 for 青峰重工业集团公司."""
    bare = name.removesuffix(trailing(name, rules.legal_forms))
    core = bare.removesuffix(trailing(bare, rules.trades))
    openings = (name[:length] for length in range(3, min(len(name), _LONGEST_OPENING + 1)))
    # 红4军政治部 is no short form of 红4军政治部宣传部, nor 薛埠镇 of 薛埠镇党委: each is a body or a place of its own.
    openings = (o for o in openings if trailing(o, rules.trades) or not rules.kind(o, _WHOLE))
    forms = dict.fromkeys((name, bare, core, *openings))
    return [form for form in forms if len(form) >= 2 and form not in rules.descriptions]


def _alias(entry: Entry, name: str, ordinary: bool = False) -> Entry:
    return Entry(entry.iri, entry.label, entry.type, (name,), frozenset([name] if ordinary else ()))


def _shared(long: Entry, inner: Match | None) -> Entry:
    """石油输出国组织（欧佩克）: of the two the gazetteer has the short one only: they are one, if of one type."""
    return inner.entries[0] if inner is not None and inner.entries[0].type == long.type else long


def _shortens(short: str, long: str, kind: str) -> bool:
    """Without 下称: characters of the long form in their order (中石油), or a Latin name for a Chinese one (GE)."""
    if short.isascii():
        return short[:1].isalpha() and not long.isascii() and kind in ("Organization", "Person", "Product", "Facility")
    rest = iter(long)
    return 2 <= len(short) < len(long) and all(c in rest for c in short)


def _unmarked(end: int, boundaries: Boundaries, rules: NameRules) -> Match | None:
    """The nouns before a bracket, as far as they go, if they end as the name of an organisation or a law does."""
    word = boundaries.word_at(end - 1)
    start, count = end, 0
    while word is not None and word.tag in _NOUNS and count < _LONGEST_NAME:
        start, count = word.start, count + 1
        word = boundaries.word_at(start - 1)
    name = boundaries.text[start:end]
    kind = rules.kind(name, ("Organization", "Facility", "Law", "Event", "Product"))
    return Match(start, end, (made(name, kind, rules),), False) if kind else None


@cache
def _bracket() -> re.Pattern[str]:
    # Every part is bounded or one character class, so the search is linear.
    cues = "|".join(map(re.escape, name_rules().abbreviation_cues))
    return re.compile(
        rf"[（(](?:(?P<cue>{cues})[:：为]?)?"
        r"[ “\"'「『《]{0,2}(?P<short>[^（）()“”\"'「」『』《》,，。、;；\n]{2,20})[”\"'」』》]?[）)]"
    )
