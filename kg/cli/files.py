"""Output files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kg.errors import KgError


def write(path: Path, content: str | bytes) -> None:
    """Write the content, a text as UTF-8, beside `path` first, then put it in its place, so that no half-written file is ever seen.

    Raises KgError, naming the file, where it cannot be written.
    """
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
            mask = os.umask(0)
            os.umask(mask)
            Path(beside).chmod(0o666 & ~mask)  # mkstemp makes it private; the user's mask decides
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink()
            raise
    except OSError as error:
        raise KgError(f"{path}: 写不了 / cannot be written: {error.strerror or error}") from error
