"""Who says so: the source that the text names for a number, and how far what it says goes.

A source holds to the end of its sentence, through a quotation, and through later sentences that go on with what it
made known; the reporter's own voice ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, takewhile

from kg.ontology.cues import cues
from kg.pipeline.passages import Passage
from kg.pipeline.speakers import Source, can_speak, source

_REACH = 12  # clauses: a pronoun stands for nobody farther back
_LONGEST = 4000  # characters: a quotation that is not closed by then was never meant to be
_QUOTES = {"“": "”", "「": "」", "『": "』"}


@dataclass(frozen=True, slots=True)
class Report:
    """What the source says: text[start:end] of one sentence, and of later ones up to `until`, where a quotation ends.

    place: the clause that names the source.
    """

    source: Source
    place: int
    start: int
    end: int
    until: int


def reports(passage: Passage) -> list[Report]:
    """What sources say, in order of the text; where two overlap the later one holds."""
    found: list[Report] = []
    current: Report | None = None
    places = range(len(passage.clauses))
    for _, group in groupby(places, key=lambda place: passage.clauses[place].sentence):
        sentence = list(group)
        begin, end = passage.clauses[sentence[0]].start, passage.ends[sentence[0]]
        own: list[Report] = []
        for place in sentence:
            report = _report(passage, place, sentence[0])
            if report is not None:
                if own and own[-1].start <= report.start:
                    own[-1] = replace(own[-1], end=report.start)
                own.append(replace(report, source=_resolved(passage, report, chain(reversed(own), reversed(found)))))
        if current is not None:
            current = _carried(passage, current, sentence[0])
        if current is not None and not (own and own[0].place == sentence[0]):
            found.append(replace(current, start=begin, end=end, until=max(current.until, end)))
        found += own
        current = own[-1] if own else current
    return found


def attribution(offset: int, found: Sequence[Report]) -> str | None:
    """The name of the source whose words stand at an offset, of the reports that touch its clause; None for nobody."""
    holding = next((r for r in reversed(found) if r.start <= offset < r.end), None)
    return (holding.source.name or None) if holding is not None else None


def _report(passage: Passage, place: int, first: int) -> Report | None:
    """What the source says that the clause names, if it names one. `first`: the first clause of its sentence."""
    clause = passage.clauses[place]
    found = source(passage, place) if clause.anchor is None else None
    if found is None:
        return None
    start = found.end
    if found.denies and passage.plays(passage.clauses[first].items[0], "about"):
        start = passage.clauses[first].start  # 针对“裁员1000人”的说法，负责人否认…
    elif place != first and not passage.text[found.end : clause.end].strip():
        start = _before(passage, place, first, start)
    return Report(found, place, start, passage.ends[place], _until(passage, place, found.end))


def _resolved(passage: Passage, report: Report, earlier: Iterable[Report]) -> Source:
    """他透露: the person who spoke last, or else was named last before. `earlier`: the reports before, latest first."""
    pronouns = cues().words("he")
    if report.source.name not in pronouns:
        return report.source
    first = max(0, report.place - _REACH)
    near = takewhile(lambda r: r.place >= first, earlier)
    spoke = (r.source.name for r in near if r.source.person and r.source.name not in pronouns)
    items = (i for clause in reversed(passage.clauses[first : report.place]) for i in reversed(clause.items))
    named = (i.text for i in items if i.entity is not None and i.entity.type == "Person")
    return replace(report.source, name=next(chain(spoke, named), report.source.name))


def _before(passage: Passage, place: int, first: int, start: int) -> int:
    """Where what is said begins when the speaker follows it: “…，”王明说; …，王明说。"""
    clause = passage.clauses[place]
    opening = passage.clauses[first].start
    before = passage.text[max(opening, clause.start - 4) : clause.start].rstrip()
    if before.endswith(tuple(_QUOTES.values())):
        sign = next(o for o, c in _QUOTES.items() if c == before[-1])
        quote = passage.text.rfind(sign, max(0, clause.start - _LONGEST), clause.start)
        return quote if quote >= 0 else start
    return opening if passage.following[place] is None else start


def _until(passage: Passage, place: int, start: int) -> int:
    """The end of the sentence, or of the quotation that what is said opens with."""
    at = start
    while at < len(passage.text) and passage.text[at] in "，,：:, ":
        at += 1
    closing = _QUOTES.get(passage.text[at : at + 1])
    close = passage.text.find(closing, at, at + _LONGEST) if closing else -1
    return max(passage.ends[place], close + 1)


def _carried(passage: Passage, report: Report, place: int) -> Report | None:
    """The report, where the sentence that begins with clause `place` goes on with it."""
    begin = passage.clauses[place].start
    if begin < report.until:
        return report
    if not report.source.name or "\n" in passage.text[report.end - 1 : begin]:
        return None
    if _opens(passage, begin, "listing") or passage.plays(passage.clauses[place].items[-1], "listing-end"):
        return report
    if _own_voice(passage, place) or _turns_to_another(passage, place, report.source):
        return None
    return report if not report.source.person or _opens(passage, begin, "back-reference") else None


def _opens(passage: Passage, begin: int, role: str) -> bool:
    return passage.text.startswith(tuple(cues().words(role)), begin)


def _own_voice(passage: Passage, place: int) -> bool:
    """换句话说，…; 该公司目前…: words of the reporter's own, at the head of the sentence or before its first number."""
    items = passage.clauses[place].items
    until = next((at for at, item in enumerate(items) if item.tag == "Q"), len(items))
    return _opens(passage, items[0].start, "own-voice") or any(passage.plays(i, "report-time") for i in items[:until])


def _turns_to_another(passage: Passage, place: int, by: Source) -> bool:
    """香港一家慈善基金会已捐款…: whoever acts in the sentence, if he is not the source, is told of by the reporter.

    学校计划…, with nothing to tell it from others, is the source itself.
    """
    topic = passage.topics[place].phrase
    inside = passage.clauses[place].items[topic.first : topic.last]
    others = [i for i in inside if i.entity is not None and i.text not in by.name and by.name not in i.text]
    if any(i.entity is not None and i.entity.type in ("Person", "Organization") for i in others):
        return True
    indefinite = any(i.tag in ("m", "Q") for i in inside)
    return indefinite and bool(inside) and can_speak(passage, inside[-1])
