"""All of speed in one run, written to docs/benchmarks.md.

usage: python -m benchmarks [GROUP ...]     GROUP: one of those in benchmarks/speed.py; then nothing is written
"""

from __future__ import annotations

import datetime
import gc
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed import GROUPS, Figure
from kg import __version__

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Written by `make bench` (`python -m benchmarks`), which measures everything in one run; ratios of two things measured side by
side tell more than a machine's seconds. Texts are those of benchmarks/errors and corpus/. What finds how many errors is
measured by [`benchmarks/errors.py`](../benchmarks/errors.py), why intervals and not percentages by
[`benchmarks/rounding.py`](../benchmarks/rounding.py).

"""


def machine() -> str:
    """The processor, its cores, the load at the start, Python, the day."""
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return f"{model}, {os.cpu_count()} cores{load}; {platform.system()}, Python {platform.python_version()}; kg {__version__}, {today}."


def rows(figures: list[Figure]) -> Iterator[str]:
    yield "| what | measured | goal |"
    yield "| --- | --- | --- |"
    for figure in figures:
        yield f"| {figure.what} | {figure.result} | {figure.goal} |"


def main() -> None:
    wanted = set(sys.argv[1:])
    unknown = wanted - {group.__name__ for group in GROUPS}
    if unknown:
        sys.exit(f"no such group: {', '.join(sorted(unknown))}")
    gc.set_threshold(100_000, 50, 50)  # as in the program
    where, figures = machine(), list[Figure]()
    for group in GROUPS:
        if not wanted or group.__name__ in wanted:
            for figure in group():
                figures.append(figure)
                print(f"{figure.what}: {figure.result}  {figure.goal}", flush=True)
    if not wanted:
        PAGE.write_text(_HEAD + where + "\n\n" + "\n".join(rows(figures)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
