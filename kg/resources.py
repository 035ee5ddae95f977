"""Where ontology/ and queries/ lie, beside the package in a checkout and inside it in a wheel; the user's own words."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import ReadError

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent
ONTOLOGY = ROOT / "ontology"
QUERIES = ROOT / "queries"
CORPUS = ROOT / "corpus"
OWN = "KG_ONTOLOGY"
"""The environment variable that names a folder of the user's own, laid out like ontology/ (docs/teach.md)."""


def ontology_files(name: str) -> list[Path]:
    """The Turtle of `name` in ontology/ and then in the user's folder: name.ttl, and every .ttl under name/.

    Raises ReadError where KG_ONTOLOGY names no folder. A shipped file that is missing is listed all the same, for its
    reader to report.
    """
    folder = ONTOLOGY / name
    shipped = sorted(folder.rglob("*.ttl")) if folder.is_dir() else [folder.with_suffix(".ttl")]
    return shipped + _own(name)


def own_folder() -> Path | None:
    """The user's own folder. Raises ReadError where KG_ONTOLOGY names none."""
    given = os.environ.get(OWN)
    if not given:
        return None
    root = Path(given).expanduser()
    if not root.is_dir():
        raise ReadError(f"{OWN}={given}: 没有这个文件夹 / no such folder")
    return root


def _own(name: str) -> list[Path]:
    root = own_folder()
    if root is None:
        return []
    single = root / f"{name}.ttl"
    return ([single] if single.is_file() else []) + sorted((root / name).rglob("*.ttl"))
