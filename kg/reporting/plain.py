"""The Markdown report: the same content where only text goes."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from kg import __version__
from kg.model import Verification
from kg.reporting.headline import headline
from kg.reporting.numbers import amounts, bounds
from kg.reporting.page import digest
from kg.reporting.strings import say, table
from kg.reporting.view import view
from kg.reporting.visible import shown

SIGNS = {
    "inconsistent": "✗",
    "implausible": "?",
    "dismissed": "○",
    "consistent": "✓",
    "unverifiable": "–",
    "unchecked": "",
}
# What CommonMark, or GitHub's tables and mathematics, could take for markup; at the start of a line also what opens a
# heading, a list, a rule or a code block.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$]|^[#+=-]|^\d{1,9}(?=[.)](?:\s|$)))")
_BLANK_LINES = re.compile(r"\n{3,}")  # a template leaves more than one where a part of it is empty
_INDENT = re.compile(r"^[ \t]+")


def markdown(v: Verification, lang: str = "zh") -> str:
    """The report as CommonMark with tables. lang: "zh" or "en". Text from the article never becomes markup."""
    report = view(v)
    speak = partial(say, lang)
    template = _environment().get_template("report.md.j2")
    text = template.render(
        lang=lang, say=speak, report=report, headline=headline(report, speak), digest=digest(report.article.source)
    )
    return _BLANK_LINES.sub("\n\n", text)


def _literal(value: object) -> Markup:
    """A value from outside as Markdown that shows it: one line, nothing in it markup."""
    if isinstance(value, Markup):
        return value
    text = _INDENT.sub(" ", str(shown(value)).replace("\n", " "))
    return Markup(_MARKUP.sub(_escaped, text))  # noqa: S704 Markdown, not HTML


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=False,  # noqa: S701 Markdown is escaped by `finalize`, not as HTML
        finalize=_literal,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(bounds=bounds, amounts=amounts, signs=SIGNS, table=table(), version=__version__)
    return environment
