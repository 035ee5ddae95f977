"""The same thing stated in two articles, by a join."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SIDE = ("article", "text", "start", "narrow_low", "narrow_high", "wide_low", "wide_high")


def compared(claims: DataFrame) -> DataFrame:
    """Pairs of claims that state the same thing in two articles: subject, property, what is counted, time and place,
    class of modality and dimension agree (`key`, docs/graph.md).

    agree: whether their intervals meet, at the wide reading. Which of two that differ is right is nobody's to say:
    both may be (a revision, another way of counting).
    """
    from pyspark.sql import functions as f  # noqa: PLC0415  # an extra

    stated = claims.where("key IS NOT NULL AND value IS NOT NULL")
    left = stated.select(
        "key", "subject", "property", "of", "time", *(f.col(name).alias(f"{name}_a") for name in _SIDE)
    )
    right = stated.select("key", *(f.col(name).alias(f"{name}_b") for name in _SIDE))
    meet = f.expr("wide_low_a <= wide_high_b AND wide_low_b <= wide_high_a")
    # One number said twice in one article is that article's own matter.
    return left.join(right, "key").where("article_a < article_b").withColumn("agree", meet)
