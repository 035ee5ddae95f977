"""Results as flat rows, one a number, claim or check: the columns of a pandas or Spark table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, installing
from kg.model import Article, Extraction, Quantity, Verification
from kg.reporting import jsonl

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
QUANTITY_COLUMNS = ("article", "text", "start", "end", "value", "low", "high", "unit", "kind", "approx", "per")
CLAIM_COLUMNS = (
    *(*QUANTITY_COLUMNS, "claim", "subject", "subject_type", "subject_iri", "property", "property_iri", "of"),
    *("time", "modality", "attributed_to", "role", "sentence_start", "sentence_end"),
)
CHECK_COLUMNS = ("article", "kind", "verdict", "severity", "formula", "message", "texts", "claims", "repair")
_NUMBERS = ("value", "low", "high")


def quantity_rows(article: Article, found: list[Quantity]) -> Iterator[Row]:
    """A row a number, as `kg quantities --format jsonl` has it."""
    record = jsonl.quantities(article, found)
    for row in record["quantities"]:
        yield _with_floats({"article": record["id"], **row})


def claim_rows(found: Extraction) -> Iterator[Row]:
    """A row a claim, as `kg extract --format jsonl` has it; of subject and property the label, beside it the IRI."""
    record = jsonl.extraction(found)
    for claim in record["claims"]:
        subject, measured = claim["subject"] or {}, claim["property"] or {}
        yield _with_floats(
            {
                **claim,
                "article": record["id"],
                "claim": claim["id"],
                "subject": subject.get("label"),
                "subject_type": subject.get("type"),
                "subject_iri": subject.get("iri"),
                "property": measured.get("label"),
                "property_iri": measured.get("iri"),
                "sentence_start": claim["sentence"]["start"],
                "sentence_end": claim["sentence"]["end"],
            }
        )


def check_rows(found: Verification) -> Iterator[Row]:
    """A row a check, as `kg check --format jsonl` has it; of the repairs the likeliest, "old → new"."""
    record = jsonl.verification(found)
    for check in record["checks"]:
        repair = check["repair"]
        edit = f"{repair['text']} → {repair['replacement']}" if repair else None
        yield {**check, "article": record["id"], "repair": edit}


def frame(rows: Iterable[Row], columns: Sequence[str]) -> pd.DataFrame:
    """The rows as a table. Raises KgError where pandas is not installed."""
    try:
        import pandas as pd  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise KgError(f"表格需要 pandas / tables need pandas: {installing('frames')}") from error
    return pd.DataFrame([[row[name] for name in columns] for row in rows], columns=list(columns))


def _with_floats(row: dict[str, Any]) -> Row:
    """JSON writes 1900 for 1900.0; a column has one type."""
    return row | {name: None if row[name] is None else float(row[name]) for name in _NUMBERS}
