"""The spaCy pipeline: words, part of speech, sentences, names, quantities, claims and the ties between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Article, Extraction

# Importing a component registers its factory.
from kg.pipeline import claims as _claims  # noqa: F401
from kg.pipeline import names as _names  # noqa: F401
from kg.pipeline import quantities as _quantities  # noqa: F401
from kg.pipeline import referring as _referring  # noqa: F401
from kg.pipeline import relating as _relating  # noqa: F401
from kg.pipeline import sentences as _sentences  # noqa: F401
from kg.pipeline import words as _words  # noqa: F401

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
    """The same for many, in order, tagged in batches."""
    nlp = load()
    pairs = ((_doc(nlp, article), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=64):
        yield Extraction(article, tuple(doc._.kg_entities), tuple(doc._.kg_claims), tuple(doc._.kg_ties))


def _doc(nlp: Language, article: Article) -> Doc:
    doc = nlp.make_doc(article.text)
    doc.user_data["kg_article"] = article
    return doc
