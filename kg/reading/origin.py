"""Where an article is read from, what is asked of its reading, and how a source that cannot be read is reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.deadline import within
from kg.errors import ReadError, installing
from kg.model import Article
from kg.reading.decoding import decode
from kg.reading.limits import DEFAULT, Limits, Spent

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
    """name: the path as given, "-" for standard input, `a.zip: b.html` for a member. suffix: of its name, in small letters.

    region: of articles that do not say theirs. keep_chrome: cut nothing. depth: how many archives it lies in.
    spent: what the source given has cost; its members share it.
    """

    name: str
    suffix: str = ""
    limits: Limits = DEFAULT
    region: str = "CN"
    keep_chrome: bool = False
    depth: int = 0
    spent: Spent = field(default_factory=Spent)

    def data(self, stream: BinaryIO, limit: str = "file") -> bytes:
        """The whole stream. Raises LimitError where it is larger than the limit of that name."""
        most = getattr(self.limits, limit)
        data = stream.read(min(int(min(most, 2**62)) + 1, 2**62))
        if len(data) > most:
            raise self.limits.exceeded(limit)
        return data

    def text(self, stream: BinaryIO, *, declares: bool = False, limit: str = "size") -> str:
        """The whole stream, decoded. Raises ReadError where it is too large, empty or not text."""
        return decode(self.data(stream, limit), declares=declares)

    def checked(self, text: str) -> str:
        """`text`, extracted from something else, where an article may be as large; raises LimitError."""
        if len(text) > self.limits.size:
            raise self.limits.exceeded("size")
        return text

    @property
    def path(self) -> dict[str, str]:
        """The field `path` of the articles; none for what is piped in."""
        return {} if self.name == STDIN else {"path": self.name}

    @property
    def fields(self) -> dict[str, str | None]:
        """The fields that the place gives: a file's article is named by its path, a piped one by its content."""
        return {"id": self.path.get("path"), "region": self.region, **self.path}

    def part(self, place: str) -> dict[str, str | None]:
        """The same for one of several articles, `place` its row or item: `x.csv row 12`."""
        return {**self.fields, "id": f"{self.name} {place}"}

    def inside(self, suffix: str, member: str | None = None) -> Origin:
        """What this archive or compression holds; raises LimitError where it lies too deep."""
        if self.depth >= self.limits.depth:
            raise self.limits.exceeded("depth")
        name = self.name if member is None else f"{self.name}: {shown(member)}"
        return replace(self, name=name, suffix=suffix, depth=self.depth + 1)

    def count_article(self) -> None:
        """One more; raises LimitError where there are too many."""
        self.spent.articles += 1
        if self.spent.articles > self.limits.articles:
            raise self.limits.exceeded("articles")

    def count_member(self) -> None:
        """The same for what an archive holds, article or not."""
        self.spent.members += 1
        if self.spent.members > self.limits.articles:
            raise self.limits.exceeded("articles")

    def failure(self, error: Exception, place: str = "", record: str | None = None) -> Failure:
        """The error as a Failure of this source; `record`: the id of the one that failed."""
        return Failure(self.name, place, str(error), record)

    def attempt(self, make: Callable[[], Article], place: str = "", record: str | None = None) -> Article | Failure:
        """The article that `make` gives in the time that it may take, or why it does not: the others go on."""
        try:
            return within(self.limits.time, make)
        except Exception as error:  # noqa: BLE001, RUF100  # whatever a library makes of a broken file is its fault
            return self.failure(explained(error), place, record)


def shown(name: str) -> str:
    """A member's name on one line, for people: what is no Unicode, and what does not print, is written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in name)


def suffix_of(name: str) -> str:
    """`.txt` of `A/b.TXT`, "" of a name without one."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def explained(error: Exception) -> Exception:
    """The error in a user's words; one that has them is itself."""
    if isinstance(error, ReadError):
        return error
    if isinstance(error, ModuleNotFoundError):
        return ReadError(f"读这种文件需要 {error.name} / {error.name} is needed to read it: {installing('formats')}")
    if isinstance(error, FileNotFoundError):
        return ReadError("没有这个文件 / no such file")
    if isinstance(error, PermissionError):
        return ReadError("没有读取的权限 / no permission to read it")
    if isinstance(error, RecursionError):
        return ReadError("嵌套太深 / nested too deep")
    if isinstance(error, MemoryError):
        return ReadError("内存不够 / not enough memory")
    if isinstance(error, OSError) and error.strerror:
        return ReadError(f"读不了 / cannot be read: {error.strerror}")
    said = str(error) or type(error).__name__
    return ReadError(f"文件残缺或损坏 / broken or cut off: {said[:200]}")
