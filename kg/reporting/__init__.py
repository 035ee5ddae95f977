"""Reports on a verification, one module a format; an index over many of them.

`html` and `markdown` give text, `written` any format as bytes, by the names in FORMS.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from kg.model import Verification

__all__ = ["BINARY", "FORMS", "html", "markdown", "written"]

FORMS = {
    "html": ".html",
    "markdown": ".md",
    "json": ".json",
    "pdf": ".pdf",
    "docx": ".docx",
    "turtle": ".ttl",
    "trig": ".trig",
    "jsonld": ".jsonld",
    "claimreview": ".claimreview.jsonld",
}
"""Format → the suffix of its files."""

BINARY = ("pdf", "docx")


def html(v: Verification, lang: str = "zh", made: datetime | None = None) -> str:
    """One self-contained page, in Chinese (zh) or English (en). made: when, if that is to stand in it."""
    from kg.reporting.page import html as page  # noqa: PLC0415 - networkx and jinja2 are for the page alone

    return page(v, lang, made)


def markdown(v: Verification, lang: str = "zh") -> str:
    """The same content in plain form."""
    from kg.reporting.plain import markdown as plain  # noqa: PLC0415 - see html

    return plain(v, lang)


def written(v: Verification, form: str, lang: str = "zh", made: datetime | None = None) -> bytes:
    """The report in one of FORMS, text as UTF-8. Raises KgError where a format needs what is not installed.

    made: when the check was made, for those that say so: html, pdf, json.
    """
    if form == "html":
        return html(v, lang, made).encode()
    if form == "markdown":
        return markdown(v, lang).encode()
    if form == "pdf":
        from kg.reporting.browser import pdf  # noqa: PLC0415 - each format alone

        return pdf(html(v, lang, made))
    if form == "docx":
        from kg.reporting.word import docx  # noqa: PLC0415 - as pdf

        return docx(v, lang)
    if form in ("turtle", "trig", "jsonld"):
        from kg.reporting.rdf import rdf  # noqa: PLC0415 - as pdf

        return rdf(v, form)  # type: ignore[arg-type]  # one of its literals
    if form == "claimreview":
        from kg.reporting.claimreview import claimreviews  # noqa: PLC0415 - as pdf

        return _json(claimreviews(v, lang))
    from kg.reporting.record import record  # noqa: PLC0415 - as pdf

    return _json(record(v, lang, made))


def _json(record: dict[str, Any]) -> bytes:
    try:
        return (json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can write
        return (json.dumps(record, allow_nan=False, indent=1) + "\n").encode()
