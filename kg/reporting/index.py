"""The index of many reports: one row an article, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from kg.model import Verification
from kg.reporting.marks import State
from kg.reporting.page import SCRIPT, STYLE, environment, policy
from kg.reporting.strings import both
from kg.reporting.view import view
from kg.reporting.visible import clipped

_COUNTED: tuple[State, ...] = ("inconsistent", "implausible", "dismissed")
_FORMULA = 80  # characters of the worst alarm that are shown


@dataclass(frozen=True, slots=True)
class Row:
    """An article of the index. counts: of the states inconsistent, implausible, dismissed. href: from its file's name."""

    href: str
    title: str
    origin: str
    state: State
    counts: tuple[int, ...]
    found: int
    checked: int
    worst: str

    @staticmethod
    def of(v: Verification, name: str) -> Row:
        """name: that of the article's report, in the folder of the index."""
        report = view(v)
        counted = Counter(card.state for card in report.cards)
        article = report.article
        return Row(
            href=quote(name),
            title=report.title or name,
            origin=" · ".join(part for part in (article.publisher, article.date, article.path) if part),
            state=report.cards[0].state if report.cards else "unchecked",
            counts=tuple(counted[state] for state in _COUNTED),
            found=report.coverage.found,
            checked=report.coverage.checked,
            worst=clipped(report.alarms[0].check.formula, _FORMULA) if report.alarms else "",
        )


def index(rows: Iterable[Row], *, failures: int = 0, lang: str = "zh") -> str:
    """A page that leads to the reports; failures: articles that could not be read or checked."""
    ordered = sorted(rows, key=lambda row: (*(-count for count in row.counts[:2]), row.title, row.href))
    alarmed = sum(any(row.counts[:2]) for row in ordered)
    css, js = STYLE.read_text(encoding="utf-8"), SCRIPT.read_text(encoding="utf-8") + "switches();\n"
    return (
        environment()
        .get_template("index.html.j2")
        .render(
            lang=lang,
            css=Markup(css),  # noqa: S704 our own file
            js=Markup(js),  # noqa: S704 our own file
            policy=policy(css, js),
            headline=_headline(len(ordered), alarmed),
            totals=[
                ("found", sum(row.found for row in ordered)),
                ("checked", sum(row.checked for row in ordered)),
                *((f"verdict.{state}", sum(row.counts[at] for row in ordered)) for at, state in enumerate(_COUNTED)),
            ],
            rows=ordered,
            failures=failures,
        )
    )


def _headline(articles: int, alarmed: int) -> Markup:
    return both("index.alarmed" if alarmed else "index.clear", n=articles, alarmed=alarmed)
