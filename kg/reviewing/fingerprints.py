"""The name of what an alarm rests on, the same in every run over the same words."""

from __future__ import annotations

from unicodedata import category, normalize

from kg.graph.iris import digest
from kg.model import Check, Claim, Extraction


def fingerprint(extraction: Extraction, check: Check) -> str:
    """`product-1f0c…`: the kind of check and a digest of its claims' words, in any order of the claims.

    Two checks of one kind over the same numbers of the same sentences share it: a sentence said twice is decided once.
    """
    claims = {claim.id: claim for claim in extraction.claims}
    text = extraction.article.text
    return f"{check.kind}-{digest(*sorted(_words(claims[name], text) for name in check.claims if name in claims))}"


def kind_of(alarm: str) -> str:
    """The kind of check that a fingerprint begins with."""
    return alarm.rpartition("-")[0]


def _words(claim: Claim, text: str) -> str:
    about = (part.label if part else "" for part in (claim.subject, claim.of, claim.property))
    return "\t".join(map(_plain, (claim.quantity.text, *about, text[slice(*claim.sentence)])))


def _plain(text: str) -> str:
    """Full width as half width, without the spaces and punctuation that change in passing; between digits, and where
    they are part of a number, they stay: 1.9 is not 19."""
    folded = normalize("NFKC", text).casefold()
    return "".join(c for at, c in enumerate(folded) if category(c)[0] in "LNSM" or c in "-%/" or _inside(folded, at))


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isnumeric() and text[at + 1].isnumeric()
