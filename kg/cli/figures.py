"""Numbers for people: value and unit as one would write them."""

from __future__ import annotations

from kg.model import Quantity

_SIGNS = {"at_least": "≥ ", "over": "> ", "at_most": "≤ ", "under": "< ", "about": "≈ ", "nearly": "≲ "}


def figure(quantity: Quantity) -> str:
    """`1,900 MW`, `≥ 600,000`, `45–48 Cel`, `12 台`: the unit is its code, a classifier (量词) as it is."""
    low, value, high = quantity.low, quantity.value, quantity.high
    if value is not None:
        number = _SIGNS.get(quantity.approx, "") + _plain(value)
    elif low is not None and high is not None:
        number = f"{_plain(low)}–{_plain(high)}"
    elif low is not None or high is not None:
        number = f"≥ {_plain(low)}" if low is not None else f"≤ {_plain(high or 0.0)}"
    else:
        number = "?"
    unit = quantity.unit.strip("{}") if quantity.unit != "1" else ""
    per = f"/{quantity.per.strip('{}')}" if quantity.per else ""
    return f"{number} {unit}{per}".strip() if not quantity.date_value else quantity.date_value


def _plain(value: float) -> str:
    return f"{value:,.15g}" if abs(value) < 1e15 else f"{value:.6g}"
