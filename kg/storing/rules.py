"""Under which rules an article was read: what they are is part of what was found."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from hashlib import sha256
from pathlib import Path

from kg import __version__
from kg.checking import check_files
from kg.checking.running import VERDICT
from kg.resources import ONTOLOGY, own_folder


def rules(folders: Collection[Path] = ()) -> str:
    """A digest of the software's version, of ontology/, of the user's own folder and of every check, 20 digits.

    folders: more folders of checks. An article read under the same rules gives the same graph.
    """
    own = own_folder()
    words = [path for root in (ONTOLOGY, own) if root for path in sorted(root.rglob("*.ttl"))]
    return _digest((*words, *check_files(folders), VERDICT))


@cache
def _digest(files: tuple[Path, ...]) -> str:
    found = sha256(__version__.encode())
    for path in files:
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()[:20]
