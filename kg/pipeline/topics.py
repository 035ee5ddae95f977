"""What a clause is about, and who is said to have said it.

The topic is the first noun phrase before the predicate that no preposition governs. It stays the subject of the
clauses after it until one names its own (Chinese drops a subject that goes on: 查处造纸厂289家,关闭195家).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ontology.anaphors import anaphors
from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.clauses import DE, JOINING, Clause, Item
from kg.pipeline.phrases import NOTHING, Phrase, before_total, is_marker, is_modifier, is_nominal, phrase

# Words that may stand before a topic without being part of it.
_BEFORE_TOPIC = frozenset(("c", "d", "TIME", "ad", "vd", "xc", "u"))


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of a clause and where its predicate begins; `speaker` when the clause only says who speaks.

    `governed`: the clause begins with a preposition's phrase, whose owner the next clause names (凭借200亿美元的新融资,
    xAI正…).
    """

    phrase: Phrase
    predicate: int
    speaker: Phrase = NOTHING
    governed: bool = False


def topic(clause: Clause) -> Topic:
    """The topic that the clause itself names (an empty phrase when it names none).

    分析师预计… has a speaker; 贸易量预计为… has none: what is measured does not speak.
    """
    items = clause.items
    first, governed = _skip_to_topic(items)
    last = _topic_end(items, first)
    speaker = phrase(items, first, last)
    if _documented(items, first, last):
        return Topic(NOTHING, last)  # 报告显示,…: what a report says is said of what it is about
    said = _saying(items, last) if speaker and owner(items, speaker) == speaker else None
    if said is None and speaker and _publishes(items, last):
        return Topic(NOTHING, len(items), speaker)
    if said is not None:
        return _told(items, last, said, speaker)
    if last == first or items[first].text in cues().words("causative"):
        acting = _actor(items, first) or _deed(items, first) or _group(items, first)
        return acting or Topic(NOTHING, last, governed=governed)
    served = _beneficiary(items, last)
    if served:
        return Topic(served, last)
    if items[first].tag == "Q" and first + 1 < last:
        first += 1  # 即使是几毫秒的电力中断: the number tells of the topic
    return Topic(phrase(items, first, last), last)


def _told(items: Sequence[Item], last: int, said: int, speaker: Phrase) -> Topic:
    """The topic of what the speaker says: items[last:said] are the verb, what follows is said."""
    inner = _skip_to_topic(items, said)[0]
    end = _topic_end(items, inner)
    if _commits(items, last, inner):
        return Topic(speaker, last)
    if inner < end == len(items) and all(i.tag == "r" for i in items[inner:end]):
        return Topic(NOTHING, end, speaker)  # 研究员告诉我们,…: who was told is not what it is about
    if end == len(items) and items[end - 1].text.endswith(tuple(cues().words("document"))):
        # 台积电公布财报 is about 台积电; 平台公布一组数字 about what they count.
        return Topic(speaker, last) if _of_itself(items) else Topic(NOTHING, end, speaker)
    return Topic(phrase(items, inner, end) if end > inner else NOTHING, max(end, said), speaker)


def _skip_to_topic(items: Sequence[Item], at: int = 0) -> tuple[int, bool]:
    """(where the topic may begin, whether a preposition's phrase was passed over)."""
    governed = False
    while at < len(items):
        item = items[at]
        if item.text in cues().words("clause-opener"):
            at += 1
        elif item.tag == "p" and _described_by(items, at):
            at, governed = _described_by(items, at), False
        elif item.tag == "p" or item.text in cues().words("according"):
            at, governed = _after_preposition(items, at + 1), True
        elif (
            item.tag in _BEFORE_TOPIC
            or is_marker(item)
            or (item.text in cues().words("identity") and at and items[at - 1].tag in ("c", "d"))
        ):
            at += 1
        else:
            break
    return at, governed


def _described_by(items: Sequence[Item], at: int) -> int:
    """Where the noun begins that a preposition's phrase and its verb describe (经罗湖口岸离境的|旅客); 0 when none does."""
    for end in range(at + 2, min(at + 7, len(items) - 2)):
        if items[end].tag == "Q":
            return 0
        if items[end].text in DE:
            head = _topic_end(items, end + 1)
            predicate = end + 1 < head < len(items) and items[head].tag in ("v", "d", "Q")
            return end + 1 if items[end - 1].tag == "v" and predicate else 0
    return 0


