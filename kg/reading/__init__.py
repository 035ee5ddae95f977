"""Sources → Article: encodings, formats, site chrome, paragraphs. Offsets into the source are kept throughout."""

from kg.reading.compose import article
from kg.reading.limits import Limits
from kg.reading.origin import Failure
from kg.reading.sources import read, read_bytes

__all__ = ["Failure", "Limits", "article", "read", "read_bytes"]
