"""The component that finds quantities."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.pipeline.extensions import set_extension
from kg.pipeline.scripts import simplified
from kg.pipeline.tables import numbers

NAME = "kg_quantities"


@Language.factory(NAME, assigns=["doc._.kg_quantities", "doc.spans"])
def quantities_component(nlp: Language, name: str) -> Quantities:  # noqa: ARG001 - spaCy's signature
    return Quantities()


class Quantities:
    """Set doc._.kg_quantities and doc.spans["kg_quantities"], whose spans carry theirs as span._.kg_quantity.

    A span is widened to whole tokens; the quantity's own offsets are exact.
    """

    def __init__(self) -> None:
        set_extension(NAME)
        if not Span.has_extension("kg_quantity"):
            Span.set_extension("kg_quantity", default=None)

    def __call__(self, doc: Doc) -> Doc:
        found = doc.user_data.get(NAME)
        doc._.kg_quantities = numbers(simplified(doc.text)) if found is None else found
        spans = []
        for quantity in doc._.kg_quantities:
            span = doc.char_span(quantity.start, quantity.end, label=quantity.kind, alignment_mode="expand")
            assert span is not None  # a quantity lies within the text
            span._.kg_quantity = quantity
            spans.append(span)
        doc.spans[NAME] = spans
        return doc
