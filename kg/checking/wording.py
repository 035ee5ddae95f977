"""A check in words: its formula with the article's own, and a sentence that says what follows."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isinf

from kg.checking.formatting import number, span
from kg.model import Check, Extraction, Interval
from kg.quantities import unit_of

# A number in a quantity's text: digits of every kind, their powers and points, the hedges inside. Its unit follows the
# last (45至48摄氏度, 人民币42亿元).
_NUMBER = re.compile(r"[\s\d.,，．·点零〇一二两三四五六七八九十百千万亿兆几数多余来半壹贰叁肆伍陆柒捌玖拾佰仟萬億-]+")
_SIGNS = {"=": "=", "<=": "≤", ">=": "≥"}
# (verdict, relation) → sentence. {gives} carries the arithmetic, {stated} the text's number, {times} how far apart.
_MESSAGES = {
    "zh": {
        ("consistent", "="): "{gives}，与文中的 {stated} 相符。",
        ("consistent", "<="): "{gives}，不超过文中的 {stated}。",
        ("consistent", ">="): "{gives}，不少于文中的 {stated}。",
        ("rounding", "="): "{gives}，文中为 {stated}；差别在四舍五入之内。",
        ("inconsistent", "="): "{gives}，而文中为 {stated}{times}。",
        ("inconsistent", "<="): "{gives}，应不超过 {stated}，却更大{times}。",
        ("inconsistent", ">="): "{gives}，应不少于 {stated}，却更小{times}。",
        ("unverifiable", "="): "{expression} 缺少可以相比的数字，无法核对 {stated}。",
    },
    "en": {
        ("consistent", "="): "{gives}, which agrees with the stated {stated}.",
        ("consistent", "<="): "{gives}, within the stated {stated}.",
        ("consistent", ">="): "{gives}, at least the stated {stated}.",
        ("rounding", "="): "{gives}, the text says {stated}; rounding explains the difference.",
        ("inconsistent", "="): "{gives}, but the text says {stated}{times}.",
        ("inconsistent", "<="): "{gives}, which should be within {stated} and is more{times}.",
        ("inconsistent", ">="): "{gives}, which should be at least {stated} and is less{times}.",
        ("unverifiable", "="): "{expression} lacks a number to compare {stated} with.",
    },
}
# Against what the query itself gives: the 100% of a split, a rule of the house.
_REQUIRED = {
    "zh": {"consistent": "{gives}，{should} {stated}，相符。", "inconsistent": "{gives}，{should} {stated}{times}。"},
    "en": {
        "consistent": "{gives}, as it should be: {should}{stated}.",
        "inconsistent": "{gives}, but it should be {should}{stated}{times}.",
    },
}
_SHOULD = {
    "zh": {"=": "应为", "<=": "应不超过", ">=": "应不少于"},
    "en": {"=": "", "<=": "at most ", ">=": "at least "},
}
# Against a reference fact, whose range is no number of the text.
_AGAINST = {
    "zh": {
        "consistent": "{gives}，在参照范围（{stated}）之内。",
        "inconsistent": "{gives}，不在参照范围（{stated}）之内{times}。",
        "unlike": "{expression}：{fact}。",
    },
    "en": {
        "consistent": "{gives}, in the reference range ({stated}).",
        "inconsistent": "{gives}, outside the reference range ({stated}){times}.",
        "unlike": "{expression}: {fact}.",
    },
}
_GIVES = {"zh": "{expression} 算得 {computed}", "en": "{expression} gives {computed}"}
_ASSUMES = {
    "zh": {"rating": "按额定功率计入。"},
    "en": {"rating": " Counted at its rated power."},
}
_TIMES = {"zh": "，相差约 {n} 倍", "en": ", about {n} times apart"}


class Wording:
    """The words of one article's checks, in Chinese (zh) or English (en)."""

    def __init__(self, extraction: Extraction, lang: str) -> None:
        self._claims = {claim.id: claim for claim in extraction.claims}
        self._places = {claim.id: at for at, claim in enumerate(extraction.claims)}
        self._lang = lang

    def place(self, claim: str) -> int:
        """The claim's place among those of the text."""
        return self._places[claim]

    def places(self, check: Check) -> tuple[int, ...]:
        """Those of all claims of a check."""
        return tuple(map(self.place, check.claims))

    def text(self, claim: str) -> str:
        return self._claims[claim].quantity.text

    def unit(self, claim: str) -> str:
        return self._claims[claim].quantity.unit

    def by_the_text(self, claim: str, interval: Interval) -> Interval:
        """Bounds by the claim's own denominator: the graph's are by its SI unit, a speed's by the second."""
        per = self._claims[claim].quantity.per
        factor = unit_of(per).factor if per else 1.0
        return Interval(interval.low * factor, interval.high * factor)

    def worded(self, check: Check, expression: str, stated: str, *, required: bool = False) -> Check:
        """The check with formula and message. `expression` is the left side as the query wrote it.

        required: `stated` is not the text's but what the query demands.
        """
        computed = span(check.computed, check.unit, self._word(stated, check.unit), lang=self._lang)
        # 3518.7亿元 by itself comes to nothing else; 7260兆瓦 in 万千瓦 does, and each end of 620到480公里.
        plain = expression != stated and expression in check.texts and _NUMBER.split(computed)[-1] in expression
        left, gives = (expression, expression) if plain else self._worked_out(expression, computed)
        formula = f"{left} {self._verb(check)} {stated}"
        words = {
            "expression": expression,
            "gives": gives,
            "stated": stated,
            "times": self._times(check) if check.verdict in ("inconsistent", "implausible") else "",
            "should": _SHOULD[self._lang][check.relation],
        }
        message = self._template(check, required=required).format_map(words)
        for assumption in check.basis:
            message += _ASSUMES[self._lang].get(assumption, "")
        return replace(check, formula=formula, message=message)

    def against(self, check: Check, expression: str, stated: str, fact: str) -> Check:
        """The check of `expression` against the range of a reference fact, both in the unit of the claim `stated`."""
        word = self._word(self.text(stated), check.unit)
        computed, allowed = (span(side, check.unit, word, lang=self._lang) for side in (check.computed, check.stated))
        words = {
            "expression": expression,
            "gives": expression,
            "stated": allowed,
            "times": self._times(check) if check.verdict != "consistent" and not unit_of(check.unit).offset else "",
            "fact": fact,
        }
        if isinf(check.computed.high) and check.computed.high < 0:  # a unit that nothing can equal: 面积 18.4公里
            return replace(check, formula=expression, message=_AGAINST[self._lang]["unlike"].format_map(words))
        if expression != self.text(stated):
            expression, words["gives"] = self._worked_out(expression, computed)
        holds = check.verdict == "consistent"
        message = _AGAINST[self._lang]["consistent" if holds else "inconsistent"].format_map(words)
        return replace(check, formula=f"{expression} {'∈' if holds else '∉'} {allowed}", message=message)

    def _worked_out(self, expression: str, computed: str) -> tuple[str, str]:
        """The expression and what it comes to, as a formula and in words."""
        return f"{expression} = {computed}", _GIVES[self._lang].format(expression=expression, computed=computed)

    def _word(self, stated: str, unit: str) -> str:
        """The unit as the text writes it: 元, 亿美元 without its 亿, 座; the 兆 of 兆瓦 is its own."""
        label = unit_of(unit).label
        return label if label and label in stated else _NUMBER.split(stated)[-1]

    def _verb(self, check: Check) -> str:
        sign = _SIGNS[check.relation]
        if check.verdict == "unverifiable":
            return "≟"
        return sign if check.verdict == "consistent" else {"=": "≠", "≤": "≰", "≥": "≱"}[sign]

    def _template(self, check: Check, *, required: bool) -> str:
        if required and check.verdict != "unverifiable":
            return _REQUIRED[self._lang]["consistent" if check.verdict == "consistent" else "inconsistent"]
        return _MESSAGES[self._lang][self._case(check)]

    def _case(self, check: Check) -> tuple[str, str]:
        if check.verdict == "consistent":
            return (
                ("rounding", "=")
                if check.reading == "rounding" and check.relation == "="
                else ("consistent", check.relation)
            )
        return ("unverifiable", "=") if check.verdict == "unverifiable" else ("inconsistent", check.relation)

    def _times(self, check: Check) -> str:
        factor = apart(check.computed, check.stated)
        times = f"{factor:,.0f}" if self._lang == "en" and factor >= 1e4 else number(factor)
        return _TIMES[self._lang].format(n=times) if factor >= 2 else ""


def apart(one: Interval, other: Interval) -> float:
    """How many times the nearer ends of two intervals are apart; 1 where they meet or an end is not positive.

    The farther ends may be open: what is more than 72 GW is 38 times what is at most 1.9 GW.
    """
    lower, upper = sorted((one, other), key=lambda interval: interval.low)
    return upper.low / lower.high if not one.meets(other) and lower.high > 0 else 1.0
