"""What is no quantity: idioms, product names, numbers of things, lone digits (ontology/nonquantities.ttl)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.ontology.turtle import read
from kg.quantities.atoms import Atom
from kg.quantities.lexicon import Lexicon
from kg.quantities.numbers import is_bare_magnitude
from kg.quantities.numerals import DIGITS, MAGNITUDES, TIMID

_STRONG = frozenset({"percent", "money", "measure"})
_LONG_CODE = 8
# 半 halves a length or a time, and these; 半球, 半封闭, 半成品 count nothing.
_HALVED = frozenset(
    {
        "{个}",
        "{杯}",
        "{碗}",
        "{瓶}",
        "{袋}",
        "{箱}",
        "{盒}",
        "{车}",
        "{场}",
        "{页}",
        "{卷}",
        "{套}",
        "{片}",
        "{块}",
    }
)
_LONGEST_WORD = 8
_HEADS = ""
Trie = dict[str, Any]
_QUOTES = "“”\"「」『』'"
_CLAUSE_CUES = 30
_SECTION = re.compile(r"(?:^|[\n。；;！]) ?\($")
_ITEM = re.compile(r"\.(?: |[一-鿿])")
_CLAUSE = re.compile(r"[，。；！？,;!?\n]")


class Names:
    """The lists of one ontology, asked about one atom at a time."""

    def __init__(self, extra: Iterable[Path] = ()) -> None:
        words: dict[str, list[str]] = {}
        for node in read("nonquantities", extra=extra).values():
            for kind in node.get("rdf:type", ()):
                words.setdefault(str(kind), []).extend(str(w) for w in node.get("skos:altLabel", ()))

        def lexicon(kind: str) -> Lexicon[str]:
            return Lexicon({w: w for w in words.get(f"kg:{kind}", ())})

        self.words = lexicon("NumeralWord")
        self._heads = lexicon("NameHead")
        self._designators = lexicon("Designator")
        self.number_nouns = lexicon("NumberNoun")
        self._before_lone = lexicon("BeforeLoneDigit")
        self._after_lone = lexicon("AfterLoneDigit")
        self._ratio = re.compile("|".join(map(re.escape, words.get("kg:RatioCue", ["(?!)"]))))
        self._score = re.compile("|".join(map(re.escape, words.get("kg:ScoreCue", ["(?!)"]))))
        self._closed = lexicon("WordClosedByNumeral")
        self._closers = frozenset(w[-1] for w in words.get("kg:WordClosedByNumeral", ()))
        self._idioms = _from_numerals(words.get("kg:NumeralWord", ()))
        self._counted = _from_numerals(words.get("kg:CountedWord", ()))

    def is_word(self, text: str, atom: Atom) -> bool:
        """True where a listed word holds the whole atom (一部分 for 一部, not 一度 for 一度电) or ends in it (之一)."""
        if text[atom.start] in self._closers and self._closed.before(text, atom.start + 1):
            return True
        if atom.name is not None and text[atom.start].isascii():
            return False
        return _covered(text, atom.start, self._idioms) >= atom.end and not _covered(text, atom.start, self._counted)

    def skip(self, text: str, at: int) -> int:
        """Where to go on after the word, or the character, that was no number."""
        if text[at] in self._closers and self._closed.before(text, at + 1):
            return at + 1
        return max(_covered(text, at, self._idioms), at + 1)

    def is_ratio(self, text: str, at: int) -> bool:
        """A cue of a ratio stands before in the clause."""
        return _in_clause(text, at, self._ratio)

    def is_score(self, text: str, at: int) -> bool:
        """A cue of a match stands before in the clause: the 19:25 of 比分为28:22、19:25 is no time of day."""
        return _in_clause(text, at, self._score)

    def is_bare(self, text: str, atom: Atom) -> bool:
        """A magnitude without a digit: 百, 千万."""
        return is_bare_magnitude(text[atom.start : atom.word_end].rstrip("多余"))

    def is_quantity(self, text: str, atom: Atom, hedged: bool) -> bool:
        """Whether the number counts or measures anything."""
        if not atom.counts or self._in_name(text, atom):
            return False
        if atom.name is not None or atom.kind in _STRONG or atom.kind == "ordinal":
            return self._unit_holds(text, atom)
        if text[atom.start].isdigit() or text[atom.start] in "-.负":
            return self._arabic(text, atom)
        return self._chinese(text, atom, hedged)

    def _in_name(self, text: str, atom: Atom) -> bool:
        """GB200, Grok 5, GPT-4, 歼-20, 1.2.3: the number belongs to what stands before it."""
        before = text[atom.start - 1 : atom.start]
        if not before or (before not in " -._#/·" and not before.isascii()):
            return False
        strong = atom.kind in _STRONG
        if before.isascii() and before.isalpha():
            written = text[atom.start : atom.word_end]
            if atom.end - atom.word_end == 1 and text[atom.word_end].isalpha() and text[atom.word_end].isascii():
                # 奥迪A6L
                return True
            return not (strong or (atom.name is not None and any(c in "万亿" for c in written)))
        if before == "·":
            # 粤B·12345; 阿尔·12 is no such thing.
            earlier = text[atom.start - 2 : atom.start - 1]
            return earlier.isascii() and earlier.isalpha() and atom.name is None
        if before in "_#" or (before == "." and text[atom.start - 2 : atom.start - 1].isascii()):
            return True
        earlier = text[atom.start - 2 : atom.start - 1]
        if before == "-" and earlier != "-":
            return atom.name is None or (earlier.isascii() and earlier.isalpha() and not strong)
        if before == " " and atom.name is None:
            return earlier.isascii() and earlier.isalpha()
        return before == "/" and atom.name is None

    def _unit_holds(self, text: str, atom: Atom) -> bool:
        word = text[atom.start : atom.word_end]
        if len(word) == 1 and word in TIMID and atom.kind != "money":
            return False
        if word == "半" and atom.name is not None and atom.kind == "cardinal" and atom.name.unit.code not in _HALVED:
            return False
        if word[0] in "数几" and self.number_nouns.before(text, atom.start + 1):
            return False
        # 一个个, 一次次 count nothing.
        unit = text[atom.word_end : atom.end]
        if atom.kind == "ordinal" and text.startswith(".", atom.end) and text[atom.end + 1 : atom.end + 2].isdigit():
            # 第3.2.1节
            return False
        if word == "一" and unit and text[atom.start - 1 : atom.start] == unit[0]:
            # 打一打, 看一看: the verb said twice, a little of it.
            return False
        return not (word == "一" and unit and text.startswith(unit, atom.end))

    def _arabic(self, text: str, atom: Atom) -> bool:
        word = text[atom.start : atom.end]
        after = text[atom.end : atom.end + 1]
        if (
            (after.isascii() and after.isalpha())
            or after == "》"
            or (after in ".-" and text[atom.end + 1 : atom.end + 2].isdigit())
        ):
            return False
        before = text[atom.start - 1 : atom.start]
        if (before in ("〔", "[", "【") and after in ("〕", "]", "】")) or (
            before in ("", "\n", " ") and atom.number.full and _ITEM.match(text, atom.end)
        ):
            # 国发〔2024〕12号, a reference [12], the item 1. of a list.
            return False
        if after == ")" and _SECTION.search(text, max(0, atom.start - 3), atom.start):
            return False
        # 2/3强 is a share and more; only whole numbers are names.
        named = atom.number.full and self._designators.at(text, atom.end + (after == " "))
        if self._heads.before(text, atom.start) or named or self._is_told(text, atom.start):
            return False
        if "·" in word and word[-1].isdigit() and atom.end == atom.word_end and ":" not in word:
            # 9·11 and 12·9 are days to remember; a decimal in wire style has a unit or 万 after it (1·5万人).
            return False
        digits = word.lstrip("-负")
        if (
            not _whole(text, atom)
            and digits.isdigit()
            and (len(digits) >= _LONG_CODE or (digits[0] == "0" and len(digits) > 1))
        ):
            return False
        return not (after in ":" and text[atom.end + 1 : atom.end + 2].isdigit() and after)

    def _is_told(self, text: str, at: int) -> bool:
        """邮编为510000, 电话：12345: a word between the name and its number."""
        head = self._heads.before(text, at - 1) if text[at - 1 : at] in ("为", "是", ":") else None
        return head is not None and at - 1 - head[1] > 1

    def _chinese(self, text: str, atom: Atom, hedged: bool) -> bool:
        """A number of several characters counts, a lone digit only where nothing else can be meant."""
        word = text[atom.start : atom.word_end]
        sized = any(c in MAGNITUDES for c in word)
        if self._designators.at(text, atom.end) and not hedged:
            return False
        if self.is_bare(text, atom):
            return hedged or word[-1] in "多余"
        if atom.number.value is None and len(word) > 1:
            return not self.number_nouns.before(text, atom.start + 1) if sized else self._stands_alone(text, atom)
        if len(word) == 1 and word not in "俩仨":
            return atom.number.value is not None and self._stands_alone(text, atom)
        return sized or _whole(text, atom) or any(c in "点分份半俩仨" for c in word)

    def _stands_alone(self, text: str, atom: Atom) -> bool:
        """“一”和“五”, 答案是四: quoted, alone, or between words that only a number stands between."""
        before, after = text[atom.start - 1 : atom.start], text[atom.end : atom.end + 1]
        if text[atom.start] in "半几数两" and (before or after):
            return False
        if before in _QUOTES and after in _QUOTES:
            return True
        opened = not before or bool(self._before_lone.before(text, atom.start))
        return opened and bool(not after or self._after_lone.at(text, atom.end)) and after != "、"


def _in_clause(text: str, at: int, cue: re.Pattern[str]) -> bool:
    clause = text[max(0, at - _CLAUSE_CUES) : at]
    cut = [m.end() for m in _CLAUSE.finditer(clause)]
    return bool(cue.search(clause, cut[-1] if cut else 0))


def _whole(text: str, atom: Atom) -> bool:
    """Nothing but the number was given: then a number it is."""
    return atom.start == 0 and atom.end == len(text)


def _covered(text: str, at: int, trie: Trie) -> int:
    """The end of the longest word over the numeral character at `at`; 0 where there is none."""
    best, start = 0, at
    node = trie
    for c in text[at : at + _LONGEST_WORD]:
        found = node.get(c)
        if found is None:
            break
        node, at = found, at + 1
        heads = node.get(_HEADS)
        # A word that begins with the numeral needs nothing before it.
        if heads and (
            0 in heads or any(text[max(0, start - length) : start] in words for length, words in heads.items())
        ):
            best = at
    return best


def _from_numerals(words: Iterable[str]) -> Trie:
    """A trie of the words from each numeral character on, its leaves what stands before that (进 of 进一步)."""
    root: Trie = {}
    for word in words:
        for at, c in enumerate(word):
            if c in DIGITS or c in MAGNITUDES or c.isdigit() or c in "几数半第首":
                node = root
                for d in word[at:]:
                    node = node.setdefault(d, {})
                node.setdefault(_HEADS, {}).setdefault(at, set()).add(word[:at])
    return root
