"""Draw claims from texts of one's own to judge them one by one, and add up the verdicts.

usage: draw.py TEXTS.jsonl N SEED COMMAND [ARG ...]   e.g. draw.py news.jsonl 75 7 kg extract --format jsonl - > drawn.jsonl
       draw.py --score JUDGED.jsonl ...

TEXTS has JSON lines {"id", "text"}. A drawn line is {"id", "start", "end"}, the claim's place, without the words, with
"verdict" null; to judge it, put true where subject, property and unit are right together, else false. Years that only say when something began are not drawn.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any


def drawn(texts: Path, many: int, seed: int, command: list[str]) -> list[dict[str, Any]]:
    """`many` claims of the texts, in their order, the same for one seed and one answer."""
    feed = texts.read_text(encoding="utf-8")
    run = subprocess.run(command, input=feed, capture_output=True, encoding="utf-8", check=True)
    rows = [
        {"id": answer["id"], "start": claim["start"], "end": claim["end"], "verdict": None}
        for answer in map(json.loads, run.stdout.splitlines())
        for claim in answer["claims"]
        if claim["kind"] != "date"
    ]
    rows.sort(key=lambda row: (row["id"], row["start"]))
    chosen = random.Random(seed).sample(range(len(rows)), min(many, len(rows)))
    return [rows[at] for at in sorted(chosen)]


def score(paths: list[Path]) -> None:
    for path in paths:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        right = sum(row["verdict"] is True for row in rows)
        print(f"{path.name}: {right} right of {len(rows)}, {right / len(rows):.3f}")


def main() -> None:
    if sys.argv[1:2] == ["--score"]:
        score([Path(name) for name in sys.argv[2:]])
        return
    texts, many, seed, *command = sys.argv[1:]
    for row in drawn(Path(texts), int(many), int(seed), command):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