def _after_preposition(items: Sequence[Item], at: int) -> int:
    """Behind the phrase a preposition governs: to its localiser (在…中), or over its noun phrase (从大阪到东京)."""
    for end in range(at, len(items)):
        # 较前一交易日: 前 before a numeral is no localiser.
        counts = end + 1 < len(items) and items[end + 1].tag in ("m", "Q", "TIME")
        if items[end].tag == "f" and not counts and items[end].text not in cues().words("part"):
            return end + 1
        if items[end].tag == "v" and end > at and not _inside_attribute(items, end):
            break
    while at < len(items) and items[at].tag in ("TIME", "m", "f"):
        at += 1
    return max(_topic_end(items, at), at)


def _inside_attribute(items: Sequence[Item], at: int) -> bool:
    """在5月份召开的会议上: the verb belongs to an attribute that 的 closes."""
    return any(item.text in DE for item in items[at + 1 : at + 6])


def _topic_end(items: Sequence[Item], first: int) -> int:
    at = first
    while at < len(items):
        item = items[at]
        after = items[at + 1] if at + 1 < len(items) else None
        if (
            is_nominal(item)
            or (is_modifier(item) and item.tag != "m")
            or (after is not None and (_goes_on(items, at, first, after) or _measured(items, at, first, after)))
        ):
            at += 1
        elif _relative(items, at):
            at = _relative(items, at)
        else:
            break
    while at > first and not (is_nominal(items[at - 1]) or (items[at - 1].tag == "r" and not is_marker(items[at - 1]))):
        at -= 1
    return at


def _measured(items: Sequence[Item], at: int, first: int, after: Item) -> bool:
    """支农|贷款5.1亿元: what is measured, though a tagger takes it for a verb."""
    verb = items[at]
    before = at > first and items[at - 1].tag == "vn"
    return before and verb.tag == "v" and after.tag == "Q" and properties().is_word(verb.text)


def _relative(items: Sequence[Item], at: int) -> int:
    """Behind the 的 of a relative clause that begins at items[at] (他|创立的|初创公司, 来自广西的|罗宗南); 0 when none does.

    The noun after 的 is the topic, so a predicate must follow it; a number inside makes it another kind of attribute.
    """
    if items[at].tag != "v" or items[at].text in cues().words("link") | cues().words("says"):
        return 0
    for end in range(at + 1, min(at + 7, len(items) - 1)):
        if items[end].tag == "Q" or items[end].text in cues().words("link"):
            return 0
        if items[end].text in DE:
            head = items[end + 1]
            return end + 1 if is_nominal(head) and end + 2 < len(items) else 0
    return 0


def _goes_on(items: Sequence[Item], at: int, first: int, after: Item) -> bool:
    """True when items[at], no noun itself, leads on to more of the phrase."""
    item = items[at]
    nominal = is_nominal(after)
    if item.text in (*DE, *JOINING):
        return at > first and (nominal or after.tag in ("a", "r", "b", "TIME", "m"))
    if item.tag in ("TIME", "m", "f"):
        return (at > first and after.text in DE) or (item.tag == "m" and (nominal or after.tag == "q"))
    if item.tag == "Q":
        # 这五台涡轮机; 即使是几毫秒的电力中断: the number belongs to the topic, it is not what is said of it.
        definite = at > first and (items[at - 1].text in anaphors().pointers or items[at - 1].entity is not None)
        opening = at == first and after.text in DE
        counts = item.quantity is not None and item.quantity.unit.startswith("{")
        return (definite and nominal and counts) or opening
    return False


def _saying(items: Sequence[Item], last: int) -> int | None:
    """Where what is said begins: behind 表示 at the clause's end, or behind 证实(了) with its clause; else None."""
    says = cues().words("says")
    for at in range(last, min(len(items), last + 4)):
        if items[at].text in says:
            begin = at + 1
            while begin < len(items) and items[begin].tag in ("u", "xc"):
                begin += 1
            return begin
        disposes = items[at].tag == "p" and items[at].text in cues().words("disposal")  # 将价格提到12元
        if disposes or items[at].tag not in ("d", "TIME", "p", "ad", "n", "vn", "r", "c"):
            break
    return None


