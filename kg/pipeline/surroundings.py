"""The words around one number in its clause: the noun phrase it stands before, the one before it, the verbs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Property
from kg.ontology.counting import classifiers
from kg.ontology.cues import cues
from kg.ontology.dimensions import dimensions
from kg.ontology.properties import properties
from kg.pipeline.clauses import DE, Item
from kg.pipeline.phrases import NOTHING, Phrase, before_total, is_nominal, phrase, run_left, run_right

_RELATIVE = 7  # words: a longer relative clause is rarely one of a counted thing
_ADVERBIAL = frozenset(("d", "TIME", "xc", "c", "f", "ad", "vd"))


def _no_predicates() -> frozenset[str]:
    """Verbs that link, hedge or report, and so name nothing that is measured: 为, 预计, 表示."""
    words = cues().words
    return words("link") | words("modality") | words("says") | words("causative") | words("auxiliary")


class Surroundings:
    """The words around one number: `right` the noun phrase it stands before, `left` where its links end."""

    def __init__(self, items: Sequence[Item], at: int, low: int, high: int, kind: str) -> None:
        self.items, self.at, self.low, self.high, self.kind = items, at, low, high, kind
        self.left = self.skip_links(at)
        self.attributive = at + 1 < high and items[at + 1].text in DE
        self.right = self._right()
        self.noun = self.noun_before(self.left)

    def _right(self) -> Phrase:
        """The noun phrase the number stands before, 的 or not: 五台燃气轮机, 9岁的儿童, 五台380兆瓦燃气轮机."""
        first = self.at + 1 + self.attributive
        first += self._verbal_modifier(first)
        limit = self.high
        if first == limit and limit < len(self.items) and self.items[limit].tag == "Q":
            first, limit = limit + 1, len(self.items)
        found = self._attributed(phrase(self.items, first, min(run_right(self.items, first), limit)))
        # A lone verbal noun after a bare number is a predicate LAC took for a noun: 有13个竞争上岗.
        bare = all(item.tag in ("vn", "an", "r") for item in self.items[found.first : found.last])
        return NOTHING if bare and not self.attributive and not self.property_at_end(found) else found

    def _attributed(self, found: Phrase) -> Phrase:
        """20岁男子|的双手: a size without 的 is that of the noun right behind it."""
        cut = next((at for at in range(found.first, found.last) if self.items[at].text in DE), found.last)
        if self.attributive or self.kind not in dimensions("size") or not is_nominal(self.items[cut - 1]):
            return found
        beside = phrase(self.items, found.first, cut)
        return found if self.property_at_end(beside) else beside  # 0.5米直径的望远镜

    def _verbal_modifier(self, first: int) -> int:
        """3000名失学女童: a classifier that wants a noun has it behind a verb that only describes it; how many words that is."""
        quantity = self.items[self.at].quantity
        wants = quantity is not None and quantity.unit.startswith("{") and quantity.unit not in classifiers("noun")
        if self.attributive or not wants or first + 1 >= self.high:
            return 0
        verb, noun = self.items[first], self.items[first + 1]
        if quantity is not None and quantity.unit not in classifiers("event") and self._relative(first):
            return self._relative(first)
        describes = verb.tag == "v" and verb.text not in _no_predicates() and len(verb.text) > 1 and is_nominal(noun)
        return int(describes)

    def _relative(self, first: int) -> int:
        """3个正在建设的|项目, 14个与吃有关的|决定: how many words of a relative clause stand before what is counted; 0 without one."""
        if self.items[first].tag not in ("v", "p", "d", "a", "ad"):
            return 0
        for at in range(first + 1, min(first + _RELATIVE, self.high - 1)):
            if self.items[at].text in DE:
                verbal = any(i.tag in ("v", "a") and i.text not in cues().words("link") for i in self.items[first:at])
                return at + 1 - first if verbal and is_nominal(self.items[at + 1]) else 0
        return 0

    def skip_links(self, at: int) -> int:
        """Leftwards over 为, 达到, 约, 已, 今年, 由 and over 增加到 to the word that carries meaning; its index + 1."""
        words = cues().words
        links = words("link") | words("from") | words("part") | words("base") | words("frame") | words("modality")
        at = self._over_share(self._over_per(at))
        while at > self.low:
            item = self.items[at - 1]
            level = item.text in words("level")
            changing = item.text in words("change") and at < self.at and self.items[at].text in words("level")
            if self.kind != "count" and self.extent(at - 1) is not None:
                break  # 重约8万吨, whatever a tagger takes 重 for
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
        if at > self.low and self.items[at - 1].text in DE and self.property_at_end(self.noun_before(at - 1)):
            return at  # 占据国内市场份额的60%: the number is that of the share it names
        shares = cues().words("share")
        marks = [k for k in range(self.low, at) if self.items[k].text in shares and self.items[k].tag.startswith("v")]
        return marks[-1] if marks else at

    def noun_before(self, left: int) -> Phrase:
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
        empty = cues().words("change") | cues().words("achieves")
        if self.is_share(left) and self._deed(left) >= 0:
            return phrase(self.items, self._deed(left), left)
        if not (is_nominal(last) or (verbal and last.text not in empty)):
            return NOTHING
        return phrase(self.items, run_left(self.items, left, self.low), left)

    def disposed(self) -> Phrase:
        """把价格提到12元, 将价格由10元…: what stands between 把 and the verb, or where it begins."""
        words = cues().words("disposal")
        marks = [at for at in range(self.low, self.at) if self.items[at].text in words and self.items[at].tag == "p"]
        if not marks:
            return NOTHING
        found = phrase(self.items, marks[-1] + 1, min(run_right(self.items, marks[-1] + 1), self.at))
        after = self.items[found.last] if found.last < self.at else None
        goes_on = after is not None and (after.tag == "v" or after.text in cues().words("from"))
        return found if goes_on else NOTHING

    def is_share(self, left: int) -> bool:
        """占 between what has the share and the number."""
        return self.kind == "percent" and left < self.at and self.items[left].text in cues().words("share")

    def _deed(self, left: int) -> int:
        """Where the verb stands that, with its object or alone, has the share: 买菜占21%; -1 when none does."""
        first = next((at for at in range(left - 1, self.low - 1, -1) if not is_nominal(self.items[at])), -1)
        verb = self.items[first] if first == self.low else None
        words = cues().words
        empty = words("change") | words("achieves") | _no_predicates()
        return first if verb is not None and verb.tag == "v" and verb.text not in empty else -1

    def property_at_end(self, noun: Phrase) -> tuple[Property, Phrase] | None:
        """The property that the phrase's end names (国内生产总值 is three of LAC's words), and the phrase before it."""
        for first in range(max(noun.first, noun.last - 4), noun.last):
            if any(i.text in DE for i in self.items[first : noun.last]):
                continue
            tail = "".join(item.text for item in self.items[first : noun.last])
            found = properties().suffix(tail, self.kind)
            rest = len(tail) - len(self.items[first].text)
            if found and len(found[0]) > rest:
                return replace(found[1], text=tail), self._owning(noun, first, len(tail) - len(found[0]))
        return None

    def _owning(self, noun: Phrase, first: int, keep: int) -> Phrase:
        """What stands before a property word; of 基础|研究|经费, listed as 研究经费, 基础研究: a lone word before a property of
        several is part of what its first words name."""
        found = self._before(noun, first, keep)
        lone = first - noun.first == 1 and found.entity is None and found.text == self.items[noun.first].text
        if not lone or keep or noun.last - first == 1 or self.items[noun.first].tag not in ("n", "vn", "b", "a"):
            return found
        return phrase(self.items, noun.first, noun.last - 1)

    def _before(self, noun: Phrase, first: int, keep: int) -> Phrase:
        """The phrase before the property word; `keep` characters of items[first] stand before it (失业|人数)."""
        owner = phrase(self.items, noun.first, before_total(self.items, noun.first, first))
        if keep:
            head = self.items[first]
            text = owner.text + head.text[:keep]
            return Phrase(noun.first, first + 1, text, owner.start or head.start, head.start + keep, None)
        return owner

    def extent(self, at: int) -> Property | None:
        """The extent that the adjective items[at] names: 长, 重, and 高 of 比久坐的人高20%; none in 低至3折."""
        word, after = self.items[at].text, self.items[at + 1].text if at + 1 < len(self.items) else ""
        if word not in cues().words("comparative") or after in cues().words("level"):
            return None
        found = properties().lookup(word, self.kind)
        node = properties().node(found.iri) if found is not None else None
        return found if node is not None and node.nature == "extent" else None

    def verb_index(self, left: int) -> int:
        """The nearest verb to the left that is no mere link, not inside an attribute closed by 的; -1 when none."""
        for at in range(left - 1, self.low - 1, -1):
            item = self.items[at]
            changes = item.tag == "a" and len(item.text) > 1 and item.text in cues().words("change")
            if (item.tag in ("v", "vd") or changes) and item.text not in _no_predicates():
                return at
            if item.text in DE:
                break
        return -1

    def verb_left(self, left: int) -> str:
        at = self.verb_index(left)
        return self.items[at].text if at >= 0 else ""

    def verb_right(self, first: int) -> str:
        first = self._over_agent(first)
        for at, item in enumerate(self.items[first : min(first + 4, self.high)]):
            if item.text in cues().words("change"):
                break  # 比去年同期的43.2万吨增加12.5%: what is compared is the level
            if item.tag == "v" and item.text not in _no_predicates():
                return self._with_object(first + at, item.text)
            helping = item.text in cues().words("auxiliary")  # 26次没有命中
            if not helping and item.tag not in ("d", "u", "p", "vn", "TIME", "ad", "f"):
                break
        return ""

    def _over_agent(self, first: int) -> int:
        """27人被上级提拔使用: over 被 and whoever did it to the verb."""
        if first >= self.high or self.items[first].text not in cues().words("passive"):
            return first
        verbs = (at for at in range(first + 1, min(first + 6, self.high)) if self.items[at].tag == "v")
        return next(verbs, first)

    def deed(self, left: int, right: int) -> str:
        """The verb that tells what so many did or underwent: the one before them, or behind them; where the one before
        only brings about what the one behind says, that one (造成126人遇难)."""
        before = self.verb_left(left)
        if before and before not in cues().words("bringing-about"):
            return before
        return self.verb_right(right) or before

    def _with_object(self, at: int, verb: str) -> str:
        """投了反对票: where the verb says little, its object names what was done."""
        if properties().lookup(verb, self.kind) is None:
            for item in self.items[at + 1 : min(at + 4, self.high)]:
                if is_nominal(item):
                    return item.text if properties().lookup(item.text, self.kind) else verb
        return verb

    def verb_property(self, verb: str, thing: str = "") -> Property | None:
        """What the verb does is what is measured. 含|糖35克, 产|奶38公斤: a verb of one character makes a word with its object."""
        if not verb:
            return None
        found = properties().lookup(verb, self.kind) or Property(f"urn:kg:property:{verb}", verb)
        return replace(found, text=verb + thing if len(verb) == 1 else verb)

    def holder(self, found: Phrase) -> tuple[Phrase, Phrase]:
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
