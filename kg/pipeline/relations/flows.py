"""What came in and what went out: 新开352家,关闭68家,净增284家; 期初库存186.5万吨,调入94.2万吨,调出101.7万吨,期末179.0万吨.

In and out stand side by side as verbs of opposite direction; 净 names what is left of them, 初 and 末 the stock before
and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Tie
from kg.ontology.cues import cues
from kg.pipeline.relations.measures import alike, apart, is_plain, nearest, tie
from kg.pipeline.statements import Statement

_REACH = 4  # numbers to either side


def flows(said: Sequence[Statement]) -> Iterator[Tie]:
    for came in said:
        if not _moves(came, "inflow"):
            continue
        went = next((s for s in nearest(said, came, _REACH) if _moves(s, "outflow") and alike(s, came)), None)
        if went is not None:
            yield from _net(said, came, went)
            yield from _stock(said, came, went)


def _moves(statement: Statement, role: str) -> bool:
    aside = statement.has("each") or statement.has("base")
    return statement.has(role) and is_plain(statement) and not aside


def _net(said: Sequence[Statement], came: Statement, went: Statement) -> Iterator[Tie]:
    """The next number of their sort, where it is called a balance: by how much the one is more than the other."""
    last = max(came.index, went.index)
    after = (s for s in said[last + 1 : last + _REACH] if s.sentence == came.sentence and alike(s, came))
    net = next(after, None)
    if net is not None and _is_balance(net, came, went):
        yield tie(
            "difference", apart(came, went, net), "净", min(came.quantity.start, went.quantity.start), net.quantity.end
        )


def _is_balance(net: Statement, came: Statement, went: Statement) -> bool:
    """净增 is of anything, 顺差 of trade, 净流入 of what flows in and out and not of births and deaths."""
    moves = {c.text for s in (came, went) for c in s.left if c.role in ("inflow", "outflow")}
    said = {c.text for c in net.left if c.role == "net"}
    of_trade = bool(moves & cues().words("trade") and said & cues().words("trade-balance"))
    return of_trade or bool(said & cues().words("net-of-any")) or any(word[1:] in moves for word in said)


def _stock(said: Sequence[Statement], came: Statement, went: Statement) -> Iterator[Tie]:
    near = [s for s in nearest(said, came, _REACH) if s is not went and alike(s, came) and not s.change]
    first = [s for s in near if _says(s, "at-first")]
    last = [s for s in near if _says(s, "at-last") and s not in first]
    if len(first) == 1 and len(last) == 1:
        members = [("stock", first[0]), ("inflow", came), ("outflow", went), ("result", last[0])]
        places = [s.quantity for _, s in members]
        yield tie("flow", members, "初…末", min(q.start for q in places), max(q.end for q in places))


def _says(statement: Statement, role: str) -> bool:
    """月初, 9月|初, 期末: by a word of its clause, the end of one, or the time that goes on to it (9月末,库存186.5万吨)."""
    before = statement.clause.items[: statement.at]
    times = [item.text for item in before]
    times += [statement.when.text] if statement.when is not None else []
    return any(text.endswith(tuple(cues().words(role))) for text in times)
