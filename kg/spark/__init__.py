"""Claims and checks of many articles on Spark: DataFrames in, DataFrames out (docs/spark.md). The extra `spark`.

>>> from kg.spark import articles, checks, session
>>> found = checks(articles(session("local[*]"), "articles.parquet"))       # doctest: +SKIP
"""

from kg.spark.comparing import compared
from kg.spark.sources import articles, session
from kg.spark.tables import checks, claims, nquads, quantities

__all__ = ["articles", "checks", "claims", "compared", "nquads", "quantities", "session"]
