"""Tie one number to what it measures and what is counted, from the words of its own clause.

How sentences do it, commonest first: [property]为/达 Q; property directly before Q (平均年龄48.5岁); verb Q
object (捣毁54费丹的作物) or object then Q (查处小造纸厂289家); Q in an attribute (长达32天的危机); Q verb
(31人死亡).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Property, Quantity
from kg.ontology.cues import cues
from kg.ontology.properties import properties
from kg.pipeline.clauses import Clause, Item
from kg.pipeline.phrases import Phrase, is_nominal, phrase, run_left, run_right
from kg.quantities import unit_of

_DE = ("的", "之")
_PARTICLES = ("了", "过", "着", "得", "所", "以", "来自")
# Classifiers that name what they count: nothing need follow (25人死于酷热).
_NOUN_UNITS = frozenset(("{人}", "{人次}", "{户}", "{票}", "{字}", "{球}", "{分}", "{点}", "{例}", "{名}"))
NOTHING = Phrase(0, 0, "", 0, 0, None)


@dataclass(frozen=True, slots=True)
class Binding:
    """property: what is measured; of: the counted or measured thing; owner: the words before the property that
    say whose it is; verb: the governing verb; rule: which pattern applied (for `--explain`)."""

    property: Property | None
    of: Phrase
    owner: Phrase
    verb: str
    rule: str


def dimension(quantity: Quantity) -> str:
    """The dimension a property must have to be measured by this quantity."""
    if quantity.kind in ("percent", "age", "multiple", "ordinal"):
        return "pp" if quantity.unit == "{pp}" else quantity.kind
    if quantity.kind == "duration":
        return "time"
    return unit_of(quantity.unit).dimension.split(":")[0]


def bind(clause: Clause, at: int) -> Binding:
    """Bind the quantity items[at]."""
    items = clause.items
    quantity = items[at].quantity
    assert quantity is not None
    numbers = clause.quantities()
    low = max((n + 1 for n in numbers if n < at), default=0)
    high = min((n for n in numbers if n > at), default=len(items))
    kind = dimension(quantity)
    right = _right(items, at, high)
    left = _skip_links(items, at, low)
    if kind in ("count", "ordinal"):
        return _count(items, at, low, left, right, quantity)
    return _measure(items, at, low, left, right, kind)


def _right(items: Sequence[Item], at: int, high: int) -> Phrase:
    """The noun phrase the number stands before, 的 or not: 五台燃气轮机, 9岁的儿童."""
    first = at + 1
    attributive = first < high and items[first].text in _DE
    first += attributive
    last = min(run_right(items, first), high)
    found = phrase(items, first, last)
    # A lone verbal noun after a bare number is a predicate LAC took for a noun: 有13个竞争上岗.
    if found and not attributive and all(item.tag in ("vn", "an", "r") for item in items[found.first : found.last]):
        return NOTHING
    return found


def _skip_links(items: Sequence[Item], at: int, low: int) -> int:
    """Leftwards over 为, 达到, 约, 已, 今年 to the word that carries meaning; its index + 1."""
    links = cues().words("link")
    while at > low:
        item = items[at - 1]
        linking = item.text in links or item.tag in ("d", "TIME", "xc", "c", "f") or item.text in _PARTICLES
        if not linking or item.tag == "E":
            break
        at -= 1
    return at


def _count(items: Sequence[Item], at: int, low: int, left: int, right: Phrase, quantity: Quantity) -> Binding:
    noun = _noun_before(items, left, low)
    if noun:
        named = _property_of(items, noun, "count")
        if named:
            found, owner = named
            return Binding(found, right or owner, owner, "", "property before count")
    if right:
        verb = _verb_left(items, left, low) or _verb_right(items, right.last)
        return Binding(_verb_property(verb, "count"), right, noun if verb != "" else NOTHING, verb, "count before noun")
    if noun and left == at and not _is_subject_of_link(items, noun, at):
        verb = _verb_left(items, noun.first, low)
        return Binding(_verb_property(verb, "count"), noun, NOTHING, verb, "noun before count")
    verb = _verb_left(items, left, low) or _verb_right(items, at + 1)
    if noun and not verb:
        return Binding(properties().default("count"), noun, NOTHING, "", "noun, link, count")
    of = phrase(items, at, at) if quantity.unit not in _NOUN_UNITS else NOTHING
    return Binding(_verb_property(verb, "count"), of, noun, verb, "verb and count")


def _measure(items: Sequence[Item], at: int, low: int, left: int, right: Phrase, kind: str) -> Binding:
    if right:
        named = _property_of(items, right, kind)
        if named:
            return Binding(named[0], named[1], _noun_before(items, left, low), _verb_left(items, left, low), "number before property")
    noun = _noun_before(items, left, low)
    if noun:
        named = _property_of(items, noun, kind)
        if named:
            return Binding(named[0], right or named[1], named[1], "", "property before number")
    verb = _verb_left(items, left, low)
    if verb and not noun:
        before = _noun_before(items, _skip_links(items, _index_of_verb(items, left, low), low), low)
        return Binding(_verb_property(verb, kind), right or before, before, verb, "verb before number")
    if right:
        follows = _verb_right(items, right.last)
        found = properties().lookup(follows, kind) if follows else None
        return Binding(found or properties().default(kind), right, noun, follows, "number before noun")
    if noun:
        return Binding(_custom(noun), noun, noun, "", "noun before number")
    follows = _verb_right(items, at + 1)
    return Binding(properties().lookup(follows, kind) if follows else None, NOTHING, NOTHING, follows, "number alone")


def _noun_before(items: Sequence[Item], left: int, low: int) -> Phrase:
    """The noun phrase that ends at `left`. A listed property word counts as a noun whatever LAC tags it (投资/v)."""
    if left <= low:
        return NOTHING
    last = items[left - 1]
    if not is_nominal(last) and not (last.tag == "v" and _is_noun_property(items, left, low)):
        return NOTHING
    first = run_left(items, left - 1, low, across_de=True) if not is_nominal(last) else run_left(items, left, low, across_de=True)
    return phrase(items, first, left)


def _is_noun_property(items: Sequence[Item], left: int, low: int) -> bool:
    """投资/v after a noun is its head (环保投资); after nothing it is the predicate."""
    return left - 1 > low and is_nominal(items[left - 2]) and properties().is_word(items[left - 1].text)


def _property_of(items: Sequence[Item], noun: Phrase, kind: str) -> tuple[Property, Phrase] | None:
    """The property that the phrase's end names (国内生产总值 is three of LAC's words), and the phrase before it."""
    for first in range(max(noun.first, noun.last - 4), noun.last):
        tail = "".join(item.text for item in items[first : noun.last])
        found = properties().suffix(tail, kind)
        if found and len(found[0]) > len(tail) - len(items[first].text):
            inside = len(items[first].text) - (len(tail) - len(found[0]))
            return found[1], _before(items, noun, first, len(items[first].text) - inside)
    return None


def _before(items: Sequence[Item], noun: Phrase, first: int, keep: int) -> Phrase:
    """The phrase before the property word; `keep` characters of items[first] belong to it (失业|人数)."""
    owner = phrase(items, noun.first, first)
    if keep and not owner:
        head = items[first]
        return Phrase(first, first + 1, head.text[:keep], head.start, head.start + keep, None)
    return owner


def _verb_left(items: Sequence[Item], left: int, low: int) -> str:
    index = _index_of_verb(items, left, low)
    return items[index].text if index < left and items[index].tag in ("v", "vd", "vn") else ""


def _index_of_verb(items: Sequence[Item], left: int, low: int) -> int:
    """The nearest verb to the left that is no mere link, not inside an attribute closed by 的; `left` when none."""
    links = cues().words("link")
    at = left
    while at > low:
        item = items[at - 1]
        if item.tag in ("v", "vd") and item.text not in links:
            return at - 1
        if item.text in _DE and at < left:
            break
        at -= 1
    return left


def _verb_right(items: Sequence[Item], first: int) -> str:
    for item in items[first : first + 4]:
        if item.tag == "v" and item.text not in cues().words("link"):
            return item.text
        if item.tag not in ("d", "u", "p", "vn", "TIME", "ad", "f"):
            break
    return ""


def _verb_property(verb: str, kind: str) -> Property | None:
    if not verb:
        return properties().default(kind)
    return properties().lookup(verb, kind) or Property(f"urn:kg:property:{verb}", verb)


def _custom(noun: Phrase) -> Property:
    """A property the table lacks: the noun's own last two characters or more name it."""
    word = noun.text[-4:] if len(noun.text) > 4 else noun.text
    return Property(f"urn:kg:property:{word}", word)


def _is_subject_of_link(items: Sequence[Item], noun: Phrase, at: int) -> bool:
    return noun.last < at and any(item.tag == "v" for item in items[noun.last : at])
