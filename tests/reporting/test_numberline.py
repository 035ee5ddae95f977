"""Number lines: where intervals lie, in percent of the width."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Check, Interval
from kg.reporting.numberline import NumberLine, draw
from reporting.wind_farm import checks

Pair = tuple[float, float]


def check(computed: Pair, stated: Pair, wide: tuple[Pair, Pair] | None = None, unit: str = "{台}") -> Check:
    computed_wide, stated_wide = wide or (computed, stated)
    return replace(
        checks()[0],
        computed=Interval(*computed),
        computed_wide=Interval(*computed_wide),
        stated=Interval(*stated),
        stated_wide=Interval(*stated_wide),
        unit=unit,
    )


def drawn(computed: Pair, stated: Pair, **more: object) -> NumberLine:
    line = draw(check(computed, stated, **more))  # type: ignore[arg-type]
    assert line is not None
    return line


def test_ends_lie_to_scale() -> None:
    computed, stated = drawn((10, 20), (25, 30)).rows
    assert (computed.narrow.left, computed.narrow.width) == (6, 44)
    assert (stated.narrow.left, stated.narrow.width) == (72, 22)


@pytest.mark.parametrize(
    ("computed", "stated", "logarithmic"),
    [
        ((70, 74), (1.85, 1.95), True),
        ((70, 74), (35, 37), False),
        ((-70, 74), (1.85, 1.95), False),
        ((0, 5000), (1, 2), True),
        ((0, 0), (0, 0), False),
    ],
)
def test_far_apart_is_logarithmic(computed: Pair, stated: Pair, logarithmic: bool) -> None:
    assert drawn(computed, stated).logarithmic is logarithmic


@pytest.mark.parametrize(
    ("stated", "left", "right"),
    [((5, inf), False, True), ((-inf, 5), True, False), ((-inf, inf), True, True), ((5, 6), False, False)],
)
def test_an_open_end_runs_off_the_edge(stated: Pair, left: bool, right: bool) -> None:
    bar = drawn((4, 7), stated).rows[1].narrow
    assert (bar.from_left, bar.to_right) == (left, right)
    assert (bar.left == 0, bar.left + bar.width == 100) == (left, right)


@pytest.mark.parametrize(
    ("computed", "stated", "gap"),
    [
        ((10, 20), (25, 30), 25 / 20),
        ((25, 30), (10, 20), 25 / 20),
        ((10, 20), (20, 30), None),
        ((-2, -1), (1, 2), None),  # apart, but a ratio says nothing across nought
    ],
)
def test_gap_and_ratio(computed: Pair, stated: Pair, gap: float | None) -> None:
    assert drawn(computed, stated).ratio == gap


def test_wide_readings_close_the_gap() -> None:
    assert drawn((10, 20), (25, 30), wide=((5, 26), (25, 30))).gap is None


@pytest.mark.parametrize("ends", [((-inf, inf), (-inf, inf)), ((nan, nan), (1, 2)), ((-1.7e308, 1.7e308), (1, 2))])
def test_nothing_to_draw(ends: tuple[Pair, Pair]) -> None:
    assert draw(check(*ends)) is None


@pytest.mark.parametrize(
    ("computed", "stated", "unit", "labels"),
    [
        ((9.48e7, 9.72e7), (9.55e6, 9.65e6), "MW", ["50 兆瓦"]),
        ((3.89e10, 4.54e10), (3.6e9, 1.8e10), "kW.h", ["5 兆瓦时", "10 兆瓦时"]),
        ((7.1e10, 7.3e10), (1.85e9, 1.95e9), "GW", ["2 吉瓦", "5 吉瓦", "10 吉瓦", "20 吉瓦", "50 吉瓦"]),
        ((600000, 650000), (500000, 550000), "{个}", ["50万个", "55万个", "60万个", "65万个"]),
        ((0.169, 0.1774), (0.165, 0.175), "%", ["16.5%", "17%", "17.5%"]),
    ],
)
def test_ticks_are_round_in_the_units_of_the_text(computed: Pair, stated: Pair, unit: str, labels: list[str]) -> None:
    assert [tick.label for tick in drawn(computed, stated, unit=unit).ticks] == labels


ends = st.floats(allow_nan=False, min_value=-1e30, max_value=1e30) | st.sampled_from([inf, -inf])
pairs = st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))


@given(pairs, pairs)
def test_everything_lies_on_the_line(computed: Pair, stated: Pair) -> None:
    line = draw(check(computed, stated))
    if line is None:
        return
    bars = [bar for row in line.rows for bar in (row.narrow, row.wide)]
    assert all(bar.width > 0 and bar.left >= 0 and bar.left + bar.width <= 100.02 for bar in bars)
    assert all(0 <= tick.at <= 100 for tick in line.ticks)
    assert len(line.ticks) <= 5
