"""Editors' reviews: an alarm confirmed or dismissed with a reason and a name, kept in an append-only file.

What an alarm rests on has a fingerprint: the kind of check and, for each of its numbers, the number, its subject and
property, and its sentence, spaces and punctuation aside. A decision therefore holds when the article is checked
again, when other sentences are edited, moved or cut, and in a reprint; it lapses when one of the numbers, or the
sentence about it, is edited, for then there is something new to look at.

    reviews = load(path)                                    # an absent file holds none
    v = reviewed(v, reviews)                                # its checks carry `review`
    add(path, decided(v, check, "dismissed", reason="…", by="…"))
    [check for check in v.checks if alarms(check)]          # a dismissed one alarms no longer
    precision(reviews)                                      # by kind of check

`add` takes one record a line, under a lock and synced to disk; several processes may add to one file. `load` passes over
a line that a crash has left torn. Both raise KgError naming the file where they cannot do their work.
"""

from __future__ import annotations

from kg.reviewing.changes import Changes, changes
from kg.reviewing.deciding import Precision, alarms, decided, dismissed, made, precision, reviewed
from kg.reviewing.fingerprints import fingerprint, kind_of
from kg.reviewing.records import Reviews, add, load, record

__all__ = [
    "Changes",
    "Precision",
    "Reviews",
    "add",
    "alarms",
    "changes",
    "decided",
    "dismissed",
    "fingerprint",
    "kind_of",
    "load",
    "made",
    "precision",
    "record",
    "reviewed",
]
