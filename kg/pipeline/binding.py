"""Tie one number to what it measures and what is counted, from the words of its own clause.

How sentences do it, commonest first: [property]为/达 Q; property directly before Q (平均年龄48.5岁); verb Q
object (捣毁54费丹的作物) or object then Q (查处小造纸厂289家); Q in an attribute (长达32天的危机); Q verb
(31人死亡).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.model import Property, Quantity
from kg.ontology.cues import cues
from kg.ontology.dimensions import dimensions
from kg.ontology.properties import properties
from kg.pipeline.clauses import DE, Clause
from kg.pipeline.phrases import NOTHING, Phrase, is_nominal, phrase, run_right
from kg.pipeline.surroundings import Surroundings
from kg.quantities import unit_of

# Whoever is counted in 中国6艘 is not what is counted.
_TOLD = 12  # words: what is longer is a clause of its own
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


class _Count(Surroundings):
    """Numbers of things."""

    def bound(self) -> Binding:
        named = self.property_at_end(self.noun) if self.noun and not self.right else None
        if named:
            return Binding(named[0], "property before count", named[1], named[1], self.noun)
        if self.right:
            return self._before_noun()
        owner = self.noun if self.noun and self._is_owner(self.noun) else NOTHING
        if self.noun and not owner and (self.left == self.at or self._relative_verb(self.noun)):
            verb = self._relative_verb(self.noun) or self.verb_left(self.noun.first)
            return Binding(self.verb_property(verb), "noun before count", self.noun, verb=verb)
        verb = self.deed(self.left, self.at + 1)
        return Binding(self.verb_property(verb), "verb and count", NOTHING if owner else self.noun, owner, verb=verb)

    def _before_noun(self) -> Binding:
        named = self.property_at_end(self.right)
        if named and named[1]:
            return Binding(named[0], "count before property", named[1], noun=self.right, verb=self.verb_left(self.left))
        of, holder = self.holder(self.right)
        verb = self.deed(self.left, self.right.last)
        owner = self.noun if self._is_owner(self.noun) else NOTHING
        return Binding(self.verb_property(verb), "count before noun", of, owner, holder=holder, verb=verb)

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


class _Measure(Surroundings):
    """Amounts of money, lengths, percentages, ages."""

    def bound(self) -> Binding:
        return self._by_property() or self._by_words()

    def _by_property(self) -> Binding | None:
        """By a listed property beside the number: 48.5岁的平均年龄, 平均年龄48.5岁, 隧道长6.7公里."""
        named = self.property_at_end(self.right) if self.right else None
        if named and self.kind in dimensions("size") and self.items[self.right.last - 1].tag == "vn":
            return Binding(named[0], "number before noun", self.right, self.noun)  # 几毫秒的电力中断: an event lasts
        if named:
            of = named[1] or self.right
            return Binding(
                named[0], "number before property", of, self.noun, self.right, verb=self.verb_left(self.left)
            )
        noun = self.noun or self.disposed()
        named = self.property_at_end(noun) if noun else None
        if named:
            return Binding(named[0], "property before number", self.right, named[1], noun)
        return None if self.attributive else self._adjective() or self._adjective_behind()

    def _by_words(self) -> Binding:
        """By the verb that governs it or the noun beside it."""
        if self.right and self._describes():
            return Binding(properties().default(self.kind), "number before noun", self.right, self.noun)
        verb = self.verb_index(self.left)
        if self.noun and not self.right and self.is_share(self.left) and self.noun.first == self.low:
            return Binding(properties().default(self.kind), "noun before number", self.noun)
        if verb >= 0 and not self.noun:
            return self._governed(verb)
        if self.noun and not self.right and not self._changes(verb):
            return self._after_noun(verb)
        told = self._told()
        if told:
            return Binding(properties().default(self.kind), "number before noun", holder=told)
        follows = self.verb_right(self.right.last if self.right else self.at + 1)
        found = properties().lookup(follows, self.kind) if follows else None
        if self.right:
            measured = found or properties().default(self.kind)
            return Binding(measured, "number before noun", self.right, self.noun, verb=follows)
        return Binding(found, "number alone", NOTHING, self.noun, verb=follows)

    def _told(self) -> Phrase:
        """其余17%是闲逛, 近50%是去年发行的歌曲: the link behind a share tells what has it."""
        rest = self.items[self.at + 1 : self.high]
        if self.kind != "percent" or not 1 < len(rest) <= _TOLD or rest[0].text not in cues().words("identity"):
            return NOTHING
        if rest[-1].text in DE or self.high < len(self.items):
            return NOTHING
        marks = [at for at in range(self.at + 2, self.high) if self.items[at].text in DE]
        return phrase(self.items, marks[-1] + 1 if marks else self.at + 2, self.high)

    def _after_noun(self, verb: int) -> Binding:
        """鸡蛋8.92元; 生产原煤48.6万吨, with what was done before the noun."""
        if verb < 0:
            return Binding(properties().default(self.kind), "noun before number", self.noun)
        word = self.items[verb].text
        return Binding(self.verb_property(word, self.noun.text), "verb, noun and number", self.noun, verb=word)

    def _changes(self, verb: int) -> bool:
        return verb >= 0 and self.items[verb].text in cues().words("change")

    def _adjective(self) -> Binding | None:
        """隧道长6.7公里, 每节重8万吨, 死亡风险低20%: the adjective before an extent says which one it is."""
        found = self.extent(self.left - 1) if self.left > self.low else None
        if found is None:
            return None
        word = self.items[self.left - 1]
        owner = self.noun_before(self.left - 1) if self.kind in dimensions("size") else NOTHING
        return Binding(replace(found, text=word.text), "adjective before number", owner=owner)

    def _adjective_behind(self) -> Binding | None:
        """9米长, 三米高, 几公里外: the adjective or the localiser right behind a size says which one it is."""
        word = self.items[self.at + 1] if self.at + 1 < self.high else None
        if word is None or is_nominal(word) or self.kind not in dimensions("size"):
            return None
        found = properties().lookup(word.text, self.kind) if properties().is_word(word.text) else None
        node = properties().node(found.iri) if found is not None else None
        if found is None or node is None or node.nature != "extent":
            return None
        described = self._described(self.at + 2)
        if described:
            return Binding(replace(found, text=word.text), "number before noun", described, self.noun)
        return Binding(replace(found, text=word.text), "number before adjective", owner=self.noun)

    def _described(self, at: int) -> Phrase:
        """1.2米高的隔墙: the noun behind the 的 of such an attribute."""
        if at + 1 >= self.high or self.items[at].text not in DE:
            return NOTHING
        return phrase(self.items, at + 1, min(run_right(self.items, at + 1), self.high))

    def _describes(self) -> bool:
        """几毫秒的电力中断, 380兆瓦级燃气轮机, 一只180公斤的海龟: a size of the thing; 54费丹的作物 and 30万吨水 are so much of it."""
        article = self.at > self.low and self.items[self.at - 1].tag == "m"
        one = article and self.items[self.at - 1].text.startswith(tuple(cues().words("article")))
        size = self.kind in dimensions("size")
        return (one and self.attributive) or (
            size and (self.attributive or self.items[self.at + 1 : self.right.first] == [])
        )

    def _governed(self, verb: int) -> Binding:
        """减少38亿美元, 设备投资比1996年增长4.4%: what changes is the property named before the verb."""
        word = self.items[verb].text
        passing = word in cues().words("achieves")
        changing = self.noun_before(self.skip_links(verb)) if passing or word in cues().words("change") else NOTHING
        named = self.property_at_end(changing) if changing else None
        if named and passing:
            return Binding(named[0], "property before number", self.right, named[1], changing)
        if named and self.kind not in ("percent", "multiple", "pp"):
            return Binding(named[0], "change of property", self.right or named[1], named[1], changing, verb=word)
        of = self.right or changing or self._activity(verb)
        return Binding(self.verb_property(word), "verb before number", of, noun=changing, verb=word)

    def _activity(self, verb: int) -> Phrase:
        """人工造林421万公顷: where verb and object are one word, the work itself is what is measured."""
        word = self.items[verb].text
        whole = (
            len(word) > 1
            and self.kind in ("area", "mass", "volume", "length", "count")
            and word not in cues().words("change")
        )
        return phrase(self.items, verb, verb + 1) if whole else NOTHING
