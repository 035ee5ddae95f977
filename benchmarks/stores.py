"""How fast a store fills, what it takes on disk, and how long its questions take, for some sizes.

usage: python benchmarks/stores.py [SIZE …]     SIZE: how many generated articles; 100 1000 unless told

Each size is ingested into a new store by `kg ingest`, in a process of its own. CPU seconds are those of the process,
reading, tagging and checking included; bytes are what the folder takes beyond that of a store without articles. `check`
is `kg check --store`, `query` a join of claims by what they state (the shipped query same-thing).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import articles

from kg.storing import ArticleStore
from kg.storing.verifying import counts

KG = [sys.executable, "-m", "kg"]


def main(sizes: list[int]) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, _ = _ingested(folder, 1)
        ArticleStore.open(one)
        empty = _bytes(one)
        print("| articles | claims | ingest, CPU s | articles/s | bytes a claim | check, CPU s | query, CPU s |")
        print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for size in sizes:
            store, spent = _ingested(folder, size)
            ArticleStore.open(store)  # as a next ingest would: what the log of writes still holds takes its place
            claims = counts(ArticleStore.open(store, read_only=True))["claims"]
            checked = _cpu([*KG, "check", "--store", store])
            asked = _cpu([*KG, "query", "same-thing", "--store", store, "--format", "csv"])
            each = (_bytes(store) - empty) / claims
            row = (size, claims, f"{spent:.0f}", f"{size / spent:.0f}", f"{each:.0f}", f"{checked:.0f}", f"{asked:.1f}")
            print("|", " | ".join(map(str, row)), "|", flush=True)
    return 0


def _ingested(folder: Path, size: int) -> tuple[Path, float]:
    """The store, and the CPU seconds it took to fill."""
    texts, store = folder / f"{size}.jsonl", folder / str(size)
    with texts.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(size))
    return store, _cpu([*KG, "ingest", "--store", store, texts])


def _cpu(command: list[object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(list(map(str, command)), check=False, capture_output=True)
    assert ran.returncode in (0, 1), ran.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [100, 1_000]))
