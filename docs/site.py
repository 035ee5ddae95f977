"""What `make docs` does to the pages: the README and the changes join them, links out of docs/ become plain words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
# What stands beside docs/ → its page in the site. MkDocs takes a README.md for an index.
JOINED = {"README.md": "start.md", "README.zh.md": "start.zh.md", "CHANGELOG.md": "changes.md"}
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\((?!https?://|#)([^)\s#]+)(#[^)\s]*)?\)")


def on_files(files: Files, *, config: Any) -> Files:
    """The pages that lie beside docs/."""
    for name, page in JOINED.items():
        files.append(File.generated(config, page, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Any, files: Files, **_: Any) -> str:
    """The page with links that work in the site; one to a file that the site does not have is its words alone."""
    beside = page.file.src_uri in JOINED.values()

    def linked(match: re.Match[str]) -> str:
        image, words, target, anchor = match[1], match[2], match[3], match[4] or ""
        path = (ROOT if beside else ROOT / "docs") / target
        try:
            name = path.resolve().relative_to(ROOT).as_posix()
        except ValueError:
            return match[0]  # out of the tree: MkDocs reports it
        if not path.exists():
            return match[0]
        there = JOINED.get(name, name.removeprefix("docs/") if name.startswith("docs/") else "")
        return f"{image}[{words}]({there}{anchor})" if there and files.get_file_from_path(there) else words

    return _LINK.sub(linked, markdown)
