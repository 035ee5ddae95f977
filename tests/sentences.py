"""Sentences read, tied, checked and explained together, so that a table of them costs one run."""

from __future__ import annotations

from collections.abc import Iterable

from kg.checking import verify
from kg.explaining import explain
from kg.model import Check, Claim, Extraction, Verification
from kg.pipeline import extract_all
from kg.reading import article

ALARMS = ("inconsistent", "implausible")


def extracted(texts: Iterable[str]) -> dict[str, Extraction]:
    """Each text with what it claims."""
    wanted = list(dict.fromkeys(texts))
    return dict(zip(wanted, extract_all(map(article, wanted)), strict=True))


def verified(texts: Iterable[str]) -> dict[str, Verification]:
    """Each text with its checks."""
    found = extracted(texts)
    return dict(zip(found, verify(found.values()), strict=True))


def explained(texts: Iterable[str]) -> dict[str, Verification]:
    """Each text with its checks and their repairs."""
    found = verified(texts)
    return dict(zip(found, explain(found.values()), strict=True))


def claim(extraction: Extraction, number: str) -> Claim:
    """The first claim whose number is written so."""
    return next(c for c in extraction.claims if c.quantity.text == number)


def ties(extraction: Extraction) -> list[tuple[str, str]]:
    """Each tie as its kind and its members' numbers, in the order of their roles: ("product", "count 五台, each …")."""
    texts = {c.id: c.quantity.text for c in extraction.claims}
    return [(t.kind, ", ".join(f"{role} {texts.get(name, name)}" for role, name in t.members)) for t in extraction.ties]


def alarms(verification: Verification) -> list[Check]:
    """The checks that found something wrong."""
    return [c for c in verification.checks if c.verdict in ALARMS]
