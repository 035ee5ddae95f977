"""Articles that read as they would from the pipeline, made by hand, and a store of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from graph.handmade import turbines

from kg.model import Article, Extraction
from kg.storing import ArticleStore, read_all, read_orphans, readings

RULES = "0" * 20


def extracted(articles: Iterable[Article]) -> list[Extraction]:
    """Each article with the claims of the handmade one, whatever else it says."""
    return [replace(turbines(), article=article) for article in articles]


def article(name: str = "a", addition: str = "", **about: str) -> Article:
    """The handmade article with something added to it, under an id of its own."""
    of = turbines().article
    return replace(of, id=name, text=of.text + addition, source=of.source + addition, **about)


def ingest(kept: ArticleStore, *articles: Article, rules: str = RULES) -> list[str]:
    """What became of each: new, revision, or the status of what the store had."""
    found = read_all(kept, articles, partial(readings, extract=extracted, rules=rules), rules)
    return [reading if isinstance(reading, str) else reading.write(kept).status for reading in found]


def settle(kept: ArticleStore) -> list[str]:
    """What became of the copies of texts that are no longer current."""
    read = partial(readings, extract=extracted, rules=RULES)
    return [reading.write(kept).status for reading in read_orphans(kept, read, RULES)]
