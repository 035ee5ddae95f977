"""Fuzzing: mutated files through the reader, mutated texts through the number scanner, mutated values through queries.

    python benchmarks/fuzz.py reader --minutes 30
    python benchmarks/fuzz.py quantities --minutes 30
    python benchmarks/fuzz.py parameters --minutes 30

Seeds are files of every format, made here, and sentences of the tests. Whatever breaks a law is written to standard output
with what it takes to see it again, and the exit status is 1. --seed makes a run the same as another. Minutes are the
processor's.

With --atheris (pip install atheris) the cases follow coverage: one that reaches a new branch of kg, or of the Python
that reads its formats, is kept and mutated further. --corpus FOLDER keeps those for the next run.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import math
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

TEXT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦；去年超过60万吨，同比增长5.3%，三五个，1.2万亿元，2019年3月5日。"
PAGE = f"<html><body><h1>题目</h1><p>{TEXT}</p><table><tr><td>1</td><td>2</td></tr></table></body></html>"
PIECES = [*"0123456789.,，。%‰/~-—:：零一二三五十百千万亿兆点几数多余半约近超第年月日时个台元吨倍分之至到负+*^²³½Ⅷ①", "百分之", "分别", "同比",
          "的三次方", "e9", "\u200b", "\u202e", "\x00", "𝟑", "٣", "\n", "平方公里", "0" * 60, "{{", '"', "<", ">", "\\", "}"]  # fmt: skip
ATTACKS = [
    "} ; DROP ALL #",
    '" . ?s ?p ?o . "',
    "'''",
    '"""',
    "\\",
    "> <urn:x",
    "\ud800",
    "\x00",
    "?x",
    "1e999",
    "-0",
    "NaN",
]
# Between the values of a query.
NEXT = "\x1f"
# Packages whose branches guide --atheris.
WATCHED = ["kg", "docx", "feedparser", "pdfminer", "warcio"]
SECONDS = 20.0  # of the processor; a case that takes longer is a find
MEGABYTES = 300  # so is one that takes more than any before it and so much


@dataclass(frozen=True)
class Target:
    """seeds: cases to begin from. changed: a case made of another. law: raises where a case breaks it. shown: what it
    takes to see a case again."""

    seeds: list[bytes]
    changed: Callable[[bytes, random.Random], bytes]
    law: Callable[[bytes], None]
    shown: Callable[[bytes], str]


def seeds() -> dict[str, bytes]:
    """A file of every format."""
    from reading.making import bound, crawled, printed, saved, tarred, worded, zipped  # noqa: PLC0415  # as all targets
    from reading.saved_pages import PORTAL, WECHAT_SAVED  # noqa: PLC0415  # as above

    plain = {
        "a.txt": TEXT.encode(),
        "b.txt": TEXT.encode("gb18030"),
        "a.md": f"---\ntitle: 题\n---\n# 题\n\n- {TEXT}\n\n| 1 | 2 |\n".encode(),
        "a.html": PAGE.encode(),
        "b.html": WECHAT_SAVED.encode(),
        "c.html": PORTAL.encode("gb18030"),
        "a.json": f'[{{"id": 1, "text": "{TEXT}", "title": "x"}}]'.encode(),
        "a.jsonl": f'{{"text": "{TEXT}"}}\n{{"text": "\\ud83d\\ude00"}}\n'.encode(),
        "a.csv": f'id,title,text\n1,"a","{TEXT}"\n'.encode(),
        "a.rss": f"<rss><channel><title>t</title><item><title>x</title><description>{TEXT}</description></item></channel></rss>".encode(),
        "a.docx": worded([("Title", "题目"), ("Normal", TEXT), [["1", "2"]]]),
        "a.pdf": printed([[(50, 700, 10, TEXT[:40]), (50, 685, 10, TEXT[40:]), (300, 20, 9, "1")]] * 2, compress=False),
        "b.pdf": printed([[(50, 700, 10, TEXT[:40])]]),
        "a.epub": bound({"a.xhtml": PAGE}, title="t"),
        "a.warc": crawled([("https://example.cn/1", PAGE.encode(), "text/html", "200 OK")]),
        "a.mhtml": saved(PAGE, url="https://example.cn/1", subject="题"),
    }
    archives = {
        "a.zip": zipped({"a.txt": plain["a.txt"], "b.html": plain["a.html"]}),
        "a.tar": tarred({"a.txt": plain["a.txt"], "b.csv": plain["a.csv"]}),
        "a.txt.gz": gzip.compress(plain["a.txt"]),
        "a.txt.xz": lzma.compress(plain["a.txt"]),
    }
    return plain | archives


