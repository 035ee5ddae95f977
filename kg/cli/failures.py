"""What could not be ingested, as JSON lines that can be read again: {"file","place","message"}."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.cli.files import write
from kg.errors import ReadError
from kg.reading import Failure

_PIPED = "-"


class FailureLog:
    """A log that a run adds to as it goes, so that an interruption loses none; a line is written once.

    anew: the run reads what the log names again. The log is then replaced by what still fails, at the end.
    """

    def __init__(self, path: str, *, anew: bool) -> None:
        self.path = path
        self._anew = anew
        self._before = _lines(path)
        self._lines = dict.fromkeys(line for line in self._before if not anew or _file(line) == _PIPED)

    def add(self, failure: Failure) -> None:
        """Keep a failure; the file's name is made absolute, so that the log can be used from any folder."""
        file = failure.path if failure.path == _PIPED else str(Path(failure.path).absolute())
        record = {"file": file, "place": failure.place, "message": failure.message}
        line = json.dumps(record, ensure_ascii=False)
        if line not in self._lines and not self._anew:
            with Path(self.path).open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(line + "\n")
        self._lines[line] = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._anew and kind is None:
            write(Path(self.path), "".join(f"{line}\n" for line in self._lines))


def logged_files(log: str) -> tuple[str, ...]:
    """The files that a log names, each once; standard input cannot be read again.

    Raises ReadError where it is no log of failures.
    """
    return tuple(dict.fromkeys(file for line in _lines(log) if (file := _file(line)) != _PIPED))


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: 不是失败记录 / not a log of failures") from error


def _file(line: str) -> str:
    try:
        return str(json.loads(line)["file"])
    except (ValueError, KeyError, TypeError) as error:
        raise ReadError(f"不是失败记录 / not a log of failures: {line[:80]}") from error
