"""The component that ties claims to each other."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Claim, Tie
from kg.pipeline.claims import discourse
from kg.pipeline.extensions import set_extension
from kg.pipeline.precision import shared
from kg.pipeline.relations import ties
from kg.pipeline.statements import Discourse


@Language.factory(
    "kg_relations", assigns=["doc._.kg_ties", "doc._.kg_claims"], requires=["doc._.kg_claims", "doc._.kg_discourse"]
)
def relations_component(nlp: Language, name: str) -> Relations:  # noqa: ARG001 - spaCy's signature
    return Relations()


class Relations:
    """Set doc._.kg_ties, and add to doc._.kg_claims the dates that spans are counted from."""

    def __init__(self) -> None:
        set_extension("kg_ties")

    def __call__(self, doc: Doc) -> Doc:
        doc._.kg_claims, doc._.kg_ties = related(doc._.kg_claims, discourse(doc))
        return doc


def related(claims: Sequence[Claim], discourse: Discourse) -> tuple[tuple[Claim, ...], tuple[Tie, ...]]:
    """The claims, with the dates that something is counted from, and the ties between them."""
    found = ties(discourse.statements, discourse.dates)
    # A date that something is counted from is a claim; others only say when.
    tied = {name for tie in found for _, name in tie.members}
    dated = [date.claim for date in discourse.dates if date.name in tied and date.claim is not None]
    ordered = sorted((*claims, *dated), key=lambda claim: claim.quantity.start)
    return shared(ordered, found), found
