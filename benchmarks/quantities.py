"""Speed of the quantity scan beside jieba's segmentation and, where installed, Recognizers-Text and JioNLP.

usage: python benchmarks/quantities.py [--texts DIR ...] [--growth]

Times, in one run and in turn, how many characters a second each reads of the articles in corpus/ and of each --texts
folder (its .txt and .md files, the "text" of its .jsonl lines). Each figure is the best of some rounds of processor
time; the scan's memory of numerals is emptied before each round, so that no round profits from the one before.
--growth: the scan alone over 1 KB to 10 MB of news, of one endless numeral and of nested brackets; the time for a
character must not grow with the text.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jieba

from kg.quantities import scan
from kg.quantities.numerals import numeral
from kg.resources import CORPUS

ROUNDS = 7
Reader = Callable[[str], object]


def readers() -> dict[str, Reader]:
    """Ours, jieba, and the peers that this environment has."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    found: dict[str, Reader] = {"kg.quantities.scan": scan, "jieba.lcut": jieba.lcut}
    numbers, units = installed("recognizers_number"), installed("recognizers_number_with_unit")
    if numbers and units:
        models = (numbers.recognize_number, units.recognize_currency, units.recognize_dimension)
        found["Recognizers-Text"] = lambda text: [model(text, "zh-cn") for model in models]
    jionlp = installed("jionlp")
    if jionlp:
        found["JioNLP (money)"] = jionlp.ner.extract_money
    chinese = installed("cn2an")
    if chinese:
        found["cn2an (numerals alone)"] = lambda text: chinese.transform(text, "cn2an")
    return found


def installed(module: str) -> Any:
    """A peer's module, or None, said aloud, where it is missing or does not load."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        print(f"{module}: left out ({error})")
        return None


def texts_of(folder: Path) -> list[str]:
    """The texts of a folder: its .txt and .md files, the "text" of each line of its .jsonl files."""
    whole = [p.read_text(encoding="utf-8") for p in sorted([*folder.rglob("*.txt"), *folder.rglob("*.md")])]
    rows = [json.loads(s) for p in sorted(folder.rglob("*.jsonl")) for s in p.read_text(encoding="utf-8").splitlines()]
    return whole + [row["text"] for row in rows if "text" in row]


def seconds(reader: Reader, texts: Iterable[str]) -> float:
    numeral.cache_clear()
    begun = time.process_time()
    for text in texts:
        reader(text)
    return time.process_time() - begun


def compare(name: str, texts: list[str], readers_here: dict[str, Reader]) -> None:
    size = sum(map(len, texts))
    best: dict[str, float] = {}
    for at in range(ROUNDS):
        for label, reader in readers_here.items():
            if at == 0 or best[label] * ROUNDS < 20:
                best[label] = min(best.get(label, 1e9), seconds(reader, texts))
    ours = best["kg.quantities.scan"]
    print(f"{name}: {len(texts)} texts, {size} characters, {sum(len(scan(t)) for t in texts)} quantities")
    for label, took in best.items():
        print(f"  {label:20} {size / took:12,.0f} characters/s   scan is {took / ours:8.2f} times as fast")


def growth(news: str) -> None:
    """Microseconds a character, from 1 KB to 10 MB."""
    news = news or "全市有3.26万座水窖，投资502.4亿元。"
    sizes = [10**3, 10**4, 10**5, 10**6, 10**7]
    print(f"{'µs a character at':24}" + "".join(f"{s:>12,}" for s in sizes))
    pieces = {
        "news": news,
        "一百万亿": "一百万亿",
        "nested brackets": "(（[{",
        "ranges": "5到6到",
        "bare": "增至12，减为一百五；",
    }
    for label, piece in pieces.items():
        row = []
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            row.append(min(seconds(scan, [text]) for _ in range(3 if size < 10**6 else 1)) / size * 1e6)
        print(f"{label:24}" + "".join(f"{v:12.3f}" for v in row))


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of the quantity scan beside its peers.")
    parser.add_argument("--texts", type=Path, action="append", default=[], help="a folder of .txt and .jsonl files")
    parser.add_argument("--growth", action="store_true", help="the growth curve instead")
    options = parser.parse_args()
    sets = {folder.name: texts_of(folder) for folder in [CORPUS, *options.texts]}
    if options.growth:
        growth("".join(text for texts in sets.values() for text in texts))
        return
    readers_here = readers()
    for name, texts in sets.items():
        if texts:
            compare(name, texts, readers_here)


if __name__ == "__main__":
    main()
