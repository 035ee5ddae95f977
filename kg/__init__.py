"""A spell-checker for the numbers in Chinese news.

>>> import kg
>>> checked = kg.check("北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1800兆瓦。")
>>> [check.formula for check in checked.alarms]
['五台 × 380兆瓦 = 1.9 吉瓦 ≠ 1800兆瓦']

docs/library.md lists what is public. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError, QueryError, ReadError
    from kg.graph import Store
    from kg.library import Checked, Extracted, check, check_all, extract, extract_all
    from kg.quantities import scan
    from kg.querying import run as query
    from kg.reading import Failure, article, read

__version__ = "0.1.0"
__all__ = [
    "Checked",
    "Extracted",
    "Failure",
    "KgError",
    "QueryError",
    "ReadError",
    "Store",
    "article",
    "check",
    "check_all",
    "extract",
    "extract_all",
    "query",
    "read",
    "scan",
]

# Public name → (its module, its name there).
_HOMES = {
    **{name: ("kg.library", name) for name in ("Checked", "Extracted", "check", "check_all", "extract", "extract_all")},
    **{name: ("kg.errors", name) for name in ("KgError", "QueryError", "ReadError")},
    **{name: ("kg.reading", name) for name in ("Failure", "article", "read")},
    "Store": ("kg.graph", "Store"),
    "query": ("kg.querying", "run"),
    "scan": ("kg.quantities", "scan"),
}
_PACKAGES = ("graph", "pipeline", "quantities", "querying", "reading", "reporting", "reviewing", "storing")


def __getattr__(name: str) -> Any:
    """Public names and packages, imported when they are first used: spaCy and the graph take a second."""
    if name in _PACKAGES:
        return import_module(f"kg.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, there = _HOMES[name]
    found = globals()[name] = getattr(import_module(module), there)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_PACKAGES})
