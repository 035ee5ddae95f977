"""An article, or what was read from it, as one literal of a graph, and back."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ReadError
from kg.graph.sparql import PREFIXES
from kg.model import Article, Extraction

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_BASE64 = ox.NamedNode(PREFIXES["xsd"] + "base64Binary")


def packed(what: Article | Extraction) -> ox.Literal:
    """JSON, deflated, in base64: a tenth of the graph's own size, and no word of it takes part in a query."""
    text = json.dumps(asdict(what), separators=(",", ":"))
    return ox.Literal(b64encode(zlib.compress(text.encode("ascii"))).decode("ascii"), datatype=_BASE64)


def unpacked(literal: str) -> Article | Extraction:
    """What was packed. Raises ReadError where it is damaged or was made by software that knew other fields."""
    from pydantic import ValidationError  # noqa: PLC0415  # 0.1 s, for stores only

    try:
        found = json.loads(zlib.decompress(b64decode(literal, validate=True)))
        return _adapter("article" in found).validate_python(found)
    except (ValueError, zlib.error, ValidationError) as error:
        raise ReadError(f"存稿已损坏 / a stored article is damaged: {type(error).__name__}") from error


@cache
def _adapter(read: bool) -> TypeAdapter[Article | Extraction]:
    from pydantic import TypeAdapter  # noqa: PLC0415  # as above

    return TypeAdapter(Extraction if read else Article)
