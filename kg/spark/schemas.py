"""The columns of the tables with their types, for Spark as DDL and for Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.frames import CHECK_COLUMNS, CLAIM_COLUMNS, QUANTITY_COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLES = (
    "id STRING, text STRING, title STRING, date STRING, publisher STRING, author STRING, url STRING, region STRING"
)
"""What articles are read from; all but `text` may be left out or null."""

COMPARED = ("key", "narrow_low", "narrow_high", "wide_low", "wide_high")
"""Beside a claim's own columns: what two claims of one thing share, and its bounds of either reading in SI units."""

_INTEGERS = ("start", "end", "sentence_start", "sentence_end", "severity")
_REALS = ("value", "low", "high", *COMPARED[1:])
_LISTS = ("texts", "claims")


def columns(*names: str) -> dict[str, str]:
    """Column → its type in Spark's DDL. The last, `error`, is set in the one row of an article that failed."""
    types = {
        **dict.fromkeys(_INTEGERS, "INT"),
        **dict.fromkeys(_REALS, "DOUBLE"),
        **dict.fromkeys(_LISTS, "ARRAY<STRING>"),
    }
    return {name: types.get(name, "STRING") for name in (*names, "error")}


QUANTITIES = columns(*QUANTITY_COLUMNS)
CLAIMS = columns(*CLAIM_COLUMNS, *COMPARED)
CHECKS = columns(*CHECK_COLUMNS)
NQUADS = columns("article", "nquads")


def ddl(table: dict[str, str]) -> str:
    return ", ".join(f"`{name}` {kind}" for name, kind in table.items())


def arrow(table: dict[str, str]) -> pa.Schema:
    """The same for Arrow."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    types = {"STRING": pa.string(), "INT": pa.int32(), "DOUBLE": pa.float64(), "ARRAY<STRING>": pa.list_(pa.string())}
    return pa.schema([(name, types[kind]) for name, kind in table.items()])
