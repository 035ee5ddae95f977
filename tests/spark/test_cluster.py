"""The job, `python -m kg.spark`, on clusters that the test starts: what it writes, and that a dead executor loses none."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.frames import check_rows
from kg.library import check
from kg.reading import article
from kg.resources import ROOT

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: pip install 'kg-claims[spark]'"),
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java: install openjdk-17-jre-headless"),
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc: a Linux system is needed"),
    pytest.mark.skipif("KG_CLUSTER" not in os.environ, reason="starts clusters, a minute: make test-cluster"),
    pytest.mark.xdist_group("spark"),
]
TEXT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率{}兆瓦。"
TEXTS = {str(n): TEXT.format(1800 + 50 * (n % 3)) for n in range(8)}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    rows = (json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in TEXTS.items())
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def environment() -> dict[str, str]:
    """This Python and this tree for every process of a cluster; loopback alone."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}


def job(source: Path, output: Path, master: str, *options: str) -> None:
    command = [sys.executable, "-m", "kg.spark", str(source), str(output), "--master", master, *options]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]


def formulas(table: Path) -> list[tuple[str, str]]:
    import pyarrow.parquet  # noqa: PLC0415  # an extra

    rows = pyarrow.parquet.read_table(table, columns=["article", "formula"]).to_pylist()
    return sorted((row["article"], row["formula"]) for row in rows)


def expected() -> list[tuple[str, str]]:
    checked = (check(article(text, id=name)) for name, text in TEXTS.items())
    return sorted((row["article"], row["formula"]) for one in checked for row in check_rows(one.verification))


def test_a_cluster_of_processes_writes_every_table(source: Path, tmp_path: Path) -> None:
    tables = ("checks", "nquads")
    job(source, tmp_path / "out", "local-cluster[2,1,1024]", "--partitions", "4", *(f"--table={t}" for t in tables))
    assert formulas(tmp_path / "out" / "checks") == expected()
    assert len(list((tmp_path / "out" / "nquads").glob("part-*.gz"))) >= 2


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A daemon of Spark's own, its log on a pipe; it and its children end with the test."""
    import pyspark  # noqa: PLC0415  # an extra

    command = [str(Path(pyspark.__file__).parent / "bin" / "spark-class"), *words]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as daemon:
        yield daemon
        os.killpg(daemon.pid, signal.SIGKILL)


def awaited(daemon: subprocess.Popen[str], pattern: str) -> str:
    """The first match of the pattern's group in the daemon's log."""
    assert daemon.stderr
    for line in daemon.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"{pattern}: the daemon ended")


def executors(daemon: subprocess.Popen[str]) -> list[int]:
    children = Path(f"/proc/{daemon.pid}/task").glob("*/children")
    return [int(pid) for path in children for pid in path.read_text().split()]


def test_a_standalone_cluster_whose_executor_is_killed_loses_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = "rootLogger.level=info\nrootLogger.appenderRef.stderr.ref=e\nappender.e.type=Console\nappender.e.name=e\n"
    log += "appender.e.target=SYSTEM_ERR\nappender.e.layout.type=PatternLayout\nappender.e.layout.pattern=%m%n\n"
    (tmp_path / "log4j2.properties").write_text(log)
    monkeypatch.setenv("SPARK_DAEMON_JAVA_OPTS", f"-Dlog4j2.configurationFile={tmp_path / 'log4j2.properties'}")
    deploy = "org.apache.spark.deploy"
    with started(f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0") as master:
        url = awaited(master, r"(spark://127\.0\.0\.1:\d+)")
        worker = (
            f"{deploy}.worker.Worker",
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "1g",
        )
        with started(*worker, "--work-dir", str(tmp_path / "work"), url) as node:
            awaited(node, r"(Successfully registered)")
            command = [sys.executable, "-m", "kg.spark", str(source), str(tmp_path / "out"), "--master", url]
            command += ["--partitions", "4", "--table", "checks"]
            with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as running:
                awaited(node, r"(Launch command: \".*CoarseGrainedExecutorBackend)")
                while not (killed := executors(node)):
                    with suppress(subprocess.TimeoutExpired):
                        running.wait(0.05)
                for pid in killed:
                    os.kill(pid, signal.SIGKILL)
                _, errors = running.communicate()
            assert running.returncode == 0, errors[-3000:]
    assert killed
    assert formulas(tmp_path / "out" / "checks") == expected()
