"""Sources → Article: encodings, formats, site chrome, paragraphs. Offsets into the source are kept throughout."""

from kg.reading.compose import article
from kg.reading.origin import Failure
from kg.reading.sources import LIMIT, read, read_bytes

__all__ = ["LIMIT", "Failure", "article", "read", "read_bytes"]
