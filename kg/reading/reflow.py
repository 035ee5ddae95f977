"""Lines broken at a fixed width put together again, where the sentence goes on.

A line was broken because it was full when the first word of the next would not have fitted. That alone is not
proof (rows of a table are of one length too), so the lines around must be regular, hold the punctuation of prose
and come to a sentence's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.reading.chrome import Marked
from kg.reading.lines import join

_END = re.compile(r"(?:[。！？!?；;：:…]|(?<![0-9])\.)[”’」』》）)\]】\"']*$")
_GOES_ON = re.compile(r"[，、,（(《“‘「『]$")
_CANNOT_OPEN = re.compile(r"[，。、；：！？）》”’」』%％‰,;!?)]")
_STOP = re.compile(r"[。！？!?]|\.(?:\s|$)")
_INNER = re.compile(r"[，。、；：！？,;:]|\. ")
_ENUMERATED = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）](?!\d)|[①-⑳]")
_FIRST_WORD = re.compile(r"[!-~]{1,30}|.[，。、；：！？）》”’」』]?")
_DIGITS = re.compile(r"\d+")
# Titles are rarely longer than 32 characters (64 columns): a longer pair of lines is a broken paragraph.
_WIDEST_TITLE = 64


def reflow(lines: Iterable[Marked]) -> Iterator[Marked]:
    """Paragraphs: broken lines joined, blank lines gone. Headings, tables, list items and chrome stay lines."""
    group: list[Marked] = []
    for line in lines:
        if line.line.text:
            group.append(line)
        elif group:
            yield from _paragraphs(group)
            group = []
    yield from _paragraphs(group)


def _paragraphs(group: list[Marked]) -> Iterator[Marked]:
    if len(group) < 2:
        yield from group
        return
    goes_on = _continuations(group)
    start = 0
    for at in range(1, len(group) + 1):
        if at < len(group) and goes_on[at - 1]:
            continue
        chain = group[start:at]
        if len(chain) == 1 or not _is_prose(chain):
            yield from chain
        else:
            yield Marked(join([marked.line for marked in chain]))
        start = at


def _is_prose(chain: list[Marked]) -> bool:
    """Joined lines come to a sentence's end; rows and headlines of one length never do."""
    return any(_STOP.search(m.line.text) or _GOES_ON.search(m.line.text[-1:]) for m in chain)


def _continuations(group: list[Marked]) -> list[bool]:
    """For each line but the last: does the paragraph go on in the next?"""
    pairs = [_may_join(group, i) for i in range(len(group) - 1)]
    open_ends = [not _END.search(m.line.text[-8:]) for m in group]
    full, wrapped, strictly = _fullness(group, pairs, open_ends)
    joined = []
    for i, may in enumerate(pairs):
        here, following = group[i].line.text, group[i + 1].line.text
        sure = open_ends[i] and (_GOES_ON.search(here[-1:]) or _CANNOT_OPEN.match(following))
        hangs = group[i].line.kind == "list" and len(group[i + 1].line.indent) > len(group[i].line.indent)
        by_width = full[i] and wrapped and (open_ends[i] or strictly)
        joined.append(may and bool(sure or hangs or by_width))
    return joined


def _may_join(group: list[Marked], i: int) -> bool:
    here, following = group[i], group[i + 1]
    if here.cue or following.cue or here.line.kind not in (None, "list") or following.line.kind is not None:
        return False
    if _ENUMERATED.match(following.line.text) or "\u3000" in following.line.indent:
        return False
    # Rows that read alike (2019年 380兆瓦 / 2020年 390兆瓦) are a table without rules.
    return _DIGITS.sub("0", here.line.text) != _DIGITS.sub("0", following.line.text)


def _fullness(group: list[Marked], pairs: list[bool], open_ends: list[bool]) -> tuple[list[bool], bool, bool]:
    """Which lines are full; whether the group is broken at a width; whether so regularly that 。 may end a full one."""
    candidates = [i for i, may in enumerate(pairs) if may]
    best: tuple[list[bool], int] = ([False] * len(pairs), 0)
    open_candidates = [i for i in candidates if open_ends[i]]
    for measure in (_columns, len):
        widths = [measure(m.line.text) for m in group]
        widest = max(widths)
        full = [False] * len(pairs)
        for i in candidates:
            word = _FIRST_WORD.match(group[i + 1].line.text)
            full[i] = widths[i] + measure(word[0] if word else "") + 2 > widest
        count = sum(full[i] for i in open_candidates)
        if count > best[1]:
            best = (full, count)
    full, count = best
    regular = count >= 0.7 * len(open_candidates)
    texts = [m.line.text for m in group]
    punctuated = 2 * sum(bool(_INNER.search(text)) for text in texts) >= len(texts)
    widest_columns = max(map(_columns, texts))
    enough = count >= 2 or (count == 1 and (widest_columns > _WIDEST_TITLE or bool(_STOP.search(texts[0]))))
    wrapped = regular and punctuated and enough
    return full, wrapped, wrapped and count >= 4


def _columns(text: str) -> int:
    """The width on a screen: two columns a Chinese character, one an ASCII character."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
