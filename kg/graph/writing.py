"""One article's claims, ties and relations as quads: some 25 a claim, in the article's own graph.

The order is that of the text, no node is blank and no clock is read, so that the same extraction always gives the
same quads. Bounds are xsd:double in SI units (a product of 10^21 overflows xsd:decimal, and its row vanishes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO

import pyoxigraph as ox

from kg import __version__
from kg.graph import iris
from kg.graph.iris import term
from kg.graph.sparql import PREFIXES
from kg.graph.terms import text
from kg.model import Article, Claim, Entity, Extraction, Interval, Property, Relation, Tie
from kg.ontology.dimensions import dimensions
from kg.ontology.turtle import read
from kg.quantities import si, unit_of
from kg.quantities.moments import Moment

Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_ALT_LABEL = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_MENTIONS = ox.NamedNode(PREFIXES["schema"] + "mentions")
_NEWS_ARTICLE = ox.NamedNode(PREFIXES["schema"] + "NewsArticle")


def quads(extraction: Extraction) -> Iterator[ox.Quad]:
    """The article, its claims, ties and relations in the graph named by the article; what articles share in `iris.ENTITIES`."""
    graph = iris.article(extraction.article)
    claims = claim_iris(extraction)
    for subject, predicate, value in _article_graph(extraction, graph, claims):
        yield ox.Quad(subject, predicate, value, graph)
    for subject, predicate, value in _shared(extraction):
        yield ox.Quad(subject, predicate, value, iris.ENTITIES)


def nquads(extraction: Extraction) -> bytes:
    """The same quads as N-Quads, UTF-8."""
    output = BytesIO()
    ox.serialize(quads(extraction), output, format=ox.RdfFormat.N_QUADS)
    return output.getvalue()


def claim_iris(extraction: Extraction) -> dict[str, ox.NamedNode]:
    """Claim id → the claim's IRI in the graph."""
    article = extraction.article
    graph = iris.article(article)
    return {
        claim.id: iris.claim(claim, graph, article.source_span(claim.quantity.start, claim.quantity.end))
        for claim in extraction.claims
    }


def _article_graph(extraction: Extraction, graph: ox.NamedNode, claims: dict[str, ox.NamedNode]) -> Iterator[Statement]:
    yield from _article(extraction, graph)
    for claim in extraction.claims:
        yield from _claim(claim, claims[claim.id], extraction, graph)
    for tie in extraction.ties:
        yield from _tie(tie, claims, extraction.article, graph)
    for relation in extraction.relations:
        yield from _relation(relation, claims, graph)


def header(article: Article, iri: ox.NamedNode) -> Iterator[Statement]:
    """What is known of an article without reading its numbers: headline, date, publisher and the like."""
    yield iri, term("region"), text(article.region)
    for name, value in (
        ("identifier", article.id),
        ("headline", article.title),
        ("datePublished", article.date),
        ("publisher", article.publisher),
        ("author", article.author),
        ("url", article.url),
    ):
        if value:
            yield iri, ox.NamedNode(PREFIXES["schema"] + name), text(value)


def _article(extraction: Extraction, iri: ox.NamedNode) -> Iterator[Statement]:
    yield iri, _TYPE, term("Article")
    yield iri, _TYPE, _NEWS_ARTICLE
    yield from header(extraction.article, iri)
    for entity in dict.fromkeys(iris.entity(entity) for entity in extraction.entities):
        yield iri, _MENTIONS, entity
    activity = iris.extraction(iri, __version__)
    yield activity, _TYPE, term("Extraction")
    yield activity, ox.NamedNode(PREFIXES["prov"] + "used"), iri
    yield activity, ox.NamedNode(PREFIXES["prov"] + "wasAssociatedWith"), iris.software(__version__)


def _claim(claim: Claim, iri: ox.NamedNode, extraction: Extraction, graph: ox.NamedNode) -> Iterator[Statement]:
    quantity, article = claim.quantity, extraction.article
    start, end = article.source_span(quantity.start, quantity.end)
    yield iri, _TYPE, term("Claim")
    yield iri, term("article"), graph
    yield iri, term("text"), text(quantity.text)
    yield iri, term("start"), ox.Literal(start)
    yield iri, term("end"), ox.Literal(end)
    yield iri, term("sentence"), text(article.text[slice(*claim.sentence)])
    yield iri, term("kind"), text(quantity.kind)
    yield iri, term("approx"), text(quantity.approx)
    yield iri, term("full"), ox.Literal(quantity.written_in_full)
    if claim.source is not None:
        yield iri, ox.NamedNode(PREFIXES["prov"] + "wasAttributedTo"), iris.model(claim.source)
    yield from _measure(claim, iri)
    yield from _about(claim, iri)
    for entity in _named_beside(claim, extraction.entities):
        yield iri, _MENTIONS, entity


