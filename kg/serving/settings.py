"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """port: 0 for any free one. token: what a caller must know; None lets in everybody who reaches the port.

    names: further names by which the server may be called. limit: bytes of what is sent. seconds: how long one check
    may take. jobs: how many checks are made at once, each in a process of its own. region: of texts that do not say
    theirs. checks: folders of checks beside the shipped. reviews: the file of
    editors' reviews, which the page adds to. store: a folder that articles were ingested into.
    query_seconds, rows: how long a query may take, and how many rows it may give.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    names: tuple[str, ...] = ()
    limit: int = 20_000_000
    seconds: float = 30
    jobs: int = 2
    region: str = "CN"
    checks: tuple[Path, ...] = ()
    reviews: Path | None = None
    store: Path | None = None
    query_seconds: float = 10
    rows: int = 50_000
