"""Reports on a verification: a self-contained HTML page, and Markdown."""

from kg.reporting.page import html
from kg.reporting.plain import markdown

__all__ = ["html", "markdown"]
