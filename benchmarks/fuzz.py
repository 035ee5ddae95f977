"""Fuzzing: mutated files through the reader, mutated texts through the number scanner, mutated values through queries.

    python benchmarks/fuzz.py reader --minutes 30
    python benchmarks/fuzz.py quantities --minutes 30
    python benchmarks/fuzz.py parameters --minutes 30

Seeds are files of every format, made here, and sentences of the tests. Whatever breaks a law is written to standard output
with what it takes to see it again, and the exit status is 1. --seed makes a run the same as another.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from reading.making import bound, crawled, printed, saved, tarred, worded, zipped
from reading.saved_pages import PORTAL, WECHAT_SAVED

TEXT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦；去年超过60万吨，同比增长5.3%，三五个，1.2万亿元，2019年3月5日。"
PAGE = f"<html><body><h1>题目</h1><p>{TEXT}</p><table><tr><td>1</td><td>2</td></tr></table></body></html>"
PIECES = [*"0123456789.,，。%‰/~-—:：零一二三五十百千万亿兆点几数多余半约近超第年月日时个台元吨倍分之至到负+*^²³½Ⅷ①", "百分之", "分别", "同比",
          "的三次方", "e9", "\u200b", "\u202e", "\x00", "𝟑", "٣", "\n", "平方公里", "0" * 60, "{{", '"', "<", ">", "\\", "}"]  # fmt: skip
SECONDS = 20.0  # a single case that takes longer is a find


def seeds() -> dict[str, bytes]:
    """A file of every format."""
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


def reader(rng: random.Random) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every file is articles and failures, and each character of an article stands in its source where it says."""
    from kg.model import Article  # noqa: PLC0415  # each target imports what it tries
    from kg.reading import Limits, read  # noqa: PLC0415  # as above

    files = seeds()
    folder = Path(tempfile.mkdtemp())
    limits = Limits(total=50_000_000, file=20_000_000, time=SECONDS)
    while True:
        name = rng.choice(list(files))
        data = mutated(files[name], list(files.values()), rng)
        if rng.random() < 0.1:
            name = rng.choice(list(files))

        def tried(name: str = name, data: bytes = data) -> None:
            path = folder / name
            path.write_bytes(data)
            for item in read(path, limits=limits):
                if isinstance(item, Article):
                    assert all(item.text[at : at + n] == item.source[o : o + n] for at, o, n in item.segments)
                    item.text.encode()
                else:
                    assert "(time)" not in item.message, item.message

        yield f"{name} {data!r}", tried


def texts(rng: random.Random) -> str:
    pieces = [rng.choice(PIECES) if rng.random() < 0.7 else TEXT[(a := rng.randrange(len(TEXT))) : a + rng.randrange(1, 12)]
              for _ in range(rng.choice((1, 3, 8, 20, 60)))]  # fmt: skip
    return "".join(pieces)


def quantities(rng: random.Random) -> Iterator[tuple[str, Callable[[], None]]]:
    """Numbers are in order, none over another, each the text it says, its value finite and within its bounds."""
    from kg.quantities import scan  # noqa: PLC0415  # as above

    while True:
        text = texts(rng)

        def tried(text: str = text) -> None:
            done = 0
            for found in scan(text):
                assert done <= found.start < found.end <= len(text), found
                assert text[found.start : found.end] == found.text, found
                assert found.value is None or math.isfinite(found.value), found
                assert not math.isnan(found.narrow.low) and found.narrow.low <= found.narrow.high, found
                assert found.wide.low <= found.narrow.low or found.narrow.low == -math.inf, found
                done = found.end

        yield repr(text), tried


def parameters(rng: random.Random) -> Iterator[tuple[str, Callable[[], None]]]:
    """A value is a value: the query runs or says what is wrong with the value, and gives no row that it should not."""
    from kg.errors import QueryError  # noqa: PLC0415  # as above
    from kg.graph import Store  # noqa: PLC0415  # as above
    from kg.pipeline import extract  # noqa: PLC0415  # as above
    from kg.querying import run, shipped  # noqa: PLC0415  # as above
    from kg.reading import article  # noqa: PLC0415  # as above

    store = Store()
    store.add(extract(article(TEXT)))
    queries = [query for query in shipped() if query.parameters]
    attacks = [
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
    size = len(store)
    while True:
        query = rng.choice(queries)
        values = {
            p.name: texts(rng) + rng.choice((*attacks, "")) + texts(rng)[: rng.randrange(5)] for p in query.parameters
        }

        def tried(name: str = query.name, values: dict[str, str] = values) -> None:
            try:
                run(store, name, values)
            except QueryError as error:
                assert "\n" not in str(error)[:1], error
            assert len(store) == size

        yield f"{query.name} {values!r}", tried


TARGETS = {"reader": reader, "quantities": quantities, "parameters": parameters}


def main() -> int:
    """Tries cases until the time is up; 1 where one broke a law."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("target", choices=TARGETS)
    given.add_argument("--minutes", type=float, default=30)
    given.add_argument("--seed", type=int, default=0)
    options = given.parse_args()
    end = time.monotonic() + 60 * options.minutes
    tried, finds = 0, set[str]()
    for shown, case in TARGETS[options.target](random.Random(options.seed)):
        if time.monotonic() > end:
            break
        begun = time.monotonic()
        try:
            case()
            what = f"took {time.monotonic() - begun:.0f} s" if time.monotonic() - begun > SECONDS else ""
        except Exception as error:  # noqa: BLE001, RUF100  # whatever it is, it is a find
            what = f"{type(error).__name__}: {error}"
        tried += 1
        if what and what[:60] not in finds:
            finds.add(what[:60])
            print(f"{what[:400]}\n  {shown[:2000]}", flush=True)
    print(f"{options.target}: {tried} cases in {options.minutes:g} minutes, {len(finds)} kinds of find")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
