"""Articles a batch at a time: many are tagged and checked together in less time, and one that fails is lost alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kg.deadline import within
from kg.errors import KgError, QueryError
from kg.model import Article
from kg.reading import Failure

S = TypeVar("S")
T = TypeVar("T")
Process = Callable[[list[Article]], Iterable[T]]
"""Gives one result an article, in order."""
Item = Article | Failure | tuple[Article, T]
"""An article to be processed; one that could not be read, or one with its result, which are handed on in their places."""

# A batch gives nothing until the last of it is done: a few hundred sentences, a few dozen articles.
TEXTS = 256
CHARACTERS = 60_000


def batches(items: Iterable[S], texts: int = TEXTS) -> Iterator[list[S]]:
    """The items in order, at most `texts` at a time and not many more than 60,000 characters, but for one long article."""
    waiting: list[S] = []
    characters = 0
    for item in items:
        waiting.append(item)
        article = item[0] if isinstance(item, tuple) else item
        characters += len(article.text) if isinstance(article, Article) else 0
        if len(waiting) >= texts or characters >= CHARACTERS:
            yield waiting
            waiting, characters = [], 0
    if waiting:
        yield waiting


def processed(
    items: Iterable[Item[T]], process: Process[T], texts: int = TEXTS, *, seconds: float = math.inf
) -> Iterator[tuple[Article, T] | Failure]:
    """Each article with what `process` makes of it, in order; a Failure for each that fails, and those given."""
    for batch in batches(items, texts):
        articles = [item for item in batch if isinstance(item, Article)]
        yield from zip_results(batch, isolated(articles, process, seconds=seconds))


def isolated(articles: list[Article], process: Process[T], *, seconds: float = math.inf) -> list[T | Failure]:
    """All at once; where that fails one by one, so that only the article at fault is a Failure.

    seconds: how long a batch may take, and each of its articles where it took longer. Raises QueryError and ImportError: a check's fault or the installation's is the same for every article.
    """
    if not articles:
        return []
    try:
        return within(seconds, lambda: list(process(articles)))
    except (QueryError, ImportError):
        raise
    except Exception:  # noqa: BLE001, RUF100  # whatever it was, `_alone` meets it again and reports it
        return [_alone(article, process, seconds) for article in articles]


def zip_results(batch: list[Item[T]], results: Iterable[T | Failure]) -> Iterator[tuple[Article, T] | Failure]:
    """The batch with the results of its articles in their places."""
    made = iter(results)
    for item in batch:
        if not isinstance(item, Article):
            yield item
            continue
        result = next(made)
        yield result if isinstance(result, Failure) else (item, result)


def failure(article: Article, message: str) -> Failure:
    """The article as one that could not be processed."""
    return Failure(article.path or article.id, "", message, article.id)


def _alone(article: Article, process: Process[T], seconds: float) -> T | Failure:
    try:
        return within(seconds, lambda: next(iter(process([article]))))
    except KgError as error:
        return failure(article, str(error))
    except Exception as error:  # noqa: BLE001, RUF100  # one text's fault, even ours, is not the end of ten thousand
        return failure(article, f"处理失败 / could not be processed: {type(error).__name__}: {error}")
