"""LAC's names, repaired: joined where it cuts one in two, parted where it joins two, dropped where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Word
from kg.pipeline.gazetteer import Entry, Match, entity_iri
from kg.pipeline.known_names import NAME_TAGS, Boundaries, in_dictionary
from kg.pipeline.name_rules import NameRules, leading, trailing

# The types that a name's ending can tell, given LAC's tag, and the type without one.
_KINDS = {
    "PER": ((), "Person"),
    "LOC": (("Place", "Facility"), "Place"),
    "ORG": (("Organization", "Facility"), "Organization"),
    "nz": (("Organization", "Place", "Facility", "Law", "Event", "Product"), "Thing"),
    "nw": (("Law", "Event"), "Product"),
}
_JOINABLE = {"n", "nz", "ORG", "LOC"}
# A title in 《》 is short; the bound keeps the search linear.
_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_DOTS = "·・•‧"
# 穆罕默德·本·萨勒曼·本·阿卜杜勒-阿齐兹: in words, dots counted. It bounds the work at each place.
_LONGEST_NAME = 15
_NUMERAL_ENDS = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万亿多余几")
_EDGES = " \t\u3000·・•‧“”\"'「」『』《》〈〉()（）【】,，、。:：;；—-"


def tagged(known: Sequence[Match], boundaries: Boundaries, rules: NameRules) -> list[Match]:
    """The names LAC found in the text, as matches whose one entry is made from the name itself.

    A name that is made up of known ones (美国通用电气) gives those instead.
    """
    longest: dict[int, Match] = {}
    for match in known:
        if not match.ambiguous and (match.start not in longest or match.end > longest[match.start].end):
            longest[match.start] = match
    # 5吨苹果, 中国石油消费量: whether an ordinary word is a name has been judged already, better than LAC can.
    judged = {(m.start, m.end) for m in known if m.ambiguous}
    found = list(_titles(boundaries, rules))
    for word in _joined(boundaries.text, boundaries.words, rules):
        name = _trimmed(word, rules)
        parts = _parts(name, longest, rules)
        if parts is None and (name.start, name.end) in judged:
            parts = [longest[name.start]] if name.start in longest else []
        if parts is not None:
            found += parts
        elif _names_something(name, boundaries, rules):
            entry = made(name.text, kind_of(name.text, name.tag, rules), rules)
            found.append(Match(name.start, name.end, (entry,), ambiguous=False))
    return found


def kind_of(name: str, tag: str, rules: NameRules) -> str:
    """The type of a name that the gazetteer lacks, from its ending and LAC's tag."""
    allowed, otherwise = _KINDS[tag]
    if tag == "nz" and name[-1:].isascii():
        otherwise = "Product"
    return rules.kind(name, allowed) or otherwise


def made(name: str, kind: str, rules: NameRules) -> Entry:
    """An entry for a name the gazetteer lacks. Its IRI is that of the name without its legal form: 维克斯(公司)."""
    label = " ".join(name.split())
    core = label.removesuffix(trailing(label, rules.legal_forms)) if kind == "Organization" else label
    return Entry(entity_iri(kind, core if len(core) >= 2 else label), label, kind, (name,))


def _titles(boundaries: Boundaries, rules: NameRules) -> Iterator[Match]:
    """《中华人民共和国能源法》 is a law by its ending, 《南开中学同学录》 a work where LAC says so."""
    for title in _TITLE.finditer(boundaries.text):
        start, end = title.span(1)
        kind = rules.kind(title[1], ("Law",))
        within = (boundaries.word_at(at) for at in range(start, end))
        if kind or any(word is not None and word.tag == "nw" for word in within):
            yield Match(start, end, (made(title[1], kind or "Product", rules),), ambiguous=False)


def _joined(text: str, words: Sequence[Word], rules: NameRules) -> Iterator[Word]:
    """LAC's names, each with the pieces that belong to it: 柯林· + 钱德勒, 川 + · + 立派, 孟菲斯 + 机场."""
    at = 0
    while at < len(words):
        name = [words[at]]
        while len(name) < _LONGEST_NAME and _goes_on(text, name, words[at + 1 : at + 3], rules):
            at += 1
            name.append(words[at])
        tags = [w.tag for w in name if w.tag in NAME_TAGS]
        if tags:
            start, end = name[0].start, name[-1].end
            yield Word(text[start:end], start, end, "PER" if _dotted(name) else tags[-1])
        at += 1


