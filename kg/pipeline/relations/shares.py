"""Shares of one whole (percent-total) and of stated wholes (ratio), multiples and halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.clauses import DE, Item
from kg.pipeline.relations.measures import alike, in_list, is_exact, is_other_time, is_plain, is_share, readings, tie
from kg.pipeline.statements import Statement


def shares(said: Sequence[Statement]) -> Iterator[Tie]:
    yield from _of_one_whole(said)
    for at, statement in enumerate(said):
        if is_share(statement):
            yield from _of_stated_whole(said, at)
        if is_share(statement) or statement.quantity.kind == "multiple":
            yield from _times(said, at)


def _of_one_whole(said: Sequence[Statement]) -> Iterator[Tie]:
    """教育占30%,医疗占25%,其他占45%; 55.1%的人支持,44.9%的人反对."""
    by_sentence: dict[int, list[Statement]] = {}
    for statement in said:
        if statement.quantity.unit == "%" and not statement.change and not statement.has("base"):
            by_sentence.setdefault(statement.sentence, []).append(statement)
    for members in by_sentence.values():
        if len(members) > 1 and (_has_rest(members) or _complementary(members)):
            roles = [("share", m) for m in members] + [("last", members[-1])]
            yield tie("shares", roles, "占", members[0].quantity.start, members[-1].quantity.end)
        elif _maybe_all(members):
            roles = [("share", m) for m in members] + [("last", members[-1])]
            yield from readings("shares", members[-1], [roles], "占", weak=True)


def _maybe_all(members: Sequence[Statement]) -> bool:
    """煤占52.6%,石油占18.3%,天然气占9.8%,其余…: three or more shares of what is not named again, which may be all."""
    if len(members) < 3 or not all(map(is_exact, members)):
        return False
    first, *others = members
    listed = first.has("share") and first.has("respectively") and all(m.clause.opener == "、" for m in others[:-1])
    return listed or all(map(_of_the_unnamed, members))


def _of_the_unnamed(share: Statement) -> bool:
    """占18.3%, with nothing between the word and its number that names another whole."""
    marks = [c for c in share.left if c.role == "share"]
    words = _after(share, max(c.end for c in marks)) if marks else "?"
    return not words or words in cues().words("share-filler")


def _has_rest(members: Sequence[Statement]) -> bool:
    return members[-1].has("rest") and all(m.has("share") for m in members)


def _complementary(members: Sequence[Statement]) -> bool:
    names = ["".join(i.text for i in m.clause.items) for m in members]
    return any(
        len(members) == len(words)
        and all(any(w in name for name in names) for w in words)
        and len(set(names)) == len(names)
        for words in cues().complements
    )


def _of_stated_whole(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """n 占 W 的 p%, with W before 的, or 占总数, or a whole that 其中 names; 接种率p% after the two it is made of."""
    share = said[at]
    inner = _inner_whole(said, at)
    if inner is not None:
        numerators = [n for n in _numerators(said, inner, bare=_opens_share(inner)) if alike(n, inner)]
        yield from readings("ratio", share, [_roles(n, inner, share) for n in numerators], "占")
        return
    marks = [c for c in share.left if c.role == "share"]
    if marks:
        last = min((m for m in marks if m.start == marks[-1].start), key=lambda m: m.end)
        words = _after(share, last.end)
        choices = [_roles(n, w, share) for n in _numerators(said, share)[:1] for w in _wholes(said, n, words)]
        yield from readings("ratio", share, choices, "占")
    elif share.has("quotient") and not share.change:
        numerators = [n for n in _numerators(said, share)[:2] if not n.has("total")]
        counted = [n for n in numerators if _is_counted(n, share)]
        if len(counted) == 1:  # 检测2640份,阳性396份,阳性率15.0%: the name of the rate says which
            pairs = [(counted[0], w) for w in _siblings(said, counted[0])]
        else:
            pairs = [(n, w) for n in numerators for w in _siblings(said, n) if _within(n, w) and _is_named(share, n, w)]
        yield from readings("ratio", share, [_roles(n, w, share) for n, w in pairs], "率", weak=True)


def _is_named(share: Statement, *members: Statement) -> bool:
    """城镇化率 beside 城镇人口: the rate's name and that of a member have two characters in common; 资产负债率 and 借款 none."""
    words = "".join(i.text for i in share.clause.items[: share.at])
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    beside = ["".join(i.text for i in m.clause.items if i is not m.clause.items[m.at]) for m in members]
    return any(pair in text for text in beside for pair in pairs)


def _is_counted(numerator: Statement, share: Statement) -> bool:
    """Of those that the rate is named for: 阳性396份 of 阳性率, 实际接种4.08万人 of 接种率 beside 应接种4.25万人."""
    mark = next(c for c in reversed(share.left) if c.role == "quotient")
    stem = "".join(i.text for i in share.clause.items[: share.at]).rpartition(mark.text)[0][-2:]
    before = numerator.clause.items[: numerator.at]
    due = any(item.text.startswith(tuple(cues().words("due"))) for item in before)
    return len(stem) > 1 and stem in _text(before) and not due


def _inner_whole(said: Sequence[Statement], at: int) -> Statement | None:
    """占当年国内生产总值74772亿元的1.4%, 不到16.9亿元总保费的1/10: the number before it in its clause, with 的 between."""
    share = said[at]
    if at == 0 or said[at - 1].clause is not share.clause or not is_plain(said[at - 1]):
        return None
    between = share.clause.items[said[at - 1].at + 1 : share.at]
    return said[at - 1] if between and between[-1].text in DE else None


