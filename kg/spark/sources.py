"""Articles and sessions: what is read, and with which Python the workers run."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, get_args

from kg.errors import KgError, installing
from kg.spark.schemas import ARTICLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Form = Literal["parquet", "jsonl", "text"]


def session(master: str | None = None, **conf: str) -> SparkSession:
    """A session whose workers run this very Python, unless PYSPARK_PYTHON names another: else they take the first on
    the PATH. conf: settings, "_" for ".". Raises KgError where pyspark or Java is missing.
    """
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415  # an extra
        from pyspark.sql import SparkSession  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise KgError(f"需要 pyspark / pyspark is needed: {installing('spark')}") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", os.environ["PYSPARK_PYTHON"])
    builder = SparkSession.builder.appName("kg")
    if master:
        builder = builder.master(master)
    for name, value in conf.items():
        builder = builder.config(name.replace("_", "."), value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise KgError(f"Spark 起不来，需要 Java 17 / Spark does not start; it needs Java 17: {error}") from error


def articles(spark: SparkSession, path: str, form: Form | None = None) -> DataFrame:
    """Articles of parquet or JSON lines (columns of schemas.ARTICLES), or of UTF-8 text files, one article each, named by
    its path. form: by the path's suffix unless given. Raises KgError for a form that is none.
    """
    form = form or _form(path)
    if form == "parquet":
        return spark.read.parquet(path)
    if form == "jsonl":
        return spark.read.schema(ARTICLES).json(path)
    if form == "text":
        return spark.read.text(path, wholetext=True).selectExpr("_metadata.file_path AS id", "value AS text")
    raise KgError(f"{form}: 没有这种格式 / no such format; {', '.join(get_args(Form))}")


def _form(path: str) -> Form:
    stem = path.rstrip("/").removesuffix(".gz")
    if stem.endswith((".jsonl", ".ndjson", ".json")):
        return "jsonl"
    return "text" if stem.endswith((".txt", ".md")) else "parquet"
