"""The site is built strictly: no link that leads nowhere, no page that the navigation forgets."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.resources import ROOT

pytestmark = [
    pytest.mark.skipif(find_spec("material") is None, reason="not installed: mkdocs-material"),
    pytest.mark.skipif(not (ROOT / "mkdocs.yml").is_file(), reason="no source tree"),
]


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for page in ("start.html", "start.zh.html", "report.zh.html", "checks.html", "changes.html"):
        assert (tmp_path / page).is_file()
    assert 'href="checks.html#a-check-of-your-own"' in (tmp_path / "start.html").read_text(encoding="utf-8")
