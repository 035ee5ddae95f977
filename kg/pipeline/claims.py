"""Claims: each number with its subject, property, counted thing, time, modality and attribution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Claim, Entity, Property, Quantity, Word
from kg.ontology.counting import classifiers
from kg.ontology.properties import properties
from kg.pipeline.binding import dimension
from kg.pipeline.cells import in_cell, placed
from kg.pipeline.circumstances import Circumstances, circumstances, role
from kg.pipeline.clauses import clauses, items
from kg.pipeline.extensions import set_extension
from kg.pipeline.phrases import Phrase
from kg.pipeline.rates import of_rate
from kg.pipeline.respective import Respective
from kg.pipeline.scripts import simplified
from kg.pipeline.sentences import sentence_spans
from kg.pipeline.statements import Discourse, Statement, event, read
from kg.pipeline.subjects import as_entity, subject_and_of
from kg.pipeline.tables import places
from kg.quantities import unit_of

_DISCOURSE = "kg_discourse"


@Language.factory(
    "kg_claims",
    assigns=["doc._.kg_claims", "doc._.kg_discourse"],
    requires=["doc._.kg_words", "doc._.kg_quantities", "doc._.kg_entities"],
)
def claims_component(nlp: Language, name: str) -> Claims:  # noqa: ARG001 - spaCy's signature
    return Claims()


class Claims:
    """Set doc._.kg_claims, and doc._.kg_discourse, which coreference and relations are found from."""

    def __init__(self) -> None:
        for name in ("kg_words", "kg_quantities", "kg_entities", "kg_claims"):
            set_extension(name)
        if not Doc.has_extension(_DISCOURSE):
            Doc.set_extension(_DISCOURSE, default=None)

    def __call__(self, doc: Doc) -> Doc:
        found = claims(simplified(doc.text), doc._.kg_words, doc._.kg_quantities, doc._.kg_entities)
        doc._.kg_claims, doc._.kg_discourse = found
        return doc


def discourse(doc: Doc) -> Discourse:
    """doc._.kg_discourse, read anew for a Doc that comes back from bytes without; its statements know the claims."""
    if doc._.kg_discourse is None:
        _, found = claims(simplified(doc.text), doc._.kg_words, doc._.kg_quantities, doc._.kg_entities)
        # The dates that something is counted from are claims of no statement.
        own = {claim.id: claim for claim in doc._.kg_claims}
        for statement in found.statements:
            statement.claim = own.get(statement.name, statement.claim)
        doc._.kg_discourse = found
    read_before: Discourse = doc._.kg_discourse
    return read_before


@srsly.msgpack_encoders("kg_discourse")  # type: ignore[untyped-decorator] # catalogue does not type it
def _without_discourse(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """A discourse is no part of a saved Doc: it is large, and is read from the rest."""
    if isinstance(value, Discourse):
        return None
    return value if chain is None else chain(value)


def claims(
    text: str, words: Sequence[Word], quantities: Sequence[Quantity], entities: Sequence[Entity]
) -> tuple[tuple[Claim, ...], Discourse]:
    """The claims of a text in order, and the discourse they were made from, a statement a claim."""
    spans = sentence_spans(text)
    discourse = read(text, clauses(list(items(words, quantities, entities)), spans))
    found: list[Claim] = []
    respective = Respective(discourse.statements)
    cells = placed(places(text))
    for statement, around in zip(discourse.statements, circumstances(text, discourse), strict=True):
        statement.claim = _claim(statement, around, spans, found)
        statement.claim = _in_its_place(statement.claim, statement, respective)
        statement.place = cells.get(statement.quantity.start)
        statement.claim = of_rate(statement.claim, statement, discourse.statements)
        statement.claim = in_cell(statement.claim, cells, entities)
        found.append(statement.claim)
    for date in discourse.dates:
        date.claim = _of_date(date, spans)
    return tuple(found), discourse


def _claim(
    statement: Statement, around: Circumstances, spans: Sequence[tuple[int, int]], before: Sequence[Claim]
) -> Claim:
    quantity = statement.quantity
    subject, of = subject_and_of(statement)
    claim = Claim(
        id=statement.name,
        quantity=quantity,
        sentence=spans[statement.sentence],
        subject=as_entity(subject),
        property=statement.binding.property,
        of=as_entity(of),
        per=around.per,
        time=around.time,
        modality=around.modality,
        attributed_to=around.attributed_to,
        role=role(statement),
    )
    return _completed(claim, statement, before)


def _completed(claim: Claim, statement: Statement, before: Sequence[Claim]) -> Claim:
    """What the clause leaves out goes on from the claim before: 查处小造纸厂289家,关闭195家."""
    kind = dimension(claim.quantity)
    near = [c for c in before if c.sentence == claim.sentence]
    alike = next((c for c in reversed(near) if dimension(c.quantity) == kind), None)
    last = near[-1] if near else None
    beside = last if _is_beside(statement) else None
    if claim.of is None:
        claim = replace(claim, of=_carried_on(claim, statement, alike, last))
    if statement.level or _begins(statement):
        return replace(
            claim, property=_of_level(claim, statement, near) or claim.property or properties().default(kind)
        )
    if claim.property is None and statement.has("share"):
        return replace(claim, property=properties().default(kind))
    # Where the clause names a thing only, the unit alone says what is measured.
    if claim.property is None or (statement.binding.rule == "noun before number" and not statement.change):
        same = alike is not None and (kind != "count" or alike.quantity.unit == claim.quantity.unit)
        model = _named_alike(claim, near) or (alike if same else beside if beside and _measures(beside, kind) else None)
        if claim.property is None or _named_alike(claim, near) is not None:
            claim = replace(claim, property=model.property if model else properties().default(kind))
    return replace(claim, property=_called(claim, statement, kind))


def _measures(claim: Claim, kind: str) -> bool:
    """True when what a claim says is measured can be measured in the dimension: 图书20万种、7500万册, but not 长180米、8万吨."""
    node = properties().node(claim.property.iri) if claim.property is not None else None
    return node is None or bool({kind, "any"} & set(node.dimensions))


def _of_date(date: Statement, spans: Sequence[tuple[int, int]]) -> Claim:
    """2009年12月开工, 成立于2012年: what began or ended then, and what it was that did."""
    deed = event(date)
    found = Property(f"urn:kg:property:{deed}", deed, deed) if deed else properties().lookup("日期", "time")
    subject = as_entity(date.own or date.inherited)
    return Claim(date.name, date.quantity, spans[date.sentence], subject=subject, property=found)


def _called(claim: Claim, statement: Statement, kind: str) -> Property | None:
    """What only the unit tells, with the noun that the text has for it (海外版税就有50万欧元), and for money for one of
    something its price (每度电0.5元)."""
    found, noun = claim.property, statement.binding.noun
    if found is None or found.text or found != properties().default(kind):
        return found
    per = _per(claim)
    if kind == "money" and per and unit_of(per).dimension != "time" and per not in classifiers("noun"):
        found = properties().default("price") or found
    head = statement.clause.items[noun.last - 1] if noun else None
    return replace(found, text=head.text) if head is not None and head.entity is None else found


def _begins(statement: Statement) -> bool:
    """从510米…: where a change begins; not the 500米 of 从那里下降500米."""
    marks = [cue for cue in statement.left if cue.role in ("from", "change")]
    return bool(marks) and marks[-1].role == "from"


def _named_alike(claim: Claim, near: Sequence[Claim]) -> Claim | None:
    """The last claim of its measure in the sentence that says what is measured, and not how it changed: 猪肉均价20元/公斤，
    鸡蛋9元/公斤."""
    for earlier in reversed(near):
        alike = earlier.quantity.unit == claim.quantity.unit and _per(earlier) == _per(claim)
        if alike and earlier.property is not None and earlier.role not in ("rise", "fall"):
            return earlier
    return None


def _per(claim: Claim) -> str | None:
    return claim.per or claim.quantity.per


def _of_level(claim: Claim, statement: Statement, near: Sequence[Claim]) -> Property | None:
    """What a number measures that something changed from or to: what its topic is (缴费标准由380元提高到400元), what the
    number before was, a price for money per something; None where only the change is said."""
    kind = dimension(claim.quantity)
    for name in (statement.binding.noun.text, statement.own.text, statement.inherited.text):
        found = properties().suffix(name, kind) if name else None
        if found is not None:
            return replace(found[1], text=found[0])
    earlier = _named_alike(claim, near)
    if earlier is not None:
        return earlier.property
    return properties().default("price") if kind == "money" and _per(claim) else None


def _in_its_place(claim: Claim, statement: Statement, respective: Respective) -> Claim:
    """A member of a 分别 list with what it belongs to."""
    name = respective.name(statement)
    if name is not None:
        return replace(claim, subject=as_entity(name))
    beside = respective.beside(statement)
    if beside is None or beside.claim is None or statement.binding.rule == "noun before count":
        return claim
    return replace(claim, subject=beside.claim.subject or claim.subject, of=beside.claim.of or claim.of)


def _is_beside(statement: Statement) -> bool:
    """图书20万种、7500万册, 佛经1122部3572卷: one number right after another."""
    return statement.clause.opener == "、" or (statement.at > 0 and statement.clause.items[statement.at - 1].tag == "Q")


def _carried_on(claim: Claim, statement: Statement, alike: Claim | None, last: Claim | None) -> Entity | None:
    """What is counted, where the clause leaves it out: what the last number was of for its share, price or other unit;
    the same as before for the same unit; or the people that the unit itself names."""
    unit = claim.quantity.unit
    if last is not None and statement.has("share"):
        return last.of or last.subject
    if alike is not None and (alike.quantity.unit == unit or {alike.quantity.unit, unit} <= classifiers("people")):
        return alike.of
    counts = dimension(claim.quantity) == "count"
    bare = counts and not statement.own and unit not in classifiers("noun")
    priced = not counts and (not statement.own or _is_measured(statement))
    if last is not None and (_is_beside(statement) or bare or priced):
        return last.of
    if unit in classifiers("noun"):
        start = claim.quantity.end - len(unit) + 2
        return as_entity(
            Phrase(0, 1, claim.quantity.text[start - claim.quantity.start :], start, claim.quantity.end, None)
        )
    return None


def _is_measured(statement: Statement) -> bool:
    """总价值约3000万铢: the clause's only noun is what is measured, and so names no thing of its own."""
    noun = statement.binding.noun
    return bool(noun) and statement.own.text == noun.text and not statement.binding.owner
