"""The plain types every stage speaks. Frozen, no behaviour beyond their own invariants.

Offsets are Python string offsets, `start` inclusive and `end` exclusive. Bounds are floats; an open end is
``-inf`` or ``inf``. A stage takes the type the stage before it made; nothing here imports another module of kg.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["cardinal", "ordinal", "percent", "money", "measure", "duration", "date", "age", "multiple"]
Approx = Literal["exact", "about", "nearly", "over", "under", "at_least", "at_most", "range", "vague", "class"]
BlockKind = Literal["title", "heading", "body", "caption", "list", "table"]
Modality = Literal["asserted", "planned", "potential", "estimated", "negated", "asked", "supposed"]
Verdict = Literal["consistent", "inconsistent", "implausible", "unverifiable"]
ALARMS: tuple[Verdict, ...] = ("inconsistent", "implausible")
"""The verdicts that raise an alarm."""
Decision = Literal["confirmed", "dismissed", "reopened"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval, `low` <= `high`; either end may be infinite."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """True when the two share a point."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number in the text. The first ten fields are the published contract of `kg quantities`.

    value: the stated number, 百/千/万/亿 applied, in `unit`; None for a two-ended range or a vague one.
    low, high: only the bounds the text states (超过60万: low 600000); None where it states none.
    unit: UCUM code, ISO-4217 code, "%", "{台}" for a classifier, "{pp}", "{倍}", "1" for a bare number.
    per: UCUM code or "{classifier}" of the denominator (元/吨: "t"), else None.
    narrow, wide: the interval of the two readings, in `unit` (not SI), hedges applied. For a vague number
    without any bound both are (-inf, inf).
    written_in_full: every digit is written: no 千/万/亿, no decimals dropped, no hedge (36000块; not 3.6万块).
    hedge_start, hedge_end: the quantity with its outer hedges (约…左右), which lie outside `text`.
    date_value: ISO 8601 for kind "date", as far as the text goes ("2019", "2019-05", "--10").
    """

    text: str
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    kind: Kind
    approx: Approx
    per: str | None = None
    narrow: Interval = Interval(float("-inf"), float("inf"))
    wide: Interval = Interval(float("-inf"), float("inf"))
    written_in_full: bool = False
    hedge_start: int = -1
    hedge_end: int = -1
    date_value: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an article: one line of its text, without the line end."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """A text to check, cut from its site chrome, one paragraph a line, and where it came from.

    text: paragraphs joined by "\\n"; the title, where there is one in the source text, is the first.
    segments: (start in text, start in source, length), ascending: text[i] came from source[j]. Characters
    that the reader put in (a line end for a paragraph mark) belong to no segment.
    source: the text as given, before anything was cut; offsets in every output refer to it.
    """

    id: str
    text: str
    source: str
    segments: tuple[tuple[int, int, int], ...]
    blocks: tuple[Block, ...]
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    region: Literal["CN", "TW", "HK"] = "CN"
    path: str | None = None

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `source` that text[start:end] came from; (0, 0) for an empty article."""
        return self._source_offset(start), self._source_offset(max(start, end - 1)) + (end > start)

    def _source_offset(self, at: int) -> int:
        row = bisect_right(self.segments, at, key=lambda s: s[0]) - 1
        if row < 0:
            return 0
        begin, origin, length = self.segments[row]
        return origin + min(at - begin, max(length - 1, 0))


@dataclass(frozen=True, slots=True)
class Word:
    """A segmented word with LAC's part-of-speech or name tag (n, v, m, PER, ORG, LOC, TIME, ...)."""

    text: str
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named or counted thing in the text. `label` is its canonical name, `iri` the same in every article.

    type: Person, Organization, Place, Product, Facility, Law, Event or Thing (a counted kind).
    """

    text: str
    start: int
    end: int
    label: str
    type: str
    iri: str


@dataclass(frozen=True, slots=True)
class Property:
    """What a number measures: an entry of ontology/properties (or made from the text's own words).

    text: the words that name it, empty where only the unit does; two are the same whatever words name them.
    """

    iri: str
    label: str
    text: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity with what it is about. Offsets are those of the quantity.

    source: the local model that proposed what it says; None for what the rules found.
    """

    id: str
    quantity: Quantity
    sentence: tuple[int, int]
    subject: Entity | None = None
    property: Property | None = None
    of: Entity | None = None
    per: str | None = None
    time: str | None = None
    place: str | None = None
    modality: Modality = "asserted"
    attributed_to: str | None = None
    role: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation that the text itself draws between claims, by a cue (共, 每, 即, 其中, 占, 比…增长).

    kind: product, equality, sum, part, ratio, growth, difference, shares, order, span, enumeration, exchange, ...
    members: (role, claim id), such as ("count", c4), ("each", c5), ("total", c6).
    cue: the words of the text that say so, with their place.
    group: ties of one group are readings of the same words, of which one is meant: "name:rank", rank 00 the likeliest.
    weak: the words suggest the relation without saying it, so that a mismatch alone is no reason to speak.
    """

    id: str
    kind: str
    members: tuple[tuple[str, str], ...]
    cue: str
    start: int
    end: int
    group: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text says of how its numbers hang together, in one reading, in the kinds and roles of docs/annotation.md.

    members: (role, claim id). cue: the words that say so, empty where the place alone does. start, end: from the first
    member to the last.
    """

    kind: str
    members: tuple[tuple[str, str], ...]
    cue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit after which every check that touches the claim holds."""

    claim: str
    edit: str
    text: str
    replacement: str
    message: str


@dataclass(frozen=True, slots=True)
class Review:
    """What an editor decided on an alarm: why, who, and when (ISO 8601, UTC). "reopened" takes a decision back.

    alarm: the fingerprint of what the alarm rests on. article, formula: what it read like then, for lists of reviews.
    """

    alarm: str
    decision: Decision
    reason: str
    by: str
    at: str
    article: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One verdict with its arithmetic. Intervals are in SI units, by the denominator that the stated claim writes
    (4200元/吨: by the tonne); `formula` is written in the text's own words. tested: the claim that the computed interval
    must meet. expression: the arithmetic alone, as the query wrote it."""

    id: str
    kind: str
    verdict: Verdict
    severity: int
    claims: tuple[str, ...]
    texts: tuple[str, ...]
    formula: str
    message: str
    computed: Interval
    computed_wide: Interval
    stated: Interval
    stated_wide: Interval
    relation: str
    reading: str
    unit: str
    basis: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    review: Review | None = None
    tested: str = ""
    expression: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the pipeline finds in one article. Claims and entities are in the order of the text.

    ties: what checks run on, in every reading. relations: what a reader takes from the text, in one.
    """

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    ties: tuple[Tie, ...]
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers were found, tied to another, checked; and why each of the others was not."""

    found: int
    tied: int
    checked: int
    unchecked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """An extraction with its checks, worst first."""

    extraction: Extraction
    checks: tuple[Check, ...]
    coverage: Coverage
