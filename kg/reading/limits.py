"""What a source may cost: each limit with its unit, its default and how `--limit NAME=VALUE` sets it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from kg.errors import KgError, LimitError

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one source given may be. Bytes are bytes; the option takes them in MB.

    size: bytes of one article's text or page. file: bytes of a file that is held whole (PDF, Office, a table, a feed, an
    archive within an archive). total: bytes that one source unpacks into. ratio: bytes unpacked to bytes packed, of one
    stream, from a megabyte on. depth: archives and compressions within each other. articles: articles, and members of
    archives, in one source. pages and objects: of one PDF. time: seconds on one article.
    """

    size: float = field(default=20 * _MB, metadata={"MB": True})
    file: float = field(default=200 * _MB, metadata={"MB": True})
    total: float = field(default=5000 * _MB, metadata={"MB": True})
    ratio: float = 200
    depth: float = 4
    articles: float = 1_000_000
    pages: float = 2000
    objects: float = 500_000
    time: float = 120

    def bound(self, name: str) -> str:
        """The value of a limit, as one would write it, with its unit."""
        value, unit = getattr(self, name), _UNITS.get(name, "")
        number = value / _MB if name in _IN_MB else value
        return (f"{number:.15g}" if number >= 1 else f"{number:.9f}".rstrip("0")) + unit

    def exceeded(self, name: str) -> LimitError:
        """The error that names the limit."""
        return LimitError(name, self.bound(name))

    def set(self, given: Iterable[str]) -> Limits:
        """These limits with those of `NAME=VALUE, …`. Raises KgError, which names what there is."""
        stated: dict[str, float] = {}
        for pair in given:
            name, _, value = pair.partition("=")
            try:
                number = float(value.removesuffix(_UNITS.get(name, "")))
            except ValueError:
                number = math.nan
            if name not in NAMES or not number > 0:
                raise KgError(
                    f"--limit 要写成 名字=正数 / --limit is written NAME=VALUE, a positive number: {pair} ({', '.join(NAMES)})"
                )
            stated[name] = number * _MB if name in _IN_MB else number
        return replace(self, **stated)


NAMES = tuple(limit.name for limit in fields(Limits))
_IN_MB = frozenset(limit.name for limit in fields(Limits) if limit.metadata.get("MB"))
_UNITS = {**dict.fromkeys(_IN_MB, " MB"), "time": " s"}
DEFAULT = Limits()


@dataclass(slots=True)
class Spent:
    """What one source has cost so far, its members and theirs together."""

    unpacked: int = 0
    articles: int = 0
    members: int = 0
