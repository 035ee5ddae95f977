"""Queries that ship, queries in files and queries typed in: their parameters and their results."""

from kg.querying.results import Result
from kg.querying.running import run
from kg.querying.shipped import Parameter, ShippedQuery, named, shipped

__all__ = ["Parameter", "Result", "ShippedQuery", "named", "run", "shipped"]
