"""Laws that hold whatever the figures: how a number is written, who it is of and what stands around it change no verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.checking import check_files, verify
from kg.checking.running import run_checks
from kg.explaining import explain
from kg.graph import Store, nquads
from kg.model import Verification
from kg.pipeline import extract_all
from kg.reading import article

pytestmark = pytest.mark.xdist_group("laws")
law = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
few = settings(law, max_examples=2)

Shown = list[tuple[str, str, int]]


def verifications(texts: Sequence[str]) -> list[Verification]:
    return verify(extract_all(article(text, id=f"t{at}") for at, text in enumerate(texts)))


def verdicts(verification: Verification) -> Shown:
    """Kind, verdict and severity of each check, in the order of the report; facts say nothing here."""
    checks = (c for c in verification.checks if c.kind not in ("plausibility", "dimension"))
    return [(c.kind, c.verdict, c.severity) for c in checks]


def alike(*texts: str) -> Shown:
    """The verdicts of texts that must have the same, and have some."""
    first, *others = (verdicts(v) for v in verifications(texts))
    assert first
    for text, other in zip(texts[1:], others, strict=True):
        assert other == first, (texts[0], text)
    return first


# ---- numbers as they are written ----------------------------------------------------------------------------------

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A whole number under 10,000 in characters: 1900 → 一千九百, 1050 → 一千零五十."""
    text, gap = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + word
        gap = not digit
    return text


def full_width(text: str) -> str:
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})


@dataclass(frozen=True)
class Figures:
    """A product whose total is right, or wrong by `off`."""

    count: int
    each: int
    off: int

    @property
    def total(self) -> int:
        return self.count * self.each + self.off


figures = st.builds(
    Figures,
    count=st.integers(3, 9),
    each=st.integers(101, 999).filter(lambda n: n % 10 > 0),
    off=st.sampled_from((0, 0, 11, -13, 123, 1234)),
)
Write = Callable[[int], str]


def turbines(f: Figures, number: Write = str, company: str = "海川动力", unit: str = "兆瓦") -> str:
    return f"{company}订购了{number(f.count)}台燃气轮机,每台{number(f.each)}{unit},总功率{number(f.total)}{unit}。"


@law
@given(figures)
def test_characters_say_what_digits_say(f: Figures) -> None:
    alike(turbines(f), turbines(f, chinese))


@law
@given(figures)
def test_full_width_digits_say_what_digits_say(f: Figures) -> None:
    alike(turbines(f), turbines(f, lambda n: full_width(str(n))))


@law
@given(figures)
def test_groups_of_three_say_what_digits_say(f: Figures) -> None:
    alike(turbines(f), turbines(f, lambda n: f"{n:,}"))


@law
@given(figures)
def test_another_unit_with_the_same_digits_says_the_same(f: Figures) -> None:
    """1905兆瓦 is 1.905吉瓦, as precise as it was."""
    text = turbines(f)
    alike(text, text.replace(f"总功率{f.total}兆瓦", f"总功率{f.total / 1000:.3f}吉瓦"))


@law
@given(figures)
def test_thousandths_of_the_unit_say_the_same(f: Figures) -> None:
    alike(turbines(f), turbines(f, unit="千瓦"))


@law
@given(figures)
def test_what_is_right_is_consistent_and_what_is_not_is_told(f: Figures) -> None:
    (product,) = (row for row in alike(turbines(f)) if row[0] == "product")
    # half a unit of the last digit of each part
    slack = 0.5 * f.count + 0.5
    assert (product[1] == "consistent") == (abs(f.off) <= slack)


# ---- who and what -------------------------------------------------------------------------------------------------

COMPANIES = ("青禾公司", "东岭重工", "比亚迪", "三菱重工", "海川数据科技有限公司", "西门子能源")


@law
@given(figures, st.sampled_from(COMPANIES))
def test_whose_it_is_changes_no_verdict(f: Figures, company: str) -> None:
    alike(turbines(f), turbines(f, company=company))


PLAIN = (
    "这项采购旨在为数据中心供电。",
    "公司没有公布合同的细节。",
    "业内人士认为,这一趋势仍将持续。",
    "新机组投运后,当地的用电紧张有望缓解。",
    "记者在现场看到,工人正在安装设备。",
)
STORIES = (
    "海川动力订购了六台燃气轮机,每台380兆瓦,总功率2280兆瓦。最初订购了两台,随后又追加了四台。",
    "项目总投资16亿元,其中企业自筹6亿元,银行贷款1亿元。",
    "财政收入由580亿元增加到638亿元,增长11%。",
    "全省有水库1208座,其中大型水库83座,中型水库170座,小型水库1000座。",
    "班上有学生50名,其中男生28名,占56%,女生22名。",
    "从1980年到2000年的30年间,该村人口翻了一番。",
)


@law
@given(st.sampled_from(STORIES), st.sampled_from(PLAIN), st.sampled_from(PLAIN))
def test_sentences_without_numbers_change_no_check(story: str, before: str, after: str) -> None:
    plain, around = verifications([story, f"{before}\n{story}\n{after}"])
    assert [(c.kind, c.verdict, c.texts, c.formula) for c in around.checks] == [
        (c.kind, c.verdict, c.texts, c.formula) for c in plain.checks
    ]


# ---- many texts at once -------------------------------------------------------------------------------------------


@cache
def alone(text: str) -> Verification:
    (found,) = explain(verify(extract_all([article(text)])))
    return found


@few
@given(st.permutations(STORIES[:4]))
def test_the_order_of_a_batch_changes_nothing(order: list[str]) -> None:
    assert explain(verify(extract_all(map(article, order)))) == [alone(text) for text in order]


def test_a_second_reading_is_the_first() -> None:
    once, twice = (list(extract_all(map(article, STORIES))) for _ in range(2))
    assert once == twice


@law
@given(st.lists(st.sampled_from(STORIES), min_size=1, max_size=4))
def test_writing_twice_adds_nothing(texts: list[str]) -> None:
    store = Store()
    found = list(extract_all(map(article, texts)))
    for extraction in found:
        store.add(extraction)
    size = len(store)
    for extraction in (*found, *extract_all(map(article, texts))):
        store.load(nquads(extraction))
    assert len(store) == size


def test_checking_twice_adds_nothing() -> None:
    """Checks and verdicts have IRIs from what they check, so a store may be checked again."""
    store = Store()
    for extraction in extract_all(map(article, STORIES)):
        store.add(extraction)
    run_checks(store, check_files())
    size = len(store)
    run_checks(store, check_files())
    assert len(store) == size


# ---- any text at all ----------------------------------------------------------------------------------------------


PIECES = st.sampled_from(
    (
        *STORIES,
        *PLAIN,
        "其中",
        "占",
        "%",
        "，",
        "。",
        "\n",
        "３0万",
        "约",
        "两",
        "亿",
        "(",
        "）",
        "…",
        "\u200b",
        "A",
        "𠮷",
    )
)


@law
@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_text_breaks_the_checks(text: str) -> None:
    (verification,) = explain(verify(extract_all([article(text)])))
    claims = {claim.id: claim for claim in verification.extraction.claims}
    source = verification.extraction.article.text
    for claim in claims.values():
        assert source[claim.quantity.start : claim.quantity.end] == claim.quantity.text
    for check in verification.checks:
        assert set(check.claims) <= set(claims)
        assert check.formula
        assert check.message
