"""Why intervals: false alarms and misses of four ways to compare a stated sum with that of its rounded parts.

usage: python benchmarks/rounding.py

20,000 lists of two to eight amounts, spread over two powers of ten, are rounded as news rounds them, each number to two
to four significant digits, and so is their true sum: every alarm over those is false. Then one number of each list is
written wrong by a slip: a digit changed, two neighbours swapped, a factor of ten.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

LISTS = 20_000
SEED = 1


@dataclass(frozen=True)
class Number:
    """As written: `value`, whose last digit is worth `step`."""

    value: float
    step: float


Compare = Callable[[Sequence[Number], Number], bool]


def exact(parts: Sequence[Number], total: Number) -> bool:
    return within(0.0)(parts, total)


def within(tolerance: float) -> Compare:
    """Equal up to a share of the stated sum."""

    def compare(parts: Sequence[Number], total: Number) -> bool:
        return abs(sum(p.value for p in parts) - total.value) <= tolerance * total.value + 1e-9 * total.value

    return compare


def intervals(parts: Sequence[Number], total: Number) -> bool:
    """Half a unit of each last digit either way: the two sides meet."""
    slack = (sum(p.step for p in parts) + total.step) / 2
    return abs(sum(p.value for p in parts) - total.value) <= slack * (1 + 1e-9)


WAYS: dict[str, Compare] = {
    "exact": exact, "0.1 % tolerance": within(0.001), "1 % tolerance": within(0.01), "intervals": intervals,
}  # fmt: skip


def rounded(value: float, digits: int) -> Number:
    step = 10.0 ** (floor(log10(value)) - digits + 1)
    return Number(round(value / step) * step, step)


def lists(rng: random.Random) -> tuple[list[Number], Number]:
    """Parts and their sum, each rounded for itself from what it truly is."""
    digits = rng.randint(2, 4)
    true = [10 ** rng.uniform(1, 3) for _ in range(rng.randint(2, 8))]
    return [rounded(value, digits) for value in true], rounded(sum(true), digits)


def slipped(number: Number, rng: random.Random) -> Number:
    """The number with one slip; never itself."""
    digits = list(str(round(number.value / number.step)))
    while True:
        new, at = digits[:], rng.randrange(len(digits))
        kind = rng.choice(("change", "swap", "ten"))
        if kind == "ten":
            factor = rng.choice((0.1, 10.0))
            return Number(number.value * factor, number.step * factor)
        if kind == "change":
            new[at] = rng.choice("0123456789")
        elif at + 1 < len(new):
            new[at], new[at + 1] = new[at + 1], new[at]
        if new != digits and new[0] != "0":
            return Number(int("".join(new)) * number.step, number.step)


def main() -> None:
    rng = random.Random(SEED)
    false, caught = dict.fromkeys(WAYS, 0), dict.fromkeys(WAYS, 0)
    for _ in range(LISTS):
        parts, total = lists(rng)
        wrong = [*parts, total]
        at = rng.randrange(len(wrong))
        wrong[at] = slipped(wrong[at], rng)
        for name, agree in WAYS.items():
            false[name] += not agree(parts, total)
            caught[name] += not agree(wrong[:-1], wrong[-1])
    print(f"{'':16}  false alarms  errors found")
    for name in WAYS:
        print(f"{name:16}  {false[name] / LISTS:12.1%}  {caught[name] / LISTS:12.1%}")


if __name__ == "__main__":
    main()
