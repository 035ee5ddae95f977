"""Drafts of schema.org ClaimReview, for the alarms that an editor has confirmed and for no others."""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.model import Article, Verification
from kg.reporting.strings import say
from kg.reporting.view import Card, view
from kg.reporting.visible import visible


def claimreviews(v: Verification, lang: str = "zh") -> dict[str, Any]:
    """JSON-LD: a graph with a ClaimReview an alarm confirmed, empty where none is.

    What only the editor knows is left for the editor to add: the address of the review (`url`), the house (`author`
    is the person who confirmed), and a rating on a scale of the house's own.
    """
    report = view(v)
    confirmed = [card for card in report.cards if card.alarm and card.review and card.review.decision == "confirmed"]
    return {"@context": "https://schema.org", "@graph": [_review(card, report.article, lang) for card in confirmed]}


def _review(card: Card, article: Article, lang: str) -> dict[str, Any]:
    check, review, speak = card.check, card.review, partial(say, lang)
    assert review is not None
    return {
        "@type": "ClaimReview",
        "inLanguage": "zh-CN" if lang == "zh" else "en",
        "datePublished": review.at[:10],
        "author": {"@type": "Person", "name": visible(review.by)},
        "claimReviewed": _sentences(card, article),
        "reviewBody": visible("\n".join(filter(None, (check.message, review.reason)))),
        "reviewRating": {"@type": "Rating", "alternateName": speak(f"verdict.{check.verdict}")},
        "itemReviewed": {"@type": "Claim", "text": visible(check.formula), "appearance": _appearance(article)},
    }


def _sentences(card: Card, article: Article) -> str:
    """The sentences that hold the numbers, each once, in order."""
    spans = sorted({mark.claim.sentence for mark in card.operands})
    return visible(" ".join(article.text[start:end].strip() for start, end in spans))


def _appearance(article: Article) -> dict[str, Any]:
    known = {
        "headline": article.title,
        "url": article.url,
        "datePublished": article.date,
        "publisher": article.publisher and {"@type": "Organization", "name": visible(article.publisher)},
        "author": article.author and {"@type": "Person", "name": visible(article.author)},
    }
    words = {name: visible(value) if isinstance(value, str) else value for name, value in known.items() if value}
    return {"@type": "NewsArticle", **words}
