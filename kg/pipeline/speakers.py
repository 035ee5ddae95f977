"""The source that a clause names: 据海关统计, 国家统计局发布, 俱乐部总经理说, 记者从市民政局获悉, 网传.

Whether a verb has a speaker before it depends on the verb: anyone can say; only somebody can expect (贸易量预计为…
names none); a document shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.clauses import Item
from kg.pipeline.passages import Passage
from kg.pipeline.phrases import DE, JOINING, is_modifier, is_nominal

_SKIPPED = frozenset(("c", "d", "ad", "TIME", "xc", "u", "w"))


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something. `name` is empty where nobody is named; what is said begins at `end` at the earliest.

    person: a person, whose words go on only where the text says so. denies: says that it is not so.
    """

    name: str
    end: int
    person: bool = False
    denies: bool = False


def named(passage: Passage, place: int) -> Source | None:
    """The source that a preposition or a set phrase names: 据…统计, 据悉, 记者从…获悉, 网传."""
    items = passage.clauses[place].items
    first = _first(items, _SKIPPED)
    if first >= len(items):
        return None
    begin = items[first].start
    for role, name in (("nobody", False), ("rumour", True)):
        word = _opening(passage, begin, role)
        if word:
            return Source(word if name else "", begin + len(word))
    if passage.plays(items[first], "source-opener", "method-opener"):
        return _according(passage, items, first)
    return _learned(passage, items)


def speaking(passage: Passage, place: int) -> Source | None:
    """Whoever stands before a verb of saying: 云渡重工有关负责人12日向本报记者否认称."""
    items = passage.clauses[place].items
    for at, item in enumerate(items):
        roles = [role for role in ("speaks", "shows", "judges", "publishes") if passage.plays(item, role)]
        if not roles or not item.tag.startswith("v") or _in_attribute(items, at):
            continue
        first, last = _subject(passage, items, at)
        if last == first:
            continue
        if not any(_may(passage, items, first, last, at, role) for role in roles):
            continue
        end = items[_last_verb(passage, items, at)].end
        denies = any(passage.plays(i, "denies") for i in items[at : at + 2])
        return _source(passage, items, first, last, end, denies)
    return None


def _according(passage: Passage, items: Sequence[Item], at: int) -> Source | None:
    first = _first(items, _SKIPPED - {"TIME"}, at + 1)
    last = _run(items, first)
    cut = last
    while cut > first and passage.plays(items[cut - 1], "speaks", "judges", "publishes", "shows"):
        cut -= 1  # 海关|统计
    informs = last > cut or any(passage.plays(i, "judges", "speaks", "shows", "document") for i in items[first : last + 1])
    if cut == first:
        return Source("", items[min(last, len(items) - 1)].end) if passage.plays(items[at], "source-opener") else None
    if _ends(passage, items[cut - 1], "agreement") or (passage.plays(items[at], "method-opener") and not informs):
        return None
    if cut - first == 1 and passage.plays(items[first], "document"):
        return Source("", items[cut - 1].end)
    return _source(passage, items, first, cut, items[cut - 1].end, False)


def _learned(passage: Passage, items: Sequence[Item]) -> Source | None:
    """记者从市民政局获悉: whoever the reporter has it from."""
    at = next((k for k, item in enumerate(items) if passage.plays(item, "learns")), None)
    if at is None:
        return None
    origin = next((k for k in range(at) if passage.plays(items[k], "from")), None)
    reporter = any(passage.plays(item, "reporter") for item in items[:at])
    if origin is None:
        return Source("", items[at].end) if reporter else None
    last = _run(items, origin + 1)
    if last == origin + 1:
        return Source("", items[at].end)
    return _source(passage, items, origin + 1, last, items[at].end, False)


def _subject(passage: Passage, items: Sequence[Item], at: int) -> tuple[int, int]:
    """The noun phrase that opens the clause, or, after a relative clause, the one before the verb; empty when none."""
    first = _first(items, _SKIPPED)
    if first < at and passage.plays(items[first], "presents"):
        first += 1
    if first < at and not (is_nominal(items[first]) or is_modifier(items[first])):
        closing = [k for k in range(first, at) if items[k].text in DE]
        first = closing[-1] + 1 if closing and items[first].tag == "v" else at
    return first, min(_run(items, first), at)


def _may(passage: Passage, items: Sequence[Item], first: int, last: int, at: int, role: str) -> bool:
    """True when items[first:last] can be the subject of the verb in that role."""
    closes = _last_verb(passage, items, at) + 1 >= len(items)
    able = _can_speak(passage, items[last - 1])
    if role == "shows":
        return _ends(passage, items[last - 1], "document")
    if properties().is_word(passage.word(items[last - 1])) and not able:
        return False
    if role == "speaks":
        return True
    if role == "judges":
        return able or closes
    known = closes or _ends(passage, items[-1], "document") or passage.plays(items[at], "speaks")
    return able and known


def _source(passage: Passage, items: Sequence[Item], first: int, last: int, end: int, denies: bool) -> Source:
    """The source by the name of whoever stands behind it: 国家统计局的数据 → 国家统计局."""
    if any(passage.plays(item, "reporter") for item in items[first:last]):
        return Source("", end)
    if _ends(passage, items[last - 1], "document"):
        last = _owner(passage, items, first, last)
    name = "".join(item.text for item in items[first:last])
    return Source(name, end, _is_person(passage, items[last - 1]), denies)


def _owner(passage: Passage, items: Sequence[Item], first: int, last: int) -> int:
    """Where the owner of a document ends; `last` when it has none."""
    for at in range(first + 1, last):
        if items[at].text in DE or (items[at - 1].entity is not None and _can_speak(passage, items[at - 1])):
            return at
    return last


def _can_speak(passage: Passage, item: Item) -> bool:
    if item.entity is not None:
        return item.entity.type in ("Person", "Organization") or _ends(passage, item, "speaker")
    return item.tag in ("PER", "ORG") or _is_person(passage, item) or _ends(passage, item, "speaker")


def _is_person(passage: Passage, item: Item) -> bool:
    if item.entity is not None:
        return item.entity.type == "Person"
    return item.tag in ("PER", "r") or _ends(passage, item, "person")


def _ends(passage: Passage, item: Item, role: str) -> bool:
    return passage.word(item).endswith(tuple(cues().words(role)))


def _in_attribute(items: Sequence[Item], at: int) -> bool:
    """2005年公布的岩面高程: the verb describes, nobody speaks."""
    return at + 1 < len(items) and items[at + 1].text in DE


def _last_verb(passage: Passage, items: Sequence[Item], at: int) -> int:
    """否认|称, 表示|了: the last of the words of saying that stand together."""
    while at + 1 < len(items) and (items[at + 1].tag == "u" or passage.plays(items[at + 1], "speaks")):
        at += 1
    return at


def _first(items: Sequence[Item], skipped: frozenset[str], at: int = 0) -> int:
    while at < len(items) and items[at].tag in skipped:
        at += 1
    return at


def _run(items: Sequence[Item], first: int) -> int:
    """Where the noun phrase that begins at `first` ends."""
    last = first
    while last < len(items):
        item = items[last]
        if not (is_nominal(item) or is_modifier(item)) and not (last > first and item.text in (*DE, *JOINING)):
            break
        last += 1
    while last > first and items[last - 1].text in (*DE, *JOINING):
        last -= 1
    return last


def _opening(passage: Passage, begin: int, role: str) -> str:
    """The longest word of a role that the text has at `begin`."""
    return max((w for w in cues().words(role) if passage.text.startswith(w, begin)), key=len, default="")
