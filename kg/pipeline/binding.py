"""Tie one number to what it measures and what is counted, from the words of its own clause.

How sentences do it, commonest first: [property]为/达 Q; property directly before Q (平均年龄48.5岁); verb Q
object (捣毁54费丹的作物) or object then Q (查处小造纸厂289家); Q in an attribute (长达32天的危机); Q verb
(31人死亡).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Property, Quantity
from kg.ontology.counting import classifiers
from kg.ontology.cues import cues
from kg.ontology.dimensions import dimensions
from kg.ontology.properties import properties
from kg.pipeline.clauses import DE, Clause, Item
from kg.pipeline.phrases import NOTHING, Phrase, before_total, is_nominal, phrase, run_left, run_right
from kg.quantities import unit_of

_ADVERBIAL = frozenset(("d", "TIME", "xc", "c", "f", "ad", "vd"))
# Whoever is counted in 中国6艘 is not what is counted.
_OWNERS = frozenset(("Place", "Organization", "Person"))


@dataclass(frozen=True, slots=True)
class Binding:
    """property: what is measured, None where the clause does not say; noun: the phrase that names it; of: the counted
    or measured thing; owner: the words before the property that say whose it is; holder: what an attribute with the
    number describes (有750名学生的小学: the school); verb: the governing verb; rule: which pattern applied."""

    property: Property | None
    rule: str
    of: Phrase = NOTHING
    owner: Phrase = NOTHING
    noun: Phrase = NOTHING
    holder: Phrase = NOTHING
    verb: str = ""


def dimension(quantity: Quantity) -> str:
    """The dimension a property must have to be measured by this quantity."""
    if quantity.unit == "{pp}":
        return "pp"
    if quantity.kind in ("percent", "age", "multiple", "ordinal"):
        return quantity.kind
    if quantity.unit == "1" and quantity.value is not None and 0 < quantity.value < 1:
        return "percent"
    if quantity.kind == "duration":
        return "time"
    return unit_of(quantity.unit).dimension.split(":")[0]


def bind(clause: Clause, at: int) -> Binding:
    """Bind the quantity items[at]."""
    quantity = clause.items[at].quantity
    assert quantity is not None
    numbers = clause.quantities()
    low = max((n + 1 for n in numbers if n < at), default=0)
    high = min((n for n in numbers if n > at), default=len(clause.items))
    kind = dimension(quantity)
    return (_Count if kind in ("count", "ordinal") else _Measure)(clause.items, at, low, high, kind).bound()


def _no_predicates() -> frozenset[str]:
    """Verbs that link, hedge or report, and so name nothing that is measured: 为, 预计, 表示."""
    words = cues().words
    return words("link") | words("modality") | words("says") | words("causative")


class _Binder:
    """The words around one number: `right` the noun phrase it stands before, `left` where its links end."""

    def __init__(self, items: Sequence[Item], at: int, low: int, high: int, kind: str) -> None:
        self.items, self.at, self.low, self.high, self.kind = items, at, low, high, kind
        self.left = self._skip_links(at)
        self.attributive = at + 1 < high and items[at + 1].text in DE
        self.right = self._right()
        self.noun = self._noun_before(self.left)

    def _right(self) -> Phrase:
        """The noun phrase the number stands before, 的 or not: 五台燃气轮机, 9岁的儿童, 五台380兆瓦燃气轮机."""
        first = self.at + 1 + self.attributive
        first += self._verbal_modifier(first)
        limit = self.high
        if first == limit and limit < len(self.items) and self.items[limit].tag == "Q":
            first, limit = limit + 1, len(self.items)
        found = phrase(self.items, first, min(run_right(self.items, first), limit))
        # A lone verbal noun after a bare number is a predicate LAC took for a noun: 有13个竞争上岗.
        bare = all(item.tag in ("vn", "an", "r") for item in self.items[found.first : found.last])
        return NOTHING if bare and not self.attributive and not self._property_at_end(found) else found

    def _verbal_modifier(self, first: int) -> bool:
        """3000名失学女童: a classifier that wants a noun has it behind a verb that only describes it."""
        quantity = self.items[self.at].quantity
        wants = quantity is not None and quantity.unit.startswith("{") and quantity.unit not in classifiers("noun")
        if self.attributive or not wants or first + 1 >= self.high:
            return False
        verb, noun = self.items[first], self.items[first + 1]
        return verb.tag == "v" and verb.text not in _no_predicates() and len(verb.text) > 1 and is_nominal(noun)

    def _skip_links(self, at: int) -> int:
        """Leftwards over 为, 达到, 约, 已, 今年, 由 and over 增加到 to the word that carries meaning; its index + 1."""
        words = cues().words
        links = words("link") | words("from") | words("part") | words("base") | words("frame") | words("modality")
        at = self._over_share(self._over_per(at))
        while at > self.low:
            item = self.items[at - 1]
            level = item.text in words("level")
            changing = item.text in words("change") and at < self.at and self.items[at].text in words("level")
            linking = (
                item.text in links or level or changing or item.tag in _ADVERBIAL or item.text in words("particle")
            )
            if not linking or item.entity is not None:
                break
            at -= 1
        return at

    def _over_per(self, at: int) -> int:
        """每加仑50美分, 每桶13.16美元: 每 and its unit belong to the number."""
        quantity = self.items[at].quantity if at < len(self.items) else None
        if quantity is None or quantity.per is None:
            return at
        near = [k for k in range(max(self.low, at - 3), at) if self.items[k].text.startswith("每")]
        return near[-1] if near else at

    def _over_share(self, at: int) -> int:
        """占总数的15.5%: what stands between 占 and a share is its base; whose share it is stands before 占."""
        if self.kind != "percent":
            return at
        if at > self.low and self.items[at - 1].text in DE and self._property_at_end(self._noun_before(at - 1)):
            return at  # 占据国内市场份额的60%: the number is that of the share it names
        shares = cues().words("share")
        marks = [k for k in range(self.low, at) if self.items[k].text in shares and self.items[k].tag.startswith("v")]
        return marks[-1] if marks else at

    def _noun_before(self, left: int) -> Phrase:
        """The noun phrase that ends at `left`. A listed property word counts as a noun whatever LAC tags it (投资/v)."""
        if left <= self.low:
            return NOTHING
        last = self.items[left - 1]
        verbal = (
            last.tag == "v"
            and left - 1 > self.low
            and is_nominal(self.items[left - 2])
            and properties().is_word(last.text)
        )
        if not (is_nominal(last) or (verbal and last.text not in cues().words("change"))):
            return NOTHING
        return phrase(self.items, run_left(self.items, left, self.low), left)

    def _property_at_end(self, noun: Phrase) -> tuple[Property, Phrase] | None:
        """The property that the phrase's end names (国内生产总值 is three of LAC's words), and the phrase before it."""
        for first in range(max(noun.first, noun.last - 4), noun.last):
            if any(i.text in DE for i in self.items[first : noun.last]):
                continue
            tail = "".join(item.text for item in self.items[first : noun.last])
            found = properties().suffix(tail, self.kind)
            rest = len(tail) - len(self.items[first].text)
            if found and len(found[0]) > rest:
                return found[1], self._before(noun, first, len(tail) - len(found[0]))
        return None

    def _before(self, noun: Phrase, first: int, keep: int) -> Phrase:
        """The phrase before the property word; `keep` characters of items[first] stand before it (失业|人数)."""
        owner = phrase(self.items, noun.first, before_total(self.items, noun.first, first))
        if keep:
            head = self.items[first]
            text = owner.text + head.text[:keep]
            return Phrase(noun.first, first + 1, text, owner.start or head.start, head.start + keep, None)
        return owner

    def _verb_index(self, left: int) -> int:
        """The nearest verb to the left that is no mere link, not inside an attribute closed by 的; -1 when none."""
        for at in range(left - 1, self.low - 1, -1):
            item = self.items[at]
            if item.tag in ("v", "vd") and item.text not in _no_predicates():
                return at
            if item.text in DE:
                break
        return -1

    def _verb_left(self, left: int) -> str:
        at = self._verb_index(left)
        return self.items[at].text if at >= 0 else ""

    def _verb_right(self, first: int) -> str:
        for at, item in enumerate(self.items[first : min(first + 4, self.high)]):
            if item.tag == "v" and item.text not in _no_predicates():
                return self._with_object(first + at, item.text)
            if item.tag not in ("d", "u", "p", "vn", "TIME", "ad", "f"):
                break
        return ""

    def _with_object(self, at: int, verb: str) -> str:
        """投了反对票: where the verb says little, its object names what was done."""
        if properties().lookup(verb, self.kind) is None:
            for item in self.items[at + 1 : min(at + 4, self.high)]:
                if is_nominal(item):
                    return item.text if properties().lookup(item.text, self.kind) else verb
        return verb

    def _verb_property(self, verb: str) -> Property | None:
        if not verb:
            return None
        return properties().lookup(verb, self.kind) or Property(f"urn:kg:property:{verb}", verb)

    def _holder(self, found: Phrase) -> tuple[Phrase, Phrase]:
        """(counted thing, what the attribute describes): 有750名|学生|的|小学; (all, nothing) without such an attribute."""
        inside = [k for k in range(found.first, found.last) if self.items[k].text in DE]
        verbal = any(
            item.tag in ("v", "p") or item.text in cues().words("link") for item in self.items[self.low : self.at]
        )
        if not inside or not verbal:
            return found, NOTHING
        cut = inside[-1]
        head = phrase(self.items, cut + 1, found.last)
        tells = head.text in cues().words("content") or properties().is_word(self.items[found.last - 1].text)
        return phrase(self.items, found.first, cut), NOTHING if tells else head


class _Count(_Binder):
    """Numbers of things."""

    def bound(self) -> Binding:
        named = self._property_at_end(self.noun) if self.noun and not self.right else None
        if named:
            return Binding(named[0], "property before count", named[1], named[1], self.noun)
        if self.right:
            return self._before_noun()
        owner = self.noun if self.noun and self._is_owner(self.noun) else NOTHING
        if self.noun and not owner and (self.left == self.at or self._relative_verb(self.noun)):
            verb = self._relative_verb(self.noun) or self._verb_left(self.noun.first)
            return Binding(self._verb_property(verb), "noun before count", self.noun, verb=verb)
        verb = self._verb_left(self.left) or self._verb_right(self.at + 1)
        return Binding(self._verb_property(verb), "verb and count", NOTHING if owner else self.noun, owner, verb=verb)

    def _before_noun(self) -> Binding:
        named = self._property_at_end(self.right)
        if named and named[1]:
            return Binding(
                named[0], "count before property", named[1], noun=self.right, verb=self._verb_left(self.left)
            )
        of, holder = self._holder(self.right)
        verb = self._verb_left(self.left) or self._verb_right(self.right.last)
        owner = self.noun if self._is_owner(self.noun) else NOTHING
        return Binding(self._verb_property(verb), "count before noun", of, owner, holder=holder, verb=verb)

    def _relative_verb(self, noun: Phrase) -> str:
        """国内售出的饮料约96亿箱: the verb of the clause that 的 hangs on the noun."""
        before = self.items[max(self.low, noun.first - 2) : noun.first]
        return before[0].text if len(before) == 2 and before[1].text in DE and before[0].tag == "v" else ""

    def _is_owner(self, noun: Phrase) -> bool:
        """中国6艘, 国内80万台: who has them, not what they are."""
        if not noun:
            return False
        last = self.items[noun.last - 1]
        return last.tag in ("s", "LOC", "ORG", "PER") or (last.entity is not None and last.entity.type in _OWNERS)


class _Measure(_Binder):
    """Amounts of money, lengths, percentages, ages."""

    def bound(self) -> Binding:
        named = self._property_at_end(self.right) if self.right else None
        if named and self.kind in dimensions("size") and self.items[self.right.last - 1].tag == "vn":
            return Binding(named[0], "number before noun", self.right, self.noun)  # 几毫秒的电力中断: an event lasts
        if named:
            of = named[1] or self.right
            return Binding(
                named[0], "number before property", of, self.noun, self.right, verb=self._verb_left(self.left)
            )
        named = self._property_at_end(self.noun) if self.noun else None
        if named:
            return Binding(named[0], "property before number", self.right, named[1], self.noun)
        if self.right and self._describes():
            return Binding(properties().default(self.kind), "number before noun", self.right, self.noun)
        verb = self._verb_index(self.left)
        if verb >= 0 and not self.noun:
            return self._governed(verb)
        if self.right:
            follows = self._verb_right(self.right.last)
            found = properties().lookup(follows, self.kind) if follows else None
            return Binding(
                found or properties().default(self.kind), "number before noun", self.right, self.noun, verb=follows
            )
        if self.noun and verb < 0:
            return Binding(properties().default(self.kind), "noun before number", self.noun)
        follows = self._verb_right(self.at + 1)
        found = properties().lookup(follows, self.kind) if follows else None
        return Binding(found, "number alone", NOTHING, self.noun, verb=follows)

    def _describes(self) -> bool:
        """几毫秒的电力中断, 380兆瓦级燃气轮机: a size of the thing; 54费丹的作物 and 30万吨水 are so much of it."""
        return self.kind in dimensions("size") and (
            self.attributive or self.items[self.at + 1 : self.right.first] == []
        )

    def _governed(self, verb: int) -> Binding:
        """减少38亿美元, 设备投资比1996年增长4.4%: what changes is the property named before the verb."""
        word = self.items[verb].text
        changing = self._noun_before(self._skip_links(verb)) if word in cues().words("change") else NOTHING
        named = self._property_at_end(changing) if changing else None
        if named and self.kind not in ("percent", "multiple", "pp"):
            return Binding(named[0], "change of property", self.right or named[1], named[1], changing, verb=word)
        of = self.right or changing or self._activity(verb)
        return Binding(self._verb_property(word), "verb before number", of, noun=changing, verb=word)

    def _activity(self, verb: int) -> Phrase:
        """人工造林421万公顷: where verb and object are one word, the work itself is what is measured."""
        word = self.items[verb].text
        whole = (
            len(word) > 1
            and self.kind in ("area", "mass", "volume", "length", "count")
            and word not in cues().words("change")
        )
        return phrase(self.items, verb, verb + 1) if whole else NOTHING
