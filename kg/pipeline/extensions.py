"""What the components leave on a Doc: tuples of plain types in doc.user_data, which spaCy saves with the Doc."""

from __future__ import annotations

from functools import partial
from typing import Any

from spacy.tokens import Doc


def set_extension(name: str) -> None:
    """doc._.NAME: a tuple, empty until it is set, and a tuple again when the Doc comes back from bytes as a list."""
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=partial(_get, name), setter=partial(_set, name))


def _get(name: str, doc: Doc) -> tuple[Any, ...]:
    return tuple(doc.user_data.get(name, ()))


def _set(name: str, doc: Doc, value: tuple[Any, ...]) -> None:
    doc.user_data[name] = value
