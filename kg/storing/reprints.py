"""One text at many publishers: the agency's copy with another headline, another byline, a paragraph less.

MinHash over five-character shingles finds the candidates: bands of hashes, kept in the graph itself, so that looking one
up costs the same in a store of any size and in any kind of store. The texts themselves then decide. A copy is linked to
the text that was read and is not checked again, but only where it has no number that the other has not: a digit that
was lost in copying is what this program looks for.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.graph import iris
from kg.model import Article
from kg.quantities import scan

SIMILAR = 0.85
"""The share of shingles that copies have in common, of those that either has."""

_SHINGLE = 5  # characters
_BANDS, _ROWS = 10, 5  # texts that share 0.85 of their shingles share a band in 997 of 1000 cases, 0.3 in 24


def bands(article: Article) -> list[str]:
    """Ten digests, of which copies share one with near certainty. None for a text without a single shingle."""
    hashes = np.fromiter({crc32(s.encode("utf-8", "surrogatepass")) for s in shingles(article.text)}, np.uint64)
    if not len(hashes):
        return []
    factors, terms = _permutations()
    # The high half of a product modulo 2^64 is a universal hash of the 32 bits that come in.
    least = ((hashes[:, None] * factors + terms) >> np.uint64(32)).min(axis=0).tolist()
    return [iris.digest(band, *least[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)]


def shingles(text: str) -> set[str]:
    """Runs of five characters, white space left out."""
    plain = "".join(text.split())
    return {plain[at : at + _SHINGLE] for at in range(len(plain) - _SHINGLE + 1)}


def is_reprint(copy: Article, original: Article) -> bool:
    """Whether the texts are alike and the copy has no number that the original has not."""
    one, other = shingles(copy.text), shingles(original.text)
    if not one or len(one & other) < SIMILAR * len(one | other):
        return False
    return not _numbers(copy) - _numbers(original)


def _numbers(article: Article) -> Counter[str]:
    return Counter(quantity.text for quantity in scan(article.text, region=article.region))


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Odd factors, and terms; the same on every machine, since what comes of them is kept."""
    drawn = [sha256(f"{name} {n}".encode()).digest()[:8] for name in ("factor", "term") for n in range(_BANDS * _ROWS)]
    factors, terms = np.frombuffer(b"".join(drawn), "<u8").astype(np.uint64).reshape(2, -1)
    return factors | np.uint64(1), terms
