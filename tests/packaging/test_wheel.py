"""The wheel, installed elsewhere, is whole: it runs, and brings ontology/, queries/ and corpus/ along. No network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from kg import __version__
from kg.pipeline import COMPONENTS
from kg.resources import ROOT

MISSING = [name for name in ("build", "hatchling", "pip") if find_spec(name) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="no source tree to build from"),
    pytest.mark.xdist_group("wheel"),
]
CARRIED = ("ontology", "queries", "corpus")
RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def kg(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `kg` of an environment that holds the wheel; the wheel's dependencies are seen where the tests have them."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", folder)
    scheme = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", "venv", scheme))
    scripts = Path(sysconfig.get_path("scripts", "venv", scheme))
    _run(sys.executable, "-m", "pip", f"--python={scripts / 'python'}", "install", "--no-deps", "--no-index", wheel)
    # Names the folder; what is in a .pth file there (the tree under test among it) is not followed.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / "kg"


def test_the_wheel_carries_what_the_tree_holds(wheel: Path) -> None:
    held = {path.relative_to(ROOT).as_posix() for name in CARRIED for path in (ROOT / name).rglob("*.*")}
    carried = {name.removeprefix("kg/_data/") for name in zipfile.ZipFile(wheel).namelist() if "/_data/" in name}
    assert held <= carried


def test_the_wheel_carries_neither_tests_nor_caches(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"kg", f"kg_claims-{__version__}.dist-info"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name]


def test_it_names_its_version(kg: Path, tmp_path: Path) -> None:
    assert __version__ in _kg(kg, tmp_path, "--version")


@pytest.mark.parametrize(("text", "status"), [(RIGHT, 0), (WRONG, 1)])
def test_it_checks(kg: Path, tmp_path: Path, text: str, status: int) -> None:
    shown = _kg(kg, tmp_path, "check", "-", stdin=text, status=status)
    assert "五台 × 380兆瓦" in shown


def test_it_reports(kg: Path, tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_text(WRONG, encoding="utf-8")
    _kg(kg, tmp_path, "report", "稿.txt", "-o", "报告.html", status=1)
    page = (tmp_path / "报告.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html")
    assert "1800兆瓦" in page


def test_it_serves_the_page(kg: Path, tmp_path: Path) -> None:
    """The second of a newcomer's two commands: its address leads to the page, the page to the verdict."""
    environment = _environment() | {"PYTHONUNBUFFERED": "1"}
    command = [kg, "serve", "--port", "0", "--jobs", "1"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as serving:
        try:
            address = re.search(r"http://\S+?/", serving.stdout.readline())[0]
            for path in ("", "static/report.css", "static/check.js", "sample", "openapi.json"):
                assert urlopen(address + path).status == 200
            text = Request(f"{address}page/report", WRONG.encode(), {"Content-Type": "text/plain"})
            assert "1800兆瓦" in json.load(urlopen(text))["html"]
        finally:
            serving.terminate()


def test_it_knows_its_queries(kg: Path, tmp_path: Path) -> None:
    listed = _kg(kg, tmp_path, "query", "--list")
    assert all(path.stem in listed for path in (ROOT / "queries" / "examples").glob("*.rq"))


def test_spacy_finds_the_components(kg: Path, tmp_path: Path) -> None:
    """Without an import of kg, each by its entry point, and the tokenizer in a saved pipeline's configuration."""
    script = """if True:
        import spacy, sys
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.words.v1"}}})
        for name in sys.argv[1:]:
            nlp.add_pipe(name)
        doc = nlp("安装五台燃气轮机，每台380兆瓦。")
        again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
        print(*(quantity.text for quantity in again._.kg_quantities), again._.kg_claims == doc._.kg_claims)"""
    shown = _run(kg.with_name("python"), "-c", script, *COMPONENTS, cwd=tmp_path)
    assert shown.split() == ["五台", "380兆瓦", "True"]


def _kg(kg: Path, folder: Path, *args: str, stdin: str = "", status: int = 0) -> str:
    """What it prints, run in another folder with nothing in the environment that could lead back to this tree."""
    done = subprocess.run(
        [kg, *args], cwd=folder, env=_environment(), input=stdin, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == status, done.stderr
    return done.stdout


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "HOME") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


def _run(*command: object, cwd: Path | None = None) -> str:
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
