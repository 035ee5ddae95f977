"""The component that ties claims to each other."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.pipeline.relations import ties


@Language.factory("kg_relations", assigns=["doc._.kg_ties"], requires=["doc._.kg_claims", "doc._.kg_statements"])
def relations_component(nlp: Language, name: str) -> Relations:  # noqa: ARG001 - spaCy's signature
    return Relations()


class Relations:
    """Set doc._.kg_ties."""

    def __init__(self) -> None:
        if not Doc.has_extension("kg_ties"):
            Doc.set_extension("kg_ties", default=())

    def __call__(self, doc: Doc) -> Doc:
        doc._.kg_ties = ties(doc._.kg_statements)
        return doc
