"""Reports on a verification: a self-contained HTML page, and Markdown."""

from __future__ import annotations

from kg.model import Verification

__all__ = ["html", "markdown"]


def html(v: Verification, lang: str = "zh") -> str:
    """One self-contained page, in Chinese (zh) or English (en)."""
    from kg.reporting.page import html as page  # noqa: PLC0415 - networkx and jinja2 are for the page alone

    return page(v, lang)


def markdown(v: Verification, lang: str = "zh") -> str:
    """The same content in plain form."""
    from kg.reporting.plain import markdown as plain  # noqa: PLC0415 - see html

    return plain(v, lang)
