"""The component that resolves what claims' subjects stand for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Claim
from kg.pipeline.claims import discourse
from kg.pipeline.coreference import Candidate, resolve
from kg.pipeline.statements import Discourse
from kg.pipeline.subjects import as_entity


@Language.factory(
    "kg_coreference",
    assigns=["doc._.kg_claims"],
    requires=["doc._.kg_claims", "doc._.kg_discourse", "doc._.kg_entities"],
)
def coreference_component(nlp: Language, name: str) -> Coreference:  # noqa: ARG001 - spaCy's signature
    return Coreference()


class Coreference:
    """Replace the subjects of doc._.kg_claims by what they stand for."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.kg_claims = referred(doc._.kg_claims, discourse(doc))
        return doc


def referred(claims: Sequence[Claim], discourse: Discourse) -> tuple[Claim, ...]:
    """The claims with what their subjects stand for; their statements know them as well."""
    found = resolve(claims, discourse.statements, candidates(discourse))
    for claim, statement in zip(found, discourse.statements, strict=True):
        statement.claim = claim
    return tuple(found)


def referred_dates(discourse: Discourse) -> list[Claim]:
    """The claims of dates, in order, in the same way."""
    dated = [date.claim for date in discourse.dates if date.claim is not None]
    return resolve(dated, discourse.dates, candidates(discourse))


def candidates(discourse: Discourse) -> list[Candidate]:
    """What the text has named: the topics of its clauses, and the entities in them."""
    found = []
    for clause, topic in zip(discourse.clauses, discourse.topics, strict=True):
        phrase = topic.phrase or topic.speaker
        named = as_entity(phrase)
        if named is not None:
            # 西门子与三菱重工, 特斯拉首席执行官马斯克: the phrase is its last name's; the others are named as well.
            start = clause.items[phrase.last - 1].start if phrase.entity is not None else named.start
            found.append(Candidate(clause.sentence, start, named, topic=True))
        found += [
            Candidate(clause.sentence, item.start, item.entity, topic=False)
            for item in clause.items
            if item.entity is not None and (named is None or item.end != named.end)
        ]
    return found
