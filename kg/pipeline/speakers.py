"""The source that a clause names: 据海关统计, 国家统计局发布, 俱乐部总经理说, 记者从市民政局获悉, 网传.

Whether a verb has a speaker before it depends on the verb: anyone can say; only somebody can expect (贸易量预计为…
names none); a document shows; to publish is to speak where what is published ends the clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.clauses import DE, JOINING, Clause, Item
from kg.pipeline.passages import Passage
from kg.pipeline.phrases import is_modifier, is_nominal

_ADVERBIAL = frozenset(("c", "d", "ad", "TIME", "xc", "u", "w"))
_SAYING = ("speaks", "judges", "publishes", "shows")


@dataclass(frozen=True, slots=True)
class Source:
    """Who says something. `name` is empty where nobody is named; what is said begins at `end` at the earliest.

    person: a person, whose words go on only where the text says so. denies: says that it is not so.
    """

    name: str
    end: int
    person: bool = False
    denies: bool = False


def source(passage: Passage, place: int) -> Source | None:
    """The source that the clause names; None where it names none and speaks for itself."""
    words = _Words(passage, passage.clauses[place])
    return words.set_phrase() or words.according() or words.learned() or words.speaking() or _rephrased(passage, place)


def can_speak(passage: Passage, item: Item) -> bool:
    """True for a person, an organisation, or a noun for one."""
    if item.entity is not None and item.entity.type in ("Person", "Organization"):
        return True
    return item.tag == "ORG" or _is_person(passage, item) or _ends(passage, item, "speaker")


def _is_person(passage: Passage, item: Item) -> bool:
    if item.entity is not None:
        return item.entity.type == "Person"
    return item.tag == "PER" or _ends(passage, item, "person") or passage.plays(item, "person-pronoun")


def _ends(passage: Passage, item: Item, role: str) -> bool:
    return passage.word(item).endswith(tuple(cues().words(role)))


def _rephrased(passage: Passage, place: int) -> Source | None:
    """网上有一个流传很广的说法，说…: a verb of saying without a subject speaks for the document named just before."""
    first = passage.clauses[place].items[0]
    if place == passage.first[place] or not passage.plays(first, "speaks"):
        return None
    before = passage.clauses[place - 1].items[-1]
    return Source(before.text, first.end) if _ends(passage, before, "document") else None


class _Words:
    """The words of a clause, read for whoever speaks."""

    def __init__(self, passage: Passage, clause: Clause) -> None:
        self.passage = passage
        self.items = clause.items
        self.head = self._skip(self._dateline(), _ADVERBIAL)

    def set_phrase(self) -> Source | None:
        """据悉 names nobody, 网传 says that nobody knows who."""
        begin = self.items[min(self.head, len(self.items) - 1)].start
        for role in ("nobody", "rumour"):
            found = (w for w in cues().words(role) if self.passage.text.startswith(w, begin))
            word = max(found, key=len, default="")
            if word:
                return Source(word if role == "rumour" else "", begin + len(word))
        return None

    def according(self) -> Source | None:
        """据海关统计, 根据农业部的报告, 另据香港金管局; 按 only before what a source does: 按照国家统计局的统计."""
        at = self.head
        if at >= len(self.items) or not self._plays(at, "source-opener", "method-opener"):
            return None
        first = self._skip(at + 1, _ADVERBIAL - {"TIME"})
        end = self._run(first)
        last = self._without_verbs(first, end)
        if last == first:
            return (
                Source("", self.items[min(end, len(self.items) - 1)].end) if self._plays(at, "source-opener") else None
            )
        if _ends(self.passage, self.items[last - 1], "agreement"):
            return None
        informs = last < end or any(
            self._plays(k, *_SAYING, "document") for k in range(first, min(end + 1, len(self.items)))
        )
        if self._plays(at, "method-opener") and not (informs and self._able(first, last)):
            return None
        if last - first == 1 and self._plays(first, "document"):
            return Source("", self.items[first].end)
        return self._named(first, last, self.items[last - 1].end)

    def learned(self) -> Source | None:
        """记者从市民政局获悉: whoever the reporter has it from."""
        at = next((k for k in range(len(self.items)) if self._plays(k, "learns")), None)
        if at is None:
            return None
        origin = next((k for k in range(at) if self._plays(k, "from")), None)
        end = self.items[at].end
        if origin is None:
            return Source("", end) if any(self._plays(k, "reporter") for k in range(at)) else None
        last = self._run(origin + 1)
        return self._named(origin + 1, last, end) if last > origin + 1 else Source("", end)

    def speaking(self) -> Source | None:
        """Whoever stands before a verb of saying: 云渡重工有关负责人12日向本报记者否认称."""
        for at, item in enumerate(self.items):
            if item.quantity is not None and item.quantity.kind == "percent":
                return None  # 73%的受访者表示…: how many say so is what is told
            roles = [role for role in _SAYING if self._plays(at, role)]
            if not roles or not item.tag.startswith("v") or self._inert(at) or self._described(at):
                continue
            first, last = self._subject(at)
            if last > first and any(self._may(first, last, at, role) for role in roles):
                publishes = "publishes" in roles and _ends(self.passage, self.items[-1], "document")
                end = self.items[-1 if publishes else self._last_verb(at)].end
                denies = any(self._plays(k, "denies") for k in range(at, self._last_verb(at) + 1))
                return self._named(first, last, end, denies)
        return None

    def _subject(self, at: int) -> tuple[int, int]:
        """The noun phrase that is said to speak; empty when none is.

        It opens the clause; behind a relative clause it is the head before the verb (种稻40年的农民说), unless that
        is a document, which speaks for whoever opens the clause (国家统计局1月17日发布的数据显示).
        """
        first = self.head + (self.head < at and self._plays(self.head, "presents"))
        last = min(self._run(first), at)
        end = at
        while end > first and self.items[end - 1].tag in _ADVERBIAL:
            end -= 1
        closing = max((k for k in range(last, end) if self.items[k].text in DE), default=None)
        document = end > first and _ends(self.passage, self.items[end - 1], "document")
        if closing is None or not (document or is_nominal(self.items[end - 1])):
            return first, last
        # 雷军有一次对金山的董事会说: the preposition's noun is spoken to.
        addressed = last > first and any(item.tag == "p" for item in self.items[last : end - 1])
        if addressed or (document and self._able(first, last)):
            return first, last
        return closing + 1, end

    def _may(self, first: int, last: int, at: int, role: str) -> bool:
        """True when items[first:last] can be the subject of the verb in that role."""
        able = self._able(first, last)
        if role == "shows":
            return any(_ends(self.passage, self.items[k - 1], "document") for k in (last, at))
        if not able and properties().is_word(self.passage.word(self.items[last - 1])):
            return False
        closes = self._last_verb(at) + 1 >= len(self.items)
        if role == "judges":
            return able or closes
        return role == "speaks" or (able and (closes or _ends(self.passage, self.items[-1], "document")))

    def _named(self, first: int, last: int, end: int, denies: bool = False) -> Source:
        """The source by whoever stands behind it (国家统计局的数据 → 国家统计局); the reporter is nobody."""
        if self._plays(last - 1, "reporter") or self._plays(first, "dateline"):
            return Source("", end)  # 本报南京6月10日电记者…报道
        if _ends(self.passage, self.items[last - 1], "document"):
            last = self._owner(first, last)
        while last - first > 1 and self.items[last - 1].tag == "r":
            last -= 1  # 受访者自己估计
        name = "".join(item.text for item in self.items[first:last])
        return Source(name, end, _is_person(self.passage, self.items[last - 1]), denies)

    def _owner(self, first: int, last: int) -> int:
        """Where the owner of a document ends (农业部|的报告, 华为|年报); `last` when it has none."""
        owners = (at for at in range(first + 1, last) if can_speak(self.passage, self.items[at - 1]))
        return next((at for at in owners if self.items[at].text in DE or self.items[at - 1].entity is not None), last)

    def _inert(self, at: int) -> bool:
        """2005年公布的岩面高程, 也不表示…: the verb describes, or nothing is said."""
        behind = self.items[at + 1].text if at + 1 < len(self.items) else ""
        return behind in DE or (at > 0 and self._plays(at - 1, "not"))

    def _described(self, at: int) -> bool:
        """不愿透露姓名的员工告诉记者: the verb of an attribute, with 的 between it and the verb of saying."""
        closing = next((k for k in range(at + 1, len(self.items)) if self.items[k].text in DE), len(self.items))
        return any(
            self._plays(k, "speaks", "shows") and self.items[k].tag == "v" for k in range(closing + 1, len(self.items))
        )

    def _dateline(self) -> int:
        """Behind 中新社北京3月5日电; 0 where the clause opens with none."""
        for at, item in enumerate(self.items[1:6], 1):
            if (
                self._plays(at, "dateline-end")
                and self.items[at - 1].tag == "TIME"
                and item.start == self.items[at - 1].end
            ):
                return at + 1
        return 0

    def _last_verb(self, at: int) -> int:
        """否认|称, 表示|了: the last of the words of saying that stand together."""
        while at + 1 < len(self.items) and (self.items[at + 1].tag == "u" or self._plays(at + 1, "speaks")):
            at += 1
        return at

    def _without_verbs(self, first: int, last: int) -> int:
        """海关|统计 → 海关: what the source does, where it is not something the source has (农业部|的|报告)."""
        while last > first and self._plays(last - 1, *_SAYING):
            if last - 1 > first and self.items[last - 2].text in DE:
                break
            last -= 1
        return last

    def _run(self, first: int) -> int:
        """Where the noun phrase that begins at `first` ends; 两位专家 and 一项食物调查 (a verb by LAC) are such."""
        last = first
        while last < len(self.items):
            item = self.items[last]
            following = self.items[last + 1] if last + 1 < len(self.items) else None
            joins = last > first and item.text in (*DE, *JOINING)
            counts = item.tag == "Q" and last == first and following is not None and is_nominal(following)
            tells = self._plays(last, "document") and self._plays(last + 1, "speaks", "shows")
            if not (is_nominal(item) or is_modifier(item) or joins or counts or tells):
                break
            last += 1
        while last > first and self.items[last - 1].text in (*DE, *JOINING):
            last -= 1
        return last

    def _able(self, first: int, last: int) -> bool:
        return last > first and can_speak(self.passage, self.items[last - 1])

    def _plays(self, at: int, *roles: str) -> bool:
        return at < len(self.items) and self.passage.plays(self.items[at], *roles)

    def _skip(self, at: int, tags: frozenset[str]) -> int:
        while at < len(self.items) and self.items[at].tag in tags:
            at += 1
        return at
