"""The Markdown report, against golden files.

After a wanted change: `UPDATE_GOLDEN=1 pytest tests/reporting/test_markdown.py`, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.reporting import markdown
from reporting.wind_farm import verification


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_golden(lang: str) -> None:
    golden = Path(__file__).with_name("golden") / f"wind-farm.{lang}.md"
    report = markdown(verification(), lang)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(report, encoding="utf-8")
    assert report == golden.read_text(encoding="utf-8")
