"""The component that ties claims to each other."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Claim, Relation, Tie
from kg.pipeline.claims import discourse
from kg.pipeline.drawn import relations
from kg.pipeline.extensions import set_extension
from kg.pipeline.precision import shared
from kg.pipeline.referring import referred_dates
from kg.pipeline.relations import ties
from kg.pipeline.scripts import Found, respelled, simplified
from kg.pipeline.statements import Discourse, event


@Language.factory(
    "kg_relations", assigns=["doc._.kg_ties", "doc._.kg_claims"], requires=["doc._.kg_claims", "doc._.kg_discourse"]
)
def relations_component(nlp: Language, name: str) -> Relations:  # noqa: ARG001 - spaCy's signature
    return Relations()


Related = tuple[tuple[Claim, ...], tuple[Tie, ...], tuple[Relation, ...]]


class Relations:
    """Set doc._.kg_ties, and add to doc._.kg_claims the dates that spans are counted from."""

    def __init__(self) -> None:
        for name in ("kg_ties", "kg_relations"):
            set_extension(name)

    def __call__(self, doc: Doc) -> Doc:
        found, ties, said = related(doc._.kg_claims, discourse(doc))
        spelt = respelled(doc.text, simplified(doc.text), Found(doc._.kg_entities, found, ties))
        doc._.kg_entities, doc._.kg_claims, doc._.kg_ties = spelt.entities, spelt.claims, spelt.ties
        doc._.kg_relations = said
        return doc


def related(claims: Sequence[Claim], discourse: Discourse) -> Related:
    """The claims, with the dates that something is counted from, the ties between them, and what a reader takes from them."""
    found = ties(discourse)
    said = relations(discourse, found)
    # A date that something is counted from, or that says when something began or ended, is a claim.
    members = (*(tie.members for tie in found), *(relation.members for relation in said))
    tied = {name for tie in members for _, name in tie}
    dates = zip(referred_dates(discourse), discourse.dates, strict=True)
    dated = [claim for claim, date in dates if date.name in tied or event(date)]
    ordered = sorted((*claims, *dated), key=lambda claim: claim.quantity.start)
    return shared(ordered, found), found, said
