"""How many injected errors are found, and how many right passages are left alone.

usage: python benchmarks/errors.py [PASSAGES.jsonl] [-v]     PASSAGES: benchmarks/errors/dev.jsonl unless told

Each passage is checked as it stands, where any alarm is a false one, and once for each of its errors. An error is
found when an alarm touches a number of the changed words, in its right kind when such an alarm has the kind a careful
reader would name; undone when the first repair of such an alarm, put into the text, gives back the numbers of the
right passage. -v lists what was missed, false alarms and repairs that led astray. errors/README.md has the passages.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.checking import verify
from kg.explaining import explain
from kg.model import Check, Verification
from kg.pipeline import extract_all
from kg.quantities import scan
from kg.reading import article

ALARMS = ("inconsistent", "implausible")
DEV = Path(__file__).parent / "errors" / "dev.jsonl"
BATCH = 20  # passages: the trials of a batch stand in one graph


@dataclass(frozen=True)
class Passage:
    """A text to check. `clean`: as it should stand; `kind`: of the error put in, empty in a clean one, whose words are
    text[start:end]."""

    name: str
    family: str
    text: str
    clean: str
    kind: str = ""
    start: int = 0
    end: int = 0


def passages(path: Path) -> Iterator[Passage]:
    """Each passage of a file, and after it one for each of its errors."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        name, family, text = row["id"], row.get("family", row["topic"]), row["text"]
        yield Passage(name, family, text, text)
        for number, (old, new, kind) in enumerate(row["perturb"], 1):
            at = text.index(old)
            changed = text[:at] + new + text[at + len(old) :]
            yield Passage(f"{name}-{number}", family, changed, text, kind, at, at + len(new))


def verifications(given: list[Passage]) -> Iterator[Verification]:
    """Each passage checked and its alarms explained, a batch at a time."""
    for at in range(0, len(given), BATCH):
        batch = given[at : at + BATCH]
        yield from explain(verify(extract_all(article(p.text, id=p.name) for p in batch)))


def alarms(verification: Verification) -> list[Check]:
    return [check for check in verification.checks if check.verdict in ALARMS]


def involving(passage: Passage, verification: Verification) -> list[Check]:
    """The alarms that touch a number of the changed words."""
    whole = verification.extraction.article
    places = {c.id: whole.source_span(c.quantity.start, c.quantity.end) for c in verification.extraction.claims}
    changed = {name for name, (start, end) in places.items() if start < passage.end and end > passage.start}
    return [check for check in alarms(verification) if changed & set(check.claims)]


def undone(passage: Passage, verification: Verification, check: Check) -> bool:
    """True when the check's first repair gives back the numbers of the right passage."""
    if not check.repairs:
        return False
    repair = check.repairs[0]
    quantity = next(c.quantity for c in verification.extraction.claims if c.id == repair.claim)
    start, end = verification.extraction.article.source_span(quantity.start, quantity.end)
    return numbers(passage.text[:start] + repair.replacement + passage.text[end:]) == numbers(passage.clean)


def numbers(text: str) -> list[tuple[float | None, str]]:
    return [(quantity.value, quantity.unit) for quantity in scan(text)]


def score(given: list[Passage], found: list[Verification], *, verbose: bool) -> Iterator[str]:
    """The table, a line a kind, then the false alarms."""
    total, hit, right, mended = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    false = []
    for passage, verification in zip(given, found, strict=True):
        if not passage.kind:
            false += [(passage, check) for check in alarms(verification)]
            continue
        checks = involving(passage, verification)
        good = any(undone(passage, verification, check) for check in checks)
        total[passage.kind] += 1
        hit[passage.kind] += bool(checks)
        right[passage.kind] += any(check.kind == passage.kind for check in checks)
        mended[passage.kind] += good
        if verbose and not good:
            yield from _told(passage, checks)
    if verbose:
        for passage, check in false:
            yield f"false alarm {passage.name} {check.kind} {check.formula}\n    {passage.text}"
    yield f"{'kind':16}{'errors':>8}{'found':>8}{'kind':>8}{'undone':>8}"
    for kind in (*sorted(total), ""):
        counts = [(c[kind] if kind else c.total()) for c in (total, hit, right, mended)]
        yield f"{kind or 'all':16}" + "".join(f"{n:8}" for n in counts)
    clean = [p for p in given if not p.kind]
    wrong = {p.name: p.family for p, _ in false}
    yield f"false alarms in {len(wrong)} of {len(clean)} right passages {dict(Counter(wrong.values())) or ''}".rstrip()


def _told(passage: Passage, checks: Iterable[Check]) -> Iterator[str]:
    words = passage.text[passage.start : passage.end]
    repairs = [(c.kind, c.formula, [f"{r.text} → {r.replacement}" for r in c.repairs]) for c in checks]
    yield f"{'astray' if repairs else 'missed'} {passage.name} {passage.kind} {words} {repairs}\n    {passage.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Injected errors found, and right passages left alone.")
    parser.add_argument("passages", type=Path, nargs="?", default=DEV)
    parser.add_argument("-v", "--verbose", action="store_true", help="list misses, false alarms and repairs astray")
    options = parser.parse_args()
    given = list(passages(options.passages))
    for line in score(given, list(verifications(given)), verbose=options.verbose):
        print(line)


if __name__ == "__main__":
    main()
