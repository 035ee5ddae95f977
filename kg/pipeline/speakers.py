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
        if item.quantity is not None and item.quantity.kind == "percent":
            return None  # 73%的受访者表示…: how many say so is what is told
        if not roles or not item.tag.startswith("v") or _in_attribute(items, at) or _negated(passage, items, at):
            continue
        first, last = _subject(passage, items, at)
        if last == first:
            continue
        if not any(_may(passage, items, first, last, at, role) for role in roles):
            continue
        known = "publishes" in roles and _ends(passage, items[-1], "document")
        end = items[-1].end if known else items[_last_verb(passage, items, at)].end
        denies = any(passage.plays(i, "denies") for i in items[at : at + 2])
        return _source(passage, items, first, last, end, denies)
    return _rephrased(passage, place)


def _rephrased(passage: Passage, place: int) -> Source | None:
    """网上有一个流传很广的说法，说…: a verb of saying without a subject speaks for the document named just before."""
    items = passage.clauses[place].items
    if (
        place == 0
        or not passage.plays(items[0], "speaks")
        or passage.clauses[place - 1].sentence != passage.clauses[place].sentence
    ):
        return None
    before = passage.clauses[place - 1].items[-1]
    return Source(before.text, items[0].end) if _ends(passage, before, "document") else None


def _according(passage: Passage, items: Sequence[Item], at: int) -> Source | None:
    first = _first(items, _SKIPPED - {"TIME"}, at + 1)
    last = _run(passage, items, first)
    cut = last
    while cut > first and passage.plays(items[cut - 1], "speaks", "judges", "publishes", "shows"):
        if cut - 1 > first and items[cut - 2].text in DE:
            break  # 农业部|的|报告
        cut -= 1  # 海关|统计
    informs = last > cut or any(
        passage.plays(i, "judges", "speaks", "shows", "document") for i in items[first : last + 1]
    )
    if cut == first:
        return Source("", items[min(last, len(items) - 1)].end) if passage.plays(items[at], "source-opener") else None
    if _ends(passage, items[cut - 1], "agreement"):
        return None
    if passage.plays(items[at], "method-opener") and not (informs and can_speak(passage, items[cut - 1])):
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
    last = _run(passage, items, origin + 1)
    if last == origin + 1:
        return Source("", items[at].end)
    return _source(passage, items, origin + 1, last, items[at].end, False)


def _subject(passage: Passage, items: Sequence[Item], at: int) -> tuple[int, int]:
    """The noun phrase that is said to speak; empty when none is.

    It opens the clause; behind a relative clause it is the head that stands before the verb (种稻40年的农民说), unless
    that is a document, which speaks for whoever opens the clause (国家统计局1月17日发布的数据显示).
    """
    first = _first(items, _SKIPPED)
    if first < at and passage.plays(items[first], "presents"):
        first += 1
    last = min(_run(passage, items, first), at)
    end = at
    while end > first and items[end - 1].tag in _SKIPPED:
        end -= 1
    closing = [k for k in range(first, end) if items[k].text in DE]
    addressed = last > first and any(item.tag == "p" for item in items[last : end - 1])  # 雷军有一次对金山的董事会说
    if (
        closing
        and closing[-1] >= last
        and is_nominal(items[end - 1])
        and not (addressed and not _ends(passage, items[end - 1], "document"))
    ):
        if last > first and _ends(passage, items[end - 1], "document"):
            return first, last
        return closing[-1] + 1, end
    return first, last


def _may(passage: Passage, items: Sequence[Item], first: int, last: int, at: int, role: str) -> bool:
    """True when items[first:last] can be the subject of the verb items[at] in that role."""
    able = can_speak(passage, items[last - 1])
    if role == "shows":
        return any(_ends(passage, item, "document") for item in (items[last - 1], items[at - 1]))
    if properties().is_word(passage.word(items[last - 1])) and not able:
        return False
    if role == "speaks":
        return True
    closes = _last_verb(passage, items, at) + 1 >= len(items)
    if role == "judges":
        return able or closes
    return able and (closes or _ends(passage, items[-1], "document"))


def _source(passage: Passage, items: Sequence[Item], first: int, last: int, end: int, denies: bool) -> Source:
    """The source by the name of whoever stands behind it: 国家统计局的数据 → 国家统计局."""
    if passage.plays(items[last - 1], "reporter") or passage.plays(items[first], "dateline"):
        return Source("", end)  # 本报南京6月10日电记者…报道
    if _ends(passage, items[last - 1], "document"):
        last = _owner(passage, items, first, last)
    while last - first > 1 and items[last - 1].tag == "r":
        last -= 1  # 受访者自己估计
    name = "".join(item.text for item in items[first:last])
    return Source(name, end, _is_person(passage, items[last - 1]), denies)


def _owner(passage: Passage, items: Sequence[Item], first: int, last: int) -> int:
    """Where the owner of a document ends (农业部|的报告, 华为|年报); `last` when it has none."""
    able = (at for at in range(first + 1, last) if can_speak(passage, items[at - 1]))
    return next((at for at in able if items[at].text in DE or items[at - 1].entity is not None), last)


def can_speak(passage: Passage, item: Item) -> bool:
    """True for a person, an organisation, or a noun for one."""
    if item.entity is not None:
        return item.entity.type in ("Person", "Organization") or _ends(passage, item, "speaker")
    return item.tag in ("PER", "ORG") or _is_person(passage, item) or _ends(passage, item, "speaker")


def _is_person(passage: Passage, item: Item) -> bool:
    if item.entity is not None:
        return item.entity.type == "Person"
    return item.tag == "PER" or _ends(passage, item, "person") or passage.plays(item, "person-pronoun")


def _ends(passage: Passage, item: Item, role: str) -> bool:
    return passage.word(item).endswith(tuple(cues().words(role)))


def _in_attribute(items: Sequence[Item], at: int) -> bool:
    """2005年公布的岩面高程: the verb describes, nobody speaks."""
    return at + 1 < len(items) and items[at + 1].text in DE


def _negated(passage: Passage, items: Sequence[Item], at: int) -> bool:
    """也不表示…: nothing is said."""
    return at > 0 and passage.plays(items[at - 1], "not")


def _last_verb(passage: Passage, items: Sequence[Item], at: int) -> int:
    """否认|称, 表示|了: the last of the words of saying that stand together."""
    while at + 1 < len(items) and (items[at + 1].tag == "u" or passage.plays(items[at + 1], "speaks")):
        at += 1
    return at


def _first(items: Sequence[Item], skipped: frozenset[str], at: int = 0) -> int:
    while at < len(items) and items[at].tag in skipped:
        at += 1
    return at


def _run(passage: Passage, items: Sequence[Item], first: int) -> int:
    """Where the noun phrase that begins at `first` ends: 两位专家, 一项食物调查 (a verb by LAC) count as nouns."""
    last = first
    while last < len(items):
        item = items[last]
        following = items[last + 1] if last + 1 < len(items) else None
        joins = last > first and item.text in (*DE, *JOINING)
        counts = item.tag == "Q" and last == first and following is not None and is_nominal(following)
        tells = (
            last > first
            and passage.plays(item, "document")
            and following is not None
            and passage.plays(following, "speaks", "shows")
        )
        if not (is_nominal(item) or is_modifier(item) or joins or counts or tells):
            break
        last += 1
    while last > first and items[last - 1].text in (*DE, *JOINING):
        last -= 1
    return last


def _opening(passage: Passage, begin: int, role: str) -> str:
    """The longest word of a role that the text has at `begin`."""
    return max((w for w in cues().words(role) if passage.text.startswith(w, begin)), key=len, default="")
