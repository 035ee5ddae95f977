"""The command line: one module a verb."""

from kg.cli.program import main

__all__ = ["main"]
