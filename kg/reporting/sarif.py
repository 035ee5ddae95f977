"""SARIF 2.1.0: alarms as a code-scanning tool shows them, at their line and column, with the repairs as fixes.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; columns are counted in Unicode code points.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from kg import __version__
from kg.model import Article, Claim, Repair, Verification
from kg.querying.shipped import shipped
from kg.reporting.places import Lines, culprit, number_place, repair_place
from kg.reporting.visible import visible
from kg.reviewing import alarms, dismissed, fingerprint

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {1: "error", 2: "warning", 3: "note"}


def sarif(
    found: Iterable[Verification], *, severity: int = 2, failed: bool = False, lang: str = "zh"
) -> dict[str, Any]:
    """One run over all articles. severity: the least grave that is a result. failed: an article could not be read."""
    rules: dict[str, int] = {}
    results = [result for v in found for result in _results(v, rules, severity)]
    driver = {"name": "kg", "version": __version__, "rules": [_rule(kind, lang) for kind in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failed}],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(kind: str, lang: str) -> dict[str, Any]:
    titles = {query.name: query.title if lang == "zh" else query.english for query in shipped()}
    return {"id": kind, "shortDescription": {"text": titles.get(kind, kind)}}


def _results(v: Verification, rules: dict[str, int], severity: int) -> Iterable[dict[str, Any]]:
    article = v.extraction.article
    claims, lines = {claim.id: claim for claim in v.extraction.claims}, Lines(article.source)
    for check in v.checks:
        if not (alarms(check, severity=severity) or dismissed(check)):
            continue
        own = culprit(check)
        others = [claims[name] for name in dict.fromkeys(check.claims) if name != own]
        result = {
            "ruleId": check.kind,
            "ruleIndex": rules.setdefault(check.kind, len(rules)),
            "level": _LEVELS[check.severity],
            "message": {"text": visible(f"{check.formula}\n{check.message}".strip())},
            "locations": [_location(claims[own], article, lines)],
            "relatedLocations": [
                {"id": n, "message": {"text": visible(claim.quantity.text)}, **_location(claim, article, lines)}
                for n, claim in enumerate(others, 1)
            ],
            "fingerprints": {"kg/1": fingerprint(v.extraction, check)},
            "fixes": [fix for repair in check.repairs if (fix := _fix(repair, claims[repair.claim], article, lines))],
        }
        if check.review and dismissed(check):
            why = f"{check.review.reason} ({check.review.by}, {check.review.at[:10]})"
            result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": visible(why)}]
        yield result


def _fix(repair: Repair, claim: Claim, article: Article, lines: Lines) -> dict[str, Any] | None:
    place = repair_place(repair, claim, article)
    if place is None:
        return None
    replacement = {"deletedRegion": _region(place, lines), "insertedContent": {"text": visible(repair.replacement)}}
    change = {"artifactLocation": {"uri": _uri(article)}, "replacements": [replacement]}
    return {"description": {"text": visible(repair.message or repair.replacement)}, "artifactChanges": [change]}


def _location(claim: Claim, article: Article, lines: Lines) -> dict[str, Any]:
    region = _region(number_place(claim, article), lines) | {"snippet": {"text": visible(claim.quantity.text)}}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(article)}, "region": region}}


def _region(place: tuple[int, int], lines: Lines) -> dict[str, int]:
    (line, column), (last, end) = (lines.place(offset) for offset in place)
    return {"startLine": line + 1, "startColumn": column + 1, "endLine": last + 1, "endColumn": end + 1}


def _uri(article: Article) -> str:
    """The path as it was given, or the article's id, as a relative reference: a tool knows its own root."""
    return quote((article.path or article.id).replace("\\", "/"), safe="/", errors="replace")
