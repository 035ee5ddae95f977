"""The HTML report: one page that needs nothing else, under a policy that lets it load nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from kg import __version__
from kg.model import ALARMS, Verification
from kg.reporting import graph
from kg.reporting.headline import headline
from kg.reporting.marks import STATES, Mark
from kg.reporting.numbers import amounts, bounds, plain
from kg.reporting.strings import both, say, table
from kg.reporting.view import Report, view
from kg.reporting.visible import clipped, shown, visible

COLUMNS = (
    *("number", "text", "verdict", "checks", "subject", "property", "value", "unit", "per"),
    *("narrow", "wide", "time", "modality", "attribution", "start", "end"),
)
_HERE = Path(__file__).parent
TEMPLATES, STYLE, SCRIPT = _HERE / "templates", _HERE / "report.css", _HERE / "report.js"
_LANGUAGES = {"CN": "zh-Hans-CN", "TW": "zh-Hant-TW", "HK": "zh-Hant-HK"}
_HEIGHTS = {
    "inconsistent": 30,
    "implausible": 24,
    "dismissed": 18,
    "consistent": 14,
    "unverifiable": 10,
    "unchecked": 6,
}
_ADDRESS = re.compile(r"https?://[^\s<>\"'，。；、）)】」]+")  # one class and one plus: linear


def html(v: Verification, lang: str = "zh", made: datetime | None = None) -> str:
    """A self-contained page on one article. lang: "zh" or "en", the language it opens in; it holds both.

    Messages of checks and reasons stay in the language they were made in. made: when the check was made, if that is
    to stand in the report.
    """
    css, js = STYLE.read_text(encoding="utf-8"), SCRIPT.read_text(encoding="utf-8")
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            **_content(view(v), lang, made),
            level=1,
            css=Markup(css),  # noqa: S704 our own file
            js=Markup(js),  # noqa: S704 our own file
            policy=policy(css, js),
        )
    )


def fragment(v: Verification, lang: str = "zh") -> str:
    """What stands on the page, for another page to hold under a heading: STYLE and SCRIPT serve it there too."""
    return environment().get_template("report.html.j2").render(**_content(view(v), lang), level=2)


def _content(report: Report, lang: str, made: datetime | None = None) -> dict[str, object]:
    article = report.article
    return {
        "lang": lang,
        "text_lang": _LANGUAGES[article.region],
        "report": report,
        "headline": headline(report, _emphatic),
        "strip": strip(report),
        "spans": [article.source_span(mark.start, mark.end) for mark in report.marks],
        "drawings": graph.drawings(report),
        "digest": digest(article.source),
        "made": made.isoformat(timespec="minutes") if made else "",
    }


def digest(source: str) -> str:
    """SHA-256 of the source text in UTF-8, by which a reader can tell that the report is on the text at hand."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def strip(report: Report) -> list[tuple[float, Mark]]:
    """Where in the article each number stands, in percent of its length; of those in one place the worst."""
    length = max(len(report.article.text), 1)
    worst: dict[float, Mark] = {}
    for mark in sorted(report.marks, key=lambda mark: STATES.index(mark.state)):
        worst.setdefault(round(99 * mark.start / length, 1), mark)
    return sorted(worst.items())


def linked(text: str) -> Markup:
    """Text with its web addresses as links; everything else stays text."""
    parts, at = list[Markup](), 0
    for found in _ADDRESS.finditer(text):
        parts += [
            escape(visible(text[at : found.start()])),
            Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(visible(found[0])),
        ]
        at = found.end()
    return Markup("").join((*parts, escape(visible(text[at:]))))


def _emphatic(key: str, **values: int) -> Markup:
    """`both`, with the count of a verdict's alarms in its colour."""
    verdict = key.removeprefix("headline.")
    words = both(key, "span", **values)
    return Markup('<em class="v-{}">{}</em>').format(verdict, words) if verdict in ALARMS else words


@cache
def environment() -> jinja2.Environment:
    """The templates' environment: what is no markup of ours is escaped, and its invisible characters written out."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=shown,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        both=both,
        bounds=bounds,
        clipped=clipped,
        columns=COLUMNS,
        graph=graph,
        heights=_HEIGHTS,
        amounts=amounts,
        linked=linked,
        plain=plain,
        say=say,
        table=table(),
        version=__version__,
    )
    return environment


def policy(css: str, js: str) -> str:
    """Nothing from anywhere but the page's own style, script and data: images."""
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