def _goes_on(text: str, name: Sequence[Word], ahead: Sequence[Word], rules: NameRules) -> bool:
    """The first word `ahead` belongs to the name whose words so far are `name`."""
    if not ahead:
        return False
    word, after = name[-1], ahead[0]
    if text[word.end - 1] in _DOTS or text[after.start] in _DOTS:
        return _dots_a_name((*name[-2:], *ahead), len(name[-2:]))
    if after.start != word.end + (text[word.end] == " " and word.text.isascii()):
        return False
    if _dotted(name):
        return word.tag == after.tag == "PER"
    kind = rules.endings.get(after.text)
    # 美国|公司 is any company of the country, 孟菲斯|机场 an airport of that name.
    described = after.text in rules.descriptions or after.tag not in _JOINABLE or word.tag not in NAME_TAGS
    return kind in ("Organization", "Facility") and not described and len(name) == 1


def _dotted(name: Sequence[Word]) -> bool:
    """More than one word, held together by middle dots."""
    return len(name) > 1 and any(w.text[0] in _DOTS or w.text[-1] in _DOTS for w in name)


def _dots_a_name(words: Sequence[Word], after: int) -> bool:
    """The middle dot at the edge of words[after] is that of a foreigner's name: 让·特里谢, not 9·2."""
    left = after - 1 if words[after - 1].text.strip(_DOTS) else after - 2
    right = after if words[after].text.strip(_DOTS) else after + 1
    if left < 0 or right >= len(words):
        return False
    sides = words[left], words[right]
    letters = all(w.text.strip(_DOTS).isalpha() and w.tag not in {"m", "TIME"} for w in sides)
    return letters and any(w.tag == "PER" for w in sides)


def _trimmed(word: Word, rules: NameRules) -> Word:
    """Without what is not the name: quotes, 等校 (上海交大等校), a person's title (王永民教授, 总统叶利钦)."""
    text, start = word.text, word.start
    bare = text.lstrip(_EDGES)
    start += len(text) - len(bare)
    bare = bare.rstrip(_EDGES)
    closer = trailing(bare, rules.list_closers)
    if closer and len(bare) - len(closer) >= 2:
        bare = bare.removesuffix(closer)
    if word.tag == "PER":
        title = trailing(bare, rules.titles)
        if len(bare) - len(title) >= 2:
            bare = bare.removesuffix(title)
        title = leading(bare, rules.titles)
        if len(bare) - len(title) >= 2:
            bare, start = bare.removeprefix(title), start + len(title)
    return Word(bare, start, start + len(bare), word.tag)


def _parts(name: Word, known: Mapping[int, Match], rules: NameRules) -> list[Match] | None:
    """The known names that `name` is made of, end to end; None where something else is left.

    What may be left is a legal form or 地区 (特斯拉公司, 孟菲斯地区), and after a place a mere description
    (韩国企业集团 names Korea only).
    """
    parts: list[Match] = []
    at = name.start
    while at < name.end:
        rest = name.text[at - name.start :]
        match = known.get(at)
        if match is not None and match.end <= name.end:
            parts.append(match)
            at = match.end
            continue
        if not parts:
            return None
        last = parts[-1]
        kind = last.entries[0].type
        if kind == "Organization" and rest in rules.legal_forms:
            parts[-1] = Match(last.start, name.end, last.entries, last.ambiguous)
        elif kind != "Place" or not _describes(rest, rules):
            return None
        return parts
    return parts


def _describes(rest: str, rules: NameRules) -> bool:
    """What follows a place's name and makes no other name of it: 地区, 科技公司, 黄金储备."""
    return rest in rules.area_words or rest in rules.descriptions or bool(trailing(rest, rules.no_name_endings))


def _names_something(name: Word, boundaries: Boundaries, rules: NameRules) -> bool:
    """False for what LAC marks wrongly: one character (驻), a quality (全国性), a property (得票率), a foreign unit."""
    text = name.text
    if len(text) < 2 or text in rules.descriptions or text in rules.endings or trailing(text, rules.no_name_endings):
        return False
    if not any(c.isalpha() for c in text):
        return False
    if name.tag == "nz" and kind_of(text, "nz", rules) == "Thing" and in_dictionary(text):
        return False  # 葡萄酒, 饱和: LAC's nz holds many a common noun
    before = boundaries.word_at(name.start - 1)
    # 54费丹, 1.2万亿玻利瓦尔: what follows a bare number is its unit.
    unit = before is not None and before.tag == "m" and before.text[-1] in _NUMERAL_ENDS
    return not (unit and (name.tag in {"PER", "ORG", "LOC"} or text.isascii()))