def _measure(claim: Claim, iri: ox.NamedNode) -> Iterator[Statement]:
    """The value in the stated unit, the bounds in SI units per SI unit of what it is counted by."""
    quantity = claim.quantity
    unit = unit_of(quantity.unit)
    yield iri, term("unit"), iris.unit(unit.code, unit.qudt)
    yield iri, term("unitCode"), text(unit.code)
    yield iri, term("dimension"), text(unit.dimension)
    if quantity.value is not None:
        yield iri, term("value"), ox.Literal(float(quantity.value))
    if quantity.date_value is not None:
        yield iri, term("date"), text(quantity.date_value)
        if quantity.date_value[:4].isdecimal():  # "--10" is October of no year
            yield iri, term("year"), ox.Literal(int(quantity.date_value[:4]))
        moment = Moment.parsed(quantity.date_value)
        for name, end in zip(("firstMoment", "lastMoment"), (moment and moment.bounds()) or (), strict=False):
            yield iri, term(name), ox.Literal(end)
    if unit.offset:
        yield iri, term("zero"), ox.Literal(unit.offset)
    ends = (quantity.low, quantity.high) if quantity.approx == "range" else (None, None)
    if ends[0] is not None and ends[1] is not None and max(ends[0], ends[1]) >= 0:
        # As written: 650到500公里 runs from the greater to the less, which a check must be able to see. Below zero a text
        # runs either way (零下20到30度).
        for name, end in (("rangeFrom", ends[0]), ("rangeTo", ends[1])):
            yield iri, term(name), ox.Literal(_in_si(Interval(end, end), claim).low)
    narrow, wide = bounds(claim)
    yield iri, term("low"), ox.Literal(narrow.low)
    yield iri, term("high"), ox.Literal(narrow.high)
    yield iri, term("wideLow"), ox.Literal(wide.low)
    yield iri, term("wideHigh"), ox.Literal(wide.high)
    if quantity.approx == "at_most" and quantity.value is not None and unit.dimension in dimensions("rated"):
        rating = _in_si(Interval(quantity.value, quantity.value), claim).low
        yield iri, term("rating"), ox.Literal(rating)
        yield iri, term("ratingWide"), ox.Literal(rating)


def bounds(claim: Claim) -> tuple[Interval, Interval]:
    """The narrow and the wide reading in SI units, per SI unit of the denominator written with the number."""
    return _in_si(claim.quantity.narrow, claim), _in_si(claim.quantity.wide, claim)


def _in_si(interval: Interval, claim: Claim) -> Interval:
    """The interval in SI units, per SI unit of `per`: 5000元/吨 is 5 CNY/kg, so that 元/公斤 may be compared to it."""
    bounds = si(interval, claim.quantity.unit)
    # Only a denominator written with the number is a part of its unit; 每辆车每天 says what it is for one of.
    per = claim.quantity.per
    factor = unit_of(per).factor if per else 1.0
    return Interval(bounds.low / factor, bounds.high / factor)


def _per(claim: Claim) -> str | None:
    return claim.per or claim.quantity.per


def _about(claim: Claim, iri: ox.NamedNode) -> Iterator[Statement]:
    """Whose number it is, of what, when, where, how certain, who says so."""
    if claim.subject:
        yield iri, term("subject"), iris.entity(claim.subject)
    if claim.property:
        yield iri, term("property"), iris.property_(claim.property)
    if claim.of:
        yield iri, term("of"), iris.entity(claim.of)
    yield iri, term("modality"), text(claim.modality)
    for name, value in (
        ("per", _per(claim)),
        ("time", claim.time),
        ("place", claim.place),
        ("attributedTo", claim.attributed_to),
        ("role", claim.role),
        ("key", key(claim)),
    ):
        if value:
            yield iri, term(name), text(value)


def key(claim: Claim) -> str | None:
    """What two claims share that state the same thing; None where subject or property is missing."""
    if claim.subject is None or claim.property is None:
        return None
    about = (iris.entity(claim.subject).value, iris.property_(claim.property).value)
    of = iris.entity(claim.of).value if claim.of else None
    unit = unit_of(claim.quantity.unit)
    # There is no factor between 台 and 人: among counts the classifier itself must agree.
    measure = unit.code if unit.dimension == "count" else unit.dimension
    modality = _modality_classes()[claim.modality]
    return iris.digest(*about, of, _per(claim), claim.time, claim.place, modality, measure)


