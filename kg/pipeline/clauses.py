"""A sentence as clauses of items: words, with each quantity and each entity as one item.

A clause ends at ，；： and where a list turns to its next member (、 or 和 between two numbers); what stands in
brackets is a clause of its own that knows the item it follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Entity, Quantity, Word
from kg.ontology.cues import cues
from kg.ontology.properties import properties

OPENING = "（(［[【"
CLOSING = "）)］]】"
# A colon introduces; it does not end what its sentence is about. 、 only ends a clause between numbers.
STOPS = "，,；;：:。！？!?—"
_QUOTES = "“”\"‘’'「」『』《》〈〉"
# The joints of noun phrases: a closed class of the grammar, like the stops above.
DE = ("的", "之")
LISTING = ("、", "和", "与", "及", "以及")
JOINING = (*LISTING, "或", "·", "-", "—", "兼")
# Tags under which a word can stand in a noun phrase.
NOMINAL = frozenset(("n", "nz", "nw", "vn", "an", "s", "ORG", "LOC", "PER", "E"))


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a quantity (tag Q), a date or time word (TIME) or an entity (E). Offsets are into the text."""

    text: str
    start: int
    end: int
    tag: str
    quantity: Quantity | None = None
    entity: Entity | None = None


@dataclass(slots=True)
class Clause:
    """Items between two stops. `opener` is the stop before it.

    `segment` counts the semicolons before it in its sentence. A bracket hangs on its `anchor`, the item it follows; other clauses have none.
    """

    sentence: int
    segment: int = 0
    opener: str = ""
    items: list[Item] = field(default_factory=list)
    anchor: Item | None = None

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end

    def quantities(self) -> list[int]:
        """Indices of the items that are numbers and not mere dates."""
        return [i for i, item in enumerate(self.items) if item.tag == "Q"]


def items(words: Sequence[Word], quantities: Sequence[Quantity], entities: Sequence[Entity]) -> Iterator[Item]:
    """The words in order; a quantity or an entity takes the place of the words it covers."""
    whole = {q.start: q for q in quantities}
    named = {e.start: e for e in entities}
    until, until_ordinal, classed = 0, -1, False
    for at, word in enumerate(words):
        if word.start < until or word.text in _QUOTES or word.text.isspace():
            continue
        if classed and word.start == until and word.text[0] in _words("class-mark"):
            # 380兆瓦级燃气轮机: 级 belongs to the number
            if len(word.text) == 1:
                continue
            word = Word(word.text[1:], word.start + 1, word.end, word.tag)  # noqa: PLW2901 - what is left of it
        quantity, entity = whole.get(word.start), named.get(word.start)
        classed = quantity is not None and quantity.approx == "class"
        if quantity is not None:
            until = quantity.end
            until_ordinal = until if quantity.kind == "ordinal" else -1
            yield Item(quantity.text, quantity.start, until, _tag(quantity, words, at), quantity)
        elif entity is not None and entity.end >= word.end:
            until = entity.end
            yield Item(entity.text, entity.start, until, "E", None, entity)
        else:
            model = _model(words, at, whole)
            compound = model == at and _is_compound(words, at, whole)
            until = words[at + 1 if compound else model].end
            text = "".join(w.text for w in words[at : model + 1 + compound])
            # 第9号台风: what is counted off by an ordinal is its classifier, though a tagger hears a date in 9号.
            ordinal = word.start == until_ordinal and len(word.text) == 1
            yield Item(text, word.start, until, "nz" if model > at else "q" if ordinal else word.tag)


def _model(words: Sequence[Word], at: int, whole: Mapping[int, Quantity]) -> int:
    """The last word of a model name that starts here: NVL72 is a name, though a segmenter parts it from its number."""
    while (
        at + 1 < len(words)
        and words[at + 1].start not in whole
        and words[at].end == words[at + 1].start
        and words[at].text[-1].isascii()
        and words[at].text[-1].isalnum()
        and words[at + 1].text.isascii()
        and words[at + 1].text.isalnum()
    ):
        at += 1
    return at


def _is_compound(words: Sequence[Word], at: int, whole: Mapping[int, Quantity]) -> bool:
    """调|高1元: a verb and its result, one word of the list though a tagger parts them. 完|赛率: a rate is that of doing something,
    and 赛率 is no word."""
    if words[at].tag != "v" or at + 1 == len(words) or words[at + 1].start in whole:
        return False
    after = words[at + 1].text
    pair = words[at].text + after
    if words[at].end != words[at + 1].start or len(words[at].text) > 1:
        return False
    return (len(after) == 1 and pair in _words("change")) or properties().is_coined(after, pair)


def clauses(found: Sequence[Item], sentences: Sequence[tuple[int, int]]) -> list[Clause]:
    """The clauses of a text in order of their start, brackets after the clause they hang on."""
    result: list[Clause] = []
    at = 0
    for number, (_, end) in enumerate(sentences):
        of_sentence = []
        while at < len(found) and found[at].start < end:
            of_sentence.append(found[at])
            at += 1
        result += _of_sentence(of_sentence, number)
    return result


