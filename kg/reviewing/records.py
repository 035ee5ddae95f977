"""The file of reviews: JSON lines, one decision each, only ever added to; the last on an alarm holds."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import get_args

from kg.errors import KgError, ReadError
from kg.model import Decision, Review

_FIELDS = tuple(f.name for f in fields(Review))


@dataclass(frozen=True, slots=True)
class Reviews:
    """The decisions of a file. history: every one, in the order they were taken. torn: lines that a crash left
    unfinished, from 1."""

    history: tuple[Review, ...] = ()
    torn: tuple[int, ...] = ()
    standing: Mapping[str, Review] = field(init=False)
    """Alarm → the decision that holds; none for one reopened."""

    def __post_init__(self) -> None:
        latest = {review.alarm: review for review in self.history}
        kept = {alarm: review for alarm, review in latest.items() if review.decision != "reopened"}
        object.__setattr__(self, "standing", kept)


def load(path: Path | None) -> Reviews:
    """The reviews of a file; none where there is no file. Raises ReadError, naming the line, for a line of JSON that is
    no review."""
    if path is None or not path.exists():
        return Reviews()
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ReadError(f"{path}: 读不了 / cannot be read: {error.strerror or error}") from error
    history, torn = list[Review](), list[int]()
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line) if line.strip() else None
        except ValueError:
            torn.append(number)
            continue
        if row is not None:
            history.append(_review(row, f"{path}: line {number}"))
    return Reviews(tuple(history), tuple(torn))


def add(path: Path, review: Review) -> None:
    """Append one review: on disk when this returns, whole or not at all to whoever reads meanwhile.

    Raises KgError, naming the file, where it cannot be written.
    """
    line = json.dumps(record(review), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            with _alone(handle):
                # A line that a crash has torn must not swallow this one.
                os.write(handle, b"\n" + line if _unfinished(handle) else line)
                os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise KgError(f"{path}: 写不了 / cannot be written: {error.strerror or error}") from error


def record(review: Review) -> dict[str, str]:
    """A review as a JSON object."""
    return asdict(review)


def _unfinished(handle: int) -> bool:
    size = os.lseek(handle, 0, os.SEEK_END)
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"


def _review(row: object, where: str) -> Review:
    known = isinstance(row, dict) and {name: row[name] for name in _FIELDS if isinstance(row.get(name), str)}
    if not known or not {"alarm", "decision", "reason", "by", "at"} <= known.keys():
        raise ReadError(f"{where}: 不是审核记录 / no review")
    if known["decision"] not in get_args(Decision):
        raise ReadError(f"{where}: {known['decision']}: 没有这种决定 / no such decision")
    return Review(**known)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _alone(handle: int) -> Iterator[None]:
        """A lock on the first byte: locks on Windows are on stretches of a file."""
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    @contextmanager
    def _alone(handle: int) -> Iterator[None]:
        """The lock ends with the handle, also where the process is killed."""
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
