"""Words: the jieba tokenizer, and LAC's words and part of speech.

Both cut at the edges of quantities, so that 每台380兆瓦 gives 每台 and 380兆瓦 whatever a segmenter thinks of it.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_words_and_spaces
from spacy.vocab import Vocab

from kg.model import Quantity, Word
from kg.ontology.properties import properties
from kg.pipeline.extensions import set_extension
from kg.pipeline.lac import MAX_LENGTH, lac
from kg.pipeline.scripts import simplified
from kg.pipeline.sentences import sentence_spans
from kg.pipeline.tables import numbers


@spacy.registry.tokenizers("kg.words.v1")  # type: ignore[attr-defined, untyped-decorator] # spaCy types neither
def make_tokenizer() -> Callable[[Language], Words]:
    """The tokenizer of `kg.pipeline.load`: `[nlp.tokenizer] @tokenizers = "kg.words.v1"`."""
    return lambda nlp: Words(nlp.vocab)


class Words:
    """Text → Doc of jieba words. The quantities found on the way are kept in doc.user_data["kg_quantities"]."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        quantities = numbers(simplified(text))
        words = list(cut_at(text, (len(w) for w in _cut()(text)), quantities))
        tokens, spaces = get_words_and_spaces(words, text)
        return Doc(self.vocab, words=tokens, spaces=spaces, user_data={"kg_quantities": quantities})

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Words:
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Nothing to keep: the dictionary is jieba's."""

    def from_disk(self, *_: Any, **__: Any) -> Words:
        return self


@cache
def _cut() -> Callable[[str], Iterator[str]]:
    """jieba's cut. Imported with the first Doc: claims alone need no jieba words, and it is slow to import."""
    import jieba  # noqa: PLC0415 - see above

    jieba.setLogLevel(logging.ERROR)
    cut: Callable[[str], Iterator[str]] = jieba.cut
    return cut


def cut_at(text: str, lengths: Iterable[int], quantities: Sequence[Quantity]) -> Iterator[str]:
    """The text's words, given their lengths, cut anew so that each quantity is one word."""
    edges = {0, len(text)}
    at = 0
    for length in lengths:
        at += length
        edges.add(at)
    for quantity in quantities:
        edges.difference_update(range(quantity.start, quantity.end + 1))
        edges.update((quantity.start, quantity.end))
    cuts = sorted(edges)
    return (text[a:b] for a, b in pairwise(cuts))


@Language.factory("kg_lac", assigns=["token.tag", "doc._.kg_words"], requires=["token.is_sent_start"])
def lac_component(nlp: Language, name: str) -> PartOfSpeech:  # noqa: ARG001 - spaCy's signature
    return PartOfSpeech()


class PartOfSpeech:
    """LAC's words in doc._.kg_words; token.tag_ is the tag of the LAC word that covers most of the token."""

    def __init__(self) -> None:
        set_extension("kg_words")

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Documents in order, `batch_size` of them tagged together."""
        for docs in spacy.util.minibatch(stream, batch_size):  # type: ignore[no-untyped-call] # nor this
            batch = list(docs)
            for doc, words in zip(
                batch, tag([simplified(d.text) for d in batch], [_quantities(d) for d in batch]), strict=True
            ):
                doc._.kg_words = words
                _set_tags(doc, words)
                yield doc


def tag(texts: Sequence[str], quantities: Sequence[Sequence[Quantity]]) -> list[tuple[Word, ...]]:
    """LAC's words of each text; a quantity is one word tagged m, a date TIME."""
    pieces = [(i, start, end) for i, text in enumerate(texts) for start, end in _pieces(text)]
    tagged = lac().tag([texts[i][start:end] for i, start, end in pieces])
    found: list[list[Word]] = [[] for _ in texts]
    for (i, start, _), words in zip(pieces, tagged, strict=True):
        at = start
        for word, label in words:
            found[i].append(Word(word, at, at + len(word), label))
            at += len(word)
    return [
        tuple(_with_properties(text, tuple(_with_quantities(text, own, held))))
        for text, own, held in zip(texts, found, quantities, strict=True)
    ]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentence_spans(text):
        for at in range(start, end, MAX_LENGTH):
            yield at, min(at + MAX_LENGTH, end)


def _with_quantities(text: str, words: Sequence[Word], quantities: Sequence[Quantity]) -> Iterator[Word]:
    """Put each quantity in as one word; a word it cuts keeps its tag on what is left (50．05美|分降)."""
    ahead = iter(quantities)
    quantity = next(ahead, None)
    for word in words:
        at = word.start
        while quantity is not None and quantity.start < word.end:
            if quantity.start > at:
                yield Word(text[at : quantity.start], at, quantity.start, word.tag)
            if quantity.end > at:
                if quantity.start >= word.start:
                    tag_ = "TIME" if quantity.kind == "date" else "m"
                    yield Word(text[quantity.start : quantity.end], quantity.start, quantity.end, tag_)
                at = min(max(at, quantity.end), word.end)
            if quantity.end > word.end:
                break
            quantity = next(ahead, None)
        if at < word.end:
            yield Word(text[at : word.end], at, word.end, word.tag)


def _with_properties(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """A word of ontology/properties that LAC took apart is one word, tagged as its last part is: 固|碳|量 is 固碳量."""
    begins = {word.start for word in words}
    last = {word.end: word for word in words}
    numbers = [word.start for word in words if word.tag in ("m", "TIME")]
    joined: dict[int, int] = {}
    for start, end in properties().spans(text):
        if start in begins and end in last and bisect_left(numbers, start) == bisect_left(numbers, end):
            joined[start] = max(end, joined.get(start, 0))
    at = 0
    for word in words:
        if word.start >= at:
            at = max(word.end, joined.get(word.start, 0))
            yield word if at == word.end else Word(text[word.start : at], word.start, at, last[at].tag)


def _set_tags(doc: Doc, words: Sequence[Word]) -> None:
    at = 0
    for token in doc:
        middle = token.idx + len(token.text) // 2
        while at < len(words) - 1 and words[at].end <= middle:
            at += 1
        if at < len(words) and words[at].start <= middle < words[at].end:
            token.tag_ = words[at].tag


def _quantities(doc: Doc) -> tuple[Quantity, ...]:
    found = doc.user_data.get("kg_quantities")
    return numbers(simplified(doc.text)) if found is None else found