def mutated(data: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """The bytes with a few flipped, cut, doubled, or taken from another file."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(changed) + 1)
        end = min(len(changed), at + rng.choice((1, 2, 8, 64, 512)))
        kind = rng.randrange(6)
        if kind == 0 and at < len(changed):
            changed[at] = rng.randrange(256)
        elif kind == 1:
            del changed[at:end]
        elif kind == 2:
            changed[at:at] = changed[at:end] * rng.choice((1, 3, 50))
        elif kind == 3:
            changed[at:end] = rng.choice(
                (b"\0", b"\xff" * 4, b"9999999999", b"-1", b"<", b"\r", b"%s", b"<<", b"\xed\xa0\x80")
            )
        elif kind == 4:
            other = rng.choice(others)
            start = rng.randrange(len(other))
            changed[at:at] = other[start : start + rng.choice((4, 64, 1024))]
        else:
            del changed[at:]
    return bytes(changed)


def reader() -> Target:
    """Every file is articles and failures, and each character of an article stands in its source where it says.

    A case is the number of a name and what the file of that name holds.
    """
    from kg.model import Article  # noqa: PLC0415  # each target imports what it tries, --atheris watching
    from kg.reading import Limits, read  # noqa: PLC0415  # as above

    files = seeds()
    names, every = list(files), list(files.values())
    folder = Path(tempfile.mkdtemp())
    limits = Limits(total=50_000_000, file=20_000_000, time=SECONDS)

    def changed(case: bytes, rng: random.Random) -> bytes:
        name = rng.randrange(len(names)) if rng.random() < 0.1 else case[0]
        return bytes([name]) + mutated(case[1:], every, rng)

    def law(case: bytes) -> None:
        path = folder / names[case[0] % len(names)]
        path.write_bytes(case[1:])
        for item in read(path, limits=limits):
            if isinstance(item, Article):
                assert all(item.text[at : at + n] == item.source[o : o + n] for at, o, n in item.segments)
                item.text.encode()
            else:
                assert "(time)" not in item.message, item.message

    cases = [bytes([at]) + data for at, data in enumerate(every)]
    return Target(cases, changed, law, lambda case: f"{names[case[0] % len(names)]} {case[1:]!r}")


def text_of(case: bytes) -> str:
    """Lone surrogates included, which JSON brings."""
    try:
        return case.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return case.decode("utf-8", "replace")


def texts(rng: random.Random, pieces: list[str] = PIECES) -> str:
    chosen = [rng.choice(pieces) if rng.random() < 0.7 else TEXT[(a := rng.randrange(len(TEXT))) : a + rng.randrange(1, 12)]
              for _ in range(rng.choice((1, 3, 8, 20, 60)))]  # fmt: skip
    return "".join(chosen)


def rewritten(case: bytes, rng: random.Random, pieces: list[str] = PIECES) -> bytes:
    """The text with a part of it replaced."""
    text = text_of(case)
    at = rng.randrange(len(text) + 1)
    end = min(len(text), at + rng.choice((0, 1, 4, 16, len(text))))
    return (text[:at] + texts(rng, pieces) + text[end:]).encode("utf-8", "surrogatepass")


def quantities() -> Target:
    """Numbers are in order, none over another, each the text it says, its value finite and within its bounds."""
    from kg.quantities import scan  # noqa: PLC0415  # as above

    def law(case: bytes) -> None:
        text, done = text_of(case), 0
        for found in scan(text):
            assert done <= found.start < found.end <= len(text), found
            assert text[found.start : found.end] == found.text, found
            assert found.value is None or math.isfinite(found.value), found
            assert not math.isnan(found.narrow.low) and found.narrow.low <= found.narrow.high, found
            assert found.wide.low <= found.narrow.low or found.narrow.low == -math.inf, found
            done = found.end

    return Target([b"", TEXT.encode()], rewritten, law, lambda case: repr(text_of(case)))


def parameters() -> Target:
    """A value is a value: the query runs or says what is wrong with the value, and nothing of the store changes.

    A case is the number of a query and the values of its parameters.
    """
    from kg.errors import QueryError  # noqa: PLC0415  # as above
    from kg.graph import Store  # noqa: PLC0415  # as above
    from kg.pipeline import extract  # noqa: PLC0415  # as above
    from kg.querying import run, shipped  # noqa: PLC0415  # as above
    from kg.reading import article  # noqa: PLC0415  # as above

    store = Store()
    store.add(extract(article(TEXT)))
    queries = [query for query in shipped() if query.parameters]
    size = len(store)
    pieces = [*PIECES, *ATTACKS * 2, *[NEXT] * 8]

    def asked(case: bytes) -> tuple[str, dict[str, str]]:
        query = queries[case[0] % len(queries)]
        return query.name, {
            p.name: value for p, value in zip(query.parameters, text_of(case[1:]).split(NEXT), strict=False)
        }

    def changed(case: bytes, rng: random.Random) -> bytes:
        return bytes([rng.randrange(len(queries))]) + rewritten(case[1:], rng, pieces)

    def law(case: bytes) -> None:
        name, values = asked(case)
        try:
            run(store, name, values)
        except QueryError as error:
            assert "\n" not in str(error)[:1], error
        assert len(store) == size

    cases = [bytes([at]) + f"xAI{NEXT}2019".encode() for at in range(len(queries))]
    return Target(cases, changed, law, lambda case: " ".join(map(repr, asked(case))))


@dataclass
class Run:
    """Cases tried until the time is up; whatever breaks a law is told once."""

    name: str
    target: Target
    minutes: float
    tried: int = 0
    finds: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.end = time.process_time() + 60 * self.minutes

    def over(self) -> bool:
        return time.process_time() > self.end

    def one(self, case: bytes) -> None:
        begun, held = time.process_time(), _held()
        try:
            self.target.law(case)
            taken, more = time.process_time() - begun, _held() - held
            what = f"took {taken:.0f} s" if taken > SECONDS else f"took {more} MB" if more > MEGABYTES else ""
        except Exception as error:  # noqa: BLE001, RUF100  # whatever it is, it is a find
            what = f"{type(error).__name__}: {error}"
        self.tried += 1
        if what and what[:60] not in self.finds:
            self.finds.add(what[:60])
            print(
                f"{what[:400]}\n  {self.target.shown(case)[:2000]}".encode("utf-8", "backslashreplace").decode(),
                flush=True,
            )

    def status(self) -> int:
        """What came of it, told; 1 where something broke a law."""
        print(
            f"{self.name}: {self.tried} cases in {self.minutes:g} minutes, {len(self.finds)} kinds of find", flush=True
        )
        return 1 if self.finds else 0


def _held() -> int:
    """The most megabytes that the process has held so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1_000_000 if sys.platform == "darwin" else most // 1_000


def at_random(run: Run, seed: int) -> int:
    rng = random.Random(seed)
    while not run.over():
        run.one(run.target.changed(rng.choice(run.target.seeds), rng))
    return run.status()


def guided(run: Run, seed: int, corpus: Path) -> None:
    """Does not come back: libFuzzer ends the process."""
    import atheris  # noqa: PLC0415  # only here, since it has no wheel for every system

    corpus.mkdir(parents=True, exist_ok=True)
    for at, case in enumerate(run.target.seeds):
        (corpus / f"seed-{at}").write_bytes(case)

    def one(case: bytes) -> None:
        if run.over():
            status = run.status()
            print(f"{sum(1 for _ in corpus.iterdir())} cases kept in {corpus}", flush=True)
            os._exit(status)
        if case:
            run.one(case)

    def mutation(case: bytes, longest: int, number: int) -> bytes:
        rng = random.Random(number)
        return (
            atheris.Mutate(case, longest) if not case or rng.random() < 0.5 else run.target.changed(case, rng)[:longest]
        )

    limits = ["-max_len=100000", "-rss_limit_mb=8000", f"-seed={seed + 1}"]
    atheris.Setup([sys.argv[0], str(corpus), *limits], one, custom_mutator=mutation)
    atheris.Fuzz()


TARGETS = {"reader": reader, "quantities": quantities, "parameters": parameters}


def watched(packages: Iterable[str], made: Callable[[], Target]) -> Target:
    """The target, with all that it imports instrumented."""
    import atheris  # noqa: PLC0415  # as above

    with atheris.instrument_imports(include=list(packages)):
        target = made()
        for case in target.seeds:  # what a format needs is imported at its first file
            target.law(case)
    return target


def main() -> int:
    """Tries cases until the time is up; 1 where one broke a law."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("target", choices=TARGETS)
    given.add_argument("--minutes", type=float, default=30)
    given.add_argument("--seed", type=int, default=0)
    given.add_argument("--atheris", action="store_true", help="guided by coverage")
    given.add_argument("--corpus", type=Path, help="a folder for the cases that reached something new")
    options = given.parse_args()
    made = TARGETS[options.target]
    target = watched(WATCHED, made) if options.atheris else made()
    run = Run(options.target, target, options.minutes)
    if options.atheris:
        guided(run, options.seed, options.corpus or Path(tempfile.mkdtemp()))
    return at_random(run, options.seed)


if __name__ == "__main__":
    sys.exit(main())
