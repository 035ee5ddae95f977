"""The spaCy pipeline: words, part of speech, sentences, names, quantities, claims and the ties between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.util import minibatch

from kg.model import Article, Extraction, Quantity, Word

# Importing a component registers its factory.
from kg.pipeline import claims as _claims  # noqa: F401
from kg.pipeline import names as _names  # noqa: F401
from kg.pipeline import quantities as _quantities  # noqa: F401
from kg.pipeline import referring as _referring  # noqa: F401
from kg.pipeline import relating as _relating  # noqa: F401
from kg.pipeline import sentences as _sentences  # noqa: F401
from kg.pipeline import words as _words  # noqa: F401
from kg.pipeline.accounts import Account, accounts
from kg.pipeline.claims import claims
from kg.pipeline.gazetteer import gazetteer
from kg.pipeline.names import entities
from kg.pipeline.referring import referred
from kg.pipeline.relating import related
from kg.pipeline.scripts import Found, respelled, simplified
from kg.pipeline.statements import Discourse
from kg.pipeline.tables import numbers
from kg.pipeline.words import tag

_BATCH = 256  # articles tagged together
COMPONENTS = ("kg_sentences", "kg_lac", "kg_quantities", "kg_names", "kg_claims", "kg_coreference", "kg_relations")


@cache
def load() -> Language:
    """A blank Chinese pipeline with jieba words and every component, loaded once a process."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.words.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def extract(article: Article) -> Extraction:
    """What the article claims, and how its numbers hang together."""
    return next(extract_all([article]))


def extract_all(articles: Iterable[Article]) -> Iterator[Extraction]:
    """The same for many, in order, tagged in batches.

    The components' own functions, one after the other, without a Doc: what they find is the same, and jieba's
    dictionary, which only a Doc's tokens need, takes half a second to load.
    """
    for batch in minibatch(articles, _BATCH):  # type: ignore[no-untyped-call] # spaCy does not type it
        some = list(batch)
        texts = [simplified(article.text) for article in some]
        quantities = [numbers(text, a.region) for text, a in zip(texts, some, strict=True)]
        for article, text, found, words in zip(some, texts, quantities, tag(texts, quantities), strict=True):
            yield _read(article, text, found, words)[0]


def accounted(article: Article) -> tuple[Extraction, tuple[Account, ...]]:
    """What the article claims, and of each claim by which words and rules it came about."""
    text = simplified(article.text)
    quantities = numbers(text, article.region)
    (words,) = tag([text], [quantities])
    found, discourse = _read(article, text, quantities, words)
    return found, accounts(found, discourse)


def _read(
    article: Article, text: str, quantities: Sequence[Quantity], words: Sequence[Word]
) -> tuple[Extraction, Discourse]:
    named = entities(text, words, gazetteer())
    found, discourse = claims(text, words, quantities, named)
    found, ties, relations = related(referred(found, discourse), discourse)
    said = respelled(article.text, text, Found(tuple(named), found, ties))
    return Extraction(article, said.entities, said.claims, said.ties, relations), discourse