@cache
def _modality_classes() -> dict[str, str]:
    """Modality → its class in the vocabulary (asserted → kg:actual): a plan does not contradict its outcome."""
    return {
        str(node["skos:notation"][0]): str(node["skos:broader"][0])
        for node in read("vocabulary").values()
        if "kg:Modality" in node.get("rdf:type", ()) and "skos:notation" in node
    }


def _named_beside(claim: Claim, entities: Iterable[Entity]) -> Iterator[ox.NamedNode]:
    """Who else is named in the claim's sentence (向斗山能源订购五台: the supplier); counted kinds are left out."""
    start, end = claim.sentence
    own = {claim.subject and claim.subject.iri, claim.of and claim.of.iri}
    beside = (e for e in entities if start <= e.start < end and e.iri not in own and e.type != "Thing")
    yield from dict.fromkeys(iris.entity(entity) for entity in beside)


def _tie(tie: Tie, claims: dict[str, ox.NamedNode], article: Article, graph: ox.NamedNode) -> Iterator[Statement]:
    """A member that names no claim is a literal: how many items an enumeration lists, and its words."""
    members = [(role, claims[name].value if name in claims else name) for role, name in tie.members]
    iri = iris.tie(tie, graph, members)
    start, end = article.source_span(tie.start, tie.end)
    yield iri, _TYPE, iris.tie_class(tie.kind)
    yield iri, term("article"), graph
    yield iri, term("cue"), text(tie.cue)
    if tie.group:
        yield iri, term("group"), text(tie.group)
    if tie.weak:
        yield iri, term("weak"), ox.Literal(True)
    yield iri, term("start"), ox.Literal(start)
    yield iri, term("end"), ox.Literal(end)
    for role, name in tie.members:
        yield iri, term(role), claims.get(name) or _literal(name)


def _relation(relation: Relation, claims: dict[str, ox.NamedNode], graph: ox.NamedNode) -> Iterator[Statement]:
    """Its kind and its members, no more: where it stands and in which article, they tell."""
    members = [(role, claims[name]) for role, name in relation.members if name in claims]
    iri = iris.relation(relation, graph, [(role, claim.value) for role, claim in members])
    yield iri, _TYPE, term("Relation")
    yield iri, term("kind"), text(relation.kind)
    for role, claim in members:
        yield iri, term(role), claim


def _literal(member: str) -> ox.Literal:
    return ox.Literal(int(member)) if member.isascii() and member.isdigit() and len(member) < 19 else text(member)


def _shared(extraction: Extraction) -> Iterator[Statement]:
    """What claims refer to: entities by their names, properties, units, the software."""
    claims = extraction.claims
    named = [*extraction.entities, *(e for claim in claims for e in (claim.subject, claim.of) if e)]
    seen: dict[Statement, None] = {}
    for entity in named:
        seen.update(dict.fromkeys(_entity(entity)))
    for claim in claims:
        if claim.property:
            seen.update(dict.fromkeys(_property(claim.property)))
        seen.update(dict.fromkeys(_unit(claim.quantity.unit)))
    for source in dict.fromkeys(claim.source for claim in claims if claim.source is not None):
        seen.update(dict.fromkeys(_model(source)))
    yield from seen
    software = iris.software(__version__)
    yield software, _TYPE, ox.NamedNode(PREFIXES["prov"] + "SoftwareAgent")
    yield software, _LABEL, text("kg-claims")
    yield software, ox.NamedNode(PREFIXES["schema"] + "softwareVersion"), text(__version__)


def _model(name: str) -> Iterator[Statement]:
    """A local model that proposed claims."""
    yield iris.model(name), _TYPE, ox.NamedNode(PREFIXES["prov"] + "SoftwareAgent")
    yield iris.model(name), _LABEL, text(name)


def _entity(entity: Entity) -> Iterator[Statement]:
    iri = iris.entity(entity)
    yield iri, _TYPE, term(entity.type)
    yield iri, _LABEL, text(entity.label)
    if entity.text != entity.label:
        yield iri, _ALT_LABEL, text(entity.text)


def _property(measured: Property) -> Iterator[Statement]:
    iri = iris.property_(measured)
    yield iri, _TYPE, term("Property")
    yield iri, _LABEL, text(measured.label)


def _unit(code: str) -> Iterator[Statement]:
    unit = unit_of(code)
    iri = iris.unit(unit.code, unit.qudt)
    yield iri, _TYPE, term("Unit")
    yield iri, _LABEL, text(unit.label or unit.code)