def _of_sentence(found: Sequence[Item], number: int) -> list[Clause]:
    stack = [Clause(number)]
    done: list[Clause] = []
    segment = 0

    def close(opener: str) -> None:
        last = stack.pop()
        done.extend(_members(last))
        stack.append(Clause(number, segment, opener, anchor=last.anchor))

    for at, item in enumerate(found):
        if item.text in OPENING:
            before = stack[-1].items
            stack.append(Clause(number, segment, item.text, anchor=before[-1] if before else None))
        elif item.text in CLOSING and len(stack) > 1:
            done.extend(_members(stack.pop()))
        elif item.tag != "Q" and item.text[0] in STOPS and not _hyphen(found, at):
            # 其中：城市建设257亿元；…: the colon only points on.
            if not all(i.text in _words("part") for i in stack[-1].items):
                segment += item.text[0] in "；;"
                close(item.text[0])
        else:
            stack[-1].items.append(item)
    for last in reversed(stack):
        done.extend(_members(last))
    return sorted((c for c in done if c.items), key=lambda c: c.start)


def _hyphen(found: Sequence[Item], at: int) -> bool:
    """道—琼斯: one dash joins, two part."""
    beside = (found[at - 1].text if at else "", found[at + 1].text if at + 1 < len(found) else "")
    return found[at].text == "—" and "—" not in beside


def _members(clause: Clause) -> list[Clause]:
    """Cut a clause where a list of numbers turns to its next member: 251票赞成、25票反对."""
    cuts = [i for i, item in enumerate(clause.items) if item.text in LISTING]
    pieces, begin = [], 0
    for cut in cuts:
        left, right = clause.items[begin:cut], clause.items[cut + 1 :]
        if _has_number(left) and _begins_member(right):
            pieces.append(left)
            begin = cut + 1
    pieces.append(clause.items[begin:])
    if len(pieces) == 1:
        return [clause]
    first = Clause(clause.sentence, clause.segment, clause.opener, pieces[0], clause.anchor)
    return [first, *(Clause(clause.sentence, clause.segment, "、", piece, clause.anchor) for piece in pieces[1:])]


def _has_number(found: Sequence[Item]) -> bool:
    return any(item.tag == "Q" for item in found)


def _begins_member(found: Sequence[Item]) -> bool:
    """True when a number follows before the next separator or verb phrase's end: a member, not a noun of the same."""
    for item in found:
        if item.tag == "Q":
            return True
        if item.text in (*LISTING, *DE):
            return False
    return False


def _tag(quantity: Quantity, words: Sequence[Word], at: int) -> str:
    """Q for a number that is said of something; TIME for one that says when; m for one that only tells things apart."""
    before = words[at - 1].text if at else ""
    after = next((w.text for w in words[at + 1 :] if w.start >= quantity.end), "")
    if quantity.kind == "date" or quantity.unit == "{季度}":
        return "TIME"
    # 历时近9年: behind a word for lasting 近 hedges, elsewhere it opens a time (近9年来).
    lasting = at > 1 and words[at - 2].text in _words("lasted")
    if (
        quantity.kind == "duration"
        and before not in DE
        and not lasting
        and (before in _words("period-opener") or after in _words("period-closer"))
    ):
        return "TIME"
    if quantity.kind == "ordinal":
        return "Q" if before in _words("rank") else "m"
    if (
        quantity.text[0] in _words("article")
        and quantity.value == 1
        and _indefinite(quantity, words, at, before, after)
    ):
        return "m"
    return "Q"


def _indefinite(quantity: Quantity, words: Sequence[Word], at: int, before: str, after: str) -> bool:
    """一家新工厂, 有一个大厅, 是一种犀牛: 一 is an article, not a count. A count where it is set off against more (仅一家)
    or against others (每面都有一个); 一年比一年高, 收入最高的一年 measure nothing."""
    doubled = {before, after} & _words("doubling")
    if doubled and sum(w.text == quantity.text for w in words[max(0, at - 3) : at + 4]) > 1:
        return True
    if quantity.kind == "duration":
        return before in DE and (not after or after[0] in STOPS or after in DE)
    if not quantity.unit.startswith("{") or before in _words("restrictive"):
        return False
    each = any(w.text.startswith(tuple(_words("each-opener"))) for w in _clause_before(words, at))
    return not (each and before in _words("link"))


def _clause_before(words: Sequence[Word], at: int) -> Iterator[Word]:
    """The words before words[at] back to the last stop."""
    for word in reversed(words[:at]):
        if word.text[0] in STOPS + OPENING:
            return
        yield word


def _words(role: str) -> frozenset[str]:
    return cues().words(role)
