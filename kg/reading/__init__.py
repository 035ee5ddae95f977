"""Sources → Article: encodings, formats, site chrome, paragraphs. Offsets into the source are kept throughout."""

from kg.reading.compose import article

__all__ = ["article"]
