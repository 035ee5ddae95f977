"""How store, disk and checks grow with the number of articles: the curve behind docs/scale.md.

usage: python benchmarks/scale.py [ARTICLES ...]     1000 4000 16000 unless told

The claims are those of the passages of benchmarks/errors, each time as another article's. Seconds are of the processor.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kg.checking.facts import reference_facts
from kg.checking.running import check_files, run_checks
from kg.graph import Store, nquads
from kg.model import Extraction
from kg.pipeline import extract_all

if __package__ is None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.speed import articles


def copies(found: list[Extraction], count: int) -> list[Extraction]:
    """So many articles with claims like these: another URL makes another graph."""
    kinds = len(found)
    return [
        replace(e, article=replace(e.article, url=f"urn:copy:{n}")) for n in range(count) for e in [found[n % kinds]]
    ]


def measured(found: list[Extraction], count: int) -> str:
    given = copies(found, count)
    claims = sum(len(e.claims) for e in given)
    begun = time.process_time()
    data = b"".join(map(nquads, given))
    written = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        store = Store(Path(folder, "store"))
        store.load(data)
        loaded = time.process_time() - begun
        quads = len(store)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        store.load(reference_facts())
        begun = time.process_time()
        run_checks(store, check_files())
        checked = time.process_time() - begun
    packed = len(gzip.compress(data, 5))
    return (
        f"{count:9,} {claims:9,} {quads:11,} {len(data) / 1e6:9.1f} {packed / 1e6:8.1f} {size / 1e6:9.1f}"
        f" {written / count * 1e3:9.2f} {loaded / count * 1e3:9.2f} {checked / count * 1e3:9.2f}"
    )


def main() -> None:
    found = list(extract_all(articles(128)))
    print(f"{'':51}{'MB':>1}{'':>6}milliseconds an article")
    heads = ("articles", "claims", "quads", "N-Quads", "gzip", "store", "written", "loaded", "checked")
    widths = (9, 9, 11, 9, 8, 9, 9, 9, 9)
    print(" ".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
    for count in [int(word) for word in sys.argv[1:]] or [1_000, 4_000, 16_000]:
        print(measured(found, count), flush=True)


if __name__ == "__main__":
    main()
