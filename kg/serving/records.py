"""An article as a record that can be sent to be checked."""

from __future__ import annotations

from typing import Any

from kg.model import Article

Record = dict[str, Any]
_FIELDS = ("title", "date", "publisher", "author", "url", "region")


def record(article: Article) -> Record:
    """{"id", "text"} and what else is known; the text is that of the article, chrome cut."""
    fields = {name: getattr(article, name) for name in _FIELDS}
    # A paragraph a line is how a page is wrapped too: an empty line between them keeps them apart when read again.
    text = article.text.replace("\n", "\n\n")
    return {"id": article.id, "text": text, **{name: value for name, value in fields.items() if value}}
