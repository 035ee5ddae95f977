"""What a report shows, worked out once for every format: numbered marks and checks, excerpts, edits, counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.model import ALARMS, Article, BlockKind, Check, Coverage, Extraction, Repair, Review, Verdict, Verification
from kg.reporting.marks import STATES, Line, Mark, MarkedText, Piece, State, in_formula
from kg.reporting.numberline import NumberLine, draw
from kg.reviewing import dismissed, fingerprint

_EXCERPT = 160  # characters of a sentence shown before and after the numbers that matter
_CONTEXT = 24  # characters shown before and after an edit


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair in its place: what stands before and after it in the text."""

    repair: Repair
    mark: Mark | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A check as the report shows it. `number`, from 1, worst first, names it in links; `fingerprint` in reviews.

    state: the verdict, or "dismissed" where an editor dismissed the alarm.
    """

    number: int
    check: Check
    fingerprint: str
    state: State
    alarm: bool
    operands: tuple[Mark, ...]
    formula: tuple[Piece, ...]
    line: NumberLine | None
    evidence: tuple[tuple[Piece, ...], ...]
    edits: tuple[Edit, ...]

    @property
    def review(self) -> Review | None:
        return self.check.review

    @property
    def reading(self) -> str:
        """The key of the sentence that says at which reading the two part."""
        return f"reading.{self.check.verdict}.{self.check.reading}"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a template prints."""

    article: Article
    coverage: Coverage
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    cards: tuple[Card, ...]
    unchecked: tuple[tuple[str, tuple[Mark, ...]], ...]

    @property
    def title(self) -> str:
        return self.article.title or self.article.text.strip().partition("\n")[0][:60]

    @property
    def alarms(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.alarm)

    @property
    def quiet(self) -> tuple[tuple[State, tuple[Card, ...]], ...]:
        """The checks that raise no alarm, by state."""
        groups = groupby((card for card in self.cards if not card.alarm), key=lambda card: card.state)
        return tuple((state, tuple(cards)) for state, cards in groups)

    @property
    def counts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many checks raised which alarm, the worst first; none that is nought."""
        counted = Counter(card.check.verdict for card in self.cards if card.alarm)
        return tuple((verdict, counted[verdict]) for verdict in ALARMS if counted[verdict])

    @property
    def states(self) -> tuple[tuple[State, int], ...]:
        """How many numbers are in each state; of those that only a review brings about, none that is nought."""
        counted = Counter(mark.state for mark in self.marks)
        return tuple((state, counted[state]) for state in STATES if counted[state] or state != "dismissed")

    @property
    def groups(self) -> tuple[tuple[BlockKind, tuple[Line, ...]], ...]:
        """The article's lines, neighbours of one kind together, as a list or a table needs them."""
        return tuple((kind, tuple(lines)) for kind, lines in groupby(self.lines, key=lambda line: line.kind))


def view(v: Verification) -> Report:
    """The report on a verification. Checks keep their order, worst first; claims the order of the text."""
    marks = _marks(v)
    by_claim = {mark.claim.id: mark for mark in marks}
    text = MarkedText(v.extraction.article, marks)
    return Report(
        article=v.extraction.article,
        coverage=v.coverage,
        marks=marks,
        lines=text.lines(),
        cards=tuple(_card(n, check, v.extraction, text, by_claim) for n, check in enumerate(_ordered(v.checks), 1)),
        unchecked=_unchecked(v.coverage, by_claim),
    )


def _ordered(checks: Iterable[Check]) -> list[Check]:
    return sorted(checks, key=lambda check: STATES.index(_state(check)))


def _state(check: Check) -> State:
    return "dismissed" if dismissed(check) else check.verdict


def _marks(v: Verification) -> tuple[Mark, ...]:
    touching: dict[str, list[int]] = defaultdict(list)
    checks = _ordered(v.checks)
    for number, check in enumerate(checks, 1):
        for claim in dict.fromkeys(check.claims):
            touching[claim].append(number)
    blamed = {check.repairs[0].claim for check in checks if _state(check) in ALARMS and check.repairs}
    return tuple(
        Mark(
            number=number,
            claim=claim,
            state=_state(checks[touching[claim.id][0] - 1]) if claim.id in touching else "unchecked",
            blamed=claim.id in blamed,
            checks=tuple(touching.get(claim.id, ())),
        )
        for number, claim in enumerate(v.extraction.claims, 1)
    )


def _card(number: int, check: Check, extraction: Extraction, text: MarkedText, by_claim: dict[str, Mark]) -> Card:
    operands = tuple(by_claim[claim] for claim in dict.fromkeys(check.claims) if claim in by_claim)
    written = [(mark.claim.quantity.text, mark) for mark in operands]
    return Card(
        number=number,
        check=check,
        fingerprint=fingerprint(extraction, check),
        state=_state(check),
        alarm=_state(check) in ALARMS,
        operands=operands,
        formula=in_formula(check.formula, written),
        line=draw(check),
        evidence=tuple(_evidence(text, operands)),
        edits=tuple(_edit(text.article, repair, by_claim.get(repair.claim)) for repair in check.repairs),
    )


def _evidence(text: MarkedText, operands: Sequence[Mark]) -> Iterator[tuple[Piece, ...]]:
    """Each sentence the operands stand in, in order, cut to their surroundings; in parts where they stand far apart."""
    group: list[Mark] = []
    for mark in sorted(operands, key=lambda mark: mark.start):
        if group and (mark.claim.sentence != group[-1].claim.sentence or mark.start - group[-1].end > 2 * _EXCERPT):
            yield _excerpt(text, group)
            group = []
        group.append(mark)
    if group:
        yield _excerpt(text, group)


def _excerpt(text: MarkedText, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    start, end = marks[0].claim.sentence
    first, last = max(start, marks[0].start - _EXCERPT), min(end, marks[-1].end + _EXCERPT)
    pieces = text.pieces(first, last, frozenset(mark.number for mark in marks))
    return (*((Piece("…"),) if first > start else ()), *pieces, *((Piece("…"),) if last < end else ()))


def _edit(article: Article, repair: Repair, mark: Mark | None) -> Edit:
    """The repair with its surroundings, where its text is found at the claim or in the claim's sentence."""
    if mark is None:
        return Edit(repair, None, "", "")
    start, end = mark.claim.sentence
    at = article.text.find(repair.text, mark.start, mark.end)
    at = at if at >= 0 else article.text.find(repair.text, start, end)
    if at < 0 or not repair.text:
        return Edit(repair, mark, "", "")
    stop = at + len(repair.text)
    before, after = article.text[max(start, at - _CONTEXT) : at], article.text[stop : min(end, stop + _CONTEXT)]
    return Edit(repair, mark, "…" * (at - _CONTEXT > start) + before, after + "…" * (stop + _CONTEXT < end))


def _unchecked(coverage: Coverage, by_claim: dict[str, Mark]) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    """The claims left unchecked, by reason, the most frequent reason first."""
    reasons: dict[str, list[Mark]] = defaultdict(list)
    for claim, reason in coverage.unchecked:
        if claim in by_claim:
            reasons[reason].append(by_claim[claim])
    return tuple((reason, tuple(marks)) for reason, marks in sorted(reasons.items(), key=lambda row: -len(row[1])))