def _commits(items: Sequence[Item], last: int, said: int) -> bool:
    """两家银行宣布合并: who announces, decides or promises to do something does it."""
    verb = any(item.text in cues().words("commits") for item in items[last:said])
    does = said < len(items) and items[said].tag in ("v", "vn") and items[said].text not in cues().words("link")
    return verb and does


def _documented(items: Sequence[Item], first: int, last: int) -> bool:
    """报告显示, 国家统计局发布的数据显示: a document is what the clause is about, and it only tells."""
    shows, documents = cues().words("shows"), tuple(cues().words("document"))
    if last == first or not items[last - 1].text.endswith(documents) or items[last - 1].entity is not None:
        return False
    return any(i.text in shows and i.tag.startswith("v") for i in items[last : last + 3])


def _publishes(items: Sequence[Item], last: int) -> bool:
    """国家统计局公布, 国家电影局发布数据: no number, and nothing said of the one who publishes. 华为发布年报 is about 华为."""
    verb = next(
        (at for at in range(last, min(len(items), last + 4)) if items[at].text in cues().words("publishes")), None
    )
    if verb is None or any(i.tag == "Q" for i in items):
        return False
    tells = items[-1].text in cues().words("shows") | cues().words("says")
    closes = verb == len(items) - 1 or tells or items[-1].text.endswith(tuple(cues().words("document")))
    return closes and not _of_itself(items)


def _of_itself(items: Sequence[Item]) -> bool:
    """The clause ends in a document about whoever puts it out: 财报, 年度报告."""
    return "".join(item.text for item in items[-3:]).endswith(tuple(cues().words("own-document")))


def _beneficiary(items: Sequence[Item], at: int) -> Phrase:
    """马斯克为xAI订购五台: whoever a thing is ordered for has it."""
    if at + 2 < len(items) and items[at].text in cues().words("beneficiary") and items[at + 2].tag == "v":
        entity = items[at + 1].entity
        if entity is not None and entity.type == "Organization":
            return phrase(items, at + 1, at + 2)
    return NOTHING


def _actor(items: Sequence[Item], first: int) -> Topic | None:
    """使韩国成为…, 由德国宝马收购: the one that a causative or an agent's preposition names."""
    for at in range(first, min(len(items), first + 4)):
        if items[at].tag == "Q":
            return None
        if items[at].text in cues().words("causative"):
            end = _topic_end(items, at + 1)
            if end > at + 1:
                return Topic(phrase(items, at + 1, end), end)
    return None


def _deed(items: Sequence[Item], first: int) -> Topic | None:
    """卖菜占21%: before a share a verb and its object name what is done, as a noun would."""
    words = cues().words
    share = next((at for at in range(first, min(first + 4, len(items))) if items[at].text in words("share")), first)
    named = items[first:share]
    if not named or named[0].tag != "v" or named[0].text in words("link") or not all(map(is_nominal, named[1:])):
        return None
    return Topic(phrase(items, first, share), share)


def _group(items: Sequence[Item], first: int) -> Topic | None:
    """两市合计成交1.04万亿元: a count without a noun before what is said of them together."""
    two = items[first : first + 2]
    if len(two) < 2 or two[0].quantity is None or not two[0].quantity.unit.startswith("{"):
        return None
    together = cues().words("together") | cues().words("total") | cues().words("distributive")
    return Topic(phrase(items, first, first + 1), first + 1) if two[1].text in together else None


def owner(items: Sequence[Item], found: Phrase) -> Phrase:
    """A topic without the property it ends in: 该省出口额 → 该省, 总投资 → nothing. What goes on is whose it is."""
    if found.entity is not None:
        return found
    for first in range(max(found.first, found.last - 4), found.last):
        if properties().is_word("".join(i.text for i in items[first : found.last])):
            rest = phrase(items, found.first, before_total(items, found.first, first))
            if rest.text in cues().words("period"):
                return NOTHING
            # 此轮强降雨 is no 降雨 of a 此轮强: what is left must be a noun.
            return rest if not rest or is_nominal(items[rest.last - 1]) else found
    return found
