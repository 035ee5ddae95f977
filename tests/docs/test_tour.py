"""The notebook runs from its first cell to its last, and is kept without outputs."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

import pytest

from kg.resources import ROOT

NOTEBOOK = ROOT / "docs" / "tour.ipynb"
MISSING = [name for name in ("nbclient", "ipykernel", "pandas") if find_spec(name) is None]
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    pytest.mark.skipif(not NOTEBOOK.is_file(), reason="no docs/ beside the package"),
]


def test_the_tour_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    import nbformat  # noqa: PLC0415  # for this test only
    from nbclient import NotebookClient  # noqa: PLC0415  # for this test only

    # A kernel of this very Python, whatever kernels are installed; files of its own.
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert any("<iframe" in output.get("data", {}).get("text/html", "") for output in shown)
    assert any("1.9 吉瓦 ≠ 1800兆瓦" in output.get("data", {}).get("text/plain", "") for output in shown)
