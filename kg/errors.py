"""The few errors a user can meet. Each message names the file and the place."""

from __future__ import annotations

import sys


class KgError(Exception):
    """Something in the input or the options is wrong; the message is for the user, whole."""


class ReadError(KgError):
    """A source that cannot be read: missing, binary, of unknown encoding, too large, broken."""


class LimitError(ReadError):
    """A source that goes beyond a limit. `name`: the limit's, as `--limit` takes it; `bound`: with its unit."""

    def __init__(self, name: str, bound: str) -> None:
        super().__init__(f"超过 {name} 的上限 {bound} / beyond the limit of {bound} ({name})")
        self.name = name


class QueryError(KgError):
    """A query that does not parse, has no such name, or lacks a parameter."""


class RefusedError(QueryError):
    """A query that would reach beyond the store: to another endpoint, over the network."""


def installing(extra: str) -> str:
    """The command that gives the Python at work what an extra needs. The package itself is there: none is looked for."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f'{python} -m pip install "kg-claims[{extra}]"'
