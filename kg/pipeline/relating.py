"""The component that ties claims to each other."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline.precision import shared
from kg.pipeline.relations import ties


@Language.factory(
    "kg_relations", assigns=["doc._.kg_ties", "doc._.kg_claims"], requires=["doc._.kg_claims", "doc._.kg_discourse"]
)
def relations_component(nlp: Language, name: str) -> Relations:  # noqa: ARG001 - spaCy's signature
    return Relations()


class Relations:
    """Set doc._.kg_ties, and add to doc._.kg_claims the dates that spans are counted from."""

    def __init__(self) -> None:
        if not Doc.has_extension("kg_ties"):
            Doc.set_extension("kg_ties", default=())

    def __call__(self, doc: Doc) -> Doc:
        found = ties(doc._.kg_discourse.statements, doc._.kg_discourse.dates)
        # A date that something is counted from is a claim; others only say when.
        tied = {name for tie in found for _, name in tie.members}
        dated = [date.claim for date in doc._.kg_discourse.dates if date.name in tied]
        claims = sorted((*doc._.kg_claims, *dated), key=lambda claim: claim.quantity.start)
        doc._.kg_claims = shared(claims, found)
        doc._.kg_ties = found
        return doc
