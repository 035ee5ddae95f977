"""What a language server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.reading.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """lang: of messages. region: of texts that do not say theirs. pause: seconds without typing before a check.

    folders, without, reviews: as for `kg check`. limits: what a document may cost.
    """

    lang: str = "zh"
    region: str = "CN"
    pause: float = 0.4
    folders: tuple[Path, ...] = ()
    without: tuple[str, ...] = ()
    reviews: Path | None = None
    limits: Limits = DEFAULT
