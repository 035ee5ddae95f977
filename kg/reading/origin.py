"""Where an article is read from, what is asked of its reading, and how a source that cannot be read is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from kg.errors import ReadError
from kg.reading.decoding import decode

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source, or one record of it, that could not be read; the others are.

    place: the line or item of the source, "" for the whole. id: the record's own, where it could be read.
    """

    path: str
    place: str
    message: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """name: the path as given, "-" for standard input. limit: how many bytes an article may have.

    region: of articles that do not say theirs. keep_chrome: cut nothing.
    """

    name: str
    limit: int
    region: str
    keep_chrome: bool

    def text(self, stream: BinaryIO, *, declares: bool = False) -> str:
        """The whole stream, decoded. Raises ReadError where it is too large, empty or not text."""
        data = stream.read(self.limit + 1)
        if len(data) > self.limit:
            raise self.too_large()
        return decode(data, declares=declares)

    def too_large(self) -> ReadError:
        """The error that names the limit."""
        size = f"{self.limit / 1e6:g} MB"
        return ReadError(f"超过 {size} 的上限 / larger than the limit of {size}")

    @property
    def path(self) -> dict[str, str]:
        """The field `path` of the articles; none for what is piped in."""
        return {} if self.name == STDIN else {"path": self.name}

    def failure(self, error: Exception, place: str = "", record: str | None = None) -> Failure:
        """The error as a Failure of this source; `record`: the id of the one that failed."""
        return Failure(self.name, place, str(error), record)
