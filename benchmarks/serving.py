"""Many clients at once on `kg serve`: every answer compared with the one computed alone.

    python benchmarks/serving.py [--clients 64] [--seconds 60] [--jobs 2]

Starts a server over a store of the sample articles, which another process goes on writing to, asks it a mixture of
queries, searches and checks, first one by one and then from all clients at once, and prints what came back: answers
that differ, statuses of 500 and more, the median and the 99th percentile of each kind, and the most memory that the
server and its processes held (Linux). Exit status 1 where an answer differs or fails.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import httpx

from kg.querying import shipped
from kg.resources import CORPUS
from kg.storing import ArticleStore

WRITER = """
import itertools, sys
from pathlib import Path
from kg.graph import Store
from kg.pipeline import extract
from kg.reading import article
store = Store(Path(sys.argv[1]))
for number in itertools.count(10):
    store.add(extract(article(f"{number}号电厂订购了{number}台燃气轮机，每台380兆瓦。")))
"""


@dataclass(frozen=True)
class Request:
    """kind: what its times are counted under."""

    kind: str
    method: str
    url: str
    body: bytes = b""
    media: str = ""

    async def ask(self, client: httpx.AsyncClient) -> httpx.Response:
        headers = {"Content-Type": self.media} if self.media else {}
        return await client.request(self.method, self.url, content=self.body, headers=headers)


def requests(graphs: list[str]) -> list[Request]:
    """Queries over the sample articles alone, since the store grows, and checks of articles and of sentences."""
    named = "&".join(f"default-graph-uri={graph}" for graph in [*graphs, "urn:kg:entities", "urn:kg:ontology"])
    queries = [
        Request("query", "POST", f"/sparql?{named}", query.text.encode(), "application/sparql-query")
        for query in shipped()
        if query.folder == "examples"
    ]
    searches = [Request("search", "GET", f"/claims?q={words}") for words in ("GB200", "斗山能源", "巨像")]
    articles = [
        Request("article", "POST", "/check", path.read_bytes(), "text/markdown") for path in sorted(CORPUS.glob("*.md"))
    ]
    sentences = [
        Request(
            "sentence",
            "POST",
            "/check",
            f"甲厂订购了{n}台机组，每台{n * 10}千瓦，共{n * n * 10 + n % 3}千瓦。".encode(),
            "text/plain",
        )
        for n in range(5, 45)
    ]
    return [*queries * 4, *searches * 8, *articles, *sentences]


@contextmanager
def server(folder: Path, jobs: int) -> Iterator[tuple[str, int]]:
    """The address and the process's id."""
    command = [sys.executable, "-u", "-m", "kg", "serve", "--port", "0", "--store", str(folder), "--jobs", str(jobs)]
    with subprocess.Popen(
        [*command, "--seconds", "120", "--query-seconds", "120"], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield re.search(r"http://[^/]+", process.stdout.readline())[0], process.pid
        finally:
            process.terminate()


@contextmanager
def writer(folder: Path) -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)]) as process:
        try:
            yield
        finally:
            process.kill()


def held(pid: int) -> int:
    """Bytes that a process and those it started hold now."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            about = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if pid in (int(about["Pid"]), int(about["PPid"])) and "VmRSS" in about:
            found += int(about["VmRSS"].split()[0]) * 1024
    return found


async def load(address: str, pid: int, asked: list[Request], clients: int, seconds: float) -> int:
    times: dict[str, list[float]] = defaultdict(list)
    statuses, wrong, memory = Counter[int](), list[str](), [0]
    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=address, timeout=300, limits=limits) as client:
        alone = {request: (await request.ask(client)).content for request in dict.fromkeys(asked)}
        end = time.monotonic() + seconds

        async def one(number: int) -> None:
            choice = random.Random(number)
            while time.monotonic() < end:
                request = choice.choice(asked)
                began = time.monotonic()
                answer = await request.ask(client)
                times[request.kind].append(time.monotonic() - began)
                statuses[answer.status_code] += 1
                if answer.content != alone[request]:
                    wrong.append(f"{request.method} {request.url[:60]}: {answer.status_code} {answer.text[:80]}")

        async def watch() -> None:
            while time.monotonic() < end:
                memory.append(await asyncio.to_thread(held, pid))
                await asyncio.sleep(1)

        await asyncio.gather(watch(), *(one(number) for number in range(clients)))
    print(
        f"{sum(statuses.values())} answers to {clients} clients in {seconds:g} s: {dict(statuses)}, {len(wrong)} differ"
    )
    for line in wrong[:5]:
        print("  ", line)
    for kind, taken in sorted(times.items()):
        last = quantiles(taken, n=100)[98] if len(taken) > 1 else taken[0]
        print(f"{kind:9} {len(taken):6}  median {median(taken):6.2f} s  99th percentile {last:6.2f} s")
    print(f"most memory: {max(memory) / 1e6:.0f} MB")
    return 1 if wrong or any(status >= 500 for status in statuses) else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where, "store")
        subprocess.run([sys.executable, "-m", "kg", "ingest", "--store", str(folder), str(CORPUS)], check=True)
        graphs = [name.value for name in ArticleStore.open(folder, read_only=True).current()]
        with writer(folder), server(folder, chosen.jobs) as (address, pid):
            return asyncio.run(load(address, pid, requests(graphs), chosen.clients, chosen.seconds))


if __name__ == "__main__":
    sys.exit(main())
