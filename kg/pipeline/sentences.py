"""Sentences by Chinese punctuation, and the component that marks their starts."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

# A sentence runs to 。！？ (or their half-width forms at the end of Chinese text) with the quotes and brackets
# that close it, or to the line's end: a paragraph is a line. No branch can match two ways, so it is linear.
# Of one that goes on longer than any that is written, the clauses are read in lots of so many characters, since what ties
# the numbers of a sentence looks at them all.
LONGEST = 1000
_CLAUSE_ENDS = "；;，、"
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)\]】》]*|\n|$)")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, white space around it left out; a very long one in several."""
    spans = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        bare = piece.strip()
        if bare:
            start = match.start() + piece.index(bare)
            end = start + len(bare)
            while end - start > LONGEST:
                cut = max(text.rfind(mark, start, start + LONGEST) for mark in _CLAUSE_ENDS) + 1 or start + LONGEST
                spans.append((start, cut))
                start = cut
            spans.append((start, end))
    return spans


@Language.factory("kg_sentences", assigns=["token.is_sent_start"])
def sentences_component(nlp: Language, name: str) -> Sentences:  # noqa: ARG001 - spaCy's signature
    return Sentences()


class Sentences:
    """Set token.is_sent_start."""

    def __call__(self, doc: Doc) -> Doc:
        starts = [start for start, _ in sentence_spans(doc.text)]
        at = 0
        for token in doc:
            begins = at < len(starts) and token.idx + len(token.text) > starts[at]
            token.is_sent_start = begins or token.i == 0
            while at < len(starts) and token.idx + len(token.text) > starts[at]:
                at += 1
        return doc
