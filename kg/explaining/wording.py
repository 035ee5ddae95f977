"""A repair in words."""

from __future__ import annotations

from kg.explaining.edits import Edit
from kg.model import Check, Claim, Repair

_KINDS = {
    "zh": {
        "ends": "区间的两端写反",
        "swap": "相邻两位数字颠倒",
        "ten": "差十倍（小数点错位，或多写、少写一个零）",
        "doubled": "数字重复",
        "extra": "多一位数字",
        "digit": "一位数字写错",
        "unit": "单位或数量级写错",
        "counted thing": "计数的对象写错",
    },
    "en": {
        "ends": "the ends of the range exchanged",
        "swap": "two digits swapped",
        "ten": "off by a factor of ten",
        "doubled": "a digit doubled",
        "extra": "a digit too many",
        "digit": "one digit wrong",
        "unit": "unit or order of magnitude",
        "counted thing": "the wrong thing is counted",
    },
}
_SENTENCES = {
    "zh": "若把“{old}”读作“{new}”，涉及它的各项核对都成立：可能是{kind}。",
    "en": "Read “{new}” for “{old}” and every check that touches it holds: probably {kind}.",
}
_AFTER = {"zh": "改后 {formula}。", "en": " Then {formula}."}


def described(claim: Claim, edit: Edit, mended: Check | None, lang: str) -> Repair:
    """The repair that an edit of a claim makes, in Chinese (zh) or English (en), with the arithmetic of the check it
    mends, where one is left."""
    old = claim.quantity.text
    if edit.kind == "counted thing" and claim.of is not None:
        old = f"{old} {claim.of.label}"
    message = _SENTENCES[lang].format(old=old, new=edit.text, kind=_KINDS[lang][edit.kind])
    if mended is not None:
        message += _AFTER[lang].format(formula=mended.formula)
    return Repair(claim.id, edit.kind, old, edit.text, message)
