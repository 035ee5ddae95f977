"""The metadata header at the head of a text file: `key: value` lines between two lines of `---`."""

from __future__ import annotations

import re

# What may stand in the header, and the Article's field that it fills. `source` is whom the text is from.
_FIELDS = {
    "title": "title",
    "date": "date",
    "publisher": "publisher",
    "source": "publisher",
    "author": "author",
    "url": "url",
    "region": "region",
    "id": "id",
}
_OPENING = re.compile(r"\s{0,20}---[ \t]*(?:\r\n|\n|\r)")
_ENTRY = re.compile(r"([A-Za-z][\w-]{0,30})[ \t]*[:：](?:[ \t]+(.*))?")
# A header is short; a rule (---) far below it belongs to the text.
_LONGEST = 50


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The header's fields and the offset at which the text begins; ({}, 0) where there is no header.

    Keys that are not an Article's (tags, lists) are passed over. A first line of --- without a closing one, or with
    anything but `key: value` between, is a rule of the text, not a header.
    """
    opening = _OPENING.match(text)
    if not opening:
        return {}, 0
    fields: dict[str, str] = {}
    at = opening.end()
    for _ in range(_LONGEST):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)].strip("\r")
        if line.rstrip() in ("---", "..."):
            return fields, end + 1 if end >= 0 else len(text)
        entry = _ENTRY.fullmatch(line.rstrip())
        if not entry and line.strip() and line[0] not in " \t-#":
            break
        if entry and (name := _FIELDS.get(entry[1].lower())) and entry[2]:
            fields.setdefault(name, entry[2].strip().strip("\"'"))
        if end < 0:
            break
        at = end + 1
    return {}, 0