def _opens_share(inner: Statement) -> bool:
    """占 opens the clause of the whole: what is before it in that clause (全年) is the whole's, no topic."""
    return bool(inner.clause.items[:1]) and any(c.role == "share" and c.start == inner.clause.start for c in inner.left)


def _numerators(said: Sequence[Statement], share: Statement, *, bare: bool = False) -> list[Statement]:
    """The amounts before the share in its sentence that it may be said of, nearest first. `bare`: its clause names no
    topic of its own, and it may as well be said of a change (裁员2400人,占员工总数3万人的8%)."""
    found = []
    for candidate in reversed(said[max(0, share.index - 4) : share.index]):
        if candidate.sentence != share.sentence:
            break
        plain = is_plain(candidate) or (bare and bool(candidate.change) and not is_share(candidate))
        if not plain or candidate.has("base") or (not bare and is_other_time(candidate, share)):
            continue
        own_subject = not bare and candidate.clause is not share.clause and share.own and not share.has("quotient")
        if not own_subject and not _is_inner(said, candidate):
            found.append(candidate)
    return found


def _is_inner(said: Sequence[Statement], candidate: Statement) -> bool:
    """54万人 in 占在校生总数54万人的16% is a base, nobody's part."""
    return candidate.index + 1 < len(said) and _inner_whole(said, candidate.index + 1) is candidate


def _after(share: Statement, end: int) -> str:
    return "".join(i.text for i in share.clause.items if end <= i.start < share.quantity.start)


def _wholes(said: Sequence[Statement], numerator: Statement, words: str) -> list[Statement]:
    """The wholes of `numerator`: 占总数 takes amounts of its sort before it; a bare 占 only where 其中 or a total says
    that it is the whole; 占 with another name only a number of that name."""
    bare = not words or words in cues().words("share-filler")
    named = words.strip("的")
    found = []
    for candidate in reversed(said[: numerator.index]):
        if candidate.sentence < numerator.sentence - 1:
            break
        if not alike(candidate, numerator) or not is_plain(candidate) or _is_part(said, candidate, numerator):
            continue
        general = named.startswith(tuple(cues().words("general-whole"))) and _unlike_sibling(said, candidate, numerator)
        if (bare and (in_list(said, numerator) or candidate.has("total"))) or general or _names(candidate, named):
            found.append(candidate)
    return found


def _names(candidate: Statement, words: str) -> bool:
    """占出口总额的22%: a number of that name."""
    label = candidate.measured.label if candidate.measured is not None else ""
    noun = candidate.binding.noun.text + candidate.binding.of.text
    return len(words) > 1 and (
        words in noun or (len(noun) > 1 and noun in words) or (len(label) > 1 and label in words)
    )


def _is_part(said: Sequence[Statement], candidate: Statement, numerator: Statement) -> bool:
    aside = candidate.has("base") or is_other_time(candidate, numerator) or _is_inner(said, candidate)
    return candidate.has("part") or aside


def _siblings(said: Sequence[Statement], numerator: Statement) -> list[Statement]:
    near = said[max(0, numerator.index - 3) : numerator.index]
    after = [s for s in said[numerator.index + 1 : numerator.index + 4] if s.sentence == numerator.sentence]
    beside = [*reversed(near), *after]
    return [s for s in beside if alike(s, numerator) and is_plain(s) and s.sentence >= numerator.sentence - 1]


def _within(numerator: Statement, whole: Statement) -> bool:
    one, other = numerator.quantity.value, whole.quantity.value
    return one is not None and other is not None and one <= other


def _unlike_sibling(said: Sequence[Statement], candidate: Statement, numerator: Statement) -> bool:
    """In a list of parts (312人,占…;628人,占…) the number before has a share of its own: a sibling, not the whole."""
    after = said[candidate.index + 1]
    return not (is_share(after) and after.has("share") and after.index < numerator.index)


def _roles(numerator: Statement, whole: Statement, share: Statement) -> list[tuple[str, Statement]]:
    return [("numerator", numerator), ("denominator", whole), ("quotient", share)]


def _times(said: Sequence[Statement], at: int) -> Iterator[Tie]:
    """海外出货量是国内的一半: A 是 B 的 p, with numbers of A and of B said before."""
    times = said[at]
    items = times.clause.items
    link = next((k for k in range(times.at - 1, -1, -1) if items[k].text in cues().words("of")), None)
    if link is None or times.at == 0 or items[times.at - 1].text not in DE:
        return
    first, second = _text(items[:link]), _text(items[link + 1 : times.at - 1])
    one, other = _named(said[:at], first), _named(said[:at], second)
    if one is not None and other is not None and one is not other and alike(one, other):
        yield from readings("ratio", times, [_roles(one, other, times)], "是")


def _text(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items)


def _named(said: Sequence[Statement], name: str) -> Statement | None:
    """The one number whose own clause begins with this name (or the name with it)."""
    if not name:
        return None
    found = [s for s in said if s.own and is_plain(s) and (s.own.text.startswith(name) or name.startswith(s.own.text))]
    return found[-1] if found and len({s.quantity.value for s in found}) == 1 else None
