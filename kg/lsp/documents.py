"""What is found in an open document, by place: diagnostics, hovers, edits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kg.lsp.settings import Settings
from kg.model import Article, Check, Claim, Repair, Verification
from kg.reading import Failure, read_bytes
from kg.reporting.places import Lines, culprit, number_place, repair_place
from kg.reporting.strings import say, table
from kg.reporting.visible import visible
from kg.reviewing import alarms, dismissed, load, reviewed

SUFFIXES = {"plaintext": ".txt", "text": ".txt", "markdown": ".md"}
"""The kinds of document that are checked, and the suffix of files read as they are. Plain text is Vim's "text"."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """An alarm at its number. spans, others: of that number and of the check's other numbers, in the document."""

    check: Check
    span: Span
    others: tuple[tuple[Span, str], ...]
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair that can be made in the document. touches: the numbers of the check it mends. first: the likeliest."""

    finding: Finding
    span: Span
    replacement: str
    title: str
    first: bool

    @property
    def touches(self) -> tuple[Span, ...]:
        return (self.span, self.finding.span, *(span for span, _ in self.finding.others))


@dataclass(frozen=True, slots=True)
class Checked:
    """A version of a document and what is found in it; offsets are into its text."""

    version: int
    lines: Lines
    findings: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()
    hovers: tuple[tuple[Span, str], ...] = ()


def checked(text: str, kind: str, version: int, settings: Settings) -> Checked:
    """Check a document of one of SUFFIXES. An empty one, or one that cannot be read, has no findings."""
    from kg.checking import verify  # noqa: PLC0415  # a second, which the handshake does not wait for
    from kg.explaining import explain  # noqa: PLC0415  # as verify
    from kg.pipeline import extract  # noqa: PLC0415  # as verify

    # Named like a file of its kind, since the name's suffix says that marks of emphasis are marks.
    data, suffix = text.encode("utf-8", "replace"), SUFFIXES[kind]
    found = list(read_bytes(data, suffix, name=f"text{suffix}", region=settings.region, limits=settings.limits))
    articles = [article for article in found if not isinstance(article, Failure)]
    if not articles or articles[0].source != text:
        return Checked(version, Lines(text))
    lang, folders, without = settings.lang, settings.folders, settings.without
    judged = verify([extract(articles[0])], lang=lang, folders=folders, without=without)
    (v,) = explain(judged, lang=lang, folders=folders, without=without)
    return _by_place(reviewed(v, load(settings.reviews)), version, lang)


def _by_place(v: Verification, version: int, lang: str) -> Checked:
    article, claims = v.extraction.article, {claim.id: claim for claim in v.extraction.claims}
    findings = tuple(
        _finding(check, article, claims, lang)
        for check in v.checks
        if alarms(check) or (check.verdict == "consistent" and alarms(check, severity=3))
    )
    edits = tuple(edit for finding in findings for edit in _edits(finding, article, claims))
    return Checked(version, Lines(article.source), findings, edits, tuple(_hovers(v, lang)))


def _finding(check: Check, article: Article, claims: dict[str, Claim], lang: str) -> Finding:
    own = culprit(check)
    others = (claims[name] for name in dict.fromkeys(check.claims) if name != own)
    return Finding(
        check=check,
        span=number_place(claims[own], article),
        others=tuple((number_place(claim, article), visible(claim.quantity.text)) for claim in others),
        message="\n".join(_said(check, lang)),
    )


def _edits(finding: Finding, article: Article, claims: dict[str, Claim]) -> Iterator[Edit]:
    for number, repair in enumerate(finding.check.repairs):
        span = repair_place(repair, claims[repair.claim], article)
        if span:
            yield Edit(finding, span, repair.replacement, _title(repair), number == 0)


def _title(repair: Repair) -> str:
    return visible(f"{repair.text} → {repair.replacement}")


def _hovers(v: Verification, lang: str) -> Iterator[tuple[Span, str]]:
    """Every number with what its checks say, the worst first, or why it has none."""
    reasons = dict(v.coverage.unchecked)
    for claim in v.extraction.claims:
        about = [part.label for part in (claim.subject, claim.of, claim.property) if part]
        head = " · ".join(dict.fromkeys((claim.quantity.text, *about)))
        checks = ["\n".join(_said(check, lang, whole=True)) for check in v.checks if claim.id in check.claims]
        if not checks and claim.id in reasons:
            checks = [
                f"{say(lang, 'verdict.unchecked')}{say(lang, 'colon')}{_words('reason', reasons[claim.id], lang)}"
            ]
        yield number_place(claim, v.extraction.article), visible("\n\n".join((head, *checks)))


def _said(check: Check, lang: str, *, whole: bool = False) -> Iterator[str]:
    """Verdict and formula, message; the facts, repairs and the review, where the `whole` is asked for."""
    speak = partial(say, lang)
    colon = speak("colon")
    state = "dismissed" if dismissed(check) else check.verdict
    yield visible(f"{speak(f'verdict.{state}')} · {_words('kind', check.kind, lang)}{colon}{check.formula}")
    if check.message:
        yield visible(check.message)
    if not whole:
        return
    yield from (f"{speak('basis')}{colon}{_words('assumes', fact, lang)}" for fact in check.basis)
    yield from (f"{speak('repair')}{colon}{_title(repair)}" for repair in check.repairs)
    if check.review:
        who = f"({check.review.by}, {check.review.at[:10]})"
        yield f"{speak(f'review.{check.review.decision}')}{colon}{check.review.reason} {who}"


def _words(group: str, code: str, lang: str) -> str:
    return say(lang, f"{group}.{code}") if f"{group}.{code}" in table() else code
