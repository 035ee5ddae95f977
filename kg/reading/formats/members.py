"""What archives of every kind do with their members."""

from __future__ import annotations

from pathlib import PurePosixPath
from zipfile import ZipFile

from kg.errors import ReadError
from kg.reading.origin import Origin, suffix_of
from kg.reading.registry import SUFFIXES
from kg.reading.unpacking import SMALL


def is_read(name: str) -> bool:
    """Whether a member is one that a reader knows, and no hidden one: ._a.txt, __MACOSX/."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)
    return suffix_of(name) in SUFFIXES and not hidden


def none_found() -> ReadError:
    """The error of an archive in which nothing can be read."""
    return ReadError(f"压缩包里没有可读的文件 / no file to read in the archive ({' '.join(SUFFIXES)})")


def check_sizes(archive: ZipFile, origin: Origin) -> None:
    """Raises LimitError for a document whose parts unpack into more than a file or out of proportion.

    zipfile gives no more of a part than its entry says, so the entries may be believed.
    """
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > origin.limits.file:
        raise origin.limits.exceeded("file")
    if any(part.file_size > SMALL and part.file_size > origin.limits.ratio * part.compress_size for part in parts):
        raise origin.limits.exceeded("ratio")
