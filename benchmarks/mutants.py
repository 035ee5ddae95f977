"""Do the tests notice an error in the arithmetic? Mutants of quantities, checks and explanations, one at a time.

    python benchmarks/mutants.py [--count 150] [--seed 1] [quantities checking explaining]

A mutant is the program with one operator, number or truth value changed, in Python or in a check's SPARQL. Each of a
drawn sample is put in a copy of the checkout, and the tests of its area run there until one fails. Those that no test
notices are printed: a gap in the tests, or the same program in other words. Exit status 0 whatever comes of it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Files and the tests that are theirs.
AREAS = {
    "quantities": (["kg/quantities/*.py"], "tests/quantities"),
    "checking": (["kg/checking/*.py", "queries/checks/*.rq", "queries/verdict.rq"], "tests/checking"),
    "explaining": (["kg/explaining/*.py"], "tests/explaining"),
}
_COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_REDUCED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And}
_SPARQL = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "=", "&&": "||", "||": "&&", "+": "-", "-": "+", "*": "/",
    "/": "*", "BOUND": "!BOUND", "MAX": "MIN", "MIN": "MAX",
}  # fmt: skip
_TOKEN = re.compile(
    r'(?m)^\s*#.*$|"[^"\n]*"|<[^>\s]+>|(?<=\s)(?:[<>!]?=|[<>*/+-]|&&|\|\|)(?=\s)|\b(?:BOUND|MAX|MIN|\d+e\d+)\b'
)


def mutants(path: Path) -> Iterator[tuple[str, str]]:
    """(what is changed, the file with it changed) for every place of a file."""
    source = path.read_text(encoding="utf-8")
    yield from (_of_sparql if path.suffix == ".rq" else _of_python)(source)


def _of_sparql(source: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(source):
        word = found[0]
        number, e, exponent = word.partition("e")
        other = f"{int(number) + 1}e{exponent}" if e and number.isdecimal() else _SPARQL.get(word)
        if other:
            at = source.count("\n", 0, found.start()) + 1
            line = source.splitlines()[at - 1].strip()
            yield f"{at}: {line[:90]}  [{word} → {other}]", source[: found.start()] + other + source[found.end() :]


def _of_python(source: str) -> Iterator[tuple[str, str]]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for field, index, other in _changes(node):
            held = getattr(node, field)
            before = ast.unparse(node)
            setattr(node, field, other if index is None else [*held[:index], other, *held[index + 1 :]])
            what = f"{getattr(node, 'lineno', 0)}: {before[:90]}  →  {ast.unparse(node)[:90]}"
            yield " ".join(what.split()), ast.unparse(tree)
            setattr(node, field, held)


def _changes(node: ast.AST) -> Iterator[tuple[str, int | None, object]]:
    """(field, place in it, what to put there)"""
    match node:
        case ast.Compare(ops=ops):
            yield from (("ops", at, _COMPARED[type(op)]()) for at, op in enumerate(ops))
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _REDUCED:
            yield "op", None, _REDUCED[type(op)]()
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield "test", None, ast.UnaryOp(ast.Not(), test)
        case ast.Constant(value=bool(value)):
            yield "value", None, not value
        case ast.Constant(value=int(value) | float(value)):
            yield "value", None, value + 1
        case ast.Name(id="min" | "max" as name):
            yield "id", None, "max" if name == "min" else "min"


def tested(copy: Path, tests: str, seconds: float) -> bool:
    """Whether the tests pass; none that take longer do."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-W", "ignore", tests]
    environment = os.environ | ({"PYTHONDONTWRITEBYTECODE": "1"} if seconds < _FIRST else {})
    try:
        ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


_FIRST = 1_000.0  # seconds for the tests as they are


def main() -> int:
    """Draws mutants and tells those that live."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("areas", nargs="*", metavar="area", help=", ".join(AREAS))
    given.add_argument("--count", type=int, default=150, help="mutants, shared out evenly among the areas")
    given.add_argument("--seed", type=int, default=1)
    options = given.parse_args()
    chosen = options.areas or list(AREAS)
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name, "checkout")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "out", "dist", ".*_cache"))
        for area in chosen:
            patterns, tests = AREAS[area]
            files = sorted(path for pattern in patterns for path in copy.glob(pattern))
            every = [(path, *mutant) for path in files for mutant in mutants(path)]
            drawn = random.Random(options.seed).sample(every, min(len(every), options.count // len(chosen)))
            begun = time.monotonic()
            assert tested(copy, tests, _FIRST), f"{tests} fails as it is"
            limit = 4 * (time.monotonic() - begun) + 10
            alive = [what for what in drawn if _lives(copy, tests, limit, *what)]
            print(f"{area}: {len(drawn)} of {len(every)} mutants, {len(drawn) - len(alive)} noticed", flush=True)
    return 0


def _lives(copy: Path, tests: str, limit: float, path: Path, what: str, text: str) -> bool:
    source, written = path.read_bytes(), path.stat().st_mtime
    path.write_text(text, encoding="utf-8")
    passed = tested(copy, tests, limit)
    path.write_bytes(source)
    os.utime(path, (written, written))  # what was compiled of it holds again
    if passed:
        print(f"  {path.relative_to(copy)}:{what}", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
