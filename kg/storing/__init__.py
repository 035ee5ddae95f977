"""Articles kept for good: their texts, graphs and checks, and which text followed which."""

from kg.storing.articles import ArticleStore, is_remote
from kg.storing.copies import back_up, restore
from kg.storing.ingesting import Reading, Reprint, ingested, read_all, read_orphans, readings
from kg.storing.records import Entry, Status
from kg.storing.rules import rules
from kg.storing.settling import settled_as, settled_store

__all__ = [
    "ArticleStore",
    "Entry",
    "Reading",
    "Reprint",
    "Status",
    "back_up",
    "ingested",
    "is_remote",
    "read_all",
    "read_orphans",
    "readings",
    "restore",
    "rules",
    "settled_as",
    "settled_store",
]
