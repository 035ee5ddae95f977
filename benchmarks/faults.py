"""Does an ingest that is killed again and again end as one that was left alone?

usage: python benchmarks/faults.py [--articles 2000] [--kills 50] [--seed 1] [--small-disk FOLDER]

Articles are generated and ingested twice: once undisturbed, once by a program that is killed with SIGKILL at random
moments and started again. The two stores, written out as sorted N-Quads, have to be the same, and `kg store verify` has
to find both whole. With --small-disk, FOLDER being on a file system of its own that may be filled (mount -t tmpfs -o
size=1g tmpfs FOLDER for 2,000 articles), the disk is also full in the middle of an ingest: the program has to say so
with status 2, what it had written has to be whole, and once there is room the same command has to end in the same store.
Exit status 0 when all holds.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from generated import articles

from kg.storing import ArticleStore

_LEFT = 20_000_000  # bytes: opening the store takes some, a few dozen articles the rest
_SHOWN = 20  # quads of a difference
KG = [sys.executable, "-m", "kg"]


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "articles.jsonl"
        with texts.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(options.articles))
        begun = time.monotonic()
        assert _ingest(folder / "whole", texts).wait() == 0
        took = time.monotonic() - begun
        wanted = _content(folder / "whole")
        print(f"undisturbed: {options.articles} articles in {took:.0f} s, {len(wanted)} quads")
        same = [_killed(folder / "killed", texts, wanted, took, options)]
        if options.small_disk:
            same.append(_full(options.small_disk, texts, wanted))
    return 0 if all(same) else 1


def _killed(store: Path, texts: Path, wanted: list[bytes], took: float, options: argparse.Namespace) -> bool:
    """Killed at random moments, from the opening of the store to the last article."""
    moments = random.Random(options.seed)
    kills = early = 0
    while kills < options.kills:
        running = _ingest(store, texts)
        try:
            running.wait(moments.uniform(0.5, 2.5) * max(3.0, took / options.kills))
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            kills += 1
            continue
        early += 1  # it came to its end: begin anew
        assert running.returncode == 0
        if _content(store) != wanted:
            break
        shutil.rmtree(store)
    assert _ingest(store, texts).wait() == 0
    return _compared(f"{kills} kills, {early} times done before", store, wanted)


def _full(disk: Path, texts: Path, wanted: list[bytes]) -> bool:
    """The disk is full after the first third: a file takes the room that is left, and is then removed."""
    store, ballast, every = disk / "store", disk / "ballast", texts.read_bytes()
    shutil.rmtree(store, ignore_errors=True)
    lines = every.splitlines(keepends=True)
    texts.write_bytes(b"".join(lines[: len(lines) // 3]))
    assert _ingest(store, texts).wait() == 0
    texts.write_bytes(every)
    ArticleStore.open(store)  # what the log of writes holds takes its place: opening needs no more room than it leaves
    _fill(ballast, shutil.disk_usage(disk).free - _LEFT)
    running = _ingest(store, texts, stderr=subprocess.PIPE)
    _, said = running.communicate()
    print(f"full disk: status {running.returncode}: {said.decode().strip().splitlines()[-1][:200]}")
    ballast.unlink()
    clear = running.returncode == 2 and b"Traceback" not in said
    whole = subprocess.run([*KG, "store", "verify", store], check=False, capture_output=True).returncode == 0
    assert _ingest(store, texts).wait() == 0
    return _compared("full disk, then room", store, wanted) and clear and whole


def _ingest(store: Path, texts: Path, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*KG, "ingest", "--store", store, texts], stderr=stderr)


def _content(store: Path) -> list[bytes]:
    return sorted(subprocess.run([*KG, "store", "export", store], check=True, capture_output=True).stdout.splitlines())


def _compared(what: str, store: Path, wanted: list[bytes]) -> bool:
    found = _content(store)
    verified = subprocess.run([*KG, "store", "verify", store], check=False, capture_output=True).returncode == 0
    missing, more = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    digest = sha256(b"\n".join(found)).hexdigest()[:12]
    print(
        f"{what}: {len(found)} quads, {len(missing)} missing, {len(more)} more, sha256 {digest}, {'whole' if verified else 'NOT WHOLE'}"
    )
    for sign, quads in (("-", missing), ("+", more)):
        for quad in quads[:_SHOWN]:
            print(f"  {sign} {quad.decode()[:300]}")
    return found == wanted and verified


def _fill(path: Path, size: int) -> None:
    with path.open("wb") as file:
        for _ in range(max(0, size) // 1_000_000):
            file.write(bytes(1_000_000))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--small-disk", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
